/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-act-dialog.h"
#include "app/dialogs/gvn-grid-dialog.h"
#include "app/dialogs/gvn-history-dialog.h"
#include "app/dialogs/gvn-meeting-dialog.h"
#include "app/dialogs/gvn-preparation-dialog.h"
#include "app/dialogs/gvn-why-dialog.h"
#include "app/gvn-ui.h"
#include "app/mail/gvn-mail-dialog.h"
#include "app/widgets/gvn-deadline-row.h"
#include "base/gvn-text.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-register.h"

/* The acts offered, in the order of a meeting's life; which documents, by what
 * the body owes. */
static const struct
{
  GvnMeetingAct act;
  const char *document; /* NULL: offered for every body */
} offered[] = {
  { GVN_ACT_AGENDA, "agenda" },
  { GVN_ACT_SUPPORTS, "supports" },
  { GVN_ACT_BILLING, "billing" },
  { GVN_ACT_GRID, "grid" },
  { GVN_ACT_CONVENE, NULL },
  { GVN_ACT_HOLD, NULL },
  { GVN_ACT_MINUTES_SEND, "minutes" },
  { GVN_ACT_MINUTES_RECEIVE, "minutes" },
  { GVN_ACT_MINUTES_REMARK, "minutes" },
  { GVN_ACT_MINUTES_VALIDATE, "minutes" },
  { GVN_ACT_MOVE, NULL },
  { GVN_ACT_CANCEL, NULL },
  { GVN_ACT_PIN, NULL },
  { GVN_ACT_UNPIN, NULL },
  { GVN_ACT_NOTE, NULL },
};

typedef struct
{
  GvnSession *session; /* owned */
  GvnMeeting *meeting; /* owned */
} Shown;

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_object_unref (shown->session);
  g_object_unref (shown->meeting);
  g_free (shown);
}

static GtkWidget *
close_dialog (GtkWidget *widget)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));

  gvn_ui_close_dialog (widget);
  return root;
}

static void
act_cb (GtkWidget *row, Shown *shown)
{
  GvnMeetingAct act = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "act"));
  g_autoptr (GvnSession) session = g_object_ref (shown->session);
  g_autoptr (GvnMeeting) meeting = g_object_ref (shown->meeting);

  if (act == GVN_ACT_PIN || act == GVN_ACT_UNPIN)
    {
      GvnMeetingRequest request = { .meeting = meeting->id,
                                    .act = act,
                                    .by_name = gvn_session_get_author (session),
                                    .now = gvn_session_get_now (session) };
      g_autofree char *label = gvn_meeting_dup_label (gvn_session_get_db (session), &request);
      g_autoptr (GError) error = NULL;

      if (!gvn_session_run (session, label, gvn_meeting_apply, &request, &error))
        gvn_session_fail (session, error);
      close_dialog (row);
      return;
    }

  gvn_act_dialog_present (session, meeting, act, close_dialog (row));
}

static void
why_cb (GtkListBoxRow *row, Shown *shown)
{
  g_autoptr (GvnSession) session = g_object_ref (shown->session);
  g_autoptr (GvnDeadline) deadline = g_object_ref (g_object_get_data (G_OBJECT (row), "deadline"));

  gvn_why_dialog_present (session, deadline, close_dialog (GTK_WIDGET (row)));
}

static void
correct_cb (GtkWidget *row, Shown *shown)
{
  g_autoptr (GvnSession) session = g_object_ref (shown->session);
  g_autofree char *fact = g_strdup (g_object_get_data (G_OBJECT (row), "fact"));

  gvn_correct_dialog_present (session, fact, close_dialog (row));
}

static void
add_summary (AdwPreferencesPage *page, const Shown *shown)
{
  GvnMeeting *meeting = shown->meeting;
  AdwPreferencesGroup *group = gvn_ui_add_group (page, meeting->body_name, NULL);
  g_autofree char *start = gvn_text_moment (&meeting->start);
  g_autofree char *length = g_strdup_printf (_ ("%d min"), meeting->duration_minutes);
  g_autofree char *distance = gvn_distance_in_words (shown->session, &meeting->start.date);
  const char *cause = gvn_cause_get_label (meeting->cause);

  adw_preferences_group_set_description (group, distance);
  gvn_ui_add_suffix (gvn_ui_add_row (group, start, gvn_meeting_state_get_label (meeting->state)), length, "dimmed");
  if (g_date_valid (&meeting->accepted.date) && gvn_local_compare (&meeting->accepted, &meeting->start) != 0)
    {
      g_autofree char *accepted = gvn_text_moment (&meeting->accepted);

      gvn_ui_add_row (group, _ ("In the accepted calendar"), accepted);
    }
  if (meeting->shift_reason != NULL)
    gvn_ui_add_row (group, _ ("Why not on its usual day"), meeting->shift_reason);
  if (meeting->reason != NULL)
    gvn_ui_add_row (group, meeting->reason_internal ? _ ("Reason (internal)") : _ ("Reason"), meeting->reason);
  if (cause != NULL)
    gvn_ui_add_row (group, _ ("Caused by"), cause);
  if (meeting->note != NULL)
    gvn_ui_add_row (group, meeting->note_internal ? _ ("Note (internal)") : _ ("Note"), meeting->note);
}

