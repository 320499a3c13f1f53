/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window in process: everything that takes the focus has a name, the keyboard
 * reaches everything, a page answers a command, and nothing outlives the window. */
#include "config.h"

#include <adwaita.h>

#include "../gvn-test-names.h"
#include "../gvn-test-window.h"
#include "app/dialogs/gvn-entry-dialog.h"
#include "app/dialogs/gvn-history-dialog.h"
#include "app/dialogs/gvn-matter-dialog.h"
#include "app/dialogs/gvn-matter-forms.h"
#include "app/dialogs/gvn-meeting-dialog.h"
#include "app/dialogs/gvn-new-meeting-dialog.h"
#include "app/dialogs/gvn-search-dialog.h"
#include "app/dialogs/gvn-why-dialog.h"
#include "app/gvn-page.h"
#include "app/preferences/gvn-preferences-dialog.h"
#include "app/preferences/gvn-preferences-pages.h"
#include "contract/gvn-milestone.h"
#include "deadlines/gvn-register.h"
#include "proceedings/gvn-matter.h"
#include "store/gvn-history.h"

/* Names -------------------------------------------------------------------------- */

static void
test_names (TestWindow *fixture, gconstpointer data)
{
  static const char *const sections[]
      = { "dashboard", "deadlines", "agenda", "committees", "matters", "cab", "orders", "journal" };

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      guint n_named = 0;

      gvn_window_show_section (fixture->window, sections[i]);
      test_settle (GTK_WIDGET (fixture->window));
      test_check_names (GTK_WIDGET (fixture->window), &n_named);
      g_assert_cmpuint (n_named, >, 10);
    }
}

static char *
dup_next_copil (TestWindow *fixture)
{
  GvnMeetingFilter filter = { .body = "COPIL", .from = gvn_session_get_now (fixture->session)->local.date };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (fixture->session), &filter, NULL);

  return g_strdup (((GvnMeeting *) meetings->pdata[0])->id);
}

static void
test_dialog_names (TestWindow *fixture, gconstpointer data)
{
  static const char *const pages[] = { "people", "readings", "calendars", "bodies", "backups" };
  g_autofree char *copil = dup_next_copil (fixture);
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  guint n_named = 0;

  gvn_meeting_dialog_present (fixture->session, copil, GTK_WIDGET (window));
  test_settle (GTK_WIDGET (fixture->window));
  test_check_names (GTK_WIDGET (adw_application_window_get_visible_dialog (window)), &n_named);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (window));
  gvn_schedule_form_present (fixture->session, "COPIL", GTK_WIDGET (window));
  test_settle (GTK_WIDGET (fixture->window));
  test_check_names (GTK_WIDGET (adw_application_window_get_visible_dialog (window)), &n_named);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (window));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      AdwDialog *dialog = gvn_preferences_dialog_new (fixture->session);

      adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), pages[i]);
      adw_dialog_present (dialog, GTK_WIDGET (window));
      test_settle (GTK_WIDGET (fixture->window));
      test_check_names (GTK_WIDGET (dialog), &n_named);
      adw_dialog_force_close (dialog);
      test_settle (GTK_WIDGET (fixture->window));
    }
  g_assert_cmpuint (n_named, >, 60);
}

/* Keyboard ----------------------------------------------------------------------- */

/* How many widgets Tab goes through before it comes back; a trap ends the test. */
static GHashTable *
walk_focus (GtkWindow *window)
{
  GHashTable *seen = g_hash_table_new (NULL, NULL);

  gtk_window_set_focus (window, NULL);
  for (guint i = 0; i < 400; i++)
    {
      GtkWidget *focus;

      gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (window);
      if (focus == NULL)
        continue;
      if (!g_hash_table_add (seen, focus))
        break;
    }

  return seen;
}

static gboolean
reaches (GHashTable *seen, GType type)
{
  GHashTableIter iter;
  gpointer widget;

  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &widget, NULL))
    if (g_type_is_a (G_OBJECT_TYPE (widget), type) || gtk_widget_get_ancestor (widget, type) != NULL)
      return TRUE;

  return FALSE;
}

