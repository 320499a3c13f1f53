/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "committees/gvn-body.h"
#include "contract/gvn-setting.h"
#include "deadlines/gvn-register.h"
#include "proceedings/gvn-preparation.h"
#include "store/gvn-history.h"

/* What a COSTRAT looks back on: the performance and what changed since the last (6.1). */

typedef struct
{
  GvnDb *db;
  GDate since; /* excluded */
  GPtrArray *changes;
} Gathering;

void
gvn_preparation_change_free (GvnPreparationChange *self)
{
  g_free (self->kind);
  g_free (self->title);
  g_free (self->source);
  g_free (self);
}

static void
add (const Gathering *gathering, const char *kind, const GDate *day, char *title, const char *source)
{
  GvnPreparationChange *change;

  if (g_date_compare (day, &gathering->since) <= 0)
    {
      g_free (title);
      return;
    }
  change = g_new0 (GvnPreparationChange, 1);
  change->kind = g_strdup (kind);
  change->day = *day;
  change->title = title;
  change->source = g_strdup (source);
  g_ptr_array_add (gathering->changes, change);
}

/* A reading has no day of its own: the journal knows when it was last changed. */
static gboolean
add_settings (const Gathering *gathering, GError **error)
{
  g_autoptr (GPtrArray) settings = gvn_setting_list (gathering->db, error);

  for (guint i = 0; settings != NULL && i < settings->len; i++)
    {
      const GvnSetting *setting = settings->pdata[i];
      GvnHistoryFilter filter = { .object_kind = "setting", .object_id = setting->key };
      g_autoptr (GArray) numbers = NULL;
      g_autoptr (GvnJournalEntry) entry = NULL;
      GvnLocal at;

      if (setting->act == NULL)
        continue;
      numbers = gvn_history_list (gathering->db, &filter, error);
      if (numbers == NULL)
        return FALSE;
      if (numbers->len == 0)
        continue;
      entry = gvn_history_load (gathering->db, g_array_index (numbers, gint64, 0), error);
      if (entry == NULL)
        return FALSE;
      gvn_local_from_instant (entry->at, &at);
      add (gathering, "setting", &at.date,
           /* Translators: a reading of the contract, its value, its clause */
           g_strdup_printf (_ ("%s: %s (%s)"), setting->label, setting->value, setting->clause), setting->act);
    }

  return settings != NULL;
}

static gboolean
add_rules (const Gathering *gathering, GError **error)
{
  g_autoptr (GPtrArray) types = gvn_rule_list_types (gathering->db, NULL, error);

  for (guint i = 0; types != NULL && i < types->len; i++)
    {
      g_autoptr (GPtrArray) rules = gvn_rule_list (gathering->db, NULL, types->pdata[i], NULL, error);

      if (rules == NULL)
        return FALSE;
      for (guint j = 0; j < rules->len; j++)
        {
          const GvnRule *rule = rules->pdata[j];
          g_autofree char *delay = rule->active ? gvn_delay_describe (&rule->delay) : g_strdup (_ ("Switched off"));

          if (rule->act != NULL)
            add (gathering, "rule", &rule->effective_on,
                 /* Translators: a body, a document, a delay, a clause */
                 g_strdup_printf (_ ("%s, %s: %s (%s)"), (char *) types->pdata[i], rule->label, delay, rule->clause),
                 rule->act);
        }
    }

  return types != NULL;
}

static gboolean
add_schedules (const Gathering *gathering, GError **error)
{
  g_autoptr (GPtrArray) bodies = gvn_body_list (gathering->db, error);

  for (guint i = 0; bodies != NULL && i < bodies->len; i++)
    {
      const GvnBody *body = bodies->pdata[i];
      g_autoptr (GPtrArray) schedules = gvn_body_list_schedules (gathering->db, body->code, error);

      if (schedules == NULL)
        return FALSE;
      for (guint j = 0; j < schedules->len; j++)
        {
          const GvnBodySchedule *version = schedules->pdata[j];
          g_autofree char *rhythm = gvn_schedule_describe (&version->schedule);

          if (version->act != NULL)
            add (gathering, "schedule", &version->schedule.effective_on,
                 g_strdup_printf (_ ("%s: %s"), body->code, rhythm), version->act);
        }
    }

  return bodies != NULL;
}

