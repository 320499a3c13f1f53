/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "cli/gvn-cli-private.h"
#include "contract/gvn-side.h"
#include "proceedings/gvn-minutes.h"

static char *option_at, *option_by, *option_file, *option_item, *option_proof, *option_reason, *option_side,
    *option_text;
static int option_version;
static gboolean option_markdown, option_refuse;

static const GOptionEntry show_options[] = {
  { "version", 0, 0, G_OPTION_ARG_INT, &option_version, NULL, NULL },
  { "markdown", 0, 0, G_OPTION_ARG_NONE, &option_markdown, NULL, NULL },
  { NULL },
};

static const GOptionEntry write_options[] = {
  { "item", 0, 0, G_OPTION_ARG_STRING, &option_item, NULL, NULL },
  { "text", 0, 0, G_OPTION_ARG_STRING, &option_text, NULL, NULL },
  { NULL },
};

static const GOptionEntry send_options[] = {
  { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
  { "file", 0, 0, G_OPTION_ARG_FILENAME, &option_file, NULL, NULL },
  { "proof", 0, 0, G_OPTION_ARG_FILENAME, &option_proof, NULL, NULL },
  { NULL },
};

static const GOptionEntry remark_options[] = {
  { "text", 0, 0, G_OPTION_ARG_STRING, &option_text, NULL, NULL },
  { "item", 0, 0, G_OPTION_ARG_STRING, &option_item, NULL, NULL },
  { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
  { "by", 0, 0, G_OPTION_ARG_STRING, &option_by, NULL, NULL },
  { "side", 0, 0, G_OPTION_ARG_STRING, &option_side, NULL, NULL },
  { "proof", 0, 0, G_OPTION_ARG_FILENAME, &option_proof, NULL, NULL },
  { NULL },
};

static const GOptionEntry answer_options[] = {
  { "refuse", 0, 0, G_OPTION_ARG_NONE, &option_refuse, NULL, NULL },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, NULL, NULL },
  { NULL },
};

static const GOptionEntry validate_options[] = {
  { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
  { "by", 0, 0, G_OPTION_ARG_STRING, &option_by, NULL, NULL },
  { "side", 0, 0, G_OPTION_ARG_STRING, &option_side, NULL, NULL },
  { "proof", 0, 0, G_OPTION_ARG_FILENAME, &option_proof, NULL, NULL },
  { NULL },
};

static const GOptionEntry sign_options[] = {
  { "at", 0, 0, G_OPTION_ARG_STRING, &option_at, NULL, NULL },
  { "proof", 0, 0, G_OPTION_ARG_FILENAME, &option_proof, NULL, NULL },
  { NULL },
};

/* Showing ---------------------------------------------------------------------------- */

static void
print_remark (const GvnRemark *remark)
{
  g_autofree char *at = gvn_instant_to_string (remark->at);

  gvn_cli_print ("  %s  %s  %s", remark->fact, at, remark->by_name);
  if (remark->by_side != NULL)
    gvn_cli_print (" (%s)", gvn_side_get_label (remark->by_side));
  gvn_cli_print (", %s\n", remark->in_time ? _ ("remark in time") : _ ("late remark"));
  gvn_cli_print_indented ("    ", remark->text);
  if (g_strcmp0 (remark->answer, "refused") == 0)
    /* Translators: a name and a reason */
    gvn_cli_print (_ ("    refused by %s: %s\n"), remark->answered_by, remark->answer_note);
  else if (remark->answer != NULL)
    /* Translators: a name */
    gvn_cli_print (_ ("    answered by %s: the next version\n"), remark->answered_by);
  else if (remark->in_time)
    gvn_cli_print ("%s", _ ("    waits for its answer\n"));
}

static void
add_remark (JsonBuilder *builder, const GvnRemark *remark)
{
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", remark->fact);
  gvn_cli_add_instant (builder, "at", remark->at);
  gvn_cli_add_string (builder, "by", remark->by_name);
  gvn_cli_add_string (builder, "side", remark->by_side);
  gvn_cli_add_string (builder, "item", remark->item);
  gvn_cli_add_string (builder, "text", remark->text);
  gvn_cli_add_bool (builder, "in_time", remark->in_time);
  gvn_cli_add_string (builder, "answer", remark->answer);
  gvn_cli_add_string (builder, "reason", remark->answer_note);
  gvn_cli_add_string (builder, "answered_by", remark->answered_by);
  gvn_cli_add_instant (builder, "answered_at", remark->answered_at);
  json_builder_end_object (builder);
}

static void
print_signer (const GvnSigner *signer)
{
  g_autofree char *at = signer->fact != NULL ? gvn_instant_to_string (signer->at) : NULL;

  gvn_cli_print ("  %s  %s", signer->attendance, signer->name);
  if (signer->represented_by != NULL)
    gvn_cli_print (" → %s", signer->represented_by);
  if (at != NULL)
    /* Translators: a moment */
    gvn_cli_print (_ (" — validated on %s\n"), at);
  else
    gvn_cli_print ("%s", _ (" — validation awaited\n"));
}

static void
add_signer (JsonBuilder *builder, const GvnSigner *signer)
{
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", signer->attendance);
  gvn_cli_add_string (builder, "name", signer->name);
  gvn_cli_add_string (builder, "represented_by", signer->represented_by);
  gvn_cli_add_instant (builder, "at", signer->fact != NULL ? signer->at : 0);
  json_builder_end_object (builder);
}

static void
print_version (const GvnMinutesVersion *version)
{
  g_autofree char *words = gvn_minutes_describe (version);

  gvn_cli_print ("%s\n", words);
  if (version->document->file_name != NULL)
    gvn_cli_print ("  %s\n", version->document->file_name);
  if (version->document->hash != NULL)
    gvn_cli_print ("  SHA-256 %s\n", version->document->hash);
  for (guint i = 0; i < version->remarks->len; i++)
    print_remark (version->remarks->pdata[i]);
  for (guint i = 0; i < version->signers->len; i++)
    print_signer (version->signers->pdata[i]);
}

/* When a fact of @kind happened to the version. */
static void
add_moment (JsonBuilder *builder, const char *member, const GvnMinutesVersion *version, const char *kind)
{
  const GvnFact *fact = gvn_meeting_document_find_fact (version->document, kind);

  gvn_cli_add_instant (builder, member, fact != NULL ? fact->at : 0);
}

static void
add_version (JsonBuilder *builder, const GvnMinutesVersion *version)
{
  g_autofree char *words = gvn_minutes_describe (version);

  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", version->document->id);
  gvn_cli_add_int (builder, "number", version->document->number);
  gvn_cli_add_string (builder, "state", gvn_minutes_state_to_string (version->state));
  gvn_cli_add_string (builder, "words", words);
  gvn_cli_add_date (builder, "due", &version->due);
  gvn_cli_add_string (builder, "hash", version->document->hash);
  gvn_cli_add_string (builder, "file", version->document->file_name);
  add_moment (builder, "sent", version, "minutes_sent");
  add_moment (builder, "received", version, "minutes_received");
  add_moment (builder, "validated", version, "minutes_validated");
  json_builder_set_member_name (builder, "remarks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < version->remarks->len; i++)
    add_remark (builder, version->remarks->pdata[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "signers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < version->signers->len; i++)
    add_signer (builder, version->signers->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* The version the option names, the last one without it. */
static const GvnMinutesVersion *
find_version (GvnMeeting *meeting, GPtrArray *versions, GError **error)
{
  g_autofree char *title = NULL;

  for (guint i = versions->len; i > 0; i--)
    {
      const GvnMinutesVersion *version = versions->pdata[i - 1];

      if (option_version == 0 || version->document->number == option_version)
        return version;
    }

  title = gvn_meeting_dup_title (meeting);
  if (option_version == 0)
    g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                 /* Translators: a meeting */
                 _ ("%s has no minutes yet: see “minutes write” and “minutes send”"), title);
  else
    g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                 /* Translators: a meeting and the number of a version */
                 _ ("%s has no version %d of its minutes: see “minutes show”"), title, option_version);
  return NULL;
}

/* What was sent word for word; a draft as it would be. */
static gboolean
show_markdown (GvnCli *cli, GvnMeeting *meeting, const GvnMinutesVersion *version, GError **error)
{
  const GvnMeetingDocument *document = version->document;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *content = NULL;

  if (document->file != NULL)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   /* Translators: the number of a version and the name of a file */
                   _ ("Version %d is the file %s, not written here: open the file"), document->number,
                   document->file_name);
      return FALSE;
    }
  content = document->content != NULL
                ? g_strdup (document->content)
                : gvn_minutes_dup_content (gvn_store_get_db (cli->store), meeting->id, document->id, error);
  if (content == NULL)
    return FALSE;
  if (!cli->json)
    {
      gvn_cli_print ("%s", content);
      return TRUE;
    }
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "meeting", meeting->id);
  gvn_cli_add_int (builder, "number", document->number);
  gvn_cli_add_string (builder, "hash", document->hash);
  gvn_cli_add_string (builder, "markdown", content);
  json_builder_end_object (builder);
  gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
show_versions (GvnCli *cli, GvnMeeting *meeting, GPtrArray *versions, GError **error)
{
  static const char *const rules[]
      = { [GVN_MINUTES_NONE] = "none", [GVN_MINUTES_TACIT] = "tacit", [GVN_MINUTES_SIGNED] = "signed" };
  GvnDb *db = gvn_store_get_db (cli->store);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *side = gvn_minutes_dup_owner_side (db, meeting, error);
  g_autofree char *title = gvn_meeting_dup_title (meeting);
  GvnMinutesRule rule;

  if (side == NULL || !gvn_minutes_find_rule (db, meeting, &rule, error))
    return FALSE;
  if (!cli->json)
    /* Translators: a meeting and a side of the contract */
    gvn_cli_print (_ ("%s — minutes written by: %s\n"), title, gvn_side_get_label (side));
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "meeting", meeting->id);
  gvn_cli_add_string (builder, "writer", side);
  gvn_cli_add_string (builder, "validation", rules[rule]);
  json_builder_set_member_name (builder, "versions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < versions->len; i++)
    {
      const GvnMinutesVersion *version = versions->pdata[i];

      if (option_version != 0 && version->document->number != option_version)
        continue;
      if (!cli->json)
        print_version (version);
      add_version (builder, version);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
run_show (GvnCli *cli, GError **error)
{
  g_autoptr (GvnMeeting) meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  g_autoptr (GPtrArray) versions
      = meeting != NULL ? gvn_minutes_list (gvn_store_get_db (cli->store), meeting->id, &cli->now, error) : NULL;
  const GvnMinutesVersion *version = NULL;

  if (versions == NULL)
    return FALSE;
  if (option_version != 0 || option_markdown)
    {
      version = find_version (meeting, versions, error);
      if (version == NULL)
        return FALSE;
    }

  return option_markdown ? show_markdown (cli, meeting, version, error) : show_versions (cli, meeting, versions, error);
}

/* Writing, sending, reception ------------------------------------------------------------ */

static gboolean
check_text (GError **error)
{
  if (option_text != NULL)
    return TRUE;

  g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --text: the words, or - for the standard input"));
  return FALSE;
}

/* The identifier of the item the option names; %NULL when it was not given. */
static gboolean
find_item (GvnCli *cli, const char *meeting, char **id, GError **error)
{
  *id = option_item != NULL ? gvn_cli_find_item (gvn_store_get_db (cli->store), meeting, option_item, error) : NULL;

  return option_item == NULL || *id != NULL;
}

static gboolean
run_write (GvnCli *cli, GError **error)
{
  g_autoptr (GvnMeeting) meeting = NULL;
  g_autofree char *item = NULL;
  g_autofree char *text = NULL;
  GvnMinutesEdit edit;

  if (!check_text (error))
    return FALSE;
  meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  if (meeting == NULL || !find_item (cli, meeting->id, &item, error))
    return FALSE;
  text = gvn_cli_dup_text (option_text, error);
  if (text == NULL)
    return FALSE;

  edit = (GvnMinutesEdit) { .meeting = meeting->id, .item = item, .text = text };
  return gvn_cli_do_in (cli, _ ("Write the minutes"), meeting, gvn_minutes_write, &edit, error);
}

/* What was typed about an act. */
static GvnCliActWords
act_words (void)
{
  return (GvnCliActWords) {
    .at = option_at, .file = option_file, .proof = option_proof, .by = option_by, .side = option_side
  };
}

static gboolean
act (GvnCli *cli, GvnMeetingAct what, GError **error)
{
  const GvnCliActWords words = act_words ();

  return gvn_cli_run_act (cli, what, &words, error);
}

static gboolean
run_send (GvnCli *cli, GError **error)
{
  return act (cli, GVN_ACT_MINUTES_SEND, error);
}

static gboolean
run_receive (GvnCli *cli, GError **error)
{
  return act (cli, GVN_ACT_MINUTES_RECEIVE, error);
}

static gboolean
run_validate (GvnCli *cli, GError **error)
{
  const GvnCliActWords words = act_words ();
  g_auto (GvnCliAct) self = { .meeting = NULL };

  return gvn_cli_act_prepare (&self, cli, GVN_ACT_MINUTES_VALIDATE, &words, error)
         && gvn_cli_act_do (&self, cli, gvn_minutes_validate, &self.request, error);
}

/* Remarks and validations ----------------------------------------------------------------- */

static gboolean
run_remark (GvnCli *cli, GError **error)
{
  const GvnCliActWords words = act_words ();
  g_auto (GvnCliAct) self = { .meeting = NULL };
  g_autofree char *item = NULL;
  g_autofree char *text = NULL;
  GvnRemarkDraft draft;

  if (!check_text (error) || !gvn_cli_act_prepare (&self, cli, GVN_ACT_MINUTES_REMARK, &words, error)
      || !find_item (cli, self.meeting->id, &item, error))
    return FALSE;
  text = gvn_cli_dup_text (option_text, error);
  if (text == NULL)
    return FALSE;

  draft = (GvnRemarkDraft) { .request = self.request, .item = item, .text = text };
  return gvn_cli_act_do (&self, cli, gvn_minutes_remark, &draft, error);
}

static gboolean
run_answer (GvnCli *cli, GError **error)
{
  GvnRemarkAnswer answer = { .remark = cli->arguments[0],
                             .refuse = option_refuse,
                             .note = option_reason,
                             .by_name = cli->author,
                             .now = &cli->now };

  if (option_reason != NULL && !option_refuse)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("A reason goes with a refusal: give --refuse, or leave --reason out"));
      return FALSE;
    }

  return gvn_cli_do (cli, option_refuse ? _ ("Refuse a remark") : _ ("Answer a remark"), gvn_minutes_answer, &answer,
                     error);
}

static gboolean
run_sign (GvnCli *cli, GError **error)
{
  const GvnCliActWords words = act_words ();
  g_auto (GvnCliAct) self = { .meeting = NULL };
  g_autoptr (GvnAttendance) seat = NULL;
  GvnSigning signing;

  if (!gvn_cli_act_prepare (&self, cli, GVN_ACT_MINUTES_SIGN, &words, error))
    return FALSE;
  seat = gvn_cli_find_seat (gvn_store_get_db (cli->store), self.meeting->id, cli->arguments[1], error);
  if (seat == NULL)
    return FALSE;

  signing = (GvnSigning) { .request = self.request, .attendance = seat->id };
  return gvn_cli_act_do (&self, cli, gvn_minutes_sign, &signing, error);
}

const GvnCliCommand gvn_cli_minutes_commands[] = {
  { "minutes show", "MEETING [--version N] [--markdown]",
    N_ ("The versions of the minutes, where each is in its life, or what one says"), 1, 1, run_show, show_options },
  { "minutes write", "MEETING [--item N|ID] --text T|-",
    N_ ("Write the minutes, or what they say under an item; once sent it begins a new version"), 1, 1, run_write,
    write_options },
  { "minutes send", "MEETING [--at INSTANT] [--file FILE] [--proof FILE]",
    N_ ("Record that the minutes were sent, as written here or as a file"), 1, 1, run_send, send_options },
  { "minutes receive", "MEETING [--at INSTANT] [--file FILE] [--proof FILE]",
    N_ ("Record that the minutes were received"), 1, 1, run_receive, send_options },
  { "minutes remark", "MEETING --text T|- [--item N|ID] [--at INSTANT] [--by NAME] [--side SIDE] [--proof FILE]",
    N_ ("Record a remark on the minutes, at the moment it really came"), 1, 1, run_remark, remark_options },
  { "minutes answer", "REMARK [--refuse --reason R]",
    N_ ("Answer a remark by a new version, or refuse it, which is a disagreement"), 1, 1, run_answer, answer_options },
  { "minutes sign", "MEETING NAME|ID [--at INSTANT] [--proof FILE]",
    N_ ("Record that a participant validated the minutes"), 2, 2, run_sign, sign_options },
  { "minutes validate", "MEETING [--at INSTANT] [--by NAME] [--side SIDE] [--proof FILE]",
    N_ ("Record that the minutes were validated"), 1, 1, run_validate, validate_options },
  { NULL },
};
