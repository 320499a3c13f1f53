/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-export-dialog.h"
#include "app/dialogs/gvn-history-dialog.h"
#include "app/dialogs/gvn-item-dialog.h"
#include "app/dialogs/gvn-meeting-dialog.h"
#include "app/dialogs/gvn-preview-dialog.h"
#include "app/gvn-sitting-window.h"
#include "app/gvn-ui.h"
#include "app/pages/gvn-meeting-content.h"
#include "app/pages/gvn-meeting-documents.h"
#include "app/pages/gvn-meeting-page.h"
#include "app/widgets/gvn-announce.h"
#include "app/widgets/gvn-capture-line.h"
#include "app/widgets/gvn-item-card.h"
#include "app/widgets/gvn-matter-list.h"
#include "app/widgets/gvn-participants.h"
#include "app/widgets/gvn-writing.h"
#include "base/gvn-text.h"

/* The cards made before the page is seen; the others follow one by one. */
#define N_FIRST 1

struct _GvnMeetingPage
{
  GvnPage parent_instance;

  /* owned */
  char *meeting;
  GHashTable *cards; /* id of an item → GvnItemCard, in the box */

  GvnMeetingContent *content; /* what is still to be shown of it, NULL when nothing is */
  guint tick;                 /* which shows it, 0 when none does */
  guint frame;                /* of those it has shown: the first one is what is there already */

  gboolean bound; /* the side follows the session */

  /* template children */
  GtkLabel *name;
  GtkLabel *moment;
  GtkLabel *documents_line;
  GvnWriting *summary;
  GtkViewport *viewport;
  GtkBox *items;
  GtkWidget *empty;
  GtkWidget *outside;
  GtkListBox *matters;
  GvnCaptureLine *capture;
  GtkWidget *actions;
  AdwPreferencesGroup *agenda;
  AdwPreferencesGroup *minutes;
  GvnParticipants *participants;
};

G_DEFINE_FINAL_TYPE (GvnMeetingPage, gvn_meeting_page, GVN_TYPE_PAGE)

static GvnSession *
get_session (GvnMeetingPage *self)
{
  return gvn_page_get_session (GVN_PAGE (self));
}

/* Actions ---------------------------------------------------------------------------------- */

static void
fill_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnMeetingPage *self = GVN_MEETING_PAGE (widget);
  GvnAgendaFill fill = { .meeting = self->meeting, .now = gvn_session_get_now (get_session (self)) };
  g_autoptr (GError) error = NULL;

  if (!gvn_session_run (get_session (self), _ ("Fill the agenda"), gvn_agenda_fill, &fill, &error))
    gvn_session_fail (get_session (self), error);
}

static void
propose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gvn_item_dialog_present (get_session (GVN_MEETING_PAGE (widget)), GVN_MEETING_PAGE (widget)->meeting, NULL, widget);
}

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gvn_sitting_window_present (get_session (GVN_MEETING_PAGE (widget)), GVN_MEETING_PAGE (widget)->meeting, widget);
}

static void
preview_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnMeetingPage *self = GVN_MEETING_PAGE (widget);
  GvnMeetingPaper paper = g_str_has_suffix (name, "agenda")    ? GVN_MEETING_PAPER_AGENDA
                          : g_str_has_suffix (name, "minutes") ? GVN_MEETING_PAPER_MINUTES
                                                               : GVN_MEETING_PAPER_DECISIONS;

  gvn_preview_dialog_present_meeting (get_session (self), self->meeting, paper, widget);
}

static void
details_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gvn_meeting_dialog_present (get_session (GVN_MEETING_PAGE (widget)), GVN_MEETING_PAGE (widget)->meeting, widget);
}

/* An appointment by itself: sent again when the meeting moves or is cancelled. */
static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnMeetingPage *self = GVN_MEETING_PAGE (widget);

  gvn_meeting_export_present (get_session (self), self->meeting, widget);
}

