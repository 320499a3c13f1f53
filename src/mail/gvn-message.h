/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gvn-time.h"

G_BEGIN_DECLS

/* Writing a message that a mail program opens as a draft: GMime stays in gvn-message.c. */

/**
 * GvnMailbox:
 * @name: (nullable)
 * @email: one that gvn_message_check_address() takes
 */
typedef struct
{
  const char *name;
  const char *email;
} GvnMailbox;

/**
 * GvnMessagePart:
 * @name: of the file
 * @type: its media type, with its parameters: "text/calendar; charset=utf-8"
 */
typedef struct
{
  const char *name;
  const char *type;
  GBytes *content;
} GvnMessagePart;

/**
 * GvnMessage:
 * @id: what it is known by, a UUID: the same message is written the same
 * @from: its email is %NULL for none
 * @to: (array length=n_to)
 * @copy: (array length=n_copy)
 * @text: plain text, lines end in "\n"
 * @parts: (array length=n_parts): what is attached
 */
typedef struct
{
  const char *id;
  GvnMailbox from;
  const GvnMailbox *to;
  guint n_to;
  const GvnMailbox *copy;
  guint n_copy;
  const char *subject;
  const char *text;
  const GvnMessagePart *parts;
  guint n_parts;
} GvnMessage;

gboolean gvn_message_check_address (const char *email, GError **error);
GBytes *gvn_message_write (const GvnMessage *self, const GvnNow *now);

G_END_DECLS
