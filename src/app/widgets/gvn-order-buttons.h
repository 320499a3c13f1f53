/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* Called with what is moved and its new place among the others, from 0 */
typedef void (*GvnReordered) (GvnSession *session, const char *subject, guint position);

void gvn_order_buttons_add (GtkWidget *row, GvnSession *session, const char *subject, guint position, guint n,
                            GvnReordered reordered);

G_END_DECLS
