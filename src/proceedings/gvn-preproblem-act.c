/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "base/gvn-uuid.h"
#include "contract/gvn-fact.h"
#include "contract/gvn-person.h"
#include "proceedings/gvn-preproblem.h"

/* What is done with the rows of a grid. */

#define FACT_APPROVED "preproblem_approved"

static GvnMeeting *
load_meeting (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (db, id, error);

  if (meeting == NULL)
    return NULL;
  if (!g_str_equal (meeting->body_kind, GVN_GRID_BODY_KIND))
    {
      gvn_meeting_refuse (
          meeting, _ ("only the problem committee has an analysis grid (6.6); choose one of its meetings"), error);
      return NULL;
    }
  if (meeting->state == GVN_MEETING_CANCELLED)
    {
      gvn_meeting_refuse (meeting, _ ("it is cancelled; undo the cancellation first"), error);
      return NULL;
    }

  return g_steal_pointer (&meeting);
}

/* Rows --------------------------------------------------------------------------------- */

static gboolean
check_draft (const GvnPreproblemDraft *draft, GError **error)
{
  if (gvn_text_is_empty (draft->title))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("A row names its group of incidents, so that it can be spoken of: give it"));
      return FALSE;
    }
  if (draft->priority < 0 || draft->priority > 3)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("A priority is 1, 2 or 3: correct it, or leave it out"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
add_row (GvnDb *db, GvnPreproblemDraft *draft, GError **error)
{
  g_autoptr (GvnMeeting) meeting = load_meeting (db, draft->meeting, error);

  if (meeting == NULL)
    return FALSE;
  draft->id = draft->new_id != NULL ? g_strdup (draft->new_id) : g_uuid_string_random ();

  return gvn_db_exec (db, error,
                      "INSERT INTO preproblem (id, meeting, position, title)"
                      " SELECT ?1, ?2, coalesce (max (position) + 1, 0), ?3 FROM preproblem WHERE meeting = ?2",
                      "sss", draft->id, meeting->id, draft->title);
}

/**
 * gvn_preproblem_save:
 * @draft: a #GvnPreproblemDraft
 *
 * A #GvnCommand: adds a row at the end of a grid, or changes one. What the ROC approved is
 * what the row said: once it says something else it is to be approved again.
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID without a title or for another priority,
 *   %GVN_ERROR_REFUSED when the meeting has no grid
 */
gboolean
gvn_preproblem_save (GvnDb *db, gpointer draft, GError **error)
{
  GvnPreproblemDraft *wanted = draft;
  g_autoptr (GvnPreproblem) row = NULL;

  if (!check_draft (wanted, error) || (wanted->id == NULL && !add_row (db, wanted, error)))
    return FALSE;
  row = gvn_preproblem_load (db, wanted->id, error);

  return row != NULL
         && gvn_db_exec (db, error,
                         "UPDATE preproblem SET approved = NULL WHERE id = ?1 AND (title IS NOT ?2"
                         " OR incidents IS NOT nullif (?3, '') OR impact IS NOT nullif (?4, '')"
                         " OR priority IS NOT nullif (?5, 0) OR diagnosis_tme IS NOT nullif (?6, '')"
                         " OR diagnosis_tms IS NOT nullif (?7, ''))",
                         "ssssiss", row->id, wanted->title, wanted->incidents, wanted->impact,
                         (gint64) wanted->priority, wanted->diagnosis_tme, wanted->diagnosis_tms)
         && gvn_db_exec (db, error,
                         "UPDATE preproblem SET title = ?2, incidents = nullif (?3, ''), impact = nullif (?4, ''),"
                         " priority = nullif (?5, 0), diagnosis_tme = nullif (?6, ''), diagnosis_tms = nullif (?7, '')"
                         " WHERE id = ?1",
                         "ssssiss", row->id, wanted->title, wanted->incidents, wanted->impact,
                         (gint64) wanted->priority, wanted->diagnosis_tme, wanted->diagnosis_tms);
}

/**
 * gvn_preproblem_remove:
 * @id: of a row
 *
 * A #GvnCommand.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED when the committee decided on it or a later grid
 *   carries it on: it is then part of what was said
 */
gboolean
gvn_preproblem_remove (GvnDb *db, gpointer id, GError **error)
{
  g_autoptr (GvnPreproblem) row = gvn_preproblem_load (db, id, error);
  gint64 n_later;

  if (row == NULL
      || !gvn_db_get_int (db, &n_later, error, "SELECT count(*) FROM preproblem WHERE follows = ?", "s", row->id))
    return FALSE;
  if (n_later > 0)
    return gvn_error_refuse (row->title, _ ("a later grid carries it on; remove it there first"), error);
  if (row->verdict != GVN_PREPROBLEM_UNDECIDED && row->follows == NULL)
    return gvn_error_refuse (row->title, _ ("the committee decided on it; it stays in the grid"), error);

  return gvn_db_exec (db, error, "DELETE FROM preproblem_note WHERE preproblem = ?", "s", row->id)
         && gvn_db_exec (db, error, "DELETE FROM preproblem WHERE id = ?", "s", row->id);
}

/**
 * gvn_preproblem_move:
 * @move: a #GvnPreproblemMove
 *
 * A #GvnCommand: gives a row another place in its grid; beyond the last is the last.
 */
gboolean
gvn_preproblem_move (GvnDb *db, gpointer move, GError **error)
{
  const GvnPreproblemMove *wanted = move;
  g_autoptr (GvnPreproblem) row = gvn_preproblem_load (db, wanted->id, error);
  g_autoptr (GPtrArray) ids = row == NULL ? NULL
                                          : gvn_db_list_texts (db, error,
                                                               "SELECT id FROM preproblem WHERE meeting = ? AND id <> ?"
                                                               " ORDER BY position, id",
                                                               "ss", row->meeting, row->id);

  if (ids == NULL)
    return FALSE;
  g_ptr_array_insert (ids, (int) MIN (wanted->position, ids->len), g_strdup (row->id));
  for (guint i = 0; i < ids->len; i++)
    if (!gvn_db_exec (db, error, "UPDATE preproblem SET position = ?1 WHERE id = ?2 AND position <> ?1", "is",
                      (gint64) i, ids->pdata[i]))
      return FALSE;

  return TRUE;
}

/* The ROC's approval --------------------------------------------------------------------- */

static gboolean
check_roc (GvnDb *db, const GvnPerson *person, const GDate *day, GError **error)
{
  g_autoptr (GPtrArray) holders = gvn_role_find_holders (db, "roc", NULL, day, error);

  if (holders == NULL)
    return FALSE;
  for (guint i = 0; i < holders->len; i++)
    if (g_str_equal (((GvnPerson *) holders->pdata[i])->id, person->id))
      return TRUE;

  return gvn_error_refuse (
      person->name,
      _ ("the grid is filled under the supervision of the ROC (6.6), who approves it; name who holds this "
         "role that day"),
      error);
}

static gboolean
approve_row (GvnDb *db, const GvnPreproblem *row, const GvnPerson *person, gint64 at, const GvnNow *now, GError **error)
{
  g_autoptr (GvnFact) fact = g_new0 (GvnFact, 1);

  fact->subject_kind = g_strdup (GVN_SUBJECT_MEETING);
  fact->subject_id = g_strdup (row->meeting);
  fact->kind = g_strdup (FACT_APPROVED);
  fact->at = at;
  fact->by_name = g_strdup (person->name);
  fact->by_side = g_strdup (person->side);
  fact->note = g_strdup (row->title);

  return gvn_fact_record (db, fact, now, error)
         && gvn_db_exec (db, error, "UPDATE preproblem SET approved = ? WHERE id = ?", "ss", fact->id, row->id);
}

/**
 * gvn_grid_approve:
 * @approval: a #GvnGridApproval
 *
 * A #GvnCommand: records that the ROC approves what one row says, or each row that is not
 * approved yet.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED when the person does not hold the role that day
 *   or there is nothing to approve
 */
gboolean
gvn_grid_approve (GvnDb *db, gpointer approval, GError **error)
{
  const GvnGridApproval *wanted = approval;
  g_autoptr (GvnPreproblem) one = wanted->row != NULL ? gvn_preproblem_load (db, wanted->row, error) : NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GvnPerson) person = NULL;
  gint64 at = wanted->at != 0 ? wanted->at : wanted->now->instant;
  GvnLocal local;
  guint n = 0;

  if (wanted->row != NULL && one == NULL)
    return FALSE;
  rows = gvn_preproblem_list (db, one != NULL ? one->meeting : wanted->meeting, error);
  person = rows != NULL ? gvn_person_find (db, wanted->person, error) : NULL;
  gvn_local_from_instant (at, &local);
  if (person == NULL || !check_roc (db, person, &local.date, error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const GvnPreproblem *row = rows->pdata[i];

      if ((one != NULL && !g_str_equal (row->id, one->id)) || row->approved_by != NULL)
        continue;
      if (!approve_row (db, row, person, at, wanted->now, error))
        return FALSE;
      n++;
    }

  return n > 0
         || gvn_error_refuse (person->name, _ ("what was to be approved already is, nothing is to be done"), error);
}

/* The committee's verdict ------------------------------------------------------------------ */

static gboolean
check_begun (GvnMeeting *meeting, const GvnNow *now, GError **error)
{
  gint64 start;

  if (!gvn_local_to_instant (&meeting->start, &start, error))
    return FALSE;
  if (meeting->state == GVN_MEETING_HELD || start <= now->instant)
    return TRUE;

  return gvn_meeting_refuse (meeting, _ ("it has not begun; the committee decides in session (6.6)"), error);
}

/**
 * gvn_preproblem_decide:
 * @decision: a #GvnPreproblemDecision
 *
 * A #GvnCommand: records what the committee says of a row; said again, it replaces what was
 * said.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED while the meeting has not begun,
 *   %GVN_ERROR_INVALID without a reason
 */
gboolean
gvn_preproblem_decide (GvnDb *db, gpointer decision, GError **error)
{
  const GvnPreproblemDecision *wanted = decision;
  g_autoptr (GvnPreproblem) row = gvn_preproblem_load (db, wanted->id, error);
  g_autoptr (GvnMeeting) meeting = row != NULL ? load_meeting (db, row->meeting, error) : NULL;

  if (meeting == NULL || !check_begun (meeting, wanted->now, error))
    return FALSE;
  if (gvn_text_is_empty (wanted->reason))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("A verdict of the committee says why it is or is not a problem: give the reason"));
      return FALSE;
    }

  return gvn_db_exec (db, error,
                      "UPDATE preproblem SET verdict = ?, verdict_note = ?, ticket = nullif (?, '') WHERE id = ?",
                      "ssss", gvn_preproblem_verdict_to_string (wanted->verdict), wanted->reason,
                      wanted->verdict == GVN_PREPROBLEM_PROBLEM ? wanted->ticket : NULL, row->id);
}

