/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/widgets/gvn-chart-gauge.h"

#define LINE 5
#define GAP 4

/* The arc leaves a quarter open, at the bottom. */
#define START (G_PI * 0.75)
#define SWEEP (G_PI * 1.5)

struct _GvnChartGauge
{
  GtkWidget parent_instance;

  PangoLayout *text; /* owned */
  GtkWidget *key;    /* never shown: it has the colour */
  double share;      /* below 0 for none */
};

G_DEFINE_FINAL_TYPE (GvnChartGauge, gvn_chart_gauge, GTK_TYPE_WIDGET)

/* Not rounded up: what is not whole is not 100 %. */
static int
get_percentage (GvnChartGauge *self)
{
  return (int) floor (self->share * 100 + 1e-9);
}

static char *
dup_text (GvnChartGauge *self)
{
  if (self->share < 0)
    return g_strdup ("–");

  /* Translators: a percentage */
  return g_strdup_printf (_ ("%d %%"), get_percentage (self));
}

static PangoLayout *
get_layout (GvnChartGauge *self)
{
  if (self->text == NULL)
    {
      g_autofree char *text = dup_text (self);

      self->text = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
    }

  return self->text;
}

static void
gvn_chart_gauge_dispose (GObject *object)
{
  GvnChartGauge *self = GVN_CHART_GAUGE (object);

  g_clear_pointer (&self->key, gtk_widget_unparent);
  g_clear_object (&self->text);

  G_OBJECT_CLASS (gvn_chart_gauge_parent_class)->dispose (object);
}

/* As large as "100 %" needs, so that it does not change with its share. */
static void
gvn_chart_gauge_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  g_autofree char *text = g_strdup_printf (_ ("%d %%"), 100);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  *minimum = *natural = width + 2 * (LINE + GAP);
}

static void
append_arc (GtkSnapshot *snapshot, float x, float y, float radius, double sweep, const GdkRGBA *color)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (LINE);
  double end = START + sweep;

  gsk_path_builder_move_to (builder, x + radius * (float) cos (START), y + radius * (float) sin (START));
  gsk_path_builder_svg_arc_to (builder, radius, radius, 0, sweep > G_PI, TRUE, x + radius * (float) cos (end),
                               y + radius * (float) sin (end));
  path = gsk_path_builder_to_path (builder);
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
}

static void
gvn_chart_gauge_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GvnChartGauge *self = GVN_CHART_GAUGE (widget);
  PangoLayout *layout = get_layout (self);
  float x = (float) gtk_widget_get_width (widget) / 2, y = (float) gtk_widget_get_height (widget) / 2;
  float radius = MIN (x, y) - LINE / 2.f;
  GdkRGBA color, text = gvn_chart_get_shade (widget, 1), track = gvn_chart_get_shade (widget, 0.15);
  int width, height;

  gtk_widget_get_color (self->key, &color);
  append_arc (snapshot, x, y, radius, SWEEP, &track);
  if (self->share > 0)
    append_arc (snapshot, x, y, radius, SWEEP * MIN (self->share, 1), &color);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x - (float) width / 2, y - (float) height / 2));
  gtk_snapshot_append_layout (snapshot, layout, &text);
}

static void
gvn_chart_gauge_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (gvn_chart_gauge_parent_class)->css_changed (widget, change);
  g_clear_object (&GVN_CHART_GAUGE (widget)->text);
}

static void
gvn_chart_gauge_class_init (GvnChartGaugeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_chart_gauge_dispose;
  widget_class->measure = gvn_chart_gauge_measure;
  widget_class->snapshot = gvn_chart_gauge_snapshot;
  widget_class->css_changed = gvn_chart_gauge_css_changed;
  gtk_widget_class_set_css_name (widget_class, "chartgauge");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
gvn_chart_gauge_init (GvnChartGauge *self)
{
  self->share = -1;
}

/**
 * gvn_chart_gauge_new:
 * @title: what the share is of
 * @series: (transfer none): the series whose share it shows, in its colour
 *
 * Returns: (transfer floating): a gauge of nothing yet
 */
GtkWidget *
gvn_chart_gauge_new (const char *title, const GvnChartSeries *series)
{
  GvnChartGauge *self = g_object_new (GVN_TYPE_CHART_GAUGE, NULL);

  self->key = gvn_chart_key_new (series);
  gtk_widget_set_parent (self->key, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->key, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0., GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100., -1);
  gvn_chart_gauge_set_share (self, -1);

  return GTK_WIDGET (self);
}

/**
 * gvn_chart_gauge_set_share:
 * @share: 0 to 1, more of what is passed; below 0 when there is nothing to have a share of
 */
void
gvn_chart_gauge_set_share (GvnChartGauge *self, double share)
{
  g_autofree char *text = NULL;

  self->share = share;
  g_clear_object (&self->text);
  text = dup_text (self);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  share < 0 ? 0. : MIN ((double) get_percentage (self), 100.),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, share < 0 ? _ ("nothing") : text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
