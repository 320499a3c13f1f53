/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app/widgets/gvn-timeline-private.h"

enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
  PROP_STATUS,
};

enum
{
  SIGNAL_DAY_CHANGED,
  SIGNAL_SELECTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (GvnTimeline, gvn_timeline, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/* Rows' titles take no more than this part of the width */
#define TITLES_PART 0.3
#define TITLES_CHARS 24

/* When no more days than this are seen, a week begins at the left */
#define WEEK_VIEW 10

/* Pixels kept beside what is scrolled to */
#define SCROLL_MARGIN 24

double
gvn_timeline_get_scroll (GvnTimeline *self, GtkOrientation orientation)
{
  return self->adjustments[orientation] != NULL ? gtk_adjustment_get_value (self->adjustments[orientation]) : 0;
}

static void
set_scroll (GvnTimeline *self, GtkOrientation orientation, double value)
{
  if (self->adjustments[orientation] != NULL)
    gtk_adjustment_set_value (self->adjustments[orientation], value);
}

static double
get_area_width (GvnTimeline *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - self->titles_width, 1);
}

static double
get_area_height (GvnTimeline *self)
{
  return MAX (gtk_widget_get_height (GTK_WIDGET (self)) - self->axis_height, 1);
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
heading_clicked_cb (GtkButton *button, GvnTimeline *self)
{
  const char *group = g_object_get_data (G_OBJECT (button), "group");

  if (!g_hash_table_remove (self->collapsed, group))
    g_hash_table_add (self->collapsed, g_strdup (group));
  self->stale = TRUE;
  gvn_timeline_update (self);
}

static GtkWidget *
create_heading (GvnTimeline *self, const char *group)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (group);
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_box_append (GTK_BOX (content), gtk_image_new ());
  gtk_box_append (GTK_BOX (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "timeline-heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, group, -1);
  g_object_set_data_full (G_OBJECT (button), "group", g_strdup (group), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (heading_clicked_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));

  return button;
}

/* A button per group, there while the group is. */
static void
update_headings (GvnTimeline *self)
{
  GPtrArray *bands = gvn_timeline_layout_get_bands (self->layout);
  g_autoptr (GHashTable) old = g_steal_pointer (&self->headings);

  self->headings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gtk_widget_unparent);
  for (guint i = 0; i < bands->len; i++)
    {
      const GvnTimelineBand *band = bands->pdata[i];
      GtkWidget *button = NULL;
      char *group = NULL;

      if (band->row != NULL)
        continue;
      if (!g_hash_table_steal_extended (old, band->group, (gpointer *) &group, (gpointer *) &button))
        {
          group = g_strdup (band->group);
          button = create_heading (self, group);
        }
      gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (button)))),
                                    band->collapsed ? "pan-end-symbolic" : "pan-down-symbolic");
      gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, !band->collapsed, -1);
      g_hash_table_insert (self->headings, group, button);
    }
}

static void
refill (GvnTimeline *self)
{
  if (self->rows == NULL || self->items == NULL)
    return;
  gvn_timeline_layout_fill (self->layout, self->rows, self->items, self->collapsed);
  update_headings (self);
}

static void
configure_adjustment (GvnTimeline *self, GtkOrientation orientation, double upper, double page)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (adjustment != NULL)
    gtk_adjustment_configure (adjustment, MIN (gtk_adjustment_get_value (adjustment), MAX (upper - page, 0)), 0,
                              MAX (upper, page), page / 10, page * 0.9, page);
}

/* Brings the layout up to date with models, scale and text, then the scrolling. */
static void
remeasure (GvnTimeline *self)
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
                        get_area_width (self));
  configure_adjustment (self, GTK_ORIENTATION_VERTICAL, gvn_timeline_layout_get_height (self->layout),
                        get_area_height (self));
}

/* The pool of blocks ----------------------------------------------------------------- */

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
      (float) (self->axis_height + band->y + self->metrics.gap + place->lane * (self->metrics.lane + self->metrics.gap)
               - gvn_timeline_get_scroll (self, GTK_ORIENTATION_VERTICAL)),
      (float) width, (float) self->metrics.lane);
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

/* What must exist wherever it is: what moves, and what has the focus. */
static void
show_item (Filling *filling, const char *id)
{
  const GvnTimelinePlace *place = id != NULL ? gvn_timeline_layout_find (filling->timeline->layout, id) : NULL;

  if (place != NULL)
    show_place (place, filling);
}

