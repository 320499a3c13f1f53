/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "orders/gvn-quote-clock.h"

/* In 2027: Easter is 28 March, Ascension Thursday 6 May, 1 and 8 May are Saturdays,
 * 14 July a Wednesday, 11 November a Thursday. */

static GvnLocal
local (const char *text)
{
  GvnLocal moment;

  gvn_local_from_instant (test_instant (text), &moment);
  return moment;
}

static void
check_lateness (const char *due, const char *done, int expected)
{
  g_autoptr (GvnCalendar) calendar = gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_WORKED);
  g_autoptr (GError) error = NULL;
  GvnLocal until = { .minutes = GVN_NO_MINUTES }, at = local (done);
  int days = -1;

  if (strchr (due, 'T') != NULL)
    until = local (due);
  else
    until.date = test_date (due);
  g_assert_true (gvn_lateness_count (calendar, &until, &at, &days, &error));
  g_assert_no_error (error);
  g_assert_cmpint (days, ==, expected);
}

/* 8.5*: five points a started working day; C.2: an answer is in time until 18h. */
static void
test_lateness (void)
{
  check_lateness ("2027-05-04T18:00", "2027-05-03T09:00", 0);
  check_lateness ("2027-05-04T18:00", "2027-05-04T18:00", 0);
  check_lateness ("2027-05-04T18:00", "2027-05-04T18:01", 1);
  check_lateness ("2027-05-04T18:00", "2027-05-05T18:00", 1);
  check_lateness ("2027-05-04T18:00", "2027-05-05T18:01", 2); /* counts for the Friday: Ascension is no working day */
  check_lateness ("2027-05-04T18:00", "2027-05-06T10:00", 2);
  check_lateness ("2027-05-07T18:00", "2027-05-08T10:00", 1); /* a Saturday */
  check_lateness ("2027-05-07T18:00", "2027-05-10T18:00", 1);
  check_lateness ("2027-12-24T18:00", "2027-12-27T09:00", 1); /* over Christmas, a Saturday */
  check_lateness ("2027-05-07", "2027-05-07T23:59", 0);       /* a date runs to midnight */
  check_lateness ("2027-05-07", "2027-05-08T00:00", 1);
  check_lateness ("2027-05-07", "2027-05-10T23:59", 1);
  check_lateness ("2027-05-07", "2027-05-11T00:01", 2);
  check_lateness ("2027-05-08", "2027-05-09T12:00", 1); /* due on a Saturday */
}

static void
check_window (const char *at, gboolean weekend_prevails, GvnUoWindow expected)
{
  g_autoptr (GvnCalendar) calendar = gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_WORKED);
  GvnLocal moment = local (at);

  g_assert_cmpstr (gvn_window_to_string (gvn_off_hours_find (calendar, &moment, weekend_prevails)), ==,
                   gvn_window_to_string (expected));
}

/* 7.11.5.2: 18h to 22h, 22h to 7h30 the next day, Friday 18h to Monday 7h30, the eve of a
 * holiday 18h to 7h30 the day after it; L-31: the week-end prevails on Friday evening. */
static void
test_windows (void)
{
  check_window ("2027-06-02T17:59", TRUE, GVN_WINDOW_NONE);
  check_window ("2027-06-02T18:00", TRUE, GVN_WINDOW_EVENING);
  check_window ("2027-06-02T21:59", TRUE, GVN_WINDOW_EVENING);
  check_window ("2027-06-02T22:00", TRUE, GVN_WINDOW_NIGHT);
  check_window ("2027-06-03T07:29", TRUE, GVN_WINDOW_NIGHT);
  check_window ("2027-06-03T07:30", TRUE, GVN_WINDOW_NONE);
  check_window ("2027-06-04T17:59", TRUE, GVN_WINDOW_NONE);
  check_window ("2027-06-04T18:00", TRUE, GVN_WINDOW_WEEKEND);
  check_window ("2027-06-04T18:00", FALSE, GVN_WINDOW_EVENING);
  check_window ("2027-06-04T22:00", FALSE, GVN_WINDOW_WEEKEND);
  check_window ("2027-06-06T12:00", FALSE, GVN_WINDOW_WEEKEND);
  check_window ("2027-06-07T07:29", TRUE, GVN_WINDOW_WEEKEND);
  check_window ("2027-06-07T07:30", TRUE, GVN_WINDOW_NONE);
  check_window ("2027-05-05T18:00", TRUE, GVN_WINDOW_WEEKEND); /* the eve of Ascension */
  check_window ("2027-05-05T18:00", FALSE, GVN_WINDOW_EVENING);
  check_window ("2027-05-06T12:00", TRUE, GVN_WINDOW_WEEKEND);
  check_window ("2027-05-07T07:29", TRUE, GVN_WINDOW_WEEKEND);
  check_window ("2027-05-07T07:30", TRUE, GVN_WINDOW_NONE);
}

