/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* A meeting while it takes place, for a shared screen: one item at a time in large type,
 * its time, what is decided taken down in one line, all of it read back at the end. */
#define GVN_TYPE_SITTING_WINDOW (gvn_sitting_window_get_type ())
G_DECLARE_FINAL_TYPE (GvnSittingWindow, gvn_sitting_window, GVN, SITTING_WINDOW, AdwWindow)

GtkWindow *gvn_sitting_window_present (GvnSession *session, const char *meeting, GtkWidget *parent);

G_END_DECLS
