/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gvn_uuid_v5 (const char *space, const char *name);

G_END_DECLS
