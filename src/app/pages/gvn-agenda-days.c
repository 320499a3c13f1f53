/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days of the agenda as they were read from the contract. */
#include "config.h"

#include "app/pages/gvn-agenda-days.h"
#include "committees/gvn-body.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-milestone.h"
#include "contract/gvn-place.h"
#include "deadlines/gvn-register.h"
#include "orders/gvn-intervention.h"

static GHashTable *
calendar_table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gvn_calendar_unref);
}

void
gvn_agenda_days_init (GvnAgendaDays *self)
{
  *self = (GvnAgendaDays) { NULL };
  self->calendars = calendar_table_new ();
  self->conflicts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
gvn_agenda_days_clear (GvnAgendaDays *self)
{
  g_clear_pointer (&self->bodies, g_ptr_array_unref);
  g_clear_pointer (&self->agencies, g_ptr_array_unref);
  g_clear_pointer (&self->meetings, g_ptr_array_unref);
  g_clear_pointer (&self->deadlines, g_ptr_array_unref);
  g_clear_pointer (&self->milestones, g_ptr_array_unref);
  g_clear_pointer (&self->interventions, g_ptr_array_unref);
  g_clear_pointer (&self->body_of, g_hash_table_unref);
  g_clear_pointer (&self->calendars, g_hash_table_unref);
  g_clear_pointer (&self->conflicts, g_hash_table_unref);
}

static void
replace_array (GPtrArray **field, GPtrArray *array)
{
  g_clear_pointer (field, g_ptr_array_unref);
  *field = array;
}

/* A calendar that says the same is the same object, so that its rows stay. */
static gboolean
load_calendars (GvnAgendaDays *self, GvnDb *db, GError **error)
{
  g_autoptr (GHashTable) old = g_steal_pointer (&self->calendars);

  self->calendars = calendar_table_new ();
  for (guint i = 0; i < self->bodies->len; i++)
    {
      const GvnBody *body = self->bodies->pdata[i];
      const char *key = body->perimeter != NULL ? body->perimeter : "";
      GvnCalendar *calendar, *known = g_hash_table_lookup (old, key);

      if (g_hash_table_contains (self->calendars, key))
        continue;
      calendar = gvn_calendar_load_agency (db, body->perimeter, error);
      if (calendar == NULL)
        return FALSE;
      if (known != NULL && gvn_calendar_equal (calendar, known))
        {
          gvn_calendar_unref (calendar);
          calendar = gvn_calendar_ref (known);
        }
      g_hash_table_insert (self->calendars, g_strdup (key), calendar);
    }

  return TRUE;
}

/* Who sits twice from today on. */
static gboolean
load_conflicts (GvnAgendaDays *self, GvnSession *session, const GDate *from, const GDate *to, GError **error)
{
  const GDate *today = &gvn_session_get_now (session)->local.date;
  g_autoptr (GPtrArray) conflicts = gvn_meeting_list_conflicts (
      gvn_session_get_db (session), g_date_compare (from, today) > 0 ? from : today, to, error);

  if (conflicts == NULL)
    return FALSE;
  for (guint i = 0; i < self->meetings->len; i++)
    {
      const GvnMeeting *meeting = self->meetings->pdata[i];

      if (g_date_compare (&meeting->start.date, from) >= 0 && g_date_compare (&meeting->start.date, to) <= 0)
        g_hash_table_remove (self->conflicts, meeting->id);
    }
  for (guint i = 0; i < conflicts->len; i++)
    {
      GvnMeetingConflict *conflict = conflicts->pdata[i];

      g_hash_table_insert (self->conflicts, g_strdup (conflict->meeting), g_strdup (conflict->sentence));
    }

  return TRUE;
}

/* The body of each deadline's meeting, which may lie on other days: a meeting never
 * changes its body, so it is read again for new ones alone. */
static gboolean
load_bodies_of (GvnAgendaDays *self, GvnDb *db, GError **error)
{
  gboolean known = self->body_of != NULL;

  for (guint i = 0; known && i < self->deadlines->len; i++)
    {
      const GvnDeadline *deadline = self->deadlines->pdata[i];

      known = g_hash_table_contains (self->body_of, deadline->subject_id);
    }
  if (known)
    return TRUE;

  g_clear_pointer (&self->body_of, g_hash_table_unref);
  self->body_of = gvn_meeting_map_bodies (db, error);

  return self->body_of != NULL;
}

/* What the days are read for. */
static gboolean
load_around (GvnAgendaDays *self, GvnDb *db, GError **error)
{
  replace_array (&self->bodies, gvn_body_list (db, error));
  replace_array (&self->agencies, self->bodies != NULL ? gvn_agency_list (db, error) : NULL);
  replace_array (&self->milestones, self->agencies != NULL ? gvn_milestone_list (db, error) : NULL);
  replace_array (&self->interventions, self->milestones != NULL ? gvn_intervention_list (db, error) : NULL);

  return self->interventions != NULL && load_bodies_of (self, db, error) && load_calendars (self, db, error);
}

static gboolean
read_days (GvnSession *session, const GDate *from, const GDate *to, GPtrArray **meetings, GPtrArray **deadlines,
           GError **error)
{
  GvnDb *db = gvn_session_get_db (session);
  GvnMeetingFilter meeting_filter = { .from = *from, .to = *to };
  GvnDeadlineFilter deadline_filter
      = { .from = *from, .to = *to, .state = -1, .contract_only = TRUE, .subject_kind = GVN_SUBJECT_MEETING };

  *meetings = gvn_meeting_list (db, &meeting_filter, error);
  *deadlines
      = *meetings != NULL ? gvn_register_list (db, &deadline_filter, gvn_session_get_now (session), error) : NULL;

  return *deadlines != NULL;
}

/**
 * gvn_agenda_days_load:
 * @from: the first day read
 * @to: and the last
 *
 * Reads those days.
 */
gboolean
gvn_agenda_days_load (GvnAgendaDays *self, GvnSession *session, const GDate *from, const GDate *to, GError **error)
{
  g_autoptr (GPtrArray) meetings = NULL;
  g_autoptr (GPtrArray) deadlines = NULL;

  if (!read_days (session, from, to, &meetings, &deadlines, error))
    return FALSE;
  replace_array (&self->meetings, g_steal_pointer (&meetings));
  replace_array (&self->deadlines, g_steal_pointer (&deadlines));
  self->from = *from;
  self->to = *to;

  return load_around (self, gvn_session_get_db (session), error) && load_conflicts (self, session, from, to, error);
}

typedef struct
{
  const char *(*get_id) (gpointer object);
  const GDate *(*get_day) (gpointer object);
} Dated;

static const char *
get_meeting_id (gpointer meeting)
{
  return GVN_MEETING (meeting)->id;
}

static const GDate *
get_meeting_day (gpointer meeting)
{
  return &GVN_MEETING (meeting)->start.date;
}

static const char *
get_deadline_id (gpointer deadline)
{
  return GVN_DEADLINE (deadline)->id;
}

static const GDate *
get_deadline_day (gpointer deadline)
{
  return &GVN_DEADLINE (deadline)->due.date;
}

static gpointer
ref_object (gconstpointer object, gpointer unused)
{
  return g_object_ref ((gpointer) object);
}

/* What was read of the days before, what is of those read again, what was of those
 * after; what came from there is no longer there. */
static void
replace_days (GPtrArray **field, GPtrArray *again, const Dated *dated, const GDate *from, const GDate *to)
{
  GPtrArray *all = g_ptr_array_new_full ((*field)->len, g_object_unref);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean added = FALSE;

  for (guint i = 0; i < again->len; i++)
    g_hash_table_add (ids, (gpointer) dated->get_id (again->pdata[i]));
  for (guint i = 0; i < (*field)->len; i++)
    {
      gpointer object = (*field)->pdata[i];
      const GDate *day = dated->get_day (object);

      if (!added && g_date_compare (day, to) > 0)
        {
          g_ptr_array_extend (all, again, ref_object, NULL);
          added = TRUE;
        }
      if ((g_date_compare (day, from) < 0 || g_date_compare (day, to) > 0)
          && !g_hash_table_contains (ids, dated->get_id (object)))
        g_ptr_array_add (all, g_object_ref (object));
    }
  if (!added)
    g_ptr_array_extend (all, again, ref_object, NULL);
  replace_array (field, all);
}

/**
 * gvn_agenda_days_reload:
 * @from: the first day read again, one of those loaded
 * @to: and the last
 *
 * Reads those days again; the others stay as they were read, until they are loaded.
 */
gboolean
gvn_agenda_days_reload (GvnAgendaDays *self, GvnSession *session, const GDate *from, const GDate *to, GError **error)
{
  static const Dated meeting = { get_meeting_id, get_meeting_day }, deadline = { get_deadline_id, get_deadline_day };
  g_autoptr (GPtrArray) meetings = NULL;
  g_autoptr (GPtrArray) deadlines = NULL;

  if (!read_days (session, from, to, &meetings, &deadlines, error))
    return FALSE;
  replace_days (&self->meetings, meetings, &meeting, from, to);
  replace_days (&self->deadlines, deadlines, &deadline, from, to);

  return load_around (self, gvn_session_get_db (session), error) && load_conflicts (self, session, from, to, error);
}
