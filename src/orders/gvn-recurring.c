/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "base/gvn-uuid.h"
#include "contract/gvn-section.h"
#include "contract/gvn-setting.h"
#include "orders/gvn-order-act.h"
#include "orders/gvn-recurring-private.h"

void
gvn_recurring_free (GvnRecurring *self)
{
  g_free (self->uo);
  g_free (self->label);
  g_free (self->family);
  g_free (self->act);
  g_free (self);
}

static gpointer
recurring_from_row (GvnStatement *row)
{
  GvnRecurring *self = g_new0 (GvnRecurring, 1);

  self->uo = gvn_statement_dup_text (row, 0);
  self->label = gvn_statement_dup_text (row, 1);
  self->family = gvn_statement_dup_text (row, 2);
  self->period = (int) gvn_statement_int (row, 3);
  self->instalments = (int) gvn_statement_int (row, 4);
  self->quantity = gvn_statement_is_null (row, 5) ? -1 : gvn_statement_int (row, 5);
  gvn_statement_date (row, 6, &self->effective_on);
  self->act = gvn_statement_dup_text (row, 7);
  gvn_statement_date (row, 8, &self->next_on);
  self->next_quantity = gvn_statement_int (row, 9);

  return self;
}

/**
 * gvn_recurring_list:
 *
 * Returns: (transfer full) (element-type GvnRecurring): every recurring unit as it is on a
 *   day, in the order of the catalogue
 */
GPtrArray *
gvn_recurring_list (GvnDb *db, const GDate *on, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT r.uo, u.label, u.family, r.period, r.instalments, q.quantity, q.effective_on, q.act,"
                    " n.effective_on, n.quantity FROM recurring_unit AS r JOIN uo AS u ON u.code = r.uo"
                    " LEFT JOIN recurring_quantity AS q ON q.uo = r.uo AND q.effective_on ="
                    " (SELECT max (effective_on) FROM recurring_quantity WHERE uo = r.uo AND effective_on <= ?1)"
                    " LEFT JOIN recurring_quantity AS n ON n.uo = r.uo AND n.effective_on ="
                    " (SELECT min (effective_on) FROM recurring_quantity WHERE uo = r.uo AND effective_on > ?1)"
                    " ORDER BY u.position",
                    "d", on),
      recurring_from_row, (GDestroyNotify) gvn_recurring_free, error);
}

/* Quantities --------------------------------------------------------------------------- */

static gboolean
store_quantity (GvnDb *db, const char *contract, const GvnRecurringChange *change, GError **error)
{
  g_autofree char *day = gvn_date_to_string (&change->effective_on);
  g_autofree char *name = g_strdup_printf ("recurring-quantity/%s/%s", change->uo, day);
  g_autofree char *id = gvn_uuid_v5 (contract, name);

  return gvn_db_exec (db, error,
                      "INSERT INTO recurring_quantity VALUES (?, ?, ?, ?, nullif (?, '')) ON CONFLICT (id) DO UPDATE"
                      " SET quantity = excluded.quantity, act = excluded.act",
                      "ssdis", id, change->uo, &change->effective_on, change->quantity, change->act);
}

static gboolean
check_recurring (GvnDb *db, const GvnUo *uo, GError **error)
{
  gint64 n;

  if (!gvn_db_get_int (db, &n, error, "SELECT count(*) FROM recurring_unit WHERE uo = ?", "s", uo->code))
    return FALSE;
  if (n > 0)
    return TRUE;

  return gvn_error_refuse (uo->code,
                           g_str_equal (uo->nature, "phase")
                               ? _ ("it is ordered with its phase (7.2.4, 7.12.3), not every month; open an order")
                               : _ ("it is ordered when it is needed, not every month; open an order"),
                           error);
}

/**
 * gvn_recurring_set:
 * @change: a #GvnRecurringChange
 *
 * A #GvnCommand: how many of a unit are ordered each time, from a day on; another quantity
 * of the same day is replaced. What is drafted already stays.
 *
 * Returns: %FALSE with %GVN_ERROR_NOT_FOUND for what is not in the catalogue,
 *   %GVN_ERROR_REFUSED for what does not recur
 */
gboolean
gvn_recurring_set (GvnDb *db, gpointer data, GError **error)
{
  GvnRecurringChange change = *(const GvnRecurringChange *) data;
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (db, error);
  const GvnUo *uo = catalogue != NULL ? gvn_catalogue_find (catalogue, change.uo, error) : NULL;
  g_autofree char *contract = NULL;

  if (uo == NULL || !gvn_date_check (&change.effective_on, error) || !check_recurring (db, uo, error))
    return FALSE;
  if (change.quantity < 0)
    return gvn_error_refuse (uo->code, _ ("a quantity is not below zero; give 0 to order it no more"), error);
  contract = gvn_db_get_text (db, error, "SELECT id FROM contract", "");
  change.uo = uo->code;

  return contract != NULL && store_quantity (db, contract, &change, error) && gvn_recurring_refresh_all (db, error);
}

