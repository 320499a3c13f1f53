/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "contract/gvn-fact.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "deadlines/gvn-register.h"
#include "proceedings/gvn-cab-week.h"
#include "store/gvn-history.h"
#include "store/gvn-search.h"

/* 6.4: an eCAB is validated without a meeting, "en général à J ou J+1"; 3.7: by the
 * DSIUN. Easter of 2027 is 28 March, Ascension 6 May; 8 May is a Saturday. */

static gboolean
save_person (GvnDb *db, gpointer person, GError **error)
{
  return gvn_person_save (db, person, error);
}

static void
add_person (GvnTestContract *contract, const char *name, const char *side)
{
  GvnPerson person = { .name = (char *) name, .side = (char *) side, .employer = (char *) "Employeur" };

  test_run (contract, "Add", save_person, &person);
  g_free (person.id);
}

static void
set_up (GvnTestContract *contract, const char *today)
{
  test_contract_open (contract, today, NULL);
  add_person (contract, "Chef EXPL", "dsiun");
  add_person (contract, "SDM TME", "contractor");
}

/* Opens one and returns its name. */
static char *
open_change (GvnTestContract *contract, const char *perimeter, const char *at)
{
  GvnEmergencyDraft draft = { .perimeter = perimeter,
                              .title = "Correctif paie",
                              .ticket = "CHN-1204",
                              .at = test_instant (at),
                              .by_name = "SDM TME",
                              .now = &contract->now };

  test_run (contract, "Open", gvn_emergency_change_open, &draft);
  g_free (draft.id);
  return g_strdup_printf ("eCAB-%d", draft.number);
}

static GvnEmergencyChange *
find (GvnTestContract *contract, const char *name, const char *today)
{
  g_autoptr (GError) error = NULL;
  GvnNow now = test_now (today);
  GvnEmergencyChange *change = gvn_emergency_change_find (gvn_store_get_db (contract->store), name, &now, &error);

  g_assert_no_error (error);
  return change;
}

static void
check (GvnTestContract *contract, const char *name, const char *today, const char *due, GvnEmergencyState state)
{
  g_autoptr (GvnEmergencyChange) change = find (contract, name, today);

  test_assert_date (&change->due_on, due);
  g_assert_cmpstr (gvn_emergency_state_to_string (change->state), ==, gvn_emergency_state_to_string (state));
}

static void
validate (GvnTestContract *contract, const char *name, gboolean go, const char *at)
{
  GvnEmergencyVerdict verdict
      = { .change = name, .person = "Chef EXPL", .go = go, .at = test_instant (at), .now = &contract->now };

  test_run (contract, "Validate", gvn_emergency_change_validate, &verdict);
}

