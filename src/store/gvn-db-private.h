/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

#include "store/gvn-db.h"

G_BEGIN_DECLS

typedef enum
{
  GVN_DB_WRITE,      /* the writer's connection */
  GVN_DB_READ,       /* query-only */
  GVN_DB_IMMUTABLE,  /* a file nobody writes: a backup */
  GVN_DB_UNWRITABLE, /* a contract this user cannot write: what waits in its -wal is read too */
} GvnDbMode;

GvnDb *gvn_db_open (const char *path, GvnDbMode mode, GError **error);
GvnDb *gvn_db_open_memory (void);
void gvn_db_close (GvnDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnDb, gvn_db_close)

sqlite3 *gvn_db_get_handle (GvnDb *self);
gboolean gvn_db_run_script (GvnDb *self, const char *sql, GError **error);
gboolean gvn_db_fail (GvnDb *self, int code, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_session, sqlite3session_delete)

G_END_DECLS
