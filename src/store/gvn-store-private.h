/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-journal.h"

G_BEGIN_DECLS

/* Runs @func on the writer's connection, in the writer thread, and waits. No
 * transaction is open: @func opens what it needs. */
gboolean gvn_store_call_writer (GvnStore *self, GvnCommand func, gpointer data, GError **error);
/* As gvn_store_run(), for an undo or a redo too */
gboolean gvn_store_run_recorded (GvnStore *self, const GvnRecorded *recorded, GvnCommand command, gpointer data,
                                 GError **error);
gboolean gvn_store_check_writable (GvnStore *self, GError **error);
void gvn_store_emit_changed (GvnStore *self, GPtrArray *tables);
gboolean gvn_store_check_domains (GvnDb *db, GPtrArray *findings, GError **error);
gboolean gvn_store_reopen_readers (GvnStore *self, GError **error);

/* Whether something asked of the reader thread is not told yet */
gboolean gvn_store_is_reading (GvnStore *self);

/* For the tests: the mount type to believe instead of the system's */
void gvn_store_set_mount_type (const char *mount_type);

G_END_DECLS
