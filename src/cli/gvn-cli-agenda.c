/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "cli/gvn-cli-private.h"
#include "committees/gvn-meeting-document.h"
#include "contract/gvn-side.h"
#include "proceedings/gvn-agenda.h"
#include "proceedings/gvn-minutes.h"

/* No number a user types: the option was not given */
#define UNSET G_MININT

static char *option_at, *option_file, *option_proof, *option_side, *option_text, *option_ticket, *option_title;
static int option_minutes = UNSET;
static gboolean option_markdown;

static const GOptionEntry show_options[] = {
  { "markdown", 0, 0, G_OPTION_ARG_NONE, &option_markdown, NULL, NULL },
  { NULL },
};

static const GOptionEntry add_options[] = {
  { "title", 0, 0, G_OPTION_ARG_STRING, &option_title, NULL, NULL },
  { "text", 0, 0, G_OPTION_ARG_STRING, &option_text, NULL, NULL },
  { "minutes", 0, 0, G_OPTION_ARG_INT, &option_minutes, NULL, NULL },
  { "ticket", 0, 0, G_OPTION_ARG_STRING, &option_ticket, NULL, NULL },
  { "side", 0, 0, G_OPTION_ARG_STRING, &option_side, NULL, NULL },
  { NULL },
};

static const GOptionEntry edit_options[] = {
  { "title", 0, 0, G_OPTION_ARG_STRING, &option_title, NULL, NULL },
  { "text", 0, 0, G_OPTION_ARG_STRING, &option_text, NULL, NULL },
  { "minutes", 0, 0, G_OPTION_ARG_INT, &option_minutes, NULL, NULL },
  { "ticket", 0, 0, G_OPTION_ARG_STRING, &option_ticket, NULL, NULL },
  { NULL },
};

static const GOptionEntry agree_options[] = {
  { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
  { "side", 0, 0, G_OPTION_ARG_STRING, &option_side, NULL, NULL },
  { NULL },
};

static const GOptionEntry send_options[] = {
  { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
  { "file", 0, 0, G_OPTION_ARG_FILENAME, &option_file, NULL, NULL },
  { "proof", 0, 0, G_OPTION_ARG_FILENAME, &option_proof, NULL, NULL },
  { NULL },
};

/**
 * gvn_cli_find_item:
 * @text: the number of an item as the agenda of @meeting shows it, or its identifier
 *
 * Returns: (transfer full): its identifier
 */
char *
gvn_cli_find_item (GvnDb *db, const char *meeting, const char *text, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &number, NULL))
    return g_strdup (text);
  items = gvn_agenda_list (db, meeting, error);
  if (items == NULL)
    return NULL;
  for (guint i = 0; i < items->len; i++)
    if ((guint64) ((GvnAgendaItem *) items->pdata[i])->number == number)
      return g_strdup (((GvnAgendaItem *) items->pdata[i])->id);

  g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
               /* Translators: what the user typed */
               _ ("The agenda has no item %s: see “agenda show”"), text);
  return NULL;
}

/* Showing ---------------------------------------------------------------------------- */

