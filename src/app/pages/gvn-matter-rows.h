/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-page-table.h"
#include "app/gvn-session.h"
#include "proceedings/gvn-matter.h"
#include "store/gvn-number-list.h"

G_BEGIN_DECLS

/*
 * The rows of the register of matters: numbers as SQL chose and sorted them; each row on
 * screen read once whatever its cells, and shown again in place when what it says changed,
 * so that the selection and the focus stay.
 */

typedef struct _GvnMatterRows GvnMatterRows;

GvnMatterRows *gvn_matter_rows_new (void);
void gvn_matter_rows_free (GvnMatterRows *self);

GListModel *gvn_matter_rows_get_model (GvnMatterRows *self);
gboolean gvn_matter_rows_update (GvnMatterRows *self, GvnSession *session, const GvnMatterFilter *filter,
                                 gboolean from_first, GError **error);
void gvn_matter_rows_add_table_columns (GvnPageTable *table);
gboolean gvn_matter_rows_fill_table (GvnMatterRows *self, GvnPageTable *table, guint position, GError **error);
GStrv gvn_matter_rows_list_ids (GvnMatterRows *self, GtkBitset *positions, GError **error);

void gvn_matter_rows_add_columns (GvnMatterRows *self, GtkColumnView *table);
gboolean gvn_matter_rows_get_sort (GtkColumnView *table, GvnMatterSort *sort, gboolean *descending);
GtkListItemFactory *gvn_matter_rows_create_line_factory (GvnMatterRows *self);

G_END_DECLS
