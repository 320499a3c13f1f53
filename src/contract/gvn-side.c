/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "contract/gvn-side.h"

static const struct
{
  const char *code;
  const char *label;
} causes[] = {
  { "contractor", N_ ("Contractor") },
  { "dsiun", N_ ("DSIUN") },
  { "agency", N_ ("Agency") },
  { "third_party", N_ ("Third party") },
  { "force_majeure", N_ ("Force majeure") },
};

/**
 * gvn_cause_get_label:
 *
 * Returns: (transfer none) (nullable): the cause in words, %NULL when @cause is
 *   none the contract knows
 */
const char *
gvn_cause_get_label (const char *cause)
{
  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    if (g_strcmp0 (cause, causes[i].code) == 0)
      return _ (causes[i].label);

  return NULL;
}

/**
 * gvn_side_get_label:
 *
 * Returns: (transfer none) (nullable): the side in words; the sides are the
 *   causes a party can bear
 */
const char *
gvn_side_get_label (const char *side)
{
  return g_strcmp0 (side, "force_majeure") == 0 ? NULL : gvn_cause_get_label (side);
}

/**
 * gvn_cause_fail:
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID: @cause is none the contract knows
 */
gboolean
gvn_cause_fail (const char *cause, GError **error)
{
  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: %s is what the user typed; the codes stay as they are */
               _ ("“%s” is no cause: give contractor, dsiun, agency, third_party or force_majeure"), cause);
  return FALSE;
}

/**
 * gvn_side_check:
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when @side is none the contract knows
 */
gboolean
gvn_side_check (const char *side, GError **error)
{
  if (gvn_side_get_label (side) != NULL)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: %s is what the user typed; the codes stay as they are */
               _ ("“%s” is no side: give contractor, dsiun, agency or third_party"), side);
  return FALSE;
}
