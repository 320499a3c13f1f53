/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "orders/gvn-order-private.h"

G_DEFINE_FINAL_TYPE (GvnOrder, gvn_order, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  const char *label;
} states[GVN_ORDER_N_STATES] = {
  [GVN_ORDER_NEED] = { "need", N_ ("Need") },
  [GVN_ORDER_SENT] = { "sent", N_ ("Request sent") },
  [GVN_ORDER_QUOTED] = { "quoted", N_ ("Quote received") },
  [GVN_ORDER_ACCEPTED] = { "accepted", N_ ("Quote accepted") },
  [GVN_ORDER_REFUSED] = { "refused", N_ ("Quote refused") },
  [GVN_ORDER_ISSUED] = { "issued", N_ ("Order issued") },
  [GVN_ORDER_DELIVERED] = { "delivered", N_ ("To verify") },
  [GVN_ORDER_DEFERRED] = { "deferred", N_ ("Deferred") },
  [GVN_ORDER_ADMITTED] = { "admitted", N_ ("Admitted") },
  [GVN_ORDER_REDUCED] = { "reduced", N_ ("Admitted with a réfaction") },
  [GVN_ORDER_REJECTED] = { "rejected", N_ ("Rejected") },
  [GVN_ORDER_INVOICED] = { "invoiced", N_ ("Invoiced") },
  [GVN_ORDER_CANCELLED] = { "cancelled", N_ ("Order cancelled") },
};

/* As facts: what they are called, and their place among those of one moment */
static const GvnFactKind acts[GVN_ORDER_N_ACTS] = {
  [GVN_ORDER_ACT_SEND] = { "order_sent", N_ ("Request sent") },
  [GVN_ORDER_ACT_EXCHANGE] = { "order_exchanged", N_ ("Prior exchange held") },
  [GVN_ORDER_ACT_QUOTE] = { "order_quoted", N_ ("Quote or commitment received") },
  [GVN_ORDER_ACT_ACCEPT] = { "order_accepted", N_ ("Quote accepted") },
  [GVN_ORDER_ACT_REFUSE] = { "order_refused", N_ ("Quote refused") },
  [GVN_ORDER_ACT_ASK_AGAIN] = { "order_asked_again", N_ ("Quote asked for again") },
  [GVN_ORDER_ACT_MOBILISE] = { "order_mobilised", N_ ("Mobilisation agreed") },
  [GVN_ORDER_ACT_CONSOLIDATE] = { "order_consolidated", N_ ("Count consolidated") },
  [GVN_ORDER_ACT_ISSUE] = { "order_issued", N_ ("Order notified") },
  [GVN_ORDER_ACT_POSTPONE] = { "order_postponed", N_ ("Execution postponed") },
  [GVN_ORDER_ACT_DELIVER] = { "order_delivered", N_ ("Delivery") },
  [GVN_ORDER_ACT_ADMIT] = { "order_admitted", N_ ("Admission") },
  [GVN_ORDER_ACT_DEFER] = { "order_deferred", N_ ("Deferral") },
  [GVN_ORDER_ACT_REJECT] = { "order_rejected", N_ ("Rejection") },
  [GVN_ORDER_ACT_INVOICE] = { "order_invoiced", N_ ("Invoice received") },
  [GVN_ORDER_ACT_CANCEL] = { "order_cancelled", N_ ("Order cancelled") },
};

static const struct
{
  const char *name;
  const char *label;
} deliverable_states[] = {
  [GVN_DELIVERABLE_AWAITED] = { "awaited", N_ ("Awaited") },
  [GVN_DELIVERABLE_DELIVERED] = { "delivered", N_ ("To verify") },
  [GVN_DELIVERABLE_DEFERRED] = { "deferred", N_ ("Deferred") },
  [GVN_DELIVERABLE_ADMITTED] = { "admitted", N_ ("Admitted") },
  [GVN_DELIVERABLE_REDUCED] = { "reduced", N_ ("Admitted with a réfaction") },
  [GVN_DELIVERABLE_REJECTED] = { "rejected", N_ ("Rejected") },
};

const char *
gvn_order_state_to_string (GvnOrderState state)
{
  return states[state].name;
}

gboolean
gvn_order_state_parse (const char *text, GvnOrderState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (text, states[i].name) == 0)
      {
        *state = i;
        return TRUE;
      }

  return FALSE;
}

