/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../gvn-test-widgets.h"
#include "app/widgets/gvn-timeline-private.h"

/*
 * The mouse and the keyboard of a timeline in process: the signals GTK would emit, at
 * the same places, without the time that passes between an event and its arrival.
 */

static inline GtkEventController *
test_find_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller; /* the widget keeps it */
    }

  return NULL;
}

/* The block of the item whose sentence begins with @detail, NULL when it is out of sight. */
static inline GvnTimelineBlock *
test_find_block (GvnTimeline *timeline, const char *detail)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (timeline)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GVN_IS_TIMELINE_BLOCK (child) && gtk_widget_get_child_visible (child)
        && g_str_has_prefix (gvn_timeline_block_get_item (GVN_TIMELINE_BLOCK (child))->detail, detail))
      return GVN_TIMELINE_BLOCK (child);

  return NULL;
}

static inline graphene_point_t
test_get_middle (GvnTimeline *timeline, GvnTimelineBlock *block)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (block), GTK_WIDGET (timeline), &bounds));

  return GRAPHENE_POINT_INIT (bounds.origin.x + bounds.size.width / 2, bounds.origin.y + bounds.size.height / 2);
}

static inline void
test_press (GvnTimeline *timeline, double x, double y)
{
  g_signal_emit_by_name (test_find_controller (GTK_WIDGET (timeline), GTK_TYPE_GESTURE_CLICK), "pressed", 1, x, y);
  g_signal_emit_by_name (test_find_controller (GTK_WIDGET (timeline), GTK_TYPE_GESTURE_DRAG), "drag-begin", x, y);
}

static inline void
test_drag (GvnTimeline *timeline, double dx, double dy)
{
  g_signal_emit_by_name (test_find_controller (GTK_WIDGET (timeline), GTK_TYPE_GESTURE_DRAG), "drag-update", dx, dy);
}

static inline void
test_release (GvnTimeline *timeline, double dx, double dy)
{
  g_signal_emit_by_name (test_find_controller (GTK_WIDGET (timeline), GTK_TYPE_GESTURE_DRAG), "drag-end", dx, dy);
}

static inline gboolean
test_type_key (GvnTimeline *timeline, guint key, GdkModifierType state)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (test_find_controller (GTK_WIDGET (timeline), GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed",
                         key, 0, state, &handled);

  return handled;
}
