/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-act-dialog.h"
#include "app/dialogs/gvn-minutes-forms.h"
#include "app/gvn-ui.h"
#include "app/mail/gvn-mail-dialog.h"
#include "app/pages/gvn-meeting-documents.h"
#include "base/gvn-text.h"
#include "committees/gvn-meeting-document.h"
#include "proceedings/gvn-minutes.h"

/* Buttons -------------------------------------------------------------------------------- */

static void
act_cb (GtkWidget *button)
{
  GvnSession *session = g_object_get_data (G_OBJECT (button), "session");
  g_autoptr (GvnMeeting) meeting
      = gvn_meeting_load (gvn_session_get_db (session), g_object_get_data (G_OBJECT (button), "meeting"), NULL);
  GvnMeetingAct act = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "act"));

  if (meeting != NULL)
    gvn_act_dialog_present (session, meeting, act, button);
}

static void
add_act (GtkWidget *box, GvnSession *session, const char *meeting, GvnMeetingAct act, const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, gvn_meeting_act_get_label (act));
  g_object_set_data_full (G_OBJECT (button), "session", g_object_ref (session), g_object_unref);
  g_object_set_data_full (G_OBJECT (button), "meeting", g_strdup (meeting), g_free);
  g_object_set_data (G_OBJECT (button), "act", GINT_TO_POINTER (act));
  g_signal_connect (button, "clicked", G_CALLBACK (act_cb), NULL);
  adw_wrap_box_append (ADW_WRAP_BOX (box), button);
}

static void
mail_cb (GtkWidget *button)
{
  GvnRowOpen open = g_object_get_data (G_OBJECT (button), "open");

  open (g_object_get_data (G_OBJECT (button), "session"), g_object_get_data (G_OBJECT (button), "meeting"), button);
}

/* A mail about it, when there is one to be written now. */
static void
add_mail (GtkWidget *box, GvnSession *session, GvnMeeting *meeting, GvnMailAct act, const char *label, GvnRowOpen open)
{
  GtkWidget *button;
  gboolean offered = FALSE;

  if (!gvn_mail_is_offered (gvn_session_get_db (session), meeting, act, gvn_session_get_now (session), &offered, NULL)
      || !offered)
    return;
  button = gtk_button_new_with_label (label);
  gtk_widget_set_tooltip_text (button, gvn_mail_act_get_summary (act));
  g_object_set_data_full (G_OBJECT (button), "session", g_object_ref (session), g_object_unref);
  g_object_set_data_full (G_OBJECT (button), "meeting", g_strdup (meeting->id), g_free);
  g_object_set_data (G_OBJECT (button), "open", open);
  g_signal_connect (button, "clicked", G_CALLBACK (mail_cb), NULL);
  adw_wrap_box_append (ADW_WRAP_BOX (box), button);
}

/* A row of buttons: what can happen next to the document. */
static GtkWidget *
add_acts (AdwPreferencesGroup *group)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gvn_ui_add_to_group (group, row);

  return box;
}

static gboolean
may_act (GvnSession *session, GvnMeeting *meeting)
{
  return !gvn_store_is_read_only (gvn_session_get_store (session)) && meeting->state != GVN_MEETING_CANCELLED;
}

/* What identifies a version: its file and the beginning of its hash. */
static char *
dup_identity (const GvnMeetingDocument *document)
{
  g_autofree char *hash = document->hash != NULL ? g_strndup (document->hash, 12) : NULL;
  /* Translators: the beginning of a hash in hexadecimal */
  g_autofree char *words = hash != NULL ? g_strdup_printf (_ ("SHA-256 %s…"), hash) : NULL;

  return g_strjoin (document->file_name != NULL && words != NULL ? " · " : "",
                    document->file_name != NULL ? document->file_name : "", words != NULL ? words : "", NULL);
}

/* "sent Thursday 9 March 2028, 10:00", by the last fact of the version. */
static char *
dup_last_fact (const GvnMeetingDocument *document)
{
  const GvnFact *fact;
  g_autofree char *moment = NULL;
  GvnLocal at;

  if (document->facts->len == 0)
    return g_strdup (_ ("Draft"));
  fact = document->facts->pdata[document->facts->len - 1];
  gvn_local_from_instant (fact->at, &at);
  moment = gvn_text_moment (&at);

  return g_strdup_printf ("%s, %s", gvn_fact_kind_get_label (fact->kind), moment);
}

/* Agenda ----------------------------------------------------------------------------------- */

void
gvn_meeting_documents_fill_agenda (AdwPreferencesGroup *group, GvnSession *session, const char *meeting)
{
  GvnDb *db = gvn_session_get_db (session);
  g_autoptr (GvnMeeting) loaded = gvn_meeting_load (db, meeting, NULL);
  g_autoptr (GPtrArray) documents = gvn_meeting_document_list (db, meeting, GVN_DOCUMENT_AGENDA, NULL);
  gboolean sent = FALSE;

  for (guint i = 0; documents != NULL && i < documents->len; i++)
    {
      const GvnMeetingDocument *document = documents->pdata[i];
      g_autofree char *title = dup_last_fact (document);
      g_autofree char *identity = dup_identity (document);
      GtkWidget *row = gvn_ui_add_row (group, title, *identity != '\0' ? identity : NULL);

      adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
      sent |= !gvn_meeting_document_is_draft (document);
    }
  if (loaded == NULL || !may_act (session, loaded))
    return;
  {
    GtkWidget *acts = add_acts (group);

    add_mail (acts, session, loaded, GVN_MAIL_CONVOCATION, _ ("Convene by Mail…"), gvn_mail_open_convocation);
    add_mail (acts, session, loaded, GVN_MAIL_AGENDA, _ ("Send by Mail…"), gvn_mail_open_agenda);
    if (!sent)
      add_act (acts, session, meeting, GVN_ACT_AGENDA_AGREE, _ ("Agreed…"));
    add_act (acts, session, meeting, GVN_ACT_AGENDA, sent ? _ ("Sent Again…") : _ ("Sent…"));
    if (sent)
      add_act (acts, session, meeting, GVN_ACT_AGENDA_RECEIVE, _ ("Received…"));
  }
}

