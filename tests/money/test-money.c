/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gvn-test-money.h"

/* All orders together, at one stage. */
static void
assert_stage_at (Fixture *fixture, const char *today, GvnMoneyStage stage, gint64 cents, guint n_known, guint n_missing)
{
  g_autoptr (GvnMoney) money = load_at (fixture, today);
  GvnMoneyAmount amounts[GVN_MONEY_N_STAGES];

  gvn_money_sum_all (money, NULL, NULL, amounts);
  assert_amount (&amounts[stage], cents, n_known, n_missing);
}

static void
assert_stage (Fixture *fixture, GvnMoneyStage stage, gint64 cents, guint n_known, guint n_missing)
{
  assert_stage_at (fixture, TODAY, stage, cents, n_known, n_missing);
}

/* Amounts ------------------------------------------------------------------------------- */

/* 2.5 days at 650.50 are needed, 3 quoted and ordered, less 100.00 admitted; half a cent
 * goes up: 0.01 day at 650.50 is 6.505. */
static void
test_stages (Fixture *fixture, gconstpointer data)
{
  GvnOrderRequest quoted = GVN_ORDER_REQUEST_INIT;
  g_autoptr (GPtrArray) lines = parse_lines (fixture, "12a=3");
  g_autoptr (GvnMoney) money = NULL;
  GvnMoneyAmount amount;

  price (fixture, "2026-10-01", "UO 12a=65050");
  write_order (fixture, "12a=2.5", "2027-06-01T10:00", (GvnOrderDraft) { NULL });
  assert_stage (fixture, GVN_MONEY_QUOTED, 0, 0, 0);
  quoted.lines = lines;
  act_with (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-04T10:00", quoted);
  issue (fixture, "2027-06-10T09:00");
  assert_stage (fixture, GVN_MONEY_NEEDED, 162625, 1, 0);
  assert_stage (fixture, GVN_MONEY_QUOTED, 195150, 1, 0);
  assert_stage (fixture, GVN_MONEY_ORDERED, 195150, 1, 0);
  assert_stage (fixture, GVN_MONEY_ADMITTED, 0, 0, 0);
  admit (fixture, "2027-07-05T10:00", 10000);
  assert_stage (fixture, GVN_MONEY_ADMITTED, 185150, 1, 0);
  assert_stage (fixture, GVN_MONEY_INVOICED, 0, 0, 0);
  act (fixture, GVN_ORDER_ACT_INVOICE, "2027-08-02T10:00");
  assert_stage (fixture, GVN_MONEY_INVOICED, 185150, 1, 0);

  write_order (fixture, "12a=0.01", NULL, (GvnOrderDraft) { NULL });
  money = load_at (fixture, TODAY);
  gvn_money_get_order_amount (
      money, ((GvnMoneyEntry *) gvn_money_get_entries (money)->pdata[gvn_money_get_entries (money)->len - 1])->order,
      GVN_MONEY_NEEDED, &amount);
  assert_amount (&amount, 651, 1, 0);
}

/* The price is that of the day the order is issued; of the reference day before. */
static void
test_price_day (Fixture *fixture, gconstpointer data)
{
  price (fixture, "2026-10-01", "UO 12a=65050");
  price (fixture, "2027-06-15", "UO 12a=70000");
  write_order (fixture, "12a=2", "2027-06-01T10:00", (GvnOrderDraft) { NULL });
  assert_stage_at (fixture, "2027-06-02", GVN_MONEY_NEEDED, 130100, 1, 0);
  assert_stage_at (fixture, "2027-06-15", GVN_MONEY_NEEDED, 140000, 1, 0);
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-04T10:00");
  issue (fixture, "2027-06-14T09:00");
  assert_stage (fixture, GVN_MONEY_ORDERED, 130100, 1, 0);
  assert_stage (fixture, GVN_MONEY_NEEDED, 130100, 1, 0);
}

/* 3 hours at 120.00 in a crisis, at a coefficient of 1.50; without it, nothing is known. */
static void
test_crisis (Fixture *fixture, gconstpointer data)
{
  GvnOrderRequest agreed = { .due_count = -1, .note = "ROC" };

  price (fixture, "2026-10-01", "UO 15d=12000");
  write_order (fixture, "15d=3", NULL, (GvnOrderDraft) { .crisis = TRUE });
  act_with (fixture, GVN_ORDER_ACT_MOBILISE, "2027-06-02T16:00", agreed);
  act (fixture, GVN_ORDER_ACT_CONSOLIDATE, "2027-06-04T10:00");
  issue (fixture, "2027-06-04T11:00");
  assert_stage (fixture, GVN_MONEY_ORDERED, 0, 0, 1);
  price (fixture, "2027-01-01", "C1=150");
  assert_stage (fixture, GVN_MONEY_ORDERED, 54000, 1, 0);
}

/* What is known in part says so, and is never zero. */
static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *part = NULL;
  g_autofree char *none = NULL;
  g_autofree char *nothing = NULL;

  price (fixture, "2026-10-01", "UO 5b=40000");
  write_order (fixture, "5b=2 12a=3 14d=1", NULL, (GvnOrderDraft) { NULL });
  assert_stage (fixture, GVN_MONEY_NEEDED, 80000, 1, 2);

  part = gvn_money_amount_dup_text (&(GvnMoneyAmount) { 80000, 1, 2 });
  none = gvn_money_amount_dup_text (&(GvnMoneyAmount) { 0, 0, 2 });
  nothing = gvn_money_amount_dup_text (&(GvnMoneyAmount) { 0 });
  g_assert_cmpstr (part, ==, "800.00 € + 2 lines without price");
  g_assert_cmpstr (none, ==, "no price");
  g_assert_cmpstr (nothing, ==, "–");
}

