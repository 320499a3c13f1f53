/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "cli/gvn-cli.h"
#include "committees/gvn-meeting.h"
#include "mail/gvn-mail.h"
#include "sheets/gvn-list.h"

G_DEFINE_QUARK (gvn - cli - usage - quark, gvn_cli_usage)

static const GvnCliCommand *const groups[] = {
  gvn_cli_contract_commands,   gvn_cli_work_commands,       gvn_cli_meeting_commands,     gvn_cli_agenda_commands,
  gvn_cli_attendance_commands, gvn_cli_minutes_commands,    gvn_cli_matter_commands,      gvn_cli_matter_act_commands,
  gvn_cli_cab_commands,        gvn_cli_grid_commands,       gvn_cli_preparation_commands, gvn_cli_deadline_commands,
  gvn_cli_export_commands,     gvn_cli_sheet_commands,      gvn_cli_mail_commands,        gvn_cli_print_commands,
  gvn_cli_publish_commands,    gvn_cli_search_commands,     gvn_cli_catalogue_commands,   gvn_cli_order_commands,
  gvn_cli_order_act_commands,  gvn_cli_order_file_commands, gvn_cli_order_hours_commands, gvn_cli_money_commands,
  gvn_cli_billing_commands,    gvn_cli_milestone_commands,  gvn_cli_governance_commands,  gvn_cli_journal_commands,
};

static void
print_help (void)
{
  gvn_cli_print ("%s\n\n%s\n\n%s\n",
                 _ ("Usage: gouvernail-cli [--database FILE] [--json] [--today DATE] [--author NAME] COMMAND"),
                 _ ("Governs and plans an outsourcing contract kept in one file."), _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const GvnCliCommand *command = groups[i]; command->words != NULL; command++)
      gvn_cli_print ("  %s %s\n      %s\n", command->words, command->usage, _ (command->summary));
  gvn_cli_print (
      "\n%s\n  --database FILE  %s\n  --json           %s\n  --today DATE     %s\n  --author NAME    %s\n\n%s\n",
      _ ("Options:"), _ ("the contract (default: the one the application opens)"), _ ("print JSON"),
      _ ("the reference day (default: GOUVERNAIL_TODAY, else the clock)"),
      _ ("who does it, for the journal (default: the account)"),
      _ ("Exit status: 0 done, 1 refused or failed, 2 wrong usage."));
}

/* The command whose words begin @argv, with how many words it has. */
static const GvnCliCommand *
find_command (char **argv, int *n_words)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const GvnCliCommand *command = groups[i]; command->words != NULL; command++)
      {
        g_auto (GStrv) words = g_strsplit (command->words, " ", -1);
        int n = (int) g_strv_length (words);
        gboolean same = TRUE;

        for (int j = 0; same && j < n; j++)
          same = g_strcmp0 (argv[j], words[j]) == 0;
        if (same)
          {
            *n_words = n;
            return command;
          }
      }

  return NULL;
}

typedef struct
{
  char *database;
  char *today;
  char *author;
  gboolean json;
  gboolean help;
  gboolean version;
} Globals;

static void
globals_clear (Globals *globals)
{
  g_free (globals->database);
  g_free (globals->today);
  g_free (globals->author);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Globals, globals_clear)

/* Parses options and leaves the other words; a negative number is a word. */
static gboolean
parse_options (Globals *globals, const GOptionEntry *own, gboolean stop_at_word, GStrv *argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &globals->database, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &globals->json, NULL, NULL },
    { "today", 0, 0, G_OPTION_ARG_STRING, &globals->today, NULL, NULL },
    { "author", 0, 0, G_OPTION_ARG_STRING, &globals->author, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &globals->help, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &globals->version, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) local_error = NULL;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, stop_at_word);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  /* the first of a name is taken: a command may have a --version of its own */
  if (own != NULL)
    g_option_context_add_main_entries (context, own, NULL);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, argv, &local_error))
    {
      g_set_error_literal (error, GVN_CLI_USAGE, 0, local_error->message);
      return FALSE;
    }

  for (char **word = *argv + 1; *word != NULL && !(stop_at_word && **word != '-'); word++)
    if (**word == '-' && (*word)[1] != '\0' && !g_ascii_isdigit ((*word)[1]))
      {
        /* Translators: %s is what the user typed */
        g_set_error (error, GVN_CLI_USAGE, 0, _ ("The option %s is not known: see --help"), *word);
        return FALSE;
      }

  return TRUE;
}

