/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pending drop of a timeline, and the mouse that drags it or a rubber band. */
#include "config.h"

#include <math.h>

#include "app/widgets/gvn-announce.h"
#include "app/widgets/gvn-timeline-private.h"

/* A day must be this wide for the mouse to tell its hours */
#define MIN_HOURS_WIDTH 90

/* The part of a block's right side that resizes it */
#define EDGE 6

/* So near a side of the area, a drag scrolls */
#define SCROLL_ZONE 56

/* Pixels to go towards a side before it scrolls: pressing beside it is no drag to it */
#define SCROLL_INTENT 12

/* No frame scrolls for longer, however late it comes */
#define MAX_FRAME 0.1

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

/**
 * gvn_timeline_set_shift:
 * @item: what is moved, with the rest of the selection it is part of
 * @resize: whether only its end moves
 *
 * Makes this the pending drop, told in words by the delegate.
 */
void
gvn_timeline_set_shift (GvnTimeline *self, GvnTimelineItem *item, gboolean resize, int days, int minutes)
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

/**
 * gvn_timeline_drop:
 *
 * Does what is pending. A drop that is not legal stays pending on the keyboard: the
 * status says why.
 */
void
gvn_timeline_drop (GvnTimeline *self)
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

/* Mouse ------------------------------------------------------------------------------ */

static void
select_band (GvnTimeline *self)
{
  g_hash_table_remove_all (self->selected);
  gvn_timeline_layout_visit (self->layout, MIN (self->press_x, self->band_x), MIN (self->press_y, self->band_y),
                             fabs (self->band_x - self->press_x), fabs (self->band_y - self->press_y),
                             gvn_timeline_select_place, self);
  gvn_timeline_emit_selection (self);
}

/* Where a place on screen lies among days and rows, whatever is scrolled since. */
static double
get_area_x (GvnTimeline *self, double x)
{
  return x - self->titles_width + gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL);
}

static double
get_area_y (GvnTimeline *self, double y)
{
  return y - self->axis_height + gvn_timeline_get_scroll (self, GTK_ORIENTATION_VERTICAL);
}

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
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GvnTimeline *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GvnTimelineItem *item = pick_item (self, x, y);
  GvnLocal moment;

  if (x < self->titles_width || self->scale.n_days == 0)
    return;
  if (self->shift.items == NULL)
    gvn_timeline_set_status (self, NULL); /* what refused the last drop */
  gvn_timeline_scale_get_local (&self->scale, get_area_x (self, x), GVN_TIMELINE_STEP, &moment);
  if (item == NULL)
    {
      GPtrArray *bands = gvn_timeline_layout_get_bands (self->layout);
      guint band = gvn_timeline_layout_find_band (self->layout, get_area_y (self, y));

      gvn_timeline_set_day (self, &moment.date);
      if (n_press == 2 && is_in_area (self, x, y) && band < bands->len
          && ((GvnTimelineBand *) bands->pdata[band])->row != NULL)
        self->delegate->create (self->delegate_data, ((GvnTimelineBand *) bands->pdata[band])->row, &moment);
      return;
    }

  gvn_timeline_focus_item (self, item);
  if ((state & GDK_CONTROL_MASK) != 0)
    gvn_timeline_toggle (self, item);
  else if (!g_hash_table_contains (self->selected, item->id))
    gvn_timeline_select_only (self, item);
  if (n_press == 2)
    self->delegate->open (self->delegate_data, item);
}

static void
drag_item (GvnTimeline *self, double dx)
{
  GvnTimelineItem *item = self->pressed;
  const GvnTimelinePlace *place = gvn_timeline_layout_find (self->layout, item->id);
  gboolean resize = self->dragging ? self->shift.resize
                                   : item->resizable && place != NULL && self->press_x > place->x + place->width - EDGE;
  const GvnLocal *moving = resize ? &item->end : &item->start;
  int days = (int) round (dx / self->scale.day_width), minutes = 0;

  if (self->scale.day_width >= MIN_HOURS_WIDTH && moving->minutes != GVN_NO_MINUTES)
    {
      GvnLocal to;

      gvn_timeline_scale_get_local (&self->scale, gvn_timeline_scale_get_x (&self->scale, moving) + dx,
                                    GVN_TIMELINE_STEP, &to);
      days = g_date_days_between (&moving->date, &to.date);
      minutes = to.minutes - moving->minutes;
    }
  self->dragging = TRUE;
  gvn_timeline_set_shift (self, item, resize, days, minutes);
}

/* What the pointer drags goes where it is, also when only the days under it moved. */
static void
follow_pointer (GvnTimeline *self)
{
  double x = get_area_x (self, self->drag_x), y = get_area_y (self, self->drag_y);

  if (self->pressed != NULL)
    {
      drag_item (self, x - self->press_x);
      return;
    }
  self->banding = TRUE;
  self->band_x = x;
  self->band_y = y;
  select_band (self);
}

