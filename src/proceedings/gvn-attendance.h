/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "committees/gvn-meeting.h"

G_BEGIN_DECLS

/* Who was in a meeting: its seats by role, and extra participants (6.2). */

typedef enum
{
  GVN_ATTENDANCE_EXPECTED,
  GVN_ATTENDANCE_PRESENT,
  GVN_ATTENDANCE_REPRESENTED,
  GVN_ATTENDANCE_EXCUSED,
  GVN_ATTENDANCE_ABSENT,
} GvnAttendanceState;

#define GVN_ATTENDANCE_N_STATES (GVN_ATTENDANCE_ABSENT + 1)

const char *gvn_attendance_state_to_string (GvnAttendanceState state);
const char *gvn_attendance_state_get_label (GvnAttendanceState state);
gboolean gvn_attendance_state_parse (const char *text, GvnAttendanceState *state, GError **error);

/**
 * GvnAttendance:
 * @role: (nullable): %NULL for an extra participant
 * @person: (nullable): id; %NULL when nobody holds the role that day
 *
 * A seat of a meeting, or an extra participant.
 */
typedef struct
{
  char *id;
  char *role;
  char *role_label;
  char *perimeter;
  char *person;
  char *name;
  char *side;
  GvnAttendanceState state;
  char *represented_by;
  char *objection;
  char *objection_side;
  gboolean permanent; /* FALSE too for an extra participant */
} GvnAttendance;

void gvn_attendance_free (GvnAttendance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnAttendance, gvn_attendance_free)
GPtrArray *gvn_attendance_list (GvnDb *db, const char *meeting, GError **error);
gboolean gvn_attendance_takes_part (const GvnAttendance *self);

/**
 * GvnAttendanceChange:
 * @attendance: (nullable): %NULL for every member who is still expected
 * @represented_by: who sat there, for %GVN_ATTENDANCE_REPRESENTED
 */
typedef struct
{
  const char *meeting;
  const char *attendance;
  GvnAttendanceState state;
  const char *represented_by;
} GvnAttendanceChange;

gboolean gvn_attendance_set (GvnDb *db, gpointer change, GError **error);

/* Somebody called beside the members */
typedef struct
{
  const char *meeting;
  const char *name;
  const char *person; /* id, NULL when the contract does not know them */
  const char *side;
  char *id; /* inout: chosen while NULL, to be freed */
} GvnExtraParticipant;

gboolean gvn_attendance_call (GvnDb *db, gpointer extra, GError **error);

/* The other party objects for confidentiality; no words take it back */
typedef struct
{
  const char *attendance;
  const char *side;
  const char *objection;
} GvnObjection;

gboolean gvn_attendance_object (GvnDb *db, gpointer objection, GError **error);

G_END_DECLS
