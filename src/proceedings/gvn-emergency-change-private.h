/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "proceedings/gvn-emergency-change.h"

G_BEGIN_DECLS

GPtrArray *gvn_emergency_change_read (GvnDb *db, const char *perimeter, const char *id, GError **error);
gboolean gvn_emergency_change_count_due (GvnDb *db, const char *perimeter, const GDate *opened_on, GDate *due_on,
                                         GPtrArray *days, GError **error);

G_END_DECLS
