/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "calendar/gvn-calendar.h"
#include "store/gvn-record-list.h"

G_BEGIN_DECLS

/*
 * What a timeline shows, without a domain: rows, and the items that lie in them.
 * A page makes them anew at each refresh; their ids tell what stayed.
 */

/**
 * GvnTimelineRow:
 * @group: (nullable): rows of one group follow each other under its name
 * @calendar: (nullable): whose weekends, holidays and closures are shaded
 */
#define GVN_TYPE_TIMELINE_ROW (gvn_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (GvnTimelineRow, gvn_timeline_row, GVN, TIMELINE_ROW, GObject)

struct _GvnTimelineRow
{
  GObject parent_instance;

  /* owned */
  char *id;
  char *title;
  char *group;
  GvnCalendar *calendar;
};

GvnTimelineRow *gvn_timeline_row_new (const char *id, const char *title, const char *group, GvnCalendar *calendar);
gboolean gvn_timeline_row_equal (GvnTimelineRow *a, GvnTimelineRow *b);
GvnRecordList *gvn_timeline_row_list_new (void);

/**
 * GvnTimelineItem:
 * @row: the id of its row
 * @title: written on it
 * @detail: said of it: what, when, in which state
 * @style: a CSS class, a literal
 * @what: (nullable): what it is without its row and its day, for the table; else @detail
 * @state: (nullable): in a word, for the table
 * @start: without minutes for whole days
 * @end: without minutes, that day is included
 * @milestone: a moment rather than a time: only @start counts
 * @baseline: where it was meant to start; an invalid date draws nothing
 * @chain: (nullable): items of one chain are linked in time order, as a tour's
 * @after: (nullable): the id of the item it depends on
 * @problem: it stands out, whatever its style
 * @subject: (nullable): what the page knows it by
 */
#define GVN_TYPE_TIMELINE_ITEM (gvn_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (GvnTimelineItem, gvn_timeline_item, GVN, TIMELINE_ITEM, GObject)

/* Fields are set by who makes the item, before it enters a model. */
struct _GvnTimelineItem
{
  GObject parent_instance;

  /* owned */
  char *id;
  char *row;
  char *title;
  char *detail;
  char *what;
  char *state;
  char *chain;
  char *after;
  GObject *subject;

  const char *style;
  GvnLocal start;
  GvnLocal end;
  GvnLocal baseline;
  gboolean milestone;
  gboolean resizable;
  gboolean problem;
};

GvnTimelineItem *gvn_timeline_item_new (const char *id, const char *row);
gboolean gvn_timeline_item_equal (GvnTimelineItem *a, GvnTimelineItem *b);
GvnRecordList *gvn_timeline_item_list_new (void);
int gvn_timeline_item_compare (GvnTimelineItem *a, GvnTimelineItem *b);

G_END_DECLS
