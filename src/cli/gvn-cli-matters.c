/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "committees/gvn-body.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "contract/gvn-side.h"
#include "proceedings/gvn-escalation.h"

static char *option_state, *option_body, *option_perimeter, *option_owner, *option_side, *option_from, *option_to,
    *option_words, *option_title, *option_detail, *option_meeting, *option_scope, *option_ticket, *option_raised,
    *option_due;

#define TEXT_OPTION(name, place) { name, 0, 0, G_OPTION_ARG_STRING, place, NULL, NULL }

const GOptionEntry gvn_cli_matter_options[] = {
  TEXT_OPTION ("state", &option_state),
  TEXT_OPTION ("body", &option_body),
  TEXT_OPTION ("perimeter", &option_perimeter),
  TEXT_OPTION ("owner", &option_owner),
  TEXT_OPTION ("side", &option_side),
  TEXT_OPTION ("from", &option_from),
  TEXT_OPTION ("to", &option_to),
  TEXT_OPTION ("words", &option_words),
  { NULL },
};

static const GOptionEntry add_options[] = {
  TEXT_OPTION ("title", &option_title),
  TEXT_OPTION ("detail", &option_detail),
  TEXT_OPTION ("meeting", &option_meeting),
  TEXT_OPTION ("body", &option_body),
  TEXT_OPTION ("perimeter", &option_perimeter),
  TEXT_OPTION ("owner", &option_owner),
  TEXT_OPTION ("side", &option_side),
  TEXT_OPTION ("scope", &option_scope),
  TEXT_OPTION ("ticket", &option_ticket),
  TEXT_OPTION ("raised", &option_raised),
  TEXT_OPTION ("due", &option_due),
  { NULL },
};

/* Words typed -------------------------------------------------------------------------- */

/**
 * gvn_cli_find_person:
 * @name: (nullable): as typed
 * @id: (out): to be freed; %NULL without a name
 */
gboolean
gvn_cli_find_person (GvnDb *db, const char *name, char **id, GError **error)
{
  g_autoptr (GvnPerson) person = name != NULL ? gvn_person_find (db, name, error) : NULL;

  *id = person != NULL ? g_strdup (person->id) : NULL;
  return name == NULL || person != NULL;
}

static gboolean
check_places (GvnDb *db, GError **error)
{
  g_autoptr (GvnBody) body = option_body != NULL ? gvn_body_load (db, option_body, error) : NULL;

  return (option_body == NULL || body != NULL)
         && (option_perimeter == NULL || gvn_agency_check (db, option_perimeter, error));
}

/* Lists -------------------------------------------------------------------------------- */

static void
add_matter (JsonBuilder *builder, GvnMatter *matter, const GvnNow *now, const GDate *soon)
{
  g_autofree char *code = gvn_matter_dup_code (matter);

  gvn_cli_add_string (builder, "id", matter->id);
  gvn_cli_add_string (builder, "code", code);
  gvn_cli_add_string (builder, "kind", gvn_matter_kind_to_string (matter->kind));
  gvn_cli_add_string (builder, "title", matter->title);
  gvn_cli_add_string (builder, "state", gvn_matter_status_to_string (gvn_matter_get_status (matter, now, soon)));
  gvn_cli_add_string (builder, "body", matter->body);
  gvn_cli_add_string (builder, "perimeter", matter->perimeter);
  gvn_cli_add_string (builder, "owner", matter->owner_name);
  gvn_cli_add_string (builder, "owner_side", matter->owner_side);
  gvn_cli_add_date (builder, "raised", &matter->raised);
  gvn_cli_add_date (builder, "due", &matter->due);
  gvn_cli_add_date (builder, "closed", &matter->closed);
  gvn_cli_add_int (builder, "age_days", gvn_matter_get_age (matter, now));
  gvn_cli_add_string (builder, "scope", gvn_matter_scope_to_string (matter->scope));
  gvn_cli_add_string (builder, "ticket", matter->ticket);
  gvn_cli_add_string (builder, "meeting", matter->meeting);
  gvn_cli_add_string (builder, "detail", matter->detail);
}

static void
print_line (GvnMatter *matter, const GvnNow *now, const GDate *soon)
{
  g_autofree char *code = gvn_matter_dup_code (matter);
  g_autofree char *due = g_date_valid (&matter->due) ? gvn_date_to_string (&matter->due) : g_strdup ("–");
  const char *owner = matter->owner_name != NULL ? matter->owner_name : gvn_side_get_label (matter->owner_side);

  gvn_cli_print ("%-7s %-10s  %-14s %-12s %-22s %s\n", code, due,
                 gvn_matter_status_get_label (gvn_matter_get_status (matter, now, soon), matter->kind), matter->body,
                 owner != NULL ? owner : "–", matter->title);
}

