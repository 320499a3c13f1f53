/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charts of the dashboard, and what is printed or saved of it and of the agenda. */
#include "config.h"

#include <adwaita.h>

#include "../gvn-test-widgets.h"
#include "../gvn-test.h"
#include "app/gvn-page.h"
#include "app/gvn-picture.h"
#include "app/gvn-window.h"
#include "demonstration/gvn-demonstration.h"
#include "orders/gvn-orders.h"

typedef struct
{
  char *folder;
  GvnSession *session;
  GvnWindow *window;
} Fixture;

static GtkApplication *application; /* owned, for the life of the program */

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GvnStore *store;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("gouvernail-test-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "contract.gvn", NULL);
  store = gvn_demonstration_create (path, &error);
  g_assert_no_error (error);
  fixture->session = gvn_session_new (store, GVN_DEMONSTRATION_TODAY, &error);
  g_assert_no_error (error);
  gvn_session_set_me (fixture->session, NULL);
  fixture->window = gvn_window_new (application);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gvn_window_set_session (fixture->window, fixture->session);
  test_settle (GTK_WIDGET (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->session);
  test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* Charts -------------------------------------------------------------------------- */

static GtkWidget *
find_named (GtkWidget *widget, const char *id)
{
  GtkWidget *found = g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_named (child, id);

  return found;
}

/* The page that is shown. */
static GtkWidget *
find_page (GtkWidget *window)
{
  return gtk_stack_get_visible_child (GTK_STACK (find_named (window, "pages")));
}

static GtkWidget *
find_bar (GtkWidget *bars, guint position)
{
  GtkWidget *bar = test_find_type (bars, "GvnChartBar");

  while (position-- > 0)
    bar = gtk_widget_get_next_sibling (bar);

  return bar;
}

/* Of what the contractor owed in February 2028, one thing is late: the minutes of the
 * COSUI of 16 February. Its bar says so, the table too, and activating it lists it. */
static void
test_charts (Fixture *fixture, gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  GtkWidget *bars = test_find_type (GTK_WIDGET (window), "GvnChartBars"), *bar, *table, *dialog;

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (bars), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (bars), GTK_ACCESSIBLE_PROPERTY_LABEL, "Contractor");
  bar = find_bar (bars, 10); /* the last of twelve is March */
  g_assert_true (g_str_has_prefix (gtk_widget_get_tooltip_text (bar), "February 2028 — Met in time: "));
  g_assert_true (g_str_has_suffix (gtk_widget_get_tooltip_text (bar), " · Late, still open: 1"));

  g_signal_emit_by_name (bars, "activated", 10);
  test_settle (GTK_WIDGET (window));
  dialog = GTK_WIDGET (adw_application_window_get_visible_dialog (window));
  bar = test_find_type (dialog, "AdwActionRow");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (bar)), ==, "Compte rendu");
  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (bar)), "COSUI-AERM, 16 February 2028"));
  adw_dialog_force_close (ADW_DIALOG (dialog));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_named (GTK_WIDGET (window), "as_table")), TRUE);
  test_settle (GTK_WIDGET (window));
  g_assert_null (test_find_type (GTK_WIDGET (window), "GvnChartBars"));
  table = test_find_type (GTK_WIDGET (window), "GtkColumnView");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL, "Contractor");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (test_find_type (table, "GtkColumnListView")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Contractor");
}

static void
picture_taken_cb (GvnPicture *taken, gpointer data)
{
  static const char *const names[] = { "picture.png", "picture.pdf" };
  g_autoptr (GvnPicture) picture = taken;
  Fixture *fixture = data;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;

      g_assert_true (gvn_picture_write (picture, file, &error));
      g_assert_no_error (error);
    }
}

/* What has a picture says what it is of: the charts' twelve months end today. */
static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *section;
    const char *title; /* NULL where there is no picture */
  } cases[] = { { "dashboard", "Met or late, April 2027 to 8 March 2028" },
                { "deadlines", NULL },
                { "agenda", "Agenda, " },
                { "journal", NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *title = NULL;
      GtkWidget *shown;
      GvnPage *page;

      gvn_window_show_section (fixture->window, cases[i].section);
      test_settle (GTK_WIDGET (fixture->window));
      page = GVN_PAGE (find_page (GTK_WIDGET (fixture->window)));
      g_assert_cmpint (gvn_page_has_picture (page), ==, cases[i].title != NULL);
      if (cases[i].title == NULL)
        continue;
      shown = gvn_page_get_picture (page, &title);
      g_assert_true (g_str_has_prefix (title, cases[i].title));
      gvn_picture_take (shown, title, "", picture_taken_cb, fixture);
    }
}

/* The other windows of the program, closed by hand; how many there were. */
static guint
close_others (Fixture *fixture)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = g_list_model_get_n_items (toplevels); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i - 1);

      if (window == GTK_WINDOW (fixture->window) || !gtk_widget_get_visible (GTK_WIDGET (window)))
        continue;
      gtk_window_close (window);
      n++;
    }

  return n;
}

/* Printing asks first; who changes their mind leaves nothing behind, neither a window nor
 * what was remembered for it. The dialog of files is GTK's in the same way, but GLib loses
 * what it was reading of a folder when it is closed at once. */
static void
test_print_dialog (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.print", NULL));
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (close_others (fixture), ==, 1);
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (close_others (fixture), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gvn_orders_register ();
  application = GTK_APPLICATION (adw_application_new ("eu.lesagencesdeleau.Test", G_APPLICATION_NON_UNIQUE));
  g_application_register (G_APPLICATION (application), NULL, NULL);

  g_test_add ("/app/dashboard/charts", Fixture, NULL, set_up, test_charts, tear_down);
  g_test_add ("/app/dashboard/pictures", Fixture, NULL, set_up, test_pictures, tear_down);
  g_test_add ("/app/dashboard/print-dialog", Fixture, NULL, set_up, test_print_dialog, tear_down);

  status = g_test_run ();
  g_object_unref (application);

  return status;
}
