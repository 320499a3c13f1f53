/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is done with the dated copies of a contract that need not be open. */

GPtrArray *gvn_backup_list (const char *contract);
GPtrArray *gvn_backup_find_superfluous (GPtrArray *names);
gboolean gvn_backup_restore_damaged (const char *contract, const char *path, GError **error);

G_END_DECLS
