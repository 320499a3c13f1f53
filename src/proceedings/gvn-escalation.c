/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "base/gvn-uuid.h"
#include "committees/gvn-body.h"
#include "committees/gvn-meeting.h"
#include "proceedings/gvn-agenda.h"
#include "proceedings/gvn-escalation.h"
#include "proceedings/gvn-matter-private.h"

/* The kinds of bodies whose power the contract bounds */
#define KIND_COSTRAT "COSTRAT"
#define KIND_COPIL "COPIL"
#define KIND_COSUI "COSUI"
#define KIND_CAB "CAB"

/* Power -------------------------------------------------------------------------------- */

static char *
dup_warning_of_body (const GvnBody *body, GvnMatterScope scope)
{
  if (body->external)
    /* Translators: the code of a body, then a clause */
    return g_strdup_printf (_ ("%s is not a committee of this contract (%s): what it decides does not change it"),
                            body->code, body->clause);
  if (g_str_equal (body->kind, KIND_COSUI))
    return g_strdup (
        _ ("A COSUI has no power to change services or clauses (6.3): escalate the decision to the COPIL"));
  if (g_str_equal (body->kind, KIND_CAB))
    return g_strdup (_ ("A CAB reviews change tickets (6.4) and no more than a COSUI may it change services or"
                        " clauses (6.3): escalate the decision"));
  if (g_str_equal (body->kind, KIND_COPIL))
    return g_strdup (scope == GVN_SCOPE_SERVICE
                         ? _ ("The COPIL recommends changes of services and perimeter, it does not decide them (6.2):"
                              " escalate the decision to the COSTRAT, or have an amendment signed")
                         : _ ("The COPIL is told of amendments (6.2), it does not change clauses: escalate the decision"
                              " to the COSTRAT, or have an amendment signed"));
  if (g_str_equal (body->kind, KIND_COSTRAT))
    return scope == GVN_SCOPE_CLAUSE ? g_strdup (_ ("The COSTRAT updates the convention de service (6.1); any other"
                                                    " clause changes by an amendment: have it signed"))
                                     : NULL;

  /* Translators: the code of a body, then a clause */
  return g_strdup_printf (_ ("The contract gives %s no power over services or clauses (%s): have the COPIL look at it"),
                          body->code, body->clause);
}

/**
 * gvn_matter_dup_warning:
 *
 * What the body that has it now has no power to decide: 6.3 gives a COSUI none over
 * services and clauses, 6.2 lets the COPIL recommend evolutions of services, 6.1 lets the
 * COSTRAT update the convention de service.
 *
 * Returns: (transfer full) (nullable): a sentence with its clause; %NULL, without an error,
 *   for what it may decide and for what is no decision
 */
char *
gvn_matter_dup_warning (GvnDb *db, GvnMatter *matter, GError **error)
{
  g_autoptr (GvnBody) body = NULL;

  if (matter->kind != GVN_MATTER_DECISION || matter->scope == GVN_SCOPE_OPERATIONS)
    return NULL;

  body = gvn_body_load (db, matter->body, error);
  return body != NULL ? dup_warning_of_body (body, matter->scope) : NULL;
}

/* The chain ---------------------------------------------------------------------------- */

/* 6.5 speaks of disagreements and alerts; a decision its body had no power to take goes
 * the same way. */
