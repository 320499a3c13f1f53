/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a timeline is seen: scrolling, and the zoom from a week to a year. */
#include "config.h"

#include <math.h>

#include "app/widgets/gvn-timeline-private.h"

/* When no more days than this are seen, a week begins at the left */
#define WEEK_VIEW 10

/* Rows' titles take no more than this part of the width */
#define TITLES_PART 0.3
#define TITLES_CHARS 24

/* Scrolling -------------------------------------------------------------------------- */

double
gvn_timeline_get_scroll (GvnTimeline *self, GtkOrientation orientation)
{
  return self->adjustments[orientation] != NULL ? gtk_adjustment_get_value (self->adjustments[orientation]) : 0;
}

void
gvn_timeline_set_scroll (GvnTimeline *self, GtkOrientation orientation, double value)
{
  if (self->adjustments[orientation] != NULL)
    gtk_adjustment_set_value (self->adjustments[orientation], value);
}

double
gvn_timeline_get_area_width (GvnTimeline *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - self->titles_width, 1);
}

double
gvn_timeline_get_area_height (GvnTimeline *self)
{
  return MAX (gtk_widget_get_height (GTK_WIDGET (self)) - self->axis_height, 1);
}

static void
configure_adjustment (GvnTimeline *self, GtkOrientation orientation, double upper, double page)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (adjustment != NULL)
    gtk_adjustment_configure (adjustment, MIN (gtk_adjustment_get_value (adjustment), MAX (upper - page, 0)), 0,
                              MAX (upper, page), page / 10, page * 0.9, page);
}

/* Layout ----------------------------------------------------------------------------- */

static void
measure_text (GvnTimeline *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  double line = pango_font_metrics_get_height (metrics) / (double) PANGO_SCALE;
  double character = pango_font_metrics_get_approximate_char_width (metrics) / (double) PANGO_SCALE;

  self->metrics.lane = ceil (line + 6);
  self->metrics.gap = 2;
  self->axis_height = ceil (2 * line + 14);
  self->natural_titles = ceil (character * TITLES_CHARS + 16);
  pango_font_metrics_unref (metrics);
}

static void
refill (GvnTimeline *self)
{
  if (self->rows == NULL || self->items == NULL)
    return;
  gvn_timeline_layout_fill (self->layout, self->rows, self->items, self->collapsed);
  gvn_timeline_update_headings (self);
}

/* Brings the layout up to date with models, scale and text, then the scrolling. */
void
gvn_timeline_remeasure (GvnTimeline *self)
{
  if (self->metrics.lane == 0)
    measure_text (self);
  if (self->stale)
    refill (self);
  if (self->stale || self->measured_width != self->scale.day_width)
    gvn_timeline_layout_measure (self->layout, &self->scale, &self->metrics);
  self->stale = FALSE;
  self->measured_width = self->scale.day_width;
  self->titles_width = MIN (self->natural_titles, ceil (gtk_widget_get_width (GTK_WIDGET (self)) * TITLES_PART));
  configure_adjustment (self, GTK_ORIENTATION_HORIZONTAL, self->scale.n_days * self->scale.day_width,
                        gvn_timeline_get_area_width (self));
  configure_adjustment (self, GTK_ORIENTATION_VERTICAL, gvn_timeline_layout_get_height (self->layout),
                        gvn_timeline_get_area_height (self));
}

void
gvn_timeline_scroll_to_wanted (GvnTimeline *self)
{
  if (self->wanted_days > 0)
    {
      self->scale.day_width
          = CLAMP (gvn_timeline_get_area_width (self) / self->wanted_days, GVN_TIMELINE_MIN_DAY, GVN_TIMELINE_MAX_DAY);
      self->wanted_days = 0;
      gvn_timeline_remeasure (self);
    }
  if (self->wanted_x >= 0)
    {
      gvn_timeline_set_scroll (self, GTK_ORIENTATION_HORIZONTAL,
                               self->wanted_x * self->scale.day_width - gvn_timeline_get_area_width (self) / 3);
      self->wanted_x = -1;
    }
}

/* Looking ---------------------------------------------------------------------------- */

