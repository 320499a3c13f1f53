/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-act-dialog.h"
#include "app/dialogs/gvn-cause-dialog.h"
#include "app/gvn-form.h"
#include "app/gvn-ui.h"
#include "base/gvn-text.h"
#include "committees/gvn-body.h"
#include "deadlines/gvn-register.h"

/* Proof -------------------------------------------------------------------------------- */

static void
set_proof (GtkWidget *row, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  g_object_set_data_full (G_OBJECT (row), "proof", g_file_get_path (file), g_free);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), name);
}

static void
proof_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) row = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    set_proof (row, file);
}

static void
choose_proof_cb (GtkWidget *row)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Choose a Proof"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (row)), NULL, proof_chosen_cb, g_object_ref (row));
}

static gboolean
proof_dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, GtkWidget *row)
{
  set_proof (row, g_value_get_object (value));

  return TRUE;
}

static GtkWidget *
add_proof (GvnForm *form)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);
  GtkWidget *row
      = gvn_ui_add_row (gvn_form_get_group (form), _ ("Proof"), _ ("Drop a mail or a file here, or choose one"));

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("document-open-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (choose_proof_cb), NULL);
  g_signal_connect (target, "drop", G_CALLBACK (proof_dropped_cb), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));

  return row;
}

static gboolean
read_proof (GvnSession *session, GtkWidget *row, GvnMeetingRequest *request, char **hash, char **name, GError **error)
{
  const char *path = row != NULL ? g_object_get_data (G_OBJECT (row), "proof") : NULL;
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr (GFileInfo) info = NULL;

  if (file == NULL)
    return TRUE;
  *hash = gvn_store_add_attachment (gvn_session_get_store (session), path, error);
  info = *hash != NULL ? g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, error) : NULL;
  if (info == NULL)
    return FALSE;
  *name = g_file_get_basename (file);
  request->proof = *hash;
  request->proof_name = *name;
  request->proof_size = g_file_info_get_size (info);

  return TRUE;
}

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
  char *warned; /* owned: the start whose conflicts were told */
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
  g_autofree char *hash = NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;

  if (fields->cause != NULL)
    request.cause = gvn_cause_row_get (fields->cause);
  if (!read_moment (form, fields, &request, error))
    return FALSE;
  if (fields->act == GVN_ACT_MOVE && !may_move (form, fields, &request.start))
    return FALSE;

  gvn_form_set_suspect (form, fields->reason != NULL ? fields->reason : fields->when);
  label = gvn_meeting_dup_label (gvn_session_get_db (session), &request);

  return read_proof (session, fields->proof, &request, &hash, &name, error)
         && gvn_session_run (session, label, gvn_meeting_apply, &request, error);
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
    fields->note = gvn_form_add_text (form, _ ("Note"), fields->act == GVN_ACT_NOTE ? meeting->note : NULL);
  fields->internal = gvn_form_add_internal (form, fields->act == GVN_ACT_NOTE && meeting->note_internal);
  if (is_fact)
    fields->proof = add_proof (form);
}

void
gvn_act_dialog_present (GvnSession *session, GvnMeeting *meeting, GvnMeetingAct act, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, meeting->id);
  ActFields *fields = g_new0 (ActFields, 1);
  g_autofree char *title = gvn_meeting_dup_title (meeting);

  fields->act = act;
  gvn_form_set_data (form, fields, act_fields_free);
  adw_preferences_group_set_title (gvn_form_get_group (form), title);
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
