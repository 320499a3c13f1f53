/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "proceedings/gvn-preproblem.h"

static char *option_title, *option_incidents, *option_impact, *option_tme, *option_tms, *option_by, *option_at,
    *option_reason, *option_ticket, *option_text;
static int option_priority = -1;

static const GOptionEntry row_options[] = {
  { "title", 0, 0, G_OPTION_ARG_STRING, &option_title, NULL, NULL },
  { "incidents", 0, 0, G_OPTION_ARG_STRING, &option_incidents, NULL, NULL },
  { "impact", 0, 0, G_OPTION_ARG_STRING, &option_impact, NULL, NULL },
  { "priority", 0, 0, G_OPTION_ARG_INT, &option_priority, NULL, NULL },
  { "tme", 0, 0, G_OPTION_ARG_STRING, &option_tme, NULL, NULL },
  { "tms", 0, 0, G_OPTION_ARG_STRING, &option_tms, NULL, NULL },
  { NULL },
};

static const GOptionEntry approve_options[] = {
  { "by", 0, 0, G_OPTION_ARG_STRING, &option_by, NULL, NULL },
  { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
  { NULL },
};

static const GOptionEntry decide_options[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, NULL, NULL },
  { "ticket", 0, 0, G_OPTION_ARG_STRING, &option_ticket, NULL, NULL },
  { NULL },
};

static const GOptionEntry note_options[] = {
  { "text", 0, 0, G_OPTION_ARG_STRING, &option_text, NULL, NULL },
  { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
  { NULL },
};

static gboolean
read_at (gint64 *at, GError **error)
{
  return option_at == NULL || gvn_instant_parse (option_at, at, error);
}

/* Showing ------------------------------------------------------------------------------ */

static void
add_notes (JsonBuilder *builder, GPtrArray *notes)
{
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < notes->len; i++)
    {
      const GvnPreproblemNote *note = notes->pdata[i];

      json_builder_begin_object (builder);
      gvn_cli_add_local (builder, "at", &note->at);
      gvn_cli_add_string (builder, "by", note->by_name);
      gvn_cli_add_string (builder, "text", note->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_row (JsonBuilder *builder, const GvnPreproblem *row, GPtrArray *notes)
{
  g_autoptr (GPtrArray) gaps = gvn_preproblem_list_gaps (row);

  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", row->id);
  gvn_cli_add_string (builder, "follows", row->follows);
  gvn_cli_add_string (builder, "title", row->title);
  gvn_cli_add_string (builder, "incidents", row->incidents);
  gvn_cli_add_string (builder, "impact", row->impact);
  gvn_cli_add_int (builder, "priority", row->priority);
  gvn_cli_add_string (builder, "diagnosis_tme", row->diagnosis_tme);
  gvn_cli_add_string (builder, "diagnosis_tms", row->diagnosis_tms);
  gvn_cli_add_string (builder, "approved_by", row->approved_by);
  gvn_cli_add_local (builder, "approved", &row->approved);
  gvn_cli_add_string (builder, "verdict", gvn_preproblem_verdict_to_string (row->verdict));
  gvn_cli_add_string (builder, "reason", row->reason);
  gvn_cli_add_string (builder, "ticket", row->ticket);
  json_builder_set_member_name (builder, "lacks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < gaps->len; i++)
    json_builder_add_string_value (builder, gaps->pdata[i]);
  json_builder_end_array (builder);
  add_notes (builder, notes);
  json_builder_end_object (builder);
}

static void
print_row (const GvnPreproblem *row, GPtrArray *notes)
{
  g_autofree char *gaps = gvn_preproblem_dup_gaps (row);

  gvn_cli_print ("%s  %s — %s%s%s\n", row->id, row->title, gvn_preproblem_verdict_get_label (row->verdict),
                 gaps != NULL ? " — " : "", gaps != NULL ? gaps : "");
  for (guint i = 0; i < notes->len; i++)
    {
      const GvnPreproblemNote *note = notes->pdata[i];
      g_autofree char *at = gvn_cli_local_to_string (&note->at);

      gvn_cli_print ("  %s  %s: %s\n", at, note->by_name, note->text);
    }
}

static gboolean
run_show (GvnCli *cli, GError **error)
{
  g_autoptr (GvnMeeting) meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  GvnDb *db = meeting != NULL ? gvn_cli_open_db (cli, error) : NULL;
  g_autoptr (GPtrArray) rows = db != NULL ? gvn_preproblem_list (db, meeting->id, error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (rows == NULL)
    return FALSE;
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "meeting", meeting->id);
  gvn_cli_add_string (builder, "body", meeting->body);
  gvn_cli_add_local (builder, "start", &meeting->start);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const GvnPreproblem *row = rows->pdata[i];
      g_autoptr (GPtrArray) notes = gvn_preproblem_list_notes (db, row->id, error);

      if (notes == NULL)
        return FALSE;
      if (!cli->json)
        print_row (row, notes);
      add_row (builder, row, notes);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);
  else
    {
      g_autofree char *summary = gvn_grid_dup_summary (rows);

      gvn_cli_print ("%s\n", summary);
    }

  return TRUE;
}

/* Rows --------------------------------------------------------------------------------- */

static gboolean
run_add (GvnCli *cli, GError **error)
{
  GvnPreproblemDraft draft = { .title = option_title,
                               .incidents = option_incidents,
                               .impact = option_impact,
                               .priority = MAX (option_priority, 0),
                               .diagnosis_tme = option_tme,
                               .diagnosis_tms = option_tms };
  g_autoptr (GvnMeeting) meeting = NULL;
  g_autofree char *id = NULL;
  gboolean done;

  if (option_title == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --title: the group of linked incidents"));
      return FALSE;
    }

  meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  if (meeting == NULL)
    return FALSE;
  draft.meeting = meeting->id;
  done = gvn_cli_do_in (cli, _ ("Add a row to the grid"), meeting, gvn_preproblem_save, &draft, error);
  id = draft.id;
  if (done)
    gvn_cli_print_id (cli, id);

  return done;
}

/* What is not given stays as it is. */
static gboolean
run_edit (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnPreproblem) row = db != NULL ? gvn_preproblem_load (db, cli->arguments[0], error) : NULL;
  GvnPreproblemDraft draft;

  if (row == NULL)
    return FALSE;
  draft = (GvnPreproblemDraft) { .id = row->id,
                                 .title = option_title != NULL ? option_title : row->title,
                                 .incidents = option_incidents != NULL ? option_incidents : row->incidents,
                                 .impact = option_impact != NULL ? option_impact : row->impact,
                                 .priority = option_priority >= 0 ? option_priority : row->priority,
                                 .diagnosis_tme = option_tme != NULL ? option_tme : row->diagnosis_tme,
                                 .diagnosis_tms = option_tms != NULL ? option_tms : row->diagnosis_tms };

  return gvn_cli_do (cli, _ ("Change a row of the grid"), gvn_preproblem_save, &draft, error);
}

static gboolean
run_remove (GvnCli *cli, GError **error)
{
  return gvn_cli_do (cli, _ ("Remove a row from the grid"), gvn_preproblem_remove, cli->arguments[0], error);
}

static gboolean
run_move (GvnCli *cli, GError **error)
{
  GvnPreproblemMove move = { .id = cli->arguments[0] };
  int place;

  if (!gvn_cli_parse_int (cli->arguments[1], 1, G_MAXINT, &place, error))
    return FALSE;
  move.position = (guint) place - 1;

  return gvn_cli_do (cli, _ ("Move a row of the grid"), gvn_preproblem_move, &move, error);
}

static gboolean
run_carry (GvnCli *cli, GError **error)
{
  g_autoptr (GvnMeeting) meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  GvnGridCarry carry = { .now = &cli->now };

  if (meeting == NULL)
    return FALSE;
  carry.meeting = meeting->id;
  if (!gvn_cli_do_in (cli, _ ("Carry over the rows left open"), meeting, gvn_grid_carry, &carry, error))
    return FALSE;
  gvn_cli_print_added (cli, carry.n_carried,
                       g_strdup_printf (ngettext ("%u row added", "%u rows added", carry.n_carried), carry.n_carried));

  return TRUE;
}

static gboolean
run_approve (GvnCli *cli, GError **error)
{
  GvnGridApproval approval = { .row = cli->arguments[0], .person = option_by, .now = &cli->now };

  if (option_by == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --by: the ROC who approves"));
      return FALSE;
    }

  return read_at (&approval.at, error)
         && gvn_cli_do (cli, _ ("Approve a row of the grid"), gvn_grid_approve, &approval, error);
}

static gboolean
run_decide (GvnCli *cli, GError **error)
{
  GvnPreproblemDecision decision
      = { .id = cli->arguments[0], .reason = option_reason, .ticket = option_ticket, .now = &cli->now };

  if (!gvn_preproblem_verdict_parse (cli->arguments[1], &decision.verdict))
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("The verdict is problem or not_problem: give one of them"));
      return FALSE;
    }

  return gvn_cli_do (cli, _ ("Record the committee’s verdict"), gvn_preproblem_decide, &decision, error);
}

