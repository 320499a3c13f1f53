/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orders/gvn-order-private.h"
#include "orders/gvn-quote-clock.h"

/* The dates and the notes of an order, from its facts and the register. */

static const GvnOrderDue *
find_due (const GvnOrder *order, const char *kind, int part)
{
  for (guint i = 0; i < order->dues->len; i++)
    {
      const GvnOrderDue *due = order->dues->pdata[i];

      if (due->part == part && g_str_equal (due->kind, kind))
        return due;
    }

  return NULL;
}

/* Which part of a quote's rule the register has for a version. */
int
gvn_order_version_get_part (const GvnOrderVersion *self)
{
  return self->number > 1 ? self->number : 0;
}

/**
 * gvn_order_find_quote_due:
 * @version: one that was sent
 * @rule: the kind of the rule of its quote
 * @due: (out): as the register has it, as the rule counts it where the register does not
 *   (what came before the contract is tracked); an invalid date in a crisis
 * @excused: (out): whether a recorded decision leaves its lateness out
 */
gboolean
gvn_order_find_quote_due (GvnOrder *self, GvnOrderContext *context, const GvnOrderVersion *version, const char *rule,
                          GvnLocal *due, gboolean *excused, GError **error)
{
  const GvnOrderDue *known = find_due (self, rule, gvn_order_version_get_part (version));
  const GvnRule *found;
  GvnCalendar *calendar;

  g_date_clear (&due->date, 1);
  *excused = known != NULL && known->excused;
  if (known != NULL)
    *due = known->due;
  if (known != NULL || self->crisis)
    return TRUE;

  found = gvn_order_context_find_rule (context, rule, &version->sent->at.date);
  calendar = found != NULL ? gvn_order_context_get_calendar (context, self->perimeter, error) : NULL;

  return found == NULL
         || (calendar != NULL && gvn_delay_evaluate (&found->delay, calendar, &version->sent->at, due, NULL, error));
}

static gboolean
is_after (const GvnLocal *moment, const GvnLocal *due)
{
  int days = g_date_compare (&moment->date, &due->date);

  return days > 0 || (days == 0 && due->minutes != GVN_NO_MINUTES && moment->minutes > due->minutes);
}

/* The lateness so far of what may not be done yet; nothing may be @done. */
static gboolean
count_lateness (GvnOrder *self, GvnOrderContext *context, const GvnLocal *due, const GvnOrderFact *done,
                const GvnNow *now, int *days, GError **error)
{
  GvnCalendar *calendar = gvn_order_context_get_calendar (context, self->perimeter, error);

  return calendar != NULL && gvn_lateness_count (calendar, due, done != NULL ? &done->at : &now->local, days, error);
}

/* Quote ------------------------------------------------------------------------------- */

typedef struct
{
  gboolean measured;
  gboolean open;     /* a line in time so far is not answered yet */
  GvnLocal last_due; /* the last of the lines */
  int largest;       /* started days */
  gboolean last_excused;
  const GvnOrderFact *last_answer;
} QuoteReading;

static gboolean
read_line (GvnOrder *self, GvnOrderContext *context, const GvnUo *uo, const GvnNow *now, QuoteReading *reading,
           GError **error)
{
  const GvnOrderFact *answer = g_hash_table_lookup (self->version->answered, uo->code);
  gboolean excused, overdue;
  GvnLocal due;
  int days;

  if (!gvn_order_find_quote_due (self, context, self->version, uo->quote_rule, &due, &excused, error))
    return FALSE;
  if (!g_date_valid (&due.date))
    return TRUE;
  overdue = answer == NULL && is_after (&now->local, &due);
  if (!count_lateness (self, context, &due, answer, now, &days, error))
    return FALSE;

  reading->measured = TRUE;
  reading->open = reading->open || (answer == NULL && !overdue);
  reading->largest = MAX (reading->largest, excused ? 0 : days);
  if (answer != NULL && (reading->last_answer == NULL || answer->instant > reading->last_answer->instant))
    reading->last_answer = answer;
  if (!g_date_valid (&reading->last_due.date) || gvn_local_compare (&due, &reading->last_due) > 0)
    {
      reading->last_due = due;
      reading->last_excused = excused;
    }
  self->quote_late = self->quote_late || overdue;

  return TRUE;
}

