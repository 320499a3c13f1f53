/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orders/gvn-order-book.h"
#include "orders/gvn-order-private.h"
#include "store/gvn-history.h"

struct _GvnOrderBook
{
  GHashTable *settled; /* id → GvnOrder */
  GvnHistoryMark mark; /* how far the journal had come when they were */
};

GvnOrderBook *
gvn_order_book_new (void)
{
  GvnOrderBook *self = g_atomic_rc_box_new0 (GvnOrderBook);

  self->settled = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  return self;
}

GvnOrderBook *
gvn_order_book_ref (GvnOrderBook *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  GvnOrderBook *self = data;

  g_hash_table_unref (self->settled);
  gvn_history_mark_clear (&self->mark);
}

void
gvn_order_book_unref (GvnOrderBook *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* What orders are derived with: any change of it may change any of them. */
static gboolean
is_of_all (const char *table)
{
  static const char *const tables[]
      = { "closure", "contract", "deadline_rule", "order_indicator", "setting", "uo", NULL };

  return g_strv_contains (tables, table);
}

/* Forgets what was touched since the last reading. */
static gboolean
forget_touched (GvnOrderBook *self, GvnDb *db, GError **error)
{
  g_autoptr (GPtrArray) touched = NULL;

  if (!gvn_history_list_touched (db, &self->mark, &touched, error))
    return FALSE;
  if (touched == NULL)
    g_hash_table_remove_all (self->settled);
  for (guint i = 0; touched != NULL && i < touched->len; i++)
    {
      const GvnTouchedObject *object = touched->pdata[i];

      if (is_of_all (object->table))
        g_hash_table_remove_all (self->settled);
      else if (g_str_equal (object->kind, GVN_SUBJECT_ORDER))
        g_hash_table_remove (self->settled, object->id);
    }

  return TRUE;
}

/* The orders of @ids the book does not have; when it has none, all of them at once. */
static GPtrArray *
read_others (GvnOrderBook *self, GvnDb *db, GPtrArray *ids, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GPtrArray) orders = NULL;

  for (guint i = 0; i < ids->len; i++)
    if (!g_hash_table_contains (self->settled, ids->pdata[i]))
      g_ptr_array_add (wanted, ids->pdata[i]);
  orders = wanted->len == ids->len ? gvn_order_load (db, NULL, error) : gvn_order_load_listed (db, wanted, error);

  return orders != NULL && gvn_order_derive_all (db, orders, now, error) ? g_steal_pointer (&orders) : NULL;
}

/* What is settled of @orders is kept; the rest is found by @unsettled until it is given. */
static void
keep_settled (GvnOrderBook *self, GPtrArray *orders, GHashTable *unsettled)
{
  for (guint i = 0; i < orders->len; i++)
    {
      GvnOrder *order = orders->pdata[i];

      if (order->settled)
        g_hash_table_replace (self->settled, order->id, g_object_ref (order)); /* the key is the order's own */
      else
        g_hash_table_insert (unsettled, order->id, order);
    }
}

/**
 * gvn_order_book_read:
 * @db: a connection within one transaction, always of the same file
 * @now: the moment their states follow from
 *
 * Returns: (transfer full) (element-type GvnOrder): all orders by number, as
 *   gvn_order_list() gives them
 */
GPtrArray *
gvn_order_book_read (GvnOrderBook *self, GvnDb *db, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) ids = gvn_db_list_texts (db, error, "SELECT id FROM service_order ORDER BY number", "");
  g_auto (GvnHistoryMark) mark = { 0 };
  g_autoptr (GHashTable) unsettled = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) others = NULL;
  GPtrArray *orders;

  if (ids == NULL || !gvn_history_get_mark (db, &mark, error) || !forget_touched (self, db, error)
      || (others = read_others (self, db, ids, now, error)) == NULL)
    return NULL;
  keep_settled (self, others, unsettled);
  gvn_history_mark_clear (&self->mark);
  self->mark = mark;
  mark.hash = NULL;

  orders = g_ptr_array_new_full (ids->len, g_object_unref);
  for (guint i = 0; i < ids->len; i++)
    {
      GvnOrder *order = g_hash_table_lookup (self->settled, ids->pdata[i]);

      g_ptr_array_add (orders, g_object_ref (order != NULL ? order : g_hash_table_lookup (unsettled, ids->pdata[i])));
    }

  return orders;
}

/**
 * gvn_order_reading_new:
 * @now: the moment their states follow from
 *
 * Returns: (transfer full): what is given to the reader thread
 */
GvnOrderReading *
gvn_order_reading_new (GvnOrderBook *book, const GvnNow *now)
{
  GvnOrderReading *self = g_new (GvnOrderReading, 1);

  *self = (GvnOrderReading) { gvn_order_book_ref (book), *now };

  return self;
}

void
gvn_order_reading_free (GvnOrderReading *self)
{
  gvn_order_book_unref (self->book);
  g_free (self);
}

/**
 * gvn_order_reading_list:
 * @reading: a #GvnOrderReading
 *
 * A #GvnRead of all orders.
 *
 * Returns: (transfer full): a #GPtrArray, see gvn_order_book_read()
 */
gpointer
gvn_order_reading_list (GvnDb *db, gpointer reading, GError **error)
{
  GvnOrderReading *self = reading;

  return gvn_order_book_read (self->book, db, &self->now, error);
}