static void
check_split (const char *from, const char *to, gboolean weekend_prevails, int business, int evening, int night,
             int weekend)
{
  g_autoptr (GvnCalendar) calendar = gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_WORKED);
  g_autoptr (GError) error = NULL;
  int minutes[GVN_N_WINDOWS];

  g_assert_true (
      gvn_off_hours_split (calendar, test_instant (from), test_instant (to), weekend_prevails, minutes, &error));
  g_assert_no_error (error);
  g_assert_cmpint (minutes[GVN_WINDOW_NONE], ==, business);
  g_assert_cmpint (minutes[GVN_WINDOW_EVENING], ==, evening);
  g_assert_cmpint (minutes[GVN_WINDOW_NIGHT], ==, night);
  g_assert_cmpint (minutes[GVN_WINDOW_WEEKEND], ==, weekend);
}

/* A crisis is counted by the hour in each window. */
static void
test_split (void)
{
  check_split ("2027-06-02T17:00", "2027-06-03T08:00", TRUE, 60 + 30, 240, 570, 0);
  check_split ("2027-06-04T16:00", "2027-06-07T09:00", TRUE, 120 + 90, 0, 0, 61 * 60 + 30);
  check_split ("2027-06-04T16:00", "2027-06-07T09:00", FALSE, 120 + 90, 240, 0, 57 * 60 + 30);
  check_split ("2027-06-02T19:15", "2027-06-02T19:45", TRUE, 0, 30, 0, 0);
  /* the night of Sunday 28 March has one hour less */
  check_split ("2027-03-28T00:00", "2027-03-28T07:30", TRUE, 0, 0, 0, 390);
}

static void
test_split_faults (void)
{
  g_autoptr (GvnCalendar) calendar = gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_WORKED);
  g_autoptr (GError) error = NULL;
  int minutes[GVN_N_WINDOWS];
  gint64 from = test_instant ("2027-06-02T18:00");

  g_assert_false (gvn_off_hours_split (calendar, from, from, TRUE, minutes, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (gvn_off_hours_split (calendar, from, from + 32 * 86400, TRUE, minutes, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
}

static void
check_start (GvnUoWindow window, const char *at, gboolean expected)
{
  g_autoptr (GvnCalendar) calendar = gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_WORKED);
  GvnLocal start = local (at);

  g_assert_cmpint (gvn_window_admits (window, calendar, &start, TRUE), ==, expected);
}

/* 7.11.4.2, 7.11.5.2: a start outside the hours of the unit is not its. */
static void
test_starts (void)
{
  check_start (GVN_WINDOW_HALF_DAY, "2027-06-02T08:00", TRUE);
  check_start (GVN_WINDOW_HALF_DAY, "2027-06-02T12:00", FALSE);
  check_start (GVN_WINDOW_HALF_DAY, "2027-06-02T14:00", TRUE);
  check_start (GVN_WINDOW_HALF_DAY, "2027-06-05T08:00", FALSE);
  check_start (GVN_WINDOW_DAY, "2027-06-02T12:30", TRUE);
  check_start (GVN_WINDOW_DAY, "2027-05-06T09:00", FALSE);
  check_start (GVN_WINDOW_EVENING, "2027-06-02T18:00", TRUE);
  check_start (GVN_WINDOW_EVENING, "2027-06-06T19:00", FALSE);
  check_start (GVN_WINDOW_WEEKEND, "2027-06-06T19:00", TRUE);
  check_start (GVN_WINDOW_ON_CALL_NIGHT, "2027-06-03T18:00", TRUE);
  check_start (GVN_WINDOW_ON_CALL_NIGHT, "2027-06-04T18:00", FALSE);
  check_start (GVN_WINDOW_ON_CALL_WEEKEND, "2027-06-04T18:00", TRUE);
  check_start (GVN_WINDOW_ON_CALL_WEEK, "2027-06-07T18:00", TRUE);
  check_start (GVN_WINDOW_ON_CALL_WEEK, "2027-06-08T18:00", FALSE);
  check_start (GVN_WINDOW_NONE, "2027-06-06T03:00", TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/orders/clock/8.5-started-days-late", test_lateness);
  g_test_add_func ("/orders/clock/7.11.5.2-windows", test_windows);
  g_test_add_func ("/orders/clock/7.11.5.2-split", test_split);
  g_test_add_func ("/orders/clock/split-faults", test_split_faults);
  g_test_add_func ("/orders/clock/7.11.4.2-starts", test_starts);
  return g_test_run ();
}
