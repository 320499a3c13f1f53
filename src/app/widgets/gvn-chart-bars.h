/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/gvn-chart.h"

G_BEGIN_DECLS

/**
 * GvnChartBars:
 *
 * The points of a chart as stacked bars on an axis of counts, or as bars side by side, of
 * what does not add up. It is one stop of the Tab
 * key; the arrows, Home and End go from bar to bar, Enter or a click activates one.
 *
 * Emits `activated` with the position of a bar.
 */
#define GVN_TYPE_CHART_BARS (gvn_chart_bars_get_type ())
G_DECLARE_FINAL_TYPE (GvnChartBars, gvn_chart_bars, GVN, CHART_BARS, GtkWidget)

/* Returns: (transfer full): what is written at a line of the axis */
typedef char *(*GvnChartDupTick) (guint count);

GtkWidget *gvn_chart_bars_new (GvnChart *chart);
GtkWidget *gvn_chart_bars_new_grouped (GvnChart *chart, GvnChartDupTick dup_tick);

G_END_DECLS
