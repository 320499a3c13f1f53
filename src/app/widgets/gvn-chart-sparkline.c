/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/widgets/gvn-chart-sparkline.h"

#define WIDTH 84
#define HEIGHT 28
#define MARGIN 4
#define DOT 3

struct _GvnChartSparkline
{
  GtkWidget parent_instance;

  GArray *counts; /* owned, of guint */
};

G_DEFINE_FINAL_TYPE (GvnChartSparkline, gvn_chart_sparkline, GTK_TYPE_WIDGET)

static void
gvn_chart_sparkline_finalize (GObject *object)
{
  g_array_unref (GVN_CHART_SPARKLINE (object)->counts);

  G_OBJECT_CLASS (gvn_chart_sparkline_parent_class)->finalize (object);
}

static void
gvn_chart_sparkline_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                             int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static graphene_point_t
get_place (GvnChartSparkline *self, guint i)
{
  GtkWidget *widget = GTK_WIDGET (self);
  float width = (float) (gtk_widget_get_width (widget) - 2 * MARGIN);
  float height = (float) (gtk_widget_get_height (widget) - 2 * MARGIN);
  float step = width / (float) MAX (self->counts->len - 1, 1);
  guint max = 0;
  GvnChartAxis axis;

  for (guint j = 0; j < self->counts->len; j++)
    max = MAX (max, g_array_index (self->counts, guint, j));
  axis = gvn_chart_axis_for (max, 1);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    i = self->counts->len - 1 - i;

  return GRAPHENE_POINT_INIT (MARGIN + step * (float) i, MARGIN + height
                                                             - height * (float) g_array_index (self->counts, guint, i)
                                                                   / (float) gvn_chart_axis_get_top (&axis));
}

static void
gvn_chart_sparkline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GvnChartSparkline *self = GVN_CHART_SPARKLINE (widget);
  g_autoptr (GskPathBuilder) line = gsk_path_builder_new ();
  g_autoptr (GskPathBuilder) dot = gsk_path_builder_new ();
  g_autoptr (GskPath) line_path = NULL;
  g_autoptr (GskPath) dot_path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (2);
  GdkRGBA color, zero = gvn_chart_get_shade (widget, 0.25);
  graphene_point_t place;

  if (self->counts->len == 0)
    return;
  for (guint i = 0; i < self->counts->len; i++)
    {
      place = get_place (self, i);
      if (i == 0)
        gsk_path_builder_move_to (line, place.x, place.y);
      else
        gsk_path_builder_line_to (line, place.x, place.y);
    }
  gsk_path_builder_add_circle (dot, &place, DOT);
  line_path = gsk_path_builder_to_path (line);
  dot_path = gsk_path_builder_to_path (dot);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  gtk_widget_get_color (widget, &color);
  gtk_snapshot_append_color (snapshot, &zero,
                             &GRAPHENE_RECT_INIT (MARGIN, (float) (gtk_widget_get_height (widget) - MARGIN),
                                                  (float) (gtk_widget_get_width (widget) - 2 * MARGIN), 1));
  gtk_snapshot_append_stroke (snapshot, line_path, stroke, &color);
  gtk_snapshot_append_fill (snapshot, dot_path, GSK_FILL_RULE_WINDING, &color);
}

static void
gvn_chart_sparkline_class_init (GvnChartSparklineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gvn_chart_sparkline_finalize;
  widget_class->measure = gvn_chart_sparkline_measure;
  widget_class->snapshot = gvn_chart_sparkline_snapshot;
  gtk_widget_class_set_css_name (widget_class, "chartsparkline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gvn_chart_sparkline_init (GvnChartSparkline *self)
{
  self->counts = g_array_new (FALSE, FALSE, sizeof (guint));
}

GtkWidget *
gvn_chart_sparkline_new (void)
{
  return g_object_new (GVN_TYPE_CHART_SPARKLINE, NULL);
}

/**
 * gvn_chart_sparkline_set_counts:
 * @title: what is counted, said with the counts
 */
void
gvn_chart_sparkline_set_counts (GvnChartSparkline *self, const char *title, const guint *counts, guint n_counts)
{
  GString *list = g_string_new (NULL);
  g_autofree char *sentence = NULL;

  g_array_set_size (self->counts, 0);
  g_array_append_vals (self->counts, counts, n_counts);
  for (guint i = 0; i < n_counts; i++)
    g_string_append_printf (list, "%s%u", i > 0 ? ", " : "", counts[i]);
  /* Translators: what is counted, then the counts */
  sentence = g_strdup_printf (_ ("%s: %s"), title, list->str);
  g_string_free (list, TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
