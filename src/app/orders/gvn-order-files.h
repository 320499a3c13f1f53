/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* All the files of an order, the proofs of its facts with them (#GvnGroupFill). */
void gvn_order_fill_files (AdwPreferencesGroup *group, GvnSession *session, const char *id);
void gvn_order_files_accept_drops (AdwPreferencesGroup *group, GtkWidget *widget);

G_END_DECLS
