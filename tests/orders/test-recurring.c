/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../money/gvn-test-money.h"
#include "base/gvn-uuid.h"
#include "deadlines/gvn-register.h"
#include "orders/gvn-recurring.h"

/* When the recurring orders of a month are to be drafted. The RUN is from March 2027 to
 * February 2031: 48 months; the setting says the 20th of the month before. Of the 15
 * recurring units the contract leaves nine without a quantity. */

static const char *const unsaid[] = { "UO 3", "UO 4a", "UO 4b", "UO 4c", "UO 4d", "UO 4e", "UO 4f", "UO 6", "UO 7" };
static const char *const said[] = { "UO 1", "UO 5a", "UO 8", "UO 9a", "UO 9b", "UO 10" };

static void
open_on (Fixture *fixture, gconstpointer today)
{
  test_contract_open (&fixture->contract, today, NULL);
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GvnDeadlineFilter filter = { .state = -1, .subject_kind = GVN_SUBJECT_RECURRING_MONTH };
  GPtrArray *deadlines = gvn_register_list (get_db (fixture), &filter, &fixture->contract.now, &error);

  g_assert_no_error (error);

  return deadlines;
}

/* Of a month; its second one is of what the first draft left. */
static GvnDeadline *
find_part (Fixture *fixture, const char *month, int part)
{
  g_autoptr (GPtrArray) deadlines = list (fixture);

  for (guint i = 0; i < deadlines->len; i++)
    {
      GvnDeadline *deadline = deadlines->pdata[i];

      if (g_str_equal (deadline->subject_id, month) && deadline->part == part)
        return g_object_ref (deadline);
    }

  return NULL;
}

static GvnDeadline *
find (Fixture *fixture, const char *month)
{
  return find_part (fixture, month, 0);
}

static void
assert_month (Fixture *fixture, const char *month, const char *due, GvnDeadlineState state)
{
  g_autoptr (GvnDeadline) deadline = find (fixture, month);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", month);
  g_assert_nonnull (deadline);
  test_assert_date (&deadline->due.date, due);
  g_assert_cmpint (deadline->due.minutes, ==, GVN_NO_MINUTES);
  g_assert_cmpint (deadline->state, ==, state);
  g_assert_cmpstr (deadline->owner_side, ==, "dsiun");
  findings = gvn_store_check (fixture->contract.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
go_to (Fixture *fixture, const char *today)
{
  fixture->contract.now = test_now (today);
}

static void
say (Fixture *fixture, const char *const *uos, guint n, gint64 quantity, const char *from)
{
  for (guint i = 0; i < n; i++)
    {
      const GvnRecurringChange wanted = { uos[i], quantity, test_date (from), "COPIL" };

      test_run (&fixture->contract, "Quantity", gvn_recurring_set, &wanted);
    }
}

static gboolean
draft (Fixture *fixture, const char *month)
{
  g_autoptr (GError) error = NULL;
  GvnRecurringDraft wanted = { .by_name = "SAQM", .now = &fixture->contract.now };

  gvn_month_parse (month, &wanted.month, &error);
  test_run (&fixture->contract, "Draft", gvn_recurring_draft, &wanted);
  g_ptr_array_unref (wanted.orders);
  g_ptr_array_unref (wanted.unsaid);

  return wanted.recorded;
}

/* A draft day that is not worked moves on to the next one that is: 20 March 2027 is a
 * Saturday, 6 May Ascension, 1 November All Saints; February ends on Sunday the 28th. */
static void
test_days (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) deadlines = list (fixture);

  g_assert_cmpuint (deadlines->len, ==, 48);
  assert_month (fixture, "2027-03", "2027-02-22", GVN_DEADLINE_UPCOMING);
  assert_month (fixture, "2027-04", "2027-03-22", GVN_DEADLINE_UPCOMING);
  assert_month (fixture, "2027-05", "2027-04-20", GVN_DEADLINE_UPCOMING);
  assert_month (fixture, "2031-02", "2031-01-20", GVN_DEADLINE_UPCOMING);

  set (fixture, GVN_SETTING_RECURRING_DRAFT_DAY, "6");
  assert_month (fixture, "2027-05", "2027-04-06", GVN_DEADLINE_UPCOMING);
  assert_month (fixture, "2027-06", "2027-05-07", GVN_DEADLINE_UPCOMING);
  set (fixture, GVN_SETTING_RECURRING_DRAFT_DAY, "1");
  assert_month (fixture, "2027-12", "2027-11-02", GVN_DEADLINE_UPCOMING);
  set (fixture, GVN_SETTING_RECURRING_DRAFT_DAY, "31");
  assert_month (fixture, "2027-03", "2027-03-01", GVN_DEADLINE_UPCOMING);
  assert_month (fixture, "2027-04", "2027-03-31", GVN_DEADLINE_UPCOMING);
}

/* On the last day in time, and a day late; what was met keeps the day it was judged by. */
static void
test_drafted (Fixture *fixture, gconstpointer data)
{
  say (fixture, unsaid, G_N_ELEMENTS (unsaid), 100, "2027-03-01");
  go_to (fixture, "2027-02-22");
  assert_month (fixture, "2027-03", "2027-02-22", GVN_DEADLINE_DUE_SOON);
  g_assert_true (draft (fixture, "2027-03"));
  assert_month (fixture, "2027-03", "2027-02-22", GVN_DEADLINE_MET);
  g_assert_false (draft (fixture, "2027-03"));

  go_to (fixture, "2027-03-23");
  assert_month (fixture, "2027-04", "2027-03-22", GVN_DEADLINE_OVERDUE);
  g_assert_true (draft (fixture, "2027-04"));
  assert_month (fixture, "2027-04", "2027-03-22", GVN_DEADLINE_MET_LATE);

  set (fixture, GVN_SETTING_RECURRING_DRAFT_DAY, "10");
  assert_month (fixture, "2027-04", "2027-03-22", GVN_DEADLINE_MET_LATE);
  assert_month (fixture, "2027-05", "2027-04-12", GVN_DEADLINE_UPCOMING);
}

static void
test_undone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  say (fixture, unsaid, G_N_ELEMENTS (unsaid), 0, "2027-03-01");
  go_to (fixture, "2027-02-22");
  draft (fixture, "2027-03");
  assert_month (fixture, "2027-03", "2027-02-22", GVN_DEADLINE_MET);
  gvn_store_undo (fixture->contract.store, "Tester", &fixture->contract.now, &error);
  g_assert_no_error (error);
  assert_month (fixture, "2027-03", "2027-02-22", GVN_DEADLINE_DUE_SOON);
  gvn_store_redo (fixture->contract.store, "Tester", &fixture->contract.now, &error);
  g_assert_no_error (error);
  assert_month (fixture, "2027-03", "2027-02-22", GVN_DEADLINE_MET);
}

