/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar/gvn-calendar.h"

G_BEGIN_DECLS

typedef enum
{
  GVN_DIRECTION_BEFORE,
  GVN_DIRECTION_AFTER,
} GvnDirection;

typedef enum
{
  GVN_UNIT_CALENDAR_DAY,
  GVN_UNIT_WORKING_DAY,
  GVN_UNIT_HOUR,
} GvnUnit;

/**
 * GvnDelay:
 * @direction: before or after the trigger
 * @count: how many units, 0 or more
 * @unit: what is counted
 * @clear_days: "francs": neither the trigger day nor the day of the term counts,
 *   so the term is one working (or calendar) day further from the trigger
 * @roll_to_working_day: a term that is not a working day moves on to the next
 *   one (CCAG-TIC 3.2); with %GVN_DIRECTION_BEFORE, back to the previous one.
 *   Hours always move back or on, keeping the clock time (L-08)
 * @business_day: working days after the trigger end at 18h: what comes later, or on a
 *   day that is not worked, has come on the next working day, and the term is at 18h
 *
 * The arithmetic of one deadline rule. The day of the trigger never counts.
 */
typedef struct
{
  GvnDirection direction;
  GvnUnit unit;
  int count;
  gboolean clear_days;
  gboolean roll_to_working_day;
  gboolean business_day;
} GvnDelay;

gboolean gvn_delay_evaluate (const GvnDelay *delay, GvnCalendar *calendar, const GvnLocal *trigger, GvnLocal *due,
                             GPtrArray *explanation, GError **error);

gboolean gvn_delay_find_business_day (GvnCalendar *calendar, const GvnLocal *moment, GDate *day, GPtrArray *explanation,
                                      GError **error);

gboolean gvn_direction_parse (const char *text, GvnDirection *direction);
gboolean gvn_unit_parse (const char *text, GvnUnit *unit);
const char *gvn_direction_to_string (GvnDirection direction);
const char *gvn_unit_to_string (GvnUnit unit);
char *gvn_delay_describe (const GvnDelay *delay);

G_END_DECLS
