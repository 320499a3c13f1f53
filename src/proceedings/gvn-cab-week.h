/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "committees/gvn-meeting.h"
#include "proceedings/gvn-emergency-change.h"
#include "proceedings/gvn-freeze.h"

G_BEGIN_DECLS

/* The CABs of a week at a glance (6.4): one column per perimeter. */

/**
 * GvnCabSession:
 * @meeting: (owned): held for the column's perimeter, perhaps with others
 * @day: where it stands in the week
 * @left: it was accepted for @day and takes place on another
 * @freeze: (nullable): the freeze periods it falls in, in words
 */
typedef struct
{
  GvnMeeting *meeting;
  GDate day;
  gboolean left;
  char *freeze;
} GvnCabSession;

/* A day the perimeter does not work, and why: a holiday's or a closure's name */
typedef struct
{
  GDate day;
  char *reason;
} GvnCabDayOff;

/**
 * GvnCabColumn:
 * @sessions: (element-type GvnCabSession): by moment
 * @changes: (element-type GvnEmergencyChange): the emergency changes that waited or
 *   were decided in the week
 * @freezes: (element-type GvnFreeze): those that cover one of its days
 * @days_off: (element-type GvnCabDayOff): Monday to Friday
 *
 * What a perimeter has in a week.
 */
typedef struct
{
  char *perimeter;
  char *name;
  GPtrArray *sessions;
  GPtrArray *changes;
  GPtrArray *freezes;
  GPtrArray *days_off;
} GvnCabColumn;

/**
 * GvnCabWeek:
 * @columns: (element-type GvnCabColumn): in the agencies' order
 */
typedef struct
{
  GDate monday;
  GDate sunday;
  GPtrArray *columns;
} GvnCabWeek;

void gvn_cab_week_free (GvnCabWeek *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnCabWeek, gvn_cab_week_free)

GvnCabWeek *gvn_cab_week_load (GvnDb *db, const GDate *day, const GvnNow *now, GError **error);
const char *gvn_cab_column_get_day_off (const GvnCabColumn *self, const GDate *day);
char *gvn_cab_session_describe (const GvnCabSession *self, const GvnNow *now);

G_END_DECLS
