/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* The decisions and actions of one item of a meeting, each opening its own dialog. */
guint gvn_matter_list_fill (GtkListBox *list, GvnSession *session, GPtrArray *matters, const char *meeting,
                            const char *item, const char *about);
void gvn_matter_list_fill_all (GtkListBox *list, GvnSession *session, GPtrArray *matters);

G_END_DECLS
