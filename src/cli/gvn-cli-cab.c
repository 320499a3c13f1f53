/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "contract/gvn-place.h"
#include "proceedings/gvn-cab-week.h"

static char *option_perimeter, *option_subject, *option_detail, *option_ticket, *option_at, *option_by, *option_reason,
    *option_state, *option_from, *option_to, *option_date;
static gboolean option_no_go;

static const GOptionEntry open_options[] = {
  { "perimeter", 0, 0, G_OPTION_ARG_STRING, &option_perimeter, NULL, NULL },
  { "subject", 0, 0, G_OPTION_ARG_STRING, &option_subject, NULL, NULL },
  { "detail", 0, 0, G_OPTION_ARG_STRING, &option_detail, NULL, NULL },
  { "ticket", 0, 0, G_OPTION_ARG_STRING, &option_ticket, NULL, NULL },
  { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
  { NULL },
};

static const GOptionEntry validate_options[] = {
  { "by", 0, 0, G_OPTION_ARG_STRING, &option_by, NULL, NULL },
  { "no-go", 0, 0, G_OPTION_ARG_NONE, &option_no_go, NULL, NULL },
  { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, NULL, NULL },
  { NULL },
};

static const GOptionEntry list_options[] = {
  { "perimeter", 0, 0, G_OPTION_ARG_STRING, &option_perimeter, NULL, NULL },
  { "state", 0, 0, G_OPTION_ARG_STRING, &option_state, NULL, NULL },
  { NULL },
};

static const GOptionEntry freeze_options[] = {
  { "perimeter", 0, 0, G_OPTION_ARG_STRING, &option_perimeter, NULL, NULL },
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from, NULL, NULL },
  { "to", 0, 0, G_OPTION_ARG_STRING, &option_to, NULL, NULL },
  { NULL },
};

static const GOptionEntry week_options[] = {
  { "date", 0, 0, G_OPTION_ARG_STRING, &option_date, NULL, NULL },
  { NULL },
};

/* Emergency changes ---------------------------------------------------------------- */

static void
print_change (GvnCli *cli, const GvnEmergencyChange *change, JsonBuilder *builder)
{
  g_autofree char *name = gvn_emergency_change_dup_name (change);
  g_autofree char *words = gvn_emergency_change_describe (change);

  if (!cli->json)
    {
      gvn_cli_print ("%-8s  %-6s  %s — %s\n", name, change->perimeter, change->title, words);
      return;
    }

  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", change->id);
  gvn_cli_add_string (builder, "name", name);
  gvn_cli_add_string (builder, "perimeter", change->perimeter);
  gvn_cli_add_string (builder, "subject", change->title);
  gvn_cli_add_string (builder, "detail", change->detail);
  gvn_cli_add_string (builder, "ticket", change->ticket);
  gvn_cli_add_local (builder, "opened", &change->opened);
  gvn_cli_add_string (builder, "opened_by", change->opened_by);
  gvn_cli_add_string (builder, "opened_fact", change->opened_fact);
  gvn_cli_add_date (builder, "due", &change->due_on);
  gvn_cli_add_string (builder, "state", gvn_emergency_state_to_string (change->state));
  gvn_cli_add_string (builder, "verdict", change->closed_fact == NULL ? NULL : change->go ? "go" : "no_go");
  gvn_cli_add_string (builder, "validator", change->validator_name);
  gvn_cli_add_local (builder, "validated", &change->closed);
  gvn_cli_add_string (builder, "validated_fact", change->closed_fact);
  gvn_cli_add_string (builder, "reason", change->reason);
  json_builder_end_object (builder);
}

static void
print_changes (GvnCli *cli, GPtrArray *changes, JsonBuilder *builder)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    print_change (cli, changes->pdata[i], builder);
  json_builder_end_array (builder);
}

static gboolean
read_at (gint64 *at, GError **error)
{
  return option_at == NULL || gvn_instant_parse (option_at, at, error);
}

