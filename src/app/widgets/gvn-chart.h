/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What charts share: their model, points × series of counts; an axis; how a series
 * looks, in its colour and in a pattern that is told without colour. */

#define GVN_CHART_MAX_SERIES 6

/**
 * GvnChartPoint:
 *
 * A place along a chart, a month for instance, and its count in each series.
 */
#define GVN_TYPE_CHART_POINT (gvn_chart_point_get_type ())
G_DECLARE_FINAL_TYPE (GvnChartPoint, gvn_chart_point, GVN, CHART_POINT, GObject)

struct _GvnChartPoint
{
  GObject parent_instance;

  /* owned */
  char *label; /* short, under the axis; may have two lines */
  char *name;  /* in full */

  guint counts[GVN_CHART_MAX_SERIES];
  char *texts[GVN_CHART_MAX_SERIES]; /* owned; said instead of the count; NULL to say that */
};

GvnChartPoint *gvn_chart_point_new (const char *label, const char *name, const guint *counts, guint n_counts);
void gvn_chart_point_set_text (GvnChartPoint *self, guint series, const char *text);
guint gvn_chart_point_get_total (GvnChartPoint *self);
char *gvn_chart_point_dup_value (GvnChartPoint *self, guint series);

typedef enum
{
  GVN_CHART_SOLID,
  GVN_CHART_OUTLINE,
  GVN_CHART_HATCH,
  GVN_CHART_CROSS,
} GvnChartPattern;

/**
 * GvnChartSeries:
 * @title: (transfer none): lives as long as the program, as a translation does
 * @style: the CSS class that colours it
 */
typedef struct
{
  const char *title;
  const char *style;
  GvnChartPattern pattern;
} GvnChartSeries;

/**
 * GvnChart:
 *
 * The model of a chart; bars and a table show the same.
 */
#define GVN_TYPE_CHART (gvn_chart_get_type ())
G_DECLARE_FINAL_TYPE (GvnChart, gvn_chart, GVN, CHART, GObject)

GvnChart *gvn_chart_new (const GvnChartSeries *series, guint n_series);
void gvn_chart_set_points (GvnChart *self, GPtrArray *points);
GListModel *gvn_chart_get_points (GvnChart *self);
const GvnChartSeries *gvn_chart_get_series (GvnChart *self, guint *n_series);
char *gvn_chart_dup_sentence (GvnChart *self, GvnChartPoint *point);

/* An axis of counts from 0 to step × n_steps */
typedef struct
{
  guint step;
  guint n_steps;
} GvnChartAxis;

GvnChartAxis gvn_chart_axis_for (guint max, guint max_steps);
guint gvn_chart_axis_get_top (const GvnChartAxis *self);

/* The colour of @widget's text, fainter; less so in high contrast */
GdkRGBA gvn_chart_get_shade (GtkWidget *widget, double alpha);

/* The swatch of a series: shown in a legend; a chart paints with it. */
#define GVN_TYPE_CHART_KEY (gvn_chart_key_get_type ())
G_DECLARE_FINAL_TYPE (GvnChartKey, gvn_chart_key, GVN, CHART_KEY, GtkWidget)

GtkWidget *gvn_chart_key_new (const GvnChartSeries *series);
void gvn_chart_key_paint (GvnChartKey *self, GtkSnapshot *snapshot, const graphene_rect_t *area);
GtkWidget *gvn_chart_legend_new (GvnChart *chart);

G_END_DECLS
