/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/gvn-journal.h"
#include "store/gvn-schema.h"

static gboolean
replay_entries (GvnDb *live, GvnDb *copy, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  gboolean done = TRUE;
  int code
      = sqlite3_prepare_v2 (gvn_db_get_handle (live),
                            "SELECT number, schema_version, changeset FROM journal ORDER BY number", -1, &stmt, NULL);

  if (code != SQLITE_OK)
    return gvn_db_fail (live, code, error);

  while (done && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      g_autofree void *changeset = g_memdup2 (sqlite3_column_blob (stmt, 2), (gsize) sqlite3_column_bytes (stmt, 2));

      done = gvn_schema_migrate (copy, sqlite3_column_int (stmt, 1), error)
             && gvn_journal_apply_changeset (copy, sqlite3_column_int64 (stmt, 0), changeset,
                                             sqlite3_column_bytes (stmt, 2), error);
    }
  sqlite3_finalize (stmt);

  return done && (code == SQLITE_DONE || gvn_db_fail (live, code, error));
}

/* A digest of a table's rows in the order of their key. */
static char *
digest_table (GvnDb *db, const char *table, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *key = gvn_db_get_text (db, error,
                                          "SELECT group_concat ('\"' || name || '\"') FROM"
                                          " (SELECT name FROM pragma_table_info (?) WHERE pk ORDER BY pk)",
                                          "s", table);
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY %s", table, key != NULL ? key : "1");
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (gvn_db_get_handle (db), sql, -1, &stmt, NULL);

  if (code == SQLITE_OK)
    while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        {
          const unsigned char *text = sqlite3_column_text (stmt, i);
          gint32 head[2] = { sqlite3_column_type (stmt, i), sqlite3_column_bytes (stmt, i) };

          g_checksum_update (checksum, (const guchar *) head, sizeof head);
          if (text != NULL)
            g_checksum_update (checksum, text, head[1]);
        }
  sqlite3_finalize (stmt);

  if (code == SQLITE_DONE)
    return g_strdup (g_checksum_get_string (checksum));
  gvn_db_fail (db, code, error);
  return NULL;
}

/**
 * gvn_journal_replay:
 * @findings: (element-type utf8): a sentence per table that differs is added
 *
 * Replays the journal on an empty database, from the first schema on, and
 * compares every journaled table.
 */
gboolean
gvn_journal_replay (GvnDb *db, GPtrArray *findings, GError **error)
{
  g_autoptr (GvnDb) copy = gvn_db_open_memory ();
  g_autoptr (GPtrArray) tables = NULL;
  int version;

  if (!gvn_schema_get_version (db, &version, error) || !gvn_schema_migrate (copy, 1, error)
      || !replay_entries (db, copy, error) || !gvn_schema_migrate (copy, version, error))
    return FALSE;

  tables = gvn_journal_list_tables (db, error);
  if (tables == NULL)
    return FALSE;

  for (guint i = 0; i < tables->len; i++)
    {
      g_autofree char *kept = digest_table (db, tables->pdata[i], error);
      g_autofree char *replayed = kept != NULL ? digest_table (copy, tables->pdata[i], error) : NULL;

      if (replayed == NULL)
        return FALSE;
      if (!g_str_equal (kept, replayed))
        g_ptr_array_add (findings,
                         g_strdup_printf (
                             /* Translators: the technical name of a table */
                             _ ("The rows of “%s” are not what the journal tells"), (char *) tables->pdata[i]));
    }

  return TRUE;
}
