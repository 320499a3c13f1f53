/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <gmime/gmime.h>
#include <string.h>

#include "base/gvn-error.h"
#include "mail/gvn-message.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeContentType, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeFormatOptions, g_mime_format_options_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InternetAddressList, g_object_unref)

/*
 * A message as RFC 5322 and MIME write it, in lines of ASCII. X-Unsent has Outlook and
 * Thunderbird open it as a draft.
 */

#define CHARSET "utf-8"

static void
ensure_library (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      g_mime_init ();
      g_once_init_leave (&once, 1);
    }
}

/* On one line: nothing that is typed begins a header of its own. */
static char *
dup_line (const char *text)
{
  GString *line = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar unit = g_utf8_get_char (c);
      gboolean breaks = g_unichar_iscntrl (unit) || unit == 0x2028 || unit == 0x2029;

      g_string_append_unichar (line, breaks ? ' ' : unit);
    }

  return g_string_free_and_steal (line);
}

/**
 * gvn_message_check_address:
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID unless @email is one bare address, in ASCII,
 *   that a mail can be sent to
 */
gboolean
gvn_message_check_address (const char *email, GError **error)
{
  g_autoptr (InternetAddressList) list = NULL;
  InternetAddress *only;

  ensure_library ();
  list = g_str_is_ascii (email) ? internet_address_list_parse (NULL, email) : NULL;
  only = list != NULL && internet_address_list_length (list) == 1 ? internet_address_list_get_address (list, 0) : NULL;
  if (only != NULL && INTERNET_ADDRESS_IS_MAILBOX (only) && strpbrk (email, "<>()[]\\,;:\" \t\r\n") == NULL
      && strchr (email, '@') != NULL
      && g_strcmp0 (internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (only)), email) == 0)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: %s is what the user typed */
               _ ("“%s” is not a mail address: write it as name@organisation.fr"), email);
  return FALSE;
}

static void
add_mailbox (InternetAddressList *list, const GvnMailbox *mailbox)
{
  g_autofree char *name = mailbox->name != NULL ? dup_line (mailbox->name) : NULL;
  InternetAddress *address = internet_address_mailbox_new (name, mailbox->email);

  internet_address_set_charset (address, CHARSET);
  internet_address_list_add (list, address);
  g_object_unref (address);
}

static GMimePart *
create_part (const char *type, gconstpointer data, gsize length, GMimeContentEncoding encoding)
{
  GMimePart *part = g_mime_part_new ();
  g_autoptr (GMimeContentType) media = g_mime_content_type_parse (NULL, type);
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (data, length);
  GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream (stream, GMIME_CONTENT_ENCODING_DEFAULT);

  g_mime_object_set_content_type (GMIME_OBJECT (part), media);
  g_mime_part_set_content (part, content);
  g_mime_part_set_content_encoding (part, encoding);
  g_object_unref (content);
  g_object_unref (stream);

  return part;
}

static GMimeObject *
create_text (const char *text)
{
  return GMIME_OBJECT (
      create_part ("text/plain; charset=" CHARSET, text, strlen (text), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE));
}

static void
add_part (GMimeMultipart *mixed, const GvnMessagePart *attached)
{
  gsize length;
  const char *data = g_bytes_get_data (attached->content, &length);
  GMimePart *part = create_part (attached->type, data != NULL ? data : "", length, GMIME_CONTENT_ENCODING_BASE64);
  g_autofree char *name = dup_line (attached->name);

  g_mime_object_set_disposition (GMIME_OBJECT (part), GMIME_DISPOSITION_ATTACHMENT);
  g_mime_part_set_filename (part, name);
  g_mime_multipart_add (mixed, GMIME_OBJECT (part));
  g_object_unref (part);
}

/* The text alone, or with what is attached. */
static GMimeObject *
create_body (const GvnMessage *self)
{
  GMimeObject *text = create_text (self->text);
  g_autofree char *boundary = NULL;
  GMimeMultipart *mixed;

  if (self->n_parts == 0)
    return text;
  mixed = g_mime_multipart_new_with_subtype ("mixed");
  /* no line of the parts can be it: quoted-printable and base64 have no "=_" */
  boundary = g_strdup_printf ("=_%s", self->id);
  g_mime_multipart_set_boundary (mixed, boundary);
  g_mime_multipart_add (mixed, text);
  g_object_unref (text);
  for (guint i = 0; i < self->n_parts; i++)
    add_part (mixed, &self->parts[i]);

  return GMIME_OBJECT (mixed);
}

static void
add_addresses (GMimeMessage *message, const GvnMessage *self)
{
  if (self->from.email != NULL)
    add_mailbox (g_mime_message_get_from (message), &self->from);
  for (guint i = 0; i < self->n_to; i++)
    add_mailbox (g_mime_message_get_to (message), &self->to[i]);
  for (guint i = 0; i < self->n_copy; i++)
    add_mailbox (g_mime_message_get_cc (message), &self->copy[i]);
}

static GDateTime *
create_date (const GvnNow *now)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now->instant);

  return g_date_time_to_timezone (utc, gvn_zone_get ());
}

/**
 * gvn_message_write:
 * @now: its Date, in the contract's zone
 *
 * Returns: (transfer full): the message, in CRLF lines of ASCII; the same at the same
 *   moment
 */
GBytes *
gvn_message_write (const GvnMessage *self, const GvnNow *now)
{
  g_autoptr (GMimeMessage) message = NULL;
  g_autoptr (GMimeFormatOptions) options = NULL;
  g_autoptr (GDateTime) date = create_date (now);
  g_autofree char *subject = dup_line (self->subject);
  const char *domain = self->from.email != NULL ? strchr (self->from.email, '@') : NULL;
  g_autofree char *id = g_strconcat (self->id, domain != NULL ? domain : "@localhost", NULL);
  GMimeObject *body;
  char *text;

  ensure_library ();
  message = g_mime_message_new (TRUE);
  options = g_mime_format_options_clone (NULL);
  g_mime_format_options_set_newline_format (options, GMIME_NEWLINE_FORMAT_DOS);
  add_addresses (message, self);
  g_mime_message_set_subject (message, subject, CHARSET);
  g_mime_message_set_date (message, date);
  g_mime_message_set_message_id (message, id);
  g_mime_object_set_header (GMIME_OBJECT (message), "X-Unsent", "1", NULL);
  body = create_body (self);
  g_mime_message_set_mime_part (message, body);
  g_object_unref (body);
  text = g_mime_object_to_string (GMIME_OBJECT (message), options);

  return g_bytes_new_take (text, strlen (text));
}
