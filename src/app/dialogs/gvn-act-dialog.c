/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-act-dialog.h"
#include "app/dialogs/gvn-cause-dialog.h"
#include "app/gvn-form.h"
#include "app/gvn-ui.h"
#include "app/widgets/gvn-file-row.h"
#include "base/gvn-text.h"
#include "committees/gvn-body.h"
#include "deadlines/gvn-register.h"
#include "proceedings/gvn-minutes.h"
#include "proceedings/gvn-preproblem.h"

/* An act on a meeting ------------------------------------------------------------------ */

typedef struct
{
  GvnMeetingAct act;
  GtkWidget *when; /* NULL as the others when the act has no use for it */
  GtkWidget *reason;
  GtkWidget *cause;
  GtkWidget *note;
  GtkWidget *internal;
  GtkWidget *proof;
  GtkWidget *file;
  char *warned; /* owned: the start whose conflicts were told, or the gaps of the grid */
} ActFields;

static void
act_fields_free (gpointer data)
{
  g_free (((ActFields *) data)->warned);
  g_free (data);
}

static gboolean
read_moment (GvnForm *form, const ActFields *fields, GvnMeetingRequest *request, GError **error)
{
  gint64 instant;

  if (fields->when == NULL)
    return TRUE;
  if (!gvn_form_read_instant (form, fields->when, &instant, error))
    return FALSE;
  if (fields->act == GVN_ACT_MOVE)
    gvn_local_from_instant (instant, &request->start);
  else
    request->at = instant;

  return TRUE;
}

/* Who would sit in two meetings is told once; a second press moves it anyway. */
static gboolean
may_move (GvnForm *form, ActFields *fields, const GvnLocal *start)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (fields->when));
  g_autoptr (GPtrArray) conflicts = gvn_meeting_find_conflicts (gvn_session_get_db (gvn_form_get_session (form)),
                                                                gvn_form_get_subject (form), start, NULL);
  g_autofree char *text = NULL;

  if (conflicts == NULL || conflicts->len == 0 || g_strcmp0 (fields->warned, typed) == 0)
    return TRUE;

  g_ptr_array_add (conflicts, NULL);
  text = g_strjoinv ("\n", (char **) conflicts->pdata);
  g_set_str (&fields->warned, typed);
  gvn_form_tell (form, text);
  gvn_form_set_apply_label (form, _ ("_Move Anyway"));

  return FALSE;
}

/* What the grid lacks is told once; a second press sends it anyway. */
static gboolean
may_send_grid (GvnForm *form, ActFields *fields)
{
  g_autofree char *warning
      = gvn_grid_dup_warning (gvn_session_get_db (gvn_form_get_session (form)), gvn_form_get_subject (form), NULL);

  if (warning == NULL || g_strcmp0 (fields->warned, warning) == 0)
    return TRUE;

  g_set_str (&fields->warned, warning);
  gvn_form_tell (form, warning);
  gvn_form_set_apply_label (form, _ ("_Send Anyway"));

  return FALSE;
}

/* A remark says something, and where each participant validates nobody does for all. */
static gboolean
run_act (GvnSession *session, const char *label, GvnMeetingRequest *request, GError **error)
{
  GvnRemarkDraft remark = { .request = *request, .text = request->note };

  if (request->act == GVN_ACT_MINUTES_REMARK)
    {
      remark.request.note = NULL;
      return gvn_session_run (session, label, gvn_minutes_remark, &remark, error);
    }

  return gvn_session_run (session, label,
                          request->act == GVN_ACT_MINUTES_VALIDATE ? gvn_minutes_validate : gvn_meeting_apply, request,
                          error);
}

static gboolean
apply_act (GvnForm *form, GError **error)
{
  ActFields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *reason = fields->reason != NULL ? gvn_form_dup_text (fields->reason) : NULL;
  g_autofree char *note = fields->note != NULL ? gvn_form_dup_text (fields->note) : NULL;
  GvnMeetingRequest request = { .meeting = gvn_form_get_subject (form),
                                .act = fields->act,
                                .reason = reason,
                                .note = note,
                                .internal = adw_switch_row_get_active (ADW_SWITCH_ROW (fields->internal)),
                                .by_name = gvn_session_get_author (session),
                                .now = gvn_session_get_now (session) };
  g_auto (GvnKeptFile) proof = { NULL }, file = { NULL };
  g_autofree char *label = NULL;

  if (fields->cause != NULL)
    request.cause = gvn_cause_row_get (fields->cause);
  if (!read_moment (form, fields, &request, error))
    return FALSE;
  if (fields->act == GVN_ACT_MOVE && !may_move (form, fields, &request.start))
    return FALSE;
  if (fields->act == GVN_ACT_GRID && !may_send_grid (form, fields))
    return FALSE;

  gvn_form_set_suspect (form, fields->reason != NULL ? fields->reason : fields->when);
  label = gvn_meeting_dup_label (gvn_session_get_db (session), &request);

  if (!gvn_file_row_read (fields->proof, session, &proof, error)
      || !gvn_file_row_read (fields->file, session, &file, error))
    return FALSE;
  request.proof = proof.sha256;
  request.proof_name = proof.name;
  request.proof_size = proof.size;
  request.file = file.sha256;
  request.file_name = file.name;
  request.file_size = file.size;

  return run_act (session, label, &request, error);
}

