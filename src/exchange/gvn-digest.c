/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-contract.h"
#include "contract/gvn-person.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-register.h"
#include "exchange/gvn-digest.h"
#include "proceedings/gvn-emergency-change.h"
#include "proceedings/gvn-matter.h"

/* After any time of the day: what has none comes below the meetings. */
typedef enum
{
  RANK_DEADLINE = GVN_MINUTES_PER_DAY,
  RANK_ACTION,
  RANK_CHANGE,
} Rank;

typedef struct
{
  GDate day;
  int rank; /* minutes of a meeting, or a Rank */
  gboolean overdue;
  char *text;
} Line;

typedef struct
{
  GvnDb *db;
  const GvnDigestRequest *request;
  const GvnNow *now;
  GDate last;
  GPtrArray *lines; /* Line */
} Gathering;

static void
line_free (Line *line)
{
  g_free (line->text);
  g_free (line);
}

void
gvn_digest_free (GvnDigest *self)
{
  g_free (self->subject);
  g_free (self->to_name);
  g_free (self->to_email);
  g_free (self->text);
  g_free (self);
}

/* @text is taken. */
static void
add_line (Gathering *self, const GDate *day, int rank, gboolean overdue, char *text)
{
  Line *line = g_new0 (Line, 1);

  line->day = *day;
  line->rank = rank;
  line->overdue = overdue;
  line->text = text;
  g_ptr_array_add (self->lines, line);
}

/* Gathering -------------------------------------------------------------------------- */

static gboolean
is_owed (const Gathering *self, const GvnDeadline *deadline)
{
  return (self->request->person == NULL || g_strcmp0 (deadline->owner_person_id, self->request->person) == 0)
         && (self->request->side == NULL || g_strcmp0 (deadline->owner_side, self->request->side) == 0);
}

static gboolean
is_past (const Gathering *self, const GDate *day)
{
  return g_date_compare (day, &self->now->local.date) < 0;
}

/* By its hour too, on the day itself. */
static gboolean
is_late (const GvnDeadline *deadline)
{
  return deadline->state == GVN_DEADLINE_OVERDUE || deadline->state == GVN_DEADLINE_OVERDUE_EXCUSED;
}

static char *
describe_deadline (const GvnDeadline *deadline)
{
  g_autofree char *time = deadline->due.minutes != GVN_NO_MINUTES ? gvn_text_time (deadline->due.minutes) : NULL;
  GString *text = g_string_new (NULL);

  /* Translators: a document, the meeting it is for, a clause of the contract */
  g_string_append_printf (text, _ ("%s — %s (clause %s)"), deadline->label, deadline->subject, deadline->clause);
  if (time != NULL)
    /* Translators: a time of day */
    g_string_append_printf (text, _ (", by %s"), time);
  if (deadline->state == GVN_DEADLINE_OVERDUE_EXCUSED)
    g_string_append_printf (text, ", %s", gvn_deadline_state_get_label (deadline->state));

  return g_string_free_and_steal (text);
}

static gboolean
add_deadlines (Gathering *self, GError **error)
{
  GvnDeadlineFilter filter = { .state = -1, .to = self->last, .pending = TRUE };
  g_autoptr (GPtrArray) deadlines = gvn_register_list (self->db, &filter, self->now, error);

  for (guint i = 0; deadlines != NULL && i < deadlines->len; i++)
    {
      const GvnDeadline *deadline = deadlines->pdata[i];

      if (gvn_deadline_state_is_open (deadline->state) && is_owed (self, deadline))
        add_line (self, &deadline->due.date, RANK_DEADLINE, is_late (deadline), describe_deadline (deadline));
    }

  return deadlines != NULL;
}

static gboolean
add_actions (Gathering *self, GError **error)
{
  GvnMatterFilter filter = { .kinds = 1 << GVN_MATTER_ACTION,
                             .group = GVN_MATTERS_OPEN,
                             .owner = self->request->person,
                             .side = self->request->side,
                             .to = self->last };
  g_autoptr (GPtrArray) actions = gvn_matter_list (self->db, &filter, self->now, error);

  for (guint i = 0; actions != NULL && i < actions->len; i++)
    {
      GvnMatter *action = actions->pdata[i];
      g_autofree char *code = gvn_matter_dup_code (action);

      add_line (self, &action->due, RANK_ACTION, is_past (self, &action->due),
                /* Translators: the code of an action, what it is, the body that follows it */
                g_strdup_printf (_ ("Action %s — %s (%s)"), code, action->title, action->body));
    }

  return actions != NULL;
}

/* An emergency change waits for anybody of the DSIUN: it is of that side, of no person. */
static gboolean
add_changes (Gathering *self, GError **error)
{
  GvnEmergencyFilter filter = GVN_EMERGENCY_FILTER_INIT;
  g_autoptr (GPtrArray) changes = NULL;

  if (self->request->person != NULL || (self->request->side != NULL && !g_str_equal (self->request->side, "dsiun")))
    return TRUE;

  changes = gvn_emergency_change_list (self->db, &filter, self->now, error);
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      const GvnEmergencyChange *change = changes->pdata[i];
      g_autofree char *name = gvn_emergency_change_dup_name (change);

      if (gvn_emergency_state_is_open (change->state) && g_date_compare (&change->due_on, &self->last) <= 0)
        add_line (self, &change->due_on, RANK_CHANGE, is_past (self, &change->due_on),
                  /* Translators: the name of an emergency change, what it is */
                  g_strdup_printf (_ ("%s to validate — %s (clause 6.4)"), name, change->title));
    }

  return changes != NULL;
}

