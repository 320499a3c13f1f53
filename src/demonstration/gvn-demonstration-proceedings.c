/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-uuid.h"
#include "demonstration/gvn-demonstration-private.h"
#include "proceedings/gvn-agenda.h"
#include "proceedings/gvn-attendance.h"
#include "proceedings/gvn-minutes.h"

/* Sessions of the demonstration as they were prepared, held and written down. */

typedef struct
{
  const char *source; /* of the item, NULL for what the minutes open with */
  const char *text;
} Said;

static const Said said_in_copil[] = {
  { NULL, "Mois marqué par les échecs de sauvegarde de Courbevoie et par la préparation de la fusion des CAB." },
  { "service_analysis", "Le service est rendu au niveau attendu, hors sauvegardes de Courbevoie." },
  { "ticket_analysis", "Les incidents baissent de 4 % sur le mois ; les demandes sont stables." },
  { "nonconformities", "Le compte rendu du COSUI-AERM du 16 février reste dû." },
  { "contract_events", "Le remplacement du pare-feu de Lyon fera l’objet d’un devis." },
};

static const Said said_in_cosui[] = {
  { NULL, "Séance tenue en visioconférence." },
  { "service_point", "La proximité couvre les cinq étages ; deux postes attendent leur livraison." },
  { "current_problems", "La sauvegarde nocturne est suivie chaque matin par la TME." },
};

/* A session: its body, its day, and what was said in it */
typedef struct
{
  const char *body;
  const char *day;
  const char *prepared_on;
  const Said *said;
  guint n_said;
} Session;

static const Session sessions[] = {
  { "COPIL", "2028-02-17", "2028-02-08", said_in_copil, G_N_ELEMENTS (said_in_copil) },
  { "COSUI-AESN", "2028-03-01", "2028-02-28", said_in_cosui, G_N_ELEMENTS (said_in_cosui) },
  { "COPIL", "2028-03-16", "2028-03-06", NULL, 0 },
};

static GvnMeeting *
find_meeting (GvnStore *store, const Session *session, GError **error)
{
  GvnMeetingFilter filter = { .body = session->body };
  g_autoptr (GPtrArray) found = NULL;

  if (!gvn_date_parse (session->day, &filter.from, error))
    return NULL;
  filter.to = filter.from;
  found = gvn_meeting_list (gvn_store_get_db (store), &filter, error);

  return found != NULL && found->len > 0 ? g_object_ref (found->pdata[0]) : NULL;
}

/* Preparing ------------------------------------------------------------------------------ */

static gboolean
propose (GvnStore *store, const Session *session, GvnMeeting *meeting, const char *title, const char *side,
         GError **error)
{
  g_autofree char *id = gvn_uuid_v5 (meeting->id, title);
  GvnAgendaDraft draft = { .meeting = meeting->id,
                           .title = title,
                           .side = side,
                           .by_name = g_str_equal (side, "dsiun") ? "Chef de service EXPL" : "ROC",
                           .duration_minutes = 10,
                           .id = id };
  /* Translators: %s is an item of an agenda */
  g_autofree char *label = g_strdup_printf (_ ("Propose “%s”"), title);

  return gvn_demonstration_run_on (store, session->prepared_on, label, gvn_agenda_propose, &draft, error);
}

static gboolean
write_down (GvnStore *store, const Session *session, GvnMeeting *meeting, const Said *said, GPtrArray *items,
            GError **error)
{
  GvnMinutesEdit edit = { .meeting = meeting->id, .text = said->text };
  const char *title = meeting->body_name;
  g_autofree char *label = NULL;

  for (guint i = 0; said->source != NULL && i < items->len; i++)
    {
      const GvnAgendaItem *item = items->pdata[i];

      if (g_strcmp0 (item->source, said->source) != 0)
        continue;
      edit.item = item->id;
      title = item->title;
    }
  label = g_strdup_printf (_ ("Write the minutes of “%s”"), title);

  return gvn_demonstration_run_on (store, session->day, label, gvn_minutes_write, &edit, error);
}

static gboolean
prepare (GvnStore *store, const Session *session, GError **error)
{
  g_autoptr (GvnMeeting) meeting = find_meeting (store, session, error);
  GvnNow now;
  GvnAgendaFill fill = { .meeting = meeting != NULL ? meeting->id : NULL, .now = &now };
  g_autoptr (GPtrArray) items = NULL;

  if (meeting == NULL || !gvn_now_resolve (session->prepared_on, &now, error)
      || !gvn_demonstration_run_on (store, session->prepared_on, _ ("Fill the agenda"), gvn_agenda_fill, &fill, error)
      || !propose (store, session, meeting, "Fusion des CAB des agences", "dsiun", error)
      || !propose (store, session, meeting, "Renouvellement des postes", "contractor", error))
    return FALSE;
  items = gvn_agenda_list (gvn_store_get_db (store), meeting->id, error);
  for (guint i = 0; items != NULL && i < session->n_said; i++)
    if (!write_down (store, session, meeting, &session->said[i], items, error))
      return FALSE;

  return items != NULL;
}

/* Before the meetings take place: agendas and what their minutes will say. */
gboolean
gvn_demonstration_prepare_sessions (GvnStore *store, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++)
    if (!prepare (store, &sessions[i], error))
      return FALSE;

  return TRUE;
}

/* Held ----------------------------------------------------------------------------------- */

static gboolean
attend (GvnStore *store, const Session *session, GvnMeeting *meeting, GError **error)
{
  GvnAttendanceChange all = { .meeting = meeting->id, .state = GVN_ATTENDANCE_PRESENT };

  return gvn_demonstration_run_on (store, session->day, _ ("Record who was there"), gvn_attendance_set, &all, error);
}

/* Everybody but the one who is asked again. */
static gboolean
sign (GvnStore *store, GvnMeeting *meeting, const char *waiting, GError **error)
{
  GvnNow now;
  g_autoptr (GPtrArray) versions = NULL;
  const GvnMinutesVersion *version;

  if (!gvn_now_resolve ("2028-03-07", &now, error))
    return FALSE;
  versions = gvn_minutes_list (gvn_store_get_db (store), meeting->id, &now, error);
  if (versions == NULL)
    return FALSE;
  version = versions->pdata[versions->len - 1];
  for (guint i = 0; i < version->signers->len; i++)
    {
      const GvnSigner *signer = version->signers->pdata[i];
      GvnSigning signing
          = { .request = { .meeting = meeting->id, .at = now.instant, .now = &now }, .attendance = signer->attendance };

      if (!g_str_equal (signer->name, waiting)
          && !gvn_demonstration_run_on (store, "2028-03-07", _ ("Record a participant’s validation"), gvn_minutes_sign,
                                        &signing, error))
        return FALSE;
    }

  return TRUE;
}

/* After the meetings: who was there, and a COSUI whose minutes wait for one validation. */
gboolean
gvn_demonstration_hold_sessions (GvnStore *store, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      g_autoptr (GvnMeeting) meeting = find_meeting (store, &sessions[i], error);

      if (meeting == NULL)
        return FALSE;
      if (meeting->state != GVN_MEETING_HELD)
        continue;
      if (!attend (store, &sessions[i], meeting, error)
          || (g_str_equal (meeting->body_kind, "COSUI") && !sign (store, meeting, "Gestionnaire de parc", error)))
        return FALSE;
    }

  return TRUE;
}
