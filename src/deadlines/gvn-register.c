/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-uuid.h"
#include "contract/gvn-contract.h"
#include "contract/gvn-place.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-register-private.h"

/* Filled at start by the domains, read-only afterwards. */
static const GvnSubjectKind *subject_kinds[16];

/**
 * gvn_register_add_subject_kind:
 * @kind: (transfer none): must outlive the program
 *
 * Tells the register of a domain's subjects; twice the same is once.
 */
void
gvn_register_add_subject_kind (const GvnSubjectKind *kind)
{
  guint i = 0;

  while (subject_kinds[i] != NULL && subject_kinds[i] != kind)
    i++;
  g_assert (i + 1 < G_N_ELEMENTS (subject_kinds));
  subject_kinds[i] = kind;
}

static const GvnSubjectKind *
find_subject_kind (const char *kind, GError **error)
{
  for (guint i = 0; subject_kinds[i] != NULL; i++)
    if (g_str_equal (subject_kinds[i]->kind, kind))
      return subject_kinds[i];

  g_set_error (error, GVN_ERROR, GVN_ERROR_DAMAGED,
               _ ("The contract speaks of “%s”, no kind of thing that exists: restore a backup"), kind);
  return NULL;
}

char *
gvn_register_dup_subject_title (GvnDb *db, const char *kind, const char *id, GError **error)
{
  const GvnSubjectKind *subject_kind = find_subject_kind (kind, error);

  return subject_kind != NULL ? subject_kind->dup_title (db, id, error) : NULL;
}

void
gvn_owed_free (GvnOwed *self)
{
  g_free (self->fact);
  g_free (self->label);
  g_free (self);
}

static const GvnDelay *
get_delay (const GvnOwed *owed)
{
  return owed->has_delay ? &owed->delay : &owed->rule->delay;
}

/* A rule keeps its identity over its versions, so that a changed rule moves its
 * deadline instead of adding another. A subject that is no row (a month) is the same in
 * every contract, so it is told apart by it. */
static char *
deadline_id (const GvnContract *contract, const char *subject_kind, const char *subject_id, const GvnOwed *owed)
{
  g_autofree char *part = owed->part > 0 ? g_strdup_printf ("%d", owed->part) : NULL;
  g_autofree char *name
      = g_strjoin ("/", owed->rule->kind, owed->rule->indicator ? "indicator" : "contract", part, NULL);
  g_autofree char *subject = g_strjoin ("/", subject_kind, subject_id, NULL);
  g_autofree char *space
      = g_uuid_string_is_valid (subject_id) ? g_strdup (subject_id) : gvn_uuid_v5 (contract->id, subject);

  return gvn_uuid_v5 (space, name);
}

static gboolean
is_before_tracking (const GvnContract *contract, const GvnOwed *owed, const GvnLocal *due)
{
  if (!g_date_valid (&contract->tracked_since))
    return FALSE;

  return g_date_compare (&owed->trigger.date, &contract->tracked_since) < 0
         || g_date_compare (&due->date, &contract->tracked_since) < 0;
}

/* A closed deadline keeps the due date it was judged by; only what it was
 * judged on may change: its fact, when a fact is corrected. */
#define KEPT(column) column " = iif (d.fact IS NULL, excluded." column ", d." column ")"
#define KEPT_DATES                                                                                                     \
  KEPT ("rule")                                                                                                        \
  ", " KEPT ("trigger_on") ", " KEPT ("trigger_minutes") ", " KEPT ("due_on") ", " KEPT ("due_minutes") ", " KEPT (    \
      "own_count") ", " KEPT ("own_unit")

/* What stays as it is is not written: of a whole contract counted again, nearly all. */
#define IS_CHANGED                                                                                                     \
  "(d.perimeter, d.fact, d.forecast, d.own_label) IS NOT"                                                              \
  " (excluded.perimeter, excluded.fact, excluded.forecast, excluded.own_label) OR (d.fact IS NULL AND"                 \
  " (d.rule, d.trigger_on, d.trigger_minutes, d.due_on, d.due_minutes, d.own_count, d.own_unit) IS NOT"                \
  " (excluded.rule, excluded.trigger_on, excluded.trigger_minutes, excluded.due_on, excluded.due_minutes,"             \
  " excluded.own_count, excluded.own_unit))"