static gboolean
has_focus_within (GvnTimeline *self)
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

static void
fill_blocks (GvnTimeline *self)
{
  Filling filling = { self, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  GHashTableIter iter;
  gpointer block;

  gvn_timeline_layout_visit (self->layout, gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL),
                             gvn_timeline_get_scroll (self, GTK_ORIENTATION_VERTICAL), get_area_width (self),
                             get_area_height (self), show_place, &filling);
  for (guint i = 0; self->shift.items != NULL && i < self->shift.items->len; i++)
    show_item (&filling, ((GvnTimelineItem *) self->shift.items->pdata[i])->id);
  if (has_focus_within (self))
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

static void
allocate_blocks (GvnTimeline *self)
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
                                     (int) ceil (bounds.size.width), (int) bounds.size.height };
      gtk_widget_size_allocate (block, &allocation, -1);
    }
}

static void
allocate_headings (GvnTimeline *self)
{
  GPtrArray *bands = gvn_timeline_layout_get_bands (self->layout);
  double scroll = gvn_timeline_get_scroll (self, GTK_ORIENTATION_VERTICAL);

  for (guint i = 0; i < bands->len; i++)
    {
      const GvnTimelineBand *band = bands->pdata[i];
      GtkWidget *button = band->row == NULL ? g_hash_table_lookup (self->headings, band->group) : NULL;
      double y = self->axis_height + band->y - scroll;
      GtkAllocation allocation = { 0, (int) y, (int) self->titles_width, (int) band->height };
      int natural;

      if (button == NULL)
        continue;
      gtk_widget_measure (button, GTK_ORIENTATION_HORIZONTAL, -1, &allocation.width, &natural, NULL, NULL);
      allocation.width = (int) MAX (allocation.width, self->titles_width);
      gtk_widget_measure (button, GTK_ORIENTATION_VERTICAL, allocation.width, &allocation.height, &natural, NULL, NULL);
      allocation.height = (int) MAX (allocation.height, band->height);
      gtk_widget_set_child_visible (button, y + band->height > self->axis_height
                                                && y < gtk_widget_get_height (GTK_WIDGET (self)));
      gtk_widget_size_allocate (button, &allocation, -1);
    }
}

/**
 * gvn_timeline_update:
 *
 * After anything that changes what is where.
 */
void
gvn_timeline_update (GvnTimeline *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_widget_queue_draw (self->titles);
  gtk_widget_queue_draw (self->axis);
}

static void
scroll_to_wanted (GvnTimeline *self)
{
  if (self->wanted_days > 0)
    {
      self->scale.day_width
          = CLAMP (get_area_width (self) / self->wanted_days, GVN_TIMELINE_MIN_DAY, GVN_TIMELINE_MAX_DAY);
      self->wanted_days = 0;
      remeasure (self);
    }
  if (self->wanted_x >= 0)
    {
      set_scroll (self, GTK_ORIENTATION_HORIZONTAL, self->wanted_x * self->scale.day_width - get_area_width (self) / 3);
      self->wanted_x = -1;
    }
}

static void
gvn_timeline_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GvnTimeline *self = GVN_TIMELINE (widget);
  GtkAllocation titles, axis;

  remeasure (self);
  scroll_to_wanted (self);
  fill_blocks (self);
  allocate_blocks (self);
  titles = (GtkAllocation) { 0, 0, (int) self->titles_width, height };
  axis = (GtkAllocation) { 0, 0, width, (int) self->axis_height };
  gtk_widget_size_allocate (self->titles, &titles, -1);
  allocate_headings (self);
  gtk_widget_size_allocate (self->axis, &axis, -1);
}

static void
gvn_timeline_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  GvnTimeline *self = GVN_TIMELINE (widget);

  *minimum = 100;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                 ? 600
                 : (int) MAX (self->axis_height + gvn_timeline_layout_get_height (self->layout), 200);
}

static void
gvn_timeline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GvnTimeline *self = GVN_TIMELINE (widget);
  GHashTableIter iter;
  gpointer child;

  gvn_timeline_draw (self, snapshot);
  gtk_widget_snapshot_child (widget, self->titles, snapshot);
  g_hash_table_iter_init (&iter, self->headings);
  while (g_hash_table_iter_next (&iter, NULL, &child))
    gtk_widget_snapshot_child (widget, child, snapshot);
  gtk_widget_snapshot_child (widget, self->axis, snapshot);
}

