/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-db.h"

G_BEGIN_DECLS

/* The journal as people read it: what was done, by whom, and what it changed. */

/**
 * GvnJournalEntry:
 * @kind: "do", "undo" or "redo"
 * @target: the entry undone or redone, 0 for "do"
 * @hash: SHA-256 of the entry chained to the one before, in hexadecimal
 */
typedef struct
{
  gint64 number;
  gint64 at;
  char *author;
  char *label;
  const char *kind;
  gint64 target;
  int schema_version;
  char *hash;
} GvnJournalEntry;

void gvn_journal_entry_free (GvnJournalEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnJournalEntry, gvn_journal_entry_free)

/**
 * GvnHistoryFilter:
 * @object_kind: (nullable): entries that touched an object of this kind
 * @object_id: (nullable): and this one
 * @author: (nullable)
 * @words: (nullable): all of them in the label or the author, whatever their case
 * @from: the first day, in the contract's zone; invalid for any
 * @to: the last day
 */
typedef struct
{
  const char *object_kind;
  const char *object_id;
  const char *author;
  const char *words;
  GDate from;
  GDate to;
} GvnHistoryFilter;

GArray *gvn_history_list (GvnDb *db, const GvnHistoryFilter *filter, GError **error);
GvnJournalEntry *gvn_history_load (GvnDb *db, gint64 number, GError **error);
GHashTable *gvn_history_list_undone (GvnDb *db, GError **error);
GPtrArray *gvn_history_list_authors (GvnDb *db, GError **error);
GPtrArray *gvn_history_list_object_kinds (GvnDb *db, GError **error);

/**
 * GvnHistoryMark:
 * @hash: (nullable): of the entry @number; %NULL before any
 *
 * How far the journal had come, for who reads again only what changed since.
 */
typedef struct
{
  gint64 number;
  char *hash;
} GvnHistoryMark;

void gvn_history_mark_clear (GvnHistoryMark *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GvnHistoryMark, gvn_history_mark_clear)

/**
 * GvnTouchedObject:
 * @table: where a row of the object was added, changed or removed
 *
 * One object, once for each table.
 */
typedef struct
{
  const char *table;
  const char *kind;
  char *id;
} GvnTouchedObject;

gboolean gvn_history_get_mark (GvnDb *db, GvnHistoryMark *mark, GError **error);
gboolean gvn_history_list_touched (GvnDb *db, const GvnHistoryMark *since, GPtrArray **touched, GError **error);

typedef enum
{
  GVN_CHANGE_ADDED,
  GVN_CHANGE_REMOVED,
  GVN_CHANGE_MODIFIED,
} GvnChangeKind;

/**
 * GvnValueChange:
 * @label: the column, in words
 * @before: (nullable): in words; %NULL for none
 * @after: (nullable)
 */
typedef struct
{
  const char *label;
  char *before;
  char *after;
} GvnValueChange;

/**
 * GvnHistoryChange:
 * @table: the technical name
 * @key: of the row, as the journal knows it
 * @title: what the row is, in words: "Meeting COPIL"
 * @values: (element-type GvnValueChange): what differs, or all the row held
 */
typedef struct
{
  GvnChangeKind kind;
  char *table;
  char *key;
  char *title;
  GPtrArray *values;
} GvnHistoryChange;

GPtrArray *gvn_history_list_changes (GvnDb *db, gint64 number, const char *object_kind, const char *object_id,
                                     GError **error);
const char *gvn_change_kind_get_label (GvnChangeKind kind);
char *gvn_history_change_dup_text (const GvnHistoryChange *change);

G_END_DECLS
