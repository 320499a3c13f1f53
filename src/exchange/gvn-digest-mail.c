/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/gvn-digest.h"

/* A digest as a message (RFC 5322) that a mail program opens as a draft. */

/* A line with an encoded word has at most 76 characters (RFC 2047 §2): the name of the
 * header, 12 around the word, and 4 for 3 octets. */
#define WORD_OCTETS 39

/* What a header says, in encoded words, so that no character of it can end the line. */
static char *
encode_words (const char *text)
{
  GString *words = g_string_new (NULL);
  const char *start = text;

  while (*start != '\0')
    {
      const char *end = start;
      g_autofree char *base64 = NULL;

      while (*end != '\0' && g_utf8_next_char (end) - start <= WORD_OCTETS)
        end = g_utf8_next_char (end);
      base64 = g_base64_encode ((const guchar *) start, (gsize) (end - start));
      g_string_append_printf (words, "%s=?UTF-8?B?%s?=", start != text ? "\r\n " : "", base64);
      start = end;
    }

  return g_string_free_and_steal (words);
}

static void
append_address (GString *mail, const char *header, const char *name, const char *email)
{
  g_autofree char *words = encode_words (name);

  if (email != NULL && strpbrk (email, "\r\n<>") == NULL)
    g_string_append_printf (mail, "%s: %s\r\n <%s>\r\n", header, words, email);
}

/* As RFC 5322 §3.3 says it, in English whatever the locale. */
static char *
format_date (const GvnNow *now)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[]
      = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now->instant);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, gvn_zone_get ());
  g_autofree char *rest = g_date_time_format (local, "%Y %H:%M:%S %z");

  return g_strdup_printf ("%s, %d %s %s", days[g_date_time_get_day_of_week (local) - 1],
                          g_date_time_get_day_of_month (local), months[g_date_time_get_month (local) - 1], rest);
}

static void
append_body (GString *mail, const char *text)
{
  gsize length = strlen (text);
  int state = 0, save = 0;
  /* a break each 72 characters, and the padding */
  g_autofree char *body = g_malloc ((length / 3 + 1) * 4 + length / 54 + 16);
  gsize n = g_base64_encode_step ((const guchar *) text, length, TRUE, body, &state, &save);
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;

  n += g_base64_encode_close (TRUE, body + n, &state, &save);
  body[n] = '\0';
  lines = g_strsplit (body, "\n", -1);
  joined = g_strjoinv ("\r\n", lines);
  g_string_append (mail, joined);
}

/**
 * gvn_digest_to_mail:
 *
 * Returns: (transfer full): the message, CRLF lines of ASCII; without a To when the
 *   address is not known
 */
char *
gvn_digest_to_mail (const GvnDigest *self, const GvnContract *contract, const GvnNow *now)
{
  GString *mail = g_string_new (NULL);
  g_autofree char *subject = encode_words (self->subject);
  g_autofree char *date = format_date (now);

  append_address (mail, "From", contract->organizer_name, contract->organizer_email);
  if (self->to_name != NULL)
    append_address (mail, "To", self->to_name, self->to_email);
  g_string_append_printf (mail,
                          "Date: %s\r\nSubject: %s\r\nMIME-Version: 1.0\r\nX-Unsent: 1\r\n"
                          "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n",
                          date, subject);
  append_body (mail, self->text);

  return g_string_free_and_steal (mail);
}
