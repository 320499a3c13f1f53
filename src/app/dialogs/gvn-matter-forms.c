/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-matter-dialog.h"
#include "app/dialogs/gvn-matter-forms.h"
#include "app/gvn-form.h"
#include "app/preferences/gvn-preferences-pages.h"
#include "app/widgets/gvn-file-row.h"
#include "base/gvn-text.h"
#include "committees/gvn-body.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "proceedings/gvn-escalation.h"

/* Choices ------------------------------------------------------------------------------ */

static GtkWidget *
add_people (GvnForm *form, const char *selected)
{
  g_autoptr (GPtrArray) people = gvn_person_list (gvn_session_get_db (gvn_form_get_session (form)), NULL);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  g_strv_builder_add (codes, "");
  g_strv_builder_add (labels, _ ("No person in particular"));
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      g_strv_builder_add (codes, ((GvnPerson *) people->pdata[i])->id);
      g_strv_builder_add (labels, ((GvnPerson *) people->pdata[i])->name);
    }

  return gvn_form_add_choice (form, _ ("Owner"), codes, labels, selected);
}

/* A person has a side: it is asked where no person is chosen. */
static void
owner_changed_cb (GtkWidget *owner, GParamSpec *pspec, GtkWidget *side)
{
  gtk_widget_set_visible (side, gvn_form_get_choice (owner) == NULL);
}

static void
add_owner (GvnForm *form, GtkWidget **owner, GtkWidget **side, const char *person, const char *chosen_side)
{
  *owner = add_people (form, person);
  *side = gvn_form_add_sides (form, _ ("Owner’s side"), _ ("Nobody"), chosen_side);
  g_signal_connect_object (*owner, "notify::selected", G_CALLBACK (owner_changed_cb), *side, 0);
  owner_changed_cb (*owner, NULL, *side);
}

static const char *
get_side (GtkWidget *owner, GtkWidget *side)
{
  return gvn_form_get_choice (owner) == NULL ? gvn_form_get_choice (side) : NULL;
}

static GtkWidget *
add_bodies (GvnForm *form, const char *selected)
{
  g_autoptr (GPtrArray) bodies = gvn_body_list (gvn_session_get_db (gvn_form_get_session (form)), NULL);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (guint i = 0; bodies != NULL && i < bodies->len; i++)
    {
      g_strv_builder_add (codes, ((GvnBody *) bodies->pdata[i])->code);
      g_strv_builder_add (labels, ((GvnBody *) bodies->pdata[i])->code);
    }

  return gvn_form_add_choice (form, _ ("Body"), codes, labels, selected);
}

static GtkWidget *
add_perimeters (GvnForm *form, const char *none, const char *selected)
{
  g_autoptr (GPtrArray) agencies = gvn_agency_list (gvn_session_get_db (gvn_form_get_session (form)), NULL);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  g_strv_builder_add (codes, "");
  g_strv_builder_add (labels, none);
  for (guint i = 0; agencies != NULL && i < agencies->len; i++)
    {
      g_strv_builder_add (codes, ((GvnAgency *) agencies->pdata[i])->code);
      g_strv_builder_add (labels, ((GvnAgency *) agencies->pdata[i])->code);
    }

  return gvn_form_add_choice (form, _ ("Perimeter"), codes, labels, selected);
}

static GtkWidget *
add_scopes (GvnForm *form, GvnMatterScope selected)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (int i = 0; i < GVN_MATTER_N_SCOPES; i++)
    {
      g_strv_builder_add (codes, gvn_matter_scope_to_string (i));
      g_strv_builder_add (labels, gvn_matter_scope_get_label (i));
    }

  return gvn_form_add_choice (form, _ ("Bears on"), codes, labels, gvn_matter_scope_to_string (selected));
}

/* Raising and editing ------------------------------------------------------------------ */

typedef struct
{
  GvnMatterKind kind;
  GvnMatterScope kept_scope; /* of what is no decision */
  char *meeting;             /* owned, NULL between two meetings */
  char *item;                /* owned, NULL when none */
  GtkWidget *title;
  GtkWidget *owner;
  GtkWidget *side;
  GtkWidget *due;
  GtkWidget *body; /* NULL when the meeting, or the chain, says it */
  GtkWidget *perimeter;
  GtkWidget *scope; /* NULL unless a decision */
  GtkWidget *raised;
  GtkWidget *ticket;
  GtkWidget *detail;
} Fields;

static void
fields_free (gpointer data)
{
  Fields *fields = data;

  g_free (fields->meeting);
  g_free (fields->item);
  g_free (fields);
}

static void
read_choices (const Fields *fields, GvnMatterDraft *draft)
{
  draft->kind = fields->kind;
  draft->scope = fields->kept_scope;
  draft->meeting = fields->meeting;
  draft->item = fields->item;
  draft->owner = gvn_form_get_choice (fields->owner);
  draft->owner_side = get_side (fields->owner, fields->side);
  draft->perimeter = gvn_form_get_choice (fields->perimeter);
  if (fields->body != NULL)
    draft->body = gvn_form_get_choice (fields->body);
  if (fields->scope != NULL)
    gvn_matter_scope_parse (gvn_form_get_choice (fields->scope), &draft->scope);
}

