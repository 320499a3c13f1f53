/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-page-table.h"
#include "money/gvn-billing.h"
#include "store/gvn-record-list.h"

G_BEGIN_DECLS

/* The lines of a billing statement, as rows that end with their total. */

GvnRecordList *gvn_money_lines_new (void);
void gvn_money_lines_fill (GvnRecordList *lines, const GvnBilling *billing);
const char *gvn_money_lines_get_order (GvnRecordList *lines, guint position);
void gvn_money_lines_add_columns (GvnRecordList *lines, GtkColumnView *view);
GvnPageTable *gvn_money_lines_create_table (const GvnBilling *billing);

G_END_DECLS