static void
test_keyboard (TestWindow *fixture, gconstpointer data)
{
  gvn_window_show_section (fixture->window, "deadlines");
  test_settle (GTK_WIDGET (fixture->window));
  {
    g_autoptr (GHashTable) seen = walk_focus (GTK_WINDOW (fixture->window));

    g_assert_true (reaches (seen, GTK_TYPE_LIST_BOX));
    g_assert_true (reaches (seen, GTK_TYPE_MENU_BUTTON));
    g_assert_true (reaches (seen, GTK_TYPE_SEARCH_ENTRY));
    g_assert_true (reaches (seen, GTK_TYPE_DROP_DOWN));
    g_assert_true (reaches (seen, GTK_TYPE_LIST_VIEW));
  }
}

/* Words -------------------------------------------------------------------------- */

/* A row says the whole of it: what, for what, who, when, in which state. The minutes
 * of a COSUI are due five working days after it (§ 6.3): 17, 18, 21, 22 and 23 February
 * 2028; from there to 8 March, the demonstration's day, there are ten. */
static void
test_row (TestWindow *fixture, gconstpointer data)
{
  GtkWidget *row;

  gvn_window_show_section (fixture->window, "deadlines");
  test_settle (GTK_WIDGET (fixture->window));
  row = gtk_widget_get_parent (test_find_type (GTK_WIDGET (fixture->window), "GvnDeadlineRow"));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Compte rendu, COSUI-AERM, 16 February 2028 · ROC · § 6.3 · cause not said, "
                                       "Wed 23 Feb 2028, Overdue, 10 working days ago");
}

/* How many deadlines the page shows, and that each is open, or closed. */
static guint
count_deadlines (TestWindow *fixture, guint state)
{
  g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);
  GtkWidget *list;
  GListModel *shown;

  g_settings_set_uint (settings, "deadlines-state", state);
  test_settle (GTK_WIDGET (fixture->window));
  test_draw_frames (GTK_WIDGET (fixture->window), 20); /* until the list shows all */
  list = test_find_type (test_find_type (GTK_WIDGET (fixture->window), "GvnDeadlinesPage"), "GtkListView");
  shown = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GvnDeadline) deadline = g_list_model_get_item (shown, i);

      if (state == 0 || state == 2)
        g_assert_cmpint (gvn_deadline_state_is_open (deadline->state), ==, state == 0);
    }

  return g_list_model_get_n_items (shown);
}

/* What is over is read when it is asked for, also after a command while it was not. */
static void
test_deadline_filter (TestWindow *fixture, gconstpointer data)
{
  GvnDeadlineFilter filter = { .state = -1, .contract_only = TRUE };
  g_autoptr (GPtrArray) all = gvn_register_list (gvn_session_get_db (fixture->session), &filter,
                                                 gvn_session_get_now (fixture->session), NULL);
  guint n_open, n_closed;

  gvn_window_show_section (fixture->window, "deadlines");
  n_open = count_deadlines (fixture, 0);
  n_closed = count_deadlines (fixture, 2);
  g_assert_cmpuint (n_open, >, 0);
  g_assert_cmpuint (n_closed, >, 0);
  g_assert_cmpuint (n_open + n_closed, ==, all->len);
  g_assert_cmpuint (count_deadlines (fixture, 3), ==, all->len);
  g_assert_cmpuint (count_deadlines (fixture, 0), ==, n_open);
  gvn_session_set_me (fixture->session, NULL); /* reads again */
  g_assert_cmpuint (count_deadlines (fixture, 0), ==, n_open);
  g_assert_cmpuint (count_deadlines (fixture, 2), ==, n_closed);
  g_assert_cmpuint (count_deadlines (fixture, 0), ==, n_open);
}

static gboolean
find_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_INSCRIPTION (widget) && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (find_text (child, text))
      return TRUE;

  return FALSE;
}

