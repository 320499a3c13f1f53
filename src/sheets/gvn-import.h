/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheets/gvn-list.h"

G_BEGIN_DECLS

/* One import for every list: a sheet's lines become commands of the domain. */

/**
 * GvnImportMap:
 * @header: the row of the headers, from 0
 * @columns: for each column of the list, that of the sheet, or -1
 *
 * Which column of the sheet says what.
 */
typedef struct
{
  guint header;
  int columns[GVN_LIST_MAX_COLUMNS];
} GvnImportMap;

guint gvn_import_map_row (const GvnList *list, const GvnSheetTable *table, GHashTable *names, guint row,
                          GvnImportMap *map);
gboolean gvn_import_map_check (const GvnList *list, const GvnImportMap *map, GError **error);
gboolean gvn_import_propose (const GvnList *list, const GvnSheetTable *table, GHashTable *names, GvnImportMap *map,
                             GError **error);

/* What people called columns before, remembered: a header → the code of a column */
GHashTable *gvn_import_names_load (const GvnList *list);
GHashTable *gvn_import_names_read (const GvnList *list, const char *path, GError **error);
void gvn_import_names_add (const GvnList *list, GHashTable *names, const GvnSheetTable *table, const GvnImportMap *map);
gboolean gvn_import_names_save (const GvnList *list, GHashTable *names, GError **error);

/* What an import would not take, at its place */
typedef struct
{
  guint line; /* from 1, as the sheet shows it */
  char *cell; /* "C5", NULL when it is not one cell's fault */
  char *column;
  char *reason;
} GvnImportRefusal;

typedef struct
{
  guint line;
  gboolean added;
  char *title;      /* which row, by its key */
  char *difference; /* "Due: 2028-03-16 → 2028-04-01", one line per column */
} GvnImportChange;

/**
 * GvnImportResult:
 * @changes: (element-type GvnImportChange): the first of them
 * @refusals: (element-type GvnImportRefusal): the first of them
 * @done: whether it is stored
 */
typedef struct
{
  guint n_added;
  guint n_changed;
  guint n_unchanged;
  guint n_refused;
  GPtrArray *changes;
  GPtrArray *refusals;
  gboolean done;
} GvnImportResult;

GvnImportResult *gvn_import_result_new (void);
void gvn_import_result_free (GvnImportResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnImportResult, gvn_import_result_free)

/**
 * GvnImport:
 * @source: what the journal calls it, as the name of a file
 * @dry_run: look, and store nothing
 * @cancellable: (nullable): heard between two lines
 * @n_taken: (nullable): atomic: how many lines of the sheet are behind, for who waits
 */
typedef struct
{
  const GvnList *list;
  const GvnSheetTable *table;
  const GvnImportMap *map;
  const char *source;
  const char *author;
  const GvnNow *now;
  gboolean dry_run;
  GCancellable *cancellable;
  int *n_taken;
} GvnImport;

GvnImportResult *gvn_import_run (GvnStore *store, const GvnImport *import, GError **error);
void gvn_import_run_async (GvnStore *store, const GvnImport *import, GAsyncReadyCallback callback, gpointer data);
GvnImportResult *gvn_import_run_finish (GvnStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
