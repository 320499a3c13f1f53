/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "committees/gvn-year-wants.h"

/*
 * Meetings that cannot change are seated first, then those that may stay where
 * they are, then the rest by rank: so adding a body or a closure moves only what
 * it must. A more important meeting without a place may displace less important
 * ones, once.
 */

#define GRID_MINUTES 30

/* Places ------------------------------------------------------------------------- */

static GvnSession
session_of (GvnWant *want, const GvnLocal *start)
{
  return (GvnSession) { want->body->code, want->seats, *start, want->schedule->duration_minutes, want };
}

static void
seat_want (GvnYearPlanning *planning, GvnWant *want, const GvnLocal *start)
{
  GvnSession session = session_of (want, start);

  want->start = *start;
  want->placed = TRUE;
  gvn_occupancy_add (planning->occupancy, &session);
}

static gboolean
is_active (const GvnPlanBody *body, const GDate *day)
{
  return g_date_compare (day, &body->active_from) >= 0
         && (!g_date_valid (&body->active_to) || g_date_compare (day, &body->active_to) <= 0);
}

/* Seats @want at @start if the day and everybody are free; else keeps the first
 * reason met. */
static gboolean
try_place (GvnYearPlanning *planning, GvnWant *want, const GvnLocal *start, char **reason)
{
  GvnSession session = session_of (want, start);
  g_autofree char *obstacle = NULL;

  if (g_date_get_year (&start->date) != planning->year || !is_active (want->body, &start->date)
      || (g_date_valid (&planning->not_before) && g_date_compare (&start->date, &planning->not_before) < 0))
    return FALSE;

  obstacle = gvn_plan_body_find_obstacle (want->body, &start->date);
  if (obstacle == NULL && !gvn_occupancy_find_blocker (planning->occupancy, &session, NULL, &obstacle))
    {
      seat_want (planning, want, start);
      return TRUE;
    }

  if (*reason == NULL)
    *reason = g_steal_pointer (&obstacle);
  return FALSE;
}

/* Whether a meeting fits a half-day: 9h to 12h30, 14h to 18h. */
static gboolean
fits_half_day (int start, int duration)
{
  return (start >= 9 * 60 && start + duration <= 12 * 60 + 30) || (start >= 14 * 60 && start + duration <= 18 * 60);
}

/* The usual time first, then the nearest others of the day. */
static gboolean
try_day (GvnYearPlanning *planning, GvnWant *want, const GDate *day, char **reason)
{
  GvnLocal start = { *day, want->nominal.minutes };

  if (try_place (planning, want, &start, reason))
    return TRUE;

  for (int distance = GRID_MINUTES; distance <= 10 * 60; distance += GRID_MINUTES)
    for (int sign = -1; sign <= 1; sign += 2)
      {
        start.minutes = want->nominal.minutes + sign * distance;
        if (fits_half_day (start.minutes, want->schedule->duration_minutes)
            && try_place (planning, want, &start, reason))
          return TRUE;
      }

  return FALSE;
}

/* The day of the rule first, then the nearest others of its window, the later
 * of two before the earlier. */
static gboolean
try_window (GvnYearPlanning *planning, GvnWant *want, char **reason)
{
  GDate first, last;

  if (try_day (planning, want, &want->nominal.date, reason))
    return TRUE;

  gvn_schedule_get_window (want->schedule, &want->nominal.date, &first, &last);
  for (guint distance = 1; distance <= 92; distance++)
    {
      GDate later = want->nominal.date, earlier = want->nominal.date;

      g_date_add_days (&later, distance);
      g_date_subtract_days (&earlier, distance);
      if (g_date_compare (&later, &last) <= 0 && try_day (planning, want, &later, reason))
        return TRUE;
      if (g_date_compare (&earlier, &first) >= 0 && try_day (planning, want, &earlier, reason))
        return TRUE;
    }

  return FALSE;
}

static void
place (GvnYearPlanning *planning, GvnWant *want)
{
  g_autofree char *reason = NULL;

  if (try_window (planning, want, &reason) && gvn_local_compare (&want->start, &want->nominal) != 0)
    {
      g_free (want->reason);
      want->reason = g_steal_pointer (&reason);
    }
}

