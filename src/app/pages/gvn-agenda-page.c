/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-meeting-dialog.h"
#include "app/dialogs/gvn-new-meeting-dialog.h"
#include "app/dialogs/gvn-why-dialog.h"
#include "app/orders/gvn-order-dialog.h"
#include "app/orders/gvn-request-form.h"
#include "app/pages/gvn-agenda-acts.h"
#include "app/pages/gvn-agenda-diary.h"
#include "app/pages/gvn-agenda-filters.h"
#include "app/pages/gvn-agenda-interventions.h"
#include "app/pages/gvn-agenda-milestones.h"
#include "app/pages/gvn-agenda-moves.h"
#include "app/pages/gvn-agenda-page.h"
#include "app/preferences/gvn-preferences-pages.h"
#include "app/widgets/gvn-timeline-table.h"
#include "base/gvn-text.h"
#include "committees/gvn-meeting.h"
#include "deadlines/gvn-deadline.h"

/* Days loaded before and after those seen, or half as many as are seen */
#define AROUND 60

/* A command shows on what is seen at once; what is around is read again so much later,
 * once for all that happened meanwhile */
#define LATER_MS 300

struct _GvnAgendaPage
{
  GvnPage parent_instance;

  /* owned */
  GvnAgenda *agenda;
  GSettings *settings;
  gboolean ready;             /* it has a contract, and filters */
  GDate first, last;          /* the contract's days */
  GDate from, to;             /* those loaded */
  guint later;                /* the source that loads them all again */
  GtkWidget *columns, *lines; /* the table, and what it is in a narrow window */

  /* template children */
  AdwOverlaySplitView *split;
  GtkWidget *earlier;
  GtkWidget *later_button;
  GtkToggleButton *diary_toggle;
  AdwToggleGroup *view;
  GtkSearchEntry *search;
  GvnAgendaFilters *filters;
  GtkStack *stack;
  GvnTimeline *timeline;
  GtkScrolledWindow *table;
  GtkLabel *status;
  GtkWidget *selection;
  GvnAgendaDiary *diary;
};

G_DEFINE_FINAL_TYPE (GvnAgendaPage, gvn_agenda_page, GVN_TYPE_PAGE)

static const struct
{
  const char *name;
  int n_days;
} views[] = { { "week", 7 }, { "month", 31 }, { "year", 366 } };

/* Opening ---------------------------------------------------------------------------- */

static void
open_item (gpointer data, GvnTimelineItem *item)
{
  GvnAgendaPage *self = data;
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));

  if (gvn_agenda_milestone_get_id (item) != NULL)
    gvn_milestone_form_present (session, gvn_agenda_milestone_get_id (item), GTK_WIDGET (self));
  else if (gvn_agenda_intervention_get_order (item) != NULL)
    gvn_order_dialog_present (session, gvn_agenda_intervention_get_order (item), GTK_WIDGET (self));
  else if (GVN_IS_MEETING (item->subject))
    gvn_meeting_dialog_present (session, ((GvnMeeting *) item->subject)->id, GTK_WIDGET (self));
  else
    gvn_why_dialog_present (session, GVN_DEADLINE (item->subject), GTK_WIDGET (self));
}

static void
create_item (gpointer data, GvnTimelineRow *row, const GvnLocal *at)
{
  GvnAgendaPage *self = data;
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));

  if (g_str_equal (row->id, GVN_AGENDA_MILESTONE_ROW))
    gvn_milestone_form_present_new (session, &at->date, GTK_WIDGET (self));
  else if (g_str_equal (row->id, GVN_AGENDA_INTERVENTION_ROW))
    gvn_request_form_present (session, NULL, GTK_WIDGET (self));
  else
    gvn_new_meeting_dialog_present (session, row->id, at, GTK_WIDGET (self));
}

static void
table_activated_cb (GtkWidget *table, guint position, GvnAgendaPage *self)
{
  g_autoptr (GvnTimelineItem) item = gvn_timeline_table_get_item (table, position);

  open_item (self, item);
}

