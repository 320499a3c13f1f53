/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "contract/gvn-person.h"
#include "orders/gvn-intervention.h"
#include "orders/gvn-order-private.h"
#include "orders/gvn-quote-clock.h"

#define NOON (12 * 60)
#define MORNING_END (7 * 60 + 30)
#define EVENING_START (18 * 60)
#define LONGEST_MINUTES (31 * GVN_MINUTES_PER_DAY)
#define LONGEST_UNITS 366

void
gvn_intervention_free (GvnIntervention *self)
{
  g_free (self->order);
  g_free (self->name);
  g_free (self->title);
  g_free (self->perimeter);
  g_free (self->units);
  g_free (self->place);
  g_strfreev (self->people);
  g_free (self);
}

/* Hours ------------------------------------------------------------------------------- */

/* Those of the same series are of the same technicians. */
static GvnHours *
find_hours (GArray *all, const GvnUo *uo)
{
  GvnHours hours = { .uo = uo };

  for (guint i = 0; i < all->len; i++)
    {
      GvnHours *known = &g_array_index (all, GvnHours, i);

      if (g_strcmp0 (known->uo->series, uo->series) == 0)
        return known;
    }
  g_array_append_val (all, hours);

  return &g_array_index (all, GvnHours, all->len - 1);
}

static int
sum_wanted (const GvnHours *hours)
{
  int sum = 0;

  for (guint i = 0; i < GVN_N_WINDOWS; i++)
    sum += hours->wanted[i];

  return sum;
}

/* More than can be worked in a row fits nowhere. */
static gboolean
split_hours (const GvnPlanning *planning, GvnHours *hours, const GvnLocal *start, GError **error)
{
  int minutes = sum_wanted (hours);
  gint64 from;

  if (start->minutes == GVN_NO_MINUTES || minutes == 0 || minutes > LONGEST_MINUTES)
    return TRUE;
  if (!gvn_local_to_instant (start, &from, error)
      || !gvn_off_hours_split (planning->calendar, from, from + (gint64) minutes * 60, planning->weekend_prevails,
                               hours->got, error))
    return FALSE;
  hours->fit = TRUE;
  for (guint i = 0; i < GVN_N_WINDOWS; i++)
    hours->fit = hours->fit && hours->got[i] == hours->wanted[i];

  return TRUE;
}

/**
 * gvn_intervention_list_hours:
 * @lines: (element-type GvnOrderLine): what is asked for
 * @start: when it is planned; without minutes nothing is split
 *
 * Returns: (transfer full) (element-type GvnHours): the hours of UO 15, by series, as one
 *   technician of each would work them in a row from @start on (7.11.5.2)
 */
GArray *
gvn_intervention_list_hours (const GvnPlanning *planning, GPtrArray *lines, const GvnLocal *start, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (GvnHours));

  for (guint i = 0; i < lines->len; i++)
    {
      const GvnOrderLine *line = lines->pdata[i];
      const GvnUo *uo = gvn_catalogue_get (planning->catalogue, line->uo);
      gint64 minutes = (line->quantity * 60 + GVN_QUANTITY_ONE / 2) / GVN_QUANTITY_ONE;

      if (gvn_window_is_hourly (uo->window))
        find_hours (all, uo)->wanted[uo->window] += (int) MIN (minutes, LONGEST_MINUTES + 1);
    }
  for (guint i = 0; i < all->len; i++)
    if (!split_hours (planning, &g_array_index (all, GvnHours, i), start, error))
      return NULL;

  return g_steal_pointer (&all);
}

/* Length ------------------------------------------------------------------------------ */

static gboolean
move_working_days (const GvnPlanning *planning, GDate *day, int n, GError **error)
{
  GDate from = *day;

  return n == 0 || gvn_calendar_add_working_days (planning->calendar, &from, n, day, NULL, error);
}

/* Half-days and days follow one another on working days, a started one being whole; a
 * half-day ends at 12:00 or 18:00, a day at 18:00 (7.11.4.2). So many that they are of
 * several people have no end of their own. */
