/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-sections.h"
#include "app/money/gvn-money-page.h"
#include "app/orders/gvn-order-words.h"
#include "app/orders/gvn-orders-page.h"
#include "app/pages/gvn-agenda-page.h"
#include "app/pages/gvn-cab-page.h"
#include "app/pages/gvn-committees-page.h"
#include "app/pages/gvn-dashboard-page.h"
#include "app/pages/gvn-deadlines-page.h"
#include "app/pages/gvn-journal-page.h"
#include "app/pages/gvn-matters-page.h"
#include "committees/gvn-meeting.h"
#include "deadlines/gvn-register.h"
#include "orders/gvn-order.h"
#include "proceedings/gvn-emergency-change.h"
#include "proceedings/gvn-matter.h"

/* Counting ------------------------------------------------------------------------------- */

/**
 * Asked:
 * @me: (nullable): the person the user is
 * @mine: whether deadlines of others are left out
 *
 * Whose things wait, and when.
 */
typedef struct
{
  char *me;
  gboolean mine;
  GvnNow now;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *self = data;

  g_free (self->me);
  g_free (self);
}

/* Overdue ones, by the contract's own readings. */
static gboolean
count_deadlines (GvnDb *db, const Asked *asked, guint *n, GError **error)
{
  GvnDeadlineFilter filter = { .state = GVN_DEADLINE_OVERDUE, .contract_only = TRUE };
  g_autoptr (GPtrArray) deadlines = gvn_register_list (db, &filter, &asked->now, error);

  for (guint i = 0; deadlines != NULL && i < deadlines->len; i++)
    *n += !asked->mine || asked->me == NULL
          || g_strcmp0 (((GvnDeadline *) deadlines->pdata[i])->owner_person_id, asked->me) == 0;

  return deadlines != NULL;
}

/* Meetings nobody said were held. */
static gboolean
count_meetings (GvnDb *db, const Asked *asked, guint *n, GError **error)
{
  GvnMeetingFilter filter = { .to = asked->now.local.date, .open = TRUE };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (db, &filter, error);

  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    *n += gvn_meeting_is_unconfirmed (meetings->pdata[i], &asked->now);

  return meetings != NULL;
}

static gboolean
count_actions (GvnDb *db, const Asked *asked, guint *n, GError **error)
{
  return gvn_matter_count_late (db, asked->me, &asked->now, n, error);
}

static gboolean
count_changes (GvnDb *db, const Asked *asked, guint *n, GError **error)
{
  const GvnEmergencyFilter all = GVN_EMERGENCY_FILTER_INIT;
  g_autoptr (GPtrArray) changes = gvn_emergency_change_list (db, &all, &asked->now, error);

  for (guint i = 0; changes != NULL && i < changes->len; i++)
    *n += gvn_emergency_state_is_open (((GvnEmergencyChange *) changes->pdata[i])->state);

  return changes != NULL;
}

static gboolean
count_orders (GvnDb *db, const Asked *asked, guint *n, GError **error)
{
  const GvnOrderFilter filter = { .state = -1, .late = TRUE, .unfinished = TRUE };
  g_autoptr (GPtrArray) orders = gvn_order_list (db, &filter, &asked->now, error);

  for (guint i = 0; orders != NULL && i < orders->len; i++)
    *n += gvn_order_is_open (orders->pdata[i]);

  return orders != NULL;
}

/* Sections ------------------------------------------------------------------------------- */

typedef gboolean (*Count) (GvnDb *db, const Asked *asked, guint *n, GError **error);

static const struct
{
  GvnWindowSection section;
  Count count; /* NULL where nothing waits */
} sections[GVN_N_SECTIONS] = {
  { { "dashboard", N_ ("Dashboard"), "view-grid-symbolic", gvn_dashboard_page_get_type }, NULL },
  { { "deadlines", N_ ("Deadlines"), "alarm-symbolic", gvn_deadlines_page_get_type }, count_deadlines },
  { { "agenda", N_ ("Agenda"), "x-office-calendar-symbolic", gvn_agenda_page_get_type }, NULL },
  { { "committees", N_ ("Committees"), "system-users-symbolic", gvn_committees_page_get_type }, count_meetings },
  { { "matters", N_ ("Actions and Decisions"), "object-select-symbolic", gvn_matters_page_get_type }, count_actions },
  { { "cab", N_ ("CAB"), "view-dual-symbolic", gvn_cab_page_get_type }, count_changes },
  { { "orders", N_ ("Orders"), "package-x-generic-symbolic", gvn_orders_page_get_type }, count_orders },
  { { "money", N_ ("Money"), "accessories-calculator-symbolic", gvn_money_page_get_type }, NULL },
  { { "journal", N_ ("Journal"), "document-open-recent-symbolic", gvn_journal_page_get_type }, NULL },
};

const GvnWindowSection *
gvn_window_section_get (guint number)
{
  return &sections[number].section;
}

