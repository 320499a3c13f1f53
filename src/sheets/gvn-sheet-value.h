/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheets/gvn-list.h"

G_BEGIN_DECLS

/* What people write in cells, and what it says: see gvn-list.h. */

char *gvn_sheet_value_clean (const char *text);
char *gvn_sheet_value_fold (const char *text);

/* The values of one column: for a choice, which there are */
typedef struct _GvnSheetValues GvnSheetValues;

GPtrArray *gvn_sheet_values_load (const GvnList *list, GvnDb *db, GError **error);
char *gvn_sheet_values_parse (GvnSheetValues *self, const char *text, GError **error);
const char *gvn_sheet_values_show (GvnSheetValues *self, const char *value);

G_END_DECLS