static void
add_item (JsonBuilder *builder, const GvnAgendaItem *item, const char *source_text)
{
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", item->id);
  gvn_cli_add_int (builder, "number", item->number);
  gvn_cli_add_string (builder, "origin", gvn_agenda_origin_to_string (item->origin));
  gvn_cli_add_string (builder, "title", item->title);
  gvn_cli_add_string (builder, "clause", item->clause);
  gvn_cli_add_string (builder, "source", item->source);
  gvn_cli_add_string (builder, "source_text", source_text);
  gvn_cli_add_string (builder, "text", item->text);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; item->files[i] != NULL; i++)
    {
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "name", item->file_names[i]);
      gvn_cli_add_string (builder, "sha256", item->files[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  gvn_cli_add_int (builder, "minutes", item->duration_minutes);
  gvn_cli_add_string (builder, "side", item->proposed_side);
  gvn_cli_add_string (builder, "by", item->proposed_by);
  gvn_cli_add_string (builder, "ticket", item->ticket);
  gvn_cli_add_string (builder, "matter", item->matter);
  gvn_cli_add_string (builder, "verdict", item->verdict);
  gvn_cli_add_bool (builder, "postponed", item->postponed);
  gvn_cli_add_bool (builder, "late", item->late);
  json_builder_end_object (builder);
}

static void
print_item (const GvnAgendaItem *item, const char *source_text)
{
  gvn_cli_print ("%3d. %s — %s", item->number, item->title, gvn_agenda_origin_get_label (item->origin));
  if (item->clause != NULL)
    gvn_cli_print (", %s", item->clause);
  if (item->proposed_side != NULL)
    gvn_cli_print (", %s", gvn_side_get_label (item->proposed_side));
  if (item->duration_minutes > 0)
    /* Translators: minutes of time */
    gvn_cli_print (_ (", %d min"), item->duration_minutes);
  if (item->ticket != NULL)
    gvn_cli_print (", %s", item->ticket);
  if (item->postponed)
    gvn_cli_print (" — %s", _ ("Postponed to the next meeting"));
  gvn_cli_print ("\n     %s\n", item->id);
  if (source_text != NULL)
    gvn_cli_print_indented ("     ", source_text);
  if (item->text != NULL)
    gvn_cli_print_indented ("     ", item->text);
  for (guint i = 0; item->files[i] != NULL; i++)
    gvn_cli_print ("     %s (SHA-256 %s)\n", item->file_names[i], item->files[i]);
}

/* The items that are late, or those that are not. */
static gboolean
show_items (GvnCli *cli, JsonBuilder *builder, GvnMeeting *meeting, GPtrArray *items, gboolean late, GError **error)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < items->len; i++)
    {
      const GvnAgendaItem *item = items->pdata[i];
      g_autoptr (GError) local_error = NULL;
      g_autofree char *source_text = NULL;

      if (item->late != late)
        continue;
      source_text
          = gvn_agenda_dup_source_text (gvn_store_get_db (cli->store), meeting, item->source, &cli->now, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (!cli->json)
        print_item (item, source_text);
      add_item (builder, item, source_text);
    }
  json_builder_end_array (builder);

  return TRUE;
}

static gboolean
has_late (GPtrArray *items)
{
  return items->len > 0 && ((GvnAgendaItem *) items->pdata[items->len - 1])->late;
}

