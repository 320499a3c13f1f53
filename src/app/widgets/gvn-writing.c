/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/widgets/gvn-writing.h"
#include "proceedings/gvn-minutes.h"

struct _GvnWriting
{
  GtkBox parent_instance;

  /* owned */
  GvnSession *session;
  char *meeting;
  char *item; /* NULL for what the minutes open with */
  char *title;
  char *kept; /* the text as it is stored */

  guint growth; /* the tick that will ask for the height of the text, 0 when none */

  /* children */
  GtkLabel *label;
  GtkTextView *view;
};

/* Of an empty text, in pixels */
#define MIN_HEIGHT 40

G_DEFINE_FINAL_TYPE (GvnWriting, gvn_writing, GTK_TYPE_BOX)

static char *
dup_written (GvnWriting *self)
{
  char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (self->view), "text", &text, NULL);

  return text;
}

/**
 * gvn_writing_keep:
 *
 * Stores what was typed, as one command; nothing when nothing changed. What cannot be
 * stored stays typed.
 */
void
gvn_writing_keep (GvnWriting *self)
{
  g_autofree char *text = dup_written (self);
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  GvnMinutesEdit edit = { .meeting = self->meeting, .item = self->item, .text = text };

  if (self->meeting == NULL || g_strcmp0 (text, self->kept) == 0)
    return;
  /* Translators: %s is an item of the agenda */
  label = g_strdup_printf (_ ("Write the minutes of “%s”"), self->title);
  if (gvn_session_run (self->session, label, gvn_minutes_write, &edit, &error))
    g_set_str (&self->kept, text);
  else
    gvn_session_fail (self->session, error);
}

static gboolean
grow_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  GvnWriting *self = GVN_WRITING (widget);
  GtkTextIter end;
  int y, height;

  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (self->view), &end);
  gtk_text_view_get_line_yrange (self->view, &end, &y, &height);
  height += y + gtk_text_view_get_top_margin (self->view) + gtk_text_view_get_bottom_margin (self->view);
  gtk_widget_set_size_request (GTK_WIDGET (self->view), -1, MAX (height, MIN_HEIGHT));
  self->growth = 0;

  return G_SOURCE_REMOVE;
}

/* A text view finds out how it wraps while it is given its place, when it is too late to
 * ask for more: that is asked in the next frame. */
static void
layout_changed_cb (GvnWriting *self)
{
  if (self->growth == 0)
    self->growth = gtk_widget_add_tick_callback (GTK_WIDGET (self), grow_cb, NULL, NULL);
}

static void
gvn_writing_dispose (GObject *object)
{
  GvnWriting *self = GVN_WRITING (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->meeting, g_free);
  g_clear_pointer (&self->item, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->kept, g_free);

  G_OBJECT_CLASS (gvn_writing_parent_class)->dispose (object);
}

static void
gvn_writing_class_init (GvnWritingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gvn_writing_dispose;
}

static void
gvn_writing_init (GvnWriting *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->kept = g_strdup ("");
  self->label = GTK_LABEL (gtk_label_new (_ ("Minutes of this item")));
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "dimmed");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->label));

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_top_margin (self->view, 8);
  gtk_text_view_set_bottom_margin (self->view, 8);
  gtk_text_view_set_left_margin (self->view, 10);
  gtk_text_view_set_right_margin (self->view, 10);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "gvn-writing");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->label, NULL,
                                  -1);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (gvn_writing_keep), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);

  /* it grows with what is written: nothing of it scrolls away */
  gtk_widget_set_size_request (GTK_WIDGET (self->view), -1, MIN_HEIGHT);
  gtk_scrollable_set_hadjustment (GTK_SCROLLABLE (self->view), gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view)), "changed",
                           G_CALLBACK (layout_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (layout_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->view));
}

/**
 * gvn_writing_set_subject:
 * @item: (nullable): of the agenda; %NULL for what the minutes open with
 * @title: what it is about, for the journal
 */
void
gvn_writing_set_subject (GvnWriting *self, GvnSession *session, const char *meeting, const char *item,
                         const char *title)
{
  g_set_object (&self->session, session);
  g_set_str (&self->meeting, meeting);
  g_set_str (&self->item, item);
  g_set_str (&self->title, title);
}

void
gvn_writing_set_label (GvnWriting *self, const char *label)
{
  gtk_label_set_text (self->label, label);
}

void
gvn_writing_set_editable (GvnWriting *self, gboolean editable)
{
  gtk_text_view_set_editable (self->view, editable);
}

/**
 * gvn_writing_show:
 * @text: (nullable): as it is stored
 *
 * What is being typed stays.
 */
void
gvn_writing_show (GvnWriting *self, const char *text)
{
  g_autofree char *typed = dup_written (self);

  if (g_strcmp0 (typed, self->kept) != 0)
    return;
  g_set_str (&self->kept, text != NULL ? text : "");
  if (g_strcmp0 (typed, self->kept) != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), self->kept, -1);
}
