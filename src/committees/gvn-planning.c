/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-uuid.h"
#include "committees/gvn-body.h"
#include "committees/gvn-meeting.h"
#include "committees/gvn-planning.h"
#include "contract/gvn-contract.h"
#include "contract/gvn-fact.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "contract/gvn-setting.h"
#include "deadlines/gvn-register.h"

/* What the planner is given ------------------------------------------------------- */

typedef struct
{
  GvnDb *db;
  GPtrArray *agencies;
  GPtrArray *merges;
  GPtrArray *holdings;
  GPtrArray *people;
  int cosui_monthly_minimum;
} Source;

static void
source_clear (Source *source)
{
  g_clear_pointer (&source->agencies, g_ptr_array_unref);
  g_clear_pointer (&source->merges, g_ptr_array_unref);
  g_clear_pointer (&source->holdings, g_ptr_array_unref);
  g_clear_pointer (&source->people, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Source, source_clear)

static gboolean
source_init (Source *source, GvnDb *db, GError **error)
{
  source->db = db;
  source->agencies = gvn_agency_list (db, error);
  source->merges = source->agencies != NULL ? gvn_body_list_merges (db, error) : NULL;
  source->holdings = source->merges != NULL ? gvn_role_holding_list (db, NULL, error) : NULL;
  source->people = source->holdings != NULL ? gvn_person_list (db, error) : NULL;

  return source->people != NULL
         && gvn_setting_get_int (db, GVN_SETTING_COSUI_MONTHLY_MINIMUM, &source->cosui_monthly_minimum, error);
}

static const char *
find_name (const Source *source, const char *person)
{
  for (guint i = 0; i < source->people->len; i++)
    if (g_str_equal (((GvnPerson *) source->people->pdata[i])->id, person))
      return ((GvnPerson *) source->people->pdata[i])->name;

  return person;
}

static void
add_seat (const Source *source, GPtrArray *seats, const GvnBodyMember *member, const char *perimeter)
{
  GvnSeat *seat = gvn_seat_new ();

  seat->name = g_strdup (member->role_label);
  seat->first_on = member->first_on;
  seat->last_on = member->last_on;
  seat->key = g_strdup_printf ("%s@%s", member->role, perimeter != NULL ? perimeter : "");
  for (guint i = 0; i < source->holdings->len; i++)
    {
      const GvnRoleHolding *holding = source->holdings->pdata[i];
      GvnSeatHolder *holder;

      if (!g_str_equal (holding->role, member->role)
          || (holding->perimeter != NULL && g_strcmp0 (holding->perimeter, perimeter) != 0))
        continue;
      holder = g_new0 (GvnSeatHolder, 1);
      holder->person = g_strdup (holding->person);
      holder->name = g_strdup (find_name (source, holding->person));
      holder->first_on = holding->first_on;
      holder->last_on = holding->last_on;
      g_ptr_array_add (seat->holders, holder);
    }
  g_ptr_array_add (seats, seat);
}

/* A role each agency has its own of, in a body of the whole contract, is a seat
 * per agency. */
static gboolean
add_seats (const Source *source, GvnPlanBody *body, GError **error)
{
  g_autoptr (GPtrArray) members = gvn_body_list_members (source->db, body->code, error);

  if (members == NULL)
    return FALSE;

  for (guint i = 0; i < members->len; i++)
    {
      const GvnBodyMember *member = members->pdata[i];

      if (!member->permanent)
        continue;
      if (!member->per_perimeter || member->perimeter != NULL)
        {
          add_seat (source, body->seats, member, member->perimeter);
          continue;
        }
      for (guint j = 0; j < source->agencies->len; j++)
        {
          const GvnAgency *agency = source->agencies->pdata[j];

          if (!agency->shared_is)
            add_seat (source, body->seats, member, agency->code);
        }
    }

  return TRUE;
}

static void
add_merges (const Source *source, GvnPlanBody *body)
{
  for (guint i = 0; i < source->merges->len; i++)
    {
      const GvnBodyMerge *merge = source->merges->pdata[i];
      GvnPlanMerge *copy;

      if (!g_str_equal (merge->body, body->code))
        continue;
      copy = g_new0 (GvnPlanMerge, 1);
      copy->into = g_strdup (merge->into);
      copy->first_on = merge->first_on;
      copy->last_on = merge->last_on;
      g_ptr_array_add (body->merges, copy);
    }
}

static GvnPlanBody *
load_body (const Source *source, const GvnBody *row, GError **error)
{
  GvnPlanBody *body = gvn_plan_body_new ();
  g_autoptr (GPtrArray) schedules = gvn_body_list_schedules (source->db, row->code, error);
  const char *perimeters[] = { row->perimeter, NULL };

  body->code = g_strdup (row->code);
  body->name = g_strdup (row->name);
  body->rank = row->position;
  body->active_from = row->active_from;
  body->active_to = row->active_to;
  body->monthly_minimum = g_str_equal (row->kind, "COSUI") ? source->cosui_monthly_minimum : 0;
  body->perimeters = g_strdupv ((char **) perimeters);
  body->calendar = schedules != NULL ? gvn_calendar_load_agency (source->db, row->perimeter, error) : NULL;
  add_merges (source, body);
  if (body->calendar == NULL || !add_seats (source, body, error))
    {
      gvn_plan_body_free (body);
      return NULL;
    }
  for (guint i = 0; i < schedules->len; i++)
    g_ptr_array_add (body->schedules,
                     g_memdup2 (&((GvnBodySchedule *) schedules->pdata[i])->schedule, sizeof (GvnSchedule)));

  return body;
}

static GPtrArray *
load_bodies (GvnDb *db, GError **error)
{
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_plan_body_free);
  g_auto (Source) source = { NULL };
  g_autoptr (GPtrArray) rows = gvn_body_list (db, error);

  if (rows == NULL || !source_init (&source, db, error))
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      GvnPlanBody *body = load_body (&source, rows->pdata[i], error);

      if (body == NULL)
        return NULL;
      g_ptr_array_add (bodies, body);
    }

  return g_steal_pointer (&bodies);
}

