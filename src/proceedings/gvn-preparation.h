/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "deadlines/gvn-deadline.h"
#include "proceedings/gvn-settlement.h"

G_BEGIN_DECLS

/* Where the preparation of a meeting stands. */

/**
 * GvnPreparation:
 * @elements: (element-type GvnSettlement)
 * @deadlines: (element-type GvnDeadline): of the supports and the billing elements
 * @missing: (element-type utf8): what is missing, a sentence each
 * @remarks: (element-type utf8): what is to be known, a sentence each
 * @settles_quarter: whether bonus and malus of @quarter are settled here (L-12)
 */
typedef struct
{
  GvnMeeting *meeting;
  GPtrArray *elements;
  GPtrArray *deadlines;
  GPtrArray *missing;
  GPtrArray *remarks;
  gboolean settles_quarter;
  GvnQuarter quarter;
  guint n_awaited_contractor;
  guint n_awaited_dsiun;
  guint n_contested;
} GvnPreparation;

void gvn_preparation_free (GvnPreparation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnPreparation, gvn_preparation_free)

GvnPreparation *gvn_preparation_load (GvnDb *db, const char *meeting, const GvnNow *now, GError **error);
gboolean gvn_preparation_offers (const GvnPreparation *self, GvnSettlementKind kind);

/**
 * GvnPreparationChange:
 * @kind: "setting", "rule", "schedule", or the kind of a matter
 * @day: when it was changed, takes effect, or was raised
 * @source: (nullable): the act or the clause
 *
 * What changed since the last meeting of a body.
 */
typedef struct
{
  char *kind;
  GDate day;
  char *title;
  char *source;
} GvnPreparationChange;

void gvn_preparation_change_free (GvnPreparationChange *self);
GPtrArray *gvn_preparation_list_changes (GvnDb *db, GvnMeeting *meeting, GDate *since, GError **error);

G_END_DECLS