/* Makes days as wide, with a day, counted from the first, at a place of the area. */
static void
place_day (GvnTimeline *self, double day_width, double day, double x)
{
  double narrowest = gvn_timeline_get_area_width (self) / MAX (self->scale.n_days, 1);

  self->scale.day_width = CLAMP (day_width, MAX (GVN_TIMELINE_MIN_DAY, narrowest), GVN_TIMELINE_MAX_DAY);
  gvn_timeline_remeasure (self);
  gvn_timeline_set_scroll (self, GTK_ORIENTATION_HORIZONTAL, day * self->scale.day_width - x);
  gvn_timeline_update (self);
}

/**
 * gvn_timeline_zoom:
 * @day_width: pixels a day
 * @x: the place on screen whose day stays where it is
 */
void
gvn_timeline_zoom (GvnTimeline *self, double day_width, double x)
{
  double at = x - self->titles_width;

  place_day (self, day_width, (gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL) + at) / self->scale.day_width,
             at);
}

static void
zoom_step_cb (double progress, gpointer data)
{
  GvnTimeline *self = data;

  place_day (self, adw_lerp (self->zoom_from.width, self->zoom_to.width, progress), self->zoom_day,
             adw_lerp (self->zoom_from.x, self->zoom_to.x, progress));
}

/**
 * gvn_timeline_show_days:
 * @n_days: how many fill the width: 7, 31, 366
 *
 * Zooms smoothly. The day looked at, when it is on screen, keeps its place; a week
 * goes to its Monday.
 */
void
gvn_timeline_show_days (GvnTimeline *self, int n_days)
{
  GvnLocal day = { self->day, GVN_NO_MINUTES };
  double x;

  if (gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    {
      self->wanted_days = n_days;
      return;
    }
  x = gvn_timeline_scale_get_x (&self->scale, &day) - gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL);
  self->zoom_from.width = self->scale.day_width;
  self->zoom_to.width = gvn_timeline_get_area_width (self) / n_days;
  self->zoom_from.x = self->zoom_to.x
      = x >= 0 && x < gvn_timeline_get_area_width (self) ? x : gvn_timeline_get_area_width (self) / 3;
  self->zoom_day = gvn_timeline_scale_get_x (&self->scale, &day) / self->scale.day_width;
  if (n_days <= WEEK_VIEW)
    self->zoom_to.x = (g_date_get_weekday (&self->day) - 1) * self->zoom_to.width;
  if (self->zoom == NULL)
    self->zoom = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, 250,
                                          adw_callback_animation_target_new (zoom_step_cb, self, NULL));
  adw_animation_reset (self->zoom);
  adw_animation_play (self->zoom);
}

/**
 * gvn_timeline_show_moment:
 *
 * Scrolls so that @moment is seen, its day being then looked at.
 */
void
gvn_timeline_show_moment (GvnTimeline *self, const GvnLocal *moment)
{
  self->wanted_x = gvn_timeline_scale_get_x (&self->scale, moment) / self->scale.day_width;
  gvn_timeline_set_day (self, &moment->date);
  gvn_timeline_update (self);
}

/**
 * gvn_timeline_step:
 * @screens: to scroll by, negative to the past
 */
void
gvn_timeline_step (GvnTimeline *self, int screens)
{
  gvn_timeline_set_scroll (self, GTK_ORIENTATION_HORIZONTAL,
                           gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL)
                               + screens * gvn_timeline_get_area_width (self));
}

/**
 * gvn_timeline_get_seen:
 * @first: (out): the day at the left
 * @last: (out): the day at the right
 *
 * What is on screen, or will be once it is laid out.
 */
void
gvn_timeline_get_seen (GvnTimeline *self, GDate *first, GDate *last)
{
  double width = self->wanted_days > 0 ? self->wanted_days : gvn_timeline_get_area_width (self) / self->scale.day_width;
  double left = self->wanted_x >= 0
                    ? self->wanted_x - width / 3
                    : gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL) / self->scale.day_width;

  gvn_timeline_scale_get_date (&self->scale, CLAMP ((int) left, 0, self->scale.n_days - 1), first);
  gvn_timeline_scale_get_date (&self->scale, CLAMP ((int) (left + width), 0, self->scale.n_days - 1), last);
}