/* A réfaction of 10.00 on lines of 650.50 and 349.50 takes 6.505, so 6.51, off the first
 * and what is left of it, 3.49, off the other. */
static void
test_reduction (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnMoney) money = NULL;
  g_autoptr (GPtrArray) sums = NULL;

  price (fixture, "2026-10-01", "UO 5b=65050;UO 22b=34950");
  write_order (fixture, "5b=1 22b=1", NULL, (GvnOrderDraft) { NULL });
  issue (fixture, "2027-06-14T09:00");
  admit (fixture, "2027-06-15T09:00", 1000);
  assert_stage (fixture, GVN_MONEY_ADMITTED, 99000, 2, 0);
  money = load_at (fixture, TODAY);
  sums = gvn_money_sum (money, GVN_MONEY_BY_UO, NULL, NULL);
  g_assert_cmpuint (sums->len, ==, 2);
  g_assert_cmpint (((GvnMoneySum *) sums->pdata[0])->amounts[GVN_MONEY_ADMITTED].cents, ==, 65050 - 651);
  g_assert_cmpint (((GvnMoneySum *) sums->pdata[1])->amounts[GVN_MONEY_ADMITTED].cents, ==, 34950 - 349);
}

static void
test_share (void)
{
  /* a third of 1.00 each: 0.333, 0.667, 1.000 */
  g_assert_cmpint (gvn_money_share (100, 0, 1, 3), ==, 33);
  g_assert_cmpint (gvn_money_share (100, 1, 2, 3), ==, 34);
  g_assert_cmpint (gvn_money_share (100, 2, 3, 3), ==, 33);
  g_assert_cmpint (gvn_money_share (1, 0, 1, 2), ==, 1); /* half a cent goes up */
  g_assert_cmpint (gvn_money_share (1000000000000, 0, 999999999999, 1000000000000), ==, 999999999999);
}

static void
reject (Fixture *fixture, int deliverable, const char *at, gint64 cents)
{
  GvnOrderRequest wanted = GVN_ORDER_REQUEST_INIT;

  wanted.deliverable = deliverable;
  wanted.has_amount = cents > 0;
  wanted.cents = cents;
  act_with (fixture, GVN_ORDER_ACT_REJECT, at, wanted);
}

/* What is rejected admits nothing; where others of the order are admitted, what it was
 * worth is known only when it was said. */
