/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../gvn-test-widgets.h"
#include "app/gvn-window.h"
#include "gvn-bench.h"

/* What the benchmarks of the window share. */

#define N_SCROLLS 150
#define N_COMMANDS 30
#define N_MATTERS 20000

/**
 * BenchWatch:
 * @start: of the process, in microseconds
 * @frames: (nullable): where to note how long frames take
 *
 * When a window paints.
 */
typedef struct
{
  gint64 start;
  gboolean painted;
  gint64 before;
  double *frames;
  guint n_frames;
  GtkWindow *window;
} BenchWatch;

void bench_wait_for_paint (BenchWatch *watch);
void bench_settle (void);
double bench_read_pss (void);

void bench_frames (BenchWatch *watch, const char *row, GtkAdjustment *adjustment, double step);
void bench_set_agenda_view (const char *view);

void bench_first_pages (BenchWatch *watch);
void bench_pages (BenchWatch *watch);
void bench_meeting (BenchWatch *watch);
void bench_scrolling (BenchWatch *watch, const char *section);
void bench_matters (BenchWatch *watch);
void bench_command (BenchWatch *watch, const char *section, const char *view);

void bench_first_orders (BenchWatch *watch);
void bench_orders (BenchWatch *watch);
void bench_money (BenchWatch *watch);

void bench_agenda (BenchWatch *watch);
void bench_timeline (BenchWatch *watch);
