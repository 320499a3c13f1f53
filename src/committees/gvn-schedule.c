/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "committees/gvn-schedule.h"

static const struct
{
  const char *code;
  const char *label;
} frequencies[] = {
  [GVN_FREQUENCY_NONE] = { "none", N_ ("On demand") },
  [GVN_FREQUENCY_WEEKLY] = { "weekly", N_ ("Every week") },
  [GVN_FREQUENCY_EVERY_N_WEEKS] = { "every_n_weeks", N_ ("Every few weeks") },
  [GVN_FREQUENCY_MONTHLY] = { "monthly", N_ ("Every month") },
  [GVN_FREQUENCY_TWICE_MONTHLY] = { "twice_monthly", N_ ("Twice a month") },
  [GVN_FREQUENCY_YEARLY] = { "yearly", N_ ("Every year") },
};

gboolean
gvn_frequency_parse (const char *text, GvnFrequency *frequency)
{
  for (guint i = 0; i < G_N_ELEMENTS (frequencies); i++)
    if (g_strcmp0 (text, frequencies[i].code) == 0)
      {
        *frequency = i;
        return TRUE;
      }

  return FALSE;
}

const char *
gvn_frequency_to_string (GvnFrequency frequency)
{
  return frequencies[frequency].code;
}

const char *
gvn_frequency_get_label (GvnFrequency frequency)
{
  return _ (frequencies[frequency].label);
}

void
gvn_slot_free (GvnSlot *slot)
{
  g_free (slot->name);
  g_free (slot);
}

/* The span a version of a schedule rules, within what is asked. */
typedef struct
{
  const GvnSchedule *schedule;
  GDate first, last;
  int year;
  GPtrArray *slots;
  GHashTable *names;
} Span;

static void
add_slot (Span *span, const GDate *day, char *name)
{
  GvnSlot *slot;

  if (g_date_compare (day, &span->first) < 0 || g_date_compare (day, &span->last) > 0
      || g_hash_table_contains (span->names, name))
    {
      g_free (name);
      return;
    }

  slot = g_new0 (GvnSlot, 1);
  slot->name = name;
  slot->nominal = *day;
  slot->schedule = span->schedule;
  g_hash_table_add (span->names, name);
  g_ptr_array_add (span->slots, slot);
}

/* ISO 8601: a week belongs to the year its Thursday lies in. */
static char *
week_name (const GDate *day)
{
  GDate thursday = *day;
  int weekday = g_date_get_weekday (day);

  if (weekday < 4)
    g_date_add_days (&thursday, (guint) (4 - weekday));
  else
    g_date_subtract_days (&thursday, (guint) (weekday - 4));

  return g_strdup_printf ("%04d-W%02d", g_date_get_year (&thursday), (g_date_get_day_of_year (&thursday) - 1) / 7 + 1);
}

static void
add_weeks (Span *span, GDate day, int interval)
{
  int shift = (span->schedule->weekday - (int) g_date_get_weekday (&day) + 7) % 7;

  for (g_date_add_days (&day, (guint) shift); g_date_compare (&day, &span->last) <= 0;
       g_date_add_days (&day, (guint) interval * 7))
    add_slot (span, &day, week_name (&day));
}

/* The @nth @weekday of a month, -1 for the last. */
static GDate
nth_weekday (int year, int month, int weekday, int nth)
{
  GDate day;

  if (nth > 0)
    {
      gvn_date_set (&day, year, month, 1);
      g_date_add_days (&day, (guint) ((weekday - (int) g_date_get_weekday (&day) + 7) % 7 + 7 * (nth - 1)));
    }
  else
    {
      gvn_date_set (&day, year, month, g_date_get_days_in_month (month, (GDateYear) year));
      g_date_subtract_days (&day, (guint) (((int) g_date_get_weekday (&day) - weekday + 7) % 7));
    }

  return day;
}

static void
add_months (Span *span)
{
  const GvnSchedule *schedule = span->schedule;

  for (int month = 1; month <= 12; month++)
    {
      GDate day = nth_weekday (span->year, month, schedule->weekday, schedule->nth);

      if (schedule->frequency == GVN_FREQUENCY_MONTHLY)
        add_slot (span, &day, g_strdup_printf ("%04d-%02d", span->year, month));
      else
        {
          GDate second = nth_weekday (span->year, month, schedule->weekday, schedule->nth2);

          add_slot (span, &day, g_strdup_printf ("%04d-%02d-1", span->year, month));
          add_slot (span, &second, g_strdup_printf ("%04d-%02d-2", span->year, month));
        }
    }
}