/* Who asked sits in it on its day: a permanent seat. */
static gboolean
is_attended (const Gathering *self, GvnMeeting *meeting, gboolean *attended, GError **error)
{
  g_autoptr (GPtrArray) seats = NULL;

  *attended = self->request->person == NULL && self->request->side == NULL;
  if (*attended)
    return TRUE;

  seats = gvn_meeting_list_seats (self->db, meeting, error);
  for (guint i = 0; seats != NULL && i < seats->len; i++)
    {
      const GvnMeetingSeat *seat = seats->pdata[i];

      *attended |= seat->permanent
                   && (self->request->person != NULL ? g_strcmp0 (seat->person, self->request->person) == 0
                                                     : g_strcmp0 (seat->side, self->request->side) == 0);
    }

  return seats != NULL;
}

static char *
describe_meeting (GvnMeeting *meeting)
{
  g_autofree char *start = gvn_text_time (meeting->start.minutes);
  g_autofree char *end = NULL;
  GvnLocal last;

  gvn_meeting_get_end (meeting, &last);
  end = gvn_text_time (last.minutes);

  /* Translators: the times a meeting begins and ends at, its body, its state */
  return g_strdup_printf (_ ("%s–%s %s, %s"), start, end, meeting->body_name,
                          gvn_meeting_state_get_label (meeting->state));
}

static gboolean
add_meetings (Gathering *self, GError **error)
{
  GvnMeetingFilter filter = { .from = self->now->local.date, .to = self->last, .open = TRUE };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (self->db, &filter, error);

  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    {
      GvnMeeting *meeting = meetings->pdata[i];
      gboolean attended;

      if (!is_attended (self, meeting, &attended, error))
        return FALSE;
      if (attended)
        add_line (self, &meeting->start.date, meeting->start.minutes, FALSE, describe_meeting (meeting));
    }

  return meetings != NULL;
}

/* Writing ---------------------------------------------------------------------------- */

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *x = *(const Line *const *) a, *y = *(const Line *const *) b;
  int order = y->overdue - x->overdue;

  if (order == 0)
    order = g_date_compare (&x->day, &y->day);
  if (order == 0)
    order = x->rank - y->rank;

  return order != 0 ? order : g_strcmp0 (x->text, y->text);
}

static char *
write_text (const Gathering *self, const char *who)
{
  GString *text = g_string_new (NULL);
  g_autofree char *today = gvn_text_weekday_date (&self->now->local.date);
  const Line *previous = NULL;

  /* Translators: a person, a side or the contract */
  g_string_append_printf (text, _ ("What is due: %s\n"), who);
  g_string_append_printf (
      text,
      ngettext (/* Translators: a day, then how many */
                "Seen from %s, for %d day\n", "Seen from %s, for %d days\n", (gulong) self->request->days),
      today, self->request->days);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = self->lines->pdata[i];
      g_autofree char *day = gvn_text_weekday_date (&line->day);

      if (previous == NULL && line->overdue)
        g_string_append_printf (text, "\n%s\n", _ ("OVERDUE"));
      if (previous == NULL || previous->overdue != line->overdue || !gvn_date_equal (&previous->day, &line->day))
        g_string_append_printf (text, "\n%s\n", day);
      g_string_append_printf (text, "- %s\n", line->text);
      if (line->overdue && (i + 1 == self->lines->len || !((const Line *) self->lines->pdata[i + 1])->overdue))
        g_string_append_printf (text, "\n%s\n", _ ("TO COME"));
      previous = line;
    }
  if (previous == NULL || previous->overdue)
    g_string_append_printf (text, "\n%s\n", _ ("Nothing is due on these days."));

  return g_string_free_and_steal (text);
}

static gboolean
check_request (const GvnDigestRequest *request, GError **error)
{
  if (request->side != NULL && !gvn_side_check (request->side, error))
    return FALSE;
  if (request->days >= 1 && request->days <= GVN_DIGEST_DAYS_MAX)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: the bounds of a number of days */
               _ ("A digest is of %d to %d days: give another number"), 1, GVN_DIGEST_DAYS_MAX);
  return FALSE;
}

/**
 * gvn_digest_write:
 *
 * Returns: (transfer full): what is overdue first, then day by day what is to be done
 *   and where to be; the same while nothing changed and the day is the same
 */
GvnDigest *
gvn_digest_write (GvnDb *db, const GvnDigestRequest *request, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  Gathering self = { .db = db, .request = request, .now = now, .last = now->local.date, .lines = lines };
  g_autoptr (GvnContract) contract = gvn_contract_load (db, error);
  g_autoptr (GvnPerson) person = NULL;
  g_autofree char *today = gvn_text_date (&now->local.date);
  const char *who;
  GvnDigest *digest;

  if (contract == NULL || !check_request (request, error))
    return NULL;
  if (request->person != NULL)
    {
      person = gvn_person_find (db, request->person, error);
      if (person == NULL)
        return NULL;
    }
  g_date_add_days (&self.last, (guint) request->days - 1);
  if (!add_deadlines (&self, error) || !add_actions (&self, error) || !add_changes (&self, error)
      || !add_meetings (&self, error))
    return NULL;
  g_ptr_array_sort (lines, compare_lines);

  who = person != NULL ? person->name : request->side != NULL ? gvn_side_get_label (request->side) : contract->title;
  digest = g_new0 (GvnDigest, 1);
  /* Translators: a person, a side or the contract, then a day */
  digest->subject = g_strdup_printf (_ ("What is due: %s, %s"), who, today);
  digest->to_name = person != NULL ? g_strdup (person->name) : NULL;
  digest->to_email = person != NULL ? g_strdup (person->email) : NULL;
  digest->text = write_text (&self, who);

  return digest;
}
