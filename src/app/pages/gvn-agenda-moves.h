/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-session.h"
#include "app/widgets/gvn-timeline.h"

G_BEGIN_DECLS

/* What moves on the agenda: meetings move, deadlines follow from them. */

GStrv gvn_agenda_list_meetings (GPtrArray *items);
char *gvn_agenda_preview (GvnSession *session, const GvnTimelineShift *shift, gboolean *legal);
void gvn_agenda_apply (GvnSession *session, const GvnTimelineShift *shift);

G_END_DECLS
