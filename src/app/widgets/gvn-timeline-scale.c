/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/widgets/gvn-timeline-scale.h"

static double
fraction_of_day (int minutes)
{
  return (double) (CLAMP (minutes, GVN_TIMELINE_OPEN, GVN_TIMELINE_CLOSE) - GVN_TIMELINE_OPEN)
         / (GVN_TIMELINE_CLOSE - GVN_TIMELINE_OPEN);
}

/* Days from the first to a date; negative before it. */
static int
day_of (const GvnTimelineScale *self, const GDate *date)
{
  return (int) g_date_get_julian (date) - (int) g_date_get_julian (&self->first);
}

/**
 * gvn_timeline_scale_get_x:
 *
 * Returns: where @local lies, in pixels from the first day
 */
double
gvn_timeline_scale_get_x (const GvnTimelineScale *self, const GvnLocal *local)
{
  double day = day_of (self, &local->date);

  return (local->minutes == GVN_NO_MINUTES ? day : day + fraction_of_day (local->minutes)) * self->day_width;
}

/**
 * gvn_timeline_scale_get_end:
 *
 * Returns: where what ends at @end ends: a day without minutes is included
 */
double
gvn_timeline_scale_get_end (const GvnTimelineScale *self, const GvnLocal *end)
{
  return end->minutes == GVN_NO_MINUTES ? (day_of (self, &end->date) + 1) * self->day_width
                                        : gvn_timeline_scale_get_x (self, end);
}

/**
 * gvn_timeline_scale_get_day:
 *
 * Returns: the number of the day at @x, within the scale
 */
int
gvn_timeline_scale_get_day (const GvnTimelineScale *self, double x)
{
  return CLAMP ((int) (x / self->day_width), 0, self->n_days - 1);
}

void
gvn_timeline_scale_get_date (const GvnTimelineScale *self, int day, GDate *date)
{
  *date = self->first;
  if (day > 0)
    g_date_add_days (date, (guint) day);
}

/**
 * gvn_timeline_scale_get_local:
 * @step: minutes are rounded down to a multiple of it
 *
 * The moment that lies at @x.
 */
void
gvn_timeline_scale_get_local (const GvnTimelineScale *self, double x, int step, GvnLocal *local)
{
  int day = gvn_timeline_scale_get_day (self, x);
  double fraction = CLAMP (x / self->day_width - day, 0.0, 1.0);
  int minutes = GVN_TIMELINE_OPEN + (int) (fraction * (GVN_TIMELINE_CLOSE - GVN_TIMELINE_OPEN));

  gvn_timeline_scale_get_date (self, day, &local->date);
  local->minutes = minutes / step * step;
}

/* Ticks ------------------------------------------------------------------------------ */

void
gvn_timeline_tick_free (GvnTimelineTick *tick)
{
  g_free (tick->label);
  g_free (tick);
}

static void
add_tick (GPtrArray *ticks, int day, int n_days, char *label)
{
  GvnTimelineTick *tick = g_new0 (GvnTimelineTick, 1);

  tick->day = day;
  tick->n_days = n_days;
  tick->label = label;
  g_ptr_array_add (ticks, tick);
}

static char *
format (const GDate *date, const char *pattern)
{
  g_autoptr (GDateTime) time
      = g_date_time_new_utc (g_date_get_year (date), g_date_get_month (date), g_date_get_day (date), 0, 0, 0);

  return g_date_time_format (time, pattern);
}

typedef enum
{
  UNIT_DAY,
  UNIT_WEEK,
  UNIT_MONTH,
  UNIT_YEAR,
} Unit;

static void
go_to_start (GDate *date, Unit unit)
{
  switch (unit)
    {
    case UNIT_DAY:
      return;
    case UNIT_WEEK:
      g_date_subtract_days (date, g_date_get_weekday (date) - 1u);
      return;
    case UNIT_MONTH:
      g_date_set_day (date, 1);
      return;
    case UNIT_YEAR:
      g_date_set_day (date, 1);
      g_date_set_month (date, G_DATE_JANUARY);
      return;
    }
}

static void
go_to_next (GDate *date, Unit unit)
{
  switch (unit)
    {
    case UNIT_DAY:
      g_date_add_days (date, 1);
      return;
    case UNIT_WEEK:
      g_date_add_days (date, 7);
      return;
    case UNIT_MONTH:
      g_date_add_months (date, 1);
      return;
    case UNIT_YEAR:
      g_date_add_years (date, 1);
      return;
    }
}

static GPtrArray *
list_ticks (const GvnTimelineScale *self, int from, int to, Unit unit, const char *pattern)
{
  GPtrArray *ticks = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_timeline_tick_free);
  GDate date, end;

  gvn_timeline_scale_get_date (self, from, &date);
  gvn_timeline_scale_get_date (self, to, &end);
  go_to_start (&date, unit);
  while (g_date_compare (&date, &end) <= 0)
    {
      int day = day_of (self, &date);
      char *label = format (&date, pattern);

      go_to_next (&date, unit);
      add_tick (ticks, day, day_of (self, &date) - day, label);
    }

  return ticks;
}

/* A month's initial, where there is room for no more. */
static void
shorten (gpointer data, gpointer unused)
{
  GvnTimelineTick *tick = data;
  g_autofree char *initial = g_utf8_substring (tick->label, 0, 1);

  g_free (tick->label);
  tick->label = g_utf8_strup (initial, -1);
}

/* The initial of a day and its number, likewise. */
static void
shorten_day (gpointer data, gpointer unused)
{
  GvnTimelineTick *tick = data;
  g_autofree char *initial = g_utf8_substring (tick->label, 0, 1);
  g_autofree char *upper = g_utf8_strup (initial, -1);
  char *label = g_strconcat (upper, strrchr (tick->label, ' '), NULL);

  g_free (tick->label);
  tick->label = label;
}

/**
 * gvn_timeline_scale_list_minor:
 * @from: the first day seen
 * @to: and the last
 * @label_width: of a typical label, in pixels: the finest unit that has the room
 *   is chosen
 *
 * Returns: (transfer full) (element-type GvnTimelineTick): days, weeks or months
 */
GPtrArray *
gvn_timeline_scale_list_minor (const GvnTimelineScale *self, int from, int to, double label_width)
{
  GPtrArray *ticks;

  if (self->day_width >= label_width * 0.9)
    {
      ticks = list_ticks (self, from, to, UNIT_DAY, "%a %-d");
      if (self->day_width < label_width * 1.6)
        g_ptr_array_foreach (ticks, shorten_day, NULL);
      return ticks;
    }
  if (self->day_width >= label_width * 0.6)
    return list_ticks (self, from, to, UNIT_DAY, "%-d");
  if (self->day_width * 7 >= label_width)
    /* Translators: the number of a week on a time axis, as strftime() writes it */
    return list_ticks (self, from, to, UNIT_WEEK, _ ("W%V"));

  ticks = list_ticks (self, from, to, UNIT_MONTH, "%b");
  if (self->day_width * 30 < label_width)
    g_ptr_array_foreach (ticks, shorten, NULL);

  return ticks;
}

/**
 * gvn_timeline_scale_list_major:
 *
 * Returns: (transfer full) (element-type GvnTimelineTick): what the minor ones are
 *   part of, months or years
 */
GPtrArray *
gvn_timeline_scale_list_major (const GvnTimelineScale *self, int from, int to)
{
  if (self->day_width >= 5)
    return list_ticks (self, from, to, UNIT_MONTH, "%B %Y");

  return list_ticks (self, from, to, UNIT_YEAR, "%Y");
}
