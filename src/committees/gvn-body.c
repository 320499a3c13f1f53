/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "base/gvn-uuid.h"
#include "committees/gvn-body.h"

void
gvn_body_free (GvnBody *self)
{
  g_free (self->code);
  g_free (self->kind);
  g_free (self->name);
  g_free (self->perimeter);
  g_free (self->convener_side);
  g_free (self->convener_role);
  g_free (self->escalates_to);
  g_free (self->clause);
  g_free (self);
}

void
gvn_body_schedule_free (GvnBodySchedule *self)
{
  g_free (self->id);
  g_free (self->link);
  g_free (self->act);
  g_free (self);
}

void
gvn_body_member_free (GvnBodyMember *self)
{
  g_free (self->id);
  g_free (self->role);
  g_free (self->role_label);
  g_free (self->side);
  g_free (self->perimeter);
  g_free (self);
}

void
gvn_body_merge_free (GvnBodyMerge *self)
{
  g_free (self->id);
  g_free (self->body);
  g_free (self->into);
  g_free (self);
}

#define BODY_COLUMNS                                                                                                   \
  "code, kind, name, perimeter, external, convener_side, convener_role, escalates_to, clause, active_from, active_to," \
  " position"

static gpointer
body_from_row (GvnStatement *row)
{
  GvnBody *body = g_new0 (GvnBody, 1);

  body->code = gvn_statement_dup_text (row, 0);
  body->kind = gvn_statement_dup_text (row, 1);
  body->name = gvn_statement_dup_text (row, 2);
  body->perimeter = gvn_statement_dup_text (row, 3);
  body->external = gvn_statement_int (row, 4) != 0;
  body->convener_side = gvn_statement_dup_text (row, 5);
  body->convener_role = gvn_statement_dup_text (row, 6);
  body->escalates_to = gvn_statement_dup_text (row, 7);
  body->clause = gvn_statement_dup_text (row, 8);
  gvn_statement_date (row, 9, &body->active_from);
  gvn_statement_date (row, 10, &body->active_to);
  body->position = (int) gvn_statement_int (row, 11);

  return body;
}

/**
 * gvn_body_list:
 *
 * Returns: (transfer full) (element-type GvnBody): every body, in the order of
 *   the contract
 */
GPtrArray *
gvn_body_list (GvnDb *db, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error, "SELECT " BODY_COLUMNS " FROM body ORDER BY position, code", ""), body_from_row,
      (GDestroyNotify) gvn_body_free, error);
}

static gboolean
set_unknown_body (const char *code, GError **error)
{
  g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
               /* Translators: %s is a code the user typed */
               _ ("There is no body “%s”: take a code as COPIL or CAB-AESN"), code);
  return FALSE;
}

/**
 * gvn_body_load:
 *
 * Returns: (transfer full): the body, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnBody *
gvn_body_load (GvnDb *db, const char *code, GError **error)
{
  g_autoptr (GPtrArray) found
      = gvn_statement_collect (gvn_db_query (db, error, "SELECT " BODY_COLUMNS " FROM body WHERE code = ?", "s", code),
                               body_from_row, (GDestroyNotify) gvn_body_free, error);

  if (found == NULL)
    return NULL;
  if (found->len == 0)
    {
      set_unknown_body (code, error);
      return NULL;
    }

  return g_ptr_array_steal_index (found, 0);
}

/**
 * gvn_body_is_active:
 *
 * Returns: whether @on lies between its first day and its last
 */
gboolean
gvn_body_is_active (const GvnBody *self, const GDate *on)
{
  return g_date_valid (&self->active_from) && g_date_compare (&self->active_from, on) <= 0
         && (!g_date_valid (&self->active_to) || g_date_compare (on, &self->active_to) <= 0);
}

/**
 * gvn_body_set_active:
 * @from: (nullable): its first day; %NULL makes it inactive
 * @to: (nullable): its last day
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when the dates are not in order
 */
gboolean
gvn_body_set_active (GvnDb *db, const char *code, const GDate *from, const GDate *to, GError **error)
{
  if (from != NULL && to != NULL && g_date_compare (from, to) > 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("A body ends after it begins: correct one of the two dates"));
      return FALSE;
    }
  if (!gvn_db_exec (db, error, "UPDATE body SET active_from = ?, active_to = ? WHERE code = ?", "dds", from, to, code))
    return FALSE;

  return gvn_db_changes (db) > 0 || set_unknown_body (code, error);
}

