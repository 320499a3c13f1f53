/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the keyboard and the wheel do to a timeline: its selection, its zoom, a drop. */
#include "config.h"

#include <math.h>

#include "app/widgets/gvn-timeline-private.h"

#define ZOOM_STEP 1.25

/* Selecting -------------------------------------------------------------------------- */

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
  if (items->len == 0 && self->current != NULL && gvn_timeline_has_block_focus (self)
      && (place = gvn_timeline_layout_find (self->layout, self->current)) != NULL)
    g_ptr_array_add (items, g_object_ref (place->item));
  g_ptr_array_sort (items, compare_items);

  return items;
}

void
gvn_timeline_toggle (GvnTimeline *self, GvnTimelineItem *item)
{
  if (!g_hash_table_remove (self->selected, item->id))
    g_hash_table_add (self->selected, g_strdup (item->id));
  gvn_timeline_emit_selection (self);
}

void
gvn_timeline_select_only (GvnTimeline *self, GvnTimelineItem *item)
{
  g_hash_table_remove_all (self->selected);
  if (item != NULL)
    g_hash_table_add (self->selected, g_strdup (item->id));
  gvn_timeline_emit_selection (self);
}

void
gvn_timeline_select_place (const GvnTimelinePlace *place, gpointer data)
{
  g_hash_table_add (((GvnTimeline *) data)->selected, g_strdup (place->item->id));
}

static void
select_all (GvnTimeline *self)
{
  gvn_timeline_layout_visit (self->layout, 0, 0, self->scale.n_days * self->scale.day_width,
                             gvn_timeline_layout_get_height (self->layout), gvn_timeline_select_place, self);
  gvn_timeline_emit_selection (self);
}

/* Zoom ------------------------------------------------------------------------------- */

/* A turn of the wheel does not say where the pointer is. */
static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, GvnTimeline *self)
{
  self->pointer_x = x;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, GvnTimeline *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  gvn_timeline_zoom (self, self->scale.day_width * pow (ZOOM_STEP, -dy), self->pointer_x);

  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, GvnTimeline *self)
{
  self->pinch_width = self->scale.day_width;
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, GvnTimeline *self)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    gvn_timeline_zoom (self, self->pinch_width * scale, x);
}

/* Keyboard --------------------------------------------------------------------------- */

static GvnTimelineItem *
get_focused (GvnTimeline *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return child != NULL && GVN_IS_TIMELINE_BLOCK (child) ? gvn_timeline_block_get_item (GVN_TIMELINE_BLOCK (child))
                                                        : NULL;
}

/* Adds to the pending drop, or begins one. */
static void
nudge (GvnTimeline *self, GvnTimelineItem *item, gboolean resize, int days, int minutes)
{
  if (self->shift.items != NULL && self->shift.resize == resize)
    {
      days += self->shift.days;
      minutes += self->shift.minutes;
    }
  if (ABS (minutes) >= GVN_MINUTES_PER_DAY)
    return;
  gvn_timeline_set_shift (self, item, resize, days, minutes);
  gvn_timeline_show_shifted (self, item);
}

static void
go (GvnTimeline *self, GvnTimelineItem *item, int dx, int dy)
{
  const GvnTimelinePlace *place = gvn_timeline_layout_find (self->layout, item->id);
  GvnTimelineItem *next = place != NULL ? gvn_timeline_layout_find_next (self->layout, place, dx, dy) : NULL;

  gvn_timeline_cancel_shift (self);
  if (next != NULL)
    gvn_timeline_focus_item (self, next);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static const struct
{
  guint key;
  int dx, dy;
  int days, minutes;
} moves[] = {

  { GDK_KEY_Left, -1, 0, -1, 0 },
  { GDK_KEY_Right, 1, 0, 1, 0 },
  { GDK_KEY_Up, 0, -1, 0, -GVN_TIMELINE_STEP },
  { GDK_KEY_Down, 0, 1, 0, GVN_TIMELINE_STEP },
  { GDK_KEY_Page_Up, 0, 0, -7, 0 },
  { GDK_KEY_Page_Down, 0, 0, 7, 0 },
};

static gboolean
handle_move (GvnTimeline *self, GvnTimelineItem *item, guint key, GdkModifierType state)
{
  gboolean resize = (state & GDK_SHIFT_MASK) != 0;

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      if (moves[i].key != key)
        continue;
      if ((state & GDK_CONTROL_MASK) != 0)
        go (self, item, moves[i].dx, moves[i].dy);
      else if (resize && !item->resizable)
        gtk_widget_error_bell (GTK_WIDGET (self));
      else
        nudge (self, item, resize, moves[i].days, moves[i].minutes);
      return TRUE;
    }

  return FALSE;
}

static gboolean
handle_escape (GvnTimeline *self)
{
  if (self->dragging || self->banding)
    gvn_timeline_cancel_drag (self);
  else if (self->shift.items != NULL)
    gvn_timeline_cancel_shift (self);
  else if (g_hash_table_size (self->selected) > 0)
    gvn_timeline_select_only (self, NULL);
  else
    return FALSE;

  return TRUE;
}

static gboolean
handle_item_key (GvnTimeline *self, GvnTimelineItem *item, guint key, GdkModifierType state)
{
  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (self->shift.items != NULL)
        gvn_timeline_drop (self);
      else
        self->delegate->open (self->delegate_data, item);
      return TRUE;
    case GDK_KEY_space:
      gvn_timeline_toggle (self, item);
      return TRUE;
    case GDK_KEY_Home:
      gvn_timeline_focus_from (self, &self->now);
      return TRUE;
    default:
      return handle_move (self, item, key, state);
    }
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GvnTimeline *self)
{
  GvnTimelineItem *item = get_focused (self);
  gboolean control = (state & GDK_CONTROL_MASK) != 0;
  if (control && (key == GDK_KEY_plus || key == GDK_KEY_equal || key == GDK_KEY_KP_Add))
    gvn_timeline_zoom (self, self->scale.day_width * ZOOM_STEP, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0);
  else if (control && (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract))
    gvn_timeline_zoom (self, self->scale.day_width / ZOOM_STEP, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0);
  else if (control && key == GDK_KEY_a)
    select_all (self);
  else if (key == GDK_KEY_Escape)
    return handle_escape (self);
  else
    return item != NULL && handle_item_key (self, item, key, state);

  return TRUE;
}

void
gvn_timeline_add_input (GvnTimeline *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gvn_timeline_add_drag (self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, keys);
}