static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnMeetingPage *self = GVN_MEETING_PAGE (widget);
  g_autofree char *object = g_strdup_printf (GVN_SUBJECT_MEETING " %s", self->meeting);

  gvn_history_dialog_present (get_session (self), object, widget);
}

/* From the item that has the focus to the one after or before it, else to the first one. */
static void
item_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnMeetingPage *self = GVN_MEETING_PAGE (widget);
  GtkWidget *card = gtk_widget_get_focus_child (GTK_WIDGET (self->items));

  if (card == NULL)
    card = gtk_widget_get_first_child (GTK_WIDGET (self->items));
  else if (g_str_equal (name, "meeting.next-item"))
    card = gtk_widget_get_next_sibling (card);
  else
    card = gtk_widget_get_prev_sibling (card);
  if (card == NULL)
    {
      gtk_widget_error_bell (widget);
      return;
    }
  gvn_item_card_focus (GVN_ITEM_CARD (card));
  gtk_viewport_scroll_to (self->viewport, card, NULL);
  gvn_announce (widget, gvn_item_card_get_item (GVN_ITEM_CARD (card))->title,
                GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* What it shows ------------------------------------------------------------------------------ */

static GtkWidget *
add_card (GvnMeetingPage *self, const GvnMeetingContent *content, GvnAgendaItem *item, GtkWidget *previous)
{
  GtkWidget *card = gvn_item_card_new (get_session (self));

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "gvn-item");
  gtk_box_insert_child_after (self->items, card, previous);
  gvn_meeting_content_show (content, item, GVN_ITEM_CARD (card));
  g_hash_table_insert (self->cards, g_strdup (item->id), card);

  return card;
}

static void
remove_others (GvnMeetingPage *self, const GvnMeetingContent *content)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  const char *id;
  GtkWidget *card;

  for (guint i = 0; i < content->items->len; i++)
    g_hash_table_add (kept, ((GvnAgendaItem *) content->items->pdata[i])->id);
  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &card))
    if (!g_hash_table_contains (kept, id))
      {
        gtk_box_remove (self->items, card);
        g_hash_table_iter_remove (&iter);
      }
}

/* Cards stay where they are while their items do: what is being typed is not lost. The
 * first ones are made at once. */
static void
show_items (GvnMeetingPage *self, const GvnMeetingContent *content)
{
  GtkWidget *previous = NULL;

  remove_others (self, content);
  for (guint i = 0; i < content->items->len; i++)
    {
      GvnAgendaItem *item = content->items->pdata[i];
      GtkWidget *card = g_hash_table_lookup (self->cards, item->id);

      if (card == NULL && i >= N_FIRST)
        continue;
      if (card == NULL)
        card = add_card (self, content, item, previous);
      else
        {
          if (gtk_widget_get_prev_sibling (card) != previous)
            gtk_box_reorder_child_after (self->items, card, previous);
          gvn_meeting_content_show (content, item, GVN_ITEM_CARD (card));
        }
      previous = card;
    }
}

/* FALSE when every item has its card. */
static gboolean
add_next_card (GvnMeetingPage *self)
{
  GtkWidget *previous = NULL;

  for (guint i = 0; i < self->content->items->len; i++)
    {
      GvnAgendaItem *item = self->content->items->pdata[i];
      GtkWidget *card = g_hash_table_lookup (self->cards, item->id);

      if (card == NULL)
        {
          add_card (self, self->content, item, previous);
          return TRUE;
        }
      previous = card;
    }

  return FALSE;
}

static void
stop_showing (GvnMeetingPage *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_pointer (&self->content, gvn_meeting_content_free);
}

static void
bind_side (GvnMeetingPage *self)
{
  if (self->bound)
    return;
  self->bound = TRUE;
  gvn_ui_bind_group (self->agenda, get_session (self), gvn_meeting_documents_fill_agenda, self->meeting);
  gvn_ui_bind_group (self->minutes, get_session (self), gvn_meeting_documents_fill_minutes, self->meeting);
}

