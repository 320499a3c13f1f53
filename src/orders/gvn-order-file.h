/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "orders/gvn-order.h"

G_BEGIN_DECLS

/**
 * GvnOrderFile:
 * @id: (nullable): %NULL for the proof of a fact, which goes with its fact
 * @sha256: what gvn_store_add_attachment() gave
 * @size: in bytes
 * @at: when it was added; when the fact happened that it proves
 * @fact: (nullable): the id of that fact, which is of the kind @act
 *
 * A file of an order: its cahier des charges, a quote, a report of verification.
 */
typedef struct
{
  char *id;
  char *sha256;
  char *name;
  gint64 size;
  gint64 at;
  char *fact;
  GvnOrderAct act;
} GvnOrderFile;

GvnOrderFile *gvn_order_file_new (const char *sha256, const char *name, gint64 size);
void gvn_order_file_free (GvnOrderFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnOrderFile, gvn_order_file_free)
GPtrArray *gvn_order_files_new (void);

GPtrArray *gvn_order_file_list (GvnDb *db, const char *order, GError **error);
GvnOrderFile *gvn_order_file_find (GvnDb *db, const char *order, const char *id_or_name, GError **error);

/**
 * GvnOrderFiles:
 * @order: its id
 * @files: (element-type GvnOrderFile): what the store keeps of them
 *
 * Files to add to an order.
 */
typedef struct
{
  const char *order;
  GPtrArray *files;
  const GvnNow *now;
} GvnOrderFiles;

gboolean gvn_order_attach (GvnDb *db, gpointer files, GError **error);
gboolean gvn_order_detach (GvnDb *db, gpointer id, GError **error);

G_END_DECLS
