/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "store/gvn-journal.h"
#include "store/gvn-search.h"
#include "store/gvn-store-private.h"

/* Filled at start by the domains, read-only afterwards. */
static GvnInvariant invariants[16];
static GvnDerivation derivations[16];

/**
 * gvn_store_add_invariant:
 *
 * Adds a domain's own check to gvn_store_check(); twice the same is once.
 */
void
gvn_store_add_invariant (GvnInvariant invariant)
{
  guint i = 0;

  while (invariants[i] != NULL && invariants[i] != invariant)
    i++;
  g_assert (i + 1 < G_N_ELEMENTS (invariants));
  invariants[i] = invariant;
}

/**
 * gvn_store_add_findings:
 * @sql: finds what breaks a rule, by its first column
 * @sentence: how that is said
 *
 * Adds "sentence: what" for each row of @sql.
 */
gboolean
gvn_store_add_findings (GvnDb *db, const char *sql, const char *sentence, GPtrArray *findings, GError **error)
{
  g_autoptr (GvnStatement) rows = gvn_db_query (db, error, sql, "");

  if (rows == NULL)
    return FALSE;

  while (gvn_statement_next (rows, error))
    g_ptr_array_add (findings, g_strdup_printf ("%s: %s", sentence, gvn_statement_text (rows, 0)));

  return !gvn_statement_failed (rows);
}

/**
 * gvn_store_add_derivation:
 *
 * Adds what makes a domain's derived rows again; twice the same is once.
 */
void
gvn_store_add_derivation (GvnDerivation derivation)
{
  guint i = 0;

  while (derivations[i] != NULL && derivations[i] != derivation)
    i++;
  g_assert (i + 1 < G_N_ELEMENTS (derivations));
  derivations[i] = derivation;
}

/**
 * gvn_store_derive:
 *
 * After a rule, a setting or a closure changed, or an entry was taken back: makes every
 * domain's derived rows again.
 */
gboolean
gvn_store_derive (GvnDb *db, GError **error)
{
  for (guint i = 0; derivations[i] != NULL; i++)
    if (!derivations[i](db, error))
      return FALSE;

  return TRUE;
}

/**
 * gvn_store_check_domains:
 * @findings: (element-type utf8): a sentence per violation is added
 */
gboolean
gvn_store_check_domains (GvnDb *db, GPtrArray *findings, GError **error)
{
  for (guint i = 0; invariants[i] != NULL; i++)
    if (!invariants[i](db, findings, error))
      return FALSE;

  return TRUE;
}

static gboolean
check_chain (GvnDb *db, GPtrArray *findings, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (gvn_journal_verify (db, &local_error))
    return TRUE;
  if (g_error_matches (local_error, GVN_ERROR, GVN_ERROR_DAMAGED))
    {
      g_ptr_array_add (findings, g_strdup (local_error->message));
      return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
check_replay (GvnDb *db, GPtrArray *findings, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (gvn_journal_replay (db, findings, &local_error))
    return TRUE;

  g_ptr_array_add (findings,
                   /* Translators: why */
                   g_strdup_printf (_ ("The journal cannot be replayed: %s"), local_error->message));
  return TRUE;
}

/**
 * gvn_store_check:
 *
 * Verifies the file, its foreign keys, that every table is listed as journaled
 * or not, the domains' invariants, the journal's chain, and that replaying the
 * journal gives every journaled row.
 *
 * Returns: (transfer full) (element-type utf8): a sentence per fault, none when
 *   all is sound; %NULL with @error when the check itself could not run
 */
GPtrArray *
gvn_store_check (GvnStore *self, GError **error)
{
  GvnDb *db = gvn_store_get_db (self);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  gint64 unused;

  /* A query first: the check of the full-text index believes what this connection
   * remembers of it, which another may have changed since. */
  if (!gvn_db_get_int (db, &unused, error, "SELECT count(*) FROM search ('copil')", "")
      || !gvn_store_add_findings (db,
                                  "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
                                  _ ("The file is damaged"), findings, error)
      || !gvn_store_add_findings (db, "SELECT \"table\" || ' → ' || parent FROM pragma_foreign_key_check",
                                  _ ("A row refers to one that does not exist"), findings, error)
      || !gvn_store_add_findings (
          db,
          "SELECT name FROM (SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%'"
          " ESCAPE '!' EXCEPT SELECT name FROM journal_table)",
          _ ("A table is not listed as journaled or not"), findings, error)
      || !gvn_search_check (db, findings, error) || !gvn_store_check_domains (db, findings, error)
      || !gvn_store_add_findings (db, "SELECT number FROM journal WHERE number NOT IN (SELECT entry FROM journal_row)",
                                  _ ("An entry of the journal is not indexed"), findings, error)

      || !check_chain (db, findings, error) || !check_replay (db, findings, error))
    return NULL;

  return g_steal_pointer (&findings);
}