static gboolean
store_owed (GvnDb *db, const char *id, const char *subject_kind, const char *subject_id, const char *perimeter,
            const GvnOwed *owed, const GvnLocal *due, GError **error)
{
  return gvn_db_exec (db, error,
                      "INSERT INTO deadline AS d (id, rule, subject_kind, subject_id, perimeter, trigger_on,"
                      " trigger_minutes, forecast, due_on, due_minutes, fact, cause_internal, part, own_count,"
                      " own_unit, own_label) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, nullif (?, 0),"
                      " nullif (?, -1), ?, ?)"
                      " ON CONFLICT (id) DO UPDATE SET perimeter = excluded.perimeter, fact = excluded.fact,"
                      " forecast = excluded.forecast, own_label = excluded.own_label, " KEPT_DATES " WHERE " IS_CHANGED,
                      "sssssdmbdmsiiss", id, owed->rule->id, subject_kind, subject_id, perimeter, &owed->trigger.date,
                      owed->trigger.minutes, owed->forecast, &due->date, due->minutes, owed->fact, (gint64) owed->part,
                      (gint64) (owed->has_delay ? owed->delay.count : -1),
                      owed->has_delay ? gvn_unit_to_string (owed->delay.unit) : NULL, owed->label);
}

/* Deletes the subject's deadlines that are not in @kept. */
static gboolean
delete_others (GvnDb *db, const char *subject_kind, const char *subject_id, GHashTable *kept, GError **error)
{
  g_autoptr (GPtrArray) ids = gvn_db_list_texts (
      db, error, "SELECT id FROM deadline WHERE subject_kind = ? AND subject_id = ?", "ss", subject_kind, subject_id);

  if (ids == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    if (!g_hash_table_contains (kept, ids->pdata[i])
        && !gvn_db_exec (db, error, "DELETE FROM deadline WHERE id = ?", "s", ids->pdata[i]))
      return FALSE;

  return TRUE;
}

/**
 * gvn_register_set_owed_on:
 * @contract: the contract
 * @calendar: its working days for @perimeter
 *
 * As gvn_register_set_owed(), for many subjects whose contract and calendars are at hand.
 */
gboolean
gvn_register_set_owed_on (GvnDb *db, const GvnContract *contract, GvnCalendar *calendar, const char *subject_kind,
                          const char *subject_id, const char *perimeter, GPtrArray *owed, GError **error)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < owed->len; i++)
    {
      const GvnOwed *item = owed->pdata[i];
      g_autofree char *id = deadline_id (contract, subject_kind, subject_id, item);
      GvnLocal due;

      if (!gvn_delay_evaluate (get_delay (item), calendar, &item->trigger, &due, NULL, error))
        return FALSE;
      if (is_before_tracking (contract, item, &due))
        continue;
      if (!store_owed (db, id, subject_kind, subject_id, perimeter, item, &due, error))
        return FALSE;
      g_hash_table_add (kept, g_steal_pointer (&id));
    }

  return delete_others (db, subject_kind, subject_id, kept, error);
}

/**
 * gvn_register_set_owed:
 * @perimeter: (nullable): the agency concerned; %NULL for the whole contract
 * @owed: (element-type GvnOwed): everything the subject owes now
 *
 * Makes the register say exactly @owed for a subject: due dates are counted on
 * the contract's calendar (L-07), what is no longer owed goes, what is closed
 * keeps the date it was judged by. Nothing triggered before the day the
 * contract is tracked from is owed.
 *
 * Returns: %FALSE when a date cannot be counted or the store refuses
 */
gboolean
gvn_register_set_owed (GvnDb *db, const char *subject_kind, const char *subject_id, const char *perimeter,
                       GPtrArray *owed, GError **error)
{
  g_autoptr (GvnContract) contract = gvn_contract_load (db, error);
  g_autoptr (GvnCalendar) calendar = contract != NULL ? gvn_calendar_load_contract (db, perimeter, error) : NULL;

  return calendar != NULL
         && gvn_register_set_owed_on (db, contract, calendar, subject_kind, subject_id, perimeter, owed, error);
}

