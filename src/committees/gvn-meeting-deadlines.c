/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "committees/gvn-body.h"
#include "committees/gvn-body-template.h"
#include "committees/gvn-meeting-document.h"
#include "committees/gvn-meeting.h"
#include "committees/gvn-planning.h"
#include "contract/gvn-contract.h"
#include "contract/gvn-place.h"
#include "contract/gvn-setting.h"
#include "deadlines/gvn-register.h"

/* Which facts close what, the earliest of them; part B.5. Minutes received
 * were sent by then; remarks and an explicit validation both end the time for
 * remarks, and so does the next version. */
static const struct
{
  const char *kind;
  const char *facts[3];
} closings[] = {
  { "agenda", { "agenda_sent", "agenda_received" } },
  { "supports", { "supports_sent" } },
  { "billing", { "billing_sent" } },
  { "grid", { "grid_sent" } },
  { "minutes", { "minutes_sent", "minutes_received" } },
  { "remarks", { "minutes_remarked", "minutes_validated" } },
  { "validation", { "minutes_validated" } },
};

/* What counting takes, read once for many meetings */
typedef struct
{
  GvnDb *db; /* borrowed */
  GvnContract *contract;
  GHashTable *calendars;       /* see gvn_calendar_table_new() */
  GHashTable *rules;           /* kind of body → GPtrArray of every GvnRule */
  gboolean agenda_counts;      /* COSUI agendas in PIL-2 (L-05) */
  gboolean sending_is_receipt; /* L-08 */
} Context;

typedef struct
{
  const Context *context;
  GvnMeeting *meeting;
  GPtrArray *facts;
  GHashTable *versions; /* fact id → version of the minutes it is about, from 1 */
  int n_versions;
} Owing;

static void
context_free (Context *self)
{
  g_clear_pointer (&self->contract, gvn_contract_free);
  g_hash_table_unref (self->calendars);
  g_hash_table_unref (self->rules);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Context, context_free)

static Context *
context_load (GvnDb *db, GError **error)
{
  g_autofree char *agenda = gvn_setting_get (db, GVN_SETTING_COSUI_AGENDA_INDICATOR, error);
  g_autofree char *reception = agenda != NULL ? gvn_setting_get (db, GVN_SETTING_RECEPTION_DEFAULT, error) : NULL;
  GvnContract *contract = reception != NULL ? gvn_contract_load (db, error) : NULL;
  Context *self;

  if (contract == NULL)
    return NULL;
  self = g_new0 (Context, 1);
  self->db = db;
  self->contract = contract;
  self->calendars = gvn_calendar_table_new ();
  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->agenda_counts = g_str_equal (agenda, "yes");
  self->sending_is_receipt = g_str_equal (reception, "sending");

  return self;
}

/* Returns: (transfer none): every version of the rules of a kind of body */
static GPtrArray *
context_get_rules (Context *self, const char *body_kind, GError **error)
{
  GPtrArray *rules = g_hash_table_lookup (self->rules, body_kind);

  if (rules == NULL)
    {
      rules = gvn_rule_list (self->db, GVN_SUBJECT_MEETING, body_kind, NULL, error);
      if (rules != NULL)
        g_hash_table_insert (self->rules, g_strdup (body_kind), rules);
    }

  return rules;
}

/* The first fact of a kind, about one version of the minutes, or any for 0. */
static const GvnFact *
find_fact (const Owing *owing, const char *kind, int version)
{
  for (guint i = 0; i < owing->facts->len; i++)
    {
      const GvnFact *fact = owing->facts->pdata[i];

      if (g_str_equal (fact->kind, kind)
          && (version == 0 || GPOINTER_TO_INT (g_hash_table_lookup (owing->versions, fact->id)) == version))
        return fact;
    }

  return NULL;
}

static const GvnFact *
find_closing_fact (const Owing *owing, const char *kind, int version)
{
  const GvnFact *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (closings); i++)
    for (guint j = 0; g_str_equal (closings[i].kind, kind) && closings[i].facts[j] != NULL; j++)
      {
        const GvnFact *fact = find_fact (owing, closings[i].facts[j], version);

        if (fact != NULL && (found == NULL || fact->at < found->at))
          found = fact;
      }
  for (int next = version + 1; found == NULL && version > 0 && next <= owing->n_versions; next++)
    {
      found = find_fact (owing, "minutes_sent", next);
      if (found == NULL)
        found = find_fact (owing, "minutes_received", next);
    }

  return found;
}

static gboolean
counts_from_reception (const GvnRule *rule)
{
  return g_str_equal (rule->trigger, "minutes_received");
}

/* What starts the count of @rule; FALSE while it starts from what has not
 * happened. */
