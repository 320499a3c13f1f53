/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "base/gvn-uuid.h"
#include "contract/gvn-contract.h"
#include "deadlines/gvn-register.h"
#include "orders/gvn-price.h"

#define FACT_REPLACED "price_list_replaced"
#define RULE_EXPIRY "price_expiry"

void
gvn_price_free (GvnPrice *self)
{
  g_free (self->uo);
  g_free (self);
}

void
gvn_price_list_free (GvnPriceList *self)
{
  g_free (self->id);
  g_free (self->label);
  g_free (self);
}

static gpointer
list_from_row (GvnStatement *row)
{
  GvnPriceList *self = g_new0 (GvnPriceList, 1);

  self->id = gvn_statement_dup_text (row, 0);
  self->label = gvn_statement_dup_text (row, 1);
  gvn_statement_date (row, 2, &self->effective_on);
  gvn_statement_date (row, 3, &self->last_on);
  self->n_prices = (int) gvn_statement_int (row, 4);

  return self;
}

/**
 * gvn_price_list_list:
 *
 * Returns: (transfer full) (element-type GvnPriceList): the lists, the oldest first
 */
GPtrArray *
gvn_price_list_list (GvnDb *db, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT id, label, effective_on, last_on, (SELECT count(*) FROM price WHERE list = price_list.id)"
                    " FROM price_list ORDER BY effective_on, rowid",
                    ""),
      list_from_row, (GDestroyNotify) gvn_price_list_free, error);
}

/* Looking up -------------------------------------------------------------------------- */

typedef struct
{
  GDate from;
  gint64 cents;
} DatedPrice;

struct _GvnPriceBook
{
  GHashTable *prices; /* code → GArray of DatedPrice, the newest first */
};

static void
add_price (GvnPriceBook *self, GvnStatement *row)
{
  const char *uo = gvn_statement_text (row, 0);
  GArray *prices = g_hash_table_lookup (self->prices, uo);
  DatedPrice price = { .cents = gvn_statement_int (row, 2) };

  if (prices == NULL)
    {
      prices = g_array_new (FALSE, FALSE, sizeof (DatedPrice));
      g_hash_table_insert (self->prices, g_strdup (uo), prices);
    }
  gvn_statement_date (row, 1, &price.from);
  g_array_append_val (prices, price);
}

/**
 * gvn_price_book_load:
 *
 * Returns: (transfer full): every price there is
 */
GvnPriceBook *
gvn_price_book_load (GvnDb *db, GError **error)
{
  g_autoptr (GvnPriceBook) self = g_new0 (GvnPriceBook, 1);
  g_autoptr (GvnStatement) rows
      = gvn_db_query (db, error,
                      "SELECT p.uo, l.effective_on, p.cents FROM price AS p JOIN price_list AS l ON l.id = p.list"
                      " ORDER BY l.effective_on DESC, l.rowid DESC",
                      "");

  self->prices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  if (rows == NULL)
    return NULL;
  while (gvn_statement_next (rows, error))
    add_price (self, rows);

  return gvn_statement_failed (rows) ? NULL : g_steal_pointer (&self);
}

void
gvn_price_book_free (GvnPriceBook *self)
{
  g_hash_table_unref (self->prices);
  g_free (self);
}

/**
 * gvn_price_book_find:
 * @cents: (out): what the newest list in force on @on says of @uo
 *
 * Returns: whether it has a price that day
 */
gboolean
gvn_price_book_find (GvnPriceBook *self, const char *uo, const GDate *on, gint64 *cents)
{
  const GArray *prices = g_hash_table_lookup (self->prices, uo);

  for (guint i = 0; prices != NULL && i < prices->len; i++)
    {
      const DatedPrice *price = &g_array_index (prices, DatedPrice, i);

      if (g_date_compare (&price->from, on) <= 0)
        {
          *cents = price->cents;
          return TRUE;
        }
    }

  return FALSE;
}

