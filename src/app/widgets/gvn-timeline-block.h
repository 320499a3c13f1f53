/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/widgets/gvn-timeline-item.h"

G_BEGIN_DECLS

/* One item of a timeline on screen: it has the focus, the name and the tooltip;
 * another item takes it when this one scrolls out. */
#define GVN_TYPE_TIMELINE_BLOCK (gvn_timeline_block_get_type ())
G_DECLARE_FINAL_TYPE (GvnTimelineBlock, gvn_timeline_block, GVN, TIMELINE_BLOCK, GtkWidget)

GtkWidget *gvn_timeline_block_new (void);
void gvn_timeline_block_bind (GvnTimelineBlock *self, GvnTimelineItem *item);
GvnTimelineItem *gvn_timeline_block_get_item (GvnTimelineBlock *self);
void gvn_timeline_block_set_selected (GvnTimelineBlock *self, gboolean selected);

G_END_DECLS
