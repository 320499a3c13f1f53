/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "money/gvn-money-private.h"

#define MONTHS_PER_QUARTER 3

/* Months and quarters ------------------------------------------------------------------ */

/* "2027" and "2027-": the year, or 0 for one no calendar here has. */
static int
parse_year (const char *text)
{
  guint64 year;
  g_autofree char *digits = g_strndup (text, 4);

  if (strlen (text) < 5 || text[4] != '-'
      || !g_ascii_string_to_unsigned (digits, 10, GVN_YEAR_MIN, GVN_YEAR_MAX, &year, NULL))
    return 0;

  return (int) year;
}

static int
get_calendar_quarter (const GDate *day)
{
  return ((int) g_date_get_month (day) - 1) / MONTHS_PER_QUARTER + 1;
}

/**
 * gvn_quarter_to_string:
 *
 * Returns: (transfer full): "2027-Q2": the quarter of the market year that begins in the
 *   second quarter of 2027; as they follow each other by three months, one begins in each
 */
char *
gvn_quarter_to_string (const GvnQuarter *self)
{
  return g_strdup_printf ("%04d-Q%d", (int) g_date_get_year (&self->first), get_calendar_quarter (&self->first));
}

static gboolean
refuse_quarter (const GvnContract *contract, const char *text, GError **error)
{
  GvnQuarter first, last;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  gvn_contract_get_quarter (contract, &contract->signed_on, &first);
  gvn_contract_get_quarter (contract, &contract->end_on, &last);
  from = gvn_quarter_to_string (&first);
  to = gvn_quarter_to_string (&last);
  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: what the user typed, the first and the last quarter */
               _ ("“%s” is no quarter of the contract: they go from %s to %s"), text, from, to);
  return FALSE;
}

/**
 * gvn_quarter_parse:
 * @text: "2027-Q2", see gvn_quarter_to_string()
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when it is no quarter, or none of the contract's
 */
gboolean
gvn_quarter_parse (const GvnContract *contract, const char *text, GvnQuarter *quarter, GError **error)
{
  int year = parse_year (text);
  GDate day;

  if (year == 0 || strlen (text) != strlen ("2027-Q2") || text[5] != 'Q' || text[6] < '1' || text[6] > '4')
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what the user typed; the Q stays */
                   _ ("“%s” is not a quarter: write it as 2027-Q2"), text);
      return FALSE;
    }

  /* the one that its last day lies in began within it */
  gvn_date_set (&day, year, (text[6] - '0') * MONTHS_PER_QUARTER, 1);
  g_date_set_day (&day, g_date_get_days_in_month (g_date_get_month (&day), g_date_get_year (&day)));
  if (g_date_compare (&day, &contract->end_on) > 0)
    day = contract->end_on;
  if (!gvn_contract_get_quarter (contract, &day, quarter) || g_date_get_year (&quarter->first) != year
      || get_calendar_quarter (&quarter->first) != text[6] - '0')
    return refuse_quarter (contract, text, error);

  return TRUE;
}

/* Groups ------------------------------------------------------------------------------- */

static char *
dup_key (GvnMoney *self, GvnMoneyGrouping by, const GvnMoneyEntry *entry)
{
  GvnQuarter quarter;

  switch (by)
    {
    case GVN_MONEY_BY_MONTH:
      return gvn_month_to_string (&entry->day);
    case GVN_MONEY_BY_QUARTER:
      return gvn_contract_get_quarter (self->contract, &entry->day, &quarter) ? gvn_quarter_to_string (&quarter)
                                                                              : g_strdup ("");
    case GVN_MONEY_BY_FAMILY:
      return g_strdup (entry->uo->family);
    case GVN_MONEY_BY_UO:
      return g_strdup (entry->uo->code);
    case GVN_MONEY_BY_PERIMETER:
      return g_strdup (entry->order->perimeter != NULL ? entry->order->perimeter : "");
    }

  g_assert_not_reached ();
}

static char *
dup_quarter_label (GvnMoney *self, const GDate *day)
{
  GvnQuarter quarter;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (!gvn_contract_get_quarter (self->contract, day, &quarter))
    return g_strdup (_ ("Outside the contract"));
  from = gvn_text_date (&quarter.first);
  to = gvn_text_date (&quarter.last);

  /* Translators: two dates */
  return g_strdup_printf (_ ("%s to %s"), from, to);
}

