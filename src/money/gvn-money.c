/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "contract/gvn-setting.h"
#include "money/gvn-money-private.h"
#include "proceedings/gvn-settlement.h"

static const struct
{
  const char *name;
  const char *label;
} stages[GVN_MONEY_N_STAGES] = {
  [GVN_MONEY_NEEDED] = { "needed", N_ ("Needed") },       [GVN_MONEY_QUOTED] = { "quoted", N_ ("Quoted") },
  [GVN_MONEY_ORDERED] = { "ordered", N_ ("Ordered") },    [GVN_MONEY_ADMITTED] = { "admitted", N_ ("Admitted") },
  [GVN_MONEY_INVOICED] = { "invoiced", N_ ("Invoiced") },
};

const char *
gvn_money_stage_to_string (GvnMoneyStage stage)
{
  return stages[stage].name;
}

const char *
gvn_money_stage_get_label (GvnMoneyStage stage)
{
  return _ (stages[stage].label);
}

/* Amounts ------------------------------------------------------------------------------ */

void
gvn_money_amount_add (GvnMoneyAmount *self, const GvnMoneyAmount *other)
{
  self->cents += other->cents;
  self->n_known += other->n_known;
  self->n_missing += other->n_missing;
}

/**
 * gvn_money_amount_dup_missing:
 *
 * Returns: (transfer full) (nullable): how many amounts the sum lacks, in words; %NULL for none
 */
char *
gvn_money_amount_dup_missing (const GvnMoneyAmount *self)
{
  return self->n_missing > 0 ? g_strdup_printf (ngettext ("%u amount is not known yet", "%u amounts are not known yet",
                                                          self->n_missing),
                                                self->n_missing)
                             : NULL;
}

/**
 * gvn_money_amount_dup_text:
 *
 * Returns: (transfer full): "1 234,56 €", what is known and how many lines have no amount,
 *   or that none has; "–" without any line
 */
char *
gvn_money_amount_dup_text (const GvnMoneyAmount *self)
{
  g_autofree char *known = gvn_amount_dup_text (self->cents);

  if (self->n_known == 0)
    return g_strdup (self->n_missing == 0 ? "–" : _ ("no price"));
  if (self->n_missing == 0)
    return g_steal_pointer (&known);

  /* Translators: what is known of an amount, and how many of its lines have no price */
  return g_strdup_printf (ngettext ("%s + %u line without price", "%s + %u lines without price", self->n_missing),
                          known, self->n_missing);
}

G_GNUC_EXTENSION typedef __int128 Wide;

/* A share of @total counted from its start; half a cent goes up. */
static gint64
share_until (gint64 total, gint64 part, gint64 whole)
{
  return (gint64) (((Wide) total * part + whole / 2) / whole);
}

/**
 * gvn_money_share:
 * @total: in cents, not negative
 * @from: where the share begins, out of @whole
 * @to: where it ends
 *
 * Returns: the share, rounded so that shares end to end come to @total exactly
 */
gint64
gvn_money_share (gint64 total, gint64 from, gint64 to, gint64 whole)
{
  return share_until (total, to, whole) - share_until (total, from, whole);
}

/* Lines -------------------------------------------------------------------------------- */

/* The first day of the month a recurring order is for. */
static void
get_month (GvnOrder *order, GDate *first)
{
  g_autofree char *day = g_strconcat (order->month, "-01", NULL);

  gvn_date_parse (day, first, NULL); /* the column's CHECK holds it to that */
}

/**
 * gvn_money_get_price_day:
 *
 * Returns: the day whose prices are those of @order: when it was issued, today before
 */
const GDate *
gvn_money_get_price_day (GvnMoney *self, GvnOrder *order)
{
  return order->issued != NULL ? &order->issued->at.date : &self->today;
}

