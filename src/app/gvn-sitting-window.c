/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-sitting-window.h"
#include "app/gvn-ui.h"
#include "app/pages/gvn-meeting-content.h"
#include "app/widgets/gvn-announce.h"
#include "app/widgets/gvn-item-card.h"
#include "app/widgets/gvn-matter-list.h"
#include "proceedings/gvn-matter.h"

struct _GvnSittingWindow
{
  AdwWindow parent_instance;

  /* owned */
  GvnSession *session;
  char *meeting;
  GvnMeetingContent *content;

  guint index;     /* of the item shown */
  gint64 began;    /* when it was, in microseconds of the monotonic clock */
  guint tick;      /* the source that counts its time */
  GtkWidget *card; /* in the bin */

  /* template children */
  GtkLabel *place;
  GtkLabel *timer;
  GtkStack *stack;
  AdwBin *item_bin;
  GtkListBox *read_back;
};

G_DEFINE_FINAL_TYPE (GvnSittingWindow, gvn_sitting_window, ADW_TYPE_WINDOW)

static GvnAgendaItem *
get_item (GvnSittingWindow *self)
{
  return self->index < self->content->items->len ? self->content->items->pdata[self->index] : NULL;
}

static gboolean
is_reading_back (GvnSittingWindow *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "read-back");
}

/* Time --------------------------------------------------------------------------------- */

/* "04:12 / 10 min", which stands out once the time planned is over. */
static void
show_time (GvnSittingWindow *self)
{
  GvnAgendaItem *item = get_item (self);
  int seconds = (int) ((g_get_monotonic_time () - self->began) / G_USEC_PER_SEC);
  g_autofree char *text = NULL;
  gboolean over;

  if (item == NULL)
    return;
  over = item->duration_minutes > 0 && seconds >= item->duration_minutes * 60;
  if (item->duration_minutes > 0)
    /* Translators: minutes and seconds spent, minutes planned */
    text = g_strdup_printf (_ ("%02d:%02d / %d min"), seconds / 60, seconds % 60, item->duration_minutes);
  else
    text = g_strdup_printf ("%02d:%02d", seconds / 60, seconds % 60);
  gtk_label_set_text (self->timer, text);
  if (over && !gtk_widget_has_css_class (GTK_WIDGET (self->timer), "warning"))
    gvn_announce (GTK_WIDGET (self), _ ("The time planned for this item is over"),
                  GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  if (over)
    gtk_widget_add_css_class (GTK_WIDGET (self->timer), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->timer), "warning");
}

static gboolean
tick_cb (gpointer data)
{
  show_time (data);

  return G_SOURCE_CONTINUE;
}

/* What it shows ------------------------------------------------------------------------ */

static void
update_actions (GvnSittingWindow *self)
{
  gboolean reading = is_reading_back (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sitting.previous", reading || self->index > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sitting.next", !reading);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sitting.read-back", !reading);
}

static void
show_item (GvnSittingWindow *self)
{
  GvnAgendaItem *item = get_item (self);
  g_autofree char *place = NULL;

  if (item == NULL)
    return;
  gvn_meeting_content_show (self->content, item, GVN_ITEM_CARD (self->card));
  place = g_strdup_printf ("%u / %u", self->index + 1, self->content->items->len);
  gtk_label_set_text (self->place, place);
}

static gboolean
is_of_meeting (GvnSittingWindow *self, GvnMatter *matter)
{
  return g_strcmp0 (matter->meeting, self->meeting) == 0;
}

static void
show_read_back (GvnSittingWindow *self)
{
  g_autoptr (GPtrArray) raised = g_ptr_array_new ();

  for (guint i = 0; i < self->content->matters->len; i++)
    if (is_of_meeting (self, self->content->matters->pdata[i]))
      g_ptr_array_add (raised, self->content->matters->pdata[i]);
  gvn_matter_list_fill_all (self->read_back, self->session, raised);
}

static void
refresh (GvnSittingWindow *self)
{
  g_autoptr (GError) error = NULL;
  GvnMeetingContent *content = gvn_meeting_content_load (self->session, self->meeting, &error);

  if (content == NULL)
    {
      gvn_session_fail (self->session, error);
      return;
    }
  g_clear_pointer (&self->content, gvn_meeting_content_free);
  self->content = content;
  self->index = MIN (self->index, MAX (content->items->len, 1) - 1);
  show_item (self);
  show_read_back (self);
  update_actions (self);
}

