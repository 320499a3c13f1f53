/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gvn-time.h"

G_BEGIN_DECLS

/* Writing an iCalendar file (RFC 5545, 5546, 7986): libical stays in gvn-ical.c. */

/**
 * GvnEvent:
 * @uid: a UUID
 * @start: with %GVN_NO_MINUTES: an all-day, transparent event with an alarm
 * @duration_minutes: on the clock of the zone, over several days too; 0 for a moment
 * @modified: Unix seconds, becomes DTSTAMP and LAST-MODIFIED
 *
 * One VEVENT.
 */
typedef struct
{
  char *uid;
  char *summary;
  char *description;
  char *location; /* NULL when none */
  char *category;
  GvnLocal start;
  int duration_minutes;
  gboolean tentative;
  gboolean cancelled;
  int sequence;
  gint64 modified;
} GvnEvent;

void gvn_event_free (GvnEvent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnEvent, gvn_event_free)

/**
 * GvnFeed:
 * @single: it is one event, given by itself: its withdrawal is one (RFC 5546 §4.1.3), and
 *   Outlook opens it as an appointment
 *
 * What heads a feed.
 */
typedef struct
{
  const char *name;
  const char *organizer_name;
  const char *organizer_email;
  gboolean single;
} GvnFeed;

char *gvn_ical_write (const GvnFeed *feed, GPtrArray *events);

G_END_DECLS
