/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "orders/gvn-quote-clock.h"

/* The bounds of a day's windows (7.11.5.2) */
#define NIGHT_END (7 * 60 + 30)
#define EVENING_START (18 * 60)
#define NIGHT_START (22 * 60)

/* Of the half-days and days of a technician (7.11.4.2) */
#define MORNING_START (8 * 60)
#define MORNING_END (12 * 60)
#define AFTERNOON_START (14 * 60)

#define LONGEST_INTERVENTION (31 * 24 * 60 * 60)

/**
 * gvn_lateness_count:
 * @due: the last moment in time; without minutes, its whole day is
 * @done: when it was done, or the moment it is looked at
 * @days: (out): the working days of lateness, a started one being whole (8.5*); 0 in time
 *
 * An answer at 18:01 of a day due until 18:00 is one day late, and so is one on the
 * Saturday after a Friday: what comes outside a working day has come on the next.
 */
gboolean
gvn_lateness_count (GvnCalendar *calendar, const GvnLocal *due, const GvnLocal *done, int *days, GError **error)
{
  GvnLocal counted = *done;
  GDate day;

  *days = 0;
  if (g_date_compare (&done->date, &due->date) < 0
      || (gvn_date_equal (&done->date, &due->date)
          && (due->minutes == GVN_NO_MINUTES || done->minutes <= due->minutes)))
    return TRUE;

  if (due->minutes == GVN_NO_MINUTES)
    counted.minutes = GVN_NO_MINUTES;

  return gvn_delay_find_business_day (calendar, &counted, &day, NULL, error)
         && gvn_calendar_count_working_days (calendar, &due->date, &day, days, error);
}

static gboolean
is_day_off (GvnCalendar *calendar, const GDate *date, int offset)
{
  GDate day = *date;
  GvnDayKind kind;

  if (offset > 0)
    g_date_add_days (&day, (guint) offset);
  else
    g_date_subtract_days (&day, (guint) -offset);
  kind = gvn_calendar_get_day (calendar, &day, NULL);

  return kind == GVN_DAY_WEEKEND || kind == GVN_DAY_HOLIDAY;
}

/**
 * gvn_off_hours_find:
 * @weekend_prevails: whether 18:00 to 22:00 on a Friday or the eve of a holiday is of the
 *   week-end, as its later hours are (L-31)
 *
 * Returns: the window of 7.11.5.2 that @moment is in; %GVN_WINDOW_NONE within business
 *   hours, from 7:30 to 18:00 on a working day
 */
GvnUoWindow
gvn_off_hours_find (GvnCalendar *calendar, const GvnLocal *moment, gboolean weekend_prevails)
{
  if (is_day_off (calendar, &moment->date, 0))
    return GVN_WINDOW_WEEKEND;
  if (moment->minutes < NIGHT_END)
    return is_day_off (calendar, &moment->date, -1) ? GVN_WINDOW_WEEKEND : GVN_WINDOW_NIGHT;
  if (moment->minutes < EVENING_START)
    return GVN_WINDOW_NONE;
  if (is_day_off (calendar, &moment->date, 1) && (weekend_prevails || moment->minutes >= NIGHT_START))
    return GVN_WINDOW_WEEKEND;

  return moment->minutes < NIGHT_START ? GVN_WINDOW_EVENING : GVN_WINDOW_NIGHT;
}

/* The next moment a window may begin or end after @moment. */
static void
find_bound (const GvnLocal *moment, GvnLocal *bound)
{
  static const int bounds[] = { NIGHT_END, EVENING_START, NIGHT_START };

  *bound = *moment;
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    if (moment->minutes < bounds[i])
      {
        bound->minutes = bounds[i];
        return;
      }
  g_date_add_days (&bound->date, 1);
  bound->minutes = 0;
}

/**
 * gvn_off_hours_split:
 * @from: an instant
 * @to: a later one, at most 31 days on
 * @minutes: (out): how many elapse in each window; those of business hours at
 *   %GVN_WINDOW_NONE
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when the end is not after the start, or much
 *   too far
 */
gboolean
gvn_off_hours_split (GvnCalendar *calendar, gint64 from, gint64 to, gboolean weekend_prevails,
                     int minutes[GVN_N_WINDOWS], GError **error)
{
  if (to <= from || to - from > LONGEST_INTERVENTION)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("An intervention ends after it starts, within 31 days: correct one of the two moments"));
      return FALSE;
    }

  for (guint i = 0; i < GVN_N_WINDOWS; i++)
    minutes[i] = 0;
  for (gint64 at = from; at < to;)
    {
      GvnLocal moment, bound;
      gint64 end;

      gvn_local_from_instant (at, &moment);
      find_bound (&moment, &bound);
      if (!gvn_local_to_instant (&bound, &end, error))
        return FALSE;
      end = MIN (end, to);
      minutes[gvn_off_hours_find (calendar, &moment, weekend_prevails)] += (int) ((end - at) / 60);
      at = end;
    }

  return TRUE;
}

/**
 * gvn_window_admits:
 * @start: when an intervention is to begin
 *
 * Returns: whether a unit of @window may begin then: within its hours; one of on call, on
 *   a day it begins on (a week from Monday to Monday, L-31)
 */
gboolean
gvn_window_admits (GvnUoWindow window, GvnCalendar *calendar, const GvnLocal *start, gboolean weekend_prevails)
{
  gboolean worked = gvn_calendar_is_working_day (calendar, &start->date);
  int minutes = start->minutes;

  switch (window)
    {
    case GVN_WINDOW_NONE:
      return TRUE;
    case GVN_WINDOW_HALF_DAY:
      return worked
             && ((minutes >= MORNING_START && minutes < MORNING_END)
                 || (minutes >= AFTERNOON_START && minutes < EVENING_START));
    case GVN_WINDOW_DAY:
      return worked && minutes >= MORNING_START && minutes < EVENING_START;
    case GVN_WINDOW_EVENING:
    case GVN_WINDOW_NIGHT:
    case GVN_WINDOW_WEEKEND:
      return gvn_off_hours_find (calendar, start, weekend_prevails) == window;
    case GVN_WINDOW_ON_CALL_NIGHT:
      return worked && !is_day_off (calendar, &start->date, 1);
    case GVN_WINDOW_ON_CALL_WEEKEND:
      return g_date_get_weekday (&start->date) == G_DATE_FRIDAY;
    case GVN_WINDOW_ON_CALL_WEEK:
      return g_date_get_weekday (&start->date) == G_DATE_MONDAY;
    }

  g_assert_not_reached ();
}

/**
 * gvn_window_is_hourly:
 *
 * Returns: whether a unit of @window is an hour (UO 15a to 15u)
 */
gboolean
gvn_window_is_hourly (GvnUoWindow window)
{
  return window == GVN_WINDOW_EVENING || window == GVN_WINDOW_NIGHT || window == GVN_WINDOW_WEEKEND;
}

/**
 * gvn_window_has_whole:
 * @start: when an intervention is to begin, which @window admits
 *
 * Returns: whether a whole unit fits in @window from then on: a half-day from 8:00 or 14:00,
 *   a day from 8:00 (7.11.4.2); one on call is as long as its hours, however it begins
 */
gboolean
gvn_window_has_whole (GvnUoWindow window, const GvnLocal *start)
{
  if (window == GVN_WINDOW_HALF_DAY)
    return start->minutes == MORNING_START || start->minutes == AFTERNOON_START;

  return window != GVN_WINDOW_DAY || start->minutes == MORNING_START;
}
