/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "deadlines/gvn-register.h"
#include "orders/gvn-order-act.h"
#include "orders/gvn-price.h"
#include "sheets/gvn-price-sheet.h"

/* The catalogue is compared, row by row, with catalogue.csv, which says what the text of
 * the contract says (7.1.4 to 7.12.3). */

static const struct
{
  const char *said;
  const char *unit;
} units[] = {
  { "year (flat), paid monthly", "année, payée au mois" },
  { "flat 4 months", "forfait de 4 mois" },
  { "month", "mois" },
  { "month (flat)", "mois" },
  { "month × technician", "mois et technicien" },
  { "bimonthly flat (6/year)", "tournée bimestrielle" },
  { "per visit", "visite" },
  { "day", "jour" },
  { "half-day", "½ journée" },
  { "hour", "heure" },
  { "weekday night", "nuit de semaine" },
  { "week-end", "week-end" },
  { "week", "semaine" },
  { "multiplier", "coefficient" },
  { "20 units", "20 unités" },
  { "not printed (section: 20 units)", "20 unités" }, /* L-33 */
  { "event (day)", "événement (jour)" },
  { "10 agents", "10 agents" },
  { "flat per agency", "forfait par agence" },
  { "flat per datacenter", "forfait par centre de données" },
};

static const char *
find_unit (const char *said)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].said, said))
      return units[i].unit;

  g_error ("no unit “%s”", said);
}

static const GvnRule *
find_rule (GPtrArray *rules, const char *kind)
{
  for (guint i = 0; kind != NULL && i < rules->len; i++)
    if (g_str_equal (((GvnRule *) rules->pdata[i])->kind, kind))
      return rules->pdata[i];

  return NULL;
}

/* Working days after the request, until 18h; "" where none. */
static void
check_days (GPtrArray *rules, const char *kind, const char *days)
{
  const GvnRule *rule = find_rule (rules, kind);

  g_assert_cmpint (rule != NULL ? rule->delay.count : 0, ==, (int) g_ascii_strtoll (days, NULL, 10));
  if (rule == NULL)
    return;
  g_assert_cmpint (rule->delay.unit, ==, GVN_UNIT_WORKING_DAY);
  g_assert_cmpint (rule->delay.direction, ==, GVN_DIRECTION_AFTER);
  g_assert_true (rule->delay.business_day);
}

static void
check_row (GvnCatalogue *catalogue, GPtrArray *rules, char **cells)
{
  const GvnUo *uo = gvn_catalogue_get (catalogue, cells[0]);

  g_test_message ("%s", cells[0]);
  g_assert_nonnull (uo);
  g_assert_cmpstr (uo->family, ==, cells[1]);
  g_assert_cmpstr (uo->nature, ==, cells[2]);
  g_assert_cmpstr (uo->unit, ==, find_unit (cells[3]));
  g_assert_cmpstr (gvn_tier_to_string (uo->tier), ==, cells[4]);
  g_assert_cmpint (uo->tier_from, ==, (int) g_ascii_strtoll (cells[5], NULL, 10));
  g_assert_cmpint (uo->tier_to, ==, (int) g_ascii_strtoll (cells[6], NULL, 10));
  check_days (rules, uo->quote_rule, cells[7]);
  g_assert_cmpstr (uo->quote_rule == NULL ? "" : uo->quotes ? "quote_and_commitment" : "commitment", ==, cells[8]);
  g_assert_cmpint (uo->prior_exchange, ==, (int) g_ascii_strtoll (cells[9], NULL, 10));
  check_days (rules, uo->notice_rule, cells[10]);
  g_assert_cmpstr (uo->clause, ==, cells[11]);
  g_assert_cmpint (uo->scored, ==, uo->number >= 11 && uo->number <= 21); /* 8.5*, L-46 */
  g_assert_cmpint (uo->surge, ==, uo->number == 15);
}

