/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-uuid.h"
#include "demonstration/gvn-demonstration-private.h"
#include "proceedings/gvn-preproblem.h"
#include "proceedings/gvn-settlement.h"

/* What the demonstration's next problem committee and next COPIL are prepared with. */

/* The day after the last meetings of February, and the demonstration's own */
#define EARLIER "2028-03-01"
#define TODAY "2028-03-08"

static const GvnPreproblemDraft rows[] = {
  { .title = "Lenteurs de la messagerie à Lyon et à Rozérieulles",
    .incidents = "INC-40211, INC-40217, INC-40302",
    .impact = "230 utilisateurs, une heure par jour",
    .priority = 2,
    .diagnosis_tme = "File du relais saturée aux heures de sauvegarde",
    .diagnosis_tms = "Appels groupés entre 9 h et 10 h" },
  { .title = "Coupures du Wi-Fi à Courbevoie",
    .incidents = "INC-40355, INC-40390",
    .impact = "Deux étages",
    .priority = 3,
    .diagnosis_tme = "Microcode des bornes",
    .diagnosis_tms = "Aucun cas hors de ces étages" },
  { .title = "Impressions perdues à Douai",
    .incidents = "INC-40120",
    .impact = "Un service",
    .priority = 3,
    .diagnosis_tme = "Pilote remplacé en février",
    .diagnosis_tms = "Aucun nouvel appel depuis" },
};

static const struct
{
  GvnSettlementKind kind;
  const char *title;
} elements[] = {
  { GVN_SETTLEMENT_SERVICE, "Services rendus, récurrents et ponctuels" },
  { GVN_SETTLEMENT_INDICATOR, "Indicateurs du mois" },
  { GVN_SETTLEMENT_BILLING, "Facturation des UO forfaitaires" },
  { GVN_SETTLEMENT_PENALTY, "Pénalités" },
};

/* The last meeting of a body before a day, or the first from it on. */
static GvnMeeting *
find_meeting (GvnDb *db, const char *body, const char *day, gboolean before, GError **error)
{
  GvnMeetingFilter filter = { .body = body };
  g_autoptr (GPtrArray) meetings = NULL;

  if (!gvn_date_parse (day, before ? &filter.to : &filter.from, error))
    return NULL;
  meetings = gvn_meeting_list (db, &filter, error);
  if (meetings == NULL || meetings->len == 0)
    return NULL;

  return g_object_ref (meetings->pdata[before ? meetings->len - 1 : 0]);
}

static gboolean
decide (GvnDb *db, const char *row, GvnPreproblemVerdict verdict, const char *reason, const char *ticket,
        const GvnNow *now, GError **error)
{
  GvnPreproblemDecision decision = { row, verdict, reason, ticket, now };

  return gvn_preproblem_decide (db, &decision, error);
}

/* The grid of the committee that was held. */
static gboolean
fill_grid (GvnDb *db, gpointer data, GError **error)
{
  const GvnNow *now = data;
  g_autoptr (GvnMeeting) meeting = find_meeting (db, "CPROB", EARLIER, TRUE, error);
  GvnGridApproval approval = { .person = "ROC", .now = now };
  g_auto (GStrv) ids = g_new0 (char *, G_N_ELEMENTS (rows) + 1);

  if (meeting == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GvnPreproblemDraft draft = rows[i];

      ids[i] = gvn_uuid_v5 (meeting->id, rows[i].title);
      draft.meeting = meeting->id;
      draft.new_id = ids[i];
      if (!gvn_preproblem_save (db, &draft, error))
        return FALSE;
      g_free (draft.id);
    }
  approval.meeting = meeting->id;
  if (!gvn_local_to_instant (&meeting->start, &approval.at, error))
    return FALSE;

  return gvn_grid_approve (db, &approval, error)
         && decide (db, ids[0], GVN_PREPROBLEM_PROBLEM, "Récurrent, cause à corriger sur le relais", "PRB-0117", now,
                    error)
         && decide (db, ids[2], GVN_PREPROBLEM_NOT_PROBLEM, "Réglé par le changement de pilote", NULL, now, error);
}

