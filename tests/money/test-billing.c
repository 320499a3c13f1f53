/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gvn-test-money.h"
#include "money/gvn-billing.h"
#include "orders/gvn-recurring.h"

/* Recurring units ----------------------------------------------------------------------- */

static char *
draft (Fixture *fixture, const char *month, guint *n_unsaid)
{
  g_autoptr (GError) error = NULL;
  GvnRecurringDraft wanted = { .by_name = "SAQM", .now = &fixture->contract.now };
  GString *text = g_string_new (NULL);

  gvn_month_parse (month, &wanted.month, &error);
  g_assert_no_error (error);
  test_run (&fixture->contract, "Draft", gvn_recurring_draft, &wanted);
  for (guint i = 0; i < wanted.orders->len; i++)
    {
      g_autoptr (GvnOrder) order
          = gvn_order_find (get_db (fixture), wanted.orders->pdata[i], &fixture->contract.now, &error);
      const GPtrArray *lines;

      g_assert_no_error (error);
      g_assert_cmpint (order->state, ==, GVN_ORDER_NEED);
      g_assert_cmpstr (order->month, ==, month);
      lines = gvn_order_get_lines (order, GVN_STAGE_NEEDED);
      g_string_append (text, i > 0 ? " | " : "");
      for (guint j = 0; j < lines->len; j++)
        {
          const GvnOrderLine *line = lines->pdata[j];
          g_autofree char *quantity = gvn_quantity_to_string (line->quantity);

          g_string_append_printf (text, "%s%s=%s", j > 0 ? " " : "", line->uo, quantity);
        }
    }
  if (n_unsaid != NULL)
    *n_unsaid = wanted.unsaid->len;
  g_ptr_array_unref (wanted.orders);
  g_ptr_array_unref (wanted.unsaid);

  return g_string_free_and_steal (text);
}

static void
assert_drafts (Fixture *fixture, const char *month, const char *expected)
{
  g_autofree char *got = draft (fixture, month, NULL);

  g_assert_cmpstr (got, ==, expected);
}

static void
change (Fixture *fixture, const char *uo, gint64 quantity, const char *from)
{
  const GvnRecurringChange wanted = { uo, quantity, test_date (from), "COPIL" };

  test_run (&fixture->contract, "Quantity", gvn_recurring_set, &wanted);
}

#define MONTHLY "UO 8=6 UO 9a=1 UO 9b=3 UO 10=2"

/* Part I: 6 UO 8, 1 UO 9a, 3 UO 9b and 2 UO 10 a month, UO 5a every other one, from the
 * RUN on; UO 3, 4, 6 and 7 have no quantity in the contract: they are named, not guessed. */
static void
test_draft (Fixture *fixture, gconstpointer data)
{
  guint n_unsaid;
  g_autofree char *first = draft (fixture, "2027-03", &n_unsaid);

  g_assert_cmpstr (first, ==, "UO 1=1 | UO 5a=1 | " MONTHLY);
  g_assert_cmpuint (n_unsaid, ==, 9); /* UO 3, 4a to 4f, 6 and 7 */
  assert_drafts (fixture, "2027-03", "");
  assert_drafts (fixture, "2027-04", "UO 1=1 | " MONTHLY);
  assert_drafts (fixture, "2027-02", ""); /* before the RUN */

  change (fixture, "UO 8", 700, "2027-05-02");
  change (fixture, "UO 3", 400, "2027-03-01");
  assert_drafts (fixture, "2027-03", "UO 3=4"); /* what was said since */
  assert_drafts (fixture, "2027-05", "UO 1=1 | UO 3=4 UO 5a=1 | " MONTHLY);
  change (fixture, "UO 3", 0, "2027-06-01");
  assert_drafts (fixture, "2027-06", "UO 1=1 | UO 8=7 UO 9a=1 UO 9b=3 UO 10=2");
}

