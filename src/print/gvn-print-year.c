/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-text.h"
#include "committees/gvn-body.h"
#include "contract/gvn-milestone.h"
#include "contract/gvn-place.h"
#include "print/gvn-print-private.h"
#include "proceedings/gvn-freeze.h"

/* The meetings and milestones of a year on two pages to pin on a wall: a half-year each, a
 * column per month, a line per day. */

#define MONTHS_PER_PAGE 6
#define DAYS_PER_MONTH 31

/* So many meetings a year at most: monthly or rarer, shown in bold */
#define RARE 12

/* As many perimeters are named in a day; more are counted */
#define NAMED 2

/* As much of a milestone's title is said, so that a half-year keeps to its page */
#define TITLE_MAX 48

typedef struct
{
  int year;
  GvnCalendar *calendar;  /* owned */
  GHashTable *perimeters; /* owned: body → perimeter */
  GPtrArray *days;        /* owned: per day of the year, of GvnMeeting (borrowed) */
  GHashTable *counts;     /* owned: family → number of days it meets */
  GPtrArray *milestones;  /* owned: those of the year, of GvnMilestone */
} Year;

static void
year_clear (Year *self)
{
  g_clear_pointer (&self->calendar, gvn_calendar_unref);
  g_clear_pointer (&self->perimeters, g_hash_table_unref);
  g_clear_pointer (&self->days, g_ptr_array_unref);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_pointer (&self->milestones, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Year, year_clear)

/* "COSUI" for COSUI-AESN, with "AESN"; "COPIL" for itself. */
static char *
dup_family (const Year *self, const char *body, const char **perimeter)
{
  g_autofree char *suffix = NULL;

  *perimeter = g_hash_table_lookup (self->perimeters, body);
  suffix = g_strconcat ("-", *perimeter != NULL ? *perimeter : "", NULL);
  if (*perimeter != NULL && g_str_has_suffix (body, suffix))
    return g_strndup (body, strlen (body) - strlen (suffix));
  *perimeter = NULL;

  return g_strdup (body);
}

static GHashTable *
load_perimeters (GvnDb *db, GError **error)
{
  g_autoptr (GPtrArray) bodies = gvn_body_list (db, error);
  GHashTable *perimeters;

  if (bodies == NULL)
    return NULL;
  perimeters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < bodies->len; i++)
    {
      const GvnBody *body = bodies->pdata[i];

      g_hash_table_insert (perimeters, g_strdup (body->code), g_strdup (body->perimeter));
    }

  return perimeters;
}

/* Those of a body are its meetings alone. */
static gboolean
load_milestones (Year *self, GvnDb *db, const GvnMeetingFilter *filter, GError **error)
{
  g_autoptr (GPtrArray) milestones = gvn_milestone_list (db, error);

  if (milestones == NULL)
    return FALSE;
  for (guint i = milestones->len; i > 0; i--)
    {
      const GvnMilestone *milestone = milestones->pdata[i - 1];

      if (g_date_get_year (gvn_milestone_get_day (milestone)) != self->year || filter->body != NULL
          || (filter->perimeter != NULL && milestone->perimeter != NULL
              && !g_str_equal (milestone->perimeter, filter->perimeter)))
        g_ptr_array_remove_index (milestones, i - 1);
    }
  self->milestones = g_steal_pointer (&milestones);

  return TRUE;
}

static guint
index_of_day (const GDate *day)
{
  return g_date_get_day_of_year (day) - 1;
}

/* Several perimeters on one day are one meeting day of their family. */
static void
count_day (Year *self, GPtrArray *meetings)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < meetings->len; i++)
    {
      GvnMeeting *meeting = meetings->pdata[i];
      const char *perimeter;
      char *family = dup_family (self, meeting->body, &perimeter);

      if (!g_hash_table_add (seen, family))
        continue;
      g_hash_table_insert (self->counts, g_strdup (family),
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, family)) + 1));
    }
}

static gboolean
year_load (Year *self, GvnDb *db, GPtrArray *meetings, GError **error)
{
  self->perimeters = load_perimeters (db, error);
  self->calendar = self->perimeters != NULL ? gvn_calendar_load_agency (db, NULL, error) : NULL;
  if (self->calendar == NULL)
    return FALSE;
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->days = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < 366; i++)
    g_ptr_array_add (self->days, g_ptr_array_new ());
  for (guint i = 0; i < meetings->len; i++)
    {
      GvnMeeting *meeting = meetings->pdata[i];

      if (meeting->state != GVN_MEETING_CANCELLED)
        g_ptr_array_add (self->days->pdata[index_of_day (&meeting->start.date)], meeting);
    }
  for (guint i = 0; i < 366; i++)
    count_day (self, self->days->pdata[i]);

  return TRUE;
}

