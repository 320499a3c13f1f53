/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "committees/gvn-body.h"
#include "contract/gvn-side.h"

/* What the commands about a meeting share: how it is named, and an act on it with its
 * moment, its proof and its document. */

/* The meeting of @body on a day; one that was cancelled only when there is no other. */
static GvnMeeting *
find_on_day (GvnDb *db, const char *body, const char *day, GError **error)
{
  GvnMeetingFilter filter = { .body = body };
  g_autoptr (GvnBody) loaded = NULL;
  g_autoptr (GPtrArray) meetings = NULL;

  if (!gvn_date_parse (day, &filter.from, error))
    return NULL;
  filter.to = filter.from;
  loaded = gvn_body_load (db, body, error);
  meetings = loaded != NULL ? gvn_meeting_list (db, &filter, error) : NULL;
  if (meetings == NULL)
    return NULL;

  for (guint i = meetings->len; meetings->len > 1 && i > 0; i--)
    if (((GvnMeeting *) meetings->pdata[i - 1])->state == GVN_MEETING_CANCELLED)
      g_ptr_array_remove_index (meetings, i - 1);
  if (meetings->len == 1)
    return g_object_ref (meetings->pdata[0]);

  if (meetings->len == 0)
    g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                 /* Translators: the code of a body, a day as typed, the code again */
                 _ ("%s has no meeting on %s: see “meetings list --body %s”"), body, day, body);
  else
    g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                 /* Translators: the code of a body, a day as typed */
                 _ ("%s has several meetings on %s: give the identifier of one"), body, day);
  return NULL;
}

/**
 * gvn_cli_find_meeting:
 * @text: the identifier of a meeting, or the code of its body and its day: COPIL@2026-11-19
 *
 * Returns: (transfer full)
 */
GvnMeeting *
gvn_cli_find_meeting (GvnCli *cli, const char *text, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  const char *at = strrchr (text, '@');
  g_autofree char *body = at != NULL ? g_strndup (text, (gsize) (at - text)) : NULL;

  if (db == NULL)
    return NULL;

  return body != NULL ? find_on_day (db, body, at + 1, error) : gvn_meeting_load (db, text, error);
}

/**
 * gvn_cli_find_meetings:
 *
 * Returns: (transfer full): the identifiers of the meetings the arguments name
 */
GStrv
gvn_cli_find_meetings (GvnCli *cli, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (char **word = cli->arguments; *word != NULL; word++)
    {
      g_autoptr (GvnMeeting) meeting = gvn_cli_find_meeting (cli, *word, error);

      if (meeting == NULL)
        return NULL;
      g_strv_builder_add (ids, meeting->id);
    }

  return g_strv_builder_end (ids);
}

/**
 * gvn_cli_do_on:
 * @act: in the words of the journal: "Add an agenda item"
 * @thing: on what
 *
 * As gvn_cli_do(), the label made of the two.
 */
gboolean
gvn_cli_do_on (GvnCli *cli, const char *act, const char *thing, GvnCommand command, gpointer data, GError **error)
{
  /* Translators: an act, as "Move", and a meeting */
  g_autofree char *label = g_strdup_printf (_ ("%s: %s"), act, thing);

  return gvn_cli_do (cli, label, command, data, error);
}

/* Prints the identifier of what was just added. */
void
gvn_cli_print_id (GvnCli *cli, const char *id)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      gvn_cli_print ("%s\n", id);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", id);
  json_builder_end_object (builder);
  gvn_cli_print_json (builder);
}

/**
 * gvn_cli_do_in:
 *
 * As gvn_cli_do_on(), on a meeting.
 */
gboolean
gvn_cli_do_in (GvnCli *cli, const char *act, GvnMeeting *meeting, GvnCommand command, gpointer data, GError **error)
{
  g_autofree char *title = gvn_meeting_dup_title (meeting);

  return gvn_cli_do_on (cli, act, title, command, data, error);
}

/**
 * gvn_cli_print_added:
 * @words: (transfer full): that in words
 *
 * Prints how much was added.
 */
void
gvn_cli_print_added (GvnCli *cli, guint n, char *words)
{
  g_autofree char *line = words;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      gvn_cli_print ("%s\n", line);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  gvn_cli_add_int (builder, "added", n);
  json_builder_end_object (builder);
  gvn_cli_print_json (builder);
}

