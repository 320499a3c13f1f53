/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Putting one file on a WebDAV or CalDAV server: libsoup stays in gvn-dav.c. */

/**
 * GvnDavAccount:
 * @user: (nullable): sent only when the server asks for it
 * @password: (nullable): likewise; in memory only
 * @authorities: (nullable): a PEM file of the authorities to trust instead of the system's
 *
 * How to enter.
 */
typedef struct
{
  char *user;
  char *password;
  char *authorities;
} GvnDavAccount;

void gvn_dav_account_clear (GvnDavAccount *self);
void gvn_dav_account_copy (GvnDavAccount *self, const GvnDavAccount *other);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GvnDavAccount, gvn_dav_account_clear)

GUri *gvn_dav_parse_address (const char *text, char **user, GError **error);

/**
 * GvnDavOutcome:
 * @created: there was nothing there before
 * @conflict: something else had been put there in between; it was read again, and replaced
 */
typedef struct
{
  gboolean created;
  gboolean conflict;
} GvnDavOutcome;

void gvn_dav_put_async (GUri *address, const GvnDavAccount *account, const char *text, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);
gboolean gvn_dav_put_finish (GAsyncResult *result, GvnDavOutcome *outcome, GError **error);

G_END_DECLS
