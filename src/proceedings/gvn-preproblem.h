/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "committees/gvn-meeting.h"

G_BEGIN_DECLS

/*
 * The analysis grid of a problem committee (6.6): the "pré-problèmes", sent 48 hours
 * before, filled by both SDM under the ROC's supervision, decided by the committee.
 */

#define GVN_GRID_BODY_KIND "CPROB"

typedef enum
{
  GVN_PREPROBLEM_UNDECIDED,
  GVN_PREPROBLEM_PROBLEM,
  GVN_PREPROBLEM_NOT_PROBLEM,
} GvnPreproblemVerdict;

const char *gvn_preproblem_verdict_to_string (GvnPreproblemVerdict verdict);
gboolean gvn_preproblem_verdict_parse (const char *text, GvnPreproblemVerdict *verdict);
const char *gvn_preproblem_verdict_get_label (GvnPreproblemVerdict verdict);

/**
 * GvnPreproblem:
 * @follows: (nullable): the row of an earlier grid it carries on
 * @priority: 1 to 3; 0 when not said
 *
 * One row of a grid: a group of linked incidents. Texts are %NULL when not said.
 */
typedef struct
{
  char *id;
  char *meeting;
  char *follows;
  char *title;
  char *incidents;
  char *impact;
  int priority;
  char *diagnosis_tme;
  char *diagnosis_tms;

  char *approved_by; /* NULL until the ROC approves what the row says */
  GvnLocal approved;

  GvnPreproblemVerdict verdict;
  char *reason;
  char *ticket;
} GvnPreproblem;

void gvn_preproblem_free (GvnPreproblem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnPreproblem, gvn_preproblem_free)

GPtrArray *gvn_preproblem_list (GvnDb *db, const char *meeting, GError **error);
GvnPreproblem *gvn_preproblem_load (GvnDb *db, const char *id, GError **error);

/* What a row or a grid still lacks */
GPtrArray *gvn_preproblem_list_gaps (const GvnPreproblem *self);
char *gvn_preproblem_dup_gaps (const GvnPreproblem *self);
char *gvn_grid_dup_summary (GPtrArray *rows);
char *gvn_grid_dup_warning (GvnDb *db, const char *meeting, GError **error);

/* What was said of a row between two meetings */
typedef struct
{
  GvnLocal at;
  char *by_name;
  char *text;
} GvnPreproblemNote;

void gvn_preproblem_note_free (GvnPreproblemNote *self);
GPtrArray *gvn_preproblem_list_notes (GvnDb *db, const char *id, GError **error);

/**
 * GvnPreproblemDraft:
 * @id: (inout): the row to change; %NULL for a new one, whose id is set, to be freed
 * @meeting: of a new row
 * @new_id: (nullable): the id of a new row; a random one without it
 *
 * What a row is to say.
 */
typedef struct
{
  char *id;
  const char *meeting;
  const char *new_id;
  const char *title;
  const char *incidents;
  const char *impact;
  int priority;
  const char *diagnosis_tme;
  const char *diagnosis_tms;
} GvnPreproblemDraft;

gboolean gvn_preproblem_save (GvnDb *db, gpointer draft, GError **error);
gboolean gvn_preproblem_remove (GvnDb *db, gpointer id, GError **error);

/* A row put at another place among those of its grid, from 0 */
typedef struct
{
  const char *id;
  guint position;
} GvnPreproblemMove;

gboolean gvn_preproblem_move (GvnDb *db, gpointer move, GError **error);

/**
 * GvnGridApproval:
 * @row: the row approved; %NULL for every row of @meeting that is not
 * @person: who approves, by name or id
 * @at: 0 for now
 */
typedef struct
{
  const char *row;
  const char *meeting;
  const char *person;
  gint64 at;
  const GvnNow *now;
} GvnGridApproval;

gboolean gvn_grid_approve (GvnDb *db, gpointer approval, GError **error);

/* What the committee says of a row, why, and the problem's ticket */
typedef struct
{
  const char *id;
  GvnPreproblemVerdict verdict;
  const char *reason;
  const char *ticket;
  const GvnNow *now;
} GvnPreproblemDecision;

gboolean gvn_preproblem_decide (GvnDb *db, gpointer decision, GError **error);

/* What the ROC says of a row between two meetings */
typedef struct
{
  const char *id;
  const char *text;
  gint64 at; /* 0 for now */
  const char *by_name;
  const GvnNow *now;
} GvnPreproblemRemark;

gboolean gvn_preproblem_add_note (GvnDb *db, gpointer remark, GError **error);

/**
 * GvnGridCarry:
 * @n_carried: (out): how many rows came
 */
typedef struct
{
  const char *meeting;
  const GvnNow *now;
  guint n_carried;
} GvnGridCarry;

gboolean gvn_grid_carry (GvnDb *db, gpointer carry, GError **error);

void gvn_preproblem_register (void);

G_END_DECLS
