/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sheets/gvn-import.h"

G_BEGIN_DECLS

/* What the import dialog shows of the columns and of the outcome. */

typedef struct _GvnImportColumns GvnImportColumns;

GvnImportColumns *gvn_import_columns_new (AdwPreferencesPage *page);
void gvn_import_columns_free (GvnImportColumns *self);
void gvn_import_columns_set_sheet (GvnImportColumns *self, const GvnList *list, const GvnSheetTable *table);
gboolean gvn_import_columns_read (GvnImportColumns *self, GvnImportMap *map, GError **error);

void gvn_import_preview_fill (AdwPreferencesPage *page, AdwPreferencesGroup **groups, const GvnImportResult *result);

#define GVN_IMPORT_N_GROUPS 3

G_END_DECLS
