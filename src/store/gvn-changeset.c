/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/gvn-changeset.h"

/**
 * gvn_changeset_iter_dup_key:
 *
 * Returns: (transfer full): the primary key of the row @iterator is on, its
 *   values joined by a space
 */
char *
gvn_changeset_iter_dup_key (sqlite3_changeset_iter *iterator)
{
  GString *key = g_string_new (NULL);
  const char *table;
  unsigned char *is_key;
  int n_columns, operation, indirect;

  sqlite3changeset_op (iterator, &table, &n_columns, &operation, &indirect);
  sqlite3changeset_pk (iterator, &is_key, &n_columns);
  for (int i = 0; i < n_columns; i++)
    {
      sqlite3_value *value = NULL;

      if (!is_key[i])
        continue;
      if (operation == SQLITE_INSERT)
        sqlite3changeset_new (iterator, i, &value);
      else
        sqlite3changeset_old (iterator, i, &value);
      if (key->len > 0)
        g_string_append_c (key, ' ');
      g_string_append (key, value != NULL ? (const char *) sqlite3_value_text (value) : "");
    }

  return g_string_free_and_steal (key);
}

char *
gvn_changeset_dup_key (GvnChangeset *self)
{
  return gvn_changeset_iter_dup_key (self->iterator);
}

/**
 * gvn_changeset_get_key_column:
 *
 * Returns: (transfer none) (nullable): the only column of the table's key, %NULL when it
 *   has several
 */
const char *
gvn_changeset_get_key_column (GvnChangeset *self)
{
  const char *column = NULL;
  unsigned char *is_key;
  int n_columns;

  sqlite3changeset_pk (self->iterator, &is_key, &n_columns);
  for (guint i = 0; i < self->columns->len && i < (guint) n_columns; i++)
    {
      if (is_key[i] && column != NULL)
        return NULL;
      if (is_key[i])
        column = self->columns->pdata[i];
    }

  return column;
}

gboolean
gvn_changeset_start (GvnChangeset *self, GvnDb *db, void *bytes, int size, GError **error)
{
  int code = sqlite3changeset_start (&self->iterator, size, bytes);

  self->db = db;

  return code == SQLITE_OK || gvn_db_fail (db, code, error);
}

/**
 * gvn_changeset_next:
 *
 * Returns: whether there is a further row; %FALSE with @error when it cannot be read
 */
gboolean
gvn_changeset_next (GvnChangeset *self, GError **error)
{
  int indirect, code = sqlite3changeset_next (self->iterator);

  if (code != SQLITE_ROW)
    {
      if (code != SQLITE_DONE)
        gvn_db_fail (self->db, code, error);
      return FALSE;
    }

  sqlite3changeset_op (self->iterator, &self->table, &self->n_columns, &self->operation, &indirect);
  if (g_strcmp0 (self->columns_of, self->table) != 0)
    {
      g_clear_pointer (&self->columns, g_ptr_array_unref);
      self->columns = gvn_db_list_texts (self->db, error, "SELECT name FROM pragma_table_info (?) ORDER BY cid", "s",
                                         self->table);
      if (self->columns == NULL)
        return FALSE;
      g_set_str (&self->columns_of, self->table);
    }

  return TRUE;
}

void
gvn_changeset_clear (GvnChangeset *self)
{
  g_clear_pointer (&self->iterator, sqlite3changeset_finalize);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->columns_of, g_free);
}

static const char *
get_text (sqlite3_value *value)
{
  return value != NULL ? (const char *) sqlite3_value_text (value) : NULL;
}

/**
 * gvn_changeset_get_before:
 *
 * Returns: (transfer none) (nullable): what @column held; %NULL for NULL, for a row
 *   added, and for a value that stayed
 */
const char *
gvn_changeset_get_before (GvnChangeset *self, guint column)
{
  sqlite3_value *value = NULL;

  if (self->operation != SQLITE_INSERT && column < (guint) self->n_columns)
    sqlite3changeset_old (self->iterator, (int) column, &value);

  return get_text (value);
}

/**
 * gvn_changeset_get_after:
 *
 * Returns: (transfer none) (nullable): what @column holds since; %NULL for NULL, for a
 *   row removed, and for a value that stayed
 */
const char *
gvn_changeset_get_after (GvnChangeset *self, guint column)
{
  sqlite3_value *value = NULL;

  if (self->operation != SQLITE_DELETE && column < (guint) self->n_columns)
    sqlite3changeset_new (self->iterator, (int) column, &value);

  return get_text (value);
}

/**
 * gvn_changeset_has:
 *
 * Returns: whether @column is told: a row that changed only tells what differs
 */
gboolean
gvn_changeset_has (GvnChangeset *self, guint column)
{
  sqlite3_value *value = NULL;

  if (column >= (guint) self->n_columns)
    return FALSE;
  if (self->operation != SQLITE_UPDATE)
    return TRUE;
  sqlite3changeset_new (self->iterator, (int) column, &value);

  return value != NULL;
}
