/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/widgets/gvn-timeline-item.h"
#include "app/widgets/gvn-timeline-scale.h"

G_BEGIN_DECLS

/*
 * Where every row and item of a timeline lies, before any widget exists. Positions
 * are in pixels from the first day and the first row.
 */

/**
 * GvnTimelinePlace:
 * @lane: within the row: items that would cover each other lie in different ones, but
 *   for the milestones of one day, which share one in a grid
 * @y: from the top of the row
 *
 * Where an item lies.
 */
typedef struct
{
  GvnTimelineItem *item; /* owned */
  guint band;
  int lane;
  double x;
  double y;
  double width;
  double height;
} GvnTimelinePlace;

/**
 * GvnTimelineBand:
 * @row: %NULL for the heading of a group
 *
 * A row, or the heading of a group of rows.
 */
typedef struct
{
  GvnTimelineRow *row; /* owned */
  char *group;         /* owned */
  gboolean collapsed;
  guint n_rows; /* of a heading */
  double y;
  double height;
  GPtrArray *places; /* owned: of a row, by start; what they point to is the layout's */
  double reach;      /* no place further to the left or the right than this touches a moment */
} GvnTimelineBand;

/**
 * GvnTimelineMetrics:
 * @lane: the height of a lane
 * @gap: between lanes, and around them
 *
 * Sizes that follow the size of the text.
 */
typedef struct
{
  double lane;
  double gap;
} GvnTimelineMetrics;

typedef struct _GvnTimelineLayout GvnTimelineLayout;

GvnTimelineLayout *gvn_timeline_layout_new (void);
void gvn_timeline_layout_free (GvnTimelineLayout *self);

void gvn_timeline_layout_fill (GvnTimelineLayout *self, GListModel *rows, GListModel *items, GHashTable *collapsed);
void gvn_timeline_layout_measure (GvnTimelineLayout *self, const GvnTimelineScale *scale,
                                  const GvnTimelineMetrics *metrics);

double gvn_timeline_metrics_get_min_width (const GvnTimelineMetrics *self, const GvnTimelineScale *scale);

double gvn_timeline_layout_get_height (GvnTimelineLayout *self);
GPtrArray *gvn_timeline_layout_get_bands (GvnTimelineLayout *self);
guint gvn_timeline_layout_find_band (GvnTimelineLayout *self, double y);
const GvnTimelinePlace *gvn_timeline_layout_find (GvnTimelineLayout *self, const char *id);

typedef void (*GvnTimelineVisit) (const GvnTimelinePlace *place, gpointer data);
void gvn_timeline_layout_visit (GvnTimelineLayout *self, double x, double y, double width, double height,
                                GvnTimelineVisit visit, gpointer data);

/* The item nearest to one in time, dx of -1 or 1, or in another row, dy */
GvnTimelineItem *gvn_timeline_layout_find_next (GvnTimelineLayout *self, const GvnTimelinePlace *from, int dx, int dy);
GvnTimelineItem *gvn_timeline_layout_find_from (GvnTimelineLayout *self, const GvnLocal *from);

G_END_DECLS
