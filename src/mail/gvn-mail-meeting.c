/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "committees/gvn-body.h"
#include "contract/gvn-person.h"
#include "deadlines/gvn-register.h"
#include "mail/gvn-mail-private.h"
#include "proceedings/gvn-agenda.h"
#include "proceedings/gvn-minutes.h"

/* What is written about a meeting: its convocation, its agenda, its minutes, and the
 * reminder to validate them. */

typedef struct
{
  GvnDb *db;
  GvnMail *mail;
  GvnMeeting *meeting;
  const GvnNow *now;
  GHashTable *values;
} Filling;

static void
set (const Filling *self, const char *name, char *value)
{
  g_hash_table_insert (self->values, (gpointer) name, value);
}

/* "COPIL 2028-03-16" */
static char *
dup_short_name (GvnMeeting *meeting)
{
  g_autofree char *day = gvn_date_to_string (&meeting->start.date);

  return g_strdup_printf ("%s %s", meeting->body, day);
}

static gboolean
fill_common (const Filling *self, GError **error)
{
  GvnMeeting *meeting = self->meeting;
  g_autoptr (GvnBody) body = gvn_body_load (self->db, meeting->body, error);
  g_autofree char *name = NULL;
  const char *ids[] = { meeting->id, NULL };
  GvnLocal end;

  if (body == NULL)
    return FALSE;
  gvn_meeting_get_end (meeting, &end);
  set (self, "body", g_strdup (body->name));
  set (self, "code", g_strdup (meeting->body));
  set (self, "date", gvn_text_weekday_date (&meeting->start.date));
  set (self, "time", gvn_text_time (meeting->start.minutes));
  set (self, "end", gvn_text_time (end.minutes));
  set (self, "link", g_strdup (meeting->link));
  self->mail->title = gvn_meeting_dup_title (meeting);
  self->mail->subjects = g_strdupv ((GStrv) ids);
  name = dup_short_name (meeting);
  self->mail->name = g_strdup_printf ("%s %s", gvn_mail_act_get_label (self->mail->act), name);

  return TRUE;
}

/* Documents ------------------------------------------------------------------------------ */

/* The one document of the meeting: a file kept, else what is written here; TRUE without
 * either, which is told. */
static gboolean
attach_document (const Filling *self, const GvnMeetingDocument *last, const char *text)
{
  gboolean minutes = self->mail->act == GVN_MAIL_MINUTES;
  g_autofree char *meeting = dup_short_name (self->meeting);
  g_autofree char *name = NULL;

  if (last != NULL && last->file != NULL)
    gvn_mail_attach (self->mail, GVN_MAIL_KEPT_FILE, last->file_name, last->file, NULL);
  else if (!gvn_text_is_empty (text))
    {
      /* Translators: the name of a file: the code of a body and a day */
      name = g_strdup_printf (minutes ? _ ("Minutes %s") : _ ("Agenda %s"), meeting);
      gvn_mail_attach (self->mail, GVN_MAIL_DOCUMENT, name, NULL, text);
    }
  else
    gvn_mail_add_missing (self->mail, g_strdup (minutes ? _ ("No minutes are written here: attach their file")
                                                        : _ ("The agenda has no item: attach its file")));

  return TRUE;
}

static gboolean
fill_items (const Filling *self, gboolean with_files, GError **error)
{
  g_autoptr (GPtrArray) items = gvn_agenda_list (self->db, self->meeting->id, error);
  g_autoptr (GString) lines = g_string_new (NULL);

  if (items == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      const GvnAgendaItem *item = items->pdata[i];

      g_string_append_printf (lines, "%s%d. %s", i > 0 ? "\n" : "", item->number, item->title);
      for (guint j = 0; with_files && item->files[j] != NULL; j++)
        gvn_mail_attach (self->mail, GVN_MAIL_KEPT_FILE, item->file_names[j], item->files[j], NULL);
    }
  set (self, "items", g_strdup (lines->str));

  return TRUE;
}

static gboolean
fill_convocation (const Filling *self, GError **error)
{
  g_autofree char *day = gvn_date_to_string (&self->meeting->start.date);
  g_autofree char *name = g_strdup_printf ("%s-%s.ics", self->meeting->body, day);

  if (!gvn_meeting_is_open (self->meeting))
    return gvn_meeting_refuse (self->meeting, _ ("it is over; there is nobody to convene"), error);
  gvn_mail_attach (self->mail, GVN_MAIL_APPOINTMENT, name, NULL, NULL);

  return fill_items (self, FALSE, error);
}

/* The agenda goes with the supports of its items (6.2). */
static gboolean
fill_agenda (const Filling *self, GError **error)
{
  g_autoptr (GPtrArray) versions = gvn_meeting_document_list (self->db, self->meeting->id, GVN_DOCUMENT_AGENDA, error);
  g_autofree char *text
      = versions != NULL ? gvn_agenda_dup_content (self->db, self->meeting->id, self->now, error) : NULL;

  return text != NULL && attach_document (self, versions->len > 0 ? versions->pdata[versions->len - 1] : NULL, text)
         && fill_items (self, TRUE, error);
}

