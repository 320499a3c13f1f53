/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gvn-error.h"
#include "../gvn-test.h"

static GvnCalendar *
moselle (void)
{
  return gvn_calendar_new (GVN_ZONE_ALSACE_MOSELLE, GVN_GOOD_FRIDAY_HOLIDAY);
}

static GvnCalendar *
national (void)
{
  return gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_WORKED);
}

/* The reference's vectors, computed by a separate program. */
static void
test_vectors (void)
{
  static const struct
  {
    const char *from;
    int count;
    const char *national, *moselle;
  } vectors[] = {
    { "2026-05-06", 5, "2026-05-15", "2026-05-15" },  { "2026-03-31", 5, "2026-04-08", "2026-04-09" },
    { "2028-12-22", 5, "2029-01-02", "2029-01-03" },  { "2026-05-16", 5, "2026-05-22", "2026-05-22" },
    { "2026-05-26", -5, "2026-05-18", "2026-05-18" }, { "2026-04-08", -5, "2026-03-31", "2026-03-30" },
    { "2026-12-23", 5, "2026-12-31", "2026-12-31" },
  };
  g_autoptr (GvnCalendar) a = national ();
  g_autoptr (GvnCalendar) b = moselle ();

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      GDate from = test_date (vectors[i].from), due;

      g_assert_true (gvn_calendar_add_working_days (a, &from, vectors[i].count, &due, NULL, NULL));
      test_assert_date (&due, vectors[i].national);
      if (i == 6)
        continue; /* the last vector is national alone */
      g_assert_true (gvn_calendar_add_working_days (b, &from, vectors[i].count, &due, NULL, NULL));
      test_assert_date (&due, vectors[i].moselle);
    }
}

/* 252, 254, 251 working days in 2026, 2027, 2028; 251, 253, 249 in Moselle. */
static void
test_year_totals (void)
{
  static const int expected[][2] = { { 252, 251 }, { 254, 253 }, { 251, 249 } };
  g_autoptr (GvnCalendar) a = national ();
  g_autoptr (GvnCalendar) b = moselle ();

  for (int i = 0; i < 3; i++)
    {
      GDate from, to;
      int count;

      gvn_date_set (&from, 2025 + i, 12, 31);
      gvn_date_set (&to, 2026 + i, 12, 31);
      g_assert_true (gvn_calendar_count_working_days (a, &from, &to, &count, NULL));
      g_assert_cmpint (count, ==, expected[i][0]);
      g_assert_true (gvn_calendar_count_working_days (b, &from, &to, &count, NULL));
      g_assert_cmpint (count, ==, expected[i][1]);
    }
}

/* A day-by-day walk, the plainest way to count. */
static GDate
walk (GvnCalendar *calendar, GDate day, int count)
{
  int step = count < 0 ? -1 : 1;

  while (count != 0)
    {
      if (step > 0)
        g_date_add_days (&day, 1);
      else
        g_date_subtract_days (&day, 1);
      if (gvn_calendar_get_day (calendar, &day, NULL) == GVN_DAY_WORKING)
        count -= step;
    }

  return day;
}

static void
test_against_walking (void)
{
  g_autoptr (GvnCalendar) calendar = moselle ();
  GDate first = test_date ("2030-03-04"), last = test_date ("2030-03-15");

  gvn_calendar_add_closure (calendar, "Closure", &first, &last);
  for (int i = 0; i < 3000; i++)
    {
      GDate from, due, expected;
      int count = g_test_rand_int_range (-300, 301), back;

      g_date_clear (&from, 1);
      g_date_set_julian (&from, (guint32) g_test_rand_int_range (725000, 802000));
      g_assert_true (gvn_calendar_add_working_days (calendar, &from, count, &due, NULL, NULL));
      expected = walk (calendar, from, count);
      g_assert_cmpint (g_date_compare (&due, &expected), ==, 0);
      g_assert_true (gvn_calendar_count_working_days (calendar, &from, &due, &back, NULL));
      g_assert_cmpint (back, ==, count);
    }
}

/* A view keeps a calendar that says the same: another zone, day or word of a closure does
 * not. */
static void
test_equal (void)
{
  g_autoptr (GvnCalendar) one = national (), other = national (), local = moselle ();
  GDate first = test_date ("2030-03-04"), last = test_date ("2030-03-15");

  g_assert_true (gvn_calendar_equal (one, other));
  g_assert_false (gvn_calendar_equal (one, local));
  gvn_calendar_add_closure (one, "Closure", &first, &last);
  g_assert_false (gvn_calendar_equal (one, other));
  gvn_calendar_add_closure (other, "Closure", &first, &first);
  g_assert_false (gvn_calendar_equal (one, other));
  g_date_add_days (&last, 1);
  gvn_calendar_add_closure (local, "Closure", &first, &last);
  g_assert_false (gvn_calendar_equal (one, local));
}

static void
test_bounds (void)
{
  g_autoptr (GvnCalendar) calendar = national ();
  GDate last = test_date ("2199-12-31"), first = test_date ("1983-01-01"), due, bad;
  g_autoptr (GError) error = NULL;

  g_assert_false (gvn_calendar_add_working_days (calendar, &last, 1, &due, NULL, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (gvn_calendar_add_working_days (calendar, &first, -1, &due, NULL, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (gvn_calendar_add_working_days (calendar, &first, G_MAXINT, &due, NULL, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
  g_clear_error (&error);
  g_date_clear (&bad, 1);
  g_assert_false (gvn_calendar_add_working_days (calendar, &bad, 1, &due, NULL, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/working-days/vectors", test_vectors);
  g_test_add_func ("/calendar/working-days/year-totals", test_year_totals);
  g_test_add_func ("/calendar/working-days/as-by-walking", test_against_walking);
  g_test_add_func ("/calendar/working-days/equal", test_equal);
  g_test_add_func ("/calendar/working-days/outside-the-years", test_bounds);
  return g_test_run ();
}
