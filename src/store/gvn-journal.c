/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "store/gvn-journal.h"
#include "store/gvn-schema.h"

#define GENESIS "0000000000000000000000000000000000000000000000000000000000000000"

/**
 * gvn_journal_list_tables:
 *
 * Returns: (transfer full) (element-type utf8): the journaled tables
 */
GPtrArray *
gvn_journal_list_tables (GvnDb *db, GError **error)
{
  return gvn_db_list_texts (db, error, "SELECT name FROM journal_table WHERE journaled ORDER BY name", "");
}

/**
 * gvn_journal_attach:
 *
 * Returns: (transfer full): a session that watches the journaled tables
 */
sqlite3_session *
gvn_journal_attach (GvnDb *db, GError **error)
{
  g_autoptr (sqlite3_session) session = NULL;
  g_autoptr (GPtrArray) tables = gvn_journal_list_tables (db, error);
  int code;

  if (tables == NULL)
    return NULL;

  code = sqlite3session_create (gvn_db_get_handle (db), "main", &session);
  for (guint i = 0; code == SQLITE_OK && i < tables->len; i++)
    code = sqlite3session_attach (session, tables->pdata[i]);
  if (code != SQLITE_OK)
    {
      gvn_db_fail (db, code, error);
      return NULL;
    }

  return g_steal_pointer (&session);
}

void
gvn_journal_set_not_found (gint64 number, GError **error)
{
  g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
               /* Translators: a number */
               _ ("The journal has no entry %d: look in it for the number"), (int) number);
}

gboolean
gvn_journal_is_untouched (sqlite3_session *session)
{
  return sqlite3session_isempty (session) != 0;
}

static void
checksum_text (GChecksum *checksum, const char *text)
{
  guint64 length = GUINT64_TO_LE (strlen (text));

  g_checksum_update (checksum, (const guchar *) &length, sizeof length);
  g_checksum_update (checksum, (const guchar *) text, -1);
}

static void
checksum_int (GChecksum *checksum, gint64 value)
{
  gint64 bytes = GINT64_TO_LE (value);

  g_checksum_update (checksum, (const guchar *) &bytes, sizeof bytes);
}

/* Everything an entry says, each part with its length, after the hash of the
 * entry before: a rewritten past shows. */
static char *
hash_entry (const char *previous, gint64 number, gint64 at, const char *author, const char *label, const char *kind,
            gint64 target, int schema_version, const void *changeset, gsize size)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  checksum_text (checksum, previous);
  checksum_int (checksum, number);
  checksum_int (checksum, at);
  checksum_text (checksum, author);
  checksum_text (checksum, label);
  checksum_text (checksum, kind);
  checksum_int (checksum, target);
  checksum_int (checksum, schema_version);
  checksum_int (checksum, (gint64) size);
  g_checksum_update (checksum, changeset, (gssize) size);

  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
insert_entry (GvnDb *db, const GvnRecorded *recorded, gint64 number, const char *previous, const void *changeset,
              int size, GError **error)
{
  const GvnEntry *entry = recorded->entry;
  sqlite3_stmt *stmt = NULL;
  g_autofree char *hash = NULL;
  int version, code;

  if (!gvn_schema_get_version (db, &version, error))
    return FALSE;

  hash = hash_entry (previous, number, entry->now->instant, entry->author, entry->label, recorded->kind,
                     recorded->target, version, changeset, (gsize) size);
  code = sqlite3_prepare_v2 (gvn_db_get_handle (db),
                             "INSERT INTO journal VALUES (?, ?, ?, ?, ?, nullif (?, 0), ?, ?, ?)", -1, &stmt, NULL);
  if (code != SQLITE_OK)
    return gvn_db_fail (db, code, error);

  sqlite3_bind_int64 (stmt, 1, number);
  sqlite3_bind_int64 (stmt, 2, entry->now->instant);
  sqlite3_bind_text (stmt, 3, entry->author, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 4, entry->label, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 5, recorded->kind, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 6, recorded->target);
  sqlite3_bind_int (stmt, 7, version);
  sqlite3_bind_blob (stmt, 8, changeset, size, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 9, hash, -1, SQLITE_STATIC);
  code = sqlite3_step (stmt);
  sqlite3_finalize (stmt);

  return code == SQLITE_DONE || gvn_db_fail (db, code, error);
}

