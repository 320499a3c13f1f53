/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "cli/gvn-cli-private.h"
#include "committees/gvn-body.h"
#include "contract/gvn-place.h"
#include "contract/gvn-side.h"
#include "print/gvn-house-style.h"
#include "print/gvn-print.h"

static char *option_body, *option_perimeter;

static const GOptionEntry calendar_options[] = {
  { "body", 0, 0, G_OPTION_ARG_STRING, &option_body, NULL, NULL },
  { "perimeter", 0, 0, G_OPTION_ARG_STRING, &option_perimeter, NULL, NULL },
  { NULL },
};

/* Writes a document that was made; frees it. */
static gboolean
write_print (GvnCli *cli, GvnPrint *made, const char *path, GError **error)
{
  g_autoptr (GvnPrint) print = made;

  return print != NULL && gvn_print_write_file (print, cli->store, path, error);
}

static gboolean
print_meeting (GvnCli *cli, GvnMeetingPaper paper, GError **error)
{
  g_autoptr (GvnMeeting) meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);

  return meeting != NULL
         && write_print (cli, gvn_print_new_meeting (gvn_cli_open (cli, error), meeting->id, paper, &cli->now, error),
                         cli->arguments[1], error);
}

static gboolean
run_agenda (GvnCli *cli, GError **error)
{
  return print_meeting (cli, GVN_MEETING_PAPER_AGENDA, error);
}

static gboolean
run_minutes (GvnCli *cli, GError **error)
{
  return print_meeting (cli, GVN_MEETING_PAPER_MINUTES, error);
}

static gboolean
run_decisions (GvnCli *cli, GError **error)
{
  return print_meeting (cli, GVN_MEETING_PAPER_DECISIONS, error);
}

static gboolean
run_actions (GvnCli *cli, GError **error)
{
  GvnMatterFilter filter = { .kinds = 1 << GVN_MATTER_ACTION };
  g_autofree char *owner = NULL;
  GvnDb *db = gvn_cli_open_db (cli, error);

  return db != NULL && gvn_cli_parse_matter_options (db, &filter, &owner, error)
         && write_print (cli, gvn_print_new_matters (cli->store, &filter, &cli->now, error), cli->arguments[0], error);
}

/* What was asked for, as typed, to be said on the document. */
static char *
dup_deadline_criteria (const GvnDeadlineFilter *filter)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (filter->state >= 0)
    g_strv_builder_add (words, gvn_deadline_state_get_label ((GvnDeadlineState) filter->state));
  if (filter->owner_side != NULL)
    g_strv_builder_add (words, gvn_side_get_label (filter->owner_side));
  if (g_date_valid (&filter->from))
    {
      g_autofree char *day = gvn_text_date (&filter->from);

      g_strv_builder_take (words, g_strdup_printf (_ ("due from %s"), day));
    }
  if (g_date_valid (&filter->to))
    {
      g_autofree char *day = gvn_text_date (&filter->to);

      g_strv_builder_take (words, g_strdup_printf (_ ("due until %s"), day));
    }
  all = g_strv_builder_end (words);

  return g_strjoinv (" · ", all);
}

static gboolean
run_deadlines (GvnCli *cli, GError **error)
{
  GvnDeadlineFilter filter = GVN_DEADLINE_FILTER_INIT;
  g_autoptr (GPtrArray) deadlines = NULL;
  g_autofree char *criteria = NULL;
  GvnDb *db;

  if (!gvn_cli_parse_deadline_options (&filter, error))
    return FALSE;
  db = gvn_cli_open_db (cli, error);
  deadlines = db != NULL ? gvn_register_list (db, &filter, &cli->now, error) : NULL;
  criteria = dup_deadline_criteria (&filter);

  return deadlines != NULL
         && write_print (cli, gvn_print_new_deadlines (cli->store, deadlines, criteria, &cli->now, error),
                         cli->arguments[0], error);
}

static gboolean
run_billing (GvnCli *cli, GError **error)
{
  GDate month;
  GvnDb *db = gvn_month_parse (cli->arguments[0], &month, error) ? gvn_cli_open_db (cli, error) : NULL;
  g_autoptr (GvnMoney) money = db != NULL ? gvn_money_load (db, &cli->now, error) : NULL;
  g_autoptr (GvnBilling) billing = money != NULL ? gvn_billing_load (db, money, &month, error) : NULL;

  return billing != NULL
         && write_print (cli, gvn_print_new_billing (cli->store, billing, &cli->now, error), cli->arguments[1], error);
}

