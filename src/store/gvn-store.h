/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/gvn-db.h"

G_BEGIN_DECLS

/*
 * The contract's file: one writer thread, a query-only connection for the
 * thread that opened it, a reader thread for what takes longer, the journal,
 * undo and redo, backups.
 */

#define GVN_TYPE_STORE (gvn_store_get_type ())
G_DECLARE_FINAL_TYPE (GvnStore, gvn_store, GVN, STORE, GObject)

typedef enum
{
  GVN_STORE_CREATE = 1 << 0, /* create the file; refused when it exists */
} GvnStoreFlags;

GvnStore *gvn_store_open (const char *path, GvnStoreFlags flags, GError **error);
void gvn_store_close (GvnStore *self);

const char *gvn_store_get_path (GvnStore *self);
gboolean gvn_store_is_read_only (GvnStore *self);
const char *gvn_store_get_warning (GvnStore *self);

/* Reads, from the thread that opened the store: query-only, short */
GvnDb *gvn_store_get_db (GvnStore *self);
void gvn_store_poll (GvnStore *self);

/**
 * GvnCommand:
 * @db: the open transaction's connection
 * @data: what the caller gave
 *
 * A domain command. It runs in the writer thread, within one transaction that
 * is rolled back when it returns %FALSE.
 */
typedef gboolean (*GvnCommand) (GvnDb *db, gpointer data, GError **error);

/**
 * GvnEntry:
 * @label: what the user did, in words, as the journal shows it
 * @author: who
 * @now: when, the reference moment
 */
typedef struct
{
  const char *label;
  const char *author;
  const GvnNow *now;
} GvnEntry;

gboolean gvn_store_run (GvnStore *self, const GvnEntry *entry, GvnCommand command, gpointer data, GError **error);
void gvn_store_run_async (GvnStore *self, const GvnEntry *entry, GvnCommand command, gpointer data,
                          GDestroyNotify data_free, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean gvn_store_run_finish (GvnStore *self, GAsyncResult *result, GError **error);

/**
 * GvnRead:
 * @db: the reader's connection, query-only, at one moment
 * @data: what the caller gave
 *
 * What takes longer to read than a frame may. It runs in the reader thread, beside
 * whoever writes.
 *
 * Returns: (transfer full): what was read, or %NULL with @error
 */
typedef gpointer (*GvnRead) (GvnDb *db, gpointer data, GError **error);

void gvn_store_read_async (GvnStore *self, GvnRead read, gpointer data, GDestroyNotify data_free,
                           GDestroyNotify result_free, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
gpointer gvn_store_read_finish (GvnStore *self, GAsyncResult *result, GError **error);

/* Housekeeping that is not the user's work: no journal entry, no undo */
gboolean gvn_store_maintain (GvnStore *self, GvnCommand command, gpointer data, GError **error);

/* Undo and redo: the label of what would be undone or redone, or NULL */
char *gvn_store_dup_undo_label (GvnStore *self);
char *gvn_store_dup_redo_label (GvnStore *self);
gboolean gvn_store_undo (GvnStore *self, const char *author, const GvnNow *now, GError **error);
gboolean gvn_store_undo_entry (GvnStore *self, gint64 number, const char *author, const GvnNow *now, GError **error);
gboolean gvn_store_can_undo_entry (GvnStore *self, gint64 number, const char *author, const GvnNow *now,
                                   GError **error);
gboolean gvn_store_redo (GvnStore *self, const char *author, const GvnNow *now, GError **error);

char *gvn_store_dup_head_hash (GvnStore *self);
gboolean gvn_store_verify_journal (GvnStore *self, GError **error);

/**
 * GvnInvariant:
 *
 * A domain's own check of its rows: adds one sentence per violation to @findings.
 */
typedef gboolean (*GvnInvariant) (GvnDb *db, GPtrArray *findings, GError **error);
void gvn_store_add_invariant (GvnInvariant invariant);
gboolean gvn_store_add_findings (GvnDb *db, const char *sql, const char *sentence, GPtrArray *findings, GError **error);

/**
 * GvnDerivation:
 *
 * Makes again the rows a domain derives from others.
 */
typedef gboolean (*GvnDerivation) (GvnDb *db, GError **error);
void gvn_store_add_derivation (GvnDerivation derivation);
gboolean gvn_store_derive (GvnDb *db, GError **error);

GPtrArray *gvn_store_check (GvnStore *self, GError **error);

/* Backups: verified copies */
gboolean gvn_store_backup (GvnStore *self, const char *path, GError **error);
gboolean gvn_store_restore (GvnStore *self, const char *path, GError **error);
gboolean gvn_store_backup_daily (GvnStore *self, const GDate *today, GError **error);

/* Files kept beside the contract by their SHA-256 */
char *gvn_store_add_attachment (GvnStore *self, const char *path, GError **error);
char *gvn_store_dup_attachment_path (GvnStore *self, const char *sha256);

G_END_DECLS
