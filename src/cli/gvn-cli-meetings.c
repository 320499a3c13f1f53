/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "committees/gvn-body.h"
#include "committees/gvn-meeting-batch.h"
#include "committees/gvn-planning.h"
#include "contract/gvn-place.h"
#include "proceedings/gvn-preproblem.h"

static int option_year;
static gboolean option_dry_run;
static char *option_from, *option_to, *option_body, *option_perimeter, *option_reason, *option_cause, *option_at,
    *option_proof;
static int option_duration = 60, option_days, option_weeks;

static const GOptionEntry year_options[] = {
  { "year", 0, 0, G_OPTION_ARG_INT, &option_year, NULL, NULL },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &option_dry_run, NULL, NULL },
  { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
  { NULL },
};

static const GOptionEntry list_options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from, NULL, NULL },
  { "to", 0, 0, G_OPTION_ARG_STRING, &option_to, NULL, NULL },
  { "body", 0, 0, G_OPTION_ARG_STRING, &option_body, NULL, NULL },
  { "perimeter", 0, 0, G_OPTION_ARG_STRING, &option_perimeter, NULL, NULL },
  { NULL },
};

static const GOptionEntry act_options[] = {
  { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, NULL, NULL },
  { "cause", 0, 0, G_OPTION_ARG_STRING, &option_cause, NULL, NULL },
  { "proof", 0, 0, G_OPTION_ARG_FILENAME, &option_proof, NULL, NULL },
  { "duration", 0, 0, G_OPTION_ARG_INT, &option_duration, NULL, NULL },
  { NULL },
};

static const GOptionEntry shift_options[] = {
  { "days", 0, 0, G_OPTION_ARG_INT, &option_days, NULL, NULL },
  { "weeks", 0, 0, G_OPTION_ARG_INT, &option_weeks, NULL, NULL },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, NULL, NULL },
  { "cause", 0, 0, G_OPTION_ARG_STRING, &option_cause, NULL, NULL },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &option_dry_run, NULL, NULL },
  { NULL },
};

static const GOptionEntry cancel_options[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, NULL, NULL },
  { "cause", 0, 0, G_OPTION_ARG_STRING, &option_cause, NULL, NULL },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &option_dry_run, NULL, NULL },
  { NULL },
};

/* Planning ------------------------------------------------------------------------- */

static const char *
action_name (GvnPlanAction action)
{
  static const char *const names[] = { "add", "move", "remove" };

  return names[action];
}

static void
print_changes (GvnCli *cli, const GvnYearPlan *plan, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      const GvnPlanChange *change = plan->changes->pdata[i];
      g_autofree char *start = gvn_cli_local_to_string (&change->start);

      if (!cli->json)
        gvn_cli_print ("%-6s  %s  %s%s%s\n", action_name (change->action), start, change->body,
                       change->reason != NULL ? " — " : "", change->reason != NULL ? change->reason : "");
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "action", action_name (change->action));
      gvn_cli_add_string (builder, "id", change->meeting);
      gvn_cli_add_string (builder, "body", change->body);
      gvn_cli_add_string (builder, "slot", change->slot);
      gvn_cli_add_string (builder, "start", start);
      gvn_cli_add_local (builder, "previous", &change->previous);
      gvn_cli_add_string (builder, "reason", change->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_gaps (GvnCli *cli, const GvnYearPlan *plan, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "gaps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < plan->gaps->len; i++)
    {
      const GvnPlanGap *gap = plan->gaps->pdata[i];
      g_autofree char *nominal = gvn_date_to_string (&gap->nominal.date);

      if (!cli->json)
        gvn_cli_print ("%-6s  %s  %s — %s\n", gap->skipped ? "skip" : "NONE", nominal, gap->body, gap->reason);
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "body", gap->body);
      gvn_cli_add_string (builder, "slot", gap->slot);
      gvn_cli_add_string (builder, "date", nominal);
      gvn_cli_add_string (builder, "reason", gap->reason);
      gvn_cli_add_bool (builder, "skipped", gap->skipped);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_plan (GvnCli *cli, const GvnYearPlan *plan)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gvn_cli_add_int (builder, "kept", plan->n_kept);
  gvn_cli_add_int (builder, "added", plan->n_added);
  gvn_cli_add_int (builder, "moved", plan->n_moved);
  gvn_cli_add_int (builder, "removed", plan->n_removed);
  print_changes (cli, plan, builder);
  print_gaps (cli, plan, builder);
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);
  else
    /* Translators: four numbers of meetings */
    gvn_cli_print (_ ("%u kept, %u added, %u moved, %u removed\n"), plan->n_kept, plan->n_added, plan->n_moved,
                   plan->n_removed);
}

