/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "sheets/gvn-import.h"
#include "sheets/gvn-sheet-read.h"
#include "sheets/gvn-sheet-write.h"

static char *option_map;
static gboolean option_dry_run;

static const GOptionEntry import_options[] = {
  { "map", 0, 0, G_OPTION_ARG_FILENAME, &option_map, NULL, NULL },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &option_dry_run, NULL, NULL },
  { NULL },
};

/* Lists -------------------------------------------------------------------------------- */

static void
print_column (GvnCli *cli, JsonBuilder *builder, const GvnListColumn *column)
{
  gboolean is_key = (column->flags & GVN_COLUMN_KEY) != 0;
  gboolean is_required = (column->flags & GVN_COLUMN_REQUIRED) != 0;

  if (!cli->json)
    gvn_cli_print ("  %-12s %-8s %s%s%s\n", column->code, gvn_column_kind_to_string (column->kind), _ (column->label),
                   is_key ? _ (", key") : "", is_required ? _ (", required") : "");
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "code", column->code);
  gvn_cli_add_string (builder, "label", _ (column->label));
  gvn_cli_add_string (builder, "kind", gvn_column_kind_to_string (column->kind));
  gvn_cli_add_bool (builder, "key", is_key);
  gvn_cli_add_bool (builder, "required", is_required);
  json_builder_end_object (builder);
}

static gboolean
run_lists (GvnCli *cli, GError **error)
{
  GPtrArray *lists = gvn_list_get_all ();
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < lists->len; i++)
    {
      const GvnList *list = lists->pdata[i];

      if (!cli->json)
        gvn_cli_print ("%s (%s)\n", list->code, _ (list->label));
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "code", list->code);
      gvn_cli_add_string (builder, "label", _ (list->label));
      json_builder_set_member_name (builder, "columns");
      json_builder_begin_array (builder);
      for (guint j = 0; j < list->n_columns; j++)
        print_column (cli, builder, &list->columns[j]);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

/* Export ------------------------------------------------------------------------------- */