static void
add_span (Span *span)
{
  const GvnSchedule *schedule = span->schedule;

  switch (schedule->frequency)
    {
    case GVN_FREQUENCY_NONE:
      break;
    case GVN_FREQUENCY_WEEKLY:
      add_weeks (span, span->first, 1);
      break;
    case GVN_FREQUENCY_EVERY_N_WEEKS:
      add_weeks (span, schedule->effective_on, schedule->interval_weeks);
      break;
    case GVN_FREQUENCY_MONTHLY:
    case GVN_FREQUENCY_TWICE_MONTHLY:
      add_months (span);
      break;
    case GVN_FREQUENCY_YEARLY:
      {
        GDate day = nth_weekday (span->year, schedule->month, schedule->weekday, schedule->nth);

        add_slot (span, &day, g_strdup_printf ("%04d", span->year));
      }
      break;
    }
}

/**
 * gvn_schedule_list_slots:
 * @schedules: (element-type GvnSchedule): the versions, by effective date
 * @from: the first day looked at
 * @to: the last one
 *
 * Returns: (transfer full) (element-type GvnSlot): the occurrences in @year, each
 *   by the version in force on its day; an occurrence comes once
 */
GPtrArray *
gvn_schedule_list_slots (GPtrArray *schedules, int year, const GDate *from, const GDate *to)
{
  GPtrArray *slots = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_slot_free);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  GDate year_first, year_last;

  gvn_date_set (&year_first, year, 1, 1);
  gvn_date_set (&year_last, year, 12, 31);
  for (guint i = 0; i < schedules->len; i++)
    {
      Span span = { .schedule = schedules->pdata[i], .year = year, .slots = slots, .names = names };

      span.first = g_date_compare (from, &year_first) > 0 ? *from : year_first;
      if (g_date_compare (&span.schedule->effective_on, &span.first) > 0)
        span.first = span.schedule->effective_on;
      span.last = g_date_compare (to, &year_last) < 0 ? *to : year_last;
      if (i + 1 < schedules->len)
        {
          GDate next = ((GvnSchedule *) schedules->pdata[i + 1])->effective_on;

          g_date_subtract_days (&next, 1);
          if (g_date_compare (&next, &span.last) < 0)
            span.last = next;
        }
      if (g_date_compare (&span.first, &span.last) <= 0)
        add_span (&span);
    }

  return slots;
}

/**
 * gvn_schedule_get_window:
 * @first: (out): the earliest day an occurrence may move to
 * @last: (out): the latest
 *
 * A monthly body stays in its month, one that sits twice a month also within
 * a week of its day so that the two stay apart, a weekly one in its week, a
 * yearly one within a month.
 */
void
gvn_schedule_get_window (const GvnSchedule *schedule, const GDate *nominal, GDate *first, GDate *last)
{
  guint days = 0;

  switch (schedule->frequency)
    {
    case GVN_FREQUENCY_NONE:
      break;
    case GVN_FREQUENCY_WEEKLY:
      days = 6;
      break;
    case GVN_FREQUENCY_EVERY_N_WEEKS:
      days = (guint) schedule->interval_weeks * 7 / 2;
      break;
    case GVN_FREQUENCY_TWICE_MONTHLY:
      days = 7;
      break;
    case GVN_FREQUENCY_MONTHLY:
    case GVN_FREQUENCY_YEARLY:
      days = 31;
      break;
    }

  *first = *last = *nominal;
  g_date_subtract_days (first, days);
  g_date_add_days (last, days);

  if (schedule->frequency == GVN_FREQUENCY_WEEKLY)
    {
      *first = *last = *nominal;
      g_date_subtract_days (first, (guint) g_date_get_weekday (nominal) - 1);
      g_date_add_days (last, 5 - (guint) g_date_get_weekday (nominal));
    }
  else if (schedule->frequency == GVN_FREQUENCY_MONTHLY || schedule->frequency == GVN_FREQUENCY_TWICE_MONTHLY)
    {
      GDate month_first, month_last;

      gvn_date_set (&month_first, g_date_get_year (nominal), g_date_get_month (nominal), 1);
      gvn_date_set (&month_last, g_date_get_year (nominal), g_date_get_month (nominal),
                    g_date_get_days_in_month (g_date_get_month (nominal), g_date_get_year (nominal)));
      if (g_date_compare (first, &month_first) < 0)
        *first = month_first;
      if (g_date_compare (last, &month_last) > 0)
        *last = month_last;
    }
}
