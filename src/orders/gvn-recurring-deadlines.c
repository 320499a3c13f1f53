/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "contract/gvn-fact.h"
#include "contract/gvn-place.h"
#include "contract/gvn-setting.h"
#include "deadlines/gvn-register.h"
#include "orders/gvn-recurring-private.h"

/* What is owed of the recurring orders: each month of the RUN is drafted by a day of the
 * month before. */

#define RULE_DRAFT "recurring_draft"
#define FACT_DRAFTED "recurring_drafted"

/* Of the deadlines of a month: what its first draft left */
#define PART_REST 2

typedef struct
{
  GvnDb *db;
  GvnContract *contract;
  GvnCalendar *calendar;
  GPtrArray *rules; /* GvnRule, every version */
  int draft_day;
} Drafting;

static void
drafting_clear (Drafting *self)
{
  g_clear_pointer (&self->contract, gvn_contract_free);
  g_clear_pointer (&self->calendar, gvn_calendar_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drafting, drafting_clear)

static gboolean
drafting_init (Drafting *self, GvnDb *db, GError **error)
{
  self->db = db;
  self->contract = gvn_contract_load (db, error);
  self->calendar = self->contract != NULL ? gvn_calendar_load_contract (db, NULL, error) : NULL;

  self->rules = self->calendar != NULL ? gvn_rule_list (db, "order", "order", NULL, error) : NULL;

  return self->rules != NULL && gvn_setting_get_int (db, GVN_SETTING_RECURRING_DRAFT_DAY, &self->draft_day, error);
}

/* The months of the RUN, by the first day of each. */
static void
find_months (const Drafting *self, GDate *first, GDate *last)
{
  GvnPhases phases;

  gvn_contract_get_phases (self->contract, &phases);
  *first = phases.run_first;
  *last = phases.run_last;
  g_date_set_day (first, 1);
  g_date_set_day (last, 1);
}

/* The day of the month before that the setting says; its last in a shorter one. */
static GDate
find_draft_day (const Drafting *self, const GDate *month)
{
  GDate day = *month;
  int last;

  g_date_subtract_months (&day, 1);
  last = g_date_get_days_in_month (g_date_get_month (&day), g_date_get_year (&day));
  g_date_set_day (&day, (GDateDay) CLAMP (self->draft_day, 1, last));

  return day;
}

/* The drafts of a month, in the order they were done. */
static GPtrArray *
list_facts (GvnDb *db, const char *month, GError **error)
{
  return gvn_db_list_texts (db, error,
                            "SELECT id FROM fact WHERE subject_kind = ? AND subject_id = ? AND kind = ?"
                            " ORDER BY at, rowid",
                            "sss", GVN_SUBJECT_RECURRING_MONTH, month, FACT_DRAFTED);
}

static GvnOwed *
add_owed (GPtrArray *owed, const GvnRule *rule, const GvnLocal *trigger, const char *fact)
{
  GvnOwed *item = g_new0 (GvnOwed, 1);

  item->rule = rule;
  item->trigger = *trigger;
  item->fact = g_strdup (fact);
  g_ptr_array_add (owed, item);

  return item;
}

/* The month, by its first draft. Drafting does nothing for units of which nobody said a
 * quantity: they are told beforehand. */
static void
add_month (GPtrArray *owed, const GvnRule *rule, const GvnLocal *trigger, const GPtrArray *left, const char *fact)
{
  GvnOwed *item = add_owed (owed, rule, trigger, fact);
  guint n_unsaid = 0;

  for (guint i = 0; i < left->len; i++)
    n_unsaid += ((GvnRecurring *) left->pdata[i])->quantity < 0;
  if (fact == NULL && n_unsaid > 0)
    item->label
        /* Translators: what is owed, as "Recurring orders", and how many units */
        = g_strdup_printf (ngettext ("%s (%u unit without a quantity)", "%s (%u units without a quantity)", n_unsaid),
                           rule->label, n_unsaid);
}

/* What the first draft left, so that it does not vanish with it: until it has a quantity
 * and is drafted too, or is ordered no more. */
static void
add_rest (GPtrArray *owed, const GvnRule *rule, const GvnLocal *trigger, const GPtrArray *left, const GPtrArray *facts)
{
  GvnOwed *item;

  if (facts->len == 0 || (left->len == 0 && facts->len == 1))
    return;
  item = add_owed (owed, rule, trigger, left->len == 0 ? facts->pdata[facts->len - 1] : NULL);
  item->part = PART_REST;
  /* Translators: what is owed, as "Recurring orders" */
  item->label = left->len == 0 ? g_strdup_printf (_ ("%s, what was left"), rule->label)
                               /* Translators: what is owed, and how many units */
                               : g_strdup_printf (ngettext ("%s, %u unit left", "%s, %u units left", left->len),
                                                  rule->label, left->len);
}

/* Nothing where no unit is due that month. */
static gboolean
refresh_month (const Drafting *self, const GDate *month, GError **error)
{
  g_autoptr (GPtrArray) owed = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_owed_free);
  g_autofree char *code = gvn_month_to_string (month);
  gboolean any = FALSE;
  g_autoptr (GPtrArray) left = gvn_recurring_list_left (self->db, self->contract, month, &any, error);
  g_autoptr (GPtrArray) facts = left != NULL ? list_facts (self->db, code, error) : NULL;
  GvnLocal trigger = { find_draft_day (self, month), GVN_NO_MINUTES };
  const GvnRule *rule = gvn_rule_find_in_force (self->rules, RULE_DRAFT, &trigger.date);

  if (facts == NULL)
    return FALSE;
  if (any && rule != NULL)
    {
      add_month (owed, rule, &trigger, left, facts->len > 0 ? facts->pdata[0] : NULL);
      add_rest (owed, rule, &trigger, left, facts);
    }

  return gvn_register_set_owed_on (self->db, self->contract, self->calendar, GVN_SUBJECT_RECURRING_MONTH, code, NULL,
                                   owed, error);
}

