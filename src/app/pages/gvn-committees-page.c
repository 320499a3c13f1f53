/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-new-meeting-dialog.h"
#include "app/dialogs/gvn-plan-dialog.h"
#include "app/gvn-ui.h"
#include "app/pages/gvn-committees-page.h"
#include "app/widgets/gvn-choice.h"
#include "app/widgets/gvn-growing-selection.h"
#include "app/widgets/gvn-list-row.h"
#include "base/gvn-text.h"
#include "committees/gvn-meeting.h"
#include "store/gvn-record-list.h"

struct _GvnCommitteesPage
{
  GvnPage parent_instance;

  /* owned */
  GvnRecordList *model;
  GListModel *shown; /* what the filters leave of it */
  GtkCustomFilter *filter;

  /* template children */
  GtkDropDown *body;
  GtkToggleButton *past;
  GtkStack *stack;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (GvnCommitteesPage, gvn_committees_page, GVN_TYPE_PAGE)

static gboolean
filter_func (gpointer item, gpointer data)
{
  GvnMeeting *meeting = item;
  GvnCommitteesPage *self = data;
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));
  const char *body = gvn_choice_get_id (self->body);

  return (body == NULL || g_str_equal (meeting->body, body))
         && (gtk_toggle_button_get_active (self->past)
             || g_date_compare (&meeting->start.date, &gvn_session_get_now (session)->local.date) >= 0);
}

static void
items_changed_cb (GvnCommitteesPage *self)
{
  guint n = g_list_model_get_n_items (self->shown);

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
}

static void
filter_changed_cb (GvnCommitteesPage *self)
{
  if (self->filter == NULL || gvn_page_get_session (GVN_PAGE (self)) == NULL)
    return;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gvn_ui_scroll_to_top (GTK_WIDGET (self->list));
}

static void
plan_clicked_cb (GvnCommitteesPage *self)
{
  gvn_plan_dialog_present (gvn_page_get_session (GVN_PAGE (self)), GTK_WIDGET (self));
}

static void
row_activated_cb (GvnCommitteesPage *self, guint position)
{
  g_autoptr (GvnMeeting) meeting = g_list_model_get_item (self->shown, position);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.meeting", "s", meeting->id);
}

static void
extra_clicked_cb (GvnCommitteesPage *self)
{
  const char *body = gvn_choice_get_id (self->body);

  gvn_new_meeting_dialog_present (gvn_page_get_session (GVN_PAGE (self)), body != NULL ? body : "COPIL", NULL,
                                  GTK_WIDGET (self));
}

static char *
describe (GvnMeeting *meeting)
{
  g_autofree char *moment = gvn_text_moment (&meeting->start);
  const char *why = meeting->reason != NULL ? meeting->reason : meeting->shift_reason;

  if (why == NULL)
    return g_steal_pointer (&moment);

  return g_strdup_printf ("%s · %s", moment, why);
}

static const char *
get_state (GvnCommitteesPage *self, GvnMeeting *meeting)
{
  const GvnNow *now = gvn_session_get_now (gvn_page_get_session (GVN_PAGE (self)));

  return gvn_meeting_is_unconfirmed (meeting, now) ? _ ("To confirm") : gvn_meeting_state_get_label (meeting->state);
}

/* Rows: the body, the day, the state; grouped by month. */
static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, GvnCommitteesPage *self)
{
  GvnMeeting *meeting = gtk_list_item_get_item (item);
  g_autofree char *subtitle = describe (meeting);

  gvn_list_row_set (item, meeting->body_name, subtitle, get_state (self, meeting));
}

static void
bind_header_cb (GtkListItemFactory *factory, GtkListHeader *header)
{
  GvnMeeting *meeting = gtk_list_header_get_item (header);
  g_autoptr (GDateTime) month = g_date_time_new_utc (g_date_get_year (&meeting->start.date),
                                                     g_date_get_month (&meeting->start.date), 1, 0, 0, 0);
  g_autofree char *text = g_date_time_format (month, "%B %Y");

  gvn_list_heading_set (header, text);
}

