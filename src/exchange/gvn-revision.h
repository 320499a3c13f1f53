/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/gvn-schedule-items.h"

G_BEGIN_DECLS

/**
 * GvnRevision:
 * @modified: Unix seconds
 * @cancelled_at: 0 while it stands
 *
 * Under which revision an item is published.
 */
typedef struct
{
  gboolean known; /* it had been published before */
  gint64 sequence;
  char *hash; /* owned: of the significant fields as last published */
  gint64 modified;
  gint64 cancelled_at;
} GvnRevision;

void gvn_revision_clear (GvnRevision *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GvnRevision, gvn_revision_clear)

gboolean gvn_revision_bring_up (GvnDb *db, GvnItem *item, const GvnNow *now, GvnRevision *revision, GError **error);
gboolean gvn_revision_add_vanished (GvnDb *db, GPtrArray *items, GError **error);

G_END_DECLS