static gboolean
is_of_run (const Drafting *self, const GDate *month)
{
  GDate first, last;

  find_months (self, &first, &last);

  return g_date_compare (&first, month) <= 0 && g_date_compare (month, &last) <= 0;
}

/**
 * gvn_recurring_refresh:
 * @month: "2027-04"; one outside the RUN owes nothing
 *
 * Makes the register say what is owed of the recurring orders of a month.
 */
gboolean
gvn_recurring_refresh (GvnDb *db, const char *month, GError **error)
{
  g_auto (Drafting) self = { NULL };
  GDate day;

  return gvn_month_parse (month, &day, error) && drafting_init (&self, db, error)
         && (!is_of_run (&self, &day) || refresh_month (&self, &day, error));
}

/* Months that are no longer of the RUN owe nothing. */
static gboolean
clear_others (const Drafting *self, const GDate *first, const GDate *last, GError **error)
{
  g_autofree char *from = gvn_month_to_string (first);
  g_autofree char *to = gvn_month_to_string (last);

  return gvn_db_exec (self->db, error,
                      "DELETE FROM deadline WHERE subject_kind = ? AND (subject_id < ? OR subject_id > ?)", "sss",
                      GVN_SUBJECT_RECURRING_MONTH, from, to);
}

/**
 * gvn_recurring_refresh_all:
 *
 * After a quantity, the setting, a rule, a closure or the dates of the contract changed.
 */
gboolean
gvn_recurring_refresh_all (GvnDb *db, GError **error)
{
  g_auto (Drafting) self = { NULL };
  GDate month, last;
  gint64 n;

  /* A contract of another template may have none. */
  if (!gvn_db_get_int (db, &n, error, "SELECT count(*) FROM recurring_unit", ""))
    return FALSE;
  if (n == 0)
    return TRUE;
  if (!drafting_init (&self, db, error))
    return FALSE;
  find_months (&self, &month, &last);
  if (!clear_others (&self, &month, &last, error))
    return FALSE;
  for (; g_date_compare (&month, &last) <= 0; g_date_add_months (&month, 1))
    if (!refresh_month (&self, &month, error))
      return FALSE;

  return TRUE;
}

/**
 * gvn_recurring_record_draft:
 * @draft: one that was done; it says whether it is recorded
 * @owed: whether any unit is due that month
 *
 * Records that the orders of a month were drafted, unless nothing was left of it; a month
 * whose orders were all written otherwise is said drafted the first time. Units without a
 * quantity alone are not drafted.
 */
gboolean
gvn_recurring_record_draft (GvnDb *db, GvnRecurringDraft *draft, gboolean owed, GError **error)
{
  g_autofree char *month = gvn_month_to_string (&draft->month);
  g_autoptr (GPtrArray) before = list_facts (db, month, error);
  g_autoptr (GvnFact) fact = g_new0 (GvnFact, 1);

  if (before == NULL)
    return FALSE;
  draft->recorded = draft->orders->len > 0 || (owed && draft->unsaid->len == 0 && before->len == 0);
  if (!draft->recorded)
    return TRUE;
  fact->subject_kind = g_strdup (GVN_SUBJECT_RECURRING_MONTH);
  fact->subject_id = g_strdup (month);
  fact->kind = g_strdup (FACT_DRAFTED);
  fact->at = draft->now->instant;
  fact->by_name = g_strdup (draft->by_name);
  fact->by_side = g_strdup ("dsiun");

  return gvn_fact_record (db, fact, draft->now, error) && gvn_recurring_refresh (db, month, error);
}

/**
 * gvn_recurring_added:
 *
 * A contract that is lived with gets the rule from today on: what it drafted before, nobody
 * recorded.
 */
gboolean
gvn_recurring_added (GvnDb *db, const GvnNow *now, GError **error)
{
  return gvn_db_exec (db, error,
                      "UPDATE deadline_rule SET effective_on = max (effective_on, ?) WHERE subject_kind = 'order' AND"
                      " kind = ?",
                      "ds", &now->local.date, RULE_DRAFT);
}

static char *
dup_title (GvnDb *db, const char *id, GError **error)
{
  GDate month;

  return gvn_month_parse (id, &month, error) ? gvn_text_month (&month) : NULL;
}

static gboolean
check_months (GvnDb *db, GPtrArray *findings, GError **error)
{
  return gvn_store_add_findings (db,
                                 "SELECT subject_id FROM (SELECT subject_kind, subject_id FROM fact UNION"
                                 " SELECT subject_kind, subject_id FROM deadline)"
                                 " WHERE subject_kind = 'recurring_month'"
                                 " AND subject_id IS NOT strftime ('%Y-%m', subject_id || '-01')",
                                 _ ("A fact or a deadline of the recurring orders is of no month"), findings, error);
}

/**
 * gvn_recurring_register_deadlines:
 *
 * Tells the register of the months; to be called once at start.
 */
void
gvn_recurring_register_deadlines (void)
{
  static const GvnSubjectKind months = { GVN_SUBJECT_RECURRING_MONTH, dup_title, gvn_recurring_refresh };
  static const GvnFactKind facts[] = { { FACT_DRAFTED, N_ ("Recurring orders drafted") } };

  gvn_fact_add_kinds (facts, G_N_ELEMENTS (facts));
  gvn_register_add_subject_kind (&months);
  gvn_store_add_invariant (check_months);
  gvn_store_add_derivation (gvn_recurring_refresh_all);
}
