/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-window.h"
#include "store/gvn-store-private.h"

static gboolean
test_count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  guint *n_left = data;

  return --*n_left == 0 ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static inline void
test_draw_frames (GtkWidget *widget, guint n_left)
{
  gtk_widget_add_tick_callback (widget, test_count_frame, &n_left, NULL);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Whether something in the window waits for what it asked the reader thread for. */
static inline gboolean
test_is_reading (GtkWidget *root)
{
  GvnSession *session = GVN_IS_WINDOW (root) ? gvn_window_get_session (GVN_WINDOW (root)) : NULL;

  return session != NULL && gvn_store_is_reading (gvn_session_get_store (session));
}

/* Lets the window of @widget read what it shows and draw a few frames, however long they
 * take here. */
static inline void
test_settle (GtkWidget *widget)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));

  test_draw_frames (widget, 10);
  while (test_is_reading (root))
    {
      while (test_is_reading (root))
        g_main_context_iteration (NULL, TRUE);
      test_draw_frames (widget, 10);
    }
}

/* The first mapped widget of the type named @type within @widget. */
static inline GtkWidget *
test_find_type (GtkWidget *widget, const char *type)
{
  GtkWidget *found = g_str_equal (G_OBJECT_TYPE_NAME (widget), type) && gtk_widget_get_mapped (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = test_find_type (child, type);

  return found;
}
