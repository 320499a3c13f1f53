/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "calendar/gvn-holidays.h"

/*
 * Counting is arithmetic on Julian days: the working days up to a day are its
 * weekdays less the holidays and closures up to it, found by bisection in sorted
 * arrays. Nothing walks over days but an explanation.
 *
 * A calendar is used by one thread at a time; the holiday tables are shared.
 */

typedef struct
{
  guint32 first, last; /* Julian, both included */
  char *label;
} Closure;

struct _GvnCalendar
{
  gatomicrefcount refs;
  GvnHolidayZone zone;
  GvnGoodFriday good_friday;
  GArray *holidays;    /* guint32, shared */
  GPtrArray *closures; /* Closure, owned */
  GArray *closed;      /* guint32, owned: working days the closures take, in order */
};

static void
closure_free (Closure *closure)
{
  g_free (closure->label);
  g_free (closure);
}

/**
 * gvn_calendar_new:
 * @good_friday: only looked at for %GVN_ZONE_ALSACE_MOSELLE
 *
 * Returns: (transfer full): a calendar without closures
 */
GvnCalendar *
gvn_calendar_new (GvnHolidayZone zone, GvnGoodFriday good_friday)
{
  GvnCalendar *self = g_new0 (GvnCalendar, 1);

  g_atomic_ref_count_init (&self->refs);
  self->zone = zone;
  self->good_friday = good_friday;
  self->holidays = gvn_holidays_get_weekdays (zone, good_friday);
  self->closures = g_ptr_array_new_with_free_func ((GDestroyNotify) closure_free);
  self->closed = g_array_new (FALSE, FALSE, sizeof (guint32));

  return self;
}

