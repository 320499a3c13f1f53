/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The budgets of the core, each as the median of several runs, the disk's own
 * fsync time beside the command's. */
#include <fcntl.h>
#include <unistd.h>

#include "../gvn-test.h"
#include "gvn-bench-orders.h"
#include "gvn-bench.h"
#include "contract/gvn-person.h"
#include "deadlines/gvn-register.h"
#include "exchange/gvn-publication.h"
#include "money/gvn-money.h"
#include "store/gvn-search.h"

static gboolean
add_person (GvnDb *db, gpointer data, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();

  return gvn_db_exec (db, error, "INSERT INTO person VALUES (?1, ?1, 'dsiun', 'DSIUN', NULL)", "s", id);
}

static void
bench_fsync (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "fsync", NULL);
  int fd = open (path, O_CREAT | O_WRONLY, 0600);
  double times[100];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 start = g_get_monotonic_time ();

      g_assert_cmpint (write (fd, path, 16), ==, 16);
      fsync (fd);
      times[i] = bench_since (start);
    }
  close (fd);
  bench_report ("fsync of the same disk", times, G_N_ELEMENTS (times));
}

static void
bench_command (GvnTestContract *contract)
{
  double times[100];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 start = g_get_monotonic_time ();

      test_run (contract, "Add", add_person, NULL);
      times[i] = bench_since (start);
    }
  bench_report ("a user command: write and journal (budget 16 ms)", times, G_N_ELEMENTS (times));
}

static gboolean
refresh (GvnDb *db, gpointer data, GError **error)
{
  return gvn_meeting_refresh_all (db, NULL, error);
}

static void
bench_register (GvnTestContract *contract)
{
  double recount[5], read[15];

  for (guint i = 0; i < G_N_ELEMENTS (recount); i++)
    {
      gint64 start = g_get_monotonic_time ();

      test_run (contract, "Recompute", refresh, NULL);
      recount[i] = bench_since (start);
    }
  bench_report ("register of 5 years recomputed (budget 100 ms)", recount, G_N_ELEMENTS (recount));

  for (guint i = 0; i < G_N_ELEMENTS (read); i++)
    {
      GvnDeadlineFilter filter = GVN_DEADLINE_FILTER_INIT;
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GPtrArray) deadlines
          = gvn_register_list (gvn_store_get_db (contract->store), &filter, &contract->now, NULL);

      read[i] = bench_since (start);
      if (i == 0)
        printf ("  %u deadlines\n", deadlines->len);
    }
  bench_report ("register of 5 years read", read, G_N_ELEMENTS (read));
}

static void
bench_export (GvnTestContract *contract)
{
  GvnExport export = { .feed = "all" };
  double times[9];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 start = g_get_monotonic_time ();
      guint n_events;
      g_autofree char *text = gvn_publication_write (contract->store, &export, &contract->now, &n_events, NULL);

      times[i] = bench_since (start);
      if (i == 0)
        printf ("  %u events\n", n_events);
    }
  bench_report ("schedule of 5 years exported (budget 100 ms / 5,000)", times, G_N_ELEMENTS (times));
}

static void
bench_orders (GvnTestContract *contract)
{
  GvnOrderFilter all = GVN_ORDER_FILTER_INIT, unfinished = GVN_ORDER_FILTER_INIT, one = GVN_ORDER_FILTER_INIT;
  GvnOrderFilter *filters[] = { &all, &unfinished, &one };
  static const char *const names[]
      = { "10,000 orders read", "of 10,000 orders, the unfinished read", "one order of 10,000 read" };
  gint64 start = g_get_monotonic_time ();

  unfinished.unfinished = TRUE;
  one.id = "00001000-0000-4000-8000-000000000000";
  test_run (contract, "Orders", bench_add_orders, NULL);
  for (guint i = 0; i < 3; i++)
    {
      start = g_get_monotonic_time ();
      test_run (contract, "Recompute", bench_refresh_orders, NULL);
      printf ("what 10,000 orders owe counted%s: %.0f ms\n", i > 0 ? " again" : "", bench_since (start));
    }
  for (guint j = 0; j < G_N_ELEMENTS (filters); j++)
    {
      double times[9];

      for (guint i = 0; i < G_N_ELEMENTS (times); i++)
        {
          g_autoptr (GPtrArray) orders = NULL;

          start = g_get_monotonic_time ();
          orders = gvn_order_list (gvn_store_get_db (contract->store), filters[j], &contract->now, NULL);
          times[i] = bench_since (start);
          if (i == 0)
            printf ("  %u orders\n", orders->len);
        }
      bench_report (names[j], times, G_N_ELEMENTS (times));
    }
}

/* What all of them are worth, and it grouped as the page of money shows it. */
static void
bench_money (GvnTestContract *contract)
{
  double loaded[9], summed[9];

  for (guint i = 0; i < G_N_ELEMENTS (loaded); i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GvnMoney) money = gvn_money_load (gvn_store_get_db (contract->store), &contract->now, NULL);

      loaded[i] = bench_since (start);
      start = g_get_monotonic_time ();
      for (GvnMoneyGrouping by = 0; by <= GVN_MONEY_BY_PERIMETER; by++)
        {
          g_autoptr (GPtrArray) sums = gvn_money_sum (money, by, NULL, NULL);

          g_assert_cmpuint (sums->len, >, 0);
        }
      summed[i] = bench_since (start);
    }
  bench_report ("what 10,000 orders are worth read", loaded, G_N_ELEMENTS (loaded));
  bench_report ("grouped in each of five ways", summed, G_N_ELEMENTS (summed));
}

static gboolean
add_objects (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_exec (
      db, error,
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
      " INSERT INTO search_object (kind, id, title, detail, day)"
      " SELECT 'ticket', i, 'Ticket ' || i, 'poste réseau imprimante ' || (i % 977), '2028-03-16' FROM n",
      "");
}

/* Words of all lengths among 100,000 things more: the first letter alone, then longer. */
static void
bench_search (GvnTestContract *contract)
{
  static const char *const words[] = { "t", "ti", "tick", "impr 97", "copil mars", "réseau 45" };
  double times[60];

  g_assert_true (gvn_store_maintain (contract->store, add_objects, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GPtrArray) hits = gvn_search (gvn_store_get_db (contract->store), words[i % G_N_ELEMENTS (words)],
                                               &contract->now.local.date, 8, NULL);

      g_assert_cmpuint (hits->len, >, 0);
      times[i] = bench_since (start);
    }
  bench_report ("search among 100,000 things (budget 50 ms)", times, G_N_ELEMENTS (times));
}

int
main (void)
{
  GvnTestContract contract = { NULL };
  gint64 start;

  test_contract_open (&contract, "2026-10-05", NULL);
  bench_fsync (contract.folder);
  bench_command (&contract);
  for (int year = 2026; year <= 2031; year++)
    {
      start = g_get_monotonic_time ();
      test_plan (&contract, year);
      printf ("plan %d and apply it: %.0f ms\n", year, bench_since (start));
    }
  bench_register (&contract);
  bench_export (&contract);
  bench_search (&contract);
  contract.now = test_now ("2030-01-15");
  bench_orders (&contract);
  bench_money (&contract);
  test_contract_close (&contract);

  return 0;
}
