/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"
#include "orders/gvn-order.h"

G_BEGIN_DECLS

/* What happened to an order: its steps, its facts, the notes they give, its versions.
 * Each fills a group of its dialog (#GvnGroupFill). */
void gvn_order_fill_steps (AdwPreferencesGroup *group, GvnSession *session, const char *id);
void gvn_order_fill_facts (AdwPreferencesGroup *group, GvnSession *session, const char *id);
void gvn_order_fill_notes (AdwPreferencesGroup *group, GvnSession *session, const char *id);
void gvn_order_fill_versions (AdwPreferencesGroup *group, GvnSession *session, const char *id);

G_END_DECLS