GvnCalendar *
gvn_calendar_ref (GvnCalendar *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
gvn_calendar_unref (GvnCalendar *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_ptr_array_unref (self->closures);
  g_array_unref (self->closed);
  g_free (self);
}

/* How many of the sorted @days are not after @julian. */
static guint
count_through (GArray *days, guint32 julian)
{
  guint low = 0, high = days->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (days, guint32, middle) <= julian)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
contains (GArray *days, guint32 julian)
{
  guint n = count_through (days, julian);

  return n > 0 && g_array_index (days, guint32, n - 1) == julian;
}

static gboolean
is_weekday (guint32 julian)
{
  return (julian - 1) % 7 < 5;
}

static gboolean
is_working (GvnCalendar *self, guint32 julian)
{
  return is_weekday (julian) && !contains (self->holidays, julian) && !contains (self->closed, julian);
}

static int
working_days_through (GvnCalendar *self, guint32 julian)
{
  int weekdays = (int) (julian / 7) * 5 + (int) MIN (julian % 7, 5);

  return weekdays - (int) count_through (self->holidays, julian) - (int) count_through (self->closed, julian);
}

static guint32
julian_of (int year, int month, int day)
{
  GDate date;

  gvn_date_set (&date, year, month, day);
  return g_date_get_julian (&date);
}

/* The @number-th working day since the calendar's origin; 0 when it lies
 * outside the years known. */
static guint32
find_working_day (GvnCalendar *self, int number)
{
  guint32 low = julian_of (GVN_YEAR_MIN, 1, 1), high = julian_of (GVN_YEAR_MAX, 12, 31);

  if (number <= working_days_through (self, low - 1) || number > working_days_through (self, high))
    return 0;

  while (low < high)
    {
      guint32 middle = (low + high) / 2;

      if (working_days_through (self, middle) >= number)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

static int
compare_julian (const void *a, const void *b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/**
 * gvn_calendar_equal:
 *
 * Returns: whether both say the same of every day, in the same words
 */
gboolean
gvn_calendar_equal (GvnCalendar *a, GvnCalendar *b)
{
  if (a->zone != b->zone || a->good_friday != b->good_friday || a->closures->len != b->closures->len)
    return FALSE;
  for (guint i = 0; i < a->closures->len; i++)
    {
      const Closure *x = a->closures->pdata[i], *y = b->closures->pdata[i];

      if (x->first != y->first || x->last != y->last || !g_str_equal (x->label, y->label))
        return FALSE;
    }

  return TRUE;
}

/**
 * gvn_calendar_add_closure:
 * @label: shown as the reason
 * @first: its first day
 * @last: its last day, included
 *
 * The days of a closure that would be worked no longer are. Which closures
 * matter to which calendar is the caller's choice.
 */
void
gvn_calendar_add_closure (GvnCalendar *self, const char *label, const GDate *first, const GDate *last)
{
  Closure *closure = g_new0 (Closure, 1);

  g_return_if_fail (g_date_valid (first) && g_date_valid (last) && g_date_compare (first, last) <= 0);

  closure->first = g_date_get_julian (first);
  closure->last = g_date_get_julian (last);
  closure->label = g_strdup (label);
  g_ptr_array_add (self->closures, closure);

  for (guint32 day = closure->first; day <= closure->last; day++)
    if (is_working (self, day))
      {
        g_array_append_val (self->closed, day);
        g_array_sort (self->closed, compare_julian);
      }
}

static char *
find_holiday_name (GvnCalendar *self, const GDate *date)
{
  GvnHolidayDay days[GVN_HOLIDAYS_MAX];
  guint n = gvn_holidays_of_year (g_date_get_year (date), self->zone, self->good_friday, days);
  guint32 julian = g_date_get_julian (date);
  GString *names = NULL;

  for (guint i = 0; i < n; i++)
    if (days[i].julian == julian)
      {
        if (names == NULL)
          names = g_string_new (_ (days[i].name));
        else
          g_string_append_printf (names, ", %s", _ (days[i].name));
      }

  return names != NULL ? g_string_free_and_steal (names) : NULL;
}

static char *
find_closure_label (GvnCalendar *self, guint32 julian)
{
  for (guint i = 0; i < self->closures->len; i++)
    {
      const Closure *closure = self->closures->pdata[i];

      if (closure->first <= julian && julian <= closure->last)
        return g_strdup (closure->label);
    }

  return NULL;
}

/**
 * gvn_calendar_get_day:
 * @reason: (out) (optional) (nullable): why the day is not worked, %NULL when it is
 *
 * A holiday on a Saturday is told as the holiday it is.
 */
GvnDayKind
gvn_calendar_get_day (GvnCalendar *self, const GDate *date, char **reason)
{
  g_autofree char *text = find_holiday_name (self, date);
  GvnDayKind kind = GVN_DAY_HOLIDAY;

  if (text == NULL && !is_weekday (g_date_get_julian (date)))
    {
      kind = GVN_DAY_WEEKEND;
      text = g_strdup (g_date_get_weekday (date) == G_DATE_SATURDAY ? _ ("Saturday") : _ ("Sunday"));
    }
  else if (text == NULL)
    {
      text = find_closure_label (self, g_date_get_julian (date));
      kind = text != NULL ? GVN_DAY_CLOSURE : GVN_DAY_WORKING;
    }

  if (reason != NULL)
    *reason = g_steal_pointer (&text);

  return kind;
}

gboolean
gvn_calendar_is_working_day (GvnCalendar *self, const GDate *date)
{
  return is_working (self, g_date_get_julian (date));
}

void
gvn_holiday_free (GvnHoliday *holiday)
{
  g_free (holiday->name);
  g_free (holiday);
}

void
gvn_counted_day_free (GvnCountedDay *day)
{
  g_free (day->reason);
  g_free (day);
}

static gboolean
set_out_of_years (GError **error)
{
  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: the first and the last year the calendars know */
               _ ("The count leaves the years %d to %d the calendars know: give fewer days"), GVN_YEAR_MIN,
               GVN_YEAR_MAX);
  return FALSE;
}

/**
 * gvn_calendar_list_holidays:
 * @year: %GVN_YEAR_MIN to %GVN_YEAR_MAX
 *
 * Returns: (transfer full) (element-type GvnHoliday): the holidays in order, one
 *   entry per day, or %NULL with %GVN_ERROR_INVALID for another year
 */
GPtrArray *
gvn_calendar_list_holidays (GvnCalendar *self, int year, GError **error)
{
  g_autoptr (GPtrArray) holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_holiday_free);
  GvnHolidayDay days[GVN_HOLIDAYS_MAX];
  guint n;

  if (year < GVN_YEAR_MIN || year > GVN_YEAR_MAX)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("The year %d is outside the calendars: give a date between %d and %d"), year, GVN_YEAR_MIN,
                   GVN_YEAR_MAX);
      return NULL;
    }

  n = gvn_holidays_of_year (year, self->zone, self->good_friday, days);
  for (guint i = 0; i < n; i++)
    {
      GvnHoliday *holiday;

      if (i > 0 && days[i].julian == days[i - 1].julian)
        continue;
      holiday = g_new0 (GvnHoliday, 1);
      g_date_clear (&holiday->date, 1);
      g_date_set_julian (&holiday->date, days[i].julian);
      holiday->name = find_holiday_name (self, &holiday->date);
      g_ptr_array_add (holidays, holiday);
    }

  return g_steal_pointer (&holidays);
}

/* Lists the trigger day, then each day up to @last with its number or why it
 * was skipped. */
static void
explain_days (GvnCalendar *self, guint32 from, guint32 last, GPtrArray *explanation)
{
  int step = last < from ? -1 : 1;
  int counted = 0;

  for (guint32 julian = from;; julian += (guint32) step)
    {
      GvnCountedDay *day = g_new0 (GvnCountedDay, 1);

      g_date_clear (&day->date, 1);
      g_date_set_julian (&day->date, julian);
      if (julian == from)
        day->reason = g_strdup (_ ("Trigger day, not counted"));
      else if (gvn_calendar_get_day (self, &day->date, &day->reason) == GVN_DAY_WORKING)
        day->counted = ++counted;
      g_ptr_array_add (explanation, day);

      if (julian == last)
        break;
    }
}