static void
refuse (GvnTestContract *contract, GvnCommand command, gpointer data, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  GvnEntry entry = { "Refused", "Tester", &contract->now };

  g_assert_false (gvn_store_run (contract->store, &entry, command, data, &error));
  g_assert_error (error, GVN_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
check_sound (GvnTestContract *contract)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = gvn_store_check (contract->store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
}

/* J+1 is the next working day: over a week-end, over a holiday and its eve; Good Friday
 * is worked, the Monday after it is not. */
static void
test_due (void)
{
  static const struct
  {
    const char *opened, *due;
  } cases[] = {
    { "2027-05-07T09:00", "2027-05-10" }, /* a Friday: the Monday */
    { "2027-05-05T18:30", "2027-05-07" }, /* the eve of Ascension: the Friday */
    { "2027-05-06T10:00", "2027-05-07" }, /* on Ascension itself */
    { "2027-05-08T10:00", "2027-05-10" }, /* a Saturday */
    { "2027-03-25T10:00", "2027-03-26" }, /* the Thursday before: Good Friday is worked */
    { "2027-03-26T10:00", "2027-03-30" }, /* Good Friday: over Easter Monday */
    { "2027-05-04T23:59", "2027-05-05" }, /* a civil day lasts until midnight */
  };
  GvnTestContract contract = { NULL };

  set_up (&contract, "2027-05-10");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = open_change (&contract, "AELB", cases[i].opened);

      check (&contract, name, "2027-05-10", cases[i].due,
             g_str_equal (cases[i].due, "2027-05-10") ? GVN_EMERGENCY_WAITING : GVN_EMERGENCY_LATE);
    }
  check_sound (&contract);
  test_contract_close (&contract);
}

/* The state follows from the reference day: waiting through J+1, late from then on,
 * validated, validated late; NO GO refuses. */
static void
test_states (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  set_up (&contract, "2027-05-12");
  first = open_change (&contract, "AEAG", "2027-05-07T09:00");
  second = open_change (&contract, "AEAG", "2027-05-07T10:00");
  third = open_change (&contract, "7eSI", "2027-05-07T11:00");
  g_assert_cmpstr (third, ==, "eCAB-3");
  check (&contract, first, "2027-05-07", "2027-05-10", GVN_EMERGENCY_WAITING);
  check (&contract, first, "2027-05-10", "2027-05-10", GVN_EMERGENCY_WAITING);
  check (&contract, first, "2027-05-11", "2027-05-10", GVN_EMERGENCY_LATE);

  validate (&contract, first, TRUE, "2027-05-10T23:59");
  validate (&contract, second, TRUE, "2027-05-11T00:00");
  validate (&contract, third, FALSE, "2027-05-07T11:00");
  check (&contract, first, "2027-05-12", "2027-05-10", GVN_EMERGENCY_VALIDATED);
  check (&contract, second, "2027-05-12", "2027-05-10", GVN_EMERGENCY_VALIDATED_LATE);
  check (&contract, third, "2027-05-12", "2027-05-10", GVN_EMERGENCY_REFUSED);
  check_sound (&contract);
  test_contract_close (&contract);
}

/* Who validates is a person of the DSIUN (3.7), known, not before the opening, once. */
static void
test_refusals (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *name = NULL;
  GvnEmergencyVerdict verdict = { .go = TRUE, .now = &contract.now };
  GvnEmergencyDraft draft = { .perimeter = "AEAG", .title = " ", .by_name = "Tester", .now = &contract.now };

  set_up (&contract, "2027-05-10");
  name = open_change (&contract, "AEAG", "2027-05-07T09:00");
  verdict.change = name;
  verdict.person = "SDM TME";
  refuse (&contract, gvn_emergency_change_validate, &verdict, GVN_ERROR_REFUSED, "SDM TME is not of the DSIUN");
  verdict.person = "Personne";
  refuse (&contract, gvn_emergency_change_validate, &verdict, GVN_ERROR_NOT_FOUND, "Personne");
  verdict.person = "Chef EXPL";
  verdict.at = test_instant ("2027-05-07T08:59");
  refuse (&contract, gvn_emergency_change_validate, &verdict, GVN_ERROR_REFUSED, "had not been opened");
  verdict.at = test_instant ("2027-05-11T09:00");
  refuse (&contract, gvn_emergency_change_validate, &verdict, GVN_ERROR_INVALID, "has not come yet");
  verdict.change = "eCAB-2";
  refuse (&contract, gvn_emergency_change_validate, &verdict, GVN_ERROR_NOT_FOUND, "eCAB-2");
  validate (&contract, name, FALSE, "2027-05-07T09:30");
  verdict.change = name;
  verdict.at = 0;
  refuse (&contract, gvn_emergency_change_validate, &verdict, GVN_ERROR_REFUSED, "Refused, NO GO, by Chef EXPL");

  refuse (&contract, gvn_emergency_change_open, &draft, GVN_ERROR_INVALID, "subject");
  g_clear_pointer (&draft.id, g_free);
  draft.title = "Correctif";
  draft.perimeter = "AEXX";
  refuse (&contract, gvn_emergency_change_open, &draft, GVN_ERROR_NOT_FOUND, "AEXX");
  draft.perimeter = "AEAG";
  draft.at = test_instant ("2027-05-11T09:00");
  refuse (&contract, gvn_emergency_change_open, &draft, GVN_ERROR_INVALID, "has not come yet");
  g_clear_pointer (&draft.id, g_free);
  test_contract_close (&contract);
}

/* A fact rectified counts again, before and after the verdict; one that would put the
 * verdict before the opening is refused. */
static void
test_correction (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *name = NULL;
  g_autoptr (GvnEmergencyChange) change = NULL;
  GvnFactCorrection correction = { .reason = "Erreur de saisie", .author = "Tester", .now = &contract.now };

  set_up (&contract, "2027-05-12");
  name = open_change (&contract, "AEAG", "2027-05-07T09:00");
  change = find (&contract, name, "2027-05-12");
  correction.fact = change->opened_fact;
  correction.at = test_instant ("2027-05-10T09:00");
  test_run (&contract, "Correct", gvn_register_correct_fact, &correction);
  check (&contract, name, "2027-05-12", "2027-05-11", GVN_EMERGENCY_LATE);
  validate (&contract, name, TRUE, "2027-05-11T09:00");
  check (&contract, name, "2027-05-12", "2027-05-11", GVN_EMERGENCY_VALIDATED);

  correction.at = test_instant ("2027-05-05T09:00");
  test_run (&contract, "Correct", gvn_register_correct_fact, &correction);
  check (&contract, name, "2027-05-12", "2027-05-07", GVN_EMERGENCY_VALIDATED_LATE);
  correction.at = test_instant ("2027-05-11T09:01");
  refuse (&contract, gvn_register_correct_fact, &correction, GVN_ERROR_REFUSED, "had not been opened");
  check_sound (&contract);
  test_contract_close (&contract);
}

static gboolean
save_closure (GvnDb *db, gpointer closure, GError **error)
{
  return gvn_closure_save (db, closure, error) && gvn_emergency_change_refresh_all (db, error);
}

/* A closure that removes working days moves J+1 of its agency's changes; one that is
 * decided keeps the date it was judged by. */
static void
test_closure (void)
{
  GvnTestContract contract = { NULL };
  GvnClosure closure = { .agency = (char *) "AEAG",
                         .label = (char *) "Pont",
                         .first_on = test_date ("2027-05-10"),
                         .last_on = test_date ("2027-05-10"),
                         .removes_working_days = TRUE };
  g_autofree char *open = NULL;
  g_autofree char *decided = NULL;
  g_autofree char *elsewhere = NULL;

  set_up (&contract, "2027-05-10");
  open = open_change (&contract, "AEAG", "2027-05-07T09:00");
  decided = open_change (&contract, "AEAG", "2027-05-07T09:00");
  elsewhere = open_change (&contract, "AEAP", "2027-05-07T09:00");
  validate (&contract, decided, TRUE, "2027-05-07T09:30");
  test_run (&contract, "Close", save_closure, &closure);
  check (&contract, open, "2027-05-10", "2027-05-11", GVN_EMERGENCY_WAITING);
  check (&contract, decided, "2027-05-10", "2027-05-10", GVN_EMERGENCY_VALIDATED);
  check (&contract, elsewhere, "2027-05-10", "2027-05-10", GVN_EMERGENCY_WAITING);
  g_free (closure.id);
  check_sound (&contract);
  test_contract_close (&contract);
}

/* Undone and done again, found by its words, told in its history. */
static void
test_undo (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GvnEmergencyChange) change = NULL;
  g_autoptr (GArray) entries = NULL;
  g_autofree char *name = NULL;
  GDate today = test_date ("2027-05-10");
  GvnHistoryFilter filter = { .object_kind = GVN_SUBJECT_EMERGENCY_CHANGE };

  set_up (&contract, "2027-05-10");
  name = open_change (&contract, "AEAG", "2027-05-07T09:00");
  validate (&contract, name, TRUE, "2027-05-07T09:30");
  g_assert_true (gvn_store_undo (contract.store, "Tester", &contract.now, &error));
  check (&contract, name, "2027-05-10", "2027-05-10", GVN_EMERGENCY_WAITING);
  g_assert_true (gvn_store_redo (contract.store, "Tester", &contract.now, &error));
  check (&contract, name, "2027-05-10", "2027-05-10", GVN_EMERGENCY_VALIDATED);

  hits = gvn_search (gvn_store_get_db (contract.store), "correctif", &today, 5, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (((GvnSearchHit *) hits->pdata[0])->kind, ==, GVN_SUBJECT_EMERGENCY_CHANGE);
  change = find (&contract, name, "2027-05-10");
  filter.object_id = change->id;
  entries = gvn_history_list (gvn_store_get_db (contract.store), &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 4);
  check_sound (&contract);
  test_contract_close (&contract);
}

/* Said again, its subject changes and nothing else. */
static void
test_edit (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *name = NULL;
  g_autoptr (GvnEmergencyChange) change = NULL;
  GvnEmergencyDraft draft
      = { .title = "Correctif de la paie", .detail = "Blocage en production", .now = &contract.now };

  set_up (&contract, "2027-05-10");
  name = open_change (&contract, "AEAG", "2027-05-07T09:00");
  draft.id = name;
  test_run (&contract, "Edit", gvn_emergency_change_edit, &draft);
  change = find (&contract, name, "2027-05-10");
  g_assert_cmpstr (change->title, ==, "Correctif de la paie");
  g_assert_cmpstr (change->detail, ==, "Blocage en production");
  g_assert_null (change->ticket);
  test_assert_date (&change->opened.date, "2027-05-07");
  draft.title = "";
  refuse (&contract, gvn_emergency_change_edit, &draft, GVN_ERROR_INVALID, "subject");
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proceedings/emergency-changes/due", test_due);
  g_test_add_func ("/proceedings/emergency-changes/states", test_states);
  g_test_add_func ("/proceedings/emergency-changes/refusals", test_refusals);
  g_test_add_func ("/proceedings/emergency-changes/correction", test_correction);
  g_test_add_func ("/proceedings/emergency-changes/closure", test_closure);
  g_test_add_func ("/proceedings/emergency-changes/undo", test_undo);
  g_test_add_func ("/proceedings/emergency-changes/edit", test_edit);

  return g_test_run ();
}
