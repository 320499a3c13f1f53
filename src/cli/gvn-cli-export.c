/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "cli/gvn-cli-private.h"
#include "contract/gvn-person.h"
#include "exchange/gvn-publication.h"

static char *option_feed, *option_perimeter, *option_person, *option_from, *option_to;

static const GOptionEntry options[] = {
  { "feed", 0, 0, G_OPTION_ARG_STRING, &option_feed, NULL, NULL },
  { "perimeter", 0, 0, G_OPTION_ARG_STRING, &option_perimeter, NULL, NULL },
  { "person", 0, 0, G_OPTION_ARG_STRING, &option_person, NULL, NULL },
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from, NULL, NULL },
  { "to", 0, 0, G_OPTION_ARG_STRING, &option_to, NULL, NULL },
  { NULL },
};

static gboolean
run_ical (GvnCli *cli, GError **error)
{
  GvnExport export = { .feed = option_feed != NULL ? option_feed : "all", .perimeter = option_perimeter };
  g_autoptr (GvnPerson) person = NULL;
  GvnStore *store;

  if (!gvn_cli_parse_range (option_from, option_to, &export.from, &export.to, error))
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

  if (g_str_equal (cli->arguments[0], "-"))
    {
      g_autofree char *text = gvn_publication_write (store, &export, &cli->now, NULL, error);

      if (text == NULL)
        return FALSE;
      fputs (text, stdout);
      return TRUE;
    }

  return gvn_publication_write_file (store, &export, &cli->now, cli->arguments[0], NULL, error);
}

const GvnCliCommand gvn_cli_export_commands[] = {
  { "export ical", "FILE [--feed F] [--perimeter CODE] [--person NAME] [--from D] [--to D]",
    N_ ("Publish the schedule as an iCalendar file, - for the standard output"), 1, 1, run_ical, options },
  { NULL },
};
