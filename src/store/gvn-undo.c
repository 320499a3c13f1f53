/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "store/gvn-changeset.h"
#include "store/gvn-journal.h"
#include "store/gvn-schema.h"
#include "store/gvn-store-private.h"

/* The creation of the contract: nothing stands without it */
#define FIRST_ENTRY 1

void
gvn_journal_stacks_clear (GvnJournalStacks *stacks)
{
  g_clear_pointer (&stacks->undoable, g_array_unref);
  g_clear_pointer (&stacks->redoable, g_array_unref);
  g_clear_pointer (&stacks->undone, g_hash_table_unref);
}

static gboolean
has_number (GArray *stack, gint64 number)
{
  for (guint i = 0; i < stack->len; i++)
    if (g_array_index (stack, gint64, i) == number)
      return TRUE;

  return FALSE;
}

/* Whether a command done after @number stands. */
static gboolean
has_later (GArray *stack, gint64 number)
{
  for (guint i = 0; i < stack->len; i++)
    if (g_array_index (stack, gint64, i) > number)
      return TRUE;

  return FALSE;
}

static void
remove_number (GArray *stack, gint64 number)
{
  for (guint i = stack->len; i > 0; i--)
    if (g_array_index (stack, gint64, i - 1) == number)
      {
        g_array_remove_index (stack, i - 1);
        return;
      }
}

/* Undo and redo are read from the journal, so that they survive a restart: a
 * "do" can be undone, from the last one or from wherever it stands, an "undo" makes
 * its target redoable, a new "do" drops all that was redoable. What is done again
 * is the next to be undone. */
static void
follow (GvnJournalStacks *stacks, gint64 number, const char *kind, gint64 target)
{
  if (g_str_equal (kind, "do"))
    {
      if (number != FIRST_ENTRY)
        g_array_append_val (stacks->undoable, number);
      g_array_set_size (stacks->redoable, 0);
    }
  else if (g_str_equal (kind, "undo"))
    {
      remove_number (stacks->undoable, target);
      g_array_append_val (stacks->redoable, target);
      g_hash_table_add (stacks->undone, g_memdup2 (&target, sizeof target));
    }
  else
    {
      remove_number (stacks->redoable, target);
      g_array_append_val (stacks->undoable, target);
      g_hash_table_remove (stacks->undone, &target);
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
  stacks->undone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
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
  conflict->key = gvn_changeset_iter_dup_key (iterator);

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

/**
 * gvn_journal_apply_changeset:
 * @number: the entry it comes from, to name what conflicts
 *
 * Within the open transaction, which the caller rolls back when it fails.
 */
gboolean
gvn_journal_apply_changeset (GvnDb *db, gint64 number, void *changeset, int size, GError **error)
{
  g_auto (Conflict) conflict = { NULL };
  int code;

  if (!check_tables (db, changeset, size, error))
    return FALSE;

  /* Without a savepoint of its own, which the transaction spares: within one, each statement that ends walks
   * over all that the savepoint has noted so far, and undoing 65,000 lines takes minutes. */
  code = sqlite3changeset_apply_v2 (gvn_db_get_handle (db), size, changeset, NULL, conflict_cb, &conflict, NULL, NULL,
                                    SQLITE_CHANGESETAPPLY_FKNOACTION | SQLITE_CHANGESETAPPLY_NOSAVEPOINT);
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
 * Within the open transaction, which the caller rolls back when it fails.
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
        done = gvn_journal_apply_changeset (db, number, changeset, size, error);
      else if (sqlite3changeset_invert (size, changeset, &size, &inverted) == SQLITE_OK)
        done = gvn_journal_apply_changeset (db, number, inverted, size, error);
      else
        gvn_db_fail (db, SQLITE_CORRUPT, error);
    }
  sqlite3_finalize (stmt);
  sqlite3_free (inverted);

  return done;
}

/* The store's undo and redo ----------------------------------------------------- */

typedef struct
{
  gint64 target;
  gboolean undo;
  gboolean trial; /* everything is taken back at the end */
} Reversal;

/* Nothing may be broken that was not: a sentence per new finding would say less than
 * the first one. */
static gboolean
check_nothing_broken (GvnDb *db, guint n_before, GError **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);

  if (!gvn_store_check_domains (db, findings, error))
    return FALSE;
  if (findings->len <= n_before)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_CONFLICT,
               /* Translators: what would be wrong then, a whole sentence */
               _ ("What was done since needs it (%s): undo that first"), (char *) findings->pdata[findings->len - 1]);
  return FALSE;
}