/* One card a frame after the first, then the side: the page is read from its top. */
static gboolean
show_more_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  GvnMeetingPage *self = GVN_MEETING_PAGE (widget);

  if (self->frame++ == 0 || add_next_card (self))
    return G_SOURCE_CONTINUE;
  bind_side (self);
  gvn_participants_show (self->participants, get_session (self), self->meeting);
  self->tick = 0;
  g_clear_pointer (&self->content, gvn_meeting_content_free);

  return G_SOURCE_REMOVE;
}

static void
show_outside (GvnMeetingPage *self, const GvnMeetingContent *content)
{
  guint n = gvn_matter_list_fill (self->matters, get_session (self), content->matters, self->meeting, NULL, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->matters), n > 0);
  gtk_widget_set_visible (self->outside, (content->writable && content->begun) || n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->capture), content->writable && content->begun);
  gvn_capture_line_set_item (self->capture, get_session (self), self->meeting, NULL);
}

static void
show_head (GvnMeetingPage *self, const GvnMeetingContent *content)
{
  GvnMeeting *meeting = content->meeting;
  g_autofree char *start = gvn_text_moment (&meeting->start);
  g_autofree char *end = NULL;
  g_autofree char *words = NULL;
  g_autofree char *line = gvn_meeting_content_dup_line (content);
  GvnLocal until;

  gvn_meeting_get_end (meeting, &until);
  end = gvn_text_time (until.minutes);
  words = g_strdup_printf ("%s – %s · %s", start, end, gvn_meeting_state_get_label (meeting->state));
  gtk_label_set_text (self->name, meeting->body_name);
  gtk_label_set_text (self->moment, words);
  gtk_label_set_markup (self->documents_line, line);
  gtk_widget_set_visible (GTK_WIDGET (self->documents_line), *line != '\0');
  gvn_writing_set_label (self->summary, _ ("The minutes open with"));
  gvn_writing_set_subject (self->summary, get_session (self), self->meeting, NULL, meeting->body_name);
  gvn_writing_show (self->summary, content->summary);
  gvn_writing_set_editable (self->summary, content->writable);
}

static void
gvn_meeting_page_refresh (GvnPage *page)
{
  GvnMeetingPage *self = GVN_MEETING_PAGE (page);
  g_autoptr (GError) error = NULL;
  GvnMeetingContent *content = gvn_meeting_content_load (get_session (self), self->meeting, &error);
  gboolean open;

  if (content == NULL)
    {
      gvn_session_fail (get_session (self), error);
      return;
    }
  stop_showing (self);
  open = content->writable && gvn_meeting_is_open (content->meeting) && !content->meeting->external;
  show_head (self, content);
  show_items (self, content);
  show_outside (self, content);
  gtk_widget_set_visible (self->empty, content->items->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), content->begun || content->summary != NULL);
  gtk_widget_set_visible (self->actions, content->writable && content->items->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting.fill", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting.export",
                                 !gvn_store_is_read_only (gvn_session_get_store (get_session (self))));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting.propose", content->writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting.run", content->items->len > 0);
  self->content = content;
  self->frame = 0;
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), show_more_cb, NULL, NULL);
}

/* What is being typed is kept before the page goes. */
static void
gvn_meeting_page_unmap (GtkWidget *widget)
{
  GvnMeetingPage *self = GVN_MEETING_PAGE (widget);
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer card;

  /* each command refreshes the page, which may take cards away */
  if (self->cards != NULL)
    {
      g_hash_table_iter_init (&iter, self->cards);
      while (g_hash_table_iter_next (&iter, NULL, &card))
        g_ptr_array_add (cards, g_object_ref (card));
    }
  gvn_writing_keep (self->summary);
  for (guint i = 0; i < cards->len; i++)
    gvn_item_card_keep (cards->pdata[i]);

  GTK_WIDGET_CLASS (gvn_meeting_page_parent_class)->unmap (widget);
}

