/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "committees/gvn-year-plan.h"
#include "store/gvn-db.h"

G_BEGIN_DECLS

/* A year of meetings between the store and the planner. */

#define GVN_SUBJECT_YEAR "year"

GvnYearPlan *gvn_planning_compute (GvnDb *db, int year, const GvnNow *now, GError **error);

/**
 * GvnPlanningRequest:
 * @shown: (nullable): the plan the user was shown and accepts; another result is
 *   a conflict
 * @plan: (out): what was applied, to be freed
 */
typedef struct
{
  int year;
  const GvnNow *now;
  const GvnYearPlan *shown;
  GvnYearPlan *plan;
} GvnPlanningRequest;

gboolean gvn_planning_apply (GvnDb *db, gpointer request, GError **error);

/**
 * GvnCalendarStatus:
 *
 * The yearly calendar proposed by the contractor and accepted by the DSIUN.
 */
typedef struct
{
  gint64 proposed_at; /* 0: not yet */
  gint64 accepted_at; /* 0: not yet */
  guint n_meetings;
  guint n_changed; /* since the acceptance */
} GvnCalendarStatus;

gboolean gvn_planning_get_status (GvnDb *db, int year, GvnCalendarStatus *status, GError **error);

typedef struct
{
  int year;
  gboolean accept; /* else propose */
  gint64 at;
  const char *by_name;
  const GvnNow *now;
} GvnCalendarRequest;

gboolean gvn_planning_set_status (GvnDb *db, gpointer request, GError **error);

G_END_DECLS