static char *
preview (gpointer data, const GvnTimelineShift *shift, gboolean *legal)
{
  return gvn_agenda_preview (gvn_page_get_session (GVN_PAGE (data)), shift, legal);
}

static void
apply_shift (gpointer data, const GvnTimelineShift *shift)
{
  gvn_agenda_apply (gvn_page_get_session (GVN_PAGE (data)), shift);
}

static GvnTimelineMark
mark_day (gpointer data, const GDate *day)
{
  return gvn_agenda_get_mark (GVN_AGENDA_PAGE (data)->agenda, day);
}

static void
batch_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnAgendaPage *self = GVN_AGENDA_PAGE (widget);
  g_autoptr (GPtrArray) items = gvn_timeline_list_selected (self->timeline);

  gvn_agenda_present_batch (gvn_page_get_session (GVN_PAGE (self)), items,
                            g_str_has_suffix (name, "shift") ? GVN_ACT_MOVE : GVN_ACT_CANCEL, widget);
}

static void
convene_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnAgendaPage *self = GVN_AGENDA_PAGE (widget);
  g_autoptr (GPtrArray) items = gvn_timeline_list_selected (self->timeline);

  gvn_agenda_present_convocation (gvn_page_get_session (GVN_PAGE (self)), items, widget);
}

/* The day ---------------------------------------------------------------------------- */

static void
diary_activated_cb (GvnAgendaPage *self, GvnTimelineItem *item)
{
  open_item (self, item);
}

static void
update_diary (GvnAgendaPage *self)
{
  const GDate *day = gvn_timeline_get_day (self->timeline);
  g_autoptr (GPtrArray) items = NULL;

  if (!g_date_valid (day))
    return;
  items = gvn_agenda_list_day (self->agenda, day);
  gvn_agenda_diary_show (self->diary, day, items);
}

static gboolean
shows_table (GvnAgendaPage *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->view), "table") == 0;
}

/* Status ----------------------------------------------------------------------------- */

static void
status_changed_cb (GvnAgendaPage *self)
{
  const char *status = gvn_timeline_get_status (self->timeline);
  g_autoptr (GPtrArray) selected = status == NULL ? gvn_timeline_list_selected (self->timeline) : NULL;
  g_autofree char *text = NULL;

  if (selected != NULL && selected->len > 1)
    text = g_strdup_printf (ngettext ("%u selected", "%u selected", selected->len), selected->len);
  else if (status == NULL && !shows_table (self))
    text = g_strdup (_ ("Arrows move, Page Up and Down by a week, Enter drops or opens, Ctrl and arrows go elsewhere"));
  gtk_label_set_text (self->status, status != NULL ? status : text);
  gtk_widget_set_visible (GTK_WIDGET (self->status), status != NULL || text != NULL);
}

static void
selection_changed_cb (GvnAgendaPage *self)
{
  g_autoptr (GPtrArray) selected = gvn_timeline_list_selected (self->timeline);
  g_auto (GStrv) meetings = gvn_agenda_list_meetings (selected);

  gtk_widget_set_visible (self->selection, meetings[0] != NULL);
  status_changed_cb (self);
}

/* Filters ---------------------------------------------------------------------------- */

/* The days on screen, within the contract's. */
static void
get_seen (GvnAgendaPage *self, GDate *from, GDate *to)
{
  gvn_timeline_get_seen (self->timeline, from, to);
  g_date_clamp (from, &self->first, &self->last);
  g_date_clamp (to, &self->first, &self->last);
}

static gboolean
is_loaded (GvnAgendaPage *self, const GDate *from, const GDate *to)
{
  return g_date_valid (&self->from) && g_date_compare (&self->from, from) <= 0 && g_date_compare (to, &self->to) <= 0;
}

/* What is seen and as much around, unless @all is wanted or what is around is read later;
 * what is loaded already is not read again. */
