/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "sheets/gvn-import.h"
#include "sheets/gvn-sheet-value.h"

/*
 * Every line is tried in a savepoint of one transaction, so that all refusals are told at
 * once; the transaction stays only when there is none.
 */

#define MAX_TOLD 1000u    /* changes and refusals told one by one */
#define MAX_EXAMINED 100u /* refusals whose cell is looked for */

/* One import under way */
typedef struct
{
  const GvnImport *import;
  GvnImportResult *result;
  gboolean complete; /* every line was looked at */

  /* owned */
  GPtrArray *parsers; /* of GvnSheetValues */
  GPtrArray *rows;    /* of GvnListEntry, before */
  GHashTable *by_key; /* key → GvnListEntry; a key of several rows → NULL */
  GHashTable *by_other_key;
  GHashTable *lines; /* key → the line that has it */
  GHashTable *said;
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->parsers, g_ptr_array_unref);
  g_clear_pointer (&work->rows, g_ptr_array_unref);
  g_clear_pointer (&work->by_key, g_hash_table_unref);
  g_clear_pointer (&work->by_other_key, g_hash_table_unref);
  g_clear_pointer (&work->lines, g_hash_table_unref);
  g_clear_pointer (&work->said, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* The values of the columns of @flag, NULL when all but those that may be are empty. */
static char *
dup_key (const GvnList *list, const char *const *values, GvnColumnFlags flag)
{
  g_autoptr (GString) key = g_string_new (NULL);
  gboolean empty = TRUE;

  for (guint i = 0; i < list->n_columns; i++)
    if ((list->columns[i].flags & flag) != 0)
      {
        g_autofree char *folded = gvn_sheet_value_fold (values[i]);

        g_string_append (key, folded);
        g_string_append_c (key, '\037');
        empty = empty && *folded == '\0';
      }

  return empty ? NULL : g_strdup (key->str);
}

static void
index_row (GHashTable *table, const GvnList *list, GvnListEntry *row, GvnColumnFlags flag)
{
  char *key = dup_key (list, (const char *const *) row->values, flag);

  if (key == NULL)
    return;
  if (g_hash_table_contains (table, key))
    row = NULL; /* two rows: which one is meant cannot be known */
  g_hash_table_insert (table, key, row);
}

static gboolean
load (Work *work, GvnDb *db, GError **error)
{
  const GvnList *list = work->import->list;

  work->parsers = gvn_sheet_values_load (list, db, error);
  work->rows = work->parsers != NULL ? list->read (db, work->import->now, error) : NULL;
  if (work->rows == NULL)
    return FALSE;
  work->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  work->by_other_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  work->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  work->said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < work->rows->len; i++)
    {
      index_row (work->by_key, list, work->rows->pdata[i], GVN_COLUMN_KEY);
      index_row (work->by_other_key, list, work->rows->pdata[i], GVN_COLUMN_OTHER_KEY);
    }

  return TRUE;
}

/* Refusals ----------------------------------------------------------------------------- */

/* @column is one of the list, -1 when no cell is at fault. */
static void
refuse (Work *work, guint row, int column, const char *reason)
{
  const GvnImport *import = work->import;
  GvnImportRefusal *refusal;

  work->result->n_refused++;
  if (work->result->refusals->len >= MAX_TOLD)
    return;
  refusal = g_new0 (GvnImportRefusal, 1);
  refusal->line = row + 1;
  refusal->reason = g_strdup (reason);
  if (column >= 0)
    {
      refusal->column = g_strdup (_ (import->list->columns[column].label));
      if (import->map->columns[column] >= 0)
        refusal->cell = gvn_sheet_dup_place (row, (guint) import->map->columns[column]);
    }
  g_ptr_array_add (work->result->refusals, refusal);
}

/* Lines -------------------------------------------------------------------------------- */

/* What the line says; FALSE when a cell is refused. */
static gboolean
parse_line (Work *work, guint row, GStrv values)
{
  const GvnImport *import = work->import;
  guint n_refused = work->result->n_refused;

  for (guint i = 0; i < import->list->n_columns; i++)
    {
      int column = import->map->columns[i];
      g_autoptr (GError) error = NULL;

      g_clear_pointer (&values[i], g_free);
      if (column >= 0)
        values[i] = gvn_sheet_values_parse (work->parsers->pdata[i],
                                            gvn_sheet_table_get (import->table, row, (guint) column), &error);
      if (error != NULL)
        refuse (work, row, (int) i, error->message);
      if (values[i] == NULL)
        values[i] = g_strdup ("");
    }

  return work->result->n_refused == n_refused;
}