static void
gvn_timeline_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GvnTimeline *self = GVN_TIMELINE (widget);

  GTK_WIDGET_CLASS (gvn_timeline_parent_class)->css_changed (widget, change);
  self->metrics.lane = 0;
  self->stale = TRUE;
  gvn_timeline_update (self);
}

/* Focus ------------------------------------------------------------------------------ */

/**
 * gvn_timeline_focus_item:
 *
 * Scrolls to @item and gives it the focus; its day is then looked at.
 */
void
gvn_timeline_focus_item (GvnTimeline *self, GvnTimelineItem *item)
{
  const GvnTimelinePlace *place;
  const GvnTimelineBand *band;
  GtkWidget *block;

  remeasure (self);
  place = gvn_timeline_layout_find (self->layout, item->id);
  if (place == NULL)
    return;

  band = gvn_timeline_layout_get_bands (self->layout)->pdata[place->band];
  g_set_str (&self->current, item->id);
  gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_HORIZONTAL], place->x - SCROLL_MARGIN,
                             place->x + place->width + SCROLL_MARGIN);
  gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_VERTICAL], band->y, band->y + band->height);
  fill_blocks (self);
  block = g_hash_table_lookup (self->blocks, item->id);
  if (block == NULL)
    {
      Filling filling = { self, self->blocks };

      show_place (place, &filling);
      block = g_hash_table_lookup (self->blocks, item->id);
    }
  gtk_widget_grab_focus (block);
  gvn_timeline_set_day (self, &item->start.date);
  gvn_timeline_update (self);
}

static gboolean
focus_current (GvnTimeline *self)
{
  const GvnTimelinePlace *place = self->current != NULL ? gvn_timeline_layout_find (self->layout, self->current) : NULL;
  GvnTimelineItem *item = place != NULL ? place->item : gvn_timeline_layout_find_from (self->layout, &self->now);

  if (item != NULL)
    gvn_timeline_focus_item (self, item);

  return item != NULL;
}

/* The next heading from a number on, that can take the focus. */
static gboolean
focus_heading (GvnTimeline *self, int from, int step)
{
  GPtrArray *bands = gvn_timeline_layout_get_bands (self->layout);

  for (int i = from; i >= 0 && i < (int) bands->len; i += step)
    {
      const GvnTimelineBand *band = bands->pdata[i];
      GtkWidget *button = band->row == NULL ? g_hash_table_lookup (self->headings, band->group) : NULL;

      if (button != NULL)
        {
          gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_VERTICAL], band->y, band->y + band->height);
          gtk_widget_set_child_visible (button, TRUE);
          return gtk_widget_grab_focus (button);
        }
    }

  return FALSE;
}

static int
find_heading (GvnTimeline *self, GtkWidget *button)
{
  GPtrArray *bands = gvn_timeline_layout_get_bands (self->layout);

  for (guint i = 0; i < bands->len; i++)
    if (((GvnTimelineBand *) bands->pdata[i])->row == NULL
        && g_hash_table_lookup (self->headings, ((GvnTimelineBand *) bands->pdata[i])->group) == button)
      return (int) i;

  return -1;
}

/* One stop for all blocks, then one per heading. */
static gboolean
gvn_timeline_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GvnTimeline *self = GVN_TIMELINE (widget);
  GtkWidget *child = gtk_widget_get_focus_child (widget);
  gboolean on_block = child != NULL && GVN_IS_TIMELINE_BLOCK (child);
  int last = (int) gvn_timeline_layout_get_bands (self->layout)->len - 1;

  if (direction == GTK_DIR_TAB_FORWARD)
    {
      if (child == NULL)
        return focus_current (self) || focus_heading (self, 0, 1);
      return focus_heading (self, on_block ? 0 : find_heading (self, child) + 1, 1);
    }
  if (direction == GTK_DIR_TAB_BACKWARD)
    {
      if (on_block)
        return FALSE;
      return focus_heading (self, child == NULL ? last : find_heading (self, child) - 1, -1) || focus_current (self);
    }

  return child == NULL && focus_current (self);
}

/* Properties ------------------------------------------------------------------------- */

void
gvn_timeline_set_status (GvnTimeline *self, const char *status)
{
  if (g_set_str (&self->status, status))
    g_object_notify (G_OBJECT (self), "status");
}

