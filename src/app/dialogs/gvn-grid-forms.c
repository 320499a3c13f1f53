/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-grid-dialog.h"
#include "app/gvn-form.h"
#include "contract/gvn-person.h"
#include "proceedings/gvn-preproblem.h"

/* A row -------------------------------------------------------------------------------- */

typedef struct
{
  char *meeting; /* owned: of a new row, NULL when one is changed */
  GtkWidget *title;
  GtkWidget *incidents;
  GtkWidget *priority;
  GtkWidget *impact;
  GtkWidget *tme;
  GtkWidget *tms;
} RowFields;

static void
row_fields_free (gpointer data)
{
  g_free (((RowFields *) data)->meeting);
  g_free (data);
}

static gboolean
apply_row (GvnForm *form, GError **error)
{
  RowFields *fields = gvn_form_get_data (form);
  g_autofree char *title = gvn_form_dup_text (fields->title);
  g_autofree char *incidents = gvn_form_dup_text (fields->incidents);
  g_autofree char *impact = gvn_form_dup_text (fields->impact);
  g_autofree char *tme = gvn_form_dup_text (fields->tme);
  g_autofree char *tms = gvn_form_dup_text (fields->tms);
  const char *priority = gvn_form_get_choice (fields->priority);
  gboolean is_new = fields->meeting != NULL;
  GvnPreproblemDraft draft = { .id = g_strdup (gvn_form_get_subject (form)),
                               .meeting = fields->meeting,
                               .title = title,
                               .incidents = incidents,
                               .impact = impact,
                               .priority = priority != NULL ? *priority - '0' : 0,
                               .diagnosis_tme = tme,
                               .diagnosis_tms = tms };
  gboolean done;

  gvn_form_set_suspect (form, fields->title);
  done = gvn_session_run (gvn_form_get_session (form),
                          is_new ? _ ("Add a row to the grid") : _ ("Change a row of the grid"), gvn_preproblem_save,
                          &draft, error);
  g_free (draft.id);

  return done;
}

static GtkWidget *
add_priorities (GvnForm *form, int selected)
{
  static const char *const codes[] = { "", "1", "2", "3" };
  g_autoptr (GStrvBuilder) taken = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_strv_builder_add (taken, codes[i]);
      g_strv_builder_add (labels, i == 0 ? _ ("Not said") : codes[i]);
    }

  return gvn_form_add_choice (form, _ ("Priority"), taken, labels, codes[selected]);
}

static void
present_row (GvnSession *session, const GvnPreproblem *row, const char *meeting, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, row != NULL ? row->id : NULL);
  RowFields *fields = g_new0 (RowFields, 1);

  fields->meeting = g_strdup (meeting);
  gvn_form_set_data (form, fields, row_fields_free);
  if (row != NULL && row->approved_by != NULL)
    adw_preferences_group_set_description (
        gvn_form_get_group (form),
        _ ("The ROC approved what the row says: once it changes, it is to be approved again."));
  fields->title = gvn_form_add_entry (form, _ ("Group of incidents"), row != NULL ? row->title : NULL);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (fields->title), TRUE);
  fields->incidents = gvn_form_add_entry (form, _ ("Incidents"), row != NULL ? row->incidents : NULL);
  fields->priority = add_priorities (form, row != NULL ? row->priority : 0);
  fields->impact = gvn_form_add_text (form, _ ("Impact"), row != NULL ? row->impact : NULL);
  fields->tme = gvn_form_add_text (form, _ ("Diagnosis of the TME"), row != NULL ? row->diagnosis_tme : NULL);
  fields->tms = gvn_form_add_text (form, _ ("Diagnosis of the TMS"), row != NULL ? row->diagnosis_tms : NULL);
  gvn_form_present (form, row != NULL ? _ ("Row of the Grid") : _ ("New Row"), _ ("_Apply"), apply_row, parent);
}

void
gvn_grid_new_row_present (GvnSession *session, const char *meeting, GtkWidget *parent)
{
  present_row (session, NULL, meeting, parent);
}

void
gvn_grid_row_form_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnPreproblem) row = gvn_preproblem_load (gvn_session_get_db (session), id, &error);

  if (row != NULL)
    present_row (session, row, NULL, parent);
  else
    gvn_session_fail (session, error);
}

/* Approval ----------------------------------------------------------------------------- */

typedef struct
{
  gboolean all; /* of the meeting, rather than one row */
  GtkWidget *person;
  GtkWidget *at;
} ApprovalFields;

static gboolean
apply_approval (GvnForm *form, GError **error)
{
  ApprovalFields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  const char *subject = gvn_form_get_subject (form);
  const char *person = gvn_form_get_choice (fields->person);
  GvnGridApproval approval = { .row = fields->all ? NULL : subject,
                               .meeting = fields->all ? subject : NULL,
                               .person = person != NULL ? person : "",
                               .now = gvn_session_get_now (session) };

  return gvn_form_read_instant (form, fields->at, &approval.at, error)
         && gvn_session_run (session,
                             fields->all ? _ ("Approve the rows of the grid") : _ ("Approve a row of the grid"),
                             gvn_grid_approve, &approval, error);
}

