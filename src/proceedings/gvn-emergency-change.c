/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "contract/gvn-place.h"
#include "proceedings/gvn-emergency-change-private.h"

/* How it is cited; in the search index too, see the schema */
#define NAME_PREFIX "eCAB-"

/* J or J+1 (6.4): the later of the two is when it becomes late */
#define N_DAYS 1

static const struct
{
  const char *name;
  const char *label;
} states[] = {
  [GVN_EMERGENCY_WAITING] = { "waiting", N_ ("Awaiting validation") },
  [GVN_EMERGENCY_LATE] = { "late", N_ ("Awaiting validation, beyond J+1") },
  [GVN_EMERGENCY_VALIDATED] = { "validated", N_ ("Validated, GO") },
  [GVN_EMERGENCY_VALIDATED_LATE] = { "validated_late", N_ ("Validated beyond J+1, GO") },
  [GVN_EMERGENCY_REFUSED] = { "refused", N_ ("Refused, NO GO") },
};

const char *
gvn_emergency_state_to_string (GvnEmergencyState state)
{
  return states[state].name;
}

const char *
gvn_emergency_state_get_label (GvnEmergencyState state)
{
  return _ (states[state].label);
}

gboolean
gvn_emergency_state_parse (const char *text, GvnEmergencyState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (text, states[i].name))
      {
        *state = i;
        return TRUE;
      }

  return FALSE;
}

/* Whether nobody has said GO or NO GO yet. */
gboolean
gvn_emergency_state_is_open (GvnEmergencyState state)
{
  return state <= GVN_EMERGENCY_LATE;
}

void
gvn_emergency_change_free (GvnEmergencyChange *self)
{
  g_free (self->id);
  g_free (self->perimeter);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->ticket);
  g_free (self->opened_fact);
  g_free (self->opened_by);
  g_free (self->closed_fact);
  g_free (self->validator);
  g_free (self->validator_name);
  g_free (self->reason);
  g_free (self);
}

/**
 * gvn_emergency_change_dup_name:
 *
 * Returns: (transfer full): as people cite it: "eCAB-3"
 */
char *
gvn_emergency_change_dup_name (const GvnEmergencyChange *self)
{
  return g_strdup_printf (NAME_PREFIX "%d", self->number);
}

/**
 * gvn_emergency_change_describe:
 *
 * Returns: (transfer full): its state, with the day it is due while it waits, else
 *   who said so and when
 */
char *
gvn_emergency_change_describe (const GvnEmergencyChange *self)
{
  const char *state = gvn_emergency_state_get_label (self->state);
  const GvnLocal due = { self->due_on, GVN_NO_MINUTES };
  g_autofree char *moment = NULL;

  if (gvn_emergency_state_is_open (self->state))
    {
      moment = gvn_text_short_moment (&due);
      /* Translators: a state, then a day */
      return g_strdup_printf (_ ("%s, due %s"), state, moment);
    }

  moment = gvn_text_short_moment (&self->closed);
  /* Translators: a state, a person, a moment */
  return g_strdup_printf (_ ("%s, by %s, %s"), state, self->validator_name, moment);
}

/* Reading ---------------------------------------------------------------------------- */

static GvnEmergencyState
derive_state (const GvnEmergencyChange *self, const GvnNow *now)
{
  if (self->closed_fact == NULL)
    return g_date_compare (&now->local.date, &self->due_on) > 0 ? GVN_EMERGENCY_LATE : GVN_EMERGENCY_WAITING;
  if (!self->go)
    return GVN_EMERGENCY_REFUSED;

  return g_date_compare (&self->closed.date, &self->due_on) > 0 ? GVN_EMERGENCY_VALIDATED_LATE
                                                                : GVN_EMERGENCY_VALIDATED;
}

#define CHANGE_SELECT                                                                                                  \
  "SELECT e.id, e.number, e.perimeter, e.title, e.detail, e.ticket, o.id, o.by_name, o.at, e.due_on, c.id,"            \
  " e.validator, p.name, c.note, c.at, e.verdict IS 'go' FROM emergency_change AS e"                                   \
  " JOIN fact AS o ON o.id = e.opened LEFT JOIN fact AS c ON c.id = e.closed"                                          \
  " LEFT JOIN person AS p ON p.id = e.validator"

