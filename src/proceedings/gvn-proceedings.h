/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-db.h"

G_BEGIN_DECLS

/*
 * What takes place in the meetings of the committees: agenda, attendance, minutes,
 * decisions and actions, escalation, emergency changes, pre-problems.
 */

void gvn_proceedings_register (void);
void gvn_proceedings_register_words (void);
void gvn_standing_template_register (void);

/* Values of a column as the journal tells them */
char *gvn_value_dup_matter (GvnDb *db, const char *value);
char *gvn_value_dup_amount (GvnDb *db, const char *value);

G_END_DECLS
