/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gvn-error.h"
#include "base/gvn-uuid.h"
#include "../gvn-test.h"

static void
test_bad_dates (void)
{
  static const char *const bad[]
      = { "",         "2026-02-30", "2027-02-29", "1982-12-31", "2200-01-01", "2026-1-1", "2026-01-01 ",
          "20260101", "2026/01/01", "hier",       "2026-00-10", "2026-13-01" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      GDate date;

      g_assert_false (gvn_date_parse (bad[i], &date, &error));
      g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
    }
}

static void
test_bad_moments (void)
{
  /* 2027-03-28 02:30 does not exist: clocks go from 2:00 to 3:00. */
  static const char *const bad[]
      = { "2027-03-28T02:30",       "2026-11-12",       "2026-11-12T24:00",  "2026-11-12T10:60",
          "2026-11-12T10:00+99:00", "2026-11-31T10:00", "2026-11-12T10:00Zz" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 instant;

      g_assert_false (gvn_instant_parse (bad[i], &instant, &error));
      g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
    }
}

/* Unix seconds by an independent reckoning (date -u). */
static void
test_moments (void)
{
  g_assert_cmpint (test_instant ("2026-11-12T14:00"), ==, 1794488400);
  g_assert_cmpint (test_instant ("2026-11-12T14:00:00+01:00"), ==, 1794488400);
  g_assert_cmpint (test_instant ("2026-11-12T13:00Z"), ==, 1794488400);
  g_assert_cmpint (test_instant ("2026-07-01T12:00"), ==, 1782900000);
  /* The hour that comes twice: its first occurrence, still summer time (RFC 5545 §3.3.5). */
  g_assert_cmpint (test_instant ("2026-10-25T02:30"), ==, test_instant ("2026-10-25T02:30+02:00"));
  g_assert_cmpint (test_instant ("2026-10-25T01:30"), ==, test_instant ("2026-10-25T01:30+02:00"));
  g_assert_cmpint (test_instant ("2026-10-25T03:30"), ==, test_instant ("2026-10-25T03:30+01:00"));

  {
    g_autofree char *text = gvn_instant_to_string (1794488400);

    g_assert_cmpstr (text, ==, "2026-11-12T14:00:00+01:00");
  }
}

/* By an independent reckoning (TZ=Europe/Paris date -d): around both changes of the hour,
 * before 1970, and where the zone has a rule but no list of changes. */
static void
test_local (void)
{
  static const struct
  {
    gint64 instant;
    const char *day;
    int minutes;
  } rows[] = {
    { 1774745999, "2026-03-29", 1 * 60 + 59 },
    { 1774746000, "2026-03-29", 3 * 60 },
    { 1792889999, "2026-10-25", 2 * 60 + 59 },
    { 1792890000, "2026-10-25", 2 * 60 },
    { 1794488400, "2026-11-12", 14 * 60 },
    { 0, "1970-01-01", 60 },
    { -1, "1970-01-01", 59 },
    { 410227200, "1983-01-01", 60 },
    { 5680303140, "2150-01-01", 6 * 60 + 59 },
    { 5696128859, "2150-07-03", 12 * 60 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GvnLocal local;

      gvn_local_from_instant (rows[i].instant, &local);
      test_assert_date (&local.date, rows[i].day);
      g_assert_cmpint (local.minutes, ==, rows[i].minutes);
    }
}

/* Expected days and times by an independent reckoning (date -u -d). */
static void
test_shift (void)
{
  static const struct
  {
    const char *from;
    int at, days, minutes;
    const char *to;
    int to_at;
  } rows[] = {
    { "2027-03-16", 600, 7, 0, "2027-03-23", 600 },
    { "2027-03-01", 600, -1, 0, "2027-02-28", 600 },
    { "2027-12-31", 1410, 0, 30, "2028-01-01", 0 },
    { "2028-03-01", 10, 0, -30, "2028-02-29", 1420 },
    { "2027-03-16", 0, 0, -1440, "2027-03-15", 0 },
    { "2027-03-16", 600, -1, 4320, "2027-03-18", 600 },
    { "2027-03-16", 600, 0, -3000, "2027-03-14", 480 },
    { "2027-03-16", GVN_NO_MINUTES, 1, 600, "2027-03-17", GVN_NO_MINUTES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GvnLocal local = { test_date (rows[i].from), rows[i].at };
      g_autofree char *to = NULL;

      g_assert_true (gvn_local_shift (&local, rows[i].days, rows[i].minutes, NULL));
      to = gvn_date_to_string (&local.date);
      g_assert_cmpstr (to, ==, rows[i].to);
      g_assert_cmpint (local.minutes, ==, rows[i].to_at);
    }
}

/* A refused shift leaves the moment as it was: the calendars end in 2199. */
static void
test_shift_too_far (void)
{
  static const int days[] = { 1, G_MAXINT, G_MININT };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      GvnLocal local = { test_date ("2199-12-31"), 600 };
      const GDate before = local.date;
      g_autoptr (GError) error = NULL;

      g_assert_false (gvn_local_shift (&local, days[i], 0, &error));
      g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
      g_assert_true (gvn_date_equal (&local.date, &before));
    }
}

/* RFC 9562, appendix A.4: the UUIDv5 of www.example.com among domain names. */
static void
test_uuid (void)
{
  g_autofree char *uuid = gvn_uuid_v5 ("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com");

  g_assert_cmpstr (uuid, ==, "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/time/bad-dates", test_bad_dates);
  g_test_add_func ("/base/time/bad-moments", test_bad_moments);
  g_test_add_func ("/base/time/moments", test_moments);
  g_test_add_func ("/base/time/local", test_local);
  g_test_add_func ("/base/time/shift", test_shift);
  g_test_add_func ("/base/time/shift-too-far", test_shift_too_far);
  g_test_add_func ("/base/uuid/rfc-vector", test_uuid);
  return g_test_run ();
}
