/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Passwords in the Secret Service, by address and user; nowhere else. */

/**
 * GvnSecret:
 *
 * What was kept; empty when nothing was.
 */
typedef struct
{
  char *address;
  char *user;
  char *password;
} GvnSecret;

void gvn_secret_clear (GvnSecret *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GvnSecret, gvn_secret_clear)

void gvn_secret_find_async (const char *address, const char *user, gboolean open, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gboolean gvn_secret_find_finish (GAsyncResult *result, GvnSecret *secret, GError **error);
void gvn_secret_keep_async (const GvnSecret *secret, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean gvn_secret_keep_finish (GAsyncResult *result, GError **error);

G_END_DECLS
