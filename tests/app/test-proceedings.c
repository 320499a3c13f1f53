/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages and dialogs of what takes place in the meetings, on the demonstration. */
#include "config.h"

#include "../gvn-test-names.h"
#include "../gvn-test-window.h"
#include "app/dialogs/gvn-grid-dialog.h"
#include "app/dialogs/gvn-preparation-dialog.h"
#include "app/widgets/gvn-cab-card.h"
#include "app/widgets/gvn-cab-grid.h"
#include "proceedings/gvn-emergency-change.h"
#include "proceedings/gvn-preproblem.h"
#include "proceedings/gvn-settlement.h"

/* Presses a key where the focus is, as far as the controllers of its parents go. */
static void
press (TestWindow *app, guint key)
{
  GtkWidget *grid = test_find_type (GTK_WIDGET (app->window), "GvnCabGrid");
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (grid);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }
}

static const GvnCabPlace *
get_focused (TestWindow *app)
{
  return gvn_cab_card_get_place (gtk_window_get_focus (GTK_WINDOW (app->window)));
}

static GtkWidget *
find_card (GtkWidget *widget, const char *kind, const char *perimeter)
{
  const GvnCabPlace *place = gvn_cab_card_get_place (widget);
  GtkWidget *found
      = place != NULL && g_str_equal (place->kind, kind) && g_str_equal (place->perimeter, perimeter) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_card (child, kind, perimeter);

  return found;
}

/* 6.4: the arrows go from column to column and from card to card; another week and back. */
static void
test_cab_keyboard (TestWindow *app, gconstpointer data)
{
  GtkWidget *page, *grid;

  gvn_window_show_section (app->window, "cab");
  test_settle (GTK_WIDGET (app->window));
  page = test_find_type (GTK_WIDGET (app->window), "GvnCabPage");
  grid = test_find_type (page, "GvnCabGrid");
  gtk_widget_grab_focus (find_card (grid, "", "AEAG"));
  press (app, GDK_KEY_Right);
  g_assert_cmpstr (get_focused (app)->perimeter, ==, "AEAP");
  press (app, GDK_KEY_Right);
  press (app, GDK_KEY_Down);
  g_assert_cmpstr (get_focused (app)->kind, ==, GVN_SUBJECT_EMERGENCY_CHANGE);
  press (app, GDK_KEY_Down);
  g_assert_cmpstr (get_focused (app)->kind, ==, GVN_SUBJECT_MEETING);
  press (app, GDK_KEY_Left);
  g_assert_cmpstr (get_focused (app)->kind, ==, GVN_SUBJECT_MEETING);
  g_assert_cmpstr (get_focused (app)->perimeter, ==, "AEAP");
  g_assert_cmpstr (gvn_cab_grid_get_perimeter (GVN_CAB_GRID (grid)), ==, "AEAP");

  gtk_widget_activate_action (page, "cab.next", NULL);
  test_settle (GTK_WIDGET (app->window));
  g_assert_cmpstr (get_focused (app)->perimeter, ==, "AEAP");
  gtk_widget_activate_action (page, "cab.today", NULL);
  g_assert_nonnull (find_card (grid, GVN_SUBJECT_EMERGENCY_CHANGE, "AERM"));
}

/* A change is opened where the focus is with its subject and Enter; the card that shows
 * it has a role and a name. */
static void
test_cab_create (TestWindow *app, gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (app->window);
  GtkWidget *page, *card;
  AdwDialog *dialog;
  guint n_named = 0;

  gvn_window_show_section (app->window, "cab");
  test_settle (GTK_WIDGET (window));
  page = test_find_type (GTK_WIDGET (window), "GvnCabPage");
  gtk_widget_grab_focus (find_card (page, "", "AERMC"));
  gtk_widget_activate_action (page, "cab.create", NULL);
  test_settle (GTK_WIDGET (window));
  dialog = adw_application_window_get_visible_dialog (window);
  test_check_names (GTK_WIDGET (dialog), &n_named);
  gtk_editable_set_text (GTK_EDITABLE (test_find_type (GTK_WIDGET (dialog), "AdwEntryRow")), "Correctif du portail");
  g_signal_emit_by_name (adw_dialog_get_default_widget (dialog), "clicked");
  test_settle (GTK_WIDGET (window));

  card = find_card (page, GVN_SUBJECT_EMERGENCY_CHANGE, "AERMC");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_ROLE_BUTTON);
  /* opened on Wednesday 8 March 2028: J+1 is the Thursday */
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "eCAB-7, Correctif du portail, Awaiting validation, due Thu 9 Mar 2028");
  gvn_session_undo (app->session);
  test_settle (GTK_WIDGET (window));
  g_assert_null (find_card (page, GVN_SUBJECT_EMERGENCY_CHANGE, "AERMC"));
}

