/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-store.h"

G_BEGIN_DECLS

/* Runs a command as a user would have, at a moment of the demonstration's life. */
gboolean gvn_demonstration_run (GvnStore *store, const char *day, const char *label, GvnCommand command, gpointer data,
                                GError **error);

gboolean gvn_demonstration_fill_cab (GvnStore *store, GError **error);
gboolean gvn_demonstration_fill_preparation (GvnStore *store, GError **error);

G_END_DECLS
