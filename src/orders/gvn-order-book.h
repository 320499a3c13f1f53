/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "orders/gvn-order.h"

G_BEGIN_DECLS

/*
 * All orders of one contract, for who reads them again after each command: those that are
 * settled and that nothing touched since are not read from the file again.
 *
 * Orders once read are not changed any more, and may be shown in one thread while another
 * reads; the book itself is read by one at a time.
 */

typedef struct _GvnOrderBook GvnOrderBook;

GvnOrderBook *gvn_order_book_new (void);
GvnOrderBook *gvn_order_book_ref (GvnOrderBook *self);
void gvn_order_book_unref (GvnOrderBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnOrderBook, gvn_order_book_unref)

GPtrArray *gvn_order_book_read (GvnOrderBook *self, GvnDb *db, const GvnNow *now, GError **error);

/**
 * GvnOrderReading:
 *
 * What a #GvnRead of all orders takes.
 */
typedef struct
{
  GvnOrderBook *book;
  GvnNow now;
} GvnOrderReading;

GvnOrderReading *gvn_order_reading_new (GvnOrderBook *book, const GvnNow *now);
void gvn_order_reading_free (GvnOrderReading *self);
gpointer gvn_order_reading_list (GvnDb *db, gpointer reading, GError **error);

G_END_DECLS
