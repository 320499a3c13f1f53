/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What mouse and keyboard do to a timeline: a pending drop, a selection, the zoom. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/widgets/gvn-announce.h"
#include "app/widgets/gvn-timeline-private.h"

/* Minutes a key or the mouse moves by within a day */
#define STEP 30

/* A day must be this wide for the mouse to tell its hours */
#define MIN_HOURS_WIDTH 90

/* The part of a block's right side that resizes it */
#define EDGE 6

#define ZOOM_STEP 1.25

/* The pending drop ------------------------------------------------------------------- */

gboolean
gvn_timeline_is_shifting (GvnTimeline *self, GvnTimelineItem *item)
{
  return self->shift.items != NULL && g_ptr_array_find (self->shift.items, item, NULL);
}

/**
 * gvn_timeline_shift_item:
 * @start: (out): where @item would start
 * @end: (out): and end, if the pending drop were done
 */
void
gvn_timeline_shift_item (GvnTimeline *self, GvnTimelineItem *item, GvnLocal *start, GvnLocal *end)
{
  *start = item->start;
  *end = item->end;
  if (!self->shift.resize)
    gvn_local_shift (start, self->shift.days, self->shift.minutes, NULL);
  gvn_local_shift (end, self->shift.days, self->shift.minutes, NULL);
  if (gvn_local_compare (end, start) < 0)
    *end = *start;
}

static void
end_shift (GvnTimeline *self)
{
  g_clear_pointer (&self->shift.items, g_ptr_array_unref);
  self->shift = (GvnTimelineShift) { NULL };
  self->dragging = FALSE;
  gvn_timeline_update (self);
}

/**
 * gvn_timeline_cancel_shift:
 *
 * Everything is where it was; nothing when nothing is pending.
 */
void
gvn_timeline_cancel_shift (GvnTimeline *self)
{
  if (self->shift.items == NULL)
    return;
  end_shift (self);
  gvn_timeline_set_status (self, NULL);
}

/* The selection when @item is of it, else @item. */
static GPtrArray *
list_shifted (GvnTimeline *self, GvnTimelineItem *item)
{
  GPtrArray *items;

  if (g_hash_table_contains (self->selected, item->id))
    return gvn_timeline_list_selected (self);
  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (items, g_object_ref (item));

  return items;
}

static void
set_shift (GvnTimeline *self, GvnTimelineItem *item, gboolean resize, int days, int minutes)
{
  g_autofree char *sentence = NULL;

  if (self->shift.items != NULL && self->shift.resize == resize && self->shift.days == days
      && self->shift.minutes == minutes)
    return;
  if (self->shift.items == NULL)
    self->shift.items = list_shifted (self, item);
  self->shift.resize = resize;
  self->shift.days = days;
  self->shift.minutes = minutes;
  self->legal = TRUE;
  sentence = self->delegate->preview (self->delegate_data, &self->shift, &self->legal);
  gvn_timeline_set_status (self, sentence);
  gvn_announce (GTK_WIDGET (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gvn_timeline_update (self);
}

/* A drop that is not legal stays pending on the keyboard: the status says why. */
static void
drop (GvnTimeline *self)
{
  GvnTimelineShift shift = self->shift;
  gboolean legal = self->legal;

  if (shift.items == NULL)
    return;
  if (!legal && !self->dragging)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  self->shift.items = NULL;
  end_shift (self);
  if (legal && (shift.days != 0 || shift.minutes != 0))
    {
      gvn_timeline_set_status (self, NULL);
      self->delegate->apply (self->delegate_data, &shift);
    }
  g_ptr_array_unref (shift.items);
}

/* Selecting -------------------------------------------------------------------------- */

static void
toggle (GvnTimeline *self, GvnTimelineItem *item)
{
  if (!g_hash_table_remove (self->selected, item->id))
    g_hash_table_add (self->selected, g_strdup (item->id));
  gvn_timeline_emit_selection (self);
}

static void
select_only (GvnTimeline *self, GvnTimelineItem *item)
{
  g_hash_table_remove_all (self->selected);
  if (item != NULL)
    g_hash_table_add (self->selected, g_strdup (item->id));
  gvn_timeline_emit_selection (self);
}

static void
select_place (const GvnTimelinePlace *place, gpointer data)
{
  g_hash_table_add (((GvnTimeline *) data)->selected, g_strdup (place->item->id));
}

static void
select_all (GvnTimeline *self)
{
  gvn_timeline_layout_visit (self->layout, 0, 0, self->scale.n_days * self->scale.day_width,
                             gvn_timeline_layout_get_height (self->layout), select_place, self);
  gvn_timeline_emit_selection (self);
}

static void
select_band (GvnTimeline *self)
{
  double dx = gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL) - self->titles_width;
  double dy = gvn_timeline_get_scroll (self, GTK_ORIENTATION_VERTICAL) - self->axis_height;

  g_hash_table_remove_all (self->selected);
  gvn_timeline_layout_visit (self->layout, MIN (self->press_x, self->band_x) + dx,
                             MIN (self->press_y, self->band_y) + dy, fabs (self->band_x - self->press_x),
                             fabs (self->band_y - self->press_y), select_place, self);
  gvn_timeline_emit_selection (self);
}

/* Mouse ------------------------------------------------------------------------------ */

static GvnTimelineItem *
pick_item (GvnTimeline *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return widget != NULL && GVN_IS_TIMELINE_BLOCK (widget) ? gvn_timeline_block_get_item (GVN_TIMELINE_BLOCK (widget))
                                                          : NULL;
}

static gboolean
is_in_area (GvnTimeline *self, double x, double y)
{
  return x >= self->titles_width && y >= self->axis_height;
}

static void
get_moment (GvnTimeline *self, double x, GvnLocal *moment)
{
  gvn_timeline_scale_get_local (
      &self->scale, x - self->titles_width + gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL), STEP, moment);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GvnTimeline *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GvnTimelineItem *item = pick_item (self, x, y);
  GvnLocal moment;

  if (x < self->titles_width || self->scale.n_days == 0)
    return;
  if (self->shift.items == NULL)
    gvn_timeline_set_status (self, NULL); /* what refused the last drop */
  get_moment (self, x, &moment);
  if (item == NULL)
    {
      GPtrArray *bands = gvn_timeline_layout_get_bands (self->layout);
      guint band = gvn_timeline_layout_find_band (
          self->layout, y - self->axis_height + gvn_timeline_get_scroll (self, GTK_ORIENTATION_VERTICAL));

      gvn_timeline_set_day (self, &moment.date);
      if (n_press == 2 && is_in_area (self, x, y) && band < bands->len
          && ((GvnTimelineBand *) bands->pdata[band])->row != NULL)
        self->delegate->create (self->delegate_data, ((GvnTimelineBand *) bands->pdata[band])->row, &moment);
      return;
    }

  gvn_timeline_focus_item (self, item);
  if ((state & GDK_CONTROL_MASK) != 0)
    toggle (self, item);
  else if (!g_hash_table_contains (self->selected, item->id))
    select_only (self, item);
  if (n_press == 2)
    self->delegate->open (self->delegate_data, item);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, GvnTimeline *self)
{
  if (!is_in_area (self, x, y))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->press_x = x;
  self->press_y = y;
  g_set_object (&self->pressed, pick_item (self, x, y));
}

