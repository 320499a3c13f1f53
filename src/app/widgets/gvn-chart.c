/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/widgets/gvn-chart.h"

/* Points ----------------------------------------------------------------------------- */

G_DEFINE_FINAL_TYPE (GvnChartPoint, gvn_chart_point, G_TYPE_OBJECT)

static void
gvn_chart_point_finalize (GObject *object)
{
  GvnChartPoint *self = GVN_CHART_POINT (object);

  g_free (self->label);
  g_free (self->name);
  for (guint i = 0; i < GVN_CHART_MAX_SERIES; i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (gvn_chart_point_parent_class)->finalize (object);
}

static void
gvn_chart_point_class_init (GvnChartPointClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gvn_chart_point_finalize;
}

static void
gvn_chart_point_init (GvnChartPoint *self)
{
}

/**
 * gvn_chart_point_new:
 * @label: under the axis
 * @name: in full
 * @counts: (array length=n_counts): one per series
 */
GvnChartPoint *
gvn_chart_point_new (const char *label, const char *name, const guint *counts, guint n_counts)
{
  GvnChartPoint *self = g_object_new (GVN_TYPE_CHART_POINT, NULL);

  g_assert (n_counts <= GVN_CHART_MAX_SERIES);
  self->label = g_strdup (label);
  self->name = g_strdup (name);
  for (guint i = 0; i < n_counts; i++)
    self->counts[i] = counts[i];

  return self;
}

/**
 * gvn_chart_point_set_text:
 * @text: what the count of a series stands for, said instead of it: an amount, to the cent
 */
void
gvn_chart_point_set_text (GvnChartPoint *self, guint series, const char *text)
{
  g_assert (series < GVN_CHART_MAX_SERIES);
  g_set_str (&self->texts[series], text);
}

guint
gvn_chart_point_get_total (GvnChartPoint *self)
{
  guint total = 0;

  for (guint i = 0; i < GVN_CHART_MAX_SERIES; i++)
    total += self->counts[i];

  return total;
}

/* Returns: (transfer full): a count, or what is said instead of it */
char *
gvn_chart_point_dup_value (GvnChartPoint *self, guint series)
{
  return self->texts[series] != NULL ? g_strdup (self->texts[series]) : g_strdup_printf ("%u", self->counts[series]);
}

static gboolean
point_equal (GvnChartPoint *a, GvnChartPoint *b)
{
  for (guint i = 0; i < GVN_CHART_MAX_SERIES; i++)
    if (g_strcmp0 (a->texts[i], b->texts[i]) != 0)
      return FALSE;

  return g_str_equal (a->label, b->label) && g_str_equal (a->name, b->name)
         && memcmp (a->counts, b->counts, sizeof a->counts) == 0;
}

/* The model -------------------------------------------------------------------------- */

struct _GvnChart
{
  GObject parent_instance;

  /* owned */
  GListStore *points;

  GvnChartSeries series[GVN_CHART_MAX_SERIES];
  guint n_series;
};

G_DEFINE_FINAL_TYPE (GvnChart, gvn_chart, G_TYPE_OBJECT)

static void
gvn_chart_dispose (GObject *object)
{
  g_clear_object (&GVN_CHART (object)->points);

  G_OBJECT_CLASS (gvn_chart_parent_class)->dispose (object);
}

static void
gvn_chart_class_init (GvnChartClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gvn_chart_dispose;
}

static void
gvn_chart_init (GvnChart *self)
{
  self->points = g_list_store_new (GVN_TYPE_CHART_POINT);
}

/**
 * gvn_chart_new:
 * @series: (array length=n_series): from the bottom of a bar to its top
 */
GvnChart *
gvn_chart_new (const GvnChartSeries *series, guint n_series)
{
  GvnChart *self = g_object_new (GVN_TYPE_CHART, NULL);

  g_assert (n_series <= GVN_CHART_MAX_SERIES);
  self->n_series = n_series;
  for (guint i = 0; i < n_series; i++)
    self->series[i] = series[i];

  return self;
}

static gboolean
is_same (GvnChart *self, guint position, GvnChartPoint *point)
{
  g_autoptr (GvnChartPoint) own = g_list_model_get_item (G_LIST_MODEL (self->points), position);

  return point_equal (own, point);
}

/**
 * gvn_chart_set_points:
 * @points: (element-type GvnChartPoint):
 *
 * Replaces the points from the first to the last that say something else.
 */
void
gvn_chart_set_points (GvnChart *self, GPtrArray *points)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->points)), start = 0, end = 0;

  while (start < MIN (n, points->len) && is_same (self, start, points->pdata[start]))
    start++;
  while (end < MIN (n, points->len) - start && is_same (self, n - 1 - end, points->pdata[points->len - 1 - end]))
    end++;
  if (n != points->len || start < n)
    g_list_store_splice (self->points, start, n - start - end, points->pdata + start, points->len - start - end);
}

/**
 * gvn_chart_get_points:
 *
 * Returns: (transfer none): the points, a list of #GvnChartPoint
 */
GListModel *
gvn_chart_get_points (GvnChart *self)
{
  return G_LIST_MODEL (self->points);
}

const GvnChartSeries *
gvn_chart_get_series (GvnChart *self, guint *n_series)
{
  *n_series = self->n_series;

  return self->series;
}

/**
 * gvn_chart_dup_sentence:
 *
 * Returns: (transfer full): a point in words, "March 2028: Met in time 4, Met late 1"
 */
char *
gvn_chart_dup_sentence (GvnChart *self, GvnChartPoint *point)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *counts = NULL;

  for (guint i = 0; i < self->n_series; i++)
    if (point->counts[i] > 0 || point->texts[i] != NULL)
      {
        g_autofree char *value = gvn_chart_point_dup_value (point, i);

        /* Translators: a series of a chart, then its count or its amount */
        g_ptr_array_add (parts, g_strdup_printf (_ ("%s: %s"), self->series[i].title, value));
      }
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup (_ ("nothing")));
  g_ptr_array_add (parts, NULL);
  counts = g_strjoinv (" · ", (char **) parts->pdata);

  /* Translators: a point of a chart, "March 2028", then its counts */
  return g_strdup_printf (_ ("%s — %s"), point->name, counts);
}

/* The axis --------------------------------------------------------------------------- */

/**
 * gvn_chart_axis_for:
 * @max: the highest count to show
 * @max_steps: how many steps at most
 *
 * Returns: an axis of 1, 2 or 5 × 10ⁿ counts a step, as short as holds @max
 */
GvnChartAxis
gvn_chart_axis_for (guint max, guint max_steps)
{
  static const guint factors[] = { 1, 2, 5 };
  GvnChartAxis axis = { 1, 1 };

  max = MAX (max, 1);
  for (guint i = 0, power = 1; axis.step * max_steps < max; i++)
    {
      if (i > 0 && i % G_N_ELEMENTS (factors) == 0)
        power *= 10;
      axis.step = factors[i % G_N_ELEMENTS (factors)] * power;
    }
  axis.n_steps = (max + axis.step - 1) / axis.step;

  return axis;
}

guint
gvn_chart_axis_get_top (const GvnChartAxis *self)
{
  return self->step * self->n_steps;
}

GdkRGBA
gvn_chart_get_shade (GtkWidget *widget, double alpha)
{
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    alpha = MIN (alpha * 2.5, 1);
  color.alpha = (float) (color.alpha * alpha);

  return color;
}
