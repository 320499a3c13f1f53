/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "contract/gvn-fact.h"
#include "orders/gvn-order-act.h"
#include "orders/gvn-order-private.h"
#include "orders/gvn-recurring-private.h"

/* What happens to an order, recorded as facts that gvn-order-life.c judges. */

/* The time of an act: @at, or now. */
static gint64
get_instant (gint64 at, const GvnNow *now)
{
  return at != 0 ? at : now->instant;
}

static gboolean
add_answers (GvnDb *db, const char *fact, const char *const *uos, GError **error)
{
  for (guint i = 0; uos != NULL && uos[i] != NULL; i++)
    if (!gvn_db_exec (db, error, "INSERT INTO order_answer VALUES (?, ?)", "ss", fact, uos[i]))
      return FALSE;

  return TRUE;
}

static gboolean
record_fact (GvnDb *db, const GvnOrderRequest *request, const char *version, const char *deliverable, GError **error)
{
  g_autoptr (GvnFact) fact = g_new0 (GvnFact, 1);
  const char *unit = request->due_count >= 0 ? gvn_unit_to_string (request->due_unit) : NULL;

  if (request->proof != NULL
      && !gvn_attachment_record (db, request->proof, request->proof_name, request->proof_size, error))
    return FALSE;

  fact->subject_kind = g_strdup (GVN_SUBJECT_ORDER);
  fact->subject_id = g_strdup (request->order);
  fact->kind = g_strdup (gvn_order_act_to_string (request->act));
  fact->at = get_instant (request->at, request->now);
  fact->by_name = g_strdup (request->by_name);
  fact->by_side = g_strdup (request->by_side);
  fact->note = gvn_text_is_empty (request->note) ? NULL : g_strdup (request->note);
  fact->proof = g_strdup (request->proof);

  return gvn_fact_record (db, fact, request->now, error)
         && gvn_db_exec (
             db, error,
             "INSERT INTO order_fact (fact, request, deliverable, due_on, due_count, due_unit, amount_cents)"
             " VALUES (?, ?, ?, ?, nullif (?, -1), ?, nullif (?, -1))",
             "sssdisi", fact->id, version, deliverable, &request->due_on, (gint64) request->due_count, unit,
             request->has_amount ? request->cents : (gint64) -1)
         && add_answers (db, fact->id, request->uos, error);
}

/* Lines ------------------------------------------------------------------------------- */

static gboolean
refuse_unit (const GvnUo *uo, const char *reason, GError **error)
{
  return gvn_error_refuse (uo->code, reason, error);
}

static gboolean
check_line (const GvnOrderLine *line, GvnCatalogue *catalogue, gboolean crisis, GHashTable *known, GError **error)
{
  const GvnUo *uo = gvn_catalogue_find (catalogue, line->uo, error);

  if (uo == NULL)
    return FALSE;
  if (g_str_equal (uo->nature, "coefficient"))
    return refuse_unit (uo, _ ("it multiplies the price of others in a crisis; say that the order is one"), error);
  if (!g_hash_table_add (known, (gpointer) uo->code))
    return refuse_unit (uo, _ ("it comes twice; give its whole quantity on one line"), error);
  if (line->quantity <= 0)
    return refuse_unit (uo, _ ("nothing of it is asked for; give a quantity"), error);
  if (crisis && !uo->surge)
    return refuse_unit (uo, _ ("only off hours are worked without notice in a crisis (7.11.5.2); order it apart"),
                        error);

  return TRUE;
}

/* A crisis may be known before what it takes. */
static gboolean
check_lines (GPtrArray *lines, GvnCatalogue *catalogue, gboolean crisis, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < lines->len; i++)
    if (!check_line (lines->pdata[i], catalogue, crisis, known, error))
      return FALSE;
  if (lines->len > 0)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               _ ("The order asks for nothing: give a work unit and its quantity"));
  return FALSE;
}

static gboolean
store_lines (GvnDb *db, const char *version, GvnStage stage, GPtrArray *lines, GError **error)
{
  if (!gvn_db_exec (db, error, "DELETE FROM order_line WHERE request = ? AND stage = ?", "ss", version,
                    gvn_stage_to_string (stage)))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const GvnOrderLine *line = lines->pdata[i];
      g_autofree char *id = g_uuid_string_random ();

      if (!gvn_db_exec (db, error, "INSERT INTO order_line VALUES (?, ?, ?, ?, ?, ?)", "sssisi", id, version,
                        gvn_stage_to_string (stage), (gint64) i, line->uo, line->quantity))
        return FALSE;
    }

  return TRUE;
}

