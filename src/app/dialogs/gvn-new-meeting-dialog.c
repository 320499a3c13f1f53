/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-new-meeting-dialog.h"
#include "app/gvn-form.h"
#include "committees/gvn-body.h"
#include "committees/gvn-meeting.h"

typedef struct
{
  GtkWidget *body;
  GtkWidget *start;
  GtkWidget *duration;
  GtkWidget *reason;
} Fields;

static gboolean
apply (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  g_autofree char *reason = gvn_form_dup_text (fields->reason);
  GvnMeetingDraft draft = { .body = gvn_form_get_choice (fields->body),
                            .duration_minutes = (int) adw_spin_row_get_value (ADW_SPIN_ROW (fields->duration)),
                            .reason = reason,
                            .now = gvn_session_get_now (gvn_form_get_session (form)) };
  gint64 instant;
  gboolean done;

  if (!gvn_form_read_instant (form, fields->start, &instant, error))
    return FALSE;
  gvn_local_from_instant (instant, &draft.start);
  gvn_form_set_suspect (form, reason == NULL ? fields->reason : fields->start);
  done = gvn_session_run (gvn_form_get_session (form), _ ("Add a meeting"), gvn_meeting_create, &draft, error);
  g_free (draft.id);

  return done;
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
      g_strv_builder_add (labels, ((GvnBody *) bodies->pdata[i])->name);
    }

  return gvn_form_add_choice (form, _ ("Body"), codes, labels, selected);
}

/**
 * gvn_new_meeting_dialog_present:
 * @body: the code of the body first proposed
 * @at: (nullable): the start first proposed, else tomorrow's afternoon
 */
void
gvn_new_meeting_dialog_present (GvnSession *session, const char *body, const GvnLocal *at, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, NULL);
  Fields *fields = g_new0 (Fields, 1);
  GvnLocal start = { .date = gvn_session_get_now (session)->local.date, .minutes = 14 * 60 };

  g_date_add_days (&start.date, 1);
  if (at != NULL)
    start = *at;
  gvn_form_set_data (form, fields, g_free);
  fields->body = add_bodies (form, body);
  fields->start = gvn_form_add_moment (form, _ ("Start"), &start);
  fields->duration = gvn_form_add_number (form, _ ("Minutes"), 5, 600, 60);
  fields->reason = gvn_form_add_text (form, _ ("Reason"), NULL);
  gvn_form_present (form, _ ("Extra Session"), _ ("_Add"), apply, parent);
}
