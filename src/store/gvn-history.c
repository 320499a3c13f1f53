/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "store/gvn-changeset.h"
#include "store/gvn-history.h"
#include "store/gvn-journal.h"
#include "store/gvn-object.h"

/* Entries ------------------------------------------------------------------------------- */

void
gvn_journal_entry_free (GvnJournalEntry *entry)
{
  g_free (entry->author);
  g_free (entry->label);
  g_free (entry->hash);
  g_free (entry);
}

/* Midnight at the beginning of @day, or of the next one; @otherwise for no day. */
static gint64
get_midnight (const GDate *day, gboolean next, gint64 otherwise)
{
  GvnLocal local = { .minutes = 0 };
  gint64 instant;

  if (!g_date_valid (day))
    return otherwise;
  local.date = *day;
  if (next)
    gvn_local_shift (&local, 1, 0, NULL);

  return gvn_local_to_instant (&local, &instant, NULL) ? instant : otherwise;
}

/* Each word must be somewhere in @text, whatever its case. */
static gboolean
has_words (const char *text, GStrv words)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && strstr (folded, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

/**
 * gvn_history_list:
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the entries, the newest first
 */
GArray *
gvn_history_list (GvnDb *db, const GvnHistoryFilter *filter, GError **error)
{
  g_autofree char *folded = g_utf8_casefold (filter->words != NULL ? filter->words : "", -1);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GvnStatement) rows = gvn_db_query (
      db, error,
      "SELECT number, label, author FROM journal WHERE at >= ?1 AND at < ?2"
      " AND (?3 IS NULL OR author = ?3)"
      " AND (?4 IS NULL OR number IN (SELECT entry FROM journal_object AS o"
      "   JOIN journal_row AS r ON r.object = o.number WHERE o.kind = ?4 AND (?5 IS NULL OR o.id = ?5)))"
      " ORDER BY number DESC",
      "iisss", get_midnight (&filter->from, FALSE, G_MININT64), get_midnight (&filter->to, TRUE, G_MAXINT64),
      filter->author, filter->object_kind, filter->object_id);

  if (rows == NULL)
    return NULL;
  while (gvn_statement_next (rows, error))
    {
      gint64 number = gvn_statement_int (rows, 0);
      g_autofree char *text
          = *folded != '\0' ? g_strjoin (" ", gvn_statement_text (rows, 1), gvn_statement_text (rows, 2), NULL) : NULL;

      if (text == NULL || has_words (text, words))
        g_array_append_val (numbers, number);
    }

  return gvn_statement_failed (rows) ? NULL : g_steal_pointer (&numbers);
}

/**
 * gvn_history_load:
 *
 * Returns: (transfer full): the entry, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnJournalEntry *
gvn_history_load (GvnDb *db, gint64 number, GError **error)
{
  g_autoptr (GvnStatement) row = gvn_db_query (
      db, error, "SELECT at, author, label, kind, target, schema_version, hash FROM journal WHERE number = ?", "i",
      number);
  GvnJournalEntry *entry;

  if (row == NULL)
    return NULL;
  if (!gvn_statement_next (row, error))
    {
      if (!gvn_statement_failed (row))
        gvn_journal_set_not_found (number, error);
      return NULL;
    }

  entry = g_new0 (GvnJournalEntry, 1);
  entry->number = number;
  entry->at = gvn_statement_int (row, 0);
  entry->author = gvn_statement_dup_text (row, 1);
  entry->label = gvn_statement_dup_text (row, 2);
  entry->kind = g_intern_string (gvn_statement_text (row, 3));
  entry->target = gvn_statement_int (row, 4);
  entry->schema_version = (int) gvn_statement_int (row, 5);
  entry->hash = gvn_statement_dup_text (row, 6);

  return entry;
}

/**
 * gvn_history_list_undone:
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the entries whose effect
 *   is undone at present, as a set of pointers to them
 */
GHashTable *
gvn_history_list_undone (GvnDb *db, GError **error)
{
  g_auto (GvnJournalStacks) stacks = { NULL };

  return gvn_journal_load_stacks (db, &stacks, error) ? g_hash_table_ref (stacks.undone) : NULL;
}

