/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-uuid.h"
#include "deadlines/gvn-register-private.h"

#define RULE_COLUMNS                                                                                                   \
  "id, kind, reading, trigger, direction, unit, count, clear_days, silence, owner_side, owner_role, clause, label, "   \
  "effective_on, active, act, business_day, roll"

void
gvn_rule_free (GvnRule *self)
{
  g_free (self->id);
  g_free (self->kind);
  g_free (self->trigger);
  g_free (self->owner_side);
  g_free (self->owner_role);
  g_free (self->clause);
  g_free (self->label);
  g_free (self->act);
  g_free (self);
}

static gpointer
rule_from_row (GvnStatement *row)
{
  GvnRule *rule = g_new0 (GvnRule, 1);

  rule->id = gvn_statement_dup_text (row, 0);
  rule->kind = gvn_statement_dup_text (row, 1);
  rule->indicator = g_str_equal (gvn_statement_text (row, 2), "indicator");
  rule->trigger = gvn_statement_dup_text (row, 3);
  gvn_direction_parse (gvn_statement_text (row, 4), &rule->delay.direction);
  gvn_unit_parse (gvn_statement_text (row, 5), &rule->delay.unit);
  rule->delay.count = (int) gvn_statement_int (row, 6);
  rule->delay.clear_days = gvn_statement_int (row, 7) != 0;
  rule->tacit = g_str_equal (gvn_statement_text (row, 8), "tacit_validation");
  rule->owner_side = gvn_statement_dup_text (row, 9);
  rule->owner_role = gvn_statement_dup_text (row, 10);
  rule->clause = gvn_statement_dup_text (row, 11);
  rule->label = gvn_statement_dup_text (row, 12);
  gvn_statement_date (row, 13, &rule->effective_on);
  rule->active = gvn_statement_int (row, 14) != 0;
  rule->act = gvn_statement_dup_text (row, 15);
  rule->delay.business_day = gvn_statement_int (row, 16) != 0;
  rule->delay.roll_to_working_day = gvn_statement_int (row, 17) != 0;

  return rule;
}

/**
 * gvn_rule_is_in_force:
 * @versions: (element-type GvnRule): every version of the rules of one subject type
 * @self: one of them
 *
 * Returns: whether @self is the version that applies on @on, and is not switched off
 */
gboolean
gvn_rule_is_in_force (const GvnRule *self, const GPtrArray *versions, const GDate *on)
{
  if (!self->active || g_date_compare (&self->effective_on, on) > 0)
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    {
      const GvnRule *other = versions->pdata[i];

      if (other->indicator == self->indicator && g_date_compare (&other->effective_on, &self->effective_on) > 0
          && g_date_compare (&other->effective_on, on) <= 0 && g_str_equal (other->kind, self->kind))
        return FALSE;
    }

  return TRUE;
}

/**
 * gvn_rule_find_in_force:
 * @versions: (element-type GvnRule): every version of the rules of one subject type
 * @kind: of the contract's reading
 *
 * Returns: (transfer none) (nullable): the version that applies on @on; %NULL for none, or
 *   one switched off
 */
const GvnRule *
gvn_rule_find_in_force (const GPtrArray *versions, const char *kind, const GDate *on)
{
  for (guint i = 0; i < versions->len; i++)
    {
      const GvnRule *rule = versions->pdata[i];

      if (!rule->indicator && g_str_equal (rule->kind, kind) && gvn_rule_is_in_force (rule, versions, on))
        return rule;
    }

  return NULL;
}

/* Leaves those in @versions that do not apply. */
static GPtrArray *
steal_in_force (GPtrArray *versions, const GDate *on)
{
  GPtrArray *in_force = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_rule_free);
  guint at;

  for (guint i = 0; i < versions->len; i++)
    if (gvn_rule_is_in_force (versions->pdata[i], versions, on))
      g_ptr_array_add (in_force, versions->pdata[i]);
  for (guint i = 0; i < in_force->len; i++)
    if (g_ptr_array_find (versions, in_force->pdata[i], &at))
      g_ptr_array_steal_index (versions, at);

  return in_force;
}

