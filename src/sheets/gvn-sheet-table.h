/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A bounded table of text cells, each at its place in the sheet it was read from. What
 * reads a sheet fills it, what imports or writes one reads it.
 */

#define GVN_SHEET_MAX_FILE (64u * 1024 * 1024)
#define GVN_SHEET_MAX_ROWS 100000u
#define GVN_SHEET_MAX_COLUMNS 200u
#define GVN_SHEET_MAX_CELL 32767u /* characters, as in Excel */

typedef struct _GvnSheetTable GvnSheetTable;

GvnSheetTable *gvn_sheet_table_new (void);
void gvn_sheet_table_free (GvnSheetTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnSheetTable, gvn_sheet_table_free)

gboolean gvn_sheet_table_add_cell (GvnSheetTable *self, const char *text, gssize length, GError **error);
gboolean gvn_sheet_table_end_row (GvnSheetTable *self, GError **error);

guint gvn_sheet_table_get_n_rows (const GvnSheetTable *self);
guint gvn_sheet_table_get_n_columns (const GvnSheetTable *self);
const char *gvn_sheet_table_get (const GvnSheetTable *self, guint row, guint column);
gboolean gvn_sheet_table_row_is_empty (const GvnSheetTable *self, guint row);

char *gvn_sheet_dup_place (guint row, guint column);

G_END_DECLS
