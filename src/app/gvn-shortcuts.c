/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-shortcuts.h"

static const struct
{
  const char *accelerator;
  const char *action;
  const char *label;
} shortcuts[] = {
  /* the widget itself hears those without an action */
  { "<Control>z", "win.undo", N_ ("Undo") },
  { "<Control><Shift>z", "win.redo", N_ ("Redo") },
  { "<Alt>1", "win.section::dashboard", N_ ("Dashboard") },
  { "<Alt>2", "win.section::deadlines", N_ ("Deadlines") },
  { "<Alt>3", "win.section::agenda", N_ ("Agenda") },
  { "<Alt>4", "win.section::committees", N_ ("Committees") },
  { "<Alt>5", "win.section::matters", N_ ("Actions and Decisions") },
  { "<Alt>6", "win.section::cab", N_ ("CAB") },
  { "<Alt>7", "win.section::orders", N_ ("Orders") },
  { "<Alt>8", "win.section::money", N_ ("Money") },
  { "<Alt>9", "win.section::journal", N_ ("Journal") },
  { "<Control>f", "win.find", N_ ("Search in the page") },
  { "<Control>k", "win.search", N_ ("Search everywhere") },
  { "<Control>e", "win.export", N_ ("Export the schedule") },
  { "<Control>p", "win.print", N_ ("Print what is shown") },
  { "<Control>c", NULL, N_ ("Copy what is shown as a table") },
  { "<Control>n", "win.new", N_ ("New contract") },
  { "<Control>n", NULL, N_ ("New request, where the orders are shown") },
  { "<Control>o", "app.open", N_ ("Open a contract") },
  { "<Control>comma", "win.preferences", N_ ("Preferences") },
  { "<Control>Page_Down", NULL, N_ ("Next item of a meeting") },
  { "<Control>Page_Up", NULL, N_ ("Previous item of a meeting") },
  { "<Control>question", "win.shortcuts", N_ ("Keyboard shortcuts") },
  { "<Control>q", "app.quit", N_ ("Quit") },
};

void
gvn_shortcuts_install (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      const char *accelerators[] = { shortcuts[i].accelerator, NULL };

      if (shortcuts[i].action == NULL)
        continue;
      gtk_application_set_accels_for_action (application, shortcuts[i].action, accelerators);
    }
}

void
gvn_shortcuts_present (GtkWidget *parent)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      GtkWidget *row = adw_action_row_new ();
      guint key;
      GdkModifierType modifiers;
      g_autofree char *keys = NULL;
      GtkWidget *label;

      gtk_accelerator_parse (shortcuts[i].accelerator, &key, &modifiers);
      keys = gtk_accelerator_get_label (key, modifiers);
      label = gtk_label_new (keys);
      gtk_widget_add_css_class (label, "dimmed");
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcuts[i].label));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      adw_preferences_group_add (group, row);
    }

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _ ("Keyboard Shortcuts"));
  adw_dialog_set_content_width (dialog, 420);
  adw_dialog_set_content_height (dialog, 560);
  adw_dialog_set_child (dialog, view);
  adw_dialog_present (dialog, parent);
}
