/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gvn-test-widgets.h"
#include "gvn-test.h"
#include "app/gvn-window.h"
#include "demonstration/gvn-demonstration.h"

/* What tests of the window share: the demonstration in a window, and the names of what
 * takes the focus. */

typedef struct
{
  char *folder;
  GvnSession *session;
  GvnWindow *window;
} GvnTestApp;

static GtkApplication *application; /* owned, for the life of the program */

static inline void
test_app_set_up (GvnTestApp *fixture, gconstpointer data)
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

static inline void
test_app_tear_down (GvnTestApp *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->session);
  test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* Names -------------------------------------------------------------------------- */

static inline gboolean
has_text (GtkWidget *widget)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (tooltip != NULL && *tooltip != '\0')
    return TRUE;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child))
      return TRUE;

  return FALSE;
}

/* Roles whose content is not their name. */
static inline gboolean
is_named_by_itself_only (GtkWidget *widget)
{
  static const GtkAccessibleRole roles[]
      = { GTK_ACCESSIBLE_ROLE_LIST, GTK_ACCESSIBLE_ROLE_TABLE, GTK_ACCESSIBLE_ROLE_GRID, GTK_ACCESSIBLE_ROLE_COMBO_BOX,
          GTK_ACCESSIBLE_ROLE_SEARCH_BOX };
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (role == roles[i])
      return TRUE;

  return FALSE;
}

static inline gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)))
    return has_name (gtk_widget_get_parent (widget));
  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
      || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY)
      || gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER))
    return TRUE;

  return !is_named_by_itself_only (widget) && has_text (widget);
}

static inline void
test_check_names (GtkWidget *widget, guint *n_named)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (gtk_widget_get_focusable (widget) && gtk_widget_get_can_focus (widget)
      && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) != GTK_ACCESSIBLE_ROLE_GENERIC
      && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) != GTK_ACCESSIBLE_ROLE_NONE)
    {
      if (!has_name (widget))
        {
          g_autofree char *place = g_strdup_printf ("%s (%s)", G_OBJECT_TYPE_NAME (widget),
                                                    gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)));

          for (GtkWidget *w = gtk_widget_get_parent (widget); w != NULL; w = gtk_widget_get_parent (w))
            {
              char *longer = g_strdup_printf ("%s in %s", place, G_OBJECT_TYPE_NAME (w));
              g_free (place);
              place = longer;
            }
          g_test_fail_printf ("no name: %s, role %d", place,
                              gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)));
        }
      else
        (*n_named)++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    test_check_names (child, n_named);
}

/* Runs the tests @add_tests adds, in one application. */
static inline int
test_app_run (int argc, char **argv, void (*add_tests) (void))
{
  int status;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gvn_proceedings_register ();
  application = GTK_APPLICATION (adw_application_new ("eu.lesagencesdeleau.Test", G_APPLICATION_NON_UNIQUE));
  g_application_register (G_APPLICATION (application), NULL, NULL);
  add_tests ();
  status = g_test_run ();
  g_object_unref (application);

  return status;
}
