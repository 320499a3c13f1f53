/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts by themselves: the axis, what they say of themselves, the keyboard, the table. */
#include "config.h"

#include "../gvn-test-widgets.h"
#include "app/widgets/gvn-chart-bars.h"
#include "app/widgets/gvn-chart-gauge.h"
#include "app/widgets/gvn-chart-sparkline.h"
#include "app/widgets/gvn-chart-table.h"

static const GvnChartSeries series[] = { { "Good", "met", GVN_CHART_SOLID }, { "Bad", "late", GVN_CHART_CROSS } };
static const guint january[] = { 3, 1 }, february[] = { 0, 0 }, march[] = { 7, 0 }, better[] = { 4, 0 };

typedef struct
{
  GtkWindow *window;
  GtkWidget *box;
  GvnChart *chart;
  guint activated; /* the position last activated */
} Fixture;

static void
set_points (GvnChart *chart, const guint *first)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (points, gvn_chart_point_new ("Jan", "January 2028", first, 2));
  g_ptr_array_add (points, gvn_chart_point_new ("Feb", "February 2028", february, 2));
  g_ptr_array_add (points, gvn_chart_point_new ("Mar", "March 2028", march, 2));
  gvn_chart_set_points (chart, points);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->chart = gvn_chart_new (series, G_N_ELEMENTS (series));
  set_points (fixture->chart, january);
  fixture->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (fixture->window, fixture->box);
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *child = gtk_widget_get_first_child (fixture->box);

  g_object_add_weak_pointer (G_OBJECT (child), (gpointer *) &child);
  gtk_window_destroy (fixture->window);
  while (child != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->chart);
}

static GtkWidget *
show (Fixture *fixture, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (fixture->box), widget);
  test_settle (widget);

  return widget;
}

/* The axis --------------------------------------------------------------------------- */

static void
test_axis (void)
{
  static const struct
  {
    guint max, step, n_steps;
  } cases[] = { { 0, 1, 1 },  { 1, 1, 1 },   { 4, 1, 4 },   { 5, 2, 3 },    { 8, 2, 4 },     { 9, 5, 2 },
                { 20, 5, 4 }, { 21, 10, 3 }, { 41, 20, 3 }, { 100, 50, 2 }, { 400, 100, 4 }, { 401, 200, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GvnChartAxis axis = gvn_chart_axis_for (cases[i].max, 4);

      g_assert_cmpuint (axis.step, ==, cases[i].step);
      g_assert_cmpuint (axis.n_steps, ==, cases[i].n_steps);
    }
}

/* Bars ------------------------------------------------------------------------------- */

static void
activated_cb (GvnChartBars *bars, guint position, Fixture *fixture)
{
  fixture->activated = position;
}

/* What a key bound by the class of @widget does. */
static void
press (GtkWidget *widget, const char *key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0;
           GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (g_str_equal (trigger, key))
            {
              g_assert_true (gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                                           gtk_shortcut_get_arguments (shortcut)));
              return;
            }
        }
    }
  g_assert_not_reached ();
}

static void
assert_focus (Fixture *fixture, const char *sentence)
{
  GtkAccessible *bar = GTK_ACCESSIBLE (gtk_window_get_focus (fixture->window));

  gtk_test_accessible_assert_role (bar, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
  g_assert_true (gtk_test_accessible_has_relation (bar, GTK_ACCESSIBLE_RELATION_POS_IN_SET));
}

/* The chart is one stop of Tab; arrows, Home and End go from bar to bar, and stay. */
static void
test_bars (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bars = show (fixture, gvn_chart_bars_new (fixture->chart));
  GtkWidget *after = show (fixture, gtk_button_new_with_label ("After"));

  g_signal_connect (bars, "activated", G_CALLBACK (activated_cb), fixture);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (bars), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_window_set_focus (fixture->window, NULL);
  gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
  assert_focus (fixture, "January 2028 — Good: 3 · Bad: 1");
  gtk_widget_child_focus (bars, GTK_DIR_LEFT);
  assert_focus (fixture, "January 2028 — Good: 3 · Bad: 1");
  gtk_widget_child_focus (bars, GTK_DIR_RIGHT);
  assert_focus (fixture, "February 2028 — nothing");
  press (bars, "Return");
  g_assert_cmpuint (fixture->activated, ==, 1);
  press (bars, "End");
  assert_focus (fixture, "March 2028 — Good: 7");
  gtk_widget_child_focus (bars, GTK_DIR_RIGHT);
  assert_focus (fixture, "March 2028 — Good: 7");
  press (bars, "space");
  g_assert_cmpuint (fixture->activated, ==, 2);
  press (bars, "Home");
  assert_focus (fixture, "January 2028 — Good: 3 · Bad: 1");

  /* other figures: the bar with the focus keeps it, and says them */
  set_points (fixture->chart, better);
  test_settle (bars);
  assert_focus (fixture, "January 2028 — Good: 4");
  gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (fixture->window) == after);
}