/* Drafting ----------------------------------------------------------------------------- */

static int
get_month_index (const GDate *day)
{
  return (int) g_date_get_year (day) * 12 + (int) g_date_get_month (day) - 1;
}

/* Periods are counted from the first whole month of the RUN. A quantity nobody said is one
 * that may be owed. */
static gboolean
is_due (const GvnRecurring *unit, const GvnContract *contract, const GDate *month)
{
  GvnPhases phases;
  int first;

  gvn_contract_get_phases (contract, &phases);
  first = get_month_index (&phases.run_first) + (g_date_get_day (&phases.run_first) > 1);

  return unit->quantity != 0 && (get_month_index (month) - first) % unit->period == 0;
}

static GHashTable *
load_drafted (GvnDb *db, const char *month, GError **error)
{
  GHashTable *drafted = NULL;
  g_autoptr (GPtrArray) codes = gvn_db_list_texts (db, error,
                                                   "SELECT DISTINCT l.uo FROM service_order AS o"
                                                   " JOIN order_request AS r ON r.service_order = o.id"
                                                   " JOIN order_line AS l ON l.request = r.id WHERE o.month = ?",
                                                   "s", month);

  if (codes == NULL)
    return NULL;
  drafted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < codes->len; i++)
    g_hash_table_add (drafted, g_strdup (codes->pdata[i]));

  return drafted;
}

/**
 * gvn_recurring_list_left:
 * @month: its first day
 * @owed: (out): whether any unit is due that month, drafted or not
 *
 * Returns: (transfer full) (element-type GvnRecurring): the units due a month that no order
 *   of it has, in the order of the catalogue; among them those whose quantity nobody said
 */
GPtrArray *
gvn_recurring_list_left (GvnDb *db, const GvnContract *contract, const GDate *month, gboolean *owed, GError **error)
{
  g_autofree char *code = gvn_month_to_string (month);
  g_autoptr (GHashTable) drafted = load_drafted (db, code, error);
  g_autoptr (GPtrArray) units = drafted != NULL ? gvn_recurring_list (db, month, error) : NULL;

  *owed = FALSE;
  for (guint i = units != NULL ? units->len : 0; i > 0; i--)
    {
      const GvnRecurring *unit = units->pdata[i - 1];
      gboolean due = is_due (unit, contract, month);

      *owed = *owed || due;
      if (!due || g_hash_table_contains (drafted, unit->uo))
        g_ptr_array_remove_index (units, i - 1);
    }

  return g_steal_pointer (&units);
}

/* One order for the lines of a family. */
static gboolean
write_order (GvnDb *db, GvnRecurringDraft *wanted, const char *family, const char *month, GPtrArray *lines,
             GError **error)
{
  g_autofree char *name = gvn_text_month (&wanted->month);
  /* Translators: the title of an order: a family of work units, a month and its year */
  g_autofree char *title = g_strdup_printf (_ ("%s, %s"), gvn_uo_family_get_label (family), name);
  GvnOrderDraft draft = {
    .title = title, .month = month, .lines = lines, .by_name = wanted->by_name, .by_side = "dsiun", .now = wanted->now
  };

  if (!gvn_order_write (db, &draft, error))
    {
      g_free (draft.id);
      return FALSE;
    }
  g_ptr_array_add (wanted->orders, draft.id);

  return TRUE;
}

static gboolean
check_month (const GvnContract *contract, const GDate *month, GError **error)
{
  int index = get_month_index (month);
  g_autofree char *name = gvn_text_month (month);

  if (get_month_index (&contract->signed_on) <= index && index <= get_month_index (&contract->end_on))
    return TRUE;

  return gvn_error_refuse (name, _ ("it is outside the contract; choose a month between its signature and its end"),
                           error);
}

