/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/gvn-error.h"
#include "base/gvn-uuid.h"
#include "contract/gvn-contract.h"
#include "contract/gvn-person.h"
#include "mail/gvn-mail-private.h"
#include "mail/gvn-message.h"

/* A mail as a message, in a file that a mail program opens as a draft. */

#define DRAFT_SECONDS (24 * 60 * 60)

typedef struct
{
  GArray *to; /* of GvnMailbox */
  GArray *copy;
  GArray *parts; /* of GvnMessagePart */
} Contents;

static void
contents_clear (Contents *self)
{
  g_clear_pointer (&self->to, g_array_unref);
  g_clear_pointer (&self->copy, g_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Contents, contents_clear)

static void
gather (const GvnMail *mail, Contents *contents)
{
  contents->to = g_array_new (FALSE, FALSE, sizeof (GvnMailbox));
  contents->copy = g_array_new (FALSE, FALSE, sizeof (GvnMailbox));
  contents->parts = g_array_new (FALSE, FALSE, sizeof (GvnMessagePart));
  for (guint i = 0; i < mail->recipients->len; i++)
    {
      const GvnMailRecipient *recipient = mail->recipients->pdata[i];
      const GvnMailbox mailbox = { recipient->person != NULL ? recipient->name : NULL, recipient->email };

      g_array_append_val (recipient->copy ? contents->copy : contents->to, mailbox);
    }
  for (guint i = 0; i < mail->attachments->len; i++)
    {
      const GvnMailAttachment *attachment = mail->attachments->pdata[i];
      const GvnMessagePart part = { attachment->name, attachment->type, attachment->content };

      g_array_append_val (contents->parts, part);
    }
}

/* The same for the same mail at the same moment. */
static char *
dup_id (const GvnMail *mail, const GvnContract *contract, const GvnNow *now)
{
  g_autofree char *subjects = g_strjoinv (" ", mail->subjects);
  g_autofree char *to = gvn_mail_dup_addresses (mail, FALSE);
  g_autofree char *moment = gvn_instant_to_string (now->instant);
  g_autofree char *name = g_strjoin ("/", "mail", gvn_mail_act_to_string (mail->act), subjects, to, moment, NULL);

  return gvn_uuid_v5 (contract->id, name);
}

/* From who signs, when the contract knows their address; else from its own box. */
static GBytes *
write_message (GvnDb *db, const GvnMail *mail, const char *author, const GvnNow *now, GError **error)
{
  g_autoptr (GvnContract) contract = gvn_contract_load (db, error);
  g_autoptr (GvnPerson) sender = gvn_person_find (db, author, NULL);
  gboolean known = sender != NULL && sender->email != NULL && gvn_message_check_address (sender->email, NULL);
  g_auto (Contents) contents = { NULL };
  g_autofree char *id = NULL;
  GvnMessage message = { .subject = mail->subject, .text = mail->text };

  if (contract == NULL)
    return NULL;
  gather (mail, &contents);
  id = dup_id (mail, contract, now);
  message.id = id;
  message.from.name = known ? sender->name : contract->organizer_name;
  message.from.email = known ? sender->email : contract->organizer_email;
  message.to = (const GvnMailbox *) (gpointer) contents.to->data;
  message.n_to = contents.to->len;
  message.copy = (const GvnMailbox *) (gpointer) contents.copy->data;
  message.n_copy = contents.copy->len;
  message.parts = (const GvnMessagePart *) (gpointer) contents.parts->data;
  message.n_parts = contents.parts->len;

  return gvn_message_write (&message, now);
}

/**
 * gvn_mail_save:
 * @author: who signs
 * @path: of the file, replaced when it is there
 *
 * Writes the message with what is attached.
 */
gboolean
gvn_mail_save (GvnStore *store, GvnMail *self, const char *author, const GvnNow *now, const char *path, GError **error)
{
  g_autoptr (GBytes) message = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!gvn_mail_load_attachments (store, self, now, error))
    return FALSE;
  message = write_message (gvn_store_get_db (store), self, author, now, error);
  if (message == NULL)
    return FALSE;
  if (g_file_set_contents_full (path, g_bytes_get_data (message, NULL), (gssize) g_bytes_get_size (message),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &local_error))
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
               /* Translators: the path of a file, the system's reason */
               _ ("“%s” cannot be written (%s): choose another place"), path, local_error->message);
  return FALSE;
}

