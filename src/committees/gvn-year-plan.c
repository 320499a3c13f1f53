/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "committees/gvn-occupancy.h"
#include "committees/gvn-schedule.h"

/*
 * Meetings that cannot change are seated first, then those that may stay where
 * they are, then the rest by rank: so adding a body or a closure moves only what
 * it must. A more important meeting without a place may displace less important
 * ones, once.
 */

#define GRID_MINUTES 30

/* A meeting the year wants. */
typedef struct
{
  const GvnPlanBody *body;
  GPtrArray *seats;   /* owned array of borrowed GvnSeat: the body's and those merged into it */
  GStrv perimeters;   /* owned */
  char *slot;         /* owned */
  const GvnSchedule *schedule;
  GvnLocal nominal;
  GvnLocal start;
  const GvnPlanMeeting *existing; /* NULL: to be added */
  char *reason;                   /* owned: why it is not at @nominal */
  char *left;                     /* owned: why it cannot stay where it was */
  gboolean placed;
  gboolean displaced;
} Want;

typedef struct
{
  int year;
  GDate not_before;
  GHashTable *bodies;   /* code → GvnPlanBody */
  GHashTable *existing; /* "body slot" → GvnPlanMeeting */
  GHashTable *used;     /* GvnPlanMeeting that a slot has claimed */
  GPtrArray *wants;     /* Want */
  GPtrArray *fixed_seats; /* GPtrArray, kept alive for the occupancy */
  GvnOccupancy *occupancy;
  GvnYearPlan *plan;
} Planning;

static void
want_free (Want *want)
{
  g_ptr_array_unref (want->seats);
  g_strfreev (want->perimeters);
  g_free (want->slot);
  g_free (want->reason);
  g_free (want->left);
  g_free (want);
}

static void
planning_clear (Planning *planning)
{
  g_clear_pointer (&planning->bodies, g_hash_table_unref);
  g_clear_pointer (&planning->existing, g_hash_table_unref);
  g_clear_pointer (&planning->used, g_hash_table_unref);
  g_clear_pointer (&planning->wants, g_ptr_array_unref);
  g_clear_pointer (&planning->occupancy, gvn_occupancy_free);
  g_clear_pointer (&planning->fixed_seats, g_ptr_array_unref);
  g_clear_pointer (&planning->plan, gvn_year_plan_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Planning, planning_clear)

/* Merges ------------------------------------------------------------------------- */

static const GvnPlanMerge *
find_merge (const GvnPlanBody *body, const GDate *day)
{
  for (guint i = 0; i < body->merges->len; i++)
    {
      const GvnPlanMerge *merge = body->merges->pdata[i];

      if (g_date_compare (&merge->first_on, day) <= 0
          && (!g_date_valid (&merge->last_on) || g_date_compare (day, &merge->last_on) <= 0))
        return merge;
    }

  return NULL;
}

/* The body that holds @body's meetings on @day: itself unless merged; NULL when
 * merges go round in a circle. */
static const GvnPlanBody *
find_host (Planning *planning, const GvnPlanBody *body, const GDate *day)
{
  const GvnPlanMerge *merge;
  guint n = 0;

  while ((merge = find_merge (body, day)) != NULL)
    {
      body = g_hash_table_lookup (planning->bodies, merge->into);
      if (body == NULL || ++n > g_hash_table_size (planning->bodies))
        return NULL;
    }

  return body;
}

static gboolean
check_merges (Planning *planning, GPtrArray *bodies, GError **error)
{
  for (guint i = 0; i < bodies->len; i++)
    {
      const GvnPlanBody *body = bodies->pdata[i];

      for (guint j = 0; j < body->merges->len; j++)
        if (find_host (planning, body, &((GvnPlanMerge *) body->merges->pdata[j])->first_on) == NULL)
          {
            g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                         /* Translators: the code of a body */
                         _ ("%s is merged into a body that does not exist or into itself by a circle: end one of the merges"),
                         body->code);
            return FALSE;
          }
    }

  return TRUE;
}

/* What the year wants ------------------------------------------------------------- */

static char *
slot_key (const char *body, const char *slot)
{
  return g_strdup_printf ("%s %s", body, slot);
}

/* The seats and perimeters of a host's meeting on a day, with those held within. */
static void
gather (Planning *planning, GPtrArray *bodies, const GvnPlanBody *host, const GDate *day, GPtrArray *seats,
        GStrv *perimeters)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) host->perimeters);
  g_ptr_array_extend (seats, host->seats, NULL, NULL);
  for (guint i = 0; i < bodies->len; i++)
    {
      const GvnPlanBody *guest = bodies->pdata[i];

      if (guest == host || find_host (planning, guest, day) != host)
        continue;
      g_strv_builder_addv (builder, (const char **) guest->perimeters);
      g_ptr_array_extend (seats, guest->seats, NULL, NULL);
    }
  if (perimeters != NULL)
    *perimeters = g_strv_builder_end (builder);
}