static gboolean
run_note (GvnCli *cli, GError **error)
{
  GvnPreproblemRemark remark
      = { .id = cli->arguments[0], .text = option_text, .by_name = cli->author, .now = &cli->now };

  if (option_text == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --text: what was done since"));
      return FALSE;
    }

  return read_at (&remark.at, error)
         && gvn_cli_do (cli, _ ("Follow up a row of the grid"), gvn_preproblem_add_note, &remark, error);
}

#define ROW_USAGE "[--incidents T] [--impact T] [--priority 1|2|3] [--tme T] [--tms T]"

const GvnCliCommand gvn_cli_grid_commands[] = {
  { "grid show", "MEETING", N_ ("The analysis grid of a problem committee, with what it lacks"), 1, 1, run_show, NULL },
  { "grid add", "MEETING --title T " ROW_USAGE, N_ ("Add a row to the grid"), 1, 1, run_add, row_options },
  { "grid edit", "ROW [--title T] " ROW_USAGE, N_ ("Change a row of the grid"), 1, 1, run_edit, row_options },
  { "grid move", "ROW PLACE", N_ ("Move a row of the grid"), 2, 2, run_move, NULL },
  { "grid remove", "ROW", N_ ("Remove a row from the grid"), 1, 1, run_remove, NULL },
  { "grid carry", "MEETING", N_ ("Carry over the rows left open"), 1, 1, run_carry, NULL },
  { "grid approve", "ROW --by PERSON [--at INSTANT]", N_ ("Record that the ROC approves a row"), 1, 1, run_approve,
    approve_options },
  { "grid decide", "ROW problem|not_problem --reason T [--ticket N]", N_ ("Record the committee’s verdict"), 2, 2,
    run_decide, decide_options },
  { "grid note", "ROW --text T [--at INSTANT]", N_ ("Follow up a row of the grid"), 1, 1, run_note, note_options },
  { NULL },
};
