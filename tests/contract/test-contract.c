/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "contract/gvn-fact.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "contract/gvn-setting.h"

static gint64
number (GvnTestContract *contract, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n;

  gvn_db_get_int (gvn_store_get_db (contract->store), &n, &error, sql, "");
  g_assert_no_error (error);
  return n;
}

/* Parts A.2 and A.3. */
static void
test_places (void)
{
  static const struct
  {
    const char *agency;
    int users, sites, visited;
  } expected[] = { { "AEAG", 277, 5, 4 },  { "AEAP", 157, 3, 2 }, { "AELB", 326, 6, 5 }, { "AERM", 182, 1, 0 },
                   { "AERMC", 372, 4, 3 }, { "AESN", 433, 6, 5 }, { "7eSI", 0, 0, 0 } };
  GvnTestContract contract = { NULL };

  test_contract_open (&contract, "2026-10-05", NULL);
  g_assert_cmpint (number (&contract, "SELECT count(*) FROM site"), ==, 25);
  g_assert_cmpint (number (&contract, "SELECT sum(users) FROM site"), ==, 1747);
  g_assert_cmpint (number (&contract, "SELECT sum(visited) FROM site"), ==, 19);
  g_assert_cmpint (number (&contract, "SELECT sum(users) FROM site WHERE visited"), ==, 517);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *sql
          = g_strdup_printf ("SELECT coalesce (sum(users), 0) * 10000 + count(*) * 100 + coalesce (sum(visited), 0)"
                             " FROM site WHERE agency = '%s'",
                             expected[i].agency);

      g_assert_cmpint (number (&contract, sql), ==,
                       expected[i].users * 10000 + expected[i].sites * 100 + expected[i].visited);
    }
  test_contract_close (&contract);
}

/* Part B.2: 1 COSTRAT, 1 COPIL, 6 COSUI and one to come, 7 CAB, CPROB, COTECH, COSEC. */
static void
test_bodies (void)
{
  GvnTestContract contract = { NULL };

  test_contract_open (&contract, "2026-10-05", NULL);
  g_assert_cmpint (number (&contract, "SELECT count(*) FROM body WHERE kind = 'CAB'"), ==, 7);
  g_assert_cmpint (number (&contract, "SELECT count(*) FROM body WHERE kind = 'COSUI'"), ==, 7);
  g_assert_cmpint (number (&contract, "SELECT count(*) FROM body WHERE kind = 'COSUI' AND active_from IS NULL"), ==, 1);
  g_assert_cmpint (
      number (&contract, "SELECT count(*) FROM body WHERE code IN ('COSTRAT', 'COPIL', 'CPROB', 'COTECH', 'COSEC')"),
      ==, 5);
  /* 6.2: the twelve roles of the COPIL, one of them six people */
  g_assert_cmpint (number (&contract, "SELECT count(*) FROM body_member WHERE body = 'COPIL'"), ==, 12);
  test_contract_close (&contract);
}

/* Part E.1, L-50, L-53. */
static void
test_phases (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnContract) row = NULL;
  GvnPhases phases;
  GvnQuarter quarter;
  GDate day = test_date ("2028-03-08");

  test_contract_open (&contract, "2026-10-05", NULL);
  row = gvn_contract_load (gvn_store_get_db (contract.store), NULL);
  gvn_contract_get_phases (row, &phases);
  test_assert_date (&phases.initialisation_last, "2027-02-28");
  test_assert_date (&phases.run_first, "2027-03-01");
  test_assert_date (&phases.probation_last, "2027-05-31");
  test_assert_date (&phases.reversibility_first, "2030-11-01");

  g_assert_true (gvn_contract_get_quarter (row, &day, &quarter));
  g_assert_cmpint (quarter.year, ==, 2);
  g_assert_cmpint (quarter.number, ==, 2);
  test_assert_date (&quarter.first, "2028-01-01");
  test_assert_date (&quarter.last, "2028-03-31");
  g_assert_true (quarter.scored);
  day = test_date ("2027-06-15"); /* April to June 2027 is not whole after the probation */
  g_assert_true (gvn_contract_get_quarter (row, &day, &quarter));
  g_assert_false (quarter.scored);
  day = test_date ("2027-07-01");
  g_assert_true (gvn_contract_get_quarter (row, &day, &quarter));
  g_assert_true (quarter.scored);
  day = test_date ("2026-09-30");
  g_assert_false (gvn_contract_get_quarter (row, &day, &quarter));
  test_contract_close (&contract);
}

