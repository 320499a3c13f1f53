/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "base/gvn-uuid.h"
#include "contract/gvn-side.h"
#include "proceedings/gvn-attendance.h"

static const struct
{
  const char *name;
  const char *label;
} states[] = {
  [GVN_ATTENDANCE_EXPECTED] = { "expected", N_ ("Expected") },
  [GVN_ATTENDANCE_PRESENT] = { "present", N_ ("Present") },
  [GVN_ATTENDANCE_REPRESENTED] = { "represented", N_ ("Represented") },
  [GVN_ATTENDANCE_EXCUSED] = { "excused", N_ ("Excused") },
  [GVN_ATTENDANCE_ABSENT] = { "absent", N_ ("Absent") },
};

const char *
gvn_attendance_state_to_string (GvnAttendanceState state)
{
  return states[state].name;
}

const char *
gvn_attendance_state_get_label (GvnAttendanceState state)
{
  return _ (states[state].label);
}

gboolean
gvn_attendance_state_parse (const char *text, GvnAttendanceState *state, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (text, states[i].name) == 0)
      {
        *state = i;
        return TRUE;
      }

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: %s is what the user typed; the codes stay as they are */
               _ ("“%s” is no attendance: give expected, present, represented, excused or absent"), text);
  return FALSE;
}

void
gvn_attendance_free (GvnAttendance *self)
{
  g_free (self->id);
  g_free (self->role);
  g_free (self->role_label);
  g_free (self->perimeter);
  g_free (self->person);
  g_free (self->name);
  g_free (self->side);
  g_free (self->represented_by);
  g_free (self->objection);
  g_free (self->objection_side);
  g_free (self);
}

/**
 * gvn_attendance_takes_part:
 *
 * Returns: whether they sat in the meeting, or somebody did for them
 */
gboolean
gvn_attendance_takes_part (const GvnAttendance *self)
{
  return self->state == GVN_ATTENDANCE_PRESENT || self->state == GVN_ATTENDANCE_REPRESENTED;
}

static gpointer
attendance_from_row (GvnStatement *row)
{
  GvnAttendance *self = g_new0 (GvnAttendance, 1);

  self->id = gvn_statement_dup_text (row, 0);
  self->role = gvn_statement_dup_text (row, 1);
  self->role_label = gvn_statement_dup_text (row, 2);
  self->perimeter = gvn_statement_dup_text (row, 3);
  self->person = gvn_statement_dup_text (row, 4);
  self->name = gvn_statement_dup_text (row, 5);
  self->side = gvn_statement_dup_text (row, 6);
  gvn_attendance_state_parse (gvn_statement_text (row, 7), &self->state, NULL);
  self->represented_by = gvn_statement_dup_text (row, 8);
  self->objection = gvn_statement_dup_text (row, 9);
  self->objection_side = gvn_statement_dup_text (row, 10);

  return self;
}

/* A seat keeps its identifier over the life of the meeting, whoever holds the role. */
static char *
dup_seat_id (const char *meeting, const GvnMeetingSeat *seat)
{
  g_autofree char *name = g_strdup_printf ("seat/%s/%s", seat->role, seat->perimeter != NULL ? seat->perimeter : "");

  return gvn_uuid_v5 (meeting, name);
}

static GvnAttendance *
attendance_from_seat (const char *meeting, const GvnMeetingSeat *seat)
{
  GvnAttendance *self = g_new0 (GvnAttendance, 1);

  self->id = dup_seat_id (meeting, seat);
  self->role = g_strdup (seat->role);
  self->role_label = g_strdup (seat->role_label);
  self->perimeter = g_strdup (seat->perimeter);
  self->person = g_strdup (seat->person);
  self->name = g_strdup (seat->person_name != NULL ? seat->person_name : seat->role_label);
  self->side = g_strdup (seat->side);
  self->state = GVN_ATTENDANCE_EXPECTED;
  self->permanent = seat->permanent;

  return self;
}

static GPtrArray *
list_stored (GvnDb *db, const char *meeting, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT a.id, a.role, r.label, a.perimeter, a.person, a.name, a.side, a.state, a.represented_by,"
                    " a.objection, a.objection_side FROM attendance AS a LEFT JOIN role AS r ON r.code = a.role"
                    " WHERE a.meeting = ? ORDER BY a.role IS NULL, a.name, a.id",
                    "s", meeting),
      attendance_from_row, (GDestroyNotify) gvn_attendance_free, error);
}

