/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The sides of the contract, and who or what may cause a lateness */

const char *gvn_cause_get_label (const char *cause);
gboolean gvn_cause_fail (const char *cause, GError **error);
const char *gvn_side_get_label (const char *side);
gboolean gvn_side_check (const char *side, GError **error);

G_END_DECLS
