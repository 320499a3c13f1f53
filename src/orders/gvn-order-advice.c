/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "orders/gvn-intervention.h"
#include "orders/gvn-order-act.h"
#include "orders/gvn-order-private.h"
#include "orders/gvn-quote-clock.h"

/* What is worth saying of a request before it is sent: nothing here forbids. */

typedef struct
{
  const GvnOrderDraft *draft;
  GvnOrderContext *context;
  GvnCalendar *calendar;
  GvnLocal sent; /* or now */
  GPtrArray *advice;
} Advising;

static void
advising_clear (Advising *self)
{
  g_clear_pointer (&self->context, gvn_order_context_free);
  g_clear_pointer (&self->advice, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Advising, advising_clear)

static gboolean
advising_init (Advising *self, GvnDb *db, const GvnOrderDraft *draft, GError **error)
{
  self->draft = draft;
  self->context = gvn_order_context_load (db, error);
  if (self->context == NULL)
    return FALSE;
  self->calendar = gvn_order_context_get_calendar (self->context, draft->perimeter, error);
  self->advice = g_ptr_array_new_with_free_func (g_free);
  if (draft->sent != 0)
    gvn_local_from_instant (draft->sent, &self->sent);
  else
    self->sent = draft->now->local;

  return self->calendar != NULL;
}

/* By when a rule of a unit gives from the sending; an invalid date without the rule. */
static gboolean
find_due (const Advising *self, const char *kind, GvnLocal *due, GError **error)
{
  const GvnRule *rule = kind != NULL ? gvn_order_context_find_rule (self->context, kind, &self->sent.date) : NULL;

  g_date_clear (&due->date, 1);
  due->minutes = GVN_NO_MINUTES;

  return rule == NULL || gvn_delay_evaluate (&rule->delay, self->calendar, &self->sent, due, NULL, error);
}

/**
 * gvn_order_draft_list_dues:
 *
 * Returns: (transfer full) (element-type GvnLocal): for each line, by when it is to be
 *   answered if it is sent as the draft says, or now; an invalid date where no answer is
 *   due (C.2)
 */
GArray *
gvn_order_draft_list_dues (GvnDb *db, const GvnOrderDraft *draft, GError **error)
{
  g_auto (Advising) self = { NULL };
  g_autoptr (GArray) dues = g_array_new (FALSE, FALSE, sizeof (GvnLocal));

  if (!advising_init (&self, db, draft, error))
    return NULL;
  for (guint i = 0; i < draft->lines->len; i++)
    {
      const GvnUo *uo = gvn_catalogue_get (self.context->catalogue, ((GvnOrderLine *) draft->lines->pdata[i])->uo);
      GvnLocal due;

      if (!find_due (&self, draft->crisis ? NULL : uo->quote_rule, &due, error))
        return NULL;
      g_array_append_val (dues, due);
    }

  return g_steal_pointer (&dues);
}

/* Several delays ----------------------------------------------------------------------- */

static void
advise_classes (const Advising *self)
{
  int first = -1;

  for (guint i = 0; !self->draft->crisis && i < self->draft->lines->len; i++)
    {
      const GvnUo *uo
          = gvn_catalogue_get (self->context->catalogue, ((GvnOrderLine *) self->draft->lines->pdata[i])->uo);
      const GvnRule *rule = uo->quote_rule != NULL
                                ? gvn_order_context_find_rule (self->context, uo->quote_rule, &self->sent.date)
                                : NULL;
      int count = rule != NULL ? rule->delay.count : 0;

      if (first >= 0 && first != count)
        {
          g_ptr_array_add (
              self->advice,
              g_strdup (_ ("These units are answered in different delays: one request for each delay makes "
                           "their lateness plain")));
          return;
        }
      first = count;
    }
}

/* Tiers ------------------------------------------------------------------------------- */

/* The days a series is estimated at: as said, else as asked for. */
static gint64
find_estimate (const Advising *self, const GvnUo *uo)
{
  gint64 days = self->draft->estimate;

  for (guint i = 0; self->draft->estimate == 0 && i < self->draft->lines->len; i++)
    {
      const GvnOrderLine *line = self->draft->lines->pdata[i];

      if (g_strcmp0 (gvn_catalogue_get (self->context->catalogue, line->uo)->series, uo->series) == 0)
        days += line->quantity;
    }

  return days;
}

static void
advise_tier (const Advising *self, const GvnUo *uo)
{
  gint64 days = uo->tier != GVN_TIER_NONE ? find_estimate (self, uo) : 0;
  const GvnUo *right
      = days > 0 ? gvn_catalogue_find_tier (self->context->catalogue, uo, days, self->context->inclusive) : NULL;
  g_autofree char *text = NULL;

  if (right == NULL || right == uo)
    return;
  text = gvn_quantity_dup_text (days);
  g_ptr_array_add (self->advice,
                   /* Translators: a number of days, two codes of work units */
                   g_strdup_printf (_ ("%s days of work call for %s, not %s (7.11.1.4)"), text, right->code, uo->code));
}

/* The planned start -------------------------------------------------------------------- */

static gboolean
is_before (const GvnLocal *start, const GvnLocal *due)
{
  int days = g_date_valid (&due->date) ? g_date_compare (&start->date, &due->date) : 0;

  return days < 0
         || (days == 0 && g_date_valid (&due->date) && due->minutes != GVN_NO_MINUTES && start->minutes < due->minutes);
}

static gboolean
advise_start (const Advising *self, const GvnUo *uo, GError **error)
{
  const GvnLocal *start = &self->draft->start;
  GvnLocal quote_due, notice_due;

  if (!g_date_valid (&start->date) || self->draft->crisis)
    return TRUE;
  if (!find_due (self, uo->quote_rule, &quote_due, error) || !find_due (self, uo->notice_rule, &notice_due, error))
    return FALSE;
  if (is_before (start, &notice_due))
    {
      g_autofree char *due = gvn_text_moment (&notice_due);

      g_ptr_array_add (self->advice,
                       /* Translators: the code of a work unit, a date and time */
                       g_strdup_printf (_ ("%s starts before its notice runs out, on %s (L-30)"), uo->code, due));
    }
  else if (is_before (start, &quote_due))
    {
      g_autofree char *due = gvn_text_moment (&quote_due);

      g_ptr_array_add (self->advice,
                       /* Translators: the code of a work unit, a date and time */
                       g_strdup_printf (_ ("%s starts before its quote is due, on %s"), uo->code, due));
    }

  return TRUE;
}

/* The hours it is worked in ------------------------------------------------------------ */

static void
tell_window (const Advising *self, const GvnUo *uo)
{
  g_ptr_array_add (
      self->advice,
      /* Translators: the code of a work unit, the hours it is worked in */
      g_strdup_printf (_ ("%s does not start then; it is worked: %s"), uo->code, gvn_window_get_label (uo->window)));
}

/* "4 h UO 15a, 2 h UO 15b", those that no unit has at the end */
static char *
dup_hours (const Advising *self, const GvnUo *uo, const int minutes[GVN_N_WINDOWS])
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_null_terminated (4, g_free, TRUE);

  for (guint i = 1; i <= GVN_N_WINDOWS; i++)
    {
      GvnUoWindow window = i % GVN_N_WINDOWS;
      const GvnUo *other = gvn_catalogue_find_window (self->context->catalogue, uo, window);
      g_autofree char *hours = gvn_quantity_dup_text (((gint64) minutes[window] * GVN_QUANTITY_ONE + 30) / 60);

      if (minutes[window] > 0 && other != NULL)
        /* Translators: a number of hours, the code of a work unit */
        g_ptr_array_add (parts, g_strdup_printf (_ ("%s h %s"), hours, other->code));
      else if (minutes[window] > 0)
        /* Translators: a number of hours */
        g_ptr_array_add (parts, g_strdup_printf (_ ("%s h of business hours"), hours));
    }

  return g_strjoinv (", ", (char **) parts->pdata);
}

