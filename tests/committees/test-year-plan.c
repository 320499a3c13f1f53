/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "committees/gvn-year-plan.h"

static GvnPlanBody *
new_body (const char *code, int rank, GvnFrequency frequency, int weekday, int nth, int start, int duration)
{
  GvnPlanBody *body = gvn_plan_body_new ();
  GvnSchedule schedule = { .frequency = frequency,
                           .weekday = weekday,
                           .nth = nth,
                           .nth2 = 3,
                           .month = 6,
                           .interval_weeks = 4,
                           .start_minutes = start,
                           .duration_minutes = duration };

  body->code = g_strdup (code);
  body->name = g_strdup (code);
  body->rank = rank;
  body->calendar = gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_WORKED);
  body->perimeters = g_new0 (char *, 1);
  body->active_from = schedule.effective_on = test_date ("2027-01-01");
  g_ptr_array_add (body->schedules, g_memdup2 (&schedule, sizeof schedule));

  return body;
}

/* A seat with these people, comma separated; none: the role counts as one person. */
static void
add_seat (GvnPlanBody *body, const char *role, const char *people)
{
  g_auto (GStrv) names = g_strsplit (people, ",", -1);
  GvnSeat *seat = gvn_seat_new ();

  seat->name = g_strdup (role);
  seat->key = g_strdup (role);
  for (guint i = 0; names[i] != NULL && *names[i] != '\0'; i++)
    {
      GvnSeatHolder *holder = g_new0 (GvnSeatHolder, 1);

      holder->person = g_strdup (names[i]);
      holder->name = g_strdup (names[i]);
      holder->first_on = test_date ("2026-01-01");
      g_ptr_array_add (seat->holders, holder);
    }
  g_ptr_array_add (body->seats, seat);
}

static GvnYearPlan *
compute (GPtrArray *bodies, GPtrArray *meetings)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GvnYearPlan *plan;
  GDate unset;

  g_date_clear (&unset, 1);
  plan = gvn_year_plan_compute (2027, &unset, bodies, meetings != NULL ? meetings : none, &error);
  g_assert_no_error (error);

  return plan;
}

static GPtrArray *
new_bodies (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_plan_body_free);
}

/* What a plan added, as what exists. */
static GPtrArray *
as_meetings (GvnYearPlan *plan)
{
  GPtrArray *meetings = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_plan_meeting_free);

  for (guint i = 0; i < plan->changes->len; i++)
    {
      const GvnPlanChange *change = plan->changes->pdata[i];
      GvnPlanMeeting *meeting = g_new0 (GvnPlanMeeting, 1);

      meeting->id = g_strdup_printf ("%s %s", change->body, change->slot);
      meeting->body = g_strdup (change->body);
      meeting->slot = g_strdup (change->slot);
      meeting->nominal = change->nominal;
      meeting->start = change->start;
      meeting->duration_minutes = change->duration_minutes;
      meeting->perimeters = g_strdupv (change->perimeters);
      meeting->attends = TRUE;
      g_ptr_array_add (meetings, meeting);
    }

  return meetings;
}

/* 2027: Easter Monday 29 March, Whit Monday 17 May, All Saints 1 November are
 * Mondays; 52 Mondays in all. */
static void
test_holidays (void)
{
  g_autoptr (GPtrArray) bodies = new_bodies ();
  g_autoptr (GvnYearPlan) plan = NULL;
  guint n_monthly = 0, n_weekly = 0;

  g_ptr_array_add (bodies, new_body ("WEEKLY", 2, GVN_FREQUENCY_WEEKLY, 1, 0, 540, 30));
  g_ptr_array_add (bodies, new_body ("MONTHLY", 1, GVN_FREQUENCY_MONTHLY, 1, -1, 600, 60));
  plan = compute (bodies, NULL);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      const GvnPlanChange *change = plan->changes->pdata[i];

      if (g_str_equal (change->body, "WEEKLY"))
        n_weekly++;
      else
        n_monthly++;
      /* the last Monday of March is Easter Monday: the nearest day after */
      if (g_str_equal (change->slot, "2027-03"))
        {
          test_assert_date (&change->start.date, "2027-03-30");
          g_assert_nonnull (strstr (change->reason, "Easter Monday"));
        }
    }
  g_assert_cmpuint (n_weekly, ==, 49);
  g_assert_cmpuint (n_monthly, ==, 12);
  g_assert_cmpuint (plan->gaps->len, ==, 3);
}

/* Two bodies at the same hour: the one person moves the less important, a role
 * nobody holds counts as one person, two holders may both sit. */