/**
 * gvn_calendar_add_working_days:
 * @from: the trigger day, never counted; it need not be a working day
 * @count: how many working days on, or back when negative; 0 gives @from
 * @explanation: (nullable) (element-type GvnCountedDay): filled with each day
 *
 * The n-th working day back is the last that conforms to "n working days
 * before".
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when @from or the result is outside
 *   the years known
 */
gboolean
gvn_calendar_add_working_days (GvnCalendar *self, const GDate *from, int count, GDate *result, GPtrArray *explanation,
                               GError **error)
{
  guint32 julian, found;
  int number;

  if (!gvn_date_check (from, error))
    return FALSE;
  if (ABS ((gint64) count) > (GVN_YEAR_MAX - GVN_YEAR_MIN) * 366)
    return set_out_of_years (error);

  julian = found = g_date_get_julian (from);
  if (count > 0)
    number = working_days_through (self, julian) + count;
  else
    number = working_days_through (self, julian - 1) + count + 1;

  if (count != 0)
    found = find_working_day (self, number);
  if (found == 0)
    return set_out_of_years (error);

  g_date_clear (result, 1);
  g_date_set_julian (result, found);
  if (explanation != NULL)
    explain_days (self, julian, found, explanation);

  return TRUE;
}

/**
 * gvn_calendar_count_working_days:
 * @from: not counted
 * @to: counted
 * @count: (out): the working days after @from through @to, negative when @to is
 *   before @from: what gvn_calendar_add_working_days() is given to go there
 */
gboolean
gvn_calendar_count_working_days (GvnCalendar *self, const GDate *from, const GDate *to, int *count, GError **error)
{
  guint32 a, b;

  if (!gvn_date_check (from, error) || !gvn_date_check (to, error))
    return FALSE;

  a = g_date_get_julian (from);
  b = g_date_get_julian (to);
  if (b >= a)
    *count = working_days_through (self, b) - working_days_through (self, a);
  else
    *count = -(working_days_through (self, a - 1) - working_days_through (self, b - 1));

  return TRUE;
}

#define BUSINESS_DAY (GVN_BUSINESS_CLOSE - GVN_BUSINESS_OPEN)

/* Business minutes since the calendar's origin. */
static gint64
business_position (GvnCalendar *self, const GvnLocal *local)
{
  guint32 julian = g_date_get_julian (&local->date);
  gint64 position = (gint64) working_days_through (self, julian - 1) * BUSINESS_DAY;

  if (is_working (self, julian))
    position += CLAMP (local->minutes - GVN_BUSINESS_OPEN, 0, BUSINESS_DAY);

  return position;
}

static gboolean
check_local (const GvnLocal *local, GError **error)
{
  gint64 instant;

  return gvn_local_to_instant (local, &instant, error);
}

/**
 * gvn_calendar_add_business_minutes:
 * @minutes: 0 or more; a business day is 600 of them, 8h to 18h (L-55)
 * @result: (out): a day's worth from 8h ends at 18h of that day; 0 from outside
 *   hours is the next opening
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID for negative minutes, a moment that
 *   does not exist, or a result outside the years known
 */
gboolean
gvn_calendar_add_business_minutes (GvnCalendar *self, const GvnLocal *from, int minutes, GvnLocal *result,
                                   GError **error)
{
  gint64 target;
  int day;
  guint32 julian;

  if (!check_local (from, error))
    return FALSE;
  if (minutes < 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("A service time is not negative: give 0 minutes or more"));
      return FALSE;
    }

  target = business_position (self, from) + minutes;
  /* With nothing to add, the end of a day is the opening of the next. */
  day = (int) (minutes == 0 ? target / BUSINESS_DAY + 1 : (target + BUSINESS_DAY - 1) / BUSINESS_DAY);
  julian = find_working_day (self, day);
  if (julian == 0)
    return set_out_of_years (error);

  g_date_clear (&result->date, 1);
  g_date_set_julian (&result->date, julian);
  result->minutes = GVN_BUSINESS_OPEN + (int) (target - (gint64) (day - 1) * BUSINESS_DAY);

  return TRUE;
}

/**
 * gvn_calendar_count_business_minutes:
 * @minutes: (out): from @from to @to, negative when @to is before
 */
gboolean
gvn_calendar_count_business_minutes (GvnCalendar *self, const GvnLocal *from, const GvnLocal *to, int *minutes,
                                     GError **error)
{
  if (!check_local (from, error) || !check_local (to, error))
    return FALSE;

  *minutes = (int) (business_position (self, to) - business_position (self, from));
  return TRUE;
}
