/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What a list or a column view shows of a selection model: at first as many rows as are in
 * sight, then more with each frame, until it is all. A view makes the widgets of some 200
 * rows at once, whatever its height: several frames of work before the first is painted.
 */
#define GVN_TYPE_GROWING_SELECTION (gvn_growing_selection_get_type ())
G_DECLARE_FINAL_TYPE (GvnGrowingSelection, gvn_growing_selection, GVN, GROWING_SELECTION, GObject)

/* Of a list as high as the window usually is */
#define GVN_ROWS_IN_SIGHT 20

GvnGrowingSelection *gvn_growing_selection_new (GtkSelectionModel *model, GtkWidget *view, guint step,
                                                gboolean scrolls);
void gvn_growing_selection_show (GvnGrowingSelection *self, gboolean shown);
void gvn_growing_selection_show_list (GtkListView *view, GListModel *rows);

G_END_DECLS
