/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "orders/gvn-order-private.h"

/* What an order owes: an answer to each version of its request, an exchange, its
 * execution, its deliverables, their verification. */

typedef struct
{
  GvnOrder *order;
  GvnOrderContext *context;
  GPtrArray *owed;
} Owing;

/* Takes @item if there is such a rule that day; else frees it. */
static void
add_owed (const Owing *owing, const char *kind, const GDate *on, GvnOwed *item)
{
  item->rule = gvn_order_context_find_rule (owing->context, kind, on);
  /* A cancelled order owes nothing more; what was done stays. */
  if (item->rule == NULL || (owing->order->cancelled != NULL && item->fact == NULL))
    gvn_owed_free (item);
  else
    g_ptr_array_add (owing->owed, item);
}

static GvnOwed *
owed_new (const GvnOrderFact *closing)
{
  GvnOwed *self = g_new0 (GvnOwed, 1);

  self->trigger.minutes = GVN_NO_MINUTES;
  self->fact = closing != NULL ? g_strdup (closing->id) : NULL;

  return self;
}

/* Quote ------------------------------------------------------------------------------- */

/* The fact that answers all the units of a version whose quote is due by @rule: the last
 * of their first answers; a later version ends the wait. */
static const GvnOrderFact *
find_answer (const Owing *owing, const GvnOrderVersion *version, const char *rule)
{
  const GPtrArray *lines = version->lines[GVN_STAGE_NEEDED];
  const GvnOrderFact *last = NULL;
  gboolean whole = TRUE;

  for (guint i = 0; i < lines->len; i++)
    {
      const GvnUo *uo = gvn_catalogue_get (owing->context->catalogue, ((GvnOrderLine *) lines->pdata[i])->uo);
      const GvnOrderFact *answer = g_hash_table_lookup (version->answered, uo->code);

      if (g_strcmp0 (uo->quote_rule, rule) != 0)
        continue;
      whole = whole && answer != NULL;
      if (answer != NULL && (last == NULL || answer->instant > last->instant))
        last = answer;
    }
  if (whole)
    return last;

  for (guint i = 0; i < owing->order->versions->len; i++)
    {
      const GvnOrderVersion *other = owing->order->versions->pdata[i];

      if (other->number > version->number && other->sent != NULL)
        return other->sent;
    }

  return NULL;
}

static void
add_quotes (const Owing *owing, const GvnOrderVersion *version)
{
  const GPtrArray *lines = version->lines[GVN_STAGE_NEEDED];
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  if (version->sent == NULL || owing->order->crisis)
    return;
  for (guint i = 0; i < lines->len; i++)
    {
      const GvnUo *uo = gvn_catalogue_get (owing->context->catalogue, ((GvnOrderLine *) lines->pdata[i])->uo);
      GvnOwed *item;

      if (uo->quote_rule == NULL || !g_hash_table_add (known, uo->quote_rule))
        continue;
      item = owed_new (find_answer (owing, version, uo->quote_rule));
      item->trigger = version->sent->at;
      item->part = gvn_order_version_get_part (version);
      add_owed (owing, uo->quote_rule, &version->sent->at.date, item);
    }
}

static gboolean
needs_exchange (const Owing *owing, const GvnOrderVersion *version)
{
  const GPtrArray *lines = version->lines[GVN_STAGE_NEEDED];

  for (guint i = 0; i < lines->len; i++)
    if (gvn_catalogue_get (owing->context->catalogue, ((GvnOrderLine *) lines->pdata[i])->uo)->prior_exchange)
      return TRUE;

  return FALSE;
}

static void
add_exchange (const Owing *owing, const GvnOrderVersion *version)
{
  GvnOwed *item;

  if (!g_date_valid (&version->exchange_on) || !needs_exchange (owing, version))
    return;
  item = owed_new (version->exchanged);
  item->trigger.date = version->exchange_on;
  item->part = gvn_order_version_get_part (version);
  add_owed (owing, GVN_RULE_EXCHANGE, &version->exchange_on, item);
}

/* Execution --------------------------------------------------------------------------- */

static void
add_execution (const Owing *owing)
{
  GvnOrder *order = owing->order;
  GvnOwed *item;

  if (order->issued == NULL || !g_date_valid (&order->execution_due.date))
    return;
  item = owed_new (order->delivered);
  if (order->postponed != NULL)
    {
      g_autofree char *day = gvn_text_date (&order->execution_planned.date);

      item->trigger.date = order->postponed->due_on;
      /* Translators: the day first ordered */
      item->label = g_strdup_printf (_ ("Execution, postponed from %s"), day);
    }
  else if (order->issued->due_count >= 0)
    {
      item->trigger = order->issued->at;
      item->has_delay = TRUE;
      item->delay = (GvnDelay) { .direction = GVN_DIRECTION_AFTER,
                                 .unit = order->issued->due_unit,
                                 .count = order->issued->due_count };
    }
  else
    item->trigger.date = order->issued->due_on;
  add_owed (owing, GVN_RULE_EXECUTION, &order->issued->at.date, item);
}

static void
add_deliverables (const Owing *owing)
{
  for (guint i = 0; owing->order->issued != NULL && i < owing->order->deliverables->len; i++)
    {
      const GvnDeliverable *deliverable = owing->order->deliverables->pdata[i];
      GvnOwed *item;

      if (!g_date_valid (&deliverable->due_on))
        continue;
      item = owed_new (deliverable->delivered);
      item->trigger.date = deliverable->due_on;
      item->part = deliverable->number;
      /* Translators: the title of a deliverable */
      item->label = g_strdup_printf (_ ("Deliverable: %s"), deliverable->title);
      add_owed (owing, GVN_RULE_DELIVERABLE, &owing->order->issued->at.date, item);
    }
}

