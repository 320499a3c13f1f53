/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The export dialog: publishing to a server of the test, told in words and cancelled; the
 * digest in the clipboard. */
#include "config.h"

#include <libsoup/soup.h>

#include "../gvn-test-window.h"
#include "app/dialogs/gvn-export-dialog.h"
#include "exchange/gvn-digest.h"

typedef struct
{
  TestWindow window;
  SoupServer *server;
  char *address;
  guint n_puts;
  GBytes *body;             /* of the last PUT */
  gboolean silent;          /* the server does not answer */
  SoupServerMessage *asked; /* which it left so */
} Fixture;

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  Fixture *fixture = data;

  if (fixture->silent)
    {
      fixture->asked = g_object_ref (message);
      soup_server_message_pause (message);
      return;
    }
  if (g_str_equal (soup_server_message_get_method (message), "PUT"))
    {
      SoupMessageBody *body = soup_server_message_get_request_body (message);

      fixture->n_puts++;
      g_clear_pointer (&fixture->body, g_bytes_unref);
      fixture->body = soup_message_body_flatten (body);
      soup_server_message_set_status (message, 201, NULL);
    }
  else
    soup_server_message_set_status (message, 404, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSList) uris = NULL;
  g_autofree char *keyring = NULL;

  test_window_set_up (&fixture->window, data);
  keyring = g_build_filename (fixture->window.folder, "keyring", NULL);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, request_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->address = g_uri_to_string (uris->data);
  g_slist_foreach (uris, (GFunc) (void *) g_uri_unref, NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window.window), "win.export", NULL);
  test_settle (GTK_WIDGET (fixture->window.window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_window_tear_down (&fixture->window, data);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->asked);
  g_clear_object (&fixture->server);
  g_clear_pointer (&fixture->body, g_bytes_unref);
  g_free (fixture->address);
}

static GtkWidget *
get_dialog (Fixture *fixture)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window.window));

  g_assert_true (GVN_IS_EXPORT_DIALOG (dialog));

  return GTK_WIDGET (dialog);
}

/* The row titled @title, shown or not. */
static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_ROW (widget)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);

  return found;
}

static gboolean
is_shown (Fixture *fixture, const char *title)
{
  GtkWidget *row = find_row (get_dialog (fixture), title);

  return row != NULL && gtk_widget_get_visible (row);
}

static void
publish (Fixture *fixture)
{
  GtkWidget *dialog = get_dialog (fixture);

  gtk_editable_set_text (GTK_EDITABLE (find_row (dialog, "Address")), fixture->address);
  g_assert_true (gtk_widget_activate_action (dialog, "export.publish", NULL));
}

static void
test_published (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = get_dialog (fixture);

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (dialog, "Feed")), 2);
  publish (fixture);
  while (!is_shown (fixture, "Published"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->n_puts, ==, 1);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (fixture->body, NULL), "BEGIN:VCALENDAR\r\n"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (dialog, "Published"))), "cab.ics"));
  while (is_shown (fixture, "Publishing…"))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  fixture->silent = TRUE;
  publish (fixture);
  g_assert_true (is_shown (fixture, "Publishing…"));
  while (fixture->asked == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_activate_action (get_dialog (fixture), "export.cancel", NULL));
  while (!is_shown (fixture, "Not published"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (is_shown (fixture, "Publishing…"));
  g_assert_cmpuint (fixture->n_puts, ==, 0);
}

/* Closing while the server is silent cancels: nothing waits for it. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = get_dialog (fixture);

  fixture->silent = TRUE;
  publish (fixture);
  while (fixture->asked == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  while (dialog != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_wrong_address (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = get_dialog (fixture);

  g_assert_false (gtk_widget_activate_action (dialog, "export.cancel", NULL) && is_shown (fixture, "Not published"));
  gtk_editable_set_text (GTK_EDITABLE (find_row (dialog, "Address")), "https://anne:secret@example.org/");
  gtk_widget_activate_action (dialog, "export.publish", NULL);
  g_assert_true (is_shown (fixture, "Not published"));
  g_assert_null (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (dialog, "Not published"))), "secret"));
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
}

static void
test_digest_copied (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = get_dialog (fixture);
  GvnDigestRequest request = { .side = "dsiun", .days = GVN_DIGEST_DAYS };
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnDigest) digest = gvn_digest_write (gvn_session_get_db (fixture->window.session), &request,
                                                   gvn_session_get_now (fixture->window.session), &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (dialog, "What is due for")), 1);
  g_assert_true (gtk_widget_activate_action (dialog, "export.copy-digest", NULL));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (dialog), NULL, text_read_cb, &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (text, ==, digest->text);
}

int
main (int argc, char **argv)
{
  /* A keyring of its own, never that of who runs the tests */
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "keyring", TRUE);
  test_window_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/export/published", test_published);
  ADD ("/export/cancelled", test_cancelled);
  ADD ("/export/closed", test_closed);
  ADD ("/export/wrong-address", test_wrong_address);
  ADD ("/export/digest-copied", test_digest_copied);

  return test_window_run ();
}
