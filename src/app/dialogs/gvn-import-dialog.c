/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-import-dialog.h"
#include "app/dialogs/gvn-import-pages.h"
#include "app/gvn-page-table.h"
#include "app/gvn-ui.h"
#include "app/widgets/gvn-announce.h"
#include "sheets/gvn-sheet-read.h"

/*
 * A sheet is read and parsed by a thread of its own (a GTask, which touches neither the
 * store nor a widget); the lines are tried and taken by the writer's thread. The dialog
 * only waits, and cannot be closed meanwhile: closing cancels.
 */

#define PULSE_MS 100

struct _GvnImportDialog
{
  AdwDialog parent_instance;

  /* owned */
  GvnSession *session; /* NULL once disposed */
  GvnSheetTable *table;
  GCancellable *cancellable; /* of what runs */
  GvnImportColumns *columns;
  char *source; /* what the sheet is called */
  char *author;
  guint pulse;

  /* what the writer's thread reads */
  GvnImport import;
  GvnImportMap map;
  GvnNow now;
  int n_taken;

  /* borrowed */
  GtkStack *stack;
  GtkWidget *list;
  GtkProgressBar *progress;
  GtkWidget *back;
  GtkWidget *next;
  AdwPreferencesGroup *source_group;
  AdwPreferencesPage *columns_page;
  AdwPreferencesPage *preview;
  AdwPreferencesGroup *preview_groups[GVN_IMPORT_N_GROUPS];
};

G_DEFINE_FINAL_TYPE (GvnImportDialog, gvn_import_dialog, ADW_TYPE_DIALOG)

static gboolean
is_on (GvnImportDialog *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) == 0;
}

static void
show_page (GvnImportDialog *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->back, !is_on (self, "source"));
  if (is_on (self, "busy"))
    gtk_button_set_label (GTK_BUTTON (self->back), _ ("_Cancel"));
  else
    gtk_button_set_icon_name (GTK_BUTTON (self->back), "go-previous-symbolic");
  gtk_widget_set_tooltip_text (self->back, is_on (self, "busy") ? NULL : _ ("Back"));
  gtk_widget_set_visible (self->next, is_on (self, "columns") || is_on (self, "preview"));
  gtk_button_set_label (GTK_BUTTON (self->next), is_on (self, "preview") ? _ ("_Import") : _ ("_Preview"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.next", is_on (self, "columns") || is_on (self, "preview"));
}

static const GvnList *
get_list (GvnImportDialog *self)
{
  return gvn_list_get_all ()->pdata[adw_combo_row_get_selected (ADW_COMBO_ROW (self->list))];
}

/* Waiting ------------------------------------------------------------------------------ */

static gboolean
pulse_cb (gpointer data)
{
  GvnImportDialog *self = data;
  int n = g_atomic_int_get (&self->n_taken);
  guint n_rows = self->table != NULL ? gvn_sheet_table_get_n_rows (self->table) : 0;

  if (n > 0 && n_rows > 0)
    gtk_progress_bar_set_fraction (self->progress, MIN (1.0, (double) n / n_rows));
  else
    gtk_progress_bar_pulse (self->progress);

  return G_SOURCE_CONTINUE;
}

static void
begin_wait (GvnImportDialog *self, const char *what)
{
  g_atomic_int_set (&self->n_taken, 0);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, what);
  self->pulse = g_timeout_add (PULSE_MS, pulse_cb, self);
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  show_page (self, "busy");
}

/* FALSE when the dialog is gone meanwhile. */
static gboolean
end_wait (GvnImportDialog *self)
{
  g_clear_handle_id (&self->pulse, g_source_remove);
  if (self->session == NULL)
    return FALSE;
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);

  return TRUE;
}

