/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages and dialogs of what takes place in the meetings, on the demonstration. */
#include "config.h"

#include "../gvn-test-app.h"
#include "app/widgets/gvn-cab-card.h"
#include "app/widgets/gvn-cab-grid.h"
#include "proceedings/gvn-emergency-change.h"

/* Presses a key where the focus is, as far as the controllers of its parents go. */
static void
press (GvnTestApp *app, guint key)
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
get_focused (GvnTestApp *app)
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
test_cab_keyboard (GvnTestApp *app, gconstpointer data)
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
  g_assert_cmpstr (get_focused (app)->perimeter, ==, "AEAP");
  gtk_widget_activate_action (page, "cab.today", NULL);
  g_assert_nonnull (find_card (grid, GVN_SUBJECT_EMERGENCY_CHANGE, "AERM"));
}

/* A change is opened where the focus is with its subject and Enter; the card that shows
 * it has a role and a name. */
static void
test_cab_create (GvnTestApp *app, gconstpointer data)
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

static void
add_tests (void)
{
  g_test_add ("/app/proceedings/cab-keyboard", GvnTestApp, NULL, test_app_set_up, test_cab_keyboard,
              test_app_tear_down);
  g_test_add ("/app/proceedings/cab-create", GvnTestApp, NULL, test_app_set_up, test_cab_create, test_app_tear_down);
}

int
main (int argc, char **argv)
{
  return test_app_run (argc, argv, add_tests);
}