GvnOrderLine *
gvn_order_line_new (const char *uo, gint64 quantity)
{
  GvnOrderLine *self = g_new0 (GvnOrderLine, 1);

  self->uo = g_strdup (uo);
  self->quantity = quantity;

  return self;
}

GPtrArray *
gvn_order_lines_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_order_line_free);
}

/**
 * gvn_order_lines_parse:
 * @words: "12a=3", "UO 14d=1,5"
 *
 * Returns: (transfer full) (element-type GvnOrderLine): the lines, or %NULL with
 *   %GVN_ERROR_INVALID or, for what is not in the catalogue, %GVN_ERROR_NOT_FOUND
 */
GPtrArray *
gvn_order_lines_parse (GvnCatalogue *catalogue, const char *const *words, GError **error)
{
  g_autoptr (GPtrArray) lines = gvn_order_lines_new ();

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], "=", 2);
      const GvnUo *uo;
      gint64 quantity;

      if (g_strv_length (parts) != 2)
        {
          g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                       /* Translators: what the user typed; UO stays as it is */
                       _ ("“%s” is no unit with its quantity: write it as 12a=3"), words[i]);
          return NULL;
        }
      uo = gvn_catalogue_find (catalogue, parts[0], error);
      if (uo == NULL || !gvn_quantity_parse (parts[1], &quantity, error))
        return NULL;
      g_ptr_array_add (lines, gvn_order_line_new (uo->code, quantity));
    }

  return g_steal_pointer (&lines);
}

static gboolean
store_deliverable (GvnDb *db, const GvnDeliverableChange *change, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();

  if (gvn_text_is_empty (change->title))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("The deliverable has no name: say what is delivered"));
      return FALSE;
    }
  if (change->number > 0)
    return gvn_db_exec (db, error,
                        "UPDATE deliverable SET title = ?, due_on = ? WHERE service_order = ? AND number = ?", "sdsi",
                        change->title, &change->due_on, change->order, (gint64) change->number);

  return gvn_db_exec (db, error,
                      "INSERT INTO deliverable VALUES (?1, ?2, (SELECT coalesce (max (number), 0) + 1 FROM deliverable"
                      " WHERE service_order = ?2), ?3, ?4)",
                      "sssd", id, change->order, change->title, &change->due_on);
}

/* Writing a request ------------------------------------------------------------------- */

