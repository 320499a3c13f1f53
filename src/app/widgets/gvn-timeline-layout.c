/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app/widgets/gvn-timeline-layout.h"

/* Beyond it a row's items cover each other rather than fill the screen */
#define MAX_LANES 6

struct _GvnTimelineLayout
{
  /* owned */
  GPtrArray *bands;
  GHashTable *places; /* id → GvnTimelinePlace */
  double height;
};

static void
band_free (gpointer data)
{
  GvnTimelineBand *band = data;

  g_clear_pointer (&band->places, g_ptr_array_unref);
  g_clear_object (&band->row);
  g_free (band->group);
  g_free (band);
}

static void
place_free (gpointer data)
{
  g_object_unref (((GvnTimelinePlace *) data)->item);
  g_free (data);
}

GvnTimelineLayout *
gvn_timeline_layout_new (void)
{
  GvnTimelineLayout *self = g_new0 (GvnTimelineLayout, 1);

  self->bands = g_ptr_array_new_with_free_func (band_free);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, place_free);

  return self;
}

void
gvn_timeline_layout_free (GvnTimelineLayout *self)
{
  g_ptr_array_unref (self->bands);
  g_hash_table_unref (self->places);
  g_free (self);
}

/* Filling ---------------------------------------------------------------------------- */

static GvnTimelineBand *
add_band (GvnTimelineLayout *self, GvnTimelineRow *row, const char *group)
{
  GvnTimelineBand *band = g_new0 (GvnTimelineBand, 1);

  band->row = row != NULL ? g_object_ref (row) : NULL;
  band->group = g_strdup (group);
  if (row != NULL)
    band->places = g_ptr_array_new ();
  g_ptr_array_add (self->bands, band);

  return band;
}

/* The bands, and which row is in which; rows of a collapsed group are in none. */
static GHashTable *
add_bands (GvnTimelineLayout *self, GListModel *rows, GHashTable *collapsed)
{
  GHashTable *by_row = g_hash_table_new (g_str_hash, g_str_equal);
  GvnTimelineBand *heading = NULL;
  guint n = g_list_model_get_n_items (rows);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GvnTimelineRow) row = g_list_model_get_item (rows, i);

      if (row->group != NULL && (heading == NULL || !g_str_equal (row->group, heading->group)))
        {
          heading = add_band (self, NULL, row->group);
          heading->collapsed = g_hash_table_contains (collapsed, row->group);
        }
      if (row->group != NULL)
        heading->n_rows++;
      if (row->group != NULL && heading->collapsed)
        continue;
      add_band (self, row, row->group);
      g_hash_table_insert (by_row, row->id, GUINT_TO_POINTER (self->bands->len - 1));
    }

  return by_row;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const GvnTimelinePlace *x = *(const GvnTimelinePlace *const *) a, *y = *(const GvnTimelinePlace *const *) b;

  return gvn_timeline_item_compare (x->item, y->item);
}

/**
 * gvn_timeline_layout_fill:
 * @collapsed: (element-type utf8): the groups whose rows are hidden
 *
 * Takes the rows and items as they now are; gvn_timeline_layout_measure() follows.
 */
void
gvn_timeline_layout_fill (GvnTimelineLayout *self, GListModel *rows, GListModel *items, GHashTable *collapsed)
{
  g_autoptr (GHashTable) by_row = NULL;
  guint n = g_list_model_get_n_items (items);

  g_ptr_array_set_size (self->bands, 0);
  g_hash_table_remove_all (self->places);
  by_row = add_bands (self, rows, collapsed);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GvnTimelineItem) item = g_list_model_get_item (items, i);
      GvnTimelinePlace *place; /* owned by the table */
      gpointer band;

      if (!g_hash_table_lookup_extended (by_row, item->row, NULL, &band))
        continue;
      place = g_new0 (GvnTimelinePlace, 1);
      place->item = g_object_ref (item);
      place->band = GPOINTER_TO_UINT (band);
      g_hash_table_insert (self->places, item->id, place);
      g_ptr_array_add (((GvnTimelineBand *) self->bands->pdata[place->band])->places, place);
    }
  for (guint i = 0; i < self->bands->len; i++)
    if (((GvnTimelineBand *) self->bands->pdata[i])->places != NULL)
      g_ptr_array_sort (((GvnTimelineBand *) self->bands->pdata[i])->places, compare_places);
}