static void
test_rows (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnCatalogue) catalogue = NULL;
  g_autoptr (GPtrArray) rules = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "orders", "catalogue.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GDate day = test_date ("2027-01-04");
  guint n = 0, position = 0;

  test_contract_open (&contract, "2027-01-04", NULL);
  catalogue = gvn_catalogue_load (gvn_store_get_db (contract.store), &error);
  g_assert_no_error (error);
  rules = gvn_rule_list (gvn_store_get_db (contract.store), "order", "order", &day, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ";", -1);

      if (*lines[i] == '#' || *lines[i] == '\0')
        continue;
      check_row (catalogue, rules, cells);
      g_assert_cmpstr (((GvnUo *) gvn_catalogue_get_all (catalogue)->pdata[position++])->code, ==, cells[0]);
      n++;
    }
  g_assert_cmpuint (n, ==, 108); /* 107 and C1 */
  g_assert_cmpuint (gvn_catalogue_get_all (catalogue)->len, ==, 108);
  test_contract_close (&contract);
}

static const GvnUo *
find (GvnCatalogue *catalogue, const char *text)
{
  g_autoptr (GError) error = NULL;
  const GvnUo *uo = gvn_catalogue_find (catalogue, text, &error);

  g_assert_no_error (error);
  return uo;
}

/* 7.11.1.4, 7.11.2.4: the tier follows the estimated days; L-32: an upper bound is included,
 * what exceeds it is of the next tier. */
static void
test_tiers (void)
{
  static const struct
  {
    const char *uo;
    gint64 estimate;
    const char *inclusive, *next_bound;
  } cases[] = {
    { "11a", 100, "UO 11a", "UO 11a" },   { "11a", 1000, "UO 11a", "UO 11a" }, { "11a", 1050, "UO 11b", "UO 11a" },
    { "11c", 1100, "UO 11b", "UO 11b" },  { "11a", 4000, "UO 11b", "UO 11b" }, { "11a", 4001, "UO 11c", "UO 11b" },
    { "11a", 4100, "UO 11c", "UO 11c" },  { "12e", 1000, "UO 12d", "UO 12d" }, { "12d", 2000, "UO 12e", "UO 12e" },
    { "12d", 2050, "UO 12f", "UO 12e" },  { "12x", 2100, "UO 12x", "UO 12x" }, { "13b", 4050, "UO 13c", "UO 13b" },
    { "14a", 10000, "UO 14a", "UO 14a" },
  };
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnCatalogue) catalogue = NULL;

  test_contract_open (&contract, "2027-01-04", NULL);
  catalogue = gvn_catalogue_load (gvn_store_get_db (contract.store), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GvnUo *uo = find (catalogue, cases[i].uo);

      g_assert_cmpstr (gvn_catalogue_find_tier (catalogue, uo, cases[i].estimate, TRUE)->code, ==, cases[i].inclusive);
      g_assert_cmpstr (gvn_catalogue_find_tier (catalogue, uo, cases[i].estimate, FALSE)->code, ==,
                       cases[i].next_bound);
    }
  test_contract_close (&contract);
}

/* A code is typed as people write it; nothing outside the catalogue is found. */
static void
test_codes (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnCatalogue) catalogue = NULL;
  g_autoptr (GPtrArray) found = NULL;

  test_contract_open (&contract, "2027-01-04", NULL);
  catalogue = gvn_catalogue_load (gvn_store_get_db (contract.store), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (find (catalogue, "12a")->code, ==, "UO 12a");
  g_assert_cmpstr (find (catalogue, "uo12A")->code, ==, "UO 12a");
  g_assert_cmpstr (find (catalogue, " UO 1 ")->code, ==, "UO 1");
  g_assert_cmpstr (find (catalogue, "c1")->code, ==, "C1");
  g_assert_null (gvn_catalogue_find (catalogue, "UO 23", &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "UO 23"));

  found = gvn_catalogue_search (catalogue, "demenagement sites");
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpstr (((GvnUo *) found->pdata[0])->code, ==, "UO 20c");
  test_contract_close (&contract);
}

