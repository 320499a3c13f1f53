/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

void gvn_request_form_present (GvnSession *session, const char *order, GtkWidget *parent);

G_END_DECLS
