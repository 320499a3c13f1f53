/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* What is done with what a COPIL settles of the billing (6.2). */

void gvn_billing_settle_form_present (GvnSession *session, const char *item, GtkWidget *parent);
void gvn_billing_dispute_form_present (GvnSession *session, const char *order, GtkWidget *parent);

G_END_DECLS
