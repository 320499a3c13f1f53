/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "contract/gvn-contract-words.h"
#include "proceedings/gvn-matter.h"
#include "proceedings/gvn-proceedings.h"
#include "proceedings/gvn-settlement.h"
#include "store/gvn-object.h"

/* How the journal tells the proceedings' rows. */

typedef struct
{
  const char *code;
  const char *label;
} Word;

static char *
dup_word (const Word *words, guint n_words, const char *code)
{
  for (guint i = 0; i < n_words; i++)
    if (g_str_equal (words[i].code, code))
      return g_strdup (_ (words[i].label));

  return NULL;
}

static char *
dup_document_kind (GvnDb *db, const char *value)
{
  static const Word words[] = { { "agenda", N_ ("Meeting agenda") }, { "minutes", N_ ("Meeting minutes") } };

  return dup_word (words, G_N_ELEMENTS (words), value);
}

static char *
dup_origin (GvnDb *db, const char *value)
{
  static const Word words[] = { { "standing", N_ ("Standing") },
                                { "carried", N_ ("Carried over") },
                                { "escalated", N_ ("Escalated") },
                                { "proposed", N_ ("Proposed") } };

  return dup_word (words, G_N_ELEMENTS (words), value);
}

static char *
dup_attendance (GvnDb *db, const char *value)
{
  static const Word words[] = { { "expected", N_ ("Expected") },
                                { "present", N_ ("Present") },
                                { "represented", N_ ("Represented") },
                                { "excused", N_ ("Excused") },
                                { "absent", N_ ("Absent") } };

  return dup_word (words, G_N_ELEMENTS (words), value);
}

static char *
dup_matter_kind (GvnDb *db, const char *value)
{
  static const Word words[] = { { "decision", N_ ("Decision") },
                                { "action", N_ ("Action") },
                                { "disagreement", N_ ("Disagreement") },
                                { "alert", N_ ("Alert") } };

  return dup_word (words, G_N_ELEMENTS (words), value);
}

static char *
dup_matter_state (GvnDb *db, const char *value)
{
  static const Word words[]
      = { { "open", N_ ("Still open") }, { "closed", N_ ("Settled") }, { "dropped", N_ ("Withdrawn") } };

  return dup_word (words, G_N_ELEMENTS (words), value);
}

static char *
dup_scope (GvnDb *db, const char *value)
{
  static const Word words[] = { { "operations", N_ ("Operations") },
                                { "service", N_ ("A service") },
                                { "clause", N_ ("A clause of the contract") } };

  return dup_word (words, G_N_ELEMENTS (words), value);
}

static char *
dup_position (GvnDb *db, const char *value)
{
  GvnPosition position;

  return gvn_position_parse (value, &position) ? g_strdup (gvn_position_get_label (position)) : NULL;
}

static char *
dup_settlement_kind (GvnDb *db, const char *value)
{
  GvnSettlementKind kind;

  return gvn_settlement_kind_parse (value, &kind) ? g_strdup (gvn_settlement_kind_get_label (kind)) : NULL;
}

char *
gvn_value_dup_matter (GvnDb *db, const char *value)
{
  g_autoptr (GvnMatter) matter = gvn_matter_load (db, value, NULL);

  return matter != NULL ? gvn_matter_dup_title (matter) : NULL;
}

static char *
dup_verdict (GvnDb *db, const char *value)
{
  static const Word words[] = { { "go", N_ ("GO") },
                                { "no_go", N_ ("NO GO") },
                                { "problem", N_ ("A problem") },
                                { "not_problem", N_ ("No problem") } };

  return dup_word (words, G_N_ELEMENTS (words), value);
}

static char *
dup_answer (GvnDb *db, const char *value)
{
  static const Word words[] = { { "new_version", N_ ("A new version") }, { "refused", N_ ("Refused") } };

  return dup_word (words, G_N_ELEMENTS (words), value);
}

static char *
dup_person (GvnDb *db, const char *value)
{
  return gvn_db_get_text (db, NULL, "SELECT name FROM person WHERE id = ?", "s", value);
}

char *
gvn_value_dup_amount (GvnDb *db, const char *value)
{
  return gvn_amount_dup_text (g_ascii_strtoll (value, NULL, 10));
}

static const GvnColumnWords document_columns[] = {
  { "kind", N_ ("Document"), dup_document_kind },
  { "number", N_ ("Version"), NULL },
  { "file", N_ ("File"), gvn_value_dup_attachment },
  { "summary", N_ ("Opening"), NULL },
  { "hash", N_ ("Hash"), NULL },
  { NULL },
};

static const GvnColumnWords document_fact_columns[] = { { NULL } };

