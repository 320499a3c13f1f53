/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "committees/gvn-change.h"
#include "contract/gvn-setting.h"
#include "deadlines/gvn-register.h"
#include "orders/gvn-order-act.h"

/* In 2027: Ascension is Thursday 6 May, 1 and 8 May are Saturdays, Whit Monday is 17 May,
 * 14 July a Wednesday, Christmas a Saturday. */

#define TODAY "2028-02-01"

typedef struct
{
  GvnTestContract contract;
  char *id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  test_contract_open (&fixture->contract, TODAY, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->id);
  test_contract_close (&fixture->contract);
}

static GvnDb *
get_db (Fixture *fixture)
{
  return gvn_store_get_db (fixture->contract.store);
}

static gboolean
try_run (Fixture *fixture, GvnCommand command, gpointer data, GError **error)
{
  GvnEntry entry = { "Order", "Tester", &fixture->contract.now };

  return gvn_store_run (fixture->contract.store, &entry, command, data, error);
}

/* A request of units as "12a=3 14d=1", sent then; another version of the fixture's once it
 * has one. */
static gboolean
try_request (Fixture *fixture, const char *units, const char *sent, GvnOrderDraft draft, GError **error)
{
  g_auto (GStrv) words = g_strsplit (units, " ", -1);
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (get_db (fixture), error);
  g_autoptr (GPtrArray) lines = gvn_order_lines_parse (catalogue, (const char *const *) words, error);

  if (lines == NULL)
    return FALSE;
  draft.order = fixture->id;
  draft.lines = lines;
  draft.sent = sent != NULL ? test_instant (sent) : 0;
  draft.by_name = "SAQM";
  draft.by_side = "dsiun";
  draft.now = &fixture->contract.now;
  if (!try_run (fixture, gvn_order_write, &draft, error))
    {
      g_free (draft.id);
      return FALSE;
    }
  g_free (fixture->id);
  fixture->id = draft.id;

  return TRUE;
}

static void
request (Fixture *fixture, const char *units, const char *sent)
{
  g_autoptr (GError) error = NULL;
  GvnOrderDraft draft = { NULL };

  try_request (fixture, units, sent, draft, &error);
  g_assert_no_error (error);
}

static void
new_request (Fixture *fixture, const char *units, const char *sent)
{
  g_clear_pointer (&fixture->id, g_free);
  request (fixture, units, sent);
}

static gboolean
try_act (Fixture *fixture, GvnOrderAct act, const char *at, GvnOrderRequest wanted, GError **error)
{
  wanted.order = fixture->id;
  wanted.act = act;
  wanted.at = test_instant (at);
  wanted.by_name = "Somebody";
  wanted.now = &fixture->contract.now;

  return try_run (fixture, gvn_order_apply, &wanted, error);
}

static void
act_with (Fixture *fixture, GvnOrderAct act, const char *at, GvnOrderRequest wanted)
{
  g_autoptr (GError) error = NULL;

  try_act (fixture, act, at, wanted, &error);
  g_assert_no_error (error);
}

static void
act (Fixture *fixture, GvnOrderAct act, const char *at)
{
  GvnOrderRequest wanted = GVN_ORDER_REQUEST_INIT;

  act_with (fixture, act, at, wanted);
}

