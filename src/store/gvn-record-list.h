/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GvnRecordKind:
 * @get_key: what identifies an item over time
 * @equal: whether two of one key show the same
 *
 * How a list tells its items apart.
 */
typedef struct
{
  const char *(*get_key) (gpointer item);
  gboolean (*equal) (gpointer a, gpointer b);
} GvnRecordKind;

#define GVN_TYPE_RECORD_LIST (gvn_record_list_get_type ())
G_DECLARE_FINAL_TYPE (GvnRecordList, gvn_record_list, GVN, RECORD_LIST, GObject)

GvnRecordList *gvn_record_list_new (GType item_type, const GvnRecordKind *kind);
void gvn_record_list_update (GvnRecordList *self, GPtrArray *items);

G_END_DECLS