static void
test_people (void)
{
  static const struct
  {
    const char *first, *second;
    gboolean conflict;
  } cases[] = { { "Ann", "Ann", TRUE }, { "Ann", "Bob", FALSE }, { "", "", TRUE }, { "Ann,Bob", "Ann,Bob", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) bodies = new_bodies ();
      g_autoptr (GvnYearPlan) plan = NULL;
      GvnPlanBody *a = new_body ("A", 1, GVN_FREQUENCY_MONTHLY, 2, 2, 840, 120);
      GvnPlanBody *b = new_body ("B", 2, GVN_FREQUENCY_MONTHLY, 2, 2, 840, 60);

      add_seat (a, "SDM", cases[i].first);
      add_seat (b, "SDM", cases[i].second);
      g_ptr_array_add (bodies, b);
      g_ptr_array_add (bodies, a);
      plan = compute (bodies, NULL);
      g_assert_cmpuint (plan->n_added, ==, 24);
      for (guint j = 0; j < plan->changes->len; j++)
        {
          const GvnPlanChange *change = plan->changes->pdata[j];
          gboolean moved = gvn_local_compare (&change->start, &change->nominal) != 0;

          g_assert_cmpint (moved, ==, cases[i].conflict && g_str_equal (change->body, "B"));
          g_assert_cmpint (moved, ==, change->reason != NULL);
        }
    }
}

/* What exists stays; pinned ones stay in any case; a new important body moves
 * only those it needs. */
static void
test_minimal (void)
{
  g_autoptr (GPtrArray) bodies = new_bodies ();
  g_autoptr (GPtrArray) meetings = NULL;
  g_autoptr (GvnYearPlan) first = NULL;
  g_autoptr (GvnYearPlan) second = NULL;
  g_autoptr (GvnYearPlan) third = NULL;
  GvnPlanBody *low = new_body ("LOW", 9, GVN_FREQUENCY_WEEKLY, 2, 0, 540, 30);
  GvnPlanBody *high = new_body ("HIGH", 1, GVN_FREQUENCY_YEARLY, 2, 2, 540, 30);

  add_seat (low, "SDM", "Ann");
  add_seat (high, "SDM", "Ann");
  g_ptr_array_add (bodies, low);
  first = compute (bodies, NULL);
  meetings = as_meetings (first);
  second = compute (bodies, meetings);
  g_assert_cmpuint (second->changes->len, ==, 0);
  g_assert_cmpuint (second->n_kept, ==, first->n_added);

  g_ptr_array_add (bodies, high);
  third = compute (bodies, meetings);
  g_assert_cmpuint (third->n_added, ==, 1);
  /* it finds another time on its day and leaves the weekly meeting where it is */
  g_assert_cmpuint (third->n_moved + third->n_removed, ==, 0);
}

