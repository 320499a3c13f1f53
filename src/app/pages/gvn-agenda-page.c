/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-batch-dialog.h"
#include "app/dialogs/gvn-meeting-dialog.h"
#include "app/dialogs/gvn-new-meeting-dialog.h"
#include "app/dialogs/gvn-why-dialog.h"
#include "app/pages/gvn-agenda-page.h"
#include "app/pages/gvn-agenda.h"
#include "app/widgets/gvn-choice.h"
#include "app/widgets/gvn-timeline-table.h"
#include "base/gvn-text.h"
#include "committees/gvn-meeting-batch.h"
#include "deadlines/gvn-deadline.h"

/* Days loaded before and after those seen, or half as many as are seen */
#define AROUND 60

/* How many consequences of a drop fit in its line of text */
#define N_TOLD 3

struct _GvnAgendaPage
{
  GvnPage parent_instance;

  /* owned */
  GvnAgenda *agenda;
  GSettings *settings;
  gboolean ready;    /* the filters are those remembered */
  GDate first, last; /* the contract's days */
  GDate from, to;    /* those loaded */

  /* template children */
  GtkToggleButton *diary_toggle;
  AdwToggleGroup *view;
  GtkSearchEntry *search;
  GtkDropDown *body;
  GtkDropDown *perimeter;
  GtkDropDown *person;
  GtkDropDown *side;
  GtkDropDown *kind;
  GtkMenuButton *filters;
  GtkStack *stack;
  GvnTimeline *timeline;
  GtkScrolledWindow *table;
  GtkLabel *status;
  GtkWidget *selection;
  GtkLabel *day_title;
  GtkListBox *diary;
};

G_DEFINE_FINAL_TYPE (GvnAgendaPage, gvn_agenda_page, GVN_TYPE_PAGE)

static const struct
{
  const char *name;
  int n_days;
} views[] = { { "week", 7 }, { "month", 31 }, { "year", 366 } };

/* What remembers the body, the perimeter and the person of the filters */
static const char *const filter_keys[] = { "agenda-body", "agenda-perimeter", "agenda-person" };

/* Opening ---------------------------------------------------------------------------- */

static void
open_item (gpointer data, GvnTimelineItem *item)
{
  GvnAgendaPage *self = data;
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));

  if (GVN_IS_MEETING (item->subject))
    gvn_meeting_dialog_present (session, ((GvnMeeting *) item->subject)->id, GTK_WIDGET (self));
  else
    gvn_why_dialog_present (session, GVN_DEADLINE (item->subject), GTK_WIDGET (self));
}

static void
create_item (gpointer data, GvnTimelineRow *row, const GvnLocal *at)
{
  GvnAgendaPage *self = data;

  gvn_new_meeting_dialog_present (gvn_page_get_session (GVN_PAGE (self)), row->id, at, GTK_WIDGET (self));
}

static void
table_activated_cb (GtkColumnView *table, guint position, GvnAgendaPage *self)
{
  g_autoptr (GvnTimelineItem) item = gvn_timeline_table_get_item (GTK_WIDGET (table), position);

  open_item (self, item);
}

/* Moving ----------------------------------------------------------------------------- */

/* The ids of the meetings among items. */
static GStrv
list_meetings (GPtrArray *items)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < items->len; i++)
    {
      GvnTimelineItem *item = items->pdata[i];

      if (GVN_IS_MEETING (item->subject))
        g_strv_builder_add (builder, ((GvnMeeting *) item->subject)->id);
    }

  return g_strv_builder_end (builder);
}

static void
init_batch (GvnAgendaPage *self, const GvnTimelineShift *shift, GStrv meetings, GvnMeetingBatch *batch)
{
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));

  *batch = (GvnMeetingBatch) { .meetings = (const char *const *) meetings,
                               .act = GVN_ACT_MOVE,
                               .days = shift->days,
                               .minutes = shift->minutes,
                               .by_name = gvn_session_get_author (session),
                               .now = gvn_session_get_now (session) };
}

