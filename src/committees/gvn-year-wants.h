/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "committees/gvn-occupancy.h"
#include "committees/gvn-schedule.h"

G_BEGIN_DECLS

/* The first half of planning a year: which meetings it wants, and where its
 * rules put them. */

/* A meeting the year wants. */
typedef struct
{
  const GvnPlanBody *body;
  GPtrArray *seats; /* owned array of borrowed GvnSeat: the body's and those merged into it */
  GStrv perimeters; /* owned */
  char *slot;       /* owned */
  const GvnSchedule *schedule;
  GvnLocal nominal;
  GvnLocal start;
  const GvnPlanMeeting *existing; /* NULL: to be added */
  char *reason;                   /* owned: why it is not at @nominal */
  char *left;                     /* owned: why it cannot stay where it was */
  gboolean placed;
  gboolean displaced;
} GvnWant;

typedef struct
{
  int year;
  GDate not_before;
  GHashTable *bodies;     /* code → GvnPlanBody */
  GHashTable *existing;   /* "body slot" → GvnPlanMeeting */
  GHashTable *used;       /* GvnPlanMeeting that a slot has claimed */
  GPtrArray *wants;       /* Want */
  GPtrArray *fixed_seats; /* GPtrArray, kept alive for the occupancy */
  GvnOccupancy *occupancy;
  GvnYearPlan *plan;
} GvnYearPlanning;

void gvn_want_free (GvnWant *self);

void gvn_year_planning_clear (GvnYearPlanning *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GvnYearPlanning, gvn_year_planning_clear)

gboolean gvn_year_planning_check_merges (GvnYearPlanning *self, GPtrArray *bodies, GError **error);
const GvnPlanBody *gvn_year_planning_find_host (GvnYearPlanning *self, const GvnPlanBody *body, const GDate *day);
void gvn_year_planning_gather (GvnYearPlanning *self, GPtrArray *bodies, const GvnPlanBody *host, const GDate *day,
                               GPtrArray *seats, GStrv *perimeters);
void gvn_year_planning_collect (GvnYearPlanning *self, GPtrArray *bodies);
void gvn_year_planning_add_gap (GvnYearPlanning *self, const GvnWant *want, const char *reason, gboolean skipped);
char *gvn_year_planning_dup_slot_key (const char *body, const char *slot);
char *gvn_plan_body_find_obstacle (const GvnPlanBody *body, const GDate *day);

G_END_DECLS
