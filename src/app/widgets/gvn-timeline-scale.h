/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gvn-time.h"

G_BEGIN_DECLS

/* The part of a day that has a width: nobody meets outside of it */
#define GVN_TIMELINE_OPEN (7 * 60)
#define GVN_TIMELINE_CLOSE (20 * 60)

/* Pixels a day, from a year on a small screen to a day on a large one */
#define GVN_TIMELINE_MIN_DAY 0.5
#define GVN_TIMELINE_MAX_DAY 600.0

/**
 * GvnTimelineScale:
 * @first: the day at 0
 * @n_days: how many there are
 * @day_width: in pixels
 *
 * Where a moment lies, and which moment lies there.
 */
typedef struct
{
  GDate first;
  int n_days;
  double day_width;
} GvnTimelineScale;

double gvn_timeline_scale_get_x (const GvnTimelineScale *self, const GvnLocal *local);
double gvn_timeline_scale_get_end (const GvnTimelineScale *self, const GvnLocal *end);
int gvn_timeline_scale_get_day (const GvnTimelineScale *self, double x);
void gvn_timeline_scale_get_date (const GvnTimelineScale *self, int day, GDate *date);
void gvn_timeline_scale_get_local (const GvnTimelineScale *self, double x, int step, GvnLocal *local);

/**
 * GvnTimelineTick:
 *
 * One label of the time axis, over the days from @day on.
 */
typedef struct
{
  int day;
  int n_days;
  char *label;
} GvnTimelineTick;

void gvn_timeline_tick_free (GvnTimelineTick *tick);
GPtrArray *gvn_timeline_scale_list_minor (const GvnTimelineScale *self, int from, int to, double label_width);
GPtrArray *gvn_timeline_scale_list_major (const GvnTimelineScale *self, int from, int to);

G_END_DECLS