GPtrArray *
gvn_history_list_authors (GvnDb *db, GError **error)
{
  return gvn_db_list_texts (db, error, "SELECT DISTINCT author FROM journal ORDER BY author", "");
}

/**
 * gvn_history_list_object_kinds:
 *
 * Returns: (transfer full) (element-type utf8): those the journal speaks of
 */
GPtrArray *
gvn_history_list_object_kinds (GvnDb *db, GError **error)
{
  return gvn_db_list_texts (db, error, "SELECT DISTINCT kind FROM journal_object", "");
}

/* What changed since a moment ------------------------------------------------------------ */

void
gvn_history_mark_clear (GvnHistoryMark *self)
{
  g_clear_pointer (&self->hash, g_free);
}

/**
 * gvn_history_get_mark:
 * @mark: (out): the newest entry of the journal
 */
gboolean
gvn_history_get_mark (GvnDb *db, GvnHistoryMark *mark, GError **error)
{
  g_autoptr (GvnStatement) row
      = gvn_db_query (db, error, "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1", "");

  *mark = (GvnHistoryMark) { 0, NULL };
  if (row == NULL)
    return FALSE;
  if (gvn_statement_next (row, error))
    *mark = (GvnHistoryMark) { gvn_statement_int (row, 0), gvn_statement_dup_text (row, 1) };

  return !gvn_statement_failed (row);
}

/* Whether the journal still is the one @mark was read of: a backup restored since is of
 * another past. */
static gboolean
has_mark (GvnDb *db, const GvnHistoryMark *mark, gboolean *has, GError **error)
{
  GError *failure = NULL;
  g_autofree char *hash
      = gvn_db_get_text (db, &failure, "SELECT hash FROM journal WHERE number = ?", "i", mark->number);

  *has = hash != NULL && g_strcmp0 (hash, mark->hash) == 0;
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

static void
touched_object_free (GvnTouchedObject *self)
{
  g_free (self->id);
  g_free (self);
}

static gpointer
touched_from_row (GvnStatement *row)
{
  GvnTouchedObject *self = g_new (GvnTouchedObject, 1);

  self->table = g_intern_string (gvn_statement_text (row, 0));
  self->kind = g_intern_string (gvn_statement_text (row, 1));
  self->id = gvn_statement_dup_text (row, 2);

  return self;
}

/**
 * gvn_history_list_touched:
 * @since: a mark of this file, however old
 * @touched: (out) (transfer full) (nullable) (element-type GvnTouchedObject): what entries
 *   after @since touched; %NULL when the journal does not have that entry any more, so that
 *   anything may be another
 */
gboolean
gvn_history_list_touched (GvnDb *db, const GvnHistoryMark *since, GPtrArray **touched, GError **error)
{
  gboolean has;

  *touched = NULL;
  if (!has_mark (db, since, &has, error))
    return FALSE;
  if (!has)
    return TRUE;
  *touched = gvn_statement_collect (gvn_db_query (db, error,
                                                  "SELECT DISTINCT r.table_name, o.kind, o.id FROM journal_row AS r"
                                                  " JOIN journal_object AS o ON o.number = r.object WHERE r.entry > ?",
                                                  "i", since->number),
                                    touched_from_row, (GDestroyNotify) touched_object_free, error);

  return *touched != NULL;
}

/* What an entry changed ------------------------------------------------------------------ */

static void
value_change_free (GvnValueChange *value)
{
  g_free (value->before);
  g_free (value->after);
  g_free (value);
}

static void
history_change_free (GvnHistoryChange *change)
{
  g_free (change->table);
  g_free (change->key);
  g_free (change->title);
  g_ptr_array_unref (change->values);
  g_free (change);
}

static char *
tell (GvnDb *db, const GvnColumnWords *column, const char *value)
{
  char *text = value != NULL && column != NULL && column->dup_text != NULL ? column->dup_text (db, value) : NULL;

  return text != NULL ? text : g_strdup (value);
}

/* What names the row: a change does not hold what stayed, so the row is read. */
static char *
dup_name (GvnChangeset *row, const GvnTableWords *words, const char *key)
{
  const char *key_column = gvn_changeset_get_key_column (row);
  const char *name = NULL;
  g_autofree char *sql = NULL;
  guint at;

  if (words->title == NULL)
    return NULL;
  if (g_ptr_array_find_with_equal_func (row->columns, words->title, g_str_equal, &at))
    name = gvn_changeset_get_after (row, at) != NULL ? gvn_changeset_get_after (row, at)
                                                     : gvn_changeset_get_before (row, at);
  if (name != NULL || key_column == NULL)
    return g_strdup (name);

  sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE \"%s\" = ?", words->title, row->table, key_column);
  return gvn_db_get_text (row->db, NULL, sql, "s", key);
}

