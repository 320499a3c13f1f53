/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "orders/gvn-money.h"
#include "proceedings/gvn-matter.h"
#include "proceedings/gvn-settlement.h"

G_BEGIN_DECLS

/*
 * The billing elements of a month (6.2): what was ordered, admitted and invoiced in it,
 * less the réfactions, and what is disputed of it. A dispute is an element of billing of a
 * COPIL (gvn-settlement.h), with the position of both parties, that names the order; the
 * decision that settles it is one of the register of matters.
 */

/**
 * GvnBillingLine:
 * @amounts: of each stage, only when it came to it in the month
 * @reduction: what réfactions took off what was admitted
 * @excess: what is invoiced beyond what was admitted of it, whenever that was; below zero
 *   when it is less, 0 where either is not known
 */
typedef struct
{
  GvnOrder *order;
  const GvnUo *uo;
  gint64 quantity; /* hundredths */
  GvnMoneyAmount amounts[GVN_MONEY_N_STAGES];
  gint64 reduction;
  gint64 excess;
} GvnBillingLine;

/**
 * GvnBillingDispute:
 * @order: (nullable): %NULL for an element that names none
 * @uo: (nullable): the line of it; %NULL for the whole order
 * @decision: (nullable): what settles it; %NULL while nothing does
 */
typedef struct
{
  GvnSettlement *element;
  GvnMeeting *meeting;
  GvnOrder *order;
  char *uo;
  GvnMatter *decision;
} GvnBillingDispute;

/**
 * GvnBilling:
 * @first: the first day of the month
 * @lines: (element-type GvnBillingLine): by order, then as the catalogue has them
 * @totals: of the lines
 * @disputes: (element-type GvnBillingDispute): about the orders of the month, then those
 *   of @meeting that name no order
 * @n_unsettled: how many of them no decision settles
 * @meeting: (nullable): the COPIL that settles the month: the first one planned after it
 */
typedef struct
{
  GDate first, last;
  GPtrArray *lines;
  GvnMoneyAmount totals[GVN_MONEY_N_STAGES];
  gint64 reduction;
  GPtrArray *disputes;
  guint n_unsettled;
  GvnMeeting *meeting;
  GvnMoney *money;
} GvnBilling;

GvnBilling *gvn_billing_load (GvnDb *db, const GDate *month, const GvnNow *now, GError **error);
void gvn_billing_free (GvnBilling *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnBilling, gvn_billing_free)

/**
 * GvnBillingClaim:
 * @order: an id or a name as "CMD-3"
 * @uo: (nullable): the line; %NULL for the whole order
 * @meeting: (nullable): the COPIL that is to settle it; %NULL with @element
 * @element: (inout) (nullable): an element of billing there is already; else set to the id
 *   of the new one, to be freed
 * @side: (nullable): who contests it; %NULL only with @element
 * @note: what is contested, read by the other party
 */
typedef struct
{
  const char *order;
  const char *uo;
  const char *meeting;
  char *element;
  const char *side;
  const char *note;
  gboolean has_amount;
  gint64 cents;
  const GvnNow *now;
} GvnBillingClaim;

gboolean gvn_billing_dispute (GvnDb *db, gpointer claim, GError **error);

/**
 * GvnBillingDecision:
 * @decision: an id or a code as "D-3"; %NULL takes back what settled it
 */
typedef struct
{
  const char *element;
  const char *decision;
} GvnBillingDecision;

gboolean gvn_billing_settle (GvnDb *db, gpointer decision, GError **error);

G_END_DECLS