static void
test_circle (void)
{
  g_autoptr (GPtrArray) bodies = new_bodies ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *codes[] = { "A", "B" };
  GDate unset;

  g_date_clear (&unset, 1);
  for (int i = 0; i < 2; i++)
    {
      GvnPlanBody *body = new_body (codes[i], i, GVN_FREQUENCY_WEEKLY, 2, 0, 540, 30);
      GvnPlanMerge *merge = g_new0 (GvnPlanMerge, 1);

      merge->into = g_strdup (codes[1 - i]);
      merge->first_on = test_date ("2027-03-01");
      g_ptr_array_add (body->merges, merge);
      g_ptr_array_add (bodies, body);
    }
  g_assert_null (gvn_year_plan_compute (2027, &unset, bodies, none, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (gvn_year_plan_compute (1900, &unset, bodies, none, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
}

/* Random bodies and people: nobody twice, every meeting on a working day within
 * its year, no slot twice, and a second run changes nothing. */
static void
check_invariants (GPtrArray *bodies, GvnYearPlan *plan)
{
  g_autoptr (GHashTable) slots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < plan->changes->len; i++)
    {
      const GvnPlanChange *a = plan->changes->pdata[i];

      g_assert_cmpint (g_date_get_year (&a->start.date), ==, 2027);
      g_assert_true (g_hash_table_add (slots, g_strdup_printf ("%s %s", a->body, a->slot)));
      g_assert_true (gvn_calendar_is_working_day (((GvnPlanBody *) bodies->pdata[0])->calendar, &a->start.date));
      for (guint j = i + 1; j < plan->changes->len; j++)
        {
          const GvnPlanChange *b = plan->changes->pdata[j];

          /* every body of this fixture has the same one person */
          g_assert_false (gvn_date_equal (&a->start.date, &b->start.date)
                          && a->start.minutes < b->start.minutes + b->duration_minutes
                          && b->start.minutes < a->start.minutes + a->duration_minutes);
        }
    }
}

static guint
count_gaps (GvnYearPlan *plan, gboolean skipped)
{
  guint n = 0;

  for (guint i = 0; i < plan->gaps->len; i++)
    n += ((GvnPlanGap *) plan->gaps->pdata[i])->skipped == skipped;

  return n;
}

/* L-02, 6.3: twice a month is planned; what is told is a month without any, as
 * when the agency is closed all August. */
static void
test_month_without_meeting (void)
{
  g_autoptr (GPtrArray) bodies = new_bodies ();
  g_autoptr (GvnYearPlan) plan = NULL;
  GvnPlanBody *cosui = new_body ("COSUI-X", 1, GVN_FREQUENCY_TWICE_MONTHLY, 3, 1, 540, 60);
  GDate first = test_date ("2027-08-01"), last = test_date ("2027-08-31");
  const GvnPlanGap *told = NULL;

  gvn_calendar_add_closure (cosui->calendar, "Fermeture", &first, &last);
  g_ptr_array_add (bodies, cosui);
  plan = compute (bodies, NULL);
  for (guint i = 0; i < plan->gaps->len; i++)
    g_assert_cmpstr (((GvnPlanGap *) plan->gaps->pdata[i])->slot, !=, "2027-08");

  cosui->monthly_minimum = 1;
  g_clear_pointer (&plan, gvn_year_plan_free);
  plan = compute (bodies, NULL);
  for (guint i = 0; i < plan->gaps->len; i++)
    if (g_str_equal (((GvnPlanGap *) plan->gaps->pdata[i])->slot, "2027-08"))
      told = plan->gaps->pdata[i];
  g_assert_nonnull (told);
  g_assert_cmpstr (told->body, ==, "COSUI-X");
  g_assert_false (told->skipped);
  g_assert_cmpuint (count_gaps (plan, FALSE), ==, 3); /* its two places, and the month */
}

/* A seat counts from its first day to its last, not for the whole year. */
static void
test_seat_dates (void)
{
  g_autoptr (GPtrArray) bodies = new_bodies ();
  g_autoptr (GvnYearPlan) plan = NULL;
  GvnPlanBody *first = new_body ("FIRST", 1, GVN_FREQUENCY_MONTHLY, 4, 1, 840, 60);
  GvnPlanBody *second = new_body ("SECOND", 2, GVN_FREQUENCY_MONTHLY, 4, 1, 840, 60);
  GvnSeat *seat;

  add_seat (first, "ROC", "Ann");
  add_seat (second, "ROC", "Ann");
  seat = second->seats->pdata[0];
  seat->first_on = test_date ("2027-07-01");
  g_ptr_array_add (bodies, first);
  g_ptr_array_add (bodies, second);
  plan = compute (bodies, NULL);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      const GvnPlanChange *change = plan->changes->pdata[i];
      gboolean together = g_date_get_month (&change->start.date) < G_DATE_JULY;

      if (g_str_equal (change->body, "SECOND")
          && g_date_get_month (&change->nominal.date) != G_DATE_MAY) /* Ascension */
        g_assert_cmpint (gvn_local_compare (&change->start, &change->nominal) == 0, ==, together);
    }
}

static void
test_random (void)
{
  for (int i = 0; i < 15; i++)
    {
      g_autoptr (GPtrArray) bodies = new_bodies ();
      g_autoptr (GPtrArray) meetings = NULL;
      g_autoptr (GvnYearPlan) plan = NULL;
      g_autoptr (GvnYearPlan) again = NULL;
      int n = g_test_rand_int_range (2, 9);

      for (int j = 0; j < n; j++)
        {
          g_autofree char *code = g_strdup_printf ("BODY-%d", j);
          GvnPlanBody *body = new_body (code, j, g_test_rand_int_range (GVN_FREQUENCY_WEEKLY, GVN_FREQUENCY_YEARLY + 1),
                                        g_test_rand_int_range (1, 6), g_test_rand_int_range (1, 3),
                                        540 + 30 * g_test_rand_int_range (0, 5), 30 * g_test_rand_int_range (1, 3));

          add_seat (body, "SDM", "Ann");
          g_ptr_array_add (bodies, body);
        }
      plan = compute (bodies, NULL);
      check_invariants (bodies, plan);
      meetings = as_meetings (plan);
      again = compute (bodies, meetings);
      g_assert_cmpuint (again->changes->len, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/committees/year-plan/holidays", test_holidays);
  g_test_add_func ("/committees/year-plan/one-person-one-place", test_people);
  g_test_add_func ("/committees/year-plan/minimal-change", test_minimal);
  g_test_add_func ("/committees/year-plan/refusals", test_circle);
  g_test_add_func ("/committees/year-plan/month-without-meeting", test_month_without_meeting);
  g_test_add_func ("/committees/year-plan/seat-dates", test_seat_dates);
  g_test_add_func ("/committees/year-plan/random", test_random);
  return g_test_run ();
}
