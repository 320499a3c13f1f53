/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gvn-test-order-life.h"

/* Notes ------------------------------------------------------------------------------- */

/* D.9: one day late, executed on time, one deferral: (4×15 + 4×20 + 3×15)/11. */
static void
test_example (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnOrder) provisional = NULL, final = NULL;

  request (fixture, "12a=3", "2027-06-01T10:00");
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-09T11:00");
  act (fixture, GVN_ORDER_ACT_ACCEPT, "2027-06-09T15:00");
  issue (fixture, "2027-06-10T09:00", "2027-06-25");
  act (fixture, GVN_ORDER_ACT_DELIVER, "2027-06-25T19:30"); /* its day runs to midnight */
  act (fixture, GVN_ORDER_ACT_DEFER, "2027-06-29T10:00");
  act (fixture, GVN_ORDER_ACT_DELIVER, "2027-07-05T10:00"); /* the first delivery counts */
  provisional = find (fixture);
  g_assert_cmpint (provisional->notes.weighted, ==, 1682);
  g_assert_false (provisional->notes.final);
  act (fixture, GVN_ORDER_ACT_ADMIT, "2027-07-08T10:00");
  final = find (fixture);
  g_assert_cmpint (final->notes.quote, ==, 15);
  g_assert_cmpint (final->notes.execution, ==, 20);
  g_assert_cmpint (final->notes.conformity, ==, 15);
  g_assert_cmpint (final->notes.weighted, ==, 1682);
  g_assert_true (final->notes.final);
  g_assert_cmpint (final->state, ==, GVN_ORDER_ADMITTED);
}

/* UO 18 has no delay for its quote: PON-1 is left out (R7); UO 5b is not scored (8.5*). */
static void
test_not_measured (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnOrder) event = NULL, visit = NULL;
  GvnOrderRequest none = GVN_ORDER_REQUEST_INIT;

  request (fixture, "18a=1", NULL);
  act (fixture, GVN_ORDER_ACT_EXCHANGE, "2027-06-01T10:00");
  issue (fixture, "2027-06-02T09:00", "2027-06-10");
  act (fixture, GVN_ORDER_ACT_DELIVER, "2027-06-11T09:00");
  act (fixture, GVN_ORDER_ACT_ADMIT, "2027-06-14T09:00");
  event = find (fixture);
  g_assert_cmpint (event->notes.quote, ==, -1);
  g_assert_cmpint (event->notes.weighted, ==, 1714); /* (4×15 + 3×20)/7 */

  new_request (fixture, "5b=1", NULL);
  act_with (fixture, GVN_ORDER_ACT_ISSUE, "2027-06-02T09:00", none);
  act (fixture, GVN_ORDER_ACT_DELIVER, "2027-06-11T09:00");
  act (fixture, GVN_ORDER_ACT_ADMIT, "2027-06-14T09:00");
  visit = find (fixture);
  g_assert_cmpint (visit->notes.weighted, ==, -1);
}

/* A lateness the contractor does not answer for is left out by a recorded decision. */
static void
test_excused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnOrder) order = NULL;
  g_autofree char *deadline = NULL;

  request (fixture, "12a=3", "2027-06-01T10:00");
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-14T10:00");
  deadline
      = gvn_db_get_text (get_db (fixture), &error, "SELECT id FROM deadline WHERE subject_id = ?", "s", fixture->id);
  g_assert_no_error (error);
  test_run (&fixture->contract, "Excuse", excuse, deadline);
  order = find (fixture);
  g_assert_cmpint (order->notes.quote, ==, 20);
}

/* Execution and verification ------------------------------------------------------------ */

/* A delay counts from the notification; 10 working days after Thursday 10 June 2027. */
static void
test_delay (Fixture *fixture, gconstpointer data)
{
  GvnOrderRequest wanted = { .due_count = 10, .due_unit = GVN_UNIT_WORKING_DAY };
  g_autoptr (GvnOrder) order = NULL;

  bring_to_order (fixture);
  act_with (fixture, GVN_ORDER_ACT_ISSUE, "2027-06-10T09:00", wanted);
  order = find (fixture);
  test_assert_date (&order->execution_due.date, "2027-06-24");
  assert_owed (fixture, "execution", "2027-06-24 overdue");
}

