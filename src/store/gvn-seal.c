/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "store/gvn-schema.h"
#include "store/gvn-seal.h"

/* Seals lie in the user's cache: what is lost is only the time to verify again. */
static char *
dup_seal_path (const char *path)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  return g_build_filename (g_get_user_cache_dir (), "gouvernail", "verified", name, NULL);
}

/* What changes whenever somebody writes to the file or puts another in its place: the
 * time of the last change of its inode cannot be set back. NULL while a write-ahead log
 * lies beside it, which holds what the file does not. */
static char *
dup_identity (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf file;

  if (g_file_test (log, G_FILE_TEST_EXISTS) || g_stat (path, &file) != 0)
    return NULL;

  return g_strdup_printf ("%s %d %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                          ".%09ld %" G_GINT64_FORMAT ".%09ld",
                          GVN_VERSION, gvn_schema_get_latest (), (guint64) file.st_dev, (guint64) file.st_ino,
                          (gint64) file.st_size, (gint64) file.st_mtim.tv_sec, (long) file.st_mtim.tv_nsec,
                          (gint64) file.st_ctim.tv_sec, (long) file.st_ctim.tv_nsec);
}

/**
 * gvn_seal_holds:
 * @path: absolute
 *
 * Returns: whether the file is as this program left it after it verified it
 */
gboolean
gvn_seal_holds (const char *path)
{
  g_autofree char *seal = dup_seal_path (path);
  g_autofree char *identity = dup_identity (path);
  g_autofree char *sealed = NULL;

  return identity != NULL && g_file_get_contents (seal, &sealed, NULL, NULL) && g_str_equal (sealed, identity);
}

/* While the file is open there is no seal: a program that ends otherwise than by closing
 * it leaves none. */
void
gvn_seal_break (const char *path)
{
  g_autofree char *seal = dup_seal_path (path);

  g_unlink (seal);
}

/**
 * gvn_seal_set:
 *
 * To be called once a verified file is closed. Where it cannot be kept, or another
 * program has the file open, the file is verified when it opens next.
 */
void
gvn_seal_set (const char *path)
{
  g_autofree char *seal = dup_seal_path (path);
  g_autofree char *folder = g_path_get_dirname (seal);
  g_autofree char *identity = dup_identity (path);

  if (identity != NULL && g_mkdir_with_parents (folder, 0700) == 0)
    g_file_set_contents_full (seal, identity, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
}
