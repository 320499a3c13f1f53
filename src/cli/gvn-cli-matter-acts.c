/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "proceedings/gvn-escalation.h"

/* What is done with matters once they are raised. */

static char *option_owner, *option_side, *option_due, *option_at, *option_note, *option_reason, *option_proof,
    *option_meeting;

static const GOptionEntry assign_options[] = { { "owner", 0, 0, G_OPTION_ARG_STRING, &option_owner, NULL, NULL },
                                               { "side", 0, 0, G_OPTION_ARG_STRING, &option_side, NULL, NULL },
                                               { NULL } };

static const GOptionEntry due_options[] = { { "due", 0, 0, G_OPTION_ARG_STRING, &option_due, NULL, NULL }, { NULL } };

static const GOptionEntry done_options[] = { { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
                                             { "note", 0, 0, G_OPTION_ARG_STRING, &option_note, NULL, NULL },
                                             { "proof", 0, 0, G_OPTION_ARG_FILENAME, &option_proof, NULL, NULL },
                                             { NULL } };

static const GOptionEntry withdraw_options[] = { { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
                                                 { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, NULL, NULL },
                                                 { NULL } };

static const GOptionEntry escalate_options[] = { { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
                                                 { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, NULL, NULL },
                                                 { "meeting", 0, 0, G_OPTION_ARG_STRING, &option_meeting, NULL, NULL },
                                                 { NULL } };

/* The ids of what people cite, as A-12. */
static GStrv
find_all (GvnCli *cli, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GvnDb *db = gvn_cli_open_db (cli, error);

  if (db == NULL)
    return NULL;
  for (guint i = 0; cli->arguments[i] != NULL; i++)
    {
      g_autoptr (GvnMatter) matter = gvn_matter_find (db, cli->arguments[i], error);

      if (matter == NULL)
        return NULL;
      g_strv_builder_add (ids, matter->id);
    }

  return g_strv_builder_end (ids);
}

static gboolean
keep_proof (GvnCli *cli, GvnMatterRequest *request, char **hash, char **name, GError **error)
{
  g_autoptr (GFile) file = option_proof != NULL ? g_file_new_for_path (option_proof) : NULL;
  g_autoptr (GFileInfo) info = NULL;

  if (file == NULL)
    return TRUE;
  *hash = gvn_store_add_attachment (cli->store, option_proof, error);
  info = *hash != NULL ? g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, error) : NULL;
  if (info == NULL)
    return FALSE;
  *name = g_file_get_basename (file);
  request->proof = *hash;
  request->proof_name = *name;
  request->proof_size = g_file_info_get_size (info);

  return TRUE;
}

static gboolean
apply (GvnCli *cli, GvnMatterRequest *request, GError **error)
{
  g_auto (GStrv) ids = find_all (cli, error);
  g_autofree char *owner = NULL, *hash = NULL, *name = NULL, *label = NULL;

  if (ids == NULL || !gvn_cli_find_person (gvn_store_get_db (cli->store), option_owner, &owner, error)
      || !keep_proof (cli, request, &hash, &name, error))
    return FALSE;
  if (option_at != NULL && !gvn_instant_parse (option_at, &request->at, error))
    return FALSE;

  request->matters = (const char *const *) ids;
  request->owner = owner;
  request->owner_side = option_side;
  request->by_name = cli->author;
  request->now = &cli->now;
  label = gvn_matter_dup_label (gvn_store_get_db (cli->store), request);

  return gvn_cli_do (cli, label, gvn_matter_apply, request, error);
}

static gboolean
run_done (GvnCli *cli, GError **error)
{
  GvnMatterRequest request = { .act = GVN_MATTER_CLOSE, .note = option_note };

  return apply (cli, &request, error);
}

static gboolean
run_withdraw (GvnCli *cli, GError **error)
{
  GvnMatterRequest request = { .act = GVN_MATTER_WITHDRAW, .note = option_reason };

  if (option_reason == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --reason: a withdrawal is read by both parties"));
      return FALSE;
    }

  return apply (cli, &request, error);
}

static gboolean
run_assign (GvnCli *cli, GError **error)
{
  GvnMatterRequest request = { .act = GVN_MATTER_ASSIGN };

  if (option_owner == NULL && option_side == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --owner or --side: who does it from now on"));
      return FALSE;
    }

  return apply (cli, &request, error);
}

static gboolean
run_postpone (GvnCli *cli, GError **error)
{
  GvnMatterRequest request = { .act = GVN_MATTER_POSTPONE };

  if (option_due == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --due: a date, or nothing between quotes for none"));
      return FALSE;
    }

  return (*option_due == '\0' || gvn_date_parse (option_due, &request.due, error)) && apply (cli, &request, error);
}

static gboolean
run_escalate (GvnCli *cli, GError **error)
{
  GvnEscalation escalation = { .reason = option_reason, .by_name = cli->author, .now = &cli->now };
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnMatter) matter = db != NULL ? gvn_matter_find (db, cli->arguments[0], error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GvnMeeting) meeting = NULL;
  g_autofree char *label = NULL, *to_body = NULL, *code = NULL;
  gboolean done;

  if (matter == NULL || (option_at != NULL && !gvn_instant_parse (option_at, &escalation.at, error)))
    return FALSE;
  meeting = option_meeting != NULL ? gvn_cli_find_meeting (cli, option_meeting, error) : NULL;
  if (option_meeting != NULL && meeting == NULL)
    return FALSE;
  escalation.matter = matter->id;
  escalation.meeting = meeting != NULL ? meeting->id : NULL;
  label = gvn_escalation_dup_label (db, &escalation);
  done = gvn_cli_do (cli, label, gvn_matter_escalate, &escalation, error);
  to_body = escalation.to_body;
  if (!done)
    return FALSE;

  code = gvn_matter_dup_code (matter);
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", matter->id);
  gvn_cli_add_string (builder, "code", code);
  gvn_cli_add_string (builder, "from", matter->body);
  gvn_cli_add_string (builder, "to", to_body);
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);
  else
    gvn_cli_print ("%s  %s → %s\n", code, matter->body, to_body);

  return TRUE;
}

const GvnCliCommand gvn_cli_matter_act_commands[] = {
  { "actions done", "ID… [--at INSTANT] [--note T] [--proof FILE]", N_ ("Record that actions are done"), 1, G_MAXINT,
    run_done, done_options },
  { "matters assign", "ID… --owner PERSON|--side SIDE", N_ ("Give them another owner"), 1, G_MAXINT, run_assign,
    assign_options },
  { "matters postpone", "ID… --due D", N_ ("Give them another due date"), 1, G_MAXINT, run_postpone, due_options },
  { "matters done", "ID… [--at INSTANT] [--note T] [--proof FILE]", N_ ("Record that they are settled"), 1, G_MAXINT,
    run_done, done_options },
  { "matters withdraw", "ID… --reason T [--at INSTANT]", N_ ("Withdraw them"), 1, G_MAXINT, run_withdraw,
    withdraw_options },
  { "escalate", "ID [--reason T] [--at INSTANT] [--meeting MEETING]",
    N_ ("Send a disagreement or an alert to the committee above (6.5)"), 1, 1, run_escalate, escalate_options },
  { NULL },
};