/* Minutes -------------------------------------------------------------------------------- */

static char *
dup_delay (const GvnDelay *delay)
{
  gulong n = (gulong) delay->count;

  switch (delay->unit)
    {
    case GVN_UNIT_CALENDAR_DAY:
      return g_strdup_printf (ngettext ("%d calendar day", "%d calendar days", n), delay->count);
    case GVN_UNIT_WORKING_DAY:
      return g_strdup_printf (ngettext ("%d working day", "%d working days", n), delay->count);
    case GVN_UNIT_HOUR:
      return g_strdup_printf (ngettext ("%d hour", "%d hours", n), delay->count);
    }

  g_assert_not_reached ();
}

/* How the contract has these minutes validated, with its clause (6.1 to 6.3); nothing
 * where it asks for no validation. */
static gboolean
fill_validation (const Filling *self, GError **error)
{
  g_autoptr (GPtrArray) rules
      = gvn_rule_list (self->db, GVN_SUBJECT_MEETING, self->meeting->body_kind, &self->now->local.date, error);
  GvnMinutesRule wanted;

  if (rules == NULL || !gvn_minutes_find_rule (self->db, self->meeting, &wanted, error))
    return FALSE;
  for (guint i = 0; i < rules->len; i++)
    {
      const GvnRule *rule = rules->pdata[i];
      g_autofree char *delay = dup_delay (&rule->delay);
      g_autofree char *clause = gvn_mail_dup_clause (rule->clause);

      if (rule->indicator || !g_str_equal (rule->trigger, "minutes_received"))
        continue;
      if (wanted == GVN_MINUTES_TACIT && rule->tacit)
        /* Translators: "10 working days", then a clause */
        set (self, "validation",
             g_strdup_printf (_ ("Without a remark within %s of their reception, they are validated (clause %s)."),
                              delay, clause));
      else if (wanted == GVN_MINUTES_SIGNED)
        /* Translators: %s is a clause */
        set (self, "validation",
             g_strdup_printf (
                 _ ("Each DSIUN participant validates them in words: please answer this mail (clause %s)."), clause));
    }

  return TRUE;
}

/* The version that is or was sent last, in its own words. */
static char *
dup_minutes (const Filling *self, const GvnMinutesVersion *last, GError **error)
{
  if (last == NULL)
    return g_strdup ("");

  return last->document->content != NULL
             ? g_strdup (last->document->content)
             : gvn_minutes_dup_content (self->db, self->meeting->id, last->document->id, error);
}

static gboolean
fill_minutes (const Filling *self, const GvnMinutesVersion *last, GError **error)
{
  g_autofree char *text = NULL;
  gint64 start;

  if (!gvn_local_to_instant (&self->meeting->start, &start, error))
    return FALSE;
  if (gvn_meeting_is_open (self->meeting) && self->now->instant < start)
    return gvn_meeting_refuse (self->meeting, _ ("it is still to come; minutes follow the meeting"), error);

  text = dup_minutes (self, last, error);
  set (self, "version", g_strdup_printf ("%d", last != NULL ? last->document->number : 1));

  return text != NULL && attach_document (self, last != NULL ? last->document : NULL, text)
         && fill_validation (self, error);
}

/* Who sat for somebody validates for them, when the contract knows who that is. */
static gboolean
address_signer (const Filling *self, const GvnSigner *signer, GPtrArray *seats, GError **error)
{
  g_autoptr (GvnPerson) stand_in
      = signer->represented_by != NULL ? gvn_person_find (self->db, signer->represented_by, NULL) : NULL;
  const char *person = stand_in != NULL ? stand_in->id : NULL;

  for (guint i = 0; person == NULL && i < seats->len; i++)
    {
      const GvnAttendance *seat = seats->pdata[i];

      if (g_str_equal (seat->id, signer->attendance))
        person = seat->person;
    }
  if (person != NULL)
    return gvn_mail_address_person (self->db, self->mail, person, _ ("Has not validated yet"), FALSE, error);

  /* Translators: %s is a name */
  gvn_mail_add_missing (self->mail,
                        g_strdup_printf (_ ("%s is not in the list of people: no address is known"), signer->name));
  return TRUE;
}

