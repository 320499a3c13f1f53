/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

void gvn_order_dialog_present (GvnSession *session, const char *id, GtkWidget *parent);

G_END_DECLS