/* Minutes ---------------------------------------------------------------------------------- */

static void
add_remark (AdwPreferencesGroup *group, GvnSession *session, const GvnRemark *remark)
{
  g_autofree char *moment = NULL;
  g_autofree char *subtitle = NULL;
  const char *state = remark->answer != NULL
                          ? (g_str_equal (remark->answer, "refused") ? _ ("refused") : _ ("answered by a new version"))
                      : remark->in_time ? _ ("waits for an answer")
                                        : _ ("late: reopens nothing");
  GtkWidget *row;
  GvnLocal at;

  gvn_local_from_instant (remark->at, &at);
  moment = gvn_text_moment (&at);
  subtitle = g_strdup_printf ("%s · %s · %s", remark->by_name, moment, state);
  row = gvn_ui_add_row (group, remark->text, subtitle);
  if (remark->in_time && remark->answer == NULL && !gvn_store_is_read_only (gvn_session_get_store (session)))
    gvn_ui_set_opener (row, session, gvn_answer_form_present, remark->fact);
}

static void
add_signer (AdwPreferencesGroup *group, GvnSession *session, const GvnMinutesVersion *version, const GvnSigner *signer)
{
  g_autofree char *moment = NULL;
  g_autofree char *who = signer->represented_by != NULL
                             ? g_strdup_printf ("%s → %s", signer->name, signer->represented_by)
                             : g_strdup (signer->name);
  GtkWidget *row;

  if (signer->fact != NULL)
    {
      GvnLocal at;

      gvn_local_from_instant (signer->at, &at);
      moment = gvn_text_moment (&at);
    }
  row = gvn_ui_add_row (group, who, moment != NULL ? moment : _ ("Has not validated yet"));
  if (signer->fact != NULL)
    gvn_ui_add_suffix (row, "✓", "success");
  else if (version->state == GVN_MINUTES_AWAITING && !gvn_store_is_read_only (gvn_session_get_store (session)))
    {
      g_autofree char *subject = g_strdup_printf ("%s %s", version->document->meeting, signer->attendance);

      gvn_ui_set_opener (row, session, gvn_signing_form_present, subject);
    }
}

static void
add_version (AdwPreferencesGroup *group, GvnSession *session, const GvnMinutesVersion *version)
{
  g_autofree char *title = gvn_minutes_describe (version);
  g_autofree char *identity = dup_identity (version->document);
  GtkWidget *row = gvn_ui_add_row (group, title, *identity != '\0' ? identity : NULL);

  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  for (guint i = 0; i < version->remarks->len; i++)
    add_remark (group, session, version->remarks->pdata[i]);
  for (guint i = 0; version->state != GVN_MINUTES_SUPERSEDED && i < version->signers->len; i++)
    add_signer (group, session, version, version->signers->pdata[i]);
}

/* What can be done with the last version. */
static void
add_minutes_acts (AdwPreferencesGroup *group, GvnSession *session, GvnMeeting *loaded, const GvnMinutesVersion *last)
{
  GvnMinutesState state = last != NULL ? last->state : GVN_MINUTES_DRAFT;
  const char *meeting = loaded->id;
  GtkWidget *acts = add_acts (group);

  add_mail (acts, session, loaded, GVN_MAIL_MINUTES, _ ("Send by Mail…"), gvn_mail_open_minutes);
  add_mail (acts, session, loaded, GVN_MAIL_VALIDATION, _ ("Remind by Mail…"), gvn_mail_open_validation);
  if (state == GVN_MINUTES_DRAFT)
    {
      add_act (acts, session, meeting, GVN_ACT_MINUTES_SEND, _ ("Sent…"));
      return;
    }
  if (gvn_meeting_document_find_fact (last->document, "minutes_received") == NULL)
    add_act (acts, session, meeting, GVN_ACT_MINUTES_RECEIVE, _ ("Received…"));
  add_act (acts, session, meeting, GVN_ACT_MINUTES_REMARK, _ ("Remark…"));
  if (state != GVN_MINUTES_VALIDATED && state != GVN_MINUTES_TACITLY_VALIDATED)
    add_act (acts, session, meeting, GVN_ACT_MINUTES_VALIDATE, _ ("Validated…"));
  add_act (acts, session, meeting, GVN_ACT_MINUTES_SEND, _ ("New Version Sent…"));
}

void
gvn_meeting_documents_fill_minutes (AdwPreferencesGroup *group, GvnSession *session, const char *meeting)
{
  GvnDb *db = gvn_session_get_db (session);
  g_autoptr (GvnMeeting) loaded = gvn_meeting_load (db, meeting, NULL);
  g_autoptr (GPtrArray) versions = gvn_minutes_list (db, meeting, gvn_session_get_now (session), NULL);

  if (loaded == NULL || versions == NULL)
    return;
  for (guint i = versions->len; i > 0; i--)
    add_version (group, session, versions->pdata[i - 1]);
  if (may_act (session, loaded))
    add_minutes_acts (group, session, loaded, versions->len > 0 ? versions->pdata[versions->len - 1] : NULL);
}
