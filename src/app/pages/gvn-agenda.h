/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-session.h"
#include "app/widgets/gvn-timeline.h"

G_BEGIN_DECLS

/**
 * GvnAgendaFilter:
 *
 * What of the agenda is shown; all members may be unset.
 */
typedef struct
{
  const char *body;
  const char *perimeter;
  const char *person;
  const char *side;
  const char *words; /* all of them, in any order */
  gboolean no_meetings;
  gboolean no_deadlines;
} GvnAgendaFilter;

typedef struct _GvnAgenda GvnAgenda;

/* All meetings, deadlines, milestones and interventions of a contract as rows and items of a timeline: a
 * row per body, a meeting's subject is its GvnMeeting, a deadline's its GvnDeadline; the
 * milestones are in gvn-agenda-milestones.h, the interventions of orders in
 * gvn-agenda-interventions.h. */
GvnAgenda *gvn_agenda_new (void);
void gvn_agenda_free (GvnAgenda *self);

gboolean gvn_agenda_load (GvnAgenda *self, GvnSession *session, const GDate *from, const GDate *to, GError **error);
gboolean gvn_agenda_reload (GvnAgenda *self, GvnSession *session, const GDate *from, const GDate *to, GError **error);
gboolean gvn_agenda_show (GvnAgenda *self, GvnSession *session, const GvnAgendaFilter *filter, GError **error);

GListModel *gvn_agenda_get_rows (GvnAgenda *self);
GListModel *gvn_agenda_get_items (GvnAgenda *self);
GvnTimelineMark gvn_agenda_get_mark (GvnAgenda *self, const GDate *day);
GPtrArray *gvn_agenda_list_day (GvnAgenda *self, const GDate *day);

G_END_DECLS
