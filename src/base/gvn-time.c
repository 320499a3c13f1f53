/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "base/gvn-time.h"

/* A reference date given without a time stands for that morning, when the
 * day's work begins: what is due that day is still due, not late. */
#define REFERENCE_MINUTES (8 * 60)

#define SECONDS_PER_DAY (GVN_MINUTES_PER_DAY * 60)

/* 1970-01-01 as GDate counts days; the first and last second of the years 1 to 9999 */
#define EPOCH_JULIAN 719163
#define FIRST_INSTANT (-62135596800)
#define LAST_INSTANT 253402300799

/**
 * gvn_zone_get:
 *
 * Returns: (transfer none): the contract's civil zone. The program cannot count
 *   a single delay without it, so a machine without tzdata is a fatal error.
 */
GTimeZone *
gvn_zone_get (void)
{
  static GTimeZone *zone = NULL;

  if (g_once_init_enter_pointer (&zone))
    {
      GTimeZone *loaded = g_time_zone_new_identifier (GVN_ZONE_NAME);

      if (loaded == NULL)
        g_error ("The time zone " GVN_ZONE_NAME " is missing: install tzdata");
      g_once_init_leave_pointer (&zone, loaded);
    }

  return zone;
}

/**
 * gvn_date_check:
 * @date: a date
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when @date is not a real day of the
 *   years the calendars know (%GVN_YEAR_MIN to %GVN_YEAR_MAX)
 */
gboolean
gvn_date_check (const GDate *date, GError **error)
{
  if (!g_date_valid (date))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("This date does not exist: give a real date, as 2027-03-16"));
      return FALSE;
    }

  if (g_date_get_year (date) < GVN_YEAR_MIN || g_date_get_year (date) > GVN_YEAR_MAX)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: first a year, then the first and last years allowed */
                   _ ("The year %d is outside the calendars: give a date between %d and %d"), g_date_get_year (date),
                   GVN_YEAR_MIN, GVN_YEAR_MAX);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_digits (const char **text, int count, int *value)
{
  *value = 0;
  for (int i = 0; i < count; i++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *value = *value * 10 + (**text - '0');
      (*text)++;
    }

  return TRUE;
}

static gboolean
read_char (const char **text, char expected)
{
  if (**text != expected)
    return FALSE;
  (*text)++;
  return TRUE;
}

static gboolean
read_date (const char **text, GDate *date)
{
  int year, month, day;

  if (!read_digits (text, 4, &year) || !read_char (text, '-') || !read_digits (text, 2, &month)
      || !read_char (text, '-') || !read_digits (text, 2, &day))
    return FALSE;

  g_date_clear (date, 1);
  if (g_date_valid_dmy (day, month, year))
    g_date_set_dmy (date, day, month, year);

  return TRUE;
}

/**
 * gvn_date_parse:
 * @text: `YYYY-MM-DD`, nothing before or after
 * @date: (out): the date
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when @text has another form, names a
 *   day that does not exist, or a year outside the calendars
 */
gboolean
gvn_date_parse (const char *text, GDate *date, GError **error)
{
  const char *rest = text != NULL ? text : "";

  if (!read_date (&rest, date) || *rest != '\0')
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what the user typed */
                   _ ("“%s” is not a date: write it year, month, day, as 2027-03-16"), text != NULL ? text : "");
      return FALSE;
    }

  if (!g_date_valid (date))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what the user typed */
                   _ ("“%s” does not exist in the calendar: check the day and the month"), text);
      return FALSE;
    }

  return gvn_date_check (date, error);
}

void
gvn_date_set (GDate *date, int year, int month, int day)
{
  g_date_clear (date, 1);
  g_date_set_dmy (date, day, month, year);
}

/**
 * gvn_month_parse:
 * @text: "2027-06"
 * @first: (out): its first day
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID
 */
gboolean
gvn_month_parse (const char *text, GDate *first, GError **error)
{
  g_autofree char *day = g_strconcat (text, "-01", NULL);

  if (strlen (text) == strlen ("2027-06") && gvn_date_parse (day, first, NULL))
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: %s is what the user typed */
               _ ("“%s” is not a month: write it as 2027-06"), text);
  return FALSE;
}

char *
gvn_month_to_string (const GDate *day)
{
  return g_strdup_printf ("%04d-%02d", (int) g_date_get_year (day), (int) g_date_get_month (day));
}

