/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "orders/gvn-order-act.h"
#include "orders/gvn-order-private.h"

/*
 * The life of an order: its facts, one after the other, each possible in the state the
 * others left it in, or refused in words. An act, a correction and an undo are all
 * judged by this.
 */

typedef struct
{
  GvnOrder *order;
  GvnCatalogue *catalogue;
  const GvnOrderFact *fact;
} Life;

/* Refuses the fact: CMD-3: "Admission": it is not delivered yet… */
static gboolean
refuse (const Life *life, const char *reason, GError **error)
{
  g_autofree char *name = gvn_order_dup_name (life->order);
  g_autofree char *thing = g_strdup_printf ("%s, %s", name, gvn_order_act_get_label (life->fact->act));

  return gvn_error_refuse (thing, reason, error);
}

static GvnOrderVersion *
find_version (GvnOrder *order, const char *id)
{
  for (guint i = 0; i < order->versions->len; i++)
    if (g_strcmp0 (((GvnOrderVersion *) order->versions->pdata[i])->id, id) == 0)
      return order->versions->pdata[i];

  return order->versions->pdata[order->versions->len - 1];
}

/* Before the order is issued ----------------------------------------------------------- */

static gboolean
check_not_issued (const Life *life, GError **error)
{
  return life->order->issued == NULL
         || refuse (life, _ ("it is issued already; open an order of its own for what changes"), error);
}

/* What a unit starts from comes with its request. */
static gboolean
check_enclosed (const Life *life, const GvnOrderVersion *version, GError **error)
{
  const GPtrArray *lines = version->lines[GVN_STAGE_NEEDED];

  for (guint i = 0; i < lines->len; i++)
    {
      const GvnUo *uo = gvn_catalogue_get (life->catalogue, ((GvnOrderLine *) lines->pdata[i])->uo);
      g_autofree char *reason = NULL;

      if (g_strcmp0 (uo->requires, "specification") == 0 && version->specification == NULL)
        /* Translators: the code of a work unit */
        reason = g_strdup_printf (_ ("%s starts from a specification (7.11.3.3); name it in the request"), uo->code);
      else if (g_strcmp0 (uo->requires, "capacity_note") == 0 && version->capacity_note == NULL)
        /* Translators: the code of a work unit */
        reason = g_strdup_printf (_ ("%s is ordered when the proximité cannot absorb it (7.11.9.2); say why it cannot"),
                                  uo->code);
      if (reason != NULL)
        return refuse (life, reason, error);
    }

  return TRUE;
}

static gboolean
send (const Life *life, GError **error)
{
  GvnOrder *order = life->order;
  GvnOrderVersion *version = find_version (order, life->fact->request);

  if (!check_not_issued (life, error) || !check_enclosed (life, version, error))
    return FALSE;
  if (version->sent != NULL)
    return refuse (life, _ ("this version was sent already; change the request to send another"), error);
  order->version = version;
  order->version->sent = life->fact;
  order->decision = NULL;

  return TRUE;
}

static gboolean
exchange (const Life *life, GError **error)
{
  if (!check_not_issued (life, error))
    return FALSE;
  find_version (life->order, life->fact->request)->exchanged = life->fact;

  return TRUE;
}

static gboolean
is_answered (const GvnOrderVersion *version)
{
  const GPtrArray *lines = version->lines[GVN_STAGE_NEEDED];

  for (guint i = 0; i < lines->len; i++)
    if (!g_hash_table_contains (version->answered, ((GvnOrderLine *) lines->pdata[i])->uo))
      return FALSE;

  return TRUE;
}

static gboolean
is_asked_again (const GvnOrder *order)
{
  return order->decision != NULL && order->decision->act == GVN_ORDER_ACT_ASK_AGAIN;
}

/* The first transmission of each unit counts, whatever is asked again. */
static void
note_answer (GvnOrderVersion *version, const GvnOrderFact *fact)
{
  const GPtrArray *lines = version->lines[GVN_STAGE_NEEDED];

  for (guint i = 0; i < lines->len; i++)
    {
      char *uo = ((GvnOrderLine *) lines->pdata[i])->uo;

      if ((fact->uos == NULL || g_strv_contains ((const char *const *) fact->uos, uo))
          && !g_hash_table_contains (version->answered, uo))
        g_hash_table_insert (version->answered, uo, (gpointer) fact);
    }
  if (version->quoted == NULL)
    version->quoted = fact;
}

