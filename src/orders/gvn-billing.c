/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "orders/gvn-billing.h"
#include "orders/gvn-money-private.h"

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

/* Disputes ----------------------------------------------------------------------------- */

static void
dispute_free (GvnBillingDispute *self)
{
  g_clear_pointer (&self->element, gvn_settlement_free);
  g_clear_object (&self->meeting);
  g_clear_object (&self->order);
  g_clear_object (&self->decision);
  g_free (self->uo);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnBillingDispute, dispute_free)

static gboolean
is_contested (const GvnSettlement *element)
{
  return element->contractor == GVN_POSITION_CONTESTED || element->dsiun == GVN_POSITION_CONTESTED;
}

static GvnOrder *
find_order (const GvnBilling *self, const char *id)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const GvnBillingLine *line = self->lines->pdata[i];

      if (g_str_equal (line->order->id, id))
        return line->order;
    }

  return NULL;
}

typedef struct
{
  char *element;
  char *meeting;
  char *order;
  char *uo;
  char *decision;
} Row;

static void
row_free (Row *self)
{
  g_free (self->element);
  g_free (self->meeting);
  g_free (self->order);
  g_free (self->uo);
  g_free (self->decision);
  g_free (self);
}

static gpointer
row_from_statement (GvnStatement *statement)
{
  Row *self = g_new0 (Row, 1);

  self->element = gvn_statement_dup_text (statement, 0);
  self->meeting = gvn_statement_dup_text (statement, 1);
  self->order = gvn_statement_dup_text (statement, 2);
  self->uo = gvn_statement_dup_text (statement, 3);
  self->decision = gvn_statement_dup_text (statement, 4);

  return self;
}

/* An element that is neither contested nor was is no dispute. */
static gboolean
add_dispute (GvnBilling *self, GvnDb *db, const Row *row, GvnOrder *order, GError **error)
{
  g_autoptr (GvnBillingDispute) dispute = g_new0 (GvnBillingDispute, 1);

  dispute->element = gvn_settlement_load (db, row->element, error);
  if (dispute->element == NULL)
    return FALSE;
  if (!is_contested (dispute->element) && row->decision == NULL)
    return TRUE;
  dispute->meeting = gvn_meeting_load (db, row->meeting, error);
  if (dispute->meeting == NULL)
    return FALSE;
  if (row->decision != NULL && (dispute->decision = gvn_matter_load (db, row->decision, error)) == NULL)
    return FALSE;
  g_set_object (&dispute->order, order);
  dispute->uo = g_strdup (row->uo);
  self->n_unsettled += dispute->decision == NULL;
  g_ptr_array_add (self->disputes, g_steal_pointer (&dispute));

  return TRUE;
}

static gboolean
add_disputes (GvnBilling *self, GvnDb *db, GError **error)
{
  g_autoptr (GPtrArray) rows = gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT s.id, s.meeting, s.service_order, s.uo, s.decision FROM settlement AS s"
                    " JOIN meeting AS m ON m.id = s.meeting LEFT JOIN service_order AS o ON o.id = s.service_order"
                    " WHERE s.kind = 'billing' AND (s.service_order IS NOT NULL OR s.meeting = ?)"
                    " ORDER BY o.number IS NULL, o.number, m.planned_on, s.position, s.id",
                    "s", self->meeting != NULL ? self->meeting->id : NULL),
      row_from_statement, (GDestroyNotify) row_free, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const Row *row = rows->pdata[i];
      GvnOrder *order = row->order != NULL ? find_order (self, row->order) : NULL;

      if ((row->order == NULL || order != NULL) && !add_dispute (self, db, row, order, error))
        return FALSE;
    }

  return rows != NULL;
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
 * @month: any of its days
 *
 * Returns: (transfer full): the statement of a month
 */
GvnBilling *
gvn_billing_load (GvnDb *db, const GDate *month, const GvnNow *now, GError **error)
{
  g_autoptr (GvnBilling) self = g_new0 (GvnBilling, 1);

  self->first = self->last = *month;
  g_date_set_day (&self->first, 1);
  g_date_set_day (&self->last, g_date_get_days_in_month (g_date_get_month (month), g_date_get_year (month)));
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->disputes = g_ptr_array_new_with_free_func ((GDestroyNotify) dispute_free);
  self->money = gvn_money_load (db, now, error);
  if (self->money == NULL)
    return NULL;
  add_lines (self);

  return find_meeting (self, db, error) && add_disputes (self, db, error) ? g_steal_pointer (&self) : NULL;
}

void
gvn_billing_free (GvnBilling *self)
{
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->disputes);
  g_clear_object (&self->meeting);
  g_clear_pointer (&self->money, gvn_money_free);
  g_free (self);
}

/* Disputing ---------------------------------------------------------------------------- */

