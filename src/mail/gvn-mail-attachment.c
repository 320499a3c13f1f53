/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "exchange/gvn-publication.h"
#include "mail/gvn-mail-private.h"
#include "print/gvn-print.h"

/* What goes with a mail: read or made only when the message is written. */

/* Servers refuse more, once it is in base64. */
#define SIZE_MAX_BYTES (20 * 1024 * 1024)

void
gvn_mail_attachment_free (GvnMailAttachment *self)
{
  g_free (self->name);
  g_free (self->file);
  g_free (self->text);
  g_free (self->type);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

/**
 * gvn_mail_dup_safe_name:
 *
 * Returns: (transfer full): @text as the name of a file that every system takes
 */
char *
gvn_mail_dup_safe_name (const char *text)
{
  g_autofree char *name = g_strdelimit (g_strdup (text), "/\\:*?\"<>|\r\n\t", '-');

  g_strstrip (name);
  if (*name == '.' || *name == '\0')
    return g_strconcat ("_", name, NULL);

  return g_steal_pointer (&name);
}

void
gvn_mail_attach (GvnMail *self, GvnMailAttachmentKind kind, const char *name, const char *file, const char *text)
{
  GvnMailAttachment *attachment = g_new0 (GvnMailAttachment, 1);

  attachment->kind = kind;
  attachment->name = kind == GVN_MAIL_DOCUMENT ? g_strconcat (name, ".pdf", NULL) : g_strdup (name);
  attachment->file = g_strdup (file);
  attachment->text = g_strdup (text);
  g_ptr_array_add (self->attachments, attachment);
}

/* A document written here, as it is printed. */
static GBytes *
render_document (GvnStore *store, const GvnMail *mail, const GvnMailAttachment *attachment, const GvnNow *now,
                 char **type, GError **error)
{
  GvnMeetingPaper paper = mail->act == GVN_MAIL_MINUTES ? GVN_MEETING_PAPER_MINUTES : GVN_MEETING_PAPER_AGENDA;
  g_autoptr (GvnPrint) print = gvn_print_new_sent (store, mail->subjects[0], paper, attachment->text, now, error);

  if (print == NULL)
    return NULL;
  *type = g_strdup ("application/pdf");

  return gvn_print_to_pdf (print, error);
}

static GBytes *
write_appointment (GvnStore *store, const char *meeting, const GvnNow *now, char **type, GError **error)
{
  const GvnExport export = { .feed = "all", .meeting = meeting };
  char *text = gvn_publication_write (store, &export, now, NULL, error);

  if (text == NULL)
    return NULL;
  *type = g_strdup ("text/calendar; charset=utf-8; method=PUBLISH");

  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
read_file (const char *path, const char *name, char **type, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autofree char *guess = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, &local_error);
  if (info != NULL && g_file_info_get_size (info) > SIZE_MAX_BYTES)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: the name of a file, then a number of megabytes */
                   _ ("“%s” is too big for a mail, which takes %d MB: share it and give its link"), name,
                   SIZE_MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  content = info != NULL ? g_file_load_bytes (file, NULL, NULL, &local_error) : NULL;
  if (content == NULL)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
                   /* Translators: the name of a file, then the system's reason */
                   _ ("“%s” cannot be read (%s): attach it in the mail program"), name, local_error->message);
      return NULL;
    }
  guess = g_content_type_guess (name, g_bytes_get_data (content, NULL), g_bytes_get_size (content), NULL);
  *type = g_content_type_get_mime_type (guess);

  return g_steal_pointer (&content);
}

static gboolean
load_attachment (GvnStore *store, GvnMail *mail, GvnMailAttachment *attachment, const GvnNow *now, GError **error)
{
  g_autofree char *path = NULL;

  switch (attachment->kind)
    {
    case GVN_MAIL_APPOINTMENT:
      attachment->content = write_appointment (store, mail->subjects[0], now, &attachment->type, error);
      break;
    case GVN_MAIL_KEPT_FILE:
      path = gvn_store_dup_attachment_path (store, attachment->file);
      attachment->content = read_file (path, attachment->name, &attachment->type, error);
      break;
    case GVN_MAIL_DOCUMENT:
      attachment->content = render_document (store, mail, attachment, now, &attachment->type, error);
      break;
    case GVN_MAIL_GIVEN_FILE: /* read when it was chosen */
      break;
    }

  return attachment->content != NULL;
}

/* Reads or makes what is attached, unless it was. */
gboolean
gvn_mail_load_attachments (GvnStore *store, GvnMail *self, const GvnNow *now, GError **error)
{
  for (guint i = 0; i < self->attachments->len; i++)
    {
      GvnMailAttachment *attachment = self->attachments->pdata[i];

      if (attachment->content == NULL && !load_attachment (store, self, attachment, now, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * gvn_mail_attach_file:
 *
 * Returns: %FALSE with %GVN_ERROR_IO when @path cannot be read, %GVN_ERROR_INVALID when it
 *   is too big for a mail
 */
gboolean
gvn_mail_attach_file (GvnMail *self, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *type = NULL;
  GBytes *content = read_file (path, name, &type, error);
  GvnMailAttachment *attachment;

  if (content == NULL)
    return FALSE;
  attachment = g_new0 (GvnMailAttachment, 1);
  attachment->kind = GVN_MAIL_GIVEN_FILE;
  attachment->name = g_steal_pointer (&name);
  attachment->type = g_steal_pointer (&type);
  attachment->content = content;
  g_ptr_array_add (self->attachments, attachment);

  return TRUE;
}
