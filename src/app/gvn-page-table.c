/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "app/gvn-page-table.h"
#include "base/gvn-time.h"
#include "sheets/gvn-sheet-write.h"

struct _GvnPageTable
{
  char *title;
  GvnSheetTable *table;
  GvnList shape; /* the kinds of its columns, for a sheet */
  GvnListColumn columns[GVN_LIST_MAX_COLUMNS];
  gboolean began;
  GError *error; /* the first: more than a sheet holds */
};

GvnPageTable *
gvn_page_table_new (const char *title)
{
  GvnPageTable *self = g_new0 (GvnPageTable, 1);

  self->title = g_strdup (title);
  self->table = gvn_sheet_table_new ();
  self->shape.columns = self->columns;

  return self;
}

void
gvn_page_table_free (GvnPageTable *self)
{
  g_free (self->title);
  g_clear_pointer (&self->table, gvn_sheet_table_free);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * gvn_page_table_add_column:
 * @label: in the user's language; a constant
 *
 * All columns come before the first row.
 */
void
gvn_page_table_add_column (GvnPageTable *self, const char *label, GvnColumnKind kind)
{
  g_assert (!self->began && self->shape.n_columns < GVN_LIST_MAX_COLUMNS);

  self->columns[self->shape.n_columns++] = (GvnListColumn) { .label = label, .kind = kind };
  gvn_page_table_add (self, label);
}

/* @text: (nullable): a cell, from left to right */
void
gvn_page_table_add (GvnPageTable *self, const char *text)
{
  if (self->error == NULL)
    gvn_sheet_table_add_cell (self->table, text != NULL ? text : "", -1, &self->error);
}

void
gvn_page_table_add_date (GvnPageTable *self, const GDate *date)
{
  char text[16] = "";

  if (g_date_valid (date))
    g_date_strftime (text, sizeof text, "%Y-%m-%d", date);
  gvn_page_table_add (self, text);
}

void
gvn_page_table_end_row (GvnPageTable *self)
{
  self->began = TRUE;
  if (self->error == NULL)
    gvn_sheet_table_end_row (self->table, &self->error);
}

/* Copying ------------------------------------------------------------------------------ */

/* An amount as the sheet it is pasted to reads it. */
static char *
dup_shown (const char *text, GvnColumnKind kind)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", -1);

  return kind == GVN_COLUMN_AMOUNT ? g_strjoinv (localeconv ()->decimal_point, parts) : g_strdup (text);
}

/* A text stays one, whatever it looks like; a line within it stays within its cell. */
static void
append_html_cell (GString *html, const char *text, const char *element, GvnColumnKind kind)
{
  g_autofree char *shown = dup_shown (text, kind);
  g_autofree char *escaped = g_markup_escape_text (shown, -1);
  g_auto (GStrv) lines = g_strsplit (escaped, "\n", -1);

  g_string_append_printf (html, "<%s%s>", element,
                          kind == GVN_COLUMN_DATE || kind == GVN_COLUMN_NUMBER || kind == GVN_COLUMN_AMOUNT
                              ? ""
                              : " style=\"mso-number-format:'\\@'\"");
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (html, "%s%s", i > 0 ? "<br style=\"mso-data-placement:same-cell\">" : "", lines[i]);
  g_string_append_printf (html, "</%s>", element);
}

/**
 * gvn_page_table_to_html:
 *
 * Returns: (transfer full): a document whose table Excel, Word and mail programs paste as one
 */
char *
gvn_page_table_to_html (const GvnPageTable *self)
{
  GString *html = g_string_new ("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><table border=\"1\">");

  for (guint row = 0; row < gvn_sheet_table_get_n_rows (self->table); row++)
    {
      g_string_append (html, "<tr>");
      for (guint i = 0; i < self->shape.n_columns; i++)
        append_html_cell (html, gvn_sheet_table_get (self->table, row, i), row == 0 ? "th" : "td",
                          row == 0 ? GVN_COLUMN_TEXT : self->columns[i].kind);
      g_string_append (html, "</tr>\n");
    }
  g_string_append (html, "</table></body></html>\n");

  return g_string_free (html, FALSE);
}

/* What parts cells lies within quotes, as sheets write and read it; what would be a formula
 * there is told to be a text. */
static void
append_text_cell (GString *all, const char *text, GvnColumnKind kind)
{
  g_autofree char *shown = dup_shown (text, kind);
  g_auto (GStrv) quotes = NULL;
  g_autofree char *doubled = NULL;

  if (*text != '\0' && kind != GVN_COLUMN_AMOUNT && strchr ("=+-@", *text) != NULL)
    g_string_append_c (all, '\'');
  if (strpbrk (text, "\t\r\n\"") == NULL)
    {
      g_string_append (all, shown);
      return;
    }
  quotes = g_strsplit (text, "\"", -1);
  doubled = g_strjoinv ("\"\"", quotes);
  g_string_append_printf (all, "\"%s\"", doubled);
}

