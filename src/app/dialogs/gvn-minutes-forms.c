/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-minutes-forms.h"
#include "app/gvn-form.h"
#include "proceedings/gvn-minutes.h"

/* A remark answered ------------------------------------------------------------------------ */

typedef struct
{
  GtkWidget *answer;
  GtkWidget *note;
} AnswerFields;

static gboolean
apply_answer (GvnForm *form, GError **error)
{
  AnswerFields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *note = gvn_form_dup_text (fields->note);
  GvnRemarkAnswer answer = { .remark = gvn_form_get_subject (form),
                             .refuse = g_strcmp0 (gvn_form_get_choice (fields->answer), "refused") == 0,
                             .note = note,
                             .by_name = gvn_session_get_author (session),
                             .now = gvn_session_get_now (session) };

  gvn_form_set_suspect (form, fields->note);
  return gvn_session_run (session, answer.refuse ? _ ("Refuse a remark") : _ ("Answer a remark by a new version"),
                          gvn_minutes_answer, &answer, error);
}

void
gvn_answer_form_present (GvnSession *session, const char *remark, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, remark);
  AnswerFields *fields = g_new0 (AnswerFields, 1);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  g_strv_builder_add_many (codes, "new_version", "refused", NULL);
  g_strv_builder_add_many (labels, _ ("By a new version"), _ ("Refused, with a reason"), NULL);
  gvn_form_set_data (form, fields, g_free);
  fields->answer = gvn_form_add_choice (form, _ ("Answer"), codes, labels, "new_version");
  fields->note = gvn_form_add_text (form, _ ("Reason"), NULL);
  gvn_form_present (form, _ ("Answer a Remark"), _ ("_Answer"), apply_answer, parent);
}

/* Validated by a participant ---------------------------------------------------------------- */

typedef struct
{
  char *attendance; /* owned */
  GtkWidget *when;
} SigningFields;

static void
signing_fields_free (gpointer data)
{
  g_free (((SigningFields *) data)->attendance);
  g_free (data);
}

static gboolean
apply_signing (GvnForm *form, GError **error)
{
  SigningFields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  GvnSigning signing = { .request = { .meeting = gvn_form_get_subject (form), .now = gvn_session_get_now (session) },
                         .attendance = fields->attendance };

  return gvn_form_read_instant (form, fields->when, &signing.request.at, error)
         && gvn_session_run (session, _ ("Record a participant’s validation"), gvn_minutes_sign, &signing, error);
}

void
gvn_signing_form_present (GvnSession *session, const char *subject, GtkWidget *parent)
{
  g_auto (GStrv) parts = g_strsplit (subject, " ", 2);
  GvnForm *form = gvn_form_new (session, parts[0]);
  SigningFields *fields = g_new0 (SigningFields, 1);

  fields->attendance = g_strdup (parts[1]);
  gvn_form_set_data (form, fields, signing_fields_free);
  fields->when = gvn_form_add_moment (form, _ ("When it really happened"), &gvn_session_get_now (session)->local);
  gvn_form_present (form, _ ("Validation by a Participant"), _ ("_Apply"), apply_signing, parent);
}
