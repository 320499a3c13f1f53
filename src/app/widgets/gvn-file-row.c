/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-ui.h"
#include "app/widgets/gvn-file-row.h"

void
gvn_kept_file_clear (GvnKeptFile *self)
{
  g_clear_pointer (&self->sha256, g_free);
  g_clear_pointer (&self->name, g_free);
}

static void
set_file (GtkWidget *row, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  g_object_set_data_full (G_OBJECT (row), "file", g_file_get_path (file), g_free);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), name);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) row = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    set_file (row, file);
}

static void
choose_cb (GtkWidget *row)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (row)), NULL, chosen_cb, g_object_ref (row));
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, GtkWidget *row)
{
  set_file (row, g_value_get_object (value));

  return TRUE;
}

/**
 * gvn_file_row_add:
 *
 * Returns: (transfer none): a row where a file is dropped or chosen, added to @group
 */
GtkWidget *
gvn_file_row_add (AdwPreferencesGroup *group, const char *title)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);
  GtkWidget *row = gvn_ui_add_row (group, title, _ ("Drop a mail or a file here, or choose one"));

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("document-open-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (choose_cb), NULL);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));

  return row;
}

/**
 * gvn_file_row_read:
 * @row: (nullable): without one there is no file
 * @kept: (out): empty when no file was chosen
 *
 * Keeps the file beside the contract.
 */
gboolean
gvn_file_row_read (GtkWidget *row, GvnSession *session, GvnKeptFile *kept, GError **error)
{
  const char *path = row != NULL ? g_object_get_data (G_OBJECT (row), "file") : NULL;
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr (GFileInfo) info = NULL;

  if (file == NULL)
    return TRUE;
  kept->sha256 = gvn_store_add_attachment (gvn_session_get_store (session), path, error);
  info = kept->sha256 != NULL ? g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, error) : NULL;
  if (info == NULL)
    return FALSE;
  kept->name = g_file_get_basename (file);
  kept->size = g_file_info_get_size (info);

  return TRUE;
}