static char *
dup_title (GvnChangeset *row, const GvnTableWords *words, const char *key)
{
  g_autofree char *name = words != NULL ? dup_name (row, words, key) : NULL;
  g_autofree char *text = NULL;

  if (words == NULL)
    return g_strdup (row->table);
  if (name == NULL)
    return g_strdup (_ (words->label));
  text = tell (row->db, gvn_table_words_find_column (words, words->title), name);

  /* Translators: a kind of thing, then its name: "Meeting", "COPIL" */
  return g_strdup_printf (_ ("%s %s"), _ (words->label), text);
}

/* Tells @at of the row, unless it is technical, stayed as it was, or is in the title already. */
static void
add_value (GvnHistoryChange *change, GvnChangeset *row, const GvnTableWords *words, guint at)
{
  const char *name = row->columns->pdata[at];
  const GvnColumnWords *column = words != NULL ? gvn_table_words_find_column (words, name) : NULL;
  const char *before = gvn_changeset_get_before (row, at);
  const char *after = gvn_changeset_get_after (row, at);
  GvnValueChange *value;

  if (!gvn_changeset_has (row, at) || (words != NULL && column == NULL) || (before == NULL && after == NULL)
      || (words != NULL && row->operation != SQLITE_UPDATE && g_strcmp0 (words->title, name) == 0))
    return;

  value = g_new0 (GvnValueChange, 1);
  value->label = column != NULL ? _ (column->label) : g_intern_string (name);
  value->before = tell (row->db, column, before);
  value->after = tell (row->db, column, after);
  g_ptr_array_add (change->values, value);
}

static GvnHistoryChange *
read_change (GvnChangeset *row)
{
  const GvnTableWords *words = gvn_object_find_table (row->table);
  GvnHistoryChange *change = g_new0 (GvnHistoryChange, 1);

  change->kind = row->operation == SQLITE_INSERT   ? GVN_CHANGE_ADDED
                 : row->operation == SQLITE_DELETE ? GVN_CHANGE_REMOVED
                                                   : GVN_CHANGE_MODIFIED;
  change->table = g_strdup (row->table);
  change->key = gvn_changeset_dup_key (row);
  change->title = dup_title (row, words, change->key);
  change->values = g_ptr_array_new_with_free_func ((GDestroyNotify) value_change_free);
  for (guint i = 0; i < row->columns->len; i++)
    add_value (change, row, words, i);

  return change;
}

/* The rows of an entry that belong to an object, as "table key"; %NULL for all of them. */
static gboolean
load_wanted (GvnDb *db, gint64 number, const char *kind, const char *id, GHashTable **wanted, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  *wanted = NULL;
  if (kind == NULL)
    return TRUE;
  rows = gvn_db_list_texts (db, error,
                            "SELECT table_name || ' ' || row_key FROM journal_row WHERE entry = ? AND object ="
                            " (SELECT number FROM journal_object WHERE kind = ? AND id = ?)",
                            "iss", number, kind, id);
  if (rows == NULL)
    return FALSE;

  *wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (*wanted, g_strdup (rows->pdata[i]));

  return TRUE;
}

