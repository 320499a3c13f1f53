/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-act-dialog.h"
#include "app/dialogs/gvn-cause-dialog.h"
#include "app/gvn-ui.h"
#include "base/gvn-text.h"
#include "deadlines/gvn-register.h"

typedef struct
{
  GvnSession *session; /* owned */
  char *subject;       /* owned: the meeting, or the fact */
  GvnMeetingAct act;
  char *proof_path; /* owned, NULL when none */

  AdwPreferencesGroup *group;
  GtkWidget *when;
  GtkWidget *reason;
  GtkWidget *cause;
  GtkWidget *note;
  GtkWidget *internal;
  GtkWidget *proof;
  char *shown; /* owned: the correction whose consequences are shown */
} Form;

static void
form_free (gpointer data, GClosure *closure)
{
  Form *form = data;

  g_object_unref (form->session);
  g_free (form->subject);
  g_free (form->proof_path);
  g_free (form->shown);
  g_free (form);
}

static const char *
text_of (GtkWidget *entry)
{
  return entry != NULL ? gtk_editable_get_text (GTK_EDITABLE (entry)) : NULL;
}

/* Puts the fault at the field it is about: the moment for a wrong value, else
 * the reason. */
static void
show_fault (Form *form, GtkWidget *entry, const GError *error)
{
  if (form->when != NULL)
    gtk_widget_remove_css_class (form->when, "error");
  if (form->reason != NULL)
    gtk_widget_remove_css_class (form->reason, "error");
  gvn_ui_set_fault (form->group, entry, error->message);
}

static gboolean
read_proof (Form *form, GvnMeetingRequest *request, char **hash, char **name, GError **error)
{
  g_autoptr (GFile) file = form->proof_path != NULL ? g_file_new_for_path (form->proof_path) : NULL;
  g_autoptr (GFileInfo) info = NULL;

  if (file == NULL)
    return TRUE;
  *hash = gvn_store_add_attachment (gvn_session_get_store (form->session), form->proof_path, error);
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
read_moment (Form *form, GvnMeetingRequest *request, GError **error)
{
  gint64 instant;

  if (form->when == NULL)
    return TRUE;
  if (!gvn_instant_parse (text_of (form->when), &instant, error))
    return FALSE;
  if (form->act == GVN_ACT_MOVE)
    gvn_local_from_instant (instant, &request->start);
  else
    request->at = instant;

  return TRUE;
}

static void
act_cb (GtkWidget *button, Form *form)
{
  GvnMeetingRequest request = { .meeting = form->subject,
                                .act = form->act,
                                .reason = text_of (form->reason),
                                .note = text_of (form->note),
                                .by_name = gvn_session_get_author (form->session),
                                .now = gvn_session_get_now (form->session) };
  g_autofree char *hash = NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  if (form->internal != NULL)
    request.internal = adw_switch_row_get_active (ADW_SWITCH_ROW (form->internal));
  if (form->cause != NULL)
    request.cause = gvn_cause_row_get (form->cause);
  if (!read_moment (form, &request, &error))
    {
      show_fault (form, form->when, error);
      return;
    }

  label = gvn_meeting_dup_label (gvn_session_get_db (form->session), &request);
  if (read_proof (form, &request, &hash, &name, &error)
      && gvn_session_run (form->session, label, gvn_meeting_apply, &request, &error))
    adw_dialog_close (ADW_DIALOG (gtk_widget_get_ancestor (button, ADW_TYPE_DIALOG)));
  else
    show_fault (form, form->reason != NULL ? form->reason : form->when, error);
}

static void
proof_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) row = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  Form *form = g_object_get_data (G_OBJECT (row), "form");
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  if (file == NULL || gtk_widget_get_root (row) == NULL)
    return;
  g_free (form->proof_path);
  form->proof_path = g_file_get_path (file);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), name);
}

static void
choose_proof_cb (GtkWidget *row)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Choose a Proof"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (row)), NULL, proof_chosen_cb, g_object_ref (row));
}

static gboolean
proof_dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  Form *form = data;
  GFile *file = g_value_get_object (value);
  g_autofree char *name = g_file_get_basename (file);

  g_free (form->proof_path);
  form->proof_path = g_file_get_path (file);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), name);

  return TRUE;
}