/* Until somebody said who was there, the DSIUN members. */
static gboolean
address_signers (const Filling *self, const GvnMinutesVersion *last, GError **error)
{
  g_autoptr (GPtrArray) seats = gvn_attendance_list (self->db, self->meeting->id, error);
  g_autoptr (GString) waiting = g_string_new (NULL);

  if (seats == NULL)
    return FALSE;
  for (guint i = 0; i < last->signers->len; i++)
    {
      const GvnSigner *signer = last->signers->pdata[i];

      if (signer->fact != NULL)
        continue;
      g_string_append_printf (waiting, "%s%s", waiting->len > 0 ? ", " : "", signer->name);
      if (!address_signer (self, signer, seats, error))
        return FALSE;
    }
  for (guint i = 0; last->signers->len == 0 && i < seats->len; i++)
    {
      const GvnAttendance *seat = seats->pdata[i];

      if (!seat->permanent || g_strcmp0 (seat->side, "dsiun") != 0)
        continue;
      g_string_append_printf (waiting, "%s%s", waiting->len > 0 ? ", " : "", seat->name);
      if (seat->person != NULL
          && !gvn_mail_address_person (self->db, self->mail, seat->person, _ ("DSIUN member"), FALSE, error))
        return FALSE;
    }
  set (self, "waiting", g_strdup (waiting->str));

  return TRUE;
}

static gboolean
fill_reminder (const Filling *self, const GvnMinutesVersion *last, GError **error)
{
  const GvnFact *sent = last != NULL ? gvn_meeting_document_find_fact (last->document, "minutes_sent") : NULL;
  GvnLocal day;

  if (last == NULL || last->state != GVN_MINUTES_AWAITING)
    return gvn_meeting_refuse (self->meeting, _ ("its minutes wait for nobody’s validation"), error);
  if (sent == NULL)
    sent = gvn_meeting_document_find_fact (last->document, "minutes_received");
  if (sent != NULL)
    {
      gvn_local_from_instant (sent->at, &day);
      set (self, "sent", gvn_text_weekday_date (&day.date));
    }
  set (self, "version", g_strdup_printf ("%d", last->document->number));

  return address_signers (self, last, error);
}

/* Whether the body's meetings owe a document. */
static gboolean
owes (GvnDb *db, GvnMeeting *meeting, const char *document, gboolean *owes, GError **error)
{
  g_autoptr (GPtrArray) rules
      = gvn_rule_list (db, GVN_SUBJECT_MEETING, meeting->body_kind, &meeting->start.date, error);

  *owes = FALSE;
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    *owes |= g_str_equal (((GvnRule *) rules->pdata[i])->kind, document);

  return rules != NULL;
}

/**
 * gvn_mail_is_offered:
 * @act: one about a meeting
 * @offered: (out): whether there is somebody to write to now: what its body owes, in the
 *   order of a meeting's life
 */
gboolean
gvn_mail_is_offered (GvnDb *db, GvnMeeting *meeting, GvnMailAct act, const GvnNow *now, gboolean *offered,
                     GError **error)
{
  g_autoptr (GPtrArray) versions = NULL;
  gint64 start;

  if (!gvn_local_to_instant (&meeting->start, &start, error))
    return FALSE;
  if (act == GVN_MAIL_AGENDA || act == GVN_MAIL_MINUTES)
    {
      if (!owes (db, meeting, act == GVN_MAIL_AGENDA ? GVN_DOCUMENT_AGENDA : GVN_DOCUMENT_MINUTES, offered, error))
        return FALSE;
      *offered &= act == GVN_MAIL_AGENDA ? gvn_meeting_is_open (meeting)
                                         : meeting->state != GVN_MEETING_CANCELLED && now->instant >= start;
      return TRUE;
    }
  if (act == GVN_MAIL_CONVOCATION)
    {
      *offered = gvn_meeting_can (meeting, GVN_ACT_CONVENE);
      return TRUE;
    }

  versions = gvn_minutes_list (db, meeting->id, now, error);
  *offered = versions != NULL && versions->len > 0
             && ((GvnMinutesVersion *) versions->pdata[versions->len - 1])->state == GVN_MINUTES_AWAITING;

  return versions != NULL;
}

/**
 * gvn_mail_fill_meeting:
 * @id: of the meeting
 * @values: (element-type utf8 utf8): takes the placeholders
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED when the meeting's state forbids the act
 */
gboolean
gvn_mail_fill_meeting (GvnDb *db, GvnMail *self, const char *id, const GvnNow *now, GHashTable *values, GError **error)
{
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (db, id, error);
  g_autoptr (GPtrArray) versions = meeting != NULL ? gvn_minutes_list (db, id, now, error) : NULL;
  const GvnMinutesVersion *last = versions != NULL && versions->len > 0 ? versions->pdata[versions->len - 1] : NULL;
  const Filling filling = { db, self, meeting, now, values };

  if (versions == NULL)
    return FALSE;
  if (meeting->state == GVN_MEETING_CANCELLED)
    return gvn_meeting_refuse (meeting, _ ("it is cancelled; undo the cancellation first"), error);
  if (!fill_common (&filling, error))
    return FALSE;
  if (self->act == GVN_MAIL_VALIDATION)
    return fill_reminder (&filling, last, error);

  return gvn_mail_address_meeting (db, self, meeting, error)
         && (self->act == GVN_MAIL_CONVOCATION ? fill_convocation (&filling, error)
             : self->act == GVN_MAIL_AGENDA    ? fill_agenda (&filling, error)
                                               : fill_minutes (&filling, last, error));
}