/* "Thursday 22 June 2028, 14:00: COSUI-AESN", and how many others. */
static char *
describe_target (GPtrArray *items, const GvnTimelineShift *shift)
{
  GvnTimelineItem *first = NULL;
  g_autofree char *moment = NULL;
  GvnLocal start;
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    if (GVN_IS_MEETING (((GvnTimelineItem *) items->pdata[i])->subject) && n++ == 0)
      first = items->pdata[i];
  start = first->start;
  gvn_local_shift (&start, shift->days, shift->minutes, NULL);
  moment = gvn_text_moment (&start);

  if (n == 1)
    return g_strdup_printf (_ ("%s: %s"), moment, ((GvnMeeting *) first->subject)->body);
  /* Translators: a moment, the code of a body, how many other meetings */
  return g_strdup_printf (ngettext ("%s: %s and %u other", "%s: %s and %u others", n - 1), moment,
                          ((GvnMeeting *) first->subject)->body, n - 1);
}

static char *
join_consequences (char *target, GPtrArray *conflicts, GPtrArray *deadlines)
{
  GString *text = g_string_new_take (target);
  guint told = 0;

  for (guint i = 0; i < conflicts->len && told < N_TOLD; i++, told++)
    g_string_append_printf (text, " — %s", (char *) conflicts->pdata[i]);
  for (guint i = 0; i < deadlines->len && told < N_TOLD; i++, told++)
    g_string_append_printf (text, " · %s", (char *) deadlines->pdata[i]);
  if (conflicts->len + deadlines->len > told)
    {
      guint rest = conflicts->len + deadlines->len - told;

      g_string_append (text, " ");
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", rest), rest);
    }

  return g_string_free (text, FALSE);
}

static char *
preview (gpointer data, const GvnTimelineShift *shift, gboolean *legal)
{
  GvnAgendaPage *self = data;
  g_auto (GStrv) meetings = list_meetings (shift->items);
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) deadlines = NULL;
  g_autoptr (GError) error = NULL;
  GvnMeetingBatch batch;

  *legal = FALSE;
  if (meetings[0] == NULL)
    return g_strdup (_ ("A deadline follows from its rule: move the meeting, or correct the fact"));
  if (shift->days == 0 && shift->minutes == 0)
    return g_strdup (_ ("Where it was"));

  init_batch (self, shift, meetings, &batch);
  deadlines = gvn_meeting_preview_batch (gvn_session_get_store (gvn_page_get_session (GVN_PAGE (self))), &batch,
                                         &conflicts, &error);
  if (deadlines == NULL)
    return g_strdup (error->message);
  *legal = TRUE;

  return join_consequences (describe_target (shift->items, shift), conflicts, deadlines);
}

static void
apply_shift (gpointer data, const GvnTimelineShift *shift)
{
  GvnAgendaPage *self = data;
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));
  g_auto (GStrv) meetings = list_meetings (shift->items);
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  GvnMeetingBatch batch;

  init_batch (self, shift, meetings, &batch);
  label = gvn_meeting_batch_dup_label (gvn_session_get_db (session), &batch);
  if (!gvn_session_run (session, label, gvn_meeting_apply_batch, &batch, &error))
    gvn_session_fail (session, error);
}

static GvnTimelineMark
mark_day (gpointer data, const GDate *day)
{
  return gvn_agenda_get_mark (GVN_AGENDA_PAGE (data)->agenda, day);
}

static void
present_batch (GvnAgendaPage *self, GvnMeetingAct act)
{
  g_autoptr (GPtrArray) items = gvn_timeline_list_selected (self->timeline);
  g_auto (GStrv) meetings = list_meetings (items);

  if (meetings[0] != NULL)
    gvn_batch_dialog_present (gvn_page_get_session (GVN_PAGE (self)), (const char *const *) meetings, act,
                              GTK_WIDGET (self));
}

static void
shift_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present_batch (GVN_AGENDA_PAGE (widget), GVN_ACT_MOVE);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present_batch (GVN_AGENDA_PAGE (widget), GVN_ACT_CANCEL);
}

/* The day ---------------------------------------------------------------------------- */

static void
diary_activated_cb (GtkListBoxRow *row, GvnAgendaPage *self)
{
  open_item (self, g_object_get_data (G_OBJECT (row), "item"));
}

static char *
dup_hours (GvnTimelineItem *item)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;

  if (item->start.minutes == GVN_NO_MINUTES)
    return g_strdup (_ ("By midnight"));
  start = gvn_text_time (item->start.minutes);
  if (item->milestone)
    return g_strdup_printf (_ ("By %s"), start);
  end = gvn_text_time (item->end.minutes);

  return g_strdup_printf ("%s – %s", start, end);
}