static gboolean
is_wanted (GHashTable *wanted, const GvnHistoryChange *change)
{
  g_autofree char *row = wanted != NULL ? g_strdup_printf ("%s %s", change->table, change->key) : NULL;

  /* A change of what is technical alone says nothing to anybody. */
  return (change->kind != GVN_CHANGE_MODIFIED || change->values->len > 0)
         && (row == NULL || g_hash_table_contains (wanted, row));
}

static gboolean
read_changes (GvnDb *db, void *bytes, int size, GHashTable *wanted, GPtrArray *changes, GError **error)
{
  g_auto (GvnChangeset) row = { NULL };
  GError *failure = NULL;

  if (!gvn_changeset_start (&row, db, bytes, size, error))
    return FALSE;

  while (gvn_changeset_next (&row, &failure))
    {
      GvnHistoryChange *change = read_change (&row);

      if (is_wanted (wanted, change))
        g_ptr_array_add (changes, change);
      else
        history_change_free (change);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

/* An object before what belongs to it, as the domains told their tables. */
static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const GvnTableWords *x = gvn_object_find_table (((const GvnHistoryChange *) a)->table);
  const GvnTableWords *y = gvn_object_find_table (((const GvnHistoryChange *) b)->table);

  return (x > y) - (x < y);
}

/**
 * gvn_history_list_changes:
 * @object_kind: (nullable): only what it changed of this object
 * @object_id: (nullable): given with @object_kind
 *
 * Returns: (transfer full) (element-type GvnHistoryChange): what the entry @number changed,
 *   in words
 */
GPtrArray *
gvn_history_list_changes (GvnDb *db, gint64 number, const char *object_kind, const char *object_id, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) history_change_free);
  g_autoptr (GHashTable) wanted = NULL;
  sqlite3_stmt *stmt = NULL;
  gboolean done = FALSE;
  int code;

  if (!load_wanted (db, number, object_kind, object_id, &wanted, error))
    return NULL;
  code = sqlite3_prepare_v2 (gvn_db_get_handle (db), "SELECT changeset FROM journal WHERE number = ?", -1, &stmt, NULL);
  if (code == SQLITE_OK)
    {
      sqlite3_bind_int64 (stmt, 1, number);
      code = sqlite3_step (stmt);
    }
  if (code == SQLITE_ROW)
    done = read_changes (db, (void *) sqlite3_column_blob (stmt, 0), sqlite3_column_bytes (stmt, 0), wanted, changes,
                         error);
  else if (code == SQLITE_DONE)
    gvn_journal_set_not_found (number, error);
  else
    gvn_db_fail (db, code, error);
  sqlite3_finalize (stmt);
  g_ptr_array_sort_values (changes, compare_changes);

  return done ? g_steal_pointer (&changes) : NULL;
}

static void
append_value (GString *text, const GvnValueChange *value, GvnChangeKind kind)
{
  const char *none = _ ("none");
  const char *before = value->before != NULL ? value->before : none;
  const char *after = value->after != NULL ? value->after : none;

  if (kind == GVN_CHANGE_MODIFIED)
    /* Translators: a value's name, what it was, what it is since */
    g_string_append_printf (text, _ ("%s: %s → %s"), value->label, before, after);
  else
    /* Translators: a value's name, then the value */
    g_string_append_printf (text, _ ("%s: %s"), value->label, kind == GVN_CHANGE_ADDED ? after : before);
}

/**
 * gvn_history_change_dup_text:
 *
 * Returns: (transfer full): the values of @change in a sentence: "Day: 16 March → 23 March, …"
 */
char *
gvn_history_change_dup_text (const GvnHistoryChange *change)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < change->values->len; i++)
    {
      if (i > 0)
        g_string_append (text, " · ");
      append_value (text, change->values->pdata[i], change->kind);
    }

  return g_string_free_and_steal (text);
}

/**
 * gvn_change_kind_get_label:
 *
 * Returns: (transfer none): "added"
 */
const char *
gvn_change_kind_get_label (GvnChangeKind kind)
{
  static const char *const labels[] = { N_ ("added"), N_ ("removed"), N_ ("changed") };

  return _ (labels[kind]);
}