/* Between two meetings --------------------------------------------------------------------- */

/* The n-th note of a row, or the next that is free once an earlier one was undone. */
static char *
dup_note_id (GvnDb *db, const char *row, GError **error)
{
  gint64 n, n_same;

  if (!gvn_db_get_int (db, &n, error, "SELECT count(*) FROM preproblem_note WHERE preproblem = ?", "s", row))
    return NULL;
  for (;; n++)
    {
      g_autofree char *name = g_strdup_printf ("note/%" G_GINT64_FORMAT, n);
      g_autofree char *id = gvn_uuid_v5 (row, name);

      if (!gvn_db_get_int (db, &n_same, error, "SELECT count(*) FROM preproblem_note WHERE id = ?", "s", id))
        return NULL;
      if (n_same == 0)
        return g_steal_pointer (&id);
    }
}

/**
 * gvn_preproblem_add_note:
 * @remark: a #GvnPreproblemRemark
 *
 * A #GvnCommand: the ROC follows up a row between two committees (6.6).
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID without a text or for a day to come
 */
gboolean
gvn_preproblem_add_note (GvnDb *db, gpointer remark, GError **error)
{
  const GvnPreproblemRemark *wanted = remark;
  g_autoptr (GvnPreproblem) row = gvn_preproblem_load (db, wanted->id, error);
  g_autofree char *id = NULL;
  gint64 at = wanted->at != 0 ? wanted->at : wanted->now->instant;
  GvnLocal local;

  if (row == NULL)
    return FALSE;
  gvn_local_from_instant (at, &local);
  if (gvn_text_is_empty (wanted->text) || g_date_compare (&local.date, &wanted->now->local.date) > 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("A follow-up says what was done, by today at the latest: give its text and its moment"));
      return FALSE;
    }

  id = dup_note_id (db, row->id, error);
  return id != NULL
         && gvn_db_exec (db, error, "INSERT INTO preproblem_note VALUES (?, ?, ?, ?, ?)", "ssiss", id, row->id, at,
                         wanted->by_name, wanted->text);
}

