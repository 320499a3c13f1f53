/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/dialogs/gvn-contract-dialog.h"
#include "app/gvn-application.h"
#include "app/gvn-screenshots.h"
#include "app/gvn-shortcuts.h"
#include "app/gvn-window.h"
#include "base/gvn-error.h"
#include "demonstration/gvn-demonstration.h"
#include "committees/gvn-meeting.h"
#include "mail/gvn-mail.h"
#include "sheets/gvn-list.h"
#include "store/gvn-backup.h"

struct _GvnApplication
{
  AdwApplication parent_instance;

  /* owned */
  GSettings *settings;
  char *today; /* as given: --today, GOUVERNAIL_TODAY */
  char *screenshots;
  gboolean demonstration;
};

G_DEFINE_FINAL_TYPE (GvnApplication, gvn_application, ADW_TYPE_APPLICATION)

static char *
dup_data_path (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "gouvernail", name, NULL);
}

static GvnWindow *
get_window (GvnApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return window != NULL ? GVN_WINDOW (window) : gvn_window_new (GTK_APPLICATION (self));
}

/* The day's copy, in the background and after the window. */
static void
backup_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (gvn_store_backup_daily (source, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GvnSession) session = data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    gvn_session_fail (session, error);
}

static void
start_backup (GvnSession *session)
{
  GvnStore *store = gvn_session_get_store (session);
  GDate *today = g_memdup2 (&gvn_session_get_now (session)->local.date, sizeof (GDate));
  g_autoptr (GTask) task = g_task_new (store, NULL, backed_up_cb, g_object_ref (session));

  g_task_set_task_data (task, today, g_free);
  g_task_run_in_thread (task, backup_thread);
}

/* A damaged contract: its newest backup, put in its place. */
static void
restore_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFile) file = data;
  GvnApplication *self = GVN_APPLICATION (g_application_get_default ());
  g_autoptr (GPtrArray) backups = gvn_backup_list (g_file_peek_path (file));
  g_autoptr (GError) error = NULL;
  GFile *files[] = { file };

  if (!g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "restore"))
    return;
  if (gvn_backup_restore_damaged (g_file_peek_path (file), backups->pdata[0], &error))
    g_application_open (G_APPLICATION (self), files, 1, "");
  else
    gvn_window_show_problem (get_window (self), _ ("The backup could not be restored"), error->message);
}

static void
offer_restore (GvnApplication *self, const char *path)
{
  g_autoptr (GPtrArray) backups = gvn_backup_list (path);
  g_autofree char *name = NULL;
  g_autofree char *body = NULL;
  AdwDialog *dialog;

  if (backups->len == 0)
    return;
  name = g_path_get_basename (backups->pdata[0]);
  /* Translators: the name of a backup, which is its day */
  body = g_strdup_printf (_ ("The damaged file is moved aside and the backup %s takes its place."), name);
  dialog = adw_alert_dialog_new (_ ("Restore the Last Backup?"), body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "restore", _ ("_Restore"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "restore", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (get_window (self)), NULL, restore_answered_cb,
                           g_file_new_for_path (path));
}

static void
show_store (GvnApplication *self, GvnStore *store, const char *today)
{
  GvnWindow *window = get_window (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnSession) session = gvn_session_new (store, today, &error);

  if (session == NULL)
    {
      gvn_window_show_problem (window, _ ("This contract cannot be shown"), error->message);
      return;
    }
  gvn_window_set_session (window, session);
  start_backup (session);
}

static GvnStore *
open_contract (const char *path, const char *today, GError **error)
{
  GvnNow now;

  return gvn_now_resolve (today, &now, error) ? gvn_contract_open (path, g_get_real_name (), &now, error) : NULL;
}

static void
open_path (GvnApplication *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  GvnStore *store = open_contract (path, self->today, &error);

  if (store == NULL)
    {
      gvn_window_show_problem (get_window (self), _ ("This contract cannot be opened"), error->message);
      if (g_error_matches (error, GVN_ERROR, GVN_ERROR_DAMAGED))
        offer_restore (self, path);
      return;
    }
  g_settings_set_string (self->settings, "last-database", path);
  show_store (self, store, self->today);
}

/* The demonstration always lies in a file of its own, seen from its own day. */
static void
open_demonstration (GvnApplication *self)
{
  g_autofree char *path = dup_data_path ("demonstration.gvn");
  g_autoptr (GError) error = NULL;
  const char *today = self->today != NULL ? self->today : GVN_DEMONSTRATION_TODAY;
  GvnStore *store = g_file_test (path, G_FILE_TEST_EXISTS) ? open_contract (path, today, &error)
                                                           : gvn_demonstration_create (path, &error);

  if (store == NULL)
    gvn_window_show_problem (get_window (self), _ ("The demonstration cannot be shown"), error->message);
  else
    show_store (self, store, today);
}

static void
gvn_application_activate (GApplication *application)
{
  GvnApplication *self = GVN_APPLICATION (application);
  g_autofree char *last = g_settings_get_string (self->settings, "last-database");
  g_autofree char *path = *last != '\0' ? g_strdup (last) : dup_data_path ("contract.gvn");
  gboolean first = gtk_application_get_active_window (GTK_APPLICATION (self)) == NULL;

  if (first && self->demonstration)
    open_demonstration (self);
  else if (first && g_file_test (path, G_FILE_TEST_EXISTS))
    open_path (self, path);
  gtk_window_present (GTK_WINDOW (get_window (self)));
  if (first && self->screenshots != NULL)
    gvn_screenshots_take (get_window (self), self->screenshots);
}

static void
gvn_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GvnApplication *self = GVN_APPLICATION (application);

  open_path (self, g_file_peek_path (files[0]));
  gtk_window_present (GTK_WINDOW (get_window (self)));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GvnApplication) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    open_path (self, g_file_peek_path (file));
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Open a Contract"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (get_window (data)), NULL, opened_cb, g_object_ref (data));
}

