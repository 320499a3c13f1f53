/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "contract/gvn-contract.h"
#include "contract/gvn-json.h"

G_BEGIN_DECLS

/* The contract's own parts of a template: agencies, sites, roles, settings. */
gboolean gvn_contract_template_read (GvnJson *json, GvnDb *db, const GvnContract *contract, GError **error);
gboolean gvn_contract_template_read_settings (GvnJson *json, GvnDb *db, GError **error);

G_END_DECLS