/* A start that none of them has, else hours that run on into those of another unit. */
static void
advise_hours (const Advising *self, const GvnHours *hours)
{
  const GvnLocal *start = &self->draft->start;
  GvnUoWindow window = gvn_off_hours_find (self->calendar, start, self->context->weekend_prevails);

  if (window == GVN_WINDOW_NONE || hours->wanted[window] == 0)
    {
      for (guint i = 0; i < GVN_N_WINDOWS; i++)
        if (hours->wanted[i] > 0)
          tell_window (self, gvn_catalogue_find_window (self->context->catalogue, hours->uo, i));
    }
  else if (!hours->fit)
    {
      g_autofree char *got = dup_hours (self, hours->uo, hours->got);
      g_autofree char *wanted = dup_hours (self, hours->uo, hours->wanted);

      g_ptr_array_add (
          self->advice,
          /* Translators: numbers of hours with the codes of their work units, twice */
          g_strdup_printf (_ ("In a row from that start on, the hours come to %s, not %s (7.11.5.2)"), got, wanted));
    }
}

/* What is left of a half-day or a day after its first hour is not the whole of it. */
static void
advise_days (const Advising *self, const GvnUo *uo)
{
  const GvnLocal *start = &self->draft->start;

  if (!gvn_window_admits (uo->window, self->calendar, start, self->context->weekend_prevails))
    tell_window (self, uo);
  else if (!gvn_window_has_whole (uo->window, start))
    g_ptr_array_add (self->advice,
                     /* Translators: the code of a work unit, the hours it is worked in */
                     g_strdup_printf (_ ("%s does not fit in its hours from that start on: %s"), uo->code,
                                      gvn_window_get_label (uo->window)));
}