/**
 * gvn_page_table_to_text:
 *
 * Returns: (transfer full): the cells parted by tabs, as sheets put them in the clipboard
 */
char *
gvn_page_table_to_text (const GvnPageTable *self)
{
  GString *all = g_string_new (NULL);

  for (guint row = 0; row < gvn_sheet_table_get_n_rows (self->table); row++)
    {
      for (guint i = 0; i < self->shape.n_columns; i++)
        {
          if (i > 0)
            g_string_append_c (all, '\t');
          append_text_cell (all, gvn_sheet_table_get (self->table, row, i),
                            row == 0 ? GVN_COLUMN_TEXT : self->columns[i].kind);
        }
      g_string_append_c (all, '\n');
    }

  return g_string_free (all, FALSE);
}

static gboolean
is_whole (GvnPageTable *self, GvnSession *session)
{
  if (self->error != NULL)
    gvn_session_fail (session, self->error);

  return self->error == NULL;
}

/**
 * gvn_page_table_copy:
 *
 * Puts the table in the clipboard, as a table and as text, and says so.
 */
gboolean
gvn_page_table_copy (GvnPageTable *self, GvnSession *session, GtkWidget *widget)
{
  g_autofree char *html = gvn_page_table_to_html (self);
  g_autofree char *text = gvn_page_table_to_text (self);
  g_autoptr (GBytes) html_bytes = g_bytes_new (html, strlen (html));
  g_autoptr (GBytes) text_bytes = g_bytes_new (text, strlen (text));
  GdkContentProvider *providers[] = { gdk_content_provider_new_for_bytes ("text/html", html_bytes),
                                      gdk_content_provider_new_for_bytes ("text/plain;charset=utf-8", text_bytes),
                                      gdk_content_provider_new_typed (G_TYPE_STRING, text) };
  g_autoptr (GdkContentProvider) all = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  guint n = gvn_sheet_table_get_n_rows (self->table) - 1;
  g_autofree char *sentence = g_strdup_printf (ngettext ("%u line is copied", "%u lines are copied", n), n);

  if (!is_whole (self, session) || !gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), all))
    return FALSE;
  gvn_session_tell (session, sentence);

  return TRUE;
}

/* Saving ------------------------------------------------------------------------------- */

typedef struct
{
  GvnSession *session; /* owned */
  GvnSheetTable *table;
  GvnPageTable *page; /* (nullable): owns the table and the columns then */
  const GvnList *list;
} Saving;

static void
saving_free (Saving *self)
{
  g_object_unref (self->session);
  if (self->page != NULL)
    gvn_page_table_free (self->page);
  else
    gvn_sheet_table_free (self->table);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *sentence = NULL;

  if (file == NULL && g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  if (error == NULL && path == NULL)
    {
      gvn_session_tell (self->session, _ ("This place is not on this computer: choose another folder"));
      return;
    }
  if (error != NULL || !gvn_sheet_write_file (self->table, self->list, path, &error))
    {
      gvn_session_fail (self->session, error);
      return;
    }
  sentence = g_strdup_printf (_ ("Saved in “%s”"), path);
  gvn_session_tell (self->session, sentence);
}

static void
add_filter (GListStore *filters, const char *name, const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  g_list_store_append (filters, filter);
}

/* Takes @saving. */
static void
ask_file (Saving *saving, GtkWidget *widget, const char *title)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autofree char *name = g_strdup_printf ("%s.xlsx", title);
  GtkRoot *root = gtk_widget_get_root (widget);

  add_filter (filters, _ ("Excel Sheets"), "xlsx");
  add_filter (filters, _ ("Text Sheets (CSV)"), "csv");
  gtk_file_dialog_set_title (dialog, _ ("Export as Sheet"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, file_chosen_cb, saving);
}

/**
 * gvn_page_table_save:
 * @self: (transfer full)
 *
 * Asks for a file and writes the table there, .xlsx or .csv.
 */
void
gvn_page_table_save (GvnPageTable *self, GvnSession *session, GtkWidget *widget)
{
  Saving *saving;

  if (!is_whole (self, session))
    {
      gvn_page_table_free (self);
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->session = g_object_ref (session);
  saving->page = self;
  saving->table = self->table;
  saving->list = &self->shape;
  ask_file (saving, widget, self->title);
}

/**
 * gvn_page_table_save_sheet:
 * @table: (transfer full)
 * @list: the list it is of
 *
 * As gvn_page_table_save(), for a whole list as its import takes it.
 */
void
gvn_page_table_save_sheet (GvnSheetTable *table, const GvnList *list, GvnSession *session, GtkWidget *widget,
                           const char *title)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->session = g_object_ref (session);
  saving->table = table;
  saving->list = list;
  ask_file (saving, widget, title);
}