/* Measuring -------------------------------------------------------------------------- */

/* Small enough for a year, large enough to be pointed at */
#define MIN_BLOCK 7.0
#define MIN_MILESTONE 9.0

/* Smaller, milestones of one day cover each other rather than shrink */
#define MIN_STACKED 5.0

/* The lane of a place that has none yet */
#define UNPLACED -1

/**
 * gvn_timeline_metrics_get_min_width:
 *
 * Returns: how wide a block is at least: its day's width while that is little, then
 *   enough for a time of day
 */
double
gvn_timeline_metrics_get_min_width (const GvnTimelineMetrics *self, const GvnTimelineScale *scale)
{
  return CLAMP (scale->day_width - 4, MIN_BLOCK, self->lane * 2.1);
}

static void
place_item (GvnTimelinePlace *place, const GvnTimelineScale *scale, const GvnTimelineMetrics *metrics)
{
  GvnTimelineItem *item = place->item;

  place->x = gvn_timeline_scale_get_x (scale, &item->start);
  place->y = 0;
  place->height = metrics->lane;
  if (item->milestone)
    {
      if (item->start.minutes == GVN_NO_MINUTES)
        place->x += scale->day_width / 2;
      place->width = CLAMP (scale->day_width - 4, MIN_MILESTONE, metrics->lane);
      place->x -= place->width / 2;
    }
  else
    place->width = MAX (gvn_timeline_scale_get_end (scale, &item->end) - place->x,
                        gvn_timeline_metrics_get_min_width (metrics, scale));
}

static gboolean
share_day (const GvnTimelinePlace *a, const GvnTimelinePlace *b)
{
  return b->item->milestone && gvn_date_equal (&a->item->start.date, &b->item->start.date) && a->x < b->x + b->width
         && b->x < a->x + a->width;
}

/* Puts into @stack a milestone and those of its day that would cover it, of a row in
 * time order. */
static void
collect_stack (GPtrArray *places, guint first, GPtrArray *stack)
{
  const GvnTimelinePlace *leader = places->pdata[first];

  g_ptr_array_set_size (stack, 0);
  g_ptr_array_add (stack, places->pdata[first]);
  for (guint i = first + 1; leader->item->milestone && i < places->len; i++)
    {
      GvnTimelinePlace *other = places->pdata[i];

      if (!gvn_date_equal (&leader->item->start.date, &other->item->start.date))
        break;
      if (other->lane == UNPLACED && share_day (leader, other))
        g_ptr_array_add (stack, other);
    }
}

/* How many columns make the diamonds of a grid of @n largest. */
static guint
choose_columns (guint n, double width, double height)
{
  guint best = 1;
  double largest = 0;

  for (guint columns = 1; columns <= n; columns++)
    {
      guint rows = (n + columns - 1) / columns;
      double side = MIN (width / columns, height / rows);

      if (side > largest)
        {
          largest = side;
          best = columns;
        }
    }

  return best;
}

/* Lays milestones of one day in a grid as wide as the day lets it be, so that each
 * keeps a place of its own to be seen, pointed at and focused. */
static void
spread (GPtrArray *stack, const GvnTimelineScale *scale, const GvnTimelineMetrics *metrics)
{
  double middle = ((GvnTimelinePlace *) stack->pdata[0])->x + ((GvnTimelinePlace *) stack->pdata[0])->width / 2;
  double width = CLAMP (scale->day_width - 1, MIN_MILESTONE, metrics->lane * stack->len);
  guint columns = choose_columns (stack->len, width, metrics->lane);
  guint rows = (stack->len + columns - 1) / columns;
  double cell = MIN (width / columns, metrics->lane), height = metrics->lane / rows;
  double side = MAX (MIN (cell, height), MIN_STACKED);

  for (guint i = 0; i < stack->len; i++)
    {
      GvnTimelinePlace *place = stack->pdata[i];
      guint in_row = MIN (columns, stack->len - i / columns * columns);

      place->width = side;
      place->height = side;
      place->x = middle + (i % columns - in_row / 2.0) * cell + (cell - side) / 2;
      place->y = i / columns * height + (height - side) / 2;
    }
}

