/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the things of a timeline lie, without a window. */
#include "config.h"

#include <math.h>

#include "app/widgets/gvn-timeline-layout.h"
#include "app/widgets/gvn-timeline-private.h"
#include "gvn-test-items.h"

/* Scale -------------------------------------------------------------------------------- */

static void
test_scale (void)
{
  GvnTimelineScale scale = { test_date ("2028-02-01"), 366, 100 };
  GvnLocal at = { test_date ("2028-03-01"), GVN_NO_MINUTES }, back;
  g_autoptr (GPtrArray) months = NULL;
  g_autoptr (GPtrArray) weeks = NULL;

  /* February 2028 has 29 days */
  g_assert_cmpfloat (gvn_timeline_scale_get_x (&scale, &at), ==, 2900);
  g_assert_cmpfloat (gvn_timeline_scale_get_end (&scale, &at), ==, 3000);
  at.minutes = 13 * 60 + 30; /* the middle of the hours shown, 7 to 20 */
  g_assert_cmpfloat (gvn_timeline_scale_get_x (&scale, &at), ==, 2950);
  gvn_timeline_scale_get_local (&scale, 2950, 30, &back);
  g_assert_cmpint (gvn_local_compare (&at, &back), ==, 0);

  months = gvn_timeline_scale_list_major (&scale, 0, 60);
  g_assert_cmpuint (months->len, ==, 3);
  g_assert_cmpint (((GvnTimelineTick *) months->pdata[0])->n_days, ==, 29);
  g_assert_cmpint (((GvnTimelineTick *) months->pdata[1])->day, ==, 29);

  scale.day_width = 6;
  weeks = gvn_timeline_scale_list_minor (&scale, 0, 20, 40);
  /* Monday 31 January 2028 begins week 5 */
  g_assert_cmpint (((GvnTimelineTick *) weeks->pdata[0])->day, ==, -1);
  g_assert_cmpstr (((GvnTimelineTick *) weeks->pdata[0])->label, ==, "W05");
}

/* Layout ------------------------------------------------------------------------------- */

static void
count (const GvnTimelinePlace *place, gpointer data)
{
  (*(guint *) data)++;
}

static void
test_layout (void)
{
  g_autoptr (GListStore) rows = g_list_store_new (GVN_TYPE_TIMELINE_ROW);
  g_autoptr (GListStore) items = g_list_store_new (GVN_TYPE_TIMELINE_ITEM);
  g_autoptr (GHashTable) collapsed = g_hash_table_new (g_str_hash, g_str_equal);
  GvnTimelineLayout *layout = gvn_timeline_layout_new ();
  GvnTimelineScale scale = { test_date ("2028-03-01"), 31, 100 };
  GvnTimelineMetrics metrics = { .lane = 20, .gap = 2 };
  GvnLocal from;
  double height;
  guint n = 0;

  test_add_to_store (rows, gvn_timeline_row_new ("a", "A", "One", NULL));
  test_add_to_store (rows, gvn_timeline_row_new ("b", "B", "One", NULL));
  test_add_to_store (rows, gvn_timeline_row_new ("c", "C", "Two", NULL));
  test_add_to_store (items, test_create_item ("a2", "a", "2028-03-02T10:00", "2028-03-02T12:00"));
  test_add_to_store (items, test_create_item ("a1", "a", "2028-03-02T09:00", "2028-03-02T17:00"));
  test_add_to_store (items, test_create_item ("a3", "a", "2028-03-20T09:00", "2028-03-20T17:00"));
  test_add_to_store (items, test_create_item ("c1", "c", "2028-03-03T09:00", "2028-03-03T17:00"));
  test_add_to_store (items, test_create_item ("lost", "z", "2028-03-03T09:00", "2028-03-03T17:00"));
  gvn_timeline_layout_fill (layout, G_LIST_MODEL (rows), G_LIST_MODEL (items), collapsed);
  gvn_timeline_layout_measure (layout, &scale, &metrics);
  height = gvn_timeline_layout_get_height (layout);

  /* two headings and three rows; what covers lies in another lane */
  g_assert_cmpuint (gvn_timeline_layout_get_bands (layout)->len, ==, 5);
  g_assert_cmpint (gvn_timeline_layout_find (layout, "a1")->lane, ==, 0);
  g_assert_cmpint (gvn_timeline_layout_find (layout, "a2")->lane, ==, 1);
  g_assert_cmpint (gvn_timeline_layout_find (layout, "a3")->lane, ==, 0);
  g_assert_null (gvn_timeline_layout_find (layout, "lost"));

  gvn_timeline_layout_visit (layout, 0, 0, 500, height, count, &n);
  g_assert_cmpuint (n, ==, 3);

  g_assert_cmpstr (gvn_timeline_layout_find_next (layout, gvn_timeline_layout_find (layout, "a1"), 1, 0)->id, ==, "a2");
  g_assert_null (gvn_timeline_layout_find_next (layout, gvn_timeline_layout_find (layout, "a3"), 1, 0));
  g_assert_cmpstr (gvn_timeline_layout_find_next (layout, gvn_timeline_layout_find (layout, "a1"), 0, 1)->id, ==, "c1");
  gvn_local_from_instant (test_instant ("2028-03-02T18:00"), &from);
  g_assert_cmpstr (gvn_timeline_layout_find_from (layout, &from)->id, ==, "c1");

  g_hash_table_add (collapsed, (gpointer) "One");
  gvn_timeline_layout_fill (layout, G_LIST_MODEL (rows), G_LIST_MODEL (items), collapsed);
  gvn_timeline_layout_measure (layout, &scale, &metrics);
  g_assert_null (gvn_timeline_layout_find (layout, "a1"));
  g_assert_cmpfloat (gvn_timeline_layout_get_height (layout), <, height);
  gvn_timeline_layout_free (layout);
}

