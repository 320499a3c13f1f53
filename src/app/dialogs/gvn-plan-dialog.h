/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* Plans a year: its difference with what exists, before anything is stored. */
void gvn_plan_dialog_present (GvnSession *session, GtkWidget *parent);

G_END_DECLS