/* The last row of each group that earlier meetings of the body left open: without a verdict,
 * or a problem still followed. A meeting that is to come may still decide. */
#define LEFT_OPEN                                                                                                      \
  "SELECT p.id FROM preproblem AS p JOIN meeting AS m ON m.id = p.meeting WHERE m.body = ?1 AND p.meeting <> ?2"       \
  " AND (m.planned_on < ?3 OR (m.planned_on = ?3 AND m.start_minutes < ?4))"                                           \
  " AND (m.state IN ('held', 'cancelled') OR m.planned_on < ?5 OR (m.planned_on = ?5 AND m.start_minutes <= ?6))"      \
  " AND p.verdict IS NOT 'not_problem' AND NOT EXISTS (SELECT 1 FROM preproblem AS f WHERE f.follows = p.id)"          \
  " ORDER BY m.planned_on, p.position, p.id"

/**
 * gvn_grid_carry:
 * @carry: a #GvnGridCarry, whose count is set
 *
 * A #GvnCommand: brings to a grid the rows the earlier ones left open (6.6, phase 2); a
 * problem that is followed keeps its verdict and its ticket. What the ROC approved was the
 * earlier grid.
 */
gboolean
gvn_grid_carry (GvnDb *db, gpointer carry, GError **error)
{
  GvnGridCarry *wanted = carry;
  g_autoptr (GvnMeeting) meeting = load_meeting (db, wanted->meeting, error);
  const GvnLocal *now = &wanted->now->local;
  g_autoptr (GPtrArray) ids
      = meeting == NULL
            ? NULL
            : gvn_db_list_texts (db, error, LEFT_OPEN, "ssdidi", meeting->body, meeting->id, &meeting->start.date,
                                 (gint64) meeting->start.minutes, &now->date, (gint64) now->minutes);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autofree char *id = gvn_uuid_v5 (meeting->id, ids->pdata[i]);

      if (!gvn_db_exec (db, error,
                        "INSERT INTO preproblem (id, meeting, position, follows, title, incidents, impact, priority,"
                        " diagnosis_tme, diagnosis_tms, verdict, verdict_note, ticket)"
                        " SELECT ?1, ?2, (SELECT coalesce (max (position) + 1, 0) FROM preproblem WHERE meeting = ?2),"
                        " id, title, incidents, impact, priority, diagnosis_tme, diagnosis_tms, verdict, verdict_note,"
                        " ticket FROM preproblem WHERE id = ?3",
                        "sss", id, meeting->id, ids->pdata[i]))
        return FALSE;
    }
  wanted->n_carried = ids != NULL ? ids->len : 0;

  return ids != NULL;
}