/* PON-1: the largest lateness of a line, or that of the request's last deadline. */
static gboolean
derive_quote (GvnOrder *self, GvnOrderContext *context, const GvnNow *now, gboolean *measured, GError **error)
{
  const GPtrArray *lines = self->version->lines[GVN_STAGE_NEEDED];
  QuoteReading reading = { FALSE };

  for (guint i = 0; self->version->sent != NULL && i < lines->len; i++)
    {
      const GvnUo *uo = gvn_catalogue_get (context->catalogue, ((GvnOrderLine *) lines->pdata[i])->uo);

      if (uo->quote_rule != NULL && !read_line (self, context, uo, now, &reading, error))
        return FALSE;
    }

  self->quote_due = reading.last_due;
  self->settled = !reading.open && !self->quote_late;
  self->notes.quote_lateness = reading.largest;
  *measured = reading.measured && (!reading.open || reading.largest > 0);
  if (!reading.measured || context->largest_line)
    return TRUE;
  if (reading.last_excused)
    self->notes.quote_lateness = 0;
  else
    return count_lateness (self, context, &reading.last_due,
                           reading.open || self->quote_late ? NULL : reading.last_answer, now,
                           &self->notes.quote_lateness, error);

  return TRUE;
}

/* Execution --------------------------------------------------------------------------- */

/* When it was to be delivered, as ordered and as postponed. */
gboolean
gvn_order_find_execution (GvnOrder *self, GvnOrderContext *context, GError **error)
{
  GvnLocal none = { .minutes = GVN_NO_MINUTES };

  g_date_clear (&none.date, 1);
  self->execution_planned = self->execution_due = none;
  if (self->issued == NULL)
    return TRUE;

  if (self->issued->due_count >= 0)
    {
      GvnDelay delay
          = { .direction = GVN_DIRECTION_AFTER, .unit = self->issued->due_unit, .count = self->issued->due_count };
      GvnCalendar *calendar = gvn_order_context_get_calendar (context, self->perimeter, error);

      if (calendar == NULL
          || !gvn_delay_evaluate (&delay, calendar, &self->issued->at, &self->execution_planned, NULL, error))
        return FALSE;
    }
  else
    self->execution_planned.date = self->issued->due_on;
  self->execution_due = self->execution_planned;
  if (self->postponed != NULL)
    self->execution_due.date = self->postponed->due_on;

  return TRUE;
}

static gboolean
derive_execution (GvnOrder *self, GvnOrderContext *context, const GvnNow *now, gboolean *measured, GError **error)
{
  const GvnOrderDue *known = find_due (self, GVN_RULE_EXECUTION, 0);

  *measured = FALSE;
  if (!gvn_order_find_execution (self, context, error))
    return FALSE;
  if (known != NULL && known->closed)
    self->execution_due = known->due;
  if (!g_date_valid (&self->execution_due.date))
    return TRUE;
  if (!count_lateness (self, context, &self->execution_due, self->delivered, now, &self->notes.execution_lateness,
                       error))
    return FALSE;
  *measured = self->delivered != NULL || self->notes.execution_lateness > 0;
  if (known != NULL && known->excused)
    self->notes.execution_lateness = 0;

  return TRUE;
}

/* Notes ------------------------------------------------------------------------------- */

static const GvnOrderIndicator *
find_indicator (GvnOrderContext *context, const char *code, const GDate *on)
{
  for (guint i = 0; i < context->indicators->len; i++)
    {
      const GvnOrderIndicator *indicator = context->indicators->pdata[i];

      if (g_str_equal (indicator->code, code) && g_date_compare (&indicator->effective_on, on) <= 0)
        return indicator;
    }

  return NULL;
}

