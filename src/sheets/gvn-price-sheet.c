/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "proceedings/gvn-settlement.h"
#include "sheets/gvn-price-sheet.h"
#include "sheets/gvn-sheet-read.h"

/* A sheet of prices: one unit a line, its code and its price. */

/* In cents; of the coefficient, in hundredths. What is computed of them fits 64 bits. */
#define PRICE_MAX 1000000000
#define COEFFICIENT_MAX 10000

/* Lines and columns are told as people count them, from 1. */
static gboolean
fail_at (guint row, guint column, const char *reason, GError **error)
{
  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: where in a file, then why it is refused */
               _ ("Line %u, column %u: %s"), row + 1, column + 1, reason);
  return FALSE;
}

static char *
dup_cell (const GvnSheetTable *table, guint row, guint column)
{
  return g_strstrip (g_strdup (gvn_sheet_table_get (table, row, column)));
}

/* The first row tells which columns there are when it has no price. */
static gboolean
find_columns (const GvnSheetTable *table, guint row, guint *code, guint *price)
{
  static const char *const codes[] = { "uo", "code", "unité d’œuvre", "unité d'œuvre", NULL };
  static const char *const prices[]
      = { "prix", "prix ht", "pu", "pu ht", "prix unitaire", "prix unitaire ht", "price", NULL };
  gboolean found = FALSE;

  for (guint i = 0; i < gvn_sheet_table_get_n_columns (table); i++)
    {
      g_autofree char *cell = dup_cell (table, row, i);
      g_autofree char *name = g_utf8_strdown (cell, -1);

      if (g_strv_contains (codes, name))
        *code = i;
      else if (g_strv_contains (prices, name))
        *price = i;
      else
        continue;
      found = TRUE;
    }

  return found;
}

/* "1 234,56 €" → 123456 */
static gboolean
parse_price (const GvnUo *uo, const char *text, gint64 *cents, GError **error)
{
  gint64 max = g_str_equal (uo->code, GVN_UO_SURGE) ? COEFFICIENT_MAX : PRICE_MAX;
  g_autofree char *amount = g_strdup (text);

  if (g_str_has_suffix (amount, "€"))
    amount[strlen (amount) - strlen ("€")] = '\0';
  if (!gvn_amount_parse (amount, cents, error))
    return FALSE;
  if (*cents >= 0 && *cents <= max)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: %s is what a file has, then the bound */
               _ ("“%s” is out of reason: a price goes from 0 to %d"), text, (int) (max / 100));
  return FALSE;
}

/* One line: a unit and its price; an empty price is one that is not known yet. */
static gboolean
read_price (const GvnSheetTable *table, guint row, guint code_column, guint price_column, GvnCatalogue *catalogue,
            GHashTable *known, GPtrArray *prices, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *code = dup_cell (table, row, code_column);
  g_autofree char *text = dup_cell (table, row, price_column);
  const GvnUo *uo = gvn_catalogue_find (catalogue, code, &reason);
  GvnPrice *price;
  gint64 cents;

  if (uo == NULL)
    return fail_at (row, code_column, reason->message, error);
  if (!g_hash_table_add (known, uo->code))
    {
      /* Translators: the code of a work unit */
      g_autofree char *twice = g_strdup_printf (_ ("%s has a price already: remove one of the two"), uo->code);

      return fail_at (row, code_column, twice, error);
    }
  if (*text == '\0')
    return TRUE;
  if (!parse_price (uo, text, &cents, &reason))
    return fail_at (row, price_column, reason->message, error);

  price = g_new0 (GvnPrice, 1);
  price->uo = g_strdup (uo->code);
  price->cents = cents;
  g_ptr_array_add (prices, price);

  return TRUE;
}

/* A quote that is never closed takes all the lines after it into its cell. */
static gboolean
check_quotes (const GvnSheetTable *table, guint row, guint code_column, guint price_column, GError **error)
{
  const guint columns[] = { code_column, price_column };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (strchr (gvn_sheet_table_get (table, row, columns[i]), '\n') != NULL)
      return fail_at (row, columns[i], _ ("the cell goes over several lines: is a quote opened and never closed?"),
                      error);

  return TRUE;
}

static GPtrArray *
read_prices (const GvnSheetTable *table, GvnCatalogue *catalogue, GError **error)
{
  g_autoptr (GPtrArray) prices = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_price_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_rows = gvn_sheet_table_get_n_rows (table);
  guint code_column = 0, price_column = 1, first = 0;

  while (first < n_rows && gvn_sheet_table_row_is_empty (table, first))
    first++;
  if (first < n_rows && find_columns (table, first, &code_column, &price_column))
    first++;
  for (guint i = first; i < n_rows; i++)
    if (!gvn_sheet_table_row_is_empty (table, i)
        && (!check_quotes (table, i, code_column, price_column, error)
            || !read_price (table, i, code_column, price_column, catalogue, known, prices, error)))
      return NULL;
  if (prices->len == 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("The file has no price: give one unit a line, its code then its price"));
      return NULL;
    }

  return g_steal_pointer (&prices);
}

/**
 * gvn_price_sheet_read:
 * @path: a sheet, .xlsx, .ods or .csv: a code and a price a line, with or without a line
 *   of headings
 *
 * Returns: (transfer full) (element-type GvnPrice): its prices, or %NULL with
 *   %GVN_ERROR_INVALID, the line, the column and the reason
 */
GPtrArray *
gvn_price_sheet_read (const char *path, GvnCatalogue *catalogue, GError **error)
{
  g_autoptr (GvnSheetTable) table = gvn_sheet_read_file (path, error);

  return table != NULL ? read_prices (table, catalogue, error) : NULL;
}