void
gvn_timeline_set_day (GvnTimeline *self, const GDate *day)
{
  if (gvn_date_equal (&self->day, day))
    return;
  self->day = *day;
  gtk_widget_queue_draw (self->axis);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_DAY_CHANGED], 0);
}

void
gvn_timeline_emit_selection (GvnTimeline *self)
{
  gvn_timeline_update (self);
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
set_adjustment (GvnTimeline *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], gvn_timeline_update, self);
  if (!g_set_object (&self->adjustments[orientation], adjustment) || adjustment == NULL)
    return;
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (gvn_timeline_update), self);
  gvn_timeline_update (self);
}

static void
gvn_timeline_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (GVN_TIMELINE (object), GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (GVN_TIMELINE (object), GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      break; /* it scrolls, whatever its natural size */
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gvn_timeline_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GvnTimeline *self = GVN_TIMELINE (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, GTK_SCROLL_NATURAL);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* Life ------------------------------------------------------------------------------- */

static void
models_changed_cb (GvnTimeline *self)
{
  self->stale = TRUE;
  gvn_timeline_cancel_shift (self);
  gvn_timeline_update (self);
}

static void
set_model (GvnTimeline *self, GListModel **field, GListModel *model)
{
  if (*field != NULL)
    g_signal_handlers_disconnect_by_func (*field, models_changed_cb, self);
  g_set_object (field, model);
  if (model != NULL)
    g_signal_connect_swapped (model, "items-changed", G_CALLBACK (models_changed_cb), self);
}

static void
gvn_timeline_dispose (GObject *object)
{
  GvnTimeline *self = GVN_TIMELINE (object);
  GtkWidget *child;

  set_model (self, &self->rows, NULL);
  set_model (self, &self->items, NULL);
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  g_clear_pointer (&self->shift.items, g_ptr_array_unref);
  g_clear_object (&self->pressed);
  g_clear_object (&self->zoom);
  if (self->headings != NULL)
    g_hash_table_steal_all (self->headings);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gvn_timeline_parent_class)->dispose (object);
}

static void
gvn_timeline_finalize (GObject *object)
{
  GvnTimeline *self = GVN_TIMELINE (object);

  gvn_timeline_layout_free (self->layout);
  g_hash_table_unref (self->blocks);
  g_hash_table_unref (self->headings);
  g_hash_table_unref (self->collapsed);
  g_hash_table_unref (self->selected);
  g_hash_table_unref (self->shades);
  g_ptr_array_unref (self->spare);
  g_free (self->current);
  g_free (self->status);

  G_OBJECT_CLASS (gvn_timeline_parent_class)->finalize (object);
}

static void
gvn_timeline_class_init (GvnTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gvn_timeline_dispose;
  object_class->finalize = gvn_timeline_finalize;
  object_class->set_property = gvn_timeline_set_property;
  object_class->get_property = gvn_timeline_get_property;
  widget_class->measure = gvn_timeline_measure;
  widget_class->size_allocate = gvn_timeline_size_allocate;
  widget_class->snapshot = gvn_timeline_snapshot;
  widget_class->css_changed = gvn_timeline_css_changed;
  widget_class->focus = gvn_timeline_focus;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  /**
   * GvnTimeline:status:
   *
   * What the pending drop would do, in words; empty when there is none.
   */
  g_object_class_install_property (
      object_class, PROP_STATUS,
      g_param_spec_string ("status", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));

  signals[SIGNAL_DAY_CHANGED]
      = g_signal_new ("day-changed", GVN_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SELECTION_CHANGED]
      = g_signal_new ("selection-changed", GVN_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
gvn_timeline_init (GvnTimeline *self)
{
  self->layout = gvn_timeline_layout_new ();
  self->blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->spare = g_ptr_array_new ();
  self->headings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gtk_widget_unparent);
  self->collapsed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->selected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->shades = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) gvn_calendar_unref, g_free);
  self->scale.day_width = 30;
  self->wanted_x = -1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->titles = gvn_timeline_margin_new (self, FALSE);
  self->axis = gvn_timeline_margin_new (self, TRUE);
  gvn_timeline_add_input (self);
}

void
gvn_timeline_set_models (GvnTimeline *self, GListModel *rows, GListModel *items)
{
  set_model (self, &self->rows, rows);
  set_model (self, &self->items, items);
  models_changed_cb (self);
}

