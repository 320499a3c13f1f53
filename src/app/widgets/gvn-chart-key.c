/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/widgets/gvn-chart.h"

#define SIZE 14
#define HATCH_STEP 5

struct _GvnChartKey
{
  GtkWidget parent_instance;

  GvnChartPattern pattern;
};

G_DEFINE_FINAL_TYPE (GvnChartKey, gvn_chart_key, GTK_TYPE_WIDGET)

static void
gvn_chart_key_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
gvn_chart_key_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  gvn_chart_key_paint (
      GVN_CHART_KEY (widget), snapshot,
      &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget)));
}

/* A chart that paints with this key has other colours now. */
static void
gvn_chart_key_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (gvn_chart_key_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
  if (gtk_widget_get_parent (widget) != NULL)
    gtk_widget_queue_draw (gtk_widget_get_parent (widget));
}

static void
gvn_chart_key_class_init (GvnChartKeyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = gvn_chart_key_measure;
  widget_class->snapshot = gvn_chart_key_snapshot;
  widget_class->css_changed = gvn_chart_key_css_changed;
  gtk_widget_class_set_css_name (widget_class, "chartkey");
  /* the text beside it says it */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gvn_chart_key_init (GvnChartKey *self)
{
}

GtkWidget *
gvn_chart_key_new (const GvnChartSeries *series)
{
  GvnChartKey *self = g_object_new (GVN_TYPE_CHART_KEY, NULL);

  self->pattern = series->pattern;
  gtk_widget_add_css_class (GTK_WIDGET (self), series->style);

  return GTK_WIDGET (self);
}

static void
append_hatch (GtkSnapshot *snapshot, const graphene_rect_t *area, const GdkRGBA *color, gboolean crossed)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (1.5f);
  float left = area->origin.x, top = area->origin.y, height = area->size.height;

  for (float x = left - height; x < left + area->size.width; x += HATCH_STEP)
    {
      gsk_path_builder_move_to (builder, x, top + height);
      gsk_path_builder_line_to (builder, x + height, top);
      if (!crossed)
        continue;
      gsk_path_builder_move_to (builder, x, top);
      gsk_path_builder_line_to (builder, x + height, top + height);
    }
  path = gsk_path_builder_to_path (builder);
  gtk_snapshot_push_clip (snapshot, area);
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
  gtk_snapshot_pop (snapshot);
}

/**
 * gvn_chart_key_paint:
 *
 * Fills @area with the colour and the pattern of the series.
 */
void
gvn_chart_key_paint (GvnChartKey *self, GtkSnapshot *snapshot, const graphene_rect_t *area)
{
  GdkRGBA color, light;

  gtk_widget_get_color (GTK_WIDGET (self), &color);
  light = color;
  light.alpha *= 0.2f;
  if (self->pattern == GVN_CHART_SOLID)
    {
      gtk_snapshot_append_color (snapshot, &color, area);
      return;
    }
  gtk_snapshot_append_color (snapshot, &light, area);
  if (self->pattern != GVN_CHART_OUTLINE)
    append_hatch (snapshot, area, &color, self->pattern == GVN_CHART_CROSS);
  gtk_snapshot_append_border (
      snapshot, &GSK_ROUNDED_RECT_INIT (area->origin.x, area->origin.y, area->size.width, area->size.height),
      (float[4]) { 1, 1, 1, 1 }, (GdkRGBA[4]) { color, color, color, color });
}

/**
 * gvn_chart_legend_new:
 *
 * Returns: (transfer floating): the swatch and the title of each series of @chart
 */
GtkWidget *
gvn_chart_legend_new (GvnChart *chart)
{
  GtkWidget *legend = adw_wrap_box_new ();
  guint n_series;
  const GvnChartSeries *series = gvn_chart_get_series (chart, &n_series);

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (legend), 18);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (legend), 6);
  for (guint i = 0; i < n_series; i++)
    {
      GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *key = gvn_chart_key_new (&series[i]);
      GtkWidget *title = gtk_label_new (series[i].title);

      gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (title, "caption");
      gtk_label_set_wrap (GTK_LABEL (title), TRUE);
      gtk_label_set_xalign (GTK_LABEL (title), 0);
      gtk_box_append (GTK_BOX (entry), key);
      gtk_box_append (GTK_BOX (entry), title);
      adw_wrap_box_append (ADW_WRAP_BOX (legend), entry);
    }

  return legend;
}
