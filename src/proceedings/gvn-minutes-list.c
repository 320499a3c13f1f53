/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "deadlines/gvn-register.h"
#include "proceedings/gvn-minutes.h"

static void
remark_free (gpointer data)
{
  GvnRemark *self = data;

  g_free (self->fact);
  g_free (self->document);
  g_free (self->item);
  g_free (self->text);
  g_free (self->by_name);
  g_free (self->by_side);
  g_free (self->answer);
  g_free (self->answer_note);
  g_free (self->answered_by);
  g_free (self);
}

static void
signer_free (gpointer data)
{
  GvnSigner *self = data;

  g_free (self->attendance);
  g_free (self->name);
  g_free (self->represented_by);
  g_free (self->fact);
  g_free (self);
}

void
gvn_minutes_version_free (GvnMinutesVersion *self)
{
  g_clear_pointer (&self->document, gvn_meeting_document_free);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  g_clear_pointer (&self->signers, g_ptr_array_unref);
  g_free (self);
}

/**
 * gvn_minutes_find_rule:
 * @rule: (out): how the minutes of @meeting are validated
 */
gboolean
gvn_minutes_find_rule (GvnDb *db, GvnMeeting *meeting, GvnMinutesRule *rule, GError **error)
{
  g_autoptr (GPtrArray) rules
      = gvn_rule_list (db, GVN_SUBJECT_MEETING, meeting->body_kind, &meeting->start.date, error);

  *rule = GVN_MINUTES_NONE;
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const GvnRule *owed = rules->pdata[i];

      if (g_str_equal (owed->kind, "validation"))
        *rule = GVN_MINUTES_SIGNED;
      else if (g_str_equal (owed->kind, "remarks") && owed->tacit)
        *rule = GVN_MINUTES_TACIT;
    }

  return rules != NULL;
}

/**
 * gvn_minutes_dup_owner_side:
 *
 * Returns: (transfer full): the side that writes the minutes: who owes them by a rule,
 *   else who convenes the body (6.7)
 */
char *
gvn_minutes_dup_owner_side (GvnDb *db, GvnMeeting *meeting, GError **error)
{
  g_autoptr (GPtrArray) rules
      = gvn_rule_list (db, GVN_SUBJECT_MEETING, meeting->body_kind, &meeting->start.date, error);

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    if (g_str_equal (((const GvnRule *) rules->pdata[i])->kind, "minutes"))
      return g_strdup (((const GvnRule *) rules->pdata[i])->owner_side);

  return rules != NULL
             ? gvn_db_get_text (db, error, "SELECT convener_side FROM body WHERE code = ?", "s", meeting->body)
             : NULL;
}

/* Remarks and validations ---------------------------------------------------------------- */

static gpointer
remark_from_row (GvnStatement *row)
{
  GvnRemark *self = g_new0 (GvnRemark, 1);

  self->fact = gvn_statement_dup_text (row, 0);
  self->document = gvn_statement_dup_text (row, 1);
  self->item = gvn_statement_dup_text (row, 2);
  self->text = gvn_statement_dup_text (row, 3);
  self->by_name = gvn_statement_dup_text (row, 4);
  self->by_side = gvn_statement_dup_text (row, 5);
  self->at = gvn_statement_int (row, 6);
  self->answer = gvn_statement_dup_text (row, 7);
  self->answer_note = gvn_statement_dup_text (row, 8);
  self->answered_by = gvn_statement_dup_text (row, 9);
  self->answered_at = gvn_statement_int (row, 10);

  return self;
}

/* A remark recorded as a fact alone says what its note says. */
static GPtrArray *
list_remarks (GvnDb *db, const char *document, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (
          db, error,
          "SELECT f.id, d.document, r.item, coalesce (r.text, f.note, ''), f.by_name, f.by_side, f.at, r.answer,"
          " r.answer_note, r.answered_by, coalesce (r.answered_at, 0)"
          " FROM document_fact AS d JOIN fact AS f ON f.id = d.fact"
          " LEFT JOIN minutes_remark AS r ON r.fact = f.id"
          " WHERE d.document = ? AND f.kind = 'minutes_remarked' ORDER BY f.at, f.id",
          "s", document),
      remark_from_row, remark_free, error);
}

static GvnSigner *
signer_new (GvnDb *db, const char *document, const GvnAttendance *seat, GError **error)
{
  g_autoptr (GvnStatement) row
      = gvn_db_query (db, error,
                      "SELECT f.id, f.at FROM minutes_signature AS s JOIN fact AS f ON f.id = s.fact"
                      " WHERE s.document = ? AND s.attendance = ? ORDER BY f.at LIMIT 1",
                      "ss", document, seat->id);
  GvnSigner *self;

  if (row == NULL)
    return NULL;
  self = g_new0 (GvnSigner, 1);
  self->attendance = g_strdup (seat->id);
  self->name = g_strdup (seat->name);
  self->represented_by = g_strdup (seat->represented_by);
  if (gvn_statement_next (row, error))
    {
      self->fact = gvn_statement_dup_text (row, 0);
      self->at = gvn_statement_int (row, 1);
    }

  return self;
}

/* Each DSIUN participant, present or represented, validates (6.3). */
static gboolean
load_signers (GvnDb *db, GvnMinutesVersion *self, GPtrArray *attendance, GError **error)
{
  self->signers = g_ptr_array_new_with_free_func (signer_free);
  for (guint i = 0; self->rule == GVN_MINUTES_SIGNED && i < attendance->len; i++)
    {
      const GvnAttendance *seat = attendance->pdata[i];
      GvnSigner *signer;

      if (!g_str_equal (seat->side, "dsiun") || !gvn_attendance_takes_part (seat))
        continue;
      signer = signer_new (db, self->document->id, seat, error);
      if (signer == NULL)
        return FALSE;
      g_ptr_array_add (self->signers, signer);
    }

  return TRUE;
}

