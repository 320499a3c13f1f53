/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "contract/gvn-place.h"
#include "proceedings/gvn-cab-week.h"

static void
session_free (gpointer data)
{
  GvnCabSession *session = data;

  g_object_unref (session->meeting);
  g_free (session->freeze);
  g_free (session);
}

static void
day_off_free (gpointer data)
{
  GvnCabDayOff *day_off = data;

  g_free (day_off->reason);
  g_free (day_off);
}

static void
column_free (gpointer data)
{
  GvnCabColumn *column = data;

  g_free (column->perimeter);
  g_free (column->name);
  g_clear_pointer (&column->sessions, g_ptr_array_unref);
  g_clear_pointer (&column->changes, g_ptr_array_unref);
  g_clear_pointer (&column->freezes, g_ptr_array_unref);
  g_clear_pointer (&column->days_off, g_ptr_array_unref);
  g_free (column);
}

void
gvn_cab_week_free (GvnCabWeek *self)
{
  g_ptr_array_unref (self->columns);
  g_free (self);
}

/* Sessions ----------------------------------------------------------------------------- */

static gboolean
is_for (const GvnMeeting *meeting, const char *perimeter)
{
  return meeting->perimeters[0] == NULL || g_strv_contains ((const char *const *) meeting->perimeters, perimeter);
}

/* Where the accepted calendar put it, else where its rule did. */
static const GDate *
get_first_day (const GvnMeeting *meeting)
{
  return g_date_valid (&meeting->accepted.date) ? &meeting->accepted.date : &meeting->nominal.date;
}

static void
add_session (GvnCabColumn *column, GvnMeeting *meeting, const GDate *day, GPtrArray *freezes)
{
  GvnCabSession *session;

  if (!is_for (meeting, column->perimeter))
    return;
  session = g_new0 (GvnCabSession, 1);
  session->meeting = g_object_ref (meeting);
  session->day = *day;
  session->left = !gvn_date_equal (day, &meeting->start.date);
  if (!session->left && meeting->state != GVN_MEETING_CANCELLED)
    session->freeze = gvn_freeze_dup_reason (freezes, (const char *const *) meeting->perimeters, day);
  g_ptr_array_add (column->sessions, session);
}

static int
compare_sessions (gconstpointer a, gconstpointer b)
{
  const GvnCabSession *x = *(const GvnCabSession *const *) a, *y = *(const GvnCabSession *const *) b;
  int order = g_date_compare (&x->day, &y->day);

  return order != 0 ? order : gvn_local_compare (&x->meeting->start, &y->meeting->start);
}

/* The CABs that take place in the week and those that left it. */
static GPtrArray *
load_meetings (GvnDb *db, const GvnCabWeek *week, GError **error)
{
  g_autoptr (GPtrArray) meetings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) ids = gvn_db_list_texts (
      db, error,
      "SELECT m.id FROM meeting AS m JOIN body AS b ON b.code = m.body WHERE b.kind = 'CAB'"
      " AND (m.planned_on BETWEEN ?1 AND ?2"
      "   OR (m.state <> 'cancelled' AND coalesce (m.accepted_on, m.nominal_on) BETWEEN ?1 AND ?2))"
      " ORDER BY m.planned_on, m.start_minutes, b.position, m.id",
      "dd", &week->monday, &week->sunday);

  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      GvnMeeting *meeting = gvn_meeting_load (db, ids->pdata[i], error);

      if (meeting == NULL)
        return NULL;
      g_ptr_array_add (meetings, meeting);
    }

  return g_steal_pointer (&meetings);
}

static gboolean
is_within (const GvnCabWeek *week, const GDate *day)
{
  return g_date_compare (&week->monday, day) <= 0 && g_date_compare (day, &week->sunday) <= 0;
}

static void
add_sessions (const GvnCabWeek *week, GvnCabColumn *column, GPtrArray *meetings, GPtrArray *freezes)
{
  for (guint i = 0; i < meetings->len; i++)
    {
      GvnMeeting *meeting = meetings->pdata[i];
      const GDate *first = get_first_day (meeting);

      if (is_within (week, &meeting->start.date))
        add_session (column, meeting, &meeting->start.date, freezes);
      if (is_within (week, first) && !gvn_date_equal (first, &meeting->start.date)
          && meeting->state != GVN_MEETING_CANCELLED)
        add_session (column, meeting, first, freezes);
    }
  g_ptr_array_sort (column->sessions, compare_sessions);
}

/* The rest of a column ------------------------------------------------------------------- */

static gboolean
add_days_off (GvnDb *db, const GvnCabWeek *week, GvnCabColumn *column, GError **error)
{
  g_autoptr (GvnCalendar) calendar = gvn_calendar_load_agency (db, column->perimeter, error);
  GDate day = week->monday;

  if (calendar == NULL)
    return FALSE;
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *reason = NULL;

      if (gvn_calendar_get_day (calendar, &day, &reason) != GVN_DAY_WORKING)
        {
          GvnCabDayOff *day_off = g_new0 (GvnCabDayOff, 1);

          day_off->day = day;
          day_off->reason = g_steal_pointer (&reason);
          g_ptr_array_add (column->days_off, day_off);
        }
      g_date_add_days (&day, 1);
    }

  return TRUE;
}