static const GvnColumnWords standing_columns[] = {
  { "body_kind", N_ ("Kind of body"), NULL },
  { "title", N_ ("Title"), NULL },
  { "source", N_ ("Drawn from"), NULL },
  { "clause", N_ ("Clause"), NULL },
  { "active", N_ ("Applies"), gvn_value_dup_yes_no },
  { NULL },
};

static const GvnColumnWords agenda_columns[] = {
  { "position", N_ ("Place"), NULL },
  { "origin", N_ ("Origin"), dup_origin },
  { "title", N_ ("Title"), NULL },
  { "text", N_ ("Text"), NULL },
  { "proposed_side", N_ ("Proposed by"), gvn_value_dup_side },
  { "proposed_by", N_ ("By"), NULL },
  { "duration_minutes", N_ ("Minutes"), NULL },
  { "late", N_ ("After the sending"), gvn_value_dup_yes_no },
  { "postponed", N_ ("Postponed"), gvn_value_dup_yes_no },
  { "ticket", N_ ("Ticket"), NULL },
  { "verdict", N_ ("Verdict"), dup_verdict },
  { NULL },
};

static const GvnColumnWords agenda_file_columns[] = { { "file", N_ ("File"), gvn_value_dup_attachment }, { NULL } };

static const GvnColumnWords attendance_columns[] = {
  { "name", N_ ("Name"), NULL },
  { "role", N_ ("Role"), gvn_value_dup_role },
  { "perimeter", N_ ("Perimeter"), NULL },
  { "side", N_ ("Side"), gvn_value_dup_side },
  { "state", N_ ("Attendance"), dup_attendance },
  { "represented_by", N_ ("Represented by"), NULL },
  { "objection", N_ ("Objection"), NULL },
  { "objection_side", N_ ("Objection of"), gvn_value_dup_side },
  { NULL },
};

static const GvnColumnWords text_columns[] = { { "text", N_ ("Text"), NULL }, { NULL } };

static const GvnColumnWords remark_columns[] = {
  { "text", N_ ("Remark"), NULL },
  { "answer", N_ ("Answer"), dup_answer },
  { "answer_note", N_ ("Why"), NULL },
  { "answered_at", N_ ("Answered"), gvn_value_dup_instant },
  { "answered_by", N_ ("Answered by"), NULL },
  { NULL },
};

static const GvnColumnWords signature_columns[] = { { NULL } };

static const GvnColumnWords matter_columns[] = {
  { "kind", N_ ("Kind"), dup_matter_kind },
  { "number", N_ ("Number"), NULL },
  { "state", N_ ("State"), dup_matter_state },
  { "title", N_ ("Title"), NULL },
  { "detail", N_ ("Detail"), NULL },
  { "body", N_ ("Body"), NULL },
  { "perimeter", N_ ("Perimeter"), NULL },
  { "owner", N_ ("Owner"), dup_person },
  { "owner_side", N_ ("Owner’s side"), gvn_value_dup_side },
  { "raised_on", N_ ("Raised"), gvn_value_dup_date },
  { "due_on", N_ ("Due"), gvn_value_dup_date },
  { "scope", N_ ("Bears on"), dup_scope },
  { "ticket", N_ ("Ticket"), NULL },
  { "closed_on", N_ ("Settled on"), gvn_value_dup_date },
  { NULL },
};

static const GvnColumnWords hop_columns[] = {
  { "from_body", N_ ("From"), NULL }, { "to_body", N_ ("To"), NULL },    { "at", N_ ("When"), gvn_value_dup_instant },
  { "by_name", N_ ("By"), NULL },     { "reason", N_ ("Reason"), NULL }, { NULL },
};

static const GvnColumnWords settlement_columns[] = {
  { "kind", N_ ("Kind"), dup_settlement_kind },
  { "title", N_ ("Title"), NULL },
  { "amount_cents", N_ ("Amount"), gvn_value_dup_amount },
  { "contractor_position", N_ ("The contractor’s position"), dup_position },
  { "contractor_note", N_ ("The contractor’s note"), NULL },
  { "dsiun_position", N_ ("The DSIUN’s position"), dup_position },
  { "dsiun_note", N_ ("The DSIUN’s note"), NULL },
  { "file", N_ ("File"), gvn_value_dup_attachment },
  { "uo", N_ ("UO"), NULL },
  { "decision", N_ ("Decision that settles it"), gvn_value_dup_matter },
  { NULL },
};

