/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline by itself: what is on screen, what it says of itself, how it is worked. */
#include "config.h"

#include <math.h>

#include "../gvn-test-widgets.h"
#include "../gvn-test.h"
#include "app/widgets/gvn-timeline-table.h"
#include "gvn-test-items.h"
#include "gvn-test-mouse.h"

/* Widget ------------------------------------------------------------------------------- */

typedef struct
{
  GtkWindow *window;
  GvnTimeline *timeline;
  GListStore *rows;
  GListStore *items;
  char *opened;  /* the id of what was opened last */
  int moved_by;  /* days of the last drop */
  guint n_moved; /* items of it */
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
  ((Fixture *) data)->moved_by = shift->days;
  ((Fixture *) data)->n_moved = shift->items->len;
}

static void
open_item (gpointer data, GvnTimelineItem *item)
{
  g_set_str (&((Fixture *) data)->opened, item->id);
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
  test_add_to_store (fixture->rows, gvn_timeline_row_new ("a", "A", "One", NULL));
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("item %02d", i);
      GvnTimelineItem *item = test_create_item (id, "a", "2028-03-01T10:00", "2028-03-01T12:00");

      g_date_add_days (&item->start.date, (guint) i * 2);
      g_date_add_days (&item->end.date, (guint) i * 2);
      if (i > 0)
        item->after = g_strdup_printf ("item %02d", i - 1);
      test_add_to_store (fixture->items, item);
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
  g_free (fixture->opened);
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

/* The titles and the axis are drawn: what they say is said by headings and blocks, whose
 * sentence has the row and the day. */
static void
test_margins (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->timeline)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (gtk_widget_get_css_name (child), "timelinemargin"))
      {
        gtk_test_accessible_assert_role (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_ROLE_PRESENTATION);
        g_assert_false (gtk_widget_get_focusable (child));
        n++;
      }
    else if (GTK_IS_BUTTON (child))
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_ROLE_BUTTON);
  g_assert_cmpuint (n, ==, 2);
}

/* A block that shows another item says nothing of the one before. */
static void
test_block (void)
{
  g_autoptr (GvnTimelineItem) first = test_create_item ("one", "a", "2028-03-01T10:00", "2028-03-01T12:00");
  g_autoptr (GvnTimelineItem) second = test_create_item ("two", "a", "2028-03-01T10:00", "2028-03-01T12:00");
  GtkWidget *block = g_object_ref_sink (gvn_timeline_block_new ());
  GtkWidget *next = g_object_ref_sink (gvn_timeline_block_new ());

  gvn_timeline_block_bind (GVN_TIMELINE_BLOCK (block), first);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (block), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (block), GTK_ACCESSIBLE_PROPERTY_LABEL, "one in words");
  gvn_timeline_block_set_selected (GVN_TIMELINE_BLOCK (block), TRUE);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (block), GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (block), GTK_ACCESSIBLE_RELATION_FLOW_TO, next, NULL, -1);
  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (block), GTK_ACCESSIBLE_RELATION_FLOW_TO, next, NULL);

  gvn_timeline_block_bind (GVN_TIMELINE_BLOCK (block), second);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (block), GTK_ACCESSIBLE_PROPERTY_LABEL, "two in words");
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (block), GTK_ACCESSIBLE_RELATION_FLOW_TO));
  g_assert_finalize_object (block);
  g_assert_finalize_object (next);
}

static GtkWidget *
find_text (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_INSCRIPTION (widget) && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text (child, text);

  return found;
}

/* The table twin shows the same items in time order, each a row of cells. */
static void
test_table (Fixture *fixture, gconstpointer data)
{
  GtkWidget *table = gvn_timeline_table_new (G_LIST_MODEL (fixture->rows), G_LIST_MODEL (fixture->items), "Committee");
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (gtk_window_get_child (fixture->window));
  g_autoptr (GvnTimelineItem) second = NULL;
  GtkWidget *cell;

  g_object_ref (fixture->timeline);
  gtk_scrolled_window_set_child (scroller, table);
  test_settle (GTK_WIDGET (fixture->window));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_ROLE_TREE_GRID);
  second = gvn_timeline_table_get_item (table, 1);
  g_assert_cmpstr (second->id, ==, "item 01");
  cell = find_text (table, "item 01 in words");
  g_assert_nonnull (cell);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (gtk_widget_get_parent (cell)), GTK_ACCESSIBLE_ROLE_GRID_CELL);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_widget_get_parent (cell))),
                                   GTK_ACCESSIBLE_ROLE_ROW);
  g_assert_nonnull (find_text (table, "12:00")); /* it ends the day it starts */
  gtk_scrolled_window_set_child (scroller, GTK_WIDGET (fixture->timeline));
  g_object_unref (fixture->timeline);
}