/**
 * gvn_timeline_set_range:
 *
 * The days that can be seen, both included.
 */
void
gvn_timeline_set_range (GvnTimeline *self, const GDate *first, const GDate *last)
{
  self->scale.first = *first;
  self->scale.n_days = g_date_days_between (first, last) + 1;
  if (!g_date_valid (&self->day))
    self->day = *first;
  g_hash_table_remove_all (self->shades);
  gvn_timeline_update (self);
}

/**
 * gvn_timeline_set_now:
 *
 * Where the line of today is.
 */
void
gvn_timeline_set_now (GvnTimeline *self, const GvnLocal *now)
{
  self->now = *now;
  gvn_timeline_update (self);
}

/**
 * gvn_timeline_set_delegate:
 * @data: (not owned): given to each of its functions
 */
void
gvn_timeline_set_delegate (GvnTimeline *self, const GvnTimelineDelegate *delegate, gpointer data)
{
  self->delegate = delegate;
  self->delegate_data = data;
}

void
gvn_timeline_set_layers (GvnTimeline *self, GvnTimelineLayers layers)
{
  self->layers = layers;
  gvn_timeline_update (self);
}

/* Looking ---------------------------------------------------------------------------- */

/* Makes days as wide, with a day, counted from the first, at a place of the area. */
static void
place_day (GvnTimeline *self, double day_width, double day, double x)
{
  double narrowest = get_area_width (self) / MAX (self->scale.n_days, 1);

  self->scale.day_width = CLAMP (day_width, MAX (GVN_TIMELINE_MIN_DAY, narrowest), GVN_TIMELINE_MAX_DAY);
  remeasure (self);
  set_scroll (self, GTK_ORIENTATION_HORIZONTAL, day * self->scale.day_width - x);
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
  self->zoom_to.width = get_area_width (self) / n_days;
  self->zoom_from.x = self->zoom_to.x = x >= 0 && x < get_area_width (self) ? x : get_area_width (self) / 3;
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
  set_scroll (self, GTK_ORIENTATION_HORIZONTAL,
              gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL) + screens * get_area_width (self));
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
  double width = self->wanted_days > 0 ? self->wanted_days : get_area_width (self) / self->scale.day_width;
  double left = self->wanted_x >= 0
                    ? self->wanted_x - width / 3
                    : gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL) / self->scale.day_width;

  gvn_timeline_scale_get_date (&self->scale, CLAMP ((int) left, 0, self->scale.n_days - 1), first);
  gvn_timeline_scale_get_date (&self->scale, CLAMP ((int) (left + width), 0, self->scale.n_days - 1), last);
}

/**
 * gvn_timeline_focus_from:
 *
 * Gives the focus to the first item at @from or later.
 *
 * Returns: whether there is an item
 */
gboolean
gvn_timeline_focus_from (GvnTimeline *self, const GvnLocal *from)
{
  GvnTimelineItem *item;

  remeasure (self);
  item = gvn_timeline_layout_find_from (self->layout, from);
  if (item != NULL)
    gvn_timeline_focus_item (self, item);

  return item != NULL;
}

/**
 * gvn_timeline_get_day:
 *
 * Returns: (transfer none): the day looked at
 */
const GDate *
gvn_timeline_get_day (GvnTimeline *self)
{
  return &self->day;
}

/**
 * gvn_timeline_get_status:
 *
 * Returns: (transfer none) (nullable): what the pending drop would do
 */
const char *
gvn_timeline_get_status (GvnTimeline *self)
{
  return self->status;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  return gvn_timeline_item_compare (*(GvnTimelineItem *const *) a, *(GvnTimelineItem *const *) b);
}

/**
 * gvn_timeline_list_selected:
 *
 * Returns: (transfer full) (element-type GvnTimelineItem): the selected items, else the
 *   one that has the focus, in time order
 */
GPtrArray *
gvn_timeline_list_selected (GvnTimeline *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  const GvnTimelinePlace *place;
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if ((place = gvn_timeline_layout_find (self->layout, id)) != NULL)
      g_ptr_array_add (items, g_object_ref (place->item));
  if (items->len == 0 && self->current != NULL && has_focus_within (self)
      && (place = gvn_timeline_layout_find (self->layout, self->current)) != NULL)
    g_ptr_array_add (items, g_object_ref (place->item));
  g_ptr_array_sort (items, compare_items);

  return items;
}