/* Half a cent goes up. */
static gint64
divide (gint64 value, gint64 by)
{
  return (value + by / 2) / by;
}

/**
 * gvn_price_book_find_amount:
 * @quantity: in hundredths
 * @surge: whether the coefficient of a crisis applies to the units it is for
 * @cents: (out): excluding tax, rounded to the cent
 *
 * Returns: whether all the prices it takes are known on @on
 */
gboolean
gvn_price_book_find_amount (GvnPriceBook *self, const GvnUo *uo, gint64 quantity, gboolean surge, const GDate *on,
                            gint64 *cents)
{
  gint64 price, coefficient = GVN_QUANTITY_ONE;

  if (!gvn_price_book_find (self, uo->code, on, &price)
      || (surge && uo->surge && !gvn_price_book_find (self, GVN_UO_SURGE, on, &coefficient)))
    return FALSE;
  *cents = divide (divide (price * quantity, GVN_QUANTITY_ONE) * coefficient, GVN_QUANTITY_ONE);

  return TRUE;
}

/* What is owed ------------------------------------------------------------------------ */

static char *
dup_title (GvnDb *db, const char *id, GError **error)
{
  g_autofree char *label = gvn_db_get_text (db, error, "SELECT label FROM price_list WHERE id = ?", "s", id);

  /* Translators: the name of a price list */
  return label != NULL ? g_strdup_printf (_ ("Prices “%s”"), label) : NULL;
}

static const GvnRule *
find_rule (GPtrArray *rules, const char *kind)
{
  for (guint i = 0; i < rules->len; i++)
    if (g_str_equal (((GvnRule *) rules->pdata[i])->kind, kind))
      return rules->pdata[i];

  return NULL;
}

/* A list with a last day is to be replaced by then. */
static gboolean
refresh (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) owed = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_owed_free);
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GvnStatement) row
      = gvn_db_query (db, error,
                      "SELECT last_on, effective_on, (SELECT id FROM fact WHERE subject_kind = ? AND subject_id = l.id"
                      " ORDER BY at LIMIT 1) FROM price_list AS l WHERE id = ? AND last_on IS NOT NULL",
                      "ss", GVN_SUBJECT_PRICE_LIST, id);
  GDate effective_on;

  if (row == NULL)
    return FALSE;
  if (gvn_statement_next (row, error))
    {
      GvnOwed item = { .trigger.minutes = GVN_NO_MINUTES };

      gvn_statement_date (row, 0, &item.trigger.date);
      gvn_statement_date (row, 1, &effective_on);
      rules = gvn_rule_list (db, "order", "order", &effective_on, error);
      if (rules == NULL)
        return FALSE;
      item.rule = find_rule (rules, RULE_EXPIRY);
      item.fact = gvn_statement_dup_text (row, 2);
      if (item.rule != NULL)
        g_ptr_array_add (owed, g_memdup2 (&item, sizeof item));
      else
        g_free (item.fact);
    }

  return !gvn_statement_failed (row) && gvn_register_set_owed (db, GVN_SUBJECT_PRICE_LIST, id, NULL, owed, error);
}

static gboolean
refresh_all (GvnDb *db, GError **error)
{
  g_autoptr (GPtrArray) ids = gvn_db_list_texts (db, error, "SELECT id FROM price_list", "");

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!refresh (db, ids->pdata[i], error))
      return FALSE;

  return ids != NULL;
}

/* Importing --------------------------------------------------------------------------- */

