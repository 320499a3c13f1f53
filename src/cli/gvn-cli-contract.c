/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "demonstration/gvn-demonstration.h"
#include "contract/gvn-contract.h"
#include "store/gvn-backup.h"

static char *option_signed, *option_initialisation, *option_end, *option_tracked_since, *option_template;
static int option_months = GVN_INITIALISATION_MONTHS;

static const GOptionEntry init_options[] = {
  { "signed", 0, 0, G_OPTION_ARG_STRING, &option_signed, NULL, NULL },
  { "initialisation", 0, 0, G_OPTION_ARG_STRING, &option_initialisation, NULL, NULL },
  { "months", 0, 0, G_OPTION_ARG_INT, &option_months, NULL, NULL },
  { "end", 0, 0, G_OPTION_ARG_STRING, &option_end, NULL, NULL },
  { "tracked-since", 0, 0, G_OPTION_ARG_STRING, &option_tracked_since, NULL, NULL },
  { "template", 0, 0, G_OPTION_ARG_FILENAME, &option_template, NULL, NULL },
  { NULL },
};

typedef struct
{
  GvnTemplate *template;
  GvnContractDraft draft;
} Creation;

static gboolean
create (GvnDb *db, gpointer data, GError **error)
{
  Creation *creation = data;

  return gvn_contract_create (db, creation->template, &creation->draft, error);
}

static gboolean
parse_draft (GvnContractDraft *draft, GError **error)
{
  if (option_signed == NULL || option_initialisation == NULL || option_end == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --signed, --initialisation and --end: three dates"));
      return FALSE;
    }

  draft->initialisation_months = option_months;
  return gvn_date_parse (option_signed, &draft->signed_on, error)
         && gvn_date_parse (option_initialisation, &draft->initialisation_on, error)
         && gvn_date_parse (option_end, &draft->end_on, error)
         && (option_tracked_since == NULL || gvn_date_parse (option_tracked_since, &draft->tracked_since, error))
         && gvn_contract_draft_check (draft, NULL, error);
}

static gboolean
run_init (GvnCli *cli, GError **error)
{
  Creation creation = { NULL };
  g_autoptr (GvnTemplate) template = NULL;

  if (!parse_draft (&creation.draft, error))
    return FALSE;
  template
      = option_template != NULL ? gvn_template_load_file (option_template, error) : gvn_template_load_builtin (error);
  if (template == NULL)
    return FALSE;

  creation.template = template;
  cli->store = gvn_store_open (cli->database, GVN_STORE_CREATE, error);
  if (cli->store == NULL)
    return FALSE;
  if (gvn_cli_do (cli, _ ("Create the contract"), create, &creation, error))
    return TRUE;

  g_clear_object (&cli->store);
  g_unlink (cli->database);
  return FALSE;
}

static gboolean
run_demo (GvnCli *cli, GError **error)
{
  cli->store = gvn_demonstration_create (cli->database, error);

  return cli->store != NULL;
}

static gboolean
run_check (GvnCli *cli, GError **error)
{
  GvnStore *store = gvn_cli_open (cli, error);
  g_autoptr (GPtrArray) findings = store != NULL ? gvn_store_check (store, error) : NULL;
  g_autofree char *head = NULL;

  if (findings == NULL)
    return FALSE;

  for (guint i = 0; i < findings->len; i++)
    gvn_cli_print ("%s\n", (char *) findings->pdata[i]);
  if (findings->len > 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_DAMAGED,
                   ngettext ("%u fault was found: restore a backup, or report it",
                             "%u faults were found: restore a backup, or report them", findings->len),
                   findings->len);
      return FALSE;
    }

  head = gvn_store_dup_head_hash (store);
  /* Translators: %s is a checksum */
  gvn_cli_print (_ ("Sound. Journal head: %s\n"), head != NULL ? head : "–");
  return TRUE;
}

static gboolean
run_backup (GvnCli *cli, GError **error)
{
  GvnStore *store = gvn_cli_open (cli, error);

  return store != NULL && gvn_store_backup (store, cli->arguments[0], error);
}

/* A contract too damaged to open is moved away; any other keeps its file. */
static gboolean
run_restore (GvnCli *cli, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *path = g_canonicalize_filename (cli->database, NULL);

  if (gvn_cli_open (cli, &local_error) != NULL)
    return gvn_store_restore (cli->store, cli->arguments[0], error);
  if (g_error_matches (local_error, GVN_ERROR, GVN_ERROR_DAMAGED)
      || g_error_matches (local_error, GVN_ERROR, GVN_ERROR_NOT_FOUND))
    return gvn_backup_restore_damaged (path, cli->arguments[0], error);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

const GvnCliCommand gvn_cli_contract_commands[] = {
  { "init", "--signed D --initialisation D [--months N] --end D [--tracked-since D] [--template FILE]",
    N_ ("Create a contract"), 0, 0, run_init, init_options },
  { "demo", "", N_ ("Create the demonstration contract, seen from 8 March 2028"), 0, 0, run_demo, NULL },
  { "check", "", N_ ("Verify the file, its rules and its journal"), 0, 0, run_check, NULL },
  { "backup", "FILE", N_ ("Make a verified copy"), 1, 1, run_backup, NULL },
  { "restore", "FILE", N_ ("Put a copy’s rows into the contract, keeping the present one among the backups"), 1, 1,
    run_restore, NULL },
  { NULL },
};
