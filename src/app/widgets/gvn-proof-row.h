/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/**
 * GvnProof:
 * @sha256: (nullable): %NULL when no file was chosen
 *
 * A file kept beside the contract, for a command to record.
 */
typedef struct
{
  char *sha256;
  char *name;
  gint64 size;
} GvnProof;

void gvn_proof_clear (GvnProof *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GvnProof, gvn_proof_clear)

GtkWidget *gvn_proof_row_add (AdwPreferencesGroup *group, const char *title);
gboolean gvn_proof_row_read (GtkWidget *row, GvnSession *session, GvnProof *proof, GError **error);

G_END_DECLS
