/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-window.h"

G_BEGIN_DECLS

/* Walks through every page and leaves a picture of each, then closes the window. */
void gvn_screenshots_take (GvnWindow *window, const char *folder);

G_END_DECLS
