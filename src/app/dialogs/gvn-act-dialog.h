/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"
#include "committees/gvn-meeting.h"

G_BEGIN_DECLS

/* Asks what one act on a meeting needs (a moment, a reason, its cause, a note, a
 * proof) and does it. */
void gvn_act_dialog_present (GvnSession *session, GvnMeeting *meeting, GvnMeetingAct act, GtkWidget *parent);

/* Asks when a fact really happened, shows what that changes, and rectifies it. */
void gvn_correct_dialog_present (GvnSession *session, const char *fact, GtkWidget *parent);

G_END_DECLS
