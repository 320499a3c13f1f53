/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

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
#include "app/dialogs/gvn-preparation-dialog.h"
#include "app/dialogs/gvn-preview-dialog.h"
#include "app/dialogs/gvn-search-dialog.h"
#include "app/dialogs/gvn-why-dialog.h"
#include "app/gvn-screenshots-private.h"
#include "app/mail/gvn-mail-dialog.h"
#include "app/preferences/gvn-preferences-dialog.h"
#include "app/preferences/gvn-preferences-pages.h"
#include "committees/gvn-meeting.h"
#include "deadlines/gvn-register.h"
#include "proceedings/gvn-matter.h"
#include "store/gvn-history.h"

/* What opens over the pages. */

/* The next meeting of a body. */
char *
gvn_screenshots_dup_next (GvnSession *session, const char *body)
{
  GvnMeetingFilter filter = { .body = body, .from = gvn_session_get_now (session)->local.date };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (session), &filter, NULL);

  return meetings != NULL && meetings->len > 0 ? g_strdup (((GvnMeeting *) meetings->pdata[0])->id) : NULL;
}

static void
show_meeting (GvnWindow *window)
{
  GvnSession *session = gvn_window_get_session (window);
  g_autofree char *copil = gvn_screenshots_dup_next (session, "COPIL");

  if (copil != NULL)
    gvn_meeting_dialog_present (session, copil, GTK_WIDGET (window));
}

static void
show_preview (GvnWindow *window)
{
  g_autofree char *copil = gvn_screenshots_dup_next (gvn_window_get_session (window), "COPIL");

  if (copil != NULL)
    gvn_preview_dialog_present_meeting (gvn_window_get_session (window), copil, GVN_MEETING_PAPER_AGENDA,
                                        GTK_WIDGET (window));
}

static void
show_history (GvnWindow *window)
{
  GvnSession *session = gvn_window_get_session (window);
  g_autofree char *copil = gvn_screenshots_dup_next (session, "COPIL");
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
  g_autofree char *cprob = gvn_screenshots_dup_next (session, "CPROB");

  if (cprob != NULL)
    gvn_grid_dialog_present (session, cprob, GTK_WIDGET (window));
}

static void
show_preparation (GvnWindow *window)
{
  GvnSession *session = gvn_window_get_session (window);
  g_autofree char *copil = gvn_screenshots_dup_next (session, "COPIL");

  if (copil != NULL)
    gvn_preparation_dialog_present (session, copil, GTK_WIDGET (window));
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
  g_autofree char *copil = gvn_screenshots_dup_next (gvn_window_get_session (window), "COPIL");

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
  g_timeout_add (GVN_SCREENSHOT_SETTLE_MS / 10, preview_cb, window);
}

const GvnScreenshotStep gvn_screenshot_dialogs[] = {
  { "matter", show_matter },
  { "decision", show_decision },
  { "matter-edit", show_matter_edit },
  { "escalation", show_escalation },
  { "ecab", show_ecab },
  { "grid", show_grid },
  { "entry", show_entry },
  { "meeting", show_meeting },
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
  { NULL },
};
