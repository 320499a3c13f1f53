/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/gvn-mail.h"

G_BEGIN_DECLS

/*
 * What a mail says before anybody changes it. "{date}" stands for what the contract
 * knows, "{{" for a brace; a line whose placeholders all stand for nothing is left out,
 * as is a paragraph.
 */

#define GVN_MAIL_SUBJECT_MAX 200 /* characters */
#define GVN_MAIL_TEXT_MAX 20000

/**
 * GvnMailPlaceholder:
 * @name: as it is typed between braces
 * @label: what it stands for
 * @example: what that may be
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *example;
} GvnMailPlaceholder;

GArray *gvn_mail_list_placeholders (GvnMailAct act);
GHashTable *gvn_mail_create_example (GvnMailAct act);

/**
 * GvnMailTemplate:
 * @edited: whether somebody replaced the shipped text, which is in the user's language
 */
typedef struct
{
  char *subject;
  char *text;
  gboolean edited;
} GvnMailTemplate;

void gvn_mail_template_free (GvnMailTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnMailTemplate, gvn_mail_template_free)

GvnMailTemplate *gvn_mail_template_load (GvnDb *db, GvnMailAct act, GError **error);
gboolean gvn_mail_template_check (GvnMailAct act, const char *subject, const char *text, gboolean *in_subject,
                                  GError **error);
char *gvn_mail_template_expand (const char *text, GHashTable *values);

/**
 * GvnMailTemplateChange:
 * @subject: (nullable): %NULL, with @text, takes the shipped text again
 */
typedef struct
{
  GvnMailAct act;
  const char *subject;
  const char *text;
} GvnMailTemplateChange;

gboolean gvn_mail_template_change (GvnDb *db, gpointer change, GError **error);
char *gvn_mail_template_change_dup_label (const GvnMailTemplateChange *change);

void gvn_mail_template_register_words (void);

G_END_DECLS
