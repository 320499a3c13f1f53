/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "committees/gvn-body.h"
#include "committees/gvn-meeting.h"
#include "committees/gvn-planning.h"
#include "contract/gvn-contract-words.h"
#include "contract/gvn-fact.h"
#include "store/gvn-object.h"

/* How the journal tells the committees' rows, and the facts of their meetings. */

static char *
dup_state (GvnDb *db, const char *value)
{
  for (GvnMeetingState i = GVN_MEETING_PLANNED; i <= GVN_MEETING_CANCELLED; i++)
    if (g_str_equal (gvn_meeting_state_to_string (i), value))
      return g_strdup (gvn_meeting_state_get_label (i));

  return NULL;
}

static char *
dup_frequency (GvnDb *db, const char *value)
{
  GvnFrequency frequency;

  return gvn_frequency_parse (value, &frequency) ? g_strdup (gvn_frequency_get_label (frequency)) : NULL;
}

static char *
dup_weekday (GvnDb *db, const char *value)
{
  return g_strdup (gvn_weekday_get_label ((int) g_ascii_strtoll (value, NULL, 10)));
}

static char *
dup_nth (GvnDb *db, const char *value)
{
  return g_strdup (gvn_nth_get_label ((int) g_ascii_strtoll (value, NULL, 10)));
}

static char *
dup_fact_kind (GvnDb *db, const char *value)
{
  return g_strdup (gvn_fact_kind_get_label (value));
}

static const GvnColumnWords body_columns[] = {
  { "code", N_ ("Code"), NULL },
  { "name", N_ ("Name"), NULL },
  { "perimeter", N_ ("Perimeter"), NULL },
  { "convener_side", N_ ("Convened by"), gvn_value_dup_side },
  { "convener_role", N_ ("Convened by the role"), gvn_value_dup_role },
  { "escalates_to", N_ ("Escalates to"), NULL },
  { "clause", N_ ("Clause"), NULL },
  { "active_from", N_ ("Active from"), gvn_value_dup_date },
  { "active_to", N_ ("Active until"), gvn_value_dup_date },
  { NULL },
};

static const GvnColumnWords schedule_columns[] = {
  { "effective_on", N_ ("With effect from"), gvn_value_dup_date },
  { "frequency", N_ ("Frequency"), dup_frequency },
  { "weekday", N_ ("Day"), dup_weekday },
  { "nth", N_ ("Which of the month"), dup_nth },
  { "nth2", N_ ("And which"), dup_nth },
  { "interval_weeks", N_ ("Weeks between two"), NULL },
  { "month", N_ ("Month"), NULL },
  { "start_minutes", N_ ("Time"), gvn_value_dup_time },
  { "duration_minutes", N_ ("Minutes"), NULL },
  { "link", N_ ("Link of the videoconference"), NULL },
  { "act", N_ ("Act that allows it"), NULL },
  { NULL },
};

static const GvnColumnWords member_columns[] = {
  { "role", N_ ("Role"), gvn_value_dup_role },
  { "perimeter", N_ ("Perimeter"), NULL },
  { "permanent", N_ ("Permanent"), gvn_value_dup_yes_no },
  { "first_on", N_ ("First day"), gvn_value_dup_date },
  { "last_on", N_ ("Last day"), gvn_value_dup_date },
  { NULL },
};

static const GvnColumnWords merge_columns[] = {
  { "into_body", N_ ("Held within"), NULL },
  { "first_on", N_ ("First day"), gvn_value_dup_date },
  { "last_on", N_ ("Last day"), gvn_value_dup_date },
  { NULL },
};

static const GvnColumnWords meeting_columns[] = {
  { "body", N_ ("Body"), NULL },
  { "planned_on", N_ ("Day"), gvn_value_dup_date },
  { "start_minutes", N_ ("Time"), gvn_value_dup_time },
  { "duration_minutes", N_ ("Minutes"), NULL },
  { "state", N_ ("State"), dup_state },
  { "pinned", N_ ("Kept in place"), gvn_value_dup_yes_no },
  { "shift_reason", N_ ("Why the planner moved it"), NULL },
  { "reason", N_ ("Reason"), NULL },
  { "cause", N_ ("Cause"), gvn_value_dup_cause },
  { "accepted_on", N_ ("Accepted for"), gvn_value_dup_date },
  { "link", N_ ("Link of the videoconference"), NULL },
  { "note", N_ ("Note"), NULL },
  { NULL },
};

