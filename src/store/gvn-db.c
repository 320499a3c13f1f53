/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/gvn-error.h"
#include "store/gvn-db-private.h"

/*
 * A connection and its statements belong to one thread at a time: the writer's
 * to the writer thread, the reader's to the reader thread, one more to the thread
 * that opened the store.
 */

struct _GvnDb
{
  sqlite3 *handle;
  GHashTable *idle; /* SQL → sqlite3_stmt *, statements prepared and not in use */
};

struct _GvnStatement
{
  GvnDb *db; /* borrowed */
  sqlite3_stmt *stmt;
  gboolean failed;
};

/* "the disk is full" and "the file is damaged" are told apart because what the
 * user can do differs. */
static const struct
{
  int code;
  GvnError error;
  const char *message;
} failures[] = {
  { SQLITE_FULL, GVN_ERROR_IO, N_ ("The disk is full: free some space, then try again") },
  { SQLITE_IOERR, GVN_ERROR_IO, N_ ("The system could not read or write the contract’s file: check the disk") },
  { SQLITE_CANTOPEN, GVN_ERROR_IO, N_ ("The contract’s file cannot be opened: check its place and its permissions") },
  { SQLITE_CORRUPT, GVN_ERROR_DAMAGED, N_ ("The contract’s file is damaged: restore a backup") },
  { SQLITE_NOTADB, GVN_ERROR_DAMAGED,
    N_ ("This file is not a contract, or is damaged: restore a backup or open another file") },
  { SQLITE_READONLY, GVN_ERROR_READ_ONLY, N_ ("The contract’s file cannot be written: copy it to a folder of yours") },
  { SQLITE_BUSY, GVN_ERROR_CONFLICT, N_ ("Another program is writing to the contract: try again in a moment") },
  { SQLITE_CONSTRAINT, GVN_ERROR_INVALID, N_ ("A value does not fit the contract’s rules: check what was entered") },
  { SQLITE_NOMEM, GVN_ERROR_IO, N_ ("The memory is exhausted: close other programs, then try again") },
};

/**
 * gvn_db_fail:
 *
 * Sets @error for a result code of SQLite in words without internals; these go
 * to the debug log.
 *
 * Returns: %FALSE
 */
gboolean
gvn_db_fail (GvnDb *self, int code, GError **error)
{
  int primary = code & 0xff;

  g_debug ("SQLite: %s (%d)", self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code), code);

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (failures[i].code == primary)
      {
        g_set_error_literal (error, GVN_ERROR, failures[i].error, _ (failures[i].message));
        return FALSE;
      }

  g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
               /* Translators: %s is a technical word of the database */
               _ ("The contract’s file refused the operation (%s): check it with “gouvernail-cli check”"),
               sqlite3_errstr (code));
  return FALSE;
}

static int
trace_cb (unsigned int type, void *data, void *statement, void *unused)
{
  g_autofree char *sql = NULL;
  char *expanded = sqlite3_expanded_sql (statement);

  sql = g_strdup (expanded);
  sqlite3_free (expanded);
  g_printerr ("%s\n", sql);

  return 0;
}

static gboolean
configure (GvnDb *self, GvnDbMode mode, GError **error)
{
  static const char *const common = "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;";
  static const char *const writing = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                                     "PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY;";

  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (g_strcmp0 (g_getenv ("GOUVERNAIL_DEBUG"), "sql") == 0)
    sqlite3_trace_v2 (self->handle, SQLITE_TRACE_STMT, trace_cb, NULL);

  if (!gvn_db_run_script (self, common, error))
    return FALSE;
  if (mode != GVN_DB_WRITE)
    return gvn_db_run_script (self, "PRAGMA query_only = ON;", error);

  sqlite3_busy_timeout (self->handle, 5000);
  return gvn_db_run_script (self, writing, error);
}

