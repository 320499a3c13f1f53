/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "committees/gvn-meeting-batch.h"
#include "contract/gvn-person.h"
#include "store/gvn-search.h"

static GPtrArray *
search (GvnTestContract *contract, const char *words)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *hits = gvn_search (gvn_store_get_db (contract->store), words, &contract->now.local.date, 5, &error);

  g_assert_no_error (error);
  return hits;
}

static gboolean
finds (GvnTestContract *contract, const char *words, const char *id)
{
  g_autoptr (GPtrArray) hits = search (contract, words);

  for (guint i = 0; i < hits->len; i++)
    if (g_str_equal (((GvnSearchHit *) hits->pdata[i])->id, id))
      return TRUE;

  return FALSE;
}

static void
check_sound (GvnTestContract *contract)
{
  g_autoptr (GPtrArray) findings = gvn_store_check (contract->store, NULL);

  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) findings->pdata[i]);
  g_assert_cmpuint (findings->len, ==, 0);
}

/* Accents and case do not count, words are beginnings in any order, nothing typed is
 * syntax. */
static void
test_words (void)
{
  static const char *const nothing[] = { "", "   ", "zzzz", "\"", "AND", "a*b OR (", "\xff\xfe", "copil zzzz" };
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = NULL;

  test_contract_open (&contract, "2026-11-02", NULL);
  test_plan (&contract, 2026);
  copil = test_find_meeting (&contract, "COPIL", "2026-11-19");
  g_assert_true (finds (&contract, "copil 2026-11-19", copil->id));
  g_assert_true (finds (&contract, "19 NOVEMBRE pilotage", copil->id));
  g_assert_true (finds (&contract, "comite pilotage", "COPIL"));
  g_assert_true (finds (&contract, "orleans", "LB-ORLEANS"));
  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      g_autoptr (GPtrArray) hits = search (&contract, nothing[i]);

      g_assert_cmpuint (hits->len, ==, 0);
    }
  test_contract_close (&contract);
}

/* A month is no row, but what is owed of it is found by its name or its number. */
static void
test_recurring (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *april = NULL;

  test_contract_open (&contract, "2026-12-01", NULL);
  april = gvn_db_get_text (gvn_store_get_db (contract.store), &error,
                           "SELECT id FROM deadline WHERE subject_kind = 'recurring_month' AND subject_id = '2028-04'",
                           "");
  g_assert_no_error (error);
  g_assert_true (finds (&contract, "recurrentes 2028-04", april));
  g_assert_true (finds (&contract, "commandes avril 2028", april));
  g_assert_false (finds (&contract, "commandes mai 2028", april));
  check_sound (&contract);
  test_contract_close (&contract);
}

/* What is to come first, the nearest first: COPIL of November before December's. */
static void
test_order (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GPtrArray) hits = NULL;
  const GvnSearchHit *previous = NULL;

  test_contract_open (&contract, "2026-12-01", NULL);
  test_plan (&contract, 2026);
  test_plan (&contract, 2027);
  hits = search (&contract, "copil");
  for (guint i = 0; i < hits->len; i++)
    {
      const GvnSearchHit *hit = hits->pdata[i];

      if (!g_str_equal (hit->kind, "meeting"))
        continue;
      g_assert_cmpint (g_date_compare (&hit->day, &contract.now.local.date), >=, 0);
      if (previous != NULL)
        g_assert_cmpint (g_date_compare (&previous->day, &hit->day), <=, 0);
      previous = hit;
    }
  g_assert_nonnull (previous);
  test_contract_close (&contract);
}

static gboolean
rename_person (GvnDb *db, gpointer data, GError **error)
{
  GvnPerson person = { .id = (char *) "anne", .name = data, .side = (char *) "dsiun", .employer = (char *) "AESN" };

  return gvn_person_save (db, &person, error);
}

/* The index follows commands, undo, redo and restore. */
static void
test_follows (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnMeeting) copil = NULL;
  const char *ids[] = { NULL, NULL };
  GvnMeetingBatch batch
      = { .meetings = ids, .act = GVN_ACT_MOVE, .days = -7, .by_name = "Tester", .now = &contract.now };

  test_contract_open (&contract, "2026-11-02", NULL);
  test_plan (&contract, 2026);
  copil = test_find_meeting (&contract, "COPIL", "2026-11-19");
  ids[0] = copil->id;
  test_run (&contract, "Shift", gvn_meeting_apply_batch, &batch);
  g_assert_false (finds (&contract, "copil 2026-11-19", copil->id));
  g_assert_true (finds (&contract, "copil 2026-11-12", copil->id));
  check_sound (&contract);
  g_assert_true (gvn_store_undo (contract.store, "Tester", &contract.now, NULL));
  g_assert_true (finds (&contract, "copil 2026-11-19", copil->id));

  /* the planning of the year, undone and redone */
  g_assert_true (gvn_store_undo (contract.store, "Tester", &contract.now, NULL));
  g_assert_false (finds (&contract, "copil 2026-11-19", copil->id));
  check_sound (&contract);
  g_assert_true (gvn_store_redo (contract.store, "Tester", &contract.now, NULL));
  g_assert_true (finds (&contract, "copil 2026-11-19", copil->id));
  check_sound (&contract);

  copy = g_build_filename (contract.folder, "copy.gvn", NULL);
  g_assert_true (gvn_store_backup (contract.store, copy, &error));
  test_run (&contract, "Person", rename_person, "Anne Durand");
  g_assert_true (finds (&contract, "durand", "anne"));
  test_run (&contract, "Person", rename_person, "Anne Lefèvre");
  g_assert_true (finds (&contract, "lefevre", "anne"));
  g_assert_false (finds (&contract, "durand", "anne"));
  g_assert_true (gvn_store_restore (contract.store, copy, &error));
  g_assert_false (finds (&contract, "lefevre", "anne"));
  check_sound (&contract);
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/search/words", test_words);
  g_test_add_func ("/store/search/recurring-month", test_recurring);
  g_test_add_func ("/store/search/order", test_order);
  g_test_add_func ("/store/search/follows", test_follows);
  return g_test_run ();
}