static gboolean
find_trigger (const Owing *owing, const GvnRule *rule, int version, GvnLocal *trigger, gboolean *forecast)
{
  const GvnFact *fact;

  if (counts_from_reception (rule))
    {
      fact = find_fact (owing, "minutes_received", version);
      if (fact == NULL && owing->context->sending_is_receipt)
        fact = find_fact (owing, "minutes_sent", version);
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

  fact = find_fact (owing, "held", 0);
  *forecast = fact == NULL;
  if (fact != NULL)
    gvn_local_from_instant (fact->at, trigger);

  return TRUE;
}

static gboolean
is_left_out (const Owing *owing, const GvnRule *rule)
{
  return rule->indicator && !owing->context->agenda_counts && g_str_equal (rule->kind, "agenda")
         && g_str_equal (owing->meeting->body_kind, "COSUI");
}

/* A cancelled meeting owes nothing more; what was delivered stays. */
static void
add_owed (const Owing *owing, const GvnRule *rule, int version, GPtrArray *owed)
{
  const GvnFact *fact = find_closing_fact (owing, rule->kind, version);
  GvnOwed item = { .rule = rule };

  if (is_left_out (owing, rule) || (fact == NULL && owing->meeting->state == GVN_MEETING_CANCELLED)
      || !find_trigger (owing, rule, version, &item.trigger, &item.forecast))
    return;

  item.part = version > 1 ? version : 0;
  item.fact = fact != NULL ? g_strdup (fact->id) : NULL;
  g_ptr_array_add (owed, g_memdup2 (&item, sizeof item));
}

/* What counts from the reception of the minutes is owed anew for each version. */
static void
add_owed_by (const Owing *owing, const GvnRule *rule, GPtrArray *owed)
{
  if (!counts_from_reception (rule))
    add_owed (owing, rule, 0, owed);
  else
    for (int version = 1; version <= owing->n_versions; version++)
      add_owed (owing, rule, version, owed);
}

static gboolean
load_versions (GvnDb *db, Owing *owing, GError **error)
{
  g_autoptr (GvnStatement) rows = NULL;

  if (owing->facts->len == 0)
    return TRUE;
  rows = gvn_db_query (db, error,
                       "SELECT f.fact, d.number FROM meeting_document AS d JOIN document_fact AS f ON f.document = d.id"
                       " WHERE d.meeting = ? AND d.kind = ?",
                       "ss", owing->meeting->id, GVN_DOCUMENT_MINUTES);
  if (rows == NULL)
    return FALSE;
  while (gvn_statement_next (rows, error))
    {
      int version = (int) gvn_statement_int (rows, 1);

      g_hash_table_insert (owing->versions, gvn_statement_dup_text (rows, 0), GINT_TO_POINTER (version));
      owing->n_versions = MAX (owing->n_versions, version);
    }

  return !gvn_statement_failed (rows);
}

/* Makes the register say what @meeting owes. */
static gboolean
refresh (Context *context, GvnMeeting *meeting, GError **error)
{
  g_autoptr (GHashTable) versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) owed = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_owed_free);
  g_autoptr (GPtrArray) facts = NULL;
  Owing owing = { .context = context, .meeting = meeting, .versions = versions };
  GStrv perimeters = meeting->perimeters;
  const char *perimeter = perimeters[0] != NULL && perimeters[1] == NULL ? perimeters[0] : NULL;
  GvnCalendar *calendar;
  GPtrArray *rules;

  if (meeting->external)
    return TRUE;

  rules = context_get_rules (context, meeting->body_kind, error);
  calendar = rules != NULL ? gvn_calendar_table_get (context->calendars, context->db, perimeter, error) : NULL;
  facts = calendar != NULL ? gvn_fact_list (context->db, GVN_SUBJECT_MEETING, meeting->id, error) : NULL;
  owing.facts = facts;
  if (facts == NULL || !load_versions (context->db, &owing, error))
    return FALSE;

  for (guint i = 0; i < rules->len; i++)
    if (gvn_rule_is_in_force (rules->pdata[i], rules, &meeting->start.date))
      add_owed_by (&owing, rules->pdata[i], owed);

  return gvn_register_set_owed_on (context->db, context->contract, calendar, GVN_SUBJECT_MEETING, meeting->id,
                                   perimeter, owed, error);
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
  g_autoptr (Context) context = meeting != NULL ? context_load (db, error) : NULL;

  return context != NULL && refresh (context, meeting, error);
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
  GvnMeetingFilter filter = { .open = FALSE };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (db, &filter, error);
  g_autoptr (Context) context = meetings != NULL ? context_load (db, error) : NULL;

  if (context == NULL)
    return FALSE;
  for (guint i = 0; i < meetings->len; i++)
    {
      GvnMeeting *meeting = meetings->pdata[i];

      if ((body_kind == NULL || g_str_equal (meeting->body_kind, body_kind)) && !refresh (context, meeting, error))
        return FALSE;
    }

  return TRUE;
}

/* After a fact of a meeting was corrected: its order with the others is what would have
 * been asked of it when it was recorded. */
static gboolean
refresh_corrected (GvnDb *db, const char *id, GError **error)
{
  return gvn_meeting_document_check_order (db, id, error) && gvn_meeting_refresh_deadlines (db, id, error);
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
  static const GvnSubjectKind meetings = { GVN_SUBJECT_MEETING, gvn_meeting_find_title, refresh_corrected };
  static const GvnSubjectKind years = { GVN_SUBJECT_YEAR, dup_year_title, refresh_year };

  gvn_committees_register_words ();
  gvn_deadlines_register ();
  gvn_body_template_register ();
  gvn_register_add_subject_kind (&meetings);
  gvn_register_add_subject_kind (&years);
  gvn_store_add_invariant (check_subjects);
  gvn_store_add_invariant (gvn_meeting_document_check);
  gvn_store_add_derivation (derive_deadlines);
}
