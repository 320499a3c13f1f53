/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "calendar/gvn-delay.h"

static void
check (const GvnDelay *delay, const char *trigger, int minutes, const char *expected, int expected_minutes)
{
  g_autoptr (GvnCalendar) calendar = gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_WORKED);
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_counted_day_free);
  g_autoptr (GError) error = NULL;
  GvnLocal from = { .date = test_date (trigger), .minutes = minutes }, due, again;

  g_assert_true (gvn_delay_evaluate (delay, calendar, &from, &due, NULL, &error));
  g_assert_no_error (error);
  test_assert_date (&due.date, expected);
  g_assert_cmpint (due.minutes, ==, expected_minutes);

  /* The explanation ends on the day it explains. */
  g_assert_true (gvn_delay_evaluate (delay, calendar, &from, &again, days, &error));
  g_assert_cmpint (g_date_compare (&again.date, &due.date), ==, 0);
  test_assert_date (&((GvnCountedDay *) days->pdata[days->len - 1])->date, expected);
  test_assert_date (&((GvnCountedDay *) days->pdata[0])->date, trigger);
}

/* 6.2: five working days before the COPIL of Thursday 2026-11-12; 11 November is a holiday. */
static void
test_copil_agenda (void)
{
  GvnDelay delay = { GVN_DIRECTION_BEFORE, GVN_UNIT_WORKING_DAY, 5, FALSE, FALSE };
  GvnDelay clear = { GVN_DIRECTION_BEFORE, GVN_UNIT_WORKING_DAY, 5, TRUE, FALSE };

  check (&delay, "2026-11-12", 14 * 60, "2026-11-04", GVN_NO_MINUTES);
  check (&delay, "2026-05-26", GVN_NO_MINUTES, "2026-05-18", GVN_NO_MINUTES);
  check (&clear, "2026-05-26", GVN_NO_MINUTES, "2026-05-15", GVN_NO_MINUTES);
}

/* 6.2, L-08: minutes received on 2026-11-19 are open through 2026-12-03. */
static void
test_remarks (void)
{
  GvnDelay delay = { GVN_DIRECTION_AFTER, GVN_UNIT_WORKING_DAY, 10, FALSE, FALSE };

  check (&delay, "2026-11-19", 15 * 60, "2026-12-03", GVN_NO_MINUTES);
}

/* 6.6, L-08: 48 h before Monday 10:00 is Saturday, moved to Friday 10:00. */
static void
test_grid (void)
{
  GvnDelay delay = { GVN_DIRECTION_BEFORE, GVN_UNIT_HOUR, 48, FALSE, FALSE };

  check (&delay, "2026-11-16", 10 * 60, "2026-11-13", 10 * 60);
  check (&delay, "2026-11-19", 10 * 60, "2026-11-17", 10 * 60);
  /* Friday 13 November: Wednesday 11 is a holiday, so Tuesday. */
  check (&delay, "2026-11-13", 9 * 60, "2026-11-10", 9 * 60);
  /* Across the clock change of Sunday 2027-03-28 the clock time stays. */
  check (&delay, "2027-03-30", 10 * 60, "2027-03-26", 10 * 60);
}

/* CCAG-TIC 3.2: calendar days, an end on a day not worked moves on. */
static void
test_calendar_days (void)
{
  GvnDelay thirty = { GVN_DIRECTION_AFTER, GVN_UNIT_CALENDAR_DAY, 30, FALSE, TRUE };
  GvnDelay seven = { GVN_DIRECTION_AFTER, GVN_UNIT_CALENDAR_DAY, 7, FALSE, TRUE };
  GvnDelay plain = { GVN_DIRECTION_AFTER, GVN_UNIT_CALENDAR_DAY, 30, FALSE, FALSE };

  check (&thirty, "2026-04-02", GVN_NO_MINUTES, "2026-05-04", GVN_NO_MINUTES);
  check (&seven, "2026-05-01", GVN_NO_MINUTES, "2026-05-11", GVN_NO_MINUTES);
  check (&plain, "2026-04-02", GVN_NO_MINUTES, "2026-05-02", GVN_NO_MINUTES);
}

/* C.2: a request sent after 18h or on a day not worked counts as sent on the next working
 * day; an answer is in time until 18h of the n-th one after. Ascension of 2027 is 6 May. */
static void
test_business_days (void)
{
  GvnDelay five = { .direction = GVN_DIRECTION_AFTER, .unit = GVN_UNIT_WORKING_DAY, .count = 5, .business_day = TRUE };
  GvnDelay one = { .direction = GVN_DIRECTION_AFTER, .unit = GVN_UNIT_WORKING_DAY, .count = 1, .business_day = TRUE };

  check (&one, "2027-05-03", 17 * 60 + 59, "2027-05-04", 18 * 60);
  check (&one, "2027-05-03", 18 * 60, "2027-05-04", 18 * 60);
  check (&one, "2027-05-03", 18 * 60 + 1, "2027-05-05", 18 * 60);
  check (&five, "2027-05-05", 17 * 60, "2027-05-13", 18 * 60);     /* the eve of Ascension */
  check (&five, "2027-05-05", 18 * 60 + 1, "2027-05-14", 18 * 60); /* counts for Friday 7 */
  check (&five, "2027-05-08", 10 * 60, "2027-05-18", 18 * 60);     /* a Saturday: Monday 10, Pentecost on the 17th */
  check (&five, "2027-12-23", 10 * 60, "2027-12-30", 18 * 60);     /* 25 December is a Saturday */
  check (&five, "2028-12-22", 10 * 60, "2029-01-02", 18 * 60);     /* and a Monday a year later */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/delays/6.2-nth-day-back-is-last-conforming", test_copil_agenda);
  g_test_add_func ("/calendar/delays/6.2-ten-days-for-remarks", test_remarks);
  g_test_add_func ("/calendar/delays/6.6-48-hours-keep-the-clock", test_grid);
  g_test_add_func ("/calendar/delays/ccag-3.2-calendar-days", test_calendar_days);
  g_test_add_func ("/calendar/delays/C.2-business-days-end-at-18h", test_business_days);
  return g_test_run ();
}