static void
add_diary_row (GvnAgendaPage *self, GvnTimelineItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *hours = dup_hours (item);
  g_autofree char *subtitle = NULL;
  GtkWidget *image;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  if (GVN_IS_MEETING (item->subject))
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ((GvnMeeting *) item->subject)->body_name);
      subtitle = g_strdup_printf ("%s · %s", hours, item->state);
    }
  else
    {
      GvnDeadline *deadline = GVN_DEADLINE (item->subject);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), deadline->label);
      subtitle = g_strdup_printf ("%s · %s · %s", hours, deadline->subject, item->state);
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, item->detail);
  image = gtk_image_new_from_icon_name (item->problem                    ? "dialog-warning-symbolic"
                                        : GVN_IS_MEETING (item->subject) ? "system-users-symbolic"
                                                                         : "alarm-symbolic");
  gtk_widget_add_css_class (image, item->problem ? "error" : item->style);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  g_object_set_data_full (G_OBJECT (row), "item", g_object_ref (item), g_object_unref);
  g_signal_connect (row, "activated", G_CALLBACK (diary_activated_cb), self);
  gtk_list_box_append (self->diary, row);
}

static void
update_diary (GvnAgendaPage *self)
{
  const GDate *day = gvn_timeline_get_day (self->timeline);
  g_autoptr (GPtrArray) items = g_date_valid (day) ? gvn_agenda_list_day (self->agenda, day) : NULL;
  g_autofree char *title = items != NULL ? gvn_text_weekday_date (day) : NULL;

  gtk_label_set_text (self->day_title, title);
  gtk_list_box_remove_all (self->diary);
  for (guint i = 0; items != NULL && i < items->len; i++)
    add_diary_row (self, items->pdata[i]);
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
  else if (status == NULL)
    text = g_strdup (_ ("Arrows move, Page Up and Down by a week, Enter drops or opens, Ctrl and arrows go elsewhere"));
  gtk_label_set_text (self->status, status != NULL ? status : text);
}

static void
selection_changed_cb (GvnAgendaPage *self)
{
  g_autoptr (GPtrArray) selected = gvn_timeline_list_selected (self->timeline);
  g_auto (GStrv) meetings = list_meetings (selected);

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

/* What is seen and as much around, unless @all is wanted; what is loaded already is
 * not read again. */
static gboolean
load (GvnAgendaPage *self, gboolean all, GError **error)
{
  GDate from = self->first, to = self->last;

  if (!all)
    get_seen (self, &from, &to);
  if (is_loaded (self, &from, &to))
    return TRUE;

  if (!all)
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

static void
show (GvnAgendaPage *self)
{
  static const char *const sides[] = { NULL, "contractor", "dsiun" };
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));
  g_autoptr (GError) error = NULL;
  guint kind = gtk_drop_down_get_selected (self->kind);
  GvnAgendaFilter filter = { .body = gvn_choice_get_id (self->body),
                             .perimeter = gvn_choice_get_id (self->perimeter),
                             .person = gvn_choice_get_id (self->person),
                             .side = sides[gtk_drop_down_get_selected (self->side)],
                             .words = gtk_editable_get_text (GTK_EDITABLE (self->search)),
                             .no_meetings = kind == 2,
                             .no_deadlines = kind == 1 };
  gboolean table = g_strcmp0 (adw_toggle_group_get_active_name (self->view), "table") == 0;
  gboolean filtered
      = filter.body != NULL || filter.perimeter != NULL || filter.person != NULL || filter.side != NULL || kind != 0;

  if (!load (self, table || !gvn_text_is_empty (filter.words), &error)
      || !gvn_agenda_show (self->agenda, session, &filter, &error))
    {
      gvn_session_fail (session, error);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (gvn_agenda_get_items (self->agenda)) == 0
                                                     ? "empty"
                                                 : table ? "table"
                                                         : "timeline");
  if (filtered)
    gtk_widget_add_css_class (GTK_WIDGET (self->filters), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filters), "accent");
  update_diary (self);
}