static const GvnColumnWords perimeter_columns[] = { { "perimeter", N_ ("Perimeter"), NULL }, { NULL } };

static const GvnColumnWords fact_columns[] = {
  { "kind", N_ ("What"), dup_fact_kind },
  { "at", N_ ("When"), gvn_value_dup_instant },
  { "by_name", N_ ("By"), NULL },
  { "by_side", N_ ("Side"), gvn_value_dup_side },
  { "note", N_ ("Note"), NULL },
  { "proof", N_ ("Proof"), gvn_value_dup_attachment },
  { NULL },
};

static const GvnColumnWords correction_columns[] = {
  { "old_at", N_ ("Said before"), gvn_value_dup_instant },
  { "new_at", N_ ("Says now"), gvn_value_dup_instant },
  { "reason", N_ ("Reason"), NULL },
  { "new_proof", N_ ("Proof"), gvn_value_dup_attachment },
  { NULL },
};

static const GvnTableWords tables[] = {
  { .table = "body", .label = N_ ("Body"), .title = "code", .kind = "body", .columns = body_columns },
  { .table = "body_schedule",
    .label = N_ ("When a body meets"),
    .kind = "body",
    .owner = "body",
    .columns = schedule_columns },
  { .table = "body_member",
    .label = N_ ("Seat"),
    .title = "role",
    .kind = "body",
    .owner = "body",
    .columns = member_columns },
  { .table = "body_merge",
    .label = N_ ("Merger"),
    .title = "into_body",
    .kind = "body",
    .owner = "body",
    .columns = merge_columns },
  { .table = "meeting", .label = N_ ("Meeting"), .title = "body", .kind = "meeting", .columns = meeting_columns },
  { .table = "meeting_perimeter",
    .label = N_ ("Perimeter of a meeting"),
    .kind = "meeting",
    .owner = "meeting",
    .columns = perimeter_columns },
  { .table = "fact",
    .label = N_ ("Fact"),
    .title = "kind",
    .kind_column = "subject_kind",
    .owner = "subject_id",
    .columns = fact_columns },
  { .table = "fact_correction",
    .label = N_ ("Correction of a fact"),
    .parent = "fact",
    .owner = "fact",
    .columns = correction_columns },
};

static const GvnFactKind facts[] = {
  { "convened", N_ ("Convened") },
  { "held", N_ ("Held") },
  { "agenda_agreed", N_ ("Agenda agreed") },
  { "agenda_sent", N_ ("Agenda sent") },
  { "agenda_received", N_ ("Agenda received") },
  { "supports_sent", N_ ("Supports sent") },
  { "billing_sent", N_ ("Billing elements sent") },
  { "grid_sent", N_ ("Analysis grid sent") },
  { "minutes_sent", N_ ("Minutes sent") },
  { "minutes_received", N_ ("Minutes received") },
  { "minutes_remarked", N_ ("Remarks on minutes") },
  { "minutes_signed", N_ ("Minutes validated by a participant") },
  { "minutes_validated", N_ ("Minutes validated") },
  { "calendar_proposed", N_ ("Calendar proposed") },
  { "calendar_accepted", N_ ("Calendar accepted") },
};

static const GvnObjectKind kinds[] = {
  { "body", N_ ("Bodies") },
  { GVN_SUBJECT_MEETING, N_ ("Meetings") },
  { GVN_SUBJECT_YEAR, N_ ("Yearly calendars") },
};

void
gvn_committees_register_words (void)
{
  gvn_fact_add_kinds (facts, G_N_ELEMENTS (facts));
  gvn_object_add_kinds (kinds, G_N_ELEMENTS (kinds));
  gvn_object_add_tables (tables, G_N_ELEMENTS (tables));
}
