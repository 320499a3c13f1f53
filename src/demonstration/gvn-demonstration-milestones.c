/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-uuid.h"
#include "contract/gvn-milestone.h"
#include "demonstration/gvn-demonstration-private.h"

/* The milestones of the demonstration: one reached a week late, two to come. */

static const struct
{
  const char *title;
  const char *perimeter;
  const char *side;
  const char *planned, *reached;
  const char *note;
  gboolean internal;
} milestones[] = {
  { "Migration de la messagerie", "AERMC", "contractor", "2027-11-26", "2027-12-03",
    "Reportée d’une semaine pour la clôture comptable", FALSE },
  { "Bascule du réseau étendu", NULL, "contractor", "2028-05-15", NULL, "Sites par vagues, siège en dernier", FALSE },
  { "Renouvellement des postes de travail", "AELB", "agency", "2028-06-30", NULL, "Budget à confirmer", TRUE },
};

static gboolean
add (GvnDb *db, gpointer data, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (milestones); i++)
    {
      g_autofree char *id = gvn_uuid_v5 (GVN_DEMONSTRATION_SPACE, milestones[i].title);
      GvnMilestoneDraft draft = { .milestone = { .id = id,
                                                 .title = (char *) milestones[i].title,
                                                 .perimeter = (char *) milestones[i].perimeter,
                                                 .side = (char *) milestones[i].side,
                                                 .note = (char *) milestones[i].note,
                                                 .note_internal = milestones[i].internal } };

      if (!gvn_date_parse (milestones[i].planned, &draft.milestone.planned_on, error)
          || !gvn_milestone_save (db, &draft, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
reach (GvnStore *store, guint i, GError **error)
{
  g_autofree char *id = gvn_uuid_v5 (GVN_DEMONSTRATION_SPACE, milestones[i].title);
  GvnNow now;
  GvnMilestoneReach reached = { .id = id, .now = &now };

  return gvn_now_resolve (milestones[i].reached, &now, error)
         && gvn_date_parse (milestones[i].reached, &reached.on, error)
         && gvn_demonstration_run_on (store, milestones[i].reached, _ ("Record a milestone reached"),
                                      gvn_milestone_reach, &reached, error);
}

gboolean
gvn_demonstration_add_milestones (GvnStore *store, GError **error)
{
  if (!gvn_demonstration_run_on (store, "2027-09-06", _ ("Enter the milestones of the contract"), add, NULL, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (milestones); i++)
    if (milestones[i].reached != NULL && !reach (store, i, error))
      return FALSE;

  return TRUE;
}
