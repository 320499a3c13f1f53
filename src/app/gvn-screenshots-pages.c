/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/gvn-who-dialog.h"
#include "app/gvn-screenshots-private.h"
#include "app/gvn-sitting-window.h"
#include "committees/gvn-meeting.h"

/* The pages of the window. */

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
  g_autofree char *copil = gvn_screenshots_dup_next (gvn_window_get_session (window), "COPIL");

  if (copil != NULL)
    gvn_window_show_meeting (window, copil);
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
show_cab (GvnWindow *window)
{
  gvn_window_show_section (window, "cab");
}

static void
show_journal (GvnWindow *window)
{
  gvn_window_show_section (window, "journal");
}

static void
show_matters (GvnWindow *window)
{
  gvn_window_show_section (window, "matters");
}

const GvnScreenshotStep gvn_screenshot_pages[] = {
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
  { "cab", show_cab },
  { "upcoming", show_upcoming },
  { "journal", show_journal },
  { "document", show_document },
  { "sitting", show_sitting },
  { NULL },
};