static gboolean
load (GvnAgendaPage *self, gboolean all, GError **error)
{
  GDate from = self->first, to = self->last;

  if (!all)
    get_seen (self, &from, &to);
  if (is_loaded (self, &from, &to))
    return TRUE;

  if (gvn_timeline_is_moving (self->timeline) && g_date_valid (&self->from))
    { /* what moves stays, however far it goes */
      if (g_date_compare (&self->from, &from) < 0)
        from = self->from;
      if (g_date_compare (&to, &self->to) < 0)
        to = self->to;
    }
  if (!all && self->later == 0)
    {
      guint around = (guint) MAX (g_date_days_between (&from, &to) / 2, AROUND);

      g_date_subtract_days (&from, around);
      g_date_add_days (&to, around);
      g_date_clamp (&from, &self->first, &self->last);
      g_date_clamp (&to, &self->first, &self->last);
    }
  if (!gvn_agenda_load (self->agenda, gvn_page_get_session (GVN_PAGE (self)), &from, &to, error))
    return FALSE;
  self->from = from;
  self->to = to;

  return TRUE;
}

static gboolean
shows_all (GvnAgendaPage *self)
{
  return shows_table (self) || !gvn_text_is_empty (gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
show (GvnAgendaPage *self)
{
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));
  g_autoptr (GError) error = NULL;
  GvnAgendaFilter filter;

  gvn_agenda_filters_get (self->filters, &filter);
  filter.words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  if (!load (self, shows_all (self), &error) || !gvn_agenda_show (self->agenda, session, &filter, &error))
    {
      gvn_session_fail (session, error);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (gvn_agenda_get_items (self->agenda)) == 0
                                                     ? "empty"
                                                 : shows_table (self) ? "table"
                                                                      : "timeline");
  update_diary (self);
}

static void
search_changed_cb (GvnAgendaPage *self)
{
  if (self->ready)
    show (self);
}

static void
filter_changed_cb (GvnAgendaPage *self)
{
  if (self->ready)
    show (self);
}

/* Other days are seen: they may not be loaded yet. */
static void
scrolled_cb (GvnAgendaPage *self)
{
  GDate from, to;

  if (!self->ready)
    return;
  get_seen (self, &from, &to);
  if (!is_loaded (self, &from, &to))
    show (self);
}

static void
reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnAgendaPage *self = GVN_AGENDA_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gvn_agenda_filters_reset (self->filters);
}

/* Enter goes to the first one found from now on. */
static void
search_activated_cb (GvnAgendaPage *self)
{
  show (self);
  gvn_timeline_focus_from (self->timeline, &gvn_session_get_now (gvn_page_get_session (GVN_PAGE (self)))->local);
}

/* Where to look ---------------------------------------------------------------------- */

static void
earlier_clicked_cb (GvnAgendaPage *self)
{
  gvn_timeline_step (self->timeline, -1);
}

static void
later_clicked_cb (GvnAgendaPage *self)
{
  gvn_timeline_step (self->timeline, 1);
}

/* In the timeline and in the table, where today begins with what has no time. */
static void
show_today (GvnAgendaPage *self)
{
  const GvnLocal *now = &gvn_session_get_now (gvn_page_get_session (GVN_PAGE (self)))->local;
  GvnLocal today = { now->date, GVN_NO_MINUTES };

  if (shows_table (self))
    gvn_timeline_table_show (gtk_scrolled_window_get_child (self->table), &today);
  else
    gvn_timeline_show_moment (self->timeline, now);
}

static void
update_table (GvnAgendaPage *self)
{
  gtk_scrolled_window_set_child (self->table,
                                 adw_overlay_split_view_get_collapsed (self->split) ? self->lines : self->columns);
}

/* The table lists every day: there is none to step from, nor one beside it. */
static void
update_parts (GvnAgendaPage *self)
{
  gboolean table = shows_table (self);

  gtk_widget_set_sensitive (self->earlier, !table);
  gtk_widget_set_sensitive (self->later_button, !table);
  gtk_widget_set_sensitive (GTK_WIDGET (self->diary_toggle), !table);
  gtk_toggle_button_set_active (self->diary_toggle, !table && !adw_overlay_split_view_get_collapsed (self->split));
}

