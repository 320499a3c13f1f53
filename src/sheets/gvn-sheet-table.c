/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "sheets/gvn-sheet-table.h"

struct _GvnSheetTable
{
  GStringChunk *texts; /* what the cells point to */
  GPtrArray *cells;    /* of const char *, row after row */
  GArray *starts;      /* of guint: where each row begins in cells */
  guint n_columns;
  guint n_blank;   /* empty rows since the last that is not: dropped at the end */
  guint row_start; /* where the row being filled begins */
};

GvnSheetTable *
gvn_sheet_table_new (void)
{
  GvnSheetTable *self = g_new0 (GvnSheetTable, 1);

  self->texts = g_string_chunk_new (64 * 1024);
  self->cells = g_ptr_array_new ();
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

void
gvn_sheet_table_free (GvnSheetTable *self)
{
  g_string_chunk_free (self->texts);
  g_ptr_array_unref (self->cells);
  g_array_unref (self->starts);
  g_free (self);
}

/**
 * gvn_sheet_dup_place:
 * @row: from 0
 * @column: from 0
 *
 * Returns: (transfer full): the name of a cell as sheets show it: "C5"
 */
char *
gvn_sheet_dup_place (guint row, guint column)
{
  char letters[8];
  guint n = G_N_ELEMENTS (letters);

  letters[--n] = '\0';
  for (guint left = column + 1; left > 0 && n > 0; left = (left - 1) / 26)
    letters[--n] = (char) ('A' + (left - 1) % 26);

  return g_strdup_printf ("%s%u", letters + n, row + 1);
}

static gboolean
refuse_cell (GvnSheetTable *self, guint column, GError **error)
{
  g_autofree char *place = gvn_sheet_dup_place (self->starts->len + self->n_blank, column);

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: the name of a cell, as C5, then a number */
               _ ("The cell %s holds more than %u characters: shorten it"), place, GVN_SHEET_MAX_CELL);
  return FALSE;
}

/**
 * gvn_sheet_table_add_cell:
 * @text: UTF-8
 * @length: in bytes, -1 when @text ends in a zero
 *
 * Adds a cell at the end of the row being filled.
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when it is too long, or one too many
 */
gboolean
gvn_sheet_table_add_cell (GvnSheetTable *self, const char *text, gssize length, GError **error)
{
  guint column = self->cells->len - self->row_start;
  gsize size = length < 0 ? strlen (text) : (gsize) length;

  if (size > GVN_SHEET_MAX_CELL && g_utf8_strlen (text, (gssize) size) > GVN_SHEET_MAX_CELL)
    return refuse_cell (self, column, error);
  if (column >= GVN_SHEET_MAX_COLUMNS)
    {
      /* what is formatted but empty far to the right is no column */
      if (size == 0)
        return TRUE;
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: the number of a line, then a number of columns */
                   _ ("Line %u has more than %u columns: keep those to import"), self->starts->len + self->n_blank + 1,
                   GVN_SHEET_MAX_COLUMNS);
      return FALSE;
    }

  g_ptr_array_add (self->cells, size > 0 ? g_string_chunk_insert_len (self->texts, text, (gssize) size) : (char *) "");
  return TRUE;
}

/**
 * gvn_sheet_table_end_row:
 *
 * Ends the row being filled. Empty rows keep their place between others and are dropped
 * at the end: a sheet formatted to its last line has no more rows for that.
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when there are too many
 */
gboolean
gvn_sheet_table_end_row (GvnSheetTable *self, GError **error)
{
  guint n = self->cells->len;

  while (n > self->row_start && *(const char *) self->cells->pdata[n - 1] == '\0')
    n--;
  g_ptr_array_set_size (self->cells, (int) n);
  if (n == self->row_start)
    {
      self->n_blank++;
      return TRUE;
    }

  if (self->starts->len + self->n_blank >= GVN_SHEET_MAX_ROWS)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %u is a number */
                   _ ("The sheet has more than %u lines: split it in several"), GVN_SHEET_MAX_ROWS);
      return FALSE;
    }
  for (; self->n_blank > 0; self->n_blank--)
    g_array_append_val (self->starts, self->row_start);
  g_array_append_val (self->starts, self->row_start);
  self->n_columns = MAX (self->n_columns, n - self->row_start);
  self->row_start = n;

  return TRUE;
}

guint
gvn_sheet_table_get_n_rows (const GvnSheetTable *self)
{
  return self->starts->len;
}

guint
gvn_sheet_table_get_n_columns (const GvnSheetTable *self)
{
  return self->n_columns;
}

static guint
get_row_end (const GvnSheetTable *self, guint row)
{
  return row + 1 < self->starts->len ? g_array_index (self->starts, guint, row + 1) : self->row_start;
}

/**
 * gvn_sheet_table_get:
 *
 * Returns: (transfer none): the text of a cell, empty where there is none
 */
const char *
gvn_sheet_table_get (const GvnSheetTable *self, guint row, guint column)
{
  guint start = g_array_index (self->starts, guint, row);

  return column < get_row_end (self, row) - start ? self->cells->pdata[start + column] : "";
}

gboolean
gvn_sheet_table_row_is_empty (const GvnSheetTable *self, guint row)
{
  return get_row_end (self, row) == g_array_index (self->starts, guint, row);
}
