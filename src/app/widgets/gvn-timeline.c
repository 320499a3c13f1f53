/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

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

/* Pixels kept beside what is scrolled to */
#define SCROLL_MARGIN 24

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
gvn_timeline_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GvnTimeline *self = GVN_TIMELINE (widget);
  GtkAllocation titles, axis;

  gvn_timeline_remeasure (self);
  gvn_timeline_scroll_to_wanted (self);
  gvn_timeline_fill_blocks (self);
  gvn_timeline_allocate_blocks (self);
  titles = (GtkAllocation) { 0, 0, (int) self->titles_width, height };
  axis = (GtkAllocation) { 0, 0, width, (int) self->axis_height };
  gtk_widget_size_allocate (self->titles, &titles, -1);
  gvn_timeline_allocate_headings (self);
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

  gvn_timeline_remeasure (self);
  place = gvn_timeline_layout_find (self->layout, item->id);
  if (place == NULL)
    return;

  band = gvn_timeline_layout_get_bands (self->layout)->pdata[place->band];
  g_set_str (&self->current, item->id);
  gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_HORIZONTAL], place->x - SCROLL_MARGIN,
                             place->x + place->width + SCROLL_MARGIN);
  gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_VERTICAL], band->y, band->y + band->height);
  gvn_timeline_fill_blocks (self);
  block = gvn_timeline_show_block (self, place);
  gtk_widget_grab_focus (block);
  gvn_timeline_set_day (self, &item->start.date);
  gvn_timeline_update (self);
}

/**
 * gvn_timeline_show_shifted:
 *
 * Scrolls to where the pending drop puts @item.
 */
void
gvn_timeline_show_shifted (GvnTimeline *self, GvnTimelineItem *item)
{
  const GvnTimelinePlace *place = gvn_timeline_layout_find (self->layout, item->id);
  graphene_rect_t bounds;
  double x;

  if (place == NULL)
    return;
  gvn_timeline_get_bounds (self, place, &bounds);
  x = bounds.origin.x - self->titles_width + gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL);
  gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_HORIZONTAL], x - SCROLL_MARGIN,
                             x + bounds.size.width + SCROLL_MARGIN);
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
        return focus_current (self) || gvn_timeline_focus_heading (self, 0, 1);
      return gvn_timeline_focus_heading (self, on_block ? 0 : gvn_timeline_find_heading (self, child) + 1, 1);
    }
  if (direction == GTK_DIR_TAB_BACKWARD)
    {
      if (on_block)
        return FALSE;
      return gvn_timeline_focus_heading (self, child == NULL ? last : gvn_timeline_find_heading (self, child) - 1, -1)
             || focus_current (self);
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

static gboolean
has_all (GListModel *model, GPtrArray *items)
{
  guint n = model != NULL ? g_list_model_get_n_items (model) : 0, found = 0;

  for (guint i = 0; i < n && found < items->len; i++)
    {
      g_autoptr (GvnTimelineItem) item = g_list_model_get_item (model, i);

      found += g_ptr_array_find (items, item, NULL);
    }

  return found == items->len;
}

/* A drag to other days has them read: it goes on while what it moves is what it was. */
static void
models_changed_cb (GvnTimeline *self)
{
  self->stale = TRUE;
  if (self->shift.items != NULL && !has_all (self->items, self->shift.items))
    gvn_timeline_cancel_drag (self);
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
  if (self->scale.n_days == g_date_days_between (first, last) + 1 && gvn_date_equal (&self->scale.first, first))
    return;
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

/* Asking ----------------------------------------------------------------------------- */

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

  gvn_timeline_remeasure (self);
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
 * gvn_timeline_is_moving:
 *
 * Returns: whether a drop is pending
 */
gboolean
gvn_timeline_is_moving (GvnTimeline *self)
{
  return self->shift.items != NULL;
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
