/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "contract/gvn-milestone.h"
#include "proceedings/gvn-agenda.h"
#include "store/gvn-search.h"

/* The milestones of the contract: what is refused, what a COPIL hears of them (6.2). */

static void
save (GvnTestContract *contract, GvnMilestoneDraft *draft)
{
  draft->now = &contract->now;
  test_run (contract, "Milestone", gvn_milestone_save, draft);
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

static GPtrArray *
list (GvnTestContract *contract)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *milestones = gvn_milestone_list (gvn_store_get_db (contract->store), &error);

  g_assert_no_error (error);
  return milestones;
}

static void
test_refusals (void)
{
  GvnTestContract contract = { NULL };
  GvnMilestoneDraft draft = { .milestone = { .title = (char *) " " } };
  g_autoptr (GPtrArray) none = NULL;

  test_contract_open (&contract, "2028-03-08", NULL);
  draft.now = &contract.now;
  refuse (&contract, gvn_milestone_save, &draft, GVN_ERROR_INVALID, "has a title");
  draft.milestone.title = (char *) "Bascule du réseau";
  refuse (&contract, gvn_milestone_save, &draft, GVN_ERROR_INVALID, "");
  draft.milestone.planned_on = test_date ("2028-05-15");
  draft.milestone.perimeter = (char *) "AEXX";
  refuse (&contract, gvn_milestone_save, &draft, GVN_ERROR_NOT_FOUND, "AEXX");
  draft.milestone.perimeter = (char *) "AESN";
  draft.milestone.side = (char *) "them";
  refuse (&contract, gvn_milestone_save, &draft, GVN_ERROR_INVALID, "them");
  draft.milestone.side = NULL;
  draft.milestone.reached_on = test_date ("2028-03-09");
  refuse (&contract, gvn_milestone_save, &draft, GVN_ERROR_INVALID, "9 March 2028, which is to come");
  none = list (&contract);
  g_assert_cmpuint (none->len, ==, 0);
  test_contract_close (&contract);
}

/* A sheet finds one by its title and its perimeter: no two share both. */
static void
test_alone (void)
{
  GvnTestContract contract = { NULL };
  GvnMilestoneDraft first
      = { .milestone = { .title = (char *) "Bascule du réseau", .planned_on = test_date ("2028-05-15") } };
  GvnMilestoneDraft second
      = { .milestone = { .title = (char *) "BASCULE du réseau", .planned_on = test_date ("2028-06-15") } };

  test_contract_open (&contract, "2028-03-08", NULL);
  save (&contract, &first);
  second.now = &contract.now;
  refuse (&contract, gvn_milestone_save, &second, GVN_ERROR_INVALID, "planned for 15 May 2028");
  second.milestone.perimeter = (char *) "AESN";
  save (&contract, &second);
  first.milestone.planned_on = test_date ("2028-05-22");
  save (&contract, &first); /* itself is no other */
  second.milestone.perimeter = NULL;
  refuse (&contract, gvn_milestone_save, &second, GVN_ERROR_INVALID, "planned for 22 May 2028");
  g_free (first.milestone.id);
  g_free (second.milestone.id);
  test_contract_close (&contract);
}

static void
check_state (const GvnMilestone *milestone, const char *day, const char *state, const char *words)
{
  GDate date = test_date (day);
  g_autofree char *said = gvn_milestone_describe (milestone, &date);

  g_assert_cmpstr (gvn_milestone_state_to_string (gvn_milestone_get_state (milestone, &date)), ==, state);
  g_assert_cmpstr (said, ==, words);
}

static void
undo (GvnTestContract *contract)
{
  g_autoptr (GError) error = NULL;

  gvn_store_undo (contract->store, "Tester", &contract->now, &error);
  g_assert_no_error (error);
}

/* Due by the end of its day; reached on the day that is said, which may be corrected. */
static void
test_reach (void)
{
  GvnTestContract contract = { NULL };
  GvnMilestoneDraft draft = { .milestone = { .title = (char *) "Bascule",
                                             .perimeter = (char *) "AESN",
                                             .side = (char *) "contractor",
                                             .planned_on = test_date ("2028-03-06") } };
  GvnMilestoneReach reach = { .now = &contract.now };
  GPtrArray *milestones;

  test_contract_open (&contract, "2028-03-08", NULL);
  save (&contract, &draft);
  milestones = list (&contract);
  check_state (milestones->pdata[0], "2028-03-06", "upcoming", "AESN · Contractor · planned for 6 March 2028");
  check_state (milestones->pdata[0], "2028-03-07", "late", "AESN · Contractor · planned for 6 March 2028, not reached");
  g_ptr_array_unref (milestones);

  reach.id = draft.milestone.id;
  reach.on = test_date ("2028-03-09");
  refuse (&contract, gvn_milestone_reach, &reach, GVN_ERROR_INVALID, "to come");
  reach.on = test_date ("2028-03-08");
  test_run (&contract, "Reach", gvn_milestone_reach, &reach);
  milestones = list (&contract);
  check_state (milestones->pdata[0], "2028-03-07", "reached",
               "AESN · Contractor · reached on 8 March 2028, planned for 6 March 2028");
  g_ptr_array_unref (milestones);
  reach.on = test_date ("2028-03-06");
  test_run (&contract, "Reach", gvn_milestone_reach, &reach);
  milestones = list (&contract);
  check_state (milestones->pdata[0], "2028-03-08", "reached", "AESN · Contractor · reached on 6 March 2028 as planned");
  g_ptr_array_unref (milestones);
  reach.id = "none";
  refuse (&contract, gvn_milestone_reach, &reach, GVN_ERROR_NOT_FOUND, "none");
  g_free (draft.milestone.id);
  test_contract_close (&contract);
}

