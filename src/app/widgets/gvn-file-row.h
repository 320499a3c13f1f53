/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/gvn-store.h"

G_BEGIN_DECLS

/* A row that takes a file, dropped on it or chosen. */

GtkWidget *gvn_file_row_new (const char *title);
gboolean gvn_file_row_keep (GtkWidget *row, GvnStore *store, char **hash, char **name, gint64 *size, GError **error);

G_END_DECLS