static gboolean
show_agenda (GvnCli *cli, GvnMeeting *meeting, gboolean frozen, GError **error)
{
  g_autoptr (GPtrArray) items = gvn_agenda_list (gvn_store_get_db (cli->store), meeting->id, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *title = gvn_meeting_dup_title (meeting);

  if (items == NULL)
    return FALSE;
  if (!cli->json)
    gvn_cli_print ("%s — %s\n", title, frozen ? _ ("agenda sent, frozen") : _ ("agenda open"));
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "meeting", meeting->id);
  gvn_cli_add_bool (builder, "frozen", frozen);
  json_builder_set_member_name (builder, "items");
  if (!show_items (cli, builder, meeting, items, FALSE, error))
    return FALSE;
  if (!cli->json && has_late (items))
    gvn_cli_print ("%s\n", _ ("Came after the agenda was sent"));
  json_builder_set_member_name (builder, "late_items");
  if (!show_items (cli, builder, meeting, items, TRUE, error))
    return FALSE;
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

/* What was last sent word for word; while nothing was, what would be. */
static char *
dup_markdown (GvnCli *cli, GvnMeeting *meeting, GError **error)
{
  GvnDb *db = gvn_store_get_db (cli->store);
  g_autoptr (GPtrArray) versions = gvn_meeting_document_list (db, meeting->id, GVN_DOCUMENT_AGENDA, error);

  if (versions == NULL)
    return NULL;
  for (guint i = versions->len; i > 0; i--)
    if (((GvnMeetingDocument *) versions->pdata[i - 1])->content != NULL)
      return g_strdup (((GvnMeetingDocument *) versions->pdata[i - 1])->content);

  return gvn_agenda_dup_content (db, meeting->id, &cli->now, error);
}

static gboolean
show_markdown (GvnCli *cli, GvnMeeting *meeting, gboolean frozen, GError **error)
{
  g_autofree char *content = dup_markdown (cli, meeting, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (content == NULL)
    return FALSE;
  if (!cli->json)
    {
      gvn_cli_print ("%s", content);
      return TRUE;
    }
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "meeting", meeting->id);
  gvn_cli_add_bool (builder, "frozen", frozen);
  gvn_cli_add_string (builder, "markdown", content);
  json_builder_end_object (builder);
  gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
run_show (GvnCli *cli, GError **error)
{
  g_autoptr (GvnMeeting) meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  gboolean frozen;

  if (meeting == NULL || !gvn_agenda_is_frozen (gvn_store_get_db (cli->store), meeting->id, &frozen, error))
    return FALSE;

  return option_markdown ? show_markdown (cli, meeting, frozen, error) : show_agenda (cli, meeting, frozen, error);
}

/* Writing ---------------------------------------------------------------------------- */

static gboolean
run_add (GvnCli *cli, GError **error)
{
  g_autoptr (GvnMeeting) meeting = NULL;
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;
  GvnAgendaDraft draft = { .title = option_title,
                           .side = option_side,
                           .by_name = cli->author,
                           .ticket = option_ticket,
                           .duration_minutes = option_minutes != UNSET ? option_minutes : 0 };
  gboolean done;

  if (option_title == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --title: what the item is about"));
      return FALSE;
    }
  meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  text = meeting != NULL && option_text != NULL ? gvn_cli_dup_text (option_text, error) : NULL;
  if (meeting == NULL || (option_text != NULL && text == NULL))
    return FALSE;

  draft.meeting = meeting->id;
  draft.text = text;
  done = gvn_cli_do_in (cli, _ ("Add an agenda item"), meeting, gvn_agenda_propose, &draft, error);
  id = draft.id;
  if (done)
    gvn_cli_print_id (cli, id);

  return done;
}

static gboolean
run_edit (GvnCli *cli, GError **error)
{
  g_autoptr (GvnAgendaItem) item = NULL;
  g_autofree char *text = NULL;
  GvnAgendaDraft draft = { NULL };
  GvnDb *db;

  if (option_title == NULL && option_text == NULL && option_ticket == NULL && option_minutes == UNSET)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give what changes: --title, --text, --minutes or --ticket"));
      return FALSE;
    }
  db = gvn_cli_open_db (cli, error);
  item = db != NULL ? gvn_agenda_load_item (db, cli->arguments[0], error) : NULL;
  text = item != NULL && option_text != NULL ? gvn_cli_dup_text (option_text, error) : NULL;
  if (item == NULL || (option_text != NULL && text == NULL))
    return FALSE;

  draft.item = item->id;
  draft.title = option_title != NULL ? option_title : item->title;
  draft.text = text != NULL ? text : item->text;
  draft.ticket = option_ticket != NULL ? option_ticket : item->ticket;
  draft.duration_minutes = option_minutes != UNSET ? option_minutes : item->duration_minutes;

  return gvn_cli_do_on (cli, _ ("Edit an agenda item"), item->title, gvn_agenda_edit, &draft, error);
}

static gboolean
act_on_item (GvnCli *cli, GvnAgendaAct act, const char *words, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnAgendaItem) item = db != NULL ? gvn_agenda_load_item (db, cli->arguments[0], error) : NULL;
  GvnAgendaRequest request = { .item = cli->arguments[0], .act = act };

  return item != NULL && gvn_cli_do_on (cli, words, item->title, gvn_agenda_item_apply, &request, error);
}

static gboolean
run_remove (GvnCli *cli, GError **error)
{
  return act_on_item (cli, GVN_AGENDA_REMOVE, _ ("Remove an agenda item"), error);
}

static gboolean
run_up (GvnCli *cli, GError **error)
{
  return act_on_item (cli, GVN_AGENDA_RAISE, _ ("Move an agenda item up"), error);
}

static gboolean
run_down (GvnCli *cli, GError **error)
{
  return act_on_item (cli, GVN_AGENDA_LOWER, _ ("Move an agenda item down"), error);
}

