/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "committees/gvn-meeting.h"
#include "deadlines/gvn-register.h"

static char *option_at, *option_reason;

static const GOptionEntry correct_options[] = {
  { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, NULL, NULL },
  { NULL },
};

static gboolean
run_list (GvnCli *cli, GError **error)
{
  GvnStore *store = gvn_cli_open (cli, error);
  g_autoptr (GPtrArray) entries = store != NULL ? gvn_store_list_journal (store, 0, G_MAXINT, error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (entries == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = entries->len; i > 0; i--)
    {
      const GvnJournalEntry *entry = entries->pdata[i - 1];
      g_autofree char *at = gvn_instant_to_string (entry->at);

      if (!cli->json)
        gvn_cli_print ("%5" G_GINT64_FORMAT "  %s  %-4s  %s — %s%s\n", entry->number, at, entry->kind, entry->author,
                       entry->label, entry->undone ? _ (" (undone)") : "");
      json_builder_begin_object (builder);
      gvn_cli_add_int (builder, "number", entry->number);
      gvn_cli_add_string (builder, "at", at);
      gvn_cli_add_string (builder, "author", entry->author);
      gvn_cli_add_string (builder, "kind", entry->kind);
      gvn_cli_add_string (builder, "label", entry->label);
      gvn_cli_add_int (builder, "target", entry->target);
      gvn_cli_add_string (builder, "hash", entry->hash);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
run_verify (GvnCli *cli, GError **error)
{
  GvnStore *store = gvn_cli_open (cli, error);
  g_autofree char *head = NULL;

  if (store == NULL || !gvn_store_verify_journal (store, error))
    return FALSE;

  head = gvn_store_dup_head_hash (store);
  gvn_cli_print ("%s\n", head != NULL ? head : "–");
  return TRUE;
}

static gboolean
run_undo (GvnCli *cli, GError **error)
{
  GvnStore *store = gvn_cli_open (cli, error);

  return store != NULL && gvn_store_undo (store, cli->author, &cli->now, error);
}

static gboolean
run_redo (GvnCli *cli, GError **error)
{
  GvnStore *store = gvn_cli_open (cli, error);

  return store != NULL && gvn_store_redo (store, cli->author, &cli->now, error);
}

static gboolean
run_facts_list (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GPtrArray) facts = db != NULL ? gvn_fact_list (db, GVN_SUBJECT_MEETING, cli->arguments[0], error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (facts == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < facts->len; i++)
    {
      const GvnFact *fact = facts->pdata[i];
      g_autofree char *at = gvn_instant_to_string (fact->at);

      if (!cli->json)
        gvn_cli_print ("%s  %s  %s — %s%s\n", fact->id, at, gvn_fact_kind_get_label (fact->kind), fact->by_name,
                       fact->corrected ? _ (" (corrected)") : "");
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "id", fact->id);
      gvn_cli_add_string (builder, "kind", fact->kind);
      gvn_cli_add_string (builder, "at", at);
      gvn_cli_add_string (builder, "by", fact->by_name);
      gvn_cli_add_string (builder, "proof", fact->proof);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
run_facts_correct (GvnCli *cli, GError **error)
{
  GvnFactCorrection correction
      = { .fact = cli->arguments[0], .reason = option_reason, .author = cli->author, .now = &cli->now };
  GvnStore *store;
  g_autoptr (GPtrArray) consequences = NULL;

  if (option_at == NULL || option_reason == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --at and --reason"));
      return FALSE;
    }
  if (!gvn_instant_parse (option_at, &correction.at, error))
    return FALSE;

  store = gvn_cli_open (cli, error);
  consequences = store != NULL ? gvn_register_preview_correction (store, &correction, error) : NULL;
  if (consequences == NULL)
    return FALSE;
  if (!gvn_cli_do (cli, _ ("Correct a fact"), gvn_register_correct_fact, &correction, error))
    return FALSE;
  for (guint i = 0; i < consequences->len; i++)
    gvn_cli_print ("%s\n", (char *) consequences->pdata[i]);

  return TRUE;
}

const GvnCliCommand gvn_cli_journal_commands[] = {
  { "facts list", "MEETING", N_ ("The facts of a meeting"), 1, 1, run_facts_list, NULL },
  { "facts correct", "ID --at INSTANT --reason T", N_ ("Rectify a fact, saying what it changes; both values stay"), 1,
    1, run_facts_correct, correct_options },
  { "journal list", "", N_ ("Everything done, oldest first"), 0, 0, run_list, NULL },
  { "journal verify", "", N_ ("Verify the journal’s chain and print its head"), 0, 0, run_verify, NULL },
  { "journal undo", "", N_ ("Undo the last command"), 0, 0, run_undo, NULL },
  { "journal redo", "", N_ ("Redo what was last undone"), 0, 0, run_redo, NULL },
  { NULL },
};
