/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a timeline draws: the grid under its blocks, their relations, the titles of
 * rows and the axis of time. */
#include "config.h"

#include <math.h>

#include "app/widgets/gvn-timeline-private.h"

GdkRGBA
gvn_timeline_get_color (GtkWidget *widget, double alpha)
{
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    alpha = MIN (alpha * 2.5, 1);
  color.alpha = (float) (color.alpha * alpha);

  return color;
}

GdkRGBA
gvn_timeline_get_accent (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GdkRGBA color;

  adw_accent_color_to_standalone_rgba (adw_style_manager_get_accent_color (manager),
                                       adw_style_manager_get_dark (manager), &color);

  return color;
}

void
gvn_timeline_append_rect (GtkSnapshot *snapshot, const GdkRGBA *color, double x, double y, double width, double height)
{
  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

/* Shades ----------------------------------------------------------------------------- */

/* The kind of each day of the range, computed once per calendar. */
static const guint8 *
get_shades (GvnTimeline *self, GvnCalendar *calendar)
{
  guint8 *kinds = g_hash_table_lookup (self->shades, calendar);
  GDate day = self->scale.first;

  if (kinds != NULL)
    return kinds;
  kinds = g_new (guint8, (gsize) self->scale.n_days);
  for (int i = 0; i < self->scale.n_days; i++)
    {
      kinds[i] = (guint8) gvn_calendar_get_day (calendar, &day, NULL);
      g_date_add_days (&day, 1);
    }
  g_hash_table_insert (self->shades, gvn_calendar_ref (calendar), kinds);

  return kinds;
}

/* When days are narrower than this, a weekend or a holiday is but one more line: only
 * a closure of so many pixels shows */
#define MIN_SHADE 4

/* Weekends are flat; a holiday is darker, a closure has a border: not a shade alone. */
static void
draw_shade (GvnTimeline *self, GtkSnapshot *snapshot, GvnDayKind kind, int day, int n_days, double y, double height)
{
  double x = day * self->scale.day_width, width = n_days * self->scale.day_width;
  GdkRGBA color = gvn_timeline_get_color (GTK_WIDGET (self), kind == GVN_DAY_WEEKEND ? 0.05 : 0.11);

  gvn_timeline_append_rect (snapshot, &color, x, y, width, height);
  if (kind == GVN_DAY_CLOSURE)
    {
      GdkRGBA border = gvn_timeline_get_color (GTK_WIDGET (self), 0.35);

      gvn_timeline_append_rect (snapshot, &border, x, y, 1, height);
      gvn_timeline_append_rect (snapshot, &border, x + width - 1, y, 1, height);
    }
}

static void
draw_shades (GvnTimeline *self, GtkSnapshot *snapshot, GvnCalendar *calendar, int from, int to, double y, double height)
{
  const guint8 *kinds = get_shades (self, calendar);
  int start = from;

  for (int day = from; day <= to; day++)
    {
      if (day < to && kinds[day + 1] == kinds[start])
        continue;
      if (kinds[start] != GVN_DAY_WORKING
          && (self->scale.day_width >= MIN_SHADE
              || (kinds[start] == GVN_DAY_CLOSURE && (day + 1 - start) * self->scale.day_width >= MIN_SHADE)))
        draw_shade (self, snapshot, kinds[start], start, day + 1 - start, y, height);
      start = day + 1;
    }
}

/* Rows of one calendar that follow each other are shaded at once. */
static void
draw_rows (GvnTimeline *self, GtkSnapshot *snapshot, int from, int to, double top, double bottom)
{
  GPtrArray *bands = gvn_timeline_layout_get_bands (self->layout);
  GdkRGBA line = gvn_timeline_get_color (GTK_WIDGET (self), 0.1),
          heading = gvn_timeline_get_color (GTK_WIDGET (self), 0.04);
  GvnCalendar *calendar = NULL;
  double start = 0, width = (to + 1 - from) * self->scale.day_width, x = from * self->scale.day_width, end = 0;

  for (guint i = gvn_timeline_layout_find_band (self->layout, top); i < bands->len; i++)
    {
      const GvnTimelineBand *band = bands->pdata[i];
      GvnCalendar *own = band->row != NULL ? band->row->calendar : NULL;

      if (band->y > bottom)
        break;
      if (own != calendar)
        {
          if (calendar != NULL)
            draw_shades (self, snapshot, calendar, from, to, start, band->y - start);
          calendar = own;
          start = band->y;
        }
      if (band->row == NULL)
        gvn_timeline_append_rect (snapshot, &heading, x, band->y, width, band->height);
      end = band->y + band->height;
      gvn_timeline_append_rect (snapshot, &line, x, end - 1, width, 1);
    }
  if (calendar != NULL)
    draw_shades (self, snapshot, calendar, from, to, start, end - start);
}

double
gvn_timeline_get_label_width (GvnTimeline *self)
{
  return self->metrics.lane * 1.6;
}

static void
draw_columns (GvnTimeline *self, GtkSnapshot *snapshot, int from, int to, double top, double height)
{
  g_autoptr (GPtrArray) minor
      = gvn_timeline_scale_list_minor (&self->scale, from, to, gvn_timeline_get_label_width (self));
  g_autoptr (GPtrArray) major = gvn_timeline_scale_list_major (&self->scale, from, to);
  GdkRGBA thin = gvn_timeline_get_color (GTK_WIDGET (self), 0.06),
          thick = gvn_timeline_get_color (GTK_WIDGET (self), 0.18);

  for (guint i = 0; i < minor->len; i++)
    gvn_timeline_append_rect (snapshot, &thin, ((GvnTimelineTick *) minor->pdata[i])->day * self->scale.day_width, top,
                              1, height);
  for (guint i = 0; i < major->len; i++)
    gvn_timeline_append_rect (snapshot, &thick, ((GvnTimelineTick *) major->pdata[i])->day * self->scale.day_width, top,
                              1, height);
}

/* The day looked at, and now. */
static void
draw_days (GvnTimeline *self, GtkSnapshot *snapshot, double top, double height)
{
  GvnLocal day = { self->day, GVN_NO_MINUTES };
  GdkRGBA color = gvn_timeline_get_accent (), light = color;

  light.alpha = 0.08f;
  gvn_timeline_append_rect (snapshot, &light, gvn_timeline_scale_get_x (&self->scale, &day), top, self->scale.day_width,
                            height);
}

static void
draw_now (GvnTimeline *self, GtkSnapshot *snapshot, double top, double height)
{
  GdkRGBA color = gvn_timeline_get_accent ();

  if (g_date_valid (&self->now.date))
    gvn_timeline_append_rect (snapshot, &color, gvn_timeline_scale_get_x (&self->scale, &self->now) - 1, top, 2,
                              height);
}

/* Layers ----------------------------------------------------------------------------- */

static void
draw_baseline (const GvnTimelinePlace *place, gpointer data)
{
  GvnTimeline *self = ((gpointer *) data)[0];
  GtkSnapshot *snapshot = ((gpointer *) data)[1];
  GdkRGBA color = gvn_timeline_get_color (GTK_WIDGET (self), 0.25);
  graphene_rect_t bounds;
  double x;

  if (!g_date_valid (&place->item->baseline.date))
    return;
  gvn_timeline_get_bounds (self, place, &bounds);
  x = self->titles_width + gvn_timeline_scale_get_x (&self->scale, &place->item->baseline)
      - gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL);
  gvn_timeline_append_rect (snapshot, &color, x, bounds.origin.y + bounds.size.height - 4, place->width, 4);
}

