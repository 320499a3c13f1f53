/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"
#include "deadlines/gvn-deadline.h"

G_BEGIN_DECLS

/* Names who caused a lateness, or waives a deadline, with the reason. */
void gvn_cause_dialog_present (GvnSession *session, GvnDeadline *deadline, gboolean waive, GtkWidget *parent);

/* A combo row of the causes, the first for "not said"; and the code chosen */
GtkWidget *gvn_cause_row_new (const char *selected);
const char *gvn_cause_row_get (GtkWidget *row);

G_END_DECLS
