/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-db-private.h"
#include "store/gvn-store.h"

G_BEGIN_DECLS

/*
 * The journal within the writer's transaction: a session records the changeset
 * of each user transaction, chained by SHA-256. Runs in the writer thread.
 */

/**
 * GvnRecorded:
 * @kind: "do", "undo" or "redo"
 * @target: the entry undone or redone, 0 for "do"
 */
typedef struct
{
  const GvnEntry *entry;
  const char *kind;
  gint64 target;
} GvnRecorded;

GPtrArray *gvn_journal_list_tables (GvnDb *db, GError **error);
sqlite3_session *gvn_journal_attach (GvnDb *db, GError **error);
gboolean gvn_journal_record (GvnDb *db, sqlite3_session *session, const GvnRecorded *recorded, GPtrArray *tables,
                             GError **error);

void gvn_journal_set_not_found (gint64 number, GError **error);
gboolean gvn_journal_index (GvnDb *db, gint64 number, void *changeset, int size, GPtrArray *tables, GError **error);
gboolean gvn_journal_index_missing (GvnDb *db, GError **error);

gboolean gvn_journal_is_untouched (sqlite3_session *session);

gboolean gvn_journal_verify (GvnDb *db, GError **error);

/* What undo and redo would act on: entry numbers, the newest last; and the entries
 * that have no effect at present, redoable or not */
typedef struct
{
  GArray *undoable;   /* gint64 */
  GArray *redoable;   /* gint64 */
  GHashTable *undone; /* gint64 * */
} GvnJournalStacks;

gboolean gvn_journal_load_stacks (GvnDb *db, GvnJournalStacks *stacks, GError **error);
void gvn_journal_stacks_clear (GvnJournalStacks *stacks);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GvnJournalStacks, gvn_journal_stacks_clear)

gboolean gvn_journal_apply_changeset (GvnDb *db, gint64 number, void *changeset, int size, GError **error);
gboolean gvn_journal_apply (GvnDb *db, gint64 number, gboolean invert, GError **error);
gboolean gvn_journal_replay (GvnDb *db, GPtrArray *findings, GError **error);

G_END_DECLS