static gboolean
check_year (GError **error)
{
  if (option_year != 0)
    return TRUE;

  g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give the year: --year 2027"));
  return FALSE;
}

static gboolean
run_plan (GvnCli *cli, GError **error)
{
  GvnPlanningRequest request = { .year = option_year, .now = &cli->now };
  g_autoptr (GvnYearPlan) plan = NULL;
  g_autofree char *label = NULL;
  GvnDb *db;

  if (!check_year (error))
    return FALSE;
  db = gvn_cli_open_db (cli, error);
  if (db == NULL)
    return FALSE;

  /* Translators: a year */
  label = g_strdup_printf (_ ("Plan the year %d"), option_year);
  if (option_dry_run)
    request.plan = gvn_planning_compute (db, option_year, &cli->now, error);
  else if (!gvn_cli_do (cli, label, gvn_planning_apply, &request, error))
    return FALSE;
  plan = request.plan;
  if (plan == NULL)
    return FALSE;

  print_plan (cli, plan);
  return TRUE;
}

static gboolean
set_calendar (GvnCli *cli, gboolean accept, GError **error)
{
  GvnCalendarRequest request = { .year = option_year, .accept = accept, .by_name = cli->author, .now = &cli->now };

  return check_year (error) && (option_at == NULL || gvn_instant_parse (option_at, &request.at, error))
         && gvn_cli_do (cli, accept ? _ ("Record the calendar accepted") : _ ("Record the calendar proposed"),
                        gvn_planning_set_status, &request, error);
}

static gboolean
run_propose (GvnCli *cli, GError **error)
{
  return set_calendar (cli, FALSE, error);
}

static gboolean
run_accept (GvnCli *cli, GError **error)
{
  return set_calendar (cli, TRUE, error);
}

/* Meetings ------------------------------------------------------------------------- */

static void
print_meeting (GvnCli *cli, GvnMeeting *meeting, JsonBuilder *builder)
{
  g_autofree char *start = gvn_cli_local_to_string (&meeting->start);
  g_autofree char *finish = NULL;
  GvnLocal end;

  gvn_meeting_get_end (meeting, &end);
  finish = gvn_cli_local_to_string (&end);
  if (!cli->json)
    {
      gvn_cli_print ("%s  %s  %-14s %s\n", meeting->id, start, meeting->body,
                     gvn_meeting_state_get_label (meeting->state));
      return;
    }

  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", meeting->id);
  gvn_cli_add_string (builder, "body", meeting->body);
  json_builder_set_member_name (builder, "perimeters");
  json_builder_begin_array (builder);
  for (guint i = 0; meeting->perimeters[i] != NULL; i++)
    json_builder_add_string_value (builder, meeting->perimeters[i]);
  json_builder_end_array (builder);
  gvn_cli_add_string (builder, "start", start);
  gvn_cli_add_string (builder, "end", finish);
  gvn_cli_add_string (builder, "state", gvn_meeting_state_to_string (meeting->state));
  json_builder_end_object (builder);
}

/* A code that names nothing is an error, not an empty list. */
static gboolean
check_names (GvnDb *db, GError **error)
{
  g_autoptr (GvnBody) body = option_body != NULL ? gvn_body_load (db, option_body, error) : NULL;

  return (option_body == NULL || body != NULL)
         && (option_perimeter == NULL || gvn_agency_check (db, option_perimeter, error));
}

