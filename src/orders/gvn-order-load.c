/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "contract/gvn-place.h"
#include "contract/gvn-setting.h"
#include "orders/gvn-order-private.h"

/* Reading orders: every table once, whatever the number of orders. */

/* Context ----------------------------------------------------------------------------- */

static void
indicator_free (GvnOrderIndicator *self)
{
  g_free (self->code);
  g_free (self);
}

static gpointer
indicator_from_row (GvnStatement *row)
{
  GvnOrderIndicator *self = g_new0 (GvnOrderIndicator, 1);

  self->code = gvn_statement_dup_text (row, 0);
  gvn_statement_date (row, 1, &self->effective_on);
  self->weight = (int) gvn_statement_int (row, 2);
  self->points = (int) gvn_statement_int (row, 3);

  return self;
}

static gboolean
read_choice (GvnDb *db, const char *key, const char *value, gboolean *is, GError **error)
{
  g_autofree char *chosen = gvn_setting_get (db, key, error);

  if (chosen == NULL)
    return FALSE;
  *is = g_str_equal (chosen, value);

  return TRUE;
}

/**
 * gvn_order_context_load:
 *
 * Returns: (transfer full): to be freed before @db is closed
 */
GvnOrderContext *
gvn_order_context_load (GvnDb *db, GError **error)
{
  g_autoptr (GvnOrderContext) self = g_new0 (GvnOrderContext, 1);

  self->db = db;
  self->calendars = gvn_calendar_table_new ();
  self->contract = gvn_contract_load (db, error);
  if (self->contract == NULL)
    return NULL;
  self->catalogue = gvn_catalogue_load (db, error);
  if (self->catalogue == NULL)
    return NULL;
  self->rules = gvn_rule_list (db, "order", "order", NULL, error);
  if (self->rules == NULL)
    return NULL;
  self->indicators = gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT code, effective_on, weight, points FROM order_indicator ORDER BY effective_on DESC", ""),
      indicator_from_row, (GDestroyNotify) indicator_free, error);
  if (self->indicators == NULL || !read_choice (db, GVN_SETTING_ORDER_VERIFICATION, "ccag", &self->ccag, error)
      || !read_choice (db, GVN_SETTING_ORDER_QUOTE_LATENESS, "largest_line", &self->largest_line, error)
      || !read_choice (db, GVN_SETTING_ORDER_NOTE_QUARTER, "final_record", &self->note_at_final, error)
      || !read_choice (db, GVN_SETTING_ORDER_TIER_BOUNDS, "inclusive", &self->inclusive, error)
      || !read_choice (db, GVN_SETTING_OFF_HOURS_OVERLAP, "weekend", &self->weekend_prevails, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
gvn_order_context_free (GvnOrderContext *self)
{
  g_clear_pointer (&self->contract, gvn_contract_free);
  g_clear_pointer (&self->catalogue, gvn_catalogue_free);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_pointer (&self->indicators, g_ptr_array_unref);
  g_hash_table_unref (self->calendars);
  g_free (self);
}

/* The rule of @kind in force on a day; NULL for none, or one switched off. */
const GvnRule *
gvn_order_context_find_rule (GvnOrderContext *self, const char *kind, const GDate *on)
{
  return gvn_rule_find_in_force (self->rules, kind, on);
}

/* Returns: (transfer none): the contract's working days for a perimeter */
GvnCalendar *
gvn_order_context_get_calendar (GvnOrderContext *self, const char *perimeter, GError **error)
{
  return gvn_calendar_table_get (self->calendars, self->db, perimeter, error);
}

/* Rows -------------------------------------------------------------------------------- */

typedef struct
{
  GPtrArray *orders;
  GHashTable *by_id;    /* id → GvnOrder */
  GHashTable *requests; /* id → GvnOrderVersion */
  GHashTable *facts;    /* id → GvnOrderFact */
} Loading;

static void
loading_clear (Loading *self)
{
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->requests, g_hash_table_unref);
  g_clear_pointer (&self->facts, g_hash_table_unref);
  g_clear_pointer (&self->orders, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loading, loading_clear)

typedef void (*AddRow) (Loading *self, GvnStatement *row);

/* Gives each row of a query about all orders, or about those of @ids, to @add. */
static gboolean
read_rows (Loading *self, GvnDb *db, const char *ids, const char *sql, AddRow add, GError **error)
{
  g_autoptr (GvnStatement) rows
      = ids != NULL ? gvn_db_query (db, error, sql, "s", ids) : gvn_db_query (db, error, sql, "");

  if (rows == NULL)
    return FALSE;
  while (gvn_statement_next (rows, error))
    add (self, rows);

  return !gvn_statement_failed (rows);
}

static void
add_order (Loading *self, GvnStatement *row)
{
  GvnOrder *order = g_object_new (GVN_TYPE_ORDER, NULL);

  order->id = gvn_statement_dup_text (row, 0);
  order->number = (int) gvn_statement_int (row, 1);
  order->title = gvn_statement_dup_text (row, 2);
  order->perimeter = gvn_statement_dup_text (row, 3);
  order->crisis = gvn_statement_int (row, 4) != 0;
  order->stream = gvn_statement_dup_text (row, 5);
  order->month = gvn_statement_dup_text (row, 6);
  order->need_number = gvn_statement_dup_text (row, 7);
  order->finance_number = gvn_statement_dup_text (row, 8);
  order->invoice_number = gvn_statement_dup_text (row, 9);
  g_ptr_array_add (self->orders, order);
  g_hash_table_insert (self->by_id, order->id, order);
}

static void
add_request (Loading *self, GvnStatement *row)
{
  GvnOrder *order = g_hash_table_lookup (self->by_id, gvn_statement_text (row, 1));
  GvnOrderVersion *version = g_new0 (GvnOrderVersion, 1);

  version->id = gvn_statement_dup_text (row, 0);
  version->number = (int) gvn_statement_int (row, 2);
  version->estimate = gvn_statement_int (row, 3);
  gvn_statement_date (row, 4, &version->start.date);
  version->start.minutes = gvn_statement_minutes (row, 5);
  version->specification = gvn_statement_dup_text (row, 6);
  version->capacity_note = gvn_statement_dup_text (row, 7);
  gvn_statement_date (row, 8, &version->exchange_on);
  for (guint i = 0; i < GVN_N_STAGES; i++)
    version->lines[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_order_line_free);
  version->answered = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (order->versions, version);
  g_hash_table_insert (self->requests, version->id, version);
}

static const char *const stages[GVN_N_STAGES] = {
  [GVN_STAGE_NEEDED] = "needed",
  [GVN_STAGE_QUOTED] = "quoted",
  [GVN_STAGE_ORDERED] = "ordered",
};

const char *
gvn_stage_to_string (GvnStage stage)
{
  return stages[stage];
}

static GvnStage
stage_from_text (const char *text)
{
  GvnStage stage = GVN_STAGE_NEEDED;

  while (stage + 1 < GVN_N_STAGES && !g_str_equal (stages[stage], text))
    stage++;

  return stage;
}

static void
add_line (Loading *self, GvnStatement *row)
{
  GvnOrderVersion *version = g_hash_table_lookup (self->requests, gvn_statement_text (row, 0));
  GvnOrderLine *line = g_new0 (GvnOrderLine, 1);

  line->uo = gvn_statement_dup_text (row, 2);
  line->quantity = gvn_statement_int (row, 3);
  g_ptr_array_add (version->lines[stage_from_text (gvn_statement_text (row, 1))], line);
}

static void
add_deliverable (Loading *self, GvnStatement *row)
{
  GvnOrder *order = g_hash_table_lookup (self->by_id, gvn_statement_text (row, 1));
  GvnDeliverable *deliverable = g_new0 (GvnDeliverable, 1);

  deliverable->id = gvn_statement_dup_text (row, 0);
  deliverable->number = (int) gvn_statement_int (row, 2);
  deliverable->title = gvn_statement_dup_text (row, 3);
  gvn_statement_date (row, 4, &deliverable->due_on);
  g_ptr_array_add (order->deliverables, deliverable);
}

static void
add_fact (Loading *self, GvnStatement *row)
{
  GvnOrder *order = g_hash_table_lookup (self->by_id, gvn_statement_text (row, 1));
  GvnOrderFact *fact;
  GvnOrderAct act;

  if (order == NULL || !gvn_order_act_parse (gvn_statement_text (row, 2), &act))
    return;

  fact = g_new0 (GvnOrderFact, 1);
  fact->id = gvn_statement_dup_text (row, 0);
  fact->act = act;
  fact->instant = gvn_statement_int (row, 3);
  gvn_local_from_instant (fact->instant, &fact->at);
  fact->by_name = gvn_statement_dup_text (row, 4);
  fact->by_side = gvn_statement_dup_text (row, 5);
  fact->note = gvn_statement_dup_text (row, 6);
  fact->proof = gvn_statement_dup_text (row, 7);
  fact->due_count = -1;
  g_ptr_array_add (order->facts, fact);
  g_hash_table_insert (self->facts, fact->id, fact);
}

static void
add_particulars (Loading *self, GvnStatement *row)
{
  GvnOrderFact *fact = g_hash_table_lookup (self->facts, gvn_statement_text (row, 0));

  if (fact == NULL)
    return;
  fact->request = gvn_statement_dup_text (row, 1);
  fact->deliverable = gvn_statement_dup_text (row, 2);
  gvn_statement_date (row, 3, &fact->due_on);
  fact->due_count = gvn_statement_is_null (row, 4) ? -1 : (int) gvn_statement_int (row, 4);
  if (fact->due_count >= 0)
    gvn_unit_parse (gvn_statement_text (row, 5), &fact->due_unit);
  fact->has_amount = !gvn_statement_is_null (row, 6);
  fact->cents = gvn_statement_int (row, 6);
}

static void
add_answer (Loading *self, GvnStatement *row)
{
  GvnOrderFact *fact = g_hash_table_lookup (self->facts, gvn_statement_text (row, 0));

  if (fact != NULL)
    fact->uos = g_strsplit (gvn_statement_text (row, 1), "\n", -1);
}

static void
add_due (Loading *self, GvnStatement *row)
{
  GvnOrder *order = g_hash_table_lookup (self->by_id, gvn_statement_text (row, 0));
  GvnOrderDue *due;

  if (order == NULL)
    return;
  due = g_new0 (GvnOrderDue, 1);
  due->kind = gvn_statement_dup_text (row, 1);
  due->part = (int) gvn_statement_int (row, 2);
  gvn_statement_date (row, 3, &due->due.date);
  due->due.minutes = gvn_statement_minutes (row, 4);
  due->closed = gvn_statement_int (row, 5) != 0;
  due->excused = gvn_statement_int (row, 6) != 0;
  g_ptr_array_add (order->dues, due);
}

static int
compare_facts (gconstpointer a, gconstpointer b)
{
  const GvnOrderFact *left = *(GvnOrderFact *const *) a;
  const GvnOrderFact *right = *(GvnOrderFact *const *) b;

  if (left->instant != right->instant)
    return left->instant < right->instant ? -1 : 1;

  return (int) left->act - (int) right->act;
}

#define WANTED " IN (SELECT value FROM json_each (?1))"
#define OF_FACTS_WANTED " fact IN (SELECT id FROM fact WHERE subject_kind = 'order' AND subject_id" WANTED ")"

/* What is read of orders: rows; which, when not of all orders; and in which order. A table
 * that is read as a whole is read as it lies (+), not by an index, row by row. */
static const struct
{
  const char *select;
  const char *all;
  const char *wanted;
  const char *order;
  AddRow add;
} tables[] = {
  { "SELECT id, number, title, perimeter, crisis, stream, month, need_number, finance_number, invoice_number"
    " FROM service_order WHERE ",
    "TRUE", "id" WANTED, " ORDER BY number", add_order },
  { "SELECT id, service_order, number, estimate, start_on, start_minutes, specification, capacity_note, exchange_on"
    " FROM order_request WHERE ",
    "TRUE", "service_order" WANTED, " ORDER BY service_order, number", add_request },
  { "SELECT l.request, l.stage, l.uo, l.quantity FROM order_request AS r JOIN order_line AS l ON l.request = r.id"
    " WHERE ",
    "TRUE", "r.service_order" WANTED, " ORDER BY l.request, l.stage, l.position", add_line },
  { "SELECT id, service_order, number, title, due_on FROM deliverable WHERE ", "TRUE", "service_order" WANTED,
    " ORDER BY service_order, number", add_deliverable },
  { "SELECT id, subject_id, kind, at, by_name, by_side, note, proof FROM fact WHERE ", "+subject_kind = 'order'",
    "subject_kind = 'order' AND subject_id" WANTED, "", add_fact },
  { "SELECT fact, request, deliverable, due_on, due_count, due_unit, amount_cents FROM order_fact WHERE ", "TRUE",
    OF_FACTS_WANTED, "", add_particulars },
  { "SELECT fact, group_concat (uo, char (10)) FROM order_answer WHERE ", "TRUE", OF_FACTS_WANTED, " GROUP BY fact",
    add_answer },
  { "SELECT d.subject_id, r.kind, d.part, d.due_on, d.due_minutes, d.fact IS NOT NULL,"
    " d.waived_reason IS NOT NULL OR coalesce (d.cause <> r.owner_side, 0)"
    " FROM deadline AS d JOIN deadline_rule AS r ON r.id = d.rule WHERE ",
    "+d.subject_kind = 'order'", "d.subject_kind = 'order' AND d.subject_id" WANTED, "", add_due },
};

/* Returns: (transfer full) (element-type GvnOrder): all orders, or those whose ids are in a
 * JSON array, by number; their facts in the order they happened, nothing derived yet. */
static GPtrArray *
load_orders (GvnDb *db, const char *ids, GError **error)
{
  g_auto (Loading) loading
      = { g_ptr_array_new_with_free_func (g_object_unref), g_hash_table_new (g_str_hash, g_str_equal),
          g_hash_table_new (g_str_hash, g_str_equal), g_hash_table_new (g_str_hash, g_str_equal) };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      const char *which = ids != NULL ? tables[i].wanted : tables[i].all;
      g_autofree char *sql = g_strconcat (tables[i].select, which, tables[i].order, NULL);

      if (!read_rows (&loading, db, ids, sql, tables[i].add, error))
        return NULL;
    }
  for (guint i = 0; i < loading.orders->len; i++)
    g_ptr_array_sort (((GvnOrder *) loading.orders->pdata[i])->facts, compare_facts);

  return g_steal_pointer (&loading.orders);
}

/* Returns: (transfer full) (element-type GvnOrder): all orders, or the one of an id */
GPtrArray *
gvn_order_load (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (id == NULL)
    return load_orders (db, NULL, error);
  g_ptr_array_add (ids, (char *) id);

  return gvn_order_load_listed (db, ids, error);
}

/* Returns: (transfer full) (element-type GvnOrder): the orders of @ids */
GPtrArray *
gvn_order_load_listed (GvnDb *db, GPtrArray *ids, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_sized_new (ids->len);
  g_autofree char *text = NULL;

  for (guint i = 0; i < ids->len; i++)
    json_array_add_string_element (array, ids->pdata[i]);
  json_node_take_array (node, array);
  text = json_to_string (node, FALSE);

  return load_orders (db, text, error);
}

/* Returns: (transfer full) (element-type GvnOrder): the orders of which any version of the
 * request has a planned start */
GPtrArray *
gvn_order_load_started (GvnDb *db, GError **error)
{
  g_autofree char *ids = gvn_db_get_text (
      db, error, "SELECT json_group_array (DISTINCT service_order) FROM order_request WHERE start_on IS NOT NULL", "");

  return ids != NULL ? load_orders (db, ids, error) : NULL;
}

/* The ids, as a JSON array, of those a verdict was given on in the days of a filter. */
static char *
find_verified (GvnDb *db, const GvnOrderFilter *filter, GError **error)
{
  GvnLocal from = { filter->verified_after, 0 }, to = { filter->verified_until, 0 };
  gint64 first, end;

  g_date_add_days (&from.date, 1);
  g_date_add_days (&to.date, 1);
  if (!gvn_local_to_instant (&from, &first, error) || !gvn_local_to_instant (&to, &end, error))
    return NULL;

  return gvn_db_get_text (db, error,
                          "SELECT json_group_array (DISTINCT subject_id) FROM fact WHERE subject_kind = 'order'"
                          " AND kind IN ('order_admitted', 'order_rejected') AND at >= ? AND at < ?",
                          "ii", first, end);
}

/* The orders of a filter, nothing derived yet. */
static GPtrArray *
load_wanted (GvnDb *db, const GvnOrderFilter *filter, GError **error)
{
  gboolean verified = g_date_valid (&filter->verified_until);
  g_autofree char *ids = NULL;

  if (filter->id != NULL || (!filter->unfinished && !verified))
    return gvn_order_load (db, filter->id, error);
  if (verified)
    ids = find_verified (db, filter, error);
  else
    ids = gvn_db_get_text (db, error,
                           "SELECT json_group_array (o.id) FROM service_order AS o WHERE NOT EXISTS"
                           " (SELECT 1 FROM fact AS f WHERE f.subject_id = o.id"
                           " AND f.kind IN ('order_invoiced', 'order_cancelled'))",
                           "");

  return ids != NULL ? load_orders (db, ids, error) : NULL;
}

/* Listing ----------------------------------------------------------------------------- */

/* A deferral between may have left one open again, a later verdict closed it on another day. */
static gboolean
is_verified_within (const GvnOrder *order, const GvnOrderFilter *filter)
{
  const GDate *day = order->final_record != NULL ? &order->final_record->at.date : NULL;

  return day != NULL && g_date_compare (day, &filter->verified_after) > 0
         && g_date_compare (day, &filter->verified_until) <= 0;
}

static gboolean
is_wanted (GvnOrder *order, const GvnOrderFilter *filter)
{
  if (g_date_valid (&filter->verified_until) && !is_verified_within (order, filter))
    return FALSE;

  return (filter->state < 0 || (int) order->state == filter->state) && (!filter->late || order->late)
         && (filter->perimeter == NULL || g_strcmp0 (filter->perimeter, order->perimeter) == 0);
}

/* Derives all of @orders. */
gboolean
gvn_order_derive_all (GvnDb *db, GPtrArray *orders, const GvnNow *now, GError **error)
{
  g_autoptr (GvnOrderContext) context = orders->len > 0 ? gvn_order_context_load (db, error) : NULL;

  if (orders->len > 0 && context == NULL)
    return FALSE;
  for (guint i = 0; i < orders->len; i++)
    if (!gvn_order_derive (orders->pdata[i], context, now, error))
      return FALSE;

  return TRUE;
}

/**
 * gvn_order_list:
 * @now: the moment their states follow from
 *
 * Returns: (transfer full) (element-type GvnOrder): the orders by number
 */
GPtrArray *
gvn_order_list (GvnDb *db, const GvnOrderFilter *filter, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) orders = load_wanted (db, filter, error);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);

  if (orders == NULL || !gvn_order_derive_all (db, orders, now, error))
    return NULL;
  for (guint i = 0; i < orders->len; i++)
    if (is_wanted (orders->pdata[i], filter))
      g_ptr_array_add (wanted, g_object_ref (orders->pdata[i]));

  return g_steal_pointer (&wanted);
}

/* The id of what @text names: "CMD-3" in any case, else an id. */
static char *
dup_id (GvnDb *db, const char *text, GError **error)
{
  gint64 number;

  if (gvn_text_parse_cited (text, GVN_ORDER_PREFIX, &number))
    return gvn_db_get_text (db, error, "SELECT id FROM service_order WHERE number = ?", "i", number);

  return gvn_db_get_text (db, error, "SELECT id FROM service_order WHERE id = ?", "s", text);
}

/**
 * gvn_order_find:
 * @id_or_name: an id, or a name as "CMD-3"
 *
 * Returns: (transfer full): the order, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnOrder *
gvn_order_find (GvnDb *db, const char *id_or_name, const GvnNow *now, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *id = dup_id (db, id_or_name, &local_error);
  GvnOrderFilter filter = { .id = id, .state = -1 };
  g_autoptr (GPtrArray) found = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (id == NULL)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: %s is what the user typed; CMD-3 stays as it is */
                   _ ("There is no order “%s”: cite it as CMD-3, from the list of orders"), id_or_name);
      return NULL;
    }
  found = gvn_order_list (db, &filter, now, error);

  return found != NULL ? g_ptr_array_steal_index (found, 0) : NULL;
}
