/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "contract/gvn-contract.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "contract/gvn-setting.h"
#include "deadlines/gvn-register-private.h"

/* What reading many lines needs once: who holds which role, titles already
 * asked, the last day that is "soon". */
typedef struct
{
  GHashTable *holdings; /* role code → GPtrArray of Holder */
  GHashTable *titles;   /* subject id → title */
  GDate soon_until;
} Reading;

typedef struct
{
  char *person;
  char *name;
  char *perimeter;
  GDate first_on;
  GDate last_on;
} Holder;

static void
holder_free (Holder *holder)
{
  g_free (holder->person);
  g_free (holder->name);
  g_free (holder->perimeter);
  g_free (holder);
}

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->holdings, g_hash_table_unref);
  g_clear_pointer (&reading->titles, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
load_holders (GvnDb *db, Reading *reading, GError **error)
{
  g_autoptr (GvnStatement) rows
      = gvn_db_query (db, error,
                      "SELECT h.role, p.id, p.name, h.perimeter, h.first_on, h.last_on FROM role_holding AS h"
                      " JOIN person AS p ON p.id = h.person ORDER BY h.role, h.first_on, p.name",
                      "");

  if (rows == NULL)
    return FALSE;

  reading->holdings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  while (gvn_statement_next (rows, error))
    {
      const char *role = gvn_statement_text (rows, 0);
      GPtrArray *holders = g_hash_table_lookup (reading->holdings, role);
      Holder *holder = g_new0 (Holder, 1);

      if (holders == NULL)
        {
          holders = g_ptr_array_new_with_free_func ((GDestroyNotify) holder_free);
          g_hash_table_insert (reading->holdings, g_strdup (role), holders);
        }
      holder->person = gvn_statement_dup_text (rows, 1);
      holder->name = gvn_statement_dup_text (rows, 2);
      holder->perimeter = gvn_statement_dup_text (rows, 3);
      gvn_statement_date (rows, 4, &holder->first_on);
      gvn_statement_date (rows, 5, &holder->last_on);
      g_ptr_array_add (holders, holder);
    }

  return !gvn_statement_failed (rows);
}

static const Holder *
find_holder (const Reading *reading, const char *role, const char *perimeter, const GDate *on)
{
  GPtrArray *holders = g_hash_table_lookup (reading->holdings, role);

  for (guint i = 0; holders != NULL && i < holders->len; i++)
    {
      const Holder *holder = holders->pdata[i];

      if (g_date_compare (&holder->first_on, on) <= 0
          && (!g_date_valid (&holder->last_on) || g_date_compare (on, &holder->last_on) <= 0)
          && (holder->perimeter == NULL || g_strcmp0 (holder->perimeter, perimeter) == 0))
        return holder;
    }

  return NULL;
}

static gboolean
load_soon (GvnDb *db, Reading *reading, const GvnNow *now, GError **error)
{
  int days;
  g_autoptr (GvnCalendar) calendar = gvn_calendar_load_contract (db, NULL, error);

  return calendar != NULL && gvn_setting_get_int (db, GVN_SETTING_DUE_SOON_DAYS, &days, error)
         && gvn_calendar_add_working_days (calendar, &now->local.date, days, &reading->soon_until, NULL, error);
}

static gboolean
reading_init (Reading *reading, GvnDb *db, const GvnNow *now, GError **error)
{
  reading->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return load_holders (db, reading, error) && load_soon (db, reading, now, error);
}

static const char *
get_title (GvnDb *db, Reading *reading, const char *kind, const char *id, GError **error)
{
  char *title = g_hash_table_lookup (reading->titles, id);

  if (title == NULL)
    {
      title = gvn_register_dup_subject_title (db, kind, id, error);
      if (title != NULL)
        g_hash_table_insert (reading->titles, g_strdup (id), title);
    }

  return title;
}

static void
set_owner (GvnDeadline *self, const Reading *reading)
{
  const Holder *holder = find_holder (reading, self->owner_role, self->perimeter, &self->due.date);

  if (holder != NULL)
    {
      self->owner_person = g_strdup (holder->name);
      self->owner_person_id = g_strdup (holder->person);
    }
}

/**
 * gvn_register_is_excused:
 * @cause: (nullable): who caused the lateness, as far as somebody said
 *
 * Returns: whether the owner does not answer for it
 */
gboolean
gvn_register_is_excused (const char *cause, const char *owner_side)
{
  return cause != NULL && !g_str_equal (cause, owner_side);
}

static void
set_state (GvnDeadline *self, const GvnNow *now, const Reading *reading)
{
  GvnDeadlineFacts facts = {
    .due = self->due,
    .done = g_date_valid (&self->done.date) ? &self->done : NULL,
    .forecast = self->forecast,
    .tacit = self->tacit,
    .waived = self->waived_reason != NULL,
    .excused = gvn_register_is_excused (self->cause, self->owner_side),
  };

  self->state = gvn_deadline_derive_state (&facts, &now->local, &reading->soon_until);
}

/* The columns of a deadline, in the order deadline_from_row() reads them. */
#define DEADLINE_SELECT                                                                                                \
  "SELECT d.id, d.rule, d.subject_kind, d.subject_id, d.perimeter, r.kind, r.label, r.clause, r.owner_side,"           \
  " r.owner_role, o.label, d.fact, d.waived_reason, d.cause, d.cause_note, d.cause_internal, r.reading, d.forecast,"   \
  " r.silence, d.trigger_on, d.trigger_minutes, d.due_on, d.due_minutes, f.at, d.part,"                                \
  " d.own_label"                                                                                                       \
  " FROM deadline AS d JOIN deadline_rule AS r ON r.id = d.rule JOIN role AS o ON o.code = r.owner_role"               \
  " LEFT JOIN fact AS f ON f.id = d.fact"

static char *
dup_label (const char *label, int part)
{
  /* Translators: what is owed, as "Remarks on the minutes", and the version it is about */
  return part > 0 ? g_strdup_printf (_ ("%s, version %d"), label, part) : g_strdup (label);
}

static GvnDeadline *
deadline_from_row (GvnDb *db, GvnStatement *row, Reading *reading, const GvnNow *now, GError **error)
{
  g_autoptr (GvnDeadline) self = g_object_new (GVN_TYPE_DEADLINE, NULL);
  const char *title;

  self->id = gvn_statement_dup_text (row, 0);
  self->rule = gvn_statement_dup_text (row, 1);
  self->subject_kind = gvn_statement_dup_text (row, 2);
  self->subject_id = gvn_statement_dup_text (row, 3);
  self->perimeter = gvn_statement_dup_text (row, 4);
  self->kind = gvn_statement_dup_text (row, 5);
  self->part = (int) gvn_statement_int (row, 24);
  self->label = gvn_statement_is_null (row, 25) ? dup_label (gvn_statement_text (row, 6), self->part)
                                                : gvn_statement_dup_text (row, 25);
  self->clause = gvn_statement_dup_text (row, 7);
  self->owner_side = gvn_statement_dup_text (row, 8);
  self->owner_role = gvn_statement_dup_text (row, 9);
  self->owner_role_label = gvn_statement_dup_text (row, 10);
  self->fact = gvn_statement_dup_text (row, 11);
  self->waived_reason = gvn_statement_dup_text (row, 12);
  self->cause = gvn_statement_dup_text (row, 13);
  self->cause_note = gvn_statement_dup_text (row, 14);
  self->cause_internal = gvn_statement_int (row, 15) != 0;
  self->indicator = g_str_equal (gvn_statement_text (row, 16), "indicator");
  self->forecast = gvn_statement_int (row, 17) != 0;
  self->tacit = g_str_equal (gvn_statement_text (row, 18), "tacit_validation");
  gvn_statement_date (row, 19, &self->trigger.date);
  self->trigger.minutes = gvn_statement_minutes (row, 20);
  gvn_statement_date (row, 21, &self->due.date);
  self->due.minutes = gvn_statement_minutes (row, 22);
  if (!gvn_statement_is_null (row, 23))
    {
      self->done_at = gvn_statement_int (row, 23);
      gvn_local_from_instant (self->done_at, &self->done);
    }

  title = get_title (db, reading, self->subject_kind, self->subject_id, error);
  if (title == NULL)
    return NULL;
  self->subject = g_strdup (title);
  set_owner (self, reading);
  set_state (self, now, reading);

  return g_steal_pointer (&self);
}

/* Whether nothing that is closed or waived is asked for */
static gboolean
is_open_only (const GvnDeadlineFilter *filter)
{
  return filter->open || filter->pending || (filter->state >= 0 && gvn_deadline_state_is_open (filter->state));
}

/* What of a filter an index answers, said so that SQLite sees it */
static const char *
get_narrowest (const GvnDeadlineFilter *filter)
{
  if (filter->id != NULL)
    return " AND d.id = ?6";
  if (filter->subject_kind != NULL && filter->subject_id != NULL)
    return " AND d.subject_kind = ?4 AND d.subject_id = ?5";
  if (is_open_only (filter))
    return " AND d.fact IS NULL AND d.waived_reason IS NULL";

  return "";
}

/**
 * gvn_register_list:
 * @filter: which deadlines
 * @now: the moment their states follow from
 *
 * Returns: (transfer full) (element-type GvnDeadline): the deadlines by due
 *   date, the contract's reading before the indicator's
 */
GPtrArray *
gvn_register_list (GvnDb *db, const GvnDeadlineFilter *filter, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) deadlines = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (Reading) reading = { NULL };
  g_autofree char *sql
      = g_strconcat (DEADLINE_SELECT " WHERE d.due_on BETWEEN coalesce (?1, '0') AND coalesce (?2, '9')"
                                     " AND (?3 IS NULL OR r.owner_side = ?3)"
                                     " AND (?4 IS NULL OR d.subject_kind = ?4) AND (?5 IS NULL OR d.subject_id = ?5)"
                                     " AND (?6 IS NULL OR d.id = ?6)"
                                     " AND (NOT ?7 OR (NOT d.forecast AND r.reading = 'contract'))"
                                     " AND (NOT ?8 OR r.reading = 'contract')"
                                     " AND (NOT ?9 OR (d.fact IS NULL AND d.waived_reason IS NULL))",
                     get_narrowest (filter),
                     " ORDER BY d.due_on, coalesce (d.due_minutes, 1440), d.subject_id, r.reading, r.kind", NULL);
  g_autoptr (GvnStatement) rows = NULL;

  if (!reading_init (&reading, db, now, error))
    return NULL;

  rows
      = gvn_db_query (db, error, sql, "ddssssbbb", &filter->from, &filter->to, filter->owner_side, filter->subject_kind,
                      filter->subject_id, filter->id, filter->pending, filter->contract_only, is_open_only (filter));
  if (rows == NULL)
    return NULL;

  while (gvn_statement_next (rows, error))
    {
      g_autoptr (GvnDeadline) deadline = deadline_from_row (db, rows, &reading, now, error);

      if (deadline == NULL)
        return NULL;
      if (filter->state < 0 || (int) deadline->state == filter->state)
        g_ptr_array_add (deadlines, g_steal_pointer (&deadline));
    }

  return gvn_statement_failed (rows) ? NULL : g_steal_pointer (&deadlines);
}

