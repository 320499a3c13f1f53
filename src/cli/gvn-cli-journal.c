/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "committees/gvn-meeting.h"
#include "deadlines/gvn-register.h"
#include "store/gvn-history.h"

static char *option_at, *option_by, *option_from, *option_kind, *option_reason, *option_to, *option_words;

static const GOptionEntry list_options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from, NULL, NULL },
  { "to", 0, 0, G_OPTION_ARG_STRING, &option_to, NULL, NULL },
  { "by", 0, 0, G_OPTION_ARG_STRING, &option_by, NULL, NULL },
  { "kind", 0, 0, G_OPTION_ARG_STRING, &option_kind, NULL, NULL },
  { "words", 0, 0, G_OPTION_ARG_STRING, &option_words, NULL, NULL },
  { NULL },
};

static const GOptionEntry correct_options[] = {
  { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, NULL, NULL },
  { NULL },
};

/* One entry of a list. */
static gboolean
print_entry (GvnCli *cli, JsonBuilder *builder, GvnDb *db, gint64 number, GHashTable *undone, GError **error)
{
  g_autoptr (GvnJournalEntry) entry = gvn_history_load (db, number, error);
  g_autofree char *at = entry != NULL ? gvn_instant_to_string (entry->at) : NULL;
  gboolean is_undone = g_hash_table_contains (undone, &number);

  if (entry == NULL)
    return FALSE;
  if (!cli->json)
    gvn_cli_print ("%5" G_GINT64_FORMAT "  %s  %-4s  %s — %s%s\n", entry->number, at, entry->kind, entry->author,
                   entry->label, is_undone ? _ (" (undone)") : "");
  gvn_cli_add_int (builder, "number", entry->number);
  gvn_cli_add_string (builder, "at", at);
  gvn_cli_add_string (builder, "author", entry->author);
  gvn_cli_add_string (builder, "kind", entry->kind);
  gvn_cli_add_string (builder, "label", entry->label);
  gvn_cli_add_int (builder, "target", entry->target);
  gvn_cli_add_bool (builder, "undone", is_undone);
  gvn_cli_add_string (builder, "hash", entry->hash);

  return TRUE;
}

/* What an entry changed, of one object when @kind is given. */
static gboolean
print_changes (GvnCli *cli, JsonBuilder *builder, GvnDb *db, gint64 number, const char *kind, const char *id,
               GError **error)
{
  static const char *const kinds[] = { "added", "removed", "changed" };
  g_autoptr (GPtrArray) changes = gvn_history_list_changes (db, number, kind, id, error);

  if (changes == NULL)
    return FALSE;
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    {
      const GvnHistoryChange *change = changes->pdata[i];
      g_autofree char *text = gvn_history_change_dup_text (change);

      if (!cli->json)
        gvn_cli_print ("       %s, %s — %s\n", change->title, gvn_change_kind_get_label (change->kind), text);
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "change", kinds[change->kind]);
      gvn_cli_add_string (builder, "table", change->table);
      gvn_cli_add_string (builder, "key", change->key);
      gvn_cli_add_string (builder, "title", change->title);
      json_builder_set_member_name (builder, "values");
      json_builder_begin_array (builder);
      for (guint j = 0; j < change->values->len; j++)
        {
          const GvnValueChange *value = change->values->pdata[j];

          json_builder_begin_object (builder);
          gvn_cli_add_string (builder, "label", value->label);
          gvn_cli_add_string (builder, "before", value->before);
          gvn_cli_add_string (builder, "after", value->after);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  return TRUE;
}

static gboolean
check_kind (GvnDb *db, const char *kind, GError **error)
{
  g_autoptr (GPtrArray) kinds = gvn_history_list_object_kinds (db, error);
  g_autofree char *known = NULL;

  if (kinds == NULL)
    return FALSE;
  if (g_ptr_array_find_with_equal_func (kinds, kind, g_str_equal, NULL))
    return TRUE;

  g_ptr_array_add (kinds, NULL);
  known = g_strjoinv (", ", (char **) kinds->pdata);
  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: what the user typed, then the codes that exist */
               _ ("The journal knows no object of the kind “%s”: give one of %s"), kind, known);
  return FALSE;
}

