/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* A meeting: when and who, what it owes, its facts, and what can be done. */
void gvn_meeting_dialog_present (GvnSession *session, const char *meeting, GtkWidget *parent);

G_END_DECLS
