/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "calendar/gvn-delay.h"

static const char *const directions[] = { "before", "after" };
static const char *const units[] = { "calendar_day", "working_day", "hour" };

gboolean
gvn_direction_parse (const char *text, GvnDirection *direction)
{
  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    if (g_strcmp0 (text, directions[i]) == 0)
      {
        *direction = i;
        return TRUE;
      }

  return FALSE;
}

gboolean
gvn_unit_parse (const char *text, GvnUnit *unit)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_strcmp0 (text, units[i]) == 0)
      {
        *unit = i;
        return TRUE;
      }

  return FALSE;
}

const char *
gvn_direction_to_string (GvnDirection direction)
{
  return directions[direction];
}

const char *
gvn_unit_to_string (GvnUnit unit)
{
  return units[unit];
}

static void
add_day (GPtrArray *explanation, const GDate *date, int counted, const char *reason)
{
  GvnCountedDay *day;

  if (explanation == NULL)
    return;

  day = g_new0 (GvnCountedDay, 1);
  day->date = *date;
  day->counted = counted;
  day->reason = g_strdup (reason);
  g_ptr_array_add (explanation, day);
}

static gboolean
step_days (GDate *date, int days, GError **error)
{
  gint64 julian = (gint64) g_date_get_julian (date) + days;

  g_date_clear (date, 1);
  if (julian > 0 && julian < G_MAXINT32)
    g_date_set_julian (date, (guint32) julian);

  return gvn_date_check (date, error);
}

/* Moves @date to a working day in the delay's direction, saying why each day
 * on the way is left. */
