/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "committees/gvn-meeting.h"

G_DEFINE_FINAL_TYPE (GvnMeeting, gvn_meeting, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  const char *label;
} states[] = {
  [GVN_MEETING_PLANNED] = { "planned", N_ ("Planned") },
  [GVN_MEETING_CONVENED] = { "convened", N_ ("Convened") },
  [GVN_MEETING_MOVED] = { "moved", N_ ("Moved") },
  [GVN_MEETING_HELD] = { "held", N_ ("Held") },
  [GVN_MEETING_CANCELLED] = { "cancelled", N_ ("Cancelled") },
};

static void
gvn_meeting_finalize (GObject *object)
{
  GvnMeeting *self = GVN_MEETING (object);

  g_free (self->id);
  g_free (self->body);
  g_free (self->body_kind);
  g_free (self->body_name);
  g_free (self->slot);
  g_strfreev (self->perimeters);
  g_free (self->shift_reason);
  g_free (self->reason);
  g_free (self->cause);
  g_free (self->link);
  g_free (self->note);

  G_OBJECT_CLASS (gvn_meeting_parent_class)->finalize (object);
}

static void
gvn_meeting_class_init (GvnMeetingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gvn_meeting_finalize;
}

static void
gvn_meeting_init (GvnMeeting *self)
{
}

const char *
gvn_meeting_state_to_string (GvnMeetingState state)
{
  return states[state].name;
}

const char *
gvn_meeting_state_get_label (GvnMeetingState state)
{
  return _ (states[state].label);
}

static GvnMeetingState
state_from_text (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (text, states[i].name))
      return i;

  g_assert_not_reached (); /* a foreign key holds the column to these */
}

const char *
gvn_meeting_get_id (GvnMeeting *self)
{
  return self->id;
}

static gboolean
same_strv (GStrv a, GStrv b)
{
  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

/**
 * gvn_meeting_equal:
 *
 * Returns: whether the two show the same, so that a list may keep the older
 */
gboolean
gvn_meeting_equal (GvnMeeting *a, GvnMeeting *b)
{
  gboolean accepted = g_date_valid (&a->accepted.date);

  return gvn_local_compare (&a->start, &b->start) == 0 && a->duration_minutes == b->duration_minutes
         && a->state == b->state && a->pinned == b->pinned && a->reason_internal == b->reason_internal
         && a->note_internal == b->note_internal && accepted == g_date_valid (&b->accepted.date)
         && (!accepted || gvn_local_compare (&a->accepted, &b->accepted) == 0)
         && same_strv (a->perimeters, b->perimeters) && g_strcmp0 (a->body_name, b->body_name) == 0
         && g_strcmp0 (a->shift_reason, b->shift_reason) == 0 && g_strcmp0 (a->reason, b->reason) == 0
         && g_strcmp0 (a->cause, b->cause) == 0 && g_strcmp0 (a->link, b->link) == 0
         && g_strcmp0 (a->note, b->note) == 0;
}

/**
 * gvn_meeting_is_open:
 *
 * Returns: whether the meeting is still to take place
 */
gboolean
gvn_meeting_is_open (GvnMeeting *self)
{
  return self->state <= GVN_MEETING_MOVED;
}

/**
 * gvn_meeting_is_unconfirmed:
 *
 * Returns: whether its day has passed and nobody has said if it was held
 */
gboolean
gvn_meeting_is_unconfirmed (GvnMeeting *self, const GvnNow *now)
{
  return gvn_meeting_is_open (self) && g_date_compare (&self->start.date, &now->local.date) < 0;
}

static char *
dup_title (const char *body, const GDate *day)
{
  g_autofree char *date = gvn_text_date (day);

  /* Translators: the code of a body, as COPIL, and a date */
  return g_strdup_printf (_ ("%s, %s"), body, date);
}

/**
 * gvn_meeting_dup_title:
 *
 * Returns: (transfer full): "COPIL, 16 March 2028"
 */
char *
gvn_meeting_dup_title (GvnMeeting *self)
{
  return dup_title (self->body, &self->start.date);
}

/**
 * gvn_meeting_get_end:
 * @end: (out): when it ends; a meeting ends on the day it begins
 */
void
gvn_meeting_get_end (GvnMeeting *self, GvnLocal *end)
{
  *end = self->start;
  end->minutes += self->duration_minutes;
}

/* The columns meeting_from_row() reads, in its order; a perimeter code holds no
 * space. */
#define MEETING_SELECT                                                                                                 \
  "SELECT m.id, m.body, b.kind, b.name, b.external, m.slot, m.nominal_on, m.nominal_minutes, m.planned_on,"            \
  " m.start_minutes, m.duration_minutes, m.state, m.pinned, m.shift_reason, m.reason, m.cause, m.reason_internal,"     \
  " m.accepted_on, m.accepted_minutes, m.link, m.note, m.note_internal,"                                               \
  " (SELECT group_concat (p.perimeter, ' ' ORDER BY a.position) FROM meeting_perimeter AS p"                           \
  "   JOIN agency AS a ON a.code = p.perimeter WHERE p.meeting = m.id)"                                                \
  " FROM meeting AS m JOIN body AS b ON b.code = m.body"

static gpointer
meeting_from_row (GvnStatement *row)
{
  GvnMeeting *self = g_object_new (GVN_TYPE_MEETING, NULL);
  const char *perimeters = gvn_statement_text (row, 22);

  self->id = gvn_statement_dup_text (row, 0);
  self->body = gvn_statement_dup_text (row, 1);
  self->body_kind = gvn_statement_dup_text (row, 2);
  self->body_name = gvn_statement_dup_text (row, 3);
  self->external = gvn_statement_int (row, 4) != 0;
  self->slot = gvn_statement_dup_text (row, 5);
  gvn_statement_date (row, 6, &self->nominal.date);
  self->nominal.minutes = gvn_statement_minutes (row, 7);
  gvn_statement_date (row, 8, &self->start.date);
  self->start.minutes = gvn_statement_minutes (row, 9);
  self->duration_minutes = (int) gvn_statement_int (row, 10);
  self->state = state_from_text (gvn_statement_text (row, 11));
  self->pinned = gvn_statement_int (row, 12) != 0;
  self->shift_reason = gvn_statement_dup_text (row, 13);
  self->reason = gvn_statement_dup_text (row, 14);
  self->cause = gvn_statement_dup_text (row, 15);
  self->reason_internal = gvn_statement_int (row, 16) != 0;
  gvn_statement_date (row, 17, &self->accepted.date);
  self->accepted.minutes = gvn_statement_minutes (row, 18);
  self->link = gvn_statement_dup_text (row, 19);
  self->note = gvn_statement_dup_text (row, 20);
  self->note_internal = gvn_statement_int (row, 21) != 0;
  self->perimeters = g_strsplit (perimeters != NULL ? perimeters : "", " ", -1);

  return self;
}

/**
 * gvn_meeting_list:
 *
 * Returns: (transfer full) (element-type GvnMeeting): the meetings by start,
 *   then body
 */
GPtrArray *
gvn_meeting_list (GvnDb *db, const GvnMeetingFilter *filter, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error,
                    MEETING_SELECT " WHERE m.planned_on BETWEEN coalesce (?1, '0') AND coalesce (?2, '9')"
                                   " AND (?3 IS NULL OR m.body = ?3) AND (?4 IS NULL OR m.id = ?4)"
                                   " AND (?5 IS NULL OR EXISTS (SELECT 1 FROM meeting_perimeter AS f"
                                   "   WHERE f.meeting = m.id AND f.perimeter = ?5))"
                                   " AND (NOT ?6 OR m.state NOT IN ('held', 'cancelled'))"
                                   " ORDER BY m.planned_on, m.start_minutes, b.position, m.id",
                    "ddsssb", &filter->from, &filter->to, filter->body, filter->id, filter->perimeter, filter->open),
      meeting_from_row, g_object_unref, error);
}

