/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "deadlines/gvn-register.h"

static void
act (GvnTestContract *contract, GvnMeeting *meeting, GvnMeetingAct what, const char *at)
{
  GvnMeetingRequest request = { .meeting = meeting->id, .act = what, .by_name = "Tester", .now = &contract->now };

  if (at != NULL)
    request.at = test_instant (at);
  test_run (contract, "Act", gvn_meeting_apply, &request);
}

static GvnDeadline *
find (GvnTestContract *contract, GvnMeeting *meeting, const char *kind, gboolean indicator, const char *today)
{
  g_autoptr (GError) error = NULL;
  GvnDeadlineFilter filter = { .state = -1, .subject_kind = GVN_SUBJECT_MEETING, .subject_id = meeting->id };
  GvnNow now = test_now (today);
  g_autoptr (GPtrArray) found = gvn_register_list (gvn_store_get_db (contract->store), &filter, &now, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      GvnDeadline *deadline = found->pdata[i];

      if (g_str_equal (deadline->kind, kind) && deadline->indicator == indicator)
        return g_object_ref (deadline);
    }

  return NULL;
}

static void
check (GvnTestContract *contract, GvnMeeting *meeting, const char *kind, gboolean indicator, const char *today,
       const char *due, GvnDeadlineState state)
{
  g_autoptr (GvnDeadline) deadline = find (contract, meeting, kind, indicator, today);

  g_assert_nonnull (deadline);
  test_assert_date (&deadline->due.date, due);
  g_assert_cmpstr (gvn_deadline_state_to_string (deadline->state), ==, gvn_deadline_state_to_string (state));
}

/* 6.2: agenda, supports and billing five working days before, minutes five after,
 * ten for remarks from reception, then tacit validation. The COPIL of Thursday
 * 2026-11-19: agenda by 2026-11-12 (13, 16, 17, 18 and 12); minutes by 2026-11-26. */
static void
test_copil (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = NULL;

  test_contract_open (&contract, "2026-11-02", NULL);
  test_plan (&contract, 2026);
  copil = test_find_meeting (&contract, "COPIL", "2026-11-19");
  check (&contract, copil, "agenda", FALSE, "2026-11-02", "2026-11-12", GVN_DEADLINE_UPCOMING);
  check (&contract, copil, "agenda", FALSE, "2026-11-05", "2026-11-12", GVN_DEADLINE_DUE_SOON);
  check (&contract, copil, "agenda", FALSE, "2026-11-12", "2026-11-12", GVN_DEADLINE_DUE_SOON);
  check (&contract, copil, "agenda", FALSE, "2026-11-13", "2026-11-12", GVN_DEADLINE_OVERDUE);
  check (&contract, copil, "supports", FALSE, "2026-11-02", "2026-11-12", GVN_DEADLINE_UPCOMING);
  check (&contract, copil, "billing", FALSE, "2026-11-02", "2026-11-12", GVN_DEADLINE_UPCOMING);
  /* L-05: the 3-day reading beside it */
  check (&contract, copil, "agenda", TRUE, "2026-11-02", "2026-11-16", GVN_DEADLINE_UPCOMING);
  check (&contract, copil, "minutes", FALSE, "2026-11-20", "2026-11-26", GVN_DEADLINE_UPCOMING);
  check (&contract, copil, "minutes", TRUE, "2026-11-02", "2026-11-24", GVN_DEADLINE_UPCOMING);
  g_assert_null (find (&contract, copil, "remarks", FALSE, "2026-11-02"));

  contract.now = test_now ("2026-11-12");
  act (&contract, copil, GVN_ACT_AGENDA, "2026-11-12T23:30"); /* civil day to midnight */
  check (&contract, copil, "agenda", FALSE, "2026-12-31", "2026-11-12", GVN_DEADLINE_MET);
  check (&contract, copil, "agenda", TRUE, "2026-12-31", "2026-11-16", GVN_DEADLINE_MET);

  contract.now = test_now ("2026-12-15");
  act (&contract, copil, GVN_ACT_HOLD, NULL);
  check (&contract, copil, "minutes", FALSE, "2026-11-27", "2026-11-26", GVN_DEADLINE_OVERDUE);
  act (&contract, copil, GVN_ACT_MINUTES_SEND, "2026-11-27T09:00");
  check (&contract, copil, "minutes", FALSE, "2026-12-15", "2026-11-26", GVN_DEADLINE_MET_LATE);
  /* L-08: reception is the sending unless recorded otherwise: 27 November + 10 */
  check (&contract, copil, "remarks", FALSE, "2026-12-11", "2026-12-11", GVN_DEADLINE_DUE_SOON);
  act (&contract, copil, GVN_ACT_MINUTES_RECEIVE, "2026-11-30T09:00");
  check (&contract, copil, "remarks", FALSE, "2026-12-14", "2026-12-14", GVN_DEADLINE_DUE_SOON);
  check (&contract, copil, "remarks", FALSE, "2026-12-15", "2026-12-14", GVN_DEADLINE_TACIT);
  /* a late remark is kept and reopens nothing */
  act (&contract, copil, GVN_ACT_MINUTES_REMARK, "2026-12-15T09:00");
  check (&contract, copil, "remarks", FALSE, "2026-12-15", "2026-12-14", GVN_DEADLINE_TACIT);
  test_contract_close (&contract);
}

