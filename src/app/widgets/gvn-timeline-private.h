/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/gvn-timeline-block.h"
#include "app/widgets/gvn-timeline-layout.h"
#include "app/widgets/gvn-timeline.h"

G_BEGIN_DECLS

/* What the files of the timeline share. */

/* Minutes a key or the mouse moves by within a day */
#define GVN_TIMELINE_STEP 30

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
  double start_x, start_y;  /* where it was pressed, on screen */
  double drag_x, drag_y;    /* where it is, on screen */
  double press_x, press_y;  /* where it was pressed, from the first day and the first row */
  double band_x, band_y;    /* the other corner of the rubber band, likewise */
  GvnTimelineItem *pressed; /* owned */
  guint edge_tick;          /* scrolls at the edge, 0 when nothing does */
  gint64 edge_time;         /* of its last frame */
  double pinch_width;
};

/* gvn-timeline.c: models, focus and life */
void gvn_timeline_set_status (GvnTimeline *self, const char *status);
void gvn_timeline_set_day (GvnTimeline *self, const GDate *day);
void gvn_timeline_focus_item (GvnTimeline *self, GvnTimelineItem *item);
void gvn_timeline_show_shifted (GvnTimeline *self, GvnTimelineItem *item);
void gvn_timeline_emit_selection (GvnTimeline *self);
void gvn_timeline_update (GvnTimeline *self);

/* gvn-timeline-view.c: scrolling and zoom */
double gvn_timeline_get_scroll (GvnTimeline *self, GtkOrientation orientation);
void gvn_timeline_set_scroll (GvnTimeline *self, GtkOrientation orientation, double value);
double gvn_timeline_get_area_width (GvnTimeline *self);
double gvn_timeline_get_area_height (GvnTimeline *self);
void gvn_timeline_remeasure (GvnTimeline *self);
void gvn_timeline_scroll_to_wanted (GvnTimeline *self);
void gvn_timeline_zoom (GvnTimeline *self, double day_width, double x);

/* gvn-timeline-pool.c: the blocks on screen */
void gvn_timeline_get_bounds (GvnTimeline *self, const GvnTimelinePlace *place, graphene_rect_t *bounds);
GtkWidget *gvn_timeline_show_block (GvnTimeline *self, const GvnTimelinePlace *place);
void gvn_timeline_fill_blocks (GvnTimeline *self);
void gvn_timeline_allocate_blocks (GvnTimeline *self);
gboolean gvn_timeline_has_block_focus (GvnTimeline *self);

/* gvn-timeline-margin.c: titles of rows, headings of groups, axis of time */
GtkWidget *gvn_timeline_margin_new (GvnTimeline *self, gboolean axis);
void gvn_timeline_update_headings (GvnTimeline *self);
void gvn_timeline_allocate_headings (GvnTimeline *self);
gboolean gvn_timeline_focus_heading (GvnTimeline *self, int from, int step);
int gvn_timeline_find_heading (GvnTimeline *self, GtkWidget *button);

/* gvn-timeline-draw.c: everything drawn under the margins */
GdkRGBA gvn_timeline_get_color (GtkWidget *widget, double alpha);
GdkRGBA gvn_timeline_get_accent (void);
void gvn_timeline_append_rect (GtkSnapshot *snapshot, const GdkRGBA *color, double x, double y, double width,
                               double height);
double gvn_timeline_get_label_width (GvnTimeline *self);
void gvn_timeline_draw (GvnTimeline *self, GtkSnapshot *snapshot);

/* gvn-timeline-drag.c: the pending drop, and the mouse */
void gvn_timeline_add_drag (GvnTimeline *self);
gboolean gvn_timeline_is_shifting (GvnTimeline *self, GvnTimelineItem *item);
void gvn_timeline_shift_item (GvnTimeline *self, GvnTimelineItem *item, GvnLocal *start, GvnLocal *end);
void gvn_timeline_set_shift (GvnTimeline *self, GvnTimelineItem *item, gboolean resize, int days, int minutes);
void gvn_timeline_drop (GvnTimeline *self);
void gvn_timeline_cancel_shift (GvnTimeline *self);
void gvn_timeline_cancel_drag (GvnTimeline *self);
double gvn_timeline_get_edge_speed (double at, double from, double size);

/* gvn-timeline-input.c: selection, keyboard, wheel */
void gvn_timeline_add_input (GvnTimeline *self);
void gvn_timeline_toggle (GvnTimeline *self, GvnTimelineItem *item);
void gvn_timeline_select_only (GvnTimeline *self, GvnTimelineItem *item);
void gvn_timeline_select_place (const GvnTimelinePlace *place, gpointer self);

G_END_DECLS
