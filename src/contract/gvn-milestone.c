/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "contract/gvn-milestone.h"
#include "contract/gvn-place.h"
#include "contract/gvn-side.h"

void
gvn_milestone_free (GvnMilestone *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->perimeter);
  g_free (self->side);
  g_free (self->note);
  g_free (self);
}

static gpointer
milestone_from_row (GvnStatement *row)
{
  GvnMilestone *self = g_new0 (GvnMilestone, 1);

  self->id = gvn_statement_dup_text (row, 0);
  self->title = gvn_statement_dup_text (row, 1);
  self->perimeter = gvn_statement_dup_text (row, 2);
  self->side = gvn_statement_dup_text (row, 3);
  gvn_statement_date (row, 4, &self->planned_on);
  gvn_statement_date (row, 5, &self->reached_on);
  self->note = gvn_statement_dup_text (row, 6);
  self->note_internal = gvn_statement_int (row, 7) != 0;

  return self;
}

#define MILESTONE_SELECT "SELECT id, title, perimeter, side, planned_on, reached_on, note, note_internal FROM milestone"

/**
 * gvn_milestone_list:
 *
 * Returns: (transfer full) (element-type GvnMilestone): all of them, by planned day
 */
GPtrArray *
gvn_milestone_list (GvnDb *db, GError **error)
{
  return gvn_statement_collect (gvn_db_query (db, error, MILESTONE_SELECT " ORDER BY planned_on, title, id", ""),
                                milestone_from_row, (GDestroyNotify) gvn_milestone_free, error);
}

/**
 * gvn_milestone_load:
 *
 * Returns: (transfer full): the milestone, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnMilestone *
gvn_milestone_load (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) found
      = gvn_statement_collect (gvn_db_query (db, error, MILESTONE_SELECT " WHERE id = ?", "s", id), milestone_from_row,
                               (GDestroyNotify) gvn_milestone_free, error);

  if (found == NULL)
    return NULL;
  if (found->len == 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: %s is an identifier the user typed */
                   _ ("There is no milestone “%s”: take the identifier from the list of milestones"), id);
      return NULL;
    }

  return g_ptr_array_steal_index (found, 0);
}

/* Commands ----------------------------------------------------------------------------- */

/* What is reached has been: a day to come is a plan. */
static gboolean
check_reached (const GDate *day, const GvnNow *now, GError **error)
{
  g_autofree char *text = NULL;

  if (!gvn_date_check (day, error))
    return FALSE;
  if (g_date_compare (day, &now->local.date) <= 0)
    return TRUE;

  text = gvn_text_date (day);
  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: %s is a day */
               _ ("A milestone cannot be reached on %s, which is to come: give the day it was reached, or change the"
                  " planned day"),
               text);
  return FALSE;
}

/* A sheet finds a milestone by its title and its perimeter. */
static gboolean
check_alone (GvnDb *db, const GvnMilestone *milestone, GError **error)
{
  g_autoptr (GPtrArray) others
      = gvn_statement_collect (gvn_db_query (db, error,
                                             MILESTONE_SELECT " WHERE title = ? COLLATE NOCASE AND perimeter IS ?"
                                                              " AND id IS NOT ?",
                                             "sss", milestone->title, milestone->perimeter, milestone->id),
                               milestone_from_row, (GDestroyNotify) gvn_milestone_free, error);
  const GvnMilestone *other;
  g_autofree char *name = NULL;
  g_autofree char *day = NULL;

  if (others == NULL || others->len == 0)
    return others != NULL;

  other = others->pdata[0];
  name = gvn_milestone_dup_title (other);
  day = gvn_text_date (&other->planned_on);
  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: a milestone, its planned day */
               _ ("There is already a milestone “%s”, planned for %s: change that one, or give another title"), name,
               day);
  return FALSE;
}

static gboolean
check (GvnDb *db, const GvnMilestone *milestone, const GvnNow *now, GError **error)
{
  if (gvn_text_is_empty (milestone->title))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("A milestone has a title, shown on its day: give one"));
      return FALSE;
    }

  return (milestone->perimeter == NULL || gvn_agency_check (db, milestone->perimeter, error))
         && (milestone->side == NULL || gvn_side_check (milestone->side, error))
         && gvn_date_check (&milestone->planned_on, error)
         && (!g_date_valid (&milestone->reached_on) || check_reached (&milestone->reached_on, now, error))
         && check_alone (db, milestone, error);
}

/**
 * gvn_milestone_save:
 * @draft: a #GvnMilestoneDraft
 *
 * A #GvnCommand: adds or changes a milestone.
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when it has no title or that of another of its
 *   perimeter, a day is none, it was reached after the reference day or its side is
 *   unknown; %GVN_ERROR_NOT_FOUND for an unknown perimeter
 */