/**
 * gvn_date_to_string:
 *
 * Returns: (transfer full): @date as `YYYY-MM-DD`
 */
char *
gvn_date_to_string (const GDate *date)
{
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date), g_date_get_day (date));
}

gboolean
gvn_date_equal (const GDate *a, const GDate *b)
{
  return g_date_valid (a) && g_date_valid (b) && g_date_compare (a, b) == 0;
}

/**
 * gvn_local_to_instant:
 * @local: a date, its minutes set or %GVN_NO_MINUTES for midnight
 * @instant: (out): Unix seconds, UTC
 *
 * A time that occurs twice, the night clocks go back, is its first occurrence
 * (RFC 5545 §3.3.5).
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID for a time that does not exist, the
 *   night clocks go forward, or a date the calendars do not know
 */
gboolean
gvn_local_to_instant (const GvnLocal *local, gint64 *instant, GError **error)
{
  g_autoptr (GDateTime) time = NULL;
  int minutes = local->minutes == GVN_NO_MINUTES ? 0 : local->minutes;

  if (!gvn_date_check (&local->date, error))
    return FALSE;

  if (minutes < 0 || minutes >= GVN_MINUTES_PER_DAY)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("This time of day does not exist: give one between 00:00 and 23:59"));
      return FALSE;
    }

  time = g_date_time_new (gvn_zone_get (), g_date_get_year (&local->date), g_date_get_month (&local->date),
                          g_date_get_day (&local->date), minutes / 60, minutes % 60, 0);

  if (time == NULL || g_date_time_get_hour (time) != minutes / 60 || g_date_time_get_minute (time) != minutes % 60)
    {
      g_autofree char *date = gvn_date_to_string (&local->date);

      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: a time of day and a date */
                   _ ("%02d:%02d does not exist on %s, when clocks go forward: give a time before 02:00 or from 03:00"),
                   minutes / 60, minutes % 60, date);
      return FALSE;
    }

  *instant = g_date_time_to_unix (time);

  /* GLib may pick either occurrence of an ambiguous time: keep the first. */
  {
    g_autoptr (GDateTime) earlier = g_date_time_add_hours (time, -1);

    if (g_date_time_get_hour (earlier) == g_date_time_get_hour (time)
        && g_date_time_get_day_of_month (earlier) == g_date_time_get_day_of_month (time))
      *instant = g_date_time_to_unix (earlier);
  }

  return TRUE;
}

/**
 * gvn_local_from_instant:
 * @instant: Unix seconds, UTC
 * @local: (out): the same moment in the contract's zone, seconds dropped
 */
void
gvn_local_from_instant (gint64 instant, GvnLocal *local)
{
  GTimeZone *zone = gvn_zone_get ();
  gint64 seconds, days;

  g_return_if_fail (instant >= FIRST_INSTANT && instant <= LAST_INSTANT);

  seconds = instant + g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant));
  days = seconds / SECONDS_PER_DAY - (seconds % SECONDS_PER_DAY < 0);
  g_date_clear (&local->date, 1);
  g_date_set_julian (&local->date, (guint32) (EPOCH_JULIAN + days));
  local->minutes = (int) ((seconds - days * SECONDS_PER_DAY) / 60);
}

int
gvn_local_compare (const GvnLocal *a, const GvnLocal *b)
{
  int order = g_date_compare (&a->date, &b->date);

  return order != 0 ? order : (a->minutes > b->minutes) - (a->minutes < b->minutes);
}

/**
 * gvn_local_shift:
 * @local: (inout): moved, or left as it was when refused
 * @days: civil days, of any sign
 * @minutes: of any sign, over as many midnights as it takes; ignored for a date
 *   without a time
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when the calendars do not go so far
 */
gboolean
gvn_local_shift (GvnLocal *local, int days, int minutes, GError **error)
{
  gint64 at = local->minutes == GVN_NO_MINUTES ? 0 : (gint64) local->minutes + minutes;
  gint64 over = (at < 0 ? at - GVN_MINUTES_PER_DAY + 1 : at) / GVN_MINUTES_PER_DAY;
  gint64 julian = (gint64) g_date_get_julian (&local->date) + days + over;
  GDate day;

  g_date_clear (&day, 1);
  if (julian > 0 && julian < G_MAXINT32)
    g_date_set_julian (&day, (guint32) julian);
  if (!gvn_date_check (&day, error))
    return FALSE;

  local->date = day;
  if (local->minutes != GVN_NO_MINUTES)
    local->minutes = (int) (at - over * GVN_MINUTES_PER_DAY);

  return TRUE;
}

