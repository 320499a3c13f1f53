/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gvn-time.h"

G_BEGIN_DECLS

/*
 * French working days ("jours ouvrés"): Monday to Friday, less the holidays of
 * the calendar's zone, less the closures that remove working days. Pure
 * functions of the calendar; no clock, no store.
 */

/**
 * GvnHolidayZone:
 * @GVN_ZONE_NATIONAL: the 11 holidays of article L3133-1 of the Code du travail
 * @GVN_ZONE_ALSACE_MOSELLE: these and 26 December, and Good Friday as set
 *   (article L3134-13)
 */
typedef enum
{
  GVN_ZONE_NATIONAL,
  GVN_ZONE_ALSACE_MOSELLE,
} GvnHolidayZone;

/**
 * GvnGoodFriday:
 * @GVN_GOOD_FRIDAY_WORKED: an ordinary working day ("ouvré")
 * @GVN_GOOD_FRIDAY_HOLIDAY: a public holiday of the commune ("férié")
 * @GVN_GOOD_FRIDAY_CLOSED: not worked by decision of the body ("chômé")
 *
 * Good Friday at Rozérieulles: the law depends on a temple the sources do not
 * settle, so it is said, never supposed. The last two both make the day not
 * worked, with another reason in explanations.
 */
typedef enum
{
  GVN_GOOD_FRIDAY_WORKED,
  GVN_GOOD_FRIDAY_HOLIDAY,
  GVN_GOOD_FRIDAY_CLOSED,
} GvnGoodFriday;

typedef enum
{
  GVN_DAY_WORKING,
  GVN_DAY_WEEKEND,
  GVN_DAY_HOLIDAY,
  GVN_DAY_CLOSURE,
} GvnDayKind;

typedef struct _GvnCalendar GvnCalendar;

GvnCalendar *gvn_calendar_new (GvnHolidayZone zone, GvnGoodFriday good_friday);
GvnCalendar *gvn_calendar_ref (GvnCalendar *self);
void gvn_calendar_unref (GvnCalendar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnCalendar, gvn_calendar_unref)
gboolean gvn_calendar_equal (GvnCalendar *a, GvnCalendar *b);

void gvn_calendar_add_closure (GvnCalendar *self, const char *label, const GDate *first, const GDate *last);

GvnDayKind gvn_calendar_get_day (GvnCalendar *self, const GDate *date, char **reason);
gboolean gvn_calendar_is_working_day (GvnCalendar *self, const GDate *date);

/**
 * GvnHoliday:
 *
 * A holiday of one year. Two holidays may fall on one day (Ascension on
 * 8 May 1997): one entry then, both names.
 */
typedef struct
{
  GDate date;
  char *name;
} GvnHoliday;

void gvn_holiday_free (GvnHoliday *holiday);
GPtrArray *gvn_calendar_list_holidays (GvnCalendar *self, int year, GError **error);

/**
 * GvnCountedDay:
 * @counted: 0 for a day skipped, else its number from the trigger, from 1
 * @reason: why the day was skipped ("samedi", a holiday's or closure's name),
 *   %NULL for a day counted; the trigger day is listed first, not counted
 */
typedef struct
{
  GDate date;
  int counted;
  char *reason;
} GvnCountedDay;

void gvn_counted_day_free (GvnCountedDay *day);

gboolean gvn_calendar_add_working_days (GvnCalendar *self, const GDate *from, int count, GDate *result,
                                        GPtrArray *explanation, GError **error);
gboolean gvn_calendar_count_working_days (GvnCalendar *self, const GDate *from, const GDate *to, int *count,
                                          GError **error);

/* The business day of the service levels: 8h to 18h (L-55), in minutes */
#define GVN_BUSINESS_OPEN (8 * 60)
#define GVN_BUSINESS_CLOSE (18 * 60)

gboolean gvn_calendar_add_business_minutes (GvnCalendar *self, const GvnLocal *from, int minutes, GvnLocal *result,
                                            GError **error);
gboolean gvn_calendar_count_business_minutes (GvnCalendar *self, const GvnLocal *from, const GvnLocal *to, int *minutes,
                                              GError **error);

G_END_DECLS