/**
 * gvn_cli_parse_matter_options:
 * @owner: (out): what @filter points to, to be freed
 *
 * Reads gvn_cli_matter_options: which matters, the open ones without --state.
 */
gboolean
gvn_cli_parse_matter_options (GvnDb *db, GvnMatterFilter *filter, char **owner, GError **error)
{
  filter->group = GVN_MATTERS_OPEN;
  if (option_state != NULL && !gvn_matter_group_parse (option_state, &filter->group))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what the user typed; the codes stay as they are */
                   _ ("“%s” is no state: give open, late, done or all"), option_state);
      return FALSE;
    }
  if ((option_side != NULL && !gvn_side_check (option_side, error)) || !check_places (db, error)
      || !gvn_cli_find_person (db, option_owner, owner, error))
    return FALSE;

  filter->body = option_body;
  filter->perimeter = option_perimeter;
  filter->owner = *owner;
  filter->side = option_side;
  filter->words = option_words;

  return gvn_cli_parse_range (option_from, option_to, &filter->from, &filter->to, error);
}

static gboolean
list (GvnCli *cli, guint kinds, GError **error)
{
  GvnMatterFilter filter = { .kinds = kinds };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) matters = NULL;
  g_autofree char *owner = NULL;
  GvnDb *db = gvn_cli_open_db (cli, error);
  GDate soon;

  if (db == NULL || !gvn_cli_parse_matter_options (db, &filter, &owner, error)
      || !gvn_matter_find_soon_until (db, &cli->now, &soon, error))
    return FALSE;
  matters = gvn_matter_list (db, &filter, &cli->now, error);
  if (matters == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < matters->len; i++)
    {
      if (!cli->json)
        print_line (matters->pdata[i], &cli->now, &soon);
      json_builder_begin_object (builder);
      add_matter (builder, matters->pdata[i], &cli->now, &soon);
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
  return list (cli, 0, error);
}

static gboolean
run_list_decisions (GvnCli *cli, GError **error)
{
  return list (cli, 1 << GVN_MATTER_DECISION, error);
}

static gboolean
run_list_actions (GvnCli *cli, GError **error)
{
  return list (cli, 1 << GVN_MATTER_ACTION, error);
}

static gboolean
run_list_disagreements (GvnCli *cli, GError **error)
{
  return list (cli, 1 << GVN_MATTER_DISAGREEMENT, error);
}

static gboolean
run_list_alerts (GvnCli *cli, GError **error)
{
  return list (cli, 1 << GVN_MATTER_ALERT, error);
}

static void
print_way (GvnCli *cli, JsonBuilder *builder, GPtrArray *way)
{
  static const char *const kinds[] = { "raised", "escalated", "closed", "dropped" };

  json_builder_set_member_name (builder, "way");
  json_builder_begin_array (builder);
  for (guint i = 0; i < way->len; i++)
    {
      const GvnMatterStep *step = way->pdata[i];
      g_autofree char *at = gvn_cli_local_to_string (&step->at);

      if (!cli->json)
        gvn_cli_print ("%-25s  %s%s%s\n", at, step->text, step->note != NULL ? " — " : "",
                       step->note != NULL ? step->note : "");
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "step", kinds[step->kind]);
      gvn_cli_add_string (builder, "at", at);
      gvn_cli_add_string (builder, "from", step->from_body);
      gvn_cli_add_string (builder, "body", step->body);
      gvn_cli_add_string (builder, "by", step->by_name);
      gvn_cli_add_string (builder, "note", step->note);
      gvn_cli_add_string (builder, "meeting", step->meeting);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static gboolean
run_show (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnMatter) matter = db != NULL ? gvn_matter_find (db, cli->arguments[0], error) : NULL;
  g_autoptr (GPtrArray) way = matter != NULL ? gvn_matter_list_way (db, matter, error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *warning = NULL;
  GDate soon;

  if (way == NULL || !gvn_matter_find_soon_until (db, &cli->now, &soon, error))
    return FALSE;
  warning = gvn_matter_dup_warning (db, matter, NULL);

  json_builder_begin_object (builder);
  add_matter (builder, matter, &cli->now, &soon);
  gvn_cli_add_string (builder, "warning", warning);
  if (!cli->json)
    {
      print_line (matter, &cli->now, &soon);
      if (matter->detail != NULL)
        gvn_cli_print ("%s\n", matter->detail);
      if (warning != NULL)
        gvn_cli_print ("%s\n", warning);
    }
  print_way (cli, builder, way);
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

/* Raising ------------------------------------------------------------------------------ */

static gboolean
parse_draft (GvnDb *db, GvnMatterDraft *draft, char **owner, GError **error)
{
  if (option_scope != NULL && !gvn_matter_scope_parse (option_scope, &draft->scope))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what the user typed; the codes stay as they are */
                   _ ("“%s” is no scope: give operations, service or clause"), option_scope);
      return FALSE;
    }
  if ((option_raised != NULL && !gvn_date_parse (option_raised, &draft->raised, error))
      || (option_due != NULL && !gvn_date_parse (option_due, &draft->due, error))
      || !gvn_cli_find_person (db, option_owner, owner, error))
    return FALSE;

  draft->owner = *owner;
  return TRUE;
}