/* The field a refusal is most likely about. */
static GtkWidget *
guess_suspect (const Fields *fields, const GvnMatterDraft *draft)
{
  if (gvn_text_is_empty (draft->title))
    return fields->title;
  if (draft->kind == GVN_MATTER_ACTION && draft->owner == NULL && draft->owner_side == NULL)
    return fields->owner;
  if (g_date_valid (&draft->due) && g_date_valid (&draft->raised) && g_date_compare (&draft->due, &draft->raised) < 0)
    return fields->due;

  return fields->body;
}

/* A decision its body had no power to take is shown, with why and where it can go. */
static void
show_warned (GvnForm *form, const GvnMatterDraft *draft, GtkWidget *window)
{
  if (draft->warning != NULL && window != NULL)
    gvn_matter_dialog_present (gvn_form_get_session (form), draft->id, window);
}

static gboolean
apply (GvnForm *form, GError **error)
{
  const Fields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *title = gvn_form_dup_text (fields->title);
  g_autofree char *detail = gvn_form_dup_text (fields->detail);
  g_autofree char *ticket = gvn_form_dup_text (fields->ticket);
  gboolean is_new = gvn_form_get_subject (form) == NULL;
  GvnMatterDraft draft = { .id = g_strdup (gvn_form_get_subject (form)),
                           .title = title != NULL ? title : "",
                           .detail = detail,
                           .ticket = ticket,
                           .now = gvn_session_get_now (session) };
  g_autofree char *label = NULL;
  gboolean done = FALSE;

  read_choices (fields, &draft);
  if (gvn_form_read_date (form, fields->due, TRUE, &draft.due, error)
      && gvn_form_read_date (form, fields->raised, TRUE, &draft.raised, error))
    {
      gvn_form_set_suspect (form, guess_suspect (fields, &draft));
      label = gvn_matter_draft_dup_label (gvn_session_get_db (session), &draft);
      done = gvn_session_run (session, label, is_new ? gvn_matter_create : gvn_matter_edit, &draft, error);
    }
  if (done && is_new)
    show_warned (form, &draft, GTK_WIDGET (gtk_widget_get_root (fields->title)));
  g_free (draft.id);
  g_free (draft.warning);

  return done;
}

/* The fields, empty or as @matter says. */
static void
add_fields (GvnForm *form, Fields *fields, GvnMatter *matter, gboolean has_body)
{
  const GDate *today = &gvn_session_get_now (gvn_form_get_session (form))->local.date;

  fields->title = gvn_form_add_entry (form, _ ("Title"), matter != NULL ? matter->title : NULL);
  add_owner (form, &fields->owner, &fields->side, matter != NULL ? matter->owner : NULL,
             matter != NULL ? matter->owner_side : NULL);
  fields->due = gvn_form_add_date (form, _ ("Due"), matter != NULL ? &matter->due : NULL);
  if (has_body)
    fields->body = add_bodies (form, matter != NULL ? matter->body : "COPIL");
  fields->perimeter = add_perimeters (form, matter != NULL ? _ ("The whole contract") : _ ("That of the body"),
                                      matter != NULL ? matter->perimeter : NULL);
  if (fields->kind == GVN_MATTER_DECISION)
    fields->scope = add_scopes (form, matter != NULL ? matter->scope : GVN_SCOPE_OPERATIONS);
  fields->raised = gvn_form_add_date (form, _ ("Raised"),
                                      matter != NULL            ? &matter->raised
                                      : fields->meeting != NULL ? NULL
                                                                : today);
  fields->ticket = gvn_form_add_entry (form, _ ("Ticket"), matter != NULL ? matter->ticket : NULL);
  fields->detail = gvn_form_add_text (form, _ ("Detail"), matter != NULL ? matter->detail : NULL);
}

/**
 * gvn_matter_form_present_new:
 * @meeting: (nullable): where it came up, whose body has it then
 * @item: (nullable): of its agenda
 */
void
gvn_matter_form_present_new (GvnSession *session, GvnMatterKind kind, const char *meeting, const char *item,
                             GtkWidget *parent)
{
  static const char *const titles[] = {
    [GVN_MATTER_DECISION] = N_ ("New Decision"),
    [GVN_MATTER_ACTION] = N_ ("New Action"),
    [GVN_MATTER_DISAGREEMENT] = N_ ("New Disagreement"),
    [GVN_MATTER_ALERT] = N_ ("New Alert"),
  };
  GvnForm *form = gvn_form_new (session, NULL);
  Fields *fields = g_new0 (Fields, 1);

  fields->kind = kind;
  fields->meeting = g_strdup (meeting);
  fields->item = g_strdup (item);
  gvn_form_set_data (form, fields, fields_free);
  add_fields (form, fields, NULL, meeting == NULL);
  gvn_form_present (form, _ (titles[kind]), _ ("_Add"), apply, parent);
}