static void
test_rejected (Fixture *fixture, gconstpointer data)
{
  const char *const titles[] = { "DAT", "DEX", NULL };

  price (fixture, "2026-10-01", "UO 5b=40000");
  write_order (fixture, "5b=1", NULL, (GvnOrderDraft) { NULL });
  issue (fixture, "2027-06-14T09:00");
  act (fixture, GVN_ORDER_ACT_DELIVER, "2027-06-15T09:00");
  reject (fixture, 0, "2027-06-16T09:00", 0);
  assert_stage (fixture, GVN_MONEY_ORDERED, 40000, 1, 0);
  assert_stage (fixture, GVN_MONEY_ADMITTED, 0, 0, 0);

  write_order (fixture, "5b=1", NULL, (GvnOrderDraft) { .deliverables = titles });
  issue (fixture, "2027-06-14T09:00");
  act (fixture, GVN_ORDER_ACT_DELIVER, "2027-06-15T09:00");
  reject (fixture, 1, "2027-06-16T09:00", 15000);
  assert_stage (fixture, GVN_MONEY_ADMITTED, 0, 0, 0); /* not before the last PV */
  act (fixture, GVN_ORDER_ACT_ADMIT, "2027-06-17T09:00");
  assert_stage (fixture, GVN_MONEY_ADMITTED, 25000, 1, 0);

  write_order (fixture, "5b=1", NULL, (GvnOrderDraft) { .deliverables = titles });
  issue (fixture, "2027-06-14T09:00");
  act (fixture, GVN_ORDER_ACT_DELIVER, "2027-06-15T09:00");
  reject (fixture, 1, "2027-06-16T09:00", 0);
  act (fixture, GVN_ORDER_ACT_ADMIT, "2027-06-17T09:00");
  assert_stage (fixture, GVN_MONEY_ADMITTED, 25000, 1, 1);
}

/* A cancelled order is worth nothing, but for what was admitted of it before. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  const char *const titles[] = { "DAT", "DEX", NULL };
  GvnOrderRequest reason = { .due_count = -1, .note = "Not needed" }, first = { .due_count = -1, .deliverable = 1 };

  price (fixture, "2026-10-01", "UO 5b=40000");
  write_order (fixture, "5b=1", NULL, (GvnOrderDraft) { NULL });
  issue (fixture, "2027-06-14T09:00");
  act_with (fixture, GVN_ORDER_ACT_CANCEL, "2027-06-15T09:00", reason);
  assert_stage (fixture, GVN_MONEY_NEEDED, 0, 0, 0);
  assert_stage (fixture, GVN_MONEY_ORDERED, 0, 0, 0);

  write_order (fixture, "5b=1", NULL, (GvnOrderDraft) { .deliverables = titles });
  issue (fixture, "2027-06-14T09:00");
  act_with (fixture, GVN_ORDER_ACT_DELIVER, "2027-06-15T09:00", first);
  act_with (fixture, GVN_ORDER_ACT_ADMIT, "2027-06-15T10:00", first);
  act_with (fixture, GVN_ORDER_ACT_CANCEL, "2027-06-16T09:00", reason);
  assert_stage (fixture, GVN_MONEY_ADMITTED, 0, 0, 1);
}

/* An invoice may have an amount of its own: it goes to the lines by theirs. */
static void
test_invoice (Fixture *fixture, gconstpointer data)
{
  GvnOrderRequest own = { .due_count = -1, .has_amount = TRUE, .cents = 50000 };
  g_autoptr (GvnMoney) money = NULL;
  g_autoptr (GPtrArray) sums = NULL;

  price (fixture, "2026-10-01", "UO 5b=40000");
  serve (fixture, "5b=1 22b=1", "2027-06-14T09:00");
  assert_stage (fixture, GVN_MONEY_ADMITTED, 40000, 1, 1);
  act_with (fixture, GVN_ORDER_ACT_INVOICE, "2027-07-01T09:00", own);
  assert_stage (fixture, GVN_MONEY_INVOICED, 50000, 2, 0);
  money = load_at (fixture, TODAY);
  sums = gvn_money_sum (money, GVN_MONEY_BY_UO, NULL, NULL);
  g_assert_cmpint (((GvnMoneySum *) sums->pdata[0])->amounts[GVN_MONEY_INVOICED].cents, ==, 40000);
  g_assert_cmpint (((GvnMoneySum *) sums->pdata[1])->amounts[GVN_MONEY_INVOICED].cents, ==, 10000);
}

