/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "orders/gvn-price.h"
#include "proceedings/gvn-settlement.h"

/*
 * A file of prices: one unit a line, its code and its price. read_cells() is the seam:
 * whatever gives rows of cells can stand in its place.
 */

#define SIZE_LIMIT (4 * 1024 * 1024)

/* In cents; of the coefficient, in hundredths. What is computed of them fits 64 bits. */
#define PRICE_MAX 1000000000
#define COEFFICIENT_MAX 10000

/* One row of cells, and the line of the file it is on */
typedef struct
{
  GPtrArray *cells;
  guint line;
} Row;

static void
row_free (Row *row)
{
  g_ptr_array_unref (row->cells);
  g_free (row);
}

static Row *
row_new (guint line)
{
  Row *row = g_new0 (Row, 1);

  row->cells = g_ptr_array_new_with_free_func (g_free);
  row->line = line;

  return row;
}

/* Columns are told as people count them, from 1. */
static gboolean
fail_at (guint line, guint column, const char *reason, GError **error)
{
  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: where in a file, then why it is refused */
               _ ("Line %u, column %u: %s"), line, column, reason);
  return FALSE;
}

/* The separator that the first line has most of. */
static char
find_separator (const char *text)
{
  static const char candidates[] = { ';', '\t', ',' };
  const char *end = strchrnul (text, '\n');
  guint counts[G_N_ELEMENTS (candidates)] = { 0 };
  guint best = 0;

  for (const char *c = text; c < end; c++)
    for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
      counts[i] += *c == candidates[i];
  for (guint i = 1; i < G_N_ELEMENTS (candidates); i++)
    if (counts[i] > counts[best])
      best = i;

  return candidates[best];
}

/* One quoted cell, from after its first quote (RFC 4180); NULL when it never ends. */
static const char *
read_quoted (const char *c, guint *line, GString *cell)
{
  for (; *c != '\0'; c++)
    {
      if (*c == '"' && c[1] != '"')
        return c + 1;
      *line += *c == '\n';
      g_string_append_c (cell, *c);
      c += *c == '"';
    }

  return NULL;
}

/* The rows of a text whose cells a separator parts; empty lines are left out. */
static GPtrArray *
read_cells (const char *text, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  char separator = find_separator (text);
  guint line = 1;

  for (const char *c = text; *c != '\0'; line++)
    {
      Row *row = row_new (line);

      g_ptr_array_add (rows, row);
      for (;;)
        {
          g_autoptr (GString) cell = g_string_new (NULL);
          guint opened = line;

          if (*c == '"')
            {
              c = read_quoted (c + 1, &line, cell);
              if (c == NULL)
                {
                  fail_at (opened, row->cells->len + 1, _ ("a quote is opened and never closed"), error);
                  return NULL;
                }
            }
          while (*c != '\0' && *c != '\n' && *c != separator)
            g_string_append_c (cell, *c++);
          g_ptr_array_add (row->cells, g_strdup (g_strstrip (cell->str)));
          if (*c != separator)
            break;
          c++;
        }
      c += *c == '\n';
      if (row->cells->len == 1 && *(char *) row->cells->pdata[0] == '\0')
        g_ptr_array_set_size (rows, (int) rows->len - 1);
    }

  return g_steal_pointer (&rows);
}

/* UTF-8 without control characters, else where the first is not. */
static gboolean
check_text (const char *text, gsize length, GError **error)
{
  const char *end;
  guint line = 1, column = 1;
  gboolean good = g_utf8_validate_len (text, length, &end);

  for (const char *c = text; c < end; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character < ' ' && character != '\n' && character != '\r' && character != '\t')
        return fail_at (line, column, _ ("this is no text; save the list as CSV in UTF-8"), error);
      column = character == '\n' ? 1 : column + 1;
      line += character == '\n';
    }

  return good || fail_at (line, column, _ ("this is no UTF-8; save the list as CSV in UTF-8"), error);
}

/* The first row tells which columns there are when it has no price. */
static gboolean
find_columns (const Row *row, guint *code, guint *price)
{
  static const char *const codes[] = { "uo", "code", "unité d’œuvre", "unité d'œuvre", NULL };
  static const char *const prices[]
      = { "prix", "prix ht", "pu", "pu ht", "prix unitaire", "prix unitaire ht", "price", NULL };
  gboolean found = FALSE;

  for (guint i = 0; i < row->cells->len; i++)
    {
      g_autofree char *name = g_utf8_strdown (row->cells->pdata[i], -1);

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

static const char *
get_cell (const Row *row, guint column)
{
  return column < row->cells->len ? row->cells->pdata[column] : "";
}

/* One line: a unit and its price; an empty price is one that is not known yet. */
static gboolean
read_price (const Row *row, guint code_column, guint price_column, GvnCatalogue *catalogue, GHashTable *known,
            GPtrArray *prices, GError **error)
{
  g_autoptr (GError) reason = NULL;
  const char *code = get_cell (row, code_column);
  const char *text = get_cell (row, price_column);
  const GvnUo *uo = gvn_catalogue_find (catalogue, code, &reason);
  GvnPrice *price;
  gint64 cents;

  if (uo == NULL)
    return fail_at (row->line, code_column + 1, reason->message, error);
  if (!g_hash_table_add (known, uo->code))
    {
      /* Translators: the code of a work unit */
      g_autofree char *twice = g_strdup_printf (_ ("%s has a price already: remove one of the two"), uo->code);

      return fail_at (row->line, code_column + 1, twice, error);
    }
  if (*text == '\0')
    return TRUE;
  if (!parse_price (uo, text, &cents, &reason))
    return fail_at (row->line, price_column + 1, reason->message, error);

  price = g_new0 (GvnPrice, 1);
  price->uo = g_strdup (uo->code);
  price->cents = cents;
  g_ptr_array_add (prices, price);

  return TRUE;
}

static GPtrArray *
read_prices (GPtrArray *rows, GvnCatalogue *catalogue, GError **error)
{
  g_autoptr (GPtrArray) prices = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_price_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  guint code_column = 0, price_column = 1, first = 0;

  if (rows->len > 0)
    first = find_columns (rows->pdata[0], &code_column, &price_column) ? 1 : 0;
  for (guint i = first; i < rows->len; i++)
    if (!read_price (rows->pdata[i], code_column, price_column, catalogue, known, prices, error))
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
 * gvn_price_file_read:
 * @path: a CSV file in UTF-8: a code and a price a line, parted by semicolons, tabs or
 *   commas, with or without a line of headings
 *
 * Returns: (transfer full) (element-type GvnPrice): its prices, or %NULL with
 *   %GVN_ERROR_INVALID, the line, the column and the reason
 */
GPtrArray *
gvn_price_file_read (const char *path, GvnCatalogue *catalogue, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gsize length;
  const char *start;

  if (!g_file_get_contents (path, &text, &length, &local_error))
    {
      g_set_error_literal (error, GVN_ERROR, GVN_ERROR_IO, local_error->message);
      return NULL;
    }
  if (length > SIZE_LIMIT)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("A file of prices is at most 4 MiB: choose another file"));
      return NULL;
    }
  if (!check_text (text, length, error))
    return NULL;

  start = g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text;
  rows = read_cells (start, error);

  return rows != NULL ? read_prices (rows, catalogue, error) : NULL;
}
