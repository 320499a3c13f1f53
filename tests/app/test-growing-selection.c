/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "../gvn-test-widgets.h"
#include "app/widgets/gvn-growing-selection.h"

#define STEP 20

typedef struct
{
  GListStore *rows;
  GvnGrowingSelection *growing;
  GtkWidget *view;
  GtkWidget *window;
  GPtrArray *told; /* the rows as the signals say them */
} Fixture;

static void
add_rows (Fixture *fixture, guint position, guint n)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  static guint number;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("row %u", number++);

      g_ptr_array_add (added, gtk_string_object_new (name));
    }
  g_list_store_splice (fixture->rows, position, 0, added->pdata, n);
}

/* A view knows no more of its rows than this. */
static void
items_changed_cb (Fixture *fixture, guint position, guint removed, guint added)
{
  if (removed > 0)
    g_ptr_array_remove_range (fixture->told, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->told, (int) (position + i),
                        g_list_model_get_item (G_LIST_MODEL (fixture->growing), position + i));
}

static void
set_up (Fixture *fixture, gconstpointer n)
{
  fixture->rows = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  add_rows (fixture, 0, GPOINTER_TO_UINT (n));
  fixture->view = gtk_list_view_new (NULL, gtk_signal_list_item_factory_new ());
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->view);
  fixture->growing = gvn_growing_selection_new (
      GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (fixture->rows)))), fixture->view, STEP,
      TRUE);
  fixture->told = g_ptr_array_new_with_free_func (g_object_unref);
  gvn_growing_selection_show (fixture->growing, TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->growing)); i++)
    g_ptr_array_add (fixture->told, g_list_model_get_item (G_LIST_MODEL (fixture->growing), i));
  g_signal_connect_swapped (fixture->growing, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_ptr_array_unref (fixture->told);
  g_assert_finalize_object (fixture->growing);
  g_object_unref (fixture->rows);
}

/* What a view was told, what it may ask for, and the first @n rows there are are the same. */
static void
assert_shows (Fixture *fixture, guint n)
{
  GListModel *growing = G_LIST_MODEL (fixture->growing);

  g_assert_cmpuint (g_list_model_get_n_items (growing), ==, n);
  g_assert_cmpuint (fixture->told->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), i);
      g_autoptr (GObject) shown = g_list_model_get_item (growing, i);

      g_assert_true (shown == row);
      g_assert_true (fixture->told->pdata[i] == row);
    }
  g_assert_null (g_list_model_get_item (growing, n));
}

static void
test_growth (Fixture *fixture, gconstpointer n)
{
  assert_shows (fixture, MIN (STEP, GPOINTER_TO_UINT (n)));
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (g_list_model_get_n_items (G_LIST_MODEL (fixture->growing)) < GPOINTER_TO_UINT (n))
    g_main_context_iteration (NULL, TRUE);
  assert_shows (fixture, GPOINTER_TO_UINT (n));

  gvn_growing_selection_show (fixture->growing, FALSE);
  g_assert_null (gtk_list_view_get_model (GTK_LIST_VIEW (fixture->view)));
  gvn_growing_selection_show (fixture->growing, TRUE);
  assert_shows (fixture, MIN (STEP, GPOINTER_TO_UINT (n)));
  test_draw_frames (fixture->window, 40);
  assert_shows (fixture, GPOINTER_TO_UINT (n));
  g_list_store_remove_all (fixture->rows);
  assert_shows (fixture, 0);
}

/* What is hidden has its rows when it is shown again. */
static void
test_hidden (Fixture *fixture, gconstpointer n)
{
  GtkWidget *stack = gtk_stack_new (), *other = gtk_label_new ("Other");

  g_object_ref (fixture->view);
  gtk_window_set_child (GTK_WINDOW (fixture->window), stack);
  gtk_stack_add_named (GTK_STACK (stack), fixture->view, "view");
  g_object_unref (fixture->view);
  gtk_stack_add_named (GTK_STACK (stack), other, "other");
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "other");
  gtk_window_present (GTK_WINDOW (fixture->window));
  test_draw_frames (fixture->window, 20);
  assert_shows (fixture, STEP);
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "view");
  test_draw_frames (fixture->window, 4);
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "other");
  test_draw_frames (fixture->window, 20);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->growing)), <, GPOINTER_TO_UINT (n));
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "view");
  test_draw_frames (fixture->window, 40);
  assert_shows (fixture, GPOINTER_TO_UINT (n));
}

/* Rows come and go within what is shown, over its end and beyond it. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2000; i++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->rows));
      guint position = (guint) g_test_rand_int_range (0, (int) n + 1);
      guint some = (guint) g_test_rand_int_range (0, 30);

      if (g_test_rand_bit () && n < 80)
        add_rows (fixture, position, some);
      else if (g_test_rand_bit ())
        g_list_store_splice (fixture->rows, position, MIN (some, n - position), NULL, 0);
      else if (position < n)
        g_list_model_items_changed (G_LIST_MODEL (fixture->rows), position, MIN (some, n - position),
                                    MIN (some, n - position));
      n = g_list_model_get_n_items (G_LIST_MODEL (fixture->rows));
      assert_shows (fixture, MIN (STEP, n));
    }
}

static void
count_selections_cb (guint *n, guint position, guint n_items)
{
  g_assert_cmpuint (position + n_items, <=, STEP);
  ++*n;
}

/* All rows are selected, those not shown yet among them. */
static void
test_selection (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *growing = GTK_SELECTION_MODEL (fixture->growing);
  g_autoptr (GtkBitset) all = NULL;
  guint n = 0;

  g_signal_connect_swapped (growing, "selection-changed", G_CALLBACK (count_selections_cb), &n);
  gtk_selection_model_select_all (growing);
  all = gtk_selection_model_get_selection_in_range (growing, 0, 100);
  g_assert_cmpuint (gtk_bitset_get_size (all), ==, 100);
  g_assert_cmpuint (n, ==, 1);
  gtk_selection_model_select_item (growing, 90, TRUE);
  g_assert_true (gtk_selection_model_is_selected (growing, 90));
  g_assert_false (gtk_selection_model_is_selected (growing, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, n, function)                                                                                         \
  g_test_add ("/app/growing-selection/" path, Fixture, GUINT_TO_POINTER (n), set_up, function, tear_down)
  ADD ("growth", 1000, test_growth);
  ADD ("few", 7, test_growth);
  ADD ("hidden", 1000, test_hidden);
  ADD ("changes", 15, test_changes);
  ADD ("selection", 100, test_selection);

  return g_test_run ();
}
