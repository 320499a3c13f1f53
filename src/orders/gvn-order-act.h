/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "orders/gvn-order.h"

G_BEGIN_DECLS

/* What is done with orders: #GvnCommand each, refused in words where the contract does. */

/**
 * GvnOrderDraft:
 * @order: (nullable): the id of the order it is a new version of; %NULL for a new order
 * @title: (nullable): what it is called; %NULL for the label of its first unit
 * @perimeter: (nullable): an agency; %NULL for the whole contract
 * @crisis: 7.11.5.2: no notice and no quote, C1 applies
 * @lines: (element-type GvnOrderLine): what is needed
 * @estimate: days of work in hundredths, for the tier; 0 when nobody said
 * @start: the planned start; an invalid date without one
 * @specification: (nullable): the cahier des charges it starts from (UO 13)
 * @capacity_note: (nullable): why the proximité cannot absorb it (UO 19)
 * @exchange_on: the day agreed for the prior exchange; invalid without one
 * @deliverables: (nullable): titles
 * @sent: when the request was sent; 0 when it was not
 * @id: (out): of the order, to be freed
 *
 * A request, new or changed. By @order, what is of the order itself (title, perimeter,
 * crisis, stream, numbers, deliverables) stays as it is.
 */
typedef struct
{
  const char *order;
  const char *title;
  const char *perimeter;
  gboolean crisis;
  const char *stream;
  const char *month;
  const char *need_number;
  GPtrArray *lines;
  gint64 estimate;
  GvnLocal start;
  const char *specification;
  const char *capacity_note;
  GDate exchange_on;
  const char *const *deliverables;
  gint64 sent;
  const char *by_name;
  const char *by_side;
  const GvnNow *now;
  char *id;
} GvnOrderDraft;

gboolean gvn_order_write (GvnDb *db, gpointer draft, GError **error);
GArray *gvn_order_draft_list_dues (GvnDb *db, const GvnOrderDraft *draft, GError **error);
GPtrArray *gvn_order_draft_advise (GvnDb *db, const GvnOrderDraft *draft, GError **error);

/* What an order is called and numbered, whatever happened to it */
typedef struct
{
  const char *order;
  const char *title; /* each NULL to stay as it is */
  const char *need_number;
  const char *finance_number;
  const char *invoice_number;
} GvnOrderEdit;

gboolean gvn_order_edit (GvnDb *db, gpointer edit, GError **error);

/**
 * GvnOrderRequest:
 * @at: when it really happened; 0 for now
 * @deliverable: the number of the one it is about; 0 for all that it can be about
 * @due_on: the day committed to, ordered or postponed to; invalid without one
 * @due_count: or a delay from the notification, in @due_unit; -1 without one
 * @cents: a réfaction, only when @has_amount
 * @uos: (nullable): the units an answer covers; %NULL for all
 * @lines: (nullable) (element-type GvnOrderLine): what is quoted or ordered, where it is
 *   not as before
 * @number: (nullable): of the order in finance (%GVN_ORDER_ACT_ISSUE), of the invoice
 *   (%GVN_ORDER_ACT_INVOICE)
 * @proof: (nullable): the SHA-256 of a file kept by the store
 *
 * One act on one order, by whom and when.
 */
typedef struct
{
  const char *order;
  GvnOrderAct act;
  gint64 at;
  int deliverable;
  GDate due_on;
  int due_count;
  GvnUnit due_unit;
  gboolean has_amount;
  gint64 cents;
  const char *const *uos;
  GPtrArray *lines;
  const char *number;
  const char *note;
  const char *proof;
  const char *proof_name;
  gint64 proof_size;
  const char *by_name;
  const char *by_side;
  const GvnNow *now;
} GvnOrderRequest;

#define GVN_ORDER_REQUEST_INIT { .due_count = -1 }

gboolean gvn_order_apply (GvnDb *db, gpointer request, GError **error);
gboolean gvn_order_can (GvnOrder *self, GvnOrderAct act);

GvnOrderLine *gvn_order_line_new (const char *uo, gint64 quantity);
GPtrArray *gvn_order_lines_new (void);
GPtrArray *gvn_order_lines_parse (GvnCatalogue *catalogue, const char *const *words, GError **error);

/* One delivery more, or one that is not owed after all */
typedef struct
{
  const char *order;
  int number; /* 0 for a new one */
  const char *title;
  GDate due_on;
} GvnDeliverableChange;

gboolean gvn_deliverable_save (GvnDb *db, gpointer change, GError **error);
gboolean gvn_deliverable_delete (GvnDb *db, gpointer change, GError **error);

/**
 * GvnMobilisation:
 * @side: whose count it is: the contractor's, or DSIUN's, which consolidates
 * @uo: of the series worked, whatever its window
 *
 * Somebody at work in a crisis, as one side counted it (7.11.5.2).
 */
typedef struct
{
  char *id;
  const char *order;
  char *side;
  char *who;
  char *uo;
  gint64 started_at;
  gint64 ended_at;
} GvnMobilisation;

void gvn_mobilisation_free (GvnMobilisation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnMobilisation, gvn_mobilisation_free)
gboolean gvn_mobilisation_add (GvnDb *db, gpointer mobilisation, GError **error);
gboolean gvn_mobilisation_edit (GvnDb *db, gpointer mobilisation, GError **error);
gboolean gvn_mobilisation_delete (GvnDb *db, gpointer mobilisation, GError **error);
GvnMobilisation *gvn_mobilisation_find (GvnDb *db, const char *order, const char *id, GError **error);
GPtrArray *gvn_mobilisation_list (GvnDb *db, const char *order, GError **error);
GPtrArray *gvn_mobilisation_list_lines (GvnDb *db, const char *order, const char *side, GError **error);

G_END_DECLS
