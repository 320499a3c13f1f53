/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "contract/gvn-contract.h"
#include "orders/gvn-recurring.h"

G_BEGIN_DECLS

/* How a month's drafting is told in the register, for the orders alone. */

GPtrArray *gvn_recurring_list_left (GvnDb *db, const GvnContract *contract, const GDate *month, gboolean *owed,
                                    GError **error);

gboolean gvn_recurring_record_draft (GvnDb *db, GvnRecurringDraft *draft, gboolean owed, GError **error);
gboolean gvn_recurring_refresh (GvnDb *db, const char *month, GError **error);
gboolean gvn_recurring_refresh_all (GvnDb *db, GError **error);
gboolean gvn_recurring_added (GvnDb *db, const GvnNow *now, GError **error);
void gvn_recurring_register_deadlines (void);

/* Whether the rule of the drafting is not there, as in a contract made before it was */
#define GVN_RECURRING_LACKS                                                                                            \
  "SELECT NOT EXISTS (SELECT 1 FROM deadline_rule WHERE subject_kind = 'order' AND kind = 'recurring_draft')"

G_END_DECLS
