/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

void gvn_ecab_dialog_present (GvnSession *session, const char *id, GtkWidget *parent);
void gvn_ecab_form_present (GvnSession *session, const char *perimeter, GtkWidget *parent);

G_END_DECLS