static void
add_gap (Planning *planning, const Want *want, const char *reason, gboolean skipped)
{
  GvnPlanGap *gap = g_new0 (GvnPlanGap, 1);

  gap->body = g_strdup (want->body->code);
  gap->slot = g_strdup (want->slot);
  gap->nominal = want->nominal;
  gap->reason = g_strdup (reason);
  gap->skipped = skipped;
  g_ptr_array_add (planning->plan->gaps, gap);
}

/* Why a body cannot meet on a day; NULL when it can. */
static char *
find_day_obstacle (const GvnPlanBody *body, const GDate *day)
{
  g_autofree char *why = NULL;
  g_autofree char *date = NULL;

  if (gvn_calendar_get_day (body->calendar, day, &why) == GVN_DAY_WORKING)
    return NULL;

  date = gvn_text_weekday_date (day);
  /* Translators: a day, then the holiday or the closure */
  return g_strdup_printf (_ ("%s: %s"), date, why);
}

static void
add_want (Planning *planning, GPtrArray *bodies, const GvnPlanBody *body, const GvnSlot *slot)
{
  g_autofree char *key = slot_key (body->code, slot->name);
  g_autofree char *obstacle = NULL;
  const GvnPlanMeeting *existing = g_hash_table_lookup (planning->existing, key);
  Want *want;

  if (find_host (planning, body, &slot->nominal) != body)
    return;
  if (existing != NULL && existing->fixed)
    {
      g_hash_table_add (planning->used, (gpointer) existing);
      planning->plan->n_kept++;
      return;
    }

  want = g_new0 (Want, 1);
  want->body = body;
  want->slot = g_strdup (slot->name);
  want->schedule = slot->schedule;
  want->nominal.date = slot->nominal;
  want->nominal.minutes = slot->schedule->start_minutes;
  want->seats = g_ptr_array_new ();
  gather (planning, bodies, body, &slot->nominal, want->seats, &want->perimeters);

  obstacle = slot->schedule->frequency == GVN_FREQUENCY_WEEKLY ? find_day_obstacle (body, &slot->nominal) : NULL;
  if (obstacle != NULL)
    {
      add_gap (planning, want, obstacle, TRUE);
      want_free (want);
      return;
    }

  want->existing = existing;
  if (existing != NULL)
    g_hash_table_add (planning->used, (gpointer) existing);
  g_ptr_array_add (planning->wants, want);
}

static void
collect_wants (Planning *planning, GPtrArray *bodies)
{
  for (guint i = 0; i < bodies->len; i++)
    {
      const GvnPlanBody *body = bodies->pdata[i];
      g_autoptr (GPtrArray) slots = NULL;
      GDate from = planning->not_before, to;

      if (!g_date_valid (&body->active_from))
        continue;
      if (!g_date_valid (&from) || g_date_compare (&body->active_from, &from) > 0)
        from = body->active_from;
      gvn_date_set (&to, GVN_YEAR_MAX, 12, 31);
      if (g_date_valid (&body->active_to))
        to = body->active_to;

      slots = gvn_schedule_list_slots (body->schedules, planning->year, &from, &to);
      for (guint j = 0; j < slots->len; j++)
        add_want (planning, bodies, body, slots->pdata[j]);
    }
}

/* Places ------------------------------------------------------------------------- */

static GvnSession
session_of (Want *want, const GvnLocal *start)
{
  return (GvnSession) { want->body->code, want->seats, *start, want->schedule->duration_minutes, want };
}

