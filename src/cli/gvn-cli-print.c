/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "print/gvn-print.h"

/* Writes a document that was made; frees it. */
static gboolean
write_print (GvnPrint *made, const char *path, GError **error)
{
  g_autoptr (GvnPrint) print = made;

  return print != NULL && gvn_print_write_file (print, path, error);
}

static gboolean
print_meeting (GvnCli *cli, GvnMeetingPaper paper, GError **error)
{
  g_autoptr (GvnMeeting) meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);

  return meeting != NULL
         && write_print (gvn_print_new_meeting (gvn_cli_open (cli, error), meeting->id, paper, &cli->now, error),
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

const GvnCliCommand gvn_cli_print_commands[] = {
  { "print agenda", "MEETING FILE", N_ ("The agenda of a meeting, as sent or as it would be, as a PDF"), 2, 2,
    run_agenda, NULL },
  { "print minutes", "MEETING FILE", N_ ("The minutes of a meeting, the last version, as a PDF"), 2, 2, run_minutes,
    NULL },
  { NULL },
};
