/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "committees/gvn-body.h"
#include "contract/gvn-fact.h"
#include "contract/gvn-person.h"
#include "sheets/gvn-list.h"
#include "proceedings/gvn-matter.h"

/* Actions and decisions, by number; a line without one is known by title and body. */

enum
{
  NUMBER,
  TITLE,
  DETAIL,
  BODY,
  PERIMETER,
  OWNER,
  SIDE,
  RAISED,
  DUE,
  SCOPE,
  TICKET,
  STATE,
  CLOSED,
  NOTE,
  N_COLUMNS
};

static const struct
{
  const char *code;
  const char *label;
  const char *names;
} states[] = {
  [GVN_MATTER_OPEN] = { "open", N_ ("Under way"), "under way;in progress;en cours;ouvert;ouverte;à faire" },
  [GVN_MATTER_CLOSED] = { "closed", N_ ("Done"), "done;fait;faite;terminé;terminée;soldé;soldée;clos;close" },
  [GVN_MATTER_DROPPED] = { "dropped", N_ ("Withdrawn"), "withdrawn;retiré;retirée;abandonné;abandonnée;sans objet" },
};

/* In the order of #GvnMatterScope */
static const char *const scope_names[GVN_MATTER_N_SCOPES] = {
  "operations;l’exploitation;exploitation",
  "a service;une prestation;prestation;service",
  "a clause of the contract;une clause du marché;une clause du contrat;clause",
};

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, GVN_ERROR, GVN_ERROR_INVALID, message);
  return FALSE;
}

/* Choices ------------------------------------------------------------------------------ */

static GPtrArray *
choices_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_list_choice_free);
}

static GPtrArray *
list_states (GvnDb *db, GError **error)
{
  GPtrArray *choices = choices_new ();

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_ptr_array_add (choices, gvn_list_choice_new (states[i].code, _ (states[i].label), states[i].names));

  return choices;
}

static GPtrArray *
list_scopes (GvnDb *db, GError **error)
{
  GPtrArray *choices = choices_new ();

  for (GvnMatterScope scope = 0; scope < GVN_MATTER_N_SCOPES; scope++)
    g_ptr_array_add (choices, gvn_list_choice_new (gvn_matter_scope_to_string (scope),
                                                   gvn_matter_scope_get_label (scope), scope_names[scope]));

  return choices;
}

GPtrArray *
gvn_list_body_choices (GvnDb *db, GError **error)
{
  g_autoptr (GPtrArray) bodies = gvn_body_list (db, error);
  GPtrArray *choices = bodies != NULL ? choices_new () : NULL;

  for (guint i = 0; choices != NULL && i < bodies->len; i++)
    {
      const GvnBody *body = bodies->pdata[i];

      g_ptr_array_add (choices, gvn_list_choice_new (body->code, body->name, NULL));
    }

  return choices;
}

/* Reading ------------------------------------------------------------------------------ */

/* What was said when it ended, unless it stays on our side. */
static gboolean
set_note (GvnListEntry *row, GvnMatter *matter, GvnDb *db, GError **error)
{
  g_autoptr (GPtrArray) facts = NULL;

  if (matter->state == GVN_MATTER_OPEN)
    return TRUE;
  facts = gvn_fact_list (db, GVN_SUBJECT_MATTER, matter->id, error);
  if (facts == NULL)
    return FALSE;
  for (guint i = 0; i < facts->len; i++)
    {
      const GvnFact *fact = facts->pdata[i];

      if (!fact->internal && fact->note != NULL && g_str_has_prefix (fact->kind, "matter_d")) /* done, dropped */
        gvn_list_entry_set (row, NOTE, fact->note);
    }

  return TRUE;
}

static GvnListEntry *
make_row (GvnMatter *matter, GvnDb *db, GError **error)
{
  GvnListEntry *row = gvn_list_entry_new (matter->id, N_COLUMNS);
  g_autofree char *code = gvn_matter_dup_code (matter);

  gvn_list_entry_set (row, NUMBER, code);
  gvn_list_entry_set (row, TITLE, matter->title);
  gvn_list_entry_set (row, DETAIL, matter->detail);
  gvn_list_entry_set (row, BODY, matter->body);
  gvn_list_entry_set (row, PERIMETER, matter->perimeter);
  gvn_list_entry_set (row, OWNER, matter->owner_name);
  gvn_list_entry_set (row, SIDE, matter->owner_side);
  gvn_list_entry_set_date (row, RAISED, &matter->raised);
  gvn_list_entry_set_date (row, DUE, &matter->due);
  gvn_list_entry_set (row, SCOPE, gvn_matter_scope_to_string (matter->scope));
  gvn_list_entry_set (row, TICKET, matter->ticket);
  gvn_list_entry_set (row, STATE, states[matter->state].code);
  gvn_list_entry_set_date (row, CLOSED, &matter->closed);
  if (set_note (row, matter, db, error))
    return row;

  gvn_list_entry_free (row);
  return NULL;
}

