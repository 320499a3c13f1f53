/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* What the contract holds, found by its words: arrows choose while one types, Enter
 * opens. */
#define GVN_TYPE_SEARCH_DIALOG (gvn_search_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GvnSearchDialog, gvn_search_dialog, GVN, SEARCH_DIALOG, AdwDialog)

void gvn_search_dialog_present (GvnSession *session, const char *words, GtkWidget *parent);

G_END_DECLS
