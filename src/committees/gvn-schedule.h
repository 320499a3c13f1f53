/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "committees/gvn-year-plan.h"

G_BEGIN_DECLS

/**
 * GvnSlot:
 * @name: the occurrence: `2027-W05`, `2027-03`, `2027-03-1`, `2027`
 * @schedule: (not owned): the version in force on that day
 */
typedef struct
{
  char *name;
  GDate nominal;
  const GvnSchedule *schedule;
} GvnSlot;

void gvn_slot_free (GvnSlot *slot);
GPtrArray *gvn_schedule_list_slots (GPtrArray *schedules, int year, const GDate *from, const GDate *to);
void gvn_schedule_get_window (const GvnSchedule *schedule, const GDate *nominal, GDate *first, GDate *last);

G_END_DECLS