/* Words typed, Enter: the first thing found opens, here the COPIL of 16 March 2028. */
static void
test_search (TestWindow *fixture, gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  GtkWidget *dialog;
  guint n_named = 0;

  gvn_search_dialog_present (fixture->session, "pilotage 16 mars 2028", GTK_WIDGET (window));
  dialog = GTK_WIDGET (adw_application_window_get_visible_dialog (window));
  while (test_find_type (dialog, "GtkListView") == NULL)
    test_settle (GTK_WIDGET (fixture->window));
  test_check_names (dialog, &n_named);
  g_assert_cmpuint (n_named, >, 1);
  g_assert_true (find_text (dialog, "Thursday 16 March 2028, 14:00 · COPIL · Planned"));
  g_signal_emit_by_name (test_find_type (dialog, "GtkSearchEntry"), "activate");
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpstr (adw_dialog_get_title (adw_application_window_get_visible_dialog (window)), ==,
                   "COPIL, 16 March 2028");
  adw_dialog_force_close (adw_application_window_get_visible_dialog (window));
}

static gint64
find_acceptance (TestWindow *fixture, GArray *numbers)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 number = g_array_index (numbers, gint64, i);
      g_autoptr (GvnJournalEntry) entry = gvn_history_load (gvn_session_get_db (fixture->session), number, NULL);

      if (g_str_equal (entry->label, "Record the calendar accepted"))
        return number;
    }

  g_assert_not_reached ();
}

/* Design §6: the journal of an object in words, and "undo this" at an entry of it. The
 * calendar of 2028 accepted, undone among others, leaves the COPIL as it was planned. */
static void
test_history (TestWindow *fixture, gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  g_autofree char *copil = dup_next_copil (fixture);
  g_autofree char *object = g_strdup_printf (GVN_SUBJECT_MEETING " %s", copil);
  const GvnHistoryFilter filter = { .object_kind = GVN_SUBJECT_MEETING, .object_id = copil };
  g_autoptr (GArray) numbers = gvn_history_list (gvn_session_get_db (fixture->session), &filter, NULL);
  g_autoptr (GvnMeeting) before = gvn_meeting_load (gvn_session_get_db (fixture->session), copil, NULL);
  g_autoptr (GvnMeeting) after = NULL;
  guint n_named = 0;
  GtkWidget *dialog;

  gvn_history_dialog_present (fixture->session, object, GTK_WIDGET (window));
  test_settle (GTK_WIDGET (window));
  test_check_names (GTK_WIDGET (adw_application_window_get_visible_dialog (window)), &n_named);
  g_assert_cmpuint (n_named, >, 1);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (window));

  g_assert_true (g_date_valid (&before->accepted.date));
  gvn_entry_dialog_present (fixture->session, find_acceptance (fixture, numbers), GTK_WIDGET (window));
  test_settle (GTK_WIDGET (window));
  dialog = GTK_WIDGET (adw_application_window_get_visible_dialog (window));
  test_check_names (dialog, &n_named);
  g_signal_emit_by_name (test_find_type (dialog, "AdwButtonRow"), "activated");
  after = gvn_meeting_load (gvn_session_get_db (fixture->session), copil, NULL);
  g_assert_false (g_date_valid (&after->accepted.date));
  g_assert_cmpint (gvn_local_compare (&before->start, &after->start), ==, 0);
  test_settle (GTK_WIDGET (window));
}

/* Matters ------------------------------------------------------------------------- */

static GvnMatter *
find_matter (TestWindow *fixture, const char *code)
{
  g_autoptr (GError) error = NULL;
  GvnMatter *matter = gvn_matter_find (gvn_session_get_db (fixture->session), code, &error);

  g_assert_no_error (error);
  return matter;
}

