/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/gvn-cli-private.h"
#include "contract/gvn-milestone.h"

static char *option_title, *option_on, *option_perimeter, *option_side, *option_note;
static gboolean option_internal;

static const GOptionEntry add_options[] = {
  { "title", 0, 0, G_OPTION_ARG_STRING, &option_title, NULL, NULL },
  { "on", 0, 0, G_OPTION_ARG_STRING, &option_on, NULL, NULL },
  { "perimeter", 0, 0, G_OPTION_ARG_STRING, &option_perimeter, NULL, NULL },
  { "side", 0, 0, G_OPTION_ARG_STRING, &option_side, NULL, NULL },
  { "note", 0, 0, G_OPTION_ARG_STRING, &option_note, NULL, NULL },
  { "internal", 0, 0, G_OPTION_ARG_NONE, &option_internal, NULL, NULL },
  { NULL },
};

static const GOptionEntry reach_options[] = {
  { "on", 0, 0, G_OPTION_ARG_STRING, &option_on, NULL, NULL },
  { NULL },
};

static void
print_milestone (GvnCli *cli, const GvnMilestone *milestone, JsonBuilder *builder)
{
  const GDate *today = &cli->now.local.date;

  if (!cli->json)
    {
      g_autofree char *words = gvn_milestone_describe (milestone, today);

      gvn_cli_print ("%s  %s — %s\n", milestone->id, milestone->title, words);
      return;
    }

  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", milestone->id);
  gvn_cli_add_string (builder, "title", milestone->title);
  gvn_cli_add_string (builder, "perimeter", milestone->perimeter);
  gvn_cli_add_string (builder, "side", milestone->side);
  gvn_cli_add_date (builder, "planned", &milestone->planned_on);
  gvn_cli_add_date (builder, "reached", &milestone->reached_on);
  gvn_cli_add_string (builder, "state", gvn_milestone_state_to_string (gvn_milestone_get_state (milestone, today)));
  gvn_cli_add_string (builder, "note", milestone->note);
  gvn_cli_add_bool (builder, "internal", milestone->note_internal);
  json_builder_end_object (builder);
}

static gboolean
run_list (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GPtrArray) milestones = db != NULL ? gvn_milestone_list (db, error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (milestones == NULL)
    return FALSE;
  json_builder_begin_array (builder);
  for (guint i = 0; i < milestones->len; i++)
    print_milestone (cli, milestones->pdata[i], builder);
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
run_add (GvnCli *cli, GError **error)
{
  GvnMilestoneDraft draft = { .milestone = { .title = option_title,
                                             .perimeter = option_perimeter,
                                             .side = option_side,
                                             .note = option_note,
                                             .note_internal = option_internal },
                              .now = &cli->now };
  g_autofree char *id = NULL;
  gboolean done;

  if (option_title == NULL || option_on == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0,
                   _ ("Give --title and --on: what is reached, and the day it is planned for"));
      return FALSE;
    }
  if (option_internal && option_note == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --note with --internal: the note that stays internal"));
      return FALSE;
    }
  if (!gvn_date_parse (option_on, &draft.milestone.planned_on, error))
    return FALSE;

  done = gvn_cli_do_on (cli, _ ("Add a milestone"), option_title, gvn_milestone_save, &draft, error);
  id = draft.milestone.id;
  if (done)
    gvn_cli_print_id (cli, id);

  return done;
}

static gboolean
run_reach (GvnCli *cli, GError **error)
{
  GvnMilestoneReach reach = { .id = cli->arguments[0], .now = &cli->now };
  g_autoptr (GvnMilestone) milestone = NULL;
  GvnDb *db;

  if (option_on == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --on: the day the milestone was reached"));
      return FALSE;
    }
  if (!gvn_date_parse (option_on, &reach.on, error))
    return FALSE;
  db = gvn_cli_open_db (cli, error);
  milestone = db != NULL ? gvn_milestone_load (db, reach.id, error) : NULL;

  return milestone != NULL
         && gvn_cli_do_on (cli, _ ("Record a milestone reached"), milestone->title, gvn_milestone_reach, &reach, error);
}

static gboolean
run_delete (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnMilestone) milestone = db != NULL ? gvn_milestone_load (db, cli->arguments[0], error) : NULL;

  return milestone != NULL
         && gvn_cli_do_on (cli, _ ("Delete a milestone"), milestone->title, gvn_milestone_delete, milestone->id, error);
}

const GvnCliCommand gvn_cli_milestone_commands[] = {
  { "milestones list", "", N_ ("The milestones of the contract"), 0, 0, run_list, NULL },
  { "milestones add", "--title T --on D [--perimeter CODE] [--side SIDE] [--note T [--internal]]",
    N_ ("Add a milestone"), 0, 0, run_add, add_options },
  { "milestones reach", "ID --on D", N_ ("Record the day a milestone was reached"), 1, 1, run_reach, reach_options },
  { "milestones delete", "ID", N_ ("Delete a milestone"), 1, 1, run_delete, NULL },
  { NULL },
};