static void
add_proof (Form *form)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  form->proof = gvn_ui_add_row (form->group, _ ("Proof"), _ ("Drop a mail or a file here, or choose one"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (form->proof), gtk_image_new_from_icon_name ("document-open-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (form->proof), TRUE);
  g_object_set_data (G_OBJECT (form->proof), "form", form);
  g_signal_connect (form->proof, "activated", G_CALLBACK (choose_proof_cb), NULL);
  g_signal_connect (target, "drop", G_CALLBACK (proof_dropped_cb), form);
  gtk_widget_add_controller (form->proof, GTK_EVENT_CONTROLLER (target));
}

/* A moment as it is typed: 2028-03-16 14:00. */
static char *
format_moment (const GvnLocal *local)
{
  g_autofree char *date = gvn_date_to_string (&local->date);
  g_autofree char *time = gvn_text_time (local->minutes);

  return g_strdup_printf ("%s %s", date, time);
}

static void
add_fields (Form *form, GvnMeeting *meeting)
{
  gboolean is_fact = gvn_meeting_act_get_fact_kind (form->act) != NULL;
  gboolean has_reason = form->act == GVN_ACT_MOVE || form->act == GVN_ACT_CANCEL;
  GvnLocal end;
  g_autofree char *moment = NULL;

  gvn_meeting_get_end (meeting, &end);
  if (form->act == GVN_ACT_MOVE)
    moment = format_moment (&meeting->start);
  else
    moment = format_moment (form->act == GVN_ACT_HOLD ? &end : &gvn_session_get_now (form->session)->local);

  if (is_fact || form->act == GVN_ACT_MOVE)
    form->when = gvn_ui_add_entry (form->group,
                                   form->act == GVN_ACT_MOVE ? _ ("New start") : _ ("When it really happened"), moment);
  if (has_reason)
    {
      form->reason = gvn_ui_add_entry (form->group, _ ("Reason"), NULL);
      form->cause = gvn_cause_row_new (NULL);
      adw_preferences_group_add (form->group, form->cause);
    }
  if (is_fact || form->act == GVN_ACT_NOTE)
    form->note = gvn_ui_add_entry (form->group, _ ("Note"), form->act == GVN_ACT_NOTE ? meeting->note : NULL);
  form->internal = gvn_ui_add_internal (form->group, FALSE);
  if (is_fact)
    add_proof (form);
}

static Form *
form_new (GvnSession *session, const char *subject)
{
  Form *form = g_new0 (Form, 1);

  form->session = g_object_ref (session);
  form->subject = g_strdup (subject);
  form->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  return form;
}

static void
present (Form *form, const char *title, const char *apply, GCallback applied, GtkWidget *parent)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  GtkWidget *button;
  AdwDialog *dialog;

  adw_preferences_page_add (page, form->group);
  dialog = gvn_ui_new_form (title, page, apply, &button);
  g_signal_connect_data (button, "clicked", applied, form, form_free, 0);
  adw_dialog_present (dialog, parent);
}

void
gvn_act_dialog_present (GvnSession *session, GvnMeeting *meeting, GvnMeetingAct act, GtkWidget *parent)
{
  Form *form = form_new (session, meeting->id);
  g_autofree char *title = gvn_meeting_dup_title (meeting);

  form->act = act;
  adw_preferences_group_set_title (form->group, title);
  add_fields (form, meeting);
  present (form, gvn_meeting_act_get_label (act), _ ("_Apply"), G_CALLBACK (act_cb), parent);
}

/* The first press shows what the correction changes, the second applies it. */
static void
correct_cb (GtkWidget *button, Form *form)
{
  GvnFactCorrection correction = { .fact = form->subject,
                                   .reason = text_of (form->reason),
                                   .author = gvn_session_get_author (form->session),
                                   .now = gvn_session_get_now (form->session) };
  g_autofree char *typed = g_strdup_printf ("%s\n%s", text_of (form->when), text_of (form->reason));
  g_autoptr (GPtrArray) consequences = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!gvn_instant_parse (text_of (form->when), &correction.at, &error))
    {
      show_fault (form, form->when, error);
      return;
    }
  if (g_strcmp0 (typed, form->shown) == 0)
    {
      if (gvn_session_run (form->session, _ ("Correct a fact"), gvn_register_correct_fact, &correction, &error))
        adw_dialog_close (ADW_DIALOG (gtk_widget_get_ancestor (button, ADW_TYPE_DIALOG)));
      else
        show_fault (form, form->reason, error);
      return;
    }

  consequences = gvn_register_preview_correction (gvn_session_get_store (form->session), &correction, &error);
  if (consequences == NULL)
    {
      show_fault (form, form->reason, error);
      return;
    }
  g_ptr_array_add (consequences, NULL);
  text = consequences->len > 1 ? g_strjoinv ("\n", (char **) consequences->pdata) : g_strdup (_ ("No date changes."));
  gvn_ui_set_fault (form->group, NULL, text);
  g_set_str (&form->shown, typed);
  gtk_button_set_label (GTK_BUTTON (button), _ ("_Correct"));
}

void
gvn_correct_dialog_present (GvnSession *session, const char *fact_id, GtkWidget *parent)
{
  g_autoptr (GvnFact) fact = gvn_fact_load (gvn_session_get_db (session), fact_id, NULL);
  Form *form;
  GvnLocal at;
  g_autofree char *moment = NULL;

  if (fact == NULL)
    return;
  form = form_new (session, fact_id);
  gvn_local_from_instant (fact->at, &at);
  moment = format_moment (&at);
  adw_preferences_group_set_title (form->group, gvn_fact_kind_get_label (fact->kind));
  form->when = gvn_ui_add_entry (form->group, _ ("When it really happened"), moment);
  form->reason = gvn_ui_add_entry (form->group, _ ("Why the fact was wrong"), NULL);
  present (form, _ ("Correct a Fact"), _ ("_Show Consequences"), G_CALLBACK (correct_cb), parent);
}