/* Only a dated decision of DSIUN with its proof puts it off; both dates stay visible. */
static void
test_postponed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnOrder) order = NULL;
  g_autofree char *letter = g_build_filename (fixture->contract.folder, "letter.txt", NULL);
  g_autofree char *proof = NULL;
  GvnOrderRequest wanted = { .due_count = -1, .by_side = "dsiun", .proof_name = "letter.txt", .proof_size = 4 };

  bring_to_order (fixture);
  issue (fixture, "2027-06-10T09:00", "2027-06-25");
  wanted.due_on = test_date ("2027-07-09");
  g_assert_false (try_act (fixture, GVN_ORDER_ACT_POSTPONE, "2027-06-20T09:00", wanted, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (letter, "Yes.", 4, &error));
  proof = gvn_store_add_attachment (fixture->contract.store, letter, &error);
  g_assert_no_error (error);
  wanted.proof = proof;
  act_with (fixture, GVN_ORDER_ACT_POSTPONE, "2027-06-20T09:00", wanted);
  act (fixture, GVN_ORDER_ACT_DELIVER, "2027-07-12T09:00");
  order = find (fixture);
  test_assert_date (&order->execution_planned.date, "2027-06-25");
  test_assert_date (&order->execution_due.date, "2027-07-09");
  g_assert_cmpint (order->notes.execution, ==, 15);
  assert_owed (fixture, "execution", "2027-07-09 met_late");
}

/* The order is delivered with the last deliverable; a deferral of one counts once. */
static void
test_deliverables (Fixture *fixture, gconstpointer data)
{
  const char *const titles[] = { "DAT", "DEX", NULL };
  GvnOrderDraft draft = { .deliverables = titles };
  GvnOrderRequest first = GVN_ORDER_REQUEST_INIT, second = GVN_ORDER_REQUEST_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnOrder) order = NULL;

  first.deliverable = 1;
  second.deliverable = 2;
  try_request (fixture, "12a=3", "2027-06-01T10:00", draft, &error);
  g_assert_no_error (error);
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-07T11:00");
  issue (fixture, "2027-06-10T09:00", "2027-06-25");
  act_with (fixture, GVN_ORDER_ACT_DELIVER, "2027-06-24T09:00", first);
  assert_state (fixture, GVN_ORDER_ISSUED);
  act_with (fixture, GVN_ORDER_ACT_DEFER, "2027-06-25T09:00", first);
  act_with (fixture, GVN_ORDER_ACT_DELIVER, "2027-06-28T09:00", second);
  order = find (fixture);
  g_assert_cmpint (order->state, ==, GVN_ORDER_DEFERRED);
  g_assert_cmpint (order->deferrals, ==, 1);
  g_assert_cmpint (order->notes.execution, ==, 15); /* the DEX came on the Monday after */
  g_clear_object (&order);
  act_with (fixture, GVN_ORDER_ACT_ADMIT, "2027-06-30T09:00", second);
  act_with (fixture, GVN_ORDER_ACT_DELIVER, "2027-07-01T09:00", first);
  assert_state (fixture, GVN_ORDER_DELIVERED);
  act_with (fixture, GVN_ORDER_ACT_ADMIT, "2027-07-02T09:00", first);
  assert_state (fixture, GVN_ORDER_ADMITTED);
}

/* L-48: 10 working days, or the 30 calendar days of the CCAG moved off 14 July. */
static void
test_verification (Fixture *fixture, gconstpointer data)
{
  bring_to_order (fixture);
  issue (fixture, "2027-06-10T09:00", "2027-06-25");
  act (fixture, GVN_ORDER_ACT_DELIVER, "2027-06-14T09:00");
  assert_owed (fixture, "verification", "2027-06-28 overdue");
  read_as (fixture, GVN_SETTING_ORDER_VERIFICATION, "ccag");
  assert_owed (fixture, "verification", "");
  assert_owed (fixture, "verification_ccag", "2027-07-15 overdue");
}