static void
view_changed_cb (GvnAgendaPage *self)
{
  const char *name = adw_toggle_group_get_active_name (self->view);

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_strcmp0 (name, views[i].name) == 0)
      gvn_timeline_show_days (self->timeline, views[i].n_days);
  update_parts (self);
  status_changed_cb (self);
  if (!self->ready)
    return;
  show (self);
  if (shows_table (self))
    show_today (self);
}

/* The contract's years, from the first month to the end of the last. */
static void
set_range (GvnAgendaPage *self, GvnSession *session)
{
  const GvnContract *contract = gvn_session_get_contract (session);
  const GvnNow *now = gvn_session_get_now (session);
  GDate first = contract->signed_on, last = contract->end_on;

  if (g_date_compare (&now->local.date, &first) < 0)
    first = now->local.date;
  if (g_date_compare (&now->local.date, &last) > 0)
    last = now->local.date;
  g_date_set_day (&first, 1);
  g_date_add_months (&last, 1);
  self->first = first;
  self->last = last;
  gvn_timeline_set_range (self->timeline, &first, &last);
  gvn_timeline_set_now (self->timeline, &now->local);
}

static gboolean
later_cb (gpointer data)
{
  GvnAgendaPage *self = data;

  if (gvn_timeline_is_moving (self->timeline))
    return G_SOURCE_CONTINUE; /* what moves is not taken away */
  self->later = 0;
  g_date_clear (&self->from, 1);
  show (self);

  return G_SOURCE_REMOVE;
}

/* Reads the days on screen again; those that are listed or searched are all seen. */
static void
refresh_seen (GvnAgendaPage *self, GvnSession *session)
{
  GDate from, to;

  g_clear_handle_id (&self->later, g_source_remove);
  get_seen (self, &from, &to);
  if (!shows_all (self) && is_loaded (self, &from, &to) && gvn_agenda_reload (self->agenda, session, &from, &to, NULL))
    self->later = g_timeout_add (LATER_MS, later_cb, self);
  else
    g_date_clear (&self->from, 1); /* showing loads them, and tells what fails */
}

static void
gvn_agenda_page_refresh (GvnPage *page)
{
  GvnAgendaPage *self = GVN_AGENDA_PAGE (page);
  GvnSession *session = gvn_page_get_session (page);
  gboolean first = !self->ready;

  set_range (self, session);
  gvn_agenda_filters_fill (self->filters, gvn_session_get_db (session));
  self->ready = TRUE;
  if (first)
    {
      gvn_timeline_show_moment (self->timeline, &gvn_session_get_now (session)->local);
      self->later = g_timeout_add (LATER_MS, later_cb, self);
    }
  else
    refresh_seen (self, session);
  show (self);
}

static void
calendar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnAgendaPage *self = GVN_AGENDA_PAGE (widget);
  GvnAgendaFilter filter;
  GDate from, to;

  gvn_agenda_filters_get (self->filters, &filter);
  get_seen (self, &from, &to);
  gvn_agenda_present_year (gvn_page_get_session (GVN_PAGE (self)), &filter, &from, &to, widget);
}

static GtkWidget *
gvn_agenda_page_get_search (GvnPage *page)
{
  return GTK_WIDGET (GVN_AGENDA_PAGE (page)->search);
}

static GtkWidget *
gvn_agenda_page_get_picture (GvnPage *page, char **title)
{
  GvnAgendaPage *self = GVN_AGENDA_PAGE (page);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  GDate from, to;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "timeline") != 0)
    {
      *title = g_strdup (_ ("Agenda"));
      return GTK_WIDGET (self->stack);
    }
  get_seen (self, &from, &to);
  first = gvn_text_date (&from);
  last = gvn_text_date (&to);
  /* Translators: two days */
  *title = g_strdup_printf (_ ("Agenda, %s to %s"), first, last);

  return GTK_WIDGET (self->stack);
}

