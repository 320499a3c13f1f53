/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libical/ical.h>

#include "exchange/gvn-ical.h"

/* The short block every client reads; the one libical makes of the system's
 * data has rules Outlook refuses. */
static const char paris[] = "BEGIN:VTIMEZONE\r\n"
                            "TZID:Europe/Paris\r\n"
                            "BEGIN:DAYLIGHT\r\n"
                            "DTSTART:19700329T020000\r\n"
                            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
                            "TZNAME:CEST\r\n"
                            "TZOFFSETFROM:+0100\r\n"
                            "TZOFFSETTO:+0200\r\n"
                            "END:DAYLIGHT\r\n"
                            "BEGIN:STANDARD\r\n"
                            "DTSTART:19701025T030000\r\n"
                            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
                            "TZNAME:CET\r\n"
                            "TZOFFSETFROM:+0200\r\n"
                            "TZOFFSETTO:+0100\r\n"
                            "END:STANDARD\r\n"
                            "END:VTIMEZONE\r\n";

void
gvn_event_free (GvnEvent *self)
{
  g_free (self->uid);
  g_free (self->summary);
  g_free (self->description);
  g_free (self->location);
  g_free (self->category);
  g_free (self);
}

static void
add_x (icalcomponent *component, const char *name, const char *value)
{
  icalproperty *property = icalproperty_new_x (value);

  icalproperty_set_x_name (property, name);
  icalcomponent_add_property (component, property);
}

/* A name libical does not know: RFC 7986 came after its 3.0 tables were made
 * for some of them, so it is parsed from its text. */
static void
add_line (icalcomponent *component, const char *name, const char *value)
{
  g_autofree char *line = g_strdup_printf ("%s:%s", name, value);
  icalproperty *property = icalproperty_new_from_string (line);

  g_assert (property != NULL);
  icalcomponent_add_property (component, property);
}

static struct icaltimetype
to_utc (gint64 instant)
{
  return icaltime_from_timet_with_zone ((time_t) instant, 0, icaltimezone_get_utc_timezone ());
}

static struct icaltimetype
to_date (const GDate *date)
{
  struct icaltimetype time = icaltime_null_date ();

  time.year = g_date_get_year (date);
  time.month = (int) g_date_get_month (date);
  time.day = g_date_get_day (date);

  return time;
}

static struct icaltimetype
to_time (const GvnLocal *local, icaltimezone *zone)
{
  struct icaltimetype time = to_date (&local->date);

  time.is_date = 0;
  time.second = 0;
  time.hour = local->minutes / 60;
  time.minute = local->minutes % 60;

  return icaltime_set_timezone (&time, zone);
}

static void
add_alarm (icalcomponent *event, const char *summary)
{
  icalcomponent *alarm = icalcomponent_new_valarm ();
  struct icaltriggertype trigger = { .time = icaltime_null_time () };

  /* An all-day event begins at midnight: the afternoon before. */
  trigger.duration = icaldurationtype_from_string ("-PT9H");
  icalcomponent_add_property (alarm, icalproperty_new_action (ICAL_ACTION_DISPLAY));
  icalcomponent_add_property (alarm, icalproperty_new_description (summary));
  icalcomponent_add_property (alarm, icalproperty_new_trigger (trigger));
  icalcomponent_add_component (event, alarm);
}

static void
add_times (icalcomponent *component, const GvnEvent *event, icaltimezone *zone)
{
  if (event->start.minutes == GVN_NO_MINUTES)
    {
      GDate next = event->start.date;

      g_date_add_days (&next, 1);
      icalcomponent_add_property (component, icalproperty_new_dtstart (to_date (&event->start.date)));
      icalcomponent_add_property (component, icalproperty_new_dtend (to_date (&next)));
    }
  else
    {
      GvnLocal end = event->start;

      icalcomponent_add_property (component,
                                  icalproperty_vanew_dtstart (to_time (&event->start, zone),
                                                              icalparameter_new_tzid (GVN_ZONE_NAME), (void *) 0));
      if (event->duration_minutes == 0)
        return; /* a moment has no end (RFC 5545 §3.6.1) */
      end.minutes += event->duration_minutes;
      g_date_add_days (&end.date, (guint) (end.minutes / GVN_MINUTES_PER_DAY));
      end.minutes %= GVN_MINUTES_PER_DAY;
      icalcomponent_add_property (
          component,
          icalproperty_vanew_dtend (to_time (&end, zone), icalparameter_new_tzid (GVN_ZONE_NAME), (void *) 0));
    }
}