static void
refuse_change (Fixture *fixture, const char *uo, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  GvnRecurringChange wanted = { uo, 100, test_date ("2027-03-01"), NULL };

  g_assert_false (try_run (fixture, gvn_recurring_set, &wanted, &error));
  g_assert_error (error, GVN_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

/* UO 2 and UO 22 are ordered with their phase. */
static void
test_recurring_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GvnRecurringDraft outside = { .month = test_date ("2031-03-01"), .now = &fixture->contract.now };

  refuse_change (fixture, "UO 2b", GVN_ERROR_REFUSED, "phase");
  refuse_change (fixture, "UO 22a", GVN_ERROR_REFUSED, "phase");
  refuse_change (fixture, "UO 5b", GVN_ERROR_REFUSED, "needed");
  refuse_change (fixture, "UO 99", GVN_ERROR_NOT_FOUND, "UO 99");
  g_assert_false (try_run (fixture, gvn_recurring_draft, &outside, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  g_ptr_array_unref (outside.orders);
  g_ptr_array_unref (outside.unsaid);
}

/* From the 20th on the month to draft is the next one. */
static void
test_draft_day (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *today;
    const char *month;
  } cases[] = { { "2027-03-19", "2027-03-01" }, { "2027-03-20", "2027-04-01" }, { "2027-12-31", "2028-01-01" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      GvnNow now = test_now (cases[i].today);
      GDate month;

      gvn_recurring_find_month (get_db (fixture), &now, &month, &error);
      g_assert_no_error (error);
      test_assert_date (&month, cases[i].month);
    }
}

/* 7.1.4: UO 1 is a price a year paid monthly: of 1000.01, 83.33 for January and for March,
 * 83.34 for February; twelve months in a row come to the price. */
static void
test_yearly (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnMoney) money = NULL;
  g_autoptr (GPtrArray) months = NULL;
  gint64 total = 0;

  price (fixture, "2026-10-01", "UO 1=100001");
  for (int i = 0; i < 12; i++)
    {
      g_autofree char *month = g_strdup_printf ("%d-%02d", i < 10 ? 2027 : 2028, (i + 2) % 12 + 1);

      write_order (fixture, "1=1", NULL, (GvnOrderDraft) { .month = month });
    }
  money = load_at (fixture, TODAY);
  months = gvn_money_sum (money, GVN_MONEY_BY_MONTH, NULL, NULL);
  g_assert_cmpuint (months->len, ==, 12);
  for (guint i = 0; i < months->len; i++)
    total += ((GvnMoneySum *) months->pdata[i])->amounts[GVN_MONEY_NEEDED].cents;
  g_assert_cmpint (total, ==, 100001);
  g_assert_cmpint (find_sum (months, "2028-01")->amounts[GVN_MONEY_NEEDED].cents, ==, 8333);
  g_assert_cmpint (find_sum (months, "2028-02")->amounts[GVN_MONEY_NEEDED].cents, ==, 8334);
  g_assert_cmpint (find_sum (months, "2027-03")->amounts[GVN_MONEY_NEEDED].cents, ==, 8333);
}

/* A month undone may be drafted again; one cancelled was drafted. */
static void
test_draft_undone (Fixture *fixture, gconstpointer data)
{
  GvnOrderRequest reason = { .due_count = -1, .note = "No longer" };
  g_autoptr (GError) error = NULL;

  assert_drafts (fixture, "2027-04", "UO 1=1 | " MONTHLY);
  test_undo_last (&fixture->contract);
  assert_drafts (fixture, "2027-04", "UO 1=1 | " MONTHLY);
  g_free (fixture->id);
  fixture->id = gvn_db_get_text (get_db (fixture), &error, "SELECT id FROM service_order ORDER BY number LIMIT 1", "");
  g_assert_no_error (error);
  act_with (fixture, GVN_ORDER_ACT_CANCEL, "2027-03-25T10:00", reason);
  assert_drafts (fixture, "2027-04", "");
}

/* Billing ------------------------------------------------------------------------------- */

static GvnBilling *
bill (Fixture *fixture, const char *month)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnMoney) money = NULL;
  GDate first = { 0 };
  GvnBilling *billing;

  gvn_month_parse (month, &first, &error);
  g_assert_no_error (error);
  money = gvn_money_load (get_db (fixture), &fixture->contract.now, &error);
  g_assert_no_error (error);
  billing = gvn_billing_load (get_db (fixture), money, &first, &error);
  g_assert_no_error (error);

  return billing;
}

/* An order of 800.00 admitted in June less 50.00 and invoiced in July in full, one of
 * 400.00 ordered in May and admitted in June. */
static void
live_june (Fixture *fixture)
{
  GvnOrderRequest full = { .due_count = -1, .has_amount = TRUE, .cents = 80000, .number = "F-12" };

  price (fixture, "2026-10-01", "UO 5b=40000");
  write_order (fixture, "5b=1", NULL, (GvnOrderDraft) { NULL });
  issue (fixture, "2027-05-31T23:00");
  admit (fixture, "2027-06-30T23:30", 0);
  write_order (fixture, "5b=2", NULL, (GvnOrderDraft) { NULL });
  issue (fixture, "2027-06-01T00:10");
  admit (fixture, "2027-06-20T10:00", 5000);
  act_with (fixture, GVN_ORDER_ACT_INVOICE, "2027-07-01T00:30", full);
}