/* The table of what the timeline has, shown or not, in the order it is sorted by. */
static GvnPageTable *
gvn_agenda_page_get_table (GvnPage *page, GError **error)
{
  GvnAgendaPage *self = GVN_AGENDA_PAGE (page);
  GvnPageTable *table = gvn_page_table_new (_ ("Agenda"));

  gvn_timeline_table_fill (gtk_scrolled_window_get_child (self->table), gvn_agenda_get_rows (self->agenda),
                           _ ("Committee"), table);

  return table;
}

static void
gvn_agenda_page_dispose (GObject *object)
{
  GvnAgendaPage *self = GVN_AGENDA_PAGE (object);

  self->ready = FALSE;
  g_clear_handle_id (&self->later, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_AGENDA_PAGE);
  g_clear_object (&self->columns);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->agenda, gvn_agenda_free);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gvn_agenda_page_parent_class)->dispose (object);
}

static void
gvn_agenda_page_class_init (GvnAgendaPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_agenda_page_dispose;
  GVN_PAGE_CLASS (klass)->refresh = gvn_agenda_page_refresh;
  GVN_PAGE_CLASS (klass)->get_search = gvn_agenda_page_get_search;
  GVN_PAGE_CLASS (klass)->get_picture = gvn_agenda_page_get_picture;
  GVN_PAGE_CLASS (klass)->get_table = gvn_agenda_page_get_table;
  g_type_ensure (GVN_TYPE_AGENDA_DIARY);
  g_type_ensure (GVN_TYPE_AGENDA_FILTERS);
  g_type_ensure (GVN_TYPE_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/pages/gvn-agenda-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, split);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, earlier);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, later_button);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, diary_toggle);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, view);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, search);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, filters);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, table);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, status);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, selection);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, diary);
  gtk_widget_class_bind_template_callback (widget_class, earlier_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_today);
  gtk_widget_class_bind_template_callback (widget_class, later_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, diary_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_diary);
  gtk_widget_class_bind_template_callback (widget_class, update_table);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_install_action (widget_class, "agenda.reset", NULL, reset_action);
  gtk_widget_class_install_action (widget_class, "agenda.calendar", NULL, calendar_action);
  gtk_widget_class_install_action (widget_class, "agenda.convene", NULL, convene_action);
  gtk_widget_class_install_action (widget_class, "agenda.shift", NULL, batch_action);
  gtk_widget_class_install_action (widget_class, "agenda.cancel", NULL, batch_action);
}

static GtkWidget *
create_table (GvnAgendaPage *self, GtkWidget *table)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Agenda"), -1);
  g_signal_connect (table, "activate", G_CALLBACK (table_activated_cb), self);

  return g_object_ref_sink (table);
}

static void
gvn_agenda_page_init (GvnAgendaPage *self)
{
  static const GvnTimelineDelegate delegate = { preview, apply_shift, open_item, create_item, mark_day };
  GListModel *rows, *items;

  self->agenda = gvn_agenda_new ();
  rows = gvn_agenda_get_rows (self->agenda);
  items = gvn_agenda_get_items (self->agenda);
  self->settings = g_settings_new (GVN_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  gvn_timeline_set_delegate (self->timeline, &delegate, self);
  gvn_timeline_set_layers (self->timeline, GVN_TIMELINE_BASELINES);
  gvn_timeline_set_models (self->timeline, rows, items);
  self->columns = create_table (self, gvn_timeline_table_new (rows, items, _ ("Committee")));
  self->lines = create_table (self, gvn_timeline_lines_new (items));
  gtk_widget_add_css_class (self->lines, "rich-list");
  update_table (self);
  g_settings_bind (self->settings, "agenda-view", self->view, "active-name", G_SETTINGS_BIND_DEFAULT);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  g_signal_connect_object (
      gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (gtk_widget_get_parent (GTK_WIDGET (self->timeline)))),
      "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  view_changed_cb (self);
}
