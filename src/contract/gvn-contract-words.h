/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-db.h"

G_BEGIN_DECLS

void gvn_contract_register (void);

/* Values that higher domains tell too, as #GvnValueText */
char *gvn_value_dup_side (GvnDb *db, const char *value);
char *gvn_value_dup_cause (GvnDb *db, const char *value);
char *gvn_value_dup_role (GvnDb *db, const char *value);
char *gvn_value_dup_attachment (GvnDb *db, const char *value);

G_END_DECLS