static void
add_organizer (icalcomponent *component, const GvnFeed *feed)
{
  g_autofree char *address = g_strconcat ("mailto:", feed->organizer_email, NULL);

  icalcomponent_add_property (
      component, icalproperty_vanew_organizer (address, icalparameter_new_cn (feed->organizer_name), (void *) 0));
}

static icalcomponent *
new_event (const GvnFeed *feed, const GvnEvent *event, icaltimezone *zone)
{
  icalcomponent *component = icalcomponent_new_vevent ();
  gboolean all_day = event->start.minutes == GVN_NO_MINUTES;
  g_autofree char *summary
      = event->cancelled ? g_strconcat ("ANNULÉ : ", event->summary, NULL) : g_strdup (event->summary);

  icalcomponent_add_property (component, icalproperty_new_uid (event->uid));
  icalcomponent_add_property (component, icalproperty_new_dtstamp (to_utc (event->modified)));
  icalcomponent_add_property (component, icalproperty_new_lastmodified (to_utc (event->modified)));
  icalcomponent_add_property (component, icalproperty_new_sequence (event->sequence));
  add_times (component, event, zone);
  icalcomponent_add_property (component, icalproperty_new_summary (summary));
  if (event->description != NULL && *event->description != '\0')
    icalcomponent_add_property (component, icalproperty_new_description (event->description));
  if (event->location != NULL)
    icalcomponent_add_property (component, icalproperty_new_location (event->location));
  icalcomponent_add_property (component, icalproperty_new_categories (event->category));
  add_organizer (component, feed);
  icalcomponent_add_property (component, icalproperty_new_status (event->cancelled   ? ICAL_STATUS_CANCELLED
                                                                  : event->tentative ? ICAL_STATUS_TENTATIVE
                                                                                     : ICAL_STATUS_CONFIRMED));
  icalcomponent_add_property (
      component, icalproperty_new_transp (all_day || event->cancelled ? ICAL_TRANSP_TRANSPARENT : ICAL_TRANSP_OPAQUE));
  if (all_day && !event->cancelled)
    add_alarm (component, summary);

  return component;
}

static void
add_feed_properties (icalcomponent *calendar, const GvnFeed *feed)
{
  add_line (calendar, "NAME", feed->name);
  add_x (calendar, "X-WR-CALNAME", feed->name);
  add_x (calendar, "X-WR-TIMEZONE", GVN_ZONE_NAME);
  add_line (calendar, "REFRESH-INTERVAL;VALUE=DURATION", "PT12H");
  add_x (calendar, "X-PUBLISHED-TTL", "PT12H");
}

/* A feed tells its withdrawals by their status; one event by itself is cancelled. */
static icalproperty_method
find_method (const GvnFeed *feed, GPtrArray *events)
{
  return feed->single && events->len == 1 && ((const GvnEvent *) events->pdata[0])->cancelled ? ICAL_METHOD_CANCEL
                                                                                              : ICAL_METHOD_PUBLISH;
}

/**
 * gvn_ical_write:
 * @events: (element-type GvnEvent): written in this order
 *
 * Returns: (transfer full): a published calendar, CRLF lines folded at 75
 *   octets; the same for the same input
 */
char *
gvn_ical_write (const GvnFeed *feed, GPtrArray *events)
{
  icalcomponent *calendar = icalcomponent_new (ICAL_VCALENDAR_COMPONENT);
  icalcomponent *block = icalcomponent_new_from_string (paris);
  icaltimezone *zone = icaltimezone_new ();
  char *raw;
  char *text;

  icaltimezone_set_component (zone, block);
  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  icalcomponent_add_property (calendar,
                              icalproperty_new_prodid ("-//Agences de l’eau//Gouvernail " GVN_VERSION "//FR"));
  icalcomponent_add_property (calendar, icalproperty_new_calscale ("GREGORIAN"));
  icalcomponent_add_property (calendar, icalproperty_new_method (find_method (feed, events)));
  if (feed->single)
    add_x (calendar, "X-MS-OLK-FORCEINSPECTOROPEN", "TRUE");
  else
    add_feed_properties (calendar, feed);
  icalcomponent_add_component (calendar, icalcomponent_new_clone (block));
  for (guint i = 0; i < events->len; i++)
    icalcomponent_add_component (calendar, new_event (feed, events->pdata[i], zone));

  raw = icalcomponent_as_ical_string_r (calendar);
  text = g_strdup (raw);
  free (raw);
  icalcomponent_free (calendar);
  icaltimezone_free (zone, 1);

  return text;
}
