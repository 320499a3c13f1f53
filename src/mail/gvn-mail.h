/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "committees/gvn-meeting.h"
#include "deadlines/gvn-deadline.h"
#include "store/gvn-store.h"

G_BEGIN_DECLS

/*
 * Writing to somebody: who is written to and why, in which words, with what attached;
 * then the day it was really sent, which is the fact the register lives on.
 */

typedef enum
{
  GVN_MAIL_CONVOCATION, /* of a meeting */
  GVN_MAIL_AGENDA,      /* of a meeting */
  GVN_MAIL_MINUTES,     /* of a meeting */
  GVN_MAIL_VALIDATION,  /* of a meeting whose minutes wait for their validation (6.3, L-06) */
  GVN_MAIL_REMINDER,    /* of decisions, actions, disagreements or alerts */
  GVN_MAIL_RELANCE,     /* of deadlines that are overdue */
} GvnMailAct;

#define GVN_MAIL_N_ACTS (GVN_MAIL_RELANCE + 1)

const char *gvn_mail_act_to_string (GvnMailAct act);
gboolean gvn_mail_act_parse (const char *text, GvnMailAct *act, GError **error);
const char *gvn_mail_act_get_label (GvnMailAct act);
const char *gvn_mail_act_get_summary (GvnMailAct act);
const char *gvn_mail_act_get_subject_kind (GvnMailAct act);

/* What reminders are recorded as, on the meeting */
#define GVN_FACT_VALIDATION_REMINDED "validation_reminded"
#define GVN_FACT_RELANCE_SENT "relance_sent"

/**
 * GvnMailRecipient:
 * @person: (nullable): id; %NULL for an address that was typed
 * @reason: why they are written to: "Member: ROC"
 * @copy: whether in copy only
 */
typedef struct
{
  char *person;
  char *name;
  char *email;
  char *reason;
  gboolean copy;
} GvnMailRecipient;

void gvn_mail_recipient_free (GvnMailRecipient *self);

typedef enum
{
  GVN_MAIL_APPOINTMENT, /* the meeting as an .ics */
  GVN_MAIL_KEPT_FILE,   /* by its SHA-256 */
  GVN_MAIL_DOCUMENT,    /* what is written here */
  GVN_MAIL_GIVEN_FILE,  /* chosen for this mail */
} GvnMailAttachmentKind;

/**
 * GvnMailAttachment:
 * @file: (nullable): of %GVN_MAIL_KEPT_FILE, its SHA-256
 * @text: (nullable): of %GVN_MAIL_DOCUMENT, in Markdown
 * @type: (nullable): the media type, known once @content is
 * @content: (nullable): read or made when the message is written
 */
typedef struct
{
  GvnMailAttachmentKind kind;
  char *name;
  char *file;
  char *text;
  char *type;
  GBytes *content;
} GvnMailAttachment;

void gvn_mail_attachment_free (GvnMailAttachment *self);

/**
 * GvnMail:
 * @title: what it is about, or whom it is for, in few words
 * @name: of its file, without the extension
 * @subject_kind: "meeting", "matter" or "deadline"
 * @subjects: ids of what it is about; one meeting, or several of the others
 * @recipients: (element-type GvnMailRecipient)
 * @missing: (element-type utf8): who cannot be written to or what lacks, a sentence each
 * @subject: on one line
 * @text: lines end in "\n"
 * @attachments: (element-type GvnMailAttachment)
 *
 * A mail to be sent; what is written in it may be changed.
 */
typedef struct
{
  GvnMailAct act;
  char *title;
  char *name;
  const char *subject_kind;
  GStrv subjects;
  GPtrArray *recipients;
  GPtrArray *missing;
  char *subject;
  char *text;
  GPtrArray *attachments;
} GvnMail;

GvnMail *gvn_mail_ref (GvnMail *self);
void gvn_mail_unref (GvnMail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnMail, gvn_mail_unref)

gboolean gvn_mail_may_ask_for (GvnDeadline *deadline);
gboolean gvn_mail_is_offered (GvnDb *db, GvnMeeting *meeting, GvnMailAct act, const GvnNow *now, gboolean *offered,
                              GError **error);
GPtrArray *gvn_mail_prepare (GvnDb *db, GvnMailAct act, const char *const *subjects, const char *author,
                             const GvnNow *now, GError **error);
gboolean gvn_mail_add_recipient (GvnDb *db, GvnMail *self, const char *who, gboolean copy, GError **error);
gboolean gvn_mail_attach_file (GvnMail *self, const char *path, GError **error);
char *gvn_mail_dup_addresses (const GvnMail *self, gboolean copy);
char *gvn_mail_dup_html (const GvnMail *self);

/* Files a mail program opens as a draft */
char *gvn_mail_dup_file_name (const GvnMail *self);
gboolean gvn_mail_save (GvnStore *store, GvnMail *self, const char *author, const GvnNow *now, const char *path,
                        GError **error);
GPtrArray *gvn_mail_save_all (GvnStore *store, GPtrArray *mails, const char *author, const GvnNow *now,
                              const char *folder, GError **error);

char *gvn_mail_save_draft (GvnStore *store, GvnMail *self, const char *author, const GvnNow *now, GError **error);

/**
 * GvnMailSending:
 * @mails: (element-type GvnMail)
 * @at: when they were really sent; 0 for now
 * @proof: (nullable): the SHA-256 of a file kept by the store
 * @file: (nullable): likewise of the document itself, for one agenda or one set of minutes
 *   written elsewhere
 *
 * Mails that were sent, at one moment.
 */
typedef struct
{
  GPtrArray *mails;
  gint64 at;
  const char *by_name;
  const char *note;
  const char *proof;
  const char *proof_name;
  gint64 proof_size;
  const char *file;
  const char *file_name;
  gint64 file_size;
  const GvnNow *now;
} GvnMailSending;

gboolean gvn_mail_record (GvnDb *db, gpointer sending, GError **error);
char *gvn_mail_sending_dup_label (const GvnMailSending *sending);

void gvn_mail_register (void);

G_END_DECLS