/* The lists before this one that have a last day are replaced by it. */
static gboolean
replace_others (GvnDb *db, const GvnPriceImport *import, GError **error)
{
  g_autoptr (GPtrArray) ids = gvn_db_list_texts (
      db, error,
      "SELECT id FROM price_list AS l WHERE last_on IS NOT NULL AND effective_on < ? AND NOT EXISTS"
      " (SELECT 1 FROM fact WHERE subject_kind = ? AND subject_id = l.id)",
      "ds", &import->effective_on, GVN_SUBJECT_PRICE_LIST);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (GvnFact) fact = g_new0 (GvnFact, 1);

      fact->subject_kind = g_strdup (GVN_SUBJECT_PRICE_LIST);
      fact->subject_id = g_strdup (ids->pdata[i]);
      fact->kind = g_strdup (FACT_REPLACED);
      fact->at = import->now->instant;
      fact->by_name = g_strdup (import->by_name);
      if (!gvn_fact_record (db, fact, import->now, error) || !refresh (db, ids->pdata[i], error))
        return FALSE;
    }

  return ids != NULL;
}

static gboolean
choose_day (GvnDb *db, GvnPriceImport *import, GError **error)
{
  g_autoptr (GvnContract) contract = NULL;
  gint64 n;

  if (g_date_valid (&import->effective_on))
    return TRUE;
  contract = gvn_contract_load (db, error);
  if (contract == NULL || !gvn_db_get_int (db, &n, error, "SELECT count(*) FROM price_list", ""))
    return FALSE;
  import->effective_on = n == 0 ? contract->signed_on : import->now->local.date;

  return TRUE;
}

static gboolean
check_days (const GvnPriceImport *import, GError **error)
{
  if (!g_date_valid (&import->last_on) || g_date_compare (&import->effective_on, &import->last_on) <= 0)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               _ ("The prices end before they begin: give a last day that is not before the first"));
  return FALSE;
}

static char *
dup_label (const GvnPriceImport *import)
{
  g_autofree char *day = gvn_text_date (&import->effective_on);

  return !gvn_text_is_empty (import->label) ? g_strdup (import->label) : g_steal_pointer (&day);
}

/**
 * gvn_price_list_import:
 * @import: a #GvnPriceImport, whose id and day are set
 *
 * A #GvnCommand: adds a price list with effect from a day. One that had the same day is
 * replaced.
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when the days are in no order
 */
gboolean
gvn_price_list_import (GvnDb *db, gpointer import, GError **error)
{
  GvnPriceImport *wanted = import;
  g_autofree char *contract = gvn_db_get_text (db, error, "SELECT id FROM contract", "");
  g_autofree char *day = NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;

  if (contract == NULL || !choose_day (db, wanted, error) || !check_days (wanted, error))
    return FALSE;

  day = gvn_date_to_string (&wanted->effective_on);
  name = g_strdup_printf ("price-list/%s", day);
  label = dup_label (wanted);
  wanted->id = gvn_uuid_v5 (contract, name);
  if (!gvn_db_exec (db, error, "DELETE FROM price WHERE list = ?", "s", wanted->id)
      || !gvn_db_exec (db, error,
                       "INSERT INTO price_list VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                       " label = excluded.label, last_on = excluded.last_on",
                       "ssdd", wanted->id, label, &wanted->effective_on, &wanted->last_on))
    return FALSE;
  for (guint i = 0; i < wanted->prices->len; i++)
    {
      const GvnPrice *price = wanted->prices->pdata[i];

      if (!gvn_db_exec (db, error, "INSERT INTO price VALUES (?, ?, ?)", "ssi", wanted->id, price->uo, price->cents))
        return FALSE;
    }

  return replace_others (db, wanted, error) && refresh (db, wanted->id, error);
}

/**
 * gvn_price_register:
 *
 * Tells the layers below of the price lists; to be called once at start.
 */
void
gvn_price_register (void)
{
  static const GvnSubjectKind kind = { GVN_SUBJECT_PRICE_LIST, dup_title, refresh };
  static const GvnFactKind facts[] = { { FACT_REPLACED, N_ ("Price list replaced") } };

  gvn_fact_add_kinds (facts, G_N_ELEMENTS (facts));
  gvn_register_add_subject_kind (&kind);
  gvn_store_add_derivation (refresh_all);
}
