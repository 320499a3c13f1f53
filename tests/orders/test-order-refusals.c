/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gvn-test-order-life.h"

/* Refusals ---------------------------------------------------------------------------- */

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GvnOrderDraft draft = { NULL };

  request (fixture, "12a=3", NULL);
  assert_state (fixture, GVN_ORDER_NEED);
  act_fails (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-02T10:00", "not sent");
  act_fails (fixture, GVN_ORDER_ACT_ISSUE, "2027-06-02T10:00", "requested before it is ordered");
  act (fixture, GVN_ORDER_ACT_SEND, "2027-06-03T10:00");
  act_fails (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-02T10:00", "not sent"); /* before the sending */
  act_fails (fixture, GVN_ORDER_ACT_ISSUE, "2027-06-04T10:00", "not quoted");
  act_fails (fixture, GVN_ORDER_ACT_ACCEPT, "2027-06-04T10:00", "no quote");
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-04T10:00");
  act_fails (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-05T10:00", "answered already");
  act_fails (fixture, GVN_ORDER_ACT_ISSUE, "2027-06-07T10:00", "execution delay");
  act (fixture, GVN_ORDER_ACT_REFUSE, "2027-06-07T10:00");
  act_fails (fixture, GVN_ORDER_ACT_DELIVER, "2027-06-08T10:00", "not issued");
  act_fails (fixture, GVN_ORDER_ACT_CANCEL, "2027-06-08T10:00", "reason");

  g_clear_pointer (&fixture->id, g_free);
  g_assert_false (try_request (fixture, "13a=3", "2027-06-01T10:00", draft, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED); /* 7.11.3.3: no cahier des charges */
  g_clear_error (&error);
  g_assert_false (try_request (fixture, "19a=1", "2027-06-01T10:00", draft, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED); /* 7.11.9.2 */
  g_clear_error (&error);
  g_assert_false (try_request (fixture, "99z=1", "2027-06-01T10:00", draft, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (try_request (fixture, "C1=1", "2027-06-01T10:00", draft, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (try_request (fixture, "12a=1 12a=2", "2027-06-01T10:00", draft, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
}

/* 7.11.10.4: UO 20 takes an exchange first. */
static void
test_exchange (Fixture *fixture, gconstpointer data)
{
  request (fixture, "20a=1", "2027-06-01T10:00");
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-02T10:00");
  act_fails (fixture, GVN_ORDER_ACT_ISSUE, "2027-06-03T10:00", "exchange");
  act (fixture, GVN_ORDER_ACT_EXCHANGE, "2027-06-03T10:00");
  issue (fixture, "2027-06-04T09:00", "2027-06-25");
  assert_state (fixture, GVN_ORDER_ISSUED);
}

/* A fact corrected to a moment where it was not possible is refused as the act would be. */
static void
test_corrected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnOrder) order = NULL;
  GvnFactCorrection correction = { .reason = "Wrong day", .author = "Tester", .now = &fixture->contract.now };

  bring_to_order (fixture);
  order = find (fixture);
  correction.fact = order->version->quoted->id;
  correction.at = test_instant ("2027-05-01T10:00");
  g_assert_false (try_run (fixture, gvn_register_correct_fact, &correction, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  g_clear_error (&error);
  correction.at = test_instant ("2027-06-07T18:30");
  g_assert_true (try_run (fixture, gvn_register_correct_fact, &correction, &error));
  g_assert_no_error (error);
}

/* A cancelled order owes nothing more; undone, it owes again. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  GvnOrderRequest wanted = { .due_count = -1, .note = "The need is gone" };
  g_autoptr (GError) error = NULL;

  request (fixture, "12a=3", "2027-06-01T10:00");
  act_with (fixture, GVN_ORDER_ACT_CANCEL, "2027-06-04T10:00", wanted);
  assert_state (fixture, GVN_ORDER_CANCELLED);
  assert_owed (fixture, "quote_12", "");
  gvn_store_undo (fixture->contract.store, "Tester", &fixture->contract.now, &error);
  g_assert_no_error (error);
  assert_owed (fixture, "quote_12", "2027-06-08 overdue");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/orders/refusals/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("refusals", test_refusals);
  ADD ("7.11.10.4-exchange", test_exchange);
  ADD ("corrected", test_corrected);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}