static gboolean
run_calendar (GvnCli *cli, GError **error)
{
  GvnMeetingFilter filter = { .body = option_body, .perimeter = option_perimeter };
  g_autoptr (GvnBody) body = NULL;
  GvnDb *db;
  int year;

  if (!gvn_cli_parse_int (cli->arguments[0], GVN_YEAR_MIN, GVN_YEAR_MAX, &year, error))
    return FALSE;
  db = gvn_cli_open_db (cli, error);
  body = db != NULL && option_body != NULL ? gvn_body_load (db, option_body, error) : NULL;
  if (db == NULL || (option_body != NULL && body == NULL)
      || (option_perimeter != NULL && !gvn_agency_check (db, option_perimeter, error)))
    return FALSE;

  return write_print (cli, gvn_print_new_year (cli->store, year, &filter, &cli->now, error), cli->arguments[1], error);
}

/* House style -------------------------------------------------------------------------- */

static gboolean
run_style (GvnCli *cli, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  GvnDb *db = gvn_cli_open_db (cli, error);

  if (db == NULL)
    return FALSE;
  json_builder_begin_object (builder);
  for (GvnHouseFile file = 0; file < GVN_N_HOUSE_FILES; file++)
    {
      g_autofree char *name = NULL;

      if (!gvn_house_style_find (db, file, NULL, &name, error))
        return FALSE;
      gvn_cli_add_string (builder, gvn_house_file_to_string (file), name);
      if (!cli->json)
        gvn_cli_print ("%-16s %s\n", gvn_house_file_to_string (file), name != NULL ? name : "–");
    }
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
run_style_set (GvnCli *cli, GError **error)
{
  GvnHouseChange change = { .sha256 = NULL };
  g_auto (GvnCliFile) kept = { NULL };
  g_autofree char *label = NULL;

  if (!gvn_house_file_parse (cli->arguments[0], &change.file, error)
      || !gvn_house_file_check (change.file, cli->arguments[1], error)
      || !gvn_cli_keep_file (cli, cli->arguments[1], &kept, error))
    return FALSE;
  change.sha256 = kept.hash;
  change.name = kept.name;
  change.size = kept.size;
  label = gvn_house_change_dup_label (&change);

  return gvn_cli_do (cli, label, gvn_house_style_change, &change, error);
}

static gboolean
run_style_reset (GvnCli *cli, GError **error)
{
  GvnHouseChange change = { .sha256 = NULL };
  g_autofree char *label = NULL;

  if (!gvn_house_file_parse (cli->arguments[0], &change.file, error))
    return FALSE;
  label = gvn_house_change_dup_label (&change);

  return gvn_cli_do (cli, label, gvn_house_style_change, &change, error);
}

/* The one in use, to be changed. */
static gboolean
run_template (GvnCli *cli, GError **error)
{
  GvnStore *store = gvn_cli_open (cli, error);

  return store != NULL && gvn_house_style_save_template (store, cli->arguments[0], error);
}

const GvnCliCommand gvn_cli_print_commands[] = {
  { "print style set", "template|logo_dsiun|logo_contractor FILE",
    N_ ("Dress documents with a .docx or a PNG of yours"), 2, 2, run_style_set, NULL },
  { "print style reset", "template|logo_dsiun|logo_contractor", N_ ("Do without it again"), 1, 1, run_style_reset,
    NULL },
  { "print style", "", N_ ("What documents are dressed with"), 0, 0, run_style, NULL },
  { "print template", "FILE.docx", N_ ("The template of the Word files in use, to be changed and set"), 1, 1,
    run_template, NULL },
  { "print agenda", "MEETING FILE.pdf|.docx", N_ ("The agenda of a meeting, as sent or as it would be"), 2, 2,
    run_agenda, NULL },
  { "print minutes", "MEETING FILE.pdf|.docx", N_ ("The minutes of a meeting, the last version"), 2, 2, run_minutes,
    NULL },
  { "print decisions", "MEETING FILE.pdf|.docx", N_ ("What was decided in a meeting: its relevé de décisions"), 2, 2,
    run_decisions, NULL },
  { "print actions", "FILE.pdf|.docx " GVN_CLI_MATTER_USAGE, N_ ("The action table, the open ones without --state"), 1,
    1, run_actions, gvn_cli_matter_options },
  { "print deadlines", "FILE.pdf|.docx " GVN_CLI_DEADLINE_USAGE, N_ ("What is owed, by whom, when"), 1, 1,
    run_deadlines, gvn_cli_deadline_options },
  { "print billing", "MONTH FILE.pdf|.docx", N_ ("The billing statement of a month, carried into its COPIL"), 2, 2,
    run_billing, NULL },
  { "print calendar", "YEAR FILE.pdf|.docx [--body CODE] [--perimeter CODE]",
    N_ ("The meetings of a year, two pages to pin on a wall"), 2, 2, run_calendar, calendar_options },
  { NULL },
};