/* Milestones of one day share a lane, each in a place of its own; another day's, and a
 * meeting, lie as they would. */
static void
test_stack (void)
{
  g_autoptr (GListStore) rows = g_list_store_new (GVN_TYPE_TIMELINE_ROW);
  g_autoptr (GListStore) items = g_list_store_new (GVN_TYPE_TIMELINE_ITEM);
  g_autoptr (GHashTable) collapsed = g_hash_table_new (g_str_hash, g_str_equal);
  static const double widths[] = { 0.8, 1.1, 13, 60, 300 }; /* from years to days */
  GvnTimelineLayout *layout = gvn_timeline_layout_new ();
  GvnTimelineMetrics metrics = { .lane = 20, .gap = 2 };

  test_add_to_store (rows, gvn_timeline_row_new ("a", "A", NULL, NULL));
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("due %d", i);
      GvnTimelineItem *item = test_create_item (id, "a", "2028-03-09T00:00", "2028-03-09T00:00");

      item->start.minutes = item->end.minutes = GVN_NO_MINUTES;
      item->milestone = TRUE;
      test_add_to_store (items, item);
    }
  gvn_timeline_layout_fill (layout, G_LIST_MODEL (rows), G_LIST_MODEL (items), collapsed);
  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    {
      GvnTimelineScale scale = { test_date ("2028-03-01"), 31, widths[w] };

      gvn_timeline_layout_measure (layout, &scale, &metrics);
      g_assert_cmpfloat (gvn_timeline_layout_get_height (layout), ==, 24);
      for (int i = 0; i < 5; i++)
        for (int j = 0; j < i; j++)
          {
            g_autofree char *id = g_strdup_printf ("due %d", i), *other_id = g_strdup_printf ("due %d", j);
            const GvnTimelinePlace *place = gvn_timeline_layout_find (layout, id);
            const GvnTimelinePlace *other = gvn_timeline_layout_find (layout, other_id);
            guint n = 0;

            g_assert_cmpint (place->lane, ==, 0);
            g_assert_cmpfloat (fabs (place->x - other->x) + fabs (place->y - other->y), >=, 3);
            g_assert_cmpfloat (place->y + place->height, <=, 24);
            gvn_timeline_layout_visit (layout, place->x, 0, place->width, 24, count, &n);
            g_assert_cmpuint (n, >=, 1);
          }
    }
  gvn_timeline_layout_free (layout);
}

/* What begins in the morning is found though a milestone without a time, first in the
 * row, lies in the middle of the day. */
static void
test_visit (void)
{
  g_autoptr (GListStore) rows = g_list_store_new (GVN_TYPE_TIMELINE_ROW);
  g_autoptr (GListStore) items = g_list_store_new (GVN_TYPE_TIMELINE_ITEM);
  g_autoptr (GHashTable) collapsed = g_hash_table_new (g_str_hash, g_str_equal);
  GvnTimelineLayout *layout = gvn_timeline_layout_new ();
  GvnTimelineScale scale = { test_date ("2028-03-01"), 31, 600 };
  GvnTimelineMetrics metrics = { .lane = 20, .gap = 2 };
  GvnTimelineItem *due = test_create_item ("due", "a", "2028-03-01T00:00", "2028-03-01T00:00");
  guint n = 0;

  due->start.minutes = due->end.minutes = GVN_NO_MINUTES;
  due->milestone = TRUE;
  test_add_to_store (rows, gvn_timeline_row_new ("a", "A", NULL, NULL));
  test_add_to_store (items, due);
  test_add_to_store (items, test_create_item ("early", "a", "2028-03-01T08:00", "2028-03-01T09:00"));
  gvn_timeline_layout_fill (layout, G_LIST_MODEL (rows), G_LIST_MODEL (items), collapsed);
  gvn_timeline_layout_measure (layout, &scale, &metrics);
  gvn_timeline_layout_visit (layout, 0, 0, 100, 24, count, &n);
  g_assert_cmpuint (n, ==, 1);
  gvn_timeline_layout_free (layout);
}

/* A drag scrolls towards the side it goes to, the faster the nearer, and only then. */
static void
test_edge_speed (void)
{
  g_assert_cmpfloat (gvn_timeline_get_edge_speed (200, 100, 400), ==, 0);
  g_assert_cmpfloat (gvn_timeline_get_edge_speed (380, 200, 400), >, 0);
  g_assert_cmpfloat (gvn_timeline_get_edge_speed (390, 200, 400), >, gvn_timeline_get_edge_speed (380, 200, 400));
  g_assert_cmpfloat (gvn_timeline_get_edge_speed (500, 200, 400), ==, 400);
  g_assert_cmpfloat (gvn_timeline_get_edge_speed (-100, 200, 400), ==, -400);
  g_assert_cmpfloat (gvn_timeline_get_edge_speed (385, 390, 400), ==, 0);
  g_assert_cmpfloat (gvn_timeline_get_edge_speed (10, 5, 400), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/timeline/scale", test_scale);
  g_test_add_func ("/app/timeline/layout", test_layout);
  g_test_add_func ("/app/timeline/stack", test_stack);
  g_test_add_func ("/app/timeline/visit", test_visit);
  g_test_add_func ("/app/timeline/edge-speed", test_edge_speed);

  return g_test_run ();
}
