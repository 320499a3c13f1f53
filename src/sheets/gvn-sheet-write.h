/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheets/gvn-list.h"

G_BEGIN_DECLS

/* Tables written as sheets: .xlsx or .csv, by the end of the file's name. */

gboolean gvn_sheet_write_file (const GvnSheetTable *table, const GvnList *list, const char *path, GError **error);
char *gvn_sheet_write_csv (const GvnSheetTable *table);

G_END_DECLS
