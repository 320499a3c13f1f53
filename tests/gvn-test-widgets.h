/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

static gboolean
test_count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  guint *n_left = data;

  return --*n_left == 0 ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

/* Lets the window of @widget draw a few frames, however long they take here. */
static inline void
test_settle (GtkWidget *widget)
{
  guint n_left = 10;

  gtk_widget_add_tick_callback (widget, test_count_frame, &n_left, NULL);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
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