/* Pinned, announced, past: what a plan does not touch. */
static gboolean
is_fixed (GvnMeeting *meeting, const GvnNow *now)
{
  return meeting->pinned || meeting->state != GVN_MEETING_PLANNED
         || g_date_compare (&meeting->start.date, &now->local.date) < 0;
}

static GPtrArray *
load_meetings (GvnDb *db, int year, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) meetings = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_plan_meeting_free);
  GvnMeetingFilter filter = { .body = NULL };
  g_autoptr (GPtrArray) rows = NULL;

  gvn_date_set (&filter.from, year, 1, 1);
  gvn_date_set (&filter.to, year, 12, 31);
  rows = gvn_meeting_list (db, &filter, error);
  if (rows == NULL)
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      GvnMeeting *row = rows->pdata[i];
      GvnPlanMeeting *meeting = g_new0 (GvnPlanMeeting, 1);

      meeting->id = g_strdup (row->id);
      meeting->body = g_strdup (row->body);
      meeting->slot = g_strdup (row->slot);
      meeting->nominal = row->nominal;
      meeting->start = row->start;
      meeting->duration_minutes = row->duration_minutes;
      meeting->perimeters = g_strdupv (row->perimeters);
      meeting->fixed = is_fixed (row, now);
      meeting->attends = row->state != GVN_MEETING_CANCELLED;
      g_ptr_array_add (meetings, meeting);
    }

  return g_steal_pointer (&meetings);
}

/**
 * gvn_planning_compute:
 * @now: meetings before it are left alone
 *
 * Returns: (transfer full): what planning @year would change, or %NULL with
 *   %GVN_ERROR_INVALID when the contract does not run in that year
 */
GvnYearPlan *
gvn_planning_compute (GvnDb *db, int year, const GvnNow *now, GError **error)
{
  g_autoptr (GvnContract) contract = gvn_contract_load (db, error);
  g_autoptr (GPtrArray) bodies = NULL;
  g_autoptr (GPtrArray) meetings = NULL;

  if (contract == NULL)
    return NULL;
  if (year < g_date_get_year (&contract->initialisation_on) || year > g_date_get_year (&contract->end_on))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: three years */
                   _ ("The contract does not run in %d: plan a year between %d and %d"), year,
                   g_date_get_year (&contract->initialisation_on), g_date_get_year (&contract->end_on));
      return NULL;
    }

  bodies = load_bodies (db, error);
  meetings = bodies != NULL ? load_meetings (db, year, now, error) : NULL;

  return meetings != NULL ? gvn_year_plan_compute (year, &contract->tracked_since, bodies, meetings, error) : NULL;
}

/* Applying ------------------------------------------------------------------------- */