static gboolean
run_list (GvnCli *cli, GError **error)
{
  GvnMeetingFilter filter = { .body = option_body, .perimeter = option_perimeter };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) meetings = NULL;
  GvnDb *db;

  if (!gvn_cli_parse_range (option_from, option_to, &filter.from, &filter.to, error))
    return FALSE;
  db = gvn_cli_open_db (cli, error);
  if (db == NULL || !check_names (db, error))
    return FALSE;
  meetings = gvn_meeting_list (db, &filter, error);
  if (meetings == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < meetings->len; i++)
    print_meeting (cli, meetings->pdata[i], builder);
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
act (GvnCli *cli, GvnMeetingAct what, const GvnLocal *start, GError **error)
{
  const GvnCliActWords words = { .at = option_at, .proof = option_proof };
  g_auto (GvnCliAct) self = { .request = { .reason = option_reason, .cause = option_cause } };

  if (start != NULL)
    self.request.start = *start;

  return gvn_cli_act_prepare (&self, cli, what, &words, error)
         && gvn_cli_act_do (&self, cli, gvn_meeting_apply, &self.request, error);
}

/* A sending whose moment is asked for: most are entered afterwards. */
static gboolean
act_at (GvnCli *cli, GvnMeetingAct what, GError **error)
{
  if (option_at == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --at: when it really happened, as 2027-03-16T14:00"));
      return FALSE;
    }

  return act (cli, what, NULL, error);
}

static gboolean
parse_start (const char *text, GvnLocal *start, GError **error)
{
  gint64 instant;

  if (!gvn_instant_parse (text, &instant, error))
    return FALSE;
  gvn_local_from_instant (instant, start);

  return TRUE;
}

static gboolean
run_move (GvnCli *cli, GError **error)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GvnMeeting) meeting = NULL;
  GvnLocal start;

  if (!parse_start (cli->arguments[1], &start, error))
    return FALSE;
  /* once moved, its day no longer names it */
  meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  if (meeting == NULL || !act (cli, GVN_ACT_MOVE, &start, error))
    return FALSE;

  conflicts = gvn_meeting_find_conflicts (gvn_store_get_db (cli->store), meeting->id, &start, error);
  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    /* Translators: %s is a sentence */
    g_printerr (_ ("gouvernail-cli: note: %s\n"), (char *) conflicts->pdata[i]);

  return conflicts != NULL;
}

static gboolean
run_add (GvnCli *cli, GError **error)
{
  GvnMeetingDraft draft
      = { .body = cli->arguments[0], .duration_minutes = option_duration, .reason = option_reason, .now = &cli->now };
  g_autofree char *id = NULL;
  gboolean done;

  if (!parse_start (cli->arguments[1], &draft.start, error))
    return FALSE;
  done = gvn_cli_do (cli, _ ("Add a meeting"), gvn_meeting_create, &draft, error);
  id = draft.id;
  if (done)
    gvn_cli_print_id (cli, id);

  return done;
}

static void
print_sentences (GvnCli *cli, JsonBuilder *builder, const char *member, GPtrArray *sentences)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < sentences->len; i++)
    {
      if (!cli->json)
        gvn_cli_print ("%s\n", (char *) sentences->pdata[i]);
      json_builder_add_string_value (builder, sentences->pdata[i]);
    }
  json_builder_end_array (builder);
}

static gboolean
preview_batch (GvnCli *cli, const GvnMeetingBatch *batch, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) deadlines = gvn_meeting_preview_batch (gvn_cli_open (cli, error), batch, &conflicts, error);

  if (deadlines == NULL)
    return FALSE;
  json_builder_begin_object (builder);
  print_sentences (cli, builder, "conflicts", conflicts);
  print_sentences (cli, builder, "deadlines", deadlines);
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
run_batch (GvnCli *cli, GvnMeetingAct what, GError **error)
{
  g_auto (GStrv) ids = gvn_cli_find_meetings (cli, error);
  GvnMeetingBatch batch = { .meetings = (const char *const *) ids,
                            .act = what,
                            .days = option_days + 7 * option_weeks,
                            .reason = option_reason,
                            .cause = option_cause,
                            .by_name = cli->author,
                            .now = &cli->now };
  g_autofree char *label = NULL;

  if (ids == NULL)
    return FALSE;
  if (option_dry_run)
    return preview_batch (cli, &batch, error);

  label = gvn_meeting_batch_dup_label (gvn_store_get_db (cli->store), &batch);
  return gvn_cli_do (cli, label, gvn_meeting_apply_batch, &batch, error);
}

static gboolean
run_shift (GvnCli *cli, GError **error)
{
  if (ABS ((gint64) option_days) > 3660 || ABS ((gint64) option_weeks) > 520 || option_days + 7 * option_weeks == 0)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --weeks or --days: how far the meetings move, at most ten years"));
      return FALSE;
    }

  return run_batch (cli, GVN_ACT_MOVE, error);
}