static GvnAttendance *
steal_stored (GPtrArray *stored, const char *id)
{
  for (guint i = 0; i < stored->len; i++)
    if (g_str_equal (((GvnAttendance *) stored->pdata[i])->id, id))
      return g_ptr_array_steal_index (stored, i);

  return NULL;
}

/**
 * gvn_attendance_list:
 *
 * Returns: (transfer full) (element-type GvnAttendance): the seats in the body's order,
 *   expected while nobody said more, then who sat without a seat of today and the extra
 *   participants
 */
GPtrArray *
gvn_attendance_list (GvnDb *db, const char *meeting, GError **error)
{
  g_autoptr (GvnMeeting) loaded = gvn_meeting_load (db, meeting, error);
  g_autoptr (GPtrArray) seats = loaded != NULL ? gvn_meeting_list_seats (db, loaded, error) : NULL;
  g_autoptr (GPtrArray) stored = seats != NULL ? list_stored (db, meeting, error) : NULL;
  GPtrArray *all;

  if (stored == NULL)
    return NULL;
  all = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_attendance_free);
  for (guint i = 0; i < seats->len; i++)
    {
      const GvnMeetingSeat *seat = seats->pdata[i];
      g_autofree char *id = dup_seat_id (meeting, seat);
      GvnAttendance *known = steal_stored (stored, id);

      if (known != NULL)
        known->permanent = seat->permanent;
      g_ptr_array_add (all, known != NULL ? known : attendance_from_seat (meeting, seat));
    }
  g_ptr_array_extend_and_steal (all, g_steal_pointer (&stored));

  return all;
}

/* Who was there is part of what was validated. */
static gboolean
check_open (GvnDb *db, const char *meeting, GError **error)
{
  g_autoptr (GvnMeeting) loaded = gvn_meeting_load (db, meeting, error);
  gint64 n;

  if (loaded == NULL
      || !gvn_db_get_int (db, &n, error,
                          "SELECT count(*) FROM fact WHERE subject_kind = ? AND subject_id = ?"
                          " AND kind = 'minutes_validated'",
                          "ss", GVN_SUBJECT_MEETING, meeting))
    return FALSE;
  if (loaded->state == GVN_MEETING_CANCELLED)
    return gvn_meeting_refuse (loaded, _ ("it is cancelled; undo the cancellation first"), error);
  if (n > 0)
    return gvn_meeting_refuse (loaded, _ ("its minutes are validated with who was there; undo the validation first"),
                               error);

  return TRUE;
}

/* Who validated the minutes did so as a participant (6.3). */
static gboolean
check_signed (GvnDb *db, const GvnAttendance *seat, GvnAttendanceState state, GError **error)
{
  gint64 n;

  if (state == GVN_ATTENDANCE_PRESENT || state == GVN_ATTENDANCE_REPRESENTED)
    return TRUE;
  if (!gvn_db_get_int (db, &n, error, "SELECT count(*) FROM minutes_signature WHERE attendance = ?", "s", seat->id))
    return FALSE;

  return n == 0
         || gvn_error_refuse (seat->name, _ ("validated the minutes as a participant; undo that validation first"),
                              error);
}

static gboolean
store_seat (GvnDb *db, const char *meeting, const GvnAttendance *seat, const GvnAttendanceChange *change,
            GError **error)
{
  return gvn_db_exec (db, error,
                      "INSERT INTO attendance (id, meeting, role, perimeter, person, name, side, state, represented_by)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, nullif (?, ''))"
                      " ON CONFLICT (id) DO UPDATE SET state = excluded.state,"
                      " represented_by = excluded.represented_by",
                      "sssssssss", seat->id, meeting, seat->role, seat->perimeter, seat->person, seat->name, seat->side,
                      gvn_attendance_state_to_string (change->state),
                      change->state == GVN_ATTENDANCE_REPRESENTED ? change->represented_by : NULL);
}

