/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-meeting-dialog.h"
#include "app/pages/gvn-dashboard-page.h"
#include "app/pages/gvn-punctuality.h"
#include "app/widgets/gvn-deadline-row.h"
#include "base/gvn-text.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-person.h"
#include "deadlines/gvn-register.h"
#include "store/gvn-record-list.h"

#define N_SHOWN 8
#define N_MONTHS_AHEAD 3

struct _GvnDashboardPage
{
  GvnPage parent_instance;

  /* owned */
  GSettings *settings;
  GvnRecordList *steering_model;
  GvnRecordList *unconfirmed_model;
  GvnRecordList *late_model;
  GvnRecordList *ours_model;
  GvnRecordList *theirs_model;

  /* template children */
  AdwPreferencesGroup *steering;
  AdwPreferencesGroup *unconfirmed;
  GtkToggleButton *mine;
  GtkListBox *steering_list;
  GtkListBox *unconfirmed_list;
  GtkListBox *late_list;
  GtkListBox *ours_list;
  GtkListBox *theirs_list;
  GvnPunctuality *punctuality;
};

G_DEFINE_FINAL_TYPE (GvnDashboardPage, gvn_dashboard_page, GVN_TYPE_PAGE)

static const GvnRecordKind deadline_kind
    = { (const char *(*) (gpointer)) gvn_deadline_get_id, (gboolean (*) (gpointer, gpointer)) gvn_deadline_equal };
static const GvnRecordKind meeting_kind
    = { (const char *(*) (gpointer)) gvn_meeting_get_id, (gboolean (*) (gpointer, gpointer)) gvn_meeting_equal };

static void
row_activated_cb (GtkListBoxRow *row, GvnDashboardPage *self)
{
  gvn_meeting_dialog_present (gvn_page_get_session (GVN_PAGE (self)), g_object_get_data (G_OBJECT (row), "meeting"),
                              GTK_WIDGET (self));
}

/* A row that opens the meeting it speaks of. */
static GtkWidget *
wrap_row (GvnDashboardPage *self, GtkWidget *child, const char *meeting, const char *sentence)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_set_margin_start (child, 12);
  gtk_widget_set_margin_end (child, 12);
  gtk_widget_set_margin_top (child, 8);
  gtk_widget_set_margin_bottom (child, 8);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  g_object_set_data_full (G_OBJECT (row), "meeting", g_strdup (meeting), g_free);
  g_signal_connect (row, "activate", G_CALLBACK (row_activated_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);

  return row;
}

static GtkWidget *
create_deadline_row (gpointer item, gpointer data)
{
  GvnDashboardPage *self = data;
  GvnDeadline *deadline = item;
  GtkWidget *child = gvn_deadline_row_new ();

  gvn_deadline_row_bind (GVN_DEADLINE_ROW (child), deadline, gvn_page_get_session (GVN_PAGE (self)), TRUE);
  return wrap_row (self, child, deadline->subject_id, gvn_deadline_row_get_sentence (GVN_DEADLINE_ROW (child)));
}

static GtkWidget *
create_meeting_row (gpointer item, gpointer data)
{
  GvnMeeting *meeting = item;
  g_autofree char *title = gvn_meeting_dup_title (meeting);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return wrap_row (data, label, meeting->id, title);
}

static void
list_row_activated_cb (GtkListBox *list, GtkListBoxRow *row)
{
  gtk_widget_activate (GTK_WIDGET (row));
}

static void
bind_list (GvnDashboardPage *self, GtkListBox *list, GvnRecordList **model, const GvnRecordKind *kind, GType type,
           GtkListBoxCreateWidgetFunc create, const char *empty)
{
  GtkWidget *placeholder = gtk_label_new (empty);

  *model = gvn_record_list_new (type, kind);
  gtk_widget_add_css_class (placeholder, "dimmed");
  gtk_widget_set_margin_top (placeholder, 12);
  gtk_widget_set_margin_bottom (placeholder, 12);
  gtk_list_box_set_placeholder (list, placeholder);
  gtk_list_box_bind_model (list, G_LIST_MODEL (*model), create, self, NULL);
  g_signal_connect (list, "row-activated", G_CALLBACK (list_row_activated_cb), NULL);
}

/* What is read for the page ------------------------------------------------------- */

