/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "committees/gvn-body.h"
#include "committees/gvn-meeting-document.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-place.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-register.h"

/* What each act is called and, for one that records a fact, the fact's kind. */
static const struct
{
  const char *label;
  const char *fact;
} acts[] = {
  [GVN_ACT_CONVENE] = { N_ ("Convene"), "convened" },
  [GVN_ACT_MOVE] = { N_ ("Move"), NULL },
  [GVN_ACT_HOLD] = { N_ ("Record as held"), "held" },
  [GVN_ACT_CANCEL] = { N_ ("Cancel"), NULL },
  [GVN_ACT_PIN] = { N_ ("Pin"), NULL },
  [GVN_ACT_UNPIN] = { N_ ("Unpin"), NULL },
  [GVN_ACT_NOTE] = { N_ ("Edit note"), NULL },
  [GVN_ACT_AGENDA_AGREE] = { N_ ("Record agenda agreed"), "agenda_agreed" },
  [GVN_ACT_AGENDA] = { N_ ("Record agenda sent"), "agenda_sent" },
  [GVN_ACT_AGENDA_RECEIVE] = { N_ ("Record agenda received"), "agenda_received" },
  [GVN_ACT_SUPPORTS] = { N_ ("Record supports sent"), "supports_sent" },
  [GVN_ACT_BILLING] = { N_ ("Record billing elements sent"), "billing_sent" },
  [GVN_ACT_GRID] = { N_ ("Record analysis grid sent"), "grid_sent" },
  [GVN_ACT_MINUTES_SEND] = { N_ ("Record minutes sent"), "minutes_sent" },
  [GVN_ACT_MINUTES_RECEIVE] = { N_ ("Record minutes received"), "minutes_received" },
  [GVN_ACT_MINUTES_REMARK] = { N_ ("Record remarks on minutes"), "minutes_remarked" },
  [GVN_ACT_MINUTES_SIGN] = { N_ ("Record a participant’s validation"), "minutes_signed" },
  [GVN_ACT_MINUTES_VALIDATE] = { N_ ("Record minutes validated"), "minutes_validated" },
};

/* Told at start by the folder above, which knows what was said in a meeting. */
static GvnMeetingGuard cancel_guard;

void
gvn_meeting_set_cancel_guard (GvnMeetingGuard guard)
{
  cancel_guard = guard;
}

const char *
gvn_meeting_act_get_label (GvnMeetingAct act)
{
  return _ (acts[act].label);
}

/**
 * gvn_meeting_act_get_fact_kind:
 *
 * Returns: (nullable): the kind of the fact @act records, %NULL when it records
 *   none
 */
const char *
gvn_meeting_act_get_fact_kind (GvnMeetingAct act)
{
  return acts[act].fact;
}

/**
 * gvn_meeting_can:
 *
 * Returns: whether the meeting's state lets @act be done: nothing happens to a
 *   cancelled meeting, a held one no longer moves
 */
gboolean
gvn_meeting_can (GvnMeeting *self, GvnMeetingAct act)
{
  switch (act)
    {
    case GVN_ACT_CONVENE:
      return self->state == GVN_MEETING_PLANNED || self->state == GVN_MEETING_MOVED;
    case GVN_ACT_MOVE:
    case GVN_ACT_HOLD:
    case GVN_ACT_CANCEL:
      return gvn_meeting_is_open (self);
    case GVN_ACT_PIN:
      return gvn_meeting_is_open (self) && !self->pinned;
    case GVN_ACT_UNPIN:
      return gvn_meeting_is_open (self) && self->pinned;
    case GVN_ACT_NOTE:
      return TRUE;
    case GVN_ACT_AGENDA_AGREE:
    case GVN_ACT_AGENDA:
    case GVN_ACT_AGENDA_RECEIVE:
    case GVN_ACT_SUPPORTS:
    case GVN_ACT_BILLING:
    case GVN_ACT_GRID:
    case GVN_ACT_MINUTES_SEND:
    case GVN_ACT_MINUTES_RECEIVE:
    case GVN_ACT_MINUTES_REMARK:
    case GVN_ACT_MINUTES_SIGN:
    case GVN_ACT_MINUTES_VALIDATE:
      return self->state != GVN_MEETING_CANCELLED;
    }

  g_assert_not_reached ();
}