/* The reading: minutes received on 2026-11-19 are open to remarks through
 * 2026-12-03 and validated from 2026-12-04. */
static void
test_tacit (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = NULL;

  test_contract_open (&contract, "2026-11-23", NULL);
  test_plan (&contract, 2026);
  copil = test_find_meeting (&contract, "COPIL", "2026-11-19");
  act (&contract, copil, GVN_ACT_MINUTES_RECEIVE, "2026-11-19T18:00");
  check (&contract, copil, "remarks", FALSE, "2026-12-03", "2026-12-03", GVN_DEADLINE_DUE_SOON);
  check (&contract, copil, "remarks", FALSE, "2026-12-04", "2026-12-03", GVN_DEADLINE_TACIT);
  test_contract_close (&contract);
}

/* 6.3: the COSUI's agenda the working day before, its minutes never tacit. */
static void
test_cosui (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) cosui = NULL;
  g_autoptr (GvnMeeting) cprob = NULL;

  test_contract_open (&contract, "2026-11-25", NULL);
  test_plan (&contract, 2026);
  cosui = test_find_meeting (&contract, "COSUI-AESN", "2026-11-18");
  check (&contract, cosui, "agenda", FALSE, "2026-11-17", "2026-11-17", GVN_DEADLINE_DUE_SOON);
  act (&contract, cosui, GVN_ACT_MINUTES_SEND, "2026-11-25T09:00");
  check (&contract, cosui, "minutes", FALSE, "2026-11-25", "2026-11-25", GVN_DEADLINE_MET);
  check (&contract, cosui, "validation", FALSE, "2027-01-31", "2026-12-09", GVN_DEADLINE_OVERDUE);

  /* 6.6: 48 h before Monday 2026-12-14 10:00 is Friday 10:00 */
  cprob = test_find_meeting (&contract, "CPROB", "2026-12-14");
  {
    g_autoptr (GvnDeadline) grid = find (&contract, cprob, "grid", FALSE, "2026-12-11");

    test_assert_date (&grid->due.date, "2026-12-11");
    g_assert_cmpint (grid->due.minutes, ==, 600);
  }
  check (&contract, cprob, "grid", FALSE, "2026-12-11T10:00", "2026-12-11", GVN_DEADLINE_DUE_SOON);
  check (&contract, cprob, "grid", FALSE, "2026-12-11T10:01", "2026-12-11", GVN_DEADLINE_OVERDUE);
  g_assert_null (find (&contract, cprob, "minutes", FALSE, "2026-12-11"));
  check (&contract, cprob, "minutes", TRUE, "2026-12-11", "2026-12-17", GVN_DEADLINE_UPCOMING);
  test_contract_close (&contract);
}

static gboolean
set_cause (GvnDb *db, gpointer data, GError **error)
{
  return gvn_register_set_cause (db, data, "dsiun", "Salle fermée", FALSE, error);
}

/* Lateness not caused by its owner is not imputable; a corrected fact changes
 * what follows, and both values stay. */
