/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orders/gvn-order.h"
#include "orders/gvn-orders.h"
#include "orders/gvn-price.h"
#include "orders/gvn-recurring.h"
#include "orders/gvn-uo.h"
#include "proceedings/gvn-proceedings.h"

/**
 * gvn_orders_register:
 *
 * Tells the layers below of the orders, after the proceedings they go to; to be called
 * once at start.
 */
void
gvn_orders_register (void)
{
  gvn_proceedings_register ();
  gvn_orders_register_words ();
  gvn_uo_register ();
  gvn_recurring_register ();
  gvn_price_register ();
  gvn_order_register ();
  gvn_orders_register_agenda ();
}