/* Whether it went up: where it came up is then no field any more. */
static gboolean
is_escalated (GvnSession *session, GvnMatter *matter)
{
  g_autoptr (GPtrArray) way = gvn_matter_list_way (gvn_session_get_db (session), matter, NULL);

  for (guint i = 0; way != NULL && i < way->len; i++)
    if (((GvnMatterStep *) way->pdata[i])->kind == GVN_STEP_ESCALATED)
      return TRUE;

  return FALSE;
}

void
gvn_matter_form_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnMatter) matter = gvn_matter_load (gvn_session_get_db (session), id, &error);
  g_autofree char *code = NULL;
  g_autofree char *title = NULL;
  GvnForm *form;
  Fields *fields;

  if (matter == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }

  form = gvn_form_new (session, id);
  fields = g_new0 (Fields, 1);
  fields->kind = matter->kind;
  fields->kept_scope = matter->scope;
  fields->meeting = g_strdup (matter->meeting);
  fields->item = g_strdup (matter->item);
  gvn_form_set_data (form, fields, fields_free);
  add_fields (form, fields, matter, matter->meeting == NULL && !is_escalated (session, matter));
  code = gvn_matter_dup_code (matter);
  title = g_strdup_printf (_ ("Edit %s"), code);
  gvn_form_present (form, title, _ ("_Apply"), apply, parent);
}

/* One act on one or several ------------------------------------------------------------ */

typedef struct
{
  GStrv matters; /* owned */
  GvnMatterAct act;
  GtkWidget *owner; /* NULL as the others when the act has no use for it */
  GtkWidget *side;
  GtkWidget *due;
  GtkWidget *when;
  GtkWidget *note;
  GtkWidget *proof;
} ActFields;

static void
act_fields_free (gpointer data)
{
  g_strfreev (((ActFields *) data)->matters);
  g_free (data);
}

static gboolean
apply_act (GvnForm *form, GError **error)
{
  const ActFields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *note = fields->note != NULL ? gvn_form_dup_text (fields->note) : NULL;
  GvnMatterRequest request = { .matters = (const char *const *) fields->matters,
                               .act = fields->act,
                               .note = note,
                               .by_name = gvn_session_get_author (session),
                               .now = gvn_session_get_now (session) };
  g_autofree char *label = gvn_matter_dup_label (gvn_session_get_db (session), &request);
  g_auto (GvnKeptFile) proof = { NULL };

  if ((fields->due != NULL && !gvn_form_read_date (form, fields->due, TRUE, &request.due, error))
      || (fields->when != NULL && !gvn_form_read_instant (form, fields->when, &request.at, error)))
    return FALSE;
  if (fields->owner != NULL)
    {
      request.owner = gvn_form_get_choice (fields->owner);
      request.owner_side = get_side (fields->owner, fields->side);
      gvn_form_set_suspect (form, fields->owner);
    }
  if (fields->act == GVN_MATTER_WITHDRAW && note == NULL)
    gvn_form_set_suspect (form, fields->note);
  if (!gvn_file_row_read (fields->proof, session, &proof, error))
    return FALSE;
  request.proof = proof.sha256;
  request.proof_name = proof.name;
  request.proof_size = proof.size;

  return gvn_session_run (session, label, gvn_matter_apply, &request, error);
}

static void
add_act_fields (GvnForm *form, ActFields *fields, GvnMatter *first)
{
  const GvnLocal *now = &gvn_session_get_now (gvn_form_get_session (form))->local;

  switch (fields->act)
    {
    case GVN_MATTER_ASSIGN:
      add_owner (form, &fields->owner, &fields->side, first->owner, first->owner_side);
      break;
    case GVN_MATTER_POSTPONE:
      fields->due = gvn_form_add_date (form, _ ("Due"), &first->due);
      break;
    case GVN_MATTER_CLOSE:
      fields->when = gvn_form_add_moment (form, _ ("When it really happened"), now);
      fields->note = gvn_form_add_text (form, _ ("Note"), NULL);
      fields->proof = gvn_file_row_add (gvn_form_get_group (form), _ ("Proof"));
      break;
    case GVN_MATTER_WITHDRAW:
      fields->when = gvn_form_add_moment (form, _ ("When it really happened"), now);
      fields->note = gvn_form_add_text (form, _ ("Reason"), NULL);
      break;
    }
}

/**
 * gvn_matter_act_form_present:
 * @matters: their ids, at least one; the first gives what is proposed
 */
void
gvn_matter_act_form_present (GvnSession *session, const char *const *matters, GvnMatterAct act, GtkWidget *parent)
{
  GvnMatterRequest request = { .matters = matters, .act = act };
  g_autofree char *title = gvn_matter_dup_label (gvn_session_get_db (session), &request);
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnMatter) first = gvn_matter_load (gvn_session_get_db (session), matters[0], &error);
  GvnForm *form;
  ActFields *fields;

  if (first == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }

  form = gvn_form_new (session, NULL);
  fields = g_new0 (ActFields, 1);
  fields->matters = g_strdupv ((GStrv) matters);
  fields->act = act;
  gvn_form_set_data (form, fields, act_fields_free);
  add_act_fields (form, fields, first);
  gvn_form_present (form, title, _ ("_Apply"), apply_act, parent);
}