/* What is being typed belongs to the item that leaves: each item has its own card. */
static void
go_to (GvnSittingWindow *self, guint index)
{
  if (self->card != NULL)
    gvn_item_card_keep (GVN_ITEM_CARD (self->card));
  self->index = index;
  self->began = g_get_monotonic_time ();
  self->card = gvn_item_card_new (self->session);
  adw_bin_set_child (self->item_bin, self->card);
  gtk_stack_set_visible_child_name (self->stack, "item");
  show_item (self);
  show_time (self);
  update_actions (self);
  if (get_item (self) != NULL)
    gvn_announce (GTK_WIDGET (self), get_item (self)->title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Actions ------------------------------------------------------------------------------ */

static void
read_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnSittingWindow *self = GVN_SITTING_WINDOW (widget);

  gvn_item_card_keep (GVN_ITEM_CARD (self->card));
  gtk_stack_set_visible_child_name (self->stack, "read-back");
  update_actions (self);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnSittingWindow *self = GVN_SITTING_WINDOW (widget);

  if (self->index + 1 < self->content->items->len)
    go_to (self, self->index + 1);
  else
    read_back_action (widget, name, NULL);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnSittingWindow *self = GVN_SITTING_WINDOW (widget);

  if (is_reading_back (self))
    go_to (self, self->index);
  else if (self->index > 0)
    go_to (self, self->index - 1);
}

static void
fullscreen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_fullscreen (GTK_WINDOW (widget));
}

static gboolean
gvn_sitting_window_close_request (GtkWindow *window)
{
  GvnSittingWindow *self = GVN_SITTING_WINDOW (window);

  if (self->card != NULL)
    gvn_item_card_keep (GVN_ITEM_CARD (self->card));

  return GTK_WINDOW_CLASS (gvn_sitting_window_parent_class)->close_request (window);
}

static void
gvn_sitting_window_dispose (GObject *object)
{
  GvnSittingWindow *self = GVN_SITTING_WINDOW (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_SITTING_WINDOW);
  g_clear_pointer (&self->content, gvn_meeting_content_free);
  g_clear_object (&self->session);
  g_clear_pointer (&self->meeting, g_free);

  G_OBJECT_CLASS (gvn_sitting_window_parent_class)->dispose (object);
}

static void
gvn_sitting_window_class_init (GvnSittingWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_sitting_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = gvn_sitting_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/gvn-sitting-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnSittingWindow, place);
  gtk_widget_class_bind_template_child (widget_class, GvnSittingWindow, timer);
  gtk_widget_class_bind_template_child (widget_class, GvnSittingWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GvnSittingWindow, item_bin);
  gtk_widget_class_bind_template_child (widget_class, GvnSittingWindow, read_back);
  gtk_widget_class_install_action (widget_class, "sitting.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "sitting.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "sitting.read-back", NULL, read_back_action);
  gtk_widget_class_install_action (widget_class, "sitting.fullscreen", NULL, fullscreen_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "sitting.fullscreen", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gvn_sitting_window_init (GvnSittingWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "gvn-sitting");
  gvn_ui_add_page_keys (GTK_WIDGET (self), "sitting.previous", "sitting.next");
  self->tick = g_timeout_add_seconds (1, tick_cb, self);
}

/**
 * gvn_sitting_window_present:
 * @parent: in the window of the contract
 *
 * Returns: (transfer none): the window, which lives until it is closed
 */
GtkWindow *
gvn_sitting_window_present (GvnSession *session, const char *meeting, GtkWidget *parent)
{
  GvnSittingWindow *self = g_object_new (GVN_TYPE_SITTING_WINDOW, NULL);
  GtkWindow *main_window = GTK_WINDOW (gtk_widget_get_root (parent));

  self->session = g_object_ref (session);
  self->meeting = g_strdup (meeting);
  gtk_window_set_transient_for (GTK_WINDOW (self), main_window);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  self->card = gvn_item_card_new (session);
  adw_bin_set_child (self->item_bin, self->card);
  self->began = g_get_monotonic_time ();
  refresh (self);
  if (self->content != NULL)
    {
      g_autofree char *title = gvn_meeting_dup_title (self->content->meeting);

      gtk_window_set_title (GTK_WINDOW (self), title);
      show_time (self);
    }
  g_signal_connect_object (session, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));

  return GTK_WINDOW (self);
}