static GPtrArray *
read_kind (GvnDb *db, GvnMatterKind kind, const GvnNow *now, GError **error)
{
  GvnMatterFilter filter = { .kinds = 1u << kind, .sort = GVN_MATTER_SORT_NUMBER };
  g_autoptr (GPtrArray) matters = gvn_matter_list (db, &filter, now, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_list_entry_free);

  if (matters == NULL)
    return NULL;
  for (guint i = 0; i < matters->len; i++)
    {
      GvnListEntry *row = make_row (matters->pdata[i], db, error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

static GPtrArray *
read_actions (GvnDb *db, const GvnNow *now, GError **error)
{
  return read_kind (db, GVN_MATTER_ACTION, now, error);
}

static GPtrArray *
read_decisions (GvnDb *db, const GvnNow *now, GError **error)
{
  return read_kind (db, GVN_MATTER_DECISION, now, error);
}

/* Applying ----------------------------------------------------------------------------- */

/* The side is that of the owner, whatever a sheet said before the owner changed. */
static gboolean
complete_matter (GvnDb *db, const GvnListEntry *before, GStrv values, const GvnNow *now, GError **error)
{
  g_autoptr (GvnPerson) owner = NULL;

  if (*values[STATE] == '\0')
    gvn_list_value_take (values, STATE, g_strdup (states[GVN_MATTER_OPEN].code));
  if (*values[SCOPE] == '\0')
    gvn_list_value_take (values, SCOPE, g_strdup (gvn_matter_scope_to_string (GVN_SCOPE_OPERATIONS)));
  if (*values[OWNER] == '\0')
    return TRUE;
  owner = gvn_person_find (db, values[OWNER], error);
  if (owner == NULL)
    return FALSE;
  gvn_list_value_take (values, SIDE, g_strdup (owner->side));

  return TRUE;
}

static gboolean
fill_draft (GvnMatterDraft *draft, const char *const *values, GError **error)
{
  draft->title = values[TITLE];
  draft->detail = values[DETAIL];
  draft->body = values[BODY];
  draft->perimeter = values[PERIMETER];
  draft->owner_side = values[SIDE];
  draft->ticket = values[TICKET];

  return gvn_matter_scope_parse (values[SCOPE], &draft->scope)
         && (*values[RAISED] == '\0' || gvn_date_parse (values[RAISED], &draft->raised, error))
         && (*values[DUE] == '\0' || gvn_date_parse (values[DUE], &draft->due, error));
}

static gboolean
find_owner (GvnDb *db, const char *name, char **id, GError **error)
{
  g_autoptr (GvnPerson) person = *name != '\0' ? gvn_person_find (db, name, error) : NULL;

  *id = person != NULL ? g_strdup (person->id) : NULL;
  return *name == '\0' || person != NULL;
}

/* Raises it or edits it; where it came up stays. */
static gboolean
write_matter (GvnDb *db, const GvnListChange *change, GvnMatterKind kind, char **id, GError **error)
{
  g_autoptr (GvnMatter) matter = *id != NULL ? gvn_matter_load (db, *id, error) : NULL;
  GvnMatterDraft draft = { .kind = kind, .now = change->now, .id = *id };
  g_autofree char *owner = NULL;
  gboolean done;

  if ((*id != NULL && matter == NULL) || !fill_draft (&draft, change->values, error)
      || !find_owner (db, change->values[OWNER], &owner, error))
    return FALSE;
  draft.owner = owner;
  if (matter != NULL)
    {
      draft.meeting = matter->meeting;
      draft.item = matter->item;
      done = gvn_matter_edit (db, &draft, error);
    }
  else
    {
      done = gvn_matter_create (db, &draft, error);
      *id = draft.id;
    }
  g_free (draft.warning);

  return done;
}

static gboolean
is_edited (const GvnListChange *change)
{
  for (guint i = TITLE; i < STATE; i++)
    if (gvn_list_change_has (change, i))
      return TRUE;

  return change->before == NULL;
}

/* When it ended: at noon of the day, since a sheet knows no more; now when that is today. */
static gboolean
parse_end (const char *text, const GvnNow *now, gint64 *at, GError **error)
{
  GvnLocal local = { .minutes = GVN_MINUTES_PER_DAY / 2 };

  *at = 0;
  if (*text == '\0')
    return TRUE;
  if (!gvn_date_parse (text, &local.date, error))
    return FALSE;

  return gvn_date_equal (&local.date, &now->local.date) || gvn_local_to_instant (&local, at, error);
}

static gboolean
end_matter (GvnDb *db, const GvnListChange *change, const char *id, GError **error)
{
  const char *const *values = change->values;
  const char *matters[] = { id, NULL };
  GvnMatterRequest request = { .matters = matters,
                               .act = g_str_equal (values[STATE], "closed") ? GVN_MATTER_CLOSE : GVN_MATTER_WITHDRAW,
                               .note = values[NOTE],
                               .by_name = change->author,
                               .now = change->now };

  return parse_end (values[CLOSED], change->now, &request.at, error) && gvn_matter_apply (db, &request, error);
}

/* What ended stays so: a sheet settles, it does not reopen or rectify. */
static gboolean
check_end (const GvnListChange *change, const char *state, GError **error)
{
  gboolean is_open = g_str_equal (change->values[STATE], "open");

  if (g_str_equal (state, "open"))
    return !is_open || (*change->values[CLOSED] == '\0' && *change->values[NOTE] == '\0')
           || fail (error, _ ("The day and the note say how it ended: say in the state that it did, or empty them"));
  if (!g_str_equal (change->values[STATE], state) || gvn_list_change_has (change, CLOSED)
      || gvn_list_change_has (change, NOTE))
    return fail (error, _ ("It has ended: undo that, or correct the fact in the application"));

  return TRUE;
}

static gboolean
apply_kind (GvnDb *db, const GvnListChange *change, GvnMatterKind kind, GError **error)
{
  g_autofree char *id = change->before != NULL ? g_strdup (change->before->id) : NULL;
  const char *state = change->before != NULL ? change->before->values[STATE] : "open";

  if (!check_end (change, state, error) || (is_edited (change) && !write_matter (db, change, kind, &id, error)))
    return FALSE;

  return g_str_equal (change->values[STATE], state) || end_matter (db, change, id, error);
}

static gboolean
apply_action (GvnDb *db, const GvnListChange *change, GError **error)
{
  return apply_kind (db, change, GVN_MATTER_ACTION, error);
}

static gboolean
apply_decision (GvnDb *db, const GvnListChange *change, GError **error)
{
  return apply_kind (db, change, GVN_MATTER_DECISION, error);
}

static const GvnListColumn columns[] = {
  [NUMBER] = { "number", N_ ("Number"), "numéro;n°;no;num;id;référence", GVN_COLUMN_TEXT,
               GVN_COLUMN_KEY | GVN_COLUMN_GIVEN | GVN_COLUMN_KEPT },
  [TITLE] = { "title", N_ ("Title"), "titre;action;décision;intitulé;libellé;objet", GVN_COLUMN_TEXT,
              GVN_COLUMN_OTHER_KEY | GVN_COLUMN_REQUIRED | GVN_COLUMN_KEPT },
  [DETAIL] = { "detail", N_ ("Detail"), "détail;description;commentaire", GVN_COLUMN_TEXT, 0 },
  [BODY] = { "body", N_ ("Body"), "instance;comité", GVN_COLUMN_BODY,
             GVN_COLUMN_OTHER_KEY | GVN_COLUMN_REQUIRED | GVN_COLUMN_KEPT, gvn_list_body_choices },
  [PERIMETER]
  = { "perimeter", N_ ("Perimeter"), "périmètre;agence;agency", GVN_COLUMN_CHOICE, 0, gvn_list_perimeter_choices },
  [OWNER] = { "owner", N_ ("Owner"), "responsable;porteur;pilote;qui", GVN_COLUMN_PERSON, 0, gvn_list_people_choices },
  [SIDE] = { "side", N_ ("Side"), "partie;camp", GVN_COLUMN_CHOICE, 0, gvn_list_side_choices },
  [RAISED]
  = { "raised", N_ ("Raised"), "soulevée le;ouverte le;date;date d’ouverture", GVN_COLUMN_DATE, GVN_COLUMN_KEPT },
  [DUE] = { "due", N_ ("Due"), "échéance;due date;deadline;pour le;date d’échéance", GVN_COLUMN_DATE, 0 },
  [SCOPE] = { "scope", N_ ("Bears on"), "porte sur;portée", GVN_COLUMN_CHOICE, GVN_COLUMN_KEPT, list_scopes },
  [TICKET] = { "ticket", N_ ("Ticket"), "n° de ticket", GVN_COLUMN_TEXT, 0 },
  [STATE] = { "state", N_ ("State"), "état;statut;status", GVN_COLUMN_CHOICE, GVN_COLUMN_KEPT, list_states },
  [CLOSED] = { "closed", N_ ("Ended"), "close le;soldée le;faite le;terminée le", GVN_COLUMN_DATE, GVN_COLUMN_KEPT },
  [NOTE] = { "note", N_ ("How it ended"), "note;réponse;solution;résultat", GVN_COLUMN_TEXT, GVN_COLUMN_KEPT },
};

static const GvnList actions = {
  "actions", N_ ("Actions"), columns, N_COLUMNS, read_actions, complete_matter, apply_action, NULL,
};

static const GvnList decisions = {
  "decisions", N_ ("Decisions"), columns, N_COLUMNS, read_decisions, complete_matter, apply_decision, NULL,
};

void
gvn_lists_register_matters (void)
{
  gvn_list_register (&actions);
  gvn_list_register (&decisions);
}