/* Takes the less important meetings out of @want's own place, if that frees it. */
static void
displace (GvnYearPlanning *planning, GvnWant *want)
{
  GvnSession session = session_of (want, &want->nominal);
  g_autoptr (GPtrArray) out = g_ptr_array_new ();
  g_autofree char *obstacle = gvn_plan_body_find_obstacle (want->body, &want->nominal.date);
  gpointer blocker;

  while (obstacle == NULL && gvn_occupancy_find_blocker (planning->occupancy, &session, &blocker, NULL))
    {
      GvnWant *other = blocker;

      /* A fixed meeting has no owner; an equal or more important one stays. */
      if (other == NULL || other->body->rank <= want->body->rank || other->displaced)
        break;
      gvn_occupancy_remove (planning->occupancy, other);
      g_ptr_array_add (out, other);
    }

  if (obstacle == NULL && !gvn_occupancy_find_blocker (planning->occupancy, &session, NULL, NULL))
    seat_want (planning, want, &want->nominal);
  for (guint i = 0; i < out->len; i++)
    {
      GvnWant *other = out->pdata[i];

      if (!want->placed)
        seat_want (planning, other, &other->start);
      else
        {
          other->displaced = TRUE;
          other->placed = FALSE;
          g_free (other->left);
          other->left = g_strdup_printf (
              /* Translators: the code of a body */
              _ ("%s, which matters more, takes its place"), want->body->code);
          place (planning, other);
        }
    }
}

static int
compare_wants (gconstpointer a, gconstpointer b)
{
  const GvnWant *x = *(const GvnWant *const *) a, *y = *(const GvnWant *const *) b;
  int order = (x->body->rank > y->body->rank) - (x->body->rank < y->body->rank);

  if (order == 0)
    order = gvn_local_compare (&x->nominal, &y->nominal);

  return order != 0 ? order : g_strcmp0 (x->body->code, y->body->code);
}

/* A meeting stays where it is while its rule still puts it there and nothing
 * stands in the way. */
static void
keep_in_place (GvnYearPlanning *planning, GvnWant *want)
{
  const GvnPlanMeeting *existing = want->existing;

  if (gvn_local_compare (&existing->nominal, &want->nominal) != 0)
    want->left = g_strdup (_ ("Its rule now puts it elsewhere"));
  else
    try_place (planning, want, &existing->start, &want->left);
}

static void
seat_fixed (GvnYearPlanning *planning, GPtrArray *bodies, GPtrArray *meetings)
{
  for (guint i = 0; i < meetings->len; i++)
    {
      const GvnPlanMeeting *meeting = meetings->pdata[i];
      const GvnPlanBody *body = g_hash_table_lookup (planning->bodies, meeting->body);
      GPtrArray *seats;
      GvnSession session;

      if (!meeting->fixed || !meeting->attends || body == NULL)
        continue;
      seats = g_ptr_array_new ();
      g_ptr_array_add (planning->fixed_seats, seats);
      gvn_year_planning_gather (planning, bodies, body, &meeting->start.date, seats, NULL);
      session = (GvnSession) { body->code, seats, meeting->start, meeting->duration_minutes, NULL };
      gvn_occupancy_add (planning->occupancy, &session);
    }
}

static void
seat_all (GvnYearPlanning *planning)
{
  g_ptr_array_sort (planning->wants, compare_wants);

  for (guint i = 0; i < planning->wants->len; i++)
    if (((GvnWant *) planning->wants->pdata[i])->existing != NULL)
      keep_in_place (planning, planning->wants->pdata[i]);
  for (guint i = 0; i < planning->wants->len; i++)
    {
      GvnWant *want = planning->wants->pdata[i];

      if (!want->placed)
        place (planning, want);
      if (!want->placed)
        displace (planning, want);
    }
}

/* The result ---------------------------------------------------------------------- */

static GvnPlanChange *
change_new (GvnPlanAction action, const GvnWant *want)
{
  GvnPlanChange *change = g_new0 (GvnPlanChange, 1);

  change->action = action;
  change->meeting = want->existing != NULL ? g_strdup (want->existing->id) : NULL;
  change->body = g_strdup (want->body->code);
  change->slot = g_strdup (want->slot);
  change->nominal = want->nominal;
  change->start = want->placed ? want->start : want->existing->start;
  change->previous = want->existing != NULL ? want->existing->start : change->start;
  change->duration_minutes = want->schedule->duration_minutes;
  change->perimeters = g_strdupv (want->perimeters);
  change->reason = g_strdup (want->left != NULL ? want->left : want->reason);

  return change;
}

