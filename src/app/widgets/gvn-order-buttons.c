/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/widgets/gvn-order-buttons.h"

/* What was moved last in a group, and which way */
#define MOVED "gvn-order-moved"
#define MOVED_UP "gvn-order-moved-up"

static void
clicked_cb (GtkWidget *button)
{
  GvnReordered reordered = g_object_get_data (G_OBJECT (button), "reordered");
  g_autoptr (GvnSession) session = g_object_ref (g_object_get_data (G_OBJECT (button), "session"));
  g_autofree char *subject = g_strdup (g_object_get_data (G_OBJECT (button), "subject"));
  GObject *group = G_OBJECT (gtk_widget_get_ancestor (button, ADW_TYPE_PREFERENCES_GROUP));

  g_object_set_data_full (group, MOVED, g_strdup (subject), g_free);
  g_object_set_data (group, MOVED_UP, g_object_get_data (G_OBJECT (button), "up"));
  /* the rows are made again while it is told */
  reordered (session, subject, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "position")));
}

/* In the frame after the one where the window sees that the row of the focus is gone. */
static gboolean
focus_cb (GtkWidget *button, GdkFrameClock *clock, gpointer data)
{
  gboolean *seen = data;

  if (!*seen)
    {
      *seen = TRUE;
      return G_SOURCE_CONTINUE;
    }
  gtk_widget_grab_focus (button);

  return G_SOURCE_REMOVE;
}

/* The focus stays on what was moved; at an end, on the button that brings it back. It is
 * given once the group has all its rows. */
static void
keep_focus (GtkWidget *row, const char *subject, GtkWidget *up, GtkWidget *down)
{
  GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);
  GtkWidget *wanted, *other;

  if (group == NULL || g_strcmp0 (g_object_get_data (G_OBJECT (group), MOVED), subject) != 0)
    return;
  wanted = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (group), MOVED_UP)) ? up : down;
  other = wanted == up ? down : up;
  g_object_set_data (G_OBJECT (group), MOVED, NULL);
  gtk_widget_add_tick_callback (gtk_widget_get_sensitive (wanted) ? wanted : other, focus_cb, g_new0 (gboolean, 1),
                                g_free);
}

static GtkWidget *
add_button (GtkWidget *row, GvnSession *session, const char *subject, guint position, gboolean up, gboolean possible,
            GvnReordered reordered)
{
  GtkWidget *button = gtk_button_new_from_icon_name (up ? "go-up-symbolic" : "go-down-symbolic");
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  /* Translators: %s is the title of a row */
  g_autofree char *name = g_strdup_printf (up ? _ ("Move up: %s") : _ ("Move down: %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_sensitive (button, possible);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "session", g_object_ref (session), g_object_unref);
  g_object_set_data_full (G_OBJECT (button), "subject", g_strdup (subject), g_free);
  g_object_set_data (G_OBJECT (button), "position", GUINT_TO_POINTER (position));
  g_object_set_data (G_OBJECT (button), "up", GINT_TO_POINTER (up));
  g_object_set_data (G_OBJECT (button), "reordered", reordered);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return button;
}

/**
 * gvn_order_buttons_add:
 * @row: an action row
 * @position: where @subject is among @n, from 0
 *
 * Adds the buttons that move @subject up and down among the others.
 */
void
gvn_order_buttons_add (GtkWidget *row, GvnSession *session, const char *subject, guint position, guint n,
                       GvnReordered reordered)
{
  GtkWidget *up = add_button (row, session, subject, position > 0 ? position - 1 : 0, TRUE, position > 0, reordered);
  GtkWidget *down = add_button (row, session, subject, position + 1, FALSE, position + 1 < n, reordered);

  keep_focus (row, subject, up, down);
}