/* Each dialog of a matter names what it has, and closes. */
static void
test_matter_dialogs (TestWindow *fixture, gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  g_autoptr (GvnMatter) alert = find_matter (fixture, "L-2");
  const char *const ids[] = { alert->id, NULL };

  for (int i = 0; i < 9; i++)
    {
      guint n_named = 0;

      if (i == 0)
        gvn_matter_dialog_present (fixture->session, alert->id, GTK_WIDGET (window));
      else if (i == 1)
        gvn_matter_form_present (fixture->session, alert->id, GTK_WIDGET (window));
      else if (i == 2)
        gvn_escalation_form_present (fixture->session, alert->id, GTK_WIDGET (window));
      else if (i <= 6)
        gvn_matter_act_form_present (fixture->session, ids, (GvnMatterAct) (i - 3), GTK_WIDGET (window));
      else
        gvn_matter_form_present_new (fixture->session, i == 7 ? GVN_MATTER_DECISION : GVN_MATTER_ACTION, NULL, NULL,
                                     GTK_WIDGET (window));
      test_settle (GTK_WIDGET (window));
      test_check_names (GTK_WIDGET (adw_application_window_get_visible_dialog (window)), &n_named);
      g_assert_cmpuint (n_named, >, 2);
      adw_dialog_force_close (adw_application_window_get_visible_dialog (window));
      test_settle (GTK_WIDGET (window));
    }
}

/* The label beside the title of a section at the side. */
static GtkWidget *
find_badge (GtkWidget *widget, const char *title)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), title)
      && gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW) != NULL)
    return gtk_widget_get_next_sibling (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_badge (child, title);

  return found;
}

/* Until so many things wait in a section, in a while after what changed; NULL for none. */
static void
wait_for_badge (TestWindow *fixture, const char *title, const char *n)
{
  GtkWidget *badge = find_badge (test_find_type (GTK_WIDGET (fixture->window), "GvnSectionList"), title);

  while (gtk_widget_get_visible (badge) != (n != NULL)
         || (n != NULL && !g_str_equal (gtk_label_get_text (GTK_LABEL (badge)), n)))
    g_main_context_iteration (NULL, TRUE);
}

/* How much waits in each section, whether its page was ever shown or not. */
static void
test_badges (TestWindow *fixture, gconstpointer data)
{
  GvnDeadlineFilter filter = { .state = GVN_DEADLINE_OVERDUE, .contract_only = TRUE };
  g_autoptr (GPtrArray) deadlines = gvn_register_list (gvn_session_get_db (fixture->session), &filter,
                                                       gvn_session_get_now (fixture->session), NULL);
  g_autofree char *n = g_strdup_printf ("%u", deadlines->len);

  wait_for_badge (fixture, "Deadlines", n);
  wait_for_badge (fixture, "Actions and Decisions", "2");
  wait_for_badge (fixture, "CAB", "2");    /* eCAB-5, eCAB-6 */
  wait_for_badge (fixture, "Orders", "2"); /* CMD-2, to deliver on 3 March; CMD-3, to quote on the 6th */
  g_assert_false (gtk_widget_get_visible (find_badge (GTK_WIDGET (fixture->window), "Money")));
}

/* The two overdue actions come first; settled together they leave what is open, and one
 * undo brings both back. Enter opens the first. */