static gpointer
change_from_row (GvnStatement *row)
{
  GvnEmergencyChange *self = g_new0 (GvnEmergencyChange, 1);

  self->id = gvn_statement_dup_text (row, 0);
  self->number = (int) gvn_statement_int (row, 1);
  self->perimeter = gvn_statement_dup_text (row, 2);
  self->title = gvn_statement_dup_text (row, 3);
  self->detail = gvn_statement_dup_text (row, 4);
  self->ticket = gvn_statement_dup_text (row, 5);
  self->opened_fact = gvn_statement_dup_text (row, 6);
  self->opened_by = gvn_statement_dup_text (row, 7);
  gvn_local_from_instant (gvn_statement_int (row, 8), &self->opened);
  gvn_statement_date (row, 9, &self->due_on);
  self->closed_fact = gvn_statement_dup_text (row, 10);
  self->validator = gvn_statement_dup_text (row, 11);
  self->validator_name = gvn_statement_dup_text (row, 12);
  self->reason = gvn_statement_dup_text (row, 13);
  if (self->closed_fact != NULL)
    gvn_local_from_instant (gvn_statement_int (row, 14), &self->closed);
  self->go = gvn_statement_int (row, 15) != 0;

  return self;
}

/* From the day it was opened until it was decided, or as long as it waits. */
static gboolean
is_wanted (const GvnEmergencyChange *self, const GvnEmergencyFilter *filter, const GvnNow *now)
{
  const GDate *last = &self->closed.date;

  if (self->closed_fact == NULL)
    last = self->state == GVN_EMERGENCY_LATE ? &now->local.date : &self->due_on;

  return (filter->state < 0 || (int) self->state == filter->state)
         && (!g_date_valid (&filter->from) || g_date_compare (last, &filter->from) >= 0)
         && (!g_date_valid (&filter->to) || g_date_compare (&self->opened.date, &filter->to) <= 0);
}

/* Their states are still to be derived. */
GPtrArray *
gvn_emergency_change_read (GvnDb *db, const char *perimeter, const char *id, GError **error)
{
  return gvn_statement_collect (gvn_db_query (db, error,
                                              CHANGE_SELECT
                                              " WHERE (?1 IS NULL OR e.perimeter = ?1) AND (?2 IS NULL OR e.id = ?2)"
                                              " ORDER BY e.number, e.id",
                                              "ss", perimeter, id),
                                change_from_row, (GDestroyNotify) gvn_emergency_change_free, error);
}

/**
 * gvn_emergency_change_list:
 *
 * Returns: (transfer full) (element-type GvnEmergencyChange): by number
 */
GPtrArray *
gvn_emergency_change_list (GvnDb *db, const GvnEmergencyFilter *filter, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) found = gvn_emergency_change_read (db, filter->perimeter, filter->id, error);

  if (found == NULL)
    return NULL;
  for (guint i = found->len; i > 0; i--)
    {
      GvnEmergencyChange *change = found->pdata[i - 1];

      change->state = derive_state (change, now);
      if (!is_wanted (change, filter, now))
        g_ptr_array_remove_index (found, i - 1);
    }

  return g_steal_pointer (&found);
}

/* The id of what @text names: "eCAB-3" in any case, else an id. */
static char *
dup_id (GvnDb *db, const char *text, GError **error)
{
  gint64 number;

  if (gvn_text_parse_cited (text, NAME_PREFIX, &number))
    return gvn_db_get_text (db, error, "SELECT id FROM emergency_change WHERE number = ?", "i", number);

  return gvn_db_get_text (db, error, "SELECT id FROM emergency_change WHERE id = ?", "s", text);
}

/**
 * gvn_emergency_change_find:
 * @id_or_name: an id, or a name as "eCAB-3"
 *
 * Returns: (transfer full): the change, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnEmergencyChange *
gvn_emergency_change_find (GvnDb *db, const char *id_or_name, const GvnNow *now, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *id = dup_id (db, id_or_name, &local_error);
  GvnEmergencyFilter filter = { .id = id, .state = -1 };
  g_autoptr (GPtrArray) found = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (id == NULL)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: %s is what the user typed; eCAB-3 stays as it is */
                   _ ("There is no emergency change “%s”: cite it as eCAB-3, from the list of eCABs"), id_or_name);
      return NULL;
    }
  found = gvn_emergency_change_list (db, &filter, now, error);

  return found != NULL ? g_ptr_array_steal_index (found, 0) : NULL;
}

/* The due date ------------------------------------------------------------------------ */

/* @days is nullable, for the count day by day. */
gboolean
gvn_emergency_change_count_due (GvnDb *db, const char *perimeter, const GDate *opened_on, GDate *due_on,
                                GPtrArray *days, GError **error)
{
  g_autoptr (GvnCalendar) calendar = gvn_calendar_load_contract (db, perimeter, error);

  return calendar != NULL && gvn_calendar_add_working_days (calendar, opened_on, N_DAYS, due_on, days, error);
}

/**
 * gvn_emergency_change_explain:
 *
 * Returns: (transfer full) (element-type GvnCountedDay): how J+1 is counted, day by day
 */
GPtrArray *
gvn_emergency_change_explain (GvnDb *db, const GvnEmergencyChange *self, GError **error)
{
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_counted_day_free);
  GDate due_on;

  return gvn_emergency_change_count_due (db, self->perimeter, &self->opened.date, &due_on, days, error)
             ? g_steal_pointer (&days)
             : NULL;
}