/* Sums ---------------------------------------------------------------------------------- */

/* Each stage is in the month of its own fact. */
static void
test_sums (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnMoney) money = NULL;
  g_autoptr (GPtrArray) months = NULL, quarters = NULL, families = NULL, perimeters = NULL;
  const GvnMoneySum *sum;

  price (fixture, "2026-10-01", "UO 12a=65050;UO 5b=40000");
  write_order (fixture, "12a=2 5b=1", "2027-06-28T10:00", (GvnOrderDraft) { .perimeter = "AELB" });
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-07-01T10:00");
  issue (fixture, "2027-07-02T09:00");
  admit (fixture, "2027-10-01T09:00", 0);
  serve (fixture, "5b=2", "2027-07-30T10:00");

  money = load_at (fixture, TODAY);
  months = gvn_money_sum (money, GVN_MONEY_BY_MONTH, NULL, NULL);
  g_assert_cmpuint (months->len, ==, 3);
  g_assert_cmpstr (((GvnMoneySum *) months->pdata[0])->key, ==, "2027-06");
  sum = find_sum (months, "2027-06");
  assert_amount (&sum->amounts[GVN_MONEY_NEEDED], 170100, 2, 0);
  assert_amount (&sum->amounts[GVN_MONEY_ORDERED], 0, 0, 0);
  sum = find_sum (months, "2027-07");
  assert_amount (&sum->amounts[GVN_MONEY_QUOTED], 170100, 2, 0);
  assert_amount (&sum->amounts[GVN_MONEY_ORDERED], 250100, 3, 0);
  assert_amount (&sum->amounts[GVN_MONEY_ADMITTED], 80000, 1, 0);
  assert_amount (&find_sum (months, "2027-10")->amounts[GVN_MONEY_ADMITTED], 170100, 2, 0);

  quarters = gvn_money_sum (money, GVN_MONEY_BY_QUARTER, NULL, NULL);
  assert_amount (&find_sum (quarters, "2027-Q3")->amounts[GVN_MONEY_ORDERED], 250100, 3, 0);
  families = gvn_money_sum (money, GVN_MONEY_BY_FAMILY, NULL, NULL);
  assert_amount (&find_sum (families, "TMS-REC")->amounts[GVN_MONEY_ADMITTED], 120000, 2, 0);
  assert_amount (&find_sum (families, "PONC")->amounts[GVN_MONEY_ADMITTED], 130100, 1, 0);
  perimeters = gvn_money_sum (money, GVN_MONEY_BY_PERIMETER, NULL, NULL);
  assert_amount (&find_sum (perimeters, "AELB")->amounts[GVN_MONEY_ORDERED], 170100, 2, 0);
  assert_amount (&find_sum (perimeters, "")->amounts[GVN_MONEY_ORDERED], 80000, 1, 0);
}

