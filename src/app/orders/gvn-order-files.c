/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-ui.h"
#include "app/orders/gvn-order-files.h"
#include "app/widgets/gvn-open-file.h"
#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "orders/gvn-order-file.h"

static GvnSession *
get_session (AdwPreferencesGroup *group)
{
  return g_object_get_data (G_OBJECT (group), "session");
}

static GvnOrder *
load (AdwPreferencesGroup *group)
{
  GvnSession *session = get_session (group);

  return gvn_order_find (gvn_session_get_db (session), g_object_get_data (G_OBJECT (group), "subject"),
                         gvn_session_get_now (session), NULL);
}

/* Adding ------------------------------------------------------------------------------- */

/* Keeps a file beside the contract. */
static GvnOrderFile *
keep (GvnSession *session, GFile *file, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *sha256 = NULL;
  g_autoptr (GFileInfo) info = NULL;

  if (g_file_peek_path (file) == NULL)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: a file */
                   _ ("“%s” is not on this computer: copy it here first"), name);
      return NULL;
    }
  sha256 = gvn_store_add_attachment (gvn_session_get_store (session), g_file_peek_path (file), error);
  info = sha256 != NULL ? g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, error) : NULL;

  return info != NULL ? gvn_order_file_new (sha256, name, g_file_info_get_size (info)) : NULL;
}

static char *
dup_label (GvnOrder *order, GPtrArray *files)
{
  g_autofree char *name = gvn_order_dup_name (order);

  if (files->len == 1)
    /* Translators: a file, an order as CMD-3 */
    return g_strdup_printf (_ ("Attach %s to %s"), ((GvnOrderFile *) files->pdata[0])->name, name);

  /* Translators: an order as CMD-3 */
  return g_strdup_printf (ngettext ("Attach %u file to %s", "Attach %u files to %s", files->len), files->len, name);
}

static gboolean
attach (GvnSession *session, GvnOrder *order, GPtrArray *chosen, GError **error)
{
  g_autoptr (GPtrArray) files = gvn_order_files_new ();
  GvnOrderFiles wanted = { order->id, files, gvn_session_get_now (session) };
  g_autofree char *label = NULL;

  for (guint i = 0; i < chosen->len; i++)
    {
      GvnOrderFile *file = keep (session, chosen->pdata[i], error);

      if (file == NULL)
        return FALSE;
      g_ptr_array_add (files, file);
    }
  label = dup_label (order, files);

  return gvn_session_run (session, label, gvn_order_attach, &wanted, error);
}

/* Attaches @chosen (#GFile), wherever on the page they were dropped: the focus brings the files
 * in sight, with a refusal or with what was added. */
static void
attach_to (AdwPreferencesGroup *group, GPtrArray *chosen)
{
  g_autoptr (GvnOrder) order = load (group);
  g_autoptr (GError) error = NULL;

  if (order != NULL && chosen->len > 0 && !attach (get_session (group), order, chosen, &error))
    gvn_ui_set_fault (group, NULL, error->message);
  gtk_widget_child_focus (GTK_WIDGET (group), GTK_DIR_TAB_BACKWARD);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AdwPreferencesGroup) group = data;
  g_autoptr (GListModel) chosen = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; chosen != NULL && i < g_list_model_get_n_items (chosen); i++)
    g_ptr_array_add (files, g_list_model_get_item (chosen, i));
  attach_to (group, files);
}