static gboolean
run_export (GvnCli *cli, GError **error)
{
  const GvnList *list = gvn_list_find (cli->arguments[0], error);
  GvnDb *db = list != NULL ? gvn_cli_open_db (cli, error) : NULL;
  g_autoptr (GvnSheetTable) table = db != NULL ? gvn_list_export (list, db, &cli->now, error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (table == NULL || !gvn_sheet_write_file (table, list, cli->arguments[1], error))
    return FALSE;
  if (!cli->json)
    return TRUE;

  json_builder_begin_object (builder);
  gvn_cli_add_int (builder, "lines", (gint64) gvn_sheet_table_get_n_rows (table) - 1);
  json_builder_end_object (builder);
  gvn_cli_print_json (builder);

  return TRUE;
}

/* Import ------------------------------------------------------------------------------- */

static void
print_change (GvnCli *cli, JsonBuilder *builder, const GvnImportChange *change)
{
  g_auto (GStrv) lines = g_strsplit (change->difference, "\n", -1);

  if (!cli->json)
    {
      /* Translators: the number of a line, which row it is about */
      gvn_cli_print (change->added ? _ ("Line %u, new: %s\n") : _ ("Line %u, changed: %s\n"), change->line,
                     change->title);
      gvn_cli_print_indented ("    ", change->difference);
    }
  json_builder_begin_object (builder);
  gvn_cli_add_int (builder, "line", change->line);
  gvn_cli_add_string (builder, "change", change->added ? "added" : "changed");
  gvn_cli_add_string (builder, "title", change->title);
  json_builder_set_member_name (builder, "difference");
  json_builder_begin_array (builder);
  for (guint i = 0; lines[i] != NULL; i++)
    json_builder_add_string_value (builder, lines[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_refusal (GvnCli *cli, JsonBuilder *builder, const GvnImportRefusal *refusal)
{
  if (!cli->json && refusal->column != NULL)
    /* Translators: the number of a line, the name of a cell, a column, why it is refused */
    gvn_cli_print (_ ("Line %u, %s (%s): %s\n"), refusal->line, refusal->cell != NULL ? refusal->cell : "–",
                   refusal->column, refusal->reason);
  else if (!cli->json)
    /* Translators: the number of a line, why it is refused */
    gvn_cli_print (_ ("Line %u: %s\n"), refusal->line, refusal->reason);
  json_builder_begin_object (builder);
  gvn_cli_add_int (builder, "line", refusal->line);
  gvn_cli_add_string (builder, "cell", refusal->cell);
  gvn_cli_add_string (builder, "column", refusal->column);
  gvn_cli_add_string (builder, "reason", refusal->reason);
  json_builder_end_object (builder);
}

static void
print_columns (const GvnImport *import, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_object (builder);
  for (guint i = 0; i < import->list->n_columns; i++)
    if (import->map->columns[i] >= 0)
      gvn_cli_add_string (builder, import->list->columns[i].code,
                          gvn_sheet_table_get (import->table, import->map->header, (guint) import->map->columns[i]));
  json_builder_end_object (builder);
}

static void
print_result (GvnCli *cli, const GvnImport *import, const GvnImportResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gvn_cli_add_bool (builder, "done", result->done);
  gvn_cli_add_int (builder, "added", result->n_added);
  gvn_cli_add_int (builder, "changed", result->n_changed);
  gvn_cli_add_int (builder, "unchanged", result->n_unchanged);
  gvn_cli_add_int (builder, "refused", result->n_refused);
  print_columns (import, builder);
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->changes->len; i++)
    print_change (cli, builder, result->changes->pdata[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "refusals");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->refusals->len; i++)
    print_refusal (cli, builder, result->refusals->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);
  else
    /* Translators: four numbers of lines */
    gvn_cli_print (_ ("%u added, %u changed, %u unchanged, %u refused\n"), result->n_added, result->n_changed,
                   result->n_unchanged, result->n_refused);
}

/* What the columns were called before, then what --map says of them. */
static gboolean
propose (const GvnList *list, const GvnSheetTable *table, GvnImportMap *map, GHashTable **said, GError **error)
{
  g_autoptr (GHashTable) names = gvn_import_names_load (list);
  GHashTableIter iter;
  gpointer header, code;

  *said = option_map != NULL ? gvn_import_names_read (list, option_map, error) : NULL;
  if (option_map != NULL && *said == NULL)
    return FALSE;
  if (*said != NULL)
    {
      g_hash_table_iter_init (&iter, *said);
      while (g_hash_table_iter_next (&iter, &header, &code))
        g_hash_table_insert (names, g_strdup (header), g_strdup (code));
    }

  return gvn_import_propose (list, table, names, map, error);
}

static gboolean
import_sheet (GvnCli *cli, const char *code, const char *path, GError **error)
{
  const GvnList *list = gvn_list_find (code, error);
  GvnStore *store = list != NULL ? gvn_cli_open (cli, error) : NULL;
  g_autoptr (GvnSheetTable) table = store != NULL ? gvn_sheet_read_file (path, error) : NULL;
  g_autoptr (GHashTable) said = NULL;
  g_autofree char *source = g_filename_display_basename (path);
  g_autoptr (GvnImportResult) result = NULL;
  GvnImportMap map;
  GvnImport import = { list, table, &map, source, cli->author, &cli->now, option_dry_run };

  if (table == NULL || !propose (list, table, &map, &said, error))
    return FALSE;
  result = gvn_import_run (store, &import, error);
  if (result == NULL)
    return FALSE;

  print_result (cli, &import, result);
  if (result->n_refused > 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   ngettext ("%u line is refused, nothing is imported: correct it and import the sheet again",
                             "%u lines are refused, nothing is imported: correct them and import the sheet again",
                             result->n_refused),
                   result->n_refused);
      return FALSE;
    }

  return said == NULL || !result->done || gvn_import_names_save (list, said, error);
}

static gboolean
run_import (GvnCli *cli, GError **error)
{
  return import_sheet (cli, cli->arguments[0], cli->arguments[1], error);
}

static gboolean
run_import_orders (GvnCli *cli, GError **error)
{
  return import_sheet (cli, "orders", cli->arguments[0], error);
}

const GvnCliCommand gvn_cli_sheet_commands[] = {
  { "lists", "", N_ ("What can be imported from a sheet and exported to one, with its columns"), 0, 0, run_lists,
    NULL },
  { "export", "LIST FILE", N_ ("Write a list as the sheet its import accepts, .xlsx or .csv"), 2, 2, run_export, NULL },
  { "import", "LIST FILE [--map FILE] [--dry-run]",
    N_ ("Take a list from a sheet: all its lines, or none when one is refused"), 2, 2, run_import, import_options },
  { "orders import", "FILE [--map FILE] [--dry-run]", N_ ("Take orders over from a sheet, with their dates"), 1, 1,
    run_import_orders, import_options },
  { NULL },
};