/**
 * gvn_register_find:
 *
 * Returns: (transfer full): one deadline, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnDeadline *
gvn_register_find (GvnDb *db, const char *id, const GvnNow *now, GError **error)
{
  GvnDeadlineFilter filter = { .state = -1, .id = id };
  g_autoptr (GPtrArray) found = gvn_register_list (db, &filter, now, error);

  if (found == NULL)
    return NULL;
  if (found->len == 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: %s is an identifier the user typed */
                   _ ("There is no deadline “%s”: take the identifier from the list of deadlines"), id);
      return NULL;
    }

  return g_object_ref (found->pdata[0]);
}

/* Where a delay was agreed for this one, it is counted in place of the rule's. */
static gboolean
use_own_delay (GvnDb *db, const char *id, GvnDelay *delay, GError **error)
{
  g_autoptr (GvnStatement) row
      = gvn_db_query (db, error, "SELECT own_count, own_unit FROM deadline WHERE id = ?", "s", id);

  if (row == NULL)
    return FALSE;
  if (gvn_statement_next (row, error) && !gvn_statement_is_null (row, 0))
    {
      delay->count = (int) gvn_statement_int (row, 0);
      gvn_unit_parse (gvn_statement_text (row, 1), &delay->unit);
    }

  return !gvn_statement_failed (row);
}

