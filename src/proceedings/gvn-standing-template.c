/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-uuid.h"
#include "contract/gvn-section.h"
#include "proceedings/gvn-proceedings.h"

/* One standing item; its place is that of the list, among those of its kind of body. */
static gboolean
read_item (GvnJson *json, GvnDb *db, const GvnContract *contract, guint position, GHashTable *known, GError **error)
{
  const char *body, *code, *title, *source, *clause;
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  gvn_json_allow_members (json, (const char *const[]) { "body", "code", "title", "source", "clause", NULL });
  body = gvn_json_string (json, "body");
  code = gvn_json_string (json, "code");
  title = gvn_json_string (json, "title");
  source = gvn_json_string (json, "source");
  clause = gvn_json_string (json, "clause");

  name = g_strdup_printf ("standing/%s/%s", body, code);
  if (!g_hash_table_add (known, g_strdup (name)))
    gvn_json_fault (json, _ ("this item comes twice: remove one"));
  if (db == NULL)
    return TRUE;

  id = gvn_uuid_v5 (contract->id, name);
  return gvn_db_exec (db, error, "INSERT INTO standing_item VALUES (?, ?, ?, ?, ?, ?, ?, 1)", "sssisss", id, body, code,
                      (gint64) position, title, source, clause);
}

static gboolean
read_items (GvnJson *json, GvnDb *db, const GvnContract *contract, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = gvn_json_enter_array (json, "standing_items");
  gboolean stored = TRUE;

  for (guint i = 0; stored && i < n; i++)
    {
      gvn_json_enter_element (json, i);
      stored = read_item (json, db, contract, i, known, error);
      gvn_json_leave (json);
    }
  gvn_json_leave (json);

  return stored;
}

/* Adds the standing items' part of a contract template. */
void
gvn_standing_template_register (void)
{
  static const GvnSection section = { "standing_items", read_items, NULL, FALSE };

  gvn_section_register (&section);
}