static void
test_matters (TestWindow *fixture, gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  g_autoptr (GvnMatter) first = NULL;
  g_autoptr (GvnMatter) second = NULL;
  GtkWidget *table, *page;
  GListModel *model;
  guint n;

  gvn_window_show_section (fixture->window, "matters");
  test_settle (GTK_WIDGET (window));
  table = test_find_type (GTK_WIDGET (window), "GtkColumnView");
  page = gtk_widget_get_ancestor (table, GVN_TYPE_PAGE);
  model = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)));
  n = g_list_model_get_n_items (model);
  wait_for_badge (fixture, "Actions and Decisions", "2");
  {
    g_autoptr (GHashTable) seen = walk_focus (GTK_WINDOW (window));

    g_assert_true (reaches (seen, GTK_TYPE_COLUMN_VIEW));
    g_assert_true (reaches (seen, GTK_TYPE_SEARCH_ENTRY));
  }

  gtk_selection_model_select_range (GTK_SELECTION_MODEL (model), 0, 2, TRUE);
  test_settle (GTK_WIDGET (window));
  g_assert_true (gtk_widget_activate_action (page, "matters.settle", NULL));
  test_settle (GTK_WIDGET (window));
  g_signal_emit_by_name (adw_dialog_get_default_widget (adw_application_window_get_visible_dialog (window)), "clicked");
  test_settle (GTK_WIDGET (window));
  first = find_matter (fixture, "A-6");
  second = find_matter (fixture, "A-4");
  g_assert_cmpint (first->state, ==, GVN_MATTER_CLOSED);
  g_assert_cmpint (second->state, ==, GVN_MATTER_CLOSED);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, n - 2);
  wait_for_badge (fixture, "Actions and Decisions", NULL);

  gvn_session_undo (fixture->session);
  test_settle (GTK_WIDGET (window));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, n);
  wait_for_badge (fixture, "Actions and Decisions", "2");
  g_signal_emit_by_name (table, "activate", 0);
  test_settle (GTK_WIDGET (window));
  g_assert_cmpstr (adw_dialog_get_title (adw_application_window_get_visible_dialog (window)), ==, "Action A-6");
  adw_dialog_force_close (adw_application_window_get_visible_dialog (window));
}

/* What changes is shown in place: the selection stays. */
static void
test_matter_in_place (TestWindow *fixture, gconstpointer data)
{
  g_autoptr (GvnMatter) action = find_matter (fixture, "A-6");
  const char *const ids[] = { action->id, NULL };
  GvnMatterRequest request = { .matters = ids,
                               .act = GVN_MATTER_ASSIGN,
                               .owner_side = "dsiun",
                               .by_name = "Tester",
                               .now = gvn_session_get_now (fixture->session) };
  g_autoptr (GError) error = NULL;
  GtkWidget *table, *row;
  GtkSelectionModel *model;

  gvn_window_show_section (fixture->window, "matters");
  test_settle (GTK_WIDGET (fixture->window));
  table = test_find_type (GTK_WIDGET (fixture->window), "GtkColumnView");
  model = gtk_column_view_get_model (GTK_COLUMN_VIEW (table));
  gtk_selection_model_select_item (model, 0, TRUE);
  row = test_find_type (table, "GtkColumnViewRowWidget");
  gvn_session_run (fixture->session, "Assign", gvn_matter_apply, &request, &error);
  g_assert_no_error (error);
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_true (gtk_selection_model_is_selected (model, 0));
  g_assert_true (row == test_find_type (table, "GtkColumnViewRowWidget"));
}

/* Milestones ---------------------------------------------------------------------- */

static GtkWidget *
find_entry (GtkWidget *widget, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_ENTRY_ROW (widget) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_entry (child, title);

  return found;
}

/* Writes into fields of the form on screen, then applies it. */
static void
fill_form (TestWindow *fixture, const char *const *texts)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));

  for (guint i = 0; texts[i] != NULL; i += 2)
    gtk_editable_set_text (GTK_EDITABLE (find_entry (GTK_WIDGET (dialog), texts[i])), texts[i + 1]);
  g_signal_emit_by_name (adw_dialog_get_default_widget (dialog), "clicked");
  test_settle (GTK_WIDGET (fixture->window));
}

/* The milestone of a title, NULL for none. */
static GvnMilestone *
find_milestone (TestWindow *fixture, const char *title)
{
  g_autoptr (GPtrArray) milestones = gvn_milestone_list (gvn_session_get_db (fixture->session), NULL);

  for (guint i = 0; i < milestones->len; i++)
    if (g_str_equal (((GvnMilestone *) milestones->pdata[i])->title, title))
      return g_ptr_array_steal_index (milestones, i);

  return NULL;
}