static void
test_cause_and_correction (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = NULL;
  g_autoptr (GvnDeadline) minutes = NULL;
  g_autoptr (GPtrArray) consequences = NULL;
  g_autoptr (GPtrArray) corrections = NULL;
  g_autoptr (GError) error = NULL;
  GvnFactCorrection correction = { .reason = "Le courriel est du 26", .author = "Tester", .now = &contract.now };

  test_contract_open (&contract, "2026-12-10", NULL);
  test_plan (&contract, 2026);
  copil = test_find_meeting (&contract, "COPIL", "2026-11-19");
  act (&contract, copil, GVN_ACT_MINUTES_SEND, "2026-11-30T09:00");
  minutes = find (&contract, copil, "minutes", FALSE, "2026-12-10");
  g_assert_cmpint (minutes->state, ==, GVN_DEADLINE_MET_LATE);
  test_run (&contract, "Cause", set_cause, minutes->id);
  check (&contract, copil, "minutes", FALSE, "2026-12-10", "2026-11-26", GVN_DEADLINE_MET_LATE_EXCUSED);

  correction.fact = minutes->fact;
  correction.at = test_instant ("2026-11-26T17:00");
  consequences = gvn_register_preview_correction (contract.store, &correction, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (consequences->len, ==, 2); /* the minutes are in time, the remarks end earlier */
  check (&contract, copil, "minutes", FALSE, "2026-12-10", "2026-11-26", GVN_DEADLINE_MET_LATE_EXCUSED);

  test_run (&contract, "Correct", gvn_register_correct_fact, &correction);
  check (&contract, copil, "minutes", FALSE, "2026-12-10", "2026-11-26", GVN_DEADLINE_MET);
  check (&contract, copil, "remarks", FALSE, "2026-12-10", "2026-12-10", GVN_DEADLINE_DUE_SOON);
  corrections = gvn_fact_list_corrections (gvn_store_get_db (contract.store), minutes->fact, NULL);
  g_assert_cmpuint (corrections->len, ==, 1);
  g_assert_cmpint (((GvnCorrection *) corrections->pdata[0])->old_at, ==, test_instant ("2026-11-30T09:00"));
  g_assert_cmpint (((GvnCorrection *) corrections->pdata[0])->new_at, ==, test_instant ("2026-11-26T17:00"));
  test_contract_close (&contract);
}

/* Nothing triggered before the day a contract is tracked from is owed. */
static void
test_tracked_since (void)
{
  GvnTestContract contract = { NULL };
  GvnDeadlineFilter filter = GVN_DEADLINE_FILTER_INIT;
  g_autoptr (GPtrArray) deadlines = NULL;
  GDate first = test_date ("2027-06-01");

  test_contract_open (&contract, "2027-06-01", "2027-06-01");
  test_plan (&contract, 2027);
  deadlines = gvn_register_list (gvn_store_get_db (contract.store), &filter, &contract.now, NULL);
  g_assert_cmpuint (deadlines->len, >, 0);
  for (guint i = 0; i < deadlines->len; i++)
    {
      GvnDeadline *deadline = deadlines->pdata[i];

      g_assert_cmpint (g_date_compare (&deadline->trigger.date, &first), >=, 0);
      g_assert_cmpint (g_date_compare (&deadline->due.date, &first), >=, 0);
      g_assert_cmpint (deadline->state, !=, GVN_DEADLINE_OVERDUE);
    }
  test_contract_close (&contract);
}

typedef struct
{
  char *rule;
  GDate from;
  gboolean active;
} RuleChange;

static gboolean
change_rule (GvnDb *db, gpointer data, GError **error)
{
  RuleChange *change = data;
  GvnDelay delay = { GVN_DIRECTION_BEFORE, GVN_UNIT_WORKING_DAY, 3, FALSE, FALSE };

  return gvn_rule_change (db, change->rule, &delay, change->active, &change->from, "Avenant 1", error)
         && gvn_meeting_refresh_all (db, "COPIL", error);
}

/* A rule changed or switched off acts so from its date; what is closed keeps the date it was judged by. */
static void
test_changed_rule (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) before = NULL;
  g_autoptr (GvnMeeting) closed = NULL;
  g_autoptr (GvnMeeting) after = NULL;
  g_autoptr (GvnDeadline) deadline = NULL, reading = NULL;
  RuleChange change;

  test_contract_open (&contract, "2027-05-01", NULL);
  test_plan (&contract, 2027);
  before = test_find_meeting (&contract, "COPIL", "2027-05-20");
  closed = test_find_meeting (&contract, "COPIL", "2027-06-17");
  after = test_find_meeting (&contract, "COPIL", "2027-07-15");
  act (&contract, closed, GVN_ACT_AGENDA, "2027-04-30T10:00");
  deadline = find (&contract, before, "agenda", FALSE, "2027-05-01");
  change.rule = deadline->rule;
  change.from = test_date ("2027-06-01");
  change.active = TRUE;
  test_run (&contract, "Change", change_rule, &change);
  /* five working days before 20 May 2027 over Whit Monday 17: 12; before 17 June: 10 */
  check (&contract, before, "agenda", FALSE, "2027-05-01", "2027-05-12", GVN_DEADLINE_UPCOMING);
  check (&contract, closed, "agenda", FALSE, "2027-05-01", "2027-06-10", GVN_DEADLINE_MET);
  /* three before 15 July 2027, the 14th a holiday: 9 */
  check (&contract, after, "agenda", FALSE, "2027-05-01", "2027-07-09", GVN_DEADLINE_UPCOMING);

  change.from = test_date ("2027-07-01");
  change.active = FALSE;
  test_run (&contract, "Switch off", change_rule, &change);
  check (&contract, before, "agenda", FALSE, "2027-05-01", "2027-05-12", GVN_DEADLINE_UPCOMING);
  check (&contract, closed, "agenda", FALSE, "2027-05-01", "2027-06-10", GVN_DEADLINE_MET);
  g_assert_null (find (&contract, after, "agenda", FALSE, "2027-05-01"));
  /* the indicator's reading is another rule */
  reading = find (&contract, after, "agenda", TRUE, "2027-05-01");
  g_assert_nonnull (reading);
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadlines/6.2-copil", test_copil);
  g_test_add_func ("/deadlines/6.2-tacit-validation", test_tacit);
  g_test_add_func ("/deadlines/6.3-6.6-cosui-cprob", test_cosui);
  g_test_add_func ("/deadlines/cause-and-correction", test_cause_and_correction);
  g_test_add_func ("/deadlines/tracked-since", test_tracked_since);
  g_test_add_func ("/deadlines/changed-rule", test_changed_rule);
  return g_test_run ();
}