const char *
gvn_order_state_get_label (GvnOrderState state)
{
  return _ (states[state].label);
}

const char *
gvn_order_act_get_label (GvnOrderAct act)
{
  return _ (acts[act].label);
}

/* The kind of fact an act is. */
const char *
gvn_order_act_to_string (GvnOrderAct act)
{
  return acts[act].kind;
}

gboolean
gvn_order_act_parse (const char *text, GvnOrderAct *act)
{
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_strcmp0 (text, acts[i].kind) == 0)
      {
        *act = i;
        return TRUE;
      }

  return FALSE;
}

const char *
gvn_deliverable_state_to_string (GvnDeliverableState state)
{
  return deliverable_states[state].name;
}

const char *
gvn_deliverable_state_get_label (GvnDeliverableState state)
{
  return _ (deliverable_states[state].label);
}

void
gvn_order_register_facts (void)
{
  gvn_fact_add_kinds (acts, G_N_ELEMENTS (acts));
}

/* Memory ------------------------------------------------------------------------------ */

void
gvn_order_line_free (GvnOrderLine *self)
{
  g_free (self->uo);
  g_free (self);
}

void
gvn_order_fact_free (GvnOrderFact *self)
{
  g_free (self->id);
  g_free (self->by_name);
  g_free (self->by_side);
  g_free (self->note);
  g_free (self->proof);
  g_free (self->request);
  g_free (self->deliverable);
  g_strfreev (self->uos);
  g_free (self);
}

void
gvn_order_version_free (GvnOrderVersion *self)
{
  g_free (self->id);
  g_free (self->specification);
  g_free (self->capacity_note);
  for (guint i = 0; i < GVN_N_STAGES; i++)
    g_ptr_array_unref (self->lines[i]);
  g_hash_table_unref (self->answered);
  g_free (self);
}

void
gvn_deliverable_free (GvnDeliverable *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self);
}

void
gvn_order_due_free (GvnOrderDue *self)
{
  g_free (self->kind);
  g_free (self);
}

static void
gvn_order_finalize (GObject *object)
{
  GvnOrder *self = GVN_ORDER (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->perimeter);
  g_free (self->stream);
  g_free (self->month);
  g_free (self->need_number);
  g_free (self->finance_number);
  g_free (self->invoice_number);
  g_ptr_array_unref (self->rounds);
  g_ptr_array_unref (self->versions);
  g_ptr_array_unref (self->deliverables);
  g_ptr_array_unref (self->facts);
  g_ptr_array_unref (self->dues);

  G_OBJECT_CLASS (gvn_order_parent_class)->finalize (object);
}

static void
gvn_order_class_init (GvnOrderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gvn_order_finalize;
}

static void
gvn_order_init (GvnOrder *self)
{
  self->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_order_version_free);
  self->deliverables = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_deliverable_free);
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_order_fact_free);
  self->dues = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_order_due_free);
  self->rounds = g_ptr_array_new_with_free_func (g_free);
}

/* Reading ----------------------------------------------------------------------------- */

/**
 * gvn_order_dup_name:
 *
 * Returns: (transfer full): as it is cited: "CMD-12"; in the search index too, see the
 *   schema
 */
char *
gvn_order_dup_name (GvnOrder *self)
{
  return g_strdup_printf (GVN_ORDER_PREFIX "%d", self->number);
}

/**
 * gvn_order_get_lines:
 *
 * Returns: (transfer none) (element-type GvnOrderLine): the lines of the version in force
 *   at @stage; where it says nothing, they are as at the stage before
 */
GPtrArray *
gvn_order_get_lines (GvnOrder *self, GvnStage stage)
{
  while (stage > GVN_STAGE_NEEDED && self->version->lines[stage]->len == 0)
    stage--;

  return self->version->lines[stage];
}

/**
 * gvn_order_get_current_lines:
 *
 * Returns: (transfer none) (element-type GvnOrderLine): those of the stage it has reached
 */
GPtrArray *
gvn_order_get_current_lines (GvnOrder *self)
{
  return gvn_order_get_lines (self, self->issued != NULL            ? GVN_STAGE_ORDERED
                                    : self->version->quoted != NULL ? GVN_STAGE_QUOTED
                                                                    : GVN_STAGE_NEEDED);
}
