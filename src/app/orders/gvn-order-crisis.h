/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* The hours of a crisis, as each side counted them (#GvnGroupFill). */
void gvn_order_fill_hours (AdwPreferencesGroup *group, GvnSession *session, const char *id);

G_END_DECLS
