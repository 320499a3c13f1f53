/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/gvn-cli-private.h"
#include "contract/gvn-side.h"
#include "orders/gvn-order-act.h"

/* The hours of a crisis. */

static char *option_who, *option_side, *option_uo, *option_from, *option_to;

#define TEXT_OPTION(name, place) { name, 0, 0, G_OPTION_ARG_STRING, place, NULL, NULL }

static const GOptionEntry add_options[] = {
  TEXT_OPTION ("who", &option_who), TEXT_OPTION ("uo", &option_uo),     TEXT_OPTION ("from", &option_from),
  TEXT_OPTION ("to", &option_to),   TEXT_OPTION ("side", &option_side), { NULL },
};

static const GOptionEntry edit_options[] = {
  TEXT_OPTION ("who", &option_who),
  TEXT_OPTION ("uo", &option_uo),
  TEXT_OPTION ("from", &option_from),
  TEXT_OPTION ("to", &option_to),
  { NULL },
};

static void
print_hours (GvnCli *cli, GPtrArray *hours, GPtrArray *lines)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "hours");
  json_builder_begin_array (builder);
  for (guint i = 0; i < hours->len; i++)
    {
      const GvnMobilisation *one = hours->pdata[i];
      g_autofree char *from = gvn_instant_to_string (one->started_at);
      g_autofree char *to = gvn_instant_to_string (one->ended_at);

      if (!cli->json)
        gvn_cli_print ("%s – %s  %s, %s (%s)  %s\n", from, to, one->who, one->uo, gvn_side_get_label (one->side),
                       one->id);
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "who", one->who);
      gvn_cli_add_string (builder, "side", one->side);
      gvn_cli_add_string (builder, "uo", one->uo);
      gvn_cli_add_string (builder, "from", from);
      gvn_cli_add_string (builder, "to", to);
      gvn_cli_add_string (builder, "id", one->id);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "consolidated");
  json_builder_begin_object (builder);
  for (guint i = 0; i < lines->len; i++)
    {
      const GvnOrderLine *line = lines->pdata[i];
      g_autofree char *quantity = gvn_quantity_to_string (line->quantity);

      if (!cli->json)
        gvn_cli_print ("  %s = %s\n", line->uo, quantity);
      gvn_cli_add_string (builder, line->uo, quantity);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);
}

static gboolean
run_list (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnOrder) order = db != NULL ? gvn_order_find (db, cli->arguments[0], &cli->now, error) : NULL;
  g_autoptr (GPtrArray) hours = order != NULL ? gvn_mobilisation_list (db, order->id, error) : NULL;
  g_autoptr (GPtrArray) lines = hours != NULL ? gvn_mobilisation_list_lines (db, order->id, "dsiun", error) : NULL;

  if (lines == NULL)
    return FALSE;
  print_hours (cli, hours, lines);

  return TRUE;
}

static gboolean
run_add (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnCatalogue) catalogue = db != NULL ? gvn_catalogue_load (db, error) : NULL;
  g_autoptr (GvnOrder) order = catalogue != NULL ? gvn_order_find (db, cli->arguments[0], &cli->now, error) : NULL;
  GvnMobilisation one = { .who = option_who, .side = option_side != NULL ? option_side : (char *) "dsiun" };
  const GvnUo *uo;
  g_autofree char *id = NULL;
  gboolean done;

  if (order == NULL)
    return FALSE;
  if (option_who == NULL || option_uo == NULL || option_from == NULL || option_to == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --who, --uo, --from and --to"));
      return FALSE;
    }
  uo = gvn_catalogue_find (catalogue, option_uo, error);
  if (uo == NULL || (option_side != NULL && !gvn_side_check (option_side, error))
      || !gvn_instant_parse (option_from, &one.started_at, error)
      || !gvn_instant_parse (option_to, &one.ended_at, error))
    return FALSE;
  one.order = order->id;
  one.uo = uo->code;
  done = gvn_cli_do (cli, _ ("Count hours of a crisis"), gvn_mobilisation_add, &one, error);
  id = one.id;
  if (done)
    gvn_cli_print_id (cli, id);

  return done;
}

/* What was typed in place of what was there. */
static gboolean
parse_hours (GvnDb *db, GvnMobilisation *hours, GError **error)
{
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (db, error);
  const GvnUo *uo;

  if (catalogue == NULL || (option_from != NULL && !gvn_instant_parse (option_from, &hours->started_at, error))
      || (option_to != NULL && !gvn_instant_parse (option_to, &hours->ended_at, error)))
    return FALSE;
  if (option_who != NULL)
    g_set_str (&hours->who, option_who);
  if (option_uo == NULL)
    return TRUE;
  uo = gvn_catalogue_find (catalogue, option_uo, error);
  if (uo != NULL)
    g_set_str (&hours->uo, uo->code);

  return uo != NULL;
}

static gboolean
run_edit (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnOrder) order = db != NULL ? gvn_order_find (db, cli->arguments[0], &cli->now, error) : NULL;
  g_autoptr (GvnMobilisation) hours
      = order != NULL ? gvn_mobilisation_find (db, order->id, cli->arguments[1], error) : NULL;

  return hours != NULL && parse_hours (db, hours, error)
         && gvn_cli_do (cli, _ ("Change hours of a crisis"), gvn_mobilisation_edit, hours, error);
}

static gboolean
run_remove (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnOrder) order = db != NULL ? gvn_order_find (db, cli->arguments[0], &cli->now, error) : NULL;
  g_autoptr (GvnMobilisation) hours
      = order != NULL ? gvn_mobilisation_find (db, order->id, cli->arguments[1], error) : NULL;

  return hours != NULL && gvn_cli_do (cli, _ ("Remove hours of a crisis"), gvn_mobilisation_delete, hours, error);
}

const GvnCliCommand gvn_cli_order_hours_commands[] = {
  { "orders hours", "ID", N_ ("The hours of a crisis by person, and the units they come to"), 1, 1, run_list, NULL },
  { "orders count-hours", "ID --who NAME --uo CODE --from INSTANT --to INSTANT [--side SIDE]",
    N_ ("Count the hours of one person in a crisis"), 1, 1, run_add, add_options },
  { "orders edit-hours", "ID HOURS [--who NAME] [--uo CODE] [--from INSTANT] [--to INSTANT]",
    N_ ("Change hours of a crisis, until the order is issued"), 2, 2, run_edit, edit_options },
  { "orders remove-hours", "ID HOURS", N_ ("Remove hours of a crisis, until the order is issued"), 2, 2, run_remove,
    NULL },
  { NULL },
};
