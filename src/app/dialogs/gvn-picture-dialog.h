/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* What a widget shows, to a printer or to a file */
void gvn_picture_print (GvnSession *session, GtkWidget *widget, const char *title);
void gvn_picture_save (GvnSession *session, GtkWidget *widget, const char *title);

G_END_DECLS
