/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* The schedule to a file or to an address, what each program does with it, and the digest
 * of the week. */
#define GVN_TYPE_EXPORT_DIALOG (gvn_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GvnExportDialog, gvn_export_dialog, GVN, EXPORT_DIALOG, AdwDialog)

AdwDialog *gvn_export_dialog_new (GvnSession *session);

void gvn_meeting_export_present (GvnSession *session, const char *meeting, GtkWidget *parent);

G_END_DECLS