static gboolean
read_offset (const char **text, gboolean *given, int *seconds)
{
  int hours, minutes, sign;

  *given = **text != '\0';
  if (!*given)
    return TRUE;
  if (read_char (text, 'Z'))
    {
      *seconds = 0;
      return TRUE;
    }
  if (**text != '+' && **text != '-')
    return FALSE;

  sign = **text == '-' ? -1 : 1;
  (*text)++;
  if (!read_digits (text, 2, &hours))
    return FALSE;
  if (**text == ':')
    (*text)++;
  if (!read_digits (text, 2, &minutes) || hours > 14 || minutes > 59)
    return FALSE;

  *seconds = sign * (hours * 3600 + minutes * 60);
  return TRUE;
}

/**
 * gvn_instant_parse:
 * @text: `YYYY-MM-DDTHH:MM[:SS][OFFSET]`; without an offset the time is in the
 *   contract's zone; a space may stand for the T
 * @instant: (out): Unix seconds, UTC
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when @text has another form or names
 *   a moment that does not exist
 */
gboolean
gvn_instant_parse (const char *text, gint64 *instant, GError **error)
{
  const char *rest = text != NULL ? text : "";
  GvnLocal local = { .minutes = 0 };
  int hours, minutes, seconds = 0, offset = 0;
  gboolean has_offset;

  if (!read_date (&rest, &local.date) || (*rest != 'T' && *rest != ' ') || !read_digits ((rest++, &rest), 2, &hours)
      || !read_char (&rest, ':') || !read_digits (&rest, 2, &minutes)
      || (*rest == ':' && !read_digits ((rest++, &rest), 2, &seconds)) || !read_offset (&rest, &has_offset, &offset)
      || *rest != '\0')
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what the user typed */
                   _ ("“%s” is not a moment: write a date and a time, as 2027-03-16T14:00"), text != NULL ? text : "");
      return FALSE;
    }

  if (!g_date_valid (&local.date) || hours > 23 || minutes > 59 || seconds > 59)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what the user typed */
                   _ ("“%s” does not exist: check the day, the month and the time"), text);
      return FALSE;
    }

  local.minutes = hours * 60 + minutes;
  if (!has_offset)
    {
      if (!gvn_local_to_instant (&local, instant, error))
        return FALSE;
      *instant += seconds;
      return TRUE;
    }

  if (!gvn_date_check (&local.date, error))
    return FALSE;

  {
    g_autoptr (GDateTime) utc = g_date_time_new_utc (g_date_get_year (&local.date), g_date_get_month (&local.date),
                                                     g_date_get_day (&local.date), hours, minutes, seconds);

    *instant = g_date_time_to_unix (utc) - offset;
  }

  return TRUE;
}

/**
 * gvn_instant_to_string:
 *
 * Returns: (transfer full): @instant in the contract's zone, as
 *   `2027-03-16T14:00:00+01:00`
 */
char *
gvn_instant_to_string (gint64 instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant);
  g_autoptr (GDateTime) time = g_date_time_to_timezone (utc, gvn_zone_get ());

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z");
}

/**
 * gvn_now_resolve:
 * @today: (nullable): a date, or a moment as gvn_instant_parse() reads it; a
 *   date alone stands for 08:00 of that day
 * @now: (out): the reference moment; the clock's when @today is %NULL or empty
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when @today is neither
 */
gboolean
gvn_now_resolve (const char *today, GvnNow *now, GError **error)
{
  if (today == NULL || *today == '\0')
    {
      now->instant = g_get_real_time () / G_USEC_PER_SEC;
      gvn_local_from_instant (now->instant, &now->local);
      return TRUE;
    }

  if (strlen (today) > strlen ("2027-03-16"))
    {
      if (!gvn_instant_parse (today, &now->instant, error))
        return FALSE;
      gvn_local_from_instant (now->instant, &now->local);
      return TRUE;
    }

  now->local.minutes = REFERENCE_MINUTES;
  return gvn_date_parse (today, &now->local.date, error) && gvn_local_to_instant (&now->local, &now->instant, error);
}