static gpointer
schedule_from_row (GvnStatement *row)
{
  GvnBodySchedule *self = g_new0 (GvnBodySchedule, 1);

  self->id = gvn_statement_dup_text (row, 0);
  gvn_statement_date (row, 1, &self->schedule.effective_on);
  gvn_frequency_parse (gvn_statement_text (row, 2), &self->schedule.frequency);
  self->schedule.weekday = (int) gvn_statement_int (row, 3);
  self->schedule.nth = (int) gvn_statement_int (row, 4);
  self->schedule.nth2 = (int) gvn_statement_int (row, 5);
  self->schedule.interval_weeks = (int) gvn_statement_int (row, 6);
  self->schedule.month = (int) gvn_statement_int (row, 7);
  self->schedule.start_minutes = (int) gvn_statement_int (row, 8);
  self->schedule.duration_minutes = (int) gvn_statement_int (row, 9);
  self->link = gvn_statement_dup_text (row, 10);
  self->act = gvn_statement_dup_text (row, 11);

  return self;
}

/**
 * gvn_body_list_schedules:
 *
 * Returns: (transfer full) (element-type GvnBodySchedule): every version of when
 *   @body meets, oldest first
 */
GPtrArray *
gvn_body_list_schedules (GvnDb *db, const char *body, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT id, effective_on, frequency, weekday, nth, nth2, interval_weeks, month, start_minutes,"
                    " duration_minutes, link, act FROM body_schedule WHERE body = ? ORDER BY effective_on",
                    "s", body),
      schedule_from_row, (GDestroyNotify) gvn_body_schedule_free, error);
}

static gboolean
is_nth (int nth)
{
  return nth == -1 || (nth >= 1 && nth <= 4);
}

static gboolean
check_schedule (const GvnSchedule *schedule, GError **error)
{
  GvnFrequency frequency = schedule->frequency;
  const char *wrong = NULL;

  if (frequency != GVN_FREQUENCY_NONE && (schedule->weekday < 1 || schedule->weekday > 5))
    wrong = _ ("A body meets from Monday to Friday: choose one of these days");
  else if ((frequency == GVN_FREQUENCY_MONTHLY || frequency == GVN_FREQUENCY_TWICE_MONTHLY
            || frequency == GVN_FREQUENCY_YEARLY)
           && !is_nth (schedule->nth))
    wrong = _ ("Choose which such day of the month: the first to the fourth, or the last");
  else if (frequency == GVN_FREQUENCY_TWICE_MONTHLY && (!is_nth (schedule->nth2) || schedule->nth2 == schedule->nth))
    wrong = _ ("Twice a month takes two different days of the month: choose another second one");
  else if (frequency == GVN_FREQUENCY_EVERY_N_WEEKS && (schedule->interval_weeks < 2 || schedule->interval_weeks > 26))
    wrong = _ ("Choose an interval between 2 and 26 weeks");
  else if (frequency == GVN_FREQUENCY_YEARLY && (schedule->month < 1 || schedule->month > 12))
    wrong = _ ("Choose the month of the yearly meeting");
  else if (schedule->duration_minutes < 5 || schedule->duration_minutes > 600)
    wrong = _ ("A meeting lasts between 5 minutes and 10 hours: correct its length");
  else if (schedule->start_minutes < 0 || schedule->start_minutes + schedule->duration_minutes > GVN_MINUTES_PER_DAY)
    wrong = _ ("A meeting begins and ends on one day: correct its time or its length");

  if (wrong != NULL)
    g_set_error_literal (error, GVN_ERROR, GVN_ERROR_INVALID, wrong);

  return wrong == NULL;
}

/* An unset part of a schedule is SQL NULL, which its CHECKs let pass. */
static char *
schedule_sql_id (const char *body, const GDate *effective_on, GvnDb *db, GError **error)
{
  g_autofree char *contract = gvn_db_get_text (db, error, "SELECT id FROM contract", "");
  g_autofree char *day = gvn_date_to_string (effective_on);
  g_autofree char *name = g_strdup_printf ("schedule/%s/%s", body, day);

  return contract != NULL ? gvn_uuid_v5 (contract, name) : NULL;
}

/**
 * gvn_body_set_schedule:
 * @schedule: from its effective date on
 * @act: the act or decision that allows it
 *
 * Adds a version of when @body meets, or replaces the one that takes effect the
 * same day; earlier versions stay.
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when a part is missing or wrong
 */