static gboolean
quote (const Life *life, GError **error)
{
  GvnOrder *order = life->order;

  if (!check_not_issued (life, error))
    return FALSE;
  if (order->version->sent == NULL)
    return refuse (life, _ ("the request was not sent by then; record its sending first"), error);
  if (is_answered (order->version) && !is_asked_again (order))
    return refuse (life, _ ("it is answered already; ask for another quote, or send the request again"), error);
  note_answer (order->version, life->fact);
  order->decision = NULL;

  return TRUE;
}

static gboolean
decide (const Life *life, GError **error)
{
  GvnOrder *order = life->order;

  if (!check_not_issued (life, error))
    return FALSE;
  if (order->version->quoted == NULL)
    return refuse (life, _ ("no quote was received by then; record it first"), error);
  if (order->decision != NULL)
    return refuse (life, _ ("its quote is decided already; a new one or a new request comes first"), error);
  order->decision = life->fact;

  return TRUE;
}

static gboolean
mobilise (const Life *life, GError **error)
{
  GvnOrder *order = life->order;

  if (!order->crisis)
    return refuse (life, _ ("only a crisis mobilises without notice (7.11.5.2); order it as any other"), error);
  if (!check_not_issued (life, error))
    return FALSE;
  if (life->fact->act == GVN_ORDER_ACT_MOBILISE && gvn_text_is_empty (life->fact->note))
    return refuse (life, _ ("it is agreed with the ROC or with both SDM (7.11.5.2); say with whom"), error);
  if (life->fact->act == GVN_ORDER_ACT_MOBILISE)
    order->mobilised = life->fact;
  else if (order->mobilised == NULL)
    return refuse (life, _ ("the mobilisation was not agreed by then; record with whom first"), error);
  else
    order->consolidated = life->fact;

  return TRUE;
}

/* What a unit asks for before it is ordered; a crisis has no quote (part C.2). */
static gboolean
check_unit (const Life *life, const GvnUo *uo, GError **error)
{
  const GvnOrderVersion *version = life->order->version;
  g_autofree char *reason = NULL;

  if (uo->prior_exchange && version->exchanged == NULL)
    /* Translators: the code of a work unit, a clause */
    reason
        = g_strdup_printf (_ ("%s takes an exchange with the contractor first (%s); record it"), uo->code, uo->clause);
  else if (!life->order->crisis && uo->quote_rule != NULL && version->sent == NULL)
    /* Translators: the code of a work unit, a clause */
    reason = g_strdup_printf (_ ("%s is requested before it is ordered (%s); record the sending of the request"),
                              uo->code, uo->clause);
  else if (!life->order->crisis && uo->quote_rule != NULL && !g_hash_table_contains (version->answered, uo->code))
    /* Translators: the code of a work unit, a clause */
    reason = g_strdup_printf (_ ("%s is not quoted or committed to yet (%s); record the contractor’s answer"), uo->code,
                              uo->clause);

  return reason == NULL || refuse (life, reason, error);
}

/* Returns: whether the notes of 8.5* are for it; a crisis has been worked when it is ordered */
static gboolean
is_scored (const GvnOrder *order, GvnCatalogue *catalogue)
{
  const GPtrArray *lines = order->version->lines[GVN_STAGE_NEEDED];

  for (guint i = 0; !order->crisis && i < lines->len; i++)
    if (gvn_catalogue_get (catalogue, ((GvnOrderLine *) lines->pdata[i])->uo)->scored)
      return TRUE;

  return FALSE;
}

