/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-session.h"
#include "print/gvn-print.h"

G_BEGIN_DECLS

/* Documents as they are printed. */
void gvn_preview_dialog_present (GvnSession *session, GvnPrint *print, GtkWidget *parent);
void gvn_preview_dialog_present_meeting (GvnSession *session, const char *meeting, GvnMeetingPaper paper,
                                         GtkWidget *parent);

G_END_DECLS