static void
act_fails (Fixture *fixture, GvnOrderAct act, const char *at, const char *words)
{
  g_autoptr (GError) error = NULL;
  GvnOrderRequest wanted = GVN_ORDER_REQUEST_INIT;

  g_assert_false (try_act (fixture, act, at, wanted, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static void
issue (Fixture *fixture, const char *at, const char *due)
{
  GvnOrderRequest wanted = GVN_ORDER_REQUEST_INIT;

  wanted.due_on = test_date (due);
  act_with (fixture, GVN_ORDER_ACT_ISSUE, at, wanted);
}

static GvnOrder *
find_at (Fixture *fixture, const char *today)
{
  g_autoptr (GError) error = NULL;
  GvnNow now = test_now (today);
  GvnOrder *order = gvn_order_find (get_db (fixture), fixture->id, &now, &error);

  g_assert_no_error (error);
  return order;
}

static GvnOrder *
find (Fixture *fixture)
{
  return find_at (fixture, TODAY);
}

static void
assert_state (Fixture *fixture, GvnOrderState state)
{
  g_autoptr (GvnOrder) order = find (fixture);

  g_assert_cmpstr (gvn_order_state_to_string (order->state), ==, gvn_order_state_to_string (state));
}

static void
assert_local (const GvnLocal *local, const char *text)
{
  GvnLocal expected;

  gvn_local_from_instant (test_instant (text), &expected);
  g_assert_true (gvn_date_equal (&local->date, &expected.date));
  g_assert_cmpint (local->minutes, ==, expected.minutes);
}

/* Counted from the closed list: what the register says of the fixture's order. */
static char *
dup_owed (Fixture *fixture, const char *kind)
{
  g_autoptr (GError) error = NULL;
  GvnNow now = test_now (TODAY);
  GvnDeadlineFilter filter = { .state = -1, .subject_kind = GVN_SUBJECT_ORDER, .subject_id = fixture->id };
  g_autoptr (GPtrArray) owed = gvn_register_list (get_db (fixture), &filter, &now, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < owed->len; i++)
    {
      const GvnDeadline *deadline = owed->pdata[i];
      g_autofree char *day = gvn_date_to_string (&deadline->due.date);

      if (g_str_equal (deadline->kind, kind))
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? "; " : "", day,
                                gvn_deadline_state_to_string (deadline->state));
    }

  return g_string_free_and_steal (text);
}

static void
assert_owed (Fixture *fixture, const char *kind, const char *expected)
{
  g_autofree char *owed = dup_owed (fixture, kind);

  g_assert_cmpstr (owed, ==, expected);
}

static void
read_as (Fixture *fixture, const char *key, const char *value)
{
  const GvnSettingChange change = { key, value, "COPIL" };

  test_run (&fixture->contract, "Reading", gvn_change_setting, &change);
}

static gboolean
excuse (GvnDb *db, gpointer deadline, GError **error)
{
  return gvn_register_set_cause (db, deadline, "dsiun", "Access given late", FALSE, error);
}

/* The quote --------------------------------------------------------------------------- */

static void
check_quote_due (Fixture *fixture, const char *units, const char *sent, const char *due)
{
  g_autoptr (GvnOrder) order = NULL;

  new_request (fixture, units, sent);
  order = find (fixture);
  assert_local (&order->quote_due, due);
}

/* C.2: day 0 is the business day of the transmission, the term is at 18h of the n-th
 * working day after it. */
static void
test_quote_due (Fixture *fixture, gconstpointer data)
{
  check_quote_due (fixture, "12a=3", "2027-06-01T17:59", "2027-06-08T18:00");
  check_quote_due (fixture, "12a=3", "2027-06-01T18:00", "2027-06-08T18:00");
  check_quote_due (fixture, "12a=3", "2027-06-01T18:01", "2027-06-09T18:00");
  check_quote_due (fixture, "14d=1", "2027-06-05T10:00", "2027-06-09T18:00"); /* a Saturday */
  check_quote_due (fixture, "12a=3", "2027-05-05T10:00", "2027-05-13T18:00"); /* the eve of Ascension */
  check_quote_due (fixture, "15a=2", "2027-05-05T10:00", "2027-05-07T18:00");
  check_quote_due (fixture, "16=1", "2027-12-22T10:00", "2027-12-27T18:00"); /* over Christmas */
  check_quote_due (fixture, "12a=3", "2026-12-21T10:00", "2026-12-29T18:00");
  check_quote_due (fixture, "12a=3 15a=2", "2027-06-01T10:00", "2027-06-08T18:00"); /* the last of its lines */
}

/* An answer at 18:01 of the day it is due is one started day late (8.5*). */
static void
test_quote_lateness (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *at;
    int note;
  } answers[] = {
    { "2027-06-08T18:00", 20 }, { "2027-06-08T18:01", 15 }, { "2027-06-09T18:00", 15 }, { "2027-06-09T18:01", 10 },
    { "2027-06-11T10:00", 5 },  { "2027-06-14T10:00", 0 },  { "2027-06-30T10:00", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GvnOrder) order = NULL;

      new_request (fixture, "12a=3", "2027-06-01T10:00");
      act (fixture, GVN_ORDER_ACT_QUOTE, answers[i].at);
      order = find (fixture);
      g_assert_cmpint (order->notes.quote, ==, answers[i].note);
    }
}

/* While no answer has come, the lateness counts so far and the note is provisional. */
static void
test_quote_waiting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnOrder) in_time = NULL, late = NULL;

  new_request (fixture, "12a=3", "2027-06-01T10:00");
  in_time = find_at (fixture, "2027-06-08T17:00");
  g_assert_cmpint (in_time->notes.quote, ==, -1);
  g_assert_false (in_time->late);
  late = find_at (fixture, "2027-06-10T09:00");
  g_assert_cmpint (late->notes.quote, ==, 10);
  g_assert_true (late->quote_late);
  g_assert_false (late->notes.final);
}

