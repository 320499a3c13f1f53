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
    *option_due, *option_at, *option_note, *option_reason, *option_proof;

#define TEXT_OPTION(name, place) { name, 0, 0, G_OPTION_ARG_STRING, place, NULL, NULL }

static const GOptionEntry list_options[] = {
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

static const GOptionEntry assign_options[]
    = { TEXT_OPTION ("owner", &option_owner), TEXT_OPTION ("side", &option_side), { NULL } };

static const GOptionEntry due_options[] = { TEXT_OPTION ("due", &option_due), { NULL } };

static const GOptionEntry end_options[] = { TEXT_OPTION ("at", &option_at),
                                            TEXT_OPTION ("note", &option_note),
                                            TEXT_OPTION ("reason", &option_reason),
                                            { "proof", 0, 0, G_OPTION_ARG_FILENAME, &option_proof, NULL, NULL },
                                            { NULL } };

static const GOptionEntry escalate_options[] = { TEXT_OPTION ("at", &option_at),
                                                 TEXT_OPTION ("reason", &option_reason),
                                                 TEXT_OPTION ("meeting", &option_meeting),
                                                 { NULL } };

/* Words typed -------------------------------------------------------------------------- */

/* The id of the person --owner names, NULL when it is not given. */
static gboolean
find_owner (GvnDb *db, char **owner, GError **error)
{
  g_autoptr (GvnPerson) person = option_owner != NULL ? gvn_person_find (db, option_owner, error) : NULL;

  *owner = person != NULL ? g_strdup (person->id) : NULL;
  return option_owner == NULL || person != NULL;
}

static gboolean
check_side (GError **error)
{
  if (option_side == NULL || gvn_side_get_label (option_side) != NULL)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               _ ("“%s” is no side: give contractor, dsiun, agency or third_party"), option_side);
  return FALSE;
}

static gboolean
check_places (GvnDb *db, GError **error)
{
  g_autoptr (GvnBody) body = option_body != NULL ? gvn_body_load (db, option_body, error) : NULL;

  return (option_body == NULL || body != NULL)
         && (option_perimeter == NULL || gvn_agency_check (db, option_perimeter, error));
}

/* The ids of what people cite, as A-12. */
static GStrv
find_all (GvnCli *cli, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GvnDb *db = gvn_cli_open_db (cli, error);

  if (db == NULL)
    return NULL;
  for (guint i = 0; cli->arguments[i] != NULL; i++)
    {
      g_autoptr (GvnMatter) matter = gvn_matter_find (db, cli->arguments[i], error);

      if (matter == NULL)
        return NULL;
      g_strv_builder_add (ids, matter->id);
    }

  return g_strv_builder_end (ids);
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

static gboolean
parse_filter (GvnDb *db, GvnMatterFilter *filter, char **owner, GError **error)
{
  filter->group = GVN_MATTERS_OPEN;
  if (option_state != NULL && !gvn_matter_group_parse (option_state, &filter->group))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what the user typed; the codes stay as they are */
                   _ ("“%s” is no state: give open, late, done or all"), option_state);
      return FALSE;
    }
  if (!check_side (error) || !check_places (db, error) || !find_owner (db, owner, error))
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

  if (db == NULL || !parse_filter (db, &filter, &owner, error)
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
      || (option_due != NULL && !gvn_date_parse (option_due, &draft->due, error)) || !find_owner (db, owner, error))
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
                           .meeting = option_meeting,
                           .body = option_body,
                           .perimeter = option_perimeter,
                           .owner_side = option_side,
                           .ticket = option_ticket,
                           .now = &cli->now };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GvnMatter) matter = NULL;
  g_autofree char *owner = NULL, *label = NULL, *code = NULL, *id = NULL, *warning = NULL;
  GvnDb *db;
  gboolean done;

  if (option_title == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --title: what is decided, done or disputed"));
      return FALSE;
    }
  db = gvn_cli_open_db (cli, error);
  if (db == NULL || !parse_draft (db, &draft, &owner, error))
    return FALSE;

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

/* Acts --------------------------------------------------------------------------------- */

static gboolean
keep_proof (GvnCli *cli, GvnMatterRequest *request, char **hash, char **name, GError **error)
{
  g_autoptr (GFile) file = option_proof != NULL ? g_file_new_for_path (option_proof) : NULL;
  g_autoptr (GFileInfo) info = NULL;

  if (file == NULL)
    return TRUE;
  *hash = gvn_store_add_attachment (cli->store, option_proof, error);
  info = *hash != NULL ? g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, error) : NULL;
  if (info == NULL)
    return FALSE;
  *name = g_file_get_basename (file);
  request->proof = *hash;
  request->proof_name = *name;
  request->proof_size = g_file_info_get_size (info);

  return TRUE;
}

static gboolean
apply (GvnCli *cli, GvnMatterRequest *request, GError **error)
{
  g_auto (GStrv) ids = find_all (cli, error);
  g_autofree char *owner = NULL, *hash = NULL, *name = NULL, *label = NULL;

  if (ids == NULL || !find_owner (gvn_store_get_db (cli->store), &owner, error)
      || !keep_proof (cli, request, &hash, &name, error))
    return FALSE;
  if (option_at != NULL && !gvn_instant_parse (option_at, &request->at, error))
    return FALSE;

  request->matters = (const char *const *) ids;
  request->owner = owner;
  request->owner_side = option_side;
  request->by_name = cli->author;
  request->now = &cli->now;
  label = gvn_matter_dup_label (gvn_store_get_db (cli->store), request);

  return gvn_cli_do (cli, label, gvn_matter_apply, request, error);
}

