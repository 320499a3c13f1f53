/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gvn-time.h"
#include "orders/gvn-uo.h"

G_BEGIN_DECLS

/*
 * Price lists: euros excluding tax, in cents, in force from a day. A list may leave
 * units out: they keep the price of the list before, or have none yet.
 */

#define GVN_SUBJECT_PRICE_LIST "price_list"

/**
 * GvnPrice:
 * @cents: euros excluding tax in cents; of a coefficient, hundredths
 */
typedef struct
{
  char *uo;
  gint64 cents;
} GvnPrice;

void gvn_price_free (GvnPrice *self);

typedef struct
{
  char *id;
  char *label;
  GDate effective_on;
  GDate last_on; /* invalid without end */
  int n_prices;
} GvnPriceList;

void gvn_price_list_free (GvnPriceList *self);
GPtrArray *gvn_price_list_list (GvnDb *db, GError **error);

/* Every price of every list, to look up many */
typedef struct _GvnPriceBook GvnPriceBook;

GvnPriceBook *gvn_price_book_load (GvnDb *db, GError **error);
void gvn_price_book_free (GvnPriceBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnPriceBook, gvn_price_book_free)
gboolean gvn_price_book_find (GvnPriceBook *self, const char *uo, const GDate *on, gint64 *cents);
gboolean gvn_price_book_find_amount (GvnPriceBook *self, const GvnUo *uo, gint64 quantity, gboolean surge,
                                     const GDate *on, gint64 *cents);

/**
 * GvnPriceImport:
 * @id: (out): the new list, to be freed
 * @label: (nullable): what it is called; its day without one
 * @effective_on: (inout): invalid for the signature of the contract, of a first list, or
 *   the reference day
 * @last_on: invalid without end
 * @prices: (element-type GvnPrice)
 */
typedef struct
{
  char *id;
  const char *label;
  GDate effective_on;
  GDate last_on;
  GPtrArray *prices;
  const char *by_name;
  const GvnNow *now;
} GvnPriceImport;

gboolean gvn_price_list_import (GvnDb *db, gpointer import, GError **error);

void gvn_price_register (void);

G_END_DECLS
