/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "deadlines/gvn-register.h"

G_BEGIN_DECLS

/**
 * GvnOutcome:
 * @GVN_OUTCOME_MET: in time
 * @GVN_OUTCOME_EXCUSED: late, done or not, for a cause that is not the owner's
 * @GVN_OUTCOME_MET_LATE: done, late
 * @GVN_OUTCOME_LATE: late and not done yet
 *
 * What was owed came to. Nothing else is counted: neither what is still to come, nor
 * what was waived, nor what silence validates, which can be in time only.
 */
typedef enum
{
  GVN_OUTCOME_MET,
  GVN_OUTCOME_EXCUSED,
  GVN_OUTCOME_MET_LATE,
  GVN_OUTCOME_LATE,
} GvnOutcome;

#define GVN_N_OUTCOMES (GVN_OUTCOME_LATE + 1)

const char *gvn_outcome_get_label (GvnOutcome outcome);
gboolean gvn_deadline_get_outcome (GvnDeadline *deadline, GvnOutcome *outcome);

/**
 * GvnTally:
 * @side: who owes
 * @from: the first due date counted
 * @to: and the last
 * @counts: (out): how many, by #GvnOutcome
 *
 * How what one side owed in a period came out.
 */
typedef struct
{
  const char *side;
  GDate from;
  GDate to;
  guint counts[GVN_N_OUTCOMES];
} GvnTally;

gboolean gvn_register_count_outcomes (GvnDb *db, GvnTally *tallies, guint n_tallies, const GvnNow *now, GError **error);
guint gvn_tally_get_total (const GvnTally *self);
gboolean gvn_tally_get_share (const GvnTally *self, double *share);

G_END_DECLS
