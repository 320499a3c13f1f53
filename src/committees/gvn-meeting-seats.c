/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "committees/gvn-meeting.h"
#include "contract/gvn-person.h"

void
gvn_meeting_seat_free (GvnMeetingSeat *self)
{
  g_free (self->role);
  g_free (self->role_label);
  g_free (self->side);
  g_free (self->perimeter);
  g_free (self->person);
  g_free (self->person_name);
  g_free (self);
}

static gpointer
seat_from_row (GvnStatement *row)
{
  GvnMeetingSeat *self = g_new0 (GvnMeetingSeat, 1);

  self->role = gvn_statement_dup_text (row, 0);
  self->role_label = gvn_statement_dup_text (row, 1);
  self->side = gvn_statement_dup_text (row, 2);
  self->perimeter = gvn_statement_dup_text (row, 3);
  self->permanent = gvn_statement_int (row, 4) != 0;

  return self;
}

/* A role each agency has its own of, without a perimeter, is a seat per agency;
 * the bodies held within this one bring theirs. */
#define SEATS_SELECT                                                                                                   \
  "SELECT DISTINCT b.role, r.label, r.side, coalesce (b.perimeter, a.code), b.permanent FROM body_member AS b"         \
  " JOIN role AS r ON r.code = b.role"                                                                                 \
  " LEFT JOIN agency AS a ON b.perimeter IS NULL AND r.per_perimeter AND b.permanent AND a.kind = 'agency'"            \
  " WHERE (b.first_on IS NULL OR b.first_on <= ?2) AND (b.last_on IS NULL OR b.last_on >= ?2)"                         \
  " AND (b.body = ?1 OR b.body IN (SELECT body FROM body_merge WHERE into_body = ?1 AND first_on <= ?2"                \
  "   AND (last_on IS NULL OR last_on >= ?2)))"                                                                        \
  " ORDER BY b.permanent DESC, r.side, r.position, a.position"

/**
 * gvn_meeting_list_seats:
 *
 * Returns: (transfer full) (element-type GvnMeetingSeat): the roles that sit in
 *   @meeting and who holds each that day
 */
GPtrArray *
gvn_meeting_list_seats (GvnDb *db, GvnMeeting *meeting, GError **error)
{
  g_autoptr (GPtrArray) seats
      = gvn_statement_collect (gvn_db_query (db, error, SEATS_SELECT, "sd", meeting->body, &meeting->start.date),
                               seat_from_row, (GDestroyNotify) gvn_meeting_seat_free, error);

  for (guint i = 0; seats != NULL && i < seats->len; i++)
    {
      GvnMeetingSeat *seat = seats->pdata[i];
      g_autoptr (GPtrArray) holders
          = gvn_role_find_holders (db, seat->role, seat->perimeter, &meeting->start.date, error);

      if (holders == NULL)
        return NULL;
      if (holders->len > 0)
        {
          const GvnPerson *holder = holders->pdata[0];

          seat->person = g_strdup (holder->id);
          seat->person_name = g_strdup (holder->name);
        }
    }

  return g_steal_pointer (&seats);
}

static gboolean
overlaps (const GvnMeeting *a, const GvnLocal *start, const GvnMeeting *b)
{
  return gvn_date_equal (&start->date, &b->start.date) && start->minutes < b->start.minutes + b->duration_minutes
         && b->start.minutes < start->minutes + a->duration_minutes;
}

/* Adds who sits in both, a role nobody holds counting as one person. */
static gboolean
add_common_people (GvnDb *db, GPtrArray *seats, GvnMeeting *other, GPtrArray *conflicts, GError **error)
{
  g_autoptr (GPtrArray) others = gvn_meeting_list_seats (db, other, error);

  if (others == NULL)
    return FALSE;

  for (guint i = 0; i < seats->len; i++)
    for (guint j = 0; j < others->len; j++)
      {
        const GvnMeetingSeat *a = seats->pdata[i], *b = others->pdata[j];
        gboolean same = a->person != NULL ? g_strcmp0 (a->person, b->person) == 0
                                          : b->person == NULL && g_str_equal (a->role, b->role)
                                                && g_strcmp0 (a->perimeter, b->perimeter) == 0;

        if (same && a->permanent && b->permanent)
          {
            g_ptr_array_add (conflicts,
                             g_strdup_printf (_ ("%s already sits in %s at that time"),
                                              a->person_name != NULL ? a->person_name : a->role_label, other->body));
            return TRUE;
          }
      }

  return TRUE;
}

/**
 * gvn_meeting_find_conflicts:
 * @start: where @id would be
 *
 * Returns: (transfer full) (element-type utf8): a sentence per meeting that would
 *   need the same person at the same time
 */
