/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-register.h"

static char *option_from, *option_to, *option_state, *option_owner, *option_reason, *option_cause;

const GOptionEntry gvn_cli_deadline_options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from, NULL, NULL },
  { "to", 0, 0, G_OPTION_ARG_STRING, &option_to, NULL, NULL },
  { "state", 0, 0, G_OPTION_ARG_STRING, &option_state, NULL, NULL },
  { "owner", 0, 0, G_OPTION_ARG_STRING, &option_owner, NULL, NULL },
  { NULL },
};

static const GOptionEntry reason_options[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, NULL, NULL },
  { "cause", 0, 0, G_OPTION_ARG_STRING, &option_cause, NULL, NULL },
  { NULL },
};

static void
add_deadline (JsonBuilder *builder, GvnDeadline *deadline)
{
  g_autofree char *done = deadline->done_at != 0 ? gvn_instant_to_string (deadline->done_at) : NULL;
  GvnLocal trigger = deadline->trigger;

  /* A delay in days looks at the trigger's day alone. */
  if (deadline->due.minutes == GVN_NO_MINUTES)
    trigger.minutes = GVN_NO_MINUTES;

  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", deadline->id);
  gvn_cli_add_string (builder, "subject", deadline->subject);
  gvn_cli_add_string (builder, "kind", deadline->kind);
  gvn_cli_add_string (builder, "clause", deadline->clause);
  gvn_cli_add_string (builder, "owner_side", deadline->owner_side);
  gvn_cli_add_string (builder, "owner_role", deadline->owner_role);
  gvn_cli_add_string (builder, "owner_person", deadline->owner_person);
  gvn_cli_add_local (builder, "trigger", &trigger);
  gvn_cli_add_local (builder, "due", &deadline->due);
  gvn_cli_add_string (builder, "done", done);
  gvn_cli_add_string (builder, "state", gvn_deadline_state_to_string (deadline->state));
  gvn_cli_add_string (builder, "subject_id", deadline->subject_id);
  gvn_cli_add_string (builder, "reading", deadline->indicator ? "indicator" : "contract");
  json_builder_end_object (builder);
}

/* Reads gvn_cli_deadline_options: which deadlines. */
gboolean
gvn_cli_parse_deadline_options (GvnDeadlineFilter *filter, GError **error)
{
  GvnDeadlineState state;

  if (option_state != NULL)
    {
      if (!gvn_deadline_state_parse (option_state, &state))
        {
          g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                       /* Translators: %s is what the user typed */
                       _ ("“%s” is no state: give upcoming, due_soon, overdue, overdue_not_imputable, met, met_late, "
                          "met_late_not_imputable, tacitly_validated or waived"),
                       option_state);
          return FALSE;
        }
      filter->state = (int) state;
    }
  if (option_owner != NULL && !gvn_side_check (option_owner, error))
    return FALSE;
  filter->owner_side = option_owner;

  return gvn_cli_parse_range (option_from, option_to, &filter->from, &filter->to, error);
}

static gboolean
run_list (GvnCli *cli, GError **error)
{
  GvnDeadlineFilter filter = GVN_DEADLINE_FILTER_INIT;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) deadlines = NULL;
  GvnDb *db;

  if (!gvn_cli_parse_deadline_options (&filter, error))
    return FALSE;
  db = gvn_cli_open_db (cli, error);
  deadlines = db != NULL ? gvn_register_list (db, &filter, &cli->now, error) : NULL;
  if (deadlines == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < deadlines->len; i++)
    {
      GvnDeadline *deadline = deadlines->pdata[i];
      g_autofree char *due = gvn_cli_local_to_string (&deadline->due);

      if (!cli->json)
        gvn_cli_print ("%s  %-25s  %-22s  %-28s  %s (%s)\n", deadline->id, due,
                       gvn_deadline_state_get_label (deadline->state), deadline->subject, deadline->label,
                       deadline->clause);
      add_deadline (builder, deadline);
    }
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
run_explain (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnDeadline) deadline = db != NULL ? gvn_register_find (db, cli->arguments[0], &cli->now, error) : NULL;
  g_autoptr (GPtrArray) days = deadline != NULL ? gvn_register_explain (db, deadline, error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (days == NULL)
    return FALSE;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "deadline");
  add_deadline (builder, deadline);
  json_builder_set_member_name (builder, "explanation");
  json_builder_begin_array (builder);
  if (!cli->json)
    gvn_cli_print ("%s, %s — %s\n", deadline->subject, deadline->label, deadline->clause);
  for (guint i = 0; i < days->len; i++)
    {
      const GvnCountedDay *day = days->pdata[i];
      g_autofree char *date = gvn_date_to_string (&day->date);

      if (!cli->json && day->counted > 0)
        gvn_cli_print ("%s  %d\n", date, day->counted);
      else if (!cli->json)
        gvn_cli_print ("%s  –  %s\n", date, day->reason);
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "date", date);
      gvn_cli_add_int (builder, "counted", day->counted);
      gvn_cli_add_string (builder, "reason", day->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
waive (GvnDb *db, gpointer data, GError **error)
{
  return gvn_register_waive (db, data, option_reason, error);
}

static gboolean
run_waive (GvnCli *cli, GError **error)
{
  if (option_reason == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --reason; an empty one takes the waiver back"));
      return FALSE;
    }

  return gvn_cli_do (cli, _ ("Waive a deadline"), waive, cli->arguments[0], error);
}

static gboolean
set_cause (GvnDb *db, gpointer data, GError **error)
{
  return gvn_register_set_cause (db, data, option_cause, option_reason, FALSE, error);
}

static gboolean
run_cause (GvnCli *cli, GError **error)
{
  if (option_cause == NULL || option_reason == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --cause and --reason"));
      return FALSE;
    }

  return gvn_cli_do (cli, _ ("Name the cause of a lateness"), set_cause, cli->arguments[0], error);
}

const GvnCliCommand gvn_cli_deadline_commands[] = {
  { "deadlines explain", "ID", N_ ("Why this date: each day counted or skipped"), 1, 1, run_explain, NULL },
  { "deadlines waive", "ID --reason T", N_ ("Waive a deadline"), 1, 1, run_waive, reason_options },
  { "deadlines cause", "ID --cause SIDE --reason T", N_ ("Name who caused a lateness"), 1, 1, run_cause,
    reason_options },
  { "deadlines", GVN_CLI_DEADLINE_USAGE, N_ ("What is owed, by whom, when"), 0, 0, run_list, gvn_cli_deadline_options },
  { NULL },
};
