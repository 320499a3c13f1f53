/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Civil dates, local times and instants of the contract. The civil zone is the
 * contract's (Europe/Paris), never the machine's. Planned times are a date and
 * minutes of that zone; what happened is an instant (Unix seconds, UTC).
 */

#define GVN_YEAR_MIN 1983
#define GVN_YEAR_MAX 2199
#define GVN_ZONE_NAME "Europe/Paris"
#define GVN_MINUTES_PER_DAY (24 * 60)

/* "no time of day": the date counts as a whole */
#define GVN_NO_MINUTES (-1)

/**
 * GvnLocal:
 * @date: a civil date
 * @minutes: minutes since midnight, 0 to 1439, or %GVN_NO_MINUTES
 *
 * A point of the contract's civil time.
 */
typedef struct
{
  GDate date;
  int minutes;
} GvnLocal;

GTimeZone *gvn_zone_get (void);

gboolean gvn_date_parse (const char *text, GDate *date, GError **error);
gboolean gvn_date_check (const GDate *date, GError **error);
void gvn_date_set (GDate *date, int year, int month, int day);
gboolean gvn_month_parse (const char *text, GDate *first, GError **error);
char *gvn_month_to_string (const GDate *day);
char *gvn_date_to_string (const GDate *date);
gboolean gvn_date_equal (const GDate *a, const GDate *b);

gboolean gvn_local_to_instant (const GvnLocal *local, gint64 *instant, GError **error);
void gvn_local_from_instant (gint64 instant, GvnLocal *local);
int gvn_local_compare (const GvnLocal *a, const GvnLocal *b);
gboolean gvn_local_shift (GvnLocal *local, int days, int minutes, GError **error);

gboolean gvn_instant_parse (const char *text, gint64 *instant, GError **error);
char *gvn_instant_to_string (gint64 instant);

/**
 * GvnNow:
 * @local: the reference moment in the contract's zone
 * @instant: the same, Unix seconds UTC
 *
 * The moment every rule that depends on "now" is given. It comes from the
 * clock, or from `--today` and `GOUVERNAIL_TODAY`.
 */
typedef struct
{
  GvnLocal local;
  gint64 instant;
} GvnNow;

gboolean gvn_now_resolve (const char *today, GvnNow *now, GError **error);

G_END_DECLS