static void
drag_item (GvnTimeline *self, double dx)
{
  GvnTimelineItem *item = self->pressed;
  const GvnTimelinePlace *place = gvn_timeline_layout_find (self->layout, item->id);
  double pressed_at = self->press_x - self->titles_width + gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL);
  gboolean resize = item->resizable && place != NULL && !self->dragging && pressed_at > place->x + place->width - EDGE;
  const GvnLocal *moving;
  int days, minutes = 0;

  if (self->dragging)
    resize = self->shift.resize;
  moving = resize ? &item->end : &item->start;
  days = (int) round (dx / self->scale.day_width);
  if (self->scale.day_width >= MIN_HOURS_WIDTH && moving->minutes != GVN_NO_MINUTES)
    {
      GvnLocal to;

      gvn_timeline_scale_get_local (&self->scale, gvn_timeline_scale_get_x (&self->scale, moving) + dx, STEP, &to);
      days = g_date_days_between (&moving->date, &to.date);
      minutes = to.minutes - moving->minutes;
    }
  self->dragging = TRUE;
  set_shift (self, item, resize, days, minutes);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, GvnTimeline *self)
{
  if (!self->dragging && !self->banding
      && !gtk_drag_check_threshold (GTK_WIDGET (self), (int) self->press_x, (int) self->press_y,
                                    (int) (self->press_x + dx), (int) (self->press_y + dy)))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->pressed != NULL)
    {
      drag_item (self, dx);
      return;
    }
  self->banding = TRUE;
  self->band_x = self->press_x + dx;
  self->band_y = self->press_y + dy;
  select_band (self);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, GvnTimeline *self)
{
  if (self->dragging)
    drop (self);
  self->banding = FALSE;
  g_clear_object (&self->pressed);
  gvn_timeline_update (self);
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, GvnTimeline *self)
{
  self->banding = FALSE;
  g_clear_object (&self->pressed);
  gvn_timeline_cancel_shift (self);
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
  if (ABS (minutes) < GVN_MINUTES_PER_DAY)
    set_shift (self, item, resize, days, minutes);
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
  { GDK_KEY_Left, -1, 0, -1, 0 },  { GDK_KEY_Right, 1, 0, 1, 0 },    { GDK_KEY_Up, 0, -1, 0, -STEP },
  { GDK_KEY_Down, 0, 1, 0, STEP }, { GDK_KEY_Page_Up, 0, 0, -7, 0 }, { GDK_KEY_Page_Down, 0, 0, 7, 0 },
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
  if (self->dragging)
    gtk_event_controller_reset (self->drag);
  else if (self->shift.items != NULL)
    gvn_timeline_cancel_shift (self);
  else if (g_hash_table_size (self->selected) > 0)
    select_only (self, NULL);
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
        drop (self);
      else
        self->delegate->open (self->delegate_data, item);
      return TRUE;
    case GDK_KEY_space:
      toggle (self, item);
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
  GtkGesture *click = gtk_gesture_click_new (), *drag = gtk_gesture_drag_new (), *pinch = gtk_gesture_zoom_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  self->drag = GTK_EVENT_CONTROLLER (drag);
  gtk_widget_add_controller (widget, self->drag);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, keys);
}
