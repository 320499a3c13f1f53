/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "contract/gvn-contract-words.h"
#include "orders/gvn-orders.h"
#include "orders/gvn-recurring.h"
#include "orders/gvn-uo.h"
#include "proceedings/gvn-proceedings.h"
#include "store/gvn-object.h"

/* How the journal tells the orders' rows. */

static char *
dup_quantity (GvnDb *db, const char *value)
{
  return gvn_quantity_dup_text (g_ascii_strtoll (value, NULL, 10));
}

static char *
dup_unit (GvnDb *db, const char *value)
{
  return g_strdup (g_str_equal (value, "working_day") ? _ ("working days") : _ ("calendar days"));
}

static char *
dup_stage (GvnDb *db, const char *value)
{
  if (g_str_equal (value, "needed"))
    return g_strdup (_ ("Needed"));

  return g_strdup (g_str_equal (value, "quoted") ? _ ("Quoted") : _ ("Ordered"));
}

static char *
dup_stream (GvnDb *db, const char *value)
{
  return g_ascii_strup (value, -1);
}

static const GvnColumnWords uo_columns[] = {
  { "label", N_ ("Label"), NULL },
  { "family", N_ ("Family"), NULL },
  { "unit", N_ ("Unit"), NULL },
  { "clause", N_ ("Clause"), NULL },
  { NULL },
};

static const GvnColumnWords list_columns[] = {
  { "effective_on", N_ ("With effect from"), gvn_value_dup_date },
  { "last_on", N_ ("Last day"), gvn_value_dup_date },
  { NULL },
};

static const GvnColumnWords price_columns[] = { { "cents", N_ ("Price"), gvn_value_dup_amount }, { NULL } };

static const GvnColumnWords recurring_unit_columns[] = {
  { "period", N_ ("Every so many months"), NULL },
  { "instalments", N_ ("Paid in so many months"), NULL },
  { NULL },
};

static const GvnColumnWords recurring_columns[] = {
  { "quantity", N_ ("Quantity"), dup_quantity },
  { "effective_on", N_ ("With effect from"), gvn_value_dup_date },
  { "act", N_ ("Act that allows it"), NULL },
  { NULL },
};

static const GvnColumnWords indicator_columns[] = {
  { "weight", N_ ("Weight"), NULL },
  { "points", N_ ("Points lost"), NULL },
  { "effective_on", N_ ("With effect from"), gvn_value_dup_date },
  { "clause", N_ ("Clause"), NULL },
  { "act", N_ ("Act that allows it"), NULL },
  { NULL },
};

static const GvnColumnWords order_columns[] = {
  { "number", N_ ("Number"), NULL },
  { "title", N_ ("Title"), NULL },
  { "perimeter", N_ ("Perimeter"), NULL },
  { "crisis", N_ ("Crisis"), gvn_value_dup_yes_no },
  { "stream", N_ ("Stream"), dup_stream },
  { "month", N_ ("Month"), NULL },
  { "need_number", N_ ("Number of the need"), NULL },
  { "finance_number", N_ ("Number of the order in finance"), NULL },
  { "invoice_number", N_ ("Number of the invoice"), NULL },
  { NULL },
};

static const GvnColumnWords request_columns[] = {
  { "number", N_ ("Version"), NULL },
  { "estimate", N_ ("Estimated days"), dup_quantity },
  { "start_on", N_ ("Planned start"), gvn_value_dup_date },
  { "start_minutes", N_ ("At"), gvn_value_dup_time },
  { "specification", N_ ("Specification"), NULL },
  { "capacity_note", N_ ("Why the proximité cannot absorb it"), NULL },
  { "exchange_on", N_ ("Exchange agreed on"), gvn_value_dup_date },
  { NULL },
};

static const GvnColumnWords line_columns[] = {
  { "stage", N_ ("Stage"), dup_stage },
  { "quantity", N_ ("Quantity"), dup_quantity },
  { NULL },
};

