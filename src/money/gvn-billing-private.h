/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "money/gvn-billing.h"

G_BEGIN_DECLS

/* The statement of a month: what gvn-billing*.c share. */

void gvn_billing_item_free (GvnBillingItem *self);
gboolean gvn_billing_load_items (GvnBilling *self, GvnDb *db, GError **error);

/* The facts that pronounced a réfaction; more conditions may follow. */
#define GVN_BILLING_REDUCTIONS                                                                                         \
  "fact AS f JOIN order_fact AS o ON o.fact = f.id"                                                                    \
  " WHERE f.kind IN ('order_admitted', 'order_rejected') AND o.amount_cents > 0"

G_END_DECLS