static GvnMeeting *
find_next (GPtrArray *meetings, const GvnNow *now, GvnMeeting **previous)
{
  for (guint i = 0; i < meetings->len; i++)
    {
      GvnMeeting *meeting = meetings->pdata[i];

      if (meeting->state == GVN_MEETING_CANCELLED)
        continue;
      if (gvn_meeting_is_open (meeting) && gvn_local_compare (&meeting->start, &now->local) >= 0)
        return meeting;
      *previous = meeting;
    }

  return NULL;
}

static void
add_contract_deadlines (GvnSession *session, const char *meeting, const char *only, GPtrArray *items)
{
  GvnDeadlineFilter filter
      = { .state = -1, .contract_only = TRUE, .subject_kind = GVN_SUBJECT_MEETING, .subject_id = meeting };
  g_autoptr (GPtrArray) found
      = gvn_register_list (gvn_session_get_db (session), &filter, gvn_session_get_now (session), NULL);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      GvnDeadline *deadline = found->pdata[i];

      if (!deadline->forecast && (only == NULL || g_str_equal (deadline->kind, only)))
        g_ptr_array_add (items, g_object_ref (deadline));
    }
}

/* "COPIL, Thursday 16 March 2028", in so many working days, and its lights: what
 * is owed for it, and the minutes of the one before. */
static void
refresh_steering (GvnDashboardPage *self, GvnSession *session)
{
  GvnMeetingFilter filter = { .body = "COPIL" };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (session), &filter, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GvnMeeting *previous = NULL;
  GvnMeeting *next = meetings != NULL ? find_next (meetings, gvn_session_get_now (session), &previous) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->steering), next != NULL || previous != NULL);
  if (next != NULL)
    {
      g_autofree char *day = gvn_text_moment (&next->start);
      g_autofree char *title = g_strdup_printf ("COPIL, %s", day);
      g_autofree char *distance = gvn_distance_in_words (session, &next->start.date);

      adw_preferences_group_set_title (self->steering, title);
      adw_preferences_group_set_description (self->steering, distance);
      add_contract_deadlines (session, next->id, NULL, items);
    }
  else
    {
      adw_preferences_group_set_title (self->steering, _ ("No COPIL to come"));
      adw_preferences_group_set_description (self->steering, _ ("Plan the year in Committees"));
    }
  if (previous != NULL)
    {
      add_contract_deadlines (session, previous->id, "minutes", items);
      add_contract_deadlines (session, previous->id, "remarks", items);
    }
  gvn_record_list_update (self->steering_model, items);
}

static void
refresh_unconfirmed (GvnDashboardPage *self, GvnSession *session)
{
  GvnMeetingFilter filter = { .to = gvn_session_get_now (session)->local.date, .open = TRUE };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (session), &filter, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; meetings != NULL && i < meetings->len && items->len < N_SHOWN; i++)
    if (gvn_meeting_is_unconfirmed (meetings->pdata[i], gvn_session_get_now (session)))
      g_ptr_array_add (items, g_object_ref (meetings->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->unconfirmed), items->len > 0);
  gvn_record_list_update (self->unconfirmed_model, items);
}

/* The side the user is on, DSIUN while nobody said who they are. */
static char *
dup_my_side (GvnSession *session)
{
  const char *me = gvn_session_get_me (session);
  g_autoptr (GvnPerson) person = me != NULL ? gvn_person_find (gvn_session_get_db (session), me, NULL) : NULL;

  return g_strdup (person != NULL ? person->side : "dsiun");
}

static gboolean
is_mine (GvnDashboardPage *self, GvnDeadline *deadline, const char *me)
{
  return me == NULL || !gtk_toggle_button_get_active (self->mine) || g_strcmp0 (deadline->owner_person_id, me) == 0;
}

static void
refresh_owed (GvnDashboardPage *self, GvnSession *session)
{
  GvnDeadlineFilter filter = { .state = -1, .pending = TRUE, .to = gvn_session_get_now (session)->local.date };
  const char *me = gvn_session_get_me (session);
  g_autofree char *side = dup_my_side (session);
  g_autoptr (GPtrArray) late = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) ours = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) theirs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  g_date_add_months (&filter.to, N_MONTHS_AHEAD);
  all = gvn_register_list (gvn_session_get_db (session), &filter, gvn_session_get_now (session), &error);
  if (all == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }

  for (guint i = 0; i < all->len; i++)
    {
      GvnDeadline *deadline = all->pdata[i];

      if (deadline->state == GVN_DEADLINE_OVERDUE || deadline->state == GVN_DEADLINE_OVERDUE_EXCUSED)
        g_ptr_array_add (late, g_object_ref (deadline));
      else if (!gvn_deadline_state_is_open (deadline->state))
        continue;
      else if (g_str_equal (deadline->owner_side, side))
        {
          if (ours->len < N_SHOWN && is_mine (self, deadline, me))
            g_ptr_array_add (ours, g_object_ref (deadline));
        }
      else if (theirs->len < N_SHOWN)
        g_ptr_array_add (theirs, g_object_ref (deadline));
    }
  gvn_record_list_update (self->late_model, late);
  gvn_record_list_update (self->ours_model, ours);
  gvn_record_list_update (self->theirs_model, theirs);
}

