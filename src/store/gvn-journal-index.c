/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/gvn-changeset.h"
#include "store/gvn-journal.h"
#include "store/gvn-object.h"

/* Which rows an entry touched, and which object each belongs to. */

/* What @column of a row added or removed holds. */
static const char *
get_value (GvnChangeset *row, const char *column)
{
  guint at;

  if (!g_ptr_array_find_with_equal_func (row->columns, column, g_str_equal, &at))
    return NULL;

  return row->operation == SQLITE_INSERT ? gvn_changeset_get_after (row, at) : gvn_changeset_get_before (row, at);
}

/* The number of an object, new when the journal did not know it. */
static gboolean
get_object (GvnDb *db, const char *kind, const char *id, gint64 *object, GError **error)
{
  return gvn_db_exec (db, error, "INSERT OR IGNORE INTO journal_object (kind, id) VALUES (?, ?)", "ss", kind, id)
         && gvn_db_get_int (db, object, error, "SELECT number FROM journal_object WHERE kind = ? AND id = ?", "ss",
                            kind, id);
}

/* The object another entry found for a row; 0 when none did. */
static gboolean
find_indexed (GvnDb *db, const char *table, const char *key, gint64 *object, GError **error)
{
  return gvn_db_get_int (db, object, error,
                         "SELECT object FROM journal_row WHERE table_name = ? AND row_key = ? ORDER BY rowid DESC"
                         " LIMIT 1",
                         "ss", table, key);
}

/* The object of a row whose @words name an owner: another row of the same object, or the
 * object itself. A change does not hold what stayed: what its addition said still holds. */
static gboolean
find_owner (GvnChangeset *row, const GvnTableWords *words, const char *key, gint64 *object, GError **error)
{
  const char *owner = row->operation != SQLITE_UPDATE ? get_value (row, words->owner) : NULL;

  if (owner == NULL)
    return find_indexed (row->db, row->table, key, object, error);
  if (words->parent != NULL)
    return find_indexed (row->db, words->parent, owner, object, error);

  return get_object (row->db, words->kind_column != NULL ? get_value (row, words->kind_column) : words->kind, owner,
                     object, error);
}

static gboolean
index_row (GvnChangeset *row, gint64 number, GError **error)
{
  const GvnTableWords *words = gvn_object_find_table (row->table);
  g_autofree char *key = gvn_changeset_dup_key (row);
  gint64 object = 0;

  if (words != NULL && words->owner != NULL && !find_owner (row, words, key, &object, error))
    return FALSE;
  /* Without an owner, the row is the object. */
  if (object == 0
      && !get_object (row->db, words != NULL && words->kind != NULL ? words->kind : row->table, key, &object, error))
    return FALSE;

  return gvn_db_exec (row->db, error, "INSERT INTO journal_row VALUES (?, ?, ?, ?)", "issi", number, row->table, key,
                      object);
}

/* Indexes the rows that have a parent, or those that have none. */
static gboolean
index_rows (GvnDb *db, gint64 number, void *changeset, int size, gboolean with_parent, GPtrArray *tables,
            GError **error)
{
  g_auto (GvnChangeset) row = { NULL };
  GError *failure = NULL;

  if (!gvn_changeset_start (&row, db, changeset, size, error))
    return FALSE;
  while (gvn_changeset_next (&row, &failure))
    {
      const GvnTableWords *words = gvn_object_find_table (row.table);

      if ((words != NULL && words->parent != NULL) != with_parent)
        continue;
      if (!index_row (&row, number, &failure))
        break;
      if (tables != NULL && !g_ptr_array_find_with_equal_func (tables, row.table, g_str_equal, NULL))
        g_ptr_array_add (tables, g_strdup (row.table));
    }
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

/**
 * gvn_journal_index:
 * @tables: (element-type utf8) (nullable): the tables touched are added
 *
 * Notes what the entry @number touched; parents before what belongs to their objects,
 * whatever the order of the tables.
 */
gboolean
gvn_journal_index (GvnDb *db, gint64 number, void *changeset, int size, GPtrArray *tables, GError **error)
{
  return index_rows (db, number, changeset, size, FALSE, tables, error)
         && index_rows (db, number, changeset, size, TRUE, tables, error);
}

static gboolean
index_missing (GvnDb *db, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  gboolean done = TRUE;
  int code = sqlite3_prepare_v2 (gvn_db_get_handle (db),
                                 "SELECT number, changeset FROM journal WHERE number >"
                                 " (SELECT coalesce (max (entry), 0) FROM journal_row) ORDER BY number",
                                 -1, &stmt, NULL);

  if (code != SQLITE_OK)
    return gvn_db_fail (db, code, error);

  while (done && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    done = gvn_journal_index (db, sqlite3_column_int64 (stmt, 0), (void *) sqlite3_column_blob (stmt, 1),
                              sqlite3_column_bytes (stmt, 1), NULL, error);
  sqlite3_finalize (stmt);

  return done && (code == SQLITE_DONE || gvn_db_fail (db, code, error));
}

/**
 * gvn_journal_index_missing:
 *
 * Notes what the entries not yet indexed touched: all of them after the migration
 * that made the index, none otherwise. All or nothing.
 */
gboolean
gvn_journal_index_missing (GvnDb *db, GError **error)
{
  if (!gvn_db_run_script (db, "SAVEPOINT journal_index", error))
    return FALSE;
  if (index_missing (db, error) && gvn_db_run_script (db, "RELEASE journal_index", error))
    return TRUE;

  gvn_db_run_script (db, "ROLLBACK TO journal_index; RELEASE journal_index", NULL);
  return FALSE;
}