/* A day ---------------------------------------------------------------------------------- */

/* What meets of one family on one day: "COPIL 14:00", "COSUI AERM, AESN", "CAB ×6". */
typedef struct
{
  char *family;
  GPtrArray *perimeters; /* borrowed codes */
  int minutes;
  gboolean rare;
} Group;

static void
group_free (gpointer data)
{
  Group *self = data;

  g_free (self->family);
  g_ptr_array_unref (self->perimeters);
  g_free (self);
}

static Group *
find_group (GPtrArray *groups, const char *family)
{
  for (guint i = 0; i < groups->len; i++)
    if (g_str_equal (((Group *) groups->pdata[i])->family, family))
      return groups->pdata[i];

  return NULL;
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *first = *(Group *const *) a, *second = *(Group *const *) b;

  if (first->rare != second->rare)
    return second->rare - first->rare;

  return first->minutes - second->minutes;
}

static GPtrArray *
list_groups (const Year *self, GPtrArray *meetings)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);

  for (guint i = 0; i < meetings->len; i++)
    {
      GvnMeeting *meeting = meetings->pdata[i];
      const char *perimeter;
      g_autofree char *family = dup_family (self, meeting->body, &perimeter);
      Group *group = find_group (groups, family);

      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          group->rare = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, family)) <= RARE;
          group->family = g_steal_pointer (&family);
          group->perimeters = g_ptr_array_new ();
          group->minutes = meeting->start.minutes;
          g_ptr_array_add (groups, group);
        }
      for (char **each = meeting->perimeters; perimeter != NULL && *each != NULL; each++)
        g_ptr_array_add (group->perimeters, *each);
    }
  g_ptr_array_sort (groups, compare_groups);

  return groups;
}

static char *
dup_group (const Group *group)
{
  GString *markup = g_string_new (NULL);
  g_autofree char *time = gvn_text_time (group->minutes);

  if (group->rare)
    g_string_append_printf (markup, "<b>%s</b>", group->family);
  else
    g_string_append (markup, group->family);
  if (group->perimeters->len > NAMED)
    g_string_append_printf (markup, " ×%u", group->perimeters->len);
  else
    for (guint i = 0; i < group->perimeters->len; i++)
      g_string_append_printf (markup, "%s%s", i == 0 ? " " : ", ", (const char *) group->perimeters->pdata[i]);
  if (group->perimeters->len <= 1)
    g_string_append_printf (markup, " %s", time);

  return g_string_free_and_steal (markup);
}

static char *
dup_day_name (const GDate *day)
{
  g_autoptr (GDateTime) time
      = g_date_time_new_utc (g_date_get_year (day), g_date_get_month (day), g_date_get_day (day), 0, 0, 0);
  g_autofree char *name = g_date_time_format (time, "%a");
  g_autofree char *letter = g_utf8_substring (name, 0, 1);
  g_autofree char *upper = g_utf8_strup (letter, -1);

  return g_strdup_printf ("%s %d", upper, g_date_get_day (day));
}

/* What is said of a day: why nobody works, what is to be reached, who meets. */
static GStrv
list_parts (const Year *self, const GDate *date, const char *reason)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autoptr (GPtrArray) groups = list_groups (self, self->days->pdata[index_of_day (date)]);

  if (reason != NULL)
    g_strv_builder_take (parts, g_markup_printf_escaped ("<i>%s</i>", reason));
  for (guint i = 0; i < self->milestones->len; i++)
    if (gvn_date_equal (gvn_milestone_get_day (self->milestones->pdata[i]), date))
      {
        g_autofree char *title = gvn_milestone_dup_title (self->milestones->pdata[i]);
        g_autofree char *opening = gvn_text_opening (title, TITLE_MAX);

        g_strv_builder_take (parts, g_markup_printf_escaped ("<b>◆ %s</b>", opening));
      }
  for (guint i = 0; i < groups->len; i++)
    g_strv_builder_take (parts, dup_group (groups->pdata[i]));

  return g_strv_builder_end (parts);
}

static void
add_day (const Year *self, GvnTable *table, int month, int day)
{
  g_autofree char *name = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *words = NULL;
  g_auto (GStrv) parts = NULL;
  GvnDayKind kind;
  GDate date;

  if (day > g_date_get_days_in_month ((GDateMonth) month, (GDateYear) self->year))
    {
      gvn_table_take_markup (table, g_strdup (""), GVN_SHADE_VOID);
      return;
    }
  gvn_date_set (&date, self->year, month, day);
  kind = gvn_calendar_get_day (self->calendar, &date, &reason);
  name = dup_day_name (&date);
  parts = list_parts (self, &date, kind == GVN_DAY_HOLIDAY || kind == GVN_DAY_CLOSURE ? reason : NULL);
  words = g_strjoinv (" · ", parts);
  gvn_table_take_markup (table, g_strconcat (name, "\t", words, NULL),
                         kind == GVN_DAY_WORKING ? GVN_SHADE_NONE : GVN_SHADE_REST);
}