/* A milestone without a time lies in the middle of its day, after what begins in the
 * morning: a row is nearly in the order of its places, and says by how much not. */
static double
measure_reach (GPtrArray *places)
{
  double last = -INFINITY, widest = 0, back = 0;

  for (guint i = 0; i < places->len; i++)
    {
      const GvnTimelinePlace *place = places->pdata[i];

      last = MAX (last, place->x);
      back = MAX (back, last - place->x);
      widest = MAX (widest, place->width);
    }

  return widest + back;
}

static void
measure_band (GvnTimelineBand *band, const GvnTimelineScale *scale, const GvnTimelineMetrics *metrics)
{
  g_autoptr (GPtrArray) stack = g_ptr_array_new ();
  double ends[MAX_LANES];
  int n_lanes = 1;

  for (int i = 0; i < MAX_LANES; i++)
    ends[i] = -INFINITY;
  for (guint i = 0; i < band->places->len; i++)
    {
      GvnTimelinePlace *place = band->places->pdata[i];

      place_item (place, scale, metrics);
      place->lane = UNPLACED;
    }
  for (guint i = 0; i < band->places->len; i++)
    {
      GvnTimelinePlace *place = band->places->pdata[i];
      int lane = 0;

      if (place->lane != UNPLACED)
        continue; /* in an earlier one's stack */
      collect_stack (band->places, i, stack);
      if (stack->len > 1)
        spread (stack, scale, metrics);
      while (lane < MAX_LANES - 1 && ends[lane] > place->x)
        lane++;
      for (guint j = 0; j < stack->len; j++)
        {
          GvnTimelinePlace *stacked = stack->pdata[j];

          stacked->lane = lane;
          stacked->y += metrics->gap + lane * (metrics->lane + metrics->gap);
          ends[lane] = MAX (ends[lane], stacked->x + stacked->width);
        }
      n_lanes = MAX (n_lanes, lane + 1);
    }
  band->reach = measure_reach (band->places);
  band->height = n_lanes * (metrics->lane + metrics->gap) + metrics->gap;
}

/**
 * gvn_timeline_layout_measure:
 *
 * Places everything anew for a scale and a size of text.
 */
void
gvn_timeline_layout_measure (GvnTimelineLayout *self, const GvnTimelineScale *scale, const GvnTimelineMetrics *metrics)
{
  self->height = 0;
  for (guint i = 0; i < self->bands->len; i++)
    {
      GvnTimelineBand *band = self->bands->pdata[i];

      if (band->places != NULL)
        measure_band (band, scale, metrics);
      else
        band->height = metrics->lane + 2 * metrics->gap;
      band->y = self->height;
      self->height += band->height;
    }
}

/* Looking up ------------------------------------------------------------------------- */

double
gvn_timeline_layout_get_height (GvnTimelineLayout *self)
{
  return self->height;
}

/**
 * gvn_timeline_layout_get_bands:
 *
 * Returns: (transfer none) (element-type GvnTimelineBand): from the top
 */
GPtrArray *
gvn_timeline_layout_get_bands (GvnTimelineLayout *self)
{
  return self->bands;
}

/**
 * gvn_timeline_layout_find_band:
 *
 * Returns: the number of the band at @y, the nearest one outside of all
 */
