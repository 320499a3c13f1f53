/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "contract/gvn-contract.h"
#include "deadlines/gvn-register.h"
#include "orders/gvn-order.h"
#include "orders/gvn-price.h"

G_BEGIN_DECLS

/* How an order is cited; in the search index too, see the schema */
#define GVN_ORDER_PREFIX "CMD-"

/* The kinds of the rules of an order */
#define GVN_RULE_EXCHANGE "exchange"
#define GVN_RULE_EXECUTION "execution"
#define GVN_RULE_DELIVERABLE "deliverable"
#define GVN_RULE_VERIFICATION "verification"
#define GVN_RULE_VERIFICATION_CCAG "verification_ccag"

const char *gvn_order_act_to_string (GvnOrderAct act);
gboolean gvn_order_act_parse (const char *text, GvnOrderAct *act);
void gvn_order_register_facts (void);

void gvn_order_line_free (GvnOrderLine *self);
void gvn_order_fact_free (GvnOrderFact *self);
void gvn_order_version_free (GvnOrderVersion *self);
void gvn_deliverable_free (GvnDeliverable *self);
void gvn_order_due_free (GvnOrderDue *self);

/* One indicator of 8.5*, with effect from a day */
typedef struct
{
  char *code;
  GDate effective_on;
  int weight;
  int points;
} GvnOrderIndicator;

/**
 * GvnOrderContext:
 *
 * What deriving orders takes, read once for many.
 */
typedef struct
{
  GvnDb *db; /* borrowed */
  GvnContract *contract;
  GvnCatalogue *catalogue;
  GPtrArray *rules;      /* GvnRule, every version */
  GPtrArray *indicators; /* GvnOrderIndicator, the newest first */
  GHashTable *calendars; /* see gvn_calendar_table_new() */
  gboolean ccag;
  gboolean largest_line;
  gboolean note_at_final;
  gboolean inclusive;
  gboolean weekend_prevails;
} GvnOrderContext;

GvnOrderContext *gvn_order_context_load (GvnDb *db, GError **error);
void gvn_order_context_free (GvnOrderContext *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnOrderContext, gvn_order_context_free)
const GvnRule *gvn_order_context_find_rule (GvnOrderContext *self, const char *kind, const GDate *on);
GvnCalendar *gvn_order_context_get_calendar (GvnOrderContext *self, const char *perimeter, GError **error);

GPtrArray *gvn_order_load (GvnDb *db, const char *id, GError **error);
GPtrArray *gvn_order_load_listed (GvnDb *db, GPtrArray *ids, GError **error);
GPtrArray *gvn_order_load_started (GvnDb *db, GError **error);
gboolean gvn_order_replay (GvnOrder *self, GvnCatalogue *catalogue, GError **error);
gboolean gvn_order_derive (GvnOrder *self, GvnOrderContext *context, const GvnNow *now, GError **error);
gboolean gvn_order_derive_all (GvnDb *db, GPtrArray *orders, const GvnNow *now, GError **error);
gboolean gvn_order_find_quote_due (GvnOrder *self, GvnOrderContext *context, const GvnOrderVersion *version,
                                   const char *rule, GvnLocal *due, gboolean *excused, GError **error);
gboolean gvn_order_find_execution (GvnOrder *self, GvnOrderContext *context, GError **error);
int gvn_order_version_get_part (const GvnOrderVersion *self);
const char *gvn_stage_to_string (GvnStage stage);

gboolean gvn_order_refresh (GvnDb *db, const char *id, GError **error);
gboolean gvn_order_refresh_all (GvnDb *db, GError **error);

G_END_DECLS