static gboolean
is_scored (GvnOrder *self, GvnCatalogue *catalogue)
{
  const GPtrArray *lines = gvn_order_get_current_lines (self);

  for (guint i = 0; i < lines->len; i++)
    if (gvn_catalogue_get (catalogue, ((GvnOrderLine *) lines->pdata[i])->uo)->scored)
      return TRUE;

  return FALSE;
}

/* 20 less so many points each, never below 0 (R1); what is not measured is left out (R7). */
static void
score (GvnOrder *self, GvnOrderContext *context, const gboolean measured[3], const GvnNow *now)
{
  static const char *const codes[] = { "quote", "execution", "conformity" };
  const int units[] = { self->notes.quote_lateness, self->notes.execution_lateness, self->deferrals };
  int *notes[] = { &self->notes.quote, &self->notes.execution, &self->notes.conformity };
  const GDate *on = self->final_record != NULL ? &self->final_record->at.date : &now->local.date;
  int sum = 0, weights = 0;

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const GvnOrderIndicator *indicator = measured[i] ? find_indicator (context, codes[i], on) : NULL;

      if (indicator == NULL)
        continue;
      *notes[i] = MAX (0, 20 - (int) MIN ((gint64) indicator->points * units[i], 20));
      self->notes.points[i] = indicator->points;
      self->notes.weights[i] = indicator->weight;
      sum += indicator->weight * *notes[i];
      weights += indicator->weight;
    }
  if (weights > 0)
    self->notes.weighted = (sum * 100 + weights / 2) / weights; /* R12: half up */
}

/* One note per order, in one quarter (L-11). */
static void
find_counted (GvnOrder *self, const GvnOrderContext *context)
{
  const GvnOrderFact *fact = context->note_at_final && self->final_record != NULL ? self->final_record : self->issued;

  if (fact != NULL)
    self->notes.counted_on = fact->at.date;
}

/* Something is overdue: an answer, the execution, a deliverable, a verification. What still
 * may be is not settled. */
static void
derive_late (GvnOrder *self, const GvnNow *now)
{
  for (guint i = 0; i < self->dues->len; i++)
    {
      const GvnOrderDue *due = self->dues->pdata[i];

      if (due->closed || due->excused)
        continue;
      self->late = self->late || is_after (&now->local, &due->due);
      self->settled = FALSE;
    }
  self->late = self->late || self->quote_late;
}

/**
 * gvn_order_derive:
 * @self: an order just loaded
 *
 * Its state, dates and notes (8.5*), seen at @now. A lateness that is not over counts so
 * far; the notes are provisional until the last PV (L-11).
 */
gboolean
gvn_order_derive (GvnOrder *self, GvnOrderContext *context, const GvnNow *now, GError **error)
{
  gboolean measured[3] = { FALSE };

  self->notes = (GvnOrderNotes) { .quote = -1, .execution = -1, .conformity = -1, .weighted = -1 };
  g_date_clear (&self->notes.counted_on, 1);
  gvn_order_replay (self, context->catalogue, NULL); /* what is not possible is for the check to tell */
  self->settled = self->cancelled != NULL;
  if (self->cancelled == NULL)
    {
      if (!derive_quote (self, context, now, &measured[0], error)
          || !derive_execution (self, context, now, &measured[1], error))
        return FALSE;
      self->settled = self->settled && self->delivered != NULL && self->final_record != NULL;
      measured[2] = self->delivered != NULL || self->deferrals > 0;
      self->notes.final = self->final_record != NULL;
      find_counted (self, context);
      derive_late (self, now);
    }
  if (self->cancelled == NULL && is_scored (self, context->catalogue))
    score (self, context, measured, now);

  return TRUE;
}