/* Admitted with a réfaction, rejected, invoiced. */
static void
test_verdicts (Fixture *fixture, gconstpointer data)
{
  GvnOrderRequest reduced = { .due_count = -1, .has_amount = TRUE, .cents = 12345 };
  g_autoptr (GvnOrder) order = NULL;

  bring_to_order (fixture);
  issue (fixture, "2027-06-10T09:00", "2027-06-25");
  act_fails (fixture, GVN_ORDER_ACT_INVOICE, "2027-06-24T09:00", "not admitted");
  act (fixture, GVN_ORDER_ACT_DELIVER, "2027-06-24T09:00");
  act_with (fixture, GVN_ORDER_ACT_ADMIT, "2027-06-25T09:00", reduced);
  order = find (fixture);
  g_assert_cmpint (order->state, ==, GVN_ORDER_REDUCED);
  g_assert_cmpint (order->reduction, ==, 12345);
  act (fixture, GVN_ORDER_ACT_INVOICE, "2027-07-01T09:00");
  assert_state (fixture, GVN_ORDER_INVOICED);
  act_fails (fixture, GVN_ORDER_ACT_CANCEL, "2027-07-02T09:00", "invoiced");

  bring_to_order (fixture);
  issue (fixture, "2027-06-10T09:00", "2027-06-25");
  act (fixture, GVN_ORDER_ACT_DELIVER, "2027-06-24T09:00");
  act (fixture, GVN_ORDER_ACT_REJECT, "2027-06-25T09:00");
  assert_state (fixture, GVN_ORDER_REJECTED);
  act_fails (fixture, GVN_ORDER_ACT_INVOICE, "2027-07-01T09:00", "rejected");
}

static guint
count_verified (Fixture *fixture, const char *after, const char *until)
{
  g_autoptr (GError) error = NULL;
  GvnOrderFilter filter = { .state = -1, .verified_after = test_date (after), .verified_until = test_date (until) };
  g_autoptr (GPtrArray) orders = gvn_order_list (get_db (fixture), &filter, &fixture->contract.now, &error);

  g_assert_no_error (error);
  return orders->len;
}

/* What a COPIL hears was verified since the one before, in days of the contract's zone: once
 * the last deliverable is. */
static void
test_verified_within (Fixture *fixture, gconstpointer data)
{
  const char *const titles[] = { "Dossier", "Rapport", NULL };
  GvnOrderDraft draft = { .deliverables = titles };
  GvnOrderRequest first = GVN_ORDER_REQUEST_INIT, second = GVN_ORDER_REQUEST_INIT;
  g_autoptr (GError) error = NULL;

  first.deliverable = 1;
  second.deliverable = 2;
  try_request (fixture, "12a=3", "2027-06-01T10:00", draft, &error);
  g_assert_no_error (error);
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-03T11:00");
  act (fixture, GVN_ORDER_ACT_ACCEPT, "2027-06-04T11:00");
  issue (fixture, "2027-06-10T09:00", "2027-07-05");
  act (fixture, GVN_ORDER_ACT_DELIVER, "2027-07-05T10:00");
  act_with (fixture, GVN_ORDER_ACT_ADMIT, "2027-07-08T00:05", first);
  g_assert_cmpuint (count_verified (fixture, "2027-06-30", "2027-07-31"), ==, 0);
  act_with (fixture, GVN_ORDER_ACT_REJECT, "2027-07-12T23:55", second);
  g_assert_cmpuint (count_verified (fixture, "2027-07-11", "2027-07-12"), ==, 1);
  g_assert_cmpuint (count_verified (fixture, "2027-07-12", "2027-07-31"), ==, 0);
  g_assert_cmpuint (count_verified (fixture, "2027-06-30", "2027-07-11"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/orders/order/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("D.9-example", test_example);
  ADD ("R7-not-measured", test_not_measured);
  ADD ("excused", test_excused);
  ADD ("delay", test_delay);
  ADD ("postponed", test_postponed);
  ADD ("deliverables", test_deliverables);
  ADD ("verified-within", test_verified_within);
  ADD ("L-48-verification", test_verification);
  ADD ("verdicts", test_verdicts);
  return g_test_run ();
}
