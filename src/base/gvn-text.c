/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-text.h"

/* Some languages tell the first day of a month from the others. */
static char *
format_date (const GDate *date, const char *format)
{
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GString) text = g_string_new (format);

  g_return_val_if_fail (g_date_valid (date), NULL);

  if (g_date_get_day (date) == 1)
    /* Translators: in French "1er" */
    g_string_replace (text, "%-d", C_ ("the first day of a month", "1"), 0);
  time = g_date_time_new_utc (g_date_get_year (date), g_date_get_month (date), g_date_get_day (date), 0, 0, 0);
  return g_date_time_format (time, text->str);
}

/**
 * gvn_text_date:
 *
 * Returns: (transfer full): "16 March 2028"
 */
char *
gvn_text_date (const GDate *date)
{
  /* Translators: a date, as 16 March 2028, in the form of g_date_time_format() */
  return format_date (date, _ ("%-d %B %Y"));
}

/**
 * gvn_text_weekday_date:
 *
 * Returns: (transfer full): "Thursday 16 March 2028"
 */
char *
gvn_text_weekday_date (const GDate *date)
{
  /* Translators: a day, as Thursday 16 March 2028, in the form of g_date_time_format() */
  return format_date (date, _ ("%A %-d %B %Y"));
}

/**
 * gvn_text_month:
 *
 * Returns: (transfer full): "March 2028"
 */
char *
gvn_text_month (const GDate *date)
{
  return format_date (date, "%B %Y");
}

/**
 * gvn_text_short_month:
 *
 * Returns: (transfer full): "Mar", with its year in a second line if wanted
 */
char *
gvn_text_short_month (const GDate *date, gboolean with_year)
{
  return format_date (date, with_year ? "%b\n%Y" : "%b");
}

/**
 * gvn_text_time:
 *
 * Returns: (transfer full): @minutes since midnight as "14:00"
 */
char *
gvn_text_time (int minutes)
{
  return g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);
}

static char *
join_time (char *day, int minutes)
{
  g_autofree char *owned = day;
  g_autofree char *time = NULL;

  if (minutes == GVN_NO_MINUTES)
    return g_steal_pointer (&owned);

  time = gvn_text_time (minutes);
  /* Translators: a day, then a time of day */
  return g_strdup_printf (_ ("%s, %s"), owned, time);
}

/**
 * gvn_text_moment:
 *
 * Returns: (transfer full): "Thursday 16 March 2028, 14:00", or the day alone
 *   when @local has no minutes
 */
char *
gvn_text_moment (const GvnLocal *local)
{
  return join_time (gvn_text_weekday_date (&local->date), local->minutes);
}

/**
 * gvn_text_short_moment:
 *
 * Returns: (transfer full): the same where there is little room: "Thu 16 Mar
 *   2028, 14:00"
 */
char *
gvn_text_short_moment (const GvnLocal *local)
{
  /* Translators: a short day, as Thu 16 Mar 2028, in the form of g_date_time_format() */
  return join_time (format_date (&local->date, _ ("%a %-d %b %Y")), local->minutes);
}

/* The day alone where there is the least room: "16 Mar 2028". */
char *
gvn_text_short_date (const GDate *date)
{
  /* Translators: a short day, as 16 Mar 2028, in the form of g_date_time_format() */
  return format_date (date, _ ("%-d %b %Y"));
}

gboolean
gvn_text_is_empty (const char *text)
{
  if (text == NULL)
    return TRUE;
  while (g_ascii_isspace (*text))
    text++;

  return *text == '\0';
}

/**
 * gvn_text_escape_markdown:
 *
 * Returns: (transfer full): @text on one line of Markdown that says just that
 */
char *
gvn_text_escape_markdown (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    {
      if (strchr ("\\`*_[]<>#", *c) != NULL)
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *c == '\n' ? ' ' : *c);
    }

  return g_string_free_and_steal (escaped);
}

/**
 * gvn_text_parse_cited:
 * @prefix: "CMD-", in any case
 *
 * Returns: whether @text is a thing as people cite it: the prefix and its number, from 1
 */
gboolean
gvn_text_parse_cited (const char *text, const char *prefix, gint64 *number)
{
  gsize length = strlen (prefix);

  return g_ascii_strncasecmp (text, prefix, length) == 0
         && g_ascii_string_to_signed (text + length, 10, 1, G_MAXINT, number, NULL);
}

/**
 * gvn_text_opening:
 * @n_chars: at most so many characters, with the ellipsis
 *
 * Returns: (transfer full): what @text begins with, on one line: @text itself when it is
 *   short and has one
 */
char *
gvn_text_opening (const char *text, glong n_chars)
{
  gsize length = strcspn (text, "\r\n");
  g_autofree char *line = g_strndup (text, length);
  g_autofree char *start = NULL;

  if (text[length] == '\0' && g_utf8_strlen (line, -1) <= n_chars)
    return g_steal_pointer (&line);
  start = g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), n_chars - 1));

  return g_strconcat (g_strchomp (start), "…", NULL);
}