static void
test_quantities (void)
{
  static const struct
  {
    const char *text;
    gint64 quantity;
  } good[] = { { "6", 600 }, { "2.5", 250 }, { "2,5", 250 }, { "0.05", 5 }, { "100000", 10000000 } };
  static const char *const bad[] = { "", "0", "-1", "1.234", "x", "1.", "1e3", "100000.01", "1.2.3", "0.00" };
  gint64 quantity;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (gvn_quantity_parse (good[i].text, &quantity, &error));
      g_assert_cmpint (quantity, ==, good[i].quantity);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (gvn_quantity_parse (bad[i], &quantity, &error));
      g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
    }
}

/* Prices ------------------------------------------------------------------------------ */

static char *
write_file (GvnTestContract *contract, const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (contract->folder, "prices.csv", NULL);

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  return path;
}

static void
import (GvnTestContract *contract, const char *text, const char *from, const char *until)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = write_file (contract, text, -1);
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (gvn_store_get_db (contract->store), &error);
  g_autoptr (GPtrArray) prices = gvn_price_sheet_read (path, catalogue, &error);
  GvnPriceImport wanted = { .prices = prices, .by_name = "Tester", .now = &contract->now };

  g_assert_no_error (error);
  if (from != NULL)
    wanted.effective_on = test_date (from);
  if (until != NULL)
    wanted.last_on = test_date (until);
  test_run (contract, "Import", gvn_price_list_import, &wanted);
  g_free (wanted.id);
}

static void
check_price (GvnPriceBook *book, const char *uo, const char *on, gint64 expected)
{
  GDate day = test_date (on);
  gint64 cents = -1;

  gvn_price_book_find (book, uo, &day, &cents);
  g_assert_cmpint (cents, ==, expected);
}

/* A list holds from its day; what it leaves out keeps the price before, or has none. */
static void
test_prices (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnPriceBook) book = NULL;
  g_autoptr (GvnCatalogue) catalogue = NULL;
  GDate day = test_date ("2027-06-01");
  gint64 cents;

  test_contract_open (&contract, "2027-01-04", NULL);
  import (&contract, "UO;Libellé;Prix HT\nUO 12a;Expertise;\"650,50 €\"\n15g;;1 200,00\nC1;;1,5\nUO 8;;\n", NULL, NULL);
  import (&contract, "12a;700\n", "2028-01-01", NULL);
  book = gvn_price_book_load (gvn_store_get_db (contract.store), &error);
  catalogue = gvn_catalogue_load (gvn_store_get_db (contract.store), &error);
  g_assert_no_error (error);
  check_price (book, "UO 12a", "2026-09-30", -1); /* before the signature */
  check_price (book, "UO 12a", "2026-10-01", 65050);
  check_price (book, "UO 12a", "2027-12-31", 65050);
  check_price (book, "UO 12a", "2028-01-01", 70000);
  check_price (book, "UO 15g", "2028-01-01", 120000);
  check_price (book, "UO 8", "2028-01-01", -1);

  /* 2.5 days at 650.50; 3 hours at 1200 in a crisis, at 1.5; half a cent goes up */
  g_assert_true (gvn_price_book_find_amount (book, find (catalogue, "12a"), 250, FALSE, &day, &cents));
  g_assert_cmpint (cents, ==, 162625);
  g_assert_true (gvn_price_book_find_amount (book, find (catalogue, "15g"), 300, TRUE, &day, &cents));
  g_assert_cmpint (cents, ==, 540000);
  g_assert_true (gvn_price_book_find_amount (book, find (catalogue, "12a"), 250, TRUE, &day, &cents));
  g_assert_cmpint (cents, ==, 162625);
  g_assert_true (gvn_price_book_find_amount (book, find (catalogue, "12a"), 1, FALSE, &day, &cents));
  g_assert_cmpint (cents, ==, 651);
  g_assert_false (gvn_price_book_find_amount (book, find (catalogue, "UO 8"), 100, FALSE, &day, &cents));
  test_contract_close (&contract);
}