/* A column that is not there, or is left empty where something must be, changes nothing. */
static void
keep_values (Work *work, const GvnListEntry *before, GStrv values)
{
  const GvnImport *import = work->import;

  for (guint i = 0; before != NULL && i < import->list->n_columns; i++)
    if (import->map->columns[i] < 0 || (*values[i] == '\0' && (import->list->columns[i].flags & GVN_COLUMN_KEPT) != 0))
      {
        g_free (values[i]);
        values[i] = g_strdup (before->values[i]);
      }
}

static gboolean
check_required (Work *work, guint row, GStrv values)
{
  const GvnList *list = work->import->list;

  for (guint i = 0; i < list->n_columns; i++)
    if (*values[i] == '\0' && (list->columns[i].flags & GVN_COLUMN_REQUIRED) != 0)
      {
        refuse (work, row, (int) i, _ ("It is empty: fill it in"));
        return FALSE;
      }

  return TRUE;
}

/* Whether another line of the sheet is about the same row. */
static gboolean
check_once (Work *work, guint row, const char *key)
{
  gpointer line = g_hash_table_lookup (work->lines, key);
  g_autofree char *reason = NULL;

  if (line == NULL)
    {
      g_hash_table_insert (work->lines, g_strdup (key), GUINT_TO_POINTER (row + 1));
      return TRUE;
    }
  /* Translators: %u is the number of a line */
  reason = g_strdup_printf (_ ("Line %u is about the same: keep one of the two"), GPOINTER_TO_UINT (line));
  refuse (work, row, -1, reason);

  return FALSE;
}

static int
find_key_column (const GvnList *list)
{
  for (guint i = 0; i < list->n_columns; i++)
    if ((list->columns[i].flags & GVN_COLUMN_KEY) != 0)
      return (int) i;

  return -1;
}

/* The row a line is about, NULL for a new one; FALSE when it cannot be told. */
static gboolean
find_row (Work *work, guint row, GStrv values, const GvnListEntry **before)
{
  const GvnList *list = work->import->list;
  g_autofree char *key = dup_key (list, (const char *const *) values, GVN_COLUMN_KEY);
  g_autofree char *other = dup_key (list, (const char *const *) values, GVN_COLUMN_OTHER_KEY);
  int column = find_key_column (list);
  gpointer found = NULL;
  gboolean known = key != NULL && g_hash_table_lookup_extended (work->by_key, key, NULL, &found);

  *before = NULL;
  if (!known && key != NULL && *values[column] != '\0' && (list->columns[column].flags & GVN_COLUMN_GIVEN) != 0)
    {
      refuse (work, row, column, _ ("There is no such number: leave the cell empty for a new line"));
      return FALSE;
    }
  if (found == NULL && other != NULL)
    known = g_hash_table_lookup_extended (work->by_other_key, other, NULL, &found);
  if (known && found == NULL)
    {
      refuse (work, row, column, _ ("Several have this key: change them one by one in the application"));
      return FALSE;
    }
  *before = found;
  if (*before != NULL || other != NULL)
    {
      g_free (key);
      key = *before != NULL ? dup_key (list, (const char *const *) (*before)->values, GVN_COLUMN_KEY)
                            : g_steal_pointer (&other);
    }

  return key == NULL || check_once (work, row, key);
}

static const char *
show (Work *work, guint column, const char *value)
{
  return *value != '\0' ? gvn_sheet_values_show (work->parsers->pdata[column], value) : _ ("nothing");
}

/* The sheet's line by its key, then what it says of the rest. */
static void
tell_change (Work *work, guint row, const GvnListEntry *before, GStrv values)
{
  const GvnList *list = work->import->list;
  g_autoptr (GString) title = g_string_new (NULL);
  g_autoptr (GString) difference = g_string_new (NULL);
  GvnImportChange *change;

  if (work->result->changes->len >= MAX_TOLD)
    return;
  for (guint i = 0; i < list->n_columns; i++)
    {
      const char *old = before != NULL ? before->values[i] : "";

      if ((list->columns[i].flags & (GVN_COLUMN_KEY | GVN_COLUMN_OTHER_KEY)) != 0 && *values[i] != '\0')
        g_string_append_printf (title, "%s%s", title->len > 0 ? ", " : "",
                                gvn_sheet_values_show (work->parsers->pdata[i], values[i]));
      if (g_str_equal (old, values[i]))
        continue;
      if (difference->len > 0)
        g_string_append_c (difference, '\n');
      if (before != NULL)
        /* Translators: a column, what it said before, what it says now */
        g_string_append_printf (difference, _ ("%s: %s → %s"), _ (list->columns[i].label), show (work, i, old),
                                show (work, i, values[i]));
      else
        /* Translators: a column, what it says */
        g_string_append_printf (difference, _ ("%s: %s"), _ (list->columns[i].label), show (work, i, values[i]));
    }

  change = g_new0 (GvnImportChange, 1);
  change->line = row + 1;
  change->added = before == NULL;
  change->title = g_strdup (title->str);
  change->difference = g_strdup (difference->str);
  g_ptr_array_add (work->result->changes, change);
}

