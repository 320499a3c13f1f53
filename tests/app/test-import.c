/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet through the import dialog, from the file to Undo; what pages show, copied as a table. */
#include "config.h"

#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>

#include "../gvn-test-window.h"
#include "app/dialogs/gvn-import-dialog.h"
#include "app/gvn-page-table.h"
#include "app/gvn-page.h"
#include "proceedings/gvn-matter.h"
#include "sheets/gvn-list.h"

static GtkWidget *
find_stack (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  /* the dialog's own has a page "busy" */
  if (GTK_IS_STACK (widget) && gtk_stack_get_child_by_name (GTK_STACK (widget), "busy") != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_stack (child);

  return found;
}

static GtkWidget *
get_dialog (TestWindow *fixture)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));

  g_assert_true (GVN_IS_IMPORT_DIALOG (dialog));

  return GTK_WIDGET (dialog);
}

static void
wait_for (GtkWidget *dialog, const char *page)
{
  GtkStack *stack = GTK_STACK (find_stack (dialog));

  while (g_strcmp0 (gtk_stack_get_visible_child_name (stack), page) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_on (GtkWidget *dialog, const char *page)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (find_stack (dialog))), ==, page);
}

static GtkWidget *
read_sheet (TestWindow *fixture, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, "sheet.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  gvn_import_dialog_present (fixture->session, "actions", GTK_WIDGET (fixture->window));
  gvn_import_dialog_read_file (GVN_IMPORT_DIALOG (get_dialog (fixture)), file);

  return get_dialog (fixture);
}

static gboolean
shows_text (GtkWidget *widget, const char *text)
{
  gboolean found = GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); !found && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = shows_text (child, text);

  return found;
}

static guint
count_actions (TestWindow *fixture)
{
  GvnMatterFilter filter = { .kinds = 1u << GVN_MATTER_ACTION };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) actions = gvn_matter_list (gvn_session_get_db (fixture->session), &filter,
                                                   gvn_session_get_now (fixture->session), &error);

  g_assert_no_error (error);
  return actions->len;
}

/* Two new lines in one entry, which one undo takes back. */
static void
test_import (TestWindow *fixture, gconstpointer data)
{
  guint before = count_actions (fixture);
  GtkWidget *dialog
      = read_sheet (fixture, "Title;Body;Due;Side\nOne;COPIL;2028-04-03;dsiun\nTwo;COPIL;2028-04-04;dsiun\n");

  wait_for (dialog, "columns");
  gtk_widget_activate_action (dialog, "import.next", NULL);
  wait_for (dialog, "preview");
  g_assert_true (shows_text (dialog, "2 added, 0 changed, 0 unchanged, 0 refused"));
  g_assert_cmpuint (count_actions (fixture), ==, before);
  gtk_widget_activate_action (dialog, "import.next", NULL);
  while (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_actions (fixture), ==, before + 2);
  gvn_session_undo (fixture->session);
  g_assert_cmpuint (count_actions (fixture), ==, before);
}

/* Refused at its cell, and there is nothing to import then. */
static void
test_refused (TestWindow *fixture, gconstpointer data)
{
  guint before = count_actions (fixture);
  GtkWidget *dialog
      = read_sheet (fixture, "Title;Body;Due;Side\nOne;COPIL;2028-04-03;dsiun\nTwo;COPIL;2028-02-31;dsiun\n");

  wait_for (dialog, "columns");
  gtk_widget_activate_action (dialog, "import.next", NULL);
  wait_for (dialog, "preview");
  g_assert_true (shows_text (dialog, "1 added, 0 changed, 0 unchanged, 1 refused"));
  g_assert_true (shows_text (dialog, "Cell C3, Due"));
  gtk_widget_activate_action (dialog, "import.next", NULL);
  assert_on (dialog, "preview");
  g_assert_cmpuint (count_actions (fixture), ==, before);
}

/* There is nothing to look at while the sheet is read. */
static void
test_early (TestWindow *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  gvn_import_dialog_present (fixture->session, "actions", GTK_WIDGET (fixture->window));
  dialog = get_dialog (fixture);
  gtk_widget_activate_action (dialog, "import.next", NULL);
  assert_on (dialog, "source");
  dialog = read_sheet (fixture, "Title;Body;Due;Side\nOne;COPIL;2028-04-03;dsiun\n");
  gtk_widget_activate_action (dialog, "import.next", NULL);
  wait_for (dialog, "columns");
}

/* What cannot be read is told where the file was chosen. */
static void
test_unreadable (TestWindow *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none.xlsx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *dialog;

  gvn_import_dialog_present (fixture->session, "actions", GTK_WIDGET (fixture->window));
  dialog = get_dialog (fixture);
  gvn_import_dialog_read_file (GVN_IMPORT_DIALOG (dialog), file);
  wait_for (dialog, "source");
  g_assert_true (shows_text (dialog, "none.xlsx"));
}

/* Cancelled while the lines are tried: the columns again, nothing stored. */
static void
test_cancel (TestWindow *fixture, gconstpointer data)
{
  g_autoptr (GString) sheet = g_string_new ("Title;Body;Side\n");
  guint before = count_actions (fixture);
  GtkWidget *dialog;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (sheet, "Action %u;COPIL;dsiun\n", i);
  dialog = read_sheet (fixture, sheet->str);
  wait_for (dialog, "columns");
  gtk_widget_activate_action (dialog, "import.next", NULL);
  wait_for (dialog, "busy");
  gtk_widget_activate_action (dialog, "import.back", NULL);
  wait_for (dialog, "columns");
  g_assert_cmpuint (count_actions (fixture), ==, before);
}

