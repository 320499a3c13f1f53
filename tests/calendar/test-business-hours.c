/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gvn-error.h"
#include "../gvn-test.h"

static GvnLocal
local (const char *text)
{
  GvnLocal result;

  gvn_local_from_instant (test_instant (text), &result);
  return result;
}

/* D.1 and L-55: 8h to 18h, 10 h a day; P1 4 h, P2 10 h, P3 50 h. 2026-05-08 is a
 * holiday, 14 May Ascension. */
static void
test_add (void)
{
  static const struct
  {
    const char *from;
    int minutes;
    const char *to;
  } vectors[] = {
    { "2026-05-06T08:00", 600, "2026-05-06T18:00" },  { "2026-05-06T09:00", 240, "2026-05-06T13:00" },
    { "2026-05-06T16:00", 240, "2026-05-07T10:00" },  { "2026-05-07T16:00", 240, "2026-05-11T10:00" },
    { "2026-05-07T19:00", 60, "2026-05-11T09:00" },   { "2026-05-09T12:00", 1, "2026-05-11T08:01" },
    { "2026-05-06T07:30", 0, "2026-05-06T08:00" },    { "2026-05-06T18:00", 0, "2026-05-07T08:00" },
    { "2026-05-06T09:00", 3000, "2026-05-15T09:00" },
  };
  g_autoptr (GvnCalendar) calendar = gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_WORKED);

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      GvnLocal from = local (vectors[i].from), expected = local (vectors[i].to), to;
      int minutes;

      g_assert_true (gvn_calendar_add_business_minutes (calendar, &from, vectors[i].minutes, &to, NULL));
      g_assert_cmpint (gvn_local_compare (&to, &expected), ==, 0);
      g_assert_true (gvn_calendar_count_business_minutes (calendar, &from, &to, &minutes, NULL));
      g_assert_cmpint (minutes, ==, vectors[i].minutes);
    }
}

static void
test_refusals (void)
{
  g_autoptr (GvnCalendar) calendar = gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_WORKED);
  GvnLocal from = local ("2026-05-06T08:00"), missing = { .minutes = 150 }, to;
  g_autoptr (GError) error = NULL;

  g_assert_false (gvn_calendar_add_business_minutes (calendar, &from, -1, &to, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
  g_clear_error (&error);
  missing.date = test_date ("2027-03-28");
  g_assert_false (gvn_calendar_add_business_minutes (calendar, &missing, 10, &to, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/business-hours/add-and-between", test_add);
  g_test_add_func ("/calendar/business-hours/refusals", test_refusals);
  return g_test_run ();
}
