/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"
#include "money/gvn-billing.h"

G_BEGIN_DECLS

/* The billing statement of a month: its lines and what is disputed of them. */
#define GVN_TYPE_MONEY_BILLING (gvn_money_billing_get_type ())
G_DECLARE_FINAL_TYPE (GvnMoneyBilling, gvn_money_billing, GVN, MONEY_BILLING, AdwPreferencesGroup)

void gvn_money_billing_refresh (GvnMoneyBilling *self, GvnSession *session, GvnMoney *money);
const GvnBilling *gvn_money_billing_get_billing (GvnMoneyBilling *self);

G_END_DECLS
