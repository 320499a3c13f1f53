/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-form.h"
#include "app/gvn-ui.h"
#include "app/mail/gvn-mail-sending.h"
#include "app/widgets/gvn-file-row.h"

/* When mails were really sent: what the register lives on. */

typedef struct
{
  GPtrArray *mails;  /* owned */
  AdwDialog *dialog; /* owned: closed once it is recorded */
  GtkWidget *when;
  GtkWidget *note;
  GtkWidget *file; /* NULL unless it is one document */
  GtkWidget *proof;
} Fields;

static void
fields_free (gpointer data)
{
  Fields *fields = data;

  g_ptr_array_unref (fields->mails);
  g_object_unref (fields->dialog);
  g_free (fields);
}

static gboolean
apply (GvnForm *form, GError **error)
{
  const Fields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *note = gvn_form_dup_text (fields->note);
  g_auto (GvnKeptFile) proof = { NULL }, file = { NULL };
  GvnMailSending sending = { .mails = fields->mails,
                             .note = note,
                             .by_name = gvn_session_get_author (session),
                             .now = gvn_session_get_now (session) };
  g_autofree char *label = gvn_mail_sending_dup_label (&sending);

  if (!gvn_form_read_instant (form, fields->when, &sending.at, error)
      || !gvn_file_row_read (fields->proof, session, &proof, error)
      || !gvn_file_row_read (fields->file, session, &file, error))
    return FALSE;
  sending.proof = proof.sha256;
  sending.proof_name = proof.name;
  sending.proof_size = proof.size;
  sending.file = file.sha256;
  sending.file_name = file.name;
  sending.file_size = file.size;
  if (!gvn_session_run (session, label, gvn_mail_record, &sending, error))
    return FALSE;
  adw_dialog_close (fields->dialog);

  return TRUE;
}

static gboolean
is_document (GPtrArray *mails)
{
  const GvnMail *first = mails->pdata[0];

  return mails->len == 1 && (first->act == GVN_MAIL_AGENDA || first->act == GVN_MAIL_MINUTES);
}

/**
 * gvn_mail_sending_present:
 * @mails: (element-type GvnMail): at least one
 * @parent: the dialog they are in, closed once they are recorded
 *
 * Asks when they were really sent, and records it.
 */
void
gvn_mail_sending_present (GvnSession *session, GPtrArray *mails, AdwDialog *parent)
{
  GvnForm *form = gvn_form_new (session, NULL);
  Fields *fields = g_new0 (Fields, 1);
  const GvnMailSending sending = { .mails = mails };
  g_autofree char *label = gvn_mail_sending_dup_label (&sending);

  fields->mails = g_ptr_array_ref (mails);
  fields->dialog = g_object_ref (parent);
  gvn_form_set_data (form, fields, fields_free);
  gvn_ui_set_group_title (gvn_form_get_group (form), label);
  fields->when = gvn_form_add_moment (form, _ ("When it was really sent"), &gvn_session_get_now (session)->local);
  fields->note = gvn_form_add_text (form, _ ("Note"), NULL);
  if (is_document (mails))
    fields->file = gvn_file_row_add (gvn_form_get_group (form), _ ("The document itself, written elsewhere"));
  fields->proof = gvn_file_row_add (gvn_form_get_group (form), _ ("Proof"));
  gvn_form_present (form, _ ("Record as Sent"), _ ("_Record"), apply, GTK_WIDGET (parent));
}
