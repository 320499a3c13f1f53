/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-page.h"
#include "orders/gvn-order.h"

G_BEGIN_DECLS

/* Orders as the rows of a table, or as lines where there is no room for columns. */

void gvn_order_rows_add_columns (GtkColumnView *table, GvnPage *page);
GtkListItemFactory *gvn_order_rows_create_line_factory (GvnPage *page);

void gvn_order_rows_add_table_columns (GvnPageTable *table);
void gvn_order_rows_fill_table (GvnPageTable *table, GvnOrder *order);

gboolean gvn_order_rows_equal (gpointer a, gpointer b);

G_END_DECLS
