/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "deadlines/gvn-deadline.h"

G_DEFINE_FINAL_TYPE (GvnDeadline, gvn_deadline, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  const char *label;
} states[GVN_DEADLINE_N_STATES] = {
  [GVN_DEADLINE_UPCOMING] = { "upcoming", N_ ("Upcoming") },
  [GVN_DEADLINE_DUE_SOON] = { "due_soon", N_ ("Due soon") },
  [GVN_DEADLINE_OVERDUE] = { "overdue", N_ ("Overdue") },
  [GVN_DEADLINE_OVERDUE_EXCUSED] = { "overdue_not_imputable", N_ ("Overdue, not imputable") },
  [GVN_DEADLINE_MET] = { "met", N_ ("Met") },
  [GVN_DEADLINE_MET_LATE] = { "met_late", N_ ("Met late") },
  [GVN_DEADLINE_MET_LATE_EXCUSED] = { "met_late_not_imputable", N_ ("Met late, not imputable") },
  [GVN_DEADLINE_TACIT] = { "tacitly_validated", N_ ("Tacitly validated") },
  [GVN_DEADLINE_WAIVED] = { "waived", N_ ("Waived") },
};

static void
gvn_deadline_finalize (GObject *object)
{
  GvnDeadline *self = GVN_DEADLINE (object);

  g_free (self->id);
  g_free (self->rule);
  g_free (self->subject_kind);
  g_free (self->subject_id);
  g_free (self->subject);
  g_free (self->perimeter);
  g_free (self->kind);
  g_free (self->label);
  g_free (self->clause);
  g_free (self->owner_side);
  g_free (self->owner_role);
  g_free (self->owner_role_label);
  g_free (self->owner_person);
  g_free (self->owner_person_id);
  g_free (self->fact);
  g_free (self->waived_reason);
  g_free (self->cause);
  g_free (self->cause_note);

  G_OBJECT_CLASS (gvn_deadline_parent_class)->finalize (object);
}

static void
gvn_deadline_class_init (GvnDeadlineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gvn_deadline_finalize;
}

static void
gvn_deadline_init (GvnDeadline *self)
{
}

const char *
gvn_deadline_state_to_string (GvnDeadlineState state)
{
  return states[state].name;
}

/**
 * gvn_deadline_state_get_label:
 *
 * Returns: (transfer none): @state in the user's language
 */
const char *
gvn_deadline_state_get_label (GvnDeadlineState state)
{
  return _ (states[state].label);
}

gboolean
gvn_deadline_state_parse (const char *text, GvnDeadlineState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (text, states[i].name) == 0)
      {
        *state = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * gvn_deadline_state_is_open:
 *
 * Returns: whether something is still expected of the owner
 */
gboolean
gvn_deadline_state_is_open (GvnDeadlineState state)
{
  return state <= GVN_DEADLINE_OVERDUE_EXCUSED;
}

/* A due date without a time runs to midnight: that whole day is in time. */
static gboolean
is_after_due (const GvnLocal *moment, const GvnLocal *due)
{
  int days = g_date_compare (&moment->date, &due->date);

  return days > 0 || (days == 0 && due->minutes != GVN_NO_MINUTES && moment->minutes > due->minutes);
}

static GvnDeadlineState
derive_done (const GvnDeadlineFacts *facts)
{
  if (!is_after_due (facts->done, &facts->due))
    return GVN_DEADLINE_MET;
  if (facts->tacit)
    return GVN_DEADLINE_TACIT; /* a late remark is kept and reopens nothing (6.1, 6.2) */

  return facts->excused ? GVN_DEADLINE_MET_LATE_EXCUSED : GVN_DEADLINE_MET_LATE;
}

/**
 * gvn_deadline_derive_state:
 * @now: the reference moment
 * @soon_until: the last day that is "soon" from @now
 *
 * Tacit validation takes effect the day after the due date: minutes received on
 * 2026-11-19 are open to remarks through 2026-12-03, validated from 2026-12-04.
 *
 * Returns: the state that follows from @facts at @now
 */
GvnDeadlineState
gvn_deadline_derive_state (const GvnDeadlineFacts *facts, const GvnLocal *now, const GDate *soon_until)
{
  if (facts->waived)
    return GVN_DEADLINE_WAIVED;
  if (facts->done != NULL)
    return derive_done (facts);
  if (facts->forecast)
    return GVN_DEADLINE_UPCOMING;

  if (is_after_due (now, &facts->due))
    {
      if (facts->tacit)
        return GVN_DEADLINE_TACIT;
      return facts->excused ? GVN_DEADLINE_OVERDUE_EXCUSED : GVN_DEADLINE_OVERDUE;
    }

  return g_date_compare (&facts->due.date, soon_until) <= 0 ? GVN_DEADLINE_DUE_SOON : GVN_DEADLINE_UPCOMING;
}

const char *
gvn_deadline_get_id (GvnDeadline *self)
{
  return self->id;
}

static gboolean
same_local (const GvnLocal *a, const GvnLocal *b)
{
  if (!g_date_valid (&a->date) || !g_date_valid (&b->date))
    return g_date_valid (&a->date) == g_date_valid (&b->date);

  return gvn_local_compare (a, b) == 0;
}

/**
 * gvn_deadline_equal:
 *
 * Returns: whether the two show the same, so that a list may keep the older
 */
gboolean
gvn_deadline_equal (GvnDeadline *a, GvnDeadline *b)
{
  return a->state == b->state && same_local (&a->due, &b->due) && same_local (&a->done, &b->done)
         && same_local (&a->trigger, &b->trigger) && a->forecast == b->forecast
         && a->cause_internal == b->cause_internal && g_strcmp0 (a->rule, b->rule) == 0
         && g_strcmp0 (a->subject, b->subject) == 0 && g_strcmp0 (a->owner_person, b->owner_person) == 0
         && g_strcmp0 (a->cause, b->cause) == 0 && g_strcmp0 (a->cause_note, b->cause_note) == 0
         && g_strcmp0 (a->waived_reason, b->waived_reason) == 0 && g_strcmp0 (a->fact, b->fact) == 0;
}