/* The next meeting of a body. */
static char *
dup_next (TestWindow *app, const char *body)
{
  GvnMeetingFilter filter = { .body = body, .from = gvn_session_get_now (app->session)->local.date };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (app->session), &filter, NULL);

  return g_strdup (((GvnMeeting *) meetings->pdata[0])->id);
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

/* Everything that takes the focus in the dialog shown last has a name; then it closes. */
static void
check_dialog (TestWindow *app, guint n_at_least)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (app->window);
  guint n_named = 0;

  test_settle (GTK_WIDGET (window));
  test_check_names (GTK_WIDGET (adw_application_window_get_visible_dialog (window)), &n_named);
  g_assert_cmpuint (n_named, >=, n_at_least);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (window));
  test_settle (GTK_WIDGET (window));
}

/* 6.6: the grid, its rows and its forms; a row moved with its button keeps the focus. */
static void
test_grid (TestWindow *app, gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (app->window);
  g_autofree char *cprob = dup_next (app, "CPROB");
  g_autoptr (GPtrArray) rows = gvn_preproblem_list (gvn_session_get_db (app->session), cprob, NULL);
  g_autoptr (GPtrArray) moved = NULL;
  const GvnPreproblem *last = rows->pdata[rows->len - 1];
  g_autofree char *tooltip = g_strdup_printf ("Move up: %s", last->title);
  GtkWidget *dialog, *button;

  gvn_grid_dialog_present (app->session, cprob, GTK_WIDGET (window));
  test_settle (GTK_WIDGET (window));
  dialog = GTK_WIDGET (adw_application_window_get_visible_dialog (window));
  button = find_button (dialog, tooltip);
  gtk_widget_grab_focus (button);
  g_signal_emit_by_name (button, "clicked");
  test_settle (GTK_WIDGET (window));
  moved = gvn_preproblem_list (gvn_session_get_db (app->session), cprob, NULL);
  g_assert_cmpstr (((GvnPreproblem *) moved->pdata[rows->len - 2])->id, ==, last->id);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == find_button (dialog, tooltip));
  check_dialog (app, 8);

  gvn_grid_row_dialog_present (app->session, last->id, GTK_WIDGET (window));
  check_dialog (app, 8);
  gvn_grid_row_form_present (app->session, last->id, GTK_WIDGET (window));
  check_dialog (app, 6);
  gvn_grid_verdict_present (app->session, last->id, GTK_WIDGET (window));
  check_dialog (app, 4);
  gvn_grid_approve_all_present (app->session, cprob, GTK_WIDGET (window));
  check_dialog (app, 4);
  gvn_grid_note_present (app->session, last->id, GTK_WIDGET (window));
  check_dialog (app, 4);
}

/* 6.2 and 6.1: the preparation of a COPIL and of a COSTRAT, and their forms. */
static void
test_preparation (TestWindow *app, gconstpointer data)
{
  g_autofree char *copil = dup_next (app, "COPIL");
  g_autofree char *costrat = dup_next (app, "COSTRAT");
  g_autoptr (GPtrArray) elements = gvn_settlement_list (gvn_session_get_db (app->session), copil, NULL);
  const GvnSettlement *element = elements->pdata[0];
  GtkWidget *window = GTK_WIDGET (app->window);

  gvn_preparation_dialog_present (app->session, copil, window);
  check_dialog (app, 12);
  gvn_preparation_dialog_present (app->session, costrat, window);
  check_dialog (app, 1);
  gvn_settlement_form_present (app->session, element->id, window);
  check_dialog (app, 5);
  gvn_settlement_dsiun_present (app->session, element->id, window);
  check_dialog (app, 4);
}

static void
add_tests (void)
{
  g_test_add ("/app/proceedings/grid", TestWindow, NULL, test_window_set_up, test_grid, test_window_tear_down);
  g_test_add ("/app/proceedings/preparation", TestWindow, NULL, test_window_set_up, test_preparation,
              test_window_tear_down);
  g_test_add ("/app/proceedings/cab-keyboard", TestWindow, NULL, test_window_set_up, test_cab_keyboard,
              test_window_tear_down);
  g_test_add ("/app/proceedings/cab-create", TestWindow, NULL, test_window_set_up, test_cab_create,
              test_window_tear_down);
}

int
main (int argc, char **argv)
{
  test_window_init (&argc, &argv);
  add_tests ();

  return test_window_run ();
}
