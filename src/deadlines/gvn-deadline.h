/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "base/gvn-time.h"

G_BEGIN_DECLS

/**
 * GvnDeadlineState:
 *
 * Derived from the reference moment when read, never stored.
 * @GVN_DEADLINE_OVERDUE_EXCUSED and @GVN_DEADLINE_MET_LATE_EXCUSED are late for
 * a cause that is not the owner's: "non imputable".
 */
typedef enum
{
  GVN_DEADLINE_UPCOMING,
  GVN_DEADLINE_DUE_SOON,
  GVN_DEADLINE_OVERDUE,
  GVN_DEADLINE_OVERDUE_EXCUSED,
  GVN_DEADLINE_MET,
  GVN_DEADLINE_MET_LATE,
  GVN_DEADLINE_MET_LATE_EXCUSED,
  GVN_DEADLINE_TACIT,
  GVN_DEADLINE_WAIVED,
} GvnDeadlineState;

#define GVN_DEADLINE_N_STATES (GVN_DEADLINE_WAIVED + 1)

const char *gvn_deadline_state_to_string (GvnDeadlineState state);
gboolean gvn_deadline_state_parse (const char *text, GvnDeadlineState *state);
const char *gvn_deadline_state_get_label (GvnDeadlineState state);
gboolean gvn_deadline_state_is_open (GvnDeadlineState state);

/**
 * GvnDeadlineFacts:
 * @due: the due date; its minutes are %GVN_NO_MINUTES for "to midnight"
 * @done: (nullable): when the closing fact really happened
 * @forecast: the trigger has not happened yet: nothing is owed so far
 * @tacit: silence until the due date validates
 * @waived: waived with a reason
 * @excused: the cause of the lateness is not the owner's
 *
 * What a deadline's state follows from.
 */
typedef struct
{
  GvnLocal due;
  const GvnLocal *done;
  gboolean forecast;
  gboolean tacit;
  gboolean waived;
  gboolean excused;
} GvnDeadlineFacts;

GvnDeadlineState gvn_deadline_derive_state (const GvnDeadlineFacts *facts, const GvnLocal *now,
                                            const GDate *soon_until);

/**
 * GvnDeadline:
 *
 * One line of the register of what is owed, read at a reference moment.
 */
#define GVN_TYPE_DEADLINE (gvn_deadline_get_type ())
G_DECLARE_FINAL_TYPE (GvnDeadline, gvn_deadline, GVN, DEADLINE, GObject)

/* Fields are read freely and written by the register alone. */
struct _GvnDeadline
{
  GObject parent_instance;

  /* owned */
  char *id;
  char *rule;
  char *subject_kind;
  char *subject_id;
  char *subject;   /* in words: "COPIL 2028-03-16" */
  char *perimeter; /* NULL: the whole contract */
  char *kind;      /* agenda, supports, billing, grid, minutes, remarks, validation */
  char *label;
  char *clause;
  char *owner_side;
  char *owner_role;
  char *owner_role_label;
  char *owner_person;    /* NULL when nobody holds the role that day */
  char *owner_person_id; /* the same */
  char *fact;            /* NULL while open */
  char *waived_reason;
  char *cause;
  char *cause_note;
  gboolean cause_internal;

  int part;           /* the version of what it is about, 0 for the first or only one */
  gboolean indicator; /* the 3-day reading of PIL-2, beside the contract's own (L-05) */
  gboolean forecast;
  gboolean tacit;
  GvnLocal trigger;
  GvnLocal due;
  GvnLocal done; /* invalid date while open */
  gint64 done_at;
  GvnDeadlineState state;
};

gboolean gvn_deadline_equal (GvnDeadline *a, GvnDeadline *b);
const char *gvn_deadline_get_id (GvnDeadline *self);

G_END_DECLS
