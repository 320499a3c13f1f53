/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A contract's file is verified when it opens, unless it is the very one this program
 * verified and closed last: then nothing was written to it since.
 */

gboolean gvn_seal_holds (const char *path);
void gvn_seal_break (const char *path);
void gvn_seal_set (const char *path);

G_END_DECLS