/* R8: quarters of the market year, from the signature; each begins in one of the calendar. */
static void
test_quarters (void)
{
  static const struct
  {
    const char *signed_on;
    const char *text;
    const char *first, *last;
    int year, number;
  } cases[] = {
    { "2026-10-01", "2026-Q4", "2026-10-01", "2026-12-31", 1, 1 },
    { "2026-10-01", "2027-Q2", "2027-04-01", "2027-06-30", 1, 3 },
    { "2026-11-15", "2026-Q4", "2026-11-15", "2027-02-14", 1, 1 },
    { "2026-11-15", "2027-Q2", "2027-05-15", "2027-08-14", 1, 3 },
    { "2026-11-15", "2031-Q1", "2031-02-15", "2031-05-14", 5, 2 },
  };
  static const char *const wrong[]
      = { "2027-Q5", "2027Q2", "2027-2", "27-Q2", "2027-Q22", "2026-Q3", "2031-Q2", "", "+027-Q1", "2027-q2" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      GvnContract contract = { .signed_on = test_date (cases[i].signed_on),
                               .initialisation_on = test_date ("2026-12-01"),
                               .initialisation_months = 4,
                               .end_on = test_date ("2031-02-28") };
      GvnQuarter quarter;

      gvn_quarter_parse (&contract, cases[i].text, &quarter, &error);
      g_assert_no_error (error);
      test_assert_date (&quarter.first, cases[i].first);
      test_assert_date (&quarter.last, cases[i].last);
      g_assert_cmpint (quarter.year, ==, cases[i].year);
      g_assert_cmpint (quarter.number, ==, cases[i].number);
      text = gvn_quarter_to_string (&quarter);
      g_assert_cmpstr (text, ==, cases[i].text);
      for (guint j = 0; j < G_N_ELEMENTS (wrong); j++)
        {
          g_autoptr (GError) fault = NULL;

          g_assert_false (gvn_quarter_parse (&contract, wrong[j], &quarter, &fault));
          g_assert_error (fault, GVN_ERROR, GVN_ERROR_INVALID);
        }
    }
}

static void
test_months (void)
{
  static const char *const wrong[]
      = { "2027-13", "2027-00", "2027-6", "2027-06-01", "06-2027", "", "1900-01", "2027-+6" };
  GDate first;

  g_assert_true (gvn_month_parse ("2027-06", &first, NULL));
  test_assert_date (&first, "2027-06-01");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (gvn_month_parse (wrong[i], &first, &error));
      g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
    }
}

/* Weights and maximum ------------------------------------------------------------------- */

static void
weigh (Fixture *fixture, const char *quarter, GvnWeights *weights)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnMoney) money = load_at (fixture, TODAY);
  GvnQuarter parsed;

  gvn_quarter_parse (gvn_money_get_contract (money), quarter, &parsed, &error);
  g_assert_no_error (error);
  gvn_money_weigh (money, &parsed, weights);
}

/* The example of 8.7*: 10 % pilotage, 40 % TMS, 40 % TME, 10 % ponctuel; the phases left
 * out, or in by the setting: 1000.00 more on 1000.00. */
static void
test_weights (Fixture *fixture, gconstpointer data)
{
  GvnWeights weights;

  price (fixture, "2026-10-01", "UO 1=10000;UO 5b=40000;UO 8=20000;UO 18a=10000;UO 2b=100000");
  serve (fixture, "1=1", "2027-05-10T10:00"); /* ordered for the year, not for a month */
  serve (fixture, "5b=1 8=2", "2027-05-10T10:00");
  serve (fixture, "2b=1", "2027-05-10T10:00");
  write_order (fixture, "18a=1", NULL, (GvnOrderDraft) { NULL });
  act (fixture, GVN_ORDER_ACT_EXCHANGE, "2027-05-01T10:00");
  issue (fixture, "2027-05-10T10:00");
  admit (fixture, "2027-05-11T10:00", 0);
  serve (fixture, "5b=1", "2027-07-10T10:00"); /* another quarter */

  weigh (fixture, "2027-Q2", &weights);
  assert_amount (&weights.total, 100000, 4, 0);
  g_assert_cmpint (weights.weights[GVN_TERM_PILOTAGE], ==, 1000);
  g_assert_cmpint (weights.weights[GVN_TERM_TMS], ==, 4000);
  g_assert_cmpint (weights.weights[GVN_TERM_TME], ==, 4000);
  g_assert_cmpint (weights.weights[GVN_TERM_PONCTUEL], ==, 1000);
  g_assert_false (weights.counted[GVN_TERM_PONCTUEL_TMS]);
  g_assert_cmpint (weights.weights[GVN_TERM_INITIALISATION], ==, -1);

  set (fixture, GVN_SETTING_WEIGHTS_PHASES, "included");
  weigh (fixture, "2027-Q2", &weights);
  g_assert_cmpint (weights.weights[GVN_TERM_TMS], ==, 2000);
  g_assert_cmpint (weights.weights[GVN_TERM_INITIALISATION], ==, 5000);

  set (fixture, GVN_SETTING_PONCTUEL_STREAMS, "two"); /* UO 18 is of the TMS (C.5) */
  weigh (fixture, "2027-Q2", &weights);
  g_assert_false (weights.counted[GVN_TERM_PONCTUEL]);
  g_assert_cmpint (weights.weights[GVN_TERM_PONCTUEL_TMS], ==, 500);
  g_assert_cmpint (weights.weights[GVN_TERM_PONCTUEL_TME], ==, 0);

  weigh (fixture, "2027-Q1", &weights);
  g_assert_cmpint (weights.weights[GVN_TERM_TMS], ==, -1);
}

