/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "exchange/gvn-digest.h"

static char *option_person, *option_side, *option_days, *option_eml;

static const GOptionEntry options[] = {
  { "person", 0, 0, G_OPTION_ARG_STRING, &option_person, NULL, NULL },
  { "side", 0, 0, G_OPTION_ARG_STRING, &option_side, NULL, NULL },
  { "days", 0, 0, G_OPTION_ARG_STRING, &option_days, NULL, NULL },
  { "eml", 0, 0, G_OPTION_ARG_FILENAME, &option_eml, NULL, NULL },
  { NULL },
};

static gboolean
save (GvnDb *db, const GvnDigest *digest, const GvnNow *now, GError **error)
{
  g_autoptr (GvnContract) contract = gvn_contract_load (db, error);
  g_autofree char *mail = contract != NULL ? gvn_digest_to_mail (digest, contract, now) : NULL;
  g_autoptr (GError) local_error = NULL;

  if (mail == NULL)
    return FALSE;
  if (g_file_set_contents (option_eml, mail, -1, &local_error))
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
               /* Translators: the path of a file, the system's reason */
               _ ("“%s” cannot be written (%s): choose another place"), option_eml, local_error->message);
  return FALSE;
}

static void
print (GvnCli *cli, const GvnDigest *digest)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!cli->json)
    {
      gvn_cli_print ("%s", digest->text);
      return;
    }
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "subject", digest->subject);
  gvn_cli_add_string (builder, "to", digest->to_email);
  gvn_cli_add_string (builder, "text", digest->text);
  json_builder_end_object (builder);
  gvn_cli_print_json (builder);
}

static gboolean
run_digest (GvnCli *cli, GError **error)
{
  GvnDigestRequest request = { .side = option_side, .days = GVN_DIGEST_DAYS };
  g_autofree char *person = NULL;
  g_autoptr (GvnDigest) digest = NULL;
  GvnDb *db;

  if (option_person != NULL && option_side != NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --person or --side: a digest is of one of them"));
      return FALSE;
    }
  if (option_days != NULL && !gvn_cli_parse_int (option_days, 1, GVN_DIGEST_DAYS_MAX, &request.days, error))
    return FALSE;
  db = gvn_cli_open_db (cli, error);
  if (db == NULL || !gvn_cli_find_person (db, option_person, &person, error))
    return FALSE;
  request.person = person;
  digest = gvn_digest_write (db, &request, &cli->now, error);
  if (digest == NULL)
    return FALSE;
  if (option_eml != NULL)
    return save (db, digest, &cli->now, error);

  print (cli, digest);
  return TRUE;
}

const GvnCliCommand gvn_cli_digest_commands[] = {
  { "digest", "[--person NAME|--side SIDE] [--days N] [--eml FILE]",
    N_ ("What is overdue and what the coming days ask for, as the text of a mail or as a message"), 0, 0, run_digest,
    options },
  { NULL },
};
