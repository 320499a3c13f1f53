/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/pages/gvn-agenda.h"
#include "contract/gvn-milestone.h"

G_BEGIN_DECLS

/* The milestones of the contract on the agenda: a row of theirs, whose items have no
 * subject. No body has its id. */
#define GVN_AGENDA_MILESTONE_ROW "milestone:"

gboolean gvn_agenda_shows_milestone (const GvnAgendaFilter *filter, const GvnMilestone *milestone);
GvnTimelineItem *gvn_agenda_milestone_new (const GvnMilestone *milestone, const GDate *today);
const char *gvn_agenda_milestone_get_id (GvnTimelineItem *item);
const char *gvn_agenda_milestone_get_icon (GvnTimelineItem *item);

G_END_DECLS
