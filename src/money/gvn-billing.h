/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "money/gvn-money.h"
#include "proceedings/gvn-matter.h"
#include "proceedings/gvn-settlement.h"

G_BEGIN_DECLS

/*
 * The billing elements of a month (6.2): what was ordered, admitted and invoiced in it,
 * and what a COPIL settles of it: réfactions, penalties, malus, primes, what is disputed.
 * Penalties, malus, primes and disputes are elements of a COPIL (gvn-settlement.h), with
 * the position of both parties; a réfaction is of the admission of an order. The decision
 * that settles each is one of the register of matters.
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

typedef enum
{
  GVN_BILLING_REDUCTION,
  GVN_BILLING_PENALTY,
  GVN_BILLING_MALUS,
  GVN_BILLING_BONUS,
  GVN_BILLING_DISPUTE,
} GvnBillingKind;

#define GVN_BILLING_N_KINDS (GVN_BILLING_DISPUTE + 1)

const char *gvn_billing_kind_to_string (GvnBillingKind kind);
const char *gvn_billing_kind_get_label (GvnBillingKind kind);

/**
 * GvnBillingItem:
 * @id: of the element, of the fact of a réfaction: what gvn_billing_settle() takes
 * @cents: what it takes off, gives or disputes, never below zero but in a dispute; only
 *   when @has_amount
 * @element: (nullable): %NULL for a réfaction, as @meeting
 * @fact: (nullable): the verification that pronounced a réfaction, of @order
 * @order: (nullable): %NULL for an element that names none
 * @uo: (nullable): the line of it; %NULL for the whole order
 * @decision: (nullable): what settles it; %NULL while nothing does
 */
typedef struct
{
  GvnBillingKind kind;
  char *id;
  char *title;
  gboolean has_amount;
  gint64 cents;
  GvnSettlement *element;
  GvnMeeting *meeting;
  const GvnOrderFact *fact;
  GvnOrder *order;
  char *uo;
  GvnMatter *decision;
} GvnBillingItem;

gint64 gvn_billing_item_get_signed (const GvnBillingItem *self);
char *gvn_billing_item_dup_title (const GvnBillingItem *self);
char *gvn_billing_item_dup_words (const GvnBillingItem *self);

/**
 * GvnBilling:
 * @first: the first day of the month
 * @lines: (element-type GvnBillingLine): by order, then as the catalogue has them
 * @totals: of the lines
 * @items: (element-type GvnBillingItem): by kind. Réfactions are of what was admitted in
 *   the month; an element is of the month its order is of, else of the one before its COPIL
 * @sums: of @items; one without an amount is missing
 * @n_unsettled: how many of @items no decision settles
 * @meeting: (nullable): the COPIL that settles the month: the first one planned after it
 */
typedef struct
{
  GDate first, last;
  GPtrArray *lines;
  GvnMoneyAmount totals[GVN_MONEY_N_STAGES];
  gint64 reduction;
  GPtrArray *items;
  GvnMoneyAmount sums[GVN_BILLING_N_KINDS];
  guint n_unsettled;
  GvnMeeting *meeting;
  GvnMoney *money;
} GvnBilling;

GvnBilling *gvn_billing_load (GvnDb *db, GvnMoney *money, const GDate *month, GError **error);
void gvn_billing_free (GvnBilling *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnBilling, gvn_billing_free)

GPtrArray *gvn_billing_list_of_order (GvnDb *db, GvnOrder *order, GError **error);
void gvn_billing_get_net (const GvnBilling *self, GvnMoneyAmount *net);
const char *gvn_billing_get_net_label (void);

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
 * @item: the id of a #GvnBillingItem
 * @decision: (nullable): an id or a code as "D-3"; %NULL takes back what settled it
 */
typedef struct
{
  const char *item;
  const char *decision;
} GvnBillingDecision;

gboolean gvn_billing_can_settle (const GvnMatter *decision);
gboolean gvn_billing_can_be_settled (const GvnSettlement *element);
gboolean gvn_billing_find_decision (GvnDb *db, const char *item, char **decision, GError **error);
gboolean gvn_billing_settle (GvnDb *db, gpointer decision, GError **error);

G_END_DECLS