/**
 * gvn_meeting_map_bodies:
 *
 * Returns: (transfer full): the code of the body of every meeting, by its id
 */
GHashTable *
gvn_meeting_map_bodies (GvnDb *db, GError **error)
{
  g_autoptr (GvnStatement) row = gvn_db_query (db, error, "SELECT id, body FROM meeting", "");
  g_autoptr (GHashTable) bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (row == NULL)
    return NULL;
  while (gvn_statement_next (row, error))
    g_hash_table_insert (bodies, gvn_statement_dup_text (row, 0), gvn_statement_dup_text (row, 1));

  return gvn_statement_failed (row) ? NULL : g_steal_pointer (&bodies);
}

static void
set_not_found (const char *id, GError **error)
{
  g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
               /* Translators: %s is an identifier the user typed */
               _ ("There is no meeting “%s”: take the identifier from the list of meetings"), id);
}

/**
 * gvn_meeting_find_title:
 *
 * Returns: (transfer full): the title of a meeting that need not be loaded for it, or
 *   %NULL with %GVN_ERROR_NOT_FOUND
 */
char *
gvn_meeting_find_title (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GvnStatement) row = gvn_db_query (db, error, "SELECT body, planned_on FROM meeting WHERE id = ?", "s", id);
  GDate day;

  if (row == NULL)
    return NULL;
  if (gvn_statement_next (row, error))
    {
      g_autofree char *body = gvn_statement_dup_text (row, 0);

      gvn_statement_date (row, 1, &day);
      return dup_title (body, &day);
    }
  if (!gvn_statement_failed (row))
    set_not_found (id, error);

  return NULL;
}

/**
 * gvn_meeting_load:
 *
 * Returns: (transfer full): the meeting, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnMeeting *
gvn_meeting_load (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) found = gvn_statement_collect (
      gvn_db_query (db, error, MEETING_SELECT " WHERE m.id = ?", "s", id), meeting_from_row, g_object_unref, error);

  if (found == NULL)
    return NULL;
  if (found->len == 0)
    {
      set_not_found (id, error);
      return NULL;
    }

  return g_ptr_array_steal_index (found, 0);
}
