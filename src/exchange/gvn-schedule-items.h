/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/gvn-ical.h"
#include "store/gvn-db.h"

G_BEGIN_DECLS

/**
 * GvnItem:
 * @family: "committees", "cab" or "orders"
 * @perimeters: those it is of, none for the whole contract
 * @people: ids of those it concerns
 *
 * Something dated that people want in their calendar.
 */
typedef struct
{
  GvnEvent *event;
  const char *family;
  GStrv perimeters;
  GStrv people;
} GvnItem;

void gvn_item_free (GvnItem *self);
GPtrArray *gvn_schedule_items_load (GvnDb *db, const GDate *from, const GDate *to, const GvnNow *now, GError **error);

G_END_DECLS
