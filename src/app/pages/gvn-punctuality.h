/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* What each side owed in the last twelve months, met or late: bars by month, the late
 * ones as a line, the share met in time as a gauge, and all of it as tables. */
#define GVN_TYPE_PUNCTUALITY (gvn_punctuality_get_type ())
G_DECLARE_FINAL_TYPE (GvnPunctuality, gvn_punctuality, GVN, PUNCTUALITY, AdwPreferencesGroup)

void gvn_punctuality_refresh (GvnPunctuality *self, GvnSession *session);
GtkWidget *gvn_punctuality_get_picture (GvnPunctuality *self, char **title);

G_END_DECLS
