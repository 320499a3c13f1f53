/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "contract/gvn-contract.h"
#include "orders/gvn-order-book.h"

G_BEGIN_DECLS

/*
 * What orders are worth: euros excluding tax, in cents, at the prices in force when they
 * were issued (the reference day before that). A price may be missing: an amount says how
 * many of its lines have none, and is never taken for zero.
 */

typedef enum
{
  GVN_MONEY_NEEDED,
  GVN_MONEY_QUOTED,
  GVN_MONEY_ORDERED,
  GVN_MONEY_ADMITTED, /* less the réfactions */
  GVN_MONEY_INVOICED,
} GvnMoneyStage;

#define GVN_MONEY_N_STAGES (GVN_MONEY_INVOICED + 1)

const char *gvn_money_stage_to_string (GvnMoneyStage stage);
const char *gvn_money_stage_get_label (GvnMoneyStage stage);

/**
 * GvnMoneyAmount:
 * @cents: what is known of it
 * @n_known: how many lines have an amount
 * @n_missing: how many have none, for want of a price: then @cents is a part of it
 */
typedef struct
{
  gint64 cents;
  guint n_known;
  guint n_missing;
} GvnMoneyAmount;

void gvn_money_amount_add (GvnMoneyAmount *self, const GvnMoneyAmount *other);
char *gvn_money_amount_dup_text (const GvnMoneyAmount *self);
char *gvn_money_amount_dup_missing (const GvnMoneyAmount *self);

/**
 * GvnMoneyEntry:
 * @day: of the fact that brought it to @stage
 * @service_on: the service it is for: the last day of the month of a recurring order, else
 *   @day
 * @known: whether its amount is
 * @cents: 0 when it is not
 * @reduction: what réfactions took off @cents (%GVN_MONEY_ADMITTED)
 *
 * One line of an order at one stage. A réfaction is about deliverables: it is taken off
 * the lines in proportion to their amounts, to the cent.
 */
typedef struct
{
  GvnOrder *order;
  const GvnUo *uo;
  GvnMoneyStage stage;
  gint64 quantity; /* hundredths */
  GDate day;
  GDate service_on;
  gboolean known;
  gint64 cents;
  gint64 reduction;
} GvnMoneyEntry;

typedef struct _GvnMoney GvnMoney;

GvnMoney *gvn_money_load (GvnDb *db, const GvnNow *now, GError **error);
gpointer gvn_money_read (GvnDb *db, gpointer reading, GError **error);
GvnMoney *gvn_money_new (GvnDb *db, GPtrArray *orders, const GvnNow *now, GError **error);
GvnMoney *gvn_money_new_of_order (GvnDb *db, GvnOrder *order, const GvnNow *now, GError **error);
GvnMoney *gvn_money_ref (GvnMoney *self);
void gvn_money_unref (GvnMoney *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnMoney, gvn_money_unref)

const GvnContract *gvn_money_get_contract (GvnMoney *self);
GPtrArray *gvn_money_get_entries (GvnMoney *self);
const GDate *gvn_money_get_price_day (GvnMoney *self, GvnOrder *order);
gboolean gvn_money_find_line (GvnMoney *self, GvnOrder *order, const GvnOrderLine *line, gint64 *cents);
void gvn_money_get_order_amount (GvnMoney *self, GvnOrder *order, GvnMoneyStage stage, GvnMoneyAmount *amount);
gint64 gvn_money_share (gint64 total, gint64 from, gint64 to, gint64 whole);

/* Sums --------------------------------------------------------------------------- */

typedef enum
{
  GVN_MONEY_BY_MONTH,
  GVN_MONEY_BY_QUARTER, /* of the market */
  GVN_MONEY_BY_FAMILY,
  GVN_MONEY_BY_UO,
  GVN_MONEY_BY_PERIMETER,
} GvnMoneyGrouping;

/**
 * GvnMoneySum:
 * @key: "2027-06", "2027-Q2", "TMS-REC", "UO 8", an agency; "" for the whole contract as
 *   perimeter and for what lies outside the quarters
 */
typedef struct
{
  char *key;
  char *label;
  guint rank; /* among its like */
  GvnMoneyAmount amounts[GVN_MONEY_N_STAGES];
} GvnMoneySum;

void gvn_money_sum_free (GvnMoneySum *self);
GPtrArray *gvn_money_sum (GvnMoney *self, GvnMoneyGrouping by, const GDate *first, const GDate *last);
void gvn_money_sum_all (GvnMoney *self, const GDate *first, const GDate *last,
                        GvnMoneyAmount amounts[GVN_MONEY_N_STAGES]);

gboolean gvn_quarter_parse (const GvnContract *contract, const char *text, GvnQuarter *quarter, GError **error);
char *gvn_quarter_to_string (const GvnQuarter *self);

/* Weights and maximum ------------------------------------------------------------ */

/**
 * GvnTerm:
 *
 * The terms of the general formula (8.7*): one ponctuel, or two by %GVN_SETTING_PONCTUEL_STREAMS
 * (L-09), where %GVN_TERM_PONCTUEL is then what no stream was chosen for. The phases have
 * no note.
 */
typedef enum
{
  GVN_TERM_PILOTAGE,
  GVN_TERM_TMS,
  GVN_TERM_TME,
  GVN_TERM_PONCTUEL,
  GVN_TERM_PONCTUEL_TMS,
  GVN_TERM_PONCTUEL_TME,
  GVN_TERM_INITIALISATION,
  GVN_TERM_REVERSIBILITY,
} GvnTerm;

#define GVN_N_TERMS (GVN_TERM_REVERSIBILITY + 1)

const char *gvn_term_to_string (GvnTerm term);
const char *gvn_term_get_label (GvnTerm term);

/**
 * GvnWeights:
 * @counted: whether a term is one of the formula's, as the settings have it
 * @amounts: the service of the quarter that was admitted
 * @total: of the terms counted; the weights are of what is known while it misses prices
 * @weights: in hundredths of a percent, half a hundredth up; -1 while nothing is known
 */
typedef struct
{
  gboolean counted[GVN_N_TERMS];
  GvnMoneyAmount amounts[GVN_N_TERMS];
  GvnMoneyAmount total;
  int weights[GVN_N_TERMS];
} GvnWeights;

void gvn_money_weigh (GvnMoney *self, const GvnQuarter *quarter, GvnWeights *weights);

typedef enum
{
  GVN_MAXIMUM_CLEAR,
  GVN_MAXIMUM_FIRST_ALERT,
  GVN_MAXIMUM_LAST_ALERT,
  GVN_MAXIMUM_PASSED,
} GvnMaximumLevel;

const char *gvn_maximum_level_to_string (GvnMaximumLevel level);

/**
 * GvnMaximum:
 * @cents: 0 while none is known, and all the rest with it
 * @ordered: by all orders of the contract that are not cancelled
 * @share: of it that is ordered, in hundredths of a percent, half a hundredth up
 */
typedef struct
{
  gint64 cents;
  GvnMoneyAmount ordered;
  int share;
  int first_alert, last_alert; /* percent */
  GvnMaximumLevel level;
} GvnMaximum;

void gvn_money_get_maximum (GvnMoney *self, GvnMaximum *maximum);
char *gvn_maximum_dup_text (const GvnMaximum *self);

G_END_DECLS
