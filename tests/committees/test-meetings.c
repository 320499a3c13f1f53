/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "committees/gvn-body.h"
#include "committees/gvn-meeting-batch.h"
#include "contract/gvn-place.h"
#include "deadlines/gvn-register.h"

static gboolean
try_act (GvnTestContract *contract, GvnMeetingRequest request, GError **error)
{
  GvnEntry entry = { "Act", "Tester", &contract->now };

  request.by_name = "Tester";
  request.now = &contract->now;
  return gvn_store_run (contract->store, &entry, gvn_meeting_apply, &request, error);
}

static void
refuse (GvnTestContract *contract, GvnMeetingRequest request, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (try_act (contract, request, &error));
  g_assert_error (error, GVN_ERROR, code);
  g_test_message ("%s", error->message);
}

static GvnLocal
local (const char *text)
{
  GvnLocal result;

  gvn_local_from_instant (test_instant (text), &result);
  return result;
}

static void
test_life (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = NULL;
  g_autoptr (GvnMeeting) moved = NULL;
  g_autoptr (GError) error = NULL;
  GvnMeetingRequest request = { NULL };

  test_contract_open (&contract, "2027-01-04", NULL);
  test_plan (&contract, 2027);
  copil = test_find_meeting (&contract, "COPIL", "2027-07-15");
  request.meeting = copil->id;

  request.act = GVN_ACT_CONVENE;
  g_assert_true (try_act (&contract, request, &error));
  request.act = GVN_ACT_MOVE;
  request.start = local ("2027-07-14T14:00"); /* a holiday */
  refuse (&contract, request, GVN_ERROR_REFUSED);
  request.start = local ("2027-01-03T14:00"); /* a Sunday, and past */
  refuse (&contract, request, GVN_ERROR_REFUSED);
  request.start = local ("2027-07-22T14:00");
  request.cause = "nobody";
  refuse (&contract, request, GVN_ERROR_INVALID);
  request.cause = "dsiun";
  request.reason = "Pont";
  g_assert_true (try_act (&contract, request, &error));
  moved = gvn_meeting_load (gvn_store_get_db (contract.store), copil->id, NULL);
  g_assert_cmpint (moved->state, ==, GVN_MEETING_MOVED);
  test_assert_date (&moved->start.date, "2027-07-22");

  request.act = GVN_ACT_HOLD;
  refuse (&contract, request, GVN_ERROR_INVALID); /* it has not come yet */
  request.act = GVN_ACT_MINUTES_SEND;
  request.at = test_instant ("2027-01-03T10:00");
  refuse (&contract, request, GVN_ERROR_REFUSED); /* minutes follow the meeting */
  request.act = GVN_ACT_CANCEL;
  request.reason = " ";
  refuse (&contract, request, GVN_ERROR_REFUSED);
  request.reason = "Report";
  g_assert_true (try_act (&contract, request, &error));
  request.act = GVN_ACT_AGENDA;
  refuse (&contract, request, GVN_ERROR_REFUSED);
  request.meeting = "none";
  refuse (&contract, request, GVN_ERROR_NOT_FOUND);

  g_assert_true (gvn_store_undo (contract.store, "Tester", &contract.now, NULL));
  g_clear_object (&moved);
  moved = gvn_meeting_load (gvn_store_get_db (contract.store), copil->id, NULL);
  g_assert_cmpint (moved->state, ==, GVN_MEETING_MOVED);
  test_contract_close (&contract);
}

static gint64
count (GvnTestContract *contract, const char *sql)
{
  gint64 n;

  g_assert_true (gvn_db_get_int (gvn_store_get_db (contract->store), &n, NULL, sql, ""));
  return n;
}

/* Counted on the calendar of 2027: 52 Tuesdays, none a holiday; 52 Mondays but
 * Easter Monday 29 March and Whit Monday 17 May, and 1 November. */
