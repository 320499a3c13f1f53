/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "committees/gvn-body.h"
#include "committees/gvn-body-template.h"
#include "committees/gvn-meeting.h"
#include "committees/gvn-planning.h"
#include "contract/gvn-setting.h"
#include "deadlines/gvn-register.h"

/* Which facts close what, the first that is there; part B.5. Minutes received
 * were sent by then; remarks and an explicit validation both end the time for
 * remarks. */
static const struct
{
  const char *kind;
  const char *facts[3];
} closings[] = {
  { "agenda", { "agenda_sent" } },
  { "supports", { "supports_sent" } },
  { "billing", { "billing_sent" } },
  { "grid", { "grid_sent" } },
  { "minutes", { "minutes_sent", "minutes_received" } },
  { "remarks", { "minutes_remarked", "minutes_validated" } },
  { "validation", { "minutes_validated" } },
};

static const GvnFact *
find_fact (GPtrArray *facts, const char *kind)
{
  for (guint i = 0; i < facts->len; i++)
    if (g_str_equal (((GvnFact *) facts->pdata[i])->kind, kind))
      return facts->pdata[i];

  return NULL;
}

static const GvnFact *
find_closing_fact (GPtrArray *facts, const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (closings); i++)
    for (guint j = 0; g_str_equal (closings[i].kind, kind) && closings[i].facts[j] != NULL; j++)
      {
        const GvnFact *fact = find_fact (facts, closings[i].facts[j]);

        if (fact != NULL)
          return fact;
      }

  return NULL;
}

typedef struct
{
  GvnMeeting *meeting;
  GPtrArray *facts;
  gboolean agenda_counts;      /* COSUI agendas in PIL-2 (L-05) */
  gboolean sending_is_receipt; /* L-08 */
} Owing;

/* What starts the count of @rule; FALSE while it starts from what has not
 * happened. */
static gboolean
find_trigger (const Owing *owing, const GvnRule *rule, GvnLocal *trigger, gboolean *forecast)
{
  const GvnFact *fact;

  if (g_str_equal (rule->trigger, "minutes_received"))
    {
      fact = find_fact (owing->facts, "minutes_received");
      if (fact == NULL && owing->sending_is_receipt)
        fact = find_fact (owing->facts, "minutes_sent");
      if (fact == NULL)
        return FALSE;
      gvn_local_from_instant (fact->at, trigger);
      *forecast = FALSE;
      return TRUE;
    }

  *trigger = owing->meeting->start;
  *forecast = FALSE;
  if (rule->delay.direction == GVN_DIRECTION_BEFORE)
    return TRUE;

  fact = find_fact (owing->facts, "held");
  *forecast = fact == NULL;
  if (fact != NULL)
    gvn_local_from_instant (fact->at, trigger);

  return TRUE;
}

static gboolean
is_left_out (const Owing *owing, const GvnRule *rule)
{
  return rule->indicator && !owing->agenda_counts && g_str_equal (rule->kind, "agenda")
         && g_str_equal (owing->meeting->body_kind, "COSUI");
}

/* A cancelled meeting owes nothing more; what was delivered stays. */
static void
add_owed (const Owing *owing, const GvnRule *rule, GPtrArray *owed)
{
  const GvnFact *fact = find_closing_fact (owing->facts, rule->kind);
  GvnOwed item = { .rule = rule };

  if (is_left_out (owing, rule) || (fact == NULL && owing->meeting->state == GVN_MEETING_CANCELLED)
      || !find_trigger (owing, rule, &item.trigger, &item.forecast))
    return;

  item.fact = fact != NULL ? g_strdup (fact->id) : NULL;
  g_ptr_array_add (owed, g_memdup2 (&item, sizeof item));
}

static gboolean
load_readings (GvnDb *db, Owing *owing, GError **error)
{
  g_autofree char *agenda = gvn_setting_get (db, GVN_SETTING_COSUI_AGENDA_INDICATOR, error);
  g_autofree char *reception = agenda != NULL ? gvn_setting_get (db, GVN_SETTING_RECEPTION_DEFAULT, error) : NULL;

  if (reception == NULL)
    return FALSE;
  owing->agenda_counts = g_str_equal (agenda, "yes");
  owing->sending_is_receipt = g_str_equal (reception, "sending");

  return TRUE;
}

