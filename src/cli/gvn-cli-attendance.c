/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "contract/gvn-side.h"

static char *option_by, *option_name, *option_reason, *option_side;

static const GOptionEntry set_options[] = {
  { "by", 0, 0, G_OPTION_ARG_STRING, &option_by, NULL, NULL },
  { NULL },
};

static const GOptionEntry call_options[] = {
  { "name", 0, 0, G_OPTION_ARG_STRING, &option_name, NULL, NULL },
  { "side", 0, 0, G_OPTION_ARG_STRING, &option_side, NULL, NULL },
  { NULL },
};

static const GOptionEntry object_options[] = {
  { "side", 0, 0, G_OPTION_ARG_STRING, &option_side, NULL, NULL },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, NULL, NULL },
  { NULL },
};

/* Seats by name ------------------------------------------------------------------------ */

/* How well what was typed names a seat: the identifier, the whole name, a part of how it
 * is told. */
typedef enum
{
  MATCH_NONE,
  MATCH_PART,
  MATCH_NAME,
  MATCH_ID,
} Match;

/* "Name (role, perimeter)"; a seat nobody holds is called as its role. */
static char *
describe_seat (const GvnAttendance *seat)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (seat->role_label != NULL && !g_str_equal (seat->role_label, seat->name))
    g_string_append (words, seat->role_label);
  if (seat->perimeter != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", seat->perimeter);

  return words->len > 0 ? g_strdup_printf ("%s (%s)", seat->name, words->str) : g_strdup (seat->name);
}

static Match
match_seat (const GvnAttendance *seat, const char *text, const char *folded)
{
  g_autofree char *words = describe_seat (seat);
  g_autofree char *name = g_utf8_casefold (seat->name, -1);
  g_autofree char *told = g_utf8_casefold (words, -1);

  if (g_str_equal (seat->id, text))
    return MATCH_ID;
  if (g_str_equal (name, folded) || g_str_equal (told, folded))
    return MATCH_NAME;

  return *folded != '\0' && strstr (told, folded) != NULL ? MATCH_PART : MATCH_NONE;
}

static void
refuse_seat (const char *text, GPtrArray *matching, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (matching->len == 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: what the user typed */
                   _ ("Nobody called “%s” sits in this meeting: see “attendance show”"), text);
      return;
    }
  for (guint i = 0; i < matching->len; i++)
    {
      g_autofree char *words = describe_seat (matching->pdata[i]);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", words);
    }
  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: what the user typed, then names with their roles */
               _ ("“%s” names several: %s; give the identifier of one or more of the name"), text, names->str);
}

/**
 * gvn_cli_find_seat:
 * @text: the identifier of a seat of @meeting, a name, or a part of a name or of a role
 *   that only one of them has
 *
 * Returns: (transfer full)
 */
GvnAttendance *
gvn_cli_find_seat (GvnDb *db, const char *meeting, const char *text, GError **error)
{
  g_autoptr (GPtrArray) seats = gvn_attendance_list (db, meeting, error);
  g_autoptr (GPtrArray) matching = g_ptr_array_new ();
  g_autofree char *folded = g_utf8_casefold (text, -1);
  Match best = MATCH_PART;
  guint place;

  for (guint i = 0; seats != NULL && i < seats->len; i++)
    {
      Match match = match_seat (seats->pdata[i], text, folded);

      if (match > best)
        {
          best = match;
          g_ptr_array_set_size (matching, 0);
        }
      if (match == best)
        g_ptr_array_add (matching, seats->pdata[i]);
    }
  if (seats == NULL)
    return NULL;
  if (matching->len != 1)
    {
      refuse_seat (text, matching, error);
      return NULL;
    }

  return g_ptr_array_find (seats, matching->pdata[0], &place) ? g_ptr_array_steal_index (seats, place) : NULL;
}

/* Showing -------------------------------------------------------------------------------- */

static void
print_seat (const GvnAttendance *seat)
{
  g_autofree char *words = describe_seat (seat);

  gvn_cli_print ("%s  %s — %s", seat->id, gvn_attendance_state_get_label (seat->state), words);
  if (seat->represented_by != NULL)
    gvn_cli_print (" → %s", seat->represented_by);
  gvn_cli_print (" — %s", gvn_side_get_label (seat->side));
  if (seat->objection != NULL)
    /* Translators: a side of the contract, and its reason */
    gvn_cli_print (_ (" — %s objects: %s"), gvn_side_get_label (seat->objection_side), seat->objection);
  gvn_cli_print ("\n");
}