/* A file is refused with the line and the column of its first fault. */
static void
test_price_faults (void)
{
  static const struct
  {
    const char *text;
    gssize length;
    const char *words;
  } faults[] = {
    { "UO 12a;650\nUO 99;10\n", -1, "Line 2, column 1" },
    { "UO 12a;650\nUO 12b;abc\n", -1, "Line 2, column 2" },
    { "UO 12a;650\n\n\nUO 12b;-5\n", -1, "Line 4, column 2" },
    { "Code;Prix\nUO 12a;650\nuo12a;700\n", -1, "Line 3, column 1" },
    { "UO 12a;\"650\n", -1, "Line 1, column 2" },
    { "UO 12a;650\nUO 12b;6\xE9"
      "5\n",
      -1, "Line 2, column 2" },
    { "UO 12a;650\nUO 12b;\0005\n", 22, "Line 2, column 8" },
    { "UO 12a;10000000.01\n", -1, "Line 1, column 2" },
    { "C1;100,01\n", -1, "Line 1, column 2" },
    { "Code;Prix\n", -1, "no price" },
    { "", -1, "it is empty" },
  };
  GvnTestContract contract = { NULL };
  g_autoptr (GvnCatalogue) catalogue = NULL;

  test_contract_open (&contract, "2027-01-04", NULL);
  catalogue = gvn_catalogue_load (gvn_store_get_db (contract.store), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = write_file (&contract, faults[i].text, faults[i].length);

      g_assert_null (gvn_price_sheet_read (path, catalogue, &error));
      g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, faults[i].words));
    }
  test_contract_close (&contract);
}

/* A list with a last day is owed a successor by then, which closes that. */
static void
test_price_expiry (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  GvnDeadlineFilter filter = { .state = -1, .subject_kind = GVN_SUBJECT_PRICE_LIST };
  g_autoptr (GPtrArray) owed = NULL;
  g_autoptr (GPtrArray) met = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  test_contract_open (&contract, "2027-09-20", NULL);
  import (&contract, "12a;650\n", NULL, "2027-09-30");
  owed = gvn_register_list (gvn_store_get_db (contract.store), &filter, &contract.now, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (owed->len, ==, 1);
  test_assert_date (&((GvnDeadline *) owed->pdata[0])->due.date, "2027-09-30");
  g_assert_null (((GvnDeadline *) owed->pdata[0])->fact);

  import (&contract, "12a;700\n", "2027-10-01", NULL);
  met = gvn_register_list (gvn_store_get_db (contract.store), &filter, &contract.now, &error);
  g_assert_cmpuint (met->len, ==, 1);
  g_assert_cmpint (((GvnDeadline *) met->pdata[0])->state, ==, GVN_DEADLINE_MET);
  findings = gvn_store_check (contract.store, &error);
  g_assert_cmpuint (findings->len, ==, 0);
  test_contract_close (&contract);
}

/* When each unit is to be answered, requested on the eve of Ascension: by C.2, as many
 * working days after it, at 18h. */
static void
test_dues (void)
{
  static const char *const days[] = { NULL, "2027-05-07", "2027-05-10", "2027-05-11", "2027-05-12", "2027-05-13" };
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) wanted = gvn_order_lines_new ();
  g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) dues = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "orders", "catalogue.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GvnOrderDraft draft = { .lines = wanted, .now = &contract.now };

  test_contract_open (&contract, "2027-06-01", NULL);
  draft.sent = test_instant ("2027-05-05T10:00");
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ";", -1);

      if (*lines[i] == '#' || *lines[i] == '\0')
        continue;
      g_ptr_array_add (wanted, gvn_order_line_new (cells[0], GVN_QUANTITY_ONE));
      g_ptr_array_add (counts, g_strdup (cells[7]));
    }
  dues = gvn_order_draft_list_dues (gvn_store_get_db (contract.store), &draft, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (dues->len, ==, 108);
  for (guint i = 0; i < dues->len; i++)
    {
      const GvnLocal *due = &g_array_index (dues, GvnLocal, i);
      const char *day = days[g_ascii_strtoll (counts->pdata[i], NULL, 10)];

      g_test_message ("%s", ((GvnOrderLine *) wanted->pdata[i])->uo);
      g_assert_cmpint (g_date_valid (&due->date), ==, day != NULL);
      if (day == NULL)
        continue;
      test_assert_date (&due->date, day);
      g_assert_cmpint (due->minutes, ==, 18 * 60);
    }
  test_contract_close (&contract);
}