static void
gvn_meeting_page_dispose (GObject *object)
{
  GvnMeetingPage *self = GVN_MEETING_PAGE (object);

  stop_showing (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_MEETING_PAGE);
  g_clear_pointer (&self->cards, g_hash_table_unref);
  g_clear_pointer (&self->meeting, g_free);

  G_OBJECT_CLASS (gvn_meeting_page_parent_class)->dispose (object);
}

static void
gvn_meeting_page_class_init (GvnMeetingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GVN_TYPE_CAPTURE_LINE);
  g_type_ensure (GVN_TYPE_PARTICIPANTS);
  g_type_ensure (GVN_TYPE_WRITING);
  G_OBJECT_CLASS (klass)->dispose = gvn_meeting_page_dispose;
  GVN_PAGE_CLASS (klass)->refresh = gvn_meeting_page_refresh;
  widget_class->unmap = gvn_meeting_page_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/pages/gvn-meeting-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnMeetingPage, name);
  gtk_widget_class_bind_template_child (widget_class, GvnMeetingPage, moment);
  gtk_widget_class_bind_template_child (widget_class, GvnMeetingPage, documents_line);
  gtk_widget_class_bind_template_child (widget_class, GvnMeetingPage, summary);
  gtk_widget_class_bind_template_child (widget_class, GvnMeetingPage, viewport);
  gtk_widget_class_bind_template_child (widget_class, GvnMeetingPage, items);
  gtk_widget_class_bind_template_child (widget_class, GvnMeetingPage, empty);
  gtk_widget_class_bind_template_child (widget_class, GvnMeetingPage, outside);
  gtk_widget_class_bind_template_child (widget_class, GvnMeetingPage, matters);
  gtk_widget_class_bind_template_child (widget_class, GvnMeetingPage, capture);
  gtk_widget_class_bind_template_child (widget_class, GvnMeetingPage, actions);
  gtk_widget_class_bind_template_child (widget_class, GvnMeetingPage, agenda);
  gtk_widget_class_bind_template_child (widget_class, GvnMeetingPage, minutes);
  gtk_widget_class_bind_template_child (widget_class, GvnMeetingPage, participants);
  gtk_widget_class_install_action (widget_class, "meeting.fill", NULL, fill_action);
  gtk_widget_class_install_action (widget_class, "meeting.propose", NULL, propose_action);
  gtk_widget_class_install_action (widget_class, "meeting.next-item", NULL, item_action);
  gtk_widget_class_install_action (widget_class, "meeting.previous-item", NULL, item_action);
  gtk_widget_class_install_action (widget_class, "meeting.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "meeting.preview-agenda", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "meeting.preview-minutes", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "meeting.preview-decisions", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "meeting.details", NULL, details_action);
  gtk_widget_class_install_action (widget_class, "meeting.history", NULL, history_action);
  gtk_widget_class_install_action (widget_class, "meeting.export", NULL, export_action);
}

static void
gvn_meeting_page_init (GvnMeetingPage *self)
{
  self->cards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gvn_ui_add_page_keys (GTK_WIDGET (self), "meeting.previous-item", "meeting.next-item");
}

/**
 * gvn_meeting_page_new:
 * @meeting: its id
 *
 * Returns: (transfer floating): the page, to be pushed
 */
AdwNavigationPage *
gvn_meeting_page_new (GvnSession *session, const char *meeting)
{
  GvnMeetingPage *self = g_object_new (GVN_TYPE_MEETING_PAGE, NULL);
  g_autoptr (GvnMeeting) loaded = gvn_meeting_load (gvn_session_get_db (session), meeting, NULL);
  g_autofree char *title = loaded != NULL ? gvn_meeting_dup_title (loaded) : g_strdup (meeting);

  self->meeting = g_strdup (meeting);
  gvn_page_set_session (GVN_PAGE (self), session);

  return adw_navigation_page_new (GTK_WIDGET (self), title);
}