static char *
dup_default_database (void)
{
  return g_build_filename (g_get_user_data_dir (), "gouvernail", "contract.gvn", NULL);
}

static char *
dup_account_name (void)
{
  const char *name = g_get_real_name ();

  return g_strdup (name != NULL && *name != '\0' && !g_str_equal (name, "Unknown") ? name : g_get_user_name ());
}

static gboolean
run_command (const GvnCliCommand *command, Globals *globals, GvnCli *cli, GError **error)
{
  const char *today = globals->today != NULL ? globals->today : g_getenv ("GOUVERNAIL_TODAY");
  int n = (int) g_strv_length (cli->arguments);

  if (n < command->n_min || n > command->n_max)
    {
      g_set_error (error, GVN_CLI_USAGE, 0,
                   /* Translators: a command and its arguments */
                   _ ("Usage: gouvernail-cli %s %s"), command->words, command->usage);
      return FALSE;
    }
  if (!gvn_now_resolve (today, &cli->now, error))
    return FALSE;

  cli->json = globals->json;
  cli->database = globals->database != NULL ? g_strdup (globals->database) : dup_default_database ();
  cli->author = globals->author != NULL ? g_strdup (globals->author) : dup_account_name ();

  return command->run (cli, error);
}

static void
cli_clear (GvnCli *cli)
{
  if (cli->store != NULL)
    gvn_store_close (cli->store);
  g_clear_object (&cli->store);
  g_free (cli->database);
  g_free (cli->author);
  g_strfreev (cli->arguments);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GvnCli, cli_clear)

static gboolean
run (GStrv *argv, GError **error)
{
  g_auto (Globals) globals = { NULL };
  g_auto (GvnCli) cli = { NULL };
  const GvnCliCommand *command;
  int n_words = 0;

  if (!parse_options (&globals, NULL, TRUE, argv, error))
    return FALSE;
  if (globals.version)
    {
      gvn_cli_print ("gouvernail-cli %s\n", GVN_VERSION);
      return TRUE;
    }
  if (globals.help)
    {
      print_help ();
      return TRUE;
    }

  command = find_command (*argv + 1, &n_words);
  if (command == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0,
                   (*argv)[1] != NULL ? _ ("There is no such command: see --help") : _ ("Give a command: see --help"));
      return FALSE;
    }
  if (!parse_options (&globals, command->options, FALSE, argv, error))
    return FALSE;
  if (globals.help)
    {
      print_help ();
      return TRUE;
    }
  cli.arguments = g_strdupv (*argv + 1 + n_words);

  return run_command (command, &globals, &cli, error);
}

/**
 * gvn_cli_run:
 *
 * Returns: the exit status: 0 done, 1 refused or failed, 2 wrong usage
 */
int
gvn_cli_run (int argc, char **argv)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE,
                  g_getenv ("GOUVERNAIL_LOCALEDIR") != NULL ? g_getenv ("GOUVERNAIL_LOCALEDIR") : GVN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE); /* ngettext() knows no other */
  gvn_mail_register ();
  gvn_lists_register ();

  words = g_strdupv (argv);
  if (run (&words, &error))
    return 0;

  g_printerr ("gouvernail-cli: %s\n", error->message);
  return error->domain == GVN_CLI_USAGE ? 2 : 1;
}

/* What commands share ----------------------------------------------------------- */

/**
 * gvn_cli_open:
 *
 * Returns: (transfer none): the contract, opened at the first call
 */
GvnStore *
gvn_cli_open (GvnCli *cli, GError **error)
{
  if (cli->store == NULL)
    cli->store = gvn_contract_open (cli->database, cli->author, &cli->now, error);

  return cli->store;
}

