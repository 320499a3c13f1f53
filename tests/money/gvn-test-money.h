/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../orders/gvn-test-order.h"
#include "money/gvn-money.h"
#include "orders/gvn-price.h"

/* What tests of money share: orders lived fast, at prices the tests state. Expected
 * amounts are worked out by hand from those. The contract is signed on 1 October 2026,
 * its RUN begins on 1 March 2027. */

static inline void
set (Fixture *fixture, const char *key, const char *value)
{
  const GvnSettingChange change = { key, value, "CCAP" };

  test_run (&fixture->contract, "Setting", gvn_change_setting, &change);
}

/* Prices as "UO 12a=65050 C1=150", in cents. */
static inline void
price (Fixture *fixture, const char *from, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, ";", -1);
  g_autoptr (GPtrArray) prices = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_price_free);
  GvnPriceImport wanted
      = { .effective_on = test_date (from), .prices = prices, .by_name = "Tester", .now = &fixture->contract.now };

  for (char **part = parts; *part != NULL; part++)
    {
      g_auto (GStrv) pair = g_strsplit (*part, "=", 2);
      GvnPrice *one = g_new0 (GvnPrice, 1);

      one->uo = g_strdup (pair[0]);
      one->cents = g_ascii_strtoll (pair[1], NULL, 10);
      g_ptr_array_add (prices, one);
    }
  test_run (&fixture->contract, "Prices", gvn_price_list_import, &wanted);
  g_free (wanted.id);
}

static inline GPtrArray *
parse_lines (Fixture *fixture, const char *units)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = g_strsplit (units, " ", -1);
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (get_db (fixture), &error);
  GPtrArray *lines = gvn_order_lines_parse (catalogue, (const char *const *) words, &error);

  g_assert_no_error (error);
  return lines;
}

static inline void
write_order (Fixture *fixture, const char *units, const char *sent, GvnOrderDraft draft)
{
  g_autoptr (GPtrArray) lines = parse_lines (fixture, units);

  g_clear_pointer (&fixture->id, g_free);
  draft.lines = lines;
  draft.sent = sent != NULL ? test_instant (sent) : 0;
  draft.by_name = "SAQM";
  draft.by_side = "dsiun";
  draft.now = &fixture->contract.now;
  test_run (&fixture->contract, "Order", gvn_order_write, &draft);
  fixture->id = draft.id;
}

static inline void
issue (Fixture *fixture, const char *at)
{
  GvnOrderRequest wanted = GVN_ORDER_REQUEST_INIT;

  wanted.due_on = test_date ("2027-12-31");
  act_with (fixture, GVN_ORDER_ACT_ISSUE, at, wanted);
}

static inline void
admit (Fixture *fixture, const char *at, gint64 reduction)
{
  GvnOrderRequest wanted = GVN_ORDER_REQUEST_INIT;

  wanted.has_amount = reduction > 0;
  wanted.cents = reduction;
  act (fixture, GVN_ORDER_ACT_DELIVER, at);
  act_with (fixture, GVN_ORDER_ACT_ADMIT, at, wanted);
}

/* An order that needs no quote, issued and admitted on one day. */
static inline void
serve (Fixture *fixture, const char *units, const char *at)
{
  write_order (fixture, units, NULL, (GvnOrderDraft) { NULL });
  issue (fixture, at);
  admit (fixture, at, 0);
}

static inline GvnMoney *
load_at (Fixture *fixture, const char *today)
{
  g_autoptr (GError) error = NULL;
  GvnNow now = test_now (today);
  GvnMoney *money = gvn_money_load (get_db (fixture), &now, &error);

  g_assert_no_error (error);
  return money;
}

static inline void
assert_amount (const GvnMoneyAmount *amount, gint64 cents, guint n_known, guint n_missing)
{
  g_assert_cmpint (amount->cents, ==, cents);
  g_assert_cmpuint (amount->n_known, ==, n_known);
  g_assert_cmpuint (amount->n_missing, ==, n_missing);
}

static inline const GvnMoneySum *
find_sum (GPtrArray *sums, const char *key)
{
  for (guint i = 0; i < sums->len; i++)
    if (g_str_equal (((GvnMoneySum *) sums->pdata[i])->key, key))
      return sums->pdata[i];

  g_error ("no sum “%s”", key);
}