static gboolean
roll (const GvnDelay *delay, GvnCalendar *calendar, GDate *date, GPtrArray *explanation, GError **error)
{
  int step = delay->direction == GVN_DIRECTION_BEFORE ? -1 : 1;
  g_autofree char *reason = NULL;

  while (gvn_calendar_get_day (calendar, date, &reason) != GVN_DAY_WORKING)
    {
      g_autofree char *left = g_strdup_printf (delay->direction == GVN_DIRECTION_BEFORE
                                                   /* Translators: why a day is not worked */
                                                   ? _ ("%s: moved to the previous working day")
                                                   : _ ("%s: moved to the next working day"),
                                               reason);

      add_day (explanation, date, 0, left);
      g_clear_pointer (&reason, g_free);
      if (!step_days (date, step, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
evaluate_calendar_days (const GvnDelay *delay, GvnCalendar *calendar, int count, GDate *date, GPtrArray *explanation,
                        GError **error)
{
  int step = delay->direction == GVN_DIRECTION_BEFORE ? -1 : 1;

  add_day (explanation, date, 0, _ ("Trigger day, not counted"));
  if (explanation == NULL && !step_days (date, step * count, error))
    return FALSE;
  for (int i = 1; explanation != NULL && i <= count; i++)
    {
      if (!step_days (date, step, error))
        return FALSE;
      add_day (explanation, date, i, NULL);
    }

  if (!delay->roll_to_working_day || gvn_calendar_is_working_day (calendar, date))
    return TRUE;

  if (explanation != NULL && explanation->len > 1)
    g_ptr_array_set_size (explanation, (int) explanation->len - 1); /* roll() tells this day again, with its reason */
  if (!roll (delay, calendar, date, explanation, error))
    return FALSE;
  add_day (explanation, date, count, NULL);

  return TRUE;
}

/* Elapsed hours of civil time, the clock time kept; a day that is not worked
 * gives way to the nearest worked one in the delay's direction (L-08). */
static gboolean
evaluate_hours (const GvnDelay *delay, GvnCalendar *calendar, const GvnLocal *trigger, GvnLocal *due,
                GPtrArray *explanation, GError **error)
{
  int sign = delay->direction == GVN_DIRECTION_BEFORE ? -1 : 1;
  int start = trigger->minutes == GVN_NO_MINUTES ? 0 : trigger->minutes;
  int minutes = start + sign * delay->count * 60;
  int days = minutes / GVN_MINUTES_PER_DAY - (minutes % GVN_MINUTES_PER_DAY < 0);
  gint64 instant;

  add_day (explanation, &trigger->date, 0, _ ("Trigger day, not counted"));
  due->date = trigger->date;
  due->minutes = minutes - days * GVN_MINUTES_PER_DAY;
  if (!step_days (&due->date, days, error) || !roll (delay, calendar, &due->date, explanation, error))
    return FALSE;
  add_day (explanation, &due->date, delay->count, NULL);

  return gvn_local_to_instant (due, &instant, error);
}

/**
 * gvn_delay_find_business_day:
 * @moment: its minutes may be %GVN_NO_MINUTES: then only its day counts
 * @day: (out): the working day @moment counts for: its own until 18h (L-55), else the
 *   next one
 * @explanation: (nullable) (element-type GvnCountedDay): filled with the days on the
 *   way, each with why it is left; not with @day
 */
gboolean
gvn_delay_find_business_day (GvnCalendar *calendar, const GvnLocal *moment, GDate *day, GPtrArray *explanation,
                             GError **error)
{
  static const GvnDelay forward = { .direction = GVN_DIRECTION_AFTER };

  if (!gvn_date_check (&moment->date, error))
    return FALSE;

  *day = moment->date;
  if (moment->minutes > GVN_BUSINESS_CLOSE && gvn_calendar_is_working_day (calendar, day))
    {
      add_day (explanation, day, 0, _ ("After 18:00: moved to the next working day"));
      if (!step_days (day, 1, error))
        return FALSE;
    }

  return roll (&forward, calendar, day, explanation, error);
}

/* Working days that end at 18h: the trigger counts for the day it came in. */
static gboolean
evaluate_business_days (int count, GvnCalendar *calendar, const GvnLocal *trigger, GvnLocal *due,
                        GPtrArray *explanation, GError **error)
{
  GDate day;

  due->minutes = GVN_BUSINESS_CLOSE;
  return gvn_delay_find_business_day (calendar, trigger, &day, explanation, error)
         && gvn_calendar_add_working_days (calendar, &day, count, &due->date, explanation, error);
}

/**
 * gvn_delay_evaluate:
 * @calendar: the working days to count on
 * @trigger: what starts the count; its time matters to hours and business days
 * @due: (out): the last moment that conforms; its minutes are %GVN_NO_MINUTES,
 *   to midnight, unless hours or business days are counted
 * @explanation: (nullable) (element-type GvnCountedDay): filled with the days
 *   counted and skipped, the trigger first
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when a date is outside the calendars
 */
gboolean
gvn_delay_evaluate (const GvnDelay *delay, GvnCalendar *calendar, const GvnLocal *trigger, GvnLocal *due,
                    GPtrArray *explanation, GError **error)
{
  int count = delay->count + (delay->clear_days ? 1 : 0);

  if (!gvn_date_check (&trigger->date, error))
    return FALSE;

  due->date = trigger->date;
  due->minutes = GVN_NO_MINUTES;
  switch (delay->unit)
    {
    case GVN_UNIT_CALENDAR_DAY:
      return evaluate_calendar_days (delay, calendar, count, &due->date, explanation, error);
    case GVN_UNIT_WORKING_DAY:
      if (delay->business_day && delay->direction == GVN_DIRECTION_AFTER)
        return evaluate_business_days (count, calendar, trigger, due, explanation, error);
      return gvn_calendar_add_working_days (calendar, &trigger->date,
                                            delay->direction == GVN_DIRECTION_BEFORE ? -count : count, &due->date,
                                            explanation, error);
    case GVN_UNIT_HOUR:
      return evaluate_hours (delay, calendar, trigger, due, explanation, error);
    }

  g_assert_not_reached ();
}

/**
 * gvn_delay_describe:
 *
 * Returns: (transfer full): "5 working days before"
 */
char *
gvn_delay_describe (const GvnDelay *delay)
{
  gulong n = (gulong) delay->count;
  gboolean before = delay->direction == GVN_DIRECTION_BEFORE;

  switch (delay->unit)
    {
    case GVN_UNIT_CALENDAR_DAY:
      return g_strdup_printf (before ? ngettext ("%d calendar day before", "%d calendar days before", n)
                                     : ngettext ("%d calendar day after", "%d calendar days after", n),
                              delay->count);
    case GVN_UNIT_WORKING_DAY:
      return g_strdup_printf (before ? ngettext ("%d working day before", "%d working days before", n)
                                     : ngettext ("%d working day after", "%d working days after", n),
                              delay->count);
    case GVN_UNIT_HOUR:
      return g_strdup_printf (before ? ngettext ("%d hour before", "%d hours before", n)
                                     : ngettext ("%d hour after", "%d hours after", n),
                              delay->count);
    }

  g_assert_not_reached ();
}