gboolean
gvn_milestone_save (GvnDb *db, gpointer draft, GError **error)
{
  GvnMilestone *wanted = &((GvnMilestoneDraft *) draft)->milestone;

  if (!check (db, wanted, ((GvnMilestoneDraft *) draft)->now, error))
    return FALSE;
  if (wanted->id == NULL)
    wanted->id = g_uuid_string_random ();

  return gvn_db_exec (db, error,
                      "INSERT INTO milestone VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                      " title = excluded.title, perimeter = excluded.perimeter, side = excluded.side,"
                      " planned_on = excluded.planned_on, reached_on = excluded.reached_on, note = excluded.note,"
                      " note_internal = excluded.note_internal",
                      "ssssddsb", wanted->id, wanted->title, wanted->perimeter, wanted->side, &wanted->planned_on,
                      &wanted->reached_on, wanted->note, wanted->note != NULL && wanted->note_internal);
}

/**
 * gvn_milestone_reach:
 * @reach: a #GvnMilestoneReach
 *
 * A #GvnCommand: says when a milestone was reached; again corrects the day.
 *
 * Returns: %FALSE with %GVN_ERROR_NOT_FOUND when there is none, %GVN_ERROR_INVALID when
 *   the day is to come
 */
gboolean
gvn_milestone_reach (GvnDb *db, gpointer reach, GError **error)
{
  const GvnMilestoneReach *wanted = reach;
  g_autoptr (GvnMilestone) milestone = gvn_milestone_load (db, wanted->id, error);

  return milestone != NULL && check_reached (&wanted->on, wanted->now, error)
         && gvn_db_exec (db, error, "UPDATE milestone SET reached_on = ? WHERE id = ?", "ds", &wanted->on,
                         milestone->id);
}

/**
 * gvn_milestone_delete:
 * @id: of a milestone
 *
 * A #GvnCommand.
 *
 * Returns: %FALSE with %GVN_ERROR_NOT_FOUND when there is none
 */
gboolean
gvn_milestone_delete (GvnDb *db, gpointer id, GError **error)
{
  g_autoptr (GvnMilestone) milestone = gvn_milestone_load (db, id, error);

  return milestone != NULL && gvn_db_exec (db, error, "DELETE FROM milestone WHERE id = ?", "s", milestone->id);
}

/* Words -------------------------------------------------------------------------------- */

/**
 * gvn_milestone_get_state:
 * @day: as seen from; the planned day itself is not late
 */
GvnMilestoneState
gvn_milestone_get_state (const GvnMilestone *self, const GDate *day)
{
  if (g_date_valid (&self->reached_on))
    return GVN_MILESTONE_REACHED;

  return g_date_compare (&self->planned_on, day) < 0 ? GVN_MILESTONE_LATE : GVN_MILESTONE_UPCOMING;
}

static const struct
{
  const char *code;
  const char *label;
} states[] = {
  [GVN_MILESTONE_UPCOMING] = { "upcoming", N_ ("Upcoming") },
  [GVN_MILESTONE_LATE] = { "late", N_ ("Late") },
  [GVN_MILESTONE_REACHED] = { "reached", N_ ("Reached") },
};

const char *
gvn_milestone_state_to_string (GvnMilestoneState state)
{
  return states[state].code;
}

const char *
gvn_milestone_state_get_label (GvnMilestoneState state)
{
  return _ (states[state].label);
}

/**
 * gvn_milestone_get_day:
 *
 * Returns: (transfer none): the day it was reached, the planned one before
 */
const GDate *
gvn_milestone_get_day (const GvnMilestone *self)
{
  return g_date_valid (&self->reached_on) ? &self->reached_on : &self->planned_on;
}

/**
 * gvn_milestone_dup_title:
 *
 * Returns: (transfer full): "Migration du réseau (AEAG)"
 */
char *
gvn_milestone_dup_title (const GvnMilestone *self)
{
  return self->perimeter != NULL ? g_strdup_printf ("%s (%s)", self->title, self->perimeter) : g_strdup (self->title);
}

/**
 * gvn_milestone_describe:
 * @day: as seen from
 *
 * Returns: (transfer full): what its title does not say: "AEAG · Contractor · planned for
 *   12 June 2028"
 */
char *
gvn_milestone_describe (const GvnMilestone *self, const GDate *day)
{
  g_autofree char *planned = gvn_text_date (&self->planned_on);
  g_autofree char *reached = g_date_valid (&self->reached_on) ? gvn_text_date (&self->reached_on) : NULL;
  g_autofree char *when = NULL;
  const char *where = self->perimeter != NULL ? self->perimeter : _ ("Whole contract");

  if (reached != NULL && !g_str_equal (reached, planned))
    /* Translators: two days */
    when = g_strdup_printf (_ ("reached on %s, planned for %s"), reached, planned);
  else if (reached != NULL)
    /* Translators: a day */
    when = g_strdup_printf (_ ("reached on %s as planned"), reached);
  else if (gvn_milestone_get_state (self, day) == GVN_MILESTONE_LATE)
    /* Translators: a day */
    when = g_strdup_printf (_ ("planned for %s, not reached"), planned);
  else
    /* Translators: a day */
    when = g_strdup_printf (_ ("planned for %s"), planned);

  return self->side != NULL ? g_strjoin (" · ", where, gvn_side_get_label (self->side), when, NULL)
                            : g_strjoin (" · ", where, when, NULL);
}
