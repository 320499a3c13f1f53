/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "print/gvn-package.h"

/* A template has a few dozen parts and a logo or two: what has more is not one. */
#define N_PARTS_MAX 500
#define SIZE_MAX_BYTES (32 * 1024 * 1024)

static void
part_free (gpointer data)
{
  GvnPart *self = data;

  g_free (self->name);
  g_bytes_unref (self->content);
  g_free (self);
}

static gboolean
set_unreadable (const char *name, const char *reason, GError **error)
{
  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: the name of a file, then why it cannot be used */
               _ ("“%s” is no document a word processor saved (%s): save it as .docx, or choose another"), name,
               reason);

  return FALSE;
}

/* The content of the entry @archive is at, within what is left of the bound. */
static GBytes *
read_content (struct archive *archive, gsize *left, const char *name, GError **error)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  guint8 buffer[16384];
  la_ssize_t n;

  while ((n = archive_read_data (archive, buffer, sizeof buffer)) > 0)
    {
      if ((gsize) n > *left)
        {
          set_unreadable (name, _ ("it is too big"), error);
          return NULL;
        }
      *left -= (gsize) n;
      g_byte_array_append (content, buffer, (guint) n);
    }
  if (n < 0)
    {
      set_unreadable (name, archive_error_string (archive), error);
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

static gboolean
read_parts (struct archive *archive, const char *name, GPtrArray *parts, GError **error)
{
  struct archive_entry *entry;
  gsize left = SIZE_MAX_BYTES;
  int status;

  while ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK)
    {
      const char *path = archive_entry_pathname_utf8 (entry);
      GvnPart *part;
      GBytes *content;

      if (archive_entry_filetype (entry) == AE_IFDIR)
        continue;
      if (path == NULL || parts->len == N_PARTS_MAX)
        return set_unreadable (name, _ ("its parts are not those of a document"), error);
      content = read_content (archive, &left, name, error);
      if (content == NULL)
        return FALSE;
      part = g_new (GvnPart, 1);
      part->name = g_strdup (path);
      part->content = content;
      g_ptr_array_add (parts, part);
    }

  return status == ARCHIVE_EOF || set_unreadable (name, archive_error_string (archive), error);
}

/**
 * gvn_package_read:
 * @name: what the user calls @file
 *
 * Returns: (transfer full) (element-type GvnPart): the parts of a document in their order;
 *   %NULL with %GVN_ERROR_INVALID when @file is none, or bigger than any
 */
GPtrArray *
gvn_package_read (GBytes *file, const char *name, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);
  struct archive *archive = archive_read_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (file, &size);
  gboolean read;

  archive_read_support_format_zip (archive);
  read = archive_read_open_memory (archive, data, size) == ARCHIVE_OK
             ? read_parts (archive, name, parts, error)
             : set_unreadable (name, archive_error_string (archive), error);
  archive_read_free (archive);

  return read ? g_steal_pointer (&parts) : NULL;
}

static la_ssize_t
write_cb (struct archive *archive, void *data, const void *buffer, size_t length)
{
  g_byte_array_append (data, buffer, (guint) length);

  return (la_ssize_t) length;
}

static gboolean
write_part (struct archive *archive, const GvnPart *part)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (part->content, &size);
  gboolean written;

  archive_entry_set_pathname_utf8 (entry, part->name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) size);
  written = archive_write_header (archive, entry) == ARCHIVE_OK
            && archive_write_data (archive, data, size) == (la_ssize_t) size;
  archive_entry_free (entry);

  return written;
}

/**
 * gvn_package_write:
 *
 * Returns: (transfer full): @parts as a zip, without a date: the same parts give the same
 *   bytes; %NULL with %GVN_ERROR_IO
 */
GBytes *
gvn_package_write (GPtrArray *parts, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  struct archive *archive = archive_write_new ();
  gboolean written;

  archive_write_set_format_zip (archive);
  archive_write_set_bytes_per_block (archive, 0);
  written = archive_write_open (archive, bytes, NULL, write_cb, NULL) == ARCHIVE_OK;
  for (guint i = 0; written && i < parts->len; i++)
    written = write_part (archive, parts->pdata[i]);
  written = written && archive_write_close (archive) == ARCHIVE_OK;
  if (!written)
    g_set_error (error, GVN_ERROR, GVN_ERROR_IO, _ ("The document cannot be put together (%s)"),
                 archive_error_string (archive));
  archive_write_free (archive);

  return written ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/**
 * gvn_package_find:
 *
 * Returns: (transfer none) (nullable)
 */
GvnPart *
gvn_package_find (GPtrArray *parts, const char *name)
{
  for (guint i = 0; i < parts->len; i++)
    if (g_str_equal (((GvnPart *) parts->pdata[i])->name, name))
      return parts->pdata[i];

  return NULL;
}
