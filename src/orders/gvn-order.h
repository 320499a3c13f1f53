/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "calendar/gvn-delay.h"
#include "orders/gvn-uo.h"

G_BEGIN_DECLS

/*
 * An order, from the need to the invoice (7.11, part C.4): its versions, its lines, its
 * deliverables and its facts. Its state follows from its facts and is never stored.
 */

#define GVN_SUBJECT_ORDER "order"

typedef enum
{
  GVN_ORDER_NEED,
  GVN_ORDER_SENT,
  GVN_ORDER_QUOTED,
  GVN_ORDER_ACCEPTED,
  GVN_ORDER_REFUSED,
  GVN_ORDER_ISSUED,
  GVN_ORDER_DELIVERED,
  GVN_ORDER_DEFERRED,
  GVN_ORDER_ADMITTED,
  GVN_ORDER_REDUCED,
  GVN_ORDER_REJECTED,
  GVN_ORDER_INVOICED,
  GVN_ORDER_CANCELLED,
} GvnOrderState;

#define GVN_ORDER_N_STATES (GVN_ORDER_CANCELLED + 1)

const char *gvn_order_state_to_string (GvnOrderState state);
gboolean gvn_order_state_parse (const char *text, GvnOrderState *state);
const char *gvn_order_state_get_label (GvnOrderState state);

/**
 * GvnOrderAct:
 *
 * What happens to an order; each is a kind of fact.
 */
typedef enum
{
  GVN_ORDER_ACT_SEND,
  GVN_ORDER_ACT_EXCHANGE,
  GVN_ORDER_ACT_QUOTE,
  GVN_ORDER_ACT_ACCEPT,
  GVN_ORDER_ACT_REFUSE,
  GVN_ORDER_ACT_ASK_AGAIN,
  GVN_ORDER_ACT_MOBILISE,
  GVN_ORDER_ACT_CONSOLIDATE,
  GVN_ORDER_ACT_ISSUE,
  GVN_ORDER_ACT_POSTPONE,
  GVN_ORDER_ACT_DELIVER,
  GVN_ORDER_ACT_ADMIT,
  GVN_ORDER_ACT_DEFER,
  GVN_ORDER_ACT_REJECT,
  GVN_ORDER_ACT_INVOICE,
  GVN_ORDER_ACT_CANCEL,
} GvnOrderAct;

#define GVN_ORDER_N_ACTS (GVN_ORDER_ACT_CANCEL + 1)

const char *gvn_order_act_get_label (GvnOrderAct act);

typedef enum
{
  GVN_STAGE_NEEDED,
  GVN_STAGE_QUOTED,
  GVN_STAGE_ORDERED,
} GvnStage;

#define GVN_N_STAGES (GVN_STAGE_ORDERED + 1)

/**
 * GvnOrderLine:
 * @quantity: in hundredths
 */
typedef struct
{
  char *uo;
  gint64 quantity;
} GvnOrderLine;

/**
 * GvnOrderFact:
 * @request: (nullable): the id of the version it is about
 * @deliverable: (nullable): the id of the deliverable; %NULL for all
 * @due_on: invalid, or the day committed to, ordered, postponed to
 * @due_count: or a delay from the notification; -1 without one
 * @cents: a réfaction; only when @has_amount
 * @uos: (nullable): the units an answer covers; %NULL for all
 */
typedef struct
{
  char *id;
  GvnOrderAct act;
  GvnLocal at;
  gint64 instant;
  char *by_name;
  char *by_side;
  char *note;
  char *proof;
  char *request;
  char *deliverable;
  GDate due_on;
  int due_count;
  GvnUnit due_unit;
  gboolean has_amount;
  gint64 cents;
  GStrv uos;
} GvnOrderFact;

/**
 * GvnOrderVersion:
 * @estimate: days of work in hundredths; 0 when nobody said
 * @start: the planned start; invalid without one
 * @lines: (element-type GvnOrderLine): by stage; empty where it is as the stage before
 * @sent: invalid date until then, as the others
 * @answered: code → #GvnOrderFact, the first that covers it
 *
 * One version of the request.
 */
typedef struct
{
  char *id;
  int number;
  gint64 estimate;
  GvnLocal start;
  char *specification;
  char *capacity_note;
  GDate exchange_on;
  GPtrArray *lines[GVN_N_STAGES];

  const GvnOrderFact *sent;
  const GvnOrderFact *exchanged;
  const GvnOrderFact *quoted;
  GHashTable *answered;
} GvnOrderVersion;

typedef enum
{
  GVN_DELIVERABLE_AWAITED,
  GVN_DELIVERABLE_DELIVERED,
  GVN_DELIVERABLE_DEFERRED,
  GVN_DELIVERABLE_ADMITTED,
  GVN_DELIVERABLE_REDUCED,
  GVN_DELIVERABLE_REJECTED,
} GvnDeliverableState;

const char *gvn_deliverable_state_to_string (GvnDeliverableState state);
const char *gvn_deliverable_state_get_label (GvnDeliverableState state);

