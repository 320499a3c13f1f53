/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "money/gvn-money.h"

G_BEGIN_DECLS

/* Amounts as the money page says them: what is known in part is at least that. */

char *gvn_money_words_dup_amount (const GvnMoneyAmount *amount);
char *gvn_money_words_dup_cell (const GvnMoneyAmount *amount);
char *gvn_money_words_dup_tick (guint euros);
guint gvn_money_words_get_euros (const GvnMoneyAmount *amount);

G_END_DECLS
