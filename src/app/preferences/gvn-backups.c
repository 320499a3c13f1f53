/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/preferences/gvn-preferences-pages.h"
#include "store/gvn-backup.h"

static void
restore_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) row = data;
  GvnSession *session = g_object_get_data (G_OBJECT (row), "session");
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "restore"))
    return;
  if (gvn_store_restore (gvn_session_get_store (session), g_object_get_data (G_OBJECT (row), "subject"), &error))
    gvn_session_tell (session, _ ("The backup is restored; the contract as it was is kept among the backups"));
  else
    gvn_session_fail (session, error);
}

static void
ask_restore (GvnSession *session, const char *path, GtkWidget *row)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Restore This Backup?"),
                                            _ ("The contract’s present content is kept among the backups."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "restore", _ ("_Restore"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "restore", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), row, NULL, restore_answered_cb, g_object_ref (row));
}

static void
fill (AdwPreferencesGroup *group, GvnSession *session, const char *subject)
{
  g_autoptr (GPtrArray) paths = gvn_backup_list (gvn_store_get_path (gvn_session_get_store (session)));

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (paths->pdata[i]);

      gvn_ui_set_opener (gvn_ui_add_row (group, name, _ ("Restore…")), session, ask_restore, paths->pdata[i]);
    }
  if (paths->len == 0)
    gvn_ui_add_row (group, _ ("No copy yet"), _ ("The first is made once the window has been open for a moment."));
}

static void
fill_journal (AdwPreferencesGroup *group, GvnSession *session, const char *subject)
{
  g_autofree char *head = gvn_store_dup_head_hash (gvn_session_get_store (session));
  GtkWidget *row = gvn_ui_add_row (group, _ ("Head"), head != NULL ? head : "–");

  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
}

AdwPreferencesPage *
gvn_backups_page_new (GvnSession *session)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_set_name (page, "backups");
  adw_preferences_page_set_title (page, _ ("Backups"));
  adw_preferences_page_set_icon_name (page, "drive-harddisk-symbolic");
  gvn_ui_bind_group (gvn_ui_add_group (page, _ ("Backups"), _ ("One verified copy a day: 14 days, 12 months.")),
                     session, fill, NULL);
  gvn_ui_bind_group (gvn_ui_add_group (page, _ ("Journal"), _ ("This hash stands for everything recorded so far.")),
                     session, fill_journal, NULL);

  return page;
}