/* Keyboard and mouse -------------------------------------------------------------------- */

/* Milestones of one day: Ctrl and the arrows go through all of them, Enter opens each. */
static void
test_reach (Fixture *fixture, gconstpointer data)
{
  GvnLocal from;

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("due %d", i);
      GvnTimelineItem *item = test_create_item (id, "a", "2028-03-10T00:00", "2028-03-10T00:00");

      item->start.minutes = item->end.minutes = GVN_NO_MINUTES;
      item->milestone = TRUE;
      test_add_to_store (fixture->items, item);
    }
  gvn_timeline_zoom (fixture->timeline, 10, 400);
  test_settle (GTK_WIDGET (fixture->window));
  from = (GvnLocal) { test_date ("2028-03-10"), GVN_NO_MINUTES };
  g_assert_true (gvn_timeline_focus_from (fixture->timeline, &from));
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("due %d", i), *words = g_strdup_printf ("due %d in words", i);
      GtkWidget *focus = gtk_window_get_focus (fixture->window);

      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_LABEL, words);
      g_assert_true (test_type_key (fixture->timeline, GDK_KEY_Return, 0));
      g_assert_cmpstr (fixture->opened, ==, id);
      test_type_key (fixture->timeline, GDK_KEY_Right, GDK_CONTROL_MASK);
    }
  /* and each can be pointed at */
  test_settle (GTK_WIDGET (fixture->window));
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *words = g_strdup_printf ("due %d in words", i);
      GvnTimelineBlock *block = test_find_block (fixture->timeline, words);
      graphene_point_t at = test_get_middle (fixture->timeline, block);

      g_assert_true (gtk_widget_pick (GTK_WIDGET (fixture->timeline), at.x, at.y, GTK_PICK_DEFAULT)
                     == GTK_WIDGET (block));
    }
}

static void
wait_for_scroll (Fixture *fixture, double from)
{
  while (gvn_timeline_get_scroll (fixture->timeline, GTK_ORIENTATION_HORIZONTAL) == from)
    g_main_context_iteration (NULL, TRUE);
}

/* A drag to the right side scrolls and takes its item along; back in the middle it stops;
 * the drop is where the pointer is. */
static void
test_edge (Fixture *fixture, gconstpointer data)
{
  GvnTimeline *timeline = fixture->timeline;
  graphene_point_t at = test_get_middle (timeline, test_find_block (timeline, "item 04"));
  double width = gtk_widget_get_width (GTK_WIDGET (timeline)), scroll, day = timeline->scale.day_width;
  double start, drop = width / 2;
  int expected;

  scroll = gvn_timeline_get_scroll (timeline, GTK_ORIENTATION_HORIZONTAL);
  test_press (timeline, at.x, at.y);
  test_drag (timeline, width - 1 - at.x, 0);
  g_assert_true (gvn_timeline_is_moving (timeline));
  wait_for_scroll (fixture, scroll);
  g_assert_cmpfloat (gvn_timeline_get_scroll (timeline, GTK_ORIENTATION_HORIZONTAL), >, scroll);

  test_drag (timeline, width / 2 - at.x, 0);
  test_settle (GTK_WIDGET (fixture->window));
  start = scroll;
  scroll = gvn_timeline_get_scroll (timeline, GTK_ORIENTATION_HORIZONTAL);
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpfloat (gvn_timeline_get_scroll (timeline, GTK_ORIENTATION_HORIZONTAL), ==, scroll);
  /* how far it scrolled is a matter of time: the day it came from may lie under the middle */
  if (fabs (drop - at.x + scroll - start) < day)
    drop += 2 * day;
  expected = (int) round ((drop - at.x + scroll - start) / day);
  test_drag (timeline, drop - at.x, 0);
  test_release (timeline, drop - at.x, 0);
  g_assert_cmpint (fixture->moved_by, ==, expected);
  g_assert_cmpuint (fixture->n_moved, ==, 1);
}

