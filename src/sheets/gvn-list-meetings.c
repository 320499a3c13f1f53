/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "base/gvn-error.h"
#include "committees/gvn-body.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-side.h"
#include "sheets/gvn-list.h"

/*
 * Meetings, by body and the day the rule put them on, which stays when they move; a line
 * without that day is known by the body and the day itself. A new line is an extra session.
 */

enum
{
  BODY,
  NOMINAL,
  DATE,
  TIME,
  DURATION,
  STATE,
  REASON,
  CAUSE,
  SUBJECT, /* of an appointment */
  N_COLUMNS
};

#define DEFAULT_DURATION 60 /* minutes, as in the dialog */

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, GVN_ERROR, GVN_ERROR_INVALID, message);
  return FALSE;
}

static const char *const state_names[] = {
  [GVN_MEETING_PLANNED] = "planned;planifié;planifiée;prévu;prévue",
  [GVN_MEETING_CONVENED] = "convened;convoqué;convoquée",
  [GVN_MEETING_HELD] = "held;tenu;tenue",
  [GVN_MEETING_MOVED] = "moved;déplacé;déplacée;reporté;reportée",
  [GVN_MEETING_CANCELLED] = "cancelled;annulé;annulée",
};

static GPtrArray *
list_states (GvnDb *db, GError **error)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_list_choice_free);

  for (GvnMeetingState state = GVN_MEETING_PLANNED; state <= GVN_MEETING_CANCELLED; state++)
    g_ptr_array_add (choices, gvn_list_choice_new (gvn_meeting_state_to_string (state),
                                                   gvn_meeting_state_get_label (state), state_names[state]));

  return choices;
}

static GPtrArray *
list_causes (GvnDb *db, GError **error)
{
  GPtrArray *choices = gvn_list_side_choices (db, error);

  g_ptr_array_add (choices,
                   gvn_list_choice_new ("force_majeure", gvn_cause_get_label ("force_majeure"), "force majeure"));
  return choices;
}

static GvnListEntry *
make_row (GvnMeeting *meeting)
{
  GvnListEntry *row = gvn_list_entry_new (meeting->id, N_COLUMNS);
  g_autofree char *time
      = g_strdup_printf ("%02d:%02d", MAX (meeting->start.minutes, 0) / 60, MAX (meeting->start.minutes, 0) % 60);
  g_autofree char *duration = g_strdup_printf ("%d", meeting->duration_minutes);

  gvn_list_entry_set (row, BODY, meeting->body);
  gvn_list_entry_set_date (row, NOMINAL, &meeting->nominal.date);
  gvn_list_entry_set_date (row, DATE, &meeting->start.date);
  gvn_list_entry_set (row, TIME, meeting->start.minutes != GVN_NO_MINUTES ? time : NULL);
  gvn_list_entry_set (row, DURATION, duration);
  gvn_list_entry_set (row, STATE, gvn_meeting_state_to_string (meeting->state));
  /* what stays on our side does not go out in a sheet */
  gvn_list_entry_set (row, REASON, meeting->reason_internal ? NULL : meeting->reason);
  gvn_list_entry_set (row, CAUSE, meeting->cause);

  return row;
}

static GPtrArray *
read_meetings (GvnDb *db, const GvnNow *now, GError **error)
{
  GvnMeetingFilter filter = { .body = NULL };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (db, &filter, error);
  GPtrArray *rows;

  if (meetings == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_list_entry_free);
  for (guint i = 0; i < meetings->len; i++)
    g_ptr_array_add (rows, make_row (meetings->pdata[i]));

  return rows;
}

/*
 * Whether a meeting is planned, convened or moved follows from what is done with it: a
 * sheet sent out before that only repeats what was. What an appointment is called is why an
 * extra session is held, and nothing else.
 */
static gboolean
complete_meeting (GvnDb *db, const GvnListEntry *before, GStrv values, const GvnNow *now, GError **error)
{
  gboolean ends = g_str_equal (values[STATE], "held") || g_str_equal (values[STATE], "cancelled");

  if (before != NULL && !ends)
    gvn_list_value_take (values, STATE, g_strdup (before->values[STATE]));
  else if (before == NULL)
    {
      if (*values[REASON] == '\0')
        gvn_list_value_take (values, REASON, g_strdup (values[SUBJECT]));
      gvn_list_value_take (values, NOMINAL, g_strdup (values[DATE]));
      if (*values[STATE] == '\0')
        gvn_list_value_take (values, STATE, g_strdup ("planned"));
      if (*values[DURATION] == '\0')
        gvn_list_value_take (values, DURATION, g_strdup_printf ("%d", DEFAULT_DURATION));
    }
  gvn_list_value_take (values, SUBJECT, g_strdup (""));

  return TRUE;
}

