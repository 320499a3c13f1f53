/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar/gvn-calendar.h"

G_BEGIN_DECLS

#define GVN_HOLIDAYS_MAX 13

/* One holiday of one year; @name is translated when shown. */
typedef struct
{
  guint32 julian;
  const char *name;
} GvnHolidayDay;

guint gvn_holidays_of_year (int year, GvnHolidayZone zone, GvnGoodFriday good_friday,
                            GvnHolidayDay days[GVN_HOLIDAYS_MAX]);
GArray *gvn_holidays_get_weekdays (GvnHolidayZone zone, GvnGoodFriday good_friday);

G_END_DECLS
