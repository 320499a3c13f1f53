/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "sheets/gvn-import.h"
#include "sheets/gvn-sheet-value.h"

/* Which column of a sheet says what: by its header, whatever its case and accents. */

#define N_SEARCHED_ROWS 30 /* titles and merged headers stand above the headers */

static int
find_code (const GvnList *list, const char *code)
{
  for (guint i = 0; i < list->n_columns; i++)
    if (g_str_equal (list->columns[i].code, code))
      return (int) i;

  return -1;
}

static gboolean
fold_equal (const char *text, const char *folded)
{
  g_autofree char *other = gvn_sheet_value_fold (text);

  return g_str_equal (other, folded);
}

static gboolean
is_called (const GvnListColumn *column, const char *folded)
{
  g_auto (GStrv) names = g_strsplit (column->names != NULL ? column->names : "", ";", -1);

  if (fold_equal (column->code, folded) || fold_equal (column->label, folded) || fold_equal (_ (column->label), folded))
    return TRUE;
  for (guint i = 0; names[i] != NULL; i++)
    if (fold_equal (names[i], folded))
      return TRUE;

  return FALSE;
}

/* The column of @list that @header names, -1 when none; what was said of it before comes first. */
static int
find_column (const GvnList *list, GHashTable *names, const char *header)
{
  g_autofree char *folded = gvn_sheet_value_fold (header);
  const char *said = names != NULL ? g_hash_table_lookup (names, folded) : NULL;

  if (said != NULL)
    return find_code (list, said);
  if (*folded == '\0')
    return -1;
  for (guint i = 0; i < list->n_columns; i++)
    if (is_called (&list->columns[i], folded))
      return (int) i;

  return -1;
}

/**
 * gvn_import_map_row:
 * @row: the row of the headers, from 0
 *
 * Returns: how many columns its headers name
 */
guint
gvn_import_map_row (const GvnList *list, const GvnSheetTable *table, GHashTable *names, guint row, GvnImportMap *map)
{
  guint n = 0;

  map->header = row;
  for (guint i = 0; i < GVN_LIST_MAX_COLUMNS; i++)
    map->columns[i] = -1;
  for (guint i = 0; i < gvn_sheet_table_get_n_columns (table); i++)
    {
      int column = find_column (list, names, gvn_sheet_table_get (table, row, i));

      if (column < 0 || map->columns[column] >= 0)
        continue;
      map->columns[column] = (int) i;
      n++;
    }

  return n;
}

/**
 * gvn_import_map_check:
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when what tells lines apart is there in no way; what
 *   else a new line needs, each line says
 */
gboolean
gvn_import_map_check (const GvnList *list, const GvnImportMap *map, GError **error)
{
  const char *missing = NULL;
  gboolean has_other = FALSE, misses_other = FALSE;

  for (guint i = 0; i < list->n_columns; i++)
    {
      const GvnListColumn *column = &list->columns[i];
      gboolean is_missing = map->columns[i] < 0;

      if (is_missing && missing == NULL && (column->flags & GVN_COLUMN_KEY) != 0
          && (column->flags & (GVN_COLUMN_GIVEN | GVN_COLUMN_REQUIRED)) != 0)
        missing = column->label;
      if ((column->flags & GVN_COLUMN_OTHER_KEY) != 0)
        {
          has_other = TRUE;
          misses_other = misses_other || is_missing;
        }
    }
  if (missing == NULL || (has_other && !misses_other))
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: the header that lacks */
               _ ("The sheet has no column “%s”: add it, or say with a map which one it is"), _ (missing));
  return FALSE;
}

/**
 * gvn_import_propose:
 * @names: (nullable): what columns are called beside their own names
 * @map: (out): which column says what
 *
 * Finds the row of the headers, and what each column is.
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when a column that must be there is not
 */