static void
test_year (void)
{
  GvnTestContract contract = { NULL };

  test_contract_open (&contract, "2026-11-23", NULL);
  test_plan (&contract, 2027);
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM meeting WHERE body = 'COPIL'"), ==, 12);
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM meeting WHERE body = 'CPROB'"), ==, 12);
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM meeting WHERE body = 'COSTRAT'"), ==, 1);
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM meeting WHERE body LIKE 'COSUI-%'"), ==, 6 * 24);
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM meeting WHERE body = 'CAB-AESN'"), ==, 52);
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM meeting WHERE body = 'CAB-7eSI'"), ==, 12);
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM meeting WHERE body = 'COTECH'"), ==, 49);
  /* L-41: in the last month of the market year signed in October */
  g_assert_cmpint (
      count (&contract, "SELECT count(*) FROM meeting WHERE body = 'COSTRAT' AND planned_on LIKE '2027-09-%'"), ==, 1);

  {
    g_autoptr (GvnYearPlan) again = gvn_planning_compute (gvn_store_get_db (contract.store), 2027, &contract.now, NULL);

    g_assert_cmpuint (again->changes->len, ==, 0);
  }
  test_contract_close (&contract);
}

static gboolean
merge (GvnDb *db, gpointer data, GError **error)
{
  GDate first = test_date ("2027-06-01");

  return gvn_body_merge (db, "CAB-AEAP", "CAB-AESN", &first, error);
}

static gboolean
unmerge (GvnDb *db, gpointer data, GError **error)
{
  GDate from = test_date ("2027-09-01");

  return gvn_body_unmerge (db, "CAB-AEAP", &from, error);
}

/* 6.4: CABs held together from a date, and apart again. */
static void
test_merge (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) together = NULL;

  test_contract_open (&contract, "2026-11-23", NULL);
  test_plan (&contract, 2027);
  test_run (&contract, "Merge", merge, NULL);
  test_plan (&contract, 2027);
  g_assert_cmpint (
      count (&contract, "SELECT count(*) FROM meeting WHERE body = 'CAB-AEAP' AND planned_on >= '2027-06-01'"), ==, 0);
  together = test_find_meeting (&contract, "CAB-AESN", "2027-06-08");
  g_assert_cmpuint (g_strv_length (together->perimeters), ==, 2);

  test_run (&contract, "Part", unmerge, NULL);
  test_plan (&contract, 2027);
  g_assert_cmpint (
      count (&contract, "SELECT count(*) FROM meeting WHERE body = 'CAB-AEAP' AND planned_on >= '2027-09-01'"), ==, 17);
  g_clear_object (&together);
  together = test_find_meeting (&contract, "CAB-AESN", "2027-09-07");
  g_assert_cmpuint (g_strv_length (together->perimeters), ==, 1);
  test_contract_close (&contract);
}

static gboolean
close_agency (GvnDb *db, gpointer data, GError **error)
{
  GvnClosure closure = { .id = (char *) "c", .agency = (char *) "AESN", .label = (char *) "Fermeture" };

  closure.first_on = test_date ("2027-08-02");
  closure.last_on = test_date ("2027-08-06");
  return gvn_closure_save (db, &closure, error);
}

/* A closure moves what it must and nothing else: the weekly CAB skips it, the
 * COSUI moves; the accepted calendar shows the difference. */