static int
compare_months (gconstpointer a, gconstpointer b, gpointer data)
{
  const GvnMeeting *x = a, *y = b;
  int first = g_date_get_year (&x->start.date) * 12 + (int) g_date_get_month (&x->start.date);
  int second = g_date_get_year (&y->start.date) * 12 + (int) g_date_get_month (&y->start.date);

  return (first > second) - (first < second);
}

static void
gvn_committees_page_refresh (GvnPage *page)
{
  GvnCommitteesPage *self = GVN_COMMITTEES_PAGE (page);
  GvnSession *session = gvn_page_get_session (page);
  GvnMeetingFilter filter = { .body = NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (session), &filter, &error);

  if (meetings == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  gvn_choice_fill_bodies (self->body, gvn_session_get_db (session));
  gvn_record_list_update (self->model, meetings);
  items_changed_cb (self);
}

static GvnPageTable *
gvn_committees_page_get_table (GvnPage *page, GError **error)
{
  GListModel *shown = GVN_COMMITTEES_PAGE (page)->shown;
  GvnPageTable *table = gvn_page_table_new (_ ("Committees"));

  gvn_page_table_add_column (table, _ ("Day"), GVN_COLUMN_DATE);
  gvn_page_table_add_column (table, _ ("Start"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("Body"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("State"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("Reason"), GVN_COLUMN_TEXT);
  gvn_page_table_end_row (table);
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GvnMeeting) meeting = g_list_model_get_item (shown, i);
      g_autofree char *start = meeting->start.minutes != GVN_NO_MINUTES ? gvn_text_time (meeting->start.minutes) : NULL;
      /* what is kept on our side does not go out in a table */
      const char *reason = meeting->reason_internal ? NULL : meeting->reason;

      gvn_page_table_add_date (table, &meeting->start.date);
      gvn_page_table_add (table, start);
      gvn_page_table_add (table, meeting->body_name);
      gvn_page_table_add (table, get_state (GVN_COMMITTEES_PAGE (page), meeting));
      gvn_page_table_add (table, reason != NULL ? reason : meeting->shift_reason);
      gvn_page_table_end_row (table);
    }

  return table;
}

static void
gvn_committees_page_dispose (GObject *object)
{
  GvnCommitteesPage *self = GVN_COMMITTEES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_COMMITTEES_PAGE);
  g_clear_object (&self->filter);
  g_clear_object (&self->model);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (gvn_committees_page_parent_class)->dispose (object);
}

static void
gvn_committees_page_class_init (GvnCommitteesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_committees_page_dispose;
  GVN_PAGE_CLASS (klass)->refresh = gvn_committees_page_refresh;
  GVN_PAGE_CLASS (klass)->get_table = gvn_committees_page_get_table;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/pages/gvn-committees-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnCommitteesPage, body);
  gtk_widget_class_bind_template_child (widget_class, GvnCommitteesPage, past);
  gtk_widget_class_bind_template_child (widget_class, GvnCommitteesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GvnCommitteesPage, list);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, plan_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, extra_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
gvn_committees_page_init (GvnCommitteesPage *self)
{
  static const GvnRecordKind kind
      = { (const char *(*) (gpointer)) gvn_meeting_get_id, (gboolean (*) (gpointer, gpointer)) gvn_meeting_equal };
  g_autoptr (GtkListItemFactory) factory = gvn_list_row_factory_new (G_CALLBACK (bind_cb), self);
  g_autoptr (GtkListItemFactory) headers = gvn_list_heading_factory_new (G_CALLBACK (bind_header_cb), NULL);
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->model = gvn_record_list_new (GVN_TYPE_MEETING, &kind);
  self->filter = gtk_custom_filter_new (filter_func, self, NULL);
  filtered
      = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->model)), GTK_FILTER (g_object_ref (self->filter)));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), NULL);
  gtk_sort_list_model_set_section_sorter (sorted, GTK_SORTER (gtk_custom_sorter_new (compare_months, NULL, NULL)));
  g_signal_connect_object (sorted, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect (self->list, "map", G_CALLBACK (gvn_ui_scroll_to_top), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_header_factory (self->list, headers);
  self->shown = G_LIST_MODEL (sorted);
  gvn_growing_selection_show_list (self->list, self->shown);
}
