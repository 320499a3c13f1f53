/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/gvn-dav.h"
#include "exchange/gvn-publication.h"

G_BEGIN_DECLS

/* Publishing feeds to an address people subscribe to. */

/**
 * GvnPublisherRequest:
 * @address: of a folder when it ends in "/", where each feed is FEED.ics; else of the one
 *   file of the one feed
 * @feeds: their names, %NULL-terminated
 * @perimeter: (nullable): of all of them
 * @person: (nullable): likewise
 * @from: invalid, or the first day
 * @to: invalid, or the last
 * @now: the reference moment
 */
typedef struct
{
  GUri *address;
  const char *const *feeds;
  const char *perimeter;
  const char *person;
  GDate from;
  GDate to;
  const GvnDavAccount *account;
  const GvnNow *now;
} GvnPublisherRequest;

/**
 * GvnPublisherTold:
 * @sentence: what was just done or met with
 * @n_done: how many feeds are published
 *
 * Called in the main context of the caller.
 */
typedef void (*GvnPublisherTold) (const char *sentence, guint n_done, guint n_feeds, gpointer data);

void gvn_publisher_run_async (GvnStore *store, const GvnPublisherRequest *request, GvnPublisherTold told,
                              gpointer told_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean gvn_publisher_run_finish (GvnStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