/* The whole intervention, as far as its units say how long it is (L-31). */
static gboolean
advise_window (const Advising *self, GError **error)
{
  const GvnPlanning planning = { self->context->catalogue, self->calendar, self->context->weekend_prevails };
  const GvnLocal *start = &self->draft->start;
  g_autoptr (GArray) hours = NULL;

  if (!g_date_valid (&start->date) || start->minutes == GVN_NO_MINUTES || self->draft->crisis)
    return TRUE;
  hours = gvn_intervention_list_hours (&planning, self->draft->lines, start, error);
  if (hours == NULL)
    return FALSE;
  for (guint i = 0; i < hours->len; i++)
    advise_hours (self, &g_array_index (hours, GvnHours, i));
  for (guint i = 0; i < self->draft->lines->len; i++)
    {
      const GvnUo *uo
          = gvn_catalogue_get (self->context->catalogue, ((GvnOrderLine *) self->draft->lines->pdata[i])->uo);

      if (uo->window != GVN_WINDOW_NONE && !gvn_window_is_hourly (uo->window))
        advise_days (self, uo);
    }

  return TRUE;
}

/* What it takes ------------------------------------------------------------------------ */

static void
advise_enclosed (const Advising *self, const GvnUo *uo)
{
  if (g_strcmp0 (uo->requires, "specification") == 0 && gvn_text_is_empty (self->draft->specification))
    g_ptr_array_add (self->advice,
                     /* Translators: the code of a work unit */
                     g_strdup_printf (_ ("%s starts from a specification (7.11.3.3)"), uo->code));
  if (g_strcmp0 (uo->requires, "capacity_note") == 0 && gvn_text_is_empty (self->draft->capacity_note))
    g_ptr_array_add (
        self->advice,
        /* Translators: the code of a work unit */
        g_strdup_printf (_ ("%s needs the reason why the proximité cannot absorb it (7.11.9.2)"), uo->code));
  if (uo->prior_exchange && !g_date_valid (&self->draft->exchange_on))
    g_ptr_array_add (self->advice,
                     /* Translators: the code of a work unit, a clause */
                     g_strdup_printf (_ ("%s takes an exchange with the contractor first (%s)"), uo->code, uo->clause));
}

/**
 * gvn_order_draft_advise:
 *
 * Returns: (transfer full) (element-type utf8): a sentence for each thing to look at: several
 *   delays, a tier, a start, what is to be enclosed
 */
GPtrArray *
gvn_order_draft_advise (GvnDb *db, const GvnOrderDraft *draft, GError **error)
{
  g_auto (Advising) self = { NULL };

  if (!advising_init (&self, db, draft, error))
    return NULL;
  advise_classes (&self);
  for (guint i = 0; i < draft->lines->len; i++)
    {
      const GvnUo *uo = gvn_catalogue_get (self.context->catalogue, ((GvnOrderLine *) draft->lines->pdata[i])->uo);

      advise_tier (&self, uo);
      advise_enclosed (&self, uo);
      if (!advise_start (&self, uo, error))
        return NULL;
    }

  return advise_window (&self, error) ? g_steal_pointer (&self.advice) : NULL;
}