/* Escape in the middle of it stops the scrolling too. */
static void
test_edge_escape (Fixture *fixture, gconstpointer data)
{
  GvnTimeline *timeline = fixture->timeline;
  graphene_point_t at = test_get_middle (timeline, test_find_block (timeline, "item 04"));
  double width = gtk_widget_get_width (GTK_WIDGET (timeline)), scroll;

  scroll = gvn_timeline_get_scroll (timeline, GTK_ORIENTATION_HORIZONTAL);
  test_press (timeline, at.x, at.y);
  test_drag (timeline, width - 1 - at.x, 0);
  wait_for_scroll (fixture, scroll);
  g_assert_true (test_type_key (timeline, GDK_KEY_Escape, 0));
  scroll = gvn_timeline_get_scroll (timeline, GTK_ORIENTATION_HORIZONTAL);
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpfloat (gvn_timeline_get_scroll (timeline, GTK_ORIENTATION_HORIZONTAL), ==, scroll);
  test_release (timeline, width - 1 - at.x, 0);
  g_assert_cmpuint (fixture->n_moved, ==, 0);
}

/* A rubber band to the side selects what it scrolled over, from where it began. */
static void
test_band (Fixture *fixture, gconstpointer data)
{
  GvnTimeline *timeline = fixture->timeline;
  graphene_point_t at = test_get_middle (timeline, test_find_block (timeline, "item 04"));
  double width = gtk_widget_get_width (GTK_WIDGET (timeline)), height = gtk_widget_get_height (GTK_WIDGET (timeline));
  double scroll = gvn_timeline_get_scroll (timeline, GTK_ORIENTATION_HORIZONTAL), seen;
  double x = at.x - timeline->scale.day_width, y = height - 30; /* under the row, before an item */
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  test_press (timeline, x, y);
  test_drag (timeline, width - 1 - x, at.y - y);
  before = gvn_timeline_list_selected (timeline);
  g_assert_cmpstr (((GvnTimelineItem *) before->pdata[0])->id, ==, "item 04");
  seen = gvn_timeline_get_area_width (timeline);
  while (gvn_timeline_get_scroll (timeline, GTK_ORIENTATION_HORIZONTAL) < scroll + seen)
    g_main_context_iteration (NULL, TRUE);
  after = gvn_timeline_list_selected (timeline);
  g_assert_cmpuint (after->len, >, before->len);
  g_assert_cmpstr (((GvnTimelineItem *) after->pdata[0])->id, ==, "item 04");
  test_release (timeline, width - 1 - x, at.y - y);
  g_assert_false (gvn_timeline_is_moving (timeline));
}

/* A key that takes an item out of sight shows it where it would be. */
static void
test_nudge (Fixture *fixture, gconstpointer data)
{
  GvnTimeline *timeline = fixture->timeline;
  GvnTimelineBlock *block = test_find_block (timeline, "item 04");
  graphene_rect_t bounds;

  gvn_timeline_focus_item (timeline, gvn_timeline_block_get_item (block));
  for (int i = 0; i < 8; i++)
    g_assert_true (test_type_key (timeline, GDK_KEY_Page_Down, 0));
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpstr (gvn_timeline_get_status (timeline), ==, "1 by 56");
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (block), GTK_WIDGET (timeline), &bounds));
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (GTK_WIDGET (timeline)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/app/timeline/block", test_block);
  g_test_add ("/app/timeline/recycling", Fixture, NULL, set_up, test_recycling, tear_down);
  g_test_add ("/app/timeline/accessible", Fixture, NULL, set_up, test_accessible, tear_down);
  g_test_add ("/app/timeline/focus", Fixture, NULL, set_up, test_focus, tear_down);
  g_test_add ("/app/timeline/margins", Fixture, NULL, set_up, test_margins, tear_down);
  g_test_add ("/app/timeline/table", Fixture, NULL, set_up, test_table, tear_down);
  g_test_add ("/app/timeline/reach", Fixture, NULL, set_up, test_reach, tear_down);
  g_test_add ("/app/timeline/edge", Fixture, NULL, set_up, test_edge, tear_down);
  g_test_add ("/app/timeline/edge-escape", Fixture, NULL, set_up, test_edge_escape, tear_down);
  g_test_add ("/app/timeline/band", Fixture, NULL, set_up, test_band, tear_down);
  g_test_add ("/app/timeline/nudge", Fixture, NULL, set_up, test_nudge, tear_down);

  return g_test_run ();
}
