/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "proceedings/gvn-preparation.h"

static char *option_kind, *option_title, *option_amount, *option_side, *option_position, *option_note;

static const GOptionEntry element_options[] = {
  { "kind", 0, 0, G_OPTION_ARG_STRING, &option_kind, NULL, NULL },
  { "title", 0, 0, G_OPTION_ARG_STRING, &option_title, NULL, NULL },
  { "amount", 0, 0, G_OPTION_ARG_STRING, &option_amount, NULL, NULL },
  { NULL },
};

static const GOptionEntry position_options[] = {
  { "side", 0, 0, G_OPTION_ARG_STRING, &option_side, NULL, NULL },
  { "position", 0, 0, G_OPTION_ARG_STRING, &option_position, NULL, NULL },
  { "note", 0, 0, G_OPTION_ARG_STRING, &option_note, NULL, NULL },
  { NULL },
};

/* Showing ------------------------------------------------------------------------------ */

void
gvn_cli_add_position (JsonBuilder *builder, const char *member, GvnPosition position, const char *note)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "position", gvn_position_to_string (position));
  gvn_cli_add_string (builder, "note", note);
  json_builder_end_object (builder);
}

static void
print_elements (GvnCli *cli, GPtrArray *elements, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "elements");
  json_builder_begin_array (builder);
  for (guint i = 0; i < elements->len; i++)
    {
      const GvnSettlement *element = elements->pdata[i];
      g_autofree char *amount = element->has_amount ? gvn_amount_to_string (element->cents) : NULL;

      if (!cli->json)
        gvn_cli_print ("%s  %s: %s%s%s — %s / %s\n", element->id, gvn_settlement_kind_get_label (element->kind),
                       element->title, amount != NULL ? ", " : "", amount != NULL ? amount : "",
                       gvn_position_get_label (element->contractor), gvn_position_get_label (element->dsiun));
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "id", element->id);
      gvn_cli_add_string (builder, "kind", gvn_settlement_kind_to_string (element->kind));
      gvn_cli_add_string (builder, "title", element->title);
      gvn_cli_add_string (builder, "amount", amount);
      gvn_cli_add_position (builder, "contractor", element->contractor, element->contractor_note);
      gvn_cli_add_position (builder, "dsiun", element->dsiun, element->dsiun_note);
      gvn_cli_add_string (builder, "file", element->file_name);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_sentences (GvnCli *cli, JsonBuilder *builder, const char *member, GPtrArray *sentences)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < sentences->len; i++)
    {
      if (!cli->json)
        gvn_cli_print ("%s\n", (char *) sentences->pdata[i]);
      json_builder_add_string_value (builder, sentences->pdata[i]);
    }
  json_builder_end_array (builder);
}

static void
add_quarter (JsonBuilder *builder, const GvnPreparation *preparation)
{
  json_builder_set_member_name (builder, "quarter");
  if (!preparation->settles_quarter)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  gvn_cli_add_date (builder, "from", &preparation->quarter.first);
  gvn_cli_add_date (builder, "to", &preparation->quarter.last);
  json_builder_set_member_name (builder, "scored");
  json_builder_add_boolean_value (builder, preparation->quarter.scored);
  json_builder_end_object (builder);
}

static void
print_changes (GvnCli *cli, GPtrArray *changes, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    {
      const GvnPreparationChange *change = changes->pdata[i];
      g_autofree char *day = gvn_date_to_string (&change->day);

      if (!cli->json)
        gvn_cli_print ("%s  %s%s%s\n", day, change->title, change->source != NULL ? " — " : "",
                       change->source != NULL ? change->source : "");
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "kind", change->kind);
      gvn_cli_add_string (builder, "day", day);
      gvn_cli_add_string (builder, "title", change->title);
      gvn_cli_add_string (builder, "source", change->source);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static gboolean
run_show (GvnCli *cli, GError **error)
{
  g_autoptr (GvnMeeting) meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  GvnDb *db = meeting != NULL ? gvn_cli_open_db (cli, error) : NULL;
  g_autoptr (GvnPreparation) preparation = db != NULL ? gvn_preparation_load (db, meeting->id, &cli->now, error) : NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  GDate since;

  changes = preparation != NULL ? gvn_preparation_list_changes (db, preparation->meeting, &since, error) : NULL;
  if (changes == NULL)
    return FALSE;

  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "meeting", preparation->meeting->id);
  gvn_cli_add_string (builder, "body", preparation->meeting->body);
  gvn_cli_add_local (builder, "start", &preparation->meeting->start);
  add_quarter (builder, preparation);
  print_elements (cli, preparation->elements, builder);
  print_sentences (cli, builder, "missing", preparation->missing);
  print_sentences (cli, builder, "remarks", preparation->remarks);
  gvn_cli_add_date (builder, "since", &since);
  print_changes (cli, changes, builder);
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

/* Elements ----------------------------------------------------------------------------- */

static gboolean
read_element (GvnSettlementDraft *draft, GError **error)
{
  if (option_kind != NULL && !gvn_settlement_kind_parse (option_kind, &draft->kind))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what the user typed; the codes stay as they are */
                   _ ("“%s” is no kind: give service, indicator, billing, penalty, bonus or malus"), option_kind);
      return FALSE;
    }
  if (option_amount == NULL)
    return TRUE;
  draft->has_amount = *option_amount != '\0';

  return !draft->has_amount || gvn_amount_parse (option_amount, &draft->cents, error);
}

