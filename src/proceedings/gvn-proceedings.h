/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What takes place in the meetings of the committees: agenda, attendance, minutes,
 * decisions and actions, escalation, emergency changes, pre-problems.
 */

void gvn_proceedings_register (void);
void gvn_proceedings_register_words (void);
void gvn_standing_template_register (void);

G_END_DECLS
