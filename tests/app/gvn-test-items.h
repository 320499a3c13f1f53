/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../gvn-test.h"
#include "app/widgets/gvn-timeline-item.h"

static inline GvnTimelineItem *
test_create_item (const char *id, const char *row, const char *start, const char *end)
{
  GvnTimelineItem *item = gvn_timeline_item_new (id, row);

  gvn_local_from_instant (test_instant (start), &item->start);
  gvn_local_from_instant (test_instant (end), &item->end);
  item->title = g_strdup (id);
  item->detail = g_strdup_printf ("%s in words", id);
  item->style = "planned";

  return item;
}

static inline void
test_add_to_store (GListStore *store, gpointer object)
{
  g_list_store_append (store, object);
  g_object_unref (object);
}
