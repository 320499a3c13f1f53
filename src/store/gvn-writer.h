/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-journal.h"

G_BEGIN_DECLS

/*
 * The thread that writes: it owns the read-write connection and runs the jobs
 * of a queue, one transaction each. No signal is emitted from it: what a job
 * changed is told through the callback, in the owner's main context.
 */

typedef struct _GvnWriter GvnWriter;

/**
 * GvnWriterChanged:
 * @tables: (element-type utf8): what a committed job touched
 */
typedef void (*GvnWriterChanged) (gpointer owner, GPtrArray *tables);

GvnWriter *gvn_writer_new (GvnDb *db, gpointer owner, GvnWriterChanged changed);
void gvn_writer_free (GvnWriter *self);

gboolean gvn_writer_call (GvnWriter *self, GvnCommand func, gpointer data, GError **error);
gboolean gvn_writer_run (GvnWriter *self, const GvnRecorded *recorded, GvnCommand command, gpointer data,
                         GError **error);
void gvn_writer_run_async (GvnWriter *self, const GvnEntry *entry, GvnCommand command, gpointer data,
                           GDestroyNotify data_free, GTask *task);

G_END_DECLS