static void
add_freezes (GvnCabColumn *column, GPtrArray *freezes)
{
  for (guint i = 0; i < freezes->len; i++)
    {
      const GvnFreeze *freeze = freezes->pdata[i];
      GvnFreeze *copy;

      if (freeze->perimeter != NULL && !g_str_equal (freeze->perimeter, column->perimeter))
        continue;
      copy = g_memdup2 (freeze, sizeof *freeze);
      copy->id = g_strdup (freeze->id);
      copy->perimeter = g_strdup (freeze->perimeter);
      copy->label = g_strdup (freeze->label);
      g_ptr_array_add (column->freezes, copy);
    }
}

static GvnCabColumn *
create_column (const GvnAgency *agency)
{
  GvnCabColumn *column = g_new0 (GvnCabColumn, 1);

  column->perimeter = g_strdup (agency->code);
  column->name = g_strdup (agency->name);
  column->sessions = g_ptr_array_new_with_free_func (session_free);
  column->freezes = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_freeze_free);
  column->days_off = g_ptr_array_new_with_free_func (day_off_free);

  return column;
}

/**
 * gvn_cab_week_load:
 * @day: any day of the week
 *
 * Returns: (transfer full): the week's CABs by perimeter, or %NULL with
 *   %GVN_ERROR_INVALID for a day out of range
 */
GvnCabWeek *
gvn_cab_week_load (GvnDb *db, const GDate *day, const GvnNow *now, GError **error)
{
  g_autoptr (GvnCabWeek) week = g_new0 (GvnCabWeek, 1);
  g_autoptr (GPtrArray) agencies = NULL;
  g_autoptr (GPtrArray) freezes = NULL;
  g_autoptr (GPtrArray) meetings = NULL;

  week->columns = g_ptr_array_new_with_free_func (column_free);
  if (!gvn_date_check (day, error))
    return NULL;
  week->monday = *day;
  g_date_subtract_days (&week->monday, g_date_get_weekday (day) - G_DATE_MONDAY);
  week->sunday = week->monday;
  g_date_add_days (&week->sunday, 6);
  if (!gvn_date_check (&week->monday, error) || !gvn_date_check (&week->sunday, error))
    return NULL;

  agencies = gvn_agency_list (db, error);
  freezes = agencies != NULL ? gvn_freeze_list (db, &week->monday, &week->sunday, error) : NULL;
  meetings = freezes != NULL ? load_meetings (db, week, error) : NULL;
  for (guint i = 0; meetings != NULL && i < agencies->len; i++)
    {
      GvnCabColumn *column = create_column (agencies->pdata[i]);
      GvnEmergencyFilter filter
          = { .perimeter = column->perimeter, .state = -1, .from = week->monday, .to = week->sunday };

      g_ptr_array_add (week->columns, column);
      column->changes = gvn_emergency_change_list (db, &filter, now, error);
      if (column->changes == NULL || !add_days_off (db, week, column, error))
        return NULL;
      add_sessions (week, column, meetings, freezes);
      add_freezes (column, freezes);
    }

  return meetings != NULL ? g_steal_pointer (&week) : NULL;
}

/**
 * gvn_cab_column_get_day_off:
 *
 * Returns: (transfer none) (nullable): why @day is not worked, %NULL when it is
 */
const char *
gvn_cab_column_get_day_off (const GvnCabColumn *self, const GDate *day)
{
  for (guint i = 0; i < self->days_off->len; i++)
    {
      const GvnCabDayOff *day_off = self->days_off->pdata[i];

      if (gvn_date_equal (&day_off->day, day))
        return day_off->reason;
    }

  return NULL;
}

/* Words -------------------------------------------------------------------------------- */

static char *
describe_state (const GvnCabSession *session, const GvnNow *now)
{
  GvnMeeting *meeting = session->meeting;
  const char *state
      = gvn_meeting_is_unconfirmed (meeting, now) ? _ ("To confirm") : gvn_meeting_state_get_label (meeting->state);

  if (session->left)
    {
      g_autofree char *moment = gvn_text_short_moment (&meeting->start);

      /* Translators: a moment */
      return g_strdup_printf (_ ("Moved to %s"), moment);
    }
  if (meeting->reason == NULL)
    return g_strdup (state);

  return g_strdup_printf ("%s, %s", state, meeting->reason);
}

/**
 * gvn_cab_session_describe:
 *
 * Returns: (transfer full): its state, why, and for which perimeters it is held when
 *   there are several
 */
char *
gvn_cab_session_describe (const GvnCabSession *self, const GvnNow *now)
{
  g_autofree char *state = describe_state (self, now);
  g_autofree char *others = NULL;

  if (g_strv_length (self->meeting->perimeters) < 2)
    return g_steal_pointer (&state);

  others = g_strjoinv (", ", self->meeting->perimeters);
  /* Translators: a state, the body that holds a merged CAB, its perimeters */
  return g_strdup_printf (_ ("%s · held by %s for %s"), state, self->meeting->body, others);
}