static void
test_drafts (void)
{
  const struct
  {
    const char *signed_on, *initialisation_on;
    int months;
    const char *end_on;
    GvnContractField field;
  } drafts[] = {
    { "2026-10-01", "2026-09-30", 4, "2031-02-28", GVN_CONTRACT_FIELD_INITIALISATION_ON },
    { "2026-10-01", "2026-11-01", 7, "2031-02-28", GVN_CONTRACT_FIELD_INITIALISATION_MONTHS },
    { "2026-10-01", "2026-11-01", 4, "2027-02-28", GVN_CONTRACT_FIELD_END_ON },
    { "2026-10-01", "2026-11-01", 4, "2027-03-01", GVN_CONTRACT_FIELD_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (drafts); i++)
    {
      GvnContractDraft draft = { .initialisation_months = drafts[i].months };
      GvnContractField field;

      draft.signed_on = test_date (drafts[i].signed_on);
      draft.initialisation_on = test_date (drafts[i].initialisation_on);
      draft.end_on = test_date (drafts[i].end_on);
      g_assert_cmpint (gvn_contract_draft_check (&draft, &field, NULL), ==, drafts[i].field == GVN_CONTRACT_FIELD_NONE);
      g_assert_cmpint (field, ==, drafts[i].field);
    }
}

static gboolean
set_without_act (GvnDb *db, gpointer data, GError **error)
{
  return gvn_setting_set (db, GVN_SETTING_GOOD_FRIDAY, "holiday", NULL, error);
}

static gboolean
set_wrong (GvnDb *db, gpointer data, GError **error)
{
  return gvn_setting_set (db, GVN_SETTING_GOOD_FRIDAY, "maybe", "COPIL", error);
}

static gboolean
set_right (GvnDb *db, gpointer data, GError **error)
{
  return gvn_setting_set (db, GVN_SETTING_GOOD_FRIDAY, "holiday", "Courrier AERM du 4 janvier", error);
}

/* A changed reading names its act, and acts on the site's calendar alone. */
static void
test_settings (void)
{
  GvnTestContract contract = { NULL };
  GvnEntry entry = { "Set", "Tester", &contract.now };
  GDate good_friday = test_date ("2027-03-26");
  g_autoptr (GError) error = NULL;

  test_contract_open (&contract, "2026-10-05", NULL);
  g_assert_false (gvn_store_run (contract.store, &entry, set_without_act, NULL, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (gvn_store_run (contract.store, &entry, set_wrong, NULL, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GvnCalendar) site
          = gvn_calendar_load_site (gvn_store_get_db (contract.store), "RM-ROZERIEULLES", NULL);
      g_autoptr (GvnCalendar) deadlines = gvn_calendar_load_contract (gvn_store_get_db (contract.store), "AERM", NULL);

      g_assert_cmpint (gvn_calendar_is_working_day (site, &good_friday), ==, i == 0);
      g_assert_true (gvn_calendar_is_working_day (deadlines, &good_friday));
      if (i == 0)
        test_run (&contract, "Set", set_right, NULL);
    }
  test_contract_close (&contract);
}

static gboolean
add_closures (GvnDb *db, gpointer data, GError **error)
{
  GvnClosure shown = { .agency = (char *) "AELB", .label = (char *) "Pont", .removes_working_days = FALSE };
  GvnClosure counted = { .agency = (char *) "AELB", .label = (char *) "Fermeture", .removes_working_days = TRUE };
  gboolean done;

  shown.first_on = shown.last_on = test_date ("2027-05-07");
  counted.first_on = counted.last_on = test_date ("2027-05-10");
  done = gvn_closure_save (db, &shown, error) && gvn_closure_save (db, &counted, error);
  g_free (shown.id);
  g_free (counted.id);

  return done;
}

/* The switch decides whether a closure removes contractual working days; its
 * agency's bodies avoid it in any case (L-07). */
static void
test_closures (void)
{
  GvnTestContract contract = { NULL };
  GDate shown = test_date ("2027-05-07"), counted = test_date ("2027-05-10");
  GvnDb *db;

  test_contract_open (&contract, "2026-10-05", NULL);
  test_run (&contract, "Close", add_closures, NULL);
  db = gvn_store_get_db (contract.store);
  {
    g_autoptr (GvnCalendar) own = gvn_calendar_load_contract (db, "AELB", NULL);
    g_autoptr (GvnCalendar) other = gvn_calendar_load_contract (db, "AESN", NULL);
    g_autoptr (GvnCalendar) all = gvn_calendar_load_contract (db, NULL, NULL);
    g_autoptr (GvnCalendar) presence = gvn_calendar_load_agency (db, "AELB", NULL);

    g_assert_true (gvn_calendar_is_working_day (own, &shown));
    g_assert_false (gvn_calendar_is_working_day (own, &counted));
    g_assert_true (gvn_calendar_is_working_day (other, &counted));
    g_assert_true (gvn_calendar_is_working_day (all, &counted));
    g_assert_false (gvn_calendar_is_working_day (presence, &shown));
  }
  test_contract_close (&contract);
}

static gboolean
add_people (GvnDb *db, gpointer data, GError **error)
{
  GvnPerson first = { (char *) "p1", (char *) "One", (char *) "dsiun", (char *) "DSIUN", NULL };
  GvnPerson second
      = { (char *) "p2", (char *) "Two", (char *) "dsiun", (char *) "DSIUN", (char *) "two@lesagencesdeleau.eu" };
  GvnRoleHolding a = { (char *) "h1", (char *) "p1", (char *) "site_manager", (char *) "AESN", { 0 }, { 0 } };
  GvnRoleHolding b = { (char *) "h2", (char *) "p2", (char *) "site_manager", (char *) "AESN", { 0 }, { 0 } };

  a.first_on = test_date ("2026-10-01");
  a.last_on = test_date ("2027-06-30");
  b.first_on = test_date ("2027-07-01");
  return gvn_person_save (db, &first, error) && gvn_person_save (db, &second, error)
         && gvn_role_holding_save (db, &a, error) && gvn_role_holding_save (db, &b, error);
}

static gboolean
delete_person (GvnDb *db, gpointer data, GError **error)
{
  return gvn_person_delete (db, data, error);
}

static void
test_people (void)
{
  static const struct
  {
    const char *on, *perimeter, *name;
  } expected[] = { { "2027-06-30", "AESN", "One" },
                   { "2027-07-01", "AESN", "Two" },
                   { "2027-07-01", "AELB", NULL },
                   { "2026-09-30", "AESN", NULL } };
  GvnTestContract contract = { NULL };
  GvnEntry entry = { "Delete", "Tester", &contract.now };
  g_autoptr (GError) error = NULL;

  test_contract_open (&contract, "2026-10-05", NULL);
  test_run (&contract, "People", add_people, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      GDate on = test_date (expected[i].on);
      g_autoptr (GPtrArray) holders
          = gvn_role_find_holders (gvn_store_get_db (contract.store), "site_manager", expected[i].perimeter, &on, NULL);

      g_assert_cmpuint (holders->len, ==, expected[i].name != NULL);
      if (expected[i].name != NULL)
        g_assert_cmpstr (((GvnPerson *) holders->pdata[0])->name, ==, expected[i].name);
    }
  g_assert_false (gvn_store_run (contract.store, &entry, delete_person, (gpointer) "p1", &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contract/A.2-A.3-places", test_places);
  g_test_add_func ("/contract/B.2-bodies", test_bodies);
  g_test_add_func ("/contract/E.1-phases-and-quarters", test_phases);
  g_test_add_func ("/contract/drafts", test_drafts);
  g_test_add_func ("/contract/L-07-settings", test_settings);
  g_test_add_func ("/contract/L-07-closures", test_closures);
  g_test_add_func ("/contract/people", test_people);
  return g_test_run ();
}