GvnDb *
gvn_cli_open_db (GvnCli *cli, GError **error)
{
  GvnStore *store = gvn_cli_open (cli, error);

  return store != NULL ? gvn_store_get_db (store) : NULL;
}

/**
 * gvn_cli_do:
 * @label: what the journal keeps
 */
gboolean
gvn_cli_do (GvnCli *cli, const char *label, GvnCommand command, gpointer data, GError **error)
{
  GvnStore *store = gvn_cli_open (cli, error);
  GvnEntry entry = { label, cli->author, &cli->now };

  return store != NULL && gvn_store_run (store, &entry, command, data, error);
}

gboolean
gvn_cli_parse_int (const char *text, int min, int max, int *value, GError **error)
{
  gint64 number;

  if (!g_ascii_string_to_signed (text, 10, min, max, &number, NULL))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: what the user typed, the bounds */
                   _ ("“%s” is not a whole number from %d to %d"), text, min, max);
      return FALSE;
    }
  *value = (int) number;

  return TRUE;
}

/**
 * gvn_cli_parse_range:
 * @from: (nullable): the option as typed
 * @to: (nullable): the same
 * @first: (out): cleared when not given
 * @last: (out): cleared when not given
 */
gboolean
gvn_cli_parse_range (const char *from, const char *to, GDate *first, GDate *last, GError **error)
{
  g_date_clear (first, 1);
  g_date_clear (last, 1);
  if ((from != NULL && !gvn_date_parse (from, first, error)) || (to != NULL && !gvn_date_parse (to, last, error)))
    return FALSE;
  if (from != NULL && to != NULL && g_date_compare (first, last) > 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: two dates */
                   _ ("The period from %s to %s is empty: exchange the two dates"), from, to);
      return FALSE;
    }

  return TRUE;
}

void
gvn_cli_print (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fputs (text, stdout);
}

/* Each line of @text behind @indent. */
void
gvn_cli_print_indented (const char *indent, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = g_strv_length (lines);

  while (n > 0 && *lines[n - 1] == '\0')
    n--;
  for (guint i = 0; i < n; i++)
    gvn_cli_print ("%s%s\n", *lines[i] != '\0' ? indent : "", lines[i]);
}

void
gvn_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);

  gvn_cli_print ("%s\n", text);
}

void
gvn_cli_add_string (JsonBuilder *builder, const char *member, const char *text)
{
  json_builder_set_member_name (builder, member);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
gvn_cli_add_int (JsonBuilder *builder, const char *member, gint64 value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}

void
gvn_cli_add_bool (JsonBuilder *builder, const char *member, gboolean value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_boolean_value (builder, value);
}

/**
 * gvn_cli_add_instant:
 * @instant: 0 for none
 */
void
gvn_cli_add_instant (JsonBuilder *builder, const char *member, gint64 instant)
{
  g_autofree char *text = instant != 0 ? gvn_instant_to_string (instant) : NULL;

  gvn_cli_add_string (builder, member, text);
}

void
gvn_cli_add_date (JsonBuilder *builder, const char *member, const GDate *date)
{
  g_autofree char *text = g_date_valid (date) ? gvn_date_to_string (date) : NULL;

  gvn_cli_add_string (builder, member, text);
}

/**
 * gvn_cli_local_to_string:
 *
 * Returns: (transfer full): a date, or an instant when there is a time
 */
char *
gvn_cli_local_to_string (const GvnLocal *local)
{
  gint64 instant;

  if (local->minutes == GVN_NO_MINUTES || !gvn_local_to_instant (local, &instant, NULL))
    return gvn_date_to_string (&local->date);

  return gvn_instant_to_string (instant);
}

void
gvn_cli_add_local (JsonBuilder *builder, const char *member, const GvnLocal *local)
{
  g_autofree char *text = g_date_valid (&local->date) ? gvn_cli_local_to_string (local) : NULL;

  gvn_cli_add_string (builder, member, text);
}