/* The statement of a month: what came to each stage in it, at the contract's zone. */
static void
test_billing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnBilling) june = NULL, july = NULL;
  const GvnBillingLine *line;

  live_june (fixture);
  june = bill (fixture, "2027-06");
  g_assert_cmpuint (june->lines->len, ==, 2);
  line = june->lines->pdata[0];
  assert_amount (&line->amounts[GVN_MONEY_ORDERED], 0, 0, 0);
  assert_amount (&line->amounts[GVN_MONEY_ADMITTED], 40000, 1, 0);
  line = june->lines->pdata[1];
  assert_amount (&line->amounts[GVN_MONEY_ORDERED], 80000, 1, 0);
  assert_amount (&line->amounts[GVN_MONEY_ADMITTED], 75000, 1, 0);
  assert_amount (&line->amounts[GVN_MONEY_INVOICED], 0, 0, 0);
  g_assert_cmpint (line->reduction, ==, 5000);
  assert_amount (&june->totals[GVN_MONEY_ADMITTED], 115000, 2, 0);
  g_assert_cmpint (june->reduction, ==, 5000);
  g_assert_null (june->meeting); /* none is planned */

  july = bill (fixture, "2027-07");
  g_assert_cmpuint (july->lines->len, ==, 1);
  assert_amount (&july->totals[GVN_MONEY_INVOICED], 80000, 1, 0);
  g_assert_cmpint (((GvnBillingLine *) july->lines->pdata[0])->excess, ==, 5000);
  g_assert_cmpint (((GvnBillingLine *) june->lines->pdata[1])->excess, ==, 0);
}

static char *
record_matter (Fixture *fixture, GvnMatterKind kind, const char *meeting)
{
  GvnMatterDraft draft = { .kind = kind,
                           .scope = GVN_SCOPE_SERVICE,
                           .owner_side = "dsiun",
                           .title = "Settled",
                           .meeting = meeting,
                           .now = &fixture->contract.now };

  test_run (&fixture->contract, "Matter", gvn_matter_create, &draft);
  g_free (draft.warning);

  return draft.id;
}

static GvnMeeting *
find_first (Fixture *fixture, const char *body, const char *from)
{
  g_autoptr (GError) error = NULL;
  GvnMeetingFilter filter = { .from = test_date (from), .body = body };
  g_autoptr (GPtrArray) found = gvn_meeting_list (get_db (fixture), &filter, &error);

  g_assert_no_error (error);
  return g_object_ref (found->pdata[0]);
}

static void
settle (Fixture *fixture, const char *item, const char *decision)
{
  GvnBillingDecision wanted = { item, decision };

  test_run (&fixture->contract, "Settle", gvn_billing_settle, &wanted);
}

