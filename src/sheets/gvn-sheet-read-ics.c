/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The appointments of a calendar program as lines of meetings. libical reads them. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

#include "base/gvn-error.h"
#include "base/gvn-time.h"
#include "sheets/gvn-sheet-read.h"

/* Of a series: what repeats for ever is no committee of a contract */
#define N_OCCURRENCES_MAX 1000

/* A calendar has events and zones, which have rules or alarms: deeper than that is no
 * calendar, and libical frees what is nested one within the other */
#define DEPTH_MAX 8

/* The codes of the list's columns. An appointment does not say how long a session lasts. */
static const char *const headers[] = { "body", "date", "time", "state", "reason", "subject" };

static gboolean
add_row (GvnSheetTable *table, const char *const *cells, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!gvn_sheet_table_add_cell (table, cells[i], -1, error))
      return FALSE;

  return gvn_sheet_table_end_row (table, error);
}

/* In the contract's zone; a time without a zone is one of the contract's already. */
static void
read_start (struct icaltimetype start, GvnLocal *local)
{
  if (icaltime_is_date (start) || start.zone == NULL)
    {
      gvn_date_set (&local->date, start.year, start.month, start.day);
      local->minutes = icaltime_is_date (start) ? GVN_NO_MINUTES : start.hour * 60 + start.minute;
      return;
    }

  gvn_local_from_instant ((gint64) icaltime_as_timet_with_zone (start, start.zone), local);
}

static gboolean
add_occurrence (GvnSheetTable *table, icalcomponent *event, struct icaltimetype start, GError **error)
{
  const char *summary = icalcomponent_get_summary (event);
  gboolean cancelled = icalcomponent_get_status (event) == ICAL_STATUS_CANCELLED;
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  GvnLocal local;

  if (start.year < GVN_YEAR_MIN || start.year > GVN_YEAR_MAX)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: the subject of an appointment */
                   _ ("“%s” is of a year the calendar does not know: take it out of the file"),
                   summary != NULL ? summary : "");
      return FALSE;
    }
  read_start (start, &local);
  day = gvn_date_to_string (&local.date);
  time = local.minutes != GVN_NO_MINUTES ? g_strdup_printf ("%02d:%02d", local.minutes / 60, local.minutes % 60)
                                         : g_strdup ("");

  return add_row (table,
                  (const char *const[]) { summary != NULL ? summary : "", day, time, cancelled ? "cancelled" : "",
                                          cancelled ? _ ("Cancelled in the calendar") : "",
                                          summary != NULL ? summary : "" },
                  G_N_ELEMENTS (headers), error);
}

/* The day of a series by the appointment's identifier and its moment, whatever zone each
 * of the two is written in. */
static char *
dup_day_key (const char *uid, struct icaltimetype time)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", (gint64) icaltime_as_timet_with_zone (time, time.zone),
                          uid != NULL ? uid : "");
}

/* The days of series that were taken out, or moved or cancelled by an appointment of
 * their own. */
static GHashTable *
list_replaced (icalcomponent *calendar, GPtrArray *events)
{
  static const icalproperty_kind kinds[] = { ICAL_EXDATE_PROPERTY, ICAL_RECURRENCEID_PROPERTY };
  GHashTable *replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < events->len; i++)
    {
      icalcomponent *event = events->pdata[i];
      /* asked first: libical looks for it with what goes over the properties */
      const char *uid = icalcomponent_get_uid (event);

      for (guint j = 0; j < G_N_ELEMENTS (kinds); j++)
        for (icalproperty *day = icalcomponent_get_first_property (event, kinds[j]); day != NULL;
             day = icalcomponent_get_next_property (event, kinds[j]))
          g_hash_table_add (replaced, dup_day_key (uid, icalproperty_get_datetime_with_component (day, calendar)));
    }

  return replaced;
}

static gboolean
add_series (GvnSheetTable *table, GHashTable *replaced, icalcomponent *event, struct icaltimetype start,
            icalproperty *rule, GError **error)
{
  icalrecur_iterator *iterator = icalrecur_iterator_new (icalproperty_get_rrule (rule), start);
  const char *uid = icalcomponent_get_uid (event);
  guint n = 0;
  gboolean added = iterator != NULL;

  while (added && n < N_OCCURRENCES_MAX)
    {
      struct icaltimetype next = icalrecur_iterator_next (iterator);
      g_autofree char *key = NULL;

      if (icaltime_is_null_time (next))
        break;
      n++;
      next.zone = start.zone;
      key = dup_day_key (uid, next);
      if (!g_hash_table_contains (replaced, key))
        added = add_occurrence (table, event, next, error);
    }
  if (iterator != NULL)
    icalrecur_iterator_free (iterator);
  if (!added && error != NULL && *error == NULL)
    g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                 /* Translators: the subject of an appointment */
                 _ ("“%s” repeats in a way that cannot be read: give its days one by one"),
                 icalcomponent_get_summary (event));

  return added;
}

static gboolean
add_event (GvnSheetTable *table, icalcomponent *calendar, GHashTable *replaced, icalcomponent *event, GError **error)
{
  icalproperty *property = icalcomponent_get_first_property (event, ICAL_DTSTART_PROPERTY);
  icalproperty *rule = icalcomponent_get_first_property (event, ICAL_RRULE_PROPERTY);
  struct icaltimetype start;

  if (property == NULL)
    return TRUE; /* it is on no day */
  start = icalproperty_get_datetime_with_component (property, calendar);

  return rule != NULL ? add_series (table, replaced, event, start, rule, error)
                      : add_occurrence (table, event, start, error);
}

static gboolean
add_events (GvnSheetTable *table, icalcomponent *calendar, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GHashTable) replaced = NULL;

  for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT); event != NULL;
       event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    g_ptr_array_add (events, event);
  replaced = list_replaced (calendar, events);
  for (guint i = 0; i < events->len; i++)
    if (!add_event (table, calendar, replaced, events->pdata[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
is_too_deep (const char *text)
{
  int depth = 0;

  for (const char *line = text; line != NULL && depth <= DEPTH_MAX; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      if (g_ascii_strncasecmp (line, "BEGIN:", 6) == 0)
        depth++;
      else if (g_ascii_strncasecmp (line, "END:", 4) == 0)
        depth--;
    }

  return depth > DEPTH_MAX;
}

/**
 * gvn_sheet_read_ics:
 * @text: a calendar, as Outlook and others save it
 *
 * Its appointments as lines of the list of meetings: a subject, a day and a time in the
 * contract's zone; each day of a series is a line, at most 1,000 of one.
 *
 * Returns: (transfer full): %NULL with %GVN_ERROR_INVALID when it is no calendar
 */
GvnSheetTable *
gvn_sheet_read_ics (const char *text, GError **error)
{
  g_autoptr (GvnSheetTable) table = gvn_sheet_table_new ();
  icalcomponent *calendar = is_too_deep (text) ? NULL : icalparser_parse_string (text);
  gboolean read;

  if (calendar == NULL || icalcomponent_isa (calendar) != ICAL_VCALENDAR_COMPONENT)
    {
      if (calendar != NULL)
        icalcomponent_free (calendar);
      g_set_error_literal (error, GVN_ERROR, GVN_ERROR_INVALID,
                           _ ("It is no calendar that can be read: save it again as .ics"));
      return NULL;
    }
  read = add_row (table, headers, G_N_ELEMENTS (headers), error) && add_events (table, calendar, error);
  icalcomponent_free (calendar);

  return read ? g_steal_pointer (&table) : NULL;
}
