/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-ui.h"
#include "app/widgets/gvn-announce.h"

/* Rows ------------------------------------------------------------------------------ */

static GPtrArray *
rows_of (AdwPreferencesGroup *group)
{
  return g_object_get_data (G_OBJECT (group), "rows");
}

/* Adds a row; in a bound group it goes when the group is filled again. */
void
gvn_ui_add_to_group (AdwPreferencesGroup *group, GtkWidget *row)
{
  if (rows_of (group) != NULL)
    g_ptr_array_add (rows_of (group), row);
  adw_preferences_group_add (group, row);
}

/* Rows added from now on can be taken away together. */
void
gvn_ui_track_rows (AdwPreferencesGroup *group)
{
  g_object_set_data_full (G_OBJECT (group), "rows", g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
}

void
gvn_ui_clear_group (AdwPreferencesGroup *group)
{
  GPtrArray *rows = rows_of (group);

  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static void
fill_again (AdwPreferencesGroup *group)
{
  GvnGroupFill fill = g_object_get_data (G_OBJECT (group), "fill");
  GvnSession *session = g_object_get_data (G_OBJECT (group), "session");

  gvn_ui_clear_group (group);
  fill (group, session, g_object_get_data (G_OBJECT (group), "subject"));
}

/**
 * gvn_ui_bind_group:
 * @subject: (nullable): an id, given to @fill
 *
 * Fills @group now and after each change of the contract.
 */
void
gvn_ui_bind_group (AdwPreferencesGroup *group, GvnSession *session, GvnGroupFill fill, const char *subject)
{
  gvn_ui_track_rows (group);
  g_object_set_data_full (G_OBJECT (group), "session", g_object_ref (session), g_object_unref);
  g_object_set_data_full (G_OBJECT (group), "subject", g_strdup (subject), g_free);
  g_object_set_data (G_OBJECT (group), "fill", fill);
  g_signal_connect_object (session, "changed", G_CALLBACK (fill_again), group, G_CONNECT_SWAPPED);
  fill (group, session, subject);
}

static void
open_row_cb (GtkWidget *row)
{
  GvnRowOpen open = g_object_get_data (G_OBJECT (row), "open");

  open (g_object_get_data (G_OBJECT (row), "session"), g_object_get_data (G_OBJECT (row), "subject"), row);
}

/**
 * gvn_ui_set_opener:
 * @row: an action row or a button row
 * @subject: (nullable): an id, given to @open
 *
 * Makes @row open something when it is activated.
 */
void
gvn_ui_set_opener (GtkWidget *row, GvnSession *session, GvnRowOpen open, const char *subject)
{
  g_object_set_data_full (G_OBJECT (row), "session", g_object_ref (session), g_object_unref);
  g_object_set_data_full (G_OBJECT (row), "subject", g_strdup (subject), g_free);
  g_object_set_data (G_OBJECT (row), "open", open);
  g_signal_connect (row, "activated", G_CALLBACK (open_row_cb), NULL);
  if (!ADW_IS_ACTION_ROW (row))
    return;
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
}

/**
 * gvn_ui_add_page_keys:
 * @previous: an action of @widget
 * @next: another
 *
 * Ctrl+Page Up and Ctrl+Page Down, also while a text is written, which would turn its own
 * pages with them.
 */
void
gvn_ui_add_page_keys (GtkWidget *widget, const char *previous, const char *next)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>Page_Up|<Control>KP_Page_Up"),
                        gtk_named_action_new (previous)));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>Page_Down|<Control>KP_Page_Down"),
                        gtk_named_action_new (next)));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (widget, keys);
}

/* A button row that opens a form. */
void
gvn_ui_add_opener (AdwPreferencesGroup *group, const char *title, GvnSession *session, GvnRowOpen open,
                   const char *subject)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gvn_ui_set_opener (row, session, open, subject);
  gvn_ui_add_to_group (group, row);
}

/* Calls a table by a name, and the list of its rows, which takes the focus and has none of
 * its own. */