static void
settle_fails (Fixture *fixture, const char *item, const char *decision)
{
  g_autoptr (GError) error = NULL;
  GvnBillingDecision wanted = { item, decision };

  g_assert_false (try_run (fixture, gvn_billing_settle, &wanted, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
}

static guint
count_items (const GvnBilling *billing, GvnBillingKind kind)
{
  return billing->sums[kind].n_known + billing->sums[kind].n_missing;
}

static const GvnBillingItem *
find_item (const GvnBilling *billing, GvnBillingKind kind)
{
  for (guint i = 0; i < billing->items->len; i++)
    if (((GvnBillingItem *) billing->items->pdata[i])->kind == kind)
      return billing->items->pdata[i];

  g_error ("No %s in the statement", gvn_billing_kind_to_string (kind));
}

/* 6.2: what is disputed is an element of the first COPIL after the month, with what both
 * parties say, until a decision of that body settles it. */
static void
test_disputes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnMeeting) copil = NULL, cab = NULL;
  g_autoptr (GvnBilling) contested = NULL, settled = NULL, may = NULL, again = NULL;
  g_autofree char *action = NULL;
  g_autofree char *elsewhere = NULL;
  g_autofree char *decision = NULL;
  const GvnBillingItem *dispute;
  GvnBillingClaim claim = { .uo = "5b",
                            .side = "contractor",
                            .note = "Delivered in full",
                            .has_amount = TRUE,
                            .cents = 5000,
                            .now = &fixture->contract.now };

  live_june (fixture);
  test_plan (&fixture->contract, 2027);
  copil = find_first (fixture, "COPIL", "2027-07-01");
  cab = find_first (fixture, "CAB-AELB", "2027-07-01");
  claim.order = fixture->id;
  claim.meeting = copil->id;
  test_run (&fixture->contract, "Dispute", gvn_billing_dispute, &claim);

  contested = bill (fixture, "2027-06");
  g_assert_cmpstr (contested->meeting->id, ==, copil->id);
  g_assert_cmpuint (count_items (contested, GVN_BILLING_DISPUTE), ==, 1);
  g_assert_cmpuint (contested->n_unsettled, ==, 2); /* and the réfaction */
  dispute = find_item (contested, GVN_BILLING_DISPUTE);
  g_assert_cmpstr (dispute->order->id, ==, fixture->id);
  g_assert_cmpstr (dispute->uo, ==, "UO 5b");
  g_assert_cmpint (dispute->element->cents, ==, 5000);
  g_assert_cmpint (dispute->element->contractor, ==, GVN_POSITION_CONTESTED);
  may = bill (fixture, "2027-05");
  g_assert_cmpuint (may->items->len, ==, 0); /* the order is not of that month */

  action = record_matter (fixture, GVN_MATTER_ACTION, copil->id);
  elsewhere = record_matter (fixture, GVN_MATTER_DECISION, cab->id);
  decision = record_matter (fixture, GVN_MATTER_DECISION, copil->id);
  settle_fails (fixture, claim.element, action);
  settle_fails (fixture, claim.element, elsewhere);
  settle (fixture, claim.element, decision);
  settled = bill (fixture, "2027-06");
  g_assert_cmpuint (settled->n_unsettled, ==, 1);
  g_assert_cmpstr (find_item (settled, GVN_BILLING_DISPUTE)->decision->id, ==, decision);
  test_undo_last (&fixture->contract);
  again = bill (fixture, "2027-06");
  g_assert_cmpuint (again->n_unsettled, ==, 2);
  g_free (claim.element);
}

/* An element of the COPIL that names no order is one of the month all the same, and may
 * be said to be about an order later. */
static void
test_element (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnMeeting) copil = NULL;
  g_autoptr (GvnBilling) before = NULL, after = NULL;
  GvnSettlementDraft draft = { .kind = GVN_SETTLEMENT_BILLING, .title = "Travel" };
  GvnSettlementPosition position = { .side = "dsiun", .position = GVN_POSITION_CONTESTED, .note = "Included" };
  GvnBillingClaim claim = { .now = &fixture->contract.now };

  live_june (fixture);
  test_plan (&fixture->contract, 2027);
  copil = find_first (fixture, "COPIL", "2027-07-01");
  draft.meeting = copil->id;
  test_run (&fixture->contract, "Element", gvn_settlement_save, &draft);
  settle_fails (fixture, draft.id, "D-1"); /* nobody contests it */
  position.id = draft.id;
  test_run (&fixture->contract, "Position", gvn_settlement_set_position, &position);
  before = bill (fixture, "2027-06");
  g_assert_cmpuint (before->n_unsettled, ==, 2);
  g_assert_null (find_item (before, GVN_BILLING_DISPUTE)->order);

  claim.order = fixture->id;
  claim.element = draft.id;
  test_run (&fixture->contract, "Dispute", gvn_billing_dispute, &claim);
  after = bill (fixture, "2027-06");
  g_assert_cmpuint (count_items (after, GVN_BILLING_DISPUTE), ==, 1);
  g_assert_cmpstr (find_item (after, GVN_BILLING_DISPUTE)->order->id, ==, fixture->id);
  g_free (draft.id);
}

static char *
add_element (Fixture *fixture, GvnMeeting *copil, GvnSettlementKind kind, const char *title, gint64 cents)
{
  GvnSettlementDraft draft
      = { .meeting = copil->id, .kind = kind, .title = title, .has_amount = cents >= 0, .cents = cents };

  test_run (&fixture->contract, "Element", gvn_settlement_save, &draft);

  return draft.id;
}

static void
assert_net (const GvnBilling *billing, gint64 cents, guint n_missing)
{
  GvnMoneyAmount net;

  gvn_billing_get_net (billing, &net);
  g_assert_cmpint (net.cents, ==, cents);
  g_assert_cmpuint (net.n_missing, ==, n_missing);
}

