/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <uchardet.h>

#include "base/gvn-error.h"
#include "sheets/gvn-sheet-read.h"

/* CSV files and pasted cells: libcsv splits them, uchardet names their encoding. */

#define N_SAMPLED_LINES 50

static gboolean
starts_with (const char *text, gsize length, const char *mark, gsize mark_length)
{
  return length >= mark_length && memcmp (text, mark, mark_length) == 0;
}

static char *
dup_charset (const char *text, gsize length)
{
  uchardet_t detector = uchardet_new ();
  char *charset = NULL;

  if (uchardet_handle_data (detector, text, length) == 0)
    {
      uchardet_data_end (detector);
      charset = g_strdup (uchardet_get_charset (detector));
    }
  uchardet_delete (detector);

  return charset;
}

/* A text of a few accents looks like many encodings: what Windows writes comes before what is merely possible. */
static char *
convert_guessed (const char *text, gsize length)
{
  g_autofree char *charset = dup_charset (text, length);
  char *converted = NULL;

  if (charset != NULL && (g_str_has_prefix (charset, "UTF-") || g_str_has_prefix (charset, "MAC")))
    converted = g_convert (text, (gssize) length, "UTF-8", charset, NULL, NULL, NULL);
  if (converted == NULL)
    converted = g_convert (text, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  if (converted == NULL && charset != NULL && *charset != '\0')
    converted = g_convert (text, (gssize) length, "UTF-8", charset, NULL, NULL, NULL);

  return converted;
}

/* Where a person looks for the first byte that is no text, in an editor: both from 1. */
static void
find_fault (const char *text, gsize length, guint *line, guint *column)
{
  const char *end;

  g_utf8_validate (text, (gssize) length, &end); /* a zero byte ends it too */
  *line = *column = 1;
  for (const char *c = text; c < end; c = g_utf8_next_char (c))
    {
      *line += *c == '\n';
      *column = *c == '\n' ? 1 : *column + 1;
    }
}

static char *
dup_utf8 (const char *text, gsize length, GError **error)
{
  char *converted = NULL;

  if (starts_with (text, length, "\xEF\xBB\xBF", 3))
    {
      text += 3;
      length -= 3;
    }
  if (starts_with (text, length, "\xFF\xFE", 2) || starts_with (text, length, "\xFE\xFF", 2))
    converted = g_convert (text, (gssize) length, "UTF-8", "UTF-16", NULL, NULL, NULL);
  else if (g_utf8_validate (text, (gssize) length, NULL)) /* which a zero byte is not */
    return g_strndup (text, length);
  else if (memchr (text, '\0', length) == NULL)
    converted = convert_guessed (text, length);

  if (converted == NULL)
    {
      guint line, column;

      find_fault (text, length, &line, &column);
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: two numbers, from 1 */
                   _ ("Line %u, column %u: this is no text in a known encoding; save the sheet as .xlsx, .ods, or .csv "
                      "in UTF-8"),
                   line, column);
    }
  return converted;
}

/* One kind of line end, so that one end of a line counts once. */
static void
unify_line_ends (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    {
      if (*from == '\r' && from[1] == '\n')
        continue;
      *to++ = *from == '\r' ? '\n' : *from;
    }
  *to = '\0';
}

/* How often @separator stands outside quotes in the first lines: the lines that have as many as the first with any. */
static guint
count_agreeing_lines (const char *text, char separator)
{
  guint n_lines = 0, n_agreeing = 0, n = 0, wanted = 0;
  gboolean quoted = FALSE;

  for (const char *c = text; n_lines < N_SAMPLED_LINES; c++)
    {
      if (*c == '"')
        quoted = !quoted;
      else if (*c == separator && !quoted)
        n++;
      else if ((*c == '\n' && !quoted) || *c == '\0')
        {
          if (wanted == 0)
            wanted = n;
          if (n > 0 && n == wanted)
            n_agreeing++;
          n = 0;
          n_lines++;
        }
      if (*c == '\0')
        break;
    }

  return n_agreeing;
}

static char
find_separator (const char *text)
{
  /* the likeliest first: where two agree as often, a decimal comma is no separator */
  static const char separators[] = { '\t', ';', ',', '|' };
  char best = ';';
  guint best_count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      guint count = count_agreeing_lines (text, separators[i]);

      if (count > best_count)
        {
          best = separators[i];
          best_count = count;
        }
    }

  return best;
}

typedef struct
{
  GvnSheetTable *table;
  GError *error;
  gboolean guarded; /* see is_guarded() */
} Reading;

/* As written by us: an apostrophe keeps a sheet from reading a text as a formula. */
static gboolean
is_guarded (const char *text, gsize length)
{
  return length >= 2 && text[0] == '\'' && strchr ("=+-@", text[1]) != NULL;
}

static void
take_cell (void *text, size_t length, void *data)
{
  Reading *reading = data;
  const char *cell = text;
  gsize skipped = reading->guarded && is_guarded (cell, length) ? 1 : 0;

  if (reading->error == NULL)
    gvn_sheet_table_add_cell (reading->table, cell + skipped, (gssize) (length - skipped), &reading->error);
}

static void
take_row_end (int end, void *data)
{
  Reading *reading = data;

  if (reading->error == NULL)
    gvn_sheet_table_end_row (reading->table, &reading->error);
}

static gboolean
parse (Reading *reading, const char *text, gsize length, char separator, GError **error)
{
  struct csv_parser parser;
  gsize done = 0;

  /* every end of line is told, so that lines keep their numbers */
  if (csv_init (&parser, CSV_REPALL_NL) != 0)
    g_error ("out of memory");
  csv_set_delim (&parser, (unsigned char) separator);
  while (done < length && reading->error == NULL)
    {
      /* by parts, so that a refusal comes early */
      gsize part = MIN (length - done, 64 * 1024);

      if (csv_parse (&parser, text + done, part, take_cell, take_row_end, reading) != part)
        g_error ("out of memory");
      done += part;
    }
  if (reading->error == NULL)
    csv_fini (&parser, take_cell, take_row_end, reading);
  csv_free (&parser);
  if (reading->error == NULL)
    return TRUE;

  g_propagate_error (error, reading->error);
  return FALSE;
}

/**
 * gvn_sheet_read_text:
 *
 * Reads separated values: a CSV file, or cells pasted from a sheet. Their encoding and
 * separator are found out.
 *
 * Returns: (transfer full): the table, or %NULL with %GVN_ERROR_INVALID when it is no text
 *   or beyond the limits
 */
GvnSheetTable *
gvn_sheet_read_text (const char *text, gsize length, GError **error)
{
  g_autofree char *utf8 = dup_utf8 (text, length, error);
  g_autoptr (GvnSheetTable) table = gvn_sheet_table_new ();
  Reading reading = { .table = table, .guarded = TRUE };

  if (utf8 == NULL)
    return NULL;
  unify_line_ends (utf8);

  return parse (&reading, utf8, strlen (utf8), find_separator (utf8), error) ? g_steal_pointer (&table) : NULL;
}

/**
 * gvn_sheet_read_csv:
 * @text: UTF-8, with commas
 *
 * Reads what gouvernail-sheet-reader printed.
 */
GvnSheetTable *
gvn_sheet_read_csv (const char *text, gsize length, GError **error)
{
  g_autoptr (GvnSheetTable) table = gvn_sheet_table_new ();
  Reading reading = { .table = table };

  if (!g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("The sheet is damaged: save it again, as .xlsx or .ods"));
      return NULL;
    }

  return parse (&reading, text, length, ',', error) ? g_steal_pointer (&table) : NULL;
}
