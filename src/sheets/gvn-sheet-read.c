/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/gvn-error.h"
#include "sheets/gvn-sheet-read.h"
#include "sheets/gvn-sheet-reader.h"

/* What gouvernail-sheet-reader may print: texts that many cells share are printed for each. */
#define MAX_PRINTED (512u * 1024 * 1024)

#define CALENDAR "BEGIN:VCALENDAR"

static gboolean
refuse (GError **error, const char *path, const char *reason)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: the name of a file, then why it is refused and what to do */
               _ ("“%s”: %s"), name, reason);
  return FALSE;
}

static const char *
find_reader (void)
{
  const char *given = g_getenv ("GOUVERNAIL_SHEET_READER");

  if (given != NULL)
    return given;
  return g_file_test (GVN_SHEET_READER, G_FILE_TEST_IS_EXECUTABLE) ? GVN_SHEET_READER : GVN_BUILD_SHEET_READER;
}

static const char *
get_reason (GSubprocess *reader)
{
  switch (g_subprocess_get_if_exited (reader) ? g_subprocess_get_exit_status (reader) : -1)
    {
    case GVN_READER_TOO_LARGE:
      return _ ("what it holds takes more than 256 MiB: copy the lines to import into a new sheet");
    case GVN_READER_ENTITIES:
      return _ ("it declares entities, which no sheet does: it is not from a spreadsheet, do not trust it");
    case GVN_READER_TOO_MANY_LINES:
      return _ ("it has more than 100,000 lines: split it in several");
    default:
      return _ ("it is no sheet that can be read, or is damaged: save it again as .xlsx, .ods or .csv");
    }
}

/* All that the reader prints, NULL when it is too much. */
static GByteArray *
collect (GSubprocess *reader, GError **error)
{
  GInputStream *printed = g_subprocess_get_stdout_pipe (reader);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autofree guint8 *part = g_malloc (256 * 1024);
  gssize n;

  while ((n = g_input_stream_read (printed, part, 256 * 1024, NULL, error)) > 0)
    {
      g_byte_array_append (all, part, (guint) n);
      if (all->len > MAX_PRINTED)
        {
          g_subprocess_force_exit (reader);
          g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("The sheet is too large: split it in several"));
          return NULL;
        }
    }

  return n == 0 ? g_steal_pointer (&all) : NULL;
}

static GvnSheetTable *
read_archive (const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  const char *arguments[] = { find_reader (), absolute, NULL };
  g_autoptr (GError) failure = NULL;
  g_autoptr (GSubprocess) reader
      = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &failure);
  g_autoptr (GByteArray) printed = NULL;

  if (reader == NULL)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
                   /* Translators: the system's reason */
                   _ ("What reads sheets cannot be started (%s): install Gouvernail again, or save the sheet as .csv"),
                   failure->message);
      return NULL;
    }
  printed = collect (reader, error);
  if (printed == NULL || !g_subprocess_wait (reader, NULL, error))
    return NULL;
  if (!g_subprocess_get_if_exited (reader) || g_subprocess_get_exit_status (reader) != GVN_READER_DONE)
    {
      refuse (error, path, get_reason (reader));
      return NULL;
    }

  return gvn_sheet_read_csv ((const char *) printed->data, printed->len, error);
}

static gboolean
begins_with (GMappedFile *file, const char *mark, gsize length)
{
  return g_mapped_file_get_length (file) >= length && memcmp (g_mapped_file_get_contents (file), mark, length) == 0;
}

/* A regular file of a reasonable size: a pipe or a device never ends. */
static gboolean
check_file (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  GStatBuf about;

  if (g_stat (path, &about) != 0 || !S_ISREG (about.st_mode))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: the path of a file */
                   _ ("“%s” is not a file that can be read: name another"), name);
      return FALSE;
    }
  if ((guint64) about.st_size > GVN_SHEET_MAX_FILE)
    return refuse (error, path, _ ("it is larger than 64 MiB: copy the lines to import into a new sheet"));
  if (about.st_size == 0)
    return refuse (error, path, _ ("it is empty: choose another file"));

  return TRUE;
}

static gboolean
has_suffix (const char *path, const char *suffix)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, suffix);
}

/* What is no text either, by the marks of what people have at hand. */
static gboolean
check_text (GMappedFile *file, const char *path, GError **error)
{
  if (begins_with (file, "\xD0\xCF\x11\xE0", 4))
    return refuse (error, path, _ ("it is of an old Excel, or protected by a password: save it as .xlsx without one"));
  if (has_suffix (path, ".xlsx") || has_suffix (path, ".ods") || begins_with (file, "%PDF", 4)
      || begins_with (file, "<", 1))
    return refuse (error, path,
                   _ ("it is no sheet that can be read, or is damaged: save it again as .xlsx, .ods or .csv"));

  return TRUE;
}

/**
 * gvn_sheet_read_file:
 *
 * Reads a sheet: .xlsx and .ods through a program of its own, in bounded memory and time,
 * a calendar as its appointments, anything else as separated values. Its content decides,
 * not its name.
 *
 * Returns: (transfer full): its first sheet that has something, or %NULL with
 *   %GVN_ERROR_INVALID when it is none or beyond the limits, %GVN_ERROR_NOT_FOUND when
 *   there is no such file
 */
GvnSheetTable *
gvn_sheet_read_file (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GError) failure = NULL;
  gsize mark; /* of UTF-8 */

  if (!check_file (path, error))
    return NULL;
  file = g_mapped_file_new (path, FALSE, &failure);
  if (file == NULL)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_IO, "%s", failure->message);
      return NULL;
    }
  if (begins_with (file, "PK\003\004", 4))
    return read_archive (path, error);
  if (!check_text (file, path, error))
    return NULL;
  mark = begins_with (file, "\xEF\xBB\xBF", 3) ? 3 : 0;
  if (g_mapped_file_get_length (file) >= mark + strlen (CALENDAR)
      && memcmp (g_mapped_file_get_contents (file) + mark, CALENDAR, strlen (CALENDAR)) == 0)
    {
      g_autofree char *calendar
          = g_strndup (g_mapped_file_get_contents (file) + mark, g_mapped_file_get_length (file) - mark);

      return gvn_sheet_read_ics (calendar, error);
    }

  return gvn_sheet_read_text (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), error);
}
