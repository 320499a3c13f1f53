/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "store/gvn-journal.h"
#include "store/gvn-schema.h"
#include "store/gvn-store-private.h"

void
gvn_journal_stacks_clear (GvnJournalStacks *stacks)
{
  g_clear_pointer (&stacks->undoable, g_array_unref);
  g_clear_pointer (&stacks->redoable, g_array_unref);
}

/* Undo and redo are read from the journal, so that they survive a restart: a
 * "do" can be undone, an "undo" makes its target redoable, a new "do" drops all
 * that was redoable. */
static void
follow (GvnJournalStacks *stacks, gint64 number, const char *kind, gint64 target)
{
  if (g_str_equal (kind, "do"))
    {
      g_array_append_val (stacks->undoable, number);
      g_array_set_size (stacks->redoable, 0);
    }
  else if (g_str_equal (kind, "undo"))
    {
      g_array_set_size (stacks->undoable, stacks->undoable->len - 1);
      g_array_append_val (stacks->redoable, target);
    }
  else
    {
      g_array_set_size (stacks->redoable, stacks->redoable->len - 1);
      g_array_append_val (stacks->undoable, target);
    }
}

/**
 * gvn_journal_load_stacks:
 * @stacks: (out): to be cleared
 */
gboolean
gvn_journal_load_stacks (GvnDb *db, GvnJournalStacks *stacks, GError **error)
{
  g_autoptr (GvnStatement) rows
      = gvn_db_query (db, error, "SELECT number, kind, target FROM journal ORDER BY number", "");

  if (rows == NULL)
    return FALSE;

  stacks->undoable = g_array_new (FALSE, FALSE, sizeof (gint64));
  stacks->redoable = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (gvn_statement_next (rows, error))
    follow (stacks, gvn_statement_int (rows, 0), gvn_statement_text (rows, 1), gvn_statement_int (rows, 2));

  return !gvn_statement_failed (rows);
}

typedef struct
{
  char *table;
  char *key;
} Conflict;

static void
conflict_clear (Conflict *conflict)
{
  g_free (conflict->table);
  g_free (conflict->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Conflict, conflict_clear)

static int
conflict_cb (void *data, int reason, sqlite3_changeset_iter *iterator)
{
  Conflict *conflict = data;
  const char *table;
  int n_columns, operation, indirect;

  /* Foreign keys broken at the end: no row to name. */
  if (reason == SQLITE_CHANGESET_FOREIGN_KEY || conflict->table != NULL)
    return SQLITE_CHANGESET_ABORT;

  sqlite3changeset_op (iterator, &table, &n_columns, &operation, &indirect);
  conflict->table = g_strdup (table);
  conflict->key = gvn_journal_dup_row_key (iterator, n_columns, operation);

  return SQLITE_CHANGESET_ABORT;
}

static void
set_conflict (GvnDb *db, gint64 number, const Conflict *conflict, GError **error)
{
  g_autoptr (GvnStatement) later = NULL;

  if (conflict->table != NULL)
    later = gvn_db_query (db, NULL,
                          "SELECT j.label, j.author FROM journal_row AS r JOIN journal AS j ON j.number = r.entry"
                          " WHERE r.table_name = ? AND r.row_key = ? AND r.entry > ? ORDER BY r.entry DESC LIMIT 1",
                          "ssi", conflict->table, conflict->key, number);
  if (later != NULL && gvn_statement_next (later, NULL))
    g_set_error (error, GVN_ERROR, GVN_ERROR_CONFLICT,
                 /* Translators: what was done, and by whom */
                 _ ("A value it set has changed since by “%s” (%s): undo that first"), gvn_statement_text (later, 0),
                 gvn_statement_text (later, 1));
  else
    g_set_error (error, GVN_ERROR, GVN_ERROR_CONFLICT,
                 _ ("What it would restore no longer fits what the contract holds: correct the values by hand"));
}

/* After a rename SQLite applies nothing and says OK, so each table is looked at
 * first: it exists, with the same key and enough columns. */
static gboolean
check_table (GvnDb *db, const char *table, int n_columns, const unsigned char *is_key, GError **error)
{
  g_autoptr (GvnStatement) columns
      = gvn_db_query (db, error, "SELECT pk FROM pragma_table_info (?) ORDER BY cid", "s", table);
  int n = 0;
  gboolean same = TRUE;

  if (columns == NULL)
    return FALSE;

  for (; gvn_statement_next (columns, error); n++)
    if (n < n_columns)
      same = same && (gvn_statement_int (columns, 0) > 0) == (is_key[n] != 0);
  if (gvn_statement_failed (columns))
    return FALSE;
  if (same && n >= n_columns)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
               _ ("An update of Gouvernail has changed what this entry touched: it can no longer be undone"));
  return FALSE;
}