/* Fewer points, then none: fewer bars. */
static void
test_fewer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bars = show (fixture, gvn_chart_bars_new (fixture->chart));
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func (g_object_unref);

  gtk_widget_child_focus (bars, GTK_DIR_TAB_FORWARD);
  press (bars, "End");
  g_ptr_array_add (points, gvn_chart_point_new ("Jan", "January 2028", january, 2));
  gvn_chart_set_points (fixture->chart, points);
  test_settle (bars);
  gtk_widget_child_focus (bars, GTK_DIR_TAB_FORWARD);
  assert_focus (fixture, "January 2028 — Good: 3 · Bad: 1");
  g_ptr_array_set_size (points, 0);
  gvn_chart_set_points (fixture->chart, points);
  test_settle (bars);
  g_assert_false (gtk_widget_child_focus (bars, GTK_DIR_TAB_FORWARD));
}

/* The others ------------------------------------------------------------------------- */

static void
collect_texts (GtkWidget *widget, GString *texts)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_string_append_printf (texts, "%s|", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_texts (child, texts);
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  GtkWidget *table = gvn_chart_table_new (fixture->chart, "Figures", "Month");
  g_autoptr (GString) texts = g_string_new (NULL);

  gtk_widget_set_vexpand (table, TRUE);
  gtk_window_set_default_size (fixture->window, 500, 400);
  show (fixture, table);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL, "Figures");
  collect_texts (table, texts);
  g_assert_cmpstr (texts->str, ==, "Month|Good|Bad|January 2028|3|1|February 2028|0|0|March 2028|7|0|");
}

static void
test_sparkline (Fixture *fixture, gconstpointer data)
{
  GtkWidget *sparkline = show (fixture, gvn_chart_sparkline_new ());
  static const guint counts[] = { 0, 6, 2 };

  gvn_chart_sparkline_set_counts (GVN_CHART_SPARKLINE (sparkline), "Late", counts, G_N_ELEMENTS (counts));
  test_settle (sparkline);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (sparkline), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (sparkline), GTK_ACCESSIBLE_PROPERTY_LABEL, "Late: 0, 6, 2");
}

/* 199 of 200 is not 100 %. */
static void
test_gauge (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    double share, value;
    const char *text;
  } cases[]
      = { { -1, 0, "nothing" }, { 0, 0, "0 %" }, { 0.29, 29, "29 %" }, { 0.995, 99, "99 %" }, { 1, 100, "100 %" } };
  GtkWidget *gauge = show (fixture, gvn_chart_gauge_new ("Met", &series[0]));

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (gauge), GTK_ACCESSIBLE_ROLE_METER);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gauge), GTK_ACCESSIBLE_PROPERTY_LABEL, "Met");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gauge), GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gvn_chart_gauge_set_share (GVN_CHART_GAUGE (gauge), cases[i].share);
      test_settle (gauge);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gauge), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, cases[i].value);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gauge), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/app/chart/axis", test_axis);
  g_test_add ("/app/chart/bars", Fixture, NULL, set_up, test_bars, tear_down);
  g_test_add ("/app/chart/fewer", Fixture, NULL, set_up, test_fewer, tear_down);
  g_test_add ("/app/chart/table", Fixture, NULL, set_up, test_table, tear_down);
  g_test_add ("/app/chart/sparkline", Fixture, NULL, set_up, test_sparkline, tear_down);
  g_test_add ("/app/chart/gauge", Fixture, NULL, set_up, test_gauge, tear_down);

  return g_test_run ();
}
