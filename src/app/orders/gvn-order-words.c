/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/orders/gvn-order-words.h"
#include "base/gvn-text.h"

static const char *const board_columns[GVN_N_BOARD_COLUMNS] = {
  [GVN_BOARD_NEED] = N_ ("Need"),         [GVN_BOARD_SENT] = N_ ("Sent"),     [GVN_BOARD_QUOTED] = N_ ("Quoted"),
  [GVN_BOARD_ACCEPTED] = N_ ("Accepted"), [GVN_BOARD_ISSUED] = N_ ("Issued"), [GVN_BOARD_DELIVERED] = N_ ("Delivered"),
  [GVN_BOARD_VERIFIED] = N_ ("Verified"),
};

/* What was deferred is to be delivered again; a refused quote waits where it is. */
GvnBoardColumn
gvn_order_get_board_column (GvnOrder *order)
{
  switch (order->state)
    {
    case GVN_ORDER_NEED:
      return GVN_BOARD_NEED;
    case GVN_ORDER_SENT:
      return GVN_BOARD_SENT;
    case GVN_ORDER_QUOTED:
    case GVN_ORDER_REFUSED:
      return GVN_BOARD_QUOTED;
    case GVN_ORDER_ACCEPTED:
      return GVN_BOARD_ACCEPTED;
    case GVN_ORDER_ISSUED:
    case GVN_ORDER_DEFERRED:
      return GVN_BOARD_ISSUED;
    case GVN_ORDER_DELIVERED:
      return GVN_BOARD_DELIVERED;
    case GVN_ORDER_ADMITTED:
    case GVN_ORDER_REDUCED:
    case GVN_ORDER_REJECTED:
    case GVN_ORDER_INVOICED:
      return GVN_BOARD_VERIFIED;
    case GVN_ORDER_CANCELLED:
      return GVN_BOARD_NONE;
    }

  g_assert_not_reached ();
}

const char *
gvn_board_column_get_label (GvnBoardColumn column)
{
  return _ (board_columns[column]);
}

/* Whether somebody still has something to do with it. */
gboolean
gvn_order_is_open (GvnOrder *order)
{
  return order->state != GVN_ORDER_REJECTED && order->state != GVN_ORDER_INVOICED
         && order->state != GVN_ORDER_CANCELLED;
}

const char *
gvn_order_get_perimeter_words (GvnOrder *order)
{
  return order->perimeter != NULL ? order->perimeter : _ ("Whole contract");
}

/* The class of what says its state: beside the words, never alone. */
const char *
gvn_order_get_color (GvnOrder *order)
{
  if (order->late)
    return "error";
  if (gvn_order_get_board_column (order) == GVN_BOARD_NONE)
    return "dimmed";
  if (gvn_order_get_board_column (order) == GVN_BOARD_VERIFIED)
    return order->state == GVN_ORDER_REJECTED ? "error" : "success";

  return order->state == GVN_ORDER_REFUSED || order->state == GVN_ORDER_DEFERRED ? "warning" : NULL;
}

char *
gvn_order_dup_state_words (GvnOrder *order)
{
  const char *label = gvn_order_state_get_label (order->state);

  /* Translators: the state of an order, which something is late in */
  return order->late ? g_strdup_printf (_ ("Late: %s"), label) : g_strdup (label);
}

/* A day, with its time when it has one; "" without. */
char *
gvn_order_dup_due (const GvnLocal *due)
{
  g_autofree char *day = NULL, *time = NULL;

  if (!g_date_valid (&due->date))
    return g_strdup ("");

  day = gvn_text_short_date (&due->date);
  if (due->minutes == GVN_NO_MINUTES)
    return g_steal_pointer (&day);
  time = gvn_text_time (due->minutes);

  return g_strdup_printf ("%s, %s", day, time);
}

/* Counted on the calendar of the order's perimeter, as its deadlines are. */
static gboolean
count_days_left (GvnSession *session, GvnOrder *order, const GDate *due, int *days)
{
  GvnCalendar *calendar = gvn_session_find_calendar (session, order->perimeter);

  return calendar != NULL
         && gvn_calendar_count_working_days (calendar, &gvn_session_get_now (session)->local.date, due, days, NULL);
}

static char *
dup_quote_countdown (GvnSession *session, GvnOrder *order)
{
  int days = order->notes.quote_lateness;

  if (order->quote_late)
    return g_strdup_printf (ngettext ("Quote late: %d working day", "Quote late: %d working days", (gulong) days),
                            days);
  if (gvn_local_compare (&order->quote_due, &gvn_session_get_now (session)->local) < 0
      || !count_days_left (session, order, &order->quote_due.date, &days))
    return NULL;
  if (days == 0)
    return g_strdup (_ ("Quote due today"));

  return g_strdup_printf (ngettext ("Quote due in %d working day", "Quote due in %d working days", (gulong) days),
                          days);
}

static char *
dup_execution_countdown (GvnSession *session, GvnOrder *order)
{
  int days = order->notes.execution_lateness;

  if (g_date_compare (&order->execution_due.date, &gvn_session_get_now (session)->local.date) < 0)
    return days > 0
               ? g_strdup_printf (
                     ngettext ("Delivery late: %d working day", "Delivery late: %d working days", (gulong) days), days)
               : g_strdup (_ ("Delivery late"));
  if (!count_days_left (session, order, &order->execution_due.date, &days))
    return NULL;
  if (days == 0)
    return g_strdup (_ ("Delivery due today"));

  return g_strdup_printf (ngettext ("Delivery due in %d working day", "Delivery due in %d working days", (gulong) days),
                          days);
}

/**
 * gvn_order_dup_countdown:
 *
 * Returns: (transfer full) (nullable): how long is left for what is awaited of the
 *   contractor, in working days, or how late it is; %NULL when nothing is awaited
 */
char *
gvn_order_dup_countdown (GvnSession *session, GvnOrder *order)
{
  if (order->state == GVN_ORDER_SENT && g_date_valid (&order->quote_due.date))
    return dup_quote_countdown (session, order);
  if (order->issued != NULL && order->delivered == NULL && order->cancelled == NULL
      && g_date_valid (&order->execution_due.date))
    return dup_execution_countdown (session, order);

  return NULL;
}

/* Notes ------------------------------------------------------------------------------- */

char *
gvn_order_dup_note (int note)
{
  return note >= 0 ? g_strdup_printf ("%d", note) : g_strdup ("–");
}

/* With the mark of decimals of the language; "" while there is nothing to measure. */
char *
gvn_order_dup_weighted (const GvnOrderNotes *notes)
{
  return notes->weighted >= 0 ? g_strdup_printf ("%.2f", notes->weighted / 100.0) : g_strdup ("");
}

/* "15 · 20 · 15": the three notes the weighted one comes from */
char *
gvn_order_dup_parts (const GvnOrderNotes *notes)
{
  g_autofree char *quote = gvn_order_dup_note (notes->quote);
  g_autofree char *execution = gvn_order_dup_note (notes->execution);
  g_autofree char *conformity = gvn_order_dup_note (notes->conformity);

  return g_strjoin (" · ", quote, execution, conformity, NULL);
}

/* All of an order, as a screen reader says it. */
char *
gvn_order_dup_sentence (GvnSession *session, GvnOrder *order)
{
  g_autofree char *name = gvn_order_dup_name (order);
  g_autofree char *state = gvn_order_dup_state_words (order);
  g_autofree char *countdown = gvn_order_dup_countdown (session, order);

  return g_strjoin (", ", name, order->title, gvn_order_get_perimeter_words (order), state, countdown, NULL);
}
