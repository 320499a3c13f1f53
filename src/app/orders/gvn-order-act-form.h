/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-session.h"
#include "orders/gvn-order-act.h"

G_BEGIN_DECLS

const char *gvn_order_act_get_button (GvnOrderAct act);
void gvn_order_act_form_present (GvnSession *session, const char *order, GvnOrderAct act, GtkWidget *parent);

/* A deliverable more, or the title and day of one, or one less */
void gvn_deliverable_form_present (GvnSession *session, const char *order, int number, GtkWidget *parent);

G_END_DECLS