/**
 * gvn_meeting_refresh_deadlines:
 *
 * Makes the register say what the meeting owes by the rules in force on its
 * day and by its facts; bodies outside the contract owe nothing.
 */
gboolean
gvn_meeting_refresh_deadlines (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (db, id, error);
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GPtrArray) owed = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_owed_free);
  Owing owing = { .meeting = meeting };
  const char *perimeter;

  if (meeting == NULL)
    return FALSE;
  if (meeting->external)
    return TRUE;

  rules = gvn_rule_list (db, GVN_SUBJECT_MEETING, meeting->body_kind, &meeting->start.date, error);
  facts = rules != NULL ? gvn_fact_list (db, GVN_SUBJECT_MEETING, id, error) : NULL;
  if (facts == NULL || !load_readings (db, &owing, error))
    return FALSE;

  owing.facts = facts;
  for (guint i = 0; i < rules->len; i++)
    add_owed (&owing, rules->pdata[i], owed);

  perimeter = meeting->perimeters[0] != NULL && meeting->perimeters[1] == NULL ? meeting->perimeters[0] : NULL;
  return gvn_register_set_owed (db, GVN_SUBJECT_MEETING, id, perimeter, owed, error);
}

/**
 * gvn_meeting_refresh_all:
 * @body_kind: (nullable): "COPIL", %NULL for every body
 *
 * After a rule, a setting or a closure changed: counts again what every meeting
 * owes; what is closed keeps the date it was judged by.
 */
gboolean
gvn_meeting_refresh_all (GvnDb *db, const char *body_kind, GError **error)
{
  g_autoptr (GPtrArray) ids = gvn_db_list_texts (
      db, error, "SELECT m.id FROM meeting AS m JOIN body AS b ON b.code = m.body WHERE ?1 IS NULL OR b.kind = ?1", "s",
      body_kind);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!gvn_meeting_refresh_deadlines (db, ids->pdata[i], error))
      return FALSE;

  return TRUE;
}

static char *
dup_meeting_title (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (db, id, error);

  return meeting != NULL ? gvn_meeting_dup_title (meeting) : NULL;
}

static char *
dup_year_title (GvnDb *db, const char *id, GError **error)
{
  /* Translators: %s is a year */
  return g_strdup_printf (_ ("Calendar %s"), id);
}

/* A yearly calendar has dates but owes nothing. */
static gboolean
refresh_year (GvnDb *db, const char *id, GError **error)
{
  return TRUE;
}

/* What a meeting owes, or what happened to it, needs the meeting. */
static gboolean
check_subjects (GvnDb *db, GPtrArray *findings, GError **error)
{
  gint64 n;

  if (!gvn_db_get_int (db, &n, error,
                       "SELECT count(*) FROM (SELECT subject_id FROM fact WHERE subject_kind = ?1"
                       " UNION ALL SELECT subject_id FROM deadline WHERE subject_kind = ?1)"
                       " WHERE subject_id NOT IN (SELECT id FROM meeting)",
                       "s", GVN_SUBJECT_MEETING))
    return FALSE;
  if (n > 0)
    g_ptr_array_add (findings, g_strdup (_ ("A fact or a deadline is of a meeting that does not exist")));

  return TRUE;
}

static gboolean
derive_deadlines (GvnDb *db, GError **error)
{
  return gvn_meeting_refresh_all (db, NULL, error);
}

/**
 * gvn_committees_register:
 *
 * Tells the layers below of the committees: their part of a template, their
 * subjects in the register, their words; to be called once at start.
 */
void
gvn_committees_register (void)
{
  static const GvnSubjectKind meetings = { GVN_SUBJECT_MEETING, dup_meeting_title, gvn_meeting_refresh_deadlines };
  static const GvnSubjectKind years = { GVN_SUBJECT_YEAR, dup_year_title, refresh_year };

  gvn_committees_register_words ();
  gvn_deadlines_register ();
  gvn_body_template_register ();
  gvn_register_add_subject_kind (&meetings);
  gvn_register_add_subject_kind (&years);
  gvn_store_add_invariant (check_subjects);
  gvn_store_add_derivation (derive_deadlines);
}
