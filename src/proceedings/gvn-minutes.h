/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "committees/gvn-meeting-document.h"
#include "committees/gvn-meeting.h"
#include "proceedings/gvn-attendance.h"

G_BEGIN_DECLS

/*
 * The minutes of a meeting: their text per item, the life of their versions, remarks and
 * validations (6.1–6.3, 6.6, L-06, L-08).
 */

/**
 * GvnMinutesRule:
 * @GVN_MINUTES_NONE: the text asks for no validation (6.4, 6.6, 6.7)
 * @GVN_MINUTES_TACIT: silence validates (6.1, 6.2)
 * @GVN_MINUTES_SIGNED: each DSIUN participant validates, never tacitly (6.3)
 *
 * How the minutes of a body are validated; it follows from what its meetings owe.
 */
typedef enum
{
  GVN_MINUTES_NONE,
  GVN_MINUTES_TACIT,
  GVN_MINUTES_SIGNED,
} GvnMinutesRule;

/* Derived from the reference moment when read, never stored. */
typedef enum
{
  GVN_MINUTES_DRAFT,
  GVN_MINUTES_SENT,     /* nothing counts yet: no reception, or nothing to validate */
  GVN_MINUTES_OPEN,     /* to remarks, then silence validates */
  GVN_MINUTES_AWAITING, /* the validation of each participant */
  GVN_MINUTES_REMARKED, /* a remark in time waits for its answer or the next version: the clock stands */
  GVN_MINUTES_DISPUTED, /* a remark in time was refused: silence no longer validates */
  GVN_MINUTES_TACITLY_VALIDATED,
  GVN_MINUTES_VALIDATED,
  GVN_MINUTES_SUPERSEDED,
} GvnMinutesState;

const char *gvn_minutes_state_to_string (GvnMinutesState state);
const char *gvn_minutes_state_get_label (GvnMinutesState state);

/**
 * GvnMinutesFacts:
 * @due: the last day for remarks; invalid while nothing counts
 * @n_remarks: those in time
 * @n_refused: of these
 * @superseded_on: the day the next version was sent; invalid for the last
 *
 * What the state of a version follows from.
 */
typedef struct
{
  GvnMinutesRule rule;
  gboolean sent;
  gboolean received;
  gboolean validated;
  GDate due;
  guint n_remarks;
  guint n_refused;
  GDate superseded_on;
} GvnMinutesFacts;

GvnMinutesState gvn_minutes_derive_state (const GvnMinutesFacts *facts, const GDate *today);

/**
 * GvnRemark:
 * @in_time: whether it stops the clock of its version
 * @answer: "new_version", "refused", %NULL while it waits
 */
typedef struct
{
  char *fact;
  char *document;
  char *item;
  char *text;
  char *by_name;
  char *by_side;
  gint64 at;
  gboolean in_time;
  char *answer;
  char *answer_note;
  char *answered_by;
  gint64 answered_at;
} GvnRemark;

/* A participant who validates, and when they did */
typedef struct
{
  char *attendance;
  char *name;
  char *represented_by;
  char *fact; /* NULL while it waits */
  gint64 at;
} GvnSigner;

/**
 * GvnMinutesVersion:
 * @due: the last day for remarks or validations; invalid while nothing counts
 * @signers: (element-type GvnSigner): of %GVN_MINUTES_SIGNED; empty until somebody said
 *   who was there
 * @remarks: (element-type GvnRemark): in the order they came
 *
 * One version of the minutes at a reference moment.
 */
typedef struct
{
  GvnMeetingDocument *document;
  GvnMinutesState state;
  GvnMinutesRule rule;
  GDate due;
  GPtrArray *remarks;
  GPtrArray *signers;
} GvnMinutesVersion;

void gvn_minutes_version_free (GvnMinutesVersion *self);
GPtrArray *gvn_minutes_list (GvnDb *db, const char *meeting, const GvnNow *now, GError **error);
gboolean gvn_minutes_find_rule (GvnDb *db, GvnMeeting *meeting, GvnMinutesRule *rule, GError **error);
char *gvn_minutes_dup_owner_side (GvnDb *db, GvnMeeting *meeting, GError **error);
char *gvn_minutes_describe (const GvnMinutesVersion *self);
GHashTable *gvn_minutes_load_texts (GvnDb *db, const char *document, GError **error);

/**
 * GvnMinutesEdit:
 * @item: (nullable): %NULL for what the minutes open with
 *
 * What is written of an item. It goes to the draft; once a version was sent, a new one is
 * begun as a copy of it, unvalidated.
 */
typedef struct
{
  const char *meeting;
  const char *item;
  const char *text;
} GvnMinutesEdit;

gboolean gvn_minutes_write (GvnDb *db, gpointer edit, GError **error);

/* A remark on a version, at the moment it really came */
typedef struct
{
  GvnMeetingRequest request; /* of GVN_ACT_MINUTES_REMARK */
  const char *item;
  const char *text;
} GvnRemarkDraft;

gboolean gvn_minutes_remark (GvnDb *db, gpointer draft, GError **error);

/* A remark answered by a new version, or refused with a reason */
typedef struct
{
  const char *remark; /* its fact */
  gboolean refuse;
  const char *note;
  const char *by_name;
  const GvnNow *now;
} GvnRemarkAnswer;

gboolean gvn_minutes_answer (GvnDb *db, gpointer answer, GError **error);

/* A participant validates a version */
typedef struct
{
  GvnMeetingRequest request; /* of GVN_ACT_MINUTES_SIGN; without a document, the last version sent */
  const char *attendance;
} GvnSigning;

gboolean gvn_minutes_sign (GvnDb *db, gpointer signing, GError **error);
gboolean gvn_minutes_validate (GvnDb *db, gpointer request, GError **error);
gboolean gvn_minutes_check (GvnDb *db, GPtrArray *findings, GError **error);

/* The minutes as they are sent, in Markdown */
char *gvn_minutes_dup_content (GvnDb *db, const char *meeting, const char *document, GError **error);
char *gvn_agenda_dup_content (GvnDb *db, const char *meeting, const GvnNow *now, GError **error);

G_END_DECLS
