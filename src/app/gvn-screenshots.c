/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "app/dialogs/gvn-ecab-dialog.h"
#include "app/dialogs/gvn-entry-dialog.h"
#include "app/dialogs/gvn-export-dialog.h"
#include "app/dialogs/gvn-grid-dialog.h"
#include "app/dialogs/gvn-history-dialog.h"
#include "app/dialogs/gvn-import-dialog.h"
#include "app/dialogs/gvn-matter-dialog.h"
#include "app/dialogs/gvn-matter-forms.h"
#include "app/dialogs/gvn-meeting-dialog.h"
#include "app/dialogs/gvn-plan-dialog.h"
#include "app/dialogs/gvn-preview-dialog.h"
#include "app/dialogs/gvn-preparation-dialog.h"
#include "app/dialogs/gvn-search-dialog.h"
#include "app/dialogs/gvn-who-dialog.h"
#include "app/dialogs/gvn-why-dialog.h"
#include "app/gvn-screenshots.h"
#include "app/gvn-sitting-window.h"
#include "app/mail/gvn-mail-dialog.h"
#include "app/orders/gvn-order-dialog.h"
#include "app/orders/gvn-request-form.h"
#include "app/preferences/gvn-preferences-dialog.h"
#include "app/preferences/gvn-preferences-pages.h"
#include "committees/gvn-meeting.h"
#include "deadlines/gvn-register.h"
#include "orders/gvn-order.h"
#include "proceedings/gvn-matter.h"
#include "store/gvn-history.h"

/* Time for the page to lay out. */
#define SETTLE_MS 700
#define N_RETRIES 40

typedef struct
{
  GvnWindow *window; /* owned */
  char *folder;
  guint step;
  guint n_retries;
  gboolean shown; /* the step's page is on screen, to be taken */
} Walk;

static void
show_who (GvnWindow *window)
{
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) == NULL)
    gvn_who_dialog_present (gvn_window_get_session (window), GTK_WIDGET (window));
}

static void
show_dashboard (GvnWindow *window)
{
  gvn_window_show_section (window, "dashboard");
}

static GtkWidget *
find_last (GtkWidget *widget, const char *type)
{
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_last_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_prev_sibling (child))
    found = find_last (child, type);

  return found == NULL && g_str_equal (G_OBJECT_TYPE_NAME (widget), type) ? widget : found;
}

/* The foot of the dashboard, where the focus brings the charts. */
static void
show_charts (GvnWindow *window)
{
  GtkWidget *bars = find_last (GTK_WIDGET (window), "GvnChartBars");

  gvn_window_show_section (window, "dashboard");
  if (bars != NULL)
    gtk_widget_child_focus (bars, GTK_DIR_TAB_FORWARD);
}

static void
show_deadlines (GvnWindow *window)
{
  gvn_window_show_section (window, "deadlines");
}

static void
show_agenda (GvnWindow *window, const char *view)
{
  g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);

  gvn_window_show_section (window, "agenda");
  g_settings_set_string (settings, "agenda-view", view);
}

static void
show_week (GvnWindow *window)
{
  show_agenda (window, "week");
}

static void
show_month (GvnWindow *window)
{
  show_agenda (window, "month");
}

static void
show_year (GvnWindow *window)
{
  show_agenda (window, "year");
}

static void
show_table (GvnWindow *window)
{
  show_agenda (window, "table");
}

static void
show_committees (GvnWindow *window)
{
  gvn_window_show_section (window, "committees");
}

/* The next meeting of a body. */
static char *
dup_next (GvnSession *session, const char *body)
{
  GvnMeetingFilter filter = { .body = body, .from = gvn_session_get_now (session)->local.date };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (session), &filter, NULL);

  return meetings != NULL && meetings->len > 0 ? g_strdup (((GvnMeeting *) meetings->pdata[0])->id) : NULL;
}

static void
show_meeting (GvnWindow *window)
{
  GvnSession *session = gvn_window_get_session (window);
  g_autofree char *copil = dup_next (session, "COPIL");

  if (copil != NULL)
    gvn_meeting_dialog_present (session, copil, GTK_WIDGET (window));
}

static void
show_document (GvnWindow *window)
{
  GvnSession *session = gvn_window_get_session (window);
  GvnMeetingFilter filter = { .body = "COPIL", .to = gvn_session_get_now (session)->local.date };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (session), &filter, NULL);

  if (meetings != NULL && meetings->len > 0)
    gvn_window_show_meeting (window, ((GvnMeeting *) meetings->pdata[meetings->len - 1])->id);
}

/* The COPIL to come. */
static void
show_upcoming (GvnWindow *window)
{
  g_autofree char *copil = dup_next (gvn_window_get_session (window), "COPIL");

  if (copil != NULL)
    gvn_window_show_meeting (window, copil);
}