/**
 * gvn_money_find_line:
 * @cents: (out): what @line comes to in @order
 *
 * The price is that of the day the order was issued, of the reference day before. What is
 * paid in instalments (UO 1, 7.1.4) is worth one in the order of a month, rounded so that
 * as many months in a row as there are instalments come to the price exactly.
 *
 * Returns: whether the prices it takes are known
 */
gboolean
gvn_money_find_line (GvnMoney *self, GvnOrder *order, const GvnOrderLine *line, gint64 *cents)
{
  const GDate *on = gvn_money_get_price_day (self, order);
  int n = GPOINTER_TO_INT (g_hash_table_lookup (self->instalments, line->uo));
  const GvnUo *uo = gvn_catalogue_get (self->catalogue, line->uo);
  GDate month;
  int nth;

  if (!gvn_price_book_find_amount (self->prices, uo, line->quantity, order->crisis, on, cents))
    return FALSE;
  if (order->month == NULL || n <= 1)
    return TRUE;
  get_month (order, &month);
  nth = ((int) g_date_get_month (&month) - 1) % n;
  *cents = gvn_money_share (*cents, nth, nth + 1, n);

  return TRUE;
}

static GvnMoneyEntry *
add_entry (GvnMoney *self, GvnOrder *order, GvnMoneyStage stage, const GvnOrderLine *line, const GDate *day)
{
  GvnMoneyEntry *entry = g_new0 (GvnMoneyEntry, 1);

  entry->order = order;
  entry->uo = gvn_catalogue_get (self->catalogue, line->uo);
  entry->stage = stage;
  entry->quantity = line->quantity;
  entry->day = entry->service_on = *day;
  if (order->month != NULL)
    {
      get_month (order, &entry->service_on);
      g_date_set_day (&entry->service_on, g_date_get_days_in_month (g_date_get_month (&entry->service_on),
                                                                    g_date_get_year (&entry->service_on)));
    }
  entry->known = gvn_money_find_line (self, order, line, &entry->cents);
  if (!entry->known)
    entry->cents = 0;
  g_ptr_array_add (self->entries, entry);

  return entry;
}

/* Stages ------------------------------------------------------------------------------- */

/* A need has no fact of its own: it is of the month of a recurring order, else of the
 * first thing that happened to it, of the reference day until then. */
static void
get_need_day (GvnMoney *self, GvnOrder *order, GDate *day)
{
  const GvnOrderFact *fact = order->version->sent != NULL ? order->version->sent
                             : order->mobilised != NULL   ? order->mobilised
                                                          : order->issued;

  *day = fact != NULL ? fact->at.date : self->today;
  if (order->month != NULL)
    get_month (order, day);
}

static void
add_needed (GvnMoney *self, GvnOrder *order)
{
  const GPtrArray *lines = gvn_order_get_lines (order, GVN_STAGE_NEEDED);
  GDate day;

  get_need_day (self, order, &day);
  for (guint i = 0; i < lines->len; i++)
    add_entry (self, order, GVN_MONEY_NEEDED, lines->pdata[i], &day);
}

/* What was answered, each line the day it first was; a commitment alone (part C.2) is to
 * what was asked for. */
static void
add_quoted (GvnMoney *self, GvnOrder *order)
{
  const GvnOrderVersion *version = order->version;
  const GPtrArray *lines = gvn_order_get_lines (order, GVN_STAGE_QUOTED);
  gboolean own = version->lines[GVN_STAGE_QUOTED]->len > 0;

  for (guint i = 0; version->quoted != NULL && i < lines->len; i++)
    {
      const GvnOrderLine *line = lines->pdata[i];
      const GvnOrderFact *answer = g_hash_table_lookup (version->answered, line->uo);

      if (answer == NULL && own)
        answer = version->quoted;
      if (answer != NULL)
        add_entry (self, order, GVN_MONEY_QUOTED, line, &answer->at.date);
    }
}

static void
add_ordered (GvnMoney *self, GvnOrder *order)
{
  const GPtrArray *lines = gvn_order_get_lines (order, GVN_STAGE_ORDERED);

  for (guint i = 0; order->issued != NULL && i < lines->len; i++)
    add_entry (self, order, GVN_MONEY_ORDERED, lines->pdata[i], &order->issued->at.date);
}