static gboolean
set_perimeters (GvnDb *db, const char *id, GStrv perimeters, GError **error)
{
  if (!gvn_db_exec (db, error, "DELETE FROM meeting_perimeter WHERE meeting = ?", "s", id))
    return FALSE;
  for (guint i = 0; perimeters[i] != NULL; i++)
    if (!gvn_db_exec (db, error, "INSERT INTO meeting_perimeter VALUES (?, ?)", "ss", id, perimeters[i]))
      return FALSE;

  return TRUE;
}

static gboolean
add_meeting (GvnDb *db, const char *contract, const GvnPlanChange *change, GError **error)
{
  g_autofree char *name = g_strdup_printf ("meeting/%s/%s", change->body, change->slot);
  g_autofree char *id = gvn_uuid_v5 (contract, name);

  return gvn_db_exec (db, error,
                      "INSERT INTO meeting (id, body, slot, nominal_on, nominal_minutes, planned_on, start_minutes,"
                      " duration_minutes, state, pinned, shift_reason, reason_internal, note_internal)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'planned', 0, ?, 0, 0)",
                      "sssdidiis", id, change->body, change->slot, &change->nominal.date,
                      (gint64) change->nominal.minutes, &change->start.date, (gint64) change->start.minutes,
                      (gint64) change->duration_minutes, change->reason)
         && set_perimeters (db, id, change->perimeters, error) && gvn_meeting_refresh_deadlines (db, id, error);
}

static gboolean
move_meeting (GvnDb *db, const GvnPlanChange *change, GError **error)
{
  gboolean nominal = gvn_local_compare (&change->start, &change->nominal) == 0;

  return gvn_db_exec (db, error,
                      "UPDATE meeting SET nominal_on = ?, nominal_minutes = ?, planned_on = ?, start_minutes = ?,"
                      " duration_minutes = ?, shift_reason = ? WHERE id = ?",
                      "didiiss", &change->nominal.date, (gint64) change->nominal.minutes, &change->start.date,
                      (gint64) change->start.minutes, (gint64) change->duration_minutes,
                      nominal ? NULL : change->reason, change->meeting)
         && set_perimeters (db, change->meeting, change->perimeters, error)
         && gvn_meeting_refresh_deadlines (db, change->meeting, error);
}

/* What stood in the accepted calendar is cancelled and stays to be seen; the
 * rest was only a draft. */
static gboolean
remove_meeting (GvnDb *db, const GvnPlanChange *change, GError **error)
{
  gint64 accepted;

  if (!gvn_db_get_int (db, &accepted, error, "SELECT accepted_on IS NOT NULL FROM meeting WHERE id = ?", "s",
                       change->meeting))
    return FALSE;
  if (accepted)
    return gvn_db_exec (db, error, "UPDATE meeting SET state = 'cancelled', reason = ? WHERE id = ?", "ss",
                        change->reason, change->meeting)
           && gvn_meeting_refresh_deadlines (db, change->meeting, error);

  return gvn_register_clear (db, GVN_SUBJECT_MEETING, change->meeting, error)
         && gvn_db_exec (db, error, "DELETE FROM meeting_perimeter WHERE meeting = ?", "s", change->meeting)
         && gvn_db_exec (db, error, "DELETE FROM meeting WHERE id = ?", "s", change->meeting);
}

static gboolean
apply_change (GvnDb *db, const char *contract, const GvnPlanChange *change, GError **error)
{
  switch (change->action)
    {
    case GVN_PLAN_ADD:
      return add_meeting (db, contract, change, error);
    case GVN_PLAN_MOVE:
      return move_meeting (db, change, error);
    case GVN_PLAN_REMOVE:
      return remove_meeting (db, change, error);
    }

  g_assert_not_reached ();
}

