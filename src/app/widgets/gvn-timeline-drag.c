/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pending gvn_timeline_drop of a timeline, and the mouse that drags it or a rubber band. */
#include "config.h"

#include <math.h>

#include "app/widgets/gvn-announce.h"
#include "app/widgets/gvn-timeline-private.h"

/* A day must be this wide for the mouse to tell its hours */
#define MIN_HOURS_WIDTH 90

/* The part of a block's right side that resizes it */
#define EDGE 6

/* The pending gvn_timeline_drop ------------------------------------------------------------------- */

gboolean
gvn_timeline_is_shifting (GvnTimeline *self, GvnTimelineItem *item)
{
  return self->shift.items != NULL && g_ptr_array_find (self->shift.items, item, NULL);
}

/**
 * gvn_timeline_shift_item:
 * @start: (out): where @item would start
 * @end: (out): and end, if the pending gvn_timeline_drop were done
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

/* A gvn_timeline_drop that is not legal stays pending on the keyboard: the status says why. */
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
  double dx = gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL) - self->titles_width;
  double dy = gvn_timeline_get_scroll (self, GTK_ORIENTATION_VERTICAL) - self->axis_height;

  g_hash_table_remove_all (self->selected);
  gvn_timeline_layout_visit (self->layout, MIN (self->press_x, self->band_x) + dx,
                             MIN (self->press_y, self->band_y) + dy, fabs (self->band_x - self->press_x),
                             fabs (self->band_y - self->press_y), gvn_timeline_select_place, self);
  gvn_timeline_emit_selection (self);
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
get_moment (GvnTimeline *self, double x, GvnLocal *moment)
{
  gvn_timeline_scale_get_local (&self->scale,
                                x - self->titles_width + gvn_timeline_get_scroll (self, GTK_ORIENTATION_HORIZONTAL),
                                GVN_TIMELINE_STEP, moment);
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
    gvn_timeline_set_status (self, NULL); /* what refused the last gvn_timeline_drop */
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
    gvn_timeline_toggle (self, item);
  else if (!g_hash_table_contains (self->selected, item->id))
    gvn_timeline_select_only (self, item);
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

      gvn_timeline_scale_get_local (&self->scale, gvn_timeline_scale_get_x (&self->scale, moving) + dx,
                                    GVN_TIMELINE_STEP, &to);
      days = g_date_days_between (&moving->date, &to.date);
      minutes = to.minutes - moving->minutes;
    }
  self->dragging = TRUE;
  gvn_timeline_set_shift (self, item, resize, days, minutes);
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
    gvn_timeline_drop (self);
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

void
gvn_timeline_add_drag (GvnTimeline *self)
{
  GtkGesture *click = gtk_gesture_click_new (), *drag = gtk_gesture_drag_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  self->drag = GTK_EVENT_CONTROLLER (drag);
  gtk_widget_add_controller (GTK_WIDGET (self), self->drag);
}