/* 6.2: penalties, malus and primes are settled with the billing, in the COPIL of the month
 * after. June: 1150.00 admitted, less 300.00 and 50.50, with 120.00: 919.50; what has no
 * amount yet is missed. */
static void
test_penalties (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnMeeting) copil = NULL;
  g_autoptr (GvnBilling) june = NULL, may = NULL, july = NULL, settled = NULL;
  g_autofree char *penalty = NULL;
  g_autofree char *malus = NULL;
  g_autofree char *bonus = NULL;
  g_autofree char *unknown = NULL;
  g_autofree char *decision = NULL;

  live_june (fixture);
  test_plan (&fixture->contract, 2027);
  copil = find_first (fixture, "COPIL", "2027-07-01");
  penalty = add_element (fixture, copil, GVN_SETTLEMENT_PENALTY, "Late replacement", 30000);
  malus = add_element (fixture, copil, GVN_SETTLEMENT_MALUS, "Quarter", 5050);
  bonus = add_element (fixture, copil, GVN_SETTLEMENT_BONUS, "TMS", 12000);
  june = bill (fixture, "2027-06");
  assert_amount (&june->sums[GVN_BILLING_PENALTY], 30000, 1, 0);
  assert_amount (&june->sums[GVN_BILLING_MALUS], 5050, 1, 0);
  assert_amount (&june->sums[GVN_BILLING_BONUS], 12000, 1, 0);
  g_assert_cmpuint (june->n_unsettled, ==, 4); /* with the réfaction */
  assert_net (june, 91950, 0);
  may = bill (fixture, "2027-05");
  g_assert_cmpuint (may->items->len, ==, 0);
  july = bill (fixture, "2027-07");
  g_assert_cmpuint (july->items->len, ==, 0);

  decision = record_matter (fixture, GVN_MATTER_DECISION, copil->id);
  settle (fixture, penalty, decision);
  settle (fixture, malus, decision);
  settle (fixture, bonus, decision);
  unknown = add_element (fixture, copil, GVN_SETTLEMENT_PENALTY, "To be counted", -1);
  settled = bill (fixture, "2027-06");
  g_assert_cmpuint (settled->n_unsettled, ==, 2);
  assert_net (settled, 91950, 1);
}

/* A penalty says by its kind that it is taken off; a service is settled by no decision. */
static void
test_element_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnMeeting) copil = NULL;
  g_autoptr (GError) error = NULL;
  GvnSettlementDraft draft = { .kind = GVN_SETTLEMENT_PENALTY, .title = "Late", .has_amount = TRUE, .cents = -30000 };
  g_autofree char *service = NULL;
  g_autofree char *decision = NULL;

  test_plan (&fixture->contract, 2027);
  copil = find_first (fixture, "COPIL", "2027-07-01");
  draft.meeting = copil->id;
  g_assert_false (try_run (fixture, gvn_settlement_save, &draft, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
  service = add_element (fixture, copil, GVN_SETTLEMENT_SERVICE, "Delivered", -1);
  decision = record_matter (fixture, GVN_MATTER_DECISION, copil->id);
  settle_fails (fixture, service, decision);
}

/* Each réfaction has the decision that settles it; an undo takes it back, and so does none. */
static void
test_reduction (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnMeeting) copil = NULL;
  g_autoptr (GvnBilling) before = NULL, after = NULL, again = NULL;
  g_autoptr (GvnOrder) order = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *action = NULL;
  g_autofree char *decision = NULL;
  g_autofree char *id = NULL;

  live_june (fixture);
  test_plan (&fixture->contract, 2027);
  copil = find_first (fixture, "COPIL", "2027-07-01");
  action = record_matter (fixture, GVN_MATTER_ACTION, copil->id);
  decision = record_matter (fixture, GVN_MATTER_DECISION, copil->id);
  before = bill (fixture, "2027-06");
  assert_amount (&before->sums[GVN_BILLING_REDUCTION], 5000, 1, 0);
  assert_net (before, 115000, 0); /* it is in what was admitted already */
  id = g_strdup (find_item (before, GVN_BILLING_REDUCTION)->id);
  g_assert_cmpstr (find_item (before, GVN_BILLING_REDUCTION)->order->id, ==, fixture->id);
  settle_fails (fixture, id, action);
  settle (fixture, id, decision);
  after = bill (fixture, "2027-06");
  g_assert_cmpuint (after->n_unsettled, ==, 0);
  g_assert_cmpstr (find_item (after, GVN_BILLING_REDUCTION)->decision->id, ==, decision);

  order = gvn_order_find (get_db (fixture), fixture->id, &fixture->contract.now, NULL);
  items = gvn_billing_list_of_order (get_db (fixture), order, NULL);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (((GvnBillingItem *) items->pdata[0])->decision->id, ==, decision);

  settle (fixture, id, NULL);
  again = bill (fixture, "2027-06");
  g_assert_cmpuint (again->n_unsettled, ==, 1);
}

