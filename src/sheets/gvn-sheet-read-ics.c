/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The appointments of a calendar program as lines of meetings. libical reads them. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>

#include "base/gvn-error.h"
#include "base/gvn-time.h"
#include "sheets/gvn-sheet-read.h"

/* Of a series: what repeats for ever is no committee of a contract */
#define N_OCCURRENCES_MAX 1000

/* The codes of the list's columns. A meeting's length is that of its body. */
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

/* Whether the day of a series was moved or cancelled by an appointment of its own, or
 * taken out of it. */
static gboolean
is_replaced (icalcomponent *calendar, icalcomponent *event, struct icaltimetype start)
{
  const char *uid = icalcomponent_get_uid (event);

  for (icalproperty *out = icalcomponent_get_first_property (event, ICAL_EXDATE_PROPERTY); out != NULL;
       out = icalcomponent_get_next_property (event, ICAL_EXDATE_PROPERTY))
    if (icaltime_compare (icalproperty_get_exdate (out), start) == 0)
      return TRUE;
  for (icalcomponent *other = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT); other != NULL;
       other = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    if (other != event && g_strcmp0 (icalcomponent_get_uid (other), uid) == 0
        && icaltime_compare (icalcomponent_get_recurrenceid (other), start) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
add_series (GvnSheetTable *table, icalcomponent *calendar, icalcomponent *event, struct icaltimetype start,
            icalproperty *rule, GError **error)
{
  icalrecur_iterator *iterator = icalrecur_iterator_new (icalproperty_get_rrule (rule), start);
  guint n = 0;
  gboolean added = iterator != NULL;

  while (added && n < N_OCCURRENCES_MAX)
    {
      struct icaltimetype next = icalrecur_iterator_next (iterator);

      if (icaltime_is_null_time (next))
        break;
      n++;
      if (!is_replaced (calendar, event, next))
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
add_event (GvnSheetTable *table, icalcomponent *calendar, icalcomponent *event, GError **error)
{
  icalproperty *property = icalcomponent_get_first_property (event, ICAL_DTSTART_PROPERTY);
  icalproperty *rule = icalcomponent_get_first_property (event, ICAL_RRULE_PROPERTY);
  struct icaltimetype start;

  if (property == NULL)
    return TRUE; /* it is on no day */
  start = icalproperty_get_datetime_with_component (property, calendar);

  return rule != NULL ? add_series (table, calendar, event, start, rule, error)
                      : add_occurrence (table, event, start, error);
}

static gboolean
add_events (GvnSheetTable *table, icalcomponent *calendar, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();

  for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT); event != NULL;
       event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    g_ptr_array_add (events, event);
  for (guint i = 0; i < events->len; i++)
    if (!add_event (table, calendar, events->pdata[i], error))
      return FALSE;

  return TRUE;
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
  icalcomponent *calendar = icalparser_parse_string (text);
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