/* One deadline per delay; PON-1 takes the largest lateness of a line, or by the setting the
 * lateness from the last of them. */
static void
test_mixed (Fixture *fixture, gconstpointer data)
{
  const char *const evening[] = { "UO 15a", NULL };
  GvnOrderRequest wanted = GVN_ORDER_REQUEST_INIT;
  g_autoptr (GvnOrder) largest = NULL, last = NULL;

  request (fixture, "12a=3 15a=2", "2027-06-01T10:00");
  wanted.uos = evening;
  act_with (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-04T10:00", wanted);
  assert_state (fixture, GVN_ORDER_SENT); /* UO 12a is not answered yet */
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-08T10:00");
  assert_state (fixture, GVN_ORDER_QUOTED);
  assert_owed (fixture, "quote_15", "2027-06-02 met_late");
  assert_owed (fixture, "quote_12", "2027-06-08 met");
  largest = find (fixture);
  g_assert_cmpint (largest->notes.quote, ==, 10); /* due on the 2nd, answered on the 4th */

  read_as (fixture, GVN_SETTING_ORDER_QUOTE_LATENESS, "last_due");
  last = find (fixture);
  g_assert_cmpint (last->notes.quote, ==, 20);
}

/* A changed request is sent again: its clock restarts, the old one stays visible. */
static void
test_versions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnOrder) order = NULL;

  request (fixture, "12a=3", "2027-06-01T10:00");
  request (fixture, "12a=6", "2027-06-03T10:00");
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-10T17:00");
  order = find (fixture);
  g_assert_cmpint (order->versions->len, ==, 2);
  assert_local (&order->quote_due, "2027-06-10T18:00");
  g_assert_cmpint (order->notes.quote, ==, 20);
  assert_owed (fixture, "quote_12", "2027-06-08 met; 2027-06-10 met");
}

/* Asked again, the first transmission counts (C.2). */
static void
test_asked_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnOrder) order = NULL;

  request (fixture, "12a=3", "2027-06-01T10:00");
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-08T17:00");
  act (fixture, GVN_ORDER_ACT_ASK_AGAIN, "2027-06-09T09:00");
  assert_state (fixture, GVN_ORDER_SENT);
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-21T17:00");
  assert_state (fixture, GVN_ORDER_QUOTED);
  act (fixture, GVN_ORDER_ACT_ACCEPT, "2027-06-22T17:00");
  order = find (fixture);
  g_assert_cmpint (order->notes.quote, ==, 20);
}

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

static void
bring_to_order (Fixture *fixture)
{
  new_request (fixture, "12a=3", "2027-06-01T10:00");
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-07T11:00");
  act (fixture, GVN_ORDER_ACT_ACCEPT, "2027-06-08T11:00");
}

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

/* Crisis ------------------------------------------------------------------------------ */

static void
count_hours (Fixture *fixture, const char *side, const char *who, const char *uo, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  GvnMobilisation one = { .order = fixture->id,
                          .side = (char *) side,
                          .who = (char *) who,
                          .uo = (char *) uo,
                          .started_at = test_instant (from),
                          .ended_at = test_instant (to) };

  try_run (fixture, gvn_mobilisation_add, &one, &error);
  g_assert_no_error (error);
  g_free (one.id);
}

/* 7.11.5.2: no notice and no quote; agreed, counted, consolidated, then ordered. Wednesday
 * 2 June 2027, 17h to 1h: one hour of business, four of evening, three of night. */
