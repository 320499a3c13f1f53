/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a contract may lie, judged from the names the system gives its mount. */

gboolean gvn_location_is_network (const char *mount_type);
const char *gvn_location_find_cloud (const char *path);
char *gvn_location_dup_mount_type (const char *path);

G_END_DECLS