static void
assert_rest (Fixture *fixture, const char *month, GvnDeadlineState state, const char *words)
{
  g_autoptr (GvnDeadline) rest = find_part (fixture, month, 2);

  g_assert_nonnull (rest);
  g_assert_cmpint (rest->state, ==, state);
  if (strstr (rest->label, words) == NULL)
    g_error ("“%s” does not say “%s”", rest->label, words);
}

/* What nobody said a quantity of is told before the draft, and owed after it until it is
 * drafted too, or ordered no more. */
static void
test_unsaid (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnDeadline) open = NULL;
  g_autoptr (GvnDeadline) drafted = NULL;

  go_to (fixture, "2027-02-22");
  open = find (fixture, "2027-03");
  g_assert_nonnull (strstr (open->label, "9 units without a quantity"));
  g_assert_null (find_part (fixture, "2027-03", 2));
  g_assert_true (draft (fixture, "2027-03"));
  g_assert_false (draft (fixture, "2027-03"));
  assert_month (fixture, "2027-03", "2027-02-22", GVN_DEADLINE_MET);
  drafted = find (fixture, "2027-03");
  g_assert_null (strstr (drafted->label, "unit"));
  assert_rest (fixture, "2027-03", GVN_DEADLINE_DUE_SOON, "9 units left");

  go_to (fixture, "2027-02-24");
  assert_rest (fixture, "2027-03", GVN_DEADLINE_OVERDUE, "9 units left");
  say (fixture, unsaid, 1, 400, "2027-03-01");
  say (fixture, unsaid + 1, G_N_ELEMENTS (unsaid) - 1, 0, "2027-03-01");
  assert_rest (fixture, "2027-03", GVN_DEADLINE_OVERDUE, "1 unit left");
  g_assert_true (draft (fixture, "2027-03"));
  assert_month (fixture, "2027-03", "2027-02-22", GVN_DEADLINE_MET);
  assert_rest (fixture, "2027-03", GVN_DEADLINE_MET_LATE, "what was left");
}

/* What is ordered no more is owed no more. */
static void
test_unsaid_stopped (Fixture *fixture, gconstpointer data)
{
  go_to (fixture, "2027-02-22");
  draft (fixture, "2027-03");
  say (fixture, unsaid, G_N_ELEMENTS (unsaid), 0, "2027-03-01");
  assert_month (fixture, "2027-03", "2027-02-22", GVN_DEADLINE_MET);
  g_assert_null (find_part (fixture, "2027-03", 2));
}

