/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* Units that come back: their quantities, changed in a form, and the orders of a month. */

void gvn_money_recurring_fill (AdwPreferencesGroup *group, GvnSession *session);
void gvn_money_recurring_present (GvnSession *session, const char *uo, GtkWidget *parent);
void gvn_money_draft_present (GvnSession *session, const char *month, GtkWidget *parent);

G_END_DECLS