/**
 * gvn_register_clear:
 *
 * The subject owes nothing any more: it was cancelled or deleted.
 */
gboolean
gvn_register_clear (GvnDb *db, const char *subject_kind, const char *subject_id, GError **error)
{
  return gvn_db_exec (db, error, "DELETE FROM deadline WHERE subject_kind = ? AND subject_id = ?", "ss", subject_kind,
                      subject_id);
}

static gboolean
check_changed (GvnDb *db, GError **error)
{
  if (gvn_db_changes (db) > 0)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
               _ ("This deadline no longer exists: reload the list and choose another"));
  return FALSE;
}

/**
 * gvn_register_waive:
 * @reason: why it is not owed; empty or %NULL takes the waiver back
 *
 * Returns: %FALSE with %GVN_ERROR_NOT_FOUND when there is no such deadline
 */
gboolean
gvn_register_waive (GvnDb *db, const char *id, const char *reason, GError **error)
{
  gboolean waived = reason != NULL && *reason != '\0';

  return gvn_db_exec (db, error, "UPDATE deadline SET waived_reason = ? WHERE id = ?", "ss", waived ? reason : NULL, id)
         && check_changed (db, error);
}

/**
 * gvn_register_set_cause:
 * @cause: (nullable): who caused the lateness; %NULL for nobody said
 * @internal: whether @note stays on our side
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID for an unknown cause,
 *   %GVN_ERROR_NOT_FOUND when there is no such deadline
 */
gboolean
gvn_register_set_cause (GvnDb *db, const char *id, const char *cause, const char *note, gboolean internal,
                        GError **error)
{
  if (cause != NULL && gvn_cause_get_label (cause) == NULL)
    return gvn_cause_fail (cause, error);

  return gvn_db_exec (db, error, "UPDATE deadline SET cause = ?, cause_note = ?, cause_internal = ? WHERE id = ?",
                      "ssbs", cause, note, internal, id)
         && check_changed (db, error);
}

/**
 * gvn_register_correct_fact:
 * @correction: a #GvnFactCorrection
 *
 * A #GvnCommand: rectifies a fact and counts again what its subject owes.
 */
gboolean
gvn_register_correct_fact (GvnDb *db, gpointer correction, GError **error)
{
  const GvnFactCorrection *wanted = correction;
  g_autoptr (GvnFact) fact = gvn_fact_load (db, wanted->fact, error);
  const GvnSubjectKind *subject_kind;

  if (fact == NULL)
    return FALSE;
  if (!gvn_fact_correct (db, wanted->fact, wanted->at, wanted->reason, wanted->proof, wanted->author, wanted->now,
                         error))
    return FALSE;

  subject_kind = find_subject_kind (fact->subject_kind, error);
  return subject_kind != NULL && subject_kind->refresh (db, fact->subject_id, error);
}

static gboolean
check_invariants (GvnDb *db, GPtrArray *findings, GError **error)
{
  return gvn_store_add_findings (db,
                                 "SELECT d.id FROM deadline AS d JOIN fact AS f ON f.id = d.fact"
                                 " WHERE f.subject_kind <> d.subject_kind OR f.subject_id <> d.subject_id",
                                 _ ("A deadline is closed by a fact of another subject"), findings, error)
         && gvn_store_add_findings (db,
                                    "SELECT f.id FROM fact AS f JOIN fact_correction AS c ON c.fact = f.id"
                                    " GROUP BY f.id HAVING sum (c.new_at = f.at) = 0",
                                    _ ("A corrected fact does not say what its corrections say"), findings, error);
}

/**
 * gvn_deadlines_register_invariants:
 *
 * Adds the register's own rules to what `check` verifies.
 */
void
gvn_deadlines_register_invariants (void)
{
  gvn_store_add_invariant (check_invariants);
}
