/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "money/gvn-billing-private.h"

/* What a COPIL settles of a month, besides its lines. */

void
gvn_billing_item_free (GvnBillingItem *self)
{
  g_clear_pointer (&self->element, gvn_settlement_free);
  g_clear_object (&self->meeting);
  g_clear_object (&self->order);
  g_clear_object (&self->decision);
  g_free (self->id);
  g_free (self->title);
  g_free (self->uo);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnBillingItem, gvn_billing_item_free)

/* @decision: (nullable): the id of what settles @item, which is taken */
static gboolean
take_item (GPtrArray *items, GvnDb *db, GvnBillingItem *item, const char *decision, GError **error)
{
  g_autoptr (GvnBillingItem) owned = item;

  if (decision != NULL && (item->decision = gvn_matter_load (db, decision, error)) == NULL)
    return FALSE;
  g_ptr_array_add (items, g_steal_pointer (&owned));

  return TRUE;
}

/* Réfactions ----------------------------------------------------------------------------- */

/* The facts that pronounced one → the decision that settles it, or NULL */
static GHashTable *
load_reductions (GvnDb *db, GError **error)
{
  g_autoptr (GHashTable) reductions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GvnStatement) rows = gvn_db_query (db, error, "SELECT f.id, o.decision FROM " GVN_BILLING_REDUCTIONS, "");

  if (rows == NULL)
    return NULL;
  while (gvn_statement_next (rows, error))
    g_hash_table_insert (reductions, gvn_statement_dup_text (rows, 0), gvn_statement_dup_text (rows, 1));

  return gvn_statement_failed (rows) ? NULL : g_steal_pointer (&reductions);
}

