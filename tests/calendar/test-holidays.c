/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gvn-error.h"
#include "../gvn-test.h"

/* The 11 holidays of 2026, Code du travail L3133-1. */
static void
test_national (void)
{
  static const char *const expected[]
      = { "2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25",
          "2026-07-14", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnCalendar) calendar = gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_HOLIDAY);
  g_autoptr (GPtrArray) holidays = gvn_calendar_list_holidays (calendar, 2026, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (holidays->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < holidays->len; i++)
    test_assert_date (&((GvnHoliday *) holidays->pdata[i])->date, expected[i]);
}

/* Ascension falls on 1 May in 2008 and on 8 May in 1997, 2059, 2070, 2081, 2092:
 * ten days, both names kept. */
static void
test_coinciding (void)
{
  static const int years[] = { 1997, 2008, 2059, 2070, 2081, 2092 };
  g_autoptr (GvnCalendar) calendar = gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_WORKED);

  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_autoptr (GPtrArray) holidays = gvn_calendar_list_holidays (calendar, years[i], NULL);
      guint n_double = 0;

      g_assert_cmpuint (holidays->len, ==, 10);
      for (guint j = 0; j < holidays->len; j++)
        {
          const GvnHoliday *holiday = holidays->pdata[j];

          if (strstr (holiday->name, ", ") != NULL)
            {
              n_double++;
              g_assert_nonnull (strstr (holiday->name, "Ascension Day"));
            }
        }
      g_assert_cmpuint (n_double, ==, 1);
    }
}

/* L3134-13: 26 December always; Good Friday as the body says. Easter 2026 is 5 April. */
static void
test_alsace_moselle (void)
{
  GDate good_friday = test_date ("2026-04-03"), boxing_day = test_date ("2028-12-26");
  g_autoptr (GvnCalendar) worked = gvn_calendar_new (GVN_ZONE_ALSACE_MOSELLE, GVN_GOOD_FRIDAY_WORKED);
  g_autoptr (GvnCalendar) holiday = gvn_calendar_new (GVN_ZONE_ALSACE_MOSELLE, GVN_GOOD_FRIDAY_HOLIDAY);
  g_autoptr (GvnCalendar) closed = gvn_calendar_new (GVN_ZONE_ALSACE_MOSELLE, GVN_GOOD_FRIDAY_CLOSED);
  g_autoptr (GvnCalendar) national = gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_HOLIDAY);

  g_assert_true (gvn_calendar_is_working_day (worked, &good_friday));
  g_assert_false (gvn_calendar_is_working_day (holiday, &good_friday));
  g_assert_false (gvn_calendar_is_working_day (closed, &good_friday));
  g_assert_true (gvn_calendar_is_working_day (national, &good_friday));
  g_assert_false (gvn_calendar_is_working_day (worked, &boxing_day));
  g_assert_true (gvn_calendar_is_working_day (national, &boxing_day));
}

static void
test_years (void)
{
  g_autoptr (GvnCalendar) calendar = gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_WORKED);

  for (int year = 1982; year <= 2200; year += 218)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gvn_calendar_list_holidays (calendar, year, &error));
      g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
    }
}

static void
test_closure (void)
{
  g_autoptr (GvnCalendar) calendar = gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_WORKED);
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_counted_day_free);
  g_autofree char *reason = NULL;
  GDate first = test_date ("2026-05-15"), from = test_date ("2026-05-13"), due;

  gvn_calendar_add_closure (calendar, "Pont", &first, &first);
  g_assert_cmpint (gvn_calendar_get_day (calendar, &first, &reason), ==, GVN_DAY_CLOSURE);
  g_assert_cmpstr (reason, ==, "Pont");
  /* Thursday 14 is Ascension, Friday 15 closed: Monday 18. */
  g_assert_true (gvn_calendar_add_working_days (calendar, &from, 1, &due, days, NULL));
  test_assert_date (&due, "2026-05-18");
  g_assert_cmpuint (days->len, ==, 6);
  g_assert_cmpstr (((GvnCountedDay *) days->pdata[2])->reason, ==, "Pont");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/holidays/national", test_national);
  g_test_add_func ("/calendar/holidays/two-on-one-day", test_coinciding);
  g_test_add_func ("/calendar/holidays/alsace-moselle", test_alsace_moselle);
  g_test_add_func ("/calendar/holidays/other-years-are-errors", test_years);
  g_test_add_func ("/calendar/holidays/closure", test_closure);
  return g_test_run ();
}