static void
draw_arrow (GvnTimeline *self, GtkSnapshot *snapshot, const graphene_rect_t *from, const graphene_rect_t *to,
            gboolean head)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (1.5f);
  GdkRGBA color = gvn_timeline_get_color (GTK_WIDGET (self), 0.55);
  float x1 = from->origin.x + from->size.width, y1 = from->origin.y + from->size.height / 2;
  float x2 = to->origin.x, y2 = to->origin.y + to->size.height / 2, middle = MAX (x1 + 6, (x1 + x2) / 2);

  gsk_path_builder_move_to (builder, x1, y1);
  gsk_path_builder_cubic_to (builder, middle, y1, middle, y2, x2, y2);
  if (head)
    {
      gsk_path_builder_move_to (builder, x2 - 6, y2 - 4);
      gsk_path_builder_line_to (builder, x2, y2);
      gsk_path_builder_line_to (builder, x2 - 6, y2 + 4);
    }
  path = gsk_path_builder_to_path (builder);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &color);
}

static void
draw_dependency (const GvnTimelinePlace *place, gpointer data)
{
  GvnTimeline *self = ((gpointer *) data)[0];
  const GvnTimelinePlace *before
      = place->item->after != NULL ? gvn_timeline_layout_find (self->layout, place->item->after) : NULL;
  graphene_rect_t from, to;

  if (before == NULL)
    return;
  gvn_timeline_get_bounds (self, before, &from);
  gvn_timeline_get_bounds (self, place, &to);
  draw_arrow (self, ((gpointer *) data)[1], &from, &to, TRUE);
}

/* Links each item of a chain to the one before it among those seen; the visit goes
 * row by row in time order, a tour's stages being in one row. */
