/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/pages/gvn-agenda.h"
#include "orders/gvn-intervention.h"

G_BEGIN_DECLS

/* The interventions of orders on the agenda: a row of theirs, whose items have no subject.
 * No body has its id. */
#define GVN_AGENDA_INTERVENTION_ROW "intervention:"

gboolean gvn_agenda_shows_intervention (const GvnAgendaFilter *filter, const GvnIntervention *intervention);
GvnTimelineItem *gvn_agenda_intervention_new (const GvnIntervention *intervention);
const char *gvn_agenda_intervention_get_order (GvnTimelineItem *item);

G_END_DECLS
