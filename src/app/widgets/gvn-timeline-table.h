/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-page-table.h"
#include "app/widgets/gvn-timeline-item.h"

G_BEGIN_DECLS

/* The items of a timeline as a table that sorts by each column, or as lines in time
 * order; `activate` as of a list of GTK opens one, found with
 * gvn_timeline_table_get_item(). */
GtkWidget *gvn_timeline_table_new (GListModel *rows, GListModel *items, const char *row_title);
GtkWidget *gvn_timeline_lines_new (GListModel *items);
GvnTimelineItem *gvn_timeline_table_get_item (GtkWidget *table, guint position);
void gvn_timeline_table_fill (GtkWidget *table, GListModel *rows, const char *row_title, GvnPageTable *filled);
void gvn_timeline_table_show (GtkWidget *table, const GvnLocal *from);

G_END_DECLS
