/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-store.h"

G_BEGIN_DECLS

/* The identifiers of the demonstration are made of names within this one. */
#define GVN_DEMONSTRATION_SPACE "0b1f7f52-93a4-4d4e-9a0e-3a1d5b6f2c10"

/* Runs a command as of the morning of @day. */
gboolean gvn_demonstration_run_on (GvnStore *store, const char *day, const char *label, GvnCommand command,
                                   gpointer data, GError **error);
gboolean gvn_demonstration_add_milestones (GvnStore *store, GError **error);
gboolean gvn_demonstration_add_matters (GvnStore *store, GError **error);
gboolean gvn_demonstration_prepare_sessions (GvnStore *store, GError **error);
gboolean gvn_demonstration_hold_sessions (GvnStore *store, GError **error);
gboolean gvn_demonstration_fill_cab (GvnStore *store, GError **error);
gboolean gvn_demonstration_fill_preparation (GvnStore *store, GError **error);
gboolean gvn_demonstration_fill_orders (GvnStore *store, GError **error);

G_END_DECLS
