/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "money/gvn-billing-private.h"

/* Disputing what is billed, and saying which decision settles it. */

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
  gboolean saved;

  if (claim->meeting == NULL)
    return gvn_error_refuse (name, _ ("no COPIL is there to settle it; plan one first"), error);
  saved = gvn_settlement_save (db, &draft, error);
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

/* Settling ----------------------------------------------------------------------------- */

/* The COPIL settles (6.2), and the COSTRAT above it what it could not (6.5). */
gboolean
gvn_billing_can_settle (const GvnMatter *decision)
{
  return decision->kind == GVN_MATTER_DECISION
         && (g_str_equal (decision->body_kind, GVN_SETTLING_BODY_KIND) || g_str_equal (decision->body_kind, "COSTRAT"));
}

static gboolean
check_decision (GvnMatter *matter, GError **error)
{
  g_autofree char *code = gvn_matter_dup_code (matter);

  if (gvn_billing_can_settle (matter))
    return TRUE;
  if (matter->kind != GVN_MATTER_DECISION)
    return gvn_error_refuse (code, _ ("only a decision settles an element of billing; record it in the COPIL"), error);

  return gvn_error_refuse (
      code, _ ("another body took it; a COPIL settles the billing (6.2), or the COSTRAT it goes up to"), error);
}

/**
 * gvn_billing_can_be_settled:
 *
 * Returns: whether a decision may settle @element: a penalty, a malus, a prime, or billing
 *   that a party contests
 */
gboolean
gvn_billing_can_be_settled (const GvnSettlement *element)
{
  return gvn_settlement_kind_is_unsigned (element->kind)
         || (element->kind == GVN_SETTLEMENT_BILLING && gvn_settlement_is_contested (element));
}

static gboolean
check_settled (const GvnSettlement *element, GError **error)
{
  if (gvn_billing_can_be_settled (element))
    return TRUE;

  return gvn_error_refuse (element->title,
                           element->kind == GVN_SETTLEMENT_BILLING
                               ? _ ("no party contests it, there is nothing to settle")
                               : _ ("it is no element of billing (6.2); choose one that is"),
                           error);
}

/**
 * gvn_billing_find_decision:
 * @item: the id of a #GvnBillingItem
 * @decision: (out): the id of what settles it; %NULL when nothing does
 */
gboolean
gvn_billing_find_decision (GvnDb *db, const char *item, char **decision, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *decision = gvn_db_get_text (db, &local_error,
                               "SELECT decision FROM settlement WHERE id = ?1 UNION ALL"
                               " SELECT decision FROM order_fact WHERE fact = ?1",
                               "s", item);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
settle (GvnDb *db, const char *statement, const GvnBillingDecision *wanted, GError **error)
{
  g_autoptr (GvnMatter) matter = wanted->decision != NULL ? gvn_matter_find (db, wanted->decision, error) : NULL;

  if (wanted->decision != NULL && (matter == NULL || !check_decision (matter, error)))
    return FALSE;

  return gvn_db_exec (db, error, statement, "ss", matter != NULL ? matter->id : NULL, wanted->item);
}

/**
 * gvn_billing_settle:
 * @decision: a #GvnBillingDecision
 *
 * A #GvnCommand: says which decision settles a réfaction, a penalty, a malus, a prime or a
 * dispute.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED for an element of another kind, for billing that
 *   is not contested, or for what is no decision of a COPIL or of a COSTRAT
 */
gboolean
gvn_billing_settle (GvnDb *db, gpointer data, GError **error)
{
  const GvnBillingDecision *wanted = data;
  g_autoptr (GvnSettlement) element = NULL;
  gint64 n_reductions;

  if (!gvn_db_get_int (db, &n_reductions, error, "SELECT count(*) FROM " GVN_BILLING_REDUCTIONS " AND f.id = ?", "s",
                       wanted->item))
    return FALSE;
  if (n_reductions > 0)
    return settle (db, "UPDATE order_fact SET decision = ? WHERE fact = ?", wanted, error);
  element = gvn_settlement_load (db, wanted->item, error);

  return element != NULL && (wanted->decision == NULL || check_settled (element, error))
         && settle (db, "UPDATE settlement SET decision = ? WHERE id = ?", wanted, error);
}