/**
 * gvn_register_explain:
 *
 * The day-by-day count of a due date, as its rule and the contract's calendar
 * say now.
 *
 * Returns: (transfer full) (element-type GvnCountedDay): the days counted and
 *   skipped, with reasons
 */
GPtrArray *
gvn_register_explain (GvnDb *db, GvnDeadline *deadline, GError **error)
{
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_counted_day_free);
  g_autoptr (GvnCalendar) calendar = gvn_calendar_load_contract (db, deadline->perimeter, error);
  g_autoptr (GvnRule) rule = NULL;
  GvnLocal due;

  if (calendar == NULL)
    return NULL;
  rule = gvn_rule_load (db, deadline->rule, error);
  if (rule == NULL || !use_own_delay (db, deadline->id, &rule->delay, error)
      || !gvn_delay_evaluate (&rule->delay, calendar, &deadline->trigger, &due, days, error))
    return NULL;

  return g_steal_pointer (&days);
}

/* A copy of the open deadlines' due dates, to compare with those after. */
static GHashTable *
index_by_id (GPtrArray *deadlines)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < deadlines->len; i++)
    {
      GvnDeadline *deadline = deadlines->pdata[i];

      g_hash_table_insert (index, deadline->id, deadline);
    }

  return index;
}

typedef struct
{
  const GvnPreview *wanted;
  GPtrArray *consequences; /* out, owned */
} Preview;

