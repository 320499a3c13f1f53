/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "print/gvn-print-private.h"

/* The billing statement of a month, as it is carried into the COPIL that settles it. */

static void
add_amount (GvnTable *table, const GvnMoneyAmount *amount)
{
  g_autofree char *text = gvn_money_amount_dup_text (amount);

  gvn_table_add_text (table, text);
}

static void
add_amounts (GvnTable *table, const GvnMoneyAmount *amounts, gint64 reduction)
{
  g_autofree char *less = reduction > 0 ? gvn_amount_dup_text (reduction) : NULL;

  add_amount (table, &amounts[GVN_MONEY_ORDERED]);
  add_amount (table, &amounts[GVN_MONEY_ADMITTED]);
  gvn_table_add_text (table, less);
  add_amount (table, &amounts[GVN_MONEY_INVOICED]);
}

static void
add_line (GvnTable *table, const GvnBillingLine *line)
{
  g_autofree char *name = gvn_order_dup_name (line->order);
  g_autofree char *quantity = gvn_quantity_dup_text (line->quantity);
  g_autofree char *unit = g_strdup_printf ("%s × %s", quantity, line->uo->code);

  gvn_table_add_text (table, name);
  gvn_table_add_text (table, line->order->title);
  gvn_table_add_text (table, unit);
  add_amounts (table, line->amounts, line->reduction);
  gvn_table_add_text (table, line->order->invoice_number);
}

static void
add_lines (GvnPrint *self, const GvnBilling *billing)
{
  const char *const headings[] = { _ ("Order"),     _ ("Title"),    _ ("Unit"),    _ ("Ordered"), _ ("Admitted"),
                                   _ ("Réfaction"), _ ("Invoiced"), _ ("Invoice"), NULL };
  static const double widths[] = { 1.5, 4.2, 1.8, 2.2, 2.2, 1.9, 2.2, 1.6 };
  GvnTable *table;

  if (billing->lines->len == 0)
    {
      gvn_print_add_paragraph (self, _ ("Nothing was ordered, admitted or invoiced in it"));
      return;
    }
  table = gvn_table_new (headings, widths);
  for (guint i = 0; i < billing->lines->len; i++)
    add_line (table, billing->lines->pdata[i]);
  gvn_table_take_markup (table, g_markup_printf_escaped ("<b>%s</b>", _ ("Total")), GVN_SHADE_NONE);
  gvn_table_add_text (table, NULL);
  gvn_table_add_text (table, NULL);
  add_amounts (table, billing->totals, billing->reduction);
  gvn_table_add_text (table, NULL);
  gvn_print_add_table (self, table);
}

static void
add_item (GvnTable *table, const GvnBillingItem *item)
{
  g_autofree char *title = gvn_billing_item_dup_title (item);
  g_autofree char *words = gvn_billing_item_dup_words (item);
  g_autofree char *amount = item->has_amount ? gvn_amount_dup_text (gvn_billing_item_get_signed (item)) : NULL;

  gvn_table_add_text (table, title);
  gvn_table_add_text (table, amount);
  gvn_table_add_text (table, words);
}

static void
add_items (GvnPrint *self, const GvnBilling *billing)
{
  const char *const headings[] = { _ ("What is settled"), _ ("Amount"), _ ("Positions and decision"), NULL };
  static const double widths[] = { 5, 2, 6 };
  GvnTable *table;
  g_autofree char *missing = NULL;
  GvnMoneyAmount net;
  g_autofree char *amount = NULL;

  if (billing->items->len == 0)
    return;
  gvn_print_add_heading (self, _ ("Elements to Settle"));
  table = gvn_table_new (headings, widths);
  for (guint i = 0; i < billing->items->len; i++)
    add_item (table, billing->items->pdata[i]);
  gvn_print_add_table (self, table);

  gvn_billing_get_net (billing, &net);
  amount = gvn_amount_dup_text (net.cents);
  gvn_print_add_bullet (self, gvn_billing_get_net_label (), amount);
  missing = gvn_money_amount_dup_missing (&net);
  if (missing != NULL)
    gvn_print_add_note (self, missing);
}

/**
 * gvn_print_new_billing:
 *
 * Its lines, and what is settled of it with the positions of both parties (6.2).
 *
 * Returns: (transfer full)
 */
GvnPrint *
gvn_print_new_billing (GvnStore *store, const GvnBilling *billing, const GvnNow *now, GError **error)
{
  g_autofree char *month = gvn_text_month (&billing->first);
  /* Translators: a month and its year */
  g_autofree char *title = g_strdup_printf (_ ("Billing of %s"), month);
  g_autofree char *meeting = billing->meeting != NULL ? gvn_meeting_dup_title (billing->meeting) : NULL;
  g_autofree char *place
      /* Translators: a meeting */
      = meeting != NULL ? g_strdup_printf (_ ("To settle in: %s"), meeting)
                        : g_strdup (_ ("No COPIL is planned after it to settle it"));
  g_autofree char *subtitle
      /* Translators: where it is settled */
      = g_strdup_printf (_ ("%s. Amounts in euros excluding tax."), place);
  GvnPrint *self = gvn_print_new (store, title, subtitle, now, error);

  if (self == NULL)
    return NULL;
  self->landscape = TRUE;
  g_free (self->name);
  self->name = g_strdup (title);
  gvn_print_set_foot (self, store, title, NULL);
  add_lines (self, billing);
  add_items (self, billing);

  return self;
}