/* Applying ----------------------------------------------------------------------------- */

static gboolean
apply (Work *work, GvnDb *db, const GvnListEntry *before, GStrv values, gboolean trial, GError **error)
{
  GvnListChange change = { .before = before,
                           .values = (const char *const *) values,
                           .said = trial ? NULL : work->said,
                           .author = work->import->author,
                           .now = work->import->now };

  return work->import->list->apply (db, &change, error);
}

/* As apply(), and nothing stays of it when it fails or @keep says so; @lost when that itself failed. */
static gboolean
try_line (Work *work, GvnDb *db, const GvnListEntry *before, GStrv values, gboolean keep, GError **error, GError **lost)
{
  gboolean done;

  if (!gvn_db_exec (db, lost, "SAVEPOINT line", ""))
    return FALSE;
  done = apply (work, db, before, values, !keep, error);
  if ((!done || !keep) && !gvn_db_exec (db, lost, "ROLLBACK TO line", ""))
    return FALSE;

  return gvn_db_exec (db, lost, "RELEASE line", "") && done;
}

/* Whether the domain is content without @column; else whether it says @message no more. */
static gboolean
try_without (Work *work, GvnDb *db, const GvnListEntry *before, GStrv values, guint column, const char *message,
             gboolean *other_message, GError **lost)
{
  const GvnList *list = work->import->list;
  g_auto (GStrv) without = g_strdupv (values);
  g_autoptr (GError) failure = NULL;
  gboolean content;

  gvn_list_value_take (without, column, g_strdup (before != NULL ? before->values[column] : ""));
  content = (list->complete == NULL || list->complete (db, before, without, work->import->now, &failure))
            && try_line (work, db, before, without, FALSE, &failure, lost);
  *other_message = failure != NULL && !g_str_equal (failure->message, message);

  return content;
}

/* The cell at fault: the one without which the domain is content, or finds another fault than with it. */
static gboolean
find_fault (Work *work, GvnDb *db, const GvnListEntry *before, GStrv values, const char *message, int *fault,
            GError **lost)
{
  const GvnList *list = work->import->list;

  *fault = -1;
  for (guint i = 0; i < list->n_columns; i++)
    {
      GvnColumnKind kind = list->columns[i].kind;
      gboolean other_message;

      if (g_str_equal (before != NULL ? before->values[i] : "", values[i]))
        continue;
      if (try_without (work, db, before, values, i, message, &other_message, lost))
        {
          *fault = (int) i;
          return TRUE;
        }
      if (*lost != NULL)
        return FALSE;
      /* a text or a body that lacks is a fault of its own */
      if (*fault < 0 && other_message && kind != GVN_COLUMN_TEXT && kind != GVN_COLUMN_BODY
          && kind != GVN_COLUMN_CHOICE)
        *fault = (int) i;
    }

  return TRUE;
}

/* FALSE only when the store itself fails: a line that is refused is told. */
static gboolean
take_change (Work *work, GvnDb *db, guint row, const GvnListEntry *before, GStrv values, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GError) lost = NULL;
  int fault = -1;

  if (try_line (work, db, before, values, TRUE, &refusal, &lost))
    {
      if (before != NULL)
        work->result->n_changed++;
      else
        work->result->n_added++;
      tell_change (work, row, before, values);
      return TRUE;
    }

  if (lost == NULL && work->result->n_refused < MAX_EXAMINED)
    find_fault (work, db, before, values, refusal->message, &fault, &lost);
  if (lost != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&lost));
      return FALSE;
    }
  refuse (work, row, fault, refusal->message);

  return TRUE;
}

static gboolean
is_same (const GvnList *list, const GvnListEntry *before, GStrv values)
{
  for (guint i = 0; i < list->n_columns; i++)
    if (!g_str_equal (before->values[i], values[i]))
      return FALSE;

  return TRUE;
}