static gboolean
is_unchanged (const GvnWant *want)
{
  const GvnPlanMeeting *existing = want->existing;

  return gvn_local_compare (&existing->start, &want->start) == 0
         && existing->duration_minutes == want->schedule->duration_minutes
         && gvn_local_compare (&existing->nominal, &want->nominal) == 0
         && g_strv_equal ((const char *const *) existing->perimeters, (const char *const *) want->perimeters);
}

static void
report_want (GvnYearPlanning *planning, const GvnWant *want)
{
  GvnYearPlan *plan = planning->plan;

  if (!want->placed)
    {
      gvn_year_planning_add_gap (planning, want,
                                 want->left != NULL ? want->left : _ ("No free place within its period"), FALSE);
      if (want->existing == NULL)
        return;
      g_ptr_array_add (plan->changes, change_new (GVN_PLAN_REMOVE, want));
      plan->n_removed++;
    }
  else if (want->existing == NULL)
    {
      g_ptr_array_add (plan->changes, change_new (GVN_PLAN_ADD, want));
      plan->n_added++;
    }
  else if (is_unchanged (want))
    plan->n_kept++;
  else
    {
      g_ptr_array_add (plan->changes, change_new (GVN_PLAN_MOVE, want));
      plan->n_moved++;
    }
}

static char *
find_removal_reason (GvnYearPlanning *planning, const GvnPlanMeeting *meeting)
{
  const GvnPlanBody *body = g_hash_table_lookup (planning->bodies, meeting->body);
  const GvnPlanBody *host = body != NULL ? gvn_year_planning_find_host (planning, body, &meeting->nominal.date) : NULL;
  g_autofree char *obstacle = body != NULL ? gvn_plan_body_find_obstacle (body, &meeting->nominal.date) : NULL;

  if (host != NULL && host != body)
    /* Translators: the code of a body */
    return g_strdup_printf (_ ("It is held within %s from then on"), host->code);
  if (obstacle != NULL)
    return g_steal_pointer (&obstacle);

  return g_strdup (_ ("Its rule no longer asks for it"));
}

static void
report_removals (GvnYearPlanning *planning, GPtrArray *meetings)
{
  for (guint i = 0; i < meetings->len; i++)
    {
      const GvnPlanMeeting *meeting = meetings->pdata[i];
      GvnPlanChange *change;

      if (meeting->fixed || g_hash_table_contains (planning->used, meeting))
        continue;
      change = g_new0 (GvnPlanChange, 1);
      change->action = GVN_PLAN_REMOVE;
      change->meeting = g_strdup (meeting->id);
      change->body = g_strdup (meeting->body);
      change->slot = g_strdup (meeting->slot);
      change->nominal = meeting->nominal;
      change->start = change->previous = meeting->start;
      change->duration_minutes = meeting->duration_minutes;
      change->perimeters = g_strdupv (meeting->perimeters);
      change->reason = find_removal_reason (planning, meeting);
      g_ptr_array_add (planning->plan->changes, change);
      planning->plan->n_removed++;
    }
}

/* Months of @body with fewer meetings than it must have: those its whole month
 * could have held. */