static gboolean
insert_order (GvnDb *db, GvnOrderDraft *draft, GvnCatalogue *catalogue, GError **error)
{
  const GvnOrderLine *first = draft->lines->pdata[0];
  const char *title = draft->title;

  if (gvn_text_is_empty (title))
    title = gvn_catalogue_get (catalogue, first->uo)->label;
  draft->id = g_uuid_string_random ();
  if (!gvn_db_exec (db, error,
                    "INSERT INTO service_order VALUES (?1, (SELECT coalesce (max (number), 0) + 1 FROM service_order),"
                    " ?2, ?3, ?4, ?5, ?6, nullif (?7, ''), NULL, NULL)",
                    "sssbsss", draft->id, title, draft->perimeter, draft->crisis, draft->stream, draft->month,
                    draft->need_number))
    return FALSE;
  for (guint i = 0; draft->deliverables != NULL && draft->deliverables[i] != NULL; i++)
    {
      GvnDeliverableChange change = { .order = draft->id, .title = draft->deliverables[i] };

      if (!store_deliverable (db, &change, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
insert_version (GvnDb *db, const GvnOrderDraft *draft, const char *version, GError **error)
{
  gboolean has_start = g_date_valid (&draft->start.date);

  return gvn_db_exec (db, error,
                      "INSERT INTO order_request VALUES (?1, ?2, (SELECT coalesce (max (number), 0) + 1 FROM"
                      " order_request WHERE service_order = ?2), nullif (?3, 0), ?4, ?5, nullif (?6, ''),"
                      " nullif (?7, ''), ?8)",
                      "ssidmssd", version, draft->id, draft->estimate, &draft->start.date,
                      has_start ? draft->start.minutes : GVN_NO_MINUTES, draft->specification, draft->capacity_note,
                      &draft->exchange_on)
         && store_lines (db, version, GVN_STAGE_NEEDED, draft->lines, error);
}

/* A request that was not sent yet is changed in place; one that was gets a version. */
static gboolean
drop_unsent (GvnDb *db, GvnOrder *order, GError **error)
{
  const GvnOrderVersion *last = order->versions->pdata[order->versions->len - 1];

  if (last->sent != NULL)
    return TRUE;

  return gvn_db_exec (db, error, "DELETE FROM order_line WHERE request = ?", "s", last->id)
         && gvn_db_exec (db, error, "UPDATE order_fact SET request = NULL WHERE request = ?", "s", last->id)
         && gvn_db_exec (db, error, "DELETE FROM order_request WHERE id = ?", "s", last->id);
}

static gboolean
revise_order (GvnDb *db, GvnOrderDraft *draft, GvnCatalogue *catalogue, GError **error)
{
  g_autoptr (GvnOrder) order = gvn_order_find (db, draft->order, draft->now, error);

  if (order == NULL)
    return FALSE;
  if (order->issued != NULL || order->cancelled != NULL)
    {
      g_autofree char *name = gvn_order_dup_name (order);

      return gvn_error_refuse (name, _ ("its request is settled; open an order of its own for what changes"), error);
    }
  draft->id = g_strdup (order->id);

  return drop_unsent (db, order, error);
}

/* The lines of a recurring order say what is left to draft of its month. */
static gboolean
refresh_month (GvnDb *db, const char *order, GError **error)
{
  g_autofree char *month
      = gvn_db_get_text (db, error, "SELECT coalesce (month, '') FROM service_order WHERE id = ?", "s", order);

  return month != NULL && (*month == '\0' || gvn_recurring_refresh (db, month, error));
}

/**
 * gvn_order_write:
 * @draft: a #GvnOrderDraft, whose id is set
 *
 * A #GvnCommand: a new order, or another version of the request of one, sent or not. A
 * version that was sent stays as it is and the clock of the new one starts anew (C.2).
 *
 * Returns: %FALSE with %GVN_ERROR_NOT_FOUND for a unit outside the catalogue,
 *   %GVN_ERROR_REFUSED for what the contract does not allow
 */
gboolean
gvn_order_write (GvnDb *db, gpointer data, GError **error)
{
  GvnOrderDraft *draft = data;
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (db, error);
  g_autofree char *version = g_uuid_string_random ();
  GvnOrderRequest sending = { .act = GVN_ORDER_ACT_SEND,
                              .at = draft->sent,
                              .due_count = -1,
                              .by_name = draft->by_name,
                              .by_side = draft->by_side,
                              .now = draft->now };

  if (catalogue == NULL || !check_lines (draft->lines, catalogue, draft->crisis, error))
    return FALSE;
  if (!(draft->order != NULL ? revise_order : insert_order) (db, draft, catalogue, error)
      || !insert_version (db, draft, version, error))
    return FALSE;
  sending.order = draft->id;
  if (draft->sent != 0 && !record_fact (db, &sending, version, NULL, error))
    return FALSE;

  return gvn_order_refresh (db, draft->id, error) && refresh_month (db, draft->id, error);
}

/**
 * gvn_order_edit:
 * @edit: a #GvnOrderEdit
 *
 * A #GvnCommand.
 */
gboolean
gvn_order_edit (GvnDb *db, gpointer data, GError **error)
{
  const GvnOrderEdit *edit = data;

  if (edit->title != NULL && gvn_text_is_empty (edit->title))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("The order has no title: say what it is for"));
      return FALSE;
    }

  return gvn_db_exec (db, error,
                      "UPDATE service_order SET title = coalesce (?, title),"
                      " need_number = nullif (coalesce (?, need_number), ''),"
                      " finance_number = nullif (coalesce (?, finance_number), ''),"
                      " invoice_number = nullif (coalesce (?, invoice_number), '') WHERE id = ?",
                      "sssss", edit->title, edit->need_number, edit->finance_number, edit->invoice_number, edit->order);
}

/* Acts -------------------------------------------------------------------------------- */

/* Which version of the request an act is about: the last to send, else the one in force. */
static const GvnOrderVersion *
find_version (GvnOrder *order, GvnOrderAct act)
{
  return act == GVN_ORDER_ACT_SEND ? order->versions->pdata[order->versions->len - 1] : order->version;
}

static gboolean
find_deliverable (GvnOrder *order, int number, const char **id, GError **error)
{
  g_autofree char *name = NULL;

  *id = NULL;
  if (number == 0)
    return TRUE;
  for (guint i = 0; i < order->deliverables->len; i++)
    {
      const GvnDeliverable *deliverable = order->deliverables->pdata[i];

      if (deliverable->number == number)
        {
          *id = deliverable->id;
          return TRUE;
        }
    }

  name = gvn_order_dup_name (order);
  g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
               /* Translators: an order as CMD-3, the number of a deliverable */
               _ ("%s has no deliverable %d: take its number from the order"), name, number);
  return FALSE;
}

static gboolean
store_what_is_said (GvnDb *db, GvnOrder *order, const GvnOrderVersion *version, const GvnOrderRequest *request,
                    GError **error)
{
  GvnStage stage = request->act == GVN_ORDER_ACT_ISSUE ? GVN_STAGE_ORDERED : GVN_STAGE_QUOTED;
  g_autoptr (GvnCatalogue) catalogue = NULL;

  if (request->lines != NULL)
    {
      catalogue = gvn_catalogue_load (db, error);
      if (catalogue == NULL || !check_lines (request->lines, catalogue, order->crisis, error)
          || !store_lines (db, version->id, stage, request->lines, error))
        return FALSE;
    }
  if (gvn_text_is_empty (request->number))
    return TRUE;

  return gvn_db_exec (db, error,
                      request->act == GVN_ORDER_ACT_INVOICE
                          ? "UPDATE service_order SET invoice_number = ? WHERE id = ?"
                          : "UPDATE service_order SET finance_number = ? WHERE id = ?",
                      "ss", request->number, request->order);
}

/**
 * gvn_order_apply:
 * @request: a #GvnOrderRequest
 *
 * A #GvnCommand: records an act on an order and counts again what is owed.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED when it is not possible in the state the order
 *   was in at that moment
 */
gboolean
gvn_order_apply (GvnDb *db, gpointer data, GError **error)
{
  const GvnOrderRequest *request = data;
  g_autoptr (GvnOrder) order = gvn_order_find (db, request->order, request->now, error);
  const GvnOrderVersion *version;
  const char *deliverable;

  if (order == NULL || !find_deliverable (order, request->deliverable, &deliverable, error))
    return FALSE;
  version = find_version (order, request->act);

  return store_what_is_said (db, order, version, request, error)
         && record_fact (db, request, version->id, deliverable, error) && gvn_order_refresh (db, order->id, error);
}

/* Deliverables ------------------------------------------------------------------------ */

/**
 * gvn_deliverable_save:
 * @change: a #GvnDeliverableChange
 *
 * A #GvnCommand: a deliverable more, or the title and day of one.
 */
gboolean
gvn_deliverable_save (GvnDb *db, gpointer change, GError **error)
{
  return store_deliverable (db, change, error)
         && gvn_order_refresh (db, ((GvnDeliverableChange *) change)->order, error);
}

/**
 * gvn_deliverable_delete:
 * @change: a #GvnDeliverableChange
 *
 * A #GvnCommand: one that nothing happened to is not owed after all.
 */
gboolean
gvn_deliverable_delete (GvnDb *db, gpointer data, GError **error)
{
  const GvnDeliverableChange *change = data;
  gint64 n;

  if (!gvn_db_get_int (db, &n, error,
                       "SELECT count(*) FROM order_fact AS o JOIN deliverable AS d ON d.id = o.deliverable"
                       " WHERE d.service_order = ? AND d.number = ?",
                       "si", change->order, (gint64) change->number))
    return FALSE;
  if (n > 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   _ ("The deliverable was delivered or verified already: it stays, undo those facts first"));
      return FALSE;
    }

  return gvn_db_exec (db, error, "DELETE FROM deliverable WHERE service_order = ? AND number = ?", "si", change->order,
                      (gint64) change->number)
         && gvn_order_refresh (db, change->order, error);
}