static void
test_crisis (Fixture *fixture, gconstpointer data)
{
  GvnOrderDraft draft = { .crisis = TRUE };
  GvnOrderRequest agreed = { .due_count = -1, .note = "ROC" }, ordered = GVN_ORDER_REQUEST_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GvnOrder) order = NULL;

  g_assert_false (try_request (fixture, "12a=1", NULL, draft, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  g_clear_error (&error);
  try_request (fixture, "15d=1", NULL, draft, &error);
  g_assert_no_error (error);
  act_with (fixture, GVN_ORDER_ACT_MOBILISE, "2027-06-02T16:00", agreed);
  count_hours (fixture, "contractor", "A", "UO 15d", "2027-06-02T17:00", "2027-06-03T01:30");
  count_hours (fixture, "dsiun", "A", "UO 15d", "2027-06-02T17:00", "2027-06-03T01:00");
  act_fails (fixture, GVN_ORDER_ACT_ISSUE, "2027-06-04T09:00", "consolidated");
  act (fixture, GVN_ORDER_ACT_CONSOLIDATE, "2027-06-04T10:00");
  lines = gvn_mobilisation_list_lines (get_db (fixture), fixture->id, "dsiun", &error);
  g_assert_no_error (error);
  g_assert_cmpint (lines->len, ==, 2);
  g_assert_cmpstr (((GvnOrderLine *) lines->pdata[0])->uo, ==, "UO 15d");
  g_assert_cmpint (((GvnOrderLine *) lines->pdata[0])->quantity, ==, 400);
  g_assert_cmpstr (((GvnOrderLine *) lines->pdata[1])->uo, ==, "UO 15e");
  g_assert_cmpint (((GvnOrderLine *) lines->pdata[1])->quantity, ==, 300);
  ordered.lines = lines;
  act_with (fixture, GVN_ORDER_ACT_ISSUE, "2027-06-04T11:00", ordered);
  order = find (fixture);
  g_assert_cmpint (order->state, ==, GVN_ORDER_ISSUED);
  g_assert_cmpint (gvn_order_get_current_lines (order)->len, ==, 2);
  assert_owed (fixture, "quote_15", "");
}

/* Advice ------------------------------------------------------------------------------ */

static void
check_advice (Fixture *fixture, const char *units, const char *start, gint64 estimate, const char *expected)
{
  g_auto (GStrv) words = g_strsplit (units, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (get_db (fixture), &error);
  g_autoptr (GPtrArray) lines = gvn_order_lines_parse (catalogue, (const char *const *) words, &error);
  g_autoptr (GPtrArray) advice = NULL;
  GvnOrderDraft draft = { .lines = lines, .estimate = estimate, .now = &fixture->contract.now };

  g_assert_no_error (error);
  draft.sent = test_instant ("2027-06-01T10:00");
  g_date_clear (&draft.start.date, 1);
  if (start != NULL)
    gvn_local_from_instant (test_instant (start), &draft.start);
  advice = gvn_order_draft_advise (get_db (fixture), &draft, &error);
  g_assert_no_error (error);
  if (expected == NULL)
    g_assert_cmpint (advice->len, ==, 0);
  else
    {
      g_assert_cmpint (advice->len, ==, 1);
      if (strstr (advice->pdata[0], expected) == NULL)
        g_error ("“%s” does not say “%s”", (char *) advice->pdata[0], expected);
    }
}

static void
test_advice (Fixture *fixture, gconstpointer data)
{
  check_advice (fixture, "12a=3", NULL, 0, NULL);
  check_advice (fixture, "12a=10", NULL, 0, NULL);
  check_advice (fixture, "12a=10.5", NULL, 0, "UO 12b"); /* L-32: the upper bound is inclusive */
  check_advice (fixture, "12a=3", NULL, 2100, "UO 12c");
  check_advice (fixture, "11b=40", NULL, 0, NULL);
  check_advice (fixture, "11b=40.5", NULL, 0, "UO 11c");
  check_advice (fixture, "12a=3 16=1", NULL, 0, "different delays");
  check_advice (fixture, "11a=3 12a=2", NULL, 0, NULL); /* five days both */
  check_advice (fixture, "14d=1", "2027-06-03T18:00", 0, "worked");
  check_advice (fixture, "14d=1", "2027-06-03T08:00", 0,
                "notice"); /* 2 working days from the 1st end on the 3rd at 18h */
  check_advice (fixture, "14d=1", "2027-06-04T08:00", 0, NULL);
  check_advice (fixture, "15a=2", "2027-06-03T18:00", 0, NULL);
  check_advice (fixture, "15a=2", "2027-06-04T18:00", 0, "worked"); /* a Friday evening is of the week-end (L-31) */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/orders/order/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("C.2-quote-due", test_quote_due);
  ADD ("8.5-quote-lateness", test_quote_lateness);
  ADD ("quote-waiting", test_quote_waiting);
  ADD ("mixed-request", test_mixed);
  ADD ("versions", test_versions);
  ADD ("asked-again", test_asked_again);
  ADD ("D.9-example", test_example);
  ADD ("R7-not-measured", test_not_measured);
  ADD ("excused", test_excused);
  ADD ("delay", test_delay);
  ADD ("postponed", test_postponed);
  ADD ("deliverables", test_deliverables);
  ADD ("L-48-verification", test_verification);
  ADD ("verdicts", test_verdicts);
  ADD ("refusals", test_refusals);
  ADD ("7.11.10.4-exchange", test_exchange);
  ADD ("corrected", test_corrected);
  ADD ("cancelled", test_cancelled);
  ADD ("7.11.5.2-crisis", test_crisis);
  ADD ("advice", test_advice);
  return g_test_run ();
}