/* Tables ------------------------------------------------------------------------------- */

static GvnPageTable *
create_table (void)
{
  GvnPageTable *table = gvn_page_table_new ("Table");

  gvn_page_table_add_column (table, "Text", GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, "Other", GVN_COLUMN_TEXT);
  gvn_page_table_end_row (table);
  gvn_page_table_add (table, "a < b & \"c\"\nd");
  gvn_page_table_add (table, "=1+1");
  gvn_page_table_end_row (table);
  gvn_page_table_add (table, "tab\there");
  gvn_page_table_add (table, NULL);
  gvn_page_table_end_row (table);

  return table;
}

static void
assert_cell (xmlXPathContext *context, const char *path, const char *expected)
{
  xmlXPathObject *found = xmlXPathEvalExpression (BAD_CAST path, context);

  g_assert_nonnull (found);
  g_assert_cmpstr ((const char *) found->stringval, ==, expected);
  xmlXPathFreeObject (found);
}

/* As libxml2 reads HTML */
static void
test_html (void)
{
  g_autoptr (GvnPageTable) table = create_table ();
  g_autofree char *html = gvn_page_table_to_html (table);
  xmlDoc *document = htmlReadDoc (BAD_CAST html, NULL, "utf-8", HTML_PARSE_NOERROR);
  xmlXPathContext *context = xmlXPathNewContext (document);

  assert_cell (context, "string(count(//tr))", "3");
  assert_cell (context, "string(count(//tr[2]/td))", "2");
  assert_cell (context, "string(//tr[1]/th[1])", "Text");
  assert_cell (context, "string(//tr[2]/td[1])", "a < b & \"c\"d");
  assert_cell (context, "string(count(//tr[2]/td[1]/br))", "1");
  assert_cell (context, "string(//tr[2]/td[2])", "=1+1");
  assert_cell (context, "string(//tr[3]/td[1])", "tab\there");
  xmlXPathFreeContext (context);
  xmlFreeDoc (document);
}

/* RFC 4180 quotes with tabs, as sheets read the clipboard */
static void
test_text (void)
{
  g_autoptr (GvnPageTable) table = create_table ();
  g_autofree char *text = gvn_page_table_to_text (table);

  g_assert_cmpstr (text, ==, "Text\tOther\n\"a < b & \"\"c\"\"\nd\"\t'=1+1\n\"tab\there\"\t\n");
}

/* Each page that lists something gives what it shows. */
static void
test_pages (TestWindow *fixture, gconstpointer data)
{
  static const char *const pages[] = { "deadlines", "agenda", "committees", "matters", "journal" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));
      GdkContentFormats *formats;

      gdk_clipboard_set_text (clipboard, "");
      gvn_window_show_section (fixture->window, pages[i]);
      test_settle (GTK_WIDGET (fixture->window));
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.copy-table", NULL));
      formats = gdk_clipboard_get_formats (clipboard);
      g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/html"));
      g_assert_true (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING));
    }
}

/* What is kept on our side does not go out in a table. */
static void
test_internal (TestWindow *fixture, gconstpointer data)
{
  static const char *const reasons[] = { "Une raison dite", "Une raison tue" };
  GvnMeetingFilter filter = { .body = "COTECH", .from = gvn_session_get_now (fixture->session)->local.date };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (fixture->session), &filter, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnPageTable) table = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      GvnMeeting *meeting = meetings->pdata[i];
      GvnMeetingRequest request = { .meeting = meeting->id,
                                    .act = GVN_ACT_MOVE,
                                    .start = meeting->start,
                                    .reason = reasons[i],
                                    .internal = i == 1,
                                    .by_name = "Test",
                                    .now = gvn_session_get_now (fixture->session) };

      request.start.minutes += 30;
      gvn_session_run (fixture->session, "Move", gvn_meeting_apply, &request, &error);
      g_assert_no_error (error);
    }
  gvn_window_show_section (fixture->window, "committees");
  test_settle (GTK_WIDGET (fixture->window));
  table = gvn_page_get_table (GVN_PAGE (test_find_type (GTK_WIDGET (fixture->window), "GvnCommitteesPage")), &error);
  g_assert_no_error (error);
  text = gvn_page_table_to_text (table);
  g_assert_nonnull (strstr (text, reasons[0]));
  g_assert_null (strstr (text, reasons[1]));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("gouvernail-test-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", folder, TRUE); /* where columns are remembered */
  test_window_init (&argc, &argv);
  gvn_lists_register ();
#define ADD(path, func) g_test_add (path, TestWindow, NULL, test_window_set_up, func, test_window_tear_down)
  ADD ("/import/import", test_import);
  ADD ("/import/refused", test_refused);
  ADD ("/import/early", test_early);
  ADD ("/import/unreadable", test_unreadable);
  ADD ("/import/cancel", test_cancel);
  ADD ("/table/pages", test_pages);
  ADD ("/table/internal", test_internal);
  g_test_add_func ("/table/html", test_html);
  g_test_add_func ("/table/text", test_text);
#undef ADD
  status = test_window_run ();
  test_remove_folder (folder);

  return status;
}