static void
draw_chain (const GvnTimelinePlace *place, gpointer data)
{
  GvnTimeline *self = ((gpointer *) data)[0];
  GHashTable *last = ((gpointer *) data)[2];
  const GvnTimelinePlace *before;
  graphene_rect_t from, to;

  if (place->item->chain == NULL)
    return;
  before = g_hash_table_lookup (last, place->item->chain);
  if (before != NULL)
    {
      gvn_timeline_get_bounds (self, before, &from);
      gvn_timeline_get_bounds (self, place, &to);
      draw_arrow (self, ((gpointer *) data)[1], &from, &to, FALSE);
    }
  g_hash_table_insert (last, place->item->chain, (gpointer) place);
}

static void
draw_layers (GvnTimeline *self, GtkSnapshot *snapshot)
{
  static const struct
  {
    GvnTimelineLayers layer;
    GvnTimelineVisit draw;
  } layers[] = {
    { GVN_TIMELINE_BASELINES, draw_baseline },
    { GVN_TIMELINE_CHAINS, draw_chain },
    { GVN_TIMELINE_DEPENDENCIES, draw_dependency },
  };
  g_autoptr (GHashTable) last = g_hash_table_new (g_str_hash, g_str_equal);
  gpointer data[] = { self, snapshot, last };

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    if ((self->layers & layers[i].layer) != 0)
      gvn_timeline_layout_visit (self->layout, gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL),
                                 gvn_timeline_get_scroll (self, GTK_ORIENTATION_VERTICAL),
                                 gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)),
                                 layers[i].draw, data);
}

/* The rubber band, and where what moves comes from. */
static void
draw_pending (GvnTimeline *self, GtkSnapshot *snapshot)
{
  GdkRGBA color = gvn_timeline_get_accent (), light = color;

  light.alpha = 0.15f;
  if (self->banding)
    {
      double x = self->titles_width - gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL);
      double y = self->axis_height - gvn_timeline_get_scroll (self, GTK_ORIENTATION_VERTICAL);
      graphene_rect_t band = GRAPHENE_RECT_INIT (
          (float) (x + MIN (self->press_x, self->band_x)), (float) (y + MIN (self->press_y, self->band_y)),
          (float) fabs (self->band_x - self->press_x), (float) fabs (self->band_y - self->press_y));

      gtk_snapshot_append_color (snapshot, &light, &band);
      gtk_snapshot_append_border (
          snapshot, &GSK_ROUNDED_RECT_INIT (band.origin.x, band.origin.y, band.size.width, band.size.height),
          (float[4]) { 1, 1, 1, 1 }, (GdkRGBA[4]) { color, color, color, color });
    }
  for (guint i = 0; self->shift.items != NULL && i < self->shift.items->len; i++)
    {
      GvnTimelineItem *item = self->shift.items->pdata[i];
      const GvnTimelinePlace *place = gvn_timeline_layout_find (self->layout, item->id);
      GdkRGBA shadow = gvn_timeline_get_color (GTK_WIDGET (self), 0.2);
      graphene_rect_t bounds;

      if (place == NULL)
        continue;
      gvn_timeline_get_bounds (self, place, &bounds);
      gvn_timeline_append_rect (
          snapshot, &shadow, self->titles_width + place->x - gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL),
          bounds.origin.y, place->width, bounds.size.height);
    }
}

/**
 * gvn_timeline_draw:
 *
 * Everything under the margins, blocks included.
 */
void
gvn_timeline_draw (GvnTimeline *self, GtkSnapshot *snapshot)
{
  double x = gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL);
  double y = gvn_timeline_get_scroll (self, GTK_ORIENTATION_VERTICAL);
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - self->titles_width;
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - self->axis_height;
  GHashTableIter iter;
  gpointer block;
  int from, to;

  if (self->scale.n_days == 0)
    return;
  from = gvn_timeline_scale_get_day (&self->scale, x);
  to = gvn_timeline_scale_get_day (&self->scale, x + width);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) self->titles_width, (float) self->axis_height,
                                                         (float) width, (float) height));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (self->titles_width - x), (float) (self->axis_height - y)));
  draw_rows (self, snapshot, from, to, y, y + height);
  draw_columns (self, snapshot, from, to, y, height);
  draw_days (self, snapshot, y, height);
  gtk_snapshot_restore (snapshot);

  draw_layers (self, snapshot);
  draw_pending (self, snapshot);
  g_hash_table_iter_init (&iter, self->blocks);
  while (g_hash_table_iter_next (&iter, NULL, &block))
    gtk_widget_snapshot_child (GTK_WIDGET (self), block, snapshot);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (self->titles_width - x), (float) (self->axis_height - y)));
  draw_now (self, snapshot, y, height);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}