static gboolean
check_kind (GvnDb *db, GvnMatter *matter, GError **error)
{
  g_autofree char *warning = NULL;
  g_autoptr (GError) failure = NULL;

  switch (matter->kind)
    {
    case GVN_MATTER_DISAGREEMENT:
    case GVN_MATTER_ALERT:
      return TRUE;
    case GVN_MATTER_ACTION:
      return gvn_matter_fail (
          matter, _ ("6.5 escalates disagreements and alerts, not actions; raise an alert about it"), error);
    case GVN_MATTER_DECISION:
      break;
    }

  warning = gvn_matter_dup_warning (db, matter, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return warning != NULL
         || gvn_matter_fail (
             matter, _ ("its body has the power to decide it; raise a disagreement if somebody disputes it"), error);
}

/* Where the chain starts: in a merged CAB, from the CAB of the matter's own perimeter. */
static GvnBody *
load_start (GvnDb *db, GvnMatter *matter, GError **error)
{
  g_autofree char *code
      = gvn_db_get_text (db, error,
                         "SELECT coalesce ((SELECT o.code FROM body AS o WHERE o.kind = b.kind AND o.perimeter = ?2"
                         "   AND b.perimeter IS NOT NULL), b.code) FROM body AS b WHERE b.code = ?1",
                         "ss", matter->body, matter->perimeter);

  return code != NULL ? gvn_body_load (db, code, error) : NULL;
}

static gboolean
fail_at_top (GvnDb *db, GvnMatter *matter, const GvnBody *top, GError **error)
{
  g_autofree char *reason = NULL;
  gint64 n_below;

  if (!gvn_db_get_int (db, &n_below, error, "SELECT count(*) FROM body WHERE escalates_to = ?", "s", top->code))
    return FALSE;

  if (n_below > 0)
    /* Translators: %s is the code of a body */
    reason = g_strdup_printf (_ ("the %s is the top of the chain (6.5); it is settled there"), top->code);
  else if (top->external)
    reason
        = g_strdup_printf (_ ("%s is not a committee of this contract (%s) and has none above it; raise it in a CAB, a"
                              " COSUI or the COPIL"),
                           top->code, top->clause);
  else
    reason = g_strdup_printf (_ ("the contract gives %s (%s) no committee above it; raise it in a CAB, a COSUI or the"
                                 " COPIL"),
                              top->code, top->clause);

  return gvn_matter_fail (matter, reason, error);
}

/**
 * gvn_matter_find_next_body:
 * @on: the day it would go up
 *
 * The first active body up the chain of 6.5: while the COSUI of the 7e SI does not exist
 * (L-04), what its CAB does not resolve goes to the COPIL.
 *
 * Returns: (transfer full): its code, or %NULL with %GVN_ERROR_REFUSED: settled, of a kind
 *   that does not go up, or nothing is above
 */
char *
gvn_matter_find_next_body (GvnDb *db, GvnMatter *matter, const GDate *on, GError **error)
{
  g_autoptr (GvnBody) body = NULL;
  g_autofree char *day = NULL;
  g_autofree char *reason = NULL;

  if (!gvn_matter_check_open (matter, error) || !check_kind (db, matter, error))
    return NULL;

  body = load_start (db, matter, error);
  if (body == NULL)
    return NULL;
  if (body->escalates_to == NULL)
    {
      fail_at_top (db, matter, body, error);
      return NULL;
    }
  while (body->escalates_to != NULL)
    {
      GvnBody *next = gvn_body_load (db, body->escalates_to, error);

      g_clear_pointer (&body, gvn_body_free);
      if (next == NULL)
        return NULL;
      body = next;
      if (gvn_body_is_active (body, on))
        return g_strdup (body->code);
    }

  day = gvn_text_date (on);
  /* Translators: the code of a body, then a date */
  reason = g_strdup_printf (_ ("no committee above %s is active on %s; say since when one is"), matter->body, day);
  gvn_matter_fail (matter, reason, error);
  return NULL;
}

static gboolean
check_moment (GvnMatter *matter, gint64 at, gint64 last, const GvnNow *now, GvnLocal *local, GError **error)
{
  gvn_local_from_instant (at, local);
  if (!gvn_date_check (&local->date, error))
    return FALSE;
  if (g_date_compare (&local->date, &now->local.date) > 0)
    return gvn_matter_fail (matter, _ ("that day has not come yet; give the moment it was really escalated"), error);
  if (g_date_compare (&local->date, &matter->raised) < 0)
    return gvn_matter_fail (matter, _ ("it had not been raised yet then; give a later moment"), error);
  if (at < last)
    return gvn_matter_fail (matter, _ ("it was escalated after that; give a later moment"), error);

  return TRUE;
}

/* Where it was decided that it goes up, at that moment. */
static gboolean
check_meeting (GvnDb *db, const char *id, const GvnLocal *local, GError **error)
{
  g_autoptr (GvnMeeting) meeting = id != NULL ? gvn_meeting_load (db, id, error) : NULL;

  if (id == NULL)
    return TRUE;
  if (meeting == NULL)
    return FALSE;
  if (g_date_compare (&meeting->start.date, &local->date) > 0)
    return gvn_meeting_refuse (meeting, _ ("it had not been held then; choose the one where that was decided, or none"),
                               error);
  if (meeting->state != GVN_MEETING_CANCELLED)
    return TRUE;

  g_set_error_literal (error, GVN_ERROR, GVN_ERROR_REFUSED,
                       _ ("Nothing was decided in a cancelled meeting: choose the one where it was, or none"));
  return FALSE;
}

/**
 * gvn_matter_escalate:
 * @escalation: a #GvnEscalation, whose to_body is set
 *
 * A #GvnCommand: sends a matter one step up the chain (6.5), from the body that has it,
 * and onto the next agenda of the one above.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED when it does not go up or the moment does not
 *   follow the step before
 */
gboolean
gvn_matter_escalate (GvnDb *db, gpointer escalation, GError **error)
{
  GvnEscalation *wanted = escalation;
  g_autoptr (GvnMatter) matter = gvn_matter_load (db, wanted->matter, error);
  g_autofree char *hop = NULL;
  GvnLocal local;
  gint64 last, at;

  if (matter == NULL || !gvn_matter_find_last_hop (db, matter->id, &last, error))
    return FALSE;
  at = gvn_matter_resolve_moment (wanted->at, last, wanted->now);
  if (!check_moment (matter, at, last, wanted->now, &local, error)
      || !check_meeting (db, wanted->meeting, &local, error))
    return FALSE;

  wanted->to_body = gvn_matter_find_next_body (db, matter, &local.date, error);
  if (wanted->to_body == NULL)
    return FALSE;

  /* The same in two databases that were told the same; nothing is reached twice. */
  hop = gvn_uuid_v5 (matter->id, wanted->to_body);
  return hop != NULL
         && gvn_db_exec (db, error, "INSERT INTO matter_hop VALUES (?, ?, ?, ?, ?, ?, ?, nullif (?, ''))", "sssssiss",
                         hop, matter->id, matter->body, wanted->to_body, wanted->meeting, at, wanted->by_name,
                         wanted->reason)
         && gvn_db_exec (db, error, "UPDATE matter SET body = ? WHERE id = ?", "ss", wanted->to_body, matter->id)
         && gvn_agenda_take_matter (db, matter->id, wanted->to_body, wanted->now, error);
}

/**
 * gvn_escalation_dup_label:
 *
 * Returns: (transfer full): what @escalation does, as the journal keeps it
 */
char *
gvn_escalation_dup_label (GvnDb *db, const GvnEscalation *escalation)
{
  g_autoptr (GvnMatter) matter = gvn_matter_load (db, escalation->matter, NULL);
  g_autofree char *title = matter != NULL ? gvn_matter_dup_title (matter) : g_strdup (escalation->matter);

  /* Translators: %s is a number and a title, as "L-3 Backups fail" */
  return g_strdup_printf (_ ("Escalate %s"), title);
}

/* The way ------------------------------------------------------------------------------ */

void
gvn_matter_step_free (GvnMatterStep *self)
{
  g_free (self->body);
  g_free (self->from_body);
  g_free (self->by_name);
  g_free (self->note);
  g_free (self->meeting);
  g_free (self->text);
  g_free (self);
}

static gpointer
hop_from_row (GvnStatement *row)
{
  GvnMatterStep *step = g_new0 (GvnMatterStep, 1);

  step->kind = GVN_STEP_ESCALATED;
  step->from_body = gvn_statement_dup_text (row, 0);
  step->body = gvn_statement_dup_text (row, 1);
  step->meeting = gvn_statement_dup_text (row, 2);
  gvn_local_from_instant (gvn_statement_int (row, 3), &step->at);
  step->by_name = gvn_statement_dup_text (row, 4);
  step->note = gvn_statement_dup_text (row, 5);
  /* Translators: two codes of bodies */
  step->text = g_strdup_printf (_ ("Escalated from %s to %s"), step->from_body, step->body);

  return step;
}

static GvnMatterStep *
step_of_raising (GvnMatter *matter, const char *body)
{
  GvnMatterStep *step = g_new0 (GvnMatterStep, 1);

  step->kind = GVN_STEP_RAISED;
  step->body = g_strdup (body);
  step->meeting = g_strdup (matter->meeting);
  step->at.date = matter->raised;
  step->at.minutes = GVN_NO_MINUTES;
  /* Translators: %s is the code of a body */
  step->text = g_strdup_printf (_ ("Raised in %s"), body);

  return step;
}

/* A fact of it: that somebody was reminded, or how it ended. */
static GvnMatterStep *
step_of_fact (GvnMatter *matter, const GvnFact *fact)
{
  GvnMatterStep *step = g_new0 (GvnMatterStep, 1);

  step->kind = g_str_equal (fact->kind, GVN_FACT_MATTER_REMINDED) ? GVN_STEP_REMINDED
               : g_str_equal (fact->kind, GVN_FACT_MATTER_DONE)   ? GVN_STEP_CLOSED
                                                                  : GVN_STEP_DROPPED;
  step->body = g_strdup (matter->body);
  gvn_local_from_instant (fact->at, &step->at);
  step->by_name = g_strdup (fact->by_name);
  step->note = g_strdup (fact->note);
  if (step->kind == GVN_STEP_REMINDED)
    step->text = g_strdup (gvn_fact_kind_get_label (fact->kind));
  else
    /* Translators: %s is the code of a body */
    step->text
        = g_strdup_printf (step->kind == GVN_STEP_CLOSED ? _ ("Settled in %s") : _ ("Withdrawn in %s"), matter->body);

  return step;
}

/* Among the steps up the chain, where it happened; what ended it comes last. */
static void
insert_fact (GPtrArray *way, GvnMatter *matter, const GvnFact *fact)
{
  GvnMatterStep *step = step_of_fact (matter, fact);
  guint position = way->len;

  while (step->kind == GVN_STEP_REMINDED && position > 1
         && gvn_local_compare (&((GvnMatterStep *) way->pdata[position - 1])->at, &step->at) > 0)
    position--;
  g_ptr_array_insert (way, (int) position, step);
}

/**
 * gvn_matter_list_way:
 *
 * Returns: (transfer full) (element-type GvnMatterStep): where it was raised, each step up
 *   the chain and each reminder, how it ended when it did
 */
GPtrArray *
gvn_matter_list_way (GvnDb *db, GvnMatter *matter, GError **error)
{
  g_autoptr (GPtrArray) way = gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT from_body, to_body, meeting, at, by_name, reason FROM matter_hop WHERE matter = ?"
                    " ORDER BY at, rowid",
                    "s", matter->id),
      hop_from_row, (GDestroyNotify) gvn_matter_step_free, error);
  g_autoptr (GPtrArray) facts = way != NULL ? gvn_fact_list (db, GVN_SUBJECT_MATTER, matter->id, error) : NULL;
  const char *raised_in = way != NULL && way->len > 0 ? ((GvnMatterStep *) way->pdata[0])->from_body : matter->body;

  if (facts == NULL)
    return NULL;
  g_ptr_array_insert (way, 0, step_of_raising (matter, raised_in));
  for (guint i = 0; i < facts->len; i++)
    insert_fact (way, matter, facts->pdata[i]);

  return g_steal_pointer (&way);
}
