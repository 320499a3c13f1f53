/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "money/gvn-billing.h"

/* What a COPIL settles of a month, in words. */

static const struct
{
  const char *name;
  const char *label;
} kinds[GVN_BILLING_N_KINDS] = {
  [GVN_BILLING_REDUCTION] = { "reduction", N_ ("Réfaction") },
  [GVN_BILLING_PENALTY] = { "penalty", N_ ("Penalty") },
  [GVN_BILLING_MALUS] = { "malus", N_ ("Malus") },
  [GVN_BILLING_BONUS] = { "bonus", N_ ("Bonus") },
  [GVN_BILLING_DISPUTE] = { "dispute", N_ ("Dispute") },
};

const char *
gvn_billing_kind_to_string (GvnBillingKind kind)
{
  return kinds[kind].name;
}

const char *
gvn_billing_kind_get_label (GvnBillingKind kind)
{
  return _ (kinds[kind].label);
}

/**
 * gvn_billing_item_get_signed:
 *
 * Returns: its amount in cents, below zero when it is taken off
 */
gint64
gvn_billing_item_get_signed (const GvnBillingItem *self)
{
  switch (self->kind)
    {
    case GVN_BILLING_REDUCTION:
    case GVN_BILLING_PENALTY:
    case GVN_BILLING_MALUS:
      return -self->cents;
    case GVN_BILLING_BONUS:
    case GVN_BILLING_DISPUTE:
      return self->cents;
    }

  g_assert_not_reached ();
}

const char *
gvn_billing_get_net_label (void)
{
  return _ ("Admitted less penalties and malus, with primes");
}

/**
 * gvn_billing_item_dup_title:
 *
 * Returns: (transfer full): "Dispute: Hours of the night, CMD-3, UO 5b"
 */
char *
gvn_billing_item_dup_title (const GvnBillingItem *self)
{
  g_autofree char *name = self->order != NULL ? gvn_order_dup_name (self->order) : NULL;
  g_autoptr (GString) text = g_string_new (self->title);

  /* one made here is called after its order */
  if (name != NULL && !g_str_has_prefix (self->title, name))
    g_string_append_printf (text, ", %s", name);
  if (self->uo != NULL && !g_str_has_suffix (self->title, self->uo))
    g_string_append_printf (text, ", %s", self->uo);

  /* Translators: a kind as "Penalty", what it is about */
  return g_strdup_printf (_ ("%s: %s"), gvn_billing_kind_get_label (self->kind), text->str);
}

static char *
dup_positions (const GvnSettlement *element)
{
  g_autofree char *contractor = gvn_position_dup_text (element->contractor, element->contractor_note);
  g_autofree char *dsiun = gvn_position_dup_text (element->dsiun, element->dsiun_note);

  /* Translators: the position of each side */
  return g_strdup_printf (_ ("Contractor: %s\nDSIUN: %s"), contractor, dsiun);
}

/**
 * gvn_billing_item_dup_words:
 *
 * Returns: (transfer full): why it is, or where each side stands, then what settles it
 */
char *
gvn_billing_item_dup_words (const GvnBillingItem *self)
{
  g_autofree char *decision = self->decision != NULL ? gvn_matter_dup_title (self->decision) : NULL;
  g_autofree char *settled
      /* Translators: a decision as "D-3 Its title" */
      = decision != NULL ? g_strdup_printf (_ ("Settled by %s"), decision)
                         : g_strdup (_ ("No decision settles it yet"));
  g_autofree char *why = self->element != NULL ? dup_positions (self->element) : g_strdup (self->fact->note);

  return why != NULL ? g_strdup_printf ("%s\n%s", why, settled) : g_steal_pointer (&settled);
}
