/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheets/gvn-sheet-table.h"

G_BEGIN_DECLS

/* Sheets from elsewhere, as a table of texts: .xlsx, .ods, .csv, .ics, pasted cells. */

GvnSheetTable *gvn_sheet_read_file (const char *path, GError **error);
GvnSheetTable *gvn_sheet_read_text (const char *text, gsize length, GError **error);
GvnSheetTable *gvn_sheet_read_ics (const char *text, GError **error);
GvnSheetTable *gvn_sheet_read_csv (const char *text, gsize length, GError **error);

G_END_DECLS
