/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "contract/gvn-fact.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "deadlines/gvn-register.h"
#include "proceedings/gvn-emergency-change-private.h"

/* What is done with an emergency change, and what follows from its facts. */

#define FACT_OPENED "ecab_opened"
#define FACT_VALIDATED "ecab_validated"

static gboolean
store_due (GvnDb *db, const GvnEmergencyChange *change, GError **error)
{
  GDate due_on;

  return gvn_emergency_change_count_due (db, change->perimeter, &change->opened.date, &due_on, NULL, error)
         && (gvn_date_equal (&due_on, &change->due_on)
             || gvn_db_exec (db, error, "UPDATE emergency_change SET due_on = ? WHERE id = ?", "ds", &due_on,
                             change->id));
}

static gboolean
refuse (GError **error, const GvnEmergencyChange *change, const char *reason)
{
  g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
               /* Translators: the number of an emergency change, then why something cannot be done with it */
               _ ("eCAB-%d: %s"), change->number, reason);
  return FALSE;
}

static gboolean
check_order (const GvnEmergencyChange *change, const GvnLocal *closed, GError **error)
{
  return gvn_local_compare (closed, &change->opened) >= 0
         || refuse (error, change, _ ("it had not been opened then; correct one of the two moments"));
}

/* A fact of it was corrected: when it was opened decides when it was due, also once it
 * is validated. */
static gboolean
refresh (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) found = gvn_emergency_change_read (db, NULL, id, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const GvnEmergencyChange *change = found->pdata[i];

      if ((change->closed_fact != NULL && !check_order (change, &change->closed, error))
          || !store_due (db, change, error))
        return FALSE;
    }

  return found != NULL;
}

/**
 * gvn_emergency_change_refresh_all:
 *
 * After a closure changed: counts again when those that wait are due; one that was
 * decided keeps the date it was judged by.
 */
gboolean
gvn_emergency_change_refresh_all (GvnDb *db, GError **error)
{
  g_autoptr (GPtrArray) found = gvn_emergency_change_read (db, NULL, NULL, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const GvnEmergencyChange *change = found->pdata[i];

      if (change->closed_fact == NULL && !store_due (db, change, error))
        return FALSE;
    }

  return found != NULL;
}

/* Commands ---------------------------------------------------------------------------- */

static gboolean
check_title (const char *title, GError **error)
{
  if (!gvn_text_is_empty (title))
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               _ ("An emergency change has a subject, so that it can be validated: give it"));
  return FALSE;
}

/**
 * gvn_emergency_change_open:
 * @draft: a #GvnEmergencyDraft, whose id and number are set
 *
 * A #GvnCommand: opens an emergency change (6.4). It is due on the working day of the
 * contract's calendar after the day it was opened.
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID without a subject or for a moment to come,
 *   %GVN_ERROR_NOT_FOUND when there is no such perimeter
 */
gboolean
gvn_emergency_change_open (GvnDb *db, gpointer draft, GError **error)
{
  GvnEmergencyDraft *wanted = draft;
  g_autoptr (GvnFact) fact = g_new0 (GvnFact, 1);
  GvnLocal opened;
  GDate due_on;
  gint64 number;

  if (!gvn_agency_check (db, wanted->perimeter, error) || !check_title (wanted->title, error)
      || !gvn_db_get_int (db, &number, error, "SELECT coalesce (max (number), 0) + 1 FROM emergency_change", ""))
    return FALSE;

  if (wanted->id == NULL)
    wanted->id = g_uuid_string_random ();
  wanted->number = (int) number;
  fact->subject_kind = g_strdup (GVN_SUBJECT_EMERGENCY_CHANGE);
  fact->subject_id = g_strdup (wanted->id);
  fact->kind = g_strdup (FACT_OPENED);
  fact->at = wanted->at != 0 ? wanted->at : wanted->now->instant;
  fact->by_name = g_strdup (wanted->by_name);
  fact->by_side = g_strdup (wanted->by_side);
  if (!gvn_fact_record (db, fact, wanted->now, error))
    return FALSE;
  gvn_local_from_instant (fact->at, &opened);

  return gvn_emergency_change_count_due (db, wanted->perimeter, &opened.date, &due_on, NULL, error)
         && gvn_db_exec (db, error,
                         "INSERT INTO emergency_change (id, number, perimeter, title, detail, ticket, opened, due_on)"
                         " VALUES (?, ?, ?, ?, nullif (?, ''), nullif (?, ''), ?, ?)",
                         "sisssssd", wanted->id, number, wanted->perimeter, wanted->title, wanted->detail,
                         wanted->ticket, fact->id, &due_on);
}