/**
 * gvn_cli_dup_text:
 * @word: what was typed; "-" for what comes on the standard input
 *
 * Returns: (transfer full)
 */
char *
gvn_cli_dup_text (const char *word, GError **error)
{
  g_autoptr (GString) text = NULL;
  char block[4096];
  gsize n;

  if (!g_str_equal (word, "-"))
    return g_strdup (word);

  text = g_string_new (NULL);
  while ((n = fread (block, 1, sizeof block, stdin)) > 0)
    g_string_append_len (text, block, (gssize) n);
  if (!g_utf8_validate_len (text->str, text->len, NULL))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("What comes on the standard input is no text: give UTF-8"));
      return NULL;
    }
  if (text->len > 0 && text->str[text->len - 1] == '\n')
    g_string_truncate (text, text->len - 1);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Files ------------------------------------------------------------------------------ */

void
gvn_cli_file_clear (GvnCliFile *self)
{
  g_clear_pointer (&self->hash, g_free);
  g_clear_pointer (&self->name, g_free);
}

/**
 * gvn_cli_keep_file:
 * @file: (out): what the store keeps of it
 */
gboolean
gvn_cli_keep_file (GvnCli *cli, const char *path, GvnCliFile *file, GError **error)
{
  GvnStore *store = gvn_cli_open (cli, error);
  GStatBuf info;

  file->hash = store != NULL ? gvn_store_add_attachment (store, path, error) : NULL;
  if (file->hash == NULL)
    return FALSE;
  file->name = g_path_get_basename (path);
  file->size = g_stat (path, &info) == 0 ? info.st_size : 0;

  return TRUE;
}

/* An act on a meeting ------------------------------------------------------------------ */

void
gvn_cli_act_clear (GvnCliAct *self)
{
  g_clear_object (&self->meeting);
  gvn_cli_file_clear (&self->proof);
  gvn_cli_file_clear (&self->file);
}

/**
 * gvn_cli_act_prepare:
 * @self: empty; its request is filled
 * @words: what was typed about it
 *
 * Reads an act on the meeting the first argument names. Files are kept last, once the
 * rest is known to be right.
 */
gboolean
gvn_cli_act_prepare (GvnCliAct *self, GvnCli *cli, GvnMeetingAct act, const GvnCliActWords *words, GError **error)
{
  GvnMeetingRequest *request = &self->request;

  if ((words->at != NULL && !gvn_instant_parse (words->at, &request->at, error))
      || (words->side != NULL && !gvn_side_check (words->side, error)))
    return FALSE;
  self->meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  if (self->meeting == NULL || (words->proof != NULL && !gvn_cli_keep_file (cli, words->proof, &self->proof, error))
      || (words->file != NULL && !gvn_cli_keep_file (cli, words->file, &self->file, error)))
    return FALSE;

  request->meeting = self->meeting->id;
  request->act = act;
  request->by_name = words->by != NULL ? words->by : cli->author;
  request->by_side = words->side;
  request->proof = self->proof.hash;
  request->proof_name = self->proof.name;
  request->proof_size = self->proof.size;
  request->file = self->file.hash;
  request->file_name = self->file.name;
  request->file_size = self->file.size;
  request->now = &cli->now;

  return TRUE;
}

/**
 * gvn_cli_act_do:
 * @command: what does it
 * @data: its data, which has a copy of the request of @self
 */
gboolean
gvn_cli_act_do (GvnCliAct *self, GvnCli *cli, GvnCommand command, gpointer data, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autofree char *label = db != NULL ? gvn_meeting_dup_label (db, &self->request) : NULL;

  return label != NULL && gvn_cli_do (cli, label, command, data, error);
}

/**
 * gvn_cli_run_act:
 *
 * Does an act on the meeting the first argument names, from what was typed about it.
 */
gboolean
gvn_cli_run_act (GvnCli *cli, GvnMeetingAct act, const GvnCliActWords *words, GError **error)
{
  g_auto (GvnCliAct) self = { .meeting = NULL };

  return gvn_cli_act_prepare (&self, cli, act, words, error)
         && gvn_cli_act_do (&self, cli, gvn_meeting_apply, &self.request, error);
}
