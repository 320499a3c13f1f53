/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GVN_ERROR:
 *
 * The one error domain of libgouvernail. A message names the thing, the reason
 * and the remedy, is translated, and tells nothing of the internals.
 */
#define GVN_ERROR (gvn_error_quark ())
GQuark gvn_error_quark (void);

/**
 * GvnError:
 * @GVN_ERROR_INVALID: the input is malformed or out of range: correct it
 * @GVN_ERROR_NOT_FOUND: the thing named does not exist: name another
 * @GVN_ERROR_REFUSED: a rule of the contract or of the store forbids it
 * @GVN_ERROR_CONFLICT: what it builds on has changed since: look, then redo
 * @GVN_ERROR_READ_ONLY: the file cannot be written: choose another place
 * @GVN_ERROR_TOO_NEW: the file comes from a newer version: update the program
 * @GVN_ERROR_DAMAGED: the file is damaged: restore a backup
 * @GVN_ERROR_IO: the system refused (disk full, permission): free, then retry
 *
 * Codes by what the caller can do about the error.
 */
typedef enum
{
  GVN_ERROR_INVALID,
  GVN_ERROR_NOT_FOUND,
  GVN_ERROR_REFUSED,
  GVN_ERROR_CONFLICT,
  GVN_ERROR_READ_ONLY,
  GVN_ERROR_TOO_NEW,
  GVN_ERROR_DAMAGED,
  GVN_ERROR_IO,
} GvnError;

gboolean gvn_error_refuse (const char *thing, const char *reason, GError **error);

G_END_DECLS
