/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"
#include "money/gvn-billing.h"

G_BEGIN_DECLS

/* What a COPIL settles of the billing (6.2), told in rows. */

void gvn_billing_set_row (GtkWidget *row, const GvnBillingItem *item, GvnSession *session);

/* Fills the group of an order's dialog (#GvnGroupFill) */
void gvn_order_fill_billing (AdwPreferencesGroup *group, GvnSession *session, const char *order);

G_END_DECLS