static gboolean
check_tables (GvnDb *db, void *changeset, int size, GError **error)
{
  sqlite3_changeset_iter *iterator;
  gboolean sound = TRUE;
  g_autofree char *last = NULL;

  if (sqlite3changeset_start (&iterator, size, changeset) != SQLITE_OK)
    return gvn_db_fail (db, SQLITE_CORRUPT, error);

  while (sound && sqlite3changeset_next (iterator) == SQLITE_ROW)
    {
      const char *table;
      int n_columns, operation, indirect, n;
      unsigned char *is_key;

      sqlite3changeset_op (iterator, &table, &n_columns, &operation, &indirect);
      if (g_strcmp0 (last, table) == 0)
        continue;
      sqlite3changeset_pk (iterator, &is_key, &n);
      sound = check_table (db, table, n_columns, is_key, error);
      g_free (last);
      last = g_strdup (table);
    }
  sqlite3changeset_finalize (iterator);

  return sound;
}

static gboolean
apply_changeset (GvnDb *db, gint64 number, void *changeset, int size, GError **error)
{
  g_auto (Conflict) conflict = { NULL };
  int code;

  if (!check_tables (db, changeset, size, error))
    return FALSE;

  code = sqlite3changeset_apply_v2 (gvn_db_get_handle (db), size, changeset, NULL, conflict_cb, &conflict, NULL, NULL,
                                    SQLITE_CHANGESETAPPLY_FKNOACTION);
  if (code == SQLITE_ABORT || (code & 0xff) == SQLITE_CONSTRAINT)
    {
      set_conflict (db, number, &conflict, error);
      return FALSE;
    }

  return code == SQLITE_OK || gvn_db_fail (db, code, error);
}

/**
 * gvn_journal_apply:
 * @number: an entry
 * @invert: whether to take its effect back, else to do it again
 *
 * Within the open transaction; any conflict leaves all as it was.
 *
 * Returns: %FALSE with %GVN_ERROR_CONFLICT, telling what changed since, or
 *   %GVN_ERROR_REFUSED when a migration stands between
 */
gboolean
gvn_journal_apply (GvnDb *db, gint64 number, gboolean invert, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  void *inverted = NULL;
  int size = 0, version = 0;
  gboolean done = FALSE;
  int code = sqlite3_prepare_v2 (gvn_db_get_handle (db),
                                 "SELECT changeset, schema_version FROM journal WHERE number = ?", -1, &stmt, NULL);

  if (code != SQLITE_OK)
    return gvn_db_fail (db, code, error);

  sqlite3_bind_int64 (stmt, 1, number);
  if (sqlite3_step (stmt) == SQLITE_ROW && gvn_schema_get_version (db, &version, error))
    {
      void *changeset = (void *) sqlite3_column_blob (stmt, 0);

      size = sqlite3_column_bytes (stmt, 0);
      if (sqlite3_column_int (stmt, 1) != version)
        g_set_error (
            error, GVN_ERROR, GVN_ERROR_REFUSED,
            _ ("This was done before an update of Gouvernail changed the contract’s file: correct it by a new change"));
      else if (!invert)
        done = apply_changeset (db, number, changeset, size, error);
      else if (sqlite3changeset_invert (size, changeset, &size, &inverted) == SQLITE_OK)
        done = apply_changeset (db, number, inverted, size, error);
      else
        gvn_db_fail (db, SQLITE_CORRUPT, error);
    }
  sqlite3_finalize (stmt);
  sqlite3_free (inverted);

  return done;
}