/**
 * gvn_emergency_change_dup_open_label:
 *
 * Returns: (transfer full): what opening one does, as the journal keeps it
 */
char *
gvn_emergency_change_dup_open_label (const char *title)
{
  /* Translators: the subject of an emergency change */
  return g_strdup_printf (_ ("Open an eCAB: %s"), title);
}

/**
 * gvn_emergency_change_edit:
 * @draft: a #GvnEmergencyDraft whose id names one; its title, detail and ticket replace
 *   those there are
 *
 * A #GvnCommand: says again what an emergency change is about; when it was opened is
 * corrected at its fact.
 */
gboolean
gvn_emergency_change_edit (GvnDb *db, gpointer draft, GError **error)
{
  const GvnEmergencyDraft *wanted = draft;
  g_autoptr (GvnEmergencyChange) change = gvn_emergency_change_find (db, wanted->id, wanted->now, error);

  return change != NULL && check_title (wanted->title, error)
         && gvn_db_exec (db, error,
                         "UPDATE emergency_change SET title = ?, detail = nullif (?, ''), ticket = nullif (?, '')"
                         " WHERE id = ?",
                         "ssss", wanted->title, wanted->detail, wanted->ticket, change->id);
}

static gboolean
check_validator (const GvnPerson *person, GError **error)
{
  if (g_str_equal (person->side, "dsiun"))
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
               /* Translators: %s is a person */
               _ ("%s is not of the DSIUN, which validates the emergency changes (3.7, 6.4): name one of its people"),
               person->name);
  return FALSE;
}

static gboolean
check_open (const GvnEmergencyChange *change, GError **error)
{
  g_autofree char *said = NULL;

  if (change->closed_fact == NULL)
    return TRUE;

  said = gvn_emergency_change_describe (change);
  return refuse (error, change, said);
}

/**
 * gvn_emergency_change_validate:
 * @verdict: a #GvnEmergencyVerdict
 *
 * A #GvnCommand: records GO or NO GO, said by one person of the DSIUN without a
 * meeting (6.4).
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED when that person is not of the DSIUN, the
 *   moment comes before the opening or the change is already decided;
 *   %GVN_ERROR_NOT_FOUND when there is no such change or person
 */
gboolean
gvn_emergency_change_validate (GvnDb *db, gpointer verdict, GError **error)
{
  const GvnEmergencyVerdict *wanted = verdict;
  g_autoptr (GvnEmergencyChange) change = gvn_emergency_change_find (db, wanted->change, wanted->now, error);
  g_autoptr (GvnPerson) person = change != NULL ? gvn_person_find (db, wanted->person, error) : NULL;
  g_autoptr (GvnFact) fact = g_new0 (GvnFact, 1);
  GvnLocal closed;

  if (person == NULL || !check_validator (person, error) || !check_open (change, error))
    return FALSE;
  fact->at = wanted->at != 0 ? wanted->at : wanted->now->instant;
  gvn_local_from_instant (fact->at, &closed);
  if (!check_order (change, &closed, error)
      || (wanted->proof != NULL
          && !gvn_attachment_record (db, wanted->proof, wanted->proof_name, wanted->proof_size, error)))
    return FALSE;

  fact->subject_kind = g_strdup (GVN_SUBJECT_EMERGENCY_CHANGE);
  fact->subject_id = g_strdup (change->id);
  fact->kind = g_strdup (FACT_VALIDATED);
  fact->by_name = g_strdup (person->name);
  fact->by_side = g_strdup (person->side);
  fact->note = gvn_text_is_empty (wanted->reason) ? NULL : g_strdup (wanted->reason);
  fact->proof = g_strdup (wanted->proof);

  return gvn_fact_record (db, fact, wanted->now, error)
         && gvn_db_exec (db, error, "UPDATE emergency_change SET verdict = ?, validator = ?, closed = ? WHERE id = ?",
                         "ssss", wanted->go ? "go" : "no_go", person->id, fact->id, change->id);
}

