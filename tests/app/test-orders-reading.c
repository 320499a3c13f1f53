/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../gvn-test-window.h"
#include "app/orders/gvn-orders-page.h"
#include "orders/gvn-order-act.h"

/* The list of orders while some of it is still being read. */

static GMutex gate;

/* Holds the reader thread until the gate is open. */
static gpointer
wait_at_gate (GvnDb *db, gpointer data, GError **error)
{
  g_mutex_lock (&gate);
  g_mutex_unlock (&gate);

  return NULL;
}

static void
told_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  gvn_store_read_finish (GVN_STORE (store), result, NULL);
}

static void
close_gate (TestWindow *fixture)
{
  g_mutex_lock (&gate);
  gvn_store_read_async (gvn_session_get_store (fixture->session), wait_at_gate, NULL, NULL, g_free, NULL, told_cb,
                        NULL);
}

static void
choose_state (guint state)
{
  g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);

  g_settings_set_uint (settings, "orders-state", state);
}

static GListModel *
get_rows (TestWindow *fixture)
{
  GtkWidget *page = test_find_type (GTK_WIDGET (fixture->window), "GvnOrdersPage");

  return G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (test_find_type (page, "GtkColumnView"))));
}

static guint
count_rows (TestWindow *fixture)
{
  return g_list_model_get_n_items (get_rows (fixture));
}

static guint
count_orders (TestWindow *fixture, gboolean unfinished)
{
  GvnOrderFilter filter = { .state = -1, .unfinished = unfinished };
  g_autoptr (GPtrArray) orders
      = gvn_order_list (gvn_session_get_db (fixture->session), &filter, gvn_session_get_now (fixture->session), NULL);

  return orders->len;
}

static void
set_up (TestWindow *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);

  g_settings_set_string (settings, "orders-view", "table");
  choose_state (0);
  test_window_set_up (fixture, data);
}

/* The open ones are there while the others wait; those come when they are asked for, and
 * the header tells that they take long. */
static void
test_waiting (TestWindow *fixture, gconstpointer data)
{
  guint n_open = count_orders (fixture, TRUE), n_all = count_orders (fixture, FALSE);
  GtkWidget *spinner;

  g_assert_cmpuint (n_open, <, n_all);
  close_gate (fixture);
  gvn_window_show_section (fixture->window, "orders");
  test_draw_frames (GTK_WIDGET (fixture->window), 10);
  g_assert_cmpuint (count_rows (fixture), ==, n_open);
  choose_state (1);
  while ((spinner = test_find_type (GTK_WIDGET (fixture->window), "AdwSpinner")) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_rows (fixture), ==, n_open);
  g_mutex_unlock (&gate);
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (count_rows (fixture), ==, n_all);
  g_assert_false (gtk_widget_get_mapped (spinner));
}

/* Whoever changes their mind sees what they asked for last. */
static void
test_changed_mind (TestWindow *fixture, gconstpointer data)
{
  guint n_open = count_orders (fixture, TRUE);

  close_gate (fixture);
  gvn_window_show_section (fixture->window, "orders");
  test_draw_frames (GTK_WIDGET (fixture->window), 10);
  choose_state (1);
  choose_state (0);
  g_mutex_unlock (&gate);
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (count_rows (fixture), ==, n_open);
  choose_state (1);
  choose_state (0);
  choose_state (1);
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (count_rows (fixture), ==, count_orders (fixture, FALSE));
}

/* What a command changed while all are read is not shown as it was before. */
static void
test_command (TestWindow *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnOrder) order
      = gvn_order_find (gvn_session_get_db (fixture->session), "CMD-1", gvn_session_get_now (fixture->session), &error);
  GvnOrderEdit edit = { .order = order->id, .title = "Another title" };
  guint n_found = 0;

  g_assert_no_error (error);
  gvn_window_show_section (fixture->window, "orders");
  test_settle (GTK_WIDGET (fixture->window));
  close_gate (fixture);
  choose_state (1);
  gvn_session_run (fixture->session, "Title", gvn_order_edit, &edit, &error);
  g_assert_no_error (error);
  g_mutex_unlock (&gate);
  test_settle (GTK_WIDGET (fixture->window));
  for (guint i = 0; i < count_rows (fixture); i++)
    {
      g_autoptr (GvnOrder) row = g_list_model_get_item (get_rows (fixture), i);

      n_found += g_str_equal (row->title, "Another title");
      g_assert_cmpstr (row->title, !=, order->title);
    }
  g_assert_cmpuint (n_found, ==, 1);
}

int
main (int argc, char **argv)
{
  test_window_init (&argc, &argv);
#define ADD(path, function)                                                                                            \
  g_test_add ("/app/orders-reading/" path, TestWindow, NULL, set_up, function, test_window_tear_down)
  ADD ("waiting", test_waiting);
  ADD ("changed-mind", test_changed_mind);
  ADD ("command", test_command);

  return test_window_run ();
}