/* Verification ------------------------------------------------------------------------ */

/* What was delivered together is verified when the last of it is. */
static void
add_verification (const Owing *owing, const GvnOrderFact *delivered, int number)
{
  const GvnOrderFact *last = NULL;
  gboolean whole = TRUE;
  GvnOwed *item;

  for (guint i = 0; i < owing->order->rounds->len; i++)
    {
      const GvnOrderRound *round = owing->order->rounds->pdata[i];

      if (round->delivered != delivered)
        continue;
      whole = whole && round->verdict != NULL;
      if (round->verdict != NULL && (last == NULL || round->verdict->instant > last->instant))
        last = round->verdict;
    }

  item = owed_new (whole ? last : NULL);
  item->trigger = delivered->at;
  item->part = number > 1 ? number : 0;
  if (number > 1)
    /* Translators: which delivery of an order */
    item->label = g_strdup_printf (_ ("Verification of delivery %d"), number);
  add_owed (owing, owing->context->ccag ? GVN_RULE_VERIFICATION_CCAG : GVN_RULE_VERIFICATION, &delivered->at.date,
            item);
}

static void
add_verifications (const Owing *owing)
{
  const GvnOrderFact *previous = NULL;
  int number = 0;

  for (guint i = 0; i < owing->order->rounds->len; i++)
    {
      const GvnOrderRound *round = owing->order->rounds->pdata[i];

      if (round->delivered == previous)
        continue;
      previous = round->delivered;
      add_verification (owing, previous, ++number);
    }
}

/* Refreshing -------------------------------------------------------------------------- */

static gboolean
refresh_order (GvnOrder *order, GvnOrderContext *context, GError **error)
{
  g_autoptr (GPtrArray) owed = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_owed_free);
  const Owing owing = { order, context, owed };
  GvnCalendar *calendar = gvn_order_context_get_calendar (context, order->perimeter, error);

  if (calendar == NULL || !gvn_order_replay (order, context->catalogue, error)
      || !gvn_order_find_execution (order, context, error))
    return FALSE;
  for (guint i = 0; i < order->versions->len; i++)
    {
      add_quotes (&owing, order->versions->pdata[i]);
      add_exchange (&owing, order->versions->pdata[i]);
    }
  add_execution (&owing);
  add_deliverables (&owing);
  add_verifications (&owing);

  return gvn_register_set_owed_on (context->db, context->contract, calendar, GVN_SUBJECT_ORDER, order->id,
                                   order->perimeter, owed, error);
}

static gboolean
refresh (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) orders = gvn_order_load (db, id, error);
  g_autoptr (GvnOrderContext) context = NULL;

  if (orders == NULL || orders->len == 0)
    return orders != NULL;
  context = gvn_order_context_load (db, error);
  if (context == NULL)
    return FALSE;
  for (guint i = 0; i < orders->len; i++)
    if (!refresh_order (orders->pdata[i], context, error))
      return FALSE;

  return TRUE;
}

/**
 * gvn_order_refresh:
 *
 * Makes the register say what an order owes by its facts, which are judged again.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED when one of them is not possible where it stands
 */
gboolean
gvn_order_refresh (GvnDb *db, const char *id, GError **error)
{
  return refresh (db, id, error);
}

/**
 * gvn_order_refresh_all:
 *
 * After a rule, a reading or a closure changed.
 */
gboolean
gvn_order_refresh_all (GvnDb *db, GError **error)
{
  return refresh (db, NULL, error);
}

static char *
dup_title (GvnDb *db, const char *id, GError **error)
{
  return gvn_db_get_text (db, error, "SELECT 'CMD-' || number || ' ' || title FROM service_order WHERE id = ?", "s",
                          id);
}

/* What is owed or happened needs its order, and happened as orders live. */
static gboolean
check_orders (GvnDb *db, GPtrArray *findings, GError **error)
{
  g_autoptr (GPtrArray) orders = NULL;
  g_autoptr (GvnCatalogue) catalogue = NULL;

  if (!gvn_store_add_findings (db,
                               "SELECT subject_id FROM fact WHERE subject_kind = 'order' AND subject_id NOT IN"
                               " (SELECT id FROM service_order) UNION ALL SELECT subject_id FROM deadline WHERE"
                               " subject_kind = 'order' AND subject_id NOT IN (SELECT id FROM service_order)",
                               _ ("A fact or a deadline is of an order that does not exist"), findings, error)
      || !gvn_store_add_findings (db,
                                  "SELECT id FROM service_order WHERE id NOT IN (SELECT service_order FROM"
                                  " order_request)",
                                  _ ("An order asks for nothing"), findings, error))
    return FALSE;
  orders = findings->len == 0 ? gvn_order_load (db, NULL, error) : NULL;
  if (orders == NULL)
    return findings->len > 0;
  catalogue = gvn_catalogue_load (db, error);
  if (catalogue == NULL)
    return FALSE;
  for (guint i = 0; i < orders->len; i++)
    {
      g_autoptr (GError) fault = NULL;

      if (!gvn_order_replay (orders->pdata[i], catalogue, &fault))
        g_ptr_array_add (findings, g_strdup (fault->message));
    }

  return TRUE;
}

/**
 * gvn_order_register:
 *
 * Tells the register of orders; to be called once at start.
 */
void
gvn_order_register (void)
{
  static const GvnSubjectKind orders = { GVN_SUBJECT_ORDER, dup_title, gvn_order_refresh };

  gvn_order_register_facts ();
  gvn_register_add_subject_kind (&orders);
  gvn_store_add_invariant (check_orders);
  gvn_store_add_derivation (gvn_order_refresh_all);
}
