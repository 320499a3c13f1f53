/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "mail/gvn-message.h"

/* RFC 5322, 2045 to 2047 and 2231: what is typed stays what it is, whatever it says. */

#define ID "0b5a2c1e-3f52-5d0a-9a77-0a8f6a1f0c11"

static GBytes *
write_one (const char *name, const char *subject, const char *file, const char *content)
{
  g_autoptr (GBytes) bytes = content != NULL ? g_bytes_new (content, strlen (content)) : NULL;
  const GvnMailbox to[] = { { name, "eve@example.org" }, { NULL, "bare@example.org" } };
  const GvnMessagePart part = { file, "text/calendar; charset=utf-8; method=PUBLISH", bytes };
  const GvnMessage message = { .id = ID,
                               .from = { "DSIUN", "box@example.org" },
                               .to = to,
                               .n_to = G_N_ELEMENTS (to),
                               .copy = to,
                               .n_copy = 1,
                               .subject = subject,
                               .text = "Réunion à 14 h\n.\nFrom here\n",
                               .parts = &part,
                               .n_parts = content != NULL ? 1 : 0 };
  const GvnNow now = test_now ("2028-03-08T10:30");

  return gvn_message_write (&message, &now);
}

static GStrv
split_lines (GBytes *message)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message));

  g_assert_true (g_str_is_ascii (text));
  return g_strsplit (text, "\r\n", -1);
}

/* RFC 5322 §2.1.1: no line has more than 998 characters, and CRLF alone ends one. */
static void
test_lines (void)
{
  g_autoptr (GBytes) message
      = write_one ("Élisabeth de la Tour d’Auvergne, responsable de site à Rozérieulles",
                   "Ordre du jour : comité de pilotage du jeudi 16 mars 2028, première séance de l’année à Orléans",
                   "Ordre du jour — réunion préparatoire à la première séance de l’année.ics", "BEGIN:VCALENDAR\r\n");
  g_autoptr (GBytes) again
      = write_one ("Élisabeth de la Tour d’Auvergne, responsable de site à Rozérieulles",
                   "Ordre du jour : comité de pilotage du jeudi 16 mars 2028, première séance de l’année à Orléans",
                   "Ordre du jour — réunion préparatoire à la première séance de l’année.ics", "BEGIN:VCALENDAR\r\n");
  g_auto (GStrv) lines = split_lines (message);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_null (strchr (lines[i], '\n'));
      g_assert_null (strchr (lines[i], '\r'));
      g_assert_cmpuint (strlen (lines[i]), <=, 998);
    }
  g_assert_true (g_bytes_equal (message, again));
  g_assert_true (g_strv_contains ((const char *const *) lines, "X-Unsent: 1"));
  g_assert_true (g_strv_contains ((const char *const *) lines, "Date: Wed, 08 Mar 2028 10:30:00 +0100"));
  g_assert_true (g_strv_contains ((const char *const *) lines, "Message-Id: <" ID "@example.org>"));
}

static guint
count_headers (GBytes *message)
{
  g_auto (GStrv) lines = split_lines (message);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    n += *lines[i] != ' ' && *lines[i] != '\t';

  return n;
}

/* No word begins a header of its own, in the message or in a part. */
static void
test_injection (void)
{
  static const char *const breaks[] = { "\r\n", "\n", "\r", "\xe2\x80\xa8", "\x0b", "\x7f" };
  g_autoptr (GBytes) plain = write_one ("Eve", "Subject", "a.ics", "x");

  for (guint i = 0; i < G_N_ELEMENTS (breaks); i++)
    {
      g_autofree char *wrong = g_strdup_printf ("Eve%sBcc: spy@example.net%s%sBody", breaks[i], breaks[i], breaks[i]);
      g_autoptr (GBytes) message = write_one (wrong, wrong, wrong, "x");
      g_auto (GStrv) lines = split_lines (message);

      g_assert_cmpuint (count_headers (message), ==, count_headers (plain));
      for (guint j = 0; lines[j] != NULL; j++)
        g_assert_false (g_str_has_prefix (lines[j], "Bcc:"));
    }
}

static void
test_addresses (void)
{
  static const char *const good[] = { "a@example.org", "prenom.nom@agence-eau.fr", "o'neil+x@sub.example.org" };
  static const char *const wrong[] = { "",
                                       "a",
                                       "@example.org",
                                       "a@b@example.org",
                                       "a@example.org, b@example.org",
                                       "<a@b.org>",
                                       "A <a@b.org>",
                                       "a@b.org\r\nBcc: c@d.e",
                                       "a b@example.org",
                                       "group: a@b.org;",
                                       "é@example.org" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (gvn_message_check_address (good[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", wrong[i]);
      g_assert_false (gvn_message_check_address (wrong[i], &error));
      g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/message/lines", test_lines);
  g_test_add_func ("/mail/message/injection", test_injection);
  g_test_add_func ("/mail/message/addresses", test_addresses);

  return g_test_run ();
}