static gboolean
find_end_of_days (const GvnPlanning *planning, const GvnUo *uo, gint64 quantity, GvnLocal *end, GError **error)
{
  int n = (int) ((quantity + GVN_QUANTITY_ONE - 1) / GVN_QUANTITY_ONE);
  int half = (end->minutes >= NOON) + n - 1;

  if (uo->window == GVN_WINDOW_DAY)
    half = 2 * n - 1;
  end->minutes = half % 2 == 0 ? NOON : EVENING_START;

  return move_working_days (planning, &end->date, half / 2, error);
}

/* One time on call, until 7:30; several are of several people or of several weeks. */
static gboolean
find_end_of_call (const GvnUo *uo, gint64 quantity, GvnLocal *end)
{
  guint days = uo->window == GVN_WINDOW_ON_CALL_NIGHT ? 1 : uo->window == GVN_WINDOW_ON_CALL_WEEKEND ? 3 : 7;

  if (quantity != GVN_QUANTITY_ONE)
    return FALSE;
  g_date_add_days (&end->date, days);
  end->minutes = MORNING_END;

  return TRUE;
}

static void
take_later (GvnLocal *end, const GvnLocal *other)
{
  if (!g_date_valid (&end->date) || gvn_local_compare (end, other) < 0)
    *end = *other;
}

/* Of a line that is not of hours. */
static gboolean
add_line_end (const GvnPlanning *planning, const GvnOrderLine *line, const GvnLocal *start, GvnLocal *end,
              GError **error)
{
  const GvnUo *uo = gvn_catalogue_get (planning->catalogue, line->uo);
  GvnLocal own = *start;

  if (uo->window == GVN_WINDOW_NONE || gvn_window_is_hourly (uo->window)
      || line->quantity > LONGEST_UNITS * GVN_QUANTITY_ONE
      || !gvn_window_admits (uo->window, planning->calendar, start, planning->weekend_prevails))
    return TRUE;
  if (uo->window == GVN_WINDOW_HALF_DAY || uo->window == GVN_WINDOW_DAY)
    {
      if (!find_end_of_days (planning, uo, line->quantity, &own, error))
        return FALSE;
      take_later (end, &own);
    }
  else if (find_end_of_call (uo, line->quantity, &own))
    take_later (end, &own);

  return TRUE;
}

static gboolean
add_hours_end (const GvnHours *hours, const GvnLocal *start, GvnLocal *end, GError **error)
{
  GvnLocal own;
  gint64 from;

  if (!hours->fit)
    return TRUE;
  if (!gvn_local_to_instant (start, &from, error))
    return FALSE;
  gvn_local_from_instant (from + (gint64) sum_wanted (hours) * 60, &own);
  take_later (end, &own);

  return TRUE;
}

/**
 * gvn_intervention_find_end:
 * @lines: (element-type GvnOrderLine): what is asked for
 * @start: when it is planned
 * @end: (out): when the last of them ends; an invalid date where that is not known: no time
 *   is planned, no unit has hours, or they do not fit in theirs from @start on
 *
 * How long it takes, as if one technician of each kind worked: half-days and days on
 * working days, hours in a row.
 */
gboolean
gvn_intervention_find_end (const GvnPlanning *planning, GPtrArray *lines, const GvnLocal *start, GvnLocal *end,
                           GError **error)
{
  g_autoptr (GArray) hours = NULL;

  *end = (GvnLocal) { .minutes = GVN_NO_MINUTES };
  g_date_clear (&end->date, 1);
  if (start->minutes == GVN_NO_MINUTES)
    return TRUE;
  hours = gvn_intervention_list_hours (planning, lines, start, error);
  for (guint i = 0; hours != NULL && i < hours->len; i++)
    if (!add_hours_end (&g_array_index (hours, GvnHours, i), start, end, error))
      return FALSE;
  for (guint i = 0; hours != NULL && i < lines->len; i++)
    if (!add_line_end (planning, lines->pdata[i], start, end, error))
      return FALSE;

  return hours != NULL;
}

/* Listing ----------------------------------------------------------------------------- */

