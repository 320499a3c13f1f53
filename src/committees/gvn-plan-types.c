/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "committees/gvn-year-plan.h"

void
gvn_seat_holder_free (GvnSeatHolder *self)
{
  g_free (self->person);
  g_free (self->name);
  g_free (self);
}

/**
 * gvn_seat_new:
 *
 * Returns: (transfer full): a seat without holders
 */
GvnSeat *
gvn_seat_new (void)
{
  GvnSeat *self = g_new0 (GvnSeat, 1);

  self->holders = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_seat_holder_free);
  return self;
}

void
gvn_seat_free (GvnSeat *self)
{
  g_free (self->name);
  g_free (self->key);
  g_ptr_array_unref (self->holders);
  g_free (self);
}

void
gvn_plan_merge_free (GvnPlanMerge *self)
{
  g_free (self->into);
  g_free (self);
}

/**
 * gvn_plan_body_new:
 *
 * Returns: (transfer full): a body without calendar, schedules, seats or merges
 */
GvnPlanBody *
gvn_plan_body_new (void)
{
  GvnPlanBody *self = g_new0 (GvnPlanBody, 1);

  self->schedules = g_ptr_array_new_with_free_func (g_free);
  self->seats = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_seat_free);
  self->merges = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_plan_merge_free);

  return self;
}

void
gvn_plan_body_free (GvnPlanBody *self)
{
  g_free (self->code);
  g_free (self->name);
  g_clear_pointer (&self->calendar, gvn_calendar_unref);
  g_strfreev (self->perimeters);
  g_ptr_array_unref (self->schedules);
  g_ptr_array_unref (self->seats);
  g_ptr_array_unref (self->merges);
  g_free (self);
}

void
gvn_plan_meeting_free (GvnPlanMeeting *self)
{
  g_free (self->id);
  g_free (self->body);
  g_free (self->slot);
  g_strfreev (self->perimeters);
  g_free (self);
}

void
gvn_plan_change_free (GvnPlanChange *self)
{
  g_free (self->meeting);
  g_free (self->body);
  g_free (self->slot);
  g_strfreev (self->perimeters);
  g_free (self->reason);
  g_free (self);
}

void
gvn_plan_gap_free (GvnPlanGap *self)
{
  g_free (self->body);
  g_free (self->slot);
  g_free (self->reason);
  g_free (self);
}

void
gvn_year_plan_free (GvnYearPlan *self)
{
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->gaps);
  g_free (self);
}
