/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-page.h"

G_BEGIN_DECLS

/* What the orders of a quarter of the market are worth, the contract's maximum, the weights,
 * the billing of a month, and what is ordered again every month. */
#define GVN_TYPE_MONEY_PAGE (gvn_money_page_get_type ())
G_DECLARE_FINAL_TYPE (GvnMoneyPage, gvn_money_page, GVN, MONEY_PAGE, GvnPage)

G_END_DECLS
