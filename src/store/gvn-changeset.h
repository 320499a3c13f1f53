/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-db-private.h"

G_BEGIN_DECLS

/**
 * GvnChangeset:
 * @table: of the row it is on
 * @operation: SQLITE_INSERT, SQLITE_UPDATE or SQLITE_DELETE
 * @columns: (element-type utf8): the names of the table's columns
 *
 * The rows a changeset touches, one after the other. The columns have the names of the
 * present schema; migrations may only add some at the end.
 */
typedef struct
{
  GvnDb *db; /* borrowed */
  const char *table;
  int n_columns;
  int operation;
  GPtrArray *columns;

  /*< private >*/
  sqlite3_changeset_iter *iterator;
  char *columns_of;
} GvnChangeset;

gboolean gvn_changeset_start (GvnChangeset *self, GvnDb *db, void *bytes, int size, GError **error);
gboolean gvn_changeset_next (GvnChangeset *self, GError **error);
void gvn_changeset_clear (GvnChangeset *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GvnChangeset, gvn_changeset_clear)

char *gvn_changeset_dup_key (GvnChangeset *self);
const char *gvn_changeset_get_key_column (GvnChangeset *self);
const char *gvn_changeset_get_before (GvnChangeset *self, guint column);
const char *gvn_changeset_get_after (GvnChangeset *self, guint column);
gboolean gvn_changeset_has (GvnChangeset *self, guint column);

/* The key of the row an iterator given by SQLite is on */
char *gvn_changeset_iter_dup_key (sqlite3_changeset_iter *iterator);

G_END_DECLS
