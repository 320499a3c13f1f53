/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "sheets/gvn-import.h"
#include "sheets/gvn-sheet-read.h"
#include "sheets/gvn-sheet-value.h"
#include "sheets/gvn-sheet-write.h"

/* The rules of an import on sheets typed here: the files of other programs are in check-sheets.py. */

static GvnSheetTable *
table_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  GvnSheetTable *table = gvn_sheet_read_text (text, strlen (text), &error);

  g_assert_no_error (error);
  return table;
}

static void
open_contract (GvnTestContract *contract)
{
  test_contract_open (contract, "2028-03-08", NULL);
  gvn_lists_register ();
}

static GvnImportResult *
take (GvnTestContract *contract, const char *code, const char *text, gboolean dry_run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnSheetTable) table = table_of (text);
  GvnImportMap map;
  GvnImport import = { .list = gvn_list_find (code, &error),
                       .table = table,
                       .map = &map,
                       .source = "test",
                       .author = "Tester",
                       .now = &contract->now,
                       .dry_run = dry_run };
  GvnImportResult *result;

  g_assert_no_error (error);
  gvn_import_propose (import.list, table, NULL, &map, &error);
  g_assert_no_error (error);
  result = gvn_import_run (contract->store, &import, &error);
  g_assert_no_error (error);

  return result;
}

static void
assert_counts (const GvnImportResult *result, guint added, guint changed, guint unchanged, guint refused)
{
  for (guint i = 0; i < result->refusals->len; i++)
    g_test_message ("%s", ((GvnImportRefusal *) result->refusals->pdata[i])->reason);
  g_assert_cmpuint (result->n_added, ==, added);
  g_assert_cmpuint (result->n_changed, ==, changed);
  g_assert_cmpuint (result->n_unchanged, ==, unchanged);
  g_assert_cmpuint (result->n_refused, ==, refused);
}

static GPtrArray *
load_values (GvnTestContract *contract, const char *code)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *values = gvn_sheet_values_load (gvn_list_find (code, NULL), gvn_store_get_db (contract->store), &error);

  g_assert_no_error (error);
  return values;
}

/* A date in the forms people and sheets write it; an ambiguous one has its day first, as in France. */
static void
test_dates (void)
{
  static const char *const same[]
      = { "2028-03-16",          "16/03/2028", "16/3/28",    "16.03.2028",         "16 mars 2028",
          "16 MARS 2028",        "46828",      "2028/03/16", "jeudi 16 mars 2028", "16 March 2028",
          "2028-03-16T00:00:00", "46828.5" };
  static const char *const wrong[] = { "demain", "30/02/2028", "16 marche 2028", "2028", "12", "16/03", "1/1/1900" };
  GvnTestContract contract = { NULL };
  g_autoptr (GPtrArray) values = NULL;
  g_autofree char *first = NULL;

  open_contract (&contract);
  values = load_values (&contract, "closures");
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *value = gvn_sheet_values_parse (values->pdata[1], same[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (value, ==, "2028-03-16");
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gvn_sheet_values_parse (values->pdata[1], wrong[i], &error));
      g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
    }
  first = gvn_sheet_values_parse (values->pdata[1], "1er août 2028", NULL);
  g_assert_cmpstr (first, ==, "2028-08-01");
  test_contract_close (&contract);
}

/* A choice by its code or its label, whatever the case and the accents */
static void
test_choices (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GPtrArray) values = NULL;
  g_autofree char *code = NULL;
  g_autofree char *label = NULL;

  open_contract (&contract);
  values = load_values (&contract, "people");
  code = gvn_sheet_values_parse (values->pdata[5], " aesn ", NULL);
  label = gvn_sheet_values_parse (values->pdata[5], "AGENCE DE L'EAU SEINE NORMANDIE", NULL);
  g_assert_cmpstr (code, ==, "AESN");
  g_assert_cmpstr (label, ==, "AESN");
  test_contract_close (&contract);
}

