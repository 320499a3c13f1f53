/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* Short forms of the preferences: a new closure, a new person with a role, a body
 * that meets otherwise from a date. */
void gvn_closure_dialog_present (GvnSession *session, GtkWidget *parent);
void gvn_person_dialog_present (GvnSession *session, GtkWidget *parent);
void gvn_body_dialog_present (GvnSession *session, const char *body, GtkWidget *parent);

G_END_DECLS