/* A half-year ------------------------------------------------------------------------------ */

static char *
dup_month_name (int year, int month)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (year, month, 1, 0, 0, 0);
  g_autofree char *name = g_date_time_format (time, "%OB %Y");
  g_autofree char *letter = g_utf8_substring (name, 0, 1);
  g_autofree char *upper = g_utf8_strup (letter, -1);

  return g_strconcat (upper, g_utf8_offset_to_pointer (name, 1), NULL);
}

static void
add_half (const Year *self, GvnPrint *print, int first)
{
  char *headings[MONTHS_PER_PAGE + 1] = { NULL };
  double widths[MONTHS_PER_PAGE];
  GvnTable *table;

  for (int i = 0; i < MONTHS_PER_PAGE; i++)
    {
      headings[i] = dup_month_name (self->year, first + i);
      widths[i] = 1;
    }
  table = gvn_table_new ((const char *const *) headings, widths);
  table->dense = TRUE;
  for (int day = 1; day <= DAYS_PER_MONTH; day++)
    for (int i = 0; i < MONTHS_PER_PAGE; i++)
      add_day (self, table, first + i, day);
  gvn_print_add_table (print, table);
  for (int i = 0; i < MONTHS_PER_PAGE; i++)
    g_free (headings[i]);
}

/* "In bold, what meets monthly or less; ×6: in six perimeters. No change: 18 December to …" */
static gboolean
add_legend (const Year *self, GvnPrint *print, GvnDb *db, GError **error)
{
  g_autoptr (GString) legend = g_string_new (_ ("In bold: monthly or less often. ×6: in six perimeters."));
  g_autoptr (GPtrArray) freezes = NULL;
  GDate first, last;

  gvn_date_set (&first, self->year, 1, 1);
  gvn_date_set (&last, self->year, 12, 31);
  freezes = gvn_freeze_list (db, &first, &last, error);
  if (freezes == NULL)
    return FALSE;
  if (self->milestones->len > 0)
    g_string_append (legend, _ (" ◆: milestone."));
  for (guint i = 0; i < freezes->len; i++)
    {
      g_autofree char *words = gvn_freeze_describe (freezes->pdata[i]);

      g_string_append_printf (legend, "%s%s", i == 0 ? _ (" Freeze periods: ") : " ; ", words);
    }
  gvn_print_add_note (print, legend->str);

  return TRUE;
}

/* Who the meetings are of, when not of everybody. */
static char *
dup_subtitle (const GvnMeetingFilter *filter, const GvnNow *now)
{
  g_autofree char *day = gvn_text_date (&now->local.date);
  /* Translators: a day */
  g_autofree char *moment = g_strdup_printf (_ ("As planned on %s"), day);

  return g_strjoin (" — ", moment, filter->body != NULL ? filter->body : filter->perimeter,
                    filter->body != NULL ? filter->perimeter : NULL, NULL);
}

/**
 * gvn_print_new_year:
 * @year: from %GVN_YEAR_MIN to %GVN_YEAR_MAX
 * @filter: whose meetings; its days are those of the year
 *
 * The calendar of a year's meetings, but those cancelled, and of its milestones, on two
 * pages.
 *
 * Returns: (transfer full)
 */
GvnPrint *
gvn_print_new_year (GvnStore *store, int year, const GvnMeetingFilter *filter, const GvnNow *now, GError **error)
{
  GvnDb *db = gvn_store_get_db (store);
  g_auto (Year) self = { .year = year };
  GvnMeetingFilter whole = *filter;
  g_autofree char *title = g_strdup_printf (_ ("Calendar of Meetings %d"), year);
  g_autofree char *subtitle = dup_subtitle (filter, now);
  g_autoptr (GPtrArray) meetings = NULL;
  g_autoptr (GvnPrint) print = NULL;

  gvn_date_set (&whole.from, year, 1, 1);
  gvn_date_set (&whole.to, year, 12, 31);
  meetings = gvn_meeting_list (db, &whole, error);
  if (meetings == NULL || !year_load (&self, db, meetings, error) || !load_milestones (&self, db, filter, error))
    return NULL;
  print = gvn_print_new (store, title, subtitle, now, error);
  if (print == NULL || !add_legend (&self, print, db, error))
    return NULL;

  print->landscape = TRUE;
  g_free (print->name);
  print->name = g_steal_pointer (&title);
  add_half (&self, print, 1);
  add_half (&self, print, 1 + MONTHS_PER_PAGE);
  gvn_print_set_foot (print, store, print->name, NULL);

  return g_steal_pointer (&print);
}
