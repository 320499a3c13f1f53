/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 10,000 orders, and what they are worth. */
#include "config.h"

#include "app/orders/gvn-order-dialog.h"
#include "committees/gvn-meeting.h"
#include "gvn-bench-orders.h"
#include "gvn-bench-window.h"

/* A command that changes nothing the page shows, after which it has read again. */
static void
write_note (BenchWatch *watch, guint number)
{
  GvnSession *session = gvn_window_get_session (GVN_WINDOW (watch->window));
  GvnMeetingFilter filter = { .body = "COPIL", .from = gvn_session_get_now (session)->local.date };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (session), &filter, NULL);
  g_autofree char *note = g_strdup_printf ("Note %u", number);
  GvnMeetingRequest request = { .meeting = ((GvnMeeting *) meetings->pdata[0])->id,
                                .act = GVN_ACT_NOTE,
                                .note = note,
                                .by_name = "Bench",
                                .now = gvn_session_get_now (session) };
  g_autoptr (GError) error = NULL;

  gvn_session_run (session, "Note", gvn_meeting_apply, &request, &error);
  g_assert_no_error (error);
}

/* How long it takes until a change of a setting shows. */
static double
time_setting (BenchWatch *watch, GSettings *settings, const char *key, GVariant *value)
{
  gint64 start;

  bench_settle ();
  start = g_get_monotonic_time ();
  g_settings_set_value (settings, key, value);
  bench_wait_for_paint (watch);

  return bench_since (start);
}

/* Until what a page asked the reader thread for is on screen. */
static void
wait_for_reading (BenchWatch *watch)
{
  while (test_is_reading (GTK_WIDGET (watch->window)))
    g_main_context_iteration (NULL, TRUE);
  bench_wait_for_paint (watch);
}

/* What all orders are worth is read again when the page is shown, after a command. */
void
bench_money (BenchWatch *watch)
{
  double opened[9], read[9];

  for (guint i = 0; i < G_N_ELEMENTS (opened); i++)
    {
      gint64 start;

      gvn_window_show_section (GVN_WINDOW (watch->window), "journal");
      write_note (watch, i);
      bench_settle ();
      bench_settle ();
      start = g_get_monotonic_time ();
      gvn_window_show_section (GVN_WINDOW (watch->window), "money");
      bench_wait_for_paint (watch);
      opened[i] = bench_since (start);
      wait_for_reading (watch);
      read[i] = bench_since (start);
    }
  bench_report ("page opened after a command: money", opened, G_N_ELEMENTS (opened));
  bench_report ("money after a command, to its figures", read, G_N_ELEMENTS (read));
}

/* The table of orders, which lies beside the board and the list of a narrow window. */
static GListModel *
get_orders (BenchWatch *watch)
{
  GtkWidget *page = test_find_type (GTK_WIDGET (watch->window), "GvnOrdersPage");
  GtkWidget *table = test_find_type (page, "GtkColumnView");

  return G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)));
}

/* How long it takes until all orders show, from the open ones. */
static double
time_all_orders (BenchWatch *watch, GSettings *settings)
{
  gint64 start;

  bench_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (get_orders (watch)), <, BENCH_ORDERS);
  start = g_get_monotonic_time ();
  g_settings_set_uint (settings, "orders-state", 1);
  while (g_list_model_get_n_items (get_orders (watch)) < BENCH_ORDERS)
    g_main_context_iteration (NULL, TRUE);
  bench_wait_for_paint (watch);

  return bench_since (start);
}

/* The first time a contract's orders are looked at. */
void
bench_first_orders (BenchWatch *watch)
{
  g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);
  double first;

  g_settings_set_string (settings, "orders-view", "table");
  gvn_window_show_section (GVN_WINDOW (watch->window), "orders");
  first = time_all_orders (watch, settings);
  bench_report ("10,000 orders, all of them for the first time", &first, 1);
  g_settings_set_uint (settings, "orders-state", 0);
  printf ("%-52s %8.1f MiB\n", "memory (PSS) with all of them read", bench_read_pss ());
}