static gboolean
add_reductions_of (GPtrArray *items, GvnDb *db, GvnOrder *order, GHashTable *reductions, GError **error)
{
  for (guint i = 0; i < order->facts->len; i++)
    {
      const GvnOrderFact *fact = order->facts->pdata[i];
      gpointer decision;
      GvnBillingItem *item;

      if (!g_hash_table_lookup_extended (reductions, fact->id, NULL, &decision))
        continue;
      item = g_new0 (GvnBillingItem, 1);
      item->kind = GVN_BILLING_REDUCTION;
      item->id = g_strdup (fact->id);
      item->title = g_strdup (order->title);
      item->has_amount = TRUE;
      item->cents = fact->cents;
      item->fact = fact;
      item->order = g_object_ref (order);
      if (!take_item (items, db, item, decision, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_admitted (const GvnBillingLine *line)
{
  return line->amounts[GVN_MONEY_ADMITTED].n_known + line->amounts[GVN_MONEY_ADMITTED].n_missing > 0;
}

static gboolean
add_reductions (GvnBilling *self, GvnDb *db, GError **error)
{
  g_autoptr (GHashTable) reductions = load_reductions (db, error);
  const GvnOrder *last = NULL;

  for (guint i = 0; reductions != NULL && i < self->lines->len; i++)
    {
      const GvnBillingLine *line = self->lines->pdata[i];

      if (line->order == last || !is_admitted (line))
        continue;
      last = line->order;
      if (!add_reductions_of (self->items, db, line->order, reductions, error))
        return FALSE;
    }

  return reductions != NULL;
}

/* Elements of a COPIL -------------------------------------------------------------------- */

typedef struct
{
  char *element;
  char *order;
  char *uo;
} Row;

static void
row_free (Row *self)
{
  g_free (self->element);
  g_free (self->order);
  g_free (self->uo);
  g_free (self);
}

static gpointer
row_from_statement (GvnStatement *statement)
{
  Row *self = g_new0 (Row, 1);

  self->element = gvn_statement_dup_text (statement, 0);
  self->order = gvn_statement_dup_text (statement, 1);
  self->uo = gvn_statement_dup_text (statement, 2);

  return self;
}

static GPtrArray *
collect_rows (GvnStatement *rows, GError **error)
{
  return gvn_statement_collect (rows, row_from_statement, (GDestroyNotify) row_free, error);
}

#define ELEMENT_SELECT                                                                                                 \
  "SELECT s.id, s.service_order, s.uo FROM settlement AS s JOIN meeting AS m ON m.id = s.meeting"                      \
  " LEFT JOIN service_order AS o ON o.id = s.service_order"                                                            \
  " WHERE s.kind IN ('billing', 'penalty', 'malus', 'bonus')"

/* What is put to a later COPIL again is told there, unless it was settled before. */
#define ELEMENT_ORDER                                                                                                  \
  " AND (s.decision IS NOT NULL OR NOT EXISTS (SELECT 1 FROM settlement AS t JOIN meeting AS n ON n.id = t.meeting"    \
  " WHERE t.service_order = s.service_order AND t.uo IS s.uo AND t.kind = s.kind AND t.title = s.title"                \
  " AND n.state <> 'cancelled' AND n.planned_on > m.planned_on"                                                        \
  " AND (t.decision IS NOT NULL OR 'contested' IN (t.contractor_position, t.dsiun_position))))"                        \
  " ORDER BY o.number IS NULL, o.number, m.planned_on, m.start_minutes, s.position, s.id"

/* What is an element of the statement; billing that nobody contests, or did, is none. */
static gboolean
find_kind (const GvnSettlement *element, GvnBillingKind *kind)
{
  switch (element->kind)
    {
    case GVN_SETTLEMENT_PENALTY:
      *kind = GVN_BILLING_PENALTY;
      return TRUE;
    case GVN_SETTLEMENT_MALUS:
      *kind = GVN_BILLING_MALUS;
      return TRUE;
    case GVN_SETTLEMENT_BONUS:
      *kind = GVN_BILLING_BONUS;
      return TRUE;
    case GVN_SETTLEMENT_BILLING:
      *kind = GVN_BILLING_DISPUTE;
      return element->decision != NULL || gvn_settlement_is_contested (element);
    case GVN_SETTLEMENT_SERVICE:
    case GVN_SETTLEMENT_INDICATOR:
      return FALSE;
    }

  g_assert_not_reached ();
}

/* @order: (nullable): the one @row is about */
static gboolean
add_element (GPtrArray *items, GvnDb *db, const Row *row, GvnOrder *order, GError **error)
{
  g_autoptr (GvnBillingItem) item = g_new0 (GvnBillingItem, 1);
  const GvnSettlement *element = item->element = gvn_settlement_load (db, row->element, error);

  if (element == NULL)
    return FALSE;
  if (!find_kind (element, &item->kind))
    return TRUE;
  item->meeting = gvn_meeting_load (db, element->meeting, error);
  if (item->meeting == NULL)
    return FALSE;
  item->id = g_strdup (element->id);
  item->title = g_strdup (element->title);
  item->has_amount = element->has_amount;
  item->cents = element->cents;
  g_set_object (&item->order, order);
  item->uo = g_strdup (row->uo);

  return take_item (items, db, g_steal_pointer (&item), element->decision, error);
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

static gboolean
add_elements (GvnBilling *self, GvnDb *db, GError **error)
{
  GDate first = self->first, last;
  g_autoptr (GPtrArray) rows = NULL;

  g_date_add_months (&first, 1);
  last = first;
  g_date_set_day (&last, g_date_get_days_in_month (g_date_get_month (&first), g_date_get_year (&first)));
  rows = collect_rows (gvn_db_query (db, error,
                                     ELEMENT_SELECT " AND (s.service_order IS NOT NULL OR (m.planned_on BETWEEN ? AND ?"
                                                    " AND m.state <> 'cancelled'))" ELEMENT_ORDER,
                                     "dd", &first, &last),
                       error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const Row *row = rows->pdata[i];
      GvnOrder *order = row->order != NULL ? find_order (self, row->order) : NULL;

      if ((row->order == NULL || order != NULL) && !add_element (self->items, db, row, order, error))
        return FALSE;
    }

  return rows != NULL;
}

/* All items ------------------------------------------------------------------------------ */

static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  return (int) (*(GvnBillingItem *const *) a)->kind - (int) (*(GvnBillingItem *const *) b)->kind;
}

static void
count_item (GvnBilling *self, const GvnBillingItem *item)
{
  GvnMoneyAmount *sum = &self->sums[item->kind];

  sum->cents += item->has_amount ? item->cents : 0;
  sum->n_known += item->has_amount;
  sum->n_missing += !item->has_amount;
  self->n_unsettled += item->decision == NULL;
}

/* Fills the items of a statement whose lines are there. */
gboolean
gvn_billing_load_items (GvnBilling *self, GvnDb *db, GError **error)
{
  if (!add_reductions (self, db, error) || !add_elements (self, db, error))
    return FALSE;
  g_ptr_array_sort (self->items, compare_kinds); /* stable */
  for (guint i = 0; i < self->items->len; i++)
    count_item (self, self->items->pdata[i]);

  return TRUE;
}

/**
 * gvn_billing_list_of_order:
 *
 * Returns: (transfer full) (element-type GvnBillingItem): the réfactions of an order, then
 *   what a COPIL has to settle or settled of it
 */
GPtrArray *
gvn_billing_list_of_order (GvnDb *db, GvnOrder *order, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_billing_item_free);
  g_autoptr (GHashTable) reductions = load_reductions (db, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (reductions == NULL || !add_reductions_of (items, db, order, reductions, error))
    return NULL;
  rows = collect_rows (
      gvn_db_query (db, error, ELEMENT_SELECT " AND s.service_order = ?" ELEMENT_ORDER, "s", order->id), error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (!add_element (items, db, rows->pdata[i], order, error))
      return NULL;

  return rows != NULL ? g_steal_pointer (&items) : NULL;
}