static void
finalize_statement (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

static GvnDb *
open_uri (const char *uri, int flags, GError **error)
{
  g_autoptr (GvnDb) self = g_new0 (GvnDb, 1);
  int code = sqlite3_open_v2 (uri, &self->handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);

  self->idle = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);
  if (code != SQLITE_OK)
    {
      gvn_db_fail (self, code, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* An immutable file is read without its -wal: not when committed rows wait there. */
static gboolean
has_write_ahead (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 && info.st_size > 0;
}

/**
 * gvn_db_open:
 * @path: an existing file
 *
 * Returns: (transfer full): a connection, or %NULL with @error
 */
GvnDb *
gvn_db_open (const char *path, GvnDbMode mode, GError **error)
{
  gboolean read_only = mode == GVN_DB_IMMUTABLE || mode == GVN_DB_UNWRITABLE;
  gboolean immutable = mode == GVN_DB_IMMUTABLE || (mode == GVN_DB_UNWRITABLE && !has_write_ahead (path));
  g_autofree char *escaped = g_uri_escape_string (path, "/", TRUE);
  g_autofree char *uri = g_strdup_printf ("file:%s%s", escaped, immutable ? "?immutable=1" : "");
  g_autoptr (GvnDb) self = open_uri (uri, read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE, error);

  if (self == NULL || !configure (self, mode, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * gvn_db_open_memory:
 *
 * Returns: (transfer full): an empty database in memory
 */
GvnDb *
gvn_db_open_memory (void)
{
  GError *error = NULL;
  GvnDb *self = open_uri ("file::memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &error);

  g_assert_no_error (error);
  return self;
}

void
gvn_db_close (GvnDb *self)
{
  if (self->idle != NULL)
    g_hash_table_unref (self->idle);
  if (self->handle != NULL && sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("A statement outlives its connection");
  g_free (self);
}

sqlite3 *
gvn_db_get_handle (GvnDb *self)
{
  return self->handle;
}

/**
 * gvn_db_run_script:
 * @sql: any number of statements, results ignored
 */
gboolean
gvn_db_run_script (GvnDb *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || gvn_db_fail (self, code, error);
}

static void
bind_date (sqlite3_stmt *stmt, int index, const GDate *date)
{
  if (date == NULL || !g_date_valid (date))
    sqlite3_bind_null (stmt, index);
  else
    sqlite3_bind_text (stmt, index, gvn_date_to_string (date), -1, g_free);
}

static void
bind_values (sqlite3_stmt *stmt, const char *types, va_list values)
{
  for (int i = 1; types[i - 1] != '\0'; i++)
    switch (types[i - 1])
      {
      case 's':
        sqlite3_bind_text (stmt, i, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'i':
        sqlite3_bind_int64 (stmt, i, va_arg (values, gint64));
        break;
      case 'b':
        sqlite3_bind_int (stmt, i, va_arg (values, gboolean) ? 1 : 0);
        break;
      case 'd':
        bind_date (stmt, i, va_arg (values, const GDate *));
        break;
      case 'm':
        {
          int minutes = va_arg (values, int);

          if (minutes == GVN_NO_MINUTES)
            sqlite3_bind_null (stmt, i);
          else
            sqlite3_bind_int (stmt, i, minutes);
        }
        break;
      case 'n':
        sqlite3_bind_null (stmt, i);
        break;
      default:
        g_assert_not_reached ();
      }
}

static GvnStatement *
query_valist (GvnDb *db, GError **error, const char *sql, const char *types, va_list values)
{
  GvnStatement *self;
  sqlite3_stmt *stmt = NULL;
  char *key = NULL;

  if (g_hash_table_steal_extended (db->idle, sql, (gpointer *) &key, (gpointer *) &stmt))
    g_free (key);
  else
    {
      int code = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);

      if (code != SQLITE_OK)
        {
          gvn_db_fail (db, code, error);
          return NULL;
        }
    }

  g_assert (sqlite3_bind_parameter_count (stmt) == (int) strlen (types));
  bind_values (stmt, types, values);

  self = g_new0 (GvnStatement, 1);
  self->db = db;
  self->stmt = stmt;

  return self;
}

/**
 * gvn_db_query:
 * @sql: a literal, one statement
 * @types: a letter per parameter, see the top of gvn-db.h
 *
 * Returns: (transfer full): the bound statement before its first row, or %NULL
 */
GvnStatement *
gvn_db_query (GvnDb *db, GError **error, const char *sql, const char *types, ...)
{
  GvnStatement *self;
  va_list values;

  va_start (values, types);
  self = query_valist (db, error, sql, types, values);
  va_end (values);

  return self;
}

/**
 * gvn_statement_next:
 *
 * Returns: whether there is a row to read; %FALSE at the end, and with @error
 *   set on a failure (then gvn_statement_failed() says so)
 */
gboolean
gvn_statement_next (GvnStatement *self, GError **error)
{
  int code = sqlite3_step (self->stmt);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    {
      self->failed = TRUE;
      gvn_db_fail (self->db, code, error);
    }

  return FALSE;
}

gboolean
gvn_statement_failed (GvnStatement *self)
{
  return self->failed;
}

/**
 * gvn_statement_free:
 *
 * Resets the statement, so that no read stays open, and keeps it for reuse.
 */
void
gvn_statement_free (GvnStatement *self)
{
  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  g_hash_table_replace (self->db->idle, g_strdup (sqlite3_sql (self->stmt)), self->stmt);
  g_free (self);
}

/**
 * gvn_statement_collect:
 * @rows: (transfer full) (nullable): a query, %NULL when it failed with @error set
 * @item_free: frees what @func returns
 *
 * Returns: (transfer full): @func of each row, or %NULL with @error
 */
GPtrArray *
gvn_statement_collect (GvnStatement *rows, GvnRowFunc func, GDestroyNotify item_free, GError **error)
{
  g_autoptr (GvnStatement) owned = rows;
  g_autoptr (GPtrArray) items = NULL;

  if (owned == NULL)
    return NULL;

  items = g_ptr_array_new_with_free_func (item_free);
  while (gvn_statement_next (owned, error))
    g_ptr_array_add (items, func (owned));

  return gvn_statement_failed (owned) ? NULL : g_steal_pointer (&items);
}

/**
 * gvn_statement_text:
 *
 * Returns: (transfer none) (nullable): valid until the next row
 */
const char *
gvn_statement_text (GvnStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

/**
 * gvn_statement_dup_text:
 *
 * Returns: (transfer full) (nullable): valid UTF-8, whatever the file says
 */
char *
gvn_statement_dup_text (GvnStatement *self, int column)
{
  const char *text = gvn_statement_text (self, column);

  return text != NULL ? g_utf8_make_valid (text, sqlite3_column_bytes (self->stmt, column)) : NULL;
}

gint64
gvn_statement_int (GvnStatement *self, int column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

gboolean
gvn_statement_is_null (GvnStatement *self, int column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

/**
 * gvn_statement_date:
 * @date: (out): cleared when the column is NULL
 *
 * Returns: whether there is a date
 */
gboolean
gvn_statement_date (GvnStatement *self, int column, GDate *date)
{
  g_date_clear (date, 1);

  return !gvn_statement_is_null (self, column) && gvn_date_parse (gvn_statement_text (self, column), date, NULL);
}

int
gvn_statement_minutes (GvnStatement *self, int column)
{
  return gvn_statement_is_null (self, column) ? GVN_NO_MINUTES : sqlite3_column_int (self->stmt, column);
}

/**
 * gvn_db_exec:
 *
 * Runs one statement that gives no rows.
 */
gboolean
gvn_db_exec (GvnDb *db, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (GvnStatement) statement = NULL;
  va_list values;

  va_start (values, types);
  statement = query_valist (db, error, sql, types, values);
  va_end (values);

  if (statement == NULL)
    return FALSE;
  while (gvn_statement_next (statement, error))
    ;

  return !gvn_statement_failed (statement);
}

/**
 * gvn_db_get_text:
 *
 * Returns: (transfer full) (nullable): the first column of the first row; %NULL
 *   without @error when there is no row
 */
char *
gvn_db_get_text (GvnDb *db, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (GvnStatement) statement = NULL;
  va_list values;

  va_start (values, types);
  statement = query_valist (db, error, sql, types, values);
  va_end (values);

  return statement != NULL && gvn_statement_next (statement, error) ? gvn_statement_dup_text (statement, 0) : NULL;
}

static gpointer
text_from_row (GvnStatement *row)
{
  return gvn_statement_dup_text (row, 0);
}

/**
 * gvn_db_list_texts:
 *
 * Returns: (transfer full) (element-type utf8): the first column of every row
 */
GPtrArray *
gvn_db_list_texts (GvnDb *db, GError **error, const char *sql, const char *types, ...)
{
  GvnStatement *statement;
  va_list values;

  va_start (values, types);
  statement = query_valist (db, error, sql, types, values);
  va_end (values);

  return gvn_statement_collect (statement, text_from_row, g_free, error);
}

/**
 * gvn_db_get_int:
 * @value: (out): the first column of the first row; 0 when there is none
 */
gboolean
gvn_db_get_int (GvnDb *db, gint64 *value, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (GvnStatement) statement = NULL;
  va_list values;

  *value = 0;
  va_start (values, types);
  statement = query_valist (db, error, sql, types, values);
  va_end (values);

  if (statement == NULL)
    return FALSE;
  if (gvn_statement_next (statement, error))
    *value = gvn_statement_int (statement, 0);

  return !gvn_statement_failed (statement);
}

/**
 * gvn_db_changes:
 *
 * Returns: how many rows the last statement changed
 */
int
gvn_db_changes (GvnDb *db)
{
  return sqlite3_changes (db->handle);
}