/**
 * gvn_meeting_refuse:
 * @reason: why something cannot be done with it, and what to do
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED
 */
gboolean
gvn_meeting_refuse (GvnMeeting *self, const char *reason, GError **error)
{
  g_autofree char *title = gvn_meeting_dup_title (self);

  return gvn_error_refuse (title, reason, error);
}

static gboolean
check_state (GvnMeeting *meeting, GvnMeetingAct act, GError **error)
{
  if (gvn_meeting_can (meeting, act))
    return TRUE;

  switch (meeting->state)
    {
    case GVN_MEETING_CANCELLED:
      return gvn_meeting_refuse (meeting, _ ("it is cancelled; undo the cancellation first"), error);
    case GVN_MEETING_HELD:
      return gvn_meeting_refuse (meeting, _ ("it is already held; correct the fact if it is wrong"), error);
    case GVN_MEETING_CONVENED:
    case GVN_MEETING_PLANNED:
    case GVN_MEETING_MOVED:
      break;
    }

  return gvn_meeting_refuse (meeting, _ ("it is already so, nothing is to be done"), error);
}

/* Facts ---------------------------------------------------------------------------- */

static gboolean
record_fact (GvnDb *db, const GvnMeetingRequest *request, const char *kind, gint64 at, char **id, GError **error)
{
  g_autoptr (GvnFact) fact = g_new0 (GvnFact, 1);

  if (request->proof != NULL
      && !gvn_attachment_record (db, request->proof, request->proof_name, request->proof_size, error))
    return FALSE;

  fact->subject_kind = g_strdup (GVN_SUBJECT_MEETING);
  fact->subject_id = g_strdup (request->meeting);
  fact->kind = g_strdup (kind);
  fact->at = at;
  fact->by_name = g_strdup (request->by_name);
  fact->by_side = g_strdup (request->by_side);
  fact->note = gvn_text_is_empty (request->note) ? NULL : g_strdup (request->note);
  fact->internal = request->internal;
  fact->proof = g_strdup (request->proof);
  if (!gvn_fact_record (db, fact, request->now, error))
    return FALSE;
  if (id != NULL)
    *id = g_strdup (fact->id);

  return TRUE;
}

static gboolean
end_instant (GvnMeeting *meeting, gint64 *instant, GError **error)
{
  if (!gvn_local_to_instant (&meeting->start, instant, error))
    return FALSE;
  *instant += (gint64) meeting->duration_minutes * 60;

  return TRUE;
}

/**
 * gvn_meeting_find_beginning:
 * @instant: (out): when it began: by the fact that it was held, which says when it ended,
 *   else as planned
 */
gboolean
gvn_meeting_find_beginning (GvnDb *db, GvnMeeting *self, gint64 *instant, GError **error)
{
  g_autoptr (GPtrArray) facts = gvn_fact_list (db, GVN_SUBJECT_MEETING, self->id, error);

  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      const GvnFact *fact = facts->pdata[i];

      if (g_str_equal (fact->kind, acts[GVN_ACT_HOLD].fact))
        {
          *instant = fact->at - (gint64) self->duration_minutes * 60;
          return TRUE;
        }
    }

  return facts != NULL && gvn_local_to_instant (&self->start, instant, error);
}

static gboolean
set_state (GvnDb *db, const char *id, GvnMeetingState state, GError **error)
{
  return gvn_db_exec (db, error, "UPDATE meeting SET state = ? WHERE id = ?", "ss", gvn_meeting_state_to_string (state),
                      id);
}

static gboolean
hold (GvnDb *db, const GvnMeetingRequest *request, GvnMeeting *meeting, gint64 at, GError **error)
{
  if (at == 0 && !end_instant (meeting, &at, error))
    return FALSE;

  return record_fact (db, request, "held", at, NULL, error) && set_state (db, meeting->id, GVN_MEETING_HELD, error);
}

