/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-window.h"
#include "demonstration/gvn-demonstration.h"
#include "orders/gvn-orders.h"
#include "store/gvn-store-private.h"
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
static char *test_demonstration;         /* the folder of the contract each test has a copy of */

static inline char *
test_copy_demonstration (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *original = NULL;
  char *path = g_build_filename (folder, "contract.gvn", NULL);
  g_autoptr (GFile) from = NULL, to = g_file_new_for_path (path);

  if (test_demonstration == NULL)
    {
      g_autofree char *made = NULL;
      GvnStore *store;

      test_demonstration = g_dir_make_tmp ("gouvernail-test-XXXXXX", NULL);
      made = g_build_filename (test_demonstration, "contract.gvn", NULL);
      store = gvn_demonstration_create (made, &error);
      g_assert_no_error (error);
      gvn_store_close (store);
      g_assert_finalize_object (store);
    }
  original = g_build_filename (test_demonstration, "contract.gvn", NULL);
  from = g_file_new_for_path (original);
  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return path;
}

static inline void
test_window_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  adw_init ();
  /* what is zoomed or shown is so at once, however slow the machine */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  gvn_orders_register ();
  test_application = GTK_APPLICATION (adw_application_new ("eu.lesagencesdeleau.Test", G_APPLICATION_NON_UNIQUE));
  g_application_register (G_APPLICATION (test_application), NULL, NULL);
}

static inline int
test_window_run (void)
{
  int status = g_test_run ();

  g_object_unref (test_application);
  if (test_demonstration != NULL)
    test_remove_folder (test_demonstration);
  g_free (test_demonstration);

  return status;
}

static inline void
test_window_set_up (TestWindow *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GvnStore *store;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("gouvernail-test-XXXXXX", NULL);
  path = test_copy_demonstration (fixture->folder);
  store = gvn_store_open (path, 0, &error);
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
  while (fixture->window != NULL || gvn_store_is_reading (gvn_session_get_store (fixture->session)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->session);
  test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}
