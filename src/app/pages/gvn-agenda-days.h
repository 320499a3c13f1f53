/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-session.h"

G_BEGIN_DECLS

/**
 * GvnAgendaDays:
 *
 * Some days of a contract: their meetings and deadlines, and what it takes to show them.
 */
typedef struct
{
  /* owned */
  GPtrArray *bodies;        /* GvnBody */
  GPtrArray *agencies;      /* GvnAgency */
  GPtrArray *meetings;      /* GvnMeeting, by day */
  GPtrArray *deadlines;     /* GvnDeadline, by day */
  GPtrArray *milestones;    /* GvnMilestone, all there are */
  GPtrArray *interventions; /* GvnIntervention, all there are */
  GHashTable *calendars;    /* code of an agency, "" for the contract → GvnCalendar */
  GHashTable *body_of;      /* id of any meeting → code of its body */
  GHashTable *conflicts;    /* id of a meeting → sentence */

  GDate from, to;
} GvnAgendaDays;

void gvn_agenda_days_init (GvnAgendaDays *self);
void gvn_agenda_days_clear (GvnAgendaDays *self);

gboolean gvn_agenda_days_load (GvnAgendaDays *self, GvnSession *session, const GDate *from, const GDate *to,
                               GError **error);
gboolean gvn_agenda_days_reload (GvnAgendaDays *self, GvnSession *session, const GDate *from, const GDate *to,
                                 GError **error);

G_END_DECLS