/**
 * GvnDeliverable:
 * @id: (nullable): %NULL for the one that stands for an order without any
 * @due_on: invalid: with the order
 * @delivered: the first time
 * @verified: the last verdict
 */
typedef struct
{
  char *id;
  int number;
  char *title;
  GDate due_on;

  GvnDeliverableState state;
  const GvnOrderFact *delivered;
  const GvnOrderFact *verified;
} GvnDeliverable;

/**
 * GvnOrderRound:
 * @number: which delivery of @deliverable, from 1
 * @verdict: (nullable): what ended its verification
 *
 * A delivery and its verification.
 */
typedef struct
{
  const GvnDeliverable *deliverable;
  int number;
  const GvnOrderFact *delivered;
  const GvnOrderFact *verdict;
} GvnOrderRound;

/**
 * GvnOrderDue:
 *
 * What the register has of an order.
 */
typedef struct
{
  char *kind;
  int part;
  GvnLocal due;
  gboolean closed;
  gboolean excused; /* or waived: whoever owes it does not answer for it */
} GvnOrderDue;

/**
 * GvnOrderNotes:
 *
 * The notes of one order (8.5*), on 20; -1 when there is nothing to measure.
 * @weighted: in hundredths
 * @final: whether the last PV has come
 * @counted_on: the day whose quarter it counts in (L-11): that of the last PV, of the order
 *   while there is none or by the setting; invalid before the order
 * @points: of quote, execution and conformity: lost for each started day, each deferral
 * @weights: of the same; 0 for what is not measured
 */
typedef struct
{
  int quote;
  int execution;
  int conformity;
  int weighted;
  gboolean final;
  int quote_lateness; /* started working days */
  int execution_lateness;
  GDate counted_on;
  int points[3];
  int weights[3];
} GvnOrderNotes;

#define GVN_TYPE_ORDER (gvn_order_get_type ())
G_DECLARE_FINAL_TYPE (GvnOrder, gvn_order, GVN, ORDER, GObject)

/* Fields are read freely and written by the orders alone. */
struct _GvnOrder
{
  GObject parent_instance;

  /* stored, owned */
  char *id;
  int number;
  char *title;
  char *perimeter; /* NULL: the whole contract */
  gboolean crisis;
  char *stream; /* NULL: as the catalogue says */
  char *month;  /* of a recurring order: "2027-03" */
  char *need_number;
  char *finance_number;
  char *invoice_number;
  GPtrArray *versions;     /* GvnOrderVersion */
  GPtrArray *deliverables; /* GvnDeliverable */
  GPtrArray *facts;        /* GvnOrderFact, in the order they happened */
  GPtrArray *dues;         /* GvnOrderDue */

  /* derived */
  GvnOrderState state;
  GvnOrderVersion *version; /* the one in force: the last sent, else the last */
  GPtrArray *rounds;        /* GvnOrderRound */
  const GvnOrderFact *decision;
  const GvnOrderFact *mobilised;
  const GvnOrderFact *consolidated;
  const GvnOrderFact *issued;
  const GvnOrderFact *postponed; /* the last */
  const GvnOrderFact *delivered; /* the last of the first deliveries */
  const GvnOrderFact *final_record;
  const GvnOrderFact *invoiced;
  const GvnOrderFact *cancelled;
  int deferrals;
  gint64 reduction;           /* cents */
  GvnLocal quote_due;         /* the last of the lines; invalid without one */
  GvnLocal execution_planned; /* as ordered */
  GvnLocal execution_due;     /* as postponed */
  gboolean late;              /* something is overdue */
  gboolean quote_late;        /* an answer is */
  gboolean settled;           /* nothing of it changes with the moment any more */
  GvnOrderNotes notes;
};

char *gvn_order_dup_name (GvnOrder *self);
GPtrArray *gvn_order_get_lines (GvnOrder *self, GvnStage stage);
GPtrArray *gvn_order_get_current_lines (GvnOrder *self);

/**
 * GvnOrderFilter:
 * @id: (nullable): one order alone
 * @state: -1 for any
 * @late: only those with something overdue
 * @unfinished: only those neither invoiced nor cancelled, which are read without the others
 * @verified_after: with @verified_until, only those whose last PV came after that day, until
 *   the other; read without the others too
 *
 * Which orders; all members may be unset.
 */
typedef struct
{
  const char *id;
  const char *perimeter;
  int state;
  gboolean late;
  gboolean unfinished;
  GDate verified_after;
  GDate verified_until;
} GvnOrderFilter;

#define GVN_ORDER_FILTER_INIT { .state = -1 }

GPtrArray *gvn_order_list (GvnDb *db, const GvnOrderFilter *filter, const GvnNow *now, GError **error);
void gvn_order_register (void);
GvnOrder *gvn_order_find (GvnDb *db, const char *id_or_name, const GvnNow *now, GError **error);

G_END_DECLS
