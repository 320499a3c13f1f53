/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/gvn-chart.h"

G_BEGIN_DECLS

/**
 * GvnChartBars:
 *
 * The points of a chart as stacked bars on an axis of counts. It is one stop of the Tab
 * key; the arrows, Home and End go from bar to bar, Enter or a click activates one.
 *
 * Emits `activated` with the position of a bar.
 */
#define GVN_TYPE_CHART_BARS (gvn_chart_bars_get_type ())
G_DECLARE_FINAL_TYPE (GvnChartBars, gvn_chart_bars, GVN, CHART_BARS, GtkWidget)

GtkWidget *gvn_chart_bars_new (GvnChart *chart);

G_END_DECLS