static guint
count_deliverables (GvnOrder *order, gboolean (*is) (const GvnDeliverable *))
{
  guint n = 0;

  for (guint i = 0; i < order->deliverables->len; i++)
    n += is (order->deliverables->pdata[i]);

  return n;
}

static gboolean
is_admitted (const GvnDeliverable *deliverable)
{
  return deliverable->state == GVN_DELIVERABLE_ADMITTED || deliverable->state == GVN_DELIVERABLE_REDUCED;
}

static gboolean
is_rejected (const GvnDeliverable *deliverable)
{
  return deliverable->state == GVN_DELIVERABLE_REJECTED;
}

/* Nobody said what it was worth. */
static gboolean
is_rejected_unpriced (const GvnDeliverable *deliverable)
{
  return is_rejected (deliverable) && !deliverable->verified->has_amount;
}

/* Deliverables have no prices: where one is rejected, or the order cancelled with others
 * admitted, what remains is known only when it was said what was taken off. */
static gboolean
is_part_unknown (GvnOrder *order)
{
  return order->cancelled != NULL || count_deliverables (order, is_rejected_unpriced) > 0;
}

static gint64
count_known (GvnMoney *self, guint from)
{
  gint64 total = 0;

  for (guint i = from; i < self->entries->len; i++)
    total += ((GvnMoneyEntry *) self->entries->pdata[i])->cents;

  return total;
}

/* Takes the réfactions off the entries of an order from @from on. */
static void
reduce (GvnMoney *self, guint from, gint64 reduction)
{
  gint64 total = count_known (self, from), before = 0;

  for (guint i = from; total > 0 && i < self->entries->len; i++)
    {
      GvnMoneyEntry *entry = self->entries->pdata[i];
      gint64 until = before + entry->cents;

      entry->reduction = gvn_money_share (reduction, before, until, total);
      entry->cents -= entry->reduction;
      before = until;
    }
}

static void
forget (GvnMoney *self, guint from)
{
  for (guint i = from; i < self->entries->len; i++)
    {
      GvnMoneyEntry *entry = self->entries->pdata[i];

      entry->known = FALSE;
      entry->cents = 0;
    }
}

static void
add_lines_admitted (GvnMoney *self, GvnOrder *order, GvnMoneyStage stage, const GDate *day)
{
  const GPtrArray *lines = gvn_order_get_lines (order, GVN_STAGE_ORDERED);
  guint from = self->entries->len;

  for (guint i = 0; i < lines->len; i++)
    add_entry (self, order, stage, lines->pdata[i], day);
  if (is_part_unknown (order))
    forget (self, from);
  else
    reduce (self, from, order->reduction);
}

/* The whole with the last PV; what is rejected admits nothing. */
static void
add_admitted (GvnMoney *self, GvnOrder *order)
{
  const GvnOrderFact *fact = order->cancelled != NULL ? order->cancelled : order->final_record;

  if (fact != NULL && count_deliverables (order, is_admitted) > 0)
    add_lines_admitted (self, order, GVN_MONEY_ADMITTED, &fact->at.date);
}

/* What an invoice of its own amount gives a line: its part of the amounts where all lines
 * have one, else lines without one share what the others leave, by their quantities. */
typedef struct
{
  gboolean by_amount;
  gboolean rest_only; /* lines that have an amount keep it */
} Spreading;

static gint64
get_weight (const Spreading *self, const GvnMoneyEntry *entry)
{
  if (self->by_amount)
    return entry->cents;

  return self->rest_only && entry->known ? 0 : entry->quantity;
}

