/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "orders/gvn-order.h"
#include "orders/gvn-orders.h"
#include "proceedings/gvn-agenda.h"

/* What the orders bring to a COPIL (6.2): the services on order that were verified since
 * the last one, with their notes, and the orders under way. */

static char *
describe (GvnOrder *order)
{
  g_autofree char *name = gvn_order_dup_name (order);

  return g_strjoin (", ", name, order->title, order->perimeter, NULL);
}

/* COPIL item 1: what was verified since the last one. */
static char *
dup_verified (GvnDb *db, GvnMeeting *meeting, const GvnNow *now, GError **error)
{
  GvnOrderFilter filter = { .state = -1, .verified_until = meeting->start.date };
  g_autoptr (GPtrArray) orders = gvn_agenda_find_previous (db, meeting, &filter.verified_after, error)
                                     ? gvn_order_list (db, &filter, now, error)
                                     : NULL;
  GvnAgendaLines lines = { NULL, 0 };

  for (guint i = 0; orders != NULL && i < orders->len; i++)
    {
      GvnOrder *order = orders->pdata[i];
      g_autofree char *what = describe (order);
      g_autofree char *note = order->notes.weighted >= 0 ? gvn_quantity_dup_text (order->notes.weighted) : NULL;

      if (note == NULL)
        /* Translators: an order, its state */
        gvn_agenda_lines_add (&lines, g_strdup_printf (_ ("%s: %s"), what, gvn_order_state_get_label (order->state)));
      else
        gvn_agenda_lines_add (
            &lines,
            /* Translators: an order, its state, its note on 20 */
            g_strdup_printf (_ ("%s: %s, note %s"), what, gvn_order_state_get_label (order->state), note));
    }

  return gvn_agenda_lines_end (&lines);
}

static gboolean
is_under_way (const GvnOrder *order)
{
  return order->state != GVN_ORDER_NEED && order->final_record == NULL && order->cancelled == NULL;
}

/* What the contractor still owes it: an answer or its execution; NULL for nothing. */
static const GvnLocal *
find_awaited (const GvnOrder *order)
{
  const GvnLocal *due = order->state == GVN_ORDER_SENT                      ? &order->quote_due
                        : order->issued != NULL && order->delivered == NULL ? &order->execution_due
                                                                            : NULL;

  return due != NULL && g_date_valid (&due->date) ? due : NULL;
}

/* COPIL item 13: the orders under way, with what they wait for. */
static char *
dup_under_way (GvnDb *db, GvnMeeting *meeting, const GvnNow *now, GError **error)
{
  const GvnOrderFilter filter = { .state = -1, .unfinished = TRUE };
  g_autoptr (GPtrArray) orders = gvn_order_list (db, &filter, now, error);
  GvnAgendaLines lines = { NULL, 0 };

  for (guint i = 0; orders != NULL && i < orders->len; i++)
    {
      GvnOrder *order = orders->pdata[i];
      const GvnLocal *due = find_awaited (order);
      g_autofree char *what = describe (order);
      g_autofree char *day = NULL;

      if (!is_under_way (order))
        continue;
      if (due == NULL)
        {
          gvn_agenda_lines_add (&lines, g_strdup_printf (_ ("%s: %s"), what, gvn_order_state_get_label (order->state)));
          continue;
        }
      day = gvn_text_date (&due->date);
      gvn_agenda_lines_add (
          &lines,
          /* Translators: an order, its state, the day its quote or its execution is due, " (late)" or nothing */
          g_strdup_printf (_ ("%s: %s, due on %s%s"), what, gvn_order_state_get_label (order->state), day,
                           order->late ? _ (" (late)") : ""));
    }

  return gvn_agenda_lines_end (&lines);
}

void
gvn_orders_register_agenda (void)
{
  static const GvnAgendaSource sources[] = {
    { "service_analysis", dup_verified },
    { "orders_and_resources", dup_under_way },
  };

  gvn_agenda_add_sources (sources, G_N_ELEMENTS (sources));
}