/* One that is not there yet: nothing is written over. */
static char *
dup_free_path (const char *folder, const char *name)
{
  g_autofree char *safe = gvn_mail_dup_safe_name (name);

  for (guint n = 1;; n++)
    {
      g_autofree char *file = n == 1 ? g_strdup_printf ("%s.eml", safe) : g_strdup_printf ("%s (%u).eml", safe, n);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

/**
 * gvn_mail_save_all:
 * @mails: (element-type GvnMail)
 * @folder: made when it is not there
 *
 * Returns: (transfer full) (element-type filename): a new file for each, or %NULL with
 *   none of them
 */
GPtrArray *
gvn_mail_save_all (GvnStore *store, GPtrArray *mails, const char *author, const GvnNow *now, const char *folder,
                   GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
                   /* Translators: the path of a folder, the system's reason */
                   _ ("“%s” cannot be written (%s): choose another place"), folder, g_strerror (errno));
      return NULL;
    }
  for (guint i = 0; i < mails->len; i++)
    {
      GvnMail *mail = mails->pdata[i];
      char *path = dup_free_path (folder, mail->name);

      g_ptr_array_add (paths, path);
      if (gvn_mail_save (store, mail, author, now, path, error))
        continue;
      for (guint j = 0; j < paths->len; j++)
        g_unlink (paths->pdata[j]);
      return NULL;
    }

  return g_steal_pointer (&paths);
}

/**
 * gvn_mail_dup_file_name:
 *
 * Returns: (transfer full): a name for its file
 */
char *
gvn_mail_dup_file_name (const GvnMail *self)
{
  g_autofree char *safe = gvn_mail_dup_safe_name (self->name);

  return g_strconcat (safe, ".eml", NULL);
}

/* Drafts handed over long ago: the mail program has its own by now. */
static void
remove_old_drafts (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 old = g_get_real_time () / G_USEC_PER_SEC - DRAFT_SECONDS;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (g_str_has_suffix (name, ".eml") && g_lstat (path, &info) == 0 && info.st_mtime < old)
        g_unlink (path);
    }
}

/**
 * gvn_mail_save_draft:
 *
 * Returns: (transfer full): a file of the user's cache to hand to the mail program; it
 *   goes a day later, when the next one is made
 */
char *
gvn_mail_save_draft (GvnStore *store, GvnMail *self, const char *author, const GvnNow *now, GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "gouvernail", "mail", NULL);
  g_autoptr (GPtrArray) mails = g_ptr_array_new ();
  g_autoptr (GPtrArray) paths = NULL;

  remove_old_drafts (folder);
  g_ptr_array_add (mails, self);
  paths = gvn_mail_save_all (store, mails, author, now, folder, error);

  return paths != NULL ? g_strdup (paths->pdata[0]) : NULL;
}

/**
 * gvn_mail_dup_html:
 *
 * Returns: (transfer full): the text as HTML, for a mail program it is pasted in
 */
char *
gvn_mail_dup_html (const GvnMail *self)
{
  g_auto (GStrv) paragraphs = g_strsplit (self->text, "\n\n", -1);
  GString *html = g_string_new (NULL);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (g_strstrip (paragraphs[i]), -1);
      g_auto (GStrv) lines = g_strsplit (escaped, "\n", -1);
      g_autofree char *broken = g_strjoinv ("<br>\n", lines);

      if (*broken != '\0')
        g_string_append_printf (html, "<p>%s</p>\n", broken);
    }

  return g_string_free_and_steal (html);
}