static void
spread (GvnMoney *self, guint from, gint64 cents)
{
  gint64 known = count_known (self, from), whole = 0, before = 0;
  guint n_unknown = 0;
  Spreading spreading;

  for (guint i = from; i < self->entries->len; i++)
    n_unknown += !((GvnMoneyEntry *) self->entries->pdata[i])->known;
  spreading.by_amount = n_unknown == 0 && known > 0;
  spreading.rest_only = n_unknown > 0 && cents >= known;
  for (guint i = from; i < self->entries->len; i++)
    whole += get_weight (&spreading, self->entries->pdata[i]);

  for (guint i = from; i < self->entries->len; i++)
    {
      GvnMoneyEntry *entry = self->entries->pdata[i];
      gint64 until = before + get_weight (&spreading, entry);

      if (until > before || !spreading.rest_only)
        entry->cents = gvn_money_share (spreading.rest_only ? cents - known : cents, before, until, whole);
      entry->known = TRUE;
      entry->reduction = 0;
      before = until;
    }
}

/* What was admitted, unless the invoice has an amount of its own. */
static void
add_invoiced (GvnMoney *self, GvnOrder *order)
{
  const GvnOrderFact *fact = order->invoiced;
  guint from = self->entries->len;

  if (fact == NULL)
    return;
  add_lines_admitted (self, order, GVN_MONEY_INVOICED, &fact->at.date);
  if (fact->has_amount)
    spread (self, from, fact->cents);
}

/* A cancelled order is worth nothing, but for what was admitted of it before. */
static void
add_order (GvnMoney *self, GvnOrder *order)
{
  g_hash_table_insert (self->first, order, GUINT_TO_POINTER (self->entries->len));
  if (order->cancelled == NULL)
    {
      add_needed (self, order);
      add_quoted (self, order);
      add_ordered (self, order);
    }
  add_admitted (self, order);
  add_invoiced (self, order);
}

/* Whether a day lies between two, included; NULL is no bound. */
gboolean
gvn_money_is_within (const GDate *day, const GDate *first, const GDate *last)
{
  return (first == NULL || g_date_compare (first, day) <= 0) && (last == NULL || g_date_compare (day, last) <= 0);
}

void
gvn_money_entry_add_to (const GvnMoneyEntry *self, GvnMoneyAmount *amount)
{
  amount->cents += self->cents;
  amount->n_known += self->known;
  amount->n_missing += !self->known;
}

/* Loading ------------------------------------------------------------------------------ */

static gboolean
read_settings (GvnMoney *self, GvnDb *db, GError **error)
{
  g_autofree char *streams = gvn_setting_get (db, GVN_SETTING_PONCTUEL_STREAMS, error);
  g_autofree char *phases = streams != NULL ? gvn_setting_get (db, GVN_SETTING_WEIGHTS_PHASES, error) : NULL;

  if (phases == NULL)
    return FALSE;
  self->two_streams = g_str_equal (streams, "two");
  self->phases_included = g_str_equal (phases, "included");

  return gvn_setting_get_cents (db, GVN_SETTING_MAXIMUM, &self->maximum, error)
         && gvn_setting_get_int (db, GVN_SETTING_MAXIMUM_FIRST_ALERT, &self->first_alert, error)
         && gvn_setting_get_int (db, GVN_SETTING_MAXIMUM_LAST_ALERT, &self->last_alert, error);
}

static gboolean
read_instalments (GvnMoney *self, GvnDb *db, GError **error)
{
  g_autoptr (GvnStatement) rows = gvn_db_query (db, error, "SELECT uo, instalments FROM recurring_unit", "");

  if (rows == NULL)
    return FALSE;
  while (gvn_statement_next (rows, error))
    g_hash_table_insert (self->instalments, gvn_statement_dup_text (rows, 0),
                         GINT_TO_POINTER ((int) gvn_statement_int (rows, 1)));

  return !gvn_statement_failed (rows);
}

/**
 * gvn_money_new:
 * @orders: (element-type GvnOrder): a reference is kept
 * @now: the moment whose prices are those of what is not issued yet
 *
 * Returns: (transfer full): what those orders are worth
 */
