/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/gvn-chart.h"

G_BEGIN_DECLS

/* A chart's values, a row per point and a column per series. */
GtkWidget *gvn_chart_table_new (GvnChart *chart, const char *title, const char *points_title);

G_END_DECLS