static void
report_months (GvnYearPlanning *planning, const GvnPlanBody *body, GPtrArray *meetings)
{
  guint counts[13] = { 0 };

  for (guint i = 0; i < planning->wants->len; i++)
    {
      const GvnWant *want = planning->wants->pdata[i];

      if (want->placed && want->body == body)
        counts[g_date_get_month (&want->start.date)]++;
    }
  for (guint i = 0; i < meetings->len; i++)
    {
      const GvnPlanMeeting *meeting = meetings->pdata[i];

      if (meeting->fixed && meeting->attends && g_str_equal (meeting->body, body->code))
        counts[g_date_get_month (&meeting->start.date)]++;
    }

  for (GDateMonth month = G_DATE_JANUARY; month <= G_DATE_DECEMBER; month++)
    {
      g_autofree char *slot = g_strdup_printf ("%d-%02d", planning->year, month);
      g_autofree char *reason = NULL;
      GvnPlanGap *gap;
      GDate first, last;

      gvn_date_set (&first, planning->year, month, 1);
      last = first;
      g_date_set_day (&last, g_date_get_days_in_month (month, (GDateYear) planning->year));
      if (counts[month] >= (guint) body->monthly_minimum || g_date_compare (&body->active_from, &first) > 0
          || (g_date_valid (&body->active_to) && g_date_compare (&body->active_to, &last) < 0)
          || (g_date_valid (&planning->not_before) && g_date_compare (&planning->not_before, &first) > 0)
          || gvn_year_planning_find_host (planning, body, &first) != body)
        continue;

      /* Translators: how many meetings a month has, how many it must have */
      reason = g_strdup_printf (_ ("%u this month, at least %d required"), counts[month], body->monthly_minimum);
      gap = g_new0 (GvnPlanGap, 1);
      gap->body = g_strdup (body->code);
      gap->slot = g_steal_pointer (&slot);
      gap->nominal.date = first;
      gap->reason = g_steal_pointer (&reason);
      g_ptr_array_add (planning->plan->gaps, gap);
    }
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const GvnPlanChange *x = *(const GvnPlanChange *const *) a, *y = *(const GvnPlanChange *const *) b;
  int order = gvn_local_compare (&x->start, &y->start);

  return order != 0 ? order : g_strcmp0 (x->body, y->body);
}

static int
compare_bodies (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(const GvnPlanBody *const *) a)->code, (*(const GvnPlanBody *const *) b)->code);
}

static void
index_input (GvnYearPlanning *planning, GPtrArray *bodies, GPtrArray *meetings)
{
  for (guint i = 0; i < bodies->len; i++)
    {
      GvnPlanBody *body = bodies->pdata[i];

      g_hash_table_insert (planning->bodies, body->code, body);
    }
  for (guint i = 0; i < meetings->len; i++)
    {
      GvnPlanMeeting *meeting = meetings->pdata[i];

      g_hash_table_insert (planning->existing, gvn_year_planning_dup_slot_key (meeting->body, meeting->slot), meeting);
    }
}

/**
 * gvn_year_plan_compute:
 * @year: a civil year the calendars know
 * @not_before: invalid, or the first day to plan
 * @bodies: (element-type GvnPlanBody): in any order
 * @meetings: (element-type GvnPlanMeeting): those of the year that exist
 *
 * Returns: (transfer full): what changes, in order, and what could not be
 *   placed with why; %NULL with %GVN_ERROR_INVALID for another year or merges in
 *   a circle
 */
GvnYearPlan *
gvn_year_plan_compute (int year, const GDate *not_before, GPtrArray *bodies, GPtrArray *meetings, GError **error)
{
  g_auto (GvnYearPlanning) planning = { .year = year, .not_before = *not_before };
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  if (year < GVN_YEAR_MIN || year > GVN_YEAR_MAX)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("The year %d is outside the calendars: give a date between %d and %d"), year, GVN_YEAR_MIN,
                   GVN_YEAR_MAX);
      return NULL;
    }
  g_ptr_array_extend (sorted, bodies, NULL, NULL);
  g_ptr_array_sort (sorted, compare_bodies);

  planning.bodies = g_hash_table_new (g_str_hash, g_str_equal);
  planning.existing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  planning.used = g_hash_table_new (NULL, NULL);
  planning.wants = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_want_free);
  planning.fixed_seats = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  planning.occupancy = gvn_occupancy_new ();
  planning.plan = g_new0 (GvnYearPlan, 1);
  planning.plan->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_plan_change_free);
  planning.plan->gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_plan_gap_free);

  index_input (&planning, sorted, meetings);
  if (!gvn_year_planning_check_merges (&planning, sorted, error))
    return NULL;

  gvn_year_planning_collect (&planning, sorted);
  seat_fixed (&planning, sorted, meetings);
  seat_all (&planning);
  for (guint i = 0; i < planning.wants->len; i++)
    report_want (&planning, planning.wants->pdata[i]);
  report_removals (&planning, meetings);
  for (guint i = 0; i < sorted->len; i++)
    {
      const GvnPlanBody *body = sorted->pdata[i];

      if (body->monthly_minimum > 0 && g_date_valid (&body->active_from))
        report_months (&planning, body, meetings);
    }
  g_ptr_array_sort (planning.plan->changes, compare_changes);

  return g_steal_pointer (&planning.plan);
}
