/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gvn-time.h"
#include "store/gvn-store.h"

G_BEGIN_DECLS

/* Periods when no change is made: a CAB that falls in one reviews without planning. */

/**
 * GvnFreeze:
 * @perimeter: (nullable): %NULL for every perimeter
 * @first_on: both days included
 *
 * One freeze period.
 */
typedef struct
{
  char *id;
  char *perimeter;
  char *label;
  GDate first_on;
  GDate last_on;
} GvnFreeze;

void gvn_freeze_free (GvnFreeze *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnFreeze, gvn_freeze_free)

GPtrArray *gvn_freeze_list (GvnDb *db, const GDate *from, const GDate *to, GError **error);
GvnFreeze *gvn_freeze_load (GvnDb *db, const char *id, GError **error);
gboolean gvn_freeze_save (GvnDb *db, gpointer freeze, GError **error);
gboolean gvn_freeze_delete (GvnDb *db, gpointer id, GError **error);

gboolean gvn_freeze_covers (const GvnFreeze *self, const char *perimeter, const GDate *day);
char *gvn_freeze_describe_days (const GvnFreeze *self);
char *gvn_freeze_describe (const GvnFreeze *self);
char *gvn_freeze_dup_reason (GPtrArray *freezes, const char *const *perimeters, const GDate *day);

G_END_DECLS
