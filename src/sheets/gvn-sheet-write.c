/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <csv.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/gvn-error.h"
#include "base/gvn-time.h"
#include "sheets/gvn-sheet-write.h"

#define MIN_WIDTH 8.0 /* of a column, in characters */
#define MAX_WIDTH 50.0

static gboolean
set_failed (GError **error, const char *path, const char *reason)
{
  g_set_error (error, GVN_ERROR, GVN_ERROR_IO, _ ("“%s” cannot be written (%s): choose another place"), path, reason);
  return FALSE;
}

/* CSV ---------------------------------------------------------------------------------- */

/* A text that a sheet would take for a formula gets an apostrophe, which reading takes off. */
static void
append_cell (GString *csv, const char *text)
{
  g_autofree char *guarded = *text != '\0' && strchr ("=+-@", *text) != NULL ? g_strconcat ("'", text, NULL) : NULL;
  const char *cell = guarded != NULL ? guarded : text;
  gsize length = strlen (cell);
  gsize size = csv_write (NULL, 0, cell, length);
  gsize start = csv->len;

  if (length == 0)
    return;
  g_string_set_size (csv, start + size);
  csv_write (csv->str + start, size, cell, length);
}

/**
 * gvn_sheet_write_csv:
 *
 * Returns: (transfer full): @table separated by semicolons behind a byte order mark, as
 *   Excel reads it with its accents where a comma is the decimal mark
 */
char *
gvn_sheet_write_csv (const GvnSheetTable *table)
{
  GString *csv = g_string_new ("\xEF\xBB\xBF");

  for (guint row = 0; row < gvn_sheet_table_get_n_rows (table); row++)
    {
      for (guint column = 0; column < gvn_sheet_table_get_n_columns (table); column++)
        {
          if (column > 0)
            g_string_append_c (csv, ';');
          append_cell (csv, gvn_sheet_table_get (table, row, column));
        }
      g_string_append (csv, "\r\n");
    }

  return g_string_free (csv, FALSE);
}

/* .xlsx -------------------------------------------------------------------------------- */

typedef struct
{
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *header;
  lxw_format *date;
  lxw_format *text;
} Writing;

/* A date is one for the sheet too, so that people sort and fill it as such. */
static lxw_error
write_cell (Writing *writing, guint row, guint column, GvnColumnKind kind, const char *text)
{
  GDate date;

  g_date_clear (&date, 1);
  if (kind == GVN_COLUMN_DATE && gvn_date_parse (text, &date, NULL))
    {
      lxw_datetime day = { g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date), 0, 0, 0 };

      return worksheet_write_datetime (writing->sheet, row, (lxw_col_t) column, &day, writing->date);
    }
  if ((kind == GVN_COLUMN_NUMBER || kind == GVN_COLUMN_AMOUNT) && *text != '\0')
    return worksheet_write_number (writing->sheet, row, (lxw_col_t) column, g_ascii_strtod (text, NULL), NULL);

  return worksheet_write_string (writing->sheet, row, (lxw_col_t) column, text, writing->text);
}

static double
get_width (const GvnSheetTable *table, guint column)
{
  glong longest = 0;

  for (guint row = 0; row < gvn_sheet_table_get_n_rows (table); row++)
    longest = MAX (longest, g_utf8_strlen (gvn_sheet_table_get (table, row, column), -1));

  return CLAMP ((double) longest + 2, MIN_WIDTH, MAX_WIDTH);
}

static lxw_error
fill (Writing *writing, const GvnSheetTable *table, const GvnList *list)
{
  guint n_rows = gvn_sheet_table_get_n_rows (table), n_columns = gvn_sheet_table_get_n_columns (table);

  for (guint column = 0; column < n_columns; column++)
    {
      GvnColumnKind kind = list != NULL && column < list->n_columns ? list->columns[column].kind : GVN_COLUMN_TEXT;
      lxw_error code
          = worksheet_set_column (writing->sheet, (lxw_col_t) column, (lxw_col_t) column, get_width (table, column),
                                  kind == GVN_COLUMN_DATE ? writing->date : writing->text);

      if (code == LXW_NO_ERROR)
        code = worksheet_write_string (writing->sheet, 0, (lxw_col_t) column, gvn_sheet_table_get (table, 0, column),
                                       writing->header);
      for (guint row = 1; code == LXW_NO_ERROR && row < n_rows; row++)
        if (*gvn_sheet_table_get (table, row, column) != '\0')
          code = write_cell (writing, row, column, kind, gvn_sheet_table_get (table, row, column));
      if (code != LXW_NO_ERROR)
        return code;
    }
  worksheet_freeze_panes (writing->sheet, 1, 0);
  if (n_columns > 0)
    worksheet_autofilter (writing->sheet, 0, 0, n_rows > 0 ? n_rows - 1 : 0, (lxw_col_t) (n_columns - 1));

  return LXW_NO_ERROR;
}

static gboolean
write_xlsx (const GvnSheetTable *table, const GvnList *list, const char *path, GError **error)
{
  Writing writing = { .book = workbook_new (path) };
  lxw_error code, closing;

  writing.sheet = workbook_add_worksheet (writing.book, NULL);
  writing.header = workbook_add_format (writing.book);
  format_set_bold (writing.header);
  writing.date = workbook_add_format (writing.book);
  format_set_num_format (writing.date, "yyyy-mm-dd");
  /* as text, so that nothing typed in it becomes a date or a number of its own */
  writing.text = workbook_add_format (writing.book);
  format_set_num_format (writing.text, "@");
  code = fill (&writing, table, list);
  closing = workbook_close (writing.book);
  if (code == LXW_NO_ERROR)
    code = closing;

  return code == LXW_NO_ERROR || set_failed (error, path, lxw_strerror (code));
}

/* Beside @path, then renamed: what is there stays whole until the new one is. */
static gboolean
write_beside (const GvnSheetTable *table, const GvnList *list, const char *path, GError **error)
{
  g_autofree char *beside = g_strdup_printf ("%s.%s.tmp", path, g_get_user_name ());
  g_autoptr (GError) failure = NULL;

  if (write_xlsx (table, list, beside, &failure) && g_rename (beside, path) == 0)
    return TRUE;

  set_failed (error, path, failure != NULL ? failure->message : g_strerror (errno));
  g_unlink (beside);
  return FALSE;
}

/**
 * gvn_sheet_write_file:
 * @list: (nullable): says which columns are dates and numbers
 * @path: ends in .xlsx or .csv
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID for another ending, %GVN_ERROR_IO when the
 *   system refused
 */
gboolean
gvn_sheet_write_file (const GvnSheetTable *table, const GvnList *list, const char *path, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *csv = NULL;
  g_autoptr (GError) failure = NULL;

  if (g_str_has_suffix (lower, ".xlsx"))
    return write_beside (table, list, path, error);
  if (!g_str_has_suffix (lower, ".csv"))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: the path of a file */
                   _ ("“%s” says no kind of sheet: end its name in .xlsx or .csv"), path);
      return FALSE;
    }

  csv = gvn_sheet_write_csv (table);
  return g_file_set_contents (path, csv, -1, &failure) || set_failed (error, path, failure->message);
}
