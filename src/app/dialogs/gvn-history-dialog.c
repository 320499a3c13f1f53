/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-entry-dialog.h"
#include "app/dialogs/gvn-history-dialog.h"
#include "app/gvn-ui.h"
#include "base/gvn-text.h"
#include "store/gvn-history.h"

static void
open_entry (GvnSession *session, const char *number, GtkWidget *row)
{
  gvn_entry_dialog_present (session, g_ascii_strtoll (number, NULL, 10), row);
}

/* Who, when, and what it changed of the object, a line each. */
static char *
describe (GvnDb *db, const GvnJournalEntry *entry, const char *kind, const char *id)
{
  g_autoptr (GPtrArray) changes = gvn_history_list_changes (db, entry->number, kind, id, NULL);
  g_autofree char *moment = NULL;
  GString *text = g_string_new (NULL);
  GvnLocal at;

  gvn_local_from_instant (entry->at, &at);
  moment = gvn_text_moment (&at);
  g_string_append_printf (text, "%s · %s", moment, entry->author);
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      const GvnHistoryChange *change = changes->pdata[i];
      g_autofree char *values = gvn_history_change_dup_text (change);

      g_string_append_printf (text, "\n%s, %s%s%s", change->title, gvn_change_kind_get_label (change->kind),
                              *values != '\0' ? " — " : "", values);
    }

  return g_string_free_and_steal (text);
}

static void
add_entry (AdwPreferencesGroup *group, GvnSession *session, gint64 number, GHashTable *undone, const char *kind,
           const char *id)
{
  g_autoptr (GvnJournalEntry) entry = gvn_history_load (gvn_session_get_db (session), number, NULL);
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  g_autofree char *subtitle = NULL;
  GtkWidget *row;

  if (entry == NULL)
    return;
  subtitle = describe (gvn_session_get_db (session), entry, kind, id);
  row = gvn_ui_add_row (group, entry->label, subtitle);
  if (!g_str_equal (entry->kind, "do"))
    gvn_ui_add_suffix (row, g_str_equal (entry->kind, "undo") ? _ ("Undo") : _ ("Redo"), "dimmed");
  else if (g_hash_table_contains (undone, &number))
    gvn_ui_add_suffix (row, _ ("Undone"), "dimmed");
  gvn_ui_set_opener (row, session, open_entry, subject);
}

/* @object is a kind and an id, with a space between. */
static void
fill (AdwPreferencesGroup *group, GvnSession *session, const char *object)
{
  g_auto (GStrv) parts = g_strsplit (object, " ", 2);
  const GvnHistoryFilter filter = { .object_kind = parts[0], .object_id = parts[1] };
  GvnDb *db = gvn_session_get_db (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) undone = gvn_history_list_undone (db, &error);
  g_autoptr (GArray) numbers = undone != NULL ? gvn_history_list (db, &filter, &error) : NULL;

  if (numbers == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  for (guint i = 0; i < numbers->len; i++)
    add_entry (group, session, g_array_index (numbers, gint64, i), undone, parts[0], parts[1]);
}

/**
 * gvn_history_dialog_present:
 * @object: a kind and an id, with a space between
 *
 * Shows what was done to an object, the newest first, and stays true while it changes.
 */
void
gvn_history_dialog_present (GvnSession *session, const char *object, GtkWidget *parent)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  gvn_ui_bind_group (gvn_ui_add_group (page, NULL, NULL), session, fill, object);
  gvn_ui_present_page (_ ("History"), page, 560, 640, parent);
}

/**
 * gvn_history_add_opener:
 *
 * Adds a button that shows the history of an object at the end of what a page says of it.
 */
void
gvn_history_add_opener (AdwPreferencesPage *page, GvnSession *session, const char *kind, const char *id)
{
  g_autofree char *object = g_strdup_printf ("%s %s", kind, id);

  gvn_ui_add_opener (gvn_ui_add_group (page, NULL, NULL), _ ("History"), session, gvn_history_dialog_present, object);
}