static void
choose (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkWidget *group = gtk_widget_get_ancestor (parent, ADW_TYPE_PREFERENCES_GROUP);

  gtk_file_dialog_set_title (dialog, _ ("Attach Files"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, chosen_cb,
                                 g_object_ref (group));
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, AdwPreferencesGroup *group)
{
  g_autoptr (GSList) dropped = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (GSList *item = dropped; item != NULL; item = item->next)
    g_ptr_array_add (files, item->data);
  attach_to (group, files);

  return TRUE;
}

/**
 * gvn_order_files_accept_drops:
 * @group: bound with gvn_order_fill_files()
 * @widget: what shows it
 *
 * Files that are dropped anywhere on @widget are attached.
 */
void
gvn_order_files_accept_drops (AdwPreferencesGroup *group, GtkWidget *widget)
{
  GtkDropTarget *target;

  if (gvn_store_is_read_only (gvn_session_get_store (get_session (group))))
    return;
  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), group, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

/* Showing ------------------------------------------------------------------------------ */

static void
open_cb (GtkWidget *row)
{
  gvn_open_file (g_object_get_data (G_OBJECT (row), "session"), g_object_get_data (G_OBJECT (row), "sha256"),
                 adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), row);
}

static void
remove_cb (GtkWidget *button, AdwPreferencesGroup *group)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "file"));
  g_autofree char *label = NULL, *name = NULL;
  g_autoptr (GvnOrder) order = load (group);
  g_autoptr (GError) error = NULL;

  if (order == NULL)
    return;
  name = gvn_order_dup_name (order);
  /* Translators: a file, an order as CMD-3 */
  label = g_strdup_printf (_ ("Remove %s from %s"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), name);
  if (gvn_session_run (get_session (group), label, gvn_order_detach, id, &error))
    gtk_widget_child_focus (GTK_WIDGET (group), GTK_DIR_TAB_FORWARD);
  else
    gvn_ui_set_fault (group, NULL, error->message);
}

static void
add_remove (AdwPreferencesGroup *group, GtkWidget *row, const GvnOrderFile *file)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *tooltip = g_strdup_printf (_ ("Remove %s"), file->name);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), group, G_CONNECT_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static char *
dup_words (const GvnOrderFile *file)
{
  g_autofree char *size = g_format_size ((guint64) file->size);
  g_autofree char *day = NULL, *words = NULL;
  GvnLocal at;

  gvn_local_from_instant (file->at, &at);
  day = gvn_text_date (&at.date);
  words = file->fact != NULL
              /* Translators: what happened, as "Order issued", then its day */
              ? g_strdup_printf (_ ("proof of “%s”, %s"), gvn_order_act_get_label (file->act), day)
              /* Translators: a day */
              : g_strdup_printf (_ ("added on %s"), day);

  return g_strjoin (" · ", size, words, NULL);
}

static void
add_file (AdwPreferencesGroup *group, GvnSession *session, const GvnOrderFile *file)
{
  g_autofree char *words = dup_words (file);
  GtkWidget *row = gvn_ui_add_row (group, file->name, words);

  adw_action_row_add_prefix (
      ADW_ACTION_ROW (row),
      gtk_image_new_from_icon_name (file->fact != NULL ? "security-high-symbolic" : "mail-attachment-symbolic"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_tooltip_text (row, _ ("Open This File"));
  g_object_set_data_full (G_OBJECT (row), "session", g_object_ref (session), g_object_unref);
  g_object_set_data_full (G_OBJECT (row), "sha256", g_strdup (file->sha256), g_free);
  g_object_set_data_full (G_OBJECT (row), "file", g_strdup (file->id), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (open_cb), NULL);
  if (file->id != NULL && !gvn_store_is_read_only (gvn_session_get_store (session)))
    add_remove (group, row, file);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
}

void
gvn_order_fill_files (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  g_autoptr (GPtrArray) files = gvn_order_file_list (gvn_session_get_db (session), id, NULL);
  gboolean writable = !gvn_store_is_read_only (gvn_session_get_store (session));

  adw_preferences_group_set_description (group,
                                         writable && files != NULL && files->len == 0
                                             ? _ ("Drop the specification, a quote, a report anywhere on this page")
                                             : NULL);
  for (guint i = 0; files != NULL && i < files->len; i++)
    add_file (group, session, files->pdata[i]);
  if (writable)
    gvn_ui_add_opener (group, _ ("Attach Files…"), session, choose, id);
  gtk_widget_set_visible (GTK_WIDGET (group), writable || (files != NULL && files->len > 0));
}
