/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "money/gvn-money.h"

G_BEGIN_DECLS

/* What was ordered, admitted and invoiced in a quarter, by month, and by family, by work
 * unit or by perimeter. */
#define GVN_TYPE_MONEY_CHARTS (gvn_money_charts_get_type ())
G_DECLARE_FINAL_TYPE (GvnMoneyCharts, gvn_money_charts, GVN, MONEY_CHARTS, AdwPreferencesGroup)

void gvn_money_charts_show (GvnMoneyCharts *self, GvnMoney *money, const GvnQuarter *quarter);

G_END_DECLS
