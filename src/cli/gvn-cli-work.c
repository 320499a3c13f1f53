/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "contract/gvn-place.h"

static char *option_site;

static const GOptionEntry site_option[] = {
  { "site", 0, 0, G_OPTION_ARG_STRING, &option_site, NULL, NULL },
  { NULL },
};

/* The contract's calendar when there is a contract, else the national one; a
 * site's only from a contract. */
static GvnCalendar *
load_calendar (GvnCli *cli, GError **error)
{
  GvnDb *db;

  if (option_site == NULL && !g_file_test (cli->database, G_FILE_TEST_EXISTS))
    return gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_WORKED);

  db = gvn_cli_open_db (cli, error);
  if (db == NULL)
    return NULL;

  return option_site != NULL ? gvn_calendar_load_site (db, option_site, error)
                             : gvn_calendar_load_contract (db, NULL, error);
}

static void
print_explanation_json (const GDate *result, GPtrArray *days)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gvn_cli_add_date (builder, "date", result);
  json_builder_set_member_name (builder, "explanation");
  json_builder_begin_array (builder);
  for (guint i = 0; i < days->len; i++)
    {
      const GvnCountedDay *day = days->pdata[i];

      json_builder_begin_object (builder);
      gvn_cli_add_date (builder, "date", &day->date);
      gvn_cli_add_int (builder, "counted", day->counted);
      gvn_cli_add_string (builder, "reason", day->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  gvn_cli_print_json (builder);
}

static gboolean
run_add (GvnCli *cli, GError **error)
{
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_counted_day_free);
  g_autoptr (GvnCalendar) calendar = NULL;
  GDate from, result;
  int count;

  if (!gvn_date_parse (cli->arguments[0], &from, error)
      || !gvn_cli_parse_int (cli->arguments[1], -100000, 100000, &count, error))
    return FALSE;
  calendar = load_calendar (cli, error);
  if (calendar == NULL || !gvn_calendar_add_working_days (calendar, &from, count, &result, days, error))
    return FALSE;

  if (cli->json)
    print_explanation_json (&result, days);
  else
    {
      for (guint i = 0; i < days->len; i++)
        {
          const GvnCountedDay *day = days->pdata[i];
          g_autofree char *date = gvn_date_to_string (&day->date);

          if (day->counted > 0)
            gvn_cli_print ("%s  %d\n", date, day->counted);
          else
            gvn_cli_print ("%s  –  %s\n", date, day->reason);
        }
      {
        g_autofree char *date = gvn_date_to_string (&result);

        gvn_cli_print ("= %s\n", date);
      }
    }

  return TRUE;
}

/* A single figure, under its name in JSON. */
static void
print_int (GvnCli *cli, const char *name, int value)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      gvn_cli_print ("%d\n", value);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  gvn_cli_add_int (builder, name, value);
  json_builder_end_object (builder);
  gvn_cli_print_json (builder);
}

static gboolean
run_count (GvnCli *cli, GError **error)
{
  g_autoptr (GvnCalendar) calendar = NULL;
  GDate from, to;
  int count;

  if (!gvn_date_parse (cli->arguments[0], &from, error) || !gvn_date_parse (cli->arguments[1], &to, error))
    return FALSE;
  calendar = load_calendar (cli, error);
  if (calendar == NULL || !gvn_calendar_count_working_days (calendar, &from, &to, &count, error))
    return FALSE;

  print_int (cli, "count", count);
  return TRUE;
}

static gboolean
run_holidays (GvnCli *cli, GError **error)
{
  g_autoptr (GvnCalendar) calendar = NULL;
  g_autoptr (GPtrArray) holidays = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  int year;

  if (!gvn_cli_parse_int (cli->arguments[0], 0, 9999, &year, error))
    return FALSE;
  calendar = load_calendar (cli, error);
  holidays = calendar != NULL ? gvn_calendar_list_holidays (calendar, year, error) : NULL;
  if (holidays == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < holidays->len; i++)
    {
      const GvnHoliday *holiday = holidays->pdata[i];
      g_autofree char *date = gvn_date_to_string (&holiday->date);

      if (!cli->json)
        gvn_cli_print ("%s  %s\n", date, holiday->name);
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "date", date);
      gvn_cli_add_string (builder, "name", holiday->name);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
parse_local (const char *text, GvnLocal *local, GError **error)
{
  gint64 instant;

  if (!gvn_instant_parse (text, &instant, error))
    return FALSE;
  gvn_local_from_instant (instant, local);

  return TRUE;
}

static gboolean
run_hours_add (GvnCli *cli, GError **error)
{
  g_autoptr (GvnCalendar) calendar = NULL;
  g_autofree char *text = NULL;
  GvnLocal from, result;
  int minutes;

  if (!parse_local (cli->arguments[0], &from, error)
      || !gvn_cli_parse_int (cli->arguments[1], G_MININT, G_MAXINT, &minutes, error))
    return FALSE;
  calendar = load_calendar (cli, error);
  if (calendar == NULL || !gvn_calendar_add_business_minutes (calendar, &from, minutes, &result, error))
    return FALSE;

  text = gvn_cli_local_to_string (&result);
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "instant", text);
      json_builder_end_object (builder);
      gvn_cli_print_json (builder);
    }
  else
    gvn_cli_print ("%s\n", text);

  return TRUE;
}

static gboolean
run_hours_between (GvnCli *cli, GError **error)
{
  g_autoptr (GvnCalendar) calendar = NULL;
  GvnLocal from, to;
  int minutes;

  if (!parse_local (cli->arguments[0], &from, error) || !parse_local (cli->arguments[1], &to, error))
    return FALSE;
  calendar = load_calendar (cli, error);
  if (calendar == NULL || !gvn_calendar_count_business_minutes (calendar, &from, &to, &minutes, error))
    return FALSE;

  print_int (cli, "minutes", minutes);
  return TRUE;
}

const GvnCliCommand gvn_cli_work_commands[] = {
  { "workdays add", "DATE N [--site CODE]", N_ ("Count working days from a date, with each day and why"), 2, 2, run_add,
    site_option },
  { "workdays count", "FROM TO [--site CODE]", N_ ("How many working days after a date, through another"), 2, 2,
    run_count, site_option },
  { "workdays holidays", "YEAR [--site CODE]", N_ ("The holidays of a year"), 1, 1, run_holidays, site_option },
  { "workhours add", "INSTANT MINUTES", N_ ("Add business minutes, 8h to 18h of working days"), 2, 2, run_hours_add,
    NULL },
  { "workhours between", "A B", N_ ("Business minutes between two moments"), 2, 2, run_hours_between, NULL },
  { NULL },
};
