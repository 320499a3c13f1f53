/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Orders ("bons de commande"): the catalogue of work units and its prices, from the need
 * to the admission.
 */

void gvn_orders_register (void);
void gvn_orders_register_words (void);
void gvn_orders_register_agenda (void);

G_END_DECLS
