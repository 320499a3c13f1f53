/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-cause-dialog.h"
#include "app/dialogs/gvn-history-dialog.h"
#include "app/dialogs/gvn-meeting-dialog.h"
#include "app/dialogs/gvn-why-dialog.h"
#include "app/gvn-ui.h"
#include "app/mail/gvn-mail-dialog.h"
#include "app/orders/gvn-order-dialog.h"
#include "app/widgets/gvn-deadline-row.h"
#include "base/gvn-text.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-register.h"
#include "orders/gvn-order.h"
#include "orders/gvn-recurring.h"

static void
open_recurring (GvnSession *session, const char *month, GtkWidget *parent)
{
  gtk_widget_activate_action (parent, "win.recurring", NULL);
}

/* How what a deadline is about is opened; a later domain adds its own. */
static const struct
{
  const char *kind;
  const char *label;
  GvnRowOpen open;
} subjects[] = {
  { GVN_SUBJECT_MEETING, N_ ("Open the meeting"), gvn_meeting_dialog_present },
  { GVN_SUBJECT_ORDER, N_ ("Open the order"), gvn_order_dialog_present },
  { GVN_SUBJECT_RECURRING_MONTH, N_ ("Open what is ordered every month"), open_recurring },
};

static void
open_subject_cb (GtkWidget *row, gpointer index)
{
  AdwDialog *dialog = ADW_DIALOG (gtk_widget_get_ancestor (row, ADW_TYPE_DIALOG));
  GtkWidget *parent = GTK_WIDGET (gtk_widget_get_root (row));
  g_autoptr (GvnSession) session = g_object_ref (g_object_get_data (G_OBJECT (row), "session"));
  g_autofree char *subject = g_strdup (g_object_get_data (G_OBJECT (row), "subject"));

  adw_dialog_close (dialog);
  subjects[GPOINTER_TO_UINT (index)].open (session, subject, parent);
}

/* What has a place of its own is opened there. */
static void
add_subject (AdwPreferencesGroup *group, GvnDeadline *deadline, GvnSession *session)
{
  guint i = 0;
  GtkWidget *row;

  while (i < G_N_ELEMENTS (subjects) && !g_str_equal (subjects[i].kind, deadline->subject_kind))
    i++;
  row = gvn_ui_add_row (group, deadline->subject, i < G_N_ELEMENTS (subjects) ? _ (subjects[i].label) : NULL);
  if (i == G_N_ELEMENTS (subjects))
    return;
  g_object_set_data_full (G_OBJECT (row), "subject", g_strdup (deadline->subject_id), g_free);
  g_object_set_data_full (G_OBJECT (row), "session", g_object_ref (session), g_object_unref);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (open_subject_cb), GUINT_TO_POINTER (i));
}

static void
add_days (AdwPreferencesGroup *group, GPtrArray *days)
{
  for (guint i = 0; i < days->len; i++)
    {
      const GvnCountedDay *day = days->pdata[i];
      g_autofree char *date = gvn_text_weekday_date (&day->date);
      g_autofree char *number = g_strdup_printf ("%d", day->counted);
      GtkWidget *row = gvn_ui_add_row (group, date, day->reason);

      gvn_ui_add_suffix (row, day->counted > 0 ? number : "–", day->counted > 0 ? "numeric" : "dimmed");
    }
}

static void
add_summary (AdwPreferencesGroup *group, GvnDeadline *deadline, GvnSession *session)
{
  g_autofree char *due = gvn_text_moment (&deadline->due);
  const char *cause = gvn_cause_get_label (deadline->cause);

  gvn_ui_add_row (group, _ ("Due"), due);
  gvn_ui_add_row (group, _ ("State"), gvn_deadline_state_get_label (deadline->state));
  gvn_ui_add_row (group, _ ("Clause"), deadline->clause);
  gvn_ui_add_row (group, _ ("Owed by"),
                  deadline->owner_person != NULL ? deadline->owner_person : deadline->owner_role_label);
  if (cause != NULL)
    gvn_ui_add_row (group, _ ("Cause"), cause);
  if (deadline->waived_reason != NULL)
    gvn_ui_add_row (group, _ ("Waived"), deadline->waived_reason);
  add_subject (group, deadline, session);
}

static void
set_cause_cb (GtkWidget *row, gpointer waive)
{
  GtkWidget *parent = GTK_WIDGET (gtk_widget_get_root (row));
  g_autoptr (GvnSession) session = g_object_ref (g_object_get_data (G_OBJECT (row), "session"));
  g_autoptr (GvnDeadline) deadline = g_object_ref (g_object_get_data (G_OBJECT (row), "deadline"));

  gvn_ui_close_dialog (row);
  gvn_cause_dialog_present (session, deadline, GPOINTER_TO_INT (waive), parent);
}

static void
add_button (AdwPreferencesGroup *group, const char *title, gboolean waive, GvnDeadline *deadline, GvnSession *session)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_object_set_data_full (G_OBJECT (row), "session", g_object_ref (session), g_object_unref);
  g_object_set_data_full (G_OBJECT (row), "deadline", g_object_ref (deadline), g_object_unref);
  g_signal_connect (row, "activated", G_CALLBACK (set_cause_cb), GINT_TO_POINTER (waive));
  adw_preferences_group_add (group, row);
}

void
gvn_why_dialog_present (GvnSession *session, GvnDeadline *deadline, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) days = gvn_register_explain (gvn_session_get_db (session), deadline, &error);
  AdwPreferencesGroup *summary = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *count = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  if (days == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }

  gvn_ui_set_group_title (summary, deadline->label);
  add_summary (summary, deadline, session);
  adw_preferences_group_set_title (count, _ ("Day by day"));
  adw_preferences_group_set_description (count,
                                         _ ("Counted on the contract’s calendar; the trigger day is not counted."));
  add_days (count, days);
  if (!gvn_store_is_read_only (gvn_session_get_store (session)))
    {
      if (gvn_mail_may_ask_for (deadline))
        gvn_ui_add_opener (summary, _ ("Write to Ask for It…"), session, gvn_mail_open_relance, deadline->id);
      add_button (summary, _ ("Name the Cause of a Lateness…"), FALSE, deadline, session);
      add_button (summary, _ ("Waive…"), TRUE, deadline, session);
    }
  adw_preferences_page_add (page, summary);
  adw_preferences_page_add (page, count);
  gvn_history_add_opener (page, session, deadline->subject_kind, deadline->subject_id);
  gvn_ui_present_page (_ ("Why This Date?"), page, 480, 640, parent);
}
