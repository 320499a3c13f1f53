/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar/gvn-calendar.h"
#include "orders/gvn-order.h"

G_BEGIN_DECLS

/*
 * Interventions: requests with a planned start, which UO 14 and 15 have (7.11.4.2,
 * 7.11.5.2), and how long they take.
 */

/**
 * GvnHours:
 * @uo: the first unit of the series that is asked for
 * @wanted: in minutes, by window
 * @got: in minutes, by window: what as many minutes in a row from the start on come to;
 *   those of business hours at %GVN_WINDOW_NONE
 * @fit: whether the two are the same
 *
 * The off hours of one kind of technician in a request.
 */
typedef struct
{
  const GvnUo *uo;
  int wanted[GVN_N_WINDOWS];
  int got[GVN_N_WINDOWS];
  gboolean fit;
} GvnHours;

/**
 * GvnPlanning:
 * @weekend_prevails: see gvn_off_hours_find()
 *
 * What interventions are planned on.
 */
typedef struct
{
  GvnCatalogue *catalogue;
  GvnCalendar *calendar;
  gboolean weekend_prevails;
} GvnPlanning;

GArray *gvn_intervention_list_hours (const GvnPlanning *planning, GPtrArray *lines, const GvnLocal *start,
                                     GError **error);
gboolean gvn_intervention_find_end (const GvnPlanning *planning, GPtrArray *lines, const GvnLocal *start, GvnLocal *end,
                                    GError **error);

/**
 * GvnIntervention:
 * @order: the id of the order
 * @name: "CMD-3"
 * @perimeter: (nullable): %NULL for the whole contract
 * @units: one per line: "4 × UO 15d — …"
 * @place: (nullable): where the first unit is worked
 * @start: %GVN_NO_MINUTES when only the day is known
 * @end: an invalid date where the length is not known
 * @state: of the order
 * @tentative: not ordered yet
 * @cancelled: the order is, or its quote was refused
 * @people: ids of those who give notice of its units and who answer
 */
typedef struct
{
  char *order;
  char *name;
  char *title;
  char *perimeter;
  char *units;
  char *place;
  GvnLocal start;
  GvnLocal end;
  GvnOrderState state;
  gboolean tentative;
  gboolean cancelled;
  GStrv people;
} GvnIntervention;

void gvn_intervention_free (GvnIntervention *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnIntervention, gvn_intervention_free)
GPtrArray *gvn_intervention_list (GvnDb *db, GError **error);

G_END_DECLS