static void
show_preview (GvnWindow *window)
{
  g_autofree char *copil = dup_next (gvn_window_get_session (window), "COPIL");

  if (copil != NULL)
    gvn_preview_dialog_present_meeting (gvn_window_get_session (window), copil, GVN_MEETING_PAPER_AGENDA,
                                        GTK_WIDGET (window));
}

static void
show_sitting (GvnWindow *window)
{
  GvnSession *session = gvn_window_get_session (window);
  GvnMeetingFilter filter = { .body = "COPIL", .to = gvn_session_get_now (session)->local.date };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (session), &filter, NULL);

  if (meetings != NULL && meetings->len > 0)
    gvn_sitting_window_present (session, ((GvnMeeting *) meetings->pdata[meetings->len - 1])->id, GTK_WIDGET (window));
}

static void
show_history (GvnWindow *window)
{
  GvnSession *session = gvn_window_get_session (window);
  g_autofree char *copil = dup_next (session, "COPIL");
  g_autofree char *object = g_strdup_printf (GVN_SUBJECT_MEETING " %s", copil);

  if (copil != NULL)
    gvn_history_dialog_present (session, object, GTK_WIDGET (window));
}

static void
show_why (GvnWindow *window)
{
  GvnSession *session = gvn_window_get_session (window);
  GvnDeadlineFilter filter = { .state = GVN_DEADLINE_DUE_SOON };
  g_autoptr (GPtrArray) deadlines
      = gvn_register_list (gvn_session_get_db (session), &filter, gvn_session_get_now (session), NULL);

  if (deadlines != NULL && deadlines->len > 0)
    gvn_why_dialog_present (session, deadlines->pdata[0], GTK_WIDGET (window));
}

static void
show_plan (GvnWindow *window)
{
  gvn_plan_dialog_present (gvn_window_get_session (window), GTK_WIDGET (window));
}

static void
show_preferences_page (GvnWindow *window, const char *page)
{
  AdwDialog *dialog = gvn_preferences_dialog_new (gvn_window_get_session (window));

  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), page);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

static void
show_people (GvnWindow *window)
{
  show_preferences_page (window, "people");
}

static void
show_readings (GvnWindow *window)
{
  show_preferences_page (window, "readings");
}

static void
show_calendars (GvnWindow *window)
{
  show_preferences_page (window, "calendars");
}

static void
show_body (GvnWindow *window)
{
  gvn_body_dialog_present (gvn_window_get_session (window), "CAB-AESN", GTK_WIDGET (window));
}

static void
show_schedule (GvnWindow *window)
{
  gvn_schedule_form_present (gvn_window_get_session (window), "COPIL", GTK_WIDGET (window));
}

static void
show_search (GvnWindow *window)
{
  gvn_search_dialog_present (gvn_window_get_session (window), "copil", GTK_WIDGET (window));
}

static void
show_cab (GvnWindow *window)
{
  gvn_window_show_section (window, "cab");
}

/* The one that is late. */
static void
show_ecab (GvnWindow *window)
{
  gvn_ecab_dialog_present (gvn_window_get_session (window), "eCAB-5", GTK_WIDGET (window));
}

static void
show_grid (GvnWindow *window)
{
  GvnSession *session = gvn_window_get_session (window);
  g_autofree char *cprob = dup_next (session, "CPROB");

  if (cprob != NULL)
    gvn_grid_dialog_present (session, cprob, GTK_WIDGET (window));
}

static void
show_preparation (GvnWindow *window)
{
  GvnSession *session = gvn_window_get_session (window);
  g_autofree char *copil = dup_next (session, "COPIL");

  if (copil != NULL)
    gvn_preparation_dialog_present (session, copil, GTK_WIDGET (window));
}

static void
show_journal (GvnWindow *window)
{
  gvn_window_show_section (window, "journal");
}

static void
show_money (GvnWindow *window)
{
  gvn_window_show_section (window, "money");
}

static void
show_matters (GvnWindow *window)
{
  gvn_window_show_section (window, "matters");
}

static void
show_matter_of (GvnWindow *window, const char *code, void (*present) (GvnSession *, const char *, GtkWidget *))
{
  GvnSession *session = gvn_window_get_session (window);
  g_autoptr (GvnMatter) matter = gvn_matter_find (gvn_session_get_db (session), code, NULL);

  if (matter != NULL)
    present (session, matter->id, GTK_WIDGET (window));
}

/* An alert that went up twice. */
static void
show_matter (GvnWindow *window)
{
  show_matter_of (window, "L-2", gvn_matter_dialog_present);
}

/* A decision beyond the power of its COSUI. */
static void
show_decision (GvnWindow *window)
{
  show_matter_of (window, "D-2", gvn_matter_dialog_present);
}

static void
show_matter_edit (GvnWindow *window)
{
  show_matter_of (window, "A-1", gvn_matter_form_present);
}

