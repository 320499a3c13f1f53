/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-store.h"

G_BEGIN_DECLS

/* The day the demonstration is seen from: a Wednesday, eight days before a COPIL. */
#define GVN_DEMONSTRATION_TODAY "2028-03-08"

GvnStore *gvn_demonstration_create (const char *path, GError **error);

G_END_DECLS