static void
close_attempt_cb (GvnImportDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Reading ------------------------------------------------------------------------------ */

typedef struct
{
  char *path; /* or */
  char *text;
} Source;

static void
source_free (Source *source)
{
  g_free (source->path);
  g_free (source->text);
  g_free (source);
}

static void
read_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  const Source *source = data;
  GError *error = NULL;
  GvnSheetTable *table = source->path != NULL ? gvn_sheet_read_file (source->path, &error)
                                              : gvn_sheet_read_text (source->text, strlen (source->text), &error);

  if (table != NULL)
    g_task_return_pointer (task, table, (GDestroyNotify) gvn_sheet_table_free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GvnImportDialog *self = GVN_IMPORT_DIALOG (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnSheetTable) table = g_task_propagate_pointer (G_TASK (result), &error);

  if (!end_wait (self))
    return;
  if (table == NULL)
    {
      show_page (self, "source");
      gvn_ui_set_fault (self->source_group, NULL, is_cancelled (error) ? NULL : error->message);
      return;
    }
  g_clear_pointer (&self->table, gvn_sheet_table_free);
  self->table = g_steal_pointer (&table);
  gvn_import_columns_set_sheet (self->columns, get_list (self), self->table);
  show_page (self, "columns");
}

/* Takes both. */
static void
read_sheet (GvnImportDialog *self, char *path, char *text)
{
  g_autoptr (GTask) task = NULL;
  Source *source = g_new0 (Source, 1);

  source->path = path;
  source->text = text;
  begin_wait (self, _ ("Reading the sheet…"));
  task = g_task_new (self, self->cancellable, read_cb, NULL);
  g_task_set_return_on_cancel (task, FALSE);
  g_task_set_task_data (task, source, (GDestroyNotify) source_free);
  g_task_run_in_thread (task, read_thread);
}

void
gvn_import_dialog_read_file (GvnImportDialog *self, GFile *file)
{
  char *path = g_file_get_path (file);

  if (path == NULL)
    {
      gvn_ui_set_fault (self->source_group, NULL, _ ("This file is not on this computer: copy it here first"));
      return;
    }
  g_free (self->source);
  self->source = g_filename_display_basename (path);
  read_sheet (self, path, NULL);
}

static void
opened_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (GvnImportDialog) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  if (file != NULL && self->session != NULL)
    gvn_import_dialog_read_file (self, file);
}

static void
open_clicked_cb (GvnImportDialog *self)
{
  static const char *const suffixes[] = { "xlsx", "ods", "csv", "tsv", "txt", "ics" };
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Sheets"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _ ("Import a Sheet"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, opened_cb,
                        g_object_ref (self));
}

static void
pasted_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  g_autoptr (GvnImportDialog) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  if (self->session == NULL)
    return;
  if (text == NULL || *text == '\0')
    {
      gvn_ui_set_fault (self->source_group, NULL, _ ("The clipboard has no cells: copy them in the sheet first"));
      return;
    }
  g_set_str (&self->source, _ ("pasted cells"));
  read_sheet (self, NULL, g_steal_pointer (&text));
}

static void
paste_clicked_cb (GvnImportDialog *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, pasted_cb, g_object_ref (self));
}

static void
export_clicked_cb (GvnImportDialog *self)
{
  const GvnList *list = get_list (self);
  g_autoptr (GError) error = NULL;
  GvnSheetTable *table
      = gvn_list_export (list, gvn_session_get_db (self->session), gvn_session_get_now (self->session), &error);

  if (table == NULL)
    gvn_ui_set_fault (self->source_group, NULL, error->message);
  else
    gvn_page_table_save_sheet (table, list, self->session, GTK_WIDGET (self), _ (list->label));
}

/* Taking ------------------------------------------------------------------------------- */

/* What the columns were said to be is kept for the next sheet; that it cannot be stops nothing. */
static void
remember (GvnImportDialog *self)
{
  g_autoptr (GHashTable) names = gvn_import_names_load (self->import.list);
  g_autoptr (GError) error = NULL;

  gvn_import_names_add (self->import.list, names, self->table, &self->map);
  if (!gvn_import_names_save (self->import.list, names, &error))
    gvn_session_fail (self->session, error);
}