static void
show_escalation (GvnWindow *window)
{
  show_matter_of (window, "L-2", gvn_escalation_form_present);
}

/* What was done last. */
static void
show_entry (GvnWindow *window)
{
  GvnSession *session = gvn_window_get_session (window);
  const GvnHistoryFilter all = { NULL };
  g_autoptr (GArray) numbers = gvn_history_list (gvn_session_get_db (session), &all, NULL);

  if (numbers != NULL && numbers->len > 0)
    gvn_entry_dialog_present (session, g_array_index (numbers, gint64, 0), GTK_WIDGET (window));
}

static void
show_mail (GvnWindow *window)
{
  g_autofree char *copil = dup_next (gvn_window_get_session (window), "COPIL");

  if (copil != NULL)
    gvn_mail_open_convocation (gvn_window_get_session (window), copil, GTK_WIDGET (window));
}

/* The minutes of a COSUI, where somebody has no address. */
static void
show_minutes_mail (GvnWindow *window)
{
  GvnSession *session = gvn_window_get_session (window);
  GvnMeetingFilter filter = { .body = "COSUI-AERM", .to = gvn_session_get_now (session)->local.date };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (session), &filter, NULL);

  if (meetings != NULL && meetings->len > 0)
    gvn_mail_open_minutes (session, ((GvnMeeting *) meetings->pdata[meetings->len - 2])->id, GTK_WIDGET (window));
}

/* All that is open, by owner. */
static void
show_mails (GvnWindow *window)
{
  GvnSession *session = gvn_window_get_session (window);
  const GvnMatterFilter filter = { .kinds = 1u << GVN_MATTER_ACTION, .group = GVN_MATTERS_OPEN };
  g_autoptr (GPtrArray) matters
      = gvn_matter_list (gvn_session_get_db (session), &filter, gvn_session_get_now (session), NULL);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) taken = NULL;

  for (guint i = 0; matters != NULL && i < matters->len; i++)
    g_strv_builder_add (ids, ((GvnMatter *) matters->pdata[i])->id);
  taken = g_strv_builder_end (ids);
  gvn_mail_dialog_present (session, GVN_MAIL_REMINDER, (const char *const *) taken, GTK_WIDGET (window));
}

static void
show_mail_templates (GvnWindow *window)
{
  show_preferences_page (window, "mails");
}

static void
show_mail_template (GvnWindow *window)
{
  gvn_mail_template_form_present (gvn_window_get_session (window), "convocation", GTK_WIDGET (window));
}

static void
show_orders_as (GvnWindow *window, const char *view)
{
  g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);

  gvn_window_show_section (window, "orders");
  g_settings_set_string (settings, "orders-view", view);
}

static void
show_orders (GvnWindow *window)
{
  show_orders_as (window, "table");
}

static void
show_orders_board (GvnWindow *window)
{
  show_orders_as (window, "board");
}

/* One that went far: its notes are there. */
static void
show_order (GvnWindow *window)
{
  GvnSession *session = gvn_window_get_session (window);
  GvnOrderFilter filter = GVN_ORDER_FILTER_INIT;
  g_autoptr (GPtrArray) orders
      = gvn_order_list (gvn_session_get_db (session), &filter, gvn_session_get_now (session), NULL);
  GvnOrder *shown = NULL;

  for (guint i = 0; orders != NULL && i < orders->len; i++)
    {
      GvnOrder *order = orders->pdata[i];

      if (shown == NULL || order->facts->len > shown->facts->len)
        shown = order;
    }
  if (shown != NULL)
    gvn_order_dialog_present (session, shown->id, GTK_WIDGET (window));
}

/* As it is typed. */
static void
show_order_new (GvnWindow *window)
{
  AdwDialog *dialog;
  GtkWidget *unit;

  gvn_request_form_present (gvn_window_get_session (window), NULL, GTK_WIDGET (window));
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  unit = dialog != NULL ? adw_dialog_get_focus (dialog) : NULL;
  if (unit != NULL)
    gtk_editable_set_text (GTK_EDITABLE (unit), "12a");
}

static void
show_export (GvnWindow *window)
{
  adw_dialog_present (gvn_export_dialog_new (gvn_window_get_session (window)), GTK_WIDGET (window));
}

static void
show_import (GvnWindow *window)
{
  gvn_import_dialog_present (gvn_window_get_session (window), "actions", GTK_WIDGET (window));
}

/* A sheet as people have them: one line changes, one is new, one is refused. */
static void
read_import (GvnWindow *window)
{
  static const char sheet[] = "N°;Action;Comité;Partie;Échéance;Statut\n"
                              "A-5;;;;15/04/2028;\n"
                              ";Renouveler les certificats du proxy;COSUI-AESN;DSIUN;31/03/2028;En cours\n"
                              ";Chiffrer la reprise des sauvegardes;COPIL;DSIUN;31/02/2028;En cours\n";
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "Suivi des actions.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  show_import (window);
  if (g_file_set_contents (path, sheet, -1, NULL))
    gvn_import_dialog_read_file (
        GVN_IMPORT_DIALOG (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))), file);
}