static void
remember (GvnAgendaPage *self)
{
  GtkDropDown *const remembered[] = { self->body, self->perimeter, self->person };

  for (guint i = 0; i < G_N_ELEMENTS (remembered); i++)
    {
      const char *id = gvn_choice_get_id (remembered[i]);

      g_settings_set_string (self->settings, filter_keys[i], id != NULL ? id : "");
    }
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
  if (!self->ready)
    return;
  remember (self);
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
reset_clicked_cb (GvnAgendaPage *self)
{
  GtkDropDown *all[] = { self->body, self->perimeter, self->side, self->kind, self->person };

  self->ready = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    gtk_drop_down_set_selected (all[i], 0);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  self->ready = TRUE;
  filter_changed_cb (self);
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

static void
today_clicked_cb (GvnAgendaPage *self)
{
  gvn_timeline_show_moment (self->timeline, &gvn_session_get_now (gvn_page_get_session (GVN_PAGE (self)))->local);
}

static void
view_changed_cb (GvnAgendaPage *self)
{
  const char *name = adw_toggle_group_get_active_name (self->view);

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_strcmp0 (name, views[i].name) == 0)
      gvn_timeline_show_days (self->timeline, views[i].n_days);
  if (!self->ready)
    return;
  show (self);
  if (g_str_equal (name, "table"))
    gvn_timeline_table_show (gtk_scrolled_window_get_child (self->table),
                             &gvn_session_get_now (gvn_page_get_session (GVN_PAGE (self)))->local);
}

/* Refreshing ------------------------------------------------------------------------- */

/* The choices, with those remembered selected at first. */
static void
fill_filters (GvnAgendaPage *self, GvnSession *session)
{
  GtkDropDown *const remembered[] = { self->body, self->perimeter, self->person };
  gboolean ready = self->ready;

  self->ready = FALSE;
  gvn_choice_fill_bodies (self->body, gvn_session_get_db (session));
  gvn_choice_fill_agencies (self->perimeter, gvn_session_get_db (session));
  gvn_choice_fill_people (self->person, _ ("Everybody"), gvn_session_get_db (session));
  for (guint i = 0; !ready && i < G_N_ELEMENTS (remembered); i++)
    {
      g_autofree char *id = g_settings_get_string (self->settings, filter_keys[i]);

      gvn_choice_select (remembered[i], id);
    }
  self->ready = TRUE;
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

static void
gvn_agenda_page_refresh (GvnPage *page)
{
  GvnAgendaPage *self = GVN_AGENDA_PAGE (page);
  GvnSession *session = gvn_page_get_session (page);
  gboolean first = !self->ready;

  set_range (self, session);
  fill_filters (self, session);
  g_date_clear (&self->from, 1);
  if (first)
    today_clicked_cb (self);
  show (self);
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

static void
gvn_agenda_page_dispose (GObject *object)
{
  GvnAgendaPage *self = GVN_AGENDA_PAGE (object);

  self->ready = FALSE;
  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_AGENDA_PAGE);
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
  g_type_ensure (GVN_TYPE_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/pages/gvn-agenda-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, diary_toggle);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, view);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, search);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, body);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, perimeter);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, person);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, side);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, kind);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, filters);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, table);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, status);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, selection);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, day_title);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaPage, diary);
  gtk_widget_class_bind_template_callback (widget_class, earlier_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_diary);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_install_action (widget_class, "agenda.shift", NULL, shift_action);
  gtk_widget_class_install_action (widget_class, "agenda.cancel", NULL, cancel_action);
}

static void
gvn_agenda_page_init (GvnAgendaPage *self)
{
  static const GvnTimelineDelegate delegate = { preview, apply_shift, open_item, create_item, mark_day };
  GtkWidget *table;

  self->agenda = gvn_agenda_new ();
  self->settings = g_settings_new (GVN_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  gvn_timeline_set_delegate (self->timeline, &delegate, self);
  gvn_timeline_set_layers (self->timeline, GVN_TIMELINE_BASELINES);
  gvn_timeline_set_models (self->timeline, gvn_agenda_get_rows (self->agenda), gvn_agenda_get_items (self->agenda));
  table = gvn_timeline_table_new (gvn_agenda_get_rows (self->agenda), gvn_agenda_get_items (self->agenda));
  gtk_accessible_update_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Agenda"), -1);
  g_signal_connect (table, "activate", G_CALLBACK (table_activated_cb), self);
  gtk_scrolled_window_set_child (self->table, table);
  g_settings_bind (self->settings, "agenda-view", self->view, "active-name", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "agenda-side", self->side, "selected", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "agenda-kind", self->kind, "selected", G_SETTINGS_BIND_DEFAULT);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  g_signal_connect_object (
      gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (gtk_widget_get_parent (GTK_WIDGET (self->timeline)))),
      "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  view_changed_cb (self);
  status_changed_cb (self);
}
