/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/gvn-ui.h"
#include "app/widgets/gvn-chart-table.h"

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *cell, gpointer series)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), GPOINTER_TO_INT (series) < 0 ? 0 : 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (cell, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *cell, gpointer series)
{
  GvnChartPoint *point = gtk_list_item_get_item (cell);
  int i = GPOINTER_TO_INT (series);
  g_autofree char *count = i >= 0 ? gvn_chart_point_dup_value (point, (guint) i) : NULL;

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (cell)), i >= 0 ? count : point->name);
}

/* @series: -1 for the names of the points */
static void
append_column (GtkColumnView *table, const char *title, int series)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (series));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GINT_TO_POINTER (series));
  gtk_column_view_column_set_expand (column, series < 0);
  gtk_column_view_append_column (table, column);
}

/**
 * gvn_chart_table_new:
 * @title: what the table is of, for who does not see it
 * @points_title: what the points are
 *
 * Returns: (transfer floating): a #GtkColumnView that stays true to @chart
 */
GtkWidget *
gvn_chart_table_new (GvnChart *chart, const char *title, const char *points_title)
{
  GtkSelectionModel *rows = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (gvn_chart_get_points (chart))));
  GtkColumnView *table = GTK_COLUMN_VIEW (gtk_column_view_new (rows));
  guint n_series;
  const GvnChartSeries *series = gvn_chart_get_series (chart, &n_series);

  gvn_ui_name_table (table, title);
  append_column (table, points_title, -1);
  for (guint i = 0; i < n_series; i++)
    append_column (table, series[i].title, (int) i);

  return GTK_WIDGET (table);
}
