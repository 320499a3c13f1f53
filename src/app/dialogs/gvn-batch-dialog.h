/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"
#include "committees/gvn-meeting-batch.h"

G_BEGIN_DECLS

/* Several meetings moved by some weeks and days, or cancelled, with one reason. */
void gvn_batch_dialog_present (GvnSession *session, const char *const *meetings, GvnMeetingAct act, GtkWidget *parent);

G_END_DECLS
