/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "money/gvn-money-private.h"
#include "proceedings/gvn-settlement.h"

/* The weights of the general formula (8.7*), and the contract's maximum. */

/* A share in hundredths of a percent */
#define WHOLE 10000

static const struct
{
  const char *name;
  const char *label;
} terms[GVN_N_TERMS] = {
  [GVN_TERM_PILOTAGE] = { "pilotage", N_ ("Pilotage") },
  [GVN_TERM_TMS] = { "tms", N_ ("TMS recurring") },
  [GVN_TERM_TME] = { "tme", N_ ("TME recurring") },
  [GVN_TERM_PONCTUEL] = { "ponctuel", N_ ("Ponctuel") },
  [GVN_TERM_PONCTUEL_TMS] = { "ponctuel_tms", N_ ("Ponctuel TMS") },
  [GVN_TERM_PONCTUEL_TME] = { "ponctuel_tme", N_ ("Ponctuel TME") },
  [GVN_TERM_INITIALISATION] = { "initialisation", N_ ("Initialisation") },
  [GVN_TERM_REVERSIBILITY] = { "reversibility", N_ ("Reversibility") },
};

const char *
gvn_term_to_string (GvnTerm term)
{
  return terms[term].name;
}

const char *
gvn_term_get_label (GvnTerm term)
{
  return _ (terms[term].label);
}

static GvnTerm
find_ponctuel (GvnMoney *self, const GvnMoneyEntry *entry)
{
  const char *stream = entry->uo->stream != NULL ? entry->uo->stream : entry->order->stream;

  if (!self->two_streams || stream == NULL)
    return GVN_TERM_PONCTUEL;

  return g_str_equal (stream, "tms") ? GVN_TERM_PONCTUEL_TMS : GVN_TERM_PONCTUEL_TME;
}

static GvnTerm
find_term (GvnMoney *self, const GvnMoneyEntry *entry)
{
  static const struct
  {
    const char *family;
    GvnTerm term;
  } families[] = {
    { "PIL", GVN_TERM_PILOTAGE },        { "TMS-REC", GVN_TERM_TMS },       { "TME-REC", GVN_TERM_TME },
    { "INIT", GVN_TERM_INITIALISATION }, { "REV", GVN_TERM_REVERSIBILITY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (g_str_equal (families[i].family, entry->uo->family))
      return families[i].term;

  return find_ponctuel (self, entry);
}

static gboolean
is_counted (GvnMoney *self, GvnTerm term, const GvnMoneyAmount *amount)
{
  switch (term)
    {
    case GVN_TERM_PILOTAGE:
    case GVN_TERM_TMS:
    case GVN_TERM_TME:
      return TRUE;
    case GVN_TERM_PONCTUEL:
      return !self->two_streams || amount->n_known + amount->n_missing > 0;
    case GVN_TERM_PONCTUEL_TMS:
    case GVN_TERM_PONCTUEL_TME:
      return self->two_streams;
    case GVN_TERM_INITIALISATION:
    case GVN_TERM_REVERSIBILITY:
      return self->phases_included;
    }

  g_assert_not_reached ();
}

static int
get_share (gint64 part, gint64 whole)
{
  return whole > 0 ? (int) gvn_money_share (WHOLE, 0, part, whole) : -1;
}

/**
 * gvn_money_weigh:
 *
 * The share of each type in the cost of a quarter (8.7*): what was admitted of the service
 * of that quarter. A recurring order is of its month, whenever its PV comes; any other of
 * the day of its last PV.
 */
void
gvn_money_weigh (GvnMoney *self, const GvnQuarter *quarter, GvnWeights *weights)
{
  *weights = (GvnWeights) { 0 };
  for (guint i = 0; i < self->entries->len; i++)
    {
      const GvnMoneyEntry *entry = self->entries->pdata[i];

      if (entry->stage == GVN_MONEY_ADMITTED
          && gvn_money_is_within (&entry->service_on, &quarter->first, &quarter->last))
        gvn_money_entry_add_to (entry, &weights->amounts[find_term (self, entry)]);
    }

  for (guint i = 0; i < GVN_N_TERMS; i++)
    {
      weights->counted[i] = is_counted (self, i, &weights->amounts[i]);
      if (weights->counted[i])
        gvn_money_amount_add (&weights->total, &weights->amounts[i]);
    }
  for (guint i = 0; i < GVN_N_TERMS; i++)
    weights->weights[i] = weights->counted[i] ? get_share (weights->amounts[i].cents, weights->total.cents) : -1;
}

/* Maximum ------------------------------------------------------------------------------ */

const char *
gvn_maximum_level_to_string (GvnMaximumLevel level)
{
  static const char *const names[] = { "clear", "first_alert", "last_alert", "passed" };

  return names[level];
}

static GvnMaximumLevel
find_level (const GvnMaximum *maximum)
{
  gint64 part = maximum->ordered.cents * 100;

  if (maximum->ordered.cents > maximum->cents)
    return GVN_MAXIMUM_PASSED;
  if (part >= maximum->cents * maximum->last_alert)
    return GVN_MAXIMUM_LAST_ALERT;

  return part >= maximum->cents * maximum->first_alert ? GVN_MAXIMUM_FIRST_ALERT : GVN_MAXIMUM_CLEAR;
}

/**
 * gvn_money_get_maximum:
 *
 * Where what is ordered stands to the contract's maximum; what has no price yet is not in
 * the share.
 */
void
gvn_money_get_maximum (GvnMoney *self, GvnMaximum *maximum)
{
  GvnMoneyAmount amounts[GVN_MONEY_N_STAGES];

  *maximum = (GvnMaximum) { .cents = self->maximum };
  if (self->maximum == 0)
    return;
  gvn_money_sum_all (self, NULL, NULL, amounts);
  maximum->ordered = amounts[GVN_MONEY_ORDERED];
  maximum->first_alert = self->first_alert;
  maximum->last_alert = self->last_alert;
  maximum->share = get_share (maximum->ordered.cents, maximum->cents);
  maximum->level = find_level (maximum);
}

/**
 * gvn_maximum_dup_text:
 *
 * Returns: (transfer full): a sentence
 */
char *
gvn_maximum_dup_text (const GvnMaximum *self)
{
  g_autofree char *cents = gvn_amount_dup_text (self->cents);
  g_autofree char *ordered = self->ordered.n_missing > 0 ? gvn_money_amount_dup_text (&self->ordered)
                                                         : gvn_amount_dup_text (self->ordered.cents);
  int percent = self->share / 100;

  if (self->cents == 0)
    return g_strdup (_ ("No maximum of the contract is set"));
  if (self->level == GVN_MAXIMUM_PASSED)
    /* Translators: two amounts */
    return g_strdup_printf (_ ("The maximum of the contract, %s, is passed: %s ordered"), cents, ordered);

  /* Translators: an amount, a whole number, another amount */
  return g_strdup_printf (_ ("%s ordered, %d %% of the maximum of the contract, %s"), ordered, percent, cents);
}