static void
seat_want (Planning *planning, Want *want, const GvnLocal *start)
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
try_place (Planning *planning, Want *want, const GvnLocal *start, char **reason)
{
  GvnSession session = session_of (want, start);
  g_autofree char *obstacle = NULL;

  if (g_date_get_year (&start->date) != planning->year || !is_active (want->body, &start->date)
      || (g_date_valid (&planning->not_before) && g_date_compare (&start->date, &planning->not_before) < 0))
    return FALSE;

  obstacle = find_day_obstacle (want->body, &start->date);
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
try_day (Planning *planning, Want *want, const GDate *day, char **reason)
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
try_window (Planning *planning, Want *want, char **reason)
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
place (Planning *planning, Want *want)
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
displace (Planning *planning, Want *want)
{
  GvnSession session = session_of (want, &want->nominal);
  g_autoptr (GPtrArray) out = g_ptr_array_new ();
  g_autofree char *obstacle = find_day_obstacle (want->body, &want->nominal.date);
  gpointer blocker;

  while (obstacle == NULL && gvn_occupancy_find_blocker (planning->occupancy, &session, &blocker, NULL))
    {
      Want *other = blocker;

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
      Want *other = out->pdata[i];

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
  const Want *x = *(const Want *const *) a, *y = *(const Want *const *) b;
  int order = (x->body->rank > y->body->rank) - (x->body->rank < y->body->rank);

  if (order == 0)
    order = gvn_local_compare (&x->nominal, &y->nominal);

  return order != 0 ? order : g_strcmp0 (x->body->code, y->body->code);
}

/* A meeting stays where it is while its rule still puts it there and nothing
 * stands in the way. */
static void
keep_in_place (Planning *planning, Want *want)
{
  const GvnPlanMeeting *existing = want->existing;

  if (gvn_local_compare (&existing->nominal, &want->nominal) != 0)
    want->left = g_strdup (_ ("Its rule now puts it elsewhere"));
  else
    try_place (planning, want, &existing->start, &want->left);
}

static void
seat_fixed (Planning *planning, GPtrArray *bodies, GPtrArray *meetings)
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
      gather (planning, bodies, body, &meeting->start.date, seats, NULL);
      session = (GvnSession) { body->code, seats, meeting->start, meeting->duration_minutes, NULL };
      gvn_occupancy_add (planning->occupancy, &session);
    }
}

static void
seat_all (Planning *planning)
{
  g_ptr_array_sort (planning->wants, compare_wants);

  for (guint i = 0; i < planning->wants->len; i++)
    if (((Want *) planning->wants->pdata[i])->existing != NULL)
      keep_in_place (planning, planning->wants->pdata[i]);
  for (guint i = 0; i < planning->wants->len; i++)
    {
      Want *want = planning->wants->pdata[i];

      if (!want->placed)
        place (planning, want);
      if (!want->placed)
        displace (planning, want);
    }
}

/* The result ---------------------------------------------------------------------- */

static GvnPlanChange *
change_new (GvnPlanAction action, const Want *want)
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
is_unchanged (const Want *want)
{
  const GvnPlanMeeting *existing = want->existing;

  return gvn_local_compare (&existing->start, &want->start) == 0
         && existing->duration_minutes == want->schedule->duration_minutes
         && gvn_local_compare (&existing->nominal, &want->nominal) == 0
         && g_strv_equal ((const char *const *) existing->perimeters, (const char *const *) want->perimeters);
}

static void
report_want (Planning *planning, const Want *want)
{
  GvnYearPlan *plan = planning->plan;

  if (!want->placed)
    {
      add_gap (planning, want, want->left != NULL ? want->left : _ ("No free place within its period"), FALSE);
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
find_removal_reason (Planning *planning, const GvnPlanMeeting *meeting)
{
  const GvnPlanBody *body = g_hash_table_lookup (planning->bodies, meeting->body);
  const GvnPlanBody *host = body != NULL ? find_host (planning, body, &meeting->nominal.date) : NULL;
  g_autofree char *obstacle = body != NULL ? find_day_obstacle (body, &meeting->nominal.date) : NULL;

  if (host != NULL && host != body)
    /* Translators: the code of a body */
    return g_strdup_printf (_ ("It is held within %s from then on"), host->code);
  if (obstacle != NULL)
    return g_steal_pointer (&obstacle);

  return g_strdup (_ ("Its rule no longer asks for it"));
}

static void
report_removals (Planning *planning, GPtrArray *meetings)
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
index_input (Planning *planning, GPtrArray *bodies, GPtrArray *meetings)
{
  for (guint i = 0; i < bodies->len; i++)
    {
      GvnPlanBody *body = bodies->pdata[i];

      g_hash_table_insert (planning->bodies, body->code, body);
    }
  for (guint i = 0; i < meetings->len; i++)
    {
      GvnPlanMeeting *meeting = meetings->pdata[i];

      g_hash_table_insert (planning->existing, slot_key (meeting->body, meeting->slot), meeting);
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
  g_auto (Planning) planning = { .year = year, .not_before = *not_before };
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
  planning.wants = g_ptr_array_new_with_free_func ((GDestroyNotify) want_free);
  planning.fixed_seats = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  planning.occupancy = gvn_occupancy_new ();
  planning.plan = g_new0 (GvnYearPlan, 1);
  planning.plan->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_plan_change_free);
  planning.plan->gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_plan_gap_free);

  index_input (&planning, sorted, meetings);
  if (!check_merges (&planning, sorted, error))
    return NULL;

  collect_wants (&planning, sorted);
  seat_fixed (&planning, sorted, meetings);
  seat_all (&planning);
  for (guint i = 0; i < planning.wants->len; i++)
    report_want (&planning, planning.wants->pdata[i]);
  report_removals (&planning, meetings);
  g_ptr_array_sort (planning.plan->changes, compare_changes);

  return g_steal_pointer (&planning.plan);
}
