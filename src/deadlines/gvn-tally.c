/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "deadlines/gvn-register-private.h"
#include "deadlines/gvn-tally.h"

static const char *const labels[GVN_N_OUTCOMES] = {
  [GVN_OUTCOME_MET] = N_ ("Met in time"),
  [GVN_OUTCOME_EXCUSED] = N_ ("Late, not imputable"),
  [GVN_OUTCOME_MET_LATE] = N_ ("Met late"),
  [GVN_OUTCOME_LATE] = N_ ("Late, still open"),
};

/**
 * gvn_outcome_get_label:
 *
 * Returns: (transfer none): @outcome in the user's language
 */
const char *
gvn_outcome_get_label (GvnOutcome outcome)
{
  return _ (labels[outcome]);
}

static gboolean
outcome_from_state (GvnDeadlineState state, GvnOutcome *outcome)
{
  switch (state)
    {
    case GVN_DEADLINE_MET:
      *outcome = GVN_OUTCOME_MET;
      return TRUE;
    case GVN_DEADLINE_MET_LATE:
      *outcome = GVN_OUTCOME_MET_LATE;
      return TRUE;
    case GVN_DEADLINE_OVERDUE:
      *outcome = GVN_OUTCOME_LATE;
      return TRUE;
    case GVN_DEADLINE_OVERDUE_EXCUSED:
    case GVN_DEADLINE_MET_LATE_EXCUSED:
      *outcome = GVN_OUTCOME_EXCUSED;
      return TRUE;
    case GVN_DEADLINE_UPCOMING:
    case GVN_DEADLINE_DUE_SOON:
    case GVN_DEADLINE_TACIT:
    case GVN_DEADLINE_WAIVED:
      return FALSE;
    }

  g_return_val_if_reached (FALSE);
}

/**
 * gvn_deadline_get_outcome:
 *
 * Returns: whether @deadline is counted, and as what: only the contract's own reading
 *   is, once its trigger has happened
 */
gboolean
gvn_deadline_get_outcome (GvnDeadline *deadline, GvnOutcome *outcome)
{
  return !deadline->indicator && !deadline->forecast && !deadline->tacit
         && outcome_from_state (deadline->state, outcome);
}

static void
add (GvnTally *tallies, guint n_tallies, const char *side, const GDate *due, GvnOutcome outcome)
{
  for (guint i = 0; i < n_tallies; i++)
    {
      GvnTally *tally = &tallies[i];

      if (g_date_compare (&tally->from, due) <= 0 && g_date_compare (due, &tally->to) <= 0
          && g_str_equal (tally->side, side))
        tally->counts[outcome]++;
    }
}

/**
 * gvn_register_count_outcomes:
 * @tallies: (array length=n_tallies): the sides and the periods, which may overlap
 * @now: the moment the states follow from
 *
 * Counts in one read of the register, without the names and the titles that
 * gvn_register_list() gives each line.
 */
gboolean
gvn_register_count_outcomes (GvnDb *db, GvnTally *tallies, guint n_tallies, const GvnNow *now, GError **error)
{
  GDate from = tallies[0].from, to = tallies[0].to;
  g_autoptr (GvnStatement) rows = NULL;

  for (guint i = 0; i < n_tallies; i++)
    {
      from = g_date_compare (&tallies[i].from, &from) < 0 ? tallies[i].from : from;
      to = g_date_compare (&tallies[i].to, &to) > 0 ? tallies[i].to : to;
      memset (tallies[i].counts, 0, sizeof tallies[i].counts);
    }

  rows = gvn_db_query (
      db, error,
      "SELECT r.owner_side, d.due_on, d.due_minutes, d.waived_reason, d.cause, f.at"
      " FROM deadline AS d JOIN deadline_rule AS r ON r.id = d.rule LEFT JOIN fact AS f ON f.id = d.fact"
      " WHERE d.due_on BETWEEN ?1 AND ?2 AND NOT d.forecast AND r.reading = 'contract'"
      " AND r.silence <> 'tacit_validation'",
      "dd", &from, &to);
  if (rows == NULL)
    return FALSE;

  while (gvn_statement_next (rows, error))
    {
      const char *side = gvn_statement_text (rows, 0);
      GvnDeadlineFacts facts = { .waived = !gvn_statement_is_null (rows, 3),
                                 .excused = gvn_register_is_excused (gvn_statement_text (rows, 4), side) };
      GvnLocal done;
      GvnOutcome outcome;

      gvn_statement_date (rows, 1, &facts.due.date);
      facts.due.minutes = gvn_statement_minutes (rows, 2);
      if (!gvn_statement_is_null (rows, 5))
        {
          gvn_local_from_instant (gvn_statement_int (rows, 5), &done);
          facts.done = &done;
        }
      /* what is soon and what is later are not counted alike: no matter where soon ends */
      if (outcome_from_state (gvn_deadline_derive_state (&facts, &now->local, &now->local.date), &outcome))
        add (tallies, n_tallies, side, &facts.due.date, outcome);
    }

  return !gvn_statement_failed (rows);
}

/**
 * gvn_tally_get_total:
 *
 * Returns: how many are the owner's to answer for: all but what is not imputable
 */
guint
gvn_tally_get_total (const GvnTally *self)
{
  return self->counts[GVN_OUTCOME_MET] + self->counts[GVN_OUTCOME_MET_LATE] + self->counts[GVN_OUTCOME_LATE];
}

/**
 * gvn_tally_get_share:
 * @share: (out): 0 to 1
 *
 * The share met in time of what the owner answers for. A lateness that is not
 * imputable is left out: it neither counts against its owner nor flatters it.
 *
 * Returns: %FALSE when nothing was owed
 */
gboolean
gvn_tally_get_share (const GvnTally *self, double *share)
{
  guint total = gvn_tally_get_total (self);

  if (total == 0)
    return FALSE;
  *share = (double) self->counts[GVN_OUTCOME_MET] / total;

  return TRUE;
}
