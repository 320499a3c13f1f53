/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-window.h"
#include "demonstration/gvn-demonstration.h"
#include "proceedings/gvn-proceedings.h"
#include "gvn-test-widgets.h"
#include "gvn-test.h"

/* The window on a demonstration contract of its own: one per test. */
typedef struct
{
  char *folder;
  GvnSession *session;
  GvnWindow *window;
} TestWindow;

static GtkApplication *test_application; /* owned, for the life of the program */

static inline void
test_window_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  adw_init ();
  /* what is zoomed or shown is so at once, however slow the machine */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  gvn_proceedings_register ();
  test_application = GTK_APPLICATION (adw_application_new ("eu.lesagencesdeleau.Test", G_APPLICATION_NON_UNIQUE));
  g_application_register (G_APPLICATION (test_application), NULL, NULL);
}

static inline int
test_window_run (void)
{
  int status = g_test_run ();

  g_object_unref (test_application);

  return status;
}

static inline void
test_window_set_up (TestWindow *fixture, gconstpointer data)
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
  fixture->window = gvn_window_new (test_application);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gvn_window_set_session (fixture->window, fixture->session);
  test_settle (GTK_WIDGET (fixture->window));
}

static inline void
test_window_tear_down (TestWindow *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->session);
  test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}