/* The day the register gives for remarks or validations; invalid while nothing counts. */
static gboolean
load_due (GvnDb *db, GvnMinutesVersion *self, GError **error)
{
  g_autoptr (GvnStatement) row
      = gvn_db_query (db, error,
                      "SELECT d.due_on FROM deadline AS d JOIN deadline_rule AS r ON r.id = d.rule"
                      " WHERE d.subject_kind = ? AND d.subject_id = ? AND r.trigger = 'minutes_received'"
                      " AND r.reading = 'contract' AND coalesce (d.part, 1) = ? ORDER BY d.due_on DESC LIMIT 1",
                      "ssi", GVN_SUBJECT_MEETING, self->document->meeting, (gint64) self->document->number);

  if (row == NULL)
    return FALSE;
  if (gvn_statement_next (row, error))
    gvn_statement_date (row, 0, &self->due);

  return !gvn_statement_failed (row);
}

static gboolean
load_version (GvnDb *db, GvnMinutesVersion *self, GPtrArray *attendance, GvnMinutesFacts *facts, GError **error)
{
  self->remarks = list_remarks (db, self->document->id, error);
  if (self->remarks == NULL || !load_due (db, self, error) || !load_signers (db, self, attendance, error))
    return FALSE;

  facts->rule = self->rule;
  facts->sent = gvn_meeting_document_find_fact (self->document, "minutes_sent") != NULL;
  facts->received = gvn_meeting_document_find_fact (self->document, "minutes_received") != NULL;
  facts->validated = gvn_meeting_document_find_fact (self->document, "minutes_validated") != NULL;
  facts->due = self->due;
  for (guint i = 0; i < self->remarks->len; i++)
    {
      GvnRemark *remark = self->remarks->pdata[i];
      GvnLocal at;

      gvn_local_from_instant (remark->at, &at);
      remark->in_time
          = self->rule != GVN_MINUTES_TACIT || !g_date_valid (&self->due) || g_date_compare (&at.date, &self->due) <= 0;
      facts->n_remarks += remark->in_time;
      facts->n_refused += remark->in_time && g_strcmp0 (remark->answer, "refused") == 0;
    }

  return TRUE;
}

/* The day @next was sent or received, which ended the life of the version before it. */
static void
find_superseding (const GvnMeetingDocument *next, GDate *day)
{
  const GvnFact *fact = gvn_meeting_document_find_fact (next, "minutes_sent");
  GvnLocal at;

  if (fact == NULL)
    fact = gvn_meeting_document_find_fact (next, "minutes_received");
  if (fact == NULL)
    return;
  gvn_local_from_instant (fact->at, &at);
  *day = at.date;
}

/**
 * gvn_minutes_list:
 *
 * Returns: (transfer full) (element-type GvnMinutesVersion): the versions, the first one
 *   first, as they are at @now
 */
GPtrArray *
gvn_minutes_list (GvnDb *db, const char *meeting, const GvnNow *now, GError **error)
{
  g_autoptr (GvnMeeting) loaded = gvn_meeting_load (db, meeting, error);
  g_autoptr (GPtrArray) attendance = loaded != NULL ? gvn_attendance_list (db, meeting, error) : NULL;
  g_autoptr (GPtrArray) documents
      = attendance != NULL ? gvn_meeting_document_list (db, meeting, GVN_DOCUMENT_MINUTES, error) : NULL;
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_minutes_version_free);
  GvnMinutesRule rule;

  if (documents == NULL || !gvn_minutes_find_rule (db, loaded, &rule, error))
    return NULL;
  while (documents->len > 0)
    {
      GvnMinutesVersion *version = g_new0 (GvnMinutesVersion, 1);
      GvnMinutesFacts facts = { 0 };

      g_ptr_array_add (versions, version);
      version->rule = rule;
      version->document = g_ptr_array_steal_index (documents, 0);
      if (documents->len > 0)
        find_superseding (documents->pdata[0], &facts.superseded_on);
      if (!load_version (db, version, attendance, &facts, error))
        return NULL;
      version->state = gvn_minutes_derive_state (&facts, &now->local.date);
    }

  return g_steal_pointer (&versions);
}

/* Each finds the versions that break one rule of 6.3; how it is said. */
static const struct
{
  const char *sql;
  const char *sentence;
} rules[] = {
  { "SELECT DISTINCT s.document FROM minutes_signature AS s JOIN attendance AS a ON a.id = s.attendance"
    " WHERE a.state NOT IN ('present', 'represented')",
    N_ ("Minutes were validated by somebody who was not there") },
  { "SELECT DISTINCT s.document FROM minutes_signature AS s JOIN document_fact AS d ON d.document = s.document"
    " JOIN fact AS f ON f.id = d.fact AND f.kind = 'minutes_validated'"
    " JOIN meeting_document AS v ON v.id = s.document"
    " JOIN attendance AS a ON a.meeting = v.meeting AND a.side = 'dsiun' AND a.state IN ('present', 'represented')"
    " WHERE NOT EXISTS (SELECT 1 FROM minutes_signature AS o WHERE o.document = s.document AND o.attendance = a.id)",
    N_ ("Minutes are validated though a participant has not validated them") },
};

/**
 * gvn_minutes_check:
 *
 * A #GvnInvariant: where each participant validates, those who validated were there and
 * none of them is missing once the version is validated (6.3).
 */
gboolean
gvn_minutes_check (GvnDb *db, GPtrArray *findings, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (!gvn_store_add_findings (db, rules[i].sql, _ (rules[i].sentence), findings, error))
      return FALSE;

  return TRUE;
}
