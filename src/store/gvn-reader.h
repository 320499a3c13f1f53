/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-db-private.h"
#include "store/gvn-store.h"

G_BEGIN_DECLS

/*
 * The thread that reads what takes longer than a frame, on a query-only connection of its
 * own: one request after the other, each within one read transaction. One that is
 * cancelled is interrupted, and answers %G_IO_ERROR_CANCELLED.
 */

typedef struct _GvnReader GvnReader;

GvnReader *gvn_reader_new (const char *path, GvnDbMode mode);
void gvn_reader_free (GvnReader *self);

void gvn_reader_read_async (GvnReader *self, GvnRead read, gpointer data, GDestroyNotify data_free,
                            GDestroyNotify result_free, GTask *task);

G_END_DECLS