/* A #GvnRead: how much waits in each section. */
static gpointer
read_counts (GvnDb *db, gpointer asked, GError **error)
{
  g_autofree guint *counts = g_new0 (guint, GVN_N_SECTIONS);

  for (guint i = 0; i < GVN_N_SECTIONS; i++)
    if (sections[i].count != NULL && !sections[i].count (db, asked, &counts[i], error))
      return NULL;

  return g_steal_pointer (&counts);
}

/* The list ------------------------------------------------------------------------------- */

struct _GvnSectionList
{
  AdwBin parent_instance;

  /* owned */
  GvnSession *session;
  GSignalGroup *signals;
  GSettings *settings;
  GCancellable *counting;

  GtkListBox *rows;
  GtkWidget *badges[GVN_N_SECTIONS];
  guint later; /* the source that counts */
};

G_DEFINE_FINAL_TYPE (GvnSectionList, gvn_section_list, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Once for all that happens meanwhile, and after the first frames. */
#define LATER_MS 300

static void
show_count (GvnSectionList *self, guint section, guint n)
{
  GtkWidget *badge = self->badges[section];
  GtkWidget *row = gtk_widget_get_ancestor (badge, GTK_TYPE_LIST_BOX_ROW);
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *spoken = g_strdup_printf (ngettext ("%u waiting", "%u waiting", n), n);

  gtk_label_set_text (GTK_LABEL (badge), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, n > 0 ? spoken : "", -1);
  gtk_widget_set_visible (badge, n > 0);
}

static void
show_counts (gpointer list, gpointer read)
{
  const guint *counts = read;

  for (guint i = 0; counts != NULL && i < GVN_N_SECTIONS; i++)
    show_count (list, i, counts[i]);
}

static void
stop_counting (GvnSectionList *self)
{
  gvn_session_stop_reading (&self->counting);
  g_clear_handle_id (&self->later, g_source_remove);
}

static void
count_cb (gpointer data)
{
  GvnSectionList *self = data;
  Asked *asked = g_new (Asked, 1);

  self->later = 0;
  *asked = (Asked) { g_strdup (gvn_session_get_me (self->session)), g_settings_get_boolean (self->settings, "mine"),
                     *gvn_session_get_now (self->session) };
  gvn_session_read (self->session, &self->counting, read_counts, asked, asked_free, g_free, show_counts, self);
}

static void
count_later (GvnSectionList *self)
{
  if (self->later == 0 && self->session != NULL)
    self->later = g_timeout_add_once (LATER_MS, count_cb, self);
}

void
gvn_section_list_set_session (GvnSectionList *self, GvnSession *session)
{
  stop_counting (self);
  g_set_object (&self->session, session);
  g_signal_group_set_target (self->signals, session);
  count_later (self);
}

/* Shows which section is on screen. */
void
gvn_section_list_select (GvnSectionList *self, const char *name)
{
  for (guint i = 0; i < GVN_N_SECTIONS; i++)
    if (g_strcmp0 (sections[i].section.name, name) == 0)
      gtk_list_box_select_row (self->rows, gtk_list_box_get_row_at_index (self->rows, (int) i));
}

static void
row_activated_cb (GvnSectionList *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, sections[gtk_list_box_row_get_index (row)].section.name);
}

static void
gvn_section_list_dispose (GObject *object)
{
  GvnSectionList *self = GVN_SECTION_LIST (object);

  stop_counting (self);
  g_clear_object (&self->signals);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gvn_section_list_parent_class)->dispose (object);
}

static void
gvn_section_list_class_init (GvnSectionListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gvn_section_list_dispose;

  /**
   * GvnSectionList::chosen:
   * @name: of the section
   */
  signals[CHOSEN] = g_signal_new ("chosen", GVN_TYPE_SECTION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_STRING);
}

static void
add_row (GvnSectionList *self, guint number)
{
  const GvnWindowSection *section = gvn_window_section_get (number);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (_ (section->title));
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (badge, "gvn-badge");
  gtk_widget_add_css_class (badge, "numeric");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (badge, FALSE);
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name (section->icon));
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (row), badge);
  gtk_list_box_append (self->rows, row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (section->title), -1);
  self->badges[number] = badge;
}

static void
gvn_section_list_init (GvnSectionList *self)
{
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_tab_behavior (self->rows, GTK_LIST_TAB_ITEM);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sections"), -1);
  for (guint i = 0; i < GVN_N_SECTIONS; i++)
    add_row (self, i);
  g_signal_connect_swapped (self->rows, "row-activated", G_CALLBACK (row_activated_cb), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->rows));
  self->signals = g_signal_group_new (GVN_TYPE_SESSION);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (count_later), self);
  self->settings = g_settings_new (GVN_APP_ID);
  g_signal_connect_object (self->settings, "changed::mine", G_CALLBACK (count_later), self, G_CONNECT_SWAPPED);
}