static gboolean
run_open (GvnCli *cli, GError **error)
{
  GvnEmergencyDraft draft = { .perimeter = option_perimeter,
                              .title = option_subject,
                              .detail = option_detail,
                              .ticket = option_ticket,
                              .by_name = cli->author,
                              .now = &cli->now };
  g_autofree char *label = NULL;
  g_autofree char *id = NULL;
  gboolean done;

  if (option_perimeter == NULL || option_subject == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --perimeter and --subject: where the change is, and what it is"));
      return FALSE;
    }
  if (!read_at (&draft.at, error))
    return FALSE;

  label = gvn_emergency_change_dup_open_label (option_subject);
  done = gvn_cli_do (cli, label, gvn_emergency_change_open, &draft, error);
  id = draft.id;
  if (done)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      g_autoptr (GvnEmergencyChange) change
          = gvn_emergency_change_find (gvn_cli_open_db (cli, error), id, &cli->now, error);

      if (change == NULL)
        return FALSE;
      print_change (cli, change, builder);
      if (cli->json)
        gvn_cli_print_json (builder);
    }

  return done;
}

static gboolean
run_validate (GvnCli *cli, GError **error)
{
  GvnEmergencyVerdict verdict = {
    .change = cli->arguments[0], .person = option_by, .go = !option_no_go, .reason = option_reason, .now = &cli->now
  };
  g_autofree char *label = NULL;
  GvnDb *db;

  if (option_by == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --by: the person of the DSIUN who validates"));
      return FALSE;
    }
  if (!read_at (&verdict.at, error))
    return FALSE;
  db = gvn_cli_open_db (cli, error);
  if (db == NULL)
    return FALSE;

  label = gvn_emergency_change_dup_verdict_label (db, &verdict);
  return gvn_cli_do (cli, label, gvn_emergency_change_validate, &verdict, error);
}

static gboolean
read_state (GvnEmergencyFilter *filter, GError **error)
{
  GvnEmergencyState state;

  if (option_state == NULL)
    return TRUE;
  if (!gvn_emergency_state_parse (option_state, &state))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what the user typed; the codes stay as they are */
                   _ ("“%s” is no state: give waiting, late, validated, validated_late or refused"), option_state);
      return FALSE;
    }
  filter->state = (int) state;

  return TRUE;
}

static gboolean
run_list (GvnCli *cli, GError **error)
{
  GvnEmergencyFilter filter = { .perimeter = option_perimeter, .state = -1 };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) changes = NULL;
  GvnDb *db;

  if (!read_state (&filter, error))
    return FALSE;
  db = gvn_cli_open_db (cli, error);
  if (db == NULL || (option_perimeter != NULL && !gvn_agency_check (db, option_perimeter, error)))
    return FALSE;
  changes = gvn_emergency_change_list (db, &filter, &cli->now, error);
  if (changes == NULL)
    return FALSE;

  print_changes (cli, changes, builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

/* Freeze periods --------------------------------------------------------------------- */

static void
print_freezes (GvnCli *cli, GPtrArray *freezes, JsonBuilder *builder)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < freezes->len; i++)
    {
      const GvnFreeze *freeze = freezes->pdata[i];
      g_autofree char *words = gvn_freeze_describe (freeze);

      if (!cli->json)
        gvn_cli_print ("%s  %s\n", freeze->id, words);
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "id", freeze->id);
      gvn_cli_add_string (builder, "label", freeze->label);
      gvn_cli_add_string (builder, "perimeter", freeze->perimeter);
      gvn_cli_add_date (builder, "from", &freeze->first_on);
      gvn_cli_add_date (builder, "to", &freeze->last_on);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static gboolean
