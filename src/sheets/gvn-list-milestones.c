/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "contract/gvn-milestone.h"
#include "sheets/gvn-list.h"

/* The milestones of the contract, by title and perimeter. */

enum
{
  TITLE,
  PERIMETER,
  PLANNED,
  REACHED,
  SIDE,
  NOTE,
  N_COLUMNS
};

static GPtrArray *
read_milestones (GvnDb *db, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) milestones = gvn_milestone_list (db, error);
  GPtrArray *rows;

  if (milestones == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_list_entry_free);
  for (guint i = 0; i < milestones->len; i++)
    {
      const GvnMilestone *milestone = milestones->pdata[i];
      GvnListEntry *row = gvn_list_entry_new (milestone->id, N_COLUMNS);

      gvn_list_entry_set (row, TITLE, milestone->title);
      gvn_list_entry_set (row, PERIMETER, milestone->perimeter);
      gvn_list_entry_set_date (row, PLANNED, &milestone->planned_on);
      gvn_list_entry_set_date (row, REACHED, &milestone->reached_on);
      gvn_list_entry_set (row, SIDE, milestone->side);
      gvn_list_entry_set (row, NOTE, milestone->note_internal ? NULL : milestone->note);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static const char *
said (const char *value)
{
  return *value != '\0' ? value : NULL;
}

/* The note of a line, or the one there is: an internal one is in no sheet. */
static gboolean
choose_note (const GvnListChange *change, const GvnMilestone *known, GvnMilestone *wanted, GError **error)
{
  if (known == NULL || gvn_list_change_has (change, NOTE))
    wanted->note = (char *) said (change->values[NOTE]);
  else
    {
      wanted->note = known->note;
      wanted->note_internal = known->note_internal;
    }
  if (known == NULL || !known->note_internal || wanted->note == known->note)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               _ ("This milestone has an internal note, which no sheet shows: empty the cell, or change the note in the"
                  " application"));
  return FALSE;
}

static gboolean
apply_milestone (GvnDb *db, const GvnListChange *change, GError **error)
{
  const char *const *values = change->values;
  g_autoptr (GvnMilestone) known = NULL;
  g_autofree char *id = NULL;
  GvnMilestoneDraft draft = { .milestone = { .title = (char *) values[TITLE],
                                             .perimeter = (char *) said (values[PERIMETER]),
                                             .side = (char *) said (values[SIDE]) },
                              .now = change->now };
  gboolean done;

  if (change->before != NULL)
    {
      known = gvn_milestone_load (db, change->before->id, error);
      if (known == NULL)
        return FALSE;
      draft.milestone.id = known->id;
    }
  if (!choose_note (change, known, &draft.milestone, error)
      || !gvn_date_parse (values[PLANNED], &draft.milestone.planned_on, error)
      || (*values[REACHED] != '\0' && !gvn_date_parse (values[REACHED], &draft.milestone.reached_on, error)))
    return FALSE;

  done = gvn_milestone_save (db, &draft, error);
  if (known == NULL)
    id = draft.milestone.id;

  return done;
}

static const GvnListColumn columns[] = {
  [TITLE] = { "title", N_ ("Milestone"), "jalon;titre;libellé;intitulé;title", GVN_COLUMN_TEXT,
              GVN_COLUMN_KEY | GVN_COLUMN_REQUIRED },
  [PERIMETER] = { "perimeter", N_ ("Perimeter"), "périmètre;agence;agency", GVN_COLUMN_CHOICE, GVN_COLUMN_KEY,
                  gvn_list_perimeter_choices },
  [PLANNED] = { "planned", N_ ("Planned day"), "date prévue;jour prévu;prévu le;date;échéance;jour", GVN_COLUMN_DATE,
                GVN_COLUMN_REQUIRED | GVN_COLUMN_KEPT },
  [REACHED] = { "reached", N_ ("Reached on"), "atteint le;date d’atteinte;réalisé le;date réelle", GVN_COLUMN_DATE,
                GVN_COLUMN_KEPT },
  [SIDE] = { "side", N_ ("Side"), "côté;responsable;partie;porteur", GVN_COLUMN_CHOICE, 0, gvn_list_side_choices },
  [NOTE] = { "note", N_ ("Note"), "remarque;commentaire;observation", GVN_COLUMN_TEXT, GVN_COLUMN_KEPT },
};

static const GvnList milestones = {
  "milestones", N_ ("Milestones"), columns, N_COLUMNS, read_milestones, NULL, apply_milestone, NULL,
};

void
gvn_lists_register_milestones (void)
{
  gvn_list_register (&milestones);
}