/* What was done in between may have been derived from what goes: derived rows are made
 * again, and nothing may refer to what is no longer there. */
static gboolean
reverse_out_of_order (GvnDb *db, const Reversal *reversal, GError **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);

  return gvn_store_check_domains (db, findings, error)
         && gvn_journal_apply (db, reversal->target, reversal->undo, error) && gvn_store_derive (db, error)
         && check_nothing_broken (db, findings->len, error);
}

static gboolean
reverse (GvnDb *db, gpointer data, GError **error)
{
  Reversal *reversal = data;
  g_auto (GvnJournalStacks) stacks = { NULL };
  GArray *stack;

  if (!gvn_journal_load_stacks (db, &stacks, error))
    return FALSE;

  stack = reversal->undo ? stacks.undoable : stacks.redoable;
  if (!has_number (stack, reversal->target))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   reversal->target == FIRST_ENTRY
                       ? _ ("This made the contract: it cannot be undone; delete the file instead")
                   : g_hash_table_contains (stacks.undone, &reversal->target)
                       ? _ ("It is undone already")
                       : _ ("Only what was done can be undone: look in the journal for its number"));
      return FALSE;
    }

  if (has_later (stacks.undoable, reversal->target) ? !reverse_out_of_order (db, reversal, error)
                                                    : !gvn_journal_apply (db, reversal->target, reversal->undo, error))
    return FALSE;
  if (reversal->trial)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "trial");

  return !reversal->trial;
}

static gboolean
find_reversal (GvnStore *self, gboolean undo, gint64 *target, GError **error)
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

  return TRUE;
}

static char *
dup_label (GvnStore *self, gint64 number, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char *label
      = gvn_db_get_text (gvn_store_get_db (self), &failure, "SELECT label FROM journal WHERE number = ?", "i", number);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (label == NULL)
    gvn_journal_set_not_found (number, error);

  return label;
}

static gboolean
run_reversal (GvnStore *self, Reversal *reversal, const char *author, const GvnNow *now, GError **error)
{
  g_autofree char *label = dup_label (self, reversal->target, error);
  GvnEntry entry = { .label = label, .author = author, .now = now };
  GvnRecorded recorded = { &entry, reversal->undo ? "undo" : "redo", reversal->target };

  return label != NULL && gvn_store_run_recorded (self, &recorded, reverse, reversal, error);
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
  Reversal reversal = { .undo = TRUE };

  return find_reversal (self, TRUE, &reversal.target, error) && run_reversal (self, &reversal, author, now, error);
}

/**
 * gvn_store_undo_entry:
 * @number: any entry that was done and stands
 *
 * Takes back one command among others; what is derived is made again.
 *
 * Returns: %FALSE with %GVN_ERROR_CONFLICT when what was done since needs it or changed
 *   the same values, %GVN_ERROR_REFUSED when it is undone already or is the contract's
 *   creation, %GVN_ERROR_NOT_FOUND
 */
gboolean
gvn_store_undo_entry (GvnStore *self, gint64 number, const char *author, const GvnNow *now, GError **error)
{
  Reversal reversal = { .target = number, .undo = TRUE };

  return run_reversal (self, &reversal, author, now, error);
}

/**
 * gvn_store_can_undo_entry:
 *
 * Tries gvn_store_undo_entry() and takes it back.
 *
 * Returns: %FALSE with the error it would meet
 */
gboolean
gvn_store_can_undo_entry (GvnStore *self, gint64 number, const char *author, const GvnNow *now, GError **error)
{
  Reversal reversal = { .target = number, .undo = TRUE, .trial = TRUE };
  g_autoptr (GError) failure = NULL;

  run_reversal (self, &reversal, author, now, &failure);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * gvn_store_redo:
 *
 * Does again what was last undone; a new command in between drops it.
 */
gboolean
gvn_store_redo (GvnStore *self, const char *author, const GvnNow *now, GError **error)
{
  Reversal reversal = { .undo = FALSE };

  return find_reversal (self, FALSE, &reversal.target, error) && run_reversal (self, &reversal, author, now, error);
}

static char *
dup_reversal_label (GvnStore *self, gboolean undo)
{
  gint64 target;

  return find_reversal (self, undo, &target, NULL) ? dup_label (self, target, NULL) : NULL;
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
