/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/gvn-chart.h"

G_BEGIN_DECLS

/* Counts one after the other as a small line, the last one marked: how something goes. */
#define GVN_TYPE_CHART_SPARKLINE (gvn_chart_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (GvnChartSparkline, gvn_chart_sparkline, GVN, CHART_SPARKLINE, GtkWidget)

GtkWidget *gvn_chart_sparkline_new (void);
void gvn_chart_sparkline_set_counts (GvnChartSparkline *self, const char *title, const guint *counts, guint n_counts);

G_END_DECLS