static gboolean
add (GvnCli *cli, GvnMatterKind kind, GError **error)
{
  GvnMatterDraft draft = { .kind = kind,
                           .title = option_title,
                           .detail = option_detail,
                           .body = option_body,
                           .perimeter = option_perimeter,
                           .owner_side = option_side,
                           .ticket = option_ticket,
                           .now = &cli->now };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GvnMatter) matter = NULL;
  g_autofree char *owner = NULL, *label = NULL, *code = NULL, *id = NULL, *warning = NULL;
  g_autoptr (GvnMeeting) meeting = NULL;
  GvnDb *db;
  gboolean done;

  if (option_title == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --title: what is decided, done or disputed"));
      return FALSE;
    }
  db = gvn_cli_open_db (cli, error);
  meeting = db != NULL && option_meeting != NULL ? gvn_cli_find_meeting (cli, option_meeting, error) : NULL;
  if (db == NULL || (option_meeting != NULL && meeting == NULL) || !parse_draft (db, &draft, &owner, error))
    return FALSE;

  draft.meeting = meeting != NULL ? meeting->id : NULL;
  label = gvn_matter_draft_dup_label (db, &draft);
  done = gvn_cli_do (cli, label, gvn_matter_create, &draft, error);
  id = draft.id;
  warning = draft.warning;
  matter = done ? gvn_matter_load (db, id, error) : NULL;
  if (matter == NULL)
    return FALSE;

  code = gvn_matter_dup_code (matter);
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", id);
  gvn_cli_add_string (builder, "code", code);
  gvn_cli_add_string (builder, "warning", warning);
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);
  else
    gvn_cli_print ("%s  %s\n", code, id);
  if (warning != NULL)
    g_printerr (_ ("gouvernail-cli: note: %s\n"), warning);

  return TRUE;
}

static gboolean
run_add_decision (GvnCli *cli, GError **error)
{
  return add (cli, GVN_MATTER_DECISION, error);
}

static gboolean
run_add_action (GvnCli *cli, GError **error)
{
  return add (cli, GVN_MATTER_ACTION, error);
}

static gboolean
run_add_disagreement (GvnCli *cli, GError **error)
{
  return add (cli, GVN_MATTER_DISAGREEMENT, error);
}

static gboolean
run_add_alert (GvnCli *cli, GError **error)
{
  return add (cli, GVN_MATTER_ALERT, error);
}

#define ADD_USAGE                                                                                                      \
  "--title T [--body CODE|--meeting MEETING] [--owner PERSON|--side SIDE] [--due D] [--raised D] [--detail T]"         \
  " [--scope operations|service|clause] [--perimeter CODE] [--ticket N]"

const GvnCliCommand gvn_cli_matter_commands[] = {
  { "actions list", GVN_CLI_MATTER_USAGE, N_ ("The actions, the open ones without --state"), 0, 0, run_list_actions,
    gvn_cli_matter_options },
  { "actions add", ADD_USAGE, N_ ("Give somebody an action"), 0, 0, run_add_action, add_options },
  { "decisions list", GVN_CLI_MATTER_USAGE, N_ ("The decisions, those in force without --state"), 0, 0,
    run_list_decisions, gvn_cli_matter_options },
  { "decisions add", ADD_USAGE, N_ ("Keep a decision; a note says when its body has no power to take it"), 0, 0,
    run_add_decision, add_options },
  { "disagreements list", GVN_CLI_MATTER_USAGE, N_ ("The disagreements, the open ones without --state"), 0, 0,
    run_list_disagreements, gvn_cli_matter_options },
  { "disagreements add", ADD_USAGE, N_ ("Raise a disagreement"), 0, 0, run_add_disagreement, add_options },
  { "alerts list", GVN_CLI_MATTER_USAGE, N_ ("The alerts, the open ones without --state"), 0, 0, run_list_alerts,
    gvn_cli_matter_options },
  { "alerts add", ADD_USAGE, N_ ("Raise an alert"), 0, 0, run_add_alert, add_options },
  { "matters list", GVN_CLI_MATTER_USAGE, N_ ("Decisions, actions, disagreements and alerts together"), 0, 0, run_list,
    gvn_cli_matter_options },
  { "matters show", "ID", N_ ("One of them, as A-12 or by its identifier, with its way up the committees"), 1, 1,
    run_show, NULL },
  { NULL },
};