static void
show_done (GvnImportDialog *self, const GvnImportResult *result)
{
  /* Translators: the name of a list, then two numbers of lines */
  g_autofree char *sentence = g_strdup_printf (_ ("%s: %u added, %u changed"), _ (self->import.list->label),
                                               result->n_added, result->n_changed);

  remember (self);
  gvn_session_tell_done (self->session, sentence);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
show_preview (GvnImportDialog *self, const GvnImportResult *result)
{
  gvn_import_preview_fill (self->preview, self->preview_groups, result);
  show_page (self, "preview");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.next",
                                 result->n_refused == 0 && result->n_added + result->n_changed > 0);
  gvn_announce (GTK_WIDGET (self), adw_preferences_page_get_description (self->preview),
                GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
run_cb (GObject *store, GAsyncResult *async_result, gpointer data)
{
  g_autoptr (GvnImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnImportResult) result = gvn_import_run_finish (GVN_STORE (store), async_result, &error);

  if (!end_wait (self))
    return;
  if (result != NULL && result->done)
    show_done (self, result);
  else if (result != NULL)
    show_preview (self, result);
  else
    {
      show_page (self, "columns");
      if (!is_cancelled (error))
        gvn_session_fail (self->session, error);
    }
}

static void
run (GvnImportDialog *self, gboolean dry_run)
{
  self->now = *gvn_session_get_now (self->session);
  g_set_str (&self->author, gvn_session_get_author (self->session));
  begin_wait (self, dry_run ? _ ("Looking at each line…") : _ ("Importing…"));
  self->import = (GvnImport) { .list = get_list (self),
                               .table = self->table,
                               .map = &self->map,
                               .source = self->source,
                               .author = self->author,
                               .now = &self->now,
                               .dry_run = dry_run,
                               .cancellable = self->cancellable,
                               .n_taken = &self->n_taken };
  gvn_import_run_async (gvn_session_get_store (self->session), &self->import, run_cb, g_object_ref (self));
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnImportDialog *self = GVN_IMPORT_DIALOG (widget);
  g_autoptr (GError) error = NULL;

  if (is_on (self, "preview"))
    run (self, FALSE);
  else if (gvn_import_columns_read (self->columns, &self->map, &error))
    run (self, TRUE);
  else
    gvn_session_fail (self->session, error);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnImportDialog *self = GVN_IMPORT_DIALOG (widget);

  if (is_on (self, "busy"))
    g_cancellable_cancel (self->cancellable);
  else
    show_page (self, is_on (self, "preview") ? "columns" : "source");
}

/* Layout ------------------------------------------------------------------------------- */

static void
add_button (AdwPreferencesGroup *group, const char *title, const char *icon, GCallback clicked, GvnImportDialog *self)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (row), icon);
  g_signal_connect_object (row, "activated", clicked, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
}

static void
add_source (GvnImportDialog *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *first = gvn_ui_add_group (page, NULL, NULL);
  AdwPreferencesGroup *last;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GPtrArray *lists = gvn_list_get_all ();

  for (guint i = 0; i < lists->len; i++)
    gtk_string_list_append (labels, _ (((const GvnList *) lists->pdata[i])->label));
  self->list = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->list), _ ("List"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->list), G_LIST_MODEL (labels));
  adw_preferences_group_add (first, self->list);

  self->source_group = gvn_ui_add_group (page, NULL, NULL);
  add_button (self->source_group, _ ("Choose a _File…"), "document-open-symbolic", G_CALLBACK (open_clicked_cb), self);
  add_button (self->source_group, _ ("_Paste Cells"), "edit-paste-symbolic", G_CALLBACK (paste_clicked_cb), self);
  last = gvn_ui_add_group (page, NULL,
                           _ ("The list as it is, with the headers an import knows: fill it in and import it."));
  add_button (last, _ ("_Export as Sheet…"), "document-save-symbolic", G_CALLBACK (export_clicked_cb), self);
  gtk_stack_add_named (self->stack, GTK_WIDGET (page), "source");
}

static void
add_busy (GvnImportDialog *self)
{
  GtkWidget *progress = gtk_progress_bar_new ();

  self->progress = GTK_PROGRESS_BAR (progress);
  gtk_progress_bar_set_show_text (self->progress, TRUE);
  gtk_widget_set_valign (progress, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (progress, 24);
  gtk_widget_set_margin_end (progress, 24);
  gtk_stack_add_named (self->stack, progress, "busy");
}

static GtkWidget *
create_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

static void
gvn_import_dialog_dispose (GObject *object)
{
  GvnImportDialog *self = GVN_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pulse, g_source_remove);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gvn_import_dialog_parent_class)->dispose (object);
}

/* What runs holds a reference: the threads are done with all of it. */
static void
gvn_import_dialog_finalize (GObject *object)
{
  GvnImportDialog *self = GVN_IMPORT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->table, gvn_sheet_table_free);
  g_clear_pointer (&self->columns, gvn_import_columns_free);
  g_free (self->source);
  g_free (self->author);

  G_OBJECT_CLASS (gvn_import_dialog_parent_class)->finalize (object);
}

static void
gvn_import_dialog_class_init (GvnImportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gvn_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = gvn_import_dialog_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "import.next", NULL, next_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "import.back", NULL, back_action);
}

static void
gvn_import_dialog_init (GvnImportDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *header = adw_header_bar_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  self->back = create_button (_ ("_Cancel"), "import.back");
  self->next = create_button (_ ("_Preview"), "import.next");
  gtk_widget_add_css_class (self->next, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->next);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->stack));

  add_source (self);
  add_busy (self);
  self->columns_page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  self->columns = gvn_import_columns_new (self->columns_page);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->columns_page), "columns");
  self->preview = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->preview), "preview");
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Import a Sheet"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 560);
  adw_dialog_set_content_height (ADW_DIALOG (self), 640);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  g_signal_connect (self, "close-attempt", G_CALLBACK (close_attempt_cb), NULL);
  show_page (self, "source");
}

/**
 * gvn_import_dialog_present:
 * @list: (nullable): the code of the list that is meant
 */
void
gvn_import_dialog_present (GvnSession *session, const char *list, GtkWidget *parent)
{
  GvnImportDialog *self = g_object_new (GVN_TYPE_IMPORT_DIALOG, NULL);
  GPtrArray *lists = gvn_list_get_all ();

  self->session = g_object_ref (session);
  for (guint i = 0; i < lists->len; i++)
    if (g_strcmp0 (((const GvnList *) lists->pdata[i])->code, list) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->list), i);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
