/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gvn-time.h"
#include "store/gvn-db.h"

G_BEGIN_DECLS

/* What is due in the coming days, as the text of a mail. */

#define GVN_DIGEST_DAYS 7
#define GVN_DIGEST_DAYS_MAX 366

/**
 * GvnDigestRequest:
 * @person: (nullable): the id of a person: what they owe, where they sit
 * @side: (nullable): likewise of a side; %NULL with no person for the whole contract
 * @days: how many from the reference day on
 */
typedef struct
{
  const char *person;
  const char *side;
  int days;
} GvnDigestRequest;

/**
 * GvnDigest:
 * @to_name: %NULL unless it is of a person
 * @to_email: %NULL when unknown
 * @text: plain text, lines end in "\n"
 */
typedef struct
{
  char *subject;
  char *to_name;
  char *to_email;
  char *text;
} GvnDigest;

void gvn_digest_free (GvnDigest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnDigest, gvn_digest_free)

GvnDigest *gvn_digest_write (GvnDb *db, const GvnDigestRequest *request, const GvnNow *now, GError **error);

G_END_DECLS