GPtrArray *
gvn_meeting_find_conflicts (GvnDb *db, const char *id, const GvnLocal *start, GError **error)
{
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (db, id, error);
  GvnMeetingFilter filter = { .from = start->date, .to = start->date };
  g_autoptr (GPtrArray) others = meeting != NULL ? gvn_meeting_list (db, &filter, error) : NULL;
  g_autoptr (GPtrArray) seats = others != NULL ? gvn_meeting_list_seats (db, meeting, error) : NULL;

  if (seats == NULL)
    return NULL;

  for (guint i = 0; i < others->len; i++)
    {
      GvnMeeting *other = others->pdata[i];

      if (g_str_equal (other->id, id) || other->state == GVN_MEETING_CANCELLED || !overlaps (meeting, start, other))
        continue;
      if (!add_common_people (db, seats, other, conflicts, error))
        return NULL;
    }

  return g_steal_pointer (&conflicts);
}

/* Conflicts of all ----------------------------------------------------------------- */

/* Who fills each permanent seat of each meeting from a day on, as list_seats finds it. */
#define SEATED                                                                                                         \
  "WITH seated AS MATERIALIZED (SELECT m.id AS meeting, m.body AS body, m.planned_on AS day, m.start_minutes AS "      \
  "start,"                                                                                                             \
  " m.start_minutes + m.duration_minutes AS finish, b.role AS role, r.label AS label,"                                 \
  " coalesce (b.perimeter, a.code) AS perimeter,"                                                                      \
  " (SELECT h.person FROM role_holding AS h JOIN person AS p ON p.id = h.person WHERE h.role = b.role"                 \
  "   AND h.first_on <= m.planned_on AND (h.last_on IS NULL OR h.last_on >= m.planned_on)"                             \
  "   AND (h.perimeter IS NULL OR h.perimeter = coalesce (b.perimeter, a.code))"                                       \
  "   ORDER BY h.first_on, p.name LIMIT 1) AS person"                                                                  \
  " FROM meeting AS m JOIN body_member AS b ON b.permanent"                                                            \
  "   AND (b.first_on IS NULL OR b.first_on <= m.planned_on) AND (b.last_on IS NULL OR b.last_on >= m.planned_on)"     \
  "   AND (b.body = m.body OR b.body IN (SELECT body FROM body_merge WHERE into_body = m.body"                         \
  "     AND first_on <= m.planned_on AND (last_on IS NULL OR last_on >= m.planned_on)))"                               \
  " JOIN role AS r ON r.code = b.role"                                                                                 \
  " LEFT JOIN agency AS a ON b.perimeter IS NULL AND r.per_perimeter AND a.kind = 'agency'"                            \
  " WHERE m.state <> 'cancelled' AND m.planned_on >= ?1 AND (?2 IS NULL OR m.planned_on <= ?2)"

void
gvn_meeting_conflict_free (GvnMeetingConflict *self)
{
  g_free (self->meeting);
  g_free (self->other);
  g_free (self->sentence);
  g_free (self);
}

static gpointer
conflict_from_row (GvnStatement *row)
{
  GvnMeetingConflict *self = g_new0 (GvnMeetingConflict, 1);

  self->meeting = gvn_statement_dup_text (row, 0);
  self->other = gvn_statement_dup_text (row, 1);
  gvn_statement_date (row, 2, &self->day);
  self->sentence = g_strdup_printf (_ ("%s already sits in %s at that time"), gvn_statement_text (row, 3),
                                    gvn_statement_text (row, 4));

  return self;
}

/**
 * gvn_meeting_list_conflicts:
 * @from: the first day looked at
 * @to: (nullable): and the last
 *
 * Returns: (transfer full) (element-type GvnMeetingConflict): each pair of meetings
 *   that need one person at once, both ways, as gvn_meeting_find_conflicts() finds
 *   them for one
 */
GPtrArray *
gvn_meeting_list_conflicts (GvnDb *db, const GDate *from, const GDate *to, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error,
                    SEATED
                    " AND EXISTS (SELECT 1 FROM meeting AS o WHERE o.planned_on = m.planned_on AND o.id <> m.id"
                    "   AND o.state <> 'cancelled' AND o.start_minutes < m.start_minutes + m.duration_minutes"
                    "   AND m.start_minutes < o.start_minutes + o.duration_minutes))"
                    " SELECT a.meeting, b.meeting, a.day, coalesce (p.name, a.label), b.body FROM seated AS a"
                    " JOIN seated AS b ON b.day = a.day AND b.meeting <> a.meeting AND b.start < a.finish"
                    "   AND a.start < b.finish AND (a.person = b.person OR (a.person IS NULL AND b.person IS NULL"
                    "     AND a.role = b.role AND a.perimeter IS b.perimeter))"
                    " LEFT JOIN person AS p ON p.id = a.person"
                    " GROUP BY a.meeting, b.meeting ORDER BY a.day, a.start, a.meeting, b.meeting",
                    "dd", from, to),
      conflict_from_row, (GDestroyNotify) gvn_meeting_conflict_free, error);
}

/**
 * gvn_meeting_list_of_person:
 *
 * Returns: (transfer full) (element-type utf8): the ids of the meetings from a day on
 *   where @person has a permanent seat
 */
GPtrArray *
gvn_meeting_list_of_person (GvnDb *db, const char *person, const GDate *from, GError **error)
{
  return gvn_db_list_texts (db, error, SEATED ") SELECT DISTINCT meeting FROM seated WHERE person = ?3", "dds", from,
                            NULL, person);
}
