/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GvnNumber:
 *
 * The handle of a row of a big list: what the row says is read by its number when it
 * is shown.
 */
#define GVN_TYPE_NUMBER (gvn_number_get_type ())
G_DECLARE_FINAL_TYPE (GvnNumber, gvn_number, GVN, NUMBER, GObject)

gint64 gvn_number_get_value (GvnNumber *self);

/**
 * GvnNumberList:
 *
 * A #GListModel of #GvnNumber over the result of one query, however long.
 */
#define GVN_TYPE_NUMBER_LIST (gvn_number_list_get_type ())
G_DECLARE_FINAL_TYPE (GvnNumberList, gvn_number_list, GVN, NUMBER_LIST, GObject)

GvnNumberList *gvn_number_list_new (void);
void gvn_number_list_update (GvnNumberList *self, GArray *numbers);
void gvn_number_list_replace (GvnNumberList *self, GArray *numbers, GHashTable *shown);
void gvn_number_list_renew (GvnNumberList *self, gint64 number);

G_END_DECLS
