/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-uuid.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-person.h"
#include "demonstration/gvn-demonstration-private.h"
#include "proceedings/gvn-escalation.h"

/* What the committees of the demonstration decided, asked for and could not resolve. */

typedef struct
{
  GvnMatterKind kind;
  const char *body;
  const char *title;
  const char *owner; /* NULL when none is named */
  const char *side;
  const char *raised;
  const char *due; /* NULL when none */
  GvnMatterScope scope;
  const char *hops[2]; /* the days it went up */
  const char *ended;   /* the day, NULL while open */
  GvnMatterAct end;
  const char *note;
} Told;

static const Told told[] = {
  { GVN_MATTER_DECISION, "COSTRAT", "Relever le seuil de fourniture des comptes rendus", .raised = "2027-09-14",
    .scope = GVN_SCOPE_SERVICE },
  { GVN_MATTER_ALERT, "CAB-7eSI", "Retards répétés des changements du centre de données", .raised = "2028-01-11",
    .hops = { "2028-01-20" } },
  { GVN_MATTER_ALERT, "CAB-AESN", "Échecs des sauvegardes nocturnes de Courbevoie", .raised = "2028-01-18",
    .hops = { "2028-02-02", "2028-02-17" } },
  { GVN_MATTER_ACTION, "COPIL", "Chiffrer le remplacement du pare-feu de Lyon", .owner = "SDM TME",
    .raised = "2028-01-20", .due = "2028-02-18", .ended = "2028-02-25", .end = GVN_MATTER_CLOSE,
    .note = "Devis remis" },
  { GVN_MATTER_ACTION, "COPIL", "Ouvrir un second créneau de CAB", .owner = "SDM TME", .raised = "2028-01-20",
    .due = "2028-03-31", .ended = "2028-02-17", .end = GVN_MATTER_WITHDRAW,
    .note = "Sans objet : la fusion de CAB est à l’étude" },
  { GVN_MATTER_DISAGREEMENT, "COPIL", "Imputation du retard de la version 2 du PAQ", .raised = "2028-01-20",
    .hops = { "2028-02-17" } },
  { GVN_MATTER_ACTION, "COSUI-AERM", "Documenter la reprise des sauvegardes", .side = "contractor",
    .raised = "2028-02-02", .due = "2028-03-31" },
  { GVN_MATTER_ALERT, "CAB-AERM", "Saturation du stockage de Rozérieulles", .raised = "2028-02-08",
    .ended = "2028-02-22", .end = GVN_MATTER_CLOSE, .note = "Baie étendue" },
  { GVN_MATTER_ACTION, "CPROB", "Analyser les coupures du réseau privé du matin", .owner = "SDM TMS",
    .raised = "2028-02-14", .due = "2028-03-06" },
  { GVN_MATTER_ACTION, "COSUI-AESN", "Fiabiliser l’inventaire du parc de Courbevoie", .owner = "Gestionnaire de parc",
    .raised = "2028-02-16", .due = "2028-03-14" },
  { GVN_MATTER_DECISION, "COSUI-AEAG", "Porter à quatre jours la présence de proximité à Toulouse",
    .raised = "2028-02-16", .scope = GVN_SCOPE_SERVICE },
  { GVN_MATTER_DISAGREEMENT, "COSUI-AERMC", "Périmètre des astreintes de Lyon", .raised = "2028-02-16" },
  { GVN_MATTER_ACTION, "COPIL", "Remettre le tableau de bord des indicateurs au format commun", .owner = "ROC",
    .raised = "2028-02-17", .due = "2028-03-03" },
  { GVN_MATTER_DECISION, "COPIL", "Retenir l’ordre de visite des délégations du second semestre",
    .raised = "2028-02-17" },
  { GVN_MATTER_ACTION, "COTECH", "Planifier la montée de version du socle", .owner = "PMO", .raised = "2028-02-28",
    .due = "2028-04-14" },
};

