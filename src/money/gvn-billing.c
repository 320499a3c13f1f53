/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "money/gvn-billing-private.h"
#include "money/gvn-money-private.h"

/* Lines -------------------------------------------------------------------------------- */

static gboolean
is_of_statement (const GvnMoneyEntry *entry, const GvnBilling *self)
{
  return entry->stage >= GVN_MONEY_ORDERED && gvn_money_is_within (&entry->day, &self->first, &self->last);
}

static GvnBillingLine *
find_line (GvnBilling *self, const GvnMoneyEntry *entry)
{
  GvnBillingLine *line;

  for (guint i = self->lines->len; i > 0; i--)
    {
      line = self->lines->pdata[i - 1];
      if (line->order != entry->order)
        break;
      if (line->uo == entry->uo)
        return line;
    }
  line = g_new0 (GvnBillingLine, 1);
  line->order = entry->order;
  line->uo = entry->uo;
  line->quantity = entry->quantity;
  g_ptr_array_add (self->lines, line);

  return line;
}

/* How much an invoiced entry, the @i-th, goes beyond what was admitted of its line. */
static gint64
find_excess (GPtrArray *entries, guint i)
{
  const GvnMoneyEntry *invoiced = entries->pdata[i];

  for (; i > 0; i--)
    {
      const GvnMoneyEntry *entry = entries->pdata[i - 1];

      if (entry->order != invoiced->order)
        break;
      if (entry->stage == GVN_MONEY_ADMITTED && entry->uo == invoiced->uo)
        return entry->known && invoiced->known ? invoiced->cents - entry->cents : 0;
    }

  return 0;
}

static void
add_lines (GvnBilling *self)
{
  GPtrArray *entries = gvn_money_get_entries (self->money);

  for (guint i = 0; i < entries->len; i++)
    {
      const GvnMoneyEntry *entry = entries->pdata[i];
      GvnBillingLine *line;

      if (!is_of_statement (entry, self))
        continue;
      line = find_line (self, entry);
      gvn_money_entry_add_to (entry, &line->amounts[entry->stage]);
      gvn_money_entry_add_to (entry, &self->totals[entry->stage]);
      if (entry->stage == GVN_MONEY_INVOICED)
        line->excess += find_excess (entries, i);
      if (entry->stage == GVN_MONEY_ADMITTED)
        {
          line->reduction += entry->reduction;
          self->reduction += entry->reduction;
        }
    }
}

/* The first COPIL after the month, as the quarter's (L-12); none may be planned yet. */
static gboolean
find_meeting (GvnBilling *self, GvnDb *db, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *id = gvn_db_get_text (db, &local_error,
                                         "SELECT m.id FROM meeting AS m JOIN body AS b ON b.code = m.body"
                                         " WHERE b.kind = ? AND m.state <> 'cancelled' AND m.planned_on > ?"
                                         " ORDER BY m.planned_on, m.start_minutes LIMIT 1",
                                         "sd", GVN_SETTLING_BODY_KIND, &self->last);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (id == NULL)
    return TRUE;
  self->meeting = gvn_meeting_load (db, id, error);

  return self->meeting != NULL;
}

/**
 * gvn_billing_load:
 * @money: what all orders are worth; a reference is kept
 * @month: any of its days
 *
 * Returns: (transfer full): the statement of a month
 */
GvnBilling *
gvn_billing_load (GvnDb *db, GvnMoney *money, const GDate *month, GError **error)
{
  g_autoptr (GvnBilling) self = g_new0 (GvnBilling, 1);

  self->first = self->last = *month;
  g_date_set_day (&self->first, 1);
  g_date_set_day (&self->last, g_date_get_days_in_month (g_date_get_month (month), g_date_get_year (month)));
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_billing_item_free);
  self->money = gvn_money_ref (money);
  add_lines (self);

  return find_meeting (self, db, error) && gvn_billing_load_items (self, db, error) ? g_steal_pointer (&self) : NULL;
}

void
gvn_billing_free (GvnBilling *self)
{
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->items);
  g_clear_object (&self->meeting);
  g_clear_pointer (&self->money, gvn_money_unref);
  g_free (self);
}

/**
 * gvn_billing_get_net:
 * @net: (out): what was admitted, less the réfactions, the penalties and the malus, and
 *   with the primes; what is disputed stays in it
 */
void
gvn_billing_get_net (const GvnBilling *self, GvnMoneyAmount *net)
{
  *net = self->totals[GVN_MONEY_ADMITTED];
  for (guint i = 0; i < self->items->len; i++)
    {
      const GvnBillingItem *item = self->items->pdata[i];

      if (item->kind == GVN_BILLING_REDUCTION || item->kind == GVN_BILLING_DISPUTE)
        continue;
      net->cents += gvn_billing_item_get_signed (item);
      net->n_known += item->has_amount;
      net->n_missing += !item->has_amount;
    }
}