static void
test_minimal_change (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnYearPlan) plan = NULL;
  GvnCalendarRequest propose = { .year = 2027, .by_name = "ROC", .now = &contract.now };
  GvnCalendarRequest accept = { .year = 2027, .accept = TRUE, .by_name = "EXPL", .now = &contract.now };
  GvnCalendarStatus status;
  GvnEntry entry = { "Accept", "Tester", &contract.now };
  g_autoptr (GError) error = NULL;

  test_contract_open (&contract, "2026-11-23", NULL);
  test_plan (&contract, 2027);
  g_assert_false (gvn_store_run (contract.store, &entry, gvn_planning_set_status, &accept, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  test_run (&contract, "Propose", gvn_planning_set_status, &propose);
  test_run (&contract, "Accept", gvn_planning_set_status, &accept);

  test_run (&contract, "Close", close_agency, NULL);
  plan = gvn_planning_compute (gvn_store_get_db (contract.store), 2027, &contract.now, NULL);
  g_assert_cmpuint (plan->changes->len, ==, 2);
  g_assert_cmpuint (plan->n_moved, ==, 1);
  g_assert_cmpuint (plan->n_removed, ==, 1);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      const GvnPlanChange *change = plan->changes->pdata[i];

      g_assert_true (g_str_has_suffix (change->body, "-AESN"));
      g_assert_nonnull (strstr (change->reason, "Fermeture"));
    }

  test_plan (&contract, 2027);
  g_assert_true (gvn_planning_get_status (gvn_store_get_db (contract.store), 2027, &status, NULL));
  g_assert_cmpuint (status.n_changed, ==, 2);
  /* an accepted meeting is cancelled, not forgotten */
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM meeting WHERE body = 'CAB-AESN' AND state = 'cancelled'"),
                   ==, 1);
  test_contract_close (&contract);
}

/* Nobody sits in two meetings at once, whoever is known: each pair of meetings
 * that overlap is looked at by the store's own seats. */
static void
test_no_overlap (void)
{
  GvnTestContract contract = { NULL };
  GvnMeetingFilter filter = { .body = NULL };
  g_autoptr (GPtrArray) meetings = NULL;

  test_contract_open (&contract, "2026-11-23", NULL);
  test_plan (&contract, 2027);
  meetings = gvn_meeting_list (gvn_store_get_db (contract.store), &filter, NULL);
  g_assert_cmpuint (meetings->len, >, 500);
  for (guint i = 0; i < meetings->len; i++)
    {
      GvnMeeting *meeting = meetings->pdata[i];
      g_autoptr (GPtrArray) conflicts
          = gvn_meeting_find_conflicts (gvn_store_get_db (contract.store), meeting->id, &meeting->start, NULL);

      if (conflicts->len > 0)
        g_test_message ("%s %s", meeting->body, (char *) conflicts->pdata[0]);
      g_assert_cmpuint (conflicts->len, ==, 0);
    }
  test_contract_close (&contract);
}

static gboolean
join_and_leave (GvnDb *db, gpointer data, GError **error)
{
  GDate joined = test_date ("2027-02-01"), before = test_date ("2027-01-31");
  g_autofree char *member = NULL;
  g_autoptr (GError) failure = NULL;

  if (!gvn_body_add_member (db, "COPIL", "roc", NULL, TRUE, &joined, error))
    return FALSE;
  member = gvn_db_get_text (db, error, "SELECT id FROM body_member WHERE first_on = '2027-02-01'", "");
  g_assert_false (gvn_body_end_member (db, member, &before, &failure));
  g_assert_error (failure, GVN_ERROR, GVN_ERROR_INVALID);
  g_assert_nonnull (strstr (failure->message, "2027-02-01"));

  return gvn_body_end_member (db, member, &joined, error);
}

/* Nobody leaves a body before joining it. */
static void
test_membership (void)
{
  GvnTestContract contract = { NULL };

  test_contract_open (&contract, "2026-11-23", NULL);
  test_run (&contract, "Join", join_and_leave, NULL);
  test_contract_close (&contract);
}

static GvnDeadline *
find_agenda (GvnTestContract *contract, const char *meeting)
{
  GvnDeadlineFilter filter = { .state = -1, .subject_kind = GVN_SUBJECT_MEETING, .subject_id = meeting };
  g_autoptr (GPtrArray) owed = gvn_register_list (gvn_store_get_db (contract->store), &filter, &contract->now, NULL);

  for (guint i = 0; i < owed->len; i++)
    {
      GvnDeadline *deadline = owed->pdata[i];

      if (g_str_equal (deadline->kind, "agenda") && !deadline->indicator)
        return g_object_ref (deadline);
    }

  g_assert_not_reached ();
}

