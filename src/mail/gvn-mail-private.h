/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "committees/gvn-meeting.h"
#include "mail/gvn-mail.h"

G_BEGIN_DECLS

/* Within mail/ alone. */

GvnMail *gvn_mail_new (GvnMailAct act);
void gvn_mail_add_missing (GvnMail *self, char *sentence);
char *gvn_mail_dup_clause (const char *clause);

/* Who is written to: gvn-mail-recipients.c */
gboolean gvn_mail_address_person (GvnDb *db, GvnMail *self, const char *person, const char *reason, gboolean copy,
                                  GError **error);
gboolean gvn_mail_address_meeting (GvnDb *db, GvnMail *self, GvnMeeting *meeting, GError **error);

/* What it is about: gvn-mail-meeting.c, gvn-mail-owed.c; @values takes the placeholders */
gboolean gvn_mail_fill_meeting (GvnDb *db, GvnMail *self, const char *id, const GvnNow *now, GHashTable *values,
                                GError **error);

/**
 * GvnMailGroup:
 * @person: (nullable): whom it is for
 * @name: of the person, else of the side or the role
 * @reason: (nullable): why they are written to
 * @ids: (element-type utf8)
 * @lines: (element-type utf8): what each asks for
 * @summary: (nullable): the title of the first
 *
 * What one mail asks somebody for.
 */
typedef struct
{
  char *key;
  char *person;
  char *name;
  char *reason;
  GPtrArray *ids;
  GPtrArray *lines;
  char *summary;
} GvnMailGroup;

void gvn_mail_group_free (GvnMailGroup *self);
GPtrArray *gvn_mail_group_matters (GvnDb *db, const char *const *ids, const GvnNow *now, GError **error);
GPtrArray *gvn_mail_group_deadlines (GvnDb *db, const char *const *ids, const GvnNow *now, GError **error);
gboolean gvn_mail_fill_group (GvnDb *db, GvnMail *self, GvnMailGroup *group, GHashTable *values, GError **error);

/* What is attached: gvn-mail-attachment.c */
void gvn_mail_attach (GvnMail *self, GvnMailAttachmentKind kind, const char *name, const char *file, const char *text);
gboolean gvn_mail_load_attachments (GvnStore *store, GvnMail *self, const GvnNow *now, GError **error);
char *gvn_mail_dup_safe_name (const char *text);

G_END_DECLS
