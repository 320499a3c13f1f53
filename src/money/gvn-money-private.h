/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "money/gvn-money.h"
#include "orders/gvn-price.h"

G_BEGIN_DECLS

struct _GvnMoney
{
  GvnContract *contract;
  GvnCatalogue *catalogue;
  GvnPriceBook *prices;
  GHashTable *instalments; /* code → in how many a recurring unit is paid */
  GPtrArray *orders;
  GPtrArray *entries; /* GvnMoneyEntry, by order */
  GHashTable *first;  /* order → where its entries begin */
  GDate today;

  /* settings */
  gboolean two_streams;
  gboolean phases_included;
  gint64 maximum; /* cents; 0 without one */
  int first_alert, last_alert;
};

gboolean gvn_money_is_within (const GDate *day, const GDate *first, const GDate *last);
void gvn_money_entry_add_to (const GvnMoneyEntry *self, GvnMoneyAmount *amount);

G_END_DECLS