guint
gvn_timeline_layout_find_band (GvnTimelineLayout *self, double y)
{
  guint low = 0, high = self->bands->len;

  while (low + 1 < high)
    {
      guint middle = (low + high) / 2;

      if (((GvnTimelineBand *) self->bands->pdata[middle])->y <= y)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/**
 * gvn_timeline_layout_find:
 *
 * Returns: (transfer none) (nullable): where an item lies, unless its group is collapsed
 */
const GvnTimelinePlace *
gvn_timeline_layout_find (GvnTimelineLayout *self, const char *id)
{
  return g_hash_table_lookup (self->places, id);
}

/* The first place that may reach @x. */
static guint
find_first (const GvnTimelineBand *band, double x)
{
  guint low = 0, high = band->places->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (((GvnTimelinePlace *) band->places->pdata[middle])->x < x - band->reach)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * gvn_timeline_layout_visit:
 *
 * Calls @visit for each item that touches the rectangle, without looking at the
 * others.
 */
void
gvn_timeline_layout_visit (GvnTimelineLayout *self, double x, double y, double width, double height,
                           GvnTimelineVisit visit, gpointer data)
{
  for (guint i = gvn_timeline_layout_find_band (self, y); i < self->bands->len; i++)
    {
      const GvnTimelineBand *band = self->bands->pdata[i];

      if (band->y > y + height)
        return;
      if (band->places == NULL)
        continue;
      for (guint j = find_first (band, x); j < band->places->len; j++)
        {
          const GvnTimelinePlace *place = band->places->pdata[j];

          if (place->x > x + width + band->reach)
            break;
          if (place->x + place->width >= x && place->x <= x + width)
            visit (place, data);
        }
    }
}

static double
middle_of (const GvnTimelinePlace *place)
{
  return place->x + place->width / 2;
}

static GvnTimelineItem *
find_nearest (const GvnTimelineBand *band, double x)
{
  const GvnTimelinePlace *best = NULL;

  for (guint i = 0; i < band->places->len; i++)
    {
      const GvnTimelinePlace *place = band->places->pdata[i];

      if (best == NULL || fabs (middle_of (place) - x) < fabs (middle_of (best) - x))
        best = place;
    }

  return best != NULL ? best->item : NULL;
}

/**
 * gvn_timeline_layout_find_next:
 * @dx: -1 for the one before in the same row, 1 for the one after, else 0
 * @dy: -1 for the nearest in a row above, 1 below, else 0
 *
 * Returns: (transfer none) (nullable): %NULL at the edge
 */
GvnTimelineItem *
gvn_timeline_layout_find_next (GvnTimelineLayout *self, const GvnTimelinePlace *from, int dx, int dy)
{
  const GvnTimelineBand *band = self->bands->pdata[from->band];
  guint at;

  if (dx != 0 && g_ptr_array_find (band->places, from, &at))
    return (dx < 0 && at == 0) || (dx > 0 && at + 1 == band->places->len)
               ? NULL
               : ((GvnTimelinePlace *) band->places->pdata[(int) at + dx])->item;

  for (int i = (int) from->band + dy; dy != 0 && i >= 0 && i < (int) self->bands->len; i += dy)
    {
      const GvnTimelineBand *other = self->bands->pdata[i];
      GvnTimelineItem *nearest = other->places != NULL ? find_nearest (other, middle_of (from)) : NULL;

      if (nearest != NULL)
        return nearest;
    }

  return NULL;
}

/**
 * gvn_timeline_layout_find_from:
 *
 * Returns: (transfer none) (nullable): the first item of any row that starts at @from
 *   or later, else the last one before
 */
GvnTimelineItem *
gvn_timeline_layout_find_from (GvnTimelineLayout *self, const GvnLocal *from)
{
  GvnTimelineItem *next = NULL, *last = NULL;

  for (guint i = 0; i < self->bands->len; i++)
    {
      const GvnTimelineBand *band = self->bands->pdata[i];

      for (guint j = 0; band->places != NULL && j < band->places->len; j++)
        {
          GvnTimelineItem *item = ((GvnTimelinePlace *) band->places->pdata[j])->item;

          if (gvn_local_compare (&item->start, from) >= 0)
            {
              if (next == NULL || gvn_timeline_item_compare (item, next) < 0)
                next = item;
              break; /* a row is in time order */
            }
          if (last == NULL || gvn_timeline_item_compare (item, last) > 0)
            last = item;
        }
    }

  return next != NULL ? next : last;
}
