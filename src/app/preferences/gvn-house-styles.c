/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/preferences/gvn-preferences-pages.h"
#include "print/gvn-house-style.h"

/* The logos and the template that documents are dressed with. */

typedef struct
{
  GvnSession *session; /* owned */
  GvnHouseFile file;
} Choice;

static void
choice_free (gpointer data)
{
  g_object_unref (((Choice *) data)->session);
  g_free (data);
}

static Choice *
get_choice (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "choice");
}

static void
change (const Choice *choice, const char *path)
{
  GvnStore *store = gvn_session_get_store (choice->session);
  GvnHouseChange wanted = { .file = choice->file };
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *label = NULL;
  GStatBuf info;

  if (path != NULL)
    {
      if (gvn_house_file_check (choice->file, path, &error))
        sha256 = gvn_store_add_attachment (store, path, &error);
      if (sha256 == NULL)
        {
          gvn_session_fail (choice->session, error);
          return;
        }
      wanted.size = g_stat (path, &info) == 0 ? info.st_size : 0;
    }
  wanted.sha256 = sha256;
  wanted.name = name;
  label = gvn_house_change_dup_label (&wanted);
  if (!gvn_session_run (choice->session, label, gvn_house_style_change, &wanted, &error))
    gvn_session_fail (choice->session, error);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) button = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    change (get_choice (button), g_file_peek_path (file));
}

static void
choose_cb (GtkWidget *button)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, gvn_house_file_get_label (get_choice (button)->file));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (button)), NULL, chosen_cb, g_object_ref (button));
}

static void
reset_cb (GtkWidget *button)
{
  change (get_choice (button), NULL);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) button = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GError) error = NULL;
  const Choice *choice = get_choice (button);

  if (file != NULL
      && !gvn_house_style_save_template (gvn_session_get_store (choice->session), g_file_peek_path (file), &error))
    gvn_session_fail (choice->session, error);
}

static void
save_cb (GtkWidget *button)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Save the Template to Change It"));
  /* Translators: the name of a file */
  gtk_file_dialog_set_initial_name (dialog, _ ("Template.docx"));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (button)), NULL, saved_cb, g_object_ref (button));
}

static void
add_button (GtkWidget *row, GvnSession *session, GvnHouseFile file, const char *icon, const char *tooltip,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  Choice *choice = g_new (Choice, 1);

  choice->session = g_object_ref (session);
  choice->file = file;
  g_object_set_data_full (G_OBJECT (button), "choice", choice, choice_free);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", clicked, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_file (AdwPreferencesGroup *group, GvnSession *session, GvnHouseFile file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  const char *label = gvn_house_file_get_label (file);
  /* Translators: %s is a template or a logo */
  g_autofree char *choose = g_strdup_printf (_ ("Choose: %s"), label);
  g_autofree char *reset = g_strdup_printf (_ ("Do without: %s"), label);
  GtkWidget *row;

  if (!gvn_house_style_find (gvn_session_get_db (session), file, NULL, &name, &error))
    {
      gvn_session_fail (session, error);
      return;
    }
  row = gvn_ui_add_row (group, label,
                        name != NULL                 ? name
                        : file == GVN_HOUSE_TEMPLATE ? _ ("The one the program comes with")
                                                     : _ ("None"));
  if (file == GVN_HOUSE_TEMPLATE)
    add_button (row, session, file, "document-save-symbolic", _ ("Save the Template to Change It…"),
                G_CALLBACK (save_cb));
  if (gvn_store_is_read_only (gvn_session_get_store (session)))
    return;
  if (name != NULL)
    add_button (row, session, file, "edit-clear-symbolic", reset, G_CALLBACK (reset_cb));
  add_button (row, session, file, "document-open-symbolic", choose, G_CALLBACK (choose_cb));
}

static void
fill (AdwPreferencesGroup *group, GvnSession *session, const char *subject)
{
  for (GvnHouseFile file = 0; file < GVN_N_HOUSE_FILES; file++)
    add_file (group, session, file);
}

/**
 * gvn_house_styles_add_group:
 *
 * Adds the files that documents are dressed with to @page.
 */
void
gvn_house_styles_add_group (AdwPreferencesPage *page, GvnSession *session)
{
  gvn_ui_bind_group (gvn_ui_add_group (page, _ ("Documents"),
                                       _ ("The template is changed in Word, its styles and its logo with it; the "
                                          "logos here are those of the PDF and of paper.")),
                     session, fill, NULL);
}
