/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "proceedings/gvn-minutes.h"

static const struct
{
  const char *name;
  const char *label;
} states[] = {
  [GVN_MINUTES_DRAFT] = { "draft", N_ ("Draft") },
  [GVN_MINUTES_SENT] = { "sent", N_ ("Sent") },
  [GVN_MINUTES_OPEN] = { "open", N_ ("Open to remarks") },
  [GVN_MINUTES_AWAITING] = { "awaiting", N_ ("Awaiting validation") },
  [GVN_MINUTES_REMARKED] = { "remarked", N_ ("Remarks to answer") },
  [GVN_MINUTES_DISPUTED] = { "disputed", N_ ("In disagreement") },
  [GVN_MINUTES_TACITLY_VALIDATED] = { "tacit", N_ ("Tacitly validated") },
  [GVN_MINUTES_VALIDATED] = { "validated", N_ ("Validated") },
  [GVN_MINUTES_SUPERSEDED] = { "superseded", N_ ("Replaced") },
};

const char *
gvn_minutes_state_to_string (GvnMinutesState state)
{
  return states[state].name;
}

const char *
gvn_minutes_state_get_label (GvnMinutesState state)
{
  return _ (states[state].label);
}

/* Whether silence had validated by the end of the day before @day. */
static gboolean
is_validated_by_silence (const GvnMinutesFacts *facts, const GDate *day)
{
  return facts->rule == GVN_MINUTES_TACIT && g_date_valid (&facts->due) && facts->n_remarks == 0
         && g_date_compare (day, &facts->due) > 0;
}

/**
 * gvn_minutes_derive_state:
 *
 * A remark in time stops the clock of its version for everybody: answered, by the next
 * version; refused, silence no longer validates. Where each participant validates,
 * silence never does (6.3). Without a rule, nothing is validated.
 *
 * Returns: the state that follows from @facts on @today
 */
GvnMinutesState
gvn_minutes_derive_state (const GvnMinutesFacts *facts, const GDate *today)
{
  gboolean superseded = g_date_valid (&facts->superseded_on);

  if (!facts->sent && !facts->received)
    return GVN_MINUTES_DRAFT;
  if (facts->validated)
    return GVN_MINUTES_VALIDATED;
  if (superseded)
    return is_validated_by_silence (facts, &facts->superseded_on) ? GVN_MINUTES_TACITLY_VALIDATED
                                                                  : GVN_MINUTES_SUPERSEDED;
  if (facts->n_remarks > facts->n_refused)
    return GVN_MINUTES_REMARKED;
  if (facts->n_refused > 0)
    return GVN_MINUTES_DISPUTED;
  if (facts->rule == GVN_MINUTES_NONE || !g_date_valid (&facts->due))
    return GVN_MINUTES_SENT;
  if (facts->rule == GVN_MINUTES_SIGNED)
    return GVN_MINUTES_AWAITING;

  return is_validated_by_silence (facts, today) ? GVN_MINUTES_TACITLY_VALIDATED : GVN_MINUTES_OPEN;
}

static guint
count_waiting (const GvnMinutesVersion *self)
{
  guint n = 0;

  for (guint i = 0; i < self->signers->len; i++)
    n += ((const GvnSigner *) self->signers->pdata[i])->fact == NULL;

  return n;
}

/**
 * gvn_minutes_describe:
 *
 * Returns: (transfer full): where a version is in its life: "Version 2: open to remarks
 *   until 11 December 2026"
 */
char *
gvn_minutes_describe (const GvnMinutesVersion *self)
{
  g_autofree char *due = g_date_valid (&self->due) ? gvn_text_date (&self->due) : NULL;
  int number = self->document->number;
  guint n_waiting;

  switch (self->state)
    {
    case GVN_MINUTES_OPEN:
      /* Translators: the number of a version and a date */
      return g_strdup_printf (_ ("Version %d: open to remarks until %s, then tacitly validated"), number, due);
    case GVN_MINUTES_AWAITING:
      n_waiting = count_waiting (self);
      if (self->signers->len == 0)
        return g_strdup_printf (_ ("Version %d: say who was there, each DSIUN participant validates"), number);
      if (n_waiting == 0)
        return g_strdup_printf (_ ("Version %d: each participant has validated; record the validation"), number);
      return g_strdup_printf (
          ngettext ("Version %d: %u validation is awaited", "Version %d: %u validations are awaited", n_waiting),
          number, n_waiting);
    case GVN_MINUTES_TACITLY_VALIDATED:
      return g_strdup_printf (_ ("Version %d: tacitly validated, no remark until %s"), number, due);
    case GVN_MINUTES_DRAFT:
    case GVN_MINUTES_SENT:
    case GVN_MINUTES_REMARKED:
    case GVN_MINUTES_DISPUTED:
    case GVN_MINUTES_VALIDATED:
    case GVN_MINUTES_SUPERSEDED:
      break;
    }

  /* Translators: the number of a version and its state */
  return g_strdup_printf (_ ("Version %d: %s"), number, gvn_minutes_state_get_label (self->state));
}
