/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "contract/gvn-person.h"
#include "exchange/gvn-publication.h"

static char *option_feed, *option_perimeter, *option_person, *option_from, *option_to, *option_meeting;
static gboolean option_changes;

static const GOptionEntry options[] = {
  { "feed", 0, 0, G_OPTION_ARG_STRING, &option_feed, NULL, NULL },
  { "perimeter", 0, 0, G_OPTION_ARG_STRING, &option_perimeter, NULL, NULL },
  { "person", 0, 0, G_OPTION_ARG_STRING, &option_person, NULL, NULL },
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from, NULL, NULL },
  { "to", 0, 0, G_OPTION_ARG_STRING, &option_to, NULL, NULL },
  { "changes", 0, 0, G_OPTION_ARG_NONE, &option_changes, NULL, NULL },
  { "meeting", 0, 0, G_OPTION_ARG_STRING, &option_meeting, NULL, NULL },
  { NULL },
};

/* What is typed of one meeting and of a feed says two things. */
static gboolean
check_options (GError **error)
{
  if (option_meeting == NULL
      || (option_feed == NULL && option_perimeter == NULL && option_person == NULL && option_from == NULL
          && option_to == NULL && !option_changes))
    return TRUE;

  g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --meeting alone: it writes that meeting and nothing else"));
  return FALSE;
}

static gboolean
print_text (const char *text, gpointer data, GError **error)
{
  if (fputs (text, stdout) != EOF && fflush (stdout) == 0)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
               /* Translators: the system's reason */
               _ ("The standard output cannot be written (%s): choose another place"), g_strerror (errno));
  return FALSE;
}

static gboolean
run_ical (GvnCli *cli, GError **error)
{
  GvnExport export
      = { .feed = option_feed != NULL ? option_feed : "all", .perimeter = option_perimeter, .changes = option_changes };
  g_autoptr (GvnPerson) person = NULL;
  g_autoptr (GvnMeeting) meeting = NULL;
  GvnStore *store;

  if (!check_options (error) || !gvn_cli_parse_range (option_from, option_to, &export.from, &export.to, error))
    return FALSE;
  store = gvn_cli_open (cli, error);
  if (store == NULL)
    return FALSE;
  if (option_person != NULL)
    {
      person = gvn_person_find (gvn_store_get_db (store), option_person, error);
      if (person == NULL)
        return FALSE;
      export.person = person->id;
    }
  if (option_meeting != NULL)
    {
      meeting = gvn_cli_find_meeting (cli, option_meeting, error);
      if (meeting == NULL)
        return FALSE;
      export.meeting = meeting->id;
    }

  if (g_str_equal (cli->arguments[0], "-"))
    return gvn_publication_export (store, &export, &cli->now, print_text, NULL, NULL, error);

  return gvn_publication_write_file (store, &export, &cli->now, cli->arguments[0], NULL, error);
}

const GvnCliCommand gvn_cli_export_commands[] = {
  { "export ical",
    "FILE [--feed F] [--perimeter CODE] [--person NAME] [--from D] [--to D] [--changes] | FILE --meeting ID|BODY@DATE",
    N_ ("Publish the schedule, what changed of it since the last export, or one meeting, as an iCalendar file;"
        " - for the standard output"),
    1, 1, run_ical, options },
  { NULL },
};