gboolean
gvn_import_propose (const GvnList *list, const GvnSheetTable *table, GHashTable *names, GvnImportMap *map,
                    GError **error)
{
  guint n_rows = MIN (gvn_sheet_table_get_n_rows (table), N_SEARCHED_ROWS);
  guint best = 0;

  for (guint row = 0; row < n_rows; row++)
    {
      GvnImportMap candidate;
      guint n = gvn_import_map_row (list, table, names, row, &candidate);

      if (n > best)
        {
          best = n;
          *map = candidate;
        }
    }
  if (best > 0)
    return gvn_import_map_check (list, map, error);

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: %s is a header, as "Title" */
               _ ("No line of the sheet has the headers of the list, as “%s”: export the list to see them"),
               _ (list->columns[0].label));
  return FALSE;
}

/* What is remembered ------------------------------------------------------------------- */

static char *
dup_memory_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "gouvernail", "sheet-columns.ini", NULL);
}

/**
 * gvn_import_names_load:
 *
 * Returns: (transfer full): what is remembered of @list, folded header → code of a column
 */
GHashTable *
gvn_import_names_load (const GvnList *list)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *path = dup_memory_path ();
  g_autoptr (GKeyFile) memory = g_key_file_new ();
  g_auto (GStrv) keys = NULL;

  /* nothing is remembered yet, or nothing that can be read: the headers' own names do */
  if (!g_key_file_load_from_file (memory, path, G_KEY_FILE_NONE, NULL))
    return names;
  keys = g_key_file_get_keys (memory, list->code, NULL, NULL);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    g_hash_table_insert (names, g_strdup (keys[i]), g_key_file_get_string (memory, list->code, keys[i], NULL));

  return names;
}

/**
 * gvn_import_names_add:
 *
 * Adds to @names what @map says of the headers of @table.
 */
void
gvn_import_names_add (const GvnList *list, GHashTable *names, const GvnSheetTable *table, const GvnImportMap *map)
{
  for (guint i = 0; i < list->n_columns; i++)
    {
      g_autofree char *header
          = map->columns[i] >= 0
                ? gvn_sheet_value_fold (gvn_sheet_table_get (table, map->header, (guint) map->columns[i]))
                : g_strdup ("");

      if (*header != '\0')
        g_hash_table_insert (names, g_steal_pointer (&header), g_strdup (list->columns[i].code));
    }
}

/**
 * gvn_import_names_save:
 *
 * Remembers on this computer what the columns of a sheet were said to be.
 */
gboolean
gvn_import_names_save (const GvnList *list, GHashTable *names, GError **error)
{
  g_autofree char *path = dup_memory_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) memory = g_key_file_new ();
  GHashTableIter iter;
  gpointer header, code;

  g_key_file_load_from_file (memory, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &header, &code))
    g_key_file_set_string (memory, list->code, header, code);
  g_mkdir_with_parents (folder, 0700);

  return g_key_file_save_to_file (memory, path, error);
}

static gboolean
read_name (const GvnList *list, GHashTable *names, const char *header, JsonNode *value, GError **error)
{
  const char *code = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_string (value) : NULL;

  if (code != NULL && find_code (list, code) >= 0)
    {
      g_hash_table_insert (names, gvn_sheet_value_fold (header), g_strdup (code));
      return TRUE;
    }

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: a header, then the code of a list */
               _ ("The map names no column for “%s”: give one of those that “lists” prints for %s"), header,
               list->code);
  return FALSE;
}

/**
 * gvn_import_names_read:
 * @path: a JSON object: the headers of the sheet → codes of columns
 *
 * Returns: (transfer full): as gvn_import_names_load()
 */
GHashTable *
gvn_import_names_read (const GvnList *list, const char *path, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GList) members = NULL;
  JsonNode *root;
  JsonObject *object;

  if (!json_parser_load_from_file (parser, path, NULL) || (root = json_parser_get_root (parser)) == NULL
      || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: the path of a file; the example stays as it is */
                   _ ("“%s” is no map: write {\"Header of the sheet\": \"column\"}"), path);
      return NULL;
    }
  object = json_node_get_object (root);
  members = json_object_get_members (object);
  for (GList *member = members; member != NULL; member = member->next)
    if (!read_name (list, names, member->data, json_object_get_member (object, member->data), error))
      return NULL;

  return g_steal_pointer (&names);
}