/* Minutes presuppose a meeting: one still open whose time has come is recorded
 * as held, so that adopting the tool midway does not mean entering it twice. */
static gboolean
ensure_held (GvnDb *db, const GvnMeetingRequest *request, GvnMeeting *meeting, GError **error)
{
  GvnMeetingRequest holding
      = { .meeting = request->meeting, .by_name = request->by_name, .by_side = request->by_side, .now = request->now };
  gint64 start;

  if (!gvn_meeting_is_open (meeting))
    return TRUE;
  if (!gvn_local_to_instant (&meeting->start, &start, error))
    return FALSE;
  if (request->at < start)
    return gvn_meeting_refuse (meeting, _ ("it had not been held then; minutes follow the meeting"), error);

  return hold (db, &holding, meeting, 0, error);
}

/* Documents ------------------------------------------------------------------------ */

/* A fact about one version of a document of the meeting. */
static gboolean
record_of_document (GvnDb *db, const GvnMeetingRequest *request, GvnMeetingDocument *document, GError **error)
{
  const char *kind = acts[request->act].fact;
  g_autofree char *fact = NULL;

  if (request->file != NULL
      && (!gvn_attachment_record (db, request->file, request->file_name, request->file_size, error)
          || !gvn_meeting_document_set_file (db, document->id, request->file, error)))
    return FALSE;
  if (!record_fact (db, request, kind, request->at, &fact, error)
      || !gvn_meeting_document_take_fact (db, document->id, kind, fact, request->now, error))
    return FALSE;
  if (request->fact != NULL)
    *request->fact = g_steal_pointer (&fact);

  return TRUE;
}

static GvnMeetingDocument *
load_document (GvnDb *db, const GvnMeetingRequest *request, GError **error)
{
  if (request->document != NULL)
    return gvn_meeting_document_load (db, request->document, error);

  return gvn_meeting_document_choose (db, request->meeting, acts[request->act].fact, request->at, error);
}

/* What was written here is sent again once something else is written: another version
 * would say nothing in its place, and silence would validate that. */
static gboolean
check_written (GvnDb *db, const GvnMeetingRequest *request, GvnMeeting *meeting, GError **error)
{
  g_autoptr (GPtrArray) versions = NULL;
  const GvnMeetingDocument *last;

  if (request->act != GVN_ACT_MINUTES_SEND || request->document != NULL || request->file != NULL)
    return TRUE;
  versions = gvn_meeting_document_list (db, meeting->id, GVN_DOCUMENT_MINUTES, error);
  if (versions == NULL)
    return FALSE;
  last = versions->len > 0 ? versions->pdata[versions->len - 1] : NULL;

  return last == NULL || last->content == NULL || gvn_meeting_document_find_fact (last, acts[request->act].fact) == NULL
         || gvn_meeting_refuse (
             meeting, _ ("its minutes were sent as they are written; write the next version first, or give its file"),
             error);
}

static gboolean
record_agenda (GvnDb *db, const GvnMeetingRequest *request, GvnMeeting *meeting, GError **error)
{
  g_autoptr (GvnMeetingDocument) document = load_document (db, request, error);

  return document != NULL && record_of_document (db, request, document, error)
         && gvn_meeting_document_check_order (db, meeting->id, error);
}

static gboolean
record_minutes (GvnDb *db, const GvnMeetingRequest *request, GvnMeeting *meeting, GError **error)
{
  g_autoptr (GvnMeetingDocument) document = NULL;

  if (!ensure_held (db, request, meeting, error) || !check_written (db, request, meeting, error))
    return FALSE;

  document = load_document (db, request, error);
  if (document == NULL)
    return FALSE;
  /* what is remarked or validated is what somebody has read: a draft may still change */
  if (request->act >= GVN_ACT_MINUTES_REMARK && gvn_meeting_document_is_draft (document))
    return gvn_meeting_refuse (meeting, _ ("its minutes were not sent; record their sending first"), error);

  return record_of_document (db, request, document, error) && gvn_meeting_document_check_order (db, meeting->id, error);
}

