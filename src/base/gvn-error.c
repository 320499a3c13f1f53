/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"

G_DEFINE_QUARK (gvn - error - quark, gvn_error)

/**
 * gvn_error_refuse:
 * @thing: what it is about, as people call it
 * @reason: why, and what to do
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED, "COPIL, 19 November 2026: it is cancelled; …"
 */
gboolean
gvn_error_refuse (const char *thing, const char *reason, GError **error)
{
  /* Translators: what something is about, then why it cannot be done */
  g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED, _ ("%s: %s"), thing, reason);
  return FALSE;
}