static gboolean
run_done (GvnCli *cli, GError **error)
{
  GvnMatterRequest request = { .act = GVN_MATTER_CLOSE, .note = option_note };

  return apply (cli, &request, error);
}

static gboolean
run_withdraw (GvnCli *cli, GError **error)
{
  GvnMatterRequest request = { .act = GVN_MATTER_WITHDRAW, .note = option_reason };

  if (option_reason == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --reason: a withdrawal is read by both parties"));
      return FALSE;
    }

  return apply (cli, &request, error);
}

static gboolean
run_assign (GvnCli *cli, GError **error)
{
  GvnMatterRequest request = { .act = GVN_MATTER_ASSIGN };

  if (option_owner == NULL && option_side == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --owner or --side: who does it from now on"));
      return FALSE;
    }

  return apply (cli, &request, error);
}

static gboolean
run_postpone (GvnCli *cli, GError **error)
{
  GvnMatterRequest request = { .act = GVN_MATTER_POSTPONE };

  if (option_due == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --due: a date, or nothing between quotes for none"));
      return FALSE;
    }

  return (*option_due == '\0' || gvn_date_parse (option_due, &request.due, error)) && apply (cli, &request, error);
}

static gboolean
run_escalate (GvnCli *cli, GError **error)
{
  GvnEscalation escalation
      = { .reason = option_reason, .meeting = option_meeting, .by_name = cli->author, .now = &cli->now };
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnMatter) matter = db != NULL ? gvn_matter_find (db, cli->arguments[0], error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *label = NULL, *to_body = NULL, *code = NULL;
  gboolean done;

  if (matter == NULL || (option_at != NULL && !gvn_instant_parse (option_at, &escalation.at, error)))
    return FALSE;
  escalation.matter = matter->id;
  label = gvn_escalation_dup_label (db, &escalation);
  done = gvn_cli_do (cli, label, gvn_matter_escalate, &escalation, error);
  to_body = escalation.to_body;
  if (!done)
    return FALSE;

  code = gvn_matter_dup_code (matter);
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", matter->id);
  gvn_cli_add_string (builder, "code", code);
  gvn_cli_add_string (builder, "from", matter->body);
  gvn_cli_add_string (builder, "to", to_body);
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);
  else
    gvn_cli_print ("%s  %s → %s\n", code, matter->body, to_body);

  return TRUE;
}

#define LIST_USAGE                                                                                                     \
  "[--state open|late|done|all] [--body CODE] [--perimeter CODE] [--owner PERSON] [--side SIDE] [--from D] [--to D]"   \
  " [--words T]"
#define ADD_USAGE                                                                                                      \
  "--title T [--body CODE|--meeting ID] [--owner PERSON|--side SIDE] [--due D] [--raised D] [--detail T]"              \
  " [--scope operations|service|clause] [--perimeter CODE] [--ticket N]"

const GvnCliCommand gvn_cli_matter_commands[] = {
  { "actions list", LIST_USAGE, N_ ("The actions, the open ones without --state"), 0, 0, run_list_actions,
    list_options },
  { "actions add", ADD_USAGE, N_ ("Give somebody an action"), 0, 0, run_add_action, add_options },
  { "actions done", "ID… [--at INSTANT] [--note T] [--proof FILE]", N_ ("Record that actions are done"), 1, G_MAXINT,
    run_done, end_options },
  { "decisions list", LIST_USAGE, N_ ("The decisions, those in force without --state"), 0, 0, run_list_decisions,
    list_options },
  { "decisions add", ADD_USAGE, N_ ("Keep a decision; a note says when its body has no power to take it"), 0, 0,
    run_add_decision, add_options },
  { "disagreements list", LIST_USAGE, N_ ("The disagreements, the open ones without --state"), 0, 0,
    run_list_disagreements, list_options },
  { "disagreements add", ADD_USAGE, N_ ("Raise a disagreement"), 0, 0, run_add_disagreement, add_options },
  { "alerts list", LIST_USAGE, N_ ("The alerts, the open ones without --state"), 0, 0, run_list_alerts, list_options },
  { "alerts add", ADD_USAGE, N_ ("Raise an alert"), 0, 0, run_add_alert, add_options },
  { "matters list", LIST_USAGE, N_ ("Decisions, actions, disagreements and alerts together"), 0, 0, run_list,
    list_options },
  { "matters show", "ID", N_ ("One of them, as A-12 or by its identifier, with its way up the committees"), 1, 1,
    run_show, NULL },
  { "matters assign", "ID… --owner PERSON|--side SIDE", N_ ("Give them another owner"), 1, G_MAXINT, run_assign,
    assign_options },
  { "matters postpone", "ID… --due D", N_ ("Give them another due date"), 1, G_MAXINT, run_postpone, due_options },
  { "matters done", "ID… [--at INSTANT] [--note T] [--proof FILE]", N_ ("Record that they are settled"), 1, G_MAXINT,
    run_done, end_options },
  { "matters withdraw", "ID… --reason T [--at INSTANT]", N_ ("Withdraw them"), 1, G_MAXINT, run_withdraw, end_options },
  { "escalate", "ID [--reason T] [--at INSTANT] [--meeting ID]",
    N_ ("Send a disagreement or an alert to the committee above (6.5)"), 1, 1, run_escalate, escalate_options },
  { NULL },
};
