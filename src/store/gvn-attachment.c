/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/gvn-error.h"
#include "store/gvn-store-private.h"

#define SIZE_MAX_KEPT (100 * 1024 * 1024)

/**
 * gvn_store_dup_attachment_path:
 *
 * Returns: (transfer full): where the file of that hash is kept
 */
char *
gvn_store_dup_attachment_path (GvnStore *self, const char *sha256)
{
  return g_strdup_printf ("%s.attachments/%.2s/%s", gvn_store_get_path (self), sha256, sha256);
}

/**
 * gvn_store_add_attachment:
 * @path: a file of at most 100 MiB
 *
 * Keeps a copy of the file beside the contract under its SHA-256; the same
 * file twice is kept once.
 *
 * Returns: (transfer full): the hash, or %NULL with @error
 */
char *
gvn_store_add_attachment (GvnStore *self, const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *content = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *target = NULL;
  g_autofree char *folder = NULL;
  GStatBuf info;
  gsize length;

  if (!gvn_store_check_writable (self, error))
    return NULL;
  if (g_stat (path, &info) == 0 && info.st_size > SIZE_MAX_KEPT)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is the path of a file */
                   _ ("“%s” is larger than 100 MiB: give a smaller file"), path);
      return NULL;
    }
  if (!g_file_get_contents (path, &content, &length, &local_error))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
                   /* Translators: the path of a file, the system's reason */
                   _ ("The file “%s” cannot be read: %s"), path, local_error->message);
      return NULL;
    }

  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);
  target = gvn_store_dup_attachment_path (self, hash);
  folder = g_path_get_dirname (target);
  if (g_file_test (target, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&hash);

  if (g_mkdir_with_parents (folder, 0700) != 0
      || !g_file_set_contents_full (target, content, (gssize) length,
                                    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &local_error))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
                   /* Translators: the path of a folder, the system's reason */
                   _ ("A file cannot be kept in “%s”: %s"), folder,
                   local_error != NULL ? local_error->message : g_strerror (errno));
      return NULL;
    }

  return g_steal_pointer (&hash);
}
