/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* What one entry of the journal changed, and undoing it alone */
void gvn_entry_dialog_present (GvnSession *session, gint64 number, GtkWidget *parent);

G_END_DECLS