static char *
dup_label (GvnMoney *self, GvnMoneyGrouping by, const GvnMoneyEntry *entry)
{
  switch (by)
    {
    case GVN_MONEY_BY_MONTH:
      return gvn_text_month (&entry->day);
    case GVN_MONEY_BY_QUARTER:
      return dup_quarter_label (self, &entry->day);
    case GVN_MONEY_BY_FAMILY:
      return g_strdup (gvn_uo_family_get_label (entry->uo->family));
    case GVN_MONEY_BY_UO:
      return g_strdup (entry->uo->label);
    case GVN_MONEY_BY_PERIMETER:
      return g_strdup (entry->order->perimeter != NULL ? entry->order->perimeter : _ ("Whole contract"));
    }

  g_assert_not_reached ();
}

/* Where a unit stands in the catalogue, or the first of its family. */
static guint
get_position (GvnMoney *self, const GvnUo *uo, gboolean family)
{
  GPtrArray *all = gvn_catalogue_get_all (self->catalogue);
  guint i = 0;

  while (i < all->len && all->pdata[i] != uo
         && !(family && g_str_equal (((const GvnUo *) all->pdata[i])->family, uo->family)))
    i++;

  return i;
}

/* Returns: (transfer full): an empty sum of the group an entry belongs to; others sort by
 * their keys */
static GvnMoneySum *
sum_new (GvnMoney *self, GvnMoneyGrouping by, const GvnMoneyEntry *entry, char *key)
{
  GvnMoneySum *sum = g_new0 (GvnMoneySum, 1);

  sum->key = key;
  sum->label = dup_label (self, by, entry);
  if (by == GVN_MONEY_BY_FAMILY || by == GVN_MONEY_BY_UO)
    sum->rank = get_position (self, entry->uo, by == GVN_MONEY_BY_FAMILY);

  return sum;
}

void
gvn_money_sum_free (GvnMoneySum *self)
{
  g_free (self->key);
  g_free (self->label);
  g_free (self);
}

static int
compare_sums (gconstpointer a, gconstpointer b)
{
  const GvnMoneySum *left = *(GvnMoneySum *const *) a;
  const GvnMoneySum *right = *(GvnMoneySum *const *) b;

  if (left->rank != right->rank)
    return left->rank < right->rank ? -1 : 1;

  return strcmp (left->key, right->key);
}

/**
 * gvn_money_sum:
 * @first: (nullable): what came to a stage before is left out
 * @last: (nullable): likewise after
 *
 * Each stage counts on the day of its own fact: what was ordered in May and admitted in
 * June is in both months.
 *
 * Returns: (transfer full) (element-type GvnMoneySum): the groups there is something in:
 *   by date, as the catalogue has them, or by agency
 */
GPtrArray *
gvn_money_sum (GvnMoney *self, GvnMoneyGrouping by, const GDate *first, const GDate *last)
{
  GPtrArray *sums = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_money_sum_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const GvnMoneyEntry *entry = self->entries->pdata[i];
      g_autofree char *key = NULL;
      GvnMoneySum *sum;

      if (!gvn_money_is_within (&entry->day, first, last))
        continue;
      key = dup_key (self, by, entry);
      sum = g_hash_table_lookup (known, key);
      if (sum == NULL)
        {
          sum = sum_new (self, by, entry, g_steal_pointer (&key));
          g_ptr_array_add (sums, sum);
          g_hash_table_insert (known, sum->key, sum);
        }
      gvn_money_entry_add_to (entry, &sum->amounts[entry->stage]);
    }
  g_ptr_array_sort (sums, compare_sums);

  return sums;
}

/**
 * gvn_money_sum_all:
 * @amounts: (out): of each stage, as gvn_money_sum()
 */
void
gvn_money_sum_all (GvnMoney *self, const GDate *first, const GDate *last, GvnMoneyAmount amounts[GVN_MONEY_N_STAGES])
{
  memset (amounts, 0, GVN_MONEY_N_STAGES * sizeof *amounts);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const GvnMoneyEntry *entry = self->entries->pdata[i];

      if (gvn_money_is_within (&entry->day, first, last))
        gvn_money_entry_add_to (entry, &amounts[entry->stage]);
    }
}