static char *
describe_due (GvnDeadline *deadline)
{
  g_autofree char *due = gvn_date_to_string (&deadline->due.date);

  return g_strdup_printf ("%s (%s)", due, gvn_deadline_state_get_label (deadline->state));
}

static void
add_consequences (GPtrArray *before, GPtrArray *after, GPtrArray *consequences)
{
  g_autoptr (GHashTable) old = index_by_id (before);
  g_autoptr (GHashTable) new = index_by_id (after);

  for (guint i = 0; i < after->len; i++)
    {
      GvnDeadline *now = after->pdata[i];
      GvnDeadline *was = g_hash_table_lookup (old, now->id);
      g_autofree char *then = was != NULL ? describe_due (was) : g_strdup (_ ("not owed"));
      g_autofree char *since = describe_due (now);

      if (!g_str_equal (then, since))
        g_ptr_array_add (consequences, g_strdup_printf ("%s, %s: %s → %s", now->subject, now->label, then, since));
    }

  for (guint i = 0; i < before->len; i++)
    {
      GvnDeadline *was = before->pdata[i];

      if (!g_hash_table_contains (new, was->id))
        {
          g_autofree char *then = describe_due (was);

          g_ptr_array_add (consequences,
                           g_strdup_printf ("%s, %s: %s → %s", was->subject, was->label, then, _ ("not owed")));
        }
    }
}

static GPtrArray *
list_owed_by (GvnDb *db, const GvnPreview *wanted, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; wanted->subjects[i] != NULL; i++)
    {
      GvnDeadlineFilter filter
          = { .state = -1, .subject_kind = wanted->subject_kind, .subject_id = wanted->subjects[i] };
      GPtrArray *owed = gvn_register_list (db, &filter, wanted->now, error);

      if (owed == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, owed);
    }

  return g_steal_pointer (&all);
}

/* Runs the command, looks, and always fails so that nothing stays. */
static gboolean
run_preview (GvnDb *db, gpointer data, GError **error)
{
  Preview *preview = data;
  const GvnPreview *wanted = preview->wanted;
  g_autoptr (GPtrArray) before = list_owed_by (db, wanted, error);
  g_autoptr (GPtrArray) after = NULL;

  if (before == NULL || !wanted->command (db, wanted->data, error))
    return FALSE;
  after = list_owed_by (db, wanted, error);
  if (after == NULL)
    return FALSE;

  preview->consequences = g_ptr_array_new_with_free_func (g_free);
  add_consequences (before, after, preview->consequences);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "preview");

  return FALSE;
}

/**
 * gvn_register_preview:
 *
 * What a command would change in what its subjects owe; nothing is stored.
 *
 * Returns: (transfer full) (element-type utf8): a sentence per consequence, or
 *   %NULL with the error the command itself would meet
 */
GPtrArray *
gvn_register_preview (GvnStore *store, const GvnPreview *wanted, GError **error)
{
  Preview preview = { .wanted = wanted };
  GvnEntry entry = { .label = "preview", .author = wanted->author, .now = wanted->now };
  g_autoptr (GError) local_error = NULL;

  gvn_store_run (store, &entry, run_preview, &preview, &local_error);
  if (preview.consequences == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return preview.consequences;
}

/**
 * gvn_register_preview_correction:
 *
 * Returns: (transfer full) (element-type utf8): what rectifying a fact would change
 *   in the register, as gvn_register_preview() says it
 */
GPtrArray *
gvn_register_preview_correction (GvnStore *store, const GvnFactCorrection *correction, GError **error)
{
  g_autoptr (GvnFact) fact = gvn_fact_load (gvn_store_get_db (store), correction->fact, error);
  const char *subjects[] = { fact != NULL ? fact->subject_id : NULL, NULL };
  GvnPreview preview = { .subjects = subjects,
                         .command = gvn_register_correct_fact,
                         .data = (gpointer) correction,
                         .author = correction->author,
                         .now = correction->now };

  if (fact == NULL)
    return NULL;
  preview.subject_kind = fact->subject_kind;

  return gvn_register_preview (store, &preview, error);
}