/* Goes on once the sheet is read, however long that takes; a refused line ends it there. */
static gboolean
preview_cb (gpointer window)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (window);

  if (!GVN_IS_IMPORT_DIALOG (dialog))
    return G_SOURCE_REMOVE;
  gtk_widget_activate_action (GTK_WIDGET (dialog), "import.next", NULL);

  return G_SOURCE_CONTINUE;
}

static void
show_import_preview (GvnWindow *window)
{
  read_import (window);
  g_timeout_add (SETTLE_MS / 10, preview_cb, window);
}

static const struct
{
  const char *name;
  void (*show) (GvnWindow *window);
} steps[] = {
  { "who", show_who },
  { "dashboard", show_dashboard },
  { "charts", show_charts },
  { "deadlines", show_deadlines },
  { "agenda-month", show_month },
  { "agenda-week", show_week },
  { "agenda-year", show_year },
  { "agenda-table", show_table },
  { "committees", show_committees },
  { "matters", show_matters },
  { "matter", show_matter },
  { "decision", show_decision },
  { "matter-edit", show_matter_edit },
  { "escalation", show_escalation },
  { "cab", show_cab },
  { "ecab", show_ecab },
  { "grid", show_grid },
  { "upcoming", show_upcoming },
  { "money", show_money },
  { "journal", show_journal },
  { "entry", show_entry },
  { "meeting", show_meeting },
  { "document", show_document },
  { "sitting", show_sitting },
  { "preparation", show_preparation },
  { "preview", show_preview },
  { "history", show_history },
  { "why", show_why },
  { "plan", show_plan },
  { "people", show_people },
  { "readings", show_readings },
  { "calendars", show_calendars },
  { "body", show_body },
  { "schedule", show_schedule },
  { "search", show_search },
  { "export", show_export },
  { "import", show_import },
  { "import-columns", read_import },
  { "import-preview", show_import_preview },
  { "mail", show_mail },
  { "minutes-mail", show_minutes_mail },
  { "mails", show_mails },
  { "mail-templates", show_mail_templates },
  { "mail-template", show_mail_template },
  { "orders", show_orders },
  { "orders-board", show_orders_board },
  { "order", show_order },
  { "order-new", show_order_new },
};

/* The window of its own a step opened, else that of the contract. */
static GtkWindow *
find_window (GvnWindow *window)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *item = all; item != NULL; item = item->next)
    if (GVN_IS_SITTING_WINDOW (item->data))
      return item->data;

  return GTK_WINDOW (window);
}

/* FALSE while the window has still to lay out. */
static gboolean
save (GtkWindow *window, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  int width = gdk_paintable_get_intrinsic_width (paintable), height = gdk_paintable_get_intrinsic_height (paintable);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return FALSE;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);

  return gdk_texture_save_to_png (texture, path);
}

static gboolean step_cb (gpointer data);

/* From now, however long it took to come here. */
static void
wait_for_step (Walk *walk)
{
  g_timeout_add (SETTLE_MS, step_cb, walk);
}

static gboolean
step_cb (gpointer data)
{
  Walk *walk = data;
  AdwDialog *dialog;

  if (walk->shown)
    {
      GtkWindow *window = find_window (walk->window);
      g_autofree char *path = g_strdup_printf ("%s/%s.png", walk->folder, steps[walk->step].name);

      if (!save (window, path) && walk->n_retries++ < N_RETRIES)
        {
          wait_for_step (walk);
          return G_SOURCE_REMOVE;
        }
      walk->n_retries = 0;
      dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (walk->window));
      if (dialog != NULL)
        adw_dialog_force_close (dialog);
      if (window != GTK_WINDOW (walk->window))
        gtk_window_destroy (window);
      walk->step++;
    }

  walk->shown = walk->step < G_N_ELEMENTS (steps);
  if (walk->shown)
    {
      steps[walk->step].show (walk->window);
      wait_for_step (walk);
      return G_SOURCE_REMOVE;
    }

  gtk_window_close (GTK_WINDOW (walk->window));
  g_object_unref (walk->window);
  g_free (walk->folder);
  g_free (walk);

  return G_SOURCE_REMOVE;
}

void
gvn_screenshots_take (GvnWindow *window, const char *folder)
{
  Walk *walk = g_new0 (Walk, 1);

  /* a dialog half open is no picture, and how far it got depends on the machine */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_mkdir_with_parents (folder, 0755);
  walk->window = g_object_ref (window);
  walk->folder = g_strdup (folder);
  wait_for_step (walk);
}
