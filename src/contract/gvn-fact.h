/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-store.h"

G_BEGIN_DECLS

/*
 * Facts: what happened, when it really happened, by whom, with which proof.
 * Every domain's obligations are met by facts, never by ticking.
 */

typedef struct
{
  char *id;
  char *subject_kind;
  char *subject_id;
  char *kind;
  gint64 at;
  char *by_name;
  char *by_side; /* NULL when unknown */
  char *note;    /* NULL when none */
  gboolean internal;
  char *proof;      /* SHA-256, NULL when none */
  char *proof_name; /* the file's name, NULL when none */
  gboolean corrected;
} GvnFact;

void gvn_fact_free (GvnFact *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnFact, gvn_fact_free)

/* What a kind of fact is called; the domains tell theirs at start. */
typedef struct
{
  const char *kind;
  const char *label; /* translatable: "Minutes sent" */
} GvnFactKind;

void gvn_fact_add_kinds (const GvnFactKind *kinds, guint n_kinds);
const char *gvn_fact_kind_get_label (const char *kind);

gboolean gvn_fact_record (GvnDb *db, GvnFact *fact, const GvnNow *now, GError **error);
GvnFact *gvn_fact_load (GvnDb *db, const char *id, GError **error);
GPtrArray *gvn_fact_list (GvnDb *db, const char *subject_kind, const char *subject_id, GError **error);

/**
 * GvnCorrection:
 *
 * A fact rectified; the old and the new value both stay.
 */
typedef struct
{
  gint64 old_at;
  gint64 new_at;
  char *reason;
  char *old_proof;
  char *new_proof;
  gint64 corrected_at;
  char *author;
} GvnCorrection;

void gvn_correction_free (GvnCorrection *self);
gboolean gvn_fact_correct (GvnDb *db, const char *id, gint64 at, const char *reason, const char *proof,
                           const char *author, const GvnNow *now, GError **error);
GPtrArray *gvn_fact_list_corrections (GvnDb *db, const char *fact, GError **error);

/* A file dropped as proof: kept beside the contract, its row in the transaction */
gboolean gvn_attachment_record (GvnDb *db, const char *sha256, const char *name, gint64 size, GError **error);

G_END_DECLS
