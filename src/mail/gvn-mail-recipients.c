/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "contract/gvn-person.h"
#include "mail/gvn-mail-private.h"
#include "mail/gvn-message.h"
#include "proceedings/gvn-attendance.h"

/* Who is written to and why. An address is what the contract knows of a person, or what
 * was typed: none is made up. */

static GvnMailRecipient *
find_recipient (const GvnMail *mail, const char *email)
{
  for (guint i = 0; i < mail->recipients->len; i++)
    {
      GvnMailRecipient *recipient = mail->recipients->pdata[i];

      if (g_ascii_strcasecmp (recipient->email, email) == 0)
        return recipient;
    }

  return NULL;
}

/* Somebody with two roles is written to once, with both reasons. */
static void
add_recipient (GvnMail *mail, const GvnPerson *person, const char *reason, gboolean copy)
{
  GvnMailRecipient *recipient = find_recipient (mail, person->email);

  if (recipient != NULL)
    {
      recipient->copy &= copy;
      if (strstr (recipient->reason, reason) == NULL)
        {
          g_autofree char *both = g_strjoin (" · ", recipient->reason, reason, NULL);

          g_set_str (&recipient->reason, both);
        }
      return;
    }
  recipient = g_new0 (GvnMailRecipient, 1);
  recipient->person = g_strdup (person->id);
  recipient->name = g_strdup (person->name);
  recipient->email = g_strdup (person->email);
  recipient->reason = g_strdup (reason);
  recipient->copy = copy;
  g_ptr_array_add (mail->recipients, recipient);
}

/**
 * gvn_mail_address_person:
 * @person: an id or a name
 *
 * Adds a person of the contract; who cannot be written to is told in words.
 */
gboolean
gvn_mail_address_person (GvnDb *db, GvnMail *self, const char *person, const char *reason, gboolean copy,
                         GError **error)
{
  g_autoptr (GvnPerson) found = gvn_person_find (db, person, error);

  if (found == NULL)
    return FALSE;
  if (found->email == NULL)
    gvn_mail_add_missing (
        self,
        /* Translators: a person, and why they are written to */
        g_strdup_printf (_ ("%s (%s) has no mail address: give it in the list of people"), found->name, reason));
  else if (!gvn_message_check_address (found->email, NULL))
    gvn_mail_add_missing (self,
                          /* Translators: a person, then what stands for their address */
                          g_strdup_printf (_ ("%s cannot be written to at “%s”: correct it in the list of people"),
                                           found->name, found->email));
  else
    add_recipient (self, found, reason, copy);

  return TRUE;
}

/* "Member: Site manager (AEAG)" */
static char *
dup_reason (const GvnAttendance *seat)
{
  g_autofree char *role = NULL;

  if (seat->role_label == NULL)
    return g_strdup (_ ("Called to this meeting"));
  role = seat->perimeter != NULL ? g_strdup_printf ("%s (%s)", seat->role_label, seat->perimeter)
                                 : g_strdup (seat->role_label);

  /* Translators: %s is a role */
  return g_strdup_printf (seat->permanent ? _ ("Member: %s") : _ ("By the agenda: %s"), role);
}

static gboolean
address_seat (GvnDb *db, GvnMail *mail, const GvnAttendance *seat, GError **error)
{
  g_autofree char *reason = dup_reason (seat);
  gboolean by_agenda = seat->role != NULL && !seat->permanent && !gvn_attendance_takes_part (seat);

  if (seat->person != NULL)
    return gvn_mail_address_person (db, mail, seat->person, reason, by_agenda, error);
  if (seat->role == NULL)
    gvn_mail_add_missing (
        mail,
        /* Translators: %s is a name */
        g_strdup_printf (_ ("%s, called to this meeting, is not in the list of people: no address is known"),
                         seat->name));
  else if (seat->permanent)
    gvn_mail_add_missing (mail,
                          /* Translators: %s is why somebody would be written to: "Member: ROC" */
                          g_strdup_printf (_ ("Nobody holds the role that day — %s"), reason));

  return TRUE;
}

/* Minutes go to all members (6.1 to 6.3) and to who was there beside them; before the
 * meeting, whom the other party objects to is not written to (6.2). */
static gboolean
is_addressed (const GvnMail *mail, const GvnAttendance *seat)
{
  if (seat->permanent)
    return TRUE;

  return mail->act == GVN_MAIL_MINUTES ? gvn_attendance_takes_part (seat) : seat->objection == NULL;
}

/**
 * gvn_mail_address_meeting:
 *
 * Adds who sits in @meeting on its day: members first, then in copy those called by the
 * agenda (6.6, 6.7), and who was called to this meeting (6.2).
 */
gboolean
gvn_mail_address_meeting (GvnDb *db, GvnMail *self, GvnMeeting *meeting, GError **error)
{
  g_autoptr (GPtrArray) seats = gvn_attendance_list (db, meeting->id, error);

  if (seats == NULL)
    return FALSE;
  for (guint i = 0; i < seats->len; i++)
    if (is_addressed (self, seats->pdata[i]) && !address_seat (db, self, seats->pdata[i], error))
      return FALSE;

  return TRUE;
}

/**
 * gvn_mail_add_recipient:
 * @who: a person of the contract by name, or an address
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID or %GVN_ERROR_REFUSED when nobody can be
 *   written to by that word
 */
gboolean
gvn_mail_add_recipient (GvnDb *db, GvnMail *self, const char *who, gboolean copy, GError **error)
{
  g_autofree char *word = g_strstrip (g_strdup (who));
  g_autoptr (GvnPerson) person = gvn_person_find (db, word, NULL);
  GvnPerson typed = { NULL, word, NULL, NULL, word };

  if (person == NULL && strchr (word, '@') == NULL)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: %s is what the user typed */
                   _ ("Nobody is named “%s”: write the name as in the list of people, or an address"), word);
      return FALSE;
    }
  if (person != NULL && person->email == NULL)
    return gvn_error_refuse (person->name, _ ("no mail address is known; write it here"), error);
  if (!gvn_message_check_address (person != NULL ? person->email : word, error))
    return FALSE;
  add_recipient (self, person != NULL ? person : &typed, _ ("Added to this mail"), copy);

  return TRUE;
}

/**
 * gvn_mail_dup_addresses:
 * @copy: those in copy, else the others
 *
 * Returns: (transfer full): the addresses as Outlook and others take them in their field:
 *   "Name <address>; …"
 */
char *
gvn_mail_dup_addresses (const GvnMail *self, gboolean copy)
{
  GString *addresses = g_string_new (NULL);

  for (guint i = 0; i < self->recipients->len; i++)
    {
      const GvnMailRecipient *recipient = self->recipients->pdata[i];

      if (recipient->copy != copy)
        continue;
      if (addresses->len > 0)
        g_string_append (addresses, "; ");
      if (recipient->person != NULL && strpbrk (recipient->name, "<>;,\"") == NULL)
        g_string_append_printf (addresses, "%s <%s>", recipient->name, recipient->email);
      else
        g_string_append (addresses, recipient->email);
    }

  return g_string_free_and_steal (addresses);
}