/* The entries of @filter, oldest first, with what they changed of an object when the
 * filter names one. */
static gboolean
print_list (GvnCli *cli, const GvnHistoryFilter *filter, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GHashTable) undone = NULL;
  g_autoptr (GArray) numbers = NULL;

  if (db == NULL || (filter->object_kind != NULL && !check_kind (db, filter->object_kind, error)))
    return FALSE;
  numbers = gvn_history_list (db, filter, error);
  undone = numbers != NULL ? gvn_history_list_undone (db, error) : NULL;
  if (undone == NULL)
    return FALSE;
  if (numbers->len == 0 && filter->object_id != NULL)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: a kind of object and an identifier */
                   _ ("The journal knows no %s “%s”: look for its identifier"), filter->object_kind, filter->object_id);
      return FALSE;
    }

  json_builder_begin_array (builder);
  for (guint i = numbers->len; i > 0; i--)
    {
      gint64 number = g_array_index (numbers, gint64, i - 1);

      json_builder_begin_object (builder);
      if (!print_entry (cli, builder, db, number, undone, error)
          || (filter->object_id != NULL
              && !print_changes (cli, builder, db, number, filter->object_kind, filter->object_id, error)))
        return FALSE;
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
run_list (GvnCli *cli, GError **error)
{
  GvnHistoryFilter filter = { .author = option_by, .words = option_words, .object_kind = option_kind };

  if ((option_from != NULL && !gvn_date_parse (option_from, &filter.from, error))
      || (option_to != NULL && !gvn_date_parse (option_to, &filter.to, error)))
    return FALSE;

  return print_list (cli, &filter, error);
}

static gboolean
run_history (GvnCli *cli, GError **error)
{
  const GvnHistoryFilter filter = { .object_kind = cli->arguments[0], .object_id = cli->arguments[1] };

  return print_list (cli, &filter, error);
}

/* The number of an entry. */
static gboolean
parse_number (const char *text, gint64 *number, GError **error)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT32, &value, NULL))
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("“%s” is no entry of the journal: give its number"), text);
      return FALSE;
    }
  *number = (gint64) value;

  return TRUE;
}

static gboolean
run_show (GvnCli *cli, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GHashTable) undone = NULL;
  gint64 number;
  GvnDb *db;

  if (!parse_number (cli->arguments[0], &number, error))
    return FALSE;
  db = gvn_cli_open_db (cli, error);
  undone = db != NULL ? gvn_history_list_undone (db, error) : NULL;
  if (undone == NULL)
    return FALSE;

  json_builder_begin_object (builder);
  if (!print_entry (cli, builder, db, number, undone, error)
      || !print_changes (cli, builder, db, number, NULL, NULL, error))
    return FALSE;
  json_builder_end_object (builder);
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
  const char *text = cli->arguments[0];
  gint64 number = 0;
  GvnStore *store;

  if (text != NULL && !parse_number (text, &number, error))
    return FALSE;
  store = gvn_cli_open (cli, error);
  if (store == NULL)
    return FALSE;

  return text != NULL ? gvn_store_undo_entry (store, number, cli->author, &cli->now, error)
                      : gvn_store_undo (store, cli->author, &cli->now, error);
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
  g_autoptr (GvnMeeting) meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  g_autoptr (GPtrArray) facts
      = meeting != NULL ? gvn_fact_list (gvn_store_get_db (cli->store), GVN_SUBJECT_MEETING, meeting->id, error) : NULL;
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
  { "journal list", "[--from D] [--to D] [--by NAME] [--kind KIND] [--words W]",
    N_ ("Everything done, oldest first, or what the options choose"), 0, 0, run_list, list_options },
  { "journal show", "NUMBER", N_ ("What an entry changed, in words"), 1, 1, run_show, NULL },
  { "journal history", "KIND ID", N_ ("What was done to an object and what it changed, oldest first"), 2, 2,
    run_history, NULL },
  { "journal verify", "", N_ ("Verify the journal’s chain and print its head"), 0, 0, run_verify, NULL },
  { "journal undo", "[NUMBER]", N_ ("Undo the last command, or one among others"), 0, 1, run_undo, NULL },
  { "journal redo", "", N_ ("Redo what was last undone"), 0, 0, run_redo, NULL },
  { NULL },
};