static gboolean
run_postpone (GvnCli *cli, GError **error)
{
  return act_on_item (cli, GVN_AGENDA_POSTPONE, _ ("Postpone an agenda item"), error);
}

static gboolean
run_attach (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnAgendaItem) item = db != NULL ? gvn_agenda_load_item (db, cli->arguments[0], error) : NULL;
  g_auto (GvnCliFile) kept = { NULL };
  GvnAgendaFile file;

  if (item == NULL || !gvn_cli_keep_file (cli, cli->arguments[1], &kept, error))
    return FALSE;
  file = (GvnAgendaFile) { .item = item->id, .file = kept.hash, .name = kept.name, .size = kept.size };

  return gvn_cli_do_on (cli, _ ("Attach a file to an agenda item"), item->title, gvn_agenda_attach, &file, error);
}

static gboolean
run_carry (GvnCli *cli, GError **error)
{
  g_autoptr (GvnMeeting) meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  GvnAgendaFill fill = { .now = &cli->now };

  if (meeting == NULL)
    return FALSE;
  fill.meeting = meeting->id;
  if (!gvn_cli_do_in (cli, _ ("Fill the agenda"), meeting, gvn_agenda_fill, &fill, error))
    return FALSE;
  gvn_cli_print_added (cli, fill.n_added,
                       g_strdup_printf (ngettext ("%u item added", "%u items added", fill.n_added), fill.n_added));

  return TRUE;
}

/* Agreement, sending, reception ------------------------------------------------------- */

static gboolean
act (GvnCli *cli, GvnMeetingAct what, GError **error)
{
  const GvnCliActWords words = { .at = option_at, .file = option_file, .proof = option_proof, .side = option_side };

  return gvn_cli_run_act (cli, what, &words, error);
}

static gboolean
run_agree (GvnCli *cli, GError **error)
{
  return act (cli, GVN_ACT_AGENDA_AGREE, error);
}

static gboolean
run_send (GvnCli *cli, GError **error)
{
  return act (cli, GVN_ACT_AGENDA, error);
}

static gboolean
run_receive (GvnCli *cli, GError **error)
{
  return act (cli, GVN_ACT_AGENDA_RECEIVE, error);
}

const GvnCliCommand gvn_cli_agenda_commands[] = {
  { "agenda show", "MEETING [--markdown]", N_ ("The items of an agenda, or the agenda as it is or would be sent"), 1, 1,
    run_show, show_options },
  { "agenda add", "MEETING --title T [--text T|-] [--side SIDE] [--minutes N] [--ticket N]",
    N_ ("Propose an item; once the agenda was sent it is late"), 1, 1, run_add, add_options },
  { "agenda edit", "ITEM [--title T] [--text T|-] [--minutes N] [--ticket N]",
    N_ ("Change what an item says; empty words take theirs away"), 1, 1, run_edit, edit_options },
  { "agenda remove", "ITEM", N_ ("Remove an item the contract does not ask for"), 1, 1, run_remove, NULL },
  { "agenda up", "ITEM", N_ ("Move an item one place up"), 1, 1, run_up, NULL },
  { "agenda down", "ITEM", N_ ("Move an item one place down"), 1, 1, run_down, NULL },
  { "agenda postpone", "ITEM", N_ ("Postpone an item to the next meeting of the body"), 1, 1, run_postpone, NULL },
  { "agenda attach", "ITEM FILE", N_ ("Keep a file that supports an item"), 2, 2, run_attach, NULL },
  { "agenda carry", "MEETING", N_ ("Add the standing items, what was carried over and what was escalated"), 1, 1,
    run_carry, NULL },
  { "agenda agree", "MEETING [--at INSTANT] [--side SIDE]", N_ ("Record that a side agrees to the agenda"), 1, 1,
    run_agree, agree_options },
  { "agenda send", "MEETING [--at INSTANT] [--file FILE] [--proof FILE]",
    N_ ("Record that the agenda was sent, as written here or as a file; it is frozen"), 1, 1, run_send, send_options },
  { "agenda receive", "MEETING [--at INSTANT] [--file FILE] [--proof FILE]", N_ ("Record that the agenda was received"),
    1, 1, run_receive, send_options },
  { NULL },
};