/* Sets the unit of the line, which an order that was issued has. */
static gboolean
check_claim (GvnDb *db, const GvnBillingClaim *claim, GvnOrder *order, char **uo, GError **error)
{
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (db, error);
  const GPtrArray *lines = gvn_order_get_lines (order, GVN_STAGE_ORDERED);
  g_autofree char *name = gvn_order_dup_name (order);
  const GvnUo *wanted = NULL;

  *uo = NULL;
  if (catalogue == NULL)
    return FALSE;
  if (order->issued == NULL)
    return gvn_error_refuse (name, _ ("it is not issued, nothing of it is billed; record the order first"), error);
  if (claim->uo == NULL)
    return TRUE;
  wanted = gvn_catalogue_find (catalogue, claim->uo, error);
  if (wanted == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (((GvnOrderLine *) lines->pdata[i])->uo, wanted->code))
      {
        *uo = g_strdup (wanted->code);
        return TRUE;
      }

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: an order as CMD-3, the code of a work unit */
               _ ("%s has no line of %s: dispute one of its lines, or the whole order"), name, wanted->code);
  return FALSE;
}

static gboolean
check_element (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GvnSettlement) element = gvn_settlement_load (db, id, error);

  if (element == NULL)
    return FALSE;

  return element->kind == GVN_SETTLEMENT_BILLING
         || gvn_error_refuse (element->title, _ ("it is no element of billing (6.2); choose one that is"), error);
}

/* A new element for the COPIL, called after what is disputed. */
static gboolean
add_element (GvnDb *db, GvnBillingClaim *claim, GvnOrder *order, const char *uo, GError **error)
{
  g_autofree char *name = gvn_order_dup_name (order);
  g_autofree char *title
      = uo != NULL ? g_strdup_printf ("%s, %s", name, uo) : g_strdup_printf ("%s, %s", name, order->title);
  GvnSettlementDraft draft = { .meeting = claim->meeting,
                               .kind = GVN_SETTLEMENT_BILLING,
                               .title = title,
                               .has_amount = claim->has_amount,
                               .cents = claim->cents };
  gboolean saved = gvn_settlement_save (db, &draft, error);

  claim->element = draft.id;

  return saved;
}

static gboolean
contest (GvnDb *db, const GvnBillingClaim *claim, GError **error)
{
  GvnSettlementPosition position
      = { .id = claim->element, .side = claim->side, .position = GVN_POSITION_CONTESTED, .note = claim->note };

  return gvn_settlement_set_position (db, &position, error);
}

/**
 * gvn_billing_dispute:
 * @claim: a #GvnBillingClaim, whose element is set
 *
 * A #GvnCommand: a party contests an order or a line of it before a COPIL; or an element
 * of billing there is already is said to be about it.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED for an order that is not issued or an element of
 *   another kind, %GVN_ERROR_INVALID for a unit that is none of its lines
 */
gboolean
gvn_billing_dispute (GvnDb *db, gpointer data, GError **error)
{
  GvnBillingClaim *claim = data;
  g_autoptr (GvnOrder) order = gvn_order_find (db, claim->order, claim->now, error);
  g_autofree char *uo = NULL;

  if (order == NULL || !check_claim (db, claim, order, &uo, error))
    return FALSE;
  if (!(claim->element != NULL ? check_element (db, claim->element, error) : add_element (db, claim, order, uo, error))
      || (claim->side != NULL && !contest (db, claim, error)))
    return FALSE;

  return gvn_db_exec (db, error, "UPDATE settlement SET service_order = ?, uo = ? WHERE id = ?", "sss", order->id, uo,
                      claim->element);
}

/* The COPIL settles (6.2), and the COSTRAT above it what it could not (6.5). */
static gboolean
check_decision (GvnMatter *matter, GError **error)
{
  g_autofree char *code = gvn_matter_dup_code (matter);

  if (matter->kind != GVN_MATTER_DECISION)
    return gvn_error_refuse (code, _ ("only a decision settles what is contested; record it in the COPIL"), error);

  return g_str_equal (matter->body_kind, GVN_SETTLING_BODY_KIND) || g_str_equal (matter->body_kind, "COSTRAT")
         || gvn_error_refuse (
             code, _ ("another body took it; a COPIL settles the billing (6.2), or the COSTRAT it goes up to"), error);
}

/**
 * gvn_billing_settle:
 * @decision: a #GvnBillingDecision
 *
 * A #GvnCommand: says which decision settles a dispute.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED for what is not contested, or what is no decision
 *   of a COPIL or of a COSTRAT
 */
gboolean
gvn_billing_settle (GvnDb *db, gpointer data, GError **error)
{
  const GvnBillingDecision *wanted = data;
  g_autoptr (GvnSettlement) element = gvn_settlement_load (db, wanted->element, error);
  g_autoptr (GvnMatter) matter = NULL;

  if (element == NULL || !check_element (db, wanted->element, error))
    return FALSE;
  if (wanted->decision == NULL)
    return gvn_db_exec (db, error, "UPDATE settlement SET decision = NULL WHERE id = ?", "s", element->id);
  if (!is_contested (element))
    return gvn_error_refuse (element->title, _ ("no party contests it, there is nothing to settle"), error);
  matter = gvn_matter_find (db, wanted->decision, error);

  return matter != NULL && check_decision (matter, error)
         && gvn_db_exec (db, error, "UPDATE settlement SET decision = ? WHERE id = ?", "ss", matter->id, element->id);
}
