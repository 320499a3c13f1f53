/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "deadlines/gvn-register.h"

G_BEGIN_DECLS

void gvn_deadlines_register_invariants (void);
void gvn_deadlines_register_words (void);
gboolean gvn_register_is_excused (const char *cause, const char *owner_side);
char *gvn_register_dup_subject_title (GvnDb *db, const char *kind, const char *id, GError **error);

G_END_DECLS
