/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "committees/gvn-year-plan.h"

G_BEGIN_DECLS

/* Who sits where, so that nobody sits in two meetings at once. */

typedef struct _GvnOccupancy GvnOccupancy;

/**
 * GvnSession:
 * @body: (not owned): its code, for reasons in words
 * @seats: (not owned) (element-type GvnSeat): those it needs
 * @owner: whatever the caller needs to recognise it by
 *
 * A meeting that takes place, as the occupancy sees it.
 */
typedef struct
{
  const char *body;
  GPtrArray *seats;
  GvnLocal start;
  int duration_minutes;
  gpointer owner;
} GvnSession;

GvnOccupancy *gvn_occupancy_new (void);
void gvn_occupancy_free (GvnOccupancy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnOccupancy, gvn_occupancy_free)

gboolean gvn_occupancy_find_blocker (GvnOccupancy *self, const GvnSession *session, gpointer *blocker, char **reason);
void gvn_occupancy_add (GvnOccupancy *self, const GvnSession *session);
void gvn_occupancy_remove (GvnOccupancy *self, gpointer owner);

G_END_DECLS