/* Acts ----------------------------------------------------------------------------- */

static gboolean
move (GvnDb *db, const GvnMeetingRequest *request, GvnMeeting *meeting, GError **error)
{
  g_autoptr (GvnBody) body = gvn_body_load (db, meeting->body, error);
  g_autoptr (GvnCalendar) calendar = body != NULL ? gvn_calendar_load_agency (db, body->perimeter, error) : NULL;
  g_autofree char *reason = NULL;
  gint64 instant;

  if (calendar == NULL || !gvn_local_to_instant (&request->start, &instant, error))
    return FALSE;
  if (gvn_calendar_get_day (calendar, &request->start.date, &reason) != GVN_DAY_WORKING)
    {
      g_autofree char *day = gvn_text_weekday_date (&request->start.date);

      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   /* Translators: a day, why it is not worked, the code of a body */
                   _ ("%s is not worked (%s): choose another day for %s"), day, reason, meeting->body);
      return FALSE;
    }
  if (g_date_compare (&request->start.date, &request->now->local.date) < 0)
    return gvn_meeting_refuse (meeting, _ ("it cannot move to a day that has passed; record when it was held instead"),
                               error);
  if (request->start.minutes + meeting->duration_minutes > GVN_MINUTES_PER_DAY)
    return gvn_meeting_refuse (meeting, _ ("it would end after midnight; choose an earlier time"), error);

  return gvn_db_exec (db, error,
                      "UPDATE meeting SET state = 'moved', pinned = 1, planned_on = ?, start_minutes = ?, reason = ?,"
                      " cause = ?, reason_internal = ?, shift_reason = NULL WHERE id = ?",
                      "dissbs", &request->start.date, (gint64) request->start.minutes, request->reason, request->cause,
                      request->internal, meeting->id);
}

static gboolean
cancel (GvnDb *db, const GvnMeetingRequest *request, GvnMeeting *meeting, GError **error)
{
  if (gvn_text_is_empty (request->reason))
    return gvn_meeting_refuse (meeting, _ ("its cancellation is read by both parties; give a reason"), error);
  if (cancel_guard != NULL && !cancel_guard (db, meeting, error))
    return FALSE;

  return gvn_db_exec (db, error,
                      "UPDATE meeting SET state = 'cancelled', reason = ?, cause = ?, reason_internal = ? WHERE id = ?",
                      "ssbs", request->reason, request->cause, request->internal, meeting->id);
}

static gboolean
perform (GvnDb *db, const GvnMeetingRequest *request, GvnMeeting *meeting, GError **error)
{
  switch (request->act)
    {
    case GVN_ACT_CONVENE:
      return record_fact (db, request, "convened", request->at, NULL, error)
             && set_state (db, meeting->id, GVN_MEETING_CONVENED, error);
    case GVN_ACT_MOVE:
      return move (db, request, meeting, error);
    case GVN_ACT_HOLD:
      return hold (db, request, meeting, request->at, error);
    case GVN_ACT_CANCEL:
      return cancel (db, request, meeting, error);
    case GVN_ACT_PIN:
    case GVN_ACT_UNPIN:
      return gvn_db_exec (db, error, "UPDATE meeting SET pinned = ? WHERE id = ?", "bs", request->act == GVN_ACT_PIN,
                          meeting->id);
    case GVN_ACT_NOTE:
      return gvn_db_exec (db, error, "UPDATE meeting SET note = nullif (?, ''), note_internal = ? WHERE id = ?", "sbs",
                          request->note, request->internal, meeting->id);
    case GVN_ACT_SUPPORTS:
    case GVN_ACT_BILLING:
    case GVN_ACT_GRID:
      return record_fact (db, request, acts[request->act].fact, request->at, request->fact, error);
    case GVN_ACT_AGENDA_AGREE:
    case GVN_ACT_AGENDA:
    case GVN_ACT_AGENDA_RECEIVE:
      return record_agenda (db, request, meeting, error);
    case GVN_ACT_MINUTES_SEND:
    case GVN_ACT_MINUTES_RECEIVE:
    case GVN_ACT_MINUTES_REMARK:
    case GVN_ACT_MINUTES_SIGN:
    case GVN_ACT_MINUTES_VALIDATE:
      return record_minutes (db, request, meeting, error);
    }

  g_assert_not_reached ();
}