gboolean
gvn_body_set_schedule (GvnDb *db, const char *body, const GvnSchedule *schedule, const char *link, const char *act,
                       GError **error)
{
  g_autofree char *id = NULL;

  if (!check_schedule (schedule, error) || !gvn_date_check (&schedule->effective_on, error))
    return FALSE;
  if (gvn_text_is_empty (act))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("Name the decision that changes when the body meets, as “COPIL of 16 March 2028”"));
      return FALSE;
    }

  id = schedule_sql_id (body, &schedule->effective_on, db, error);
  if (id == NULL)
    return FALSE;

  return gvn_db_exec (
      db, error,
      "INSERT INTO body_schedule VALUES (?1, ?2, ?3, ?4, nullif (?5, 0), nullif (?6, 0), nullif (?7, 0),"
      " nullif (?8, 0), nullif (?9, 0), ?10, ?11, ?12, ?13) ON CONFLICT (id) DO UPDATE SET"
      " frequency = excluded.frequency, weekday = excluded.weekday, nth = excluded.nth,"
      " nth2 = excluded.nth2, interval_weeks = excluded.interval_weeks, month = excluded.month,"
      " start_minutes = excluded.start_minutes, duration_minutes = excluded.duration_minutes,"
      " link = excluded.link, act = excluded.act",
      "ssdsiiiiiiiss", id, body, &schedule->effective_on, gvn_frequency_to_string (schedule->frequency),
      (gint64) schedule->weekday, (gint64) schedule->nth, (gint64) schedule->nth2, (gint64) schedule->interval_weeks,
      (gint64) schedule->month, (gint64) schedule->start_minutes, (gint64) schedule->duration_minutes, link, act);
}

/* ISO, 1 is Monday. */
const char *
gvn_weekday_get_label (int weekday)
{
  static const char *const names[]
      = { N_ ("Monday"), N_ ("Tuesday"), N_ ("Wednesday"), N_ ("Thursday"), N_ ("Friday") };

  return _ (names[weekday - 1]);
}

/* 1 to 4, -1 for the last. */
const char *
gvn_nth_get_label (int nth)
{
  static const char *const names[] = { N_ ("first"), N_ ("second"), N_ ("third"), N_ ("fourth") };

  return nth < 0 ? _ ("last") : _ (names[nth - 1]);
}

static char *
describe_days (const GvnSchedule *schedule)
{
  const char *weekday = schedule->frequency != GVN_FREQUENCY_NONE ? gvn_weekday_get_label (schedule->weekday) : "";

  switch (schedule->frequency)
    {
    case GVN_FREQUENCY_NONE:
      return g_strdup (_ ("On demand"));
    case GVN_FREQUENCY_WEEKLY:
      /* Translators: %s is a day of the week */
      return g_strdup_printf (_ ("Every week, %s"), weekday);
    case GVN_FREQUENCY_EVERY_N_WEEKS:
      /* Translators: a number of weeks, then a day of the week */
      return g_strdup_printf (_ ("Every %d weeks, %s"), schedule->interval_weeks, weekday);
    case GVN_FREQUENCY_MONTHLY:
      /* Translators: "third", then a day of the week */
      return g_strdup_printf (_ ("Every month, %s %s"), gvn_nth_get_label (schedule->nth), weekday);
    case GVN_FREQUENCY_TWICE_MONTHLY:
      /* Translators: "first", "third", then a day of the week */
      return g_strdup_printf (_ ("Twice a month, %s and %s %s"), gvn_nth_get_label (schedule->nth),
                              gvn_nth_get_label (schedule->nth2), weekday);
    case GVN_FREQUENCY_YEARLY:
      {
        g_autoptr (GDateTime) month = g_date_time_new_utc (2000, schedule->month, 1, 0, 0, 0);
        g_autofree char *month_name = g_date_time_format (month, "%B");

        /* Translators: "second", a day of the week, a month */
        return g_strdup_printf (_ ("Every year, %s %s of %s"), gvn_nth_get_label (schedule->nth), weekday, month_name);
      }
    }

  g_assert_not_reached ();
}

/**
 * gvn_schedule_describe:
 *
 * Returns: (transfer full): "Every month, third Thursday, 14:00, 120 min"
 */
char *
gvn_schedule_describe (const GvnSchedule *schedule)
{
  g_autofree char *days = describe_days (schedule);
  g_autofree char *time = gvn_text_time (schedule->start_minutes);

  if (schedule->frequency == GVN_FREQUENCY_NONE)
    return g_steal_pointer (&days);

  /* Translators: the days, the time, the length in minutes */
  return g_strdup_printf (_ ("%s, %s, %d min"), days, time, schedule->duration_minutes);
}

/**
 * gvn_body_dup_rhythm:
 *
 * Returns: (transfer full): when @code meets by its newest schedule, or that it
 *   is not active yet
 */
char *
gvn_body_dup_rhythm (GvnDb *db, const char *code, GError **error)
{
  g_autoptr (GvnBody) body = gvn_body_load (db, code, error);
  g_autoptr (GPtrArray) schedules = body != NULL ? gvn_body_list_schedules (db, code, error) : NULL;

  if (schedules == NULL)
    return NULL;
  if (!g_date_valid (&body->active_from))
    return g_strdup (_ ("Not active yet"));
  if (schedules->len == 0)
    return g_strdup (_ ("On demand"));

  return gvn_schedule_describe (&((GvnBodySchedule *) schedules->pdata[schedules->len - 1])->schedule);
}