static gboolean
run_cancel (GvnCli *cli, GError **error)
{
  return run_batch (cli, GVN_ACT_CANCEL, error);
}

static gboolean
run_convene (GvnCli *cli, GError **error)
{
  return act (cli, GVN_ACT_CONVENE, NULL, error);
}

static gboolean
run_hold (GvnCli *cli, GError **error)
{
  return act (cli, GVN_ACT_HOLD, NULL, error);
}

static gboolean
run_send_agenda (GvnCli *cli, GError **error)
{
  return act_at (cli, GVN_ACT_AGENDA, error);
}

static gboolean
run_send_supports (GvnCli *cli, GError **error)
{
  return act_at (cli, GVN_ACT_SUPPORTS, error);
}

static gboolean
run_send_billing (GvnCli *cli, GError **error)
{
  return act_at (cli, GVN_ACT_BILLING, error);
}

static gboolean
run_send_grid (GvnCli *cli, GError **error)
{
  g_autoptr (GvnMeeting) meeting = NULL;
  g_autofree char *warning = NULL;
  g_auto (GStrv) lines = NULL;

  if (!act_at (cli, GVN_ACT_GRID, error))
    return FALSE;
  meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  if (meeting == NULL)
    return FALSE;
  warning = gvn_grid_dup_warning (gvn_store_get_db (cli->store), meeting->id, NULL);
  lines = g_strsplit (warning != NULL ? warning : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_printerr (_ ("gouvernail-cli: note: %s\n"), lines[i]);

  return TRUE;
}

const GvnCliCommand gvn_cli_meeting_commands[] = {
  { "meetings plan", "--year Y [--dry-run]", N_ ("Plan a year, or show what planning it would change"), 0, 0, run_plan,
    year_options },
  { "meetings propose", "--year Y [--at INSTANT]", N_ ("Record that the contractor proposed the year’s calendar"), 0, 0,
    run_propose, year_options },
  { "meetings accept", "--year Y [--at INSTANT]", N_ ("Record that the DSIUN accepted the year’s calendar"), 0, 0,
    run_accept, year_options },
  { "meetings list", "[--from D] [--to D] [--body CODE] [--perimeter CODE]", N_ ("The meetings"), 0, 0, run_list,
    list_options },
  { "meetings add", "BODY INSTANT --reason T [--duration MINUTES]", N_ ("Add an extra session"), 2, 2, run_add,
    act_options },
  { "meetings move", "MEETING INSTANT [--reason T] [--cause CAUSE]", N_ ("Give a meeting another start"), 2, 2,
    run_move, act_options },
  { "meetings shift", "MEETING… --weeks N|--days N [--reason T] [--cause CAUSE] [--dry-run]",
    N_ ("Move meetings together, or show what it would change"), 1, G_MAXINT, run_shift, shift_options },
  { "meetings cancel", "MEETING… --reason T [--cause CAUSE] [--dry-run]", N_ ("Cancel meetings together"), 1, G_MAXINT,
    run_cancel, cancel_options },
  { "meetings convene", "MEETING [--at INSTANT] [--proof FILE]", N_ ("Record that a meeting is convened"), 1, 1,
    run_convene, act_options },
  { "meetings send-agenda", "MEETING --at INSTANT [--proof FILE]",
    N_ ("Record that the agenda was sent, as “agenda send” does"), 1, 1, run_send_agenda, act_options },
  { "meetings send-supports", "MEETING --at INSTANT [--proof FILE]", N_ ("Record that the supports were sent"), 1, 1,
    run_send_supports, act_options },
  { "meetings send-billing", "MEETING --at INSTANT [--proof FILE]", N_ ("Record that the billing elements were sent"),
    1, 1, run_send_billing, act_options },
  { "meetings send-grid", "MEETING --at INSTANT [--proof FILE]", N_ ("Record that the analysis grid was sent"), 1, 1,
    run_send_grid, act_options },
  { "meetings hold", "MEETING [--at INSTANT] [--proof FILE]", N_ ("Record that a meeting was held"), 1, 1, run_hold,
    act_options },
  { NULL },
};
