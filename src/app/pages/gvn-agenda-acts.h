/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-session.h"
#include "app/pages/gvn-agenda.h"
#include "committees/gvn-meeting.h"

G_BEGIN_DECLS

/* What is done with several meetings of the agenda, and with its year. */

void gvn_agenda_present_batch (GvnSession *session, GPtrArray *items, GvnMeetingAct act, GtkWidget *parent);
void gvn_agenda_present_convocation (GvnSession *session, GPtrArray *items, GtkWidget *parent);
void gvn_agenda_present_year (GvnSession *session, const GvnAgendaFilter *filter, const GDate *from, const GDate *to,
                              GtkWidget *parent);

G_END_DECLS
