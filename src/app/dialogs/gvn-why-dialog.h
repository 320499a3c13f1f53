/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"
#include "deadlines/gvn-deadline.h"

G_BEGIN_DECLS

/* "Why this date?": the clause and the day-by-day count. */
void gvn_why_dialog_present (GvnSession *session, GvnDeadline *deadline, GtkWidget *parent);

G_END_DECLS
