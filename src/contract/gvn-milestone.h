/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gvn-time.h"
#include "store/gvn-db.h"

G_BEGIN_DECLS

/**
 * GvnMilestone:
 * @perimeter: (nullable): %NULL for the whole contract
 * @side: (nullable): who owes it
 * @reached_on: invalid while it is to come
 *
 * A day of the contract that people set: a migration, a renewal. The phases, which
 * follow from its dates, are told by gvn_contract_get_phases().
 */
typedef struct
{
  char *id;
  char *title;
  char *perimeter;
  char *side;
  GDate planned_on;
  GDate reached_on;
  char *note;
  gboolean note_internal; /* stays among those who govern the contract */
} GvnMilestone;

void gvn_milestone_free (GvnMilestone *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnMilestone, gvn_milestone_free)

GPtrArray *gvn_milestone_list (GvnDb *db, GError **error);
GvnMilestone *gvn_milestone_load (GvnDb *db, const char *id, GError **error);

/**
 * GvnMilestoneDraft:
 * @milestone: borrowed texts; its id is set, for the caller to free, when it had none
 */
typedef struct
{
  GvnMilestone milestone;
  const GvnNow *now;
} GvnMilestoneDraft;

typedef struct
{
  const char *id;
  GDate on;
  const GvnNow *now;
} GvnMilestoneReach;

gboolean gvn_milestone_save (GvnDb *db, gpointer draft, GError **error);
gboolean gvn_milestone_reach (GvnDb *db, gpointer reach, GError **error);
gboolean gvn_milestone_delete (GvnDb *db, gpointer id, GError **error);

typedef enum
{
  GVN_MILESTONE_UPCOMING,
  GVN_MILESTONE_LATE,
  GVN_MILESTONE_REACHED,
} GvnMilestoneState;

GvnMilestoneState gvn_milestone_get_state (const GvnMilestone *self, const GDate *day);
const char *gvn_milestone_state_to_string (GvnMilestoneState state);
const char *gvn_milestone_state_get_label (GvnMilestoneState state);
const GDate *gvn_milestone_get_day (const GvnMilestone *self);
char *gvn_milestone_dup_title (const GvnMilestone *self);
char *gvn_milestone_describe (const GvnMilestone *self, const GDate *day);

G_END_DECLS
