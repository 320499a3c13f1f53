/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-page.h"

G_BEGIN_DECLS

/* All orders, as a table or as a board by state. */
#define GVN_TYPE_ORDERS_PAGE (gvn_orders_page_get_type ())
G_DECLARE_FINAL_TYPE (GvnOrdersPage, gvn_orders_page, GVN, ORDERS_PAGE, GvnPage)

G_END_DECLS