/* The service of June is of June's quarter, though its PV comes in July. */
static void
test_service_month (Fixture *fixture, gconstpointer data)
{
  GvnWeights weights;

  price (fixture, "2026-10-01", "UO 8=20000");
  write_order (fixture, "8=6", NULL, (GvnOrderDraft) { .month = "2027-06" });
  issue (fixture, "2027-05-25T10:00");
  admit (fixture, "2027-07-05T10:00", 0);
  weigh (fixture, "2027-Q2", &weights);
  assert_amount (&weights.amounts[GVN_TERM_TME], 120000, 1, 0);
  weigh (fixture, "2027-Q3", &weights);
  assert_amount (&weights.amounts[GVN_TERM_TME], 0, 0, 0);
}

static void
assert_maximum (Fixture *fixture, const char *maximum, GvnMaximumLevel level, int share)
{
  g_autoptr (GvnMoney) money = NULL;
  GvnMaximum got;

  set (fixture, GVN_SETTING_MAXIMUM, maximum);
  money = load_at (fixture, TODAY);
  gvn_money_get_maximum (money, &got);
  g_assert_cmpstr (gvn_maximum_level_to_string (got.level), ==, gvn_maximum_level_to_string (level));
  g_assert_cmpint (got.share, ==, share);
}

/* 800.00 ordered: alerts from 80 % and from 95 % of the maximum on. */
static void
test_maximum (Fixture *fixture, gconstpointer data)
{
  const GvnSettingChange wrong = { GVN_SETTING_MAXIMUM, "12,50", "CCAP" };
  g_autoptr (GError) error = NULL;

  price (fixture, "2026-10-01", "UO 5b=40000");
  serve (fixture, "5b=2", "2027-05-10T10:00");
  assert_maximum (fixture, "0", GVN_MAXIMUM_CLEAR, 0);
  assert_maximum (fixture, "100001", GVN_MAXIMUM_CLEAR, 8000); /* 79.9992 % */
  assert_maximum (fixture, "100000", GVN_MAXIMUM_FIRST_ALERT, 8000);
  assert_maximum (fixture, "84211", GVN_MAXIMUM_FIRST_ALERT, 9500); /* 94.9995 % */
  assert_maximum (fixture, "84210", GVN_MAXIMUM_LAST_ALERT, 9500);
  assert_maximum (fixture, "80000", GVN_MAXIMUM_LAST_ALERT, 10000);
  assert_maximum (fixture, "79999", GVN_MAXIMUM_PASSED, 10000);
  g_assert_false (try_run (fixture, gvn_change_setting, (gpointer) &wrong, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/orders/money/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("stages", test_stages);
  ADD ("price-day", test_price_day);
  ADD ("7.11.5.4-crisis", test_crisis);
  ADD ("missing", test_missing);
  ADD ("reduction", test_reduction);
  ADD ("rejected", test_rejected);
  ADD ("cancelled", test_cancelled);
  ADD ("invoice", test_invoice);
  ADD ("sums", test_sums);
  ADD ("8.7-weights", test_weights);
  ADD ("service-month", test_service_month);
  ADD ("maximum", test_maximum);
  g_test_add_func ("/orders/money/share", test_share);
  g_test_add_func ("/orders/money/R8-quarters", test_quarters);
  g_test_add_func ("/orders/money/months", test_months);
  return g_test_run ();
}