static gboolean
find_owner (GvnStore *store, const char *name, char **id, GError **error)
{
  g_autoptr (GvnPerson) person = name != NULL ? gvn_person_find (gvn_store_get_db (store), name, error) : NULL;

  *id = person != NULL ? g_strdup (person->id) : NULL;
  return name == NULL || person != NULL;
}

/* The meeting it came up in: that of its body on its day; NULL when there is none. */
static gboolean
find_meeting (GvnStore *store, const Told *matter, char **id, GError **error)
{
  GvnMeetingFilter filter = { .body = matter->body };
  g_autoptr (GPtrArray) meetings = NULL;

  if (!gvn_date_parse (matter->raised, &filter.from, error))
    return FALSE;
  filter.to = filter.from;
  meetings = gvn_meeting_list (gvn_store_get_db (store), &filter, error);
  *id = meetings != NULL && meetings->len > 0 ? g_strdup (GVN_MEETING (meetings->pdata[0])->id) : NULL;

  return meetings != NULL;
}

static gboolean
raise_matter (GvnStore *store, const Told *matter, char *id, GError **error)
{
  GvnNow now;
  GvnMatterDraft draft = { .id = id,
                           .kind = matter->kind,
                           .scope = matter->scope,
                           .title = matter->title,
                           .body = matter->body,
                           .owner_side = matter->side,
                           .now = &now };
  g_autofree char *owner = NULL;
  g_autofree char *meeting = NULL;
  g_autofree char *label = NULL;
  gboolean done;

  if (!gvn_now_resolve (matter->raised, &now, error)
      || (matter->due != NULL && !gvn_date_parse (matter->due, &draft.due, error))
      || !find_owner (store, matter->owner, &owner, error) || !find_meeting (store, matter, &meeting, error))
    return FALSE;
  draft.owner = owner;
  draft.meeting = meeting;
  label = gvn_matter_draft_dup_label (gvn_store_get_db (store), &draft);
  done = gvn_demonstration_run_on (store, matter->raised, label, gvn_matter_create, &draft, error);
  g_free (draft.warning);

  return done;
}

static gboolean
escalate (GvnStore *store, const char *id, const char *day, GError **error)
{
  GvnNow now;
  GvnEscalation escalation
      = { .matter = id, .reason = "Sans solution à ce niveau", .by_name = "Chef de service EXPL", .now = &now };
  g_autofree char *label = gvn_escalation_dup_label (gvn_store_get_db (store), &escalation);
  gboolean done = gvn_now_resolve (day, &now, error)
                  && gvn_demonstration_run_on (store, day, label, gvn_matter_escalate, &escalation, error);

  g_free (escalation.to_body);

  return done;
}

static gboolean
end (GvnStore *store, const Told *matter, const char *id, GError **error)
{
  const char *const ids[] = { id, NULL };
  GvnNow now;
  GvnMatterRequest request = { .matters = ids,
                               .act = matter->end,
                               .note = matter->note,
                               .by_name = matter->owner != NULL ? matter->owner : "Chef de service EXPL",
                               .now = &now };
  g_autofree char *label = gvn_matter_dup_label (gvn_store_get_db (store), &request);

  return gvn_now_resolve (matter->ended, &now, error)
         && gvn_demonstration_run_on (store, matter->ended, label, gvn_matter_apply, &request, error);
}

gboolean
gvn_demonstration_add_matters (GvnStore *store, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autofree char *id = gvn_uuid_v5 (GVN_DEMONSTRATION_SPACE, told[i].title);

      if (!raise_matter (store, &told[i], id, error))
        return FALSE;
      for (guint j = 0; j < G_N_ELEMENTS (told[i].hops) && told[i].hops[j] != NULL; j++)
        if (!escalate (store, id, told[i].hops[j], error))
          return FALSE;
      if (told[i].ended != NULL && !end (store, &told[i], id, error))
        return FALSE;
    }

  return TRUE;
}