/* Where all are stopped nothing is owed; of UO 5a alone, every other month. */
static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) some = NULL;
  g_autoptr (GPtrArray) tours = NULL;

  say (fixture, unsaid, G_N_ELEMENTS (unsaid), 0, "2027-03-01");
  say (fixture, said, G_N_ELEMENTS (said), 0, "2028-03-01");
  some = list (fixture);
  g_assert_cmpuint (some->len, ==, 12);
  say (fixture, said, G_N_ELEMENTS (said), 0, "2027-03-01");
  none = list (fixture);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_false (draft (fixture, "2027-03"));
  say (fixture, said + 1, 1, 100, "2028-03-01");
  tours = list (fixture);
  g_assert_cmpuint (tours->len, ==, 18);
  assert_month (fixture, "2028-05", "2028-04-20", GVN_DEADLINE_UPCOMING);
}

/* A line taken out of a need, or put into it, is left to draft, or not. */
static void
test_written_otherwise (Fixture *fixture, gconstpointer data)
{
  say (fixture, unsaid, G_N_ELEMENTS (unsaid), 0, "2027-03-01");
  go_to (fixture, "2027-03-22");
  write_order (fixture, "8=6 9a=1 9b=3 10=2", NULL, (GvnOrderDraft) { .month = "2027-04" });
  assert_month (fixture, "2027-04", "2027-03-22", GVN_DEADLINE_DUE_SOON);
  write_order (fixture, "1=1", NULL, (GvnOrderDraft) { .month = "2027-04" });
  assert_month (fixture, "2027-04", "2027-03-22", GVN_DEADLINE_DUE_SOON); /* nobody said so yet */
  g_assert_true (draft (fixture, "2027-04"));
  assert_month (fixture, "2027-04", "2027-03-22", GVN_DEADLINE_MET);
}

/* A contract taken over on 10 June owes July first: June was to be drafted on 20 May. */
static void
test_tracked (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GPtrArray) deadlines = NULL;

  test_contract_open (&fixture.contract, "2027-06-10", "2027-06-10");
  deadlines = list (&fixture);
  g_assert_cmpuint (deadlines->len, ==, 44);
  assert_month (&fixture, "2027-07", "2027-06-21", GVN_DEADLINE_UPCOMING);
  tear_down (&fixture, NULL);
}

static gboolean
forget_rule (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_exec (db, error, "DELETE FROM deadline WHERE subject_kind = ?", "s", GVN_SUBJECT_RECURRING_MONTH)
         && gvn_db_exec (db, error, "DELETE FROM deadline_rule WHERE kind = 'recurring_draft'", "");
}

/* A contract made before there was the rule gets it when it is opened, from that day on:
 * March 2028 was to be drafted by 20 February. */
static void
test_older (Fixture *fixture, gconstpointer data)
{
  test_run (&fixture->contract, "Older", forget_rule, NULL);
  go_to (fixture, "2028-02-21");
  for (int opening = 0; opening < 2; opening++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) deadlines = NULL;

      gvn_store_close (fixture->contract.store);
      g_assert_finalize_object (fixture->contract.store);
      fixture->contract.store = gvn_contract_open (fixture->contract.path, "Tester", &fixture->contract.now, &error);
      g_assert_no_error (error);
      deadlines = list (fixture);
      g_assert_cmpuint (deadlines->len, ==, 35);
      assert_month (fixture, "2028-04", "2028-03-20", GVN_DEADLINE_UPCOMING);
    }
}

/* Two contracts have no deadline in common, or their calendars would be mixed up. */
static void
test_ids (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnDeadline) deadline = find (fixture, "2027-04");
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnContract) contract = gvn_contract_load (get_db (fixture), &error);
  g_autofree char *space = gvn_uuid_v5 (contract->id, "recurring_month/2027-04");
  g_autofree char *expected = gvn_uuid_v5 (space, "recurring_draft/contract");

  g_assert_cmpstr (deadline->id, ==, expected);
  g_assert_cmpstr (deadline->subject, ==, "April 2027");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/orders/recurring/" name, Fixture, "2027-01-04", open_on, test, tear_down)
  ADD ("days", test_days);
  ADD ("drafted-in-time-and-late", test_drafted);
  ADD ("undone", test_undone);
  ADD ("without-a-quantity", test_unsaid);
  ADD ("without-a-quantity-stopped", test_unsaid_stopped);
  ADD ("stopped", test_stopped);
  ADD ("written-otherwise", test_written_otherwise);
  ADD ("ids", test_ids);
  ADD ("older-contract", test_older);
  g_test_add_func ("/orders/recurring/tracked-since", test_tracked);

  return g_test_run ();
}
