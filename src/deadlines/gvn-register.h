/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar/gvn-delay.h"
#include "contract/gvn-contract.h"
#include "contract/gvn-fact.h"
#include "deadlines/gvn-deadline.h"

G_BEGIN_DECLS

/*
 * The register of everything owed. It knows no domain: a deadline belongs to a
 * subject (a kind and an id) that a domain describes through GvnSubjectKind.
 */

/**
 * GvnSubjectKind:
 * @kind: as stored, "meeting"
 * @dup_title: (transfer full): the subject in words
 * @refresh: recomputes the subject's deadlines after a fact of it changed
 *
 * What a domain tells the register of its subjects; registered at start.
 */
typedef struct
{
  const char *kind;
  char *(*dup_title) (GvnDb *db, const char *id, GError **error);
  gboolean (*refresh) (GvnDb *db, const char *id, GError **error);
} GvnSubjectKind;

void gvn_register_add_subject_kind (const GvnSubjectKind *kind);

/**
 * GvnRule:
 *
 * A deadline rule in force.
 */
typedef struct
{
  char *id;
  char *kind;
  gboolean indicator;
  char *trigger; /* "meeting", "minutes_received", as the domain of its subjects knows it */
  GvnDelay delay;
  gboolean tacit;
  char *owner_side;
  char *owner_role;
  char *clause;
  char *label;
  GDate effective_on;
  gboolean active;
  char *act; /* NULL: as the contract says */
} GvnRule;

void gvn_rule_free (GvnRule *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnRule, gvn_rule_free)
GPtrArray *gvn_rule_list (GvnDb *db, const char *subject_kind, const char *subject_type, const GDate *on,
                          GError **error);
gboolean gvn_rule_is_in_force (const GvnRule *self, const GPtrArray *versions, const GDate *on);
const GvnRule *gvn_rule_find_in_force (const GPtrArray *versions, const char *kind, const GDate *on);
GvnRule *gvn_rule_load (GvnDb *db, const char *id, GError **error);
GPtrArray *gvn_rule_list_types (GvnDb *db, const char *subject_kind, GError **error);
gboolean gvn_rule_change (GvnDb *db, const char *id, const GvnDelay *delay, gboolean active, const GDate *effective_on,
                          const char *act, GError **error);

/**
 * GvnOwed:
 * @rule: the rule in force
 * @trigger: what starts the count
 * @part: which of several of @rule for one subject, as a version of its minutes; 0 where
 *   there is one
 * @forecast: whether @trigger has not happened yet
 * @fact: (nullable): the id of the fact that closes it
 * @has_delay: whether @delay was agreed for this one, in place of the rule's
 * @label: (nullable): what it is called, in place of the rule's label and its version
 *
 * What a subject owes by one rule.
 */
typedef struct
{
  const GvnRule *rule;
  int part;
  GvnLocal trigger;
  gboolean forecast;
  char *fact;
  gboolean has_delay;
  GvnDelay delay;
  char *label;
} GvnOwed;

void gvn_owed_free (GvnOwed *self);
gboolean gvn_register_set_owed (GvnDb *db, const char *subject_kind, const char *subject_id, const char *perimeter,
                                GPtrArray *owed, GError **error);
gboolean gvn_register_set_owed_on (GvnDb *db, const GvnContract *contract, GvnCalendar *calendar,
                                   const char *subject_kind, const char *subject_id, const char *perimeter,
                                   GPtrArray *owed, GError **error);
gboolean gvn_register_clear (GvnDb *db, const char *subject_kind, const char *subject_id, GError **error);

/**
 * GvnDeadlineFilter:
 * @state: -1 for any
 * @open: only those that nothing closed and nobody waived; what silence validated since
 *   among them
 * @pending: of the open, only the contract's readings whose trigger is known
 * @contract_only: without the indicator's readings of what the contract also says (L-05)
 *
 * Which deadlines; all members may be unset. @from and @to bound the due date.
 */
typedef struct
{
  GDate from;
  GDate to;
  int state;
  gboolean open;
  gboolean pending;
  gboolean contract_only;
  const char *owner_side;
  const char *subject_kind;
  const char *subject_id;
  const char *id;
} GvnDeadlineFilter;

#define GVN_DEADLINE_FILTER_INIT { .state = -1 }

GPtrArray *gvn_register_list (GvnDb *db, const GvnDeadlineFilter *filter, const GvnNow *now, GError **error);
GvnDeadline *gvn_register_find (GvnDb *db, const char *id, const GvnNow *now, GError **error);
GPtrArray *gvn_register_explain (GvnDb *db, GvnDeadline *deadline, GError **error);

gboolean gvn_register_waive (GvnDb *db, const char *id, const char *reason, GError **error);
gboolean gvn_register_set_cause (GvnDb *db, const char *id, const char *cause, const char *note, gboolean internal,
                                 GError **error);

/* A command, and the subjects whose deadlines it may change */
typedef struct
{
  const char *subject_kind;
  const char *const *subjects; /* ids, NULL-terminated */
  GvnCommand command;
  gpointer data;
  const char *author;
  const GvnNow *now;
} GvnPreview;

GPtrArray *gvn_register_preview (GvnStore *store, const GvnPreview *wanted, GError **error);

/* A fact rectified, and what its subject owes counted again */
typedef struct
{
  const char *fact;
  gint64 at;
  const char *reason;
  const char *proof; /* NULL keeps the old one */
  const char *author;
  const GvnNow *now;
} GvnFactCorrection;

gboolean gvn_register_correct_fact (GvnDb *db, gpointer correction, GError **error);
GPtrArray *gvn_register_preview_correction (GvnStore *store, const GvnFactCorrection *correction, GError **error);

void gvn_deadlines_register (void);

G_END_DECLS
