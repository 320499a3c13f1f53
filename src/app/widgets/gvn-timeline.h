/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/gvn-timeline-item.h"

G_BEGIN_DECLS

/**
 * GvnTimelineShift:
 * @items: (element-type GvnTimelineItem): what moves, or is resized
 * @days: how far
 * @minutes: and how much later in its day
 * @resize: whether only the end moves
 *
 * What a drop would do.
 */
typedef struct
{
  GPtrArray *items;
  int days;
  int minutes;
  gboolean resize;
} GvnTimelineShift;

/**
 * GvnTimelineMark:
 *
 * What the time axis says of a day.
 */
typedef enum
{
  GVN_TIMELINE_MARK_NONE,
  GVN_TIMELINE_MARK_FULL,
  GVN_TIMELINE_MARK_PROBLEM,
} GvnTimelineMark;

/**
 * GvnTimelineDelegate:
 * @preview: (transfer full): says in words what a drop would do, and whether it may
 * @apply: the drop, after a legal preview of the same shift
 * @open: the user asked for an item
 * @create: the user asked for something new on an empty place
 * @mark_day: what stands out on a day
 *
 * The domain behind a timeline: its validator and its commands.
 */
typedef struct
{
  char *(*preview) (gpointer data, const GvnTimelineShift *shift, gboolean *legal);
  void (*apply) (gpointer data, const GvnTimelineShift *shift);
  void (*open) (gpointer data, GvnTimelineItem *item);
  void (*create) (gpointer data, GvnTimelineRow *row, const GvnLocal *at);
  GvnTimelineMark (*mark_day) (gpointer data, const GDate *day);
} GvnTimelineDelegate;

/* What is drawn besides rows and items */
typedef enum
{
  GVN_TIMELINE_BASELINES = 1 << 0,
  GVN_TIMELINE_CHAINS = 1 << 1,
  GVN_TIMELINE_DEPENDENCIES = 1 << 2,
} GvnTimelineLayers;

/**
 * GvnTimeline:
 *
 * Rows × days. It knows no domain: a page supplies rows, items and a delegate.
 *
 * Mouse: drag moves, the right edge resizes, an empty place selects with a rubber
 * band or, on a double click, creates; a drag to a side of the area scrolls; Ctrl and
 * the wheel, or a pinch, zoom.
 * Keyboard: arrows move the focused item by a day or half an hour, Page Up and Down
 * by a week, with Shift they resize; Enter drops, or opens; Escape cancels; Ctrl and
 * an arrow go to a neighbour; Space selects.
 *
 * Emits `day-changed` when the user looks at another day, `selection-changed`, and
 * notifies `status`, what the pending drop would do.
 */
#define GVN_TYPE_TIMELINE (gvn_timeline_get_type ())
G_DECLARE_FINAL_TYPE (GvnTimeline, gvn_timeline, GVN, TIMELINE, GtkWidget)

void gvn_timeline_set_models (GvnTimeline *self, GListModel *rows, GListModel *items);
void gvn_timeline_set_range (GvnTimeline *self, const GDate *first, const GDate *last);
void gvn_timeline_set_now (GvnTimeline *self, const GvnLocal *now);
void gvn_timeline_set_delegate (GvnTimeline *self, const GvnTimelineDelegate *delegate, gpointer data);
void gvn_timeline_set_layers (GvnTimeline *self, GvnTimelineLayers layers);

void gvn_timeline_show_days (GvnTimeline *self, int n_days);
void gvn_timeline_show_moment (GvnTimeline *self, const GvnLocal *moment);
void gvn_timeline_step (GvnTimeline *self, int screens);
void gvn_timeline_get_seen (GvnTimeline *self, GDate *first, GDate *last);
gboolean gvn_timeline_focus_from (GvnTimeline *self, const GvnLocal *from);

const GDate *gvn_timeline_get_day (GvnTimeline *self);
gboolean gvn_timeline_is_moving (GvnTimeline *self);
const char *gvn_timeline_get_status (GvnTimeline *self);
GPtrArray *gvn_timeline_list_selected (GvnTimeline *self);

G_END_DECLS