/* Adds what is owed; returns the documents, to offer their acts. */
static GPtrArray *
add_deadlines (AdwPreferencesPage *page, Shown *shown)
{
  GvnDeadlineFilter filter = { .state = -1, .subject_kind = GVN_SUBJECT_MEETING, .subject_id = shown->meeting->id };
  GPtrArray *found
      = gvn_register_list (gvn_session_get_db (shown->session), &filter, gvn_session_get_now (shown->session), NULL);
  AdwPreferencesGroup *group = gvn_ui_add_group (page, _ ("What It Owes"), NULL);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      GvnDeadline *deadline = found->pdata[i];
      GtkWidget *row = adw_preferences_row_new ();
      GtkWidget *content = gvn_deadline_row_new ();

      gvn_deadline_row_bind (GVN_DEADLINE_ROW (content), deadline, shown->session, FALSE);
      gtk_widget_set_margin_start (content, 12);
      gtk_widget_set_margin_end (content, 12);
      gtk_widget_set_margin_top (content, 8);
      gtk_widget_set_margin_bottom (content, 8);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), deadline->label);
      g_object_set_data_full (G_OBJECT (row), "deadline", g_object_ref (deadline), g_object_unref);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect (row, "activate", G_CALLBACK (why_cb), shown);
      adw_preferences_group_add (group, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (group), found != NULL && found->len > 0);

  return found;
}

static void
add_facts (AdwPreferencesPage *page, Shown *shown)
{
  g_autoptr (GPtrArray) facts
      = gvn_fact_list (gvn_session_get_db (shown->session), GVN_SUBJECT_MEETING, shown->meeting->id, NULL);
  AdwPreferencesGroup *group = gvn_ui_add_group (page, _ ("Facts"), NULL);

  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      const GvnFact *fact = facts->pdata[i];
      GvnLocal at;
      g_autofree char *moment = NULL;
      g_autofree char *subtitle = NULL;
      GtkWidget *row;

      gvn_local_from_instant (fact->at, &at);
      moment = gvn_text_moment (&at);
      subtitle = g_strdup_printf ("%s · %s%s%s", moment, fact->by_name, fact->corrected ? _ (" · corrected") : "",
                                  fact->proof != NULL ? _ (" · with proof") : "");
      row = gvn_ui_add_row (group, gvn_fact_kind_get_label (fact->kind), subtitle);
      g_object_set_data_full (G_OBJECT (row), "fact", g_strdup (fact->id), g_free);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_widget_set_tooltip_text (row, _ ("Correct this fact"));
      g_signal_connect (row, "activated", G_CALLBACK (correct_cb), shown);
    }
  gtk_widget_set_visible (GTK_WIDGET (group), facts != NULL && facts->len > 0);
}

static gboolean
owes (GPtrArray *deadlines, const char *document)
{
  for (guint i = 0; document != NULL && deadlines != NULL && i < deadlines->len; i++)
    if (g_str_equal (((GvnDeadline *) deadlines->pdata[i])->kind, document))
      return TRUE;

  return document == NULL;
}

static void
add_acts (AdwPreferencesPage *page, Shown *shown, GPtrArray *deadlines)
{
  AdwPreferencesGroup *group = gvn_ui_add_group (page, _ ("Do"), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    {
      GtkWidget *row;

      if (!gvn_meeting_can (shown->meeting, offered[i].act) || !owes (deadlines, offered[i].document))
        continue;
      row = adw_button_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gvn_meeting_act_get_label (offered[i].act));
      if (offered[i].act == GVN_ACT_CANCEL)
        gtk_widget_add_css_class (row, "destructive-action");
      g_object_set_data (G_OBJECT (row), "act", GINT_TO_POINTER (offered[i].act));
      g_signal_connect (row, "activated", G_CALLBACK (act_cb), shown);
      adw_preferences_group_add (group, row);
    }
}

static void
add_seats (AdwPreferencesPage *page, const Shown *shown)
{
  g_autoptr (GPtrArray) seats = gvn_meeting_list_seats (gvn_session_get_db (shown->session), shown->meeting, NULL);
  AdwPreferencesGroup *group = gvn_ui_add_group (page, _ ("Members"), NULL);

  for (guint i = 0; seats != NULL && i < seats->len; i++)
    {
      const GvnMeetingSeat *seat = seats->pdata[i];

      gvn_ui_add_row (group, seat->person_name != NULL ? seat->person_name : _ ("Nobody holds this role"),
                      seat->role_label);
    }
  gtk_widget_set_visible (GTK_WIDGET (group), seats != NULL && seats->len > 0);
}

/* Its agenda, its minutes, what was decided: the meeting as a document. */
static void
open_document (GvnSession *session, const char *meeting, GtkWidget *row)
{
  gtk_widget_activate_action (row, "win.meeting", "s", meeting);
}

void
gvn_meeting_dialog_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  GvnMeeting *meeting = gvn_meeting_load (gvn_session_get_db (session), id, &error);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  g_autoptr (GPtrArray) deadlines = NULL;
  g_autofree char *title = NULL;
  AdwDialog *dialog;
  Shown *shown;

  if (meeting == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }

  shown = g_new0 (Shown, 1);
  shown->session = g_object_ref (session);
  shown->meeting = meeting;
  title = gvn_meeting_dup_title (meeting);
  add_summary (page, shown);
  gvn_ui_add_opener (gvn_ui_add_group (page, NULL, NULL), _ ("Agenda and Minutes"), session, open_document, id);
  deadlines = add_deadlines (page, shown);
  gvn_grid_add_opener (page, session, meeting);
  gvn_preparation_add_opener (page, session, meeting);
  if (!gvn_store_is_read_only (gvn_session_get_store (session)))
    {
      gvn_mail_add_openers (gvn_ui_add_group (page, _ ("Write"), NULL), session, meeting);
      add_acts (page, shown, deadlines);
    }
  add_facts (page, shown);
  add_seats (page, shown);
  gvn_history_add_opener (page, session, GVN_SUBJECT_MEETING, id);
  dialog = gvn_ui_present_page (title, page, 560, 720, parent);
  g_object_set_data_full (G_OBJECT (dialog), "shown", shown, shown_free);
}
