/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing to people, on the demonstration. */
#include "config.h"

#include "../gvn-test-names.h"
#include "../gvn-test-window.h"
#include "app/mail/gvn-mail-dialog.h"
#include "app/preferences/gvn-preferences-pages.h"
#include "proceedings/gvn-matter.h"

static GtkWidget *
get_dialog (TestWindow *app)
{
  return GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (app->window)));
}

/* The next COPIL of the demonstration: Thursday 16 March 2028 */
static char *
dup_copil (TestWindow *app)
{
  GvnMeetingFilter filter = { .body = "COPIL", .from = gvn_session_get_now (app->session)->local.date };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (app->session), &filter, NULL);

  return g_strdup (((GvnMeeting *) meetings->pdata[0])->id);
}

static GvnMeetingState
get_state (TestWindow *app, const char *id)
{
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (gvn_session_get_db (app->session), id, NULL);

  return meeting->state;
}

static GtkWidget *
find_button (GtkWidget *widget, const char *tooltip)
{
  GtkWidget *found
      = GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, tooltip);

  return found;
}

static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  GtkWidget *found = ADW_IS_PREFERENCES_ROW (widget)
                             && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title)
                         ? widget
                         : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);

  return found;
}

/* 6.2: a COPIL is convened by mail. Its members are rows that can be removed, somebody is
 * added in copy, and what was sent is the meeting's fact, which is undone at once. */
static void
test_convocation (TestWindow *app, gconstpointer data)
{
  g_autofree char *copil = dup_copil (app);
  GvnMeetingState before = get_state (app, copil);
  GtkWidget *dialog, *to, *add;
  g_autofree char *text = NULL;
  guint n_named = 0;

  gvn_mail_open_convocation (app->session, copil, GTK_WIDGET (app->window));
  test_settle (GTK_WIDGET (app->window));
  dialog = get_dialog (app);
  to = find_row (dialog, "To");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (to), TRUE);
  test_settle (GTK_WIDGET (app->window));
  test_check_names (dialog, &n_named);
  g_assert_cmpuint (n_named, >=, 10);
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (to)), "SDM TMS"));
  g_signal_emit_by_name (find_button (to, "Do Not Write to SDM TMS"), "clicked");
  g_assert_null (strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (to)), "SDM TMS"));

  add = find_row (dialog, "Add in copy: a name or an address");
  gtk_editable_set_text (GTK_EDITABLE (add), "nobody at all");
  g_signal_emit_by_name (add, "apply");
  g_assert_true (gtk_widget_has_css_class (add, "error"));
  gtk_editable_set_text (GTK_EDITABLE (add), "marie.curie@example.org");
  g_signal_emit_by_name (add, "apply");
  g_assert_false (gtk_widget_has_css_class (add, "error"));
  g_assert_nonnull (find_row (dialog, "marie.curie@example.org"));
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (test_find_type (dialog, "GtkTextView"))), "text", &text, NULL);
  g_assert_nonnull (strstr (text, "Thursday 16 March 2028"));

  gtk_widget_activate_action (test_find_type (dialog, "GvnMailPage"), "mails.record", NULL);
  test_settle (GTK_WIDGET (app->window));
  g_signal_emit_by_name (adw_dialog_get_default_widget (ADW_DIALOG (get_dialog (app))), "clicked");
  test_settle (GTK_WIDGET (app->window));
  g_assert_cmpint (get_state (app, copil), ==, GVN_MEETING_CONVENED);
  g_assert_null (get_dialog (app));
  gvn_session_undo (app->session);
  g_assert_cmpint (get_state (app, copil), ==, before);
}

/* What is asked of one person is one mail; several are a list. */
static void
test_several (TestWindow *app, gconstpointer data)
{
  GvnMatterFilter filter = { .kinds = 1 << GVN_MATTER_ACTION, .group = GVN_MATTERS_OPEN };
  g_autoptr (GPtrArray) actions
      = gvn_matter_list (gvn_session_get_db (app->session), &filter, gvn_session_get_now (app->session), NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  GtkWidget *leave;
  guint n_named = 0, n_mails = 0;

  for (guint i = 0; i < actions->len; i++)
    g_ptr_array_add (ids, ((GvnMatter *) actions->pdata[i])->id);
  g_ptr_array_add (ids, NULL);
  gvn_mail_dialog_present (app->session, GVN_MAIL_REMINDER, (const char *const *) ids->pdata, GTK_WIDGET (app->window));
  test_settle (GTK_WIDGET (app->window));
  test_check_names (get_dialog (app), &n_named);
  g_assert_cmpuint (n_named, >=, 8);
  while ((leave = find_button (get_dialog (app), "Leave This Mail Out")) != NULL)
    {
      n_mails++;
      g_signal_emit_by_name (leave, "clicked");
      test_settle (GTK_WIDGET (app->window));
      if (get_dialog (app) == NULL)
        break;
    }
  g_assert_cmpuint (n_mails, >, 1);
  g_assert_cmpuint (n_mails, <=, actions->len);
}

/* A text that names what no mail knows is refused where it is written. */
static void
test_template (TestWindow *app, gconstpointer data)
{
  GtkWidget *dialog, *subject;
  guint n_named = 0;

  gvn_mail_template_form_present (app->session, "convocation", GTK_WIDGET (app->window));
  test_settle (GTK_WIDGET (app->window));
  dialog = get_dialog (app);
  test_check_names (dialog, &n_named);
  g_assert_cmpuint (n_named, >=, 6);
  subject = find_row (dialog, "Subject");
  gtk_editable_set_text (GTK_EDITABLE (subject), "Convocation {nonsense}");
  g_signal_emit_by_name (adw_dialog_get_default_widget (ADW_DIALOG (dialog)), "clicked");
  test_settle (GTK_WIDGET (app->window));
  g_assert_true (get_dialog (app) == dialog);
  g_assert_true (gtk_widget_has_css_class (subject, "error"));
  gtk_editable_set_text (GTK_EDITABLE (subject), "Convocation {code}");
  g_signal_emit_by_name (adw_dialog_get_default_widget (ADW_DIALOG (dialog)), "clicked");
  test_settle (GTK_WIDGET (app->window));
  g_assert_null (get_dialog (app));
}

int
main (int argc, char **argv)
{
  test_window_init (&argc, &argv);
  g_test_add ("/app/mail/convocation", TestWindow, NULL, test_window_set_up, test_convocation, test_window_tear_down);
  g_test_add ("/app/mail/several", TestWindow, NULL, test_window_set_up, test_several, test_window_tear_down);
  g_test_add ("/app/mail/template", TestWindow, NULL, test_window_set_up, test_template, test_window_tear_down);

  return test_window_run ();
}