/**
 * gvn_rule_list:
 * @subject_kind: (nullable): "meeting"; %NULL for any
 * @subject_type: the body's kind, "COPIL"; "order" for the orders
 * @on: (nullable): the day they apply to; %NULL for every version, oldest first
 *
 * Returns: (transfer full) (element-type GvnRule): the rules in force on @on,
 *   those switched off left out; every version with its act when @on is %NULL
 */
GPtrArray *
gvn_rule_list (GvnDb *db, const char *subject_kind, const char *subject_type, const GDate *on, GError **error)
{
  g_autoptr (GPtrArray) versions
      = gvn_statement_collect (gvn_db_query (db, error,
                                             "SELECT " RULE_COLUMNS " FROM deadline_rule"
                                             " WHERE (?1 IS NULL OR subject_kind = ?1) AND subject_type = ?2"
                                             " ORDER BY reading, trigger, kind, effective_on",
                                             "ss", subject_kind, subject_type),
                               rule_from_row, (GDestroyNotify) gvn_rule_free, error);

  return versions != NULL && on != NULL ? steal_in_force (versions, on) : g_steal_pointer (&versions);
}

GvnRule *
gvn_rule_load (GvnDb *db, const char *id, GError **error)
{
  GvnStatement *rows = gvn_db_query (db, error, "SELECT " RULE_COLUMNS " FROM deadline_rule WHERE id = ?", "s", id);
  g_autoptr (GPtrArray) found = gvn_statement_collect (rows, rule_from_row, (GDestroyNotify) gvn_rule_free, error);

  if (found == NULL)
    return NULL;
  if (found->len == 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   _ ("This deadline rule no longer exists: reload and choose another"));
      return NULL;
    }

  return g_ptr_array_steal_index (found, 0);
}

/**
 * gvn_rule_list_types:
 * @subject_kind: (nullable): %NULL for any
 *
 * Returns: (transfer full) (element-type utf8): the subject types that have
 *   rules, in alphabetical order
 */
GPtrArray *
gvn_rule_list_types (GvnDb *db, const char *subject_kind, GError **error)
{
  return gvn_db_list_texts (
      db, error,
      "SELECT DISTINCT subject_type FROM deadline_rule WHERE ?1 IS NULL OR subject_kind = ?1 ORDER BY subject_type",
      "s", subject_kind);
}

/**
 * gvn_rule_change:
 * @id: a version of the rule
 * @delay: the new count
 * @active: whether the rule applies at all
 * @effective_on: from which trigger date on
 * @act: the act that allows it (amendment, committee decision)
 *
 * Adds a version of the rule; the versions before stay, and so does what was
 * already judged by them.
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when the act is not named or the count
 *   is out of range, %GVN_ERROR_NOT_FOUND when the rule does not exist
 */
gboolean
gvn_rule_change (GvnDb *db, const char *id, const GvnDelay *delay, gboolean active, const GDate *effective_on,
                 const char *act, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *version = NULL;
  g_autofree char *day = NULL;

  if (act == NULL || *act == '\0')
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("A contract rule changes by an act only: name the amendment or the decision that allows it"));
      return FALSE;
    }
  if (!gvn_date_check (effective_on, error))
    return FALSE;
  if (delay->count < 0 || delay->count > 3660)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("The delay of a rule is between 0 and 3660 units: correct the count"));
      return FALSE;
    }

  day = gvn_date_to_string (effective_on);
  name = g_strdup_printf ("rule-version/%s", day);
  version = gvn_uuid_v5 (id, name);

  if (!gvn_db_exec (
          db, error,
          "INSERT INTO deadline_rule SELECT ?, subject_kind, subject_type, kind, reading, ?, trigger, ?, ?, ?,"
          " ?, silence, owner_side, owner_role, clause, label, ?, ?, business_day, roll FROM deadline_rule WHERE id = ?"
          " ON CONFLICT (id) DO UPDATE SET direction = excluded.direction, count = excluded.count,"
          " unit = excluded.unit, clear_days = excluded.clear_days, active = excluded.active,"
          " act = excluded.act",
          "sdsisbbss", version, effective_on, gvn_direction_to_string (delay->direction), (gint64) delay->count,
          gvn_unit_to_string (delay->unit), delay->clear_days, active, act, id))
    return FALSE;

  if (gvn_db_changes (db) == 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   _ ("This deadline rule no longer exists: reload and choose another"));
      return FALSE;
    }

  return TRUE;
}
