/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-fact.h"
#include "deadlines/gvn-register.h"
#include "mail/gvn-mail.h"
#include "proceedings/gvn-matter.h"

/* Mails were sent: the same facts as when they are recorded by themselves, and reminders. */

static gboolean
record_act (GvnDb *db, const GvnMailSending *sending, GvnMeetingAct act, const char *meeting, GError **error)
{
  GvnMeetingRequest request = { .meeting = meeting,
                                .act = act,
                                .at = sending->at,
                                .note = sending->note,
                                .by_name = sending->by_name,
                                .proof = sending->proof,
                                .proof_name = sending->proof_name,
                                .proof_size = sending->proof_size,
                                .file = sending->file,
                                .file_name = sending->file_name,
                                .file_size = sending->file_size,
                                .now = sending->now };

  return gvn_meeting_apply (db, &request, error);
}

static gboolean
record_fact (GvnDb *db, const GvnMailSending *sending, const char *subject_kind, const char *subject, const char *kind,
             const char *about, GError **error)
{
  g_autoptr (GvnFact) fact = g_new0 (GvnFact, 1);

  if (sending->proof != NULL
      && !gvn_attachment_record (db, sending->proof, sending->proof_name, sending->proof_size, error))
    return FALSE;
  fact->subject_kind = g_strdup (subject_kind);
  fact->subject_id = g_strdup (subject);
  fact->kind = g_strdup (kind);
  fact->at = sending->at != 0 ? sending->at : sending->now->instant;
  fact->by_name = g_strdup (sending->by_name);
  fact->note = about != NULL && sending->note != NULL ? g_strdup_printf ("%s — %s", about, sending->note)
                                                      : g_strdup (about != NULL ? about : sending->note);
  fact->proof = g_strdup (sending->proof);

  return gvn_fact_record (db, fact, sending->now, error);
}

/* Of a deadline, the fact is of what owes it, and says which of its deadlines. */
static gboolean
record_relance (GvnDb *db, const GvnMailSending *sending, const char *id, GError **error)
{
  g_autoptr (GvnDeadline) deadline = gvn_register_find (db, id, sending->now, error);

  return deadline != NULL
         && record_fact (db, sending, deadline->subject_kind, deadline->subject_id, GVN_FACT_RELANCE_SENT,
                         deadline->label, error);
}

static gboolean
record_reminder (GvnDb *db, const GvnMailSending *sending, const char *id, GError **error)
{
  g_autoptr (GvnMatter) matter = gvn_matter_load (db, id, error);

  return matter != NULL && record_fact (db, sending, GVN_SUBJECT_MATTER, id, GVN_FACT_MATTER_REMINDED, NULL, error);
}

/* Nobody was written to by a mail to nobody: no fact may say so. */
static gboolean
check_addressed (const GvnMail *mail, GError **error)
{
  if (mail->recipients->len > 0)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
               /* Translators: a kind of mail, as "Convocation", then what it is about or whom it is for */
               _ ("“%s, %s” was written to nobody: give the address it went to, or leave that mail out"),
               gvn_mail_act_get_label (mail->act), mail->title);
  return FALSE;
}

static gboolean
record_one (GvnDb *db, const GvnMailSending *sending, GvnMailAct act, const char *subject, GError **error)
{
  switch (act)
    {
    case GVN_MAIL_CONVOCATION:
      return record_act (db, sending, GVN_ACT_CONVENE, subject, error);
    case GVN_MAIL_AGENDA:
      return record_act (db, sending, GVN_ACT_AGENDA, subject, error);
    case GVN_MAIL_MINUTES:
      return record_act (db, sending, GVN_ACT_MINUTES_SEND, subject, error);
    case GVN_MAIL_VALIDATION:
      return record_fact (db, sending, GVN_SUBJECT_MEETING, subject, GVN_FACT_VALIDATION_REMINDED, NULL, error);
    case GVN_MAIL_REMINDER:
      return record_reminder (db, sending, subject, error);
    case GVN_MAIL_RELANCE:
      return record_relance (db, sending, subject, error);
    }

  g_assert_not_reached ();
}

/**
 * gvn_mail_record:
 * @sending: a #GvnMailSending
 *
 * A #GvnCommand: records that the mails were sent, all of them or none. A convocation, an
 * agenda and minutes are the facts gvn_meeting_apply() records; a reminder is a fact of
 * what it reminds of.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED when the state of one forbids it or it has no
 *   recipient, %GVN_ERROR_INVALID when the moment is wrong
 */
gboolean
gvn_mail_record (GvnDb *db, gpointer sending, GError **error)
{
  const GvnMailSending *wanted = sending;

  for (guint i = 0; i < wanted->mails->len; i++)
    {
      const GvnMail *mail = wanted->mails->pdata[i];

      if (!check_addressed (mail, error))
        return FALSE;
      for (guint j = 0; mail->subjects[j] != NULL; j++)
        if (!record_one (db, wanted, mail->act, mail->subjects[j], error))
          return FALSE;
    }

  return TRUE;
}

/**
 * gvn_mail_sending_dup_label:
 *
 * Returns: (transfer full): what @sending records, as the journal keeps it
 */
char *
gvn_mail_sending_dup_label (const GvnMailSending *sending)
{
  guint n = sending->mails->len;
  const GvnMail *first = sending->mails->pdata[0];

  if (n == 1)
    /* Translators: a kind of mail, as "Convocation", then what it is about or whom it is for */
    return g_strdup_printf (_ ("Record as sent: %s, %s"), gvn_mail_act_get_label (first->act), first->title);

  return g_strdup_printf (ngettext ("Record %u mail as sent", "Record %u mails as sent", n), n);
}
