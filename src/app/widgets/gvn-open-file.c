/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/widgets/gvn-open-file.h"
#include "base/gvn-error.h"

#define COPY_SECONDS (24 * 60 * 60)

/* A name of one part: what a contract brought from elsewhere says is no path. */
static char *
dup_safe_name (const char *name, const char *sha256)
{
  g_autofree char *base = g_path_get_basename (name);

  return g_strdup (*base == '.' || *base == '/' ? sha256 : base);
}

static void
remove_copies (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* Copies opened long ago. */
static void
remove_old (const char *top)
{
  g_autoptr (GDir) dir = g_dir_open (top, 0, NULL);
  gint64 old = g_get_real_time () / G_USEC_PER_SEC - COPY_SECONDS;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (top, name, NULL);
      GStatBuf info;

      if (g_lstat (folder, &info) == 0 && S_ISDIR (info.st_mode) && info.st_mtime < old)
        remove_copies (folder);
    }
}

/* A copy nobody can write to, in the user's cache; it goes a day later, when another is made. */
static GFile *
copy (GvnSession *session, const char *sha256, const char *name, GError **error)
{
  GvnStore *store = gvn_session_get_store (session);
  g_autofree char *path = gvn_store_dup_attachment_path (store, sha256);
  g_autofree char *safe = dup_safe_name (name, sha256);
  g_autofree char *top = g_build_filename (g_get_user_cache_dir (), "gouvernail", "files", NULL);
  g_autofree char *folder = g_build_filename (top, sha256, NULL);
  g_autoptr (GFile) kept = g_file_new_for_path (path);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, safe, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: a file, the path of the contract */
                   _ ("“%s” is not beside the contract any more: put the folder “%s.attachments” back there"), name,
                   gvn_store_get_path (store));
      return NULL;
    }
  remove_old (top);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
                   /* Translators: the path of a folder, the system's reason */
                   _ ("“%s” cannot be written (%s): choose another place"), folder, g_strerror (errno));
      return NULL;
    }
  g_unlink (g_file_peek_path (file));
  if (!g_file_copy (kept, file, G_FILE_COPY_NONE, NULL, NULL, NULL, error))
    return NULL;
  g_chmod (g_file_peek_path (file), 0400);

  return g_steal_pointer (&file);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GvnSession) session = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    gvn_session_fail (session, error);
}

/**
 * gvn_open_file:
 * @sha256: of a file kept beside the contract
 * @name: what it is called
 *
 * Opens a copy of the file under its own name: by its hash alone no program knows what it
 * is, and what is kept as a proof is not to be saved over.
 */
void
gvn_open_file (GvnSession *session, const char *sha256, const char *name, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = copy (session, sha256, name, &error);
  g_autoptr (GtkFileLauncher) launcher = NULL;

  if (file == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, launched_cb,
                            g_object_ref (session));
}
