/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-entry-dialog.h"
#include "app/gvn-ui.h"
#include "base/gvn-text.h"
#include "store/gvn-history.h"

/* A plan of a year changes thousands of rows: nobody reads more than these. */
#define MAX_CHANGES 200

static void
undo_entry (GvnSession *session, const char *number, GtkWidget *row)
{
  g_autoptr (GvnSession) kept = g_object_ref (session);
  gint64 entry = g_ascii_strtoll (number, NULL, 10);

  gvn_ui_close_dialog (row);
  gvn_session_undo_entry (kept, entry);
}

/* The undo, or why it cannot be. */
static void
add_undo (AdwPreferencesPage *page, GvnSession *session, const GvnJournalEntry *entry)
{
  AdwPreferencesGroup *group = gvn_ui_add_group (page, NULL, NULL);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->number);
  g_autoptr (GError) error = NULL;

  if (gvn_store_can_undo_entry (gvn_session_get_store (session), entry->number, gvn_session_get_author (session),
                                gvn_session_get_now (session), &error))
    gvn_ui_add_opener (group, _ ("Undo This"), session, undo_entry, number);
  else
    gvn_ui_add_row (group, _ ("This cannot be undone"), error->message);
}

static void
add_changes (AdwPreferencesPage *page, GPtrArray *changes)
{
  AdwPreferencesGroup *group = gvn_ui_add_group (page, _ ("What It Changed"), NULL);

  for (guint i = 0; i < MIN (changes->len, MAX_CHANGES); i++)
    {
      const GvnHistoryChange *change = changes->pdata[i];
      g_autofree char *values = gvn_history_change_dup_text (change);
      g_autofree char *subtitle
          = g_strjoin (*values != '\0' ? " — " : "", gvn_change_kind_get_label (change->kind), values, NULL);

      gvn_ui_add_row (group, change->title, subtitle);
    }
  if (changes->len > MAX_CHANGES)
    {
      guint rest = changes->len - MAX_CHANGES;
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", rest), rest);

      gvn_ui_add_row (group, more, NULL);
    }
}

static void
add_summary (AdwPreferencesPage *page, const GvnJournalEntry *entry)
{
  AdwPreferencesGroup *group = gvn_ui_add_group (page, NULL, NULL);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->number);
  g_autofree char *moment = NULL;
  GtkWidget *hash;
  GvnLocal at;

  gvn_local_from_instant (entry->at, &at);
  moment = gvn_text_moment (&at);
  gvn_ui_add_row (group,
                  g_str_equal (entry->kind, "undo")   ? _ ("Undone")
                  : g_str_equal (entry->kind, "redo") ? _ ("Redone")
                                                      : _ ("Done"),
                  entry->label);
  gvn_ui_add_row (group, _ ("When"), moment);
  gvn_ui_add_row (group, _ ("By"), entry->author);
  gvn_ui_add_row (group, _ ("Entry"), number);
  hash = gvn_ui_add_row (group, _ ("Hash"), entry->hash);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (hash), TRUE);
}

void
gvn_entry_dialog_present (GvnSession *session, gint64 number, GtkWidget *parent)
{
  GvnDb *db = gvn_session_get_db (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnJournalEntry) entry = gvn_history_load (db, number, &error);
  g_autoptr (GPtrArray) changes = entry != NULL ? gvn_history_list_changes (db, number, NULL, NULL, &error) : NULL;
  AdwPreferencesPage *page;

  if (changes == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }

  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  add_summary (page, entry);
  if (g_str_equal (entry->kind, "do") && !gvn_store_is_read_only (gvn_session_get_store (session)))
    add_undo (page, session, entry);
  add_changes (page, changes);
  gvn_ui_present_page (_ ("Entry of the Journal"), page, 560, 640, parent);
}
