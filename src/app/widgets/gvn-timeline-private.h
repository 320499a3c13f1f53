/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/gvn-timeline-block.h"
#include "app/widgets/gvn-timeline-layout.h"
#include "app/widgets/gvn-timeline.h"

G_BEGIN_DECLS

/* What the files of the timeline share: gvn-timeline.c holds models, scrolling and
 * the pool of blocks, gvn-timeline-draw.c everything drawn, gvn-timeline-input.c
 * mouse and keyboard. */

struct _GvnTimeline
{
  GtkWidget parent_instance;

  /* owned */
  GListModel *rows;
  GListModel *items;
  GtkAdjustment *adjustments[2]; /* by GtkOrientation */
  GvnTimelineLayout *layout;
  GHashTable *blocks;    /* id of an item → GvnTimelineBlock on screen */
  GPtrArray *spare;      /* GvnTimelineBlock, to be used again */
  GHashTable *headings;  /* group → GtkButton */
  GHashTable *collapsed; /* the groups whose rows are hidden */
  GHashTable *selected;  /* ids */
  GHashTable *shades;    /* GvnCalendar → GvnDayKind per day, as bytes */
  GtkWidget *titles;
  GtkWidget *axis;
  AdwAnimation *zoom;
  char *current; /* the id of the item that has, or last had, the focus */
  char *status;

  const GvnTimelineDelegate *delegate;
  gpointer delegate_data;
  GvnTimelineLayers layers;
  GvnTimelineScale scale;
  GvnTimelineMetrics metrics;
  GvnLocal now;
  GDate day;             /* looked at */
  double measured_width; /* the width of a day the layout is of */
  double natural_titles;
  double titles_width;
  double axis_height;
  gboolean stale;     /* the layout is of other models or another scale */
  double wanted_days; /* to be shown once the width is known; 0 for none */
  double wanted_x;    /* days from the first, to be scrolled to once the width is known; below 0 for none */
  double zoom_day;    /* while zooming: days from the first, at a place of the area */
  struct
  {
    double width, x;
  } zoom_from, zoom_to;

  /* the pending drop: shift.items is NULL when there is none */
  GvnTimelineShift shift;
  gboolean legal;

  /* the mouse */
  GtkEventController *drag; /* owned by the widget */
  gboolean dragging;
  gboolean banding;
  double pointer_x;
  double press_x, press_y;
  double band_x, band_y;
  GvnTimelineItem *pressed; /* owned */
  double pinch_width;
};

/* gvn-timeline.c */
void gvn_timeline_set_status (GvnTimeline *self, const char *status);
void gvn_timeline_set_day (GvnTimeline *self, const GDate *day);
void gvn_timeline_zoom (GvnTimeline *self, double day_width, double x);
void gvn_timeline_focus_item (GvnTimeline *self, GvnTimelineItem *item);
void gvn_timeline_emit_selection (GvnTimeline *self);
double gvn_timeline_get_scroll (GvnTimeline *self, GtkOrientation orientation);
void gvn_timeline_get_bounds (GvnTimeline *self, const GvnTimelinePlace *place, graphene_rect_t *bounds);
void gvn_timeline_update (GvnTimeline *self);

/* gvn-timeline-draw.c */
GtkWidget *gvn_timeline_margin_new (GvnTimeline *self, gboolean axis);
void gvn_timeline_draw (GvnTimeline *self, GtkSnapshot *snapshot);

/* gvn-timeline-input.c */
void gvn_timeline_add_input (GvnTimeline *self);
gboolean gvn_timeline_is_shifting (GvnTimeline *self, GvnTimelineItem *item);
void gvn_timeline_shift_item (GvnTimeline *self, GvnTimelineItem *item, GvnLocal *start, GvnLocal *end);
void gvn_timeline_cancel_shift (GvnTimeline *self);

G_END_DECLS
