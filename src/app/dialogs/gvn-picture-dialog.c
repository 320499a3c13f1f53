/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-picture-dialog.h"
#include "app/gvn-picture.h"
#include "base/gvn-error.h"
#include "base/gvn-text.h"

/* What was asked for, from the first dialog to the last byte. */
typedef struct
{
  GvnSession *session; /* owned */
  GtkWidget *widget;   /* owned */
  char *title;
  GFile *file;            /* owned; to save */
  GtkPrintDialog *dialog; /* owned; to print */
  GtkPrintSetup *setup;   /* owned */
  GBytes *bytes;          /* owned */
} Request;

static Request *
request_new (GvnSession *session, GtkWidget *widget, const char *title)
{
  Request *self = g_new0 (Request, 1);

  self->session = g_object_ref (session);
  self->widget = g_object_ref (widget);
  self->title = g_strdup (title);

  return self;
}

static void
request_free (Request *self)
{
  g_object_unref (self->session);
  g_object_unref (self->widget);
  g_free (self->title);
  g_clear_object (&self->file);
  g_clear_object (&self->dialog);
  g_clear_pointer (&self->setup, gtk_print_setup_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static GtkWindow *
get_window (Request *self)
{
  GtkRoot *root = gtk_widget_get_root (self->widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
fail_unless_dismissed (Request *self, GError *error)
{
  if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    gvn_session_fail (self->session, error);
}

/* "Contract, seen from Wednesday 8 March 2028" */
static char *
dup_subtitle (GvnSession *session)
{
  g_autofree char *day = gvn_text_weekday_date (&gvn_session_get_now (session)->local.date);

  /* Translators: the title of a contract, a day */
  return g_strdup_printf (_ ("%s, seen from %s"), gvn_session_get_contract (session)->title, day);
}

static void
take (Request *self, GvnPictureTaken taken)
{
  g_autofree char *subtitle = dup_subtitle (self->session);

  gvn_picture_take (self->widget, self->title, subtitle, taken, self);
}

static void
fail_empty (Request *self)
{
  g_autoptr (GError) error
      = g_error_new (GVN_ERROR, GVN_ERROR_INVALID, _ ("“%s” is no longer on screen: show it first"), self->title);

  gvn_session_fail (self->session, error);
}

/* To a file -------------------------------------------------------------------------- */

static void
save_taken_cb (GvnPicture *taken, gpointer data)
{
  g_autoptr (Request) self = data;
  g_autoptr (GvnPicture) picture = taken;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_parse_name (self->file);
  g_autofree char *sentence = NULL;

  if (picture == NULL)
    {
      fail_empty (self);
      return;
    }
  if (!gvn_picture_write (picture, self->file, &error))
    {
      gvn_session_fail (self->session, error);
      return;
    }
  /* Translators: the path of a file */
  sentence = g_strdup_printf (_ ("Saved in “%s”"), name);
  gvn_session_tell (self->session, sentence);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Request) self = data;
  g_autoptr (GError) error = NULL;

  self->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  if (self->file == NULL)
    fail_unless_dismissed (self, error);
  else
    take (g_steal_pointer (&self), save_taken_cb);
}

static void
add_filter (GListStore *filters, const char *name, const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  g_list_store_append (filters, filter);
}

/**
 * gvn_picture_save:
 *
 * Asks for a file and writes there what @widget shows, as the end of the name says.
 */
void
gvn_picture_save (GvnSession *session, GtkWidget *widget, const char *title)
{
  Request *self = request_new (session, widget, title);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autofree char *name = g_strdup_printf ("%s.pdf", title);

  add_filter (filters, _ ("Documents (PDF)"), "pdf");
  add_filter (filters, _ ("Pictures (PNG)"), "png");
  gtk_file_dialog_set_title (dialog, _ ("Save as Picture or PDF"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, get_window (self), NULL, file_chosen_cb, self);
}

/* To a printer ----------------------------------------------------------------------- */

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Request) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, &error))
    gvn_session_fail (self->session, error);
  else
    gvn_session_tell (self->session, _ ("Sent to the printer"));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Request) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    gvn_session_fail (self->session, error);
  else
    g_output_stream_close_async (G_OUTPUT_STREAM (source), G_PRIORITY_DEFAULT, NULL, closed_cb,
                                 g_steal_pointer (&self));
}

/* The printer reads from this process: a write that blocks would wait for itself. */
static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Request) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream = gtk_print_dialog_print_finish (GTK_PRINT_DIALOG (source), result, &error);
  gsize size;
  const void *bytes = g_bytes_get_data (self->bytes, &size);

  if (stream == NULL)
    fail_unless_dismissed (self, error);
  else
    g_output_stream_write_all_async (stream, bytes, size, G_PRIORITY_DEFAULT, NULL, written_cb,
                                     g_steal_pointer (&self));
}

static void
print_taken_cb (GvnPicture *taken, gpointer data)
{
  g_autoptr (Request) self = data;
  g_autoptr (GvnPicture) picture = taken;
  GtkPrintDialog *dialog = self->dialog;

  if (picture == NULL)
    {
      fail_empty (self);
      return;
    }
  self->bytes = gvn_picture_to_pdf (picture, gtk_print_setup_get_page_setup (self->setup));
  gtk_print_dialog_print (dialog, get_window (self), self->setup, NULL, opened_cb, self);
  g_steal_pointer (&self);
}

static void
set_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Request) self = data;
  g_autoptr (GError) error = NULL;

  self->setup = gtk_print_dialog_setup_finish (GTK_PRINT_DIALOG (source), result, &error);
  if (self->setup == NULL)
    fail_unless_dismissed (self, error);
  else
    take (g_steal_pointer (&self), print_taken_cb);
}

/**
 * gvn_picture_print:
 *
 * Asks for a printer and prints there what @widget shows, on one page.
 */
void
gvn_picture_print (GvnSession *session, GtkWidget *widget, const char *title)
{
  Request *self = request_new (session, widget, title);
  g_autoptr (GtkPageSetup) page = gtk_page_setup_new ();

  if (gtk_widget_get_width (widget) > gtk_widget_get_height (widget))
    gtk_page_setup_set_orientation (page, GTK_PAGE_ORIENTATION_LANDSCAPE);
  self->dialog = gtk_print_dialog_new ();
  gtk_print_dialog_set_title (self->dialog, title);
  gtk_print_dialog_set_page_setup (self->dialog, page);
  gtk_print_dialog_setup (self->dialog, get_window (self), NULL, set_up_cb, self);
}