/* Added, refused while it is reached on a day to come, reached, deleted, brought back. */
static void
test_milestone (TestWindow *fixture, gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  g_autoptr (GvnMilestone) added = NULL;
  g_autoptr (GvnMilestone) reached = NULL;
  g_autoptr (GvnMilestone) back = NULL;
  GtkWidget *dialog;

  gvn_milestone_form_present (fixture->session, NULL, GTK_WIDGET (window));
  test_settle (GTK_WIDGET (window));
  fill_form (fixture, (const char *const[]) { "Title", "Pare-feu", "Planned day", "2028-03-07", NULL });
  g_assert_null (adw_application_window_get_visible_dialog (window));
  added = find_milestone (fixture, "Pare-feu");
  g_assert_false (g_date_valid (&added->reached_on));

  gvn_milestone_form_present (fixture->session, added->id, GTK_WIDGET (window));
  test_settle (GTK_WIDGET (window));
  fill_form (fixture, (const char *const[]) { "Reached on", "2028-03-09", NULL });
  dialog = GTK_WIDGET (adw_application_window_get_visible_dialog (window));
  g_assert_true (gtk_widget_has_css_class (find_entry (dialog, "Reached on"), "error"));
  fill_form (fixture, (const char *const[]) { "Reached on", "2028-03-08", NULL });
  reached = find_milestone (fixture, "Pare-feu");
  g_assert_cmpint (g_date_get_day (&reached->reached_on), ==, 8);

  gvn_milestone_form_present (fixture->session, added->id, GTK_WIDGET (window));
  test_settle (GTK_WIDGET (window));
  dialog = GTK_WIDGET (adw_application_window_get_visible_dialog (window));
  g_signal_emit_by_name (test_find_type (dialog, "AdwButtonRow"), "activated");
  test_settle (GTK_WIDGET (window));
  g_assert_null (find_milestone (fixture, "Pare-feu"));
  gvn_session_undo (fixture->session);
  test_settle (GTK_WIDGET (window));
  back = find_milestone (fixture, "Pare-feu");
  g_assert_nonnull (back);
}

/* Every page shown 200 times; what is made is freed with the window. */
static void
test_pages (TestWindow *fixture, gconstpointer data)
{
  static const char *const sections[]
      = { "dashboard", "deadlines", "agenda", "committees", "matters", "cab", "orders", "journal" };

  for (guint i = 0; i < 200; i++)
    {
      gvn_window_show_section (fixture->window, sections[i % G_N_ELEMENTS (sections)]);
      g_main_context_iteration (NULL, FALSE);
    }
  test_settle (GTK_WIDGET (fixture->window));
}

int
main (int argc, char **argv)
{
  test_window_init (&argc, &argv);

  g_test_add ("/app/window/names", TestWindow, NULL, test_window_set_up, test_names, test_window_tear_down);
  g_test_add ("/app/window/dialog-names", TestWindow, NULL, test_window_set_up, test_dialog_names,
              test_window_tear_down);
  g_test_add ("/app/window/keyboard", TestWindow, NULL, test_window_set_up, test_keyboard, test_window_tear_down);
  g_test_add ("/app/window/search", TestWindow, NULL, test_window_set_up, test_search, test_window_tear_down);
  g_test_add ("/app/window/history", TestWindow, NULL, test_window_set_up, test_history, test_window_tear_down);
  g_test_add ("/app/window/pages", TestWindow, NULL, test_window_set_up, test_pages, test_window_tear_down);
  g_test_add ("/app/window/row", TestWindow, NULL, test_window_set_up, test_row, test_window_tear_down);
  g_test_add ("/app/window/deadline-filter", TestWindow, NULL, test_window_set_up, test_deadline_filter,
              test_window_tear_down);

  g_test_add ("/app/window/matter-dialogs", TestWindow, NULL, test_window_set_up, test_matter_dialogs,
              test_window_tear_down);
  g_test_add ("/app/window/badges", TestWindow, NULL, test_window_set_up, test_badges, test_window_tear_down);
  g_test_add ("/app/window/matters", TestWindow, NULL, test_window_set_up, test_matters, test_window_tear_down);
  g_test_add ("/app/window/matter-in-place", TestWindow, NULL, test_window_set_up, test_matter_in_place,
              test_window_tear_down);

  g_test_add ("/app/window/milestone", TestWindow, NULL, test_window_set_up, test_milestone, test_window_tear_down);

  return test_window_run ();
}
