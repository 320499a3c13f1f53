/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "base/gvn-uuid.h"
#include "contract/gvn-fact.h"

/* Filled at start by the domains, read-only afterwards. */
static GvnFactKind kinds[64];
static guint n_kinds;

static const GvnFactKind *
find_kind (const char *kind)
{
  for (guint i = 0; i < n_kinds; i++)
    if (g_str_equal (kinds[i].kind, kind))
      return &kinds[i];

  return NULL;
}

/**
 * gvn_fact_add_kinds:
 *
 * Twice the same is once.
 */
void
gvn_fact_add_kinds (const GvnFactKind *added, guint n_added)
{
  for (guint i = 0; i < n_added; i++)
    {
      if (find_kind (added[i].kind) != NULL)
        continue;
      g_assert (n_kinds < G_N_ELEMENTS (kinds));
      kinds[n_kinds++] = added[i];
    }
}

const char *
gvn_fact_kind_get_label (const char *kind)
{
  const GvnFactKind *found = find_kind (kind);

  return found != NULL ? _ (found->label) : kind;
}

void
gvn_fact_free (GvnFact *self)
{
  g_free (self->id);
  g_free (self->subject_kind);
  g_free (self->subject_id);
  g_free (self->kind);
  g_free (self->by_name);
  g_free (self->by_side);
  g_free (self->note);
  g_free (self->proof);
  g_free (self->proof_name);
  g_free (self);
}

void
gvn_correction_free (GvnCorrection *self)
{
  g_free (self->reason);
  g_free (self->old_proof);
  g_free (self->new_proof);
  g_free (self->author);
  g_free (self);
}

/* A fact has happened: at the latest on the reference day, whose hours are not
 * looked at, for a reference date alone stands for a morning. */
static gboolean
check_happened (gint64 at, const GvnNow *now, GError **error)
{
  g_autofree char *moment = NULL;
  GvnLocal local;

  gvn_local_from_instant (at, &local);
  if (!gvn_date_check (&local.date, error))
    return FALSE;
  if (g_date_compare (&local.date, &now->local.date) <= 0)
    return TRUE;

  moment = gvn_text_moment (&local);
  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: %s is a date and a time */
               _ ("%s has not come yet: give the moment it really happened"), moment);
  return FALSE;
}

/* The n-th fact of a kind on a subject: the same in two databases that were
 * told the same. Where an earlier one was undone, as many are left as the last
 * one had before it: it takes the next that is free. */
static char *
dup_fact_id (GvnDb *db, const GvnFact *fact, GError **error)
{
  g_autofree char *contract = gvn_db_get_text (db, error, "SELECT id FROM contract", "");
  gint64 n, n_same = 1;

  if (contract == NULL
      || !gvn_db_get_int (db, &n, error,
                          "SELECT count(*) FROM fact WHERE subject_kind = ? AND subject_id = ? AND kind = ?", "sss",
                          fact->subject_kind, fact->subject_id, fact->kind))
    return NULL;

  for (;; n++)
    {
      g_autofree char *name
          = g_strdup_printf ("fact/%s/%s/%s/%" G_GINT64_FORMAT, fact->subject_kind, fact->subject_id, fact->kind, n);
      g_autofree char *id = gvn_uuid_v5 (contract, name);

      if (!gvn_db_get_int (db, &n_same, error, "SELECT count(*) FROM fact WHERE id = ?", "s", id))
        return NULL;
      if (n_same == 0)
        return g_steal_pointer (&id);
    }
}

/**
 * gvn_fact_record:
 * @fact: its id is set
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when it has not happened yet
 */
gboolean
gvn_fact_record (GvnDb *db, GvnFact *fact, const GvnNow *now, GError **error)
{
  if (!check_happened (fact->at, now, error))
    return FALSE;

  fact->id = dup_fact_id (db, fact, error);
  if (fact->id == NULL)
    return FALSE;

  return gvn_db_exec (db, error, "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "ssssisssbs", fact->id,
                      fact->subject_kind, fact->subject_id, fact->kind, fact->at, fact->by_name, fact->by_side,
                      fact->note, fact->internal, fact->proof);
}

#define FACT_SELECT                                                                                                    \
  "SELECT f.id, f.subject_kind, f.subject_id, f.kind, f.at, f.by_name, f.by_side, f.note, f.internal, f.proof, "       \
  "a.name,"                                                                                                            \
  " EXISTS (SELECT 1 FROM fact_correction AS c WHERE c.fact = f.id) FROM fact AS f"                                    \
  " LEFT JOIN attachment AS a ON a.sha256 = f.proof"

