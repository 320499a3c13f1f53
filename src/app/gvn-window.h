/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

#define GVN_TYPE_WINDOW (gvn_window_get_type ())
G_DECLARE_FINAL_TYPE (GvnWindow, gvn_window, GVN, WINDOW, AdwApplicationWindow)

GvnWindow *gvn_window_new (GtkApplication *application);
void gvn_window_set_session (GvnWindow *self, GvnSession *session);
void gvn_window_show_problem (GvnWindow *self, const char *title, const char *problem);
void gvn_window_show_section (GvnWindow *self, const char *name);
void gvn_window_show_meeting (GvnWindow *self, const char *meeting);
GvnSession *gvn_window_get_session (GvnWindow *self);

G_END_DECLS