static gboolean
parse_start (const GvnListChange *change, GvnLocal *start, GError **error)
{
  const char *time = change->values[TIME];

  if (!gvn_date_parse (change->values[DATE], &start->date, error))
    return FALSE;
  start->minutes = atoi (time) * 60 + atoi (time + 3);

  return TRUE;
}

static gboolean
add_session (GvnDb *db, const GvnListChange *change, GError **error)
{
  GvnMeetingDraft draft = { .body = change->values[BODY],
                            .duration_minutes = atoi (change->values[DURATION]),
                            .reason = change->values[REASON],
                            .now = change->now };
  gboolean done;

  if (!g_str_equal (change->values[STATE], "planned"))
    return fail (error, _ ("A new session is planned first: leave its state empty"));
  if (draft.duration_minutes < 5 || draft.duration_minutes > 600)
    return fail (error, _ ("A meeting lasts 5 to 600 minutes: correct its length"));
  if (!parse_start (change, &draft.start, error))
    return FALSE;
  done = gvn_meeting_create (db, &draft, error);
  g_free (draft.id);

  return done;
}

static gboolean
do_act (GvnDb *db, const GvnListChange *change, GvnMeetingAct act, GError **error)
{
  GvnMeetingRequest request = { .meeting = change->before->id,
                                .act = act,
                                .reason = *change->values[REASON] != '\0' ? change->values[REASON] : NULL,
                                .cause = *change->values[CAUSE] != '\0' ? change->values[CAUSE] : NULL,
                                .by_name = change->author,
                                .now = change->now };

  return (act != GVN_ACT_MOVE || parse_start (change, &request.start, error))
         && gvn_meeting_apply (db, &request, error);
}

static gboolean
change_meeting (GvnDb *db, const GvnListChange *change, GError **error)
{
  gboolean moves = gvn_list_change_has (change, DATE) || gvn_list_change_has (change, TIME);
  gboolean ends = gvn_list_change_has (change, STATE);

  if (gvn_list_change_has (change, NOMINAL))
    return fail (error, _ ("The planned day is that of the rule: write the new day in the date"));
  if (gvn_list_change_has (change, DURATION))
    return fail (error, _ ("The length of a meeting is that of its body: change it in the preferences"));
  if (moves && ends)
    return fail (error, _ ("It cannot move and end at once: do one after the other"));
  if (!moves && !ends)
    return fail (error, _ ("A reason and a cause are those of a move or a cancellation: change the date or the state"));
  if (moves)
    return do_act (db, change, GVN_ACT_MOVE, error);

  return do_act (db, change, g_str_equal (change->values[STATE], "held") ? GVN_ACT_HOLD : GVN_ACT_CANCEL, error);
}

static gboolean
apply_meeting (GvnDb *db, const GvnListChange *change, GError **error)
{
  if (*change->values[TIME] == '\0')
    return fail (error, _ ("A meeting has a time: write it as 14:30"));

  return change->before != NULL ? change_meeting (db, change, error) : add_session (db, change, error);
}

static const GvnListColumn columns[] = {
  [BODY] = { "body", N_ ("Body"), "instance;comité", GVN_COLUMN_BODY,
             GVN_COLUMN_KEY | GVN_COLUMN_OTHER_KEY | GVN_COLUMN_REQUIRED, gvn_list_body_choices },
  [NOMINAL]
  = { "planned", N_ ("Planned day"), "jour prévu;date prévue", GVN_COLUMN_DATE, GVN_COLUMN_KEY | GVN_COLUMN_KEPT },
  [DATE] = { "date", N_ ("Date"), "jour;le;date de la réunion", GVN_COLUMN_DATE,
             GVN_COLUMN_OTHER_KEY | GVN_COLUMN_REQUIRED | GVN_COLUMN_KEPT },
  [TIME] = { "time", N_ ("Time"), "heure;horaire;début", GVN_COLUMN_TIME, GVN_COLUMN_KEPT },
  [DURATION] = { "duration", N_ ("Minutes"), "durée;durée (min)", GVN_COLUMN_NUMBER, GVN_COLUMN_KEPT },
  [STATE] = { "state", N_ ("State"), "état;statut;status", GVN_COLUMN_CHOICE, GVN_COLUMN_KEPT, list_states },
  [REASON] = { "reason", N_ ("Reason"), "motif;raison", GVN_COLUMN_TEXT, GVN_COLUMN_KEPT },
  [CAUSE] = { "cause", N_ ("Cause"), "imputabilité", GVN_COLUMN_CHOICE, GVN_COLUMN_KEPT, list_causes },
  [SUBJECT] = { "subject", N_ ("Subject"), "objet;sujet", GVN_COLUMN_TEXT, GVN_COLUMN_KEPT },
};

static const GvnList meetings = {
  "meetings", N_ ("Meetings"), columns, N_COLUMNS, read_meetings, complete_meeting, apply_meeting, NULL,
};

void
gvn_lists_register_meetings (void)
{
  gvn_list_register (&meetings);
}