static gboolean
take_line (Work *work, GvnDb *db, guint row, GError **error)
{
  const GvnList *list = work->import->list;
  g_auto (GStrv) values = g_new0 (char *, GVN_LIST_MAX_COLUMNS + 1);
  const GvnListEntry *before;

  g_autoptr (GError) refusal = NULL;

  if (!parse_line (work, row, values) || !find_row (work, row, values, &before))
    return TRUE;
  keep_values (work, before, values);
  if (list->complete != NULL && !list->complete (db, before, values, work->import->now, &refusal))
    {
      refuse (work, row, -1, refusal->message);
      return TRUE;
    }
  if (before != NULL && is_same (list, before, values))
    {
      work->result->n_unchanged++;
      return TRUE;
    }

  return !check_required (work, row, values) || take_change (work, db, row, before, values, error);
}

/* Between two lines: what is told to who waits, and whether they still do. */
static gboolean
go_on (const GvnImport *import, guint row, GError **error)
{
  if (import->n_taken != NULL)
    g_atomic_int_set (import->n_taken, (int) row);

  return !g_cancellable_set_error_if_cancelled (import->cancellable, error);
}

/* A #GvnCommand that fails, so that nothing stays, unless there is something to store and nothing to refuse. */
static gboolean
run_import (GvnDb *db, gpointer data, GError **error)
{
  Work *work = data;
  const GvnImport *import = work->import;
  GvnImportResult *result = work->result;

  if (!load (work, db, error))
    return FALSE;
  for (guint row = import->map->header + 1; row < gvn_sheet_table_get_n_rows (import->table); row++)
    if (!go_on (import, row, error)
        || (!gvn_sheet_table_row_is_empty (import->table, row) && !take_line (work, db, row, error)))
      return FALSE;
  work->complete = TRUE;
  result->done = !import->dry_run && result->n_refused == 0;
  if (result->done && result->n_added + result->n_changed > 0)
    return import->list->finish == NULL || import->list->finish (db, error);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "nothing is stored");
  return FALSE;
}

/* What the journal calls it */
static char *
dup_label (const GvnImport *import)
{
  /* Translators: the name of a list, as "Actions", then that of a file */
  return g_strdup_printf (_ ("Import %s from %s"), _ (import->list->label), import->source);
}

/* Whether every line was looked at, though nothing is stored. */
static gboolean
is_told (const Work *work, const GError *failure)
{
  return work->complete && g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/**
 * gvn_import_run:
 *
 * Imports a sheet in one transaction that one undo takes back. When a line is refused,
 * nothing is stored and the result tells every refusal; so does a dry run.
 *
 * Returns: (transfer full): what it did or would do; %NULL with @error when the store failed
 */
GvnImportResult *
gvn_import_run (GvnStore *store, const GvnImport *import, GError **error)
{
  g_autoptr (GvnImportResult) result = gvn_import_result_new ();
  g_auto (Work) work = { .import = import, .result = result };
  g_autofree char *label = dup_label (import);
  GvnEntry entry = { .label = label, .author = import->author, .now = import->now };
  g_autoptr (GError) failure = NULL;

  if (gvn_store_run (store, &entry, run_import, &work, &failure) || is_told (&work, failure))
    return g_steal_pointer (&result);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static void
work_free (Work *work)
{
  gvn_import_result_free (work->result);
  work_clear (work);
  g_free (work);
}

static void
run_async_cb (GObject *store, GAsyncResult *async_result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Work *work = g_task_get_task_data (task);
  g_autoptr (GError) failure = NULL;

  if (gvn_store_run_finish (GVN_STORE (store), async_result, &failure) || is_told (work, failure))
    g_task_return_pointer (task, g_steal_pointer (&work->result), (GDestroyNotify) gvn_import_result_free);
  else
    g_task_return_error (task, g_steal_pointer (&failure));
}

/**
 * gvn_import_run_async:
 * @import: stays, with all it names, until @callback is called
 *
 * As gvn_import_run(), without waiting. Cancelled before its last line, nothing is stored
 * and it fails with %G_IO_ERROR_CANCELLED; after, it is done.
 */
void
gvn_import_run_async (GvnStore *store, const GvnImport *import, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (store, NULL, callback, data);
  Work *work = g_new0 (Work, 1);
  g_autofree char *label = dup_label (import);
  GvnEntry entry = { .label = label, .author = import->author, .now = import->now };

  work->import = import;
  work->result = gvn_import_result_new ();
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  gvn_store_run_async (store, &entry, run_import, work, NULL, NULL, run_async_cb, task);
}

/**
 * gvn_import_run_finish:
 *
 * Returns: (transfer full): as gvn_import_run()
 */
GvnImportResult *
gvn_import_run_finish (GvnStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
