/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* Takes a list from a sheet: which file or cells, which column is what, what would change. */
#define GVN_TYPE_IMPORT_DIALOG (gvn_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GvnImportDialog, gvn_import_dialog, GVN, IMPORT_DIALOG, AdwDialog)

void gvn_import_dialog_present (GvnSession *session, const char *list, GtkWidget *parent);
void gvn_import_dialog_read_file (GvnImportDialog *self, GFile *file);

G_END_DECLS
