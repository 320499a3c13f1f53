/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/gvn-chart.h"

G_BEGIN_DECLS

/* A share as an arc, with its percentage. */
#define GVN_TYPE_CHART_GAUGE (gvn_chart_gauge_get_type ())
G_DECLARE_FINAL_TYPE (GvnChartGauge, gvn_chart_gauge, GVN, CHART_GAUGE, GtkWidget)

GtkWidget *gvn_chart_gauge_new (const char *title, const GvnChartSeries *series);
void gvn_chart_gauge_set_share (GvnChartGauge *self, double share);

G_END_DECLS
