/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

void gvn_history_dialog_present (GvnSession *session, const char *object, GtkWidget *parent);
void gvn_history_add_opener (AdwPreferencesPage *page, GvnSession *session, const char *kind, const char *id);

G_END_DECLS
