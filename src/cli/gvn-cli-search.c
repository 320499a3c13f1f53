/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/gvn-cli-private.h"
#include "store/gvn-search.h"

static int option_limit = 10;

static const GOptionEntry search_options[] = {
  { "limit", 0, 0, G_OPTION_ARG_INT, &option_limit, NULL, NULL },
  { NULL },
};

static gboolean
run_search (GvnCli *cli, GError **error)
{
  g_autofree char *words = g_strjoinv (" ", cli->arguments);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) hits = NULL;
  GvnDb *db;

  if (option_limit < 1)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("--limit is how many of each kind: give at least 1"));
      return FALSE;
    }
  db = gvn_cli_open_db (cli, error);
  hits = db != NULL ? gvn_search (db, words, &cli->now.local.date, option_limit, error) : NULL;
  if (hits == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < hits->len; i++)
    {
      const GvnSearchHit *hit = hits->pdata[i];

      if (!cli->json)
        gvn_cli_print ("%-8s  %s  %s — %s\n", hit->kind, hit->id, hit->title, hit->detail);
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "kind", hit->kind);
      gvn_cli_add_string (builder, "id", hit->id);
      gvn_cli_add_string (builder, "title", hit->title);
      gvn_cli_add_string (builder, "detail", hit->detail);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

const GvnCliCommand gvn_cli_search_commands[] = {
  { "search", "WORDS… [--limit N]", N_ ("Bodies, meetings, deadlines, people and sites by their words"), 1, G_MAXINT,
    run_search, search_options },
  { NULL },
};