static const GvnColumnWords deliverable_columns[] = {
  { "number", N_ ("Number"), NULL },
  { "due_on", N_ ("Due"), gvn_value_dup_date },
  { NULL },
};

static const GvnColumnWords fact_columns[] = {
  { "due_on", N_ ("Due"), gvn_value_dup_date },
  { "due_count", N_ ("Delay agreed"), NULL },
  { "due_unit", N_ ("Unit"), dup_unit },
  { "amount_cents", N_ ("Amount"), gvn_value_dup_amount },
  { "decision", N_ ("Decision that settles it"), gvn_value_dup_matter },
  { NULL },
};

static const GvnColumnWords answer_columns[] = { { "uo", N_ ("UO"), NULL }, { NULL } };

static const GvnColumnWords mobilisation_columns[] = {
  { "side", N_ ("Counted by"), gvn_value_dup_side },
  { "uo", N_ ("UO"), NULL },
  { "started_at", N_ ("From"), gvn_value_dup_instant },
  { "ended_at", N_ ("To"), gvn_value_dup_instant },
  { NULL },
};

static const GvnColumnWords file_columns[] = {
  { "name", N_ ("Name"), NULL },
  { "added_at", N_ ("Added"), gvn_value_dup_instant },
  { NULL },
};

#define OF_REQUEST .parent = "order_request", .owner = "request"
#define OF_ORDER .kind = "order", .owner = "service_order"

static const GvnTableWords tables[] = {
  { .table = "uo", .label = N_ ("Work unit"), .title = "code", .kind = "uo", .columns = uo_columns },
  { .table = "price_list",
    .label = N_ ("Price list"),
    .title = "label",
    .kind = "price_list",
    .columns = list_columns },
  { .table = "price",
    .label = N_ ("Unit price"),
    .title = "uo",
    .kind = "price_list",
    .owner = "list",
    .columns = price_columns },
  { .table = "recurring_unit",
    .label = N_ ("Recurring unit"),
    .title = "uo",
    .kind = "uo",
    .owner = "uo",
    .columns = recurring_unit_columns },
  { .table = "recurring_quantity",
    .label = N_ ("Recurring quantity"),
    .title = "uo",
    .kind = "uo",
    .owner = "uo",
    .columns = recurring_columns },
  { .table = "order_indicator",
    .label = N_ ("Indicator of the orders"),
    .title = "label",
    .kind = "order_indicator",
    .columns = indicator_columns },
  { .table = "service_order", .label = N_ ("Order"), .title = "title", .kind = "order", .columns = order_columns },
  { .table = "order_request", .label = N_ ("Request"), .title = "number", OF_ORDER, .columns = request_columns },
  { .table = "order_line", .label = N_ ("Line"), .title = "uo", OF_REQUEST, .columns = line_columns },
  { .table = "deliverable", .label = N_ ("Deliverable"), .title = "title", OF_ORDER, .columns = deliverable_columns },
  { .table = "order_fact",
    .label = N_ ("Fact of an order"),
    .parent = "fact",
    .owner = "fact",
    .columns = fact_columns },
  { .table = "order_answer",
    .label = N_ ("Unit answered"),
    .parent = "fact",
    .owner = "fact",
    .columns = answer_columns },
  { .table = "mobilisation", .label = N_ ("Mobilisation"), .title = "who", OF_ORDER, .columns = mobilisation_columns },
  { .table = "order_file", .label = N_ ("File"), .title = "name", OF_ORDER, .columns = file_columns },
};

static const GvnObjectKind kinds[] = {
  { "order", N_ ("Orders") },
  { "uo", N_ ("Catalogue of UO") },
  { "price_list", N_ ("Price lists") },
  { "order_indicator", N_ ("Indicators of the orders") },
  { GVN_SUBJECT_RECURRING_MONTH, N_ ("Recurring orders") },
};

void
gvn_orders_register_words (void)
{
  gvn_object_add_kinds (kinds, G_N_ELEMENTS (kinds));
  gvn_object_add_tables (tables, G_N_ELEMENTS (tables));
}
