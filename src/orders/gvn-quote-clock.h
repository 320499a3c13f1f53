/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar/gvn-delay.h"
#include "orders/gvn-uo.h"

G_BEGIN_DECLS

/*
 * The clock of requests and the hours of interventions: pure functions of a calendar.
 */

gboolean gvn_lateness_count (GvnCalendar *calendar, const GvnLocal *due, const GvnLocal *done, int *days,
                             GError **error);

GvnUoWindow gvn_off_hours_find (GvnCalendar *calendar, const GvnLocal *moment, gboolean weekend_prevails);
gboolean gvn_off_hours_split (GvnCalendar *calendar, gint64 from, gint64 to, gboolean weekend_prevails,
                              int minutes[GVN_N_WINDOWS], GError **error);
gboolean gvn_window_admits (GvnUoWindow window, GvnCalendar *calendar, const GvnLocal *start,
                            gboolean weekend_prevails);
gboolean gvn_window_is_hourly (GvnUoWindow window);
gboolean gvn_window_has_whole (GvnUoWindow window, const GvnLocal *start);

G_END_DECLS