static gboolean
issue (const Life *life, GError **error)
{
  GvnOrder *order = life->order;
  const GPtrArray *lines = order->version->lines[GVN_STAGE_NEEDED];

  if (!check_not_issued (life, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (!check_unit (life, gvn_catalogue_get (life->catalogue, ((GvnOrderLine *) lines->pdata[i])->uo), error))
      return FALSE;
  if (order->crisis && order->consolidated == NULL)
    return refuse (life, _ ("DSIUN has not consolidated the hours (7.11.5.2); record that it has first"), error);
  if (life->fact->due_count < 0 && !g_date_valid (&life->fact->due_on) && is_scored (order, life->catalogue))
    return refuse (life, _ ("an order carries its execution delay (8.5*); give a day or a delay"), error);
  if (is_asked_again (order))
    return refuse (life, _ ("another quote was asked for; record it first"), error);
  if (order->decision != NULL && order->decision->act == GVN_ORDER_ACT_REFUSE)
    return refuse (life, _ ("its quote was refused; send the request again, or cancel the order"), error);
  order->issued = life->fact;

  return TRUE;
}

/* Once it is issued ------------------------------------------------------------------- */

static gboolean
check_issued (const Life *life, GError **error)
{
  return life->order->issued != NULL || refuse (life, _ ("it was not issued by then; record the order first"), error);
}

static gboolean
postpone (const Life *life, GError **error)
{
  GvnOrder *order = life->order;

  if (!check_issued (life, error))
    return FALSE;
  if (order->delivered != NULL)
    return refuse (life, _ ("it is delivered; what it was judged by stays, but a lateness can be given a cause"),
                   error);
  if (!g_date_valid (&life->fact->due_on))
    return refuse (life, _ ("it is put off to a day; give it"), error);
  if (g_strcmp0 (life->fact->by_side, "dsiun") != 0 || life->fact->proof == NULL)
    return refuse (life, _ ("only a dated decision of DSIUN puts it off; give its proof"), error);
  order->postponed = life->fact;

  return TRUE;
}

static gboolean
is_pending (const GvnDeliverable *deliverable)
{
  return deliverable->state == GVN_DELIVERABLE_AWAITED || deliverable->state == GVN_DELIVERABLE_DEFERRED;
}

static void
deliver_one (GvnOrder *order, GvnDeliverable *deliverable, const GvnOrderFact *fact)
{
  GvnOrderRound *round = g_new0 (GvnOrderRound, 1);

  round->deliverable = deliverable;
  round->number = 1;
  for (guint i = 0; i < order->rounds->len; i++)
    round->number += ((GvnOrderRound *) order->rounds->pdata[i])->deliverable == deliverable;
  round->delivered = fact;
  g_ptr_array_add (order->rounds, round);
  if (deliverable->delivered == NULL)
    deliverable->delivered = fact;
  deliverable->state = GVN_DELIVERABLE_DELIVERED;
}

/* The order is delivered with the last of them. */
static void
find_delivered (GvnOrder *order)
{
  const GvnOrderFact *last = NULL;

  for (guint i = 0; i < order->deliverables->len; i++)
    {
      const GvnDeliverable *deliverable = order->deliverables->pdata[i];

      if (deliverable->delivered == NULL)
        return;
      if (last == NULL || deliverable->delivered->instant > last->instant)
        last = deliverable->delivered;
    }
  order->delivered = last;
}

static gboolean
is_target (const Life *life, const GvnDeliverable *deliverable)
{
  return life->fact->deliverable == NULL || g_strcmp0 (life->fact->deliverable, deliverable->id) == 0;
}

static gboolean
deliver (const Life *life, GError **error)
{
  GvnOrder *order = life->order;
  guint n = 0;

  if (!check_issued (life, error))
    return FALSE;
  for (guint i = 0; i < order->deliverables->len; i++)
    {
      GvnDeliverable *deliverable = order->deliverables->pdata[i];

      if (!is_target (life, deliverable) || !is_pending (deliverable))
        continue;
      deliver_one (order, deliverable, life->fact);
      n++;
    }
  if (n == 0)
    return refuse (life, _ ("nothing of it is still to be delivered; a deferral comes before another delivery"), error);
  find_delivered (order);

  return TRUE;
}

static void
end_round (GvnOrder *order, const GvnDeliverable *deliverable, const GvnOrderFact *fact)
{
  for (guint i = 0; i < order->rounds->len; i++)
    {
      GvnOrderRound *round = order->rounds->pdata[i];

      if (round->deliverable == deliverable && round->verdict == NULL)
        round->verdict = fact;
    }
}

static GvnDeliverableState
get_verdict (const GvnOrderFact *fact)
{
  if (fact->act == GVN_ORDER_ACT_DEFER)
    return GVN_DELIVERABLE_DEFERRED;
  if (fact->act == GVN_ORDER_ACT_REJECT)
    return GVN_DELIVERABLE_REJECTED;

  return fact->has_amount ? GVN_DELIVERABLE_REDUCED : GVN_DELIVERABLE_ADMITTED;
}

static gboolean
verify (const Life *life, GError **error)
{
  GvnOrder *order = life->order;
  guint n = 0, n_open = 0;

  if (!check_issued (life, error))
    return FALSE;
  for (guint i = 0; i < order->deliverables->len; i++)
    {
      GvnDeliverable *deliverable = order->deliverables->pdata[i];

      if (is_target (life, deliverable) && deliverable->state == GVN_DELIVERABLE_DELIVERED)
        {
          end_round (order, deliverable, life->fact);
          deliverable->state = get_verdict (life->fact);
          deliverable->verified = life->fact;
          n++;
        }
      n_open += is_pending (deliverable) || deliverable->state == GVN_DELIVERABLE_DELIVERED;
    }
  if (n == 0)
    return refuse (life,
                   n_open > 0 ? _ ("what it is about was not delivered by then; record its delivery first")
                              : _ ("its verification is over; correct the fact that ended it"),
                   error);
  if (life->fact->act == GVN_ORDER_ACT_DEFER)
    order->deferrals++;
  order->reduction += life->fact->has_amount ? life->fact->cents : 0;
  order->final_record = n_open == 0 ? life->fact : NULL;

  return TRUE;
}

static gboolean
invoice (const Life *life, GError **error)
{
  if (life->order->final_record == NULL)
    return refuse (life, _ ("what is not admitted is not invoiced; record the admission first"), error);
  if (life->order->state == GVN_ORDER_REJECTED)
    return refuse (life, _ ("it was rejected; nothing of it is paid"), error);
  life->order->invoiced = life->fact;

  return TRUE;
}

static gboolean
cancel (const Life *life, GError **error)
{
  GvnOrder *order = life->order;

  if (order->final_record != NULL)
    return refuse (life, _ ("its verification is over; what was admitted or rejected stays"), error);
  if (gvn_text_is_empty (life->fact->note))
    return refuse (life, _ ("a cancellation has a reason; give it"), error);
  order->cancelled = life->fact;

  return TRUE;
}

typedef gboolean (*Step) (const Life *life, GError **error);

static const Step steps[GVN_ORDER_N_ACTS] = {
  [GVN_ORDER_ACT_SEND] = send,         [GVN_ORDER_ACT_EXCHANGE] = exchange,    [GVN_ORDER_ACT_QUOTE] = quote,
  [GVN_ORDER_ACT_ACCEPT] = decide,     [GVN_ORDER_ACT_REFUSE] = decide,        [GVN_ORDER_ACT_ASK_AGAIN] = decide,
  [GVN_ORDER_ACT_MOBILISE] = mobilise, [GVN_ORDER_ACT_CONSOLIDATE] = mobilise, [GVN_ORDER_ACT_ISSUE] = issue,
  [GVN_ORDER_ACT_POSTPONE] = postpone, [GVN_ORDER_ACT_DELIVER] = deliver,      [GVN_ORDER_ACT_ADMIT] = verify,
  [GVN_ORDER_ACT_DEFER] = verify,      [GVN_ORDER_ACT_REJECT] = verify,        [GVN_ORDER_ACT_INVOICE] = invoice,
  [GVN_ORDER_ACT_CANCEL] = cancel,
};

static gboolean
live (const Life *life, GError **error)
{
  GvnOrder *order = life->order;

  if (order->cancelled != NULL)
    return refuse (life, _ ("the order is cancelled; take its cancellation back first"), error);
  if (order->invoiced != NULL)
    return refuse (life, _ ("the order is invoiced; correct what came before instead"), error);

  return steps[life->fact->act](life, error);
}

/* State ------------------------------------------------------------------------------- */

static guint
count_deliverables (const GvnOrder *order, GvnDeliverableState state)
{
  guint n = 0;

  for (guint i = 0; i < order->deliverables->len; i++)
    n += ((GvnDeliverable *) order->deliverables->pdata[i])->state == state;

  return n;
}

static GvnOrderState
derive_verified (const GvnOrder *order)
{
  if (count_deliverables (order, GVN_DELIVERABLE_REJECTED) == order->deliverables->len)
    return GVN_ORDER_REJECTED;

  return order->reduction > 0 || count_deliverables (order, GVN_DELIVERABLE_REJECTED) > 0 ? GVN_ORDER_REDUCED
                                                                                          : GVN_ORDER_ADMITTED;
}

static GvnOrderState
derive_requested (const GvnOrder *order)
{
  if (order->version->sent == NULL)
    return GVN_ORDER_NEED;
  if (!is_answered (order->version) || is_asked_again (order))
    return GVN_ORDER_SENT;
  if (order->decision == NULL)
    return GVN_ORDER_QUOTED;

  return order->decision->act == GVN_ORDER_ACT_ACCEPT ? GVN_ORDER_ACCEPTED : GVN_ORDER_REFUSED;
}

static GvnOrderState
derive_state (const GvnOrder *order)
{
  if (order->cancelled != NULL)
    return GVN_ORDER_CANCELLED;
  if (order->invoiced != NULL)
    return GVN_ORDER_INVOICED;
  if (order->final_record != NULL)
    return derive_verified (order);
  if (order->issued == NULL)
    return derive_requested (order);
  if (count_deliverables (order, GVN_DELIVERABLE_DEFERRED) > 0)
    return GVN_ORDER_DEFERRED;

  return count_deliverables (order, GVN_DELIVERABLE_AWAITED) == 0 ? GVN_ORDER_DELIVERED : GVN_ORDER_ISSUED;
}

/* An order without deliverables is delivered as a whole. */
static void
add_whole (GvnOrder *self)
{
  if (self->deliverables->len == 0)
    g_ptr_array_add (self->deliverables, g_new0 (GvnDeliverable, 1));
}

static gboolean
has_deliverable (const GvnOrder *order, GvnDeliverableState state)
{
  return count_deliverables (order, state) > 0;
}

/**
 * gvn_order_can:
 *
 * Returns: whether the state of the order lets @act be done; what an act then lacks is
 *   said when it is tried
 */
gboolean
gvn_order_can (GvnOrder *self, GvnOrderAct act)
{
  const GvnOrderVersion *last = self->versions->pdata[self->versions->len - 1];
  gboolean open = self->cancelled == NULL && self->final_record == NULL;
  gboolean requesting = open && self->issued == NULL;

  switch (act)
    {
    case GVN_ORDER_ACT_SEND:
      return requesting && last->sent == NULL && !self->crisis;
    case GVN_ORDER_ACT_EXCHANGE:
      return requesting;
    case GVN_ORDER_ACT_QUOTE:
      return requesting && self->state == GVN_ORDER_SENT;
    case GVN_ORDER_ACT_ACCEPT:
    case GVN_ORDER_ACT_REFUSE:
    case GVN_ORDER_ACT_ASK_AGAIN:
      return self->state == GVN_ORDER_QUOTED;
    case GVN_ORDER_ACT_MOBILISE:
      return requesting && self->crisis && self->mobilised == NULL;
    case GVN_ORDER_ACT_CONSOLIDATE:
      return requesting && self->mobilised != NULL && self->consolidated == NULL;
    case GVN_ORDER_ACT_ISSUE:
      return requesting && self->state != GVN_ORDER_SENT && self->state != GVN_ORDER_REFUSED
             && (!self->crisis || self->consolidated != NULL);
    case GVN_ORDER_ACT_POSTPONE:
      return open && self->issued != NULL && self->delivered == NULL;
    case GVN_ORDER_ACT_DELIVER:
      return open && self->issued != NULL
             && (has_deliverable (self, GVN_DELIVERABLE_AWAITED) || has_deliverable (self, GVN_DELIVERABLE_DEFERRED));
    case GVN_ORDER_ACT_ADMIT:
    case GVN_ORDER_ACT_DEFER:
    case GVN_ORDER_ACT_REJECT:
      return open && has_deliverable (self, GVN_DELIVERABLE_DELIVERED);
    case GVN_ORDER_ACT_INVOICE:
      return self->state == GVN_ORDER_ADMITTED || self->state == GVN_ORDER_REDUCED;
    case GVN_ORDER_ACT_CANCEL:
      return open;
    }

  g_assert_not_reached ();
}

/**
 * gvn_order_replay:
 * @self: an order just loaded
 *
 * Lives its facts in the order they happened.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED at the first one that is not possible in the
 *   state the others left it in; those before it are lived
 */
gboolean
gvn_order_replay (GvnOrder *self, GvnCatalogue *catalogue, GError **error)
{
  Life life = { .order = self, .catalogue = catalogue };
  gboolean good = TRUE;

  add_whole (self);
  self->version = self->versions->pdata[self->versions->len - 1];
  for (guint i = 0; good && i < self->facts->len; i++)
    {
      life.fact = self->facts->pdata[i];
      good = live (&life, error);
      if (good)
        self->state = derive_state (self);
    }

  return good;
}