/**
 * gvn_emergency_change_dup_verdict_label:
 *
 * Returns: (transfer full): what @verdict does, as the journal keeps it: "GO for
 *   eCAB-3: Correctif paie"
 */
char *
gvn_emergency_change_dup_verdict_label (GvnDb *db, const GvnEmergencyVerdict *verdict)
{
  g_autoptr (GvnEmergencyChange) change = gvn_emergency_change_find (db, verdict->change, verdict->now, NULL);
  g_autofree char *name = change != NULL ? gvn_emergency_change_dup_name (change) : g_strdup (verdict->change);

  /* Translators: an emergency change as it is cited, its subject */
  return g_strdup_printf (verdict->go ? _ ("GO for %s: %s") : _ ("NO GO for %s: %s"), name,
                          change != NULL ? change->title : "");
}

/* What other layers are told ------------------------------------------------------------ */

static char *
dup_title (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) found = gvn_emergency_change_read (db, NULL, id, error);

  if (found == NULL)
    return NULL;
  if (found->len == 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   _ ("This emergency change no longer exists: reload the list"));
      return NULL;
    }

  return gvn_emergency_change_dup_name (found->pdata[0]);
}

static const struct
{
  const char *sql;
  const char *sentence;
} rules[] = {
  { "SELECT count(*) FROM (SELECT subject_id FROM fact WHERE subject_kind = 'emergency_change'"
    " UNION ALL SELECT subject_id FROM deadline WHERE subject_kind = 'emergency_change')"
    " WHERE subject_id NOT IN (SELECT id FROM emergency_change)",
    N_ ("A fact is of an emergency change that does not exist") },
  { "SELECT count(*) FROM emergency_change AS e JOIN fact AS f ON f.id IN (e.opened, e.closed)"
    " WHERE f.subject_kind <> 'emergency_change' OR f.subject_id <> e.id"
    " OR f.kind <> iif (f.id = e.opened, 'ecab_opened', 'ecab_validated')",
    N_ ("An emergency change is opened or validated by a fact of something else") },
  { "SELECT count(*) FROM emergency_change AS e JOIN fact AS o ON o.id = e.opened JOIN fact AS c ON c.id = e.closed"
    " WHERE c.at < o.at",
    N_ ("An emergency change is validated before it is opened") },
  { "SELECT count(*) - count(DISTINCT number) FROM emergency_change",
    N_ ("Two emergency changes have the same number") },
};

static gboolean
check_changes (GvnDb *db, GPtrArray *findings, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      gint64 n;

      if (!gvn_db_get_int (db, &n, error, rules[i].sql, ""))
        return FALSE;
      if (n > 0)
        g_ptr_array_add (findings, g_strdup (_ (rules[i].sentence)));
    }

  return TRUE;
}

/**
 * gvn_emergency_change_register:
 *
 * Tells the layers below of the emergency changes; to be called once at start.
 */
void
gvn_emergency_change_register (void)
{
  static const GvnSubjectKind kind = { GVN_SUBJECT_EMERGENCY_CHANGE, dup_title, refresh };
  static const GvnFactKind facts[]
      = { { FACT_OPENED, N_ ("eCAB opened") }, { FACT_VALIDATED, N_ ("eCAB decided, GO or NO GO") } };

  gvn_fact_add_kinds (facts, G_N_ELEMENTS (facts));
  gvn_register_add_subject_kind (&kind);
  gvn_store_add_invariant (check_changes);
  gvn_store_add_derivation (gvn_emergency_change_refresh_all);
}
