/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "base/gvn-uuid.h"
#include "contract/gvn-contract.h"
#include "exchange/gvn-digest.h"
#include "mail/gvn-message.h"

static char *option_person, *option_side, *option_days, *option_eml;

static const GOptionEntry options[] = {
  { "person", 0, 0, G_OPTION_ARG_STRING, &option_person, NULL, NULL },
  { "side", 0, 0, G_OPTION_ARG_STRING, &option_side, NULL, NULL },
  { "days", 0, 0, G_OPTION_ARG_STRING, &option_days, NULL, NULL },
  { "eml", 0, 0, G_OPTION_ARG_FILENAME, &option_eml, NULL, NULL },
  { NULL },
};

/* From the contract's own box, to the person it is of when their address is known. */
static GBytes *
write_message (const GvnDigest *digest, const GvnContract *contract, const GvnNow *now)
{
  g_autofree char *moment = gvn_instant_to_string (now->instant);
  g_autofree char *name = g_strconcat ("digest/", digest->subject, "/", moment, NULL);
  g_autofree char *id = gvn_uuid_v5 (contract->id, name);
  const GvnMailbox to = { digest->to_name, digest->to_email };
  const GvnMessage message = { .id = id,
                               .from = { contract->organizer_name, contract->organizer_email },
                               .to = &to,
                               .n_to = to.email != NULL && gvn_message_check_address (to.email, NULL) ? 1 : 0,
                               .subject = digest->subject,
                               .text = digest->text };

  return gvn_message_write (&message, now);
}

static gboolean
save (GvnDb *db, const GvnDigest *digest, const GvnNow *now, GError **error)
{
  g_autoptr (GvnContract) contract = gvn_contract_load (db, error);
  g_autoptr (GBytes) mail = contract != NULL ? write_message (digest, contract, now) : NULL;
  g_autoptr (GError) local_error = NULL;

  if (mail == NULL)
    return FALSE;
  if (g_file_set_contents (option_eml, g_bytes_get_data (mail, NULL), (gssize) g_bytes_get_size (mail), &local_error))
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