/* Replays ----------------------------------------------------------------------- */

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

      done
          = gvn_schema_migrate (copy, sqlite3_column_int (stmt, 1), error)
            && apply_changeset (copy, sqlite3_column_int64 (stmt, 0), changeset, sqlite3_column_bytes (stmt, 2), error);
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

static gpointer
table_from_row (GvnStatement *row)
{
  return gvn_statement_dup_text (row, 0);
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

  tables = gvn_statement_collect (
      gvn_db_query (db, error, "SELECT name FROM journal_table WHERE journaled ORDER BY name", ""), table_from_row,
      g_free, error);
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

/* The store's undo and redo ----------------------------------------------------- */

typedef struct
{
  gint64 target;
  gboolean undo;
} Reversal;

static gboolean
reverse (GvnDb *db, gpointer data, GError **error)
{
  Reversal *reversal = data;
  g_auto (GvnJournalStacks) stacks = { NULL };
  GArray *stack;

  if (!gvn_journal_load_stacks (db, &stacks, error))
    return FALSE;

  stack = reversal->undo ? stacks.undoable : stacks.redoable;
  if (stack->len == 0 || g_array_index (stack, gint64, stack->len - 1) != reversal->target)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_CONFLICT,
                   _ ("The contract has changed in the meantime: look at the journal, then try again"));
      return FALSE;
    }

  return gvn_journal_apply (db, reversal->target, reversal->undo, error);
}

static gboolean
find_reversal (GvnStore *self, gboolean undo, gint64 *target, char **label, GError **error)
{
  g_auto (GvnJournalStacks) stacks = { NULL };
  GArray *stack;

  if (!gvn_journal_load_stacks (gvn_store_get_db (self), &stacks, error))
    return FALSE;

  stack = undo ? stacks.undoable : stacks.redoable;
  if (stack->len == 0)
    {
      g_set_error_literal (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                           undo ? _ ("There is nothing to undo") : _ ("There is nothing to redo"));
      return FALSE;
    }

  *target = g_array_index (stack, gint64, stack->len - 1);
  *label = gvn_db_get_text (gvn_store_get_db (self), error, "SELECT label FROM journal WHERE number = ?", "i", *target);

  return *label != NULL;
}

static gboolean
run_reversal (GvnStore *self, gboolean undo, const char *author, const GvnNow *now, GError **error)
{
  g_autofree char *label = NULL;
  Reversal reversal = { .undo = undo };
  GvnEntry entry = { .author = author, .now = now };
  GvnRecorded recorded = { &entry, undo ? "undo" : "redo", 0 };

  if (!find_reversal (self, undo, &reversal.target, &label, error))
    return FALSE;

  entry.label = label;
  recorded.target = reversal.target;

  return gvn_store_run_recorded (self, &recorded, reverse, &reversal, error);
}

/**
 * gvn_store_undo:
 *
 * Takes back the last command not yet undone, whatever session did it.
 *
 * Returns: %FALSE with %GVN_ERROR_NOT_FOUND when there is none,
 *   %GVN_ERROR_CONFLICT when a value has changed since
 */
gboolean
gvn_store_undo (GvnStore *self, const char *author, const GvnNow *now, GError **error)
{
  return run_reversal (self, TRUE, author, now, error);
}

/**
 * gvn_store_redo:
 *
 * Does again what was last undone; a new command in between drops it.
 */
gboolean
gvn_store_redo (GvnStore *self, const char *author, const GvnNow *now, GError **error)
{
  return run_reversal (self, FALSE, author, now, error);
}

static char *
dup_reversal_label (GvnStore *self, gboolean undo)
{
  gint64 target;
  char *label = NULL;

  return find_reversal (self, undo, &target, &label, NULL) ? label : NULL;
}

char *
gvn_store_dup_undo_label (GvnStore *self)
{
  return dup_reversal_label (self, TRUE);
}

char *
gvn_store_dup_redo_label (GvnStore *self)
{
  return dup_reversal_label (self, FALSE);
}
