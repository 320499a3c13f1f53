/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-export-dialog.h"
#include "committees/gvn-meeting.h"
#include "exchange/gvn-publication.h"

/* One meeting by itself, to a file that is attached to a mail. */

typedef struct
{
  GvnSession *session; /* owned */
  char *meeting;
} Export;

static void
export_free (Export *self)
{
  g_object_unref (self->session);
  g_free (self->meeting);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  const GvnExport wanted = { .feed = "all", .meeting = self->meeting };
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (file == NULL)
    return;
  if (!gvn_publication_write_file (gvn_session_get_store (self->session), &wanted, gvn_session_get_now (self->session),
                                   g_file_peek_path (file), NULL, &error))
    {
      gvn_session_fail (self->session, error);
      return;
    }
  /* Translators: the path of a file */
  sentence = g_strdup_printf (_ ("Saved in “%s”"), g_file_peek_path (file));
  gvn_session_tell (self->session, sentence);
}

/**
 * gvn_meeting_export_present:
 * @meeting: its id
 *
 * Asks for a file and writes the meeting there, as it stands or as cancelled.
 */
void
gvn_meeting_export_present (GvnSession *session, const char *meeting, GtkWidget *parent)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnMeeting) loaded = gvn_meeting_load (gvn_session_get_db (session), meeting, &error);
  g_autofree char *date = NULL;
  g_autofree char *name = NULL;
  Export *self;

  if (loaded == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  self = g_new0 (Export, 1);
  self->session = g_object_ref (session);
  self->meeting = g_strdup (meeting);
  date = gvn_date_to_string (&loaded->start.date);
  name = g_strdup_printf ("%s-%s.ics", loaded->body, date);
  gtk_file_dialog_set_title (dialog, _ ("Export as an Appointment"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, saved_cb, self);
}