static gboolean
run_add (GvnCli *cli, GError **error)
{
  GvnSettlementDraft draft = { .title = option_title };
  g_autoptr (GvnMeeting) meeting = NULL;
  g_autofree char *id = NULL;
  gboolean done;

  if (option_kind == NULL || option_title == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --kind and --title: what is to be settled"));
      return FALSE;
    }
  if (!read_element (&draft, error))
    return FALSE;
  meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  if (meeting == NULL)
    return FALSE;

  draft.meeting = meeting->id;
  done = gvn_cli_do_in (cli, _ ("Add an element to settle"), meeting, gvn_settlement_save, &draft, error);
  id = draft.id;
  if (done)
    gvn_cli_print_id (cli, id);

  return done;
}

/* What is not given stays as it is. */
static gboolean
run_edit (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnSettlement) element = db != NULL ? gvn_settlement_load (db, cli->arguments[0], error) : NULL;
  GvnSettlementDraft draft;

  if (element == NULL)
    return FALSE;
  draft = (GvnSettlementDraft) { .id = element->id,
                                 .kind = element->kind,
                                 .title = option_title != NULL ? option_title : element->title,
                                 .has_amount = element->has_amount,
                                 .cents = element->cents };

  return read_element (&draft, error)
         && gvn_cli_do (cli, _ ("Change an element to settle"), gvn_settlement_save, &draft, error);
}

static gboolean
run_remove (GvnCli *cli, GError **error)
{
  return gvn_cli_do (cli, _ ("Remove an element to settle"), gvn_settlement_remove, cli->arguments[0], error);
}

static gboolean
run_move (GvnCli *cli, GError **error)
{
  GvnSettlementMove move = { .id = cli->arguments[0] };
  int place;

  if (!gvn_cli_parse_int (cli->arguments[1], 1, G_MAXINT, &place, error))
    return FALSE;
  move.position = (guint) place - 1;

  return gvn_cli_do (cli, _ ("Move an element to settle"), gvn_settlement_move, &move, error);
}

static gboolean
run_copy (GvnCli *cli, GError **error)
{
  g_autoptr (GvnMeeting) meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  GvnSettlementCopy copy = { .meeting = NULL };

  if (meeting == NULL)
    return FALSE;
  copy.meeting = meeting->id;
  if (!gvn_cli_do_in (cli, _ ("Copy the elements of the previous COPIL"), meeting, gvn_settlement_copy_previous, &copy,
                      error))
    return FALSE;
  gvn_cli_print_added (
      cli, copy.n_copied,
      g_strdup_printf (ngettext ("%u element added", "%u elements added", copy.n_copied), copy.n_copied));

  return TRUE;
}

static gboolean
run_position (GvnCli *cli, GError **error)
{
  GvnSettlementPosition position = { .id = cli->arguments[0], .side = option_side, .note = option_note };

  if (option_side == NULL || !gvn_position_parse (option_position, &position.position))
    {
      g_set_error (error, GVN_CLI_USAGE, 0,
                   _ ("Give --side contractor or dsiun, and --position awaited, provided, agreed or contested"));
      return FALSE;
    }

  return gvn_cli_do (cli, _ ("Say where a party stands"), gvn_settlement_set_position, &position, error);
}

const GvnCliCommand gvn_cli_preparation_commands[] = {
  { "preparation show", "MEETING",
    N_ ("What a COPIL has to settle, what is missing, what changed since the last meeting"), 1, 1, run_show, NULL },
  { "preparation add", "MEETING --kind KIND --title T [--amount 1234.56]", N_ ("Add an element to settle"), 1, 1,
    run_add, element_options },
  { "preparation edit", "ELEMENT [--kind KIND] [--title T] [--amount 1234.56]", N_ ("Change an element to settle"), 1,
    1, run_edit, element_options },
  { "preparation move", "ELEMENT PLACE", N_ ("Move an element to settle"), 2, 2, run_move, NULL },
  { "preparation remove", "ELEMENT", N_ ("Remove an element to settle"), 1, 1, run_remove, NULL },
  { "preparation copy", "MEETING", N_ ("Copy the elements of the previous COPIL"), 1, 1, run_copy, NULL },
  { "preparation position", "ELEMENT --side contractor|dsiun --position POSITION [--note T]",
    N_ ("Say where a party stands"), 1, 1, run_position, position_options },
  { NULL },
};