/* What is sent or received may be a file written elsewhere. */
static gboolean
carries_document (GvnMeetingAct act)
{
  return act == GVN_ACT_AGENDA || act == GVN_ACT_AGENDA_RECEIVE || act == GVN_ACT_MINUTES_SEND
         || act == GVN_ACT_MINUTES_RECEIVE;
}

static void
add_fields (GvnForm *form, ActFields *fields, GvnMeeting *meeting)
{
  gboolean is_fact = gvn_meeting_act_get_fact_kind (fields->act) != NULL;
  gboolean has_reason = fields->act == GVN_ACT_MOVE || fields->act == GVN_ACT_CANCEL;
  GvnLocal moment = gvn_session_get_now (gvn_form_get_session (form))->local;

  if (fields->act == GVN_ACT_MOVE)
    moment = meeting->start;
  else if (fields->act == GVN_ACT_HOLD)
    gvn_meeting_get_end (meeting, &moment);

  if (is_fact || fields->act == GVN_ACT_MOVE)
    fields->when = gvn_form_add_moment (
        form, fields->act == GVN_ACT_MOVE ? _ ("New start") : _ ("When it really happened"), &moment);
  if (has_reason)
    {
      fields->reason = gvn_form_add_text (form, _ ("Reason"), NULL);
      fields->cause = gvn_cause_row_new (NULL);
      adw_preferences_group_add (gvn_form_get_group (form), fields->cause);
    }
  if (is_fact || fields->act == GVN_ACT_NOTE)
    fields->note = gvn_form_add_text (form, fields->act == GVN_ACT_MINUTES_REMARK ? _ ("Remark") : _ ("Note"),
                                      fields->act == GVN_ACT_NOTE ? meeting->note : NULL);
  fields->internal = gvn_form_add_internal (form, fields->act == GVN_ACT_NOTE && meeting->note_internal);
  if (!is_fact)
    return;
  if (carries_document (fields->act))
    fields->file = gvn_file_row_add (gvn_form_get_group (form), _ ("The document itself, written elsewhere"));
  fields->proof = gvn_file_row_add (gvn_form_get_group (form), _ ("Proof"));
}

void
gvn_act_dialog_present (GvnSession *session, GvnMeeting *meeting, GvnMeetingAct act, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, meeting->id);
  ActFields *fields = g_new0 (ActFields, 1);
  g_autofree char *title = gvn_meeting_dup_title (meeting);

  fields->act = act;
  gvn_form_set_data (form, fields, act_fields_free);
  gvn_ui_set_group_title (gvn_form_get_group (form), title);
  add_fields (form, fields, meeting);
  gvn_form_present (form, gvn_meeting_act_get_label (act), _ ("_Apply"), apply_act, parent);
}

/* A fact rectified --------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *when;
  GtkWidget *reason;
  char *shown; /* owned: the correction whose consequences are shown */
} CorrectionFields;

static void
correction_fields_free (gpointer data)
{
  g_free (((CorrectionFields *) data)->shown);
  g_free (data);
}

/* The first press shows what the correction changes, the second applies it. */
static gboolean
apply_correction (GvnForm *form, GError **error)
{
  CorrectionFields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *reason = gvn_form_dup_text (fields->reason);
  GvnFactCorrection correction = { .fact = gvn_form_get_subject (form),
                                   .reason = reason != NULL ? reason : "",
                                   .author = gvn_session_get_author (session),
                                   .now = gvn_session_get_now (session) };
  g_autofree char *typed
      = g_strdup_printf ("%s\n%s", gtk_editable_get_text (GTK_EDITABLE (fields->when)), correction.reason);
  g_autoptr (GPtrArray) consequences = NULL;
  g_autofree char *text = NULL;

  if (!gvn_form_read_instant (form, fields->when, &correction.at, error))
    return FALSE;
  gvn_form_set_suspect (form, fields->reason);
  if (g_strcmp0 (typed, fields->shown) == 0)
    return gvn_session_run (session, _ ("Correct a fact"), gvn_register_correct_fact, &correction, error);

  consequences = gvn_register_preview_correction (gvn_session_get_store (session), &correction, error);
  if (consequences == NULL)
    return FALSE;
  g_ptr_array_add (consequences, NULL);
  text = consequences->len > 1 ? g_strjoinv ("\n", (char **) consequences->pdata) : g_strdup (_ ("No date changes."));
  gvn_form_tell (form, text);
  g_set_str (&fields->shown, typed);
  gvn_form_set_apply_label (form, _ ("_Correct"));

  return FALSE;
}

void
gvn_correct_dialog_present (GvnSession *session, const char *fact_id, GtkWidget *parent)
{
  g_autoptr (GvnFact) fact = gvn_fact_load (gvn_session_get_db (session), fact_id, NULL);
  CorrectionFields *fields;
  GvnForm *form;
  GvnLocal at;

  if (fact == NULL)
    return;
  form = gvn_form_new (session, fact_id);
  fields = g_new0 (CorrectionFields, 1);
  gvn_form_set_data (form, fields, correction_fields_free);
  gvn_local_from_instant (fact->at, &at);
  adw_preferences_group_set_title (gvn_form_get_group (form), gvn_fact_kind_get_label (fact->kind));
  fields->when = gvn_form_add_moment (form, _ ("When it really happened"), &at);
  fields->reason = gvn_form_add_text (form, _ ("Why the fact was wrong"), NULL);
  gvn_form_present (form, _ ("Correct a Fact"), _ ("_Show Consequences"), apply_correction, parent);
}
