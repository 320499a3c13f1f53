/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of a timeline: one per item seen, used again when it scrolls out. */
#include "config.h"

#include <math.h>

#include "app/widgets/gvn-timeline-private.h"

/**
 * gvn_timeline_get_bounds:
 * @bounds: (out): where @place is on screen, what a pending drop would make of it included
 */
void
gvn_timeline_get_bounds (GvnTimeline *self, const GvnTimelinePlace *place, graphene_rect_t *bounds)
{
  const GvnTimelineBand *band = gvn_timeline_layout_get_bands (self->layout)->pdata[place->band];
  double x = place->x, width = place->width;

  if (gvn_timeline_is_shifting (self, place->item))
    {
      GvnLocal start, end;

      gvn_timeline_shift_item (self, place->item, &start, &end);
      x += gvn_timeline_scale_get_x (&self->scale, &start)
           - gvn_timeline_scale_get_x (&self->scale, &place->item->start);
      if (!place->item->milestone)
        width = MAX (gvn_timeline_scale_get_end (&self->scale, &end) - x,
                     gvn_timeline_metrics_get_min_width (&self->metrics, &self->scale));
    }
  graphene_rect_init (
      bounds, (float) (self->titles_width + x - gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL)),
      (float) (self->axis_height + band->y + place->y - gvn_timeline_get_scroll (self, GTK_ORIENTATION_VERTICAL)),
      (float) width, (float) place->height);
}

typedef struct
{
  GvnTimeline *timeline;
  GHashTable *shown; /* owned: becomes the timeline's */
} Filling;

static GvnTimelineBlock *
take_block (GvnTimeline *self)
{
  GtkWidget *block;

  if (self->spare->len > 0)
    return g_ptr_array_steal_index_fast (self->spare, self->spare->len - 1);
  block = gvn_timeline_block_new ();
  gtk_widget_insert_before (block, GTK_WIDGET (self), self->titles);

  return GVN_TIMELINE_BLOCK (block);
}

static void
show_place (const GvnTimelinePlace *place, gpointer data)
{
  Filling *filling = data;
  GvnTimeline *self = filling->timeline;
  const char *id = place->item->id;
  GvnTimelineBlock *block;

  if (g_hash_table_contains (filling->shown, id))
    return;
  block = g_hash_table_lookup (self->blocks, id);
  if (block != NULL)
    g_hash_table_remove (self->blocks, id);
  else
    block = take_block (self);
  gvn_timeline_block_bind (block, place->item);
  gvn_timeline_block_set_selected (block, g_hash_table_contains (self->selected, id));
  gtk_widget_set_child_visible (GTK_WIDGET (block), TRUE);
  g_hash_table_insert (filling->shown, g_strdup (id), block);
}

/**
 * gvn_timeline_show_block:
 *
 * Makes a block for @place wherever it is.
 *
 * Returns: (transfer none): that block
 */
GtkWidget *
gvn_timeline_show_block (GvnTimeline *self, const GvnTimelinePlace *place)
{
  Filling filling = { self, self->blocks };

  if (!g_hash_table_contains (self->blocks, place->item->id))
    show_place (place, &filling);

  return g_hash_table_lookup (self->blocks, place->item->id);
}

/* What must exist wherever it is: what moves, and what has the focus. */
static void
show_item (Filling *filling, const char *id)
{
  const GvnTimelinePlace *place = id != NULL ? gvn_timeline_layout_find (filling->timeline->layout, id) : NULL;

  if (place != NULL)
    show_place (place, filling);
}

gboolean
gvn_timeline_has_block_focus (GvnTimeline *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return child != NULL && GVN_IS_TIMELINE_BLOCK (child);
}

static void
relate_blocks (GvnTimeline *self)
{
  GHashTableIter iter;
  gpointer block;

  g_hash_table_iter_init (&iter, self->blocks);
  while (g_hash_table_iter_next (&iter, NULL, &block))
    {
      GvnTimelineItem *item = gvn_timeline_block_get_item (block);
      GtkWidget *before = item->after != NULL ? g_hash_table_lookup (self->blocks, item->after) : NULL;

      if (before != NULL)
        gtk_accessible_update_relation (GTK_ACCESSIBLE (before), GTK_ACCESSIBLE_RELATION_FLOW_TO, block, NULL, -1);
    }
}

void
gvn_timeline_fill_blocks (GvnTimeline *self)
{
  Filling filling = { self, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  GHashTableIter iter;
  gpointer block;

  gvn_timeline_layout_visit (self->layout, gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL),
                             gvn_timeline_get_scroll (self, GTK_ORIENTATION_VERTICAL),
                             gvn_timeline_get_area_width (self), gvn_timeline_get_area_height (self), show_place,
                             &filling);
  for (guint i = 0; self->shift.items != NULL && i < self->shift.items->len; i++)
    show_item (&filling, ((GvnTimelineItem *) self->shift.items->pdata[i])->id);
  if (gvn_timeline_has_block_focus (self))
    show_item (&filling, self->current);

  g_hash_table_iter_init (&iter, self->blocks);
  while (g_hash_table_iter_next (&iter, NULL, &block))
    {
      gtk_widget_set_child_visible (block, FALSE);
      g_ptr_array_add (self->spare, block);
    }
  g_hash_table_unref (self->blocks);
  self->blocks = filling.shown;
  if ((self->layers & GVN_TIMELINE_DEPENDENCIES) != 0)
    relate_blocks (self);
}

void
gvn_timeline_allocate_blocks (GvnTimeline *self)
{
  GHashTableIter iter;
  gpointer id, block;

  g_hash_table_iter_init (&iter, self->blocks);
  while (g_hash_table_iter_next (&iter, &id, &block))
    {
      graphene_rect_t bounds;
      GtkAllocation allocation;

      gvn_timeline_get_bounds (self, gvn_timeline_layout_find (self->layout, id), &bounds);
      allocation = (GtkAllocation) { (int) floor (bounds.origin.x), (int) bounds.origin.y,
                                     (int) ceil (bounds.size.width), (int) ceil (bounds.size.height) };
      gtk_widget_size_allocate (block, &allocation, -1);
    }
}
