/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "calendar/gvn-holidays.h"

/* Gregorian Easter by Meeus, Jones and Butcher, as a Julian day of GDate. */
static guint32
easter_sunday (int year)
{
  int a = year % 19, b = year / 100, c = year % 100;
  int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  int h = (19 * a + b - d - g + 15) % 30;
  int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  int m = (a + 11 * h + 22 * l) / 451;
  int n = h + l - 7 * m + 114;
  GDate date;

  gvn_date_set (&date, year, n / 31, n % 31 + 1);
  return g_date_get_julian (&date);
}

static const struct
{
  int month, day;
  const char *name;
} fixed[] = {
  { 1, 1, N_ ("New Year’s Day") },       { 5, 1, N_ ("Labour Day") },      { 5, 8, N_ ("Victory Day 1945") },
  { 7, 14, N_ ("Bastille Day") },        { 8, 15, N_ ("Assumption Day") }, { 11, 1, N_ ("All Saints’ Day") },
  { 11, 11, N_ ("Armistice Day 1918") }, { 12, 25, N_ ("Christmas Day") },
};

static int
compare_days (const void *a, const void *b)
{
  const GvnHolidayDay *x = a, *y = b;

  return (x->julian > y->julian) - (x->julian < y->julian);
}

/**
 * gvn_holidays_of_year:
 * @days: (out): the holidays in order; two may fall on one day
 *
 * Code du travail L3133-1 and, for Alsace-Moselle, L3134-13.
 *
 * Returns: how many
 */
guint
gvn_holidays_of_year (int year, GvnHolidayZone zone, GvnGoodFriday good_friday, GvnHolidayDay days[GVN_HOLIDAYS_MAX])
{
  guint32 easter = easter_sunday (year);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      GDate date;

      gvn_date_set (&date, year, fixed[i].month, fixed[i].day);
      days[n++] = (GvnHolidayDay) { g_date_get_julian (&date), fixed[i].name };
    }

  days[n++] = (GvnHolidayDay) { easter + 1, N_ ("Easter Monday") };
  days[n++] = (GvnHolidayDay) { easter + 39, N_ ("Ascension Day") };
  days[n++] = (GvnHolidayDay) { easter + 50, N_ ("Whit Monday") };

  if (zone == GVN_ZONE_ALSACE_MOSELLE)
    {
      GDate date;

      gvn_date_set (&date, year, 12, 26);
      days[n++] = (GvnHolidayDay) { g_date_get_julian (&date), N_ ("Second day of Christmas (Alsace-Moselle)") };
      if (good_friday == GVN_GOOD_FRIDAY_HOLIDAY)
        days[n++] = (GvnHolidayDay) { easter - 2, N_ ("Good Friday (holiday of the commune)") };
      else if (good_friday == GVN_GOOD_FRIDAY_CLOSED)
        days[n++] = (GvnHolidayDay) { easter - 2, N_ ("Good Friday (not worked, by decision)") };
    }

  qsort (days, n, sizeof days[0], compare_days);

  return n;
}

static GArray *
collect_weekdays (GvnHolidayZone zone, GvnGoodFriday good_friday)
{
  GArray *weekdays = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (int year = GVN_YEAR_MIN; year <= GVN_YEAR_MAX; year++)
    {
      GvnHolidayDay days[GVN_HOLIDAYS_MAX];
      guint n = gvn_holidays_of_year (year, zone, good_friday, days);

      for (guint i = 0; i < n; i++)
        if ((days[i].julian - 1) % 7 < 5 && (i == 0 || days[i].julian != days[i - 1].julian))
          g_array_append_val (weekdays, days[i].julian);
    }

  return weekdays;
}

/**
 * gvn_holidays_get_weekdays:
 *
 * Returns: (transfer none) (element-type guint32): the Julian days, in order, of
 *   the holidays of all years that fall from Monday to Friday; shared by every
 *   calendar of the zone
 */
GArray *
gvn_holidays_get_weekdays (GvnHolidayZone zone, GvnGoodFriday good_friday)
{
  static GArray *tables[2][3];
  GArray **table;

  if (zone == GVN_ZONE_NATIONAL)
    good_friday = GVN_GOOD_FRIDAY_WORKED;
  table = &tables[zone][good_friday];
  if (g_once_init_enter_pointer (table))
    g_once_init_leave_pointer (table, collect_weekdays (zone, good_friday));

  return *table;
}