void
gvn_ui_name_table (GtkColumnView *table, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (table)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

AdwPreferencesGroup *
gvn_ui_add_group (AdwPreferencesPage *page, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  if (title != NULL)
    adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (page, group);

  return group;
}

/* What people wrote, as it is: the title of a group is markup. */
void
gvn_ui_set_group_title (AdwPreferencesGroup *group, const char *title)
{
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (group, escaped);
}

/* The list within is called as the row that shows it: libadwaita leaves it without a name. */
void
gvn_ui_add_to_expander (AdwExpanderRow *expander, GtkWidget *row)
{
  adw_expander_row_add_row (expander, row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (expander)), -1);
}

/**
 * gvn_ui_add_row:
 * @subtitle: (nullable): the value, under the title
 *
 * Returns: (transfer none): an action row, added to @group
 */
GtkWidget *
gvn_ui_add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gvn_ui_add_to_group (group, row);

  return row;
}

void
gvn_ui_add_suffix (GtkWidget *row, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, css_class);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

/**
 * gvn_ui_add_entry:
 *
 * Returns: (transfer none): an entry row, added to @group
 */
GtkWidget *
gvn_ui_add_entry (AdwPreferencesGroup *group, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  adw_preferences_group_add (group, row);

  return row;
}

GtkWidget *
gvn_ui_add_switch (AdwPreferencesGroup *group, const char *title, const char *subtitle, gboolean active)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), active);
  gvn_ui_add_to_group (group, row);

  return row;
}

AdwDialog *
gvn_ui_new_dialog (const char *title, AdwPreferencesPage *page, GtkWidget *header)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (page));
  adw_dialog_set_title (dialog, title);
  adw_dialog_set_child (dialog, view);

  return dialog;
}

/* The dialog @within lies in */
void
gvn_ui_close_dialog (GtkWidget *within)
{
  adw_dialog_close (ADW_DIALOG (gtk_widget_get_ancestor (within, ADW_TYPE_DIALOG)));
}

/**
 * gvn_ui_run_and_close:
 * @within: the dialog that shows what the command takes away
 *
 * Runs a command and closes the dialog, or tells why it cannot be run.
 */
void
gvn_ui_run_and_close (GvnSession *session, const char *label, GvnCommand command, gpointer data, GtkWidget *within)
{
  g_autoptr (GError) error = NULL;
  /* found first: what the command takes away may take @within with it */
  AdwDialog *dialog = ADW_DIALOG (gtk_widget_get_ancestor (within, ADW_TYPE_DIALOG));

  if (gvn_session_run (session, label, command, data, &error))
    adw_dialog_close (dialog);
  else
    gvn_session_fail (session, error);
}

AdwDialog *
gvn_ui_present_page (const char *title, AdwPreferencesPage *page, int width, int height, GtkWidget *parent)
{
  AdwDialog *dialog = gvn_ui_new_dialog (title, page, adw_header_bar_new ());

  adw_dialog_set_content_width (dialog, width);
  adw_dialog_set_content_height (dialog, height);
  adw_dialog_present (dialog, parent);

  return dialog;
}

void
gvn_ui_set_fault (AdwPreferencesGroup *group, GtkWidget *entry, const char *message)
{
  g_autofree char *escaped = message != NULL ? g_markup_escape_text (message, -1) : NULL;

  adw_preferences_group_set_description (group, escaped);
  if (message == NULL)
    return;
  if (entry != NULL)
    {
      gtk_widget_add_css_class (entry, "error");
      gtk_widget_grab_focus (entry);
    }
  gvn_announce (GTK_WIDGET (group), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static gboolean
scroll_to_top_cb (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));

  if (!gtk_widget_get_mapped (list))
    return G_SOURCE_REMOVE;
  if (gtk_adjustment_get_upper (adjustment) == 0) /* not laid out yet */
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (adjustment, 0);

  return G_SOURCE_REMOVE;
}

/**
 * gvn_ui_scroll_to_top:
 * @list: a #GtkListView with headings
 *
 * A list view anchors its first row at the top, which hides the heading above it.
 */
void
gvn_ui_scroll_to_top (GtkWidget *list)
{
  gtk_widget_add_tick_callback (list, scroll_to_top_cb, NULL, NULL);
}