static gpointer
fact_from_row (GvnStatement *row)
{
  GvnFact *self = g_new0 (GvnFact, 1);

  self->id = gvn_statement_dup_text (row, 0);
  self->subject_kind = gvn_statement_dup_text (row, 1);
  self->subject_id = gvn_statement_dup_text (row, 2);
  self->kind = gvn_statement_dup_text (row, 3);
  self->at = gvn_statement_int (row, 4);
  self->by_name = gvn_statement_dup_text (row, 5);
  self->by_side = gvn_statement_dup_text (row, 6);
  self->note = gvn_statement_dup_text (row, 7);
  self->internal = gvn_statement_int (row, 8) != 0;
  self->proof = gvn_statement_dup_text (row, 9);
  self->proof_name = gvn_statement_dup_text (row, 10);
  self->corrected = gvn_statement_int (row, 11) != 0;

  return self;
}

/**
 * gvn_fact_load:
 *
 * Returns: (transfer full): the fact, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnFact *
gvn_fact_load (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) found = gvn_statement_collect (gvn_db_query (db, error, FACT_SELECT " WHERE f.id = ?", "s", id),
                                                       fact_from_row, (GDestroyNotify) gvn_fact_free, error);

  if (found == NULL)
    return NULL;
  if (found->len == 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: %s is an identifier the user typed */
                   _ ("There is no fact “%s”: take the identifier from the facts of the meeting"), id);
      return NULL;
    }

  return g_ptr_array_steal_index (found, 0);
}

/**
 * gvn_fact_list:
 *
 * Returns: (transfer full) (element-type GvnFact): the subject's facts, in the
 *   order they happened
 */
GPtrArray *
gvn_fact_list (GvnDb *db, const char *subject_kind, const char *subject_id, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error, FACT_SELECT " WHERE f.subject_kind = ? AND f.subject_id = ? ORDER BY f.at, f.id", "ss",
                    subject_kind, subject_id),
      fact_from_row, (GDestroyNotify) gvn_fact_free, error);
}

static gboolean
check_correction (const GvnFact *fact, gint64 at, const char *reason, const char *proof, const GvnNow *now,
                  GError **error)
{
  if (gvn_text_is_empty (reason))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("A correction is read by both parties: say why the fact was wrong"));
      return FALSE;
    }
  if (at == fact->at && (proof == NULL || g_strcmp0 (proof, fact->proof) == 0))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("The fact already says so: give another moment or another proof"));
      return FALSE;
    }

  return check_happened (at, now, error);
}

/**
 * gvn_fact_correct:
 * @at: when it really happened
 * @reason: why the fact was wrong
 * @proof: (nullable): the SHA-256 of a better proof; %NULL keeps the old one
 *
 * Rectifies a fact; what it said before stays among its corrections.
 */
gboolean
gvn_fact_correct (GvnDb *db, const char *id, gint64 at, const char *reason, const char *proof, const char *author,
                  const GvnNow *now, GError **error)
{
  g_autofree char *correction = g_uuid_string_random ();
  g_autoptr (GvnFact) fact = gvn_fact_load (db, id, error);
  const char *new_proof;

  if (fact == NULL || !check_correction (fact, at, reason, proof, now, error))
    return FALSE;

  new_proof = proof != NULL ? proof : fact->proof;
  return gvn_db_exec (db, error, "INSERT INTO fact_correction VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", "ssiisssis",
                      correction, id, fact->at, at, reason, fact->proof, new_proof, now->instant, author)
         && gvn_db_exec (db, error, "UPDATE fact SET at = ?, proof = ? WHERE id = ?", "iss", at, new_proof, id);
}

static gpointer
correction_from_row (GvnStatement *row)
{
  GvnCorrection *self = g_new0 (GvnCorrection, 1);

  self->old_at = gvn_statement_int (row, 0);
  self->new_at = gvn_statement_int (row, 1);
  self->reason = gvn_statement_dup_text (row, 2);
  self->old_proof = gvn_statement_dup_text (row, 3);
  self->new_proof = gvn_statement_dup_text (row, 4);
  self->corrected_at = gvn_statement_int (row, 5);
  self->author = gvn_statement_dup_text (row, 6);

  return self;
}

GPtrArray *
gvn_fact_list_corrections (GvnDb *db, const char *fact, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT old_at, new_at, reason, old_proof, new_proof, corrected_at, author FROM fact_correction"
                    " WHERE fact = ? ORDER BY corrected_at, rowid",
                    "s", fact),
      correction_from_row, (GDestroyNotify) gvn_correction_free, error);
}

/**
 * gvn_attachment_record:
 * @sha256: what gvn_store_add_attachment() gave
 * @name: the file's own name
 */
gboolean
gvn_attachment_record (GvnDb *db, const char *sha256, const char *name, gint64 size, GError **error)
{
  return gvn_db_exec (db, error, "INSERT INTO attachment VALUES (?, ?, ?) ON CONFLICT DO NOTHING", "ssi", sha256, name,
                      size);
}
