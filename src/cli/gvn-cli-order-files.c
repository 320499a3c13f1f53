/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/gvn-cli-private.h"
#include "orders/gvn-order-file.h"

/* The files of an order. */

static void
add_file (JsonBuilder *builder, const GvnOrderFile *file)
{
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", file->id);
  gvn_cli_add_string (builder, "name", file->name);
  gvn_cli_add_int (builder, "size", file->size);
  gvn_cli_add_instant (builder, "added", file->id != NULL ? file->at : 0);
  gvn_cli_add_string (builder, "fact", file->fact);
  gvn_cli_add_string (builder, "sha256", file->sha256);
  json_builder_end_object (builder);
}

/* "files": those of the order itself, then the proofs of its facts. */
void
gvn_cli_add_order_files (JsonBuilder *builder, GPtrArray *files)
{
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < files->len; i++)
    add_file (builder, files->pdata[i]);
  json_builder_end_array (builder);
}

void
gvn_cli_print_order_files (GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    {
      const GvnOrderFile *file = files->pdata[i];
      g_autofree char *size = g_format_size ((guint64) file->size);

      gvn_cli_print ("  %s (%s)%s%s\n", file->name, size, file->fact != NULL ? " — " : "",
                     file->fact != NULL ? gvn_order_act_get_label (file->act) : "");
    }
}

static gboolean
run_attach (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnOrder) order = db != NULL ? gvn_order_find (db, cli->arguments[0], &cli->now, error) : NULL;
  g_autofree char *name = order != NULL ? gvn_order_dup_name (order) : NULL;
  g_autofree char *label = NULL;
  g_autoptr (GPtrArray) files = gvn_order_files_new ();
  g_auto (GvnCliFile) kept = { NULL };
  GvnOrderFiles wanted = { .files = files, .now = &cli->now };

  if (order == NULL || !gvn_cli_keep_file (cli, cli->arguments[1], &kept, error))
    return FALSE;
  wanted.order = order->id;
  g_ptr_array_add (files, gvn_order_file_new (kept.hash, kept.name, kept.size));
  /* Translators: a file, an order as CMD-3 */
  label = g_strdup_printf (_ ("Attach %s to %s"), kept.name, name);

  return gvn_cli_do (cli, label, gvn_order_attach, &wanted, error);
}

static gboolean
run_detach (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnOrder) order = db != NULL ? gvn_order_find (db, cli->arguments[0], &cli->now, error) : NULL;
  g_autoptr (GvnOrderFile) file = order != NULL ? gvn_order_file_find (db, order->id, cli->arguments[1], error) : NULL;
  g_autofree char *name = order != NULL ? gvn_order_dup_name (order) : NULL;
  g_autofree char *label = NULL;

  if (file == NULL)
    return FALSE;
  /* Translators: a file, an order as CMD-3 */
  label = g_strdup_printf (_ ("Remove %s from %s"), file->name, name);

  return gvn_cli_do (cli, label, gvn_order_detach, file->id, error);
}

const GvnCliCommand gvn_cli_order_file_commands[] = {
  { "orders attach", "ID FILE", N_ ("Attach a file to an order"), 2, 2, run_attach, NULL },
  { "orders detach", "ID FILE-OR-ID", N_ ("Remove a file from an order"), 2, 2, run_detach, NULL },
  { NULL },
};