/* What other layers are told ------------------------------------------------------------------ */

static const struct
{
  const char *sql;
  const char *sentence;
} rules[] = {
  { "SELECT count(*) FROM preproblem AS p JOIN fact AS f ON f.id = p.approved"
    " WHERE f.kind <> 'preproblem_approved' OR f.subject_kind <> 'meeting' OR f.subject_id <> p.meeting",
    N_ ("A row of a grid is approved by a fact of something else") },
  { "SELECT count(*) - count(DISTINCT follows) FROM preproblem WHERE follows IS NOT NULL",
    N_ ("Two rows carry on the same row of an earlier grid") },
  { "SELECT count(*) FROM preproblem AS p JOIN meeting AS m ON m.id = p.meeting JOIN body AS b ON b.code = m.body"
    " WHERE b.kind <> 'CPROB'",
    N_ ("A meeting of another committee has rows of an analysis grid") },
};

static gboolean
check_rows (GvnDb *db, GPtrArray *findings, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      gint64 n;

      if (!gvn_db_get_int (db, &n, error, rules[i].sql, ""))
        return FALSE;
      if (n > 0)
        g_ptr_array_add (findings, g_strdup (_ (rules[i].sentence)));
    }

  return TRUE;
}

/* Tells the layers below of the grids; to be called once at start. */
void
gvn_preproblem_register (void)
{
  static const GvnFactKind facts[] = { { FACT_APPROVED, N_ ("Row of the grid approved") } };

  gvn_fact_add_kinds (facts, G_N_ELEMENTS (facts));
  gvn_store_add_invariant (check_rows);
}
