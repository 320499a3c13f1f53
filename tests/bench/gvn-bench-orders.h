/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "orders/gvn-order-private.h"

#define BENCH_ORDERS 10000

/* Orders of three years, from the need to the admission for most, the last hundreds at
 * each stage before. */
static inline gboolean
bench_add_orders (GvnDb *db, gpointer data, GError **error)
{
  static const char *const sql[]
      = { "INSERT INTO service_order (id, number, title, perimeter, crisis, need_number)"
          " SELECT id, n, 'Commande ' || (n * 7919 % 10007), iif (n % 3, 'AESN', NULL), 0, 'FEB-' || n FROM orders",
          "INSERT INTO order_request (id, service_order, number) SELECT 'r' || n, id, 1 FROM orders",
          "INSERT INTO order_line (id, request, stage, position, uo, quantity)"
          " SELECT 'l' || n, 'r' || n, 'needed', 0, iif (n % 2, 'UO 12a', 'UO 14d'), 300 FROM orders",
          "INSERT INTO fact (id, subject_kind, subject_id, kind, at, by_name, internal)"
          " SELECT 'f' || n || kind, 'order', id, kind,"
          " unixepoch ('2027-01-04 09:00', (n / 9) || ' days') + days * 86400, 'ROC', 0"
          " FROM orders JOIN acts WHERE n < 9700 OR days <= n % 30",
          "INSERT INTO order_fact (fact, request, due_on) SELECT 'f' || n || kind, 'r' || n,"
          " iif (kind = 'order_issued', date ('2027-01-04', (n / 9 + 35) || ' days'), NULL)"
          " FROM orders JOIN acts WHERE n < 9700 OR days <= n % 30" };

  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autofree char *text
          = g_strconcat ("WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < 10000),"
                         " orders (n, id) AS (SELECT n, printf ('%08x-0000-4000-8000-000000000000', n) FROM counter),"
                         " acts (kind, days) AS (VALUES ('order_sent', 0), ('order_quoted', 7), ('order_issued', 10),"
                         " ('order_delivered', 34), ('order_admitted', 40), ('order_invoiced', 50)) ",
                         sql[i], NULL);

      if (!gvn_db_exec (db, error, text, ""))
        return FALSE;
    }

  return TRUE;
}

static inline gboolean
bench_refresh_orders (GvnDb *db, gpointer data, GError **error)
{
  return gvn_order_refresh_all (db, error);
}
