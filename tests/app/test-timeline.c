/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline by itself: where things lie, what is on screen, what it says of itself. */
#include "config.h"

#include "../gvn-test-widgets.h"
#include "../gvn-test.h"
#include "app/widgets/gvn-timeline-layout.h"
#include "app/widgets/gvn-timeline.h"

static GvnTimelineItem *
create_item (const char *id, const char *row, const char *start, const char *end)
{
  GvnTimelineItem *item = gvn_timeline_item_new (id, row);

  gvn_local_from_instant (test_instant (start), &item->start);
  gvn_local_from_instant (test_instant (end), &item->end);
  item->title = g_strdup (id);
  item->detail = g_strdup_printf ("%s in words", id);
  item->style = "planned";

  return item;
}

static void
add (GListStore *store, gpointer object)
{
  g_list_store_append (store, object);
  g_object_unref (object);
}

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

  add (rows, gvn_timeline_row_new ("a", "A", "One", NULL));
  add (rows, gvn_timeline_row_new ("b", "B", "One", NULL));
  add (rows, gvn_timeline_row_new ("c", "C", "Two", NULL));
  add (items, create_item ("a2", "a", "2028-03-02T10:00", "2028-03-02T12:00"));
  add (items, create_item ("a1", "a", "2028-03-02T09:00", "2028-03-02T17:00"));
  add (items, create_item ("a3", "a", "2028-03-20T09:00", "2028-03-20T17:00"));
  add (items, create_item ("c1", "c", "2028-03-03T09:00", "2028-03-03T17:00"));
  add (items, create_item ("lost", "z", "2028-03-03T09:00", "2028-03-03T17:00"));
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

/* Widget ------------------------------------------------------------------------------- */

typedef struct
{
  GtkWindow *window;
  GvnTimeline *timeline;
  GListStore *rows;
  GListStore *items;
} Fixture;

static char *
preview (gpointer data, const GvnTimelineShift *shift, gboolean *legal)
{
  *legal = TRUE;

  return g_strdup_printf ("%u by %d", shift->items->len, shift->days);
}

static void
apply (gpointer data, const GvnTimelineShift *shift)
{
}

static void
open_item (gpointer data, GvnTimelineItem *item)
{
}

static void
create_at (gpointer data, GvnTimelineRow *row, const GvnLocal *at)
{
}

static const GvnTimelineDelegate delegate
    = { .preview = preview, .apply = apply, .open = open_item, .create = create_at };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GDate first = test_date ("2028-03-01"), last = test_date ("2028-12-31");
  GvnLocal now;

  fixture->rows = g_list_store_new (GVN_TYPE_TIMELINE_ROW);
  fixture->items = g_list_store_new (GVN_TYPE_TIMELINE_ITEM);
  add (fixture->rows, gvn_timeline_row_new ("a", "A", "One", NULL));
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("item %02d", i);
      GvnTimelineItem *item = create_item (id, "a", "2028-03-01T10:00", "2028-03-01T12:00");

      g_date_add_days (&item->start.date, (guint) i * 2);
      g_date_add_days (&item->end.date, (guint) i * 2);
      if (i > 0)
        item->after = g_strdup_printf ("item %02d", i - 1);
      add (fixture->items, item);
    }
  fixture->timeline = g_object_new (GVN_TYPE_TIMELINE, NULL);
  gvn_local_from_instant (test_instant ("2028-03-08T08:00"), &now);
  gvn_timeline_set_range (fixture->timeline, &first, &last);
  gvn_timeline_set_now (fixture->timeline, &now);
  gvn_timeline_set_delegate (fixture->timeline, &delegate, fixture);
  gvn_timeline_set_layers (fixture->timeline, GVN_TIMELINE_BASELINES | GVN_TIMELINE_CHAINS | GVN_TIMELINE_DEPENDENCIES);
  gvn_timeline_set_models (fixture->timeline, G_LIST_MODEL (fixture->rows), G_LIST_MODEL (fixture->items));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (fixture->timeline));
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 900, 400);
  gtk_window_set_child (fixture->window, scroller);
  gtk_window_present (fixture->window);
  test_settle (GTK_WIDGET (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->timeline), (gpointer *) &fixture->timeline);
  gtk_window_destroy (fixture->window);
  while (fixture->timeline != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->rows);
  g_assert_finalize_object (fixture->items);
}

static guint
count_blocks (Fixture *fixture, gboolean shown)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->timeline)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += g_str_equal (gtk_widget_get_css_name (child), "timelineblock")
         && (!shown || gtk_widget_get_child_visible (child));

  return n;
}

/* Widgets are made for what is seen, and used again. */
static void
test_recycling (Fixture *fixture, gconstpointer data)
{
  GvnLocal far;
  guint n;

  n = count_blocks (fixture, TRUE);
  g_assert_cmpuint (n, >, 5);
  g_assert_cmpuint (n, <, 40);
  gvn_local_from_instant (test_instant ("2028-08-01T08:00"), &far);
  gvn_timeline_show_moment (fixture->timeline, &far);
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (count_blocks (fixture, TRUE), >, 0);
  g_assert_cmpuint (count_blocks (fixture, FALSE), <, 45);
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus, *heading = NULL;
  GvnLocal from;

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fixture->timeline), GTK_ACCESSIBLE_ROLE_LIST);
  gvn_local_from_instant (test_instant ("2028-03-08T08:00"), &from);
  g_assert_true (gvn_timeline_focus_from (fixture->timeline, &from));
  test_settle (GTK_WIDGET (fixture->window));
  focus = gtk_window_get_focus (fixture->window);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  /* 1 March and every other day: the first from the 8th is the 9th's */
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_LABEL, "item 04 in words");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_RELATION_FLOW_TO));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->timeline)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      heading = child;
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_PROPERTY_LABEL, "One");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  g_signal_emit_by_name (heading, "clicked");
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (count_blocks (fixture, TRUE), ==, 0);
}

/* One stop for all the blocks, then the headings. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  gtk_window_set_focus (fixture->window, NULL);
  gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
  g_assert_cmpstr (gtk_widget_get_css_name (gtk_window_get_focus (fixture->window)), ==, "timelineblock");
  gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
  g_assert_true (GTK_IS_BUTTON (gtk_window_get_focus (fixture->window)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/app/timeline/scale", test_scale);
  g_test_add_func ("/app/timeline/layout", test_layout);
  g_test_add ("/app/timeline/recycling", Fixture, NULL, set_up, test_recycling, tear_down);
  g_test_add ("/app/timeline/accessible", Fixture, NULL, set_up, test_accessible, tear_down);
  g_test_add ("/app/timeline/focus", Fixture, NULL, set_up, test_focus, tear_down);

  return g_test_run ();
}