/* Who holds the role of ROC today; when nobody does, the choice says so. */
static GtkWidget *
add_rocs (GvnForm *form)
{
  GvnSession *session = gvn_form_get_session (form);
  g_autoptr (GPtrArray) holders = gvn_role_find_holders (gvn_session_get_db (session), "roc", NULL,
                                                         &gvn_session_get_now (session)->local.date, NULL);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (guint i = 0; holders != NULL && i < holders->len; i++)
    {
      const GvnPerson *person = holders->pdata[i];

      g_strv_builder_add (codes, person->id);
      g_strv_builder_add (labels, person->name);
    }
  if (holders == NULL || holders->len == 0)
    {
      g_strv_builder_add (codes, "");
      g_strv_builder_add (labels, _ ("Nobody holds this role"));
    }

  return gvn_form_add_choice (form, _ ("Approved by"), codes, labels, gvn_session_get_me (session));
}

static void
present_approval (GvnSession *session, const char *subject, gboolean all, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, subject);
  ApprovalFields *fields = g_new0 (ApprovalFields, 1);

  fields->all = all;
  gvn_form_set_data (form, fields, g_free);
  adw_preferences_group_set_description (gvn_form_get_group (form),
                                         _ ("The grid is filled under the supervision of the ROC (6.6)."));
  fields->person = add_rocs (form);
  fields->at = gvn_form_add_moment (form, _ ("When it really happened"), &gvn_session_get_now (session)->local);
  gvn_form_present (form, _ ("Approval"), _ ("_Apply"), apply_approval, parent);
}

void
gvn_grid_approve_row_present (GvnSession *session, const char *row, GtkWidget *parent)
{
  present_approval (session, row, FALSE, parent);
}

void
gvn_grid_approve_all_present (GvnSession *session, const char *meeting, GtkWidget *parent)
{
  present_approval (session, meeting, TRUE, parent);
}

/* The committee's verdict ----------------------------------------------------------------- */

typedef struct
{
  GtkWidget *verdict;
  GtkWidget *reason;
  GtkWidget *ticket;
} VerdictFields;

static gboolean
apply_verdict (GvnForm *form, GError **error)
{
  VerdictFields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *reason = gvn_form_dup_text (fields->reason);
  g_autofree char *ticket = gvn_form_dup_text (fields->ticket);
  GvnPreproblemDecision decision
      = { .id = gvn_form_get_subject (form), .reason = reason, .ticket = ticket, .now = gvn_session_get_now (session) };

  gvn_preproblem_verdict_parse (gvn_form_get_choice (fields->verdict), &decision.verdict);
  gvn_form_set_suspect (form, fields->reason);

  return gvn_session_run (session, _ ("Record the committee’s verdict"), gvn_preproblem_decide, &decision, error);
}

void
gvn_grid_verdict_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GvnPreproblem) row = gvn_preproblem_load (gvn_session_get_db (session), id, NULL);
  GvnForm *form = gvn_form_new (session, id);
  VerdictFields *fields = g_new0 (VerdictFields, 1);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (guint i = GVN_PREPROBLEM_PROBLEM; i <= GVN_PREPROBLEM_NOT_PROBLEM; i++)
    {
      g_strv_builder_add (codes, gvn_preproblem_verdict_to_string (i));
      g_strv_builder_add (labels, gvn_preproblem_verdict_get_label (i));
    }
  gvn_form_set_data (form, fields, g_free);
  fields->verdict = gvn_form_add_choice (form, _ ("Verdict"), codes, labels,
                                         row != NULL ? gvn_preproblem_verdict_to_string (row->verdict) : NULL);
  fields->reason = gvn_form_add_text (form, _ ("Why"), row != NULL ? row->reason : NULL);
  fields->ticket = gvn_form_add_entry (form, _ ("The problem’s ticket number"), row != NULL ? row->ticket : NULL);
  gvn_form_present (form, _ ("Verdict of the Committee"), _ ("_Apply"), apply_verdict, parent);
}

/* Follow-up ------------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *text;
  GtkWidget *at;
} NoteFields;

static gboolean
apply_note (GvnForm *form, GError **error)
{
  NoteFields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *text = gvn_form_dup_text (fields->text);
  GvnPreproblemRemark remark = { .id = gvn_form_get_subject (form),
                                 .text = text,
                                 .by_name = gvn_session_get_author (session),
                                 .now = gvn_session_get_now (session) };

  if (!gvn_form_read_instant (form, fields->at, &remark.at, error))
    return FALSE;
  if (text == NULL)
    gvn_form_set_suspect (form, fields->text);

  return gvn_session_run (session, _ ("Follow up a row of the grid"), gvn_preproblem_add_note, &remark, error);
}

void
gvn_grid_note_present (GvnSession *session, const char *row, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, row);
  NoteFields *fields = g_new0 (NoteFields, 1);

  gvn_form_set_data (form, fields, g_free);
  fields->text = gvn_form_add_text (form, _ ("What was done since"), NULL);
  fields->at = gvn_form_add_moment (form, _ ("When it really happened"), &gvn_session_get_now (session)->local);
  gvn_form_present (form, _ ("Follow-up"), _ ("_Add"), apply_note, parent);
}
