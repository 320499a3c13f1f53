/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-ui.h"

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
  adw_preferences_group_add (group, row);

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

/**
 * gvn_ui_add_internal:
 *
 * Returns: (transfer none): the switch that keeps a text on our side
 */
GtkWidget *
gvn_ui_add_internal (AdwPreferencesGroup *group, gboolean active)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Internal"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Stays on our side, in no export"));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), active);
  adw_preferences_group_add (group, row);

  return row;
}

static AdwDialog *
new_dialog (const char *title, AdwPreferencesPage *page, GtkWidget *header)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (page));
  adw_dialog_set_title (dialog, title);
  adw_dialog_set_child (dialog, view);

  return dialog;
}

AdwDialog *
gvn_ui_present_page (const char *title, AdwPreferencesPage *page, int width, int height, GtkWidget *parent)
{
  AdwDialog *dialog = new_dialog (title, page, adw_header_bar_new ());

  adw_dialog_set_content_width (dialog, width);
  adw_dialog_set_content_height (dialog, height);
  adw_dialog_present (dialog, parent);

  return dialog;
}

static void
close_cb (GtkWidget *button)
{
  adw_dialog_close (ADW_DIALOG (gtk_widget_get_ancestor (button, ADW_TYPE_DIALOG)));
}

/**
 * gvn_ui_new_form:
 * @apply: the label of the button that applies
 * @apply_button: (out): that button; Enter presses it
 *
 * Returns: (transfer none): a dialog with Cancel and @apply, not yet presented
 */
AdwDialog *
gvn_ui_new_form (const char *title, AdwPreferencesPage *page, const char *apply, GtkWidget **apply_button)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  AdwDialog *dialog;

  *apply_button = gtk_button_new_with_mnemonic (apply);
  gtk_widget_add_css_class (*apply_button, "suggested-action");
  g_signal_connect (cancel, "clicked", G_CALLBACK (close_cb), NULL);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), *apply_button);
  dialog = new_dialog (title, page, header);
  adw_dialog_set_content_width (dialog, 460);
  adw_dialog_set_default_widget (dialog, *apply_button);

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
  gtk_accessible_announce (GTK_ACCESSIBLE (group), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}
