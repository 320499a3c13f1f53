/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "committees/gvn-year-wants.h"

void
gvn_want_free (GvnWant *self)
{
  g_ptr_array_unref (self->seats);
  g_strfreev (self->perimeters);
  g_free (self->slot);
  g_free (self->reason);
  g_free (self->left);
  g_free (self);
}

void
gvn_year_planning_clear (GvnYearPlanning *self)
{
  g_clear_pointer (&self->bodies, g_hash_table_unref);
  g_clear_pointer (&self->existing, g_hash_table_unref);
  g_clear_pointer (&self->used, g_hash_table_unref);
  g_clear_pointer (&self->wants, g_ptr_array_unref);
  g_clear_pointer (&self->occupancy, gvn_occupancy_free);
  g_clear_pointer (&self->fixed_seats, g_ptr_array_unref);
  g_clear_pointer (&self->plan, gvn_year_plan_free);
}

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
const GvnPlanBody *
gvn_year_planning_find_host (GvnYearPlanning *self, const GvnPlanBody *body, const GDate *day)
{
  const GvnPlanMerge *merge;
  guint n = 0;

  while ((merge = find_merge (body, day)) != NULL)
    {
      body = g_hash_table_lookup (self->bodies, merge->into);
      if (body == NULL || ++n > g_hash_table_size (self->bodies))
        return NULL;
    }

  return body;
}

gboolean
gvn_year_planning_check_merges (GvnYearPlanning *self, GPtrArray *bodies, GError **error)
{
  for (guint i = 0; i < bodies->len; i++)
    {
      const GvnPlanBody *body = bodies->pdata[i];

      for (guint j = 0; j < body->merges->len; j++)
        if (gvn_year_planning_find_host (self, body, &((GvnPlanMerge *) body->merges->pdata[j])->first_on) == NULL)
          {
            g_set_error (
                error, GVN_ERROR, GVN_ERROR_INVALID,
                /* Translators: the code of a body */
                _ ("%s is merged into a body that does not exist or into itself by a circle: end one of the merges"),
                body->code);
            return FALSE;
          }
    }

  return TRUE;
}

/* What the year wants ------------------------------------------------------------- */

char *
gvn_year_planning_dup_slot_key (const char *body, const char *slot)
{
  return g_strdup_printf ("%s %s", body, slot);
}

static void
add_seats (GPtrArray *seats, const GvnPlanBody *body, const GDate *day)
{
  for (guint i = 0; i < body->seats->len; i++)
    {
      GvnSeat *seat = body->seats->pdata[i];

      if ((!g_date_valid (&seat->first_on) || g_date_compare (&seat->first_on, day) <= 0)
          && (!g_date_valid (&seat->last_on) || g_date_compare (day, &seat->last_on) <= 0))
        g_ptr_array_add (seats, seat);
    }
}

/* The seats and perimeters of a host's meeting on a day, with those held within. */
void
gvn_year_planning_gather (GvnYearPlanning *self, GPtrArray *bodies, const GvnPlanBody *host, const GDate *day,
                          GPtrArray *seats, GStrv *perimeters)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) host->perimeters);
  add_seats (seats, host, day);
  for (guint i = 0; i < bodies->len; i++)
    {
      const GvnPlanBody *guest = bodies->pdata[i];

      if (guest == host || gvn_year_planning_find_host (self, guest, day) != host)
        continue;
      g_strv_builder_addv (builder, (const char **) guest->perimeters);
      add_seats (seats, guest, day);
    }
  if (perimeters != NULL)
    *perimeters = g_strv_builder_end (builder);
}

void
gvn_year_planning_add_gap (GvnYearPlanning *self, const GvnWant *want, const char *reason, gboolean skipped)
{
  GvnPlanGap *gap = g_new0 (GvnPlanGap, 1);

  gap->body = g_strdup (want->body->code);
  gap->slot = g_strdup (want->slot);
  gap->nominal = want->nominal;
  gap->reason = g_strdup (reason);
  gap->skipped = skipped;
  g_ptr_array_add (self->plan->gaps, gap);
}

/* Why a body cannot meet on a day; NULL when it can. */
char *
gvn_plan_body_find_obstacle (const GvnPlanBody *body, const GDate *day)
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
add_want (GvnYearPlanning *self, GPtrArray *bodies, const GvnPlanBody *body, const GvnSlot *slot)
{
  g_autofree char *key = gvn_year_planning_dup_slot_key (body->code, slot->name);
  g_autofree char *obstacle = NULL;
  const GvnPlanMeeting *existing = g_hash_table_lookup (self->existing, key);
  GvnWant *want;

  if (gvn_year_planning_find_host (self, body, &slot->nominal) != body)
    return;
  if (existing != NULL && existing->fixed)
    {
      g_hash_table_add (self->used, (gpointer) existing);
      self->plan->n_kept++;
      return;
    }

  want = g_new0 (GvnWant, 1);
  want->body = body;
  want->slot = g_strdup (slot->name);
  want->schedule = slot->schedule;
  want->nominal.date = slot->nominal;
  want->nominal.minutes = slot->schedule->start_minutes;
  want->seats = g_ptr_array_new ();
  gvn_year_planning_gather (self, bodies, body, &slot->nominal, want->seats, &want->perimeters);

  obstacle
      = slot->schedule->frequency == GVN_FREQUENCY_WEEKLY ? gvn_plan_body_find_obstacle (body, &slot->nominal) : NULL;
  if (obstacle != NULL)
    {
      gvn_year_planning_add_gap (self, want, obstacle, TRUE);
      gvn_want_free (want);
      return;
    }

  want->existing = existing;
  if (existing != NULL)
    g_hash_table_add (self->used, (gpointer) existing);
  g_ptr_array_add (self->wants, want);
}

void
gvn_year_planning_collect (GvnYearPlanning *self, GPtrArray *bodies)
{
  for (guint i = 0; i < bodies->len; i++)
    {
      const GvnPlanBody *body = bodies->pdata[i];
      g_autoptr (GPtrArray) slots = NULL;
      GDate from = self->not_before, to;

      if (!g_date_valid (&body->active_from))
        continue;
      if (!g_date_valid (&from) || g_date_compare (&body->active_from, &from) > 0)
        from = body->active_from;
      gvn_date_set (&to, GVN_YEAR_MAX, 12, 31);
      if (g_date_valid (&body->active_to))
        to = body->active_to;

      slots = gvn_schedule_list_slots (body->schedules, self->year, &from, &to);
      for (guint j = 0; j < slots->len; j++)
        add_want (self, bodies, body, slots->pdata[j]);
    }
}