/**
 * gvn_meeting_apply:
 * @request: a #GvnMeetingRequest
 *
 * A #GvnCommand: does one act on one meeting and counts again what the meeting
 * owes.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED when its state or the calendar forbids
 *   it, %GVN_ERROR_INVALID when the moment is wrong
 */
gboolean
gvn_meeting_apply (GvnDb *db, gpointer request, GError **error)
{
  GvnMeetingRequest wanted = *(const GvnMeetingRequest *) request;
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (db, wanted.meeting, error);

  if (meeting == NULL || !check_state (meeting, wanted.act, error))
    return FALSE;
  if (wanted.cause != NULL && gvn_cause_get_label (wanted.cause) == NULL)
    return gvn_cause_fail (wanted.cause, error);
  if (wanted.at == 0 && wanted.act != GVN_ACT_HOLD)
    wanted.at = wanted.now->instant;

  return perform (db, &wanted, meeting, error) && gvn_meeting_refresh_deadlines (db, meeting->id, error);
}

/**
 * gvn_meeting_dup_label:
 *
 * Returns: (transfer full): what @request does, as the journal keeps it: "Move
 *   COPIL, 16 March 2028"
 */
char *
gvn_meeting_dup_label (GvnDb *db, const GvnMeetingRequest *request)
{
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (db, request->meeting, NULL);
  g_autofree char *title = meeting != NULL ? gvn_meeting_dup_title (meeting) : g_strdup (request->meeting);

  /* Translators: an act, as "Move", and a meeting */
  return g_strdup_printf (_ ("%s: %s"), gvn_meeting_act_get_label (request->act), title);
}

/**
 * gvn_meeting_create:
 * @draft: a #GvnMeetingDraft, whose id is set
 *
 * A #GvnCommand: adds an extra session of a body, beside its rule (L-41).
 */
gboolean
gvn_meeting_create (GvnDb *db, gpointer draft, GError **error)
{
  GvnMeetingDraft *wanted = draft;
  g_autoptr (GvnBody) body = gvn_body_load (db, wanted->body, error);
  GvnMeetingRequest placing
      = { .act = GVN_ACT_MOVE, .now = wanted->now, .start = wanted->start, .reason = wanted->reason };
  g_autoptr (GvnMeeting) meeting = NULL;

  if (body == NULL || !gvn_date_check (&wanted->start.date, error))
    return FALSE;
  if (gvn_text_is_empty (wanted->reason))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("An extra session has a reason, as an escalation: give it"));
      return FALSE;
    }

  wanted->id = g_uuid_string_random ();
  placing.meeting = wanted->id;
  if (!gvn_db_exec (db, error,
                    "INSERT INTO meeting (id, body, slot, nominal_on, nominal_minutes, planned_on, start_minutes,"
                    " duration_minutes, state, pinned, reason_internal, note_internal)"
                    " VALUES (?1, ?2, ?1, ?3, ?4, ?3, ?4, ?5, 'planned', 1, 0, 0)",
                    "ssdii", wanted->id, wanted->body, &wanted->start.date, (gint64) wanted->start.minutes,
                    (gint64) wanted->duration_minutes)
      || (body->perimeter != NULL
          && !gvn_db_exec (db, error, "INSERT INTO meeting_perimeter VALUES (?, ?)", "ss", wanted->id,
                           body->perimeter)))
    return FALSE;

  /* Placing it checks the day as a move does; it is then merely planned. */
  meeting = gvn_meeting_load (db, wanted->id, error);
  return meeting != NULL && move (db, &placing, meeting, error)
         && set_state (db, wanted->id, GVN_MEETING_PLANNED, error)
         && gvn_meeting_refresh_deadlines (db, wanted->id, error);
}