/* The COPIL of Thursday 19 November 2026 a week earlier: its agenda is then due on
 * Wednesday the 4th (6.2; the 11th is a holiday). Told first, done at once, undone
 * at once. */
static void
test_shift (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) consequences = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GvnMeeting) copil = NULL;
  g_autoptr (GvnMeeting) moved = NULL;
  g_autoptr (GvnMeeting) back = NULL;
  g_autoptr (GvnDeadline) agenda = NULL;
  gboolean told = FALSE;
  const char *ids[] = { NULL, NULL };
  GvnMeetingBatch batch = {
    .meetings = ids, .act = GVN_ACT_MOVE, .days = -7, .reason = "Budget", .by_name = "Tester", .now = &contract.now
  };

  test_contract_open (&contract, "2026-11-02", NULL);
  test_plan (&contract, 2026);
  copil = test_find_meeting (&contract, "COPIL", "2026-11-19");
  ids[0] = copil->id;

  consequences = gvn_meeting_preview_batch (contract.store, &batch, &conflicts, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < consequences->len; i++)
    told |= strstr (consequences->pdata[i], "2026-11-04") != NULL;
  g_assert_true (told);
  g_object_unref (test_find_meeting (&contract, "COPIL", "2026-11-19"));

  test_run (&contract, "Shift", gvn_meeting_apply_batch, &batch);
  moved = test_find_meeting (&contract, "COPIL", "2026-11-12");
  g_assert_cmpint (moved->start.minutes, ==, copil->start.minutes);
  g_assert_cmpint (moved->state, ==, GVN_MEETING_MOVED);
  agenda = find_agenda (&contract, copil->id);
  test_assert_date (&agenda->due.date, "2026-11-04");

  g_assert_true (gvn_store_undo (contract.store, "Tester", &contract.now, &error));
  back = test_find_meeting (&contract, "COPIL", "2026-11-19");
  g_assert_cmpint (back->state, ==, copil->state);
  test_contract_close (&contract);
}

/* The CABs of a day are attended by one SDM TME: two at once is said. */
static void
test_shift_conflict (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GPtrArray) consequences = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GvnMeeting) first = NULL;
  g_autoptr (GvnMeeting) second = NULL;
  const char *ids[] = { NULL, NULL };
  GvnMeetingBatch batch = { .meetings = ids, .act = GVN_ACT_MOVE, .by_name = "Tester", .now = &contract.now };

  test_contract_open (&contract, "2027-01-04", NULL);
  test_plan (&contract, 2027);
  first = test_find_meeting (&contract, "CAB-AEAG", "2027-01-12");
  second = test_find_meeting (&contract, "CAB-AESN", "2027-01-12");
  ids[0] = first->id;
  batch.minutes = second->start.minutes - first->start.minutes;
  g_assert_cmpint (batch.minutes, !=, 0);
  consequences = gvn_meeting_preview_batch (contract.store, &batch, &conflicts, NULL);
  g_assert_nonnull (consequences);
  g_assert_cmpuint (conflicts->len, >, 0);
  g_assert_nonnull (strstr (conflicts->pdata[0], "CAB-AESN"));
  test_contract_close (&contract);
}