static char *
dup_units (GvnCatalogue *catalogue, GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const GvnOrderLine *line = lines->pdata[i];
      g_autofree char *quantity = gvn_quantity_dup_text (line->quantity);

      g_string_append_printf (text, "%s%s × %s — %s", i > 0 ? "\n" : "", quantity, line->uo,
                              gvn_catalogue_get (catalogue, line->uo)->label);
    }

  return g_string_free_and_steal (text);
}

/* Who owes the notice of a unit, or its answer, by the rule in force. */
static gboolean
add_holders (GvnOrderContext *context, GvnOrder *order, const char *kind, GHashTable *people, GError **error)
{
  const GDate *on = &order->version->start.date;
  const GvnRule *rule = kind != NULL ? gvn_order_context_find_rule (context, kind, on) : NULL;
  g_autoptr (GPtrArray) holders = NULL;

  if (rule == NULL)
    return TRUE;
  holders = gvn_role_find_holders (context->db, rule->owner_role, order->perimeter, on, error);
  for (guint i = 0; holders != NULL && i < holders->len; i++)
    g_hash_table_add (people, g_strdup (((GvnPerson *) holders->pdata[i])->id));

  return holders != NULL;
}

static GStrv
list_people (GvnOrderContext *context, GvnOrder *order, GPtrArray *lines, GError **error)
{
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < lines->len; i++)
    {
      const GvnUo *uo = gvn_catalogue_get (context->catalogue, ((GvnOrderLine *) lines->pdata[i])->uo);

      if (!add_holders (context, order, uo->notice_rule, people, error)
          || !add_holders (context, order, uo->quote_rule, people, error))
        return NULL;
    }
  g_hash_table_iter_init (&iter, people);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, g_strdup (id));
  g_ptr_array_sort_values (ids, (GCompareFunc) g_strcmp0);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

static GvnIntervention *
intervention_new (GvnOrderContext *context, GvnOrder *order, GError **error)
{
  GPtrArray *lines = gvn_order_get_current_lines (order);
  g_autoptr (GvnIntervention) self = g_new0 (GvnIntervention, 1);
  GvnPlanning planning = { context->catalogue, gvn_order_context_get_calendar (context, order->perimeter, error),
                           context->weekend_prevails };

  self->order = g_strdup (order->id);
  self->name = gvn_order_dup_name (order);
  self->title = g_strdup (order->title);
  self->perimeter = g_strdup (order->perimeter);
  self->units = dup_units (context->catalogue, lines);
  if (lines->len > 0)
    self->place = g_strdup (gvn_catalogue_get (context->catalogue, ((GvnOrderLine *) lines->pdata[0])->uo)->place);
  self->start = order->version->start;
  self->state = order->state;
  self->tentative = order->issued == NULL;
  self->cancelled = order->cancelled != NULL || order->state == GVN_ORDER_REFUSED;
  self->people = planning.calendar != NULL ? list_people (context, order, lines, error) : NULL;
  if (self->people == NULL || !gvn_intervention_find_end (&planning, lines, &self->start, &self->end, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * gvn_intervention_list:
 *
 * Returns: (transfer full) (element-type GvnIntervention): the orders whose request in force
 *   has a planned start, by number; those cancelled too
 */
GPtrArray *
gvn_intervention_list (GvnDb *db, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_intervention_free);
  g_autoptr (GPtrArray) orders = gvn_order_load_started (db, error);
  g_autoptr (GvnOrderContext) context = NULL;

  if (orders == NULL || orders->len == 0)
    return orders != NULL ? g_steal_pointer (&all) : NULL;
  context = gvn_order_context_load (db, error);
  for (guint i = 0; context != NULL && i < orders->len; i++)
    {
      GvnOrder *order = orders->pdata[i];
      GvnIntervention *one;

      gvn_order_replay (order, context->catalogue, NULL); /* what is not possible is for the check to tell */
      if (!g_date_valid (&order->version->start.date))
        continue;
      one = intervention_new (context, order, error);
      if (one == NULL)
        return NULL;
      g_ptr_array_add (all, one);
    }

  return context != NULL ? g_steal_pointer (&all) : NULL;
}
