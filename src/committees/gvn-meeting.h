/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "store/gvn-store.h"

G_BEGIN_DECLS

#define GVN_SUBJECT_MEETING "meeting"

typedef enum
{
  GVN_MEETING_PLANNED,
  GVN_MEETING_CONVENED,
  GVN_MEETING_MOVED, /* has a new date, to be convened again */
  GVN_MEETING_HELD,
  GVN_MEETING_CANCELLED,
} GvnMeetingState;

const char *gvn_meeting_state_to_string (GvnMeetingState state);
const char *gvn_meeting_state_get_label (GvnMeetingState state);

/**
 * GvnMeeting:
 *
 * A dated meeting of a body.
 */
#define GVN_TYPE_MEETING (gvn_meeting_get_type ())
G_DECLARE_FINAL_TYPE (GvnMeeting, gvn_meeting, GVN, MEETING, GObject)

/* Fields are read freely and written by gvn-meeting.c alone. */
struct _GvnMeeting
{
  GObject parent_instance;

  /* owned */
  char *id;
  char *body;
  char *body_kind;
  char *body_name;
  char *slot;
  GStrv perimeters; /* empty: the whole contract */
  char *shift_reason;
  char *reason;
  char *cause;
  char *link;
  char *note;

  GvnLocal start;
  GvnLocal nominal;
  GvnLocal accepted; /* invalid date: not in the accepted calendar */
  int duration_minutes;
  GvnMeetingState state;
  gboolean external;
  gboolean pinned;
  gboolean reason_internal;
  gboolean note_internal;
};

const char *gvn_meeting_get_id (GvnMeeting *self);
gboolean gvn_meeting_equal (GvnMeeting *a, GvnMeeting *b);
gboolean gvn_meeting_is_open (GvnMeeting *self);
gboolean gvn_meeting_is_unconfirmed (GvnMeeting *self, const GvnNow *now);
char *gvn_meeting_dup_title (GvnMeeting *self);
void gvn_meeting_get_end (GvnMeeting *self, GvnLocal *end);

/**
 * GvnMeetingFilter:
 *
 * Which meetings; all members may be unset.
 */
typedef struct
{
  GDate from;
  GDate to;
  const char *body;
  const char *perimeter;
  const char *id;
  gboolean open; /* only those still to take place, or to confirm */
} GvnMeetingFilter;

GPtrArray *gvn_meeting_list (GvnDb *db, const GvnMeetingFilter *filter, GError **error);
char *gvn_meeting_find_title (GvnDb *db, const char *id, GError **error);
GvnMeeting *gvn_meeting_load (GvnDb *db, const char *id, GError **error);
GHashTable *gvn_meeting_map_bodies (GvnDb *db, GError **error);

/* Who sits in it on its day: of GvnMeetingSeat */
typedef struct
{
  char *role;
  char *role_label;
  char *side;
  char *perimeter;
  gboolean permanent;
  char *person; /* id, NULL when nobody holds the role */
  char *person_name;
} GvnMeetingSeat;

void gvn_meeting_seat_free (GvnMeetingSeat *self);
GPtrArray *gvn_meeting_list_seats (GvnDb *db, GvnMeeting *meeting, GError **error);
GPtrArray *gvn_meeting_find_conflicts (GvnDb *db, const char *id, const GvnLocal *start, GError **error);
GPtrArray *gvn_meeting_list_of_person (GvnDb *db, const char *person, const GDate *from, GError **error);

/* Somebody needed in two meetings at once */
typedef struct
{
  char *meeting;
  char *other;
  GDate day;
  char *sentence;
} GvnMeetingConflict;

void gvn_meeting_conflict_free (GvnMeetingConflict *self);
GPtrArray *gvn_meeting_list_conflicts (GvnDb *db, const GDate *from, const GDate *to, GError **error);

/**
 * GvnMeetingAct:
 *
 * What can be done with a meeting; from %GVN_ACT_AGENDA_AGREE on, documents whose
 * sending, reception, remarks and validation are facts.
 */
typedef enum
{
  GVN_ACT_CONVENE,
  GVN_ACT_MOVE,
  GVN_ACT_HOLD,
  GVN_ACT_CANCEL,
  GVN_ACT_PIN,
  GVN_ACT_UNPIN,
  GVN_ACT_NOTE,
  GVN_ACT_AGENDA_AGREE,
  GVN_ACT_AGENDA,
  GVN_ACT_AGENDA_RECEIVE,
  GVN_ACT_SUPPORTS,
  GVN_ACT_BILLING,
  GVN_ACT_GRID,
  GVN_ACT_MINUTES_SEND,
  GVN_ACT_MINUTES_RECEIVE,
  GVN_ACT_MINUTES_REMARK,
  GVN_ACT_MINUTES_SIGN,
  GVN_ACT_MINUTES_VALIDATE,
} GvnMeetingAct;

const char *gvn_meeting_act_get_label (GvnMeetingAct act);
const char *gvn_meeting_act_get_fact_kind (GvnMeetingAct act);
gboolean gvn_meeting_can (GvnMeeting *self, GvnMeetingAct act);
gboolean gvn_meeting_refuse (GvnMeeting *self, const char *reason, GError **error);
gboolean gvn_meeting_find_beginning (GvnDb *db, GvnMeeting *self, gint64 *instant, GError **error);

/**
 * GvnMeetingGuard:
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED when what was said in the meeting forbids to
 *   cancel it
 */
typedef gboolean (*GvnMeetingGuard) (GvnDb *db, GvnMeeting *meeting, GError **error);
void gvn_meeting_set_cancel_guard (GvnMeetingGuard guard);

/**
 * GvnMeetingRequest:
 * @at: when it really happened; 0 for the meeting's own end (%GVN_ACT_HOLD), else now
 * @start: the new start, for %GVN_ACT_MOVE
 * @proof: (nullable): the SHA-256 of a file kept by the store
 * @document: (nullable): the version of the agenda or the minutes it is about, %NULL for
 *   the one that follows from the act
 * @file: (nullable): the SHA-256 of the document itself, written elsewhere
 * @fact: (nullable) (out): the id of the fact recorded, to be freed
 *
 * One act on one meeting, by whom and why.
 */
typedef struct
{
  const char *meeting;
  GvnMeetingAct act;
  gint64 at;
  GvnLocal start;
  const char *reason;
  const char *cause;
  const char *note;
  gboolean internal;
  const char *by_name;
  const char *by_side;
  const char *proof;
  const char *proof_name;
  gint64 proof_size;
  const char *document;
  const char *file;
  const char *file_name;
  gint64 file_size;
  char **fact;
  const GvnNow *now;
} GvnMeetingRequest;

gboolean gvn_meeting_apply (GvnDb *db, gpointer request, GError **error);
char *gvn_meeting_dup_label (GvnDb *db, const GvnMeetingRequest *request);

/**
 * GvnMeetingDraft:
 * @reason: why an extra session, beside those of the rule (L-41)
 * @id: (out): the new meeting, to be freed
 */
typedef struct
{
  const char *body;
  GvnLocal start;
  int duration_minutes;
  const char *reason;
  const GvnNow *now;
  char *id;
} GvnMeetingDraft;

gboolean gvn_meeting_create (GvnDb *db, gpointer draft, GError **error);

gboolean gvn_meeting_refresh_deadlines (GvnDb *db, const char *id, GError **error);
gboolean gvn_meeting_refresh_all (GvnDb *db, const char *body_kind, GError **error);

void gvn_committees_register (void);
void gvn_committees_register_words (void);

G_END_DECLS
