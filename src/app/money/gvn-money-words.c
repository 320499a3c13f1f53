/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/money/gvn-money-words.h"
#include "proceedings/gvn-settlement.h"

#define THOUSAND 1000
#define MILLION 1000000
#define MAX_EUROS (2000u * MILLION) /* the highest a chart's axis counts to in steps it has */

/**
 * gvn_money_words_dup_amount:
 *
 * Returns: (transfer full): "1 234,56 €", "at least 1 234,56 €: the price of 2 lines is
 *   missing", or that none is known
 */
char *
gvn_money_words_dup_amount (const GvnMoneyAmount *amount)
{
  g_autofree char *known = gvn_amount_dup_text (amount->cents);

  if (amount->n_missing == 0)
    return gvn_money_amount_dup_text (amount);
  if (amount->n_known == 0)
    return g_strdup_printf (ngettext ("not known: the price of %u line is missing",
                                      "not known: the prices of %u lines are missing", amount->n_missing),
                            amount->n_missing);

  /* Translators: what is known of an amount, how many lines have no price */
  return g_strdup_printf (ngettext ("at least %s: the price of %u line is missing",
                                    "at least %s: the prices of %u lines are missing", amount->n_missing),
                          known, amount->n_missing);
}

/**
 * gvn_money_words_dup_cell:
 *
 * Returns: (transfer full): the same in a table, "≥ 1 234,56 €"
 */
char *
gvn_money_words_dup_cell (const GvnMoneyAmount *amount)
{
  g_autofree char *known = gvn_amount_dup_text (amount->cents);

  if (amount->n_known > 0 && amount->n_missing > 0)
    /* Translators: an amount known in part */
    return g_strdup_printf (_ ("≥ %s"), known);

  return gvn_money_amount_dup_text (amount);
}

/**
 * gvn_money_words_dup_tick:
 *
 * Returns: (transfer full): "500 k€", at a line of an axis
 */
char *
gvn_money_words_dup_tick (guint euros)
{
  if (euros >= MILLION && euros % (MILLION / 10) == 0)
    {
      g_autofree char *millions = g_strdup_printf (euros % MILLION == 0 ? "%.0f" : "%.1f", (double) euros / MILLION);

      /* Translators: millions of euros */
      return g_strdup_printf (_ ("%s M€"), millions);
    }
  if (euros >= THOUSAND && euros % THOUSAND == 0)
    /* Translators: thousands of euros */
    return g_strdup_printf (_ ("%u k€"), euros / THOUSAND);

  /* Translators: euros */
  return g_strdup_printf (_ ("%u €"), euros);
}

/* What is known of an amount in whole euros, as high as a bar is drawn. */
guint
gvn_money_words_get_euros (const GvnMoneyAmount *amount)
{
  return (guint) CLAMP ((amount->cents + 50) / 100, 0, (gint64) MAX_EUROS);
}
