/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gvn-number-list.h"

/* What a view that only listens to the signals would show. */
static void
follow_cb (GListModel *list, guint position, guint removed, guint added, GPtrArray *view)
{
  if (removed > 0)
    g_ptr_array_remove_range (view, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (view, (int) (position + i), g_list_model_get_item (list, position + i));
}

static void
update (GvnNumberList *list, const gint64 *numbers, guint n)
{
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (array, numbers, n);
  gvn_number_list_update (list, array);
}

static void
assert_shows (GPtrArray *view, const gint64 *numbers, guint n)
{
  g_assert_cmpuint (view->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (gvn_number_get_value (view->pdata[i]), ==, numbers[i]);
}

/* Design §3: a big list is its ids and one handle per id, used again across queries. */
static void
test_splices_what_differs (void)
{
  static const gint64 all[] = { 9, 8, 7, 6, 5 }, fewer[] = { 9, 8, 5 }, other[] = { 10, 9, 8, 6, 5 };
  g_autoptr (GPtrArray) view = g_ptr_array_new_with_free_func (g_object_unref);
  GvnNumberList *list = gvn_number_list_new ();
  g_autoptr (GObject) eight = NULL;

  g_signal_connect (list, "items-changed", G_CALLBACK (follow_cb), view);
  update (list, all, G_N_ELEMENTS (all));
  assert_shows (view, all, G_N_ELEMENTS (all));
  eight = g_object_ref (view->pdata[1]);
  update (list, fewer, G_N_ELEMENTS (fewer));
  assert_shows (view, fewer, G_N_ELEMENTS (fewer));
  g_assert_true (view->pdata[1] == (gpointer) eight);
  update (list, other, G_N_ELEMENTS (other));
  assert_shows (view, other, G_N_ELEMENTS (other));
  g_assert_true (view->pdata[2] == (gpointer) eight);
  update (list, NULL, 0);
  assert_shows (view, NULL, 0);

  g_ptr_array_set_size (view, 0);
  g_assert_finalize_object (list);
}

static void
note_step_cb (GListModel *list, guint position, guint removed, guint added, GPtrArray *steps)
{
  GString *rows = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GvnNumber) number = g_list_model_get_item (list, i);

      g_string_append_printf (rows, "%" G_GINT64_FORMAT " ", gvn_number_get_value (number));
    }
  g_ptr_array_add (steps, g_string_free (rows, FALSE));
}

/* A list view gives the widgets of rows that stay in its model to others, and destroys
 * those of rows that leave: what has a widget leaves after the others have come. */
static void
test_replaces_keeping_widgets (void)
{
  static const gint64 all[] = { 9, 8, 7, 6, 5, 4 }, fewer[] = { 8, 5 }, shown[] = { 9, 8, 7 };
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) widgets = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GvnNumberList) list = gvn_number_list_new ();

  update (list, all, G_N_ELEMENTS (all));
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_hash_table_add (widgets, (gpointer) &shown[i]);
  g_signal_connect (list, "items-changed", G_CALLBACK (note_step_cb), steps);
  g_array_append_vals (numbers, fewer, G_N_ELEMENTS (fewer));
  gvn_number_list_replace (list, numbers, widgets);
  g_assert_cmpuint (steps->len, ==, 2);
  g_assert_cmpstr (steps->pdata[0], ==, "9 8 5 7 ");
  g_assert_cmpstr (steps->pdata[1], ==, "8 5 ");

  g_array_set_size (numbers, 0);
  gvn_number_list_replace (list, numbers, widgets);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

/* A view binds a row again only when it gets another object. */
static void
test_renews_one_row (void)
{
  static const gint64 all[] = { 3, 2, 1 };
  g_autoptr (GPtrArray) view = g_ptr_array_new_with_free_func (g_object_unref);
  GvnNumberList *list = gvn_number_list_new ();
  g_autoptr (GObject) two = NULL;

  g_signal_connect (list, "items-changed", G_CALLBACK (follow_cb), view);
  update (list, all, G_N_ELEMENTS (all));
  two = g_object_ref (view->pdata[1]);
  gvn_number_list_renew (list, 2);
  assert_shows (view, all, G_N_ELEMENTS (all));
  g_assert_true (view->pdata[1] != (gpointer) two);
  gvn_number_list_renew (list, 4);
  assert_shows (view, all, G_N_ELEMENTS (all));

  g_ptr_array_set_size (view, 0);
  g_assert_finalize_object (list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/number-list/splices-what-differs", test_splices_what_differs);
  g_test_add_func ("/store/number-list/replaces-keeping-widgets", test_replaces_keeping_widgets);
  g_test_add_func ("/store/number-list/renews-one-row", test_renews_one_row);
  return g_test_run ();
}