static void
contest (Fixture *fixture, const char *element)
{
  GvnSettlementPosition position
      = { .id = element, .side = "contractor", .position = GVN_POSITION_CONTESTED, .note = "Still" };

  test_run (&fixture->contract, "Position", gvn_settlement_set_position, &position);
}

/* What was not settled is put to the next COPIL with its order, and told once. */
static void
test_dispute_carried (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnMeeting) july = NULL, august = NULL;
  g_autoptr (GvnBilling) awaited = NULL, carried = NULL;
  g_autoptr (GPtrArray) elements = NULL;
  GvnBillingClaim claim = { .uo = "5b", .side = "contractor", .note = "In full", .now = &fixture->contract.now };
  GvnSettlementCopy copy = { NULL };

  live_june (fixture);
  test_plan (&fixture->contract, 2027);
  july = find_first (fixture, "COPIL", "2027-07-01");
  august = find_first (fixture, "COPIL", "2027-08-01");
  claim.order = fixture->id;
  claim.meeting = july->id;
  test_run (&fixture->contract, "Dispute", gvn_billing_dispute, &claim);
  copy.meeting = august->id;
  test_run (&fixture->contract, "Copy", gvn_settlement_copy_previous, &copy);
  g_assert_cmpuint (copy.n_copied, ==, 1);
  awaited = bill (fixture, "2027-06");
  g_assert_cmpuint (count_items (awaited, GVN_BILLING_DISPUTE), ==, 1);
  g_assert_cmpstr (find_item (awaited, GVN_BILLING_DISPUTE)->meeting->id, ==, july->id);

  elements = gvn_settlement_list (get_db (fixture), august->id, NULL);
  contest (fixture, ((GvnSettlement *) elements->pdata[0])->id);
  carried = bill (fixture, "2027-06");
  g_assert_cmpuint (count_items (carried, GVN_BILLING_DISPUTE), ==, 1);
  g_assert_cmpstr (find_item (carried, GVN_BILLING_DISPUTE)->meeting->id, ==, august->id);
  g_assert_cmpstr (find_item (carried, GVN_BILLING_DISPUTE)->order->id, ==, fixture->id);
  g_free (claim.element);
}

static void
dispute_fails (Fixture *fixture, const char *uo, int code)
{
  g_autoptr (GError) error = NULL;
  GvnBillingClaim claim
      = { .order = fixture->id, .uo = uo, .side = "dsiun", .note = "No", .now = &fixture->contract.now };

  g_assert_false (try_run (fixture, gvn_billing_dispute, &claim, &error));
  g_assert_error (error, GVN_ERROR, code);
}

static void
test_dispute_refusals (Fixture *fixture, gconstpointer data)
{
  write_order (fixture, "5b=1", NULL, (GvnOrderDraft) { NULL });
  dispute_fails (fixture, NULL, GVN_ERROR_REFUSED); /* not issued */
  issue (fixture, "2027-06-01T10:00");
  dispute_fails (fixture, "UO 8", GVN_ERROR_INVALID);
  dispute_fails (fixture, "UO 99", GVN_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/orders/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("recurring/draft", test_draft);
  ADD ("recurring/undone", test_draft_undone);
  ADD ("recurring/refusals", test_recurring_refusals);
  ADD ("recurring/day", test_draft_day);
  ADD ("7.1.4-yearly", test_yearly);
  ADD ("6.2-billing", test_billing);
  ADD ("6.2-disputes", test_disputes);
  ADD ("6.2-element", test_element);
  ADD ("6.2-refusals", test_dispute_refusals);
  ADD ("6.2-penalties", test_penalties);
  ADD ("6.2-penalties/refusals", test_element_refusals);
  ADD ("6.2-reduction", test_reduction);
  ADD ("6.2-disputes/carried", test_dispute_carried);
  return g_test_run ();
}
