/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-store.h"

G_BEGIN_DECLS

/**
 * GvnExport:
 * @feed: "all", "committees", "cab" or "deadlines"
 * @perimeter: (nullable): an agency's items only
 * @person: (nullable): a person's id: the meetings they sit in, what they owe
 * @from: invalid, or the first day
 * @to: invalid, or the last
 *
 * What to publish.
 */
typedef struct
{
  const char *feed;
  const char *perimeter;
  const char *person;
  GDate from;
  GDate to;
} GvnExport;

char *gvn_publication_write (GvnStore *store, const GvnExport *export, const GvnNow *now, guint *n_events,
                             GError **error);
gboolean gvn_publication_write_file (GvnStore *store, const GvnExport *export, const GvnNow *now, const char *path,
                                     guint *n_events, GError **error);

G_END_DECLS