static void
gvn_dashboard_page_refresh (GvnPage *page)
{
  GvnDashboardPage *self = GVN_DASHBOARD_PAGE (page);
  GvnSession *session = gvn_page_get_session (page);

  gtk_widget_set_visible (GTK_WIDGET (self->mine), gvn_session_get_me (session) != NULL);
  refresh_steering (self, session);
  refresh_unconfirmed (self, session);
  refresh_owed (self, session);
  gvn_punctuality_refresh (self->punctuality, session);
}

static GtkWidget *
gvn_dashboard_page_get_picture (GvnPage *page, char **title)
{
  return gvn_punctuality_get_picture (GVN_DASHBOARD_PAGE (page)->punctuality, title);
}

static void
mine_toggled_cb (GvnDashboardPage *self)
{
  if (gvn_page_get_session (GVN_PAGE (self)) != NULL)
    refresh_owed (self, gvn_page_get_session (GVN_PAGE (self)));
}

static void
gvn_dashboard_page_dispose (GObject *object)
{
  GvnDashboardPage *self = GVN_DASHBOARD_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_DASHBOARD_PAGE);
  g_clear_object (&self->settings);
  g_clear_object (&self->steering_model);
  g_clear_object (&self->unconfirmed_model);
  g_clear_object (&self->late_model);
  g_clear_object (&self->ours_model);
  g_clear_object (&self->theirs_model);

  G_OBJECT_CLASS (gvn_dashboard_page_parent_class)->dispose (object);
}

static void
gvn_dashboard_page_class_init (GvnDashboardPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_dashboard_page_dispose;
  GVN_PAGE_CLASS (klass)->refresh = gvn_dashboard_page_refresh;
  GVN_PAGE_CLASS (klass)->get_picture = gvn_dashboard_page_get_picture;
  g_type_ensure (GVN_TYPE_PUNCTUALITY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/pages/gvn-dashboard-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnDashboardPage, steering);
  gtk_widget_class_bind_template_child (widget_class, GvnDashboardPage, unconfirmed);
  gtk_widget_class_bind_template_child (widget_class, GvnDashboardPage, mine);
  gtk_widget_class_bind_template_child (widget_class, GvnDashboardPage, steering_list);
  gtk_widget_class_bind_template_child (widget_class, GvnDashboardPage, unconfirmed_list);
  gtk_widget_class_bind_template_child (widget_class, GvnDashboardPage, late_list);
  gtk_widget_class_bind_template_child (widget_class, GvnDashboardPage, ours_list);
  gtk_widget_class_bind_template_child (widget_class, GvnDashboardPage, theirs_list);
  gtk_widget_class_bind_template_child (widget_class, GvnDashboardPage, punctuality);
  gtk_widget_class_bind_template_callback (widget_class, mine_toggled_cb);
}

static void
gvn_dashboard_page_init (GvnDashboardPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (GVN_APP_ID);
  g_settings_bind (self->settings, "mine", self->mine, "active", G_SETTINGS_BIND_DEFAULT);
  bind_list (self, self->steering_list, &self->steering_model, &deadline_kind, GVN_TYPE_DEADLINE, create_deadline_row,
             _ ("Nothing is owed for it"));
  bind_list (self, self->unconfirmed_list, &self->unconfirmed_model, &meeting_kind, GVN_TYPE_MEETING,
             create_meeting_row, "");
  bind_list (self, self->late_list, &self->late_model, &deadline_kind, GVN_TYPE_DEADLINE, create_deadline_row,
             _ ("Nothing is late"));
  bind_list (self, self->ours_list, &self->ours_model, &deadline_kind, GVN_TYPE_DEADLINE, create_deadline_row,
             _ ("Nothing in the next three months"));
  bind_list (self, self->theirs_list, &self->theirs_model, &deadline_kind, GVN_TYPE_DEADLINE, create_deadline_row,
             _ ("Nothing in the next three months"));
}
