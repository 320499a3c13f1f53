/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

void gvn_outcomes_dialog_present (GvnSession *session, const char *side, const GDate *from, const GDate *to,
                                  GtkWidget *parent);

G_END_DECLS
