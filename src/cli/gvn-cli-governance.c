/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "committees/gvn-change.h"
#include "committees/gvn-meeting.h"

static char *option_act, *option_from;
static int option_count = -1;

static const GOptionEntry act_options[] = {
  { "act", 0, 0, G_OPTION_ARG_STRING, &option_act, NULL, NULL },
  { NULL },
};

static const GOptionEntry rule_options[] = {
  { "count", 0, 0, G_OPTION_ARG_INT, &option_count, NULL, NULL },
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from, NULL, NULL },
  { "act", 0, 0, G_OPTION_ARG_STRING, &option_act, NULL, NULL },
  { NULL },
};

static const GOptionEntry from_options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from, NULL, NULL },
  { NULL },
};

static gboolean
parse_from (GDate *date, GError **error)
{
  if (option_from != NULL)
    return gvn_date_parse (option_from, date, error);

  g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --from, the day it takes effect"));
  return FALSE;
}

static gboolean
run_settings_list (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GPtrArray) settings = db != NULL ? gvn_setting_list (db, error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (settings == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < settings->len; i++)
    {
      const GvnSetting *setting = settings->pdata[i];
      g_autofree char *current = gvn_setting_dup_current (db, setting, &cli->now.local.date, error);

      if (current == NULL)
        return FALSE;
      if (!cli->json)
        gvn_cli_print ("%-26s  %-10s  %s — %s\n", setting->key, setting->clause, setting->label, current);
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "key", setting->key);
      gvn_cli_add_string (builder, "clause", setting->clause);
      gvn_cli_add_string (builder, "label", setting->label);
      gvn_cli_add_string (builder, "reading", setting->reading);
      gvn_cli_add_string (builder, "value", setting->value);
      gvn_cli_add_string (builder, "default", setting->default_value);
      gvn_cli_add_string (builder, "current", current);
      gvn_cli_add_string (builder, "act", setting->act);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
run_settings_set (GvnCli *cli, GError **error)
{
  GvnSettingChange change = { cli->arguments[0], cli->arguments[1], option_act };

  return gvn_cli_do (cli, _ ("Change a reading"), gvn_change_setting, &change, error);
}

static void
print_rule (GvnCli *cli, JsonBuilder *builder, const char *body, const GvnRule *rule)
{
  g_autofree char *delay = gvn_delay_describe (&rule->delay);
  g_autofree char *from = gvn_date_to_string (&rule->effective_on);

  if (!cli->json)
    gvn_cli_print ("%s  %-8s  %s: %s (%s)%s%s\n", rule->id, body, rule->label, delay, rule->clause,
                   rule->act != NULL ? " — " : "", rule->act != NULL ? rule->act : "");
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", rule->id);
  gvn_cli_add_string (builder, "body", body);
  gvn_cli_add_string (builder, "kind", rule->kind);
  gvn_cli_add_string (builder, "reading", rule->indicator ? "indicator" : "contract");
  gvn_cli_add_string (builder, "label", rule->label);
  gvn_cli_add_int (builder, "count", rule->delay.count);
  gvn_cli_add_string (builder, "unit", gvn_unit_to_string (rule->delay.unit));
  gvn_cli_add_string (builder, "direction", gvn_direction_to_string (rule->delay.direction));
  gvn_cli_add_string (builder, "effective_on", from);
  gvn_cli_add_string (builder, "clause", rule->clause);
  gvn_cli_add_string (builder, "act", rule->act);
  json_builder_end_object (builder);
}

static gboolean
run_rules_list (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GPtrArray) types = db != NULL ? gvn_rule_list_types (db, NULL, error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (types == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < types->len; i++)
    {
      g_autoptr (GPtrArray) rules = gvn_rule_list (db, NULL, types->pdata[i], NULL, error);

      if (rules == NULL)
        return FALSE;
      for (guint j = 0; j < rules->len; j++)
        print_rule (cli, builder, types->pdata[i], rules->pdata[j]);
    }
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
run_rules_change (GvnCli *cli, GError **error)
{
  GvnRuleChange change = { .rule = cli->arguments[0], .active = TRUE, .act = option_act };
  g_autoptr (GvnRule) rule = NULL;
  GvnDb *db;

  if (option_count < 0)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --count, the new number of days or hours"));
      return FALSE;
    }
  if (!parse_from (&change.effective_on, error))
    return FALSE;
  db = gvn_cli_open_db (cli, error);
  rule = db != NULL ? gvn_rule_load (db, change.rule, error) : NULL;
  if (rule == NULL)
    return FALSE;
  change.delay = rule->delay;
  change.delay.count = option_count;

  return gvn_cli_do (cli, _ ("Change a deadline rule"), gvn_change_rule, &change, error);
}

static gboolean
run_bodies_list (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GPtrArray) bodies = db != NULL ? gvn_body_list (db, error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (bodies == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < bodies->len; i++)
    {
      const GvnBody *body = bodies->pdata[i];
      g_autofree char *meets = gvn_body_dup_rhythm (db, body->code, error);

      if (meets == NULL)
        return FALSE;
      if (!cli->json)
        gvn_cli_print ("%-16s  %s — %s\n", body->code, body->name, meets);
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "code", body->code);
      gvn_cli_add_string (builder, "name", body->name);
      gvn_cli_add_string (builder, "perimeter", body->perimeter);
      gvn_cli_add_string (builder, "meets", meets);
      gvn_cli_add_string (builder, "escalates_to", body->escalates_to);
      gvn_cli_add_string (builder, "clause", body->clause);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
run_merge (GvnCli *cli, GError **error)
{
  GvnMergeChange change = { .body = cli->arguments[0], .into = cli->arguments[1] };

  return parse_from (&change.on, error)
         && gvn_cli_do (cli, change.into != NULL ? _ ("Merge two bodies") : _ ("End a merge"), gvn_change_merge,
                        &change, error);
}

const GvnCliCommand gvn_cli_governance_commands[] = {
  { "settings list", "", N_ ("The readings of the contract, each with its clause"), 0, 0, run_settings_list, NULL },
  { "settings set", "KEY VALUE [--act T]", N_ ("Change a reading, naming the act that allows it"), 2, 2,
    run_settings_set, act_options },
  { "rules list", "", N_ ("The deadline rules, every version"), 0, 0, run_rules_list, NULL },
  { "rules change", "ID --count N --from D --act T", N_ ("Change a deadline rule from a date on"), 1, 1,
    run_rules_change, rule_options },
  { "bodies list", "", N_ ("The bodies and when they meet"), 0, 0, run_bodies_list, NULL },
  { "bodies merge", "CODE INTO --from D", N_ ("Hold a body within another from a date on"), 2, 2, run_merge,
    from_options },
  { "bodies unmerge", "CODE --from D", N_ ("Hold a body by itself again from a date on"), 1, 1, run_merge,
    from_options },
  { NULL },
};