/* Only what is open is read until all is asked for, and again after a command. */
static void
bench_order_filters (BenchWatch *watch, GSettings *settings)
{
  double read[N_COMMANDS], open[N_COMMANDS], all[N_COMMANDS], board[N_COMMANDS];

  for (guint i = 0; i < N_COMMANDS; i++)
    {
      open[i] = time_setting (watch, settings, "orders-state", g_variant_new_uint32 (0));
      all[i] = time_setting (watch, settings, "orders-state", g_variant_new_uint32 (1));
      time_setting (watch, settings, "orders-state", g_variant_new_uint32 (0));
      board[i] = time_setting (watch, settings, "orders-view", g_variant_new_string ("board"));
      time_setting (watch, settings, "orders-view", g_variant_new_string ("table"));
      write_note (watch, i);
      read[i] = time_all_orders (watch, settings);
    }
  bench_report ("10,000 orders filtered to the open ones, to paint", open, N_COMMANDS);
  bench_report ("10,000 orders, all of them again, to paint", all, N_COMMANDS);
  bench_report ("10,000 orders, all of them read, to paint", read, N_COMMANDS);
  bench_report ("the open ones on the board, to paint", board, N_COMMANDS);
}

/* How long it takes until the orders show sorted by a column, the other way round each time. */
static double
time_sorting (BenchWatch *watch, GtkColumnView *table, guint number, gboolean down)
{
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (table), number);
  gint64 start;

  bench_settle ();
  start = g_get_monotonic_time ();
  gtk_column_view_sort_by_column (table, column, down ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  bench_wait_for_paint (watch);

  return bench_since (start);
}

static void
bench_order_sorting (BenchWatch *watch, GtkColumnView *table)
{
  guint n = g_list_model_get_n_items (gtk_column_view_get_columns (table));
  double first = time_sorting (watch, table, 1, TRUE), sorted[N_COMMANDS], by_title[N_COMMANDS];

  for (guint i = 0; i < N_COMMANDS; i++)
    {
      sorted[i] = time_sorting (watch, table, i % n, i % 2 == 0);
      by_title[i] = time_sorting (watch, table, 1, i % 2 == 0);
    }
  bench_report ("10,000 orders sorted by title the first time", &first, 1);
  bench_report ("10,000 orders sorted by title, to paint", by_title, N_COMMANDS);
  bench_report ("10,000 orders sorted by each column, to paint", sorted, N_COMMANDS);
  time_sorting (watch, table, 0, TRUE);
}

static void
bench_order_opened (BenchWatch *watch, GtkColumnView *table)
{
  GvnSession *session = gvn_window_get_session (GVN_WINDOW (watch->window));
  g_autoptr (GvnOrder) order = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (table)), 0);
  double opened[9];

  for (guint i = 0; i < G_N_ELEMENTS (opened); i++)
    {
      gint64 start;

      bench_settle ();
      start = g_get_monotonic_time ();
      gvn_order_dialog_present (session, order->id, GTK_WIDGET (table));
      bench_wait_for_paint (watch);
      opened[i] = bench_since (start);
      bench_settle ();
      adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (watch->window)));
    }
  bench_report ("an order opened to first paint", opened, G_N_ELEMENTS (opened));
}

/* 10,000 orders, most of them over: all, the open ones, one. */
void
bench_orders (BenchWatch *watch)
{
  g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);
  GtkColumnView *table;

  g_settings_set_uint (settings, "orders-state", 1);
  g_settings_set_string (settings, "orders-view", "table");
  gvn_window_show_section (GVN_WINDOW (watch->window), "orders");
  bench_settle ();
  table = GTK_COLUMN_VIEW (
      test_find_type (test_find_type (GTK_WIDGET (watch->window), "GvnOrdersPage"), "GtkColumnView"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (table))), >=, BENCH_ORDERS);
  bench_frames (watch, "frame while scrolling: orders", gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (table)), 60);
  bench_order_sorting (watch, table);
  bench_order_filters (watch, settings);
  bench_order_opened (watch, table);
  g_settings_set_uint (settings, "orders-state", 0);
  bench_settle ();
}
