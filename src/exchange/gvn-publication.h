/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-store.h"

G_BEGIN_DECLS

/**
 * GvnExport:
 * @feed: "all", "committees" or "cab"
 * @perimeter: (nullable): an agency's items only
 * @person: (nullable): a person's id: the meetings they sit in, what they owe
 * @meeting: (nullable): the id of a meeting: it alone, whatever the rest says
 * @changes: only what changed since the feed was last given to a file
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
  const char *meeting;
  gboolean changes;
  GDate from;
  GDate to;
} GvnExport;

char *gvn_publication_write (GvnStore *store, const GvnExport *export, const GvnNow *now, guint *n_events,
                             GError **error);

/**
 * GvnSink:
 *
 * Takes the text of an export, in the writer thread. %FALSE with @error undoes it.
 */
typedef gboolean (*GvnSink) (const char *text, gpointer data, GError **error);

gboolean gvn_publication_export (GvnStore *store, const GvnExport *export, const GvnNow *now, GvnSink sink,
                                 gpointer data, guint *n_events, GError **error);
gboolean gvn_publication_write_file (GvnStore *store, const GvnExport *export, const GvnNow *now, const char *path,
                                     guint *n_events, GError **error);

G_END_DECLS