static gboolean
make_older (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_exec (db, error, "DELETE FROM recurring_quantity", "")
         && gvn_db_exec (db, error, "DELETE FROM recurring_unit", "") && gvn_db_exec (db, error, "DELETE FROM uo", "")
         && gvn_db_exec (db, error, "DELETE FROM order_indicator", "")
         && gvn_db_exec (db, error, "DELETE FROM deadline WHERE subject_kind = 'recurring_month'", "")
         && gvn_db_exec (db, error, "DELETE FROM deadline_rule WHERE subject_kind = 'order'", "")
         && gvn_db_exec (db, error, "DELETE FROM setting WHERE key LIKE 'order-%'", "")
         && gvn_db_exec (db, error, "UPDATE setting SET value = 'holiday' WHERE key = 'good-friday-rozerieulles'", "")
         && gvn_db_exec (db, error, "DELETE FROM standing_item", "");
}

static gint64
count_rows (GvnStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  gvn_db_get_int (gvn_store_get_db (store), &n, &error, sql, "");
  g_assert_no_error (error);
  return n;
}

/* A contract made before there was a catalogue gets it when it is opened, once; what it
 * says itself, or lacks by choice, stays. */
static void
test_older_contract (void)
{
  static const char *const counts[] = {
    "SELECT count(*) FROM uo",      "SELECT count(*) FROM order_indicator", "SELECT count(*) FROM deadline_rule",
    "SELECT count(*) FROM setting", "SELECT count(*) FROM recurring_unit",  "SELECT count(*) FROM recurring_quantity",
    "SELECT count(*) FROM deadline"
  };
  g_autoptr (GError) error = NULL;
  GvnTestContract contract = { NULL };
  gint64 expected[G_N_ELEMENTS (counts)], n_entries;

  test_contract_open (&contract, "2027-01-04", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    expected[i] = count_rows (contract.store, counts[i]);
  test_run (&contract, "Older", make_older, NULL);

  for (int opening = 0; opening < 2; opening++)
    {
      gvn_store_close (contract.store);
      g_assert_finalize_object (contract.store);
      contract.store = gvn_contract_open (contract.path, "Tester", &contract.now, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
        g_assert_cmpint (count_rows (contract.store, counts[i]), ==, expected[i]);
      g_assert_cmpint (count_rows (contract.store, "SELECT count(*) FROM standing_item"), ==, 0);
      g_assert_cmpint (
          count_rows (contract.store, "SELECT value = 'holiday' FROM setting WHERE key = 'good-friday-rozerieulles'"),
          ==, 1);
      if (opening == 0)
        n_entries = count_rows (contract.store, "SELECT count(*) FROM journal");
    }
  g_assert_cmpint (count_rows (contract.store, "SELECT count(*) FROM journal"), ==, n_entries);
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/orders/catalogue/C.1-every-row", test_rows);
  g_test_add_func ("/orders/catalogue/L-32-tier-bounds", test_tiers);
  g_test_add_func ("/orders/catalogue/codes-as-typed", test_codes);
  g_test_add_func ("/orders/catalogue/quantities", test_quantities);
  g_test_add_func ("/orders/prices/dated", test_prices);
  g_test_add_func ("/orders/prices/faults-name-their-place", test_price_faults);
  g_test_add_func ("/orders/prices/expiry", test_price_expiry);
  g_test_add_func ("/orders/catalogue/C.2-dues", test_dues);
  g_test_add_func ("/orders/catalogue/older-contract", test_older_contract);
  return g_test_run ();
}