run_freeze_list (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GPtrArray) freezes = db != NULL ? gvn_freeze_list (db, NULL, NULL, error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (freezes == NULL)
    return FALSE;
  print_freezes (cli, freezes, builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
run_freeze_add (GvnCli *cli, GError **error)
{
  GvnFreeze freeze = { .label = cli->arguments[0], .perimeter = option_perimeter };
  g_autofree char *id = NULL;
  gboolean done;

  if (option_from == NULL || option_to == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --from and --to: the first and the last day of the freeze"));
      return FALSE;
    }
  if (!gvn_date_parse (option_from, &freeze.first_on, error) || !gvn_date_parse (option_to, &freeze.last_on, error))
    return FALSE;

  done = gvn_cli_do (cli, _ ("Add a freeze period"), gvn_freeze_save, &freeze, error);
  id = freeze.id;
  if (done)
    gvn_cli_print_id (cli, id);

  return done;
}

static gboolean
run_freeze_delete (GvnCli *cli, GError **error)
{
  return gvn_cli_do (cli, _ ("Delete a freeze period"), gvn_freeze_delete, cli->arguments[0], error);
}

/* The week --------------------------------------------------------------------------- */

static void
print_sessions (GvnCli *cli, const GvnCabColumn *column, JsonBuilder *builder)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < column->sessions->len; i++)
    {
      const GvnCabSession *session = column->sessions->pdata[i];
      g_autofree char *day = gvn_date_to_string (&session->day);
      g_autofree char *start = gvn_cli_local_to_string (&session->meeting->start);
      g_autofree char *words = gvn_cab_session_describe (session, &cli->now);

      if (!cli->json)
        gvn_cli_print ("  %s  %s — %s%s%s\n", session->left ? day : start, session->meeting->body, words,
                       session->freeze != NULL ? " — " : "", session->freeze != NULL ? session->freeze : "");
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "meeting", session->meeting->id);
      gvn_cli_add_string (builder, "body", session->meeting->body);
      gvn_cli_add_string (builder, "day", day);
      gvn_cli_add_string (builder, "start", start);
      gvn_cli_add_string (builder, "state", gvn_meeting_state_to_string (session->meeting->state));
      json_builder_set_member_name (builder, "left");
      json_builder_add_boolean_value (builder, session->left);
      gvn_cli_add_string (builder, "reason", session->meeting->reason);
      gvn_cli_add_string (builder, "freeze", session->freeze);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_days_off (GvnCli *cli, const GvnCabColumn *column, JsonBuilder *builder)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < column->days_off->len; i++)
    {
      const GvnCabDayOff *day_off = column->days_off->pdata[i];
      g_autofree char *day = gvn_date_to_string (&day_off->day);

      if (!cli->json)
        gvn_cli_print ("  %s  – %s\n", day, day_off->reason);
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "day", day);
      gvn_cli_add_string (builder, "reason", day_off->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_column (GvnCli *cli, const GvnCabColumn *column, JsonBuilder *builder)
{
  if (!cli->json)
    gvn_cli_print ("%s\n", column->perimeter);
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "perimeter", column->perimeter);
  json_builder_set_member_name (builder, "cabs");
  print_sessions (cli, column, builder);
  json_builder_set_member_name (builder, "ecabs");
  print_changes (cli, column->changes, builder);
  json_builder_set_member_name (builder, "freezes");
  print_freezes (cli, column->freezes, builder);
  json_builder_set_member_name (builder, "days_off");
  print_days_off (cli, column, builder);
  json_builder_end_object (builder);
}

static gboolean
run_week (GvnCli *cli, GError **error)
{
  GDate date = cli->now.local.date;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GvnCabWeek) week = NULL;
  GvnDb *db;

  if (option_date != NULL && !gvn_date_parse (option_date, &date, error))
    return FALSE;
  db = gvn_cli_open_db (cli, error);
  week = db != NULL ? gvn_cab_week_load (db, &date, &cli->now, error) : NULL;
  if (week == NULL)
    return FALSE;

  json_builder_begin_object (builder);
  gvn_cli_add_date (builder, "from", &week->monday);
  gvn_cli_add_date (builder, "to", &week->sunday);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < week->columns->len; i++)
    print_column (cli, week->columns->pdata[i], builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

const GvnCliCommand gvn_cli_cab_commands[] = {
  { "ecab open", "--perimeter CODE --subject T [--detail T] [--ticket N] [--at INSTANT]",
    N_ ("Open an emergency change"), 0, 0, run_open, open_options },
  { "ecab validate", "ID|eCAB-N --by PERSON [--no-go] [--at INSTANT] [--reason T]",
    N_ ("Record GO or NO GO for an emergency change, by a person of the DSIUN"), 1, 1, run_validate, validate_options },
  { "ecab list", "[--perimeter CODE] [--state STATE]", N_ ("The emergency changes"), 0, 0, run_list, list_options },
  { "freeze list", "", N_ ("The freeze periods"), 0, 0, run_freeze_list, NULL },
  { "freeze add", "NAME --from D --to D [--perimeter CODE]", N_ ("Add a freeze period"), 1, 1, run_freeze_add,
    freeze_options },
  { "freeze delete", "ID", N_ ("Delete a freeze period"), 1, 1, run_freeze_delete, NULL },
  { "cab week", "[--date D]", N_ ("The CABs of a week by perimeter, with freezes and emergency changes"), 0, 0,
    run_week, week_options },
  { NULL },
};