static void
created_cb (const char *path, gpointer data)
{
  open_path (data, path);
}

static void
new_path_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GvnApplication) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    gvn_contract_dialog_present (g_file_peek_path (file), self->today, created_cb, self,
                                 GTK_WIDGET (get_window (self)));
}

/* The first contract goes where the application looks for it; others are given
 * a place. */
static void
new_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *path = dup_data_path ("contract.gvn");
  GvnApplication *self = data;
  g_autoptr (GtkFileDialog) dialog = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      gvn_contract_dialog_present (path, self->today, created_cb, self, GTK_WIDGET (get_window (self)));
      return;
    }
  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _ ("New Contract"));
  gtk_file_dialog_set_initial_name (dialog, "contract.gvn");
  gtk_file_dialog_save (dialog, GTK_WINDOW (get_window (self)), NULL, new_path_chosen_cb, g_object_ref (self));
}

static void
demo_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  open_demonstration (data);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_dialog (GTK_WIDGET (get_window (data)), "application-name", _ ("Gouvernail"), "application-icon",
                         GVN_APP_ID, "version", GVN_VERSION, "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("Governs and plans an outsourcing contract"), NULL);
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_application_quit (data);
}

static int
handle_local_options (GApplication *application, GVariantDict *options)
{
  GvnApplication *self = GVN_APPLICATION (application);
  g_autoptr (GError) error = NULL;
  const char *today;
  GvnNow now;

  self->demonstration = g_variant_dict_contains (options, "demo");
  if (g_variant_dict_lookup (options, "today", "&s", &today))
    g_set_str (&self->today, today);
  g_variant_dict_lookup (options, "screenshots", "^ay", &self->screenshots);
  if (self->screenshots != NULL)
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  if (gvn_now_resolve (self->today, &now, &error))
    return -1;

  g_printerr ("gouvernail: %s\n", error->message);
  return 1;
}

static void
gvn_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "new", new_action, NULL, NULL, NULL, { 0 } },   { "open", open_action, NULL, NULL, NULL, { 0 } },
    { "demo", demo_action, NULL, NULL, NULL, { 0 } }, { "about", about_action, NULL, NULL, NULL, { 0 } },
    { "quit", quit_action, NULL, NULL, NULL, { 0 } },
  };

  G_APPLICATION_CLASS (gvn_application_parent_class)->startup (application);
  gvn_mail_register ();
  gvn_lists_register ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  gvn_shortcuts_install (GTK_APPLICATION (application));
}

static void
gvn_application_finalize (GObject *object)
{
  GvnApplication *self = GVN_APPLICATION (object);

  g_clear_object (&self->settings);
  g_free (self->today);
  g_free (self->screenshots);

  G_OBJECT_CLASS (gvn_application_parent_class)->finalize (object);
}

static void
gvn_application_class_init (GvnApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gvn_application_finalize;
  application_class->activate = gvn_application_activate;
  application_class->open = gvn_application_open;
  application_class->startup = gvn_application_startup;
  application_class->handle_local_options = handle_local_options;
}

static void
gvn_application_init (GvnApplication *self)
{
  static const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the demonstration contract"), NULL },
    { "today", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("The reference day"), N_ ("DATE") },
    { "screenshots", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Leave a picture of each page in a folder, then quit"),
      N_ ("FOLDER") },
    { NULL },
  };

  self->settings = g_settings_new (GVN_APP_ID);
  self->today = g_strdup (g_getenv ("GOUVERNAIL_TODAY"));
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

GvnApplication *
gvn_application_new (void)
{
  return g_object_new (GVN_TYPE_APPLICATION, "application-id", GVN_APP_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/eu/lesagencesdeleau/Gouvernail", NULL);
}
