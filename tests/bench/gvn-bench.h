/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

/* Times in milliseconds, each row of a benchmark as its median. */

static inline int
bench_compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static inline void
bench_report (const char *what, double *times, guint n)
{
  qsort (times, n, sizeof *times, bench_compare);
  printf ("%-52s median %8.2f ms   min %8.2f   p95 %8.2f   max %8.2f\n", what, times[n / 2], times[0],
          times[n * 95 / 100], times[n - 1]);
}

static inline double
bench_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}
