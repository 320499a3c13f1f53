/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gvn-time.h"

G_BEGIN_DECLS

/*
 * One SQLite connection and its statements, without sqlite3.h.
 *
 * Parameters are given with a string of types, one letter each:
 *   s  const char *, NULL is SQL NULL
 *   i  gint64 (cast it at the call)
 *   b  gboolean, stored 0 or 1
 *   d  const GDate *, NULL or invalid is SQL NULL, stored as YYYY-MM-DD
 *   m  int minutes, GVN_NO_MINUTES is SQL NULL
 *   n  SQL NULL, takes no argument
 */

typedef struct _GvnDb GvnDb;
typedef struct _GvnStatement GvnStatement;

gboolean gvn_db_exec (GvnDb *db, GError **error, const char *sql, const char *types, ...);

GvnStatement *gvn_db_query (GvnDb *db, GError **error, const char *sql, const char *types, ...);
gboolean gvn_statement_next (GvnStatement *self, GError **error);
void gvn_statement_free (GvnStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnStatement, gvn_statement_free)

/* Whether gvn_statement_next() ended on an error rather than on the last row */
gboolean gvn_statement_failed (GvnStatement *self);

/**
 * GvnRowFunc:
 *
 * Returns: (transfer full): what one row says
 */
typedef gpointer (*GvnRowFunc) (GvnStatement *row);

/* All the rows of a query at once; @rows is taken, and may be NULL with @error set */
GPtrArray *gvn_statement_collect (GvnStatement *rows, GvnRowFunc func, GDestroyNotify item_free, GError **error);

const char *gvn_statement_text (GvnStatement *self, int column);
char *gvn_statement_dup_text (GvnStatement *self, int column);
gint64 gvn_statement_int (GvnStatement *self, int column);
gboolean gvn_statement_is_null (GvnStatement *self, int column);
gboolean gvn_statement_date (GvnStatement *self, int column, GDate *date);
int gvn_statement_minutes (GvnStatement *self, int column);

char *gvn_db_get_text (GvnDb *db, GError **error, const char *sql, const char *types, ...);
GPtrArray *gvn_db_list_texts (GvnDb *db, GError **error, const char *sql, const char *types, ...);
gboolean gvn_db_get_int (GvnDb *db, gint64 *value, GError **error, const char *sql, const char *types, ...);
int gvn_db_changes (GvnDb *db);

G_END_DECLS