/* All conflicts at once are those of each meeting: two made by hand, nobody else's. */
static void
test_list_conflicts (void)
{
  GvnTestContract contract = { NULL };
  GDate from = test_date ("2027-01-04");
  GvnMeetingFilter filter = { .from = from };
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) meetings = NULL;
  g_autoptr (GPtrArray) of_sdm = NULL;
  g_autoptr (GvnMeeting) first = NULL;
  g_autoptr (GvnMeeting) second = NULL;
  const char *ids[] = { NULL, NULL };
  GvnMeetingBatch batch = { .meetings = ids, .act = GVN_ACT_MOVE, .by_name = "Tester", .now = &contract.now };
  GvnDb *db;
  guint n = 0;

  test_contract_open (&contract, "2027-01-04", NULL);
  test_plan (&contract, 2027);
  db = gvn_store_get_db (contract.store);
  conflicts = gvn_meeting_list_conflicts (db, &from, NULL, NULL);
  g_assert_cmpuint (conflicts->len, ==, 0);
  g_ptr_array_unref (g_steal_pointer (&conflicts));

  first = test_find_meeting (&contract, "CAB-AEAG", "2027-01-12");
  second = test_find_meeting (&contract, "CAB-AESN", "2027-01-12");
  ids[0] = first->id;
  batch.minutes = second->start.minutes - first->start.minutes;
  test_run (&contract, "Shift", gvn_meeting_apply_batch, &batch);
  conflicts = gvn_meeting_list_conflicts (db, &from, NULL, NULL);
  meetings = gvn_meeting_list (db, &filter, NULL);
  for (guint i = 0; i < meetings->len; i++)
    {
      GvnMeeting *meeting = meetings->pdata[i];
      g_autoptr (GPtrArray) own = gvn_meeting_find_conflicts (db, meeting->id, &meeting->start, NULL);

      n += own->len;
    }
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (conflicts->len, ==, 2);
  g_assert_cmpstr (((GvnMeetingConflict *) conflicts->pdata[0])->other, ==, second->id);

  of_sdm = gvn_meeting_list_of_person (db, "nobody", &from, NULL);
  g_assert_cmpuint (of_sdm->len, ==, 0);
  test_contract_close (&contract);
}

/* Three CABs cancelled with one reason, or none when one of them cannot. */
static void
test_cancel_together (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnMeeting) a = NULL;
  g_autoptr (GvnMeeting) b = NULL;
  g_autoptr (GvnMeeting) c = NULL;
  g_autoptr (GvnMeeting) after = NULL;
  const char *ids[] = { NULL, NULL, NULL, NULL };
  GvnMeetingBatch batch
      = { .meetings = ids, .act = GVN_ACT_CANCEL, .reason = "Août", .by_name = "Tester", .now = &contract.now };
  GvnEntry entry = { "Cancel", "Tester", &contract.now };

  test_contract_open (&contract, "2027-01-04", NULL);
  test_plan (&contract, 2027);
  a = test_find_meeting (&contract, "CAB-AESN", "2027-08-03");
  b = test_find_meeting (&contract, "CAB-AESN", "2027-08-10");
  c = test_find_meeting (&contract, "CAB-AESN", "2027-08-17");
  ids[0] = a->id;
  ids[1] = b->id;
  ids[2] = c->id;
  test_run (&contract, "Cancel", gvn_meeting_apply_batch, &batch);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GvnMeeting) meeting = gvn_meeting_load (gvn_store_get_db (contract.store), ids[i], NULL);

      g_assert_cmpint (meeting->state, ==, GVN_MEETING_CANCELLED);
      g_assert_cmpstr (meeting->reason, ==, "Août");
    }
  g_assert_true (gvn_store_undo (contract.store, "Tester", &contract.now, NULL));

  ids[1] = "none";
  g_assert_false (gvn_store_run (contract.store, &entry, gvn_meeting_apply_batch, &batch, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND);
  after = gvn_meeting_load (gvn_store_get_db (contract.store), ids[0], NULL);
  g_assert_cmpint (after->state, ==, a->state);
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/committees/meetings/life", test_life);
  g_test_add_func ("/committees/meetings/B.2-a-year", test_year);
  g_test_add_func ("/committees/meetings/6.4-merge", test_merge);
  g_test_add_func ("/committees/meetings/minimal-change", test_minimal_change);
  g_test_add_func ("/committees/meetings/nobody-twice", test_no_overlap);
  g_test_add_func ("/committees/meetings/membership", test_membership);
  g_test_add_func ("/committees/meetings/shift", test_shift);
  g_test_add_func ("/committees/meetings/shift-conflict", test_shift_conflict);
  g_test_add_func ("/committees/meetings/list-conflicts", test_list_conflicts);
  g_test_add_func ("/committees/meetings/cancel-together", test_cancel_together);
  return g_test_run ();
}