/* The grid of the next committee, begun and not complete. */
static gboolean
prepare_grid (GvnDb *db, gpointer data, GError **error)
{
  const GvnNow *now = data;
  g_autoptr (GvnMeeting) meeting = find_meeting (db, "CPROB", TODAY, FALSE, error);
  GvnGridCarry carry = { .now = now };
  GvnPreproblemDraft draft = { .title = "Sessions VPN fermées le matin",
                               .incidents = "INC-40561, INC-40562, INC-40570",
                               .impact = "60 télétravailleurs",
                               .priority = 2,
                               .diagnosis_tms = "Toujours à la première connexion" };
  g_autofree char *id = meeting != NULL ? gvn_uuid_v5 (meeting->id, draft.title) : NULL;
  g_autoptr (GPtrArray) carried = NULL;
  GvnPreproblemRemark remark
      = { .text = "N3 relancé : correctif du relais attendu le 10 mars", .by_name = "ROC", .now = now };

  if (meeting == NULL)
    return FALSE;
  carry.meeting = draft.meeting = meeting->id;
  draft.new_id = id;
  if (!gvn_grid_carry (db, &carry, error) || !gvn_preproblem_save (db, &draft, error))
    return FALSE;
  g_free (draft.id);
  carried = gvn_preproblem_list (db, meeting->id, error);
  if (carried == NULL)
    return FALSE;
  remark.id = ((GvnPreproblem *) carried->pdata[0])->id;

  return gvn_preproblem_add_note (db, &remark, error);
}

static gboolean
set_positions (GvnDb *db, const char *id, GvnPosition contractor, GvnPosition dsiun, const char *note, GError **error)
{
  GvnSettlementPosition first = { id, "contractor", contractor, NULL };
  GvnSettlementPosition second = { id, "dsiun", dsiun, note };

  return gvn_settlement_set_position (db, &first, error) && gvn_settlement_set_position (db, &second, error);
}

/* What the COPIL of February settled. */
static gboolean
fill_settlements (GvnDb *db, gpointer data, GError **error)
{
  g_autoptr (GvnMeeting) meeting = find_meeting (db, "COPIL", EARLIER, TRUE, error);

  for (guint i = 0; meeting != NULL && i < G_N_ELEMENTS (elements); i++)
    {
      g_autofree char *id = gvn_uuid_v5 (meeting->id, elements[i].title);
      GvnSettlementDraft draft
          = { .meeting = meeting->id, .new_id = id, .kind = elements[i].kind, .title = elements[i].title };

      if (!gvn_settlement_save (db, &draft, error)
          || !set_positions (db, id, GVN_POSITION_AGREED, GVN_POSITION_AGREED, NULL, error))
        return FALSE;
      g_free (draft.id);
    }

  return meeting != NULL;
}

/* The next COPIL, prepared half-way. */
static gboolean
prepare_settlements (GvnDb *db, gpointer data, GError **error)
{
  g_autoptr (GvnMeeting) meeting = find_meeting (db, "COPIL", TODAY, FALSE, error);
  GvnSettlementCopy copy = { .meeting = meeting != NULL ? meeting->id : NULL };
  GvnSettlementDraft amount
      = { .kind = GVN_SETTLEMENT_BILLING, .title = elements[2].title, .has_amount = TRUE, .cents = 18425000 };
  GvnSettlementDraft penalty = {
    .kind = GVN_SETTLEMENT_PENALTY, .title = "Météo non reçue le 14 février", .has_amount = TRUE, .cents = 45000
  };
  g_autoptr (GPtrArray) copied = NULL;
  const GvnSettlement *service, *billing;
  gboolean done;

  if (meeting == NULL || !gvn_settlement_copy_previous (db, &copy, error))
    return FALSE;
  copied = gvn_settlement_list (db, meeting->id, error);
  if (copied == NULL)
    return FALSE;
  service = copied->pdata[0];
  billing = copied->pdata[2];
  amount.id = billing->id;
  penalty.id = g_strdup (((GvnSettlement *) copied->pdata[3])->id);
  done = gvn_settlement_save (db, &penalty, error)
         && set_positions (db, penalty.id, GVN_POSITION_AWAITED, GVN_POSITION_PROVIDED, NULL, error);
  g_free (penalty.id);

  return done && set_positions (db, service->id, GVN_POSITION_PROVIDED, GVN_POSITION_AGREED, NULL, error)
         && gvn_settlement_save (db, &amount, error)
         && set_positions (db, billing->id, GVN_POSITION_PROVIDED, GVN_POSITION_CONTESTED,
                           "L’UO 5b de Rodez est comptée deux fois", error);
}

gboolean
gvn_demonstration_fill_preparation (GvnStore *store, GError **error)
{
  GvnNow earlier, today;

  return gvn_now_resolve (EARLIER, &earlier, error) && gvn_now_resolve (TODAY, &today, error)
         && gvn_demonstration_run_on (store, EARLIER, _ ("Enter the analysis grid"), fill_grid, &earlier, error)
         && gvn_demonstration_run_on (store, EARLIER, _ ("Settle the elements of the COPIL"), fill_settlements, NULL,
                                      error)
         && gvn_demonstration_run_on (store, TODAY, _ ("Prepare the analysis grid"), prepare_grid, &today, error)
         && gvn_demonstration_run_on (store, TODAY, _ ("Prepare the COPIL"), prepare_settlements, NULL, error);
}
