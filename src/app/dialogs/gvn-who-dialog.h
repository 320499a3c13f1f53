/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* Asks the user who they are among the contract's people: what is theirs is
 * shown first from then on. */
void gvn_who_dialog_present (GvnSession *session, GtkWidget *parent);

G_END_DECLS