/* Decisions, alerts and disagreements raised in the body or sent up to it (6.5). */
static gboolean
add_matters (const Gathering *gathering, const char *body, GError **error)
{
  g_autoptr (GvnStatement) row = gvn_db_query (
      gathering->db, error,
      "SELECT m.kind, m.raised_on, k.letter || '-' || m.number || ' ' || m.title, NULL, NULL"
      " FROM matter AS m JOIN matter_kind AS k ON k.code = m.kind"
      " WHERE m.kind <> 'action' AND m.body = ?1 AND NOT EXISTS (SELECT 1 FROM matter_hop WHERE matter = m.id)"
      " UNION ALL SELECT m.kind, NULL, k.letter || '-' || m.number || ' ' || m.title, h.at, h.from_body"
      " FROM matter_hop AS h JOIN matter AS m ON m.id = h.matter JOIN matter_kind AS k ON k.code = m.kind WHERE m.kind "
      "<> 'action' AND h.to_body = ?1",
      "s", body);

  if (row == NULL)
    return FALSE;
  while (gvn_statement_next (row, error))
    {
      GDate day;
      const char *kind = gvn_statement_text (row, 0);
      g_autofree char *source = NULL;

      if (!gvn_statement_is_null (row, 4))
        {
          GvnLocal at;

          gvn_local_from_instant (gvn_statement_int (row, 3), &at);
          day = at.date;
          /* Translators: the code of a body */
          source = g_strdup_printf (_ ("escalated from %s (6.5)"), gvn_statement_text (row, 4));
        }
      else
        gvn_statement_date (row, 1, &day);
      add (gathering, kind, &day, gvn_statement_dup_text (row, 2), source);
    }

  return !gvn_statement_failed (row);
}

/* The day of the last meeting held before, else the contract's signature. */
static gboolean
find_since (GvnDb *db, GvnMeeting *meeting, GDate *since, GError **error)
{
  g_autoptr (GvnStatement) row
      = gvn_db_query (db, error,
                      "SELECT coalesce ((SELECT max (planned_on) FROM meeting WHERE body = ?1 AND state = 'held'"
                      " AND planned_on < ?2), signed_on) FROM contract",
                      "sd", meeting->body, &meeting->start.date);

  return row != NULL && gvn_statement_next (row, error) && gvn_statement_date (row, 0, since);
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const GvnPreparationChange *x = *(const GvnPreparationChange *const *) a;
  const GvnPreparationChange *y = *(const GvnPreparationChange *const *) b;
  int order = g_date_compare (&x->day, &y->day);

  return order != 0 ? order : g_strcmp0 (x->title, y->title);
}

/**
 * gvn_preparation_list_changes:
 * @since: (out) (nullable): the day of the last meeting of the body that was held, else the
 *   contract's signature
 *
 * Everything that changed since then: the readings changed by an act, the deadline rules and
 * the rhythms an act changed with effect since, what was raised in the body or sent up to it.
 *
 * Returns: (transfer full) (element-type GvnPreparationChange): by day
 */
GPtrArray *
gvn_preparation_list_changes (GvnDb *db, GvnMeeting *meeting, GDate *since, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_preparation_change_free);
  Gathering gathering = { .db = db, .changes = changes };

  if (!find_since (db, meeting, &gathering.since, error) || !add_settings (&gathering, error)
      || !add_rules (&gathering, error) || !add_schedules (&gathering, error)
      || !add_matters (&gathering, meeting->body, error))
    return NULL;
  if (since != NULL)
    *since = gathering.since;
  g_ptr_array_sort (changes, compare_changes);

  return g_steal_pointer (&changes);
}