static guint
count_hits (GvnTestContract *contract, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits
      = gvn_search (gvn_store_get_db (contract->store), words, &contract->now.local.date, 10, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    n += g_str_equal (((GvnSearchHit *) hits->pdata[i])->kind, "milestone");

  return n;
}

/* Search and check() follow each command and its undo. */
static void
test_undo (void)
{
  GvnTestContract contract = { NULL };
  GvnMilestoneDraft draft = { .milestone = { .title = (char *) "Bascule du réseau étendu",
                                             .note = (char *) "Siège en dernier",
                                             .note_internal = TRUE,
                                             .planned_on = test_date ("2028-05-15") } };
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  const GvnMilestone *milestone;

  test_contract_open (&contract, "2028-03-08", NULL);
  save (&contract, &draft);
  g_assert_cmpuint (count_hits (&contract, "reseau mai"), ==, 1);
  draft.milestone.planned_on = test_date ("2028-06-15");
  save (&contract, &draft);
  g_assert_cmpuint (count_hits (&contract, "reseau juin"), ==, 1);
  test_run (&contract, "Delete", gvn_milestone_delete, draft.milestone.id);
  g_assert_cmpuint (count_hits (&contract, "reseau"), ==, 0);
  refuse (&contract, gvn_milestone_delete, draft.milestone.id, GVN_ERROR_NOT_FOUND, draft.milestone.id);
  undo (&contract);
  undo (&contract);
  g_assert_cmpuint (count_hits (&contract, "reseau mai"), ==, 1);

  kept = list (&contract);
  g_assert_cmpuint (kept->len, ==, 1);
  milestone = kept->pdata[0];
  test_assert_date (&milestone->planned_on, "2028-05-15");
  g_assert_cmpstr (milestone->note, ==, "Siège en dernier");
  g_assert_true (milestone->note_internal);
  findings = gvn_store_check (contract.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  g_free (draft.milestone.id);
  test_contract_close (&contract);
}

static void
add (GvnTestContract *contract, const char *title, const char *planned, const char *reached)
{
  GvnMilestoneDraft draft
      = { .milestone = { .title = (char *) title, .side = (char *) "contractor", .planned_on = test_date (planned) } };

  if (reached != NULL)
    draft.milestone.reached_on = test_date (reached);
  save (contract, &draft);
  g_free (draft.milestone.id);
}

/* The macro-calendar of a COPIL (6.2): phases and milestones to come in the order of their
 * days, and what should have been reached by now. */
static void
test_agenda (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  test_contract_open (&contract, "2027-12-31", NULL);
  test_plan (&contract, 2028);
  contract.now = test_now ("2028-03-08");
  add (&contract, "Fin", "2032-01-05", NULL);
  add (&contract, "Bascule", "2028-05-15", NULL);
  add (&contract, "Messagerie", "2027-11-26", "2027-12-03");
  add (&contract, "Annuaire", "2028-03-07", NULL);
  add (&contract, "Pare-feu", "2028-03-08", NULL);
  copil = test_find_meeting (&contract, "COPIL", "2028-03-16");
  text = gvn_agenda_dup_source_text (gvn_store_get_db (contract.store), copil, "macro_calendar", &contract.now, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==,
                   "- 7 March 2028: Annuaire, Contractor, not reached\n"
                   "- 8 March 2028: Pare-feu, Contractor\n"
                   "- 15 May 2028: Bascule, Contractor\n"
                   "- 1 November 2030: Start of the reversibility\n"
                   "- 28 February 2031: End of the contract\n"
                   "- 5 January 2032: Fin, Contractor\n");
  test_contract_close (&contract);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/milestone/refusals", test_refusals);
  g_test_add_func ("/milestone/alone", test_alone);
  g_test_add_func ("/milestone/reach", test_reach);
  g_test_add_func ("/milestone/undo", test_undo);
  g_test_add_func ("/milestone/agenda", test_agenda);

  return g_test_run ();
}