static gboolean
is_wanted (const GvnAttendance *seat, const GvnAttendanceChange *change)
{
  if (change->attendance != NULL)
    return g_str_equal (seat->id, change->attendance);

  return seat->state == GVN_ATTENDANCE_EXPECTED && seat->person != NULL && seat->permanent;
}

/**
 * gvn_attendance_set:
 * @change: a #GvnAttendanceChange
 *
 * A #GvnCommand: says whether somebody was there, or everybody who is still expected.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED once the minutes are validated, with
 *   %GVN_ERROR_INVALID when a represented member has no representative
 */
gboolean
gvn_attendance_set (GvnDb *db, gpointer change, GError **error)
{
  const GvnAttendanceChange *wanted = change;
  g_autoptr (GPtrArray) all = NULL;
  guint n_found = 0;

  if (!check_open (db, wanted->meeting, error))
    return FALSE;
  all = gvn_attendance_list (db, wanted->meeting, error);
  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const GvnAttendance *seat = all->pdata[i];

      if (!is_wanted (seat, wanted))
        continue;
      n_found++;
      if (wanted->state == GVN_ATTENDANCE_REPRESENTED && gvn_text_is_empty (wanted->represented_by))
        {
          g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("%s: %s"), seat->name,
                       _ ("somebody sat there for them; give the name"));
          return FALSE;
        }
      if (!check_signed (db, seat, wanted->state, error) || !store_seat (db, wanted->meeting, seat, wanted, error))
        return FALSE;
    }
  if (n_found > 0 || wanted->attendance == NULL)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
               _ ("Nobody of that identifier sits in this meeting: take it from its participants"));
  return FALSE;
}

/**
 * gvn_attendance_call:
 * @extra: a #GvnExtraParticipant, whose id is set
 *
 * A #GvnCommand: adds somebody the agenda needs beside the members (6.2).
 */
gboolean
gvn_attendance_call (GvnDb *db, gpointer extra, GError **error)
{
  GvnExtraParticipant *wanted = extra;

  if (gvn_text_is_empty (wanted->name))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("Who is called? Give a name"));
      return FALSE;
    }
  if (!gvn_side_check (wanted->side, error) || !check_open (db, wanted->meeting, error))
    return FALSE;

  if (wanted->id == NULL)
    wanted->id = g_uuid_string_random ();
  return gvn_db_exec (db, error,
                      "INSERT INTO attendance (id, meeting, person, name, side, state) VALUES (?, ?, ?, ?, ?,"
                      " 'expected')",
                      "sssss", wanted->id, wanted->meeting, wanted->person, wanted->name, wanted->side);
}

/**
 * gvn_attendance_object:
 * @objection: a #GvnObjection
 *
 * A #GvnCommand: records that the other party objects to an extra participant for
 * confidentiality (6.2).
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED for a member, or for the party that called them
 */
gboolean
gvn_attendance_object (GvnDb *db, gpointer objection, GError **error)
{
  const GvnObjection *wanted = objection;
  gboolean objects = !gvn_text_is_empty (wanted->objection);
  g_autoptr (GvnStatement) row = gvn_db_query (
      db, error, "SELECT meeting, name, role, side FROM attendance WHERE id = ?", "s", wanted->attendance);
  g_autofree char *meeting = NULL;

  if (row == NULL || !gvn_side_check (wanted->side, error))
    return FALSE;
  if (!gvn_statement_next (row, error))
    {
      if (!gvn_statement_failed (row))
        g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                     _ ("Nobody of that identifier sits in this meeting: take it from its participants"));
      return FALSE;
    }
  if (!gvn_statement_is_null (row, 2))
    return gvn_error_refuse (gvn_statement_text (row, 1),
                             _ ("a member of the body; only extra participants can be objected to"), error);
  if (objects && g_str_equal (gvn_statement_text (row, 3), wanted->side))
    return gvn_error_refuse (gvn_statement_text (row, 1), _ ("of the same side; the other party objects"), error);
  meeting = gvn_statement_dup_text (row, 0);
  g_clear_pointer (&row, gvn_statement_free);

  return check_open (db, meeting, error)
         && gvn_db_exec (db, error, "UPDATE attendance SET objection = ?, objection_side = ? WHERE id = ?", "sss",
                         objects ? wanted->objection : NULL, objects ? wanted->side : NULL, wanted->attendance);
}
