/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* An agenda or minutes as they are printed: what was sent, or what would be. */
void gvn_preview_dialog_present (GvnSession *session, const char *meeting, const char *kind, GtkWidget *parent);

G_END_DECLS
