/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/widgets/gvn-timeline-item.h"

G_BEGIN_DECLS

/* The items of a timeline as a table that sorts by each column; `activate` as of a
 * GtkColumnView opens one, found with gvn_timeline_table_get_item(). */
GtkWidget *gvn_timeline_table_new (GListModel *rows, GListModel *items, const char *row_title);
GvnTimelineItem *gvn_timeline_table_get_item (GtkWidget *table, guint position);
void gvn_timeline_table_bind_narrow (GtkWidget *table, GObject *source, const char *property);
void gvn_timeline_table_show (GtkWidget *table, const GvnLocal *from);

G_END_DECLS