static gboolean
same_plan (const GvnYearPlan *a, const GvnYearPlan *b)
{
  if (a->changes->len != b->changes->len)
    return FALSE;

  for (guint i = 0; i < a->changes->len; i++)
    {
      const GvnPlanChange *x = a->changes->pdata[i], *y = b->changes->pdata[i];

      if (x->action != y->action || !g_str_equal (x->body, y->body) || !g_str_equal (x->slot, y->slot)
          || gvn_local_compare (&x->start, &y->start) != 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * gvn_planning_apply:
 * @request: a #GvnPlanningRequest, whose plan is set
 *
 * A #GvnCommand: plans a year, computed again within the transaction.
 *
 * Returns: %FALSE with %GVN_ERROR_CONFLICT when the result is no longer what the
 *   user was shown
 */
gboolean
gvn_planning_apply (GvnDb *db, gpointer request, GError **error)
{
  GvnPlanningRequest *wanted = request;
  g_autoptr (GvnContract) contract = gvn_contract_load (db, error);
  g_autoptr (GvnYearPlan) plan = contract != NULL ? gvn_planning_compute (db, wanted->year, wanted->now, error) : NULL;

  if (plan == NULL)
    return FALSE;
  if (wanted->shown != NULL && !same_plan (plan, wanted->shown))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_CONFLICT,
                   _ ("The contract has changed since this plan was shown: look at the new difference, then apply it"));
      return FALSE;
    }

  for (guint i = 0; i < plan->changes->len; i++)
    if (!apply_change (db, contract->id, plan->changes->pdata[i], error))
      return FALSE;
  wanted->plan = g_steal_pointer (&plan);

  return TRUE;
}

/* The calendar as an agreement ----------------------------------------------------- */

/**
 * gvn_planning_get_status:
 *
 * Whether the year's calendar was proposed and accepted, and what changed since.
 */
gboolean
gvn_planning_get_status (GvnDb *db, int year, GvnCalendarStatus *status, GError **error)
{
  g_autofree char *id = g_strdup_printf ("%04d", year);
  gint64 n_meetings, n_changed;

  if (!gvn_db_get_int (db, &status->proposed_at, error,
                       "SELECT coalesce (max (at), 0) FROM fact WHERE subject_kind = ? AND subject_id = ? AND kind = ?",
                       "sss", GVN_SUBJECT_YEAR, id, "calendar_proposed")
      || !gvn_db_get_int (
          db, &status->accepted_at, error,
          "SELECT coalesce (max (at), 0) FROM fact WHERE subject_kind = ? AND subject_id = ? AND kind = ?", "sss",
          GVN_SUBJECT_YEAR, id, "calendar_accepted")
      || !gvn_db_get_int (db, &n_meetings, error, "SELECT count(*) FROM meeting WHERE substr (planned_on, 1, 4) = ?",
                          "s", id)
      || !gvn_db_get_int (db, &n_changed, error,
                          "SELECT count(*) FROM meeting WHERE substr (coalesce (accepted_on, planned_on), 1, 4) = ?"
                          " AND (accepted_on IS NULL OR state = 'cancelled' OR accepted_on <> planned_on"
                          "   OR accepted_minutes <> start_minutes)",
                          "s", id))
    return FALSE;

  status->n_meetings = (guint) n_meetings;
  status->n_changed = status->accepted_at != 0 ? (guint) n_changed : 0;

  return TRUE;
}

/**
 * gvn_planning_set_status:
 * @request: a #GvnCalendarRequest
 *
 * A #GvnCommand: the contractor proposes the year's calendar, or the DSIUN
 * accepts it; later changes show against what was accepted.
 */
gboolean
gvn_planning_set_status (GvnDb *db, gpointer request, GError **error)
{
  const GvnCalendarRequest *wanted = request;
  g_autofree char *id = g_strdup_printf ("%04d", wanted->year);
  g_autoptr (GvnFact) fact = g_new0 (GvnFact, 1);
  GvnCalendarStatus status;

  if (!gvn_planning_get_status (db, wanted->year, &status, error))
    return FALSE;
  if (status.n_meetings == 0 || (wanted->accept && status.proposed_at == 0))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   status.n_meetings == 0 ? _ ("The calendar of %d is empty: plan the year first")
                                          : _ ("The calendar of %d was not proposed: record the proposal first"),
                   wanted->year);
      return FALSE;
    }

  fact->subject_kind = g_strdup (GVN_SUBJECT_YEAR);
  fact->subject_id = g_strdup (id);
  fact->kind = g_strdup (wanted->accept ? "calendar_accepted" : "calendar_proposed");
  fact->at = wanted->at != 0 ? wanted->at : wanted->now->instant;
  fact->by_name = g_strdup (wanted->by_name);
  fact->by_side = g_strdup (wanted->accept ? "dsiun" : "contractor");
  if (!gvn_fact_record (db, fact, wanted->now, error))
    return FALSE;

  return !wanted->accept
         || gvn_db_exec (db, error,
                         "UPDATE meeting SET accepted_on = planned_on, accepted_minutes = start_minutes"
                         " WHERE substr (planned_on, 1, 4) = ? AND state <> 'cancelled'",
                         "s", id);
}