GvnMoney *
gvn_money_new (GvnDb *db, GPtrArray *orders, const GvnNow *now, GError **error)
{
  g_autoptr (GvnMoney) self = g_rc_box_new0 (GvnMoney);

  self->orders = g_ptr_array_ref (orders);
  self->entries = g_ptr_array_new_with_free_func (g_free);
  self->instalments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->first = g_hash_table_new (NULL, NULL);
  self->today = now->local.date;
  if ((self->contract = gvn_contract_load (db, error)) == NULL
      || (self->catalogue = gvn_catalogue_load (db, error)) == NULL
      || (self->prices = gvn_price_book_load (db, error)) == NULL || !read_settings (self, db, error)
      || !read_instalments (self, db, error))
    return NULL;
  for (guint i = 0; i < orders->len; i++)
    add_order (self, orders->pdata[i]);

  return g_steal_pointer (&self);
}

/**
 * gvn_money_new_of_order:
 *
 * Returns: (transfer full): what one order is worth
 */
GvnMoney *
gvn_money_new_of_order (GvnDb *db, GvnOrder *order, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) alone = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (alone, g_object_ref (order));

  return gvn_money_new (db, alone, now, error);
}

/**
 * gvn_money_load:
 *
 * Returns: (transfer full): what all orders are worth
 */
GvnMoney *
gvn_money_load (GvnDb *db, const GvnNow *now, GError **error)
{
  GvnOrderFilter filter = GVN_ORDER_FILTER_INIT;
  g_autoptr (GPtrArray) orders = gvn_order_list (db, &filter, now, error);

  return orders != NULL ? gvn_money_new (db, orders, now, error) : NULL;
}

/**
 * gvn_money_read:
 * @reading: a #GvnOrderReading
 *
 * A #GvnRead of what all orders are worth.
 *
 * Returns: (transfer full): a #GvnMoney
 */
gpointer
gvn_money_read (GvnDb *db, gpointer reading, GError **error)
{
  const GvnOrderReading *wanted = reading;
  g_autoptr (GPtrArray) orders = gvn_order_reading_list (db, reading, error);

  return orders != NULL ? gvn_money_new (db, orders, &wanted->now, error) : NULL;
}

static void
clear (gpointer data)
{
  GvnMoney *self = data;

  g_clear_pointer (&self->contract, gvn_contract_free);
  g_clear_pointer (&self->prices, gvn_price_book_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->first, g_hash_table_unref);
  g_clear_pointer (&self->catalogue, gvn_catalogue_free);
  g_clear_pointer (&self->instalments, g_hash_table_unref);
  g_clear_pointer (&self->orders, g_ptr_array_unref);
}

GvnMoney *
gvn_money_ref (GvnMoney *self)
{
  return g_rc_box_acquire (self);
}

void
gvn_money_unref (GvnMoney *self)
{
  g_rc_box_release_full (self, clear);
}

const GvnContract *
gvn_money_get_contract (GvnMoney *self)
{
  return self->contract;
}

/**
 * gvn_money_get_entries:
 *
 * Returns: (transfer none) (element-type GvnMoneyEntry): by order, then by stage
 */
GPtrArray *
gvn_money_get_entries (GvnMoney *self)
{
  return self->entries;
}

/**
 * gvn_money_get_order_amount:
 * @order: one of those it was made of
 * @amount: (out): without any line when the order has not come to @stage
 */
void
gvn_money_get_order_amount (GvnMoney *self, GvnOrder *order, GvnMoneyStage stage, GvnMoneyAmount *amount)
{
  *amount = (GvnMoneyAmount) { 0 };
  for (guint i = GPOINTER_TO_UINT (g_hash_table_lookup (self->first, order)); i < self->entries->len; i++)
    {
      const GvnMoneyEntry *entry = self->entries->pdata[i];

      if (entry->order != order)
        return;
      if (entry->stage == stage)
        gvn_money_entry_add_to (entry, amount);
    }
}
