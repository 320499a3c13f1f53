/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-db.h"

G_BEGIN_DECLS

/* Tells a contract's file from any other: "GVN1" */
#define GVN_APPLICATION_ID 0x47564e31

int gvn_schema_get_latest (void);
gboolean gvn_schema_get_version (GvnDb *db, int *version, GError **error);
gboolean gvn_schema_check_not_newer (int version, int latest, GError **error);
gboolean gvn_schema_migrate (GvnDb *db, int to, GError **error);

/* A migration beyond those shipped, for the tests of migrating */
void gvn_schema_set_next (const char *sql);

G_END_DECLS
