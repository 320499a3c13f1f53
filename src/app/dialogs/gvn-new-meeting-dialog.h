/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* Asks for an extra session of a body, beside its rule, with its reason (L-41). */
void gvn_new_meeting_dialog_present (GvnSession *session, const char *body, const GvnLocal *at, GtkWidget *parent);

G_END_DECLS