static void
add_seat (JsonBuilder *builder, const GvnAttendance *seat)
{
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", seat->id);
  gvn_cli_add_string (builder, "name", seat->name);
  gvn_cli_add_string (builder, "role", seat->role);
  gvn_cli_add_string (builder, "perimeter", seat->perimeter);
  gvn_cli_add_string (builder, "side", seat->side);
  gvn_cli_add_string (builder, "person", seat->person);
  gvn_cli_add_bool (builder, "permanent", seat->permanent);
  gvn_cli_add_string (builder, "state", gvn_attendance_state_to_string (seat->state));
  gvn_cli_add_string (builder, "represented_by", seat->represented_by);
  gvn_cli_add_string (builder, "objection", seat->objection);
  gvn_cli_add_string (builder, "objection_side", seat->objection_side);
  json_builder_end_object (builder);
}

static gboolean
run_show (GvnCli *cli, GError **error)
{
  g_autoptr (GvnMeeting) meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  g_autoptr (GPtrArray) seats
      = meeting != NULL ? gvn_attendance_list (gvn_store_get_db (cli->store), meeting->id, error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (seats == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < seats->len; i++)
    {
      if (!cli->json)
        print_seat (seats->pdata[i]);
      add_seat (builder, seats->pdata[i]);
    }
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

/* Saying who was there ------------------------------------------------------------------- */

static gboolean
set (GvnCli *cli, const char *seat_words, const char *state, GError **error)
{
  GvnAttendanceChange change = { .represented_by = option_by };
  g_autoptr (GvnMeeting) meeting = NULL;
  g_autoptr (GvnAttendance) seat = NULL;

  if (!gvn_attendance_state_parse (state, &change.state, error))
    return FALSE;
  meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  if (meeting == NULL)
    return FALSE;
  if (seat_words != NULL)
    {
      seat = gvn_cli_find_seat (gvn_store_get_db (cli->store), meeting->id, seat_words, error);
      if (seat == NULL)
        return FALSE;
      change.attendance = seat->id;
    }

  change.meeting = meeting->id;
  return gvn_cli_do_in (cli, _ ("Say who was there"), meeting, gvn_attendance_set, &change, error);
}

static gboolean
run_set (GvnCli *cli, GError **error)
{
  return set (cli, cli->arguments[1], cli->arguments[2], error);
}

static gboolean
run_all (GvnCli *cli, GError **error)
{
  return set (cli, NULL, cli->arguments[1], error);
}

static gboolean
run_call (GvnCli *cli, GError **error)
{
  GvnExtraParticipant extra = { .name = option_name, .side = option_side };
  g_autoptr (GvnMeeting) meeting = NULL;
  g_autofree char *id = NULL;
  gboolean done;

  if (option_name == NULL || option_side == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --name and --side: who is called, and by which side"));
      return FALSE;
    }
  meeting = gvn_cli_find_meeting (cli, cli->arguments[0], error);
  if (meeting == NULL)
    return FALSE;

  extra.meeting = meeting->id;
  done = gvn_cli_do_in (cli, _ ("Call a participant"), meeting, gvn_attendance_call, &extra, error);
  id = extra.id;
  if (done)
    gvn_cli_print_id (cli, id);

  return done;
}

static gboolean
run_object (GvnCli *cli, GError **error)
{
  GvnObjection objection = { .attendance = cli->arguments[0], .side = option_side, .objection = option_reason };

  if (option_side == NULL || option_reason == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --side and --reason: who objects and why"));
      return FALSE;
    }

  return gvn_cli_do (cli, _ ("Object to a participant"), gvn_attendance_object, &objection, error);
}

const GvnCliCommand gvn_cli_attendance_commands[] = {
  { "attendance show", "MEETING", N_ ("Who sits in a meeting and who was there"), 1, 1, run_show, NULL },
  { "attendance set", "MEETING NAME|ID STATE [--by NAME]",
    N_ ("Say that somebody is expected, present, represented by another, excused or absent"), 3, 3, run_set,
    set_options },
  { "attendance all", "MEETING STATE", N_ ("Say so of every permanent member still expected"), 2, 2, run_all, NULL },
  { "attendance call", "MEETING --name N --side SIDE", N_ ("Call somebody beside the members"), 1, 1, run_call,
    call_options },
  { "attendance object", "ID --side SIDE --reason R",
    N_ ("Object to somebody called, for confidentiality; an empty reason takes it back"), 1, 1, run_object,
    object_options },
  { NULL },
};