/* The lines of one family after the other, of what is left from @units. */
static gboolean
draft_units (GvnDb *db, GvnRecurringDraft *wanted, const char *month, GPtrArray *units, GError **error)
{
  for (guint i = 0; i < units->len;)
    {
      const char *family = ((GvnRecurring *) units->pdata[i])->family;
      g_autoptr (GPtrArray) lines = gvn_order_lines_new ();

      for (; i < units->len && g_str_equal (((GvnRecurring *) units->pdata[i])->family, family); i++)
        {
          const GvnRecurring *unit = units->pdata[i];

          if (unit->quantity < 0)
            g_ptr_array_add (wanted->unsaid, g_strdup (unit->uo));
          else
            g_ptr_array_add (lines, gvn_order_line_new (unit->uo, unit->quantity));
        }
      if (lines->len > 0 && !write_order (db, wanted, family, month, lines, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * gvn_recurring_draft:
 * @draft: a #GvnRecurringDraft, whose lists are set
 *
 * A #GvnCommand: needs of a month, an order for each family, of the quantities in force on
 * the first day of the month. A unit that has an order for the month, even a cancelled one,
 * is drafted already: asked twice, nothing more comes. What was drafted is a fact of the
 * month, which closes its deadline; what the first draft left is one of its own.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED for a month outside the contract
 */
gboolean
gvn_recurring_draft (GvnDb *db, gpointer data, GError **error)
{
  GvnRecurringDraft *wanted = data;
  g_autofree char *month = gvn_month_to_string (&wanted->month);
  g_autoptr (GvnContract) contract = gvn_contract_load (db, error);
  g_autoptr (GPtrArray) units = NULL;
  gboolean owed = FALSE;

  wanted->orders = g_ptr_array_new_with_free_func (g_free);
  wanted->unsaid = g_ptr_array_new_with_free_func (g_free);
  wanted->recorded = FALSE;
  g_date_set_day (&wanted->month, 1);
  units = contract != NULL && check_month (contract, &wanted->month, error)
              ? gvn_recurring_list_left (db, contract, &wanted->month, &owed, error)
              : NULL;

  return units != NULL && draft_units (db, wanted, month, units, error)
         && gvn_recurring_record_draft (db, wanted, owed, error);
}

/**
 * gvn_recurring_find_month:
 * @month: (out): the first day of the month whose orders are to be drafted: the next one
 *   from the day the setting says (the last of a shorter month), the present one before
 */
gboolean
gvn_recurring_find_month (GvnDb *db, const GvnNow *now, GDate *month, GError **error)
{
  GDate day = now->local.date;
  int from, last = g_date_get_days_in_month (g_date_get_month (&day), g_date_get_year (&day));

  if (!gvn_setting_get_int (db, GVN_SETTING_RECURRING_DRAFT_DAY, &from, error))
    return FALSE;
  *month = day;
  g_date_set_day (month, 1);
  if ((int) g_date_get_day (&day) >= MIN (from, last))
    g_date_add_months (month, 1);

  return TRUE;
}

/* Template ----------------------------------------------------------------------------- */

/* The codes of the catalogue, each to be taken once. */
static GHashTable *
read_codes (GvnJson *json)
{
  GHashTable *codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = gvn_json_enter_array (json, "work_units");

  for (guint i = 0; i < n; i++)
    {
      gvn_json_enter_element (json, i);
      g_hash_table_add (codes, g_strdup (gvn_json_string (json, "code")));
      gvn_json_leave (json);
    }
  gvn_json_leave (json);

  return codes;
}

static gboolean
read_unit (GvnJson *json, GvnDb *db, const GvnContract *contract, GHashTable *codes, GError **error)
{
  static const char *const members[] = { "uo", "period", "instalments", "quantity", NULL };
  GvnRecurringChange change = { NULL };
  GvnPhases phases;
  const char *quantity;
  int period, instalments;

  gvn_json_allow_members (json, members);
  change.uo = gvn_json_string (json, "uo");
  if (!g_hash_table_remove (codes, change.uo))
    /* Translators: %s is a code found in a file */
    gvn_json_fault (json, _ ("“%s” is not in the catalogue, or comes twice: give the code of another unit"), change.uo);
  period = gvn_json_int (json, "period", 1, 12);
  instalments = gvn_json_int (json, "instalments", 1, 12);
  quantity = gvn_json_optional_string (json, "quantity");
  if (quantity != NULL && !gvn_quantity_parse (quantity, &change.quantity, NULL))
    gvn_json_fault (json, _ ("“%s” is no quantity: write it as 1.5"), quantity);
  if (db == NULL)
    return TRUE;

  gvn_contract_get_phases (contract, &phases);
  change.effective_on = phases.run_first;

  return gvn_db_exec (db, error, "INSERT INTO recurring_unit VALUES (?, ?, ?)", "sii", change.uo, (gint64) period,
                      (gint64) instalments)
         && (quantity == NULL || store_quantity (db, contract->id, &change, error));
}

/* The units that recur and, where the contract says it, how many of them from the RUN on. */
static gboolean
read_units (GvnJson *json, GvnDb *db, const GvnContract *contract, GError **error)
{
  g_autoptr (GHashTable) codes = read_codes (json);
  guint n = gvn_json_enter_array (json, "recurring_units");
  gboolean stored = TRUE;

  for (guint i = 0; stored && i < n; i++)
    {
      gvn_json_enter_element (json, i);
      stored = read_unit (json, db, contract, codes, error);
      gvn_json_leave (json);
    }
  gvn_json_leave (json);

  return stored;
}

/**
 * gvn_recurring_register:
 *
 * Adds the recurring units to what a template has, after its catalogue; to be called once
 * at start.
 */
void
gvn_recurring_register (void)
{
  static const GvnSection units
      = { "recurring_units", read_units, "recurring_unit", FALSE, GVN_RECURRING_LACKS, gvn_recurring_added };

  gvn_section_register (&units);
  gvn_recurring_register_deadlines ();
}