static gboolean
load_head (GvnDb *db, gint64 *number, char **hash, GError **error)
{
  g_autoptr (GvnStatement) row
      = gvn_db_query (db, error, "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1", "");

  if (row == NULL)
    return FALSE;

  *number = 0;
  *hash = NULL;
  if (gvn_statement_next (row, error))
    {
      *number = gvn_statement_int (row, 0);
      *hash = gvn_statement_dup_text (row, 1);
    }
  else
    *hash = g_strdup (GENESIS);

  return !gvn_statement_failed (row);
}

/**
 * gvn_journal_record:
 * @session: what watched the transaction; read before COMMIT
 * @tables: (element-type utf8): the tables touched are added
 *
 * Writes the entry of the open transaction; a transaction that changed nothing
 * leaves none.
 */
gboolean
gvn_journal_record (GvnDb *db, sqlite3_session *session, const GvnRecorded *recorded, GPtrArray *tables, GError **error)
{
  void *changeset = NULL;
  int size = 0;
  gint64 head;
  g_autofree char *previous = NULL;
  gboolean done;
  int code = sqlite3session_changeset (session, &size, &changeset);

  if (code != SQLITE_OK)
    return gvn_db_fail (db, code, error);
  if (size == 0)
    {
      sqlite3_free (changeset);
      return TRUE;
    }

  done = load_head (db, &head, &previous, error)
         && insert_entry (db, recorded, head + 1, previous, changeset, size, error)
         && gvn_journal_index (db, head + 1, changeset, size, tables, error);
  sqlite3_free (changeset);

  return done;
}

/**
 * gvn_journal_verify:
 *
 * Computes the chain again.
 *
 * Returns: %FALSE with %GVN_ERROR_DAMAGED at the first entry that does not hold
 */
gboolean
gvn_journal_verify (GvnDb *db, GError **error)
{
  g_autofree char *previous = g_strdup (GENESIS);
  sqlite3_stmt *stmt = NULL;
  gint64 expected = 1;
  gboolean sound = TRUE;
  int code = sqlite3_prepare_v2 (gvn_db_get_handle (db), "SELECT * FROM journal ORDER BY number", -1, &stmt, NULL);

  if (code != SQLITE_OK)
    return gvn_db_fail (db, code, error);

  while (sound && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      gint64 number = sqlite3_column_int64 (stmt, 0);
      const void *changeset = sqlite3_column_blob (stmt, 7);
      g_autofree char *hash
          = hash_entry (previous, number, sqlite3_column_int64 (stmt, 1), (const char *) sqlite3_column_text (stmt, 2),
                        (const char *) sqlite3_column_text (stmt, 3), (const char *) sqlite3_column_text (stmt, 4),
                        sqlite3_column_int64 (stmt, 5), sqlite3_column_int (stmt, 6), changeset,
                        (gsize) sqlite3_column_bytes (stmt, 7));

      sound = number == expected && g_strcmp0 (hash, (const char *) sqlite3_column_text (stmt, 8)) == 0;
      if (!sound)
        g_set_error (
            error, GVN_ERROR, GVN_ERROR_DAMAGED,
            /* Translators: the number of a journal entry */
            _ ("The journal does not hold from entry %d on: its past was altered or lost; compare with a backup"),
            (int) expected);
      expected++;
      g_free (previous);
      previous = g_steal_pointer (&hash);
    }
  sqlite3_finalize (stmt);

  return sound && (code == SQLITE_DONE || gvn_db_fail (db, code, error));
}
