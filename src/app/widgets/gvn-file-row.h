/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/**
 * GvnKeptFile:
 * @sha256: (nullable): %NULL when no file was chosen
 *
 * A file kept beside the contract, for a command to record.
 */
typedef struct
{
  char *sha256;
  char *name;
  gint64 size;
} GvnKeptFile;

void gvn_kept_file_clear (GvnKeptFile *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GvnKeptFile, gvn_kept_file_clear)

GtkWidget *gvn_file_row_add (AdwPreferencesGroup *group, const char *title);
gboolean gvn_file_row_read (GtkWidget *row, GvnSession *session, GvnKeptFile *kept, GError **error);

G_END_DECLS