static const GvnColumnWords emergency_columns[] = {
  { "number", N_ ("Number"), NULL },
  { "perimeter", N_ ("Perimeter"), NULL },
  { "title", N_ ("Title"), NULL },
  { "detail", N_ ("Detail"), NULL },
  { "ticket", N_ ("Ticket"), NULL },
  { "due_on", N_ ("Due"), gvn_value_dup_date },
  { "verdict", N_ ("Verdict"), dup_verdict },
  { "validator", N_ ("Validated by"), dup_person },
  { NULL },
};

static const GvnColumnWords freeze_columns[] = {
  { "label", N_ ("Label"), NULL },
  { "perimeter", N_ ("Perimeter"), NULL },
  { "first_on", N_ ("First day"), gvn_value_dup_date },
  { "last_on", N_ ("Last day"), gvn_value_dup_date },
  { NULL },
};

static const GvnColumnWords preproblem_columns[] = {
  { "title", N_ ("Group of incidents"), NULL },
  { "incidents", N_ ("Incidents"), NULL },
  { "impact", N_ ("Impact"), NULL },
  { "priority", N_ ("Priority"), NULL },
  { "diagnosis_tme", N_ ("Diagnosis of the TME"), NULL },
  { "diagnosis_tms", N_ ("Diagnosis of the TMS"), NULL },
  { "verdict", N_ ("Verdict"), dup_verdict },
  { "verdict_note", N_ ("Why"), NULL },
  { "ticket", N_ ("Ticket"), NULL },
  { NULL },
};

static const GvnColumnWords note_columns[] = {
  { "at", N_ ("When"), gvn_value_dup_instant },
  { "by_name", N_ ("By"), NULL },
  { "text", N_ ("Text"), NULL },
  { NULL },
};

#define OF_MEETING .kind = "meeting", .owner = "meeting"

static const GvnTableWords tables[] = {
  { .table = "meeting_document", .label = N_ ("Document"), .title = "kind", OF_MEETING, .columns = document_columns },
  { .table = "document_fact",
    .label = N_ ("Fact of a document"),
    .parent = "meeting_document",
    .owner = "document",
    .columns = document_fact_columns },
  { .table = "standing_item",
    .label = N_ ("Standing item"),
    .title = "title",
    .kind = "standing_item",
    .columns = standing_columns },
  { .table = "agenda_item", .label = N_ ("Item"), .title = "title", OF_MEETING, .columns = agenda_columns },
  { .table = "agenda_file",
    .label = N_ ("File of an item"),
    .parent = "agenda_item",
    .owner = "item",
    .columns = agenda_file_columns },
  { .table = "attendance", .label = N_ ("Participant"), .title = "name", OF_MEETING, .columns = attendance_columns },
  { .table = "minutes_text",
    .label = N_ ("Text of the minutes"),
    .parent = "meeting_document",
    .owner = "document",
    .columns = text_columns },
  { .table = "minutes_remark",
    .label = N_ ("Remark"),
    .parent = "meeting_document",
    .owner = "document",
    .columns = remark_columns },
  { .table = "minutes_signature",
    .label = N_ ("Validation by a participant"),
    .parent = "meeting_document",
    .owner = "document",
    .columns = signature_columns },
  { .table = "matter", .label = N_ ("Matter"), .title = "title", .kind = "matter", .columns = matter_columns },
  { .table = "matter_hop",
    .label = N_ ("Escalation"),
    .title = "to_body",
    .kind = "matter",
    .owner = "matter",
    .columns = hop_columns },
  { .table = "settlement",
    .label = N_ ("Element to settle"),
    .title = "title",
    OF_MEETING,
    .columns = settlement_columns },
  { .table = "emergency_change",
    .label = N_ ("eCAB"),
    .title = "title",
    .kind = "emergency_change",
    .columns = emergency_columns },
  { .table = "freeze_period",
    .label = N_ ("Freeze period"),
    .title = "label",
    .kind = "freeze_period",
    .columns = freeze_columns },
  { .table = "preproblem",
    .label = N_ ("Row of the grid"),
    .title = "title",
    OF_MEETING,
    .columns = preproblem_columns },
  { .table = "preproblem_note",
    .label = N_ ("Follow-up"),
    .parent = "preproblem",
    .owner = "preproblem",
    .columns = note_columns },
};

static const GvnObjectKind kinds[] = {
  { "matter", N_ ("Decisions and actions") },
  { "emergency_change", N_ ("Emergency changes") },
  { "freeze_period", N_ ("Freeze periods") },
  { "standing_item", N_ ("Standing items") },
};

void
gvn_proceedings_register_words (void)
{
  gvn_object_add_kinds (kinds, G_N_ELEMENTS (kinds));
  gvn_object_add_tables (tables, G_N_ELEMENTS (tables));
}