/* Sheets come from people of either language, whatever that of who imports them. */
static void
test_languages (void)
{
  static const struct
  {
    const char *list;
    guint column;
    const char *text;
    const char *code;
  } said[] = {
    { "actions", 11, "En cours", "open" },
    { "actions", 11, "Soldée", "closed" },
    { "actions", 11, "Under way", "open" },
    { "actions", 11, "retirée", "dropped" },
    { "actions", 6, "Titulaire", "contractor" },
    { "actions", 6, "TIERS", "third_party" },
    { "actions", 6, "Third party", "third_party" },
    { "actions", 9, "L'exploitation", "operations" },
    { "meetings", 5, "Tenue", "held" },
    { "meetings", 5, "annulée", "cancelled" },
    { "closures", 4, "Oui", "yes" },
    { "closures", 4, "No", "no" },
  };
  GvnTestContract contract = { NULL };

  open_contract (&contract);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autoptr (GPtrArray) values = load_values (&contract, said[i].list);
      g_autoptr (GError) error = NULL;
      g_autofree char *code = gvn_sheet_values_parse (values->pdata[said[i].column], said[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (code, ==, said[i].code);
    }
  test_contract_close (&contract);
}

/* What is added, changed by its key, and left as it is; the whole import is one entry that one undo takes back. */
static void
test_by_key (void)
{
  g_autoptr (GError) error = NULL;
  GvnTestContract contract = { NULL };
  g_autoptr (GvnImportResult) first = NULL;
  g_autoptr (GvnImportResult) again = NULL;
  g_autoptr (GvnImportResult) edited = NULL;
  g_autoptr (GvnImportResult) after_undo = NULL;
  const GvnImportChange *change;

  open_contract (&contract);
  first = take (&contract, "closures",
                "Perimeter;From;To;Closure;Removes working days\n"
                "AESN;2028-08-14;2028-08-18;Été;no\n;2028-12-26;;Noël;yes\n",
                FALSE);
  assert_counts (first, 2, 0, 0, 0);
  g_assert_true (first->done);
  again = take (&contract, "closures", "From;Closure;Perimeter\n14/08/2028;Été;AESN\n", FALSE);
  assert_counts (again, 0, 0, 1, 0);
  edited = take (&contract, "closures", "From;To;Perimeter\n14/08/2028;19/08/2028;AESN\n", FALSE);
  assert_counts (edited, 0, 1, 0, 0);
  change = edited->changes->pdata[0];
  g_assert_cmpuint (change->line, ==, 2);
  g_assert_cmpstr (change->difference, ==, "To: 2028-08-18 → 2028-08-19");

  g_assert_true (gvn_store_undo (contract.store, "Tester", &contract.now, &error));
  g_assert_true (gvn_store_undo (contract.store, "Tester", &contract.now, &error));
  g_assert_no_error (error);
  after_undo = take (&contract, "closures",
                     "Perimeter;From;To;Closure;Removes working days\nAESN;2028-08-14;2028-08-18;Été;no\n", TRUE);
  assert_counts (after_undo, 1, 0, 0, 0);
  g_assert_false (after_undo->done);
  test_contract_close (&contract);
}

/* One refused line and nothing is stored, each refusal at its place */
static void
test_all_or_nothing (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnImportResult) wrong = NULL;
  g_autoptr (GvnImportResult) after = NULL;
  const GvnImportRefusal *refusal;

  open_contract (&contract);
  wrong = take (&contract, "closures",
                "Du;Au;Closure;Removes working days\n"
                "2028-08-14;2028-08-18;Été;no\n\n2028-09-14;2028-09-01;À l’envers;no\n",
                FALSE);
  assert_counts (wrong, 1, 0, 0, 1);
  g_assert_false (wrong->done);
  refusal = wrong->refusals->pdata[0];
  g_assert_cmpuint (refusal->line, ==, 4);
  g_assert_cmpstr (refusal->cell, ==, "B4");
  g_assert_nonnull (strstr (refusal->reason, "ends after it begins"));
  after = take (&contract, "closures", "Du;Closure;Removes working days\n2028-08-14;Été;no\n", TRUE);
  assert_counts (after, 1, 0, 0, 0);
  test_contract_close (&contract);
}

/* Pasted cells keep their quotes, their line ends and their place; what looks like a formula comes back as it was. */
static void
test_text (void)
{
  g_autoptr (GvnSheetTable) pasted = table_of ("a\t\"b\r\nc \"\"d\"\"\"\r\n\r\n=1+1\té\r\n");
  g_autofree char *csv = gvn_sheet_write_csv (pasted);
  g_autoptr (GvnSheetTable) back = table_of (csv);
  g_autofree char *far_place = gvn_sheet_dup_place (9, 27);

  g_assert_cmpuint (gvn_sheet_table_get_n_rows (pasted), ==, 3);
  g_assert_cmpstr (gvn_sheet_table_get (pasted, 0, 1), ==, "b\nc \"d\"");
  g_assert_true (gvn_sheet_table_row_is_empty (pasted, 1));
  g_assert_cmpstr (gvn_sheet_table_get (pasted, 2, 1), ==, "é");
  g_assert_cmpuint (gvn_sheet_table_get_n_rows (back), ==, 3);
  g_assert_cmpstr (gvn_sheet_table_get (back, 0, 1), ==, "b\nc \"d\"");
  g_assert_cmpstr (gvn_sheet_table_get (back, 2, 0), ==, "=1+1");
  g_assert_nonnull (strstr (csv, "\"'=1+1\""));
  g_assert_cmpstr (far_place, ==, "AB10");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/dates", test_dates);
  g_test_add_func ("/import/choices", test_choices);
  g_test_add_func ("/import/languages", test_languages);
  g_test_add_func ("/import/by-key", test_by_key);
  g_test_add_func ("/import/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/import/text", test_text);

  return g_test_run ();
}