/* Scrolling at the edge -------------------------------------------------------------- */

/**
 * gvn_timeline_get_edge_speed:
 * @at: where the pointer is, from the left or the top of the area
 * @from: where it was pressed
 * @size: of the area
 *
 * Returns: pixels a second to scroll by, negative to the left or the top: nothing far
 *   from the sides, then more and more, up to the whole area on a side and beyond
 */
double
gvn_timeline_get_edge_speed (double at, double from, double size)
{
  double zone = MIN (SCROLL_ZONE, size / 4), depth = 0;

  if (at < from - SCROLL_INTENT && at < zone)
    depth = -MIN ((zone - at) / zone, 1);
  else if (at > from + SCROLL_INTENT && at > size - zone)
    depth = MIN ((at - size + zone) / zone, 1);

  return depth * fabs (depth) * size;
}

static void
stop_edge_scrolling (GvnTimeline *self)
{
  if (self->edge_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->edge_tick);
  self->edge_tick = 0;
}

static gboolean
scroll_edge (GvnTimeline *self, GtkOrientation orientation, double seconds)
{
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;
  double margin = across ? self->titles_width : self->axis_height;
  double size = across ? gvn_timeline_get_area_width (self) : gvn_timeline_get_area_height (self);
  double speed = gvn_timeline_get_edge_speed ((across ? self->drag_x : self->drag_y) - margin,
                                              (across ? self->start_x : self->start_y) - margin, size);
  double before = gvn_timeline_get_scroll (self, orientation);

  gvn_timeline_set_scroll (self, orientation, before + speed * seconds);

  return gvn_timeline_get_scroll (self, orientation) != before;
}

static gboolean
edge_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GvnTimeline *self = GVN_TIMELINE (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = CLAMP ((double) (now - self->edge_time) / G_USEC_PER_SEC, 0, MAX_FRAME);
  gboolean across, along;

  if (now == self->edge_time) /* the frame in which it began */
    return G_SOURCE_CONTINUE;
  self->edge_time = now;
  across = scroll_edge (self, GTK_ORIENTATION_HORIZONTAL, seconds);
  along = scroll_edge (self, GTK_ORIENTATION_VERTICAL, seconds);
  if (!across && !along)
    {
      self->edge_tick = 0;
      return G_SOURCE_REMOVE;
    }
  follow_pointer (self);

  return G_SOURCE_CONTINUE;
}

static void
start_edge_scrolling (GvnTimeline *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (self->edge_tick != 0 || clock == NULL)
    return;
  self->edge_time = gdk_frame_clock_get_frame_time (clock);
  self->edge_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), edge_tick_cb, NULL, NULL);
}

/* The drag --------------------------------------------------------------------------- */

static void
end_drag (GvnTimeline *self)
{
  stop_edge_scrolling (self);
  self->banding = FALSE;
  g_clear_object (&self->pressed);
  gvn_timeline_update (self);
}

/**
 * gvn_timeline_cancel_drag:
 *
 * Whatever the mouse does next does not belong to this drag; nothing when it does not
 * drag.
 */
void
gvn_timeline_cancel_drag (GvnTimeline *self)
{
  end_drag (self);
  gvn_timeline_cancel_shift (self);
  gtk_event_controller_reset (self->drag);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, GvnTimeline *self)
{
  if (!is_in_area (self, x, y))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->start_x = x;
  self->start_y = y;
  self->press_x = get_area_x (self, x);
  self->press_y = get_area_y (self, y);
  g_set_object (&self->pressed, pick_item (self, x, y));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, GvnTimeline *self)
{
  self->drag_x = self->start_x + dx;
  self->drag_y = self->start_y + dy;
  if (!self->dragging && !self->banding
      && !gtk_drag_check_threshold (GTK_WIDGET (self), (int) self->start_x, (int) self->start_y, (int) self->drag_x,
                                    (int) self->drag_y))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  follow_pointer (self);
  start_edge_scrolling (self);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, GvnTimeline *self)
{
  if (self->dragging)
    gvn_timeline_drop (self);
  end_drag (self);
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, GvnTimeline *self)
{
  end_drag (self);
  gvn_timeline_cancel_shift (self);
}

/* The pointer is over something else, a menu say: nobody sees what would scroll. */
static void
left_cb (GtkEventController *motion, GvnTimeline *self)
{
  stop_edge_scrolling (self);
}

void
gvn_timeline_add_drag (GvnTimeline *self)
{
  GtkGesture *click = gtk_gesture_click_new (), *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  self->drag = GTK_EVENT_CONTROLLER (drag);
  gtk_widget_add_controller (GTK_WIDGET (self), self->drag);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
