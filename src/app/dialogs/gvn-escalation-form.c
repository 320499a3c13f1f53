/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-matter-forms.h"
#include "app/gvn-form.h"
#include "app/gvn-ui.h"
#include "committees/gvn-meeting.h"
#include "proceedings/gvn-escalation.h"

/* As many meetings of its body as one looks back at */
#define N_MEETINGS 6

typedef struct
{
  GtkWidget *when;
  GtkWidget *reason;
  GtkWidget *meeting;
} Fields;

static gboolean
apply (GvnForm *form, GError **error)
{
  const Fields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *reason = gvn_form_dup_text (fields->reason);
  GvnEscalation escalation = { .matter = gvn_form_get_subject (form),
                               .reason = reason,
                               .meeting = gvn_form_get_choice (fields->meeting),
                               .by_name = gvn_session_get_author (session),
                               .now = gvn_session_get_now (session) };
  g_autofree char *label = gvn_escalation_dup_label (gvn_session_get_db (session), &escalation);
  gboolean done = gvn_form_read_instant (form, fields->when, &escalation.at, error)
                  && gvn_session_run (session, label, gvn_matter_escalate, &escalation, error);

  g_free (escalation.to_body);

  return done;
}

/* The last meetings of the body that has it, the newest first. */
static GtkWidget *
add_meetings (GvnForm *form, GvnMatter *matter)
{
  GvnSession *session = gvn_form_get_session (form);
  GvnMeetingFilter filter
      = { .body = matter->body, .from = matter->raised, .to = gvn_session_get_now (session)->local.date };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (session), &filter, NULL);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  g_strv_builder_add (codes, "");
  g_strv_builder_add (labels, _ ("Between two meetings"));
  for (guint i = 0; meetings != NULL && i < MIN (meetings->len, N_MEETINGS); i++)
    {
      GvnMeeting *meeting = meetings->pdata[meetings->len - 1 - i];
      g_autofree char *title = gvn_meeting_dup_title (meeting);

      if (meeting->state == GVN_MEETING_CANCELLED)
        continue;
      g_strv_builder_add (codes, meeting->id);
      g_strv_builder_add (labels, title);
    }

  return gvn_form_add_choice (form, _ ("Where that was decided"), codes, labels, NULL);
}

void
gvn_escalation_form_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  GvnDb *db = gvn_session_get_db (session);
  const GvnNow *now = gvn_session_get_now (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnMatter) matter = gvn_matter_load (db, id, &error);
  g_autofree char *next = matter != NULL ? gvn_matter_find_next_body (db, matter, &now->local.date, &error) : NULL;
  g_autofree char *title = NULL;
  Fields *fields;
  GvnForm *form;

  if (next == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }

  form = gvn_form_new (session, id);
  fields = g_new0 (Fields, 1);
  gvn_form_set_data (form, fields, g_free);
  gvn_ui_set_group_title (gvn_form_get_group (form), matter->title);
  fields->when = gvn_form_add_moment (form, _ ("When it really happened"), &now->local);
  fields->meeting = add_meetings (form, matter);
  fields->reason = gvn_form_add_text (form, _ ("Reason"), NULL);
  /* Translators: the codes of two bodies */
  title = g_strdup_printf (_ ("From %s to %s"), matter->body, next);
  gvn_form_present (form, title, _ ("_Escalate"), apply, parent);
}
