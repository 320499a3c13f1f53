/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions, actions, disagreements and alerts: raised, edited, listed, ended by a fact. */
#include "contract/gvn-person.h"
#include "deadlines/gvn-register.h"
#include "gvn-test-matters.h"
#include "store/gvn-history.h"
#include "store/gvn-search.h"

/* Raising and editing ----------------------------------------------------------------------- */

static gboolean
delete_person (GvnDb *db, gpointer id, GError **error)
{
  return gvn_person_delete (db, id, error);
}

static void
test_refusals (void)
{
  GvnTestContract contract = { NULL };
  GvnMatterDraft good = { .kind = GVN_MATTER_ACTION, .title = "Relancer", .body = "COPIL", .owner = "ada" };
  GvnMatterDraft draft;
  g_autoptr (GvnMatter) matter = NULL;

  open_contract (&contract, "2027-03-10");
  draft = good;
  draft.title = " ";
  refuse_draft (&contract, draft, GVN_ERROR_INVALID);
  draft = good;
  draft.owner = NULL; /* an action has somebody to do it */
  refuse_draft (&contract, draft, GVN_ERROR_INVALID);
  draft.owner_side = "nobody";
  refuse_draft (&contract, draft, GVN_ERROR_INVALID);
  draft = good;
  draft.owner_side = "contractor"; /* Ada is of the DSIUN */
  refuse_draft (&contract, draft, GVN_ERROR_INVALID);
  draft = good;
  draft.owner = "nobody";
  refuse_draft (&contract, draft, GVN_ERROR_NOT_FOUND);
  draft = good;
  draft.due = test_date ("2027-03-09"); /* raised the 10th */
  refuse_draft (&contract, draft, GVN_ERROR_INVALID);
  draft = good;
  draft.raised = test_date ("2027-03-11");
  refuse_draft (&contract, draft, GVN_ERROR_INVALID);
  draft = good;
  draft.body = NULL;
  refuse_draft (&contract, draft, GVN_ERROR_INVALID);
  draft = good;
  draft.body = "none";
  refuse_draft (&contract, draft, GVN_ERROR_NOT_FOUND);
  draft = good;
  draft.meeting = "none";
  refuse_draft (&contract, draft, GVN_ERROR_NOT_FOUND);
  draft = good;
  draft.item = "none";
  refuse_draft (&contract, draft, GVN_ERROR_INVALID);

  draft = good;
  draft.due = test_date ("2027-03-10");
  g_free (raise_matter (&contract, draft));
  matter = load (&contract, "a-1");
  g_assert_cmpstr (matter->owner_side, ==, "dsiun");
  test_assert_date (&matter->raised, "2027-03-10");
  g_assert_null (gvn_matter_find (gvn_store_get_db (contract.store), "A-2", NULL));
  refuse (&contract, delete_person, "ada", GVN_ERROR_REFUSED); /* owns it */
  test_run (&contract, "Delete", delete_person, "bob");
  test_contract_close (&contract);
}

/* What came up in a meeting has its body and its day; nothing comes up in a cancelled one. */
static void
test_meeting (void)
{
  GvnTestContract contract = { NULL };
  GvnMeetingRequest cancel = { .act = GVN_ACT_CANCEL, .reason = "Report", .now = &contract.now };
  GvnMatterDraft draft = { .kind = GVN_MATTER_DECISION, .title = "Ordre de visite" };
  g_autoptr (GvnMeeting) held = NULL;
  g_autoptr (GvnMeeting) cancelled = NULL;
  g_autoptr (GvnMatter) matter = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  open_contract (&contract, "2027-01-04");
  test_plan (&contract, 2027);
  held = test_find_meeting (&contract, "COPIL", "2027-02-18");
  cancelled = test_find_meeting (&contract, "COPIL", "2027-03-18");
  contract.now = test_now ("2027-03-10");
  cancel.meeting = cancelled->id;
  test_run (&contract, "Cancel", gvn_meeting_apply, &cancel);

  draft.meeting = cancelled->id;
  refuse_draft (&contract, draft, GVN_ERROR_REFUSED);
  draft.meeting = held->id;
  draft.body = "COSTRAT"; /* it is a COPIL */
  refuse_draft (&contract, draft, GVN_ERROR_INVALID);
  draft.body = NULL;
  g_free (raise_matter (&contract, draft));
  matter = load (&contract, "D-1");
  g_assert_cmpstr (matter->body, ==, "COPIL");
  test_assert_date (&matter->raised, "2027-02-18");
  found = gvn_matter_list_of_meeting (gvn_store_get_db (contract.store), held->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  test_contract_close (&contract);
}

/* Numbers run per kind; letters differ, and are those the search knows. */
static void
test_numbers (void)
{
  static const char *const codes[] = { "D-2", "A-2", "S-2", "L-2" };
  GvnTestContract contract = { NULL };
  GDate today;

  open_contract (&contract, "2027-03-10");
  today = test_date ("2027-03-10");
  for (int kind = 0; kind < GVN_MATTER_N_KINDS; kind++)
    for (int i = 0; i < 2; i++)
      g_free (raise_matter (&contract, (GvnMatterDraft) { .kind = kind, .body = "COPIL", .owner_side = "dsiun" }));

  for (int kind = 0; kind < GVN_MATTER_N_KINDS; kind++)
    {
      g_autoptr (GvnMatter) matter = load (&contract, codes[kind]);
      g_autofree char *code = gvn_matter_dup_code (matter);
      g_autoptr (GPtrArray) hits = gvn_search (gvn_store_get_db (contract.store), code, &today, 20, NULL);

      g_assert_cmpint (matter->kind, ==, kind);
      g_assert_cmpstr (code, ==, codes[kind]);
      g_assert_cmpuint (hits->len, ==, 1);
      g_assert_cmpstr (((GvnSearchHit *) hits->pdata[0])->id, ==, matter->id);
    }
  test_contract_close (&contract);
}

/* What was escalated keeps where it came up; what is settled keeps what it was judged by. */
static void
test_edit (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *id = NULL;
  const char *matters[2] = { NULL };
  GvnMatterDraft draft = { .title = "Sauvegardes", .now = &contract.now };
  g_autoptr (GvnMatter) matter = NULL;

  open_contract (&contract, "2027-03-10");
  id = raise_matter (&contract, (GvnMatterDraft) { .kind = GVN_MATTER_ALERT, .body = "CAB-AESN" });
  draft.id = id;
  draft.body = "CAB-AERM";
  draft.perimeter = "AERM";
  draft.ticket = "CHG-1042";
  draft.due = test_date ("2027-03-20");
  test_run (&contract, "Edit", gvn_matter_edit, &draft);
  escalate (&contract, id, NULL, "COSUI-AERM");

  draft.body = "CAB-AESN";
  refuse (&contract, gvn_matter_edit, &draft, GVN_ERROR_REFUSED);
  draft.body = NULL;
  draft.due = test_date ("2027-03-09");
  refuse (&contract, gvn_matter_edit, &draft, GVN_ERROR_INVALID);
  draft.due = test_date ("2027-03-21");
  test_run (&contract, "Edit", gvn_matter_edit, &draft);

  matters[0] = id;
  act (&contract, (GvnMatterRequest) { .matters = matters, .act = GVN_MATTER_CLOSE });
  draft.due = test_date ("2027-03-22");
  refuse (&contract, gvn_matter_edit, &draft, GVN_ERROR_REFUSED);
  draft.due = test_date ("2027-03-21");
  draft.title = "Sauvegardes nocturnes";
  test_run (&contract, "Edit", gvn_matter_edit, &draft);
  matter = load (&contract, "L-1");
  g_assert_cmpstr (matter->title, ==, "Sauvegardes nocturnes");
  g_assert_cmpstr (matter->ticket, ==, "CHG-1042");
  assert_sound (&contract);
  test_contract_close (&contract);
}

/* States ------------------------------------------------------------------------------------ */

static void
assert_status (GvnTestContract *contract, const char *code, const char *today, GvnMatterStatus expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnMatter) matter = load (contract, code);
  GvnNow now = test_now (today);
  GDate soon;

  g_assert_true (gvn_matter_find_soon_until (gvn_store_get_db (contract->store), &now, &soon, &error));
  g_assert_no_error (error);
  g_assert_cmpint (gvn_matter_get_status (matter, &now, &soon), ==, expected);
}

/* Derived from the moment: the day it is due still counts; soon is five working days as
 * for deadlines. Due Wednesday 24 March 2027: soon from Wednesday 17. */
static void
test_states (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *id = NULL;
  const char *matters[2] = { NULL };

  open_contract (&contract, "2027-03-10");
  id = raise_matter (
      &contract,
      (GvnMatterDraft) { .kind = GVN_MATTER_ACTION, .body = "COPIL", .owner = "ada", .due = test_date ("2027-03-24") });
  assert_status (&contract, "A-1", "2027-03-16", GVN_MATTER_STATUS_OPEN);
  assert_status (&contract, "A-1", "2027-03-17", GVN_MATTER_STATUS_DUE_SOON);
  assert_status (&contract, "A-1", "2027-03-24", GVN_MATTER_STATUS_DUE_SOON);
  assert_status (&contract, "A-1", "2027-03-25", GVN_MATTER_STATUS_OVERDUE);

  contract.now = test_now ("2027-03-26");
  matters[0] = id;
  act (&contract, (GvnMatterRequest) { .matters = matters, .act = GVN_MATTER_CLOSE });
  assert_status (&contract, "A-1", "2027-04-30", GVN_MATTER_STATUS_DONE_LATE);
  test_contract_close (&contract);
}

/* Closed by a fact, never by ticking; the fact corrected moves the day, both stay. */
static void
test_correction (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *id = NULL;
  g_autofree char *fact = NULL;
  const char *matters[2] = { NULL };
  GvnFactCorrection correction = { .reason = "Mail du 23", .author = "Ada Martin", .now = &contract.now };
  g_autoptr (GvnMatter) matter = NULL;
  g_autoptr (GPtrArray) corrections = NULL;

  open_contract (&contract, "2027-03-10");
  id = raise_matter (
      &contract,
      (GvnMatterDraft) { .kind = GVN_MATTER_ACTION, .body = "COPIL", .owner = "ada", .due = test_date ("2027-03-24") });
  contract.now = test_now ("2027-03-30");
  matters[0] = id;
  act (&contract, (GvnMatterRequest) { .matters = matters, .act = GVN_MATTER_CLOSE, .note = "Fait" });
  assert_status (&contract, "A-1", "2027-03-30", GVN_MATTER_STATUS_DONE_LATE);

  fact = gvn_db_get_text (gvn_store_get_db (contract.store), NULL,
                          "SELECT id FROM fact WHERE subject_kind = 'matter' AND kind = 'matter_done'", "");
  correction.fact = fact;
  correction.at = test_instant ("2027-03-09T18:00"); /* the day before it was raised */
  refuse (&contract, gvn_register_correct_fact, &correction, GVN_ERROR_REFUSED);
  correction.at = test_instant ("2027-03-23T23:30"); /* 24 March nowhere but here */
  test_run (&contract, "Correct", gvn_register_correct_fact, &correction);
  matter = load (&contract, "A-1");
  test_assert_date (&matter->closed, "2027-03-23");
  assert_status (&contract, "A-1", "2027-03-30", GVN_MATTER_STATUS_DONE);
  corrections = gvn_fact_list_corrections (gvn_store_get_db (contract.store), fact, NULL);
  g_assert_cmpuint (corrections->len, ==, 1);
  assert_sound (&contract);

  g_assert_true (gvn_store_undo (contract.store, "Tester", &contract.now, NULL));
  g_assert_true (gvn_store_undo (contract.store, "Tester", &contract.now, NULL));
  assert_status (&contract, "A-1", "2027-03-30", GVN_MATTER_STATUS_OVERDUE); /* open again */
  assert_sound (&contract);
  test_contract_close (&contract);
}

/* Several at once --------------------------------------------------------------------------- */

/* All or nothing, one step to undo. */
static void
test_batch (void)
{
  GvnTestContract contract = { NULL };
  char *ids[4] = { NULL };
  const char *last[2] = { NULL };
  GvnMatterRequest request = { .matters = (const char *const *) ids };

  open_contract (&contract, "2027-03-10");
  for (int i = 0; i < 3; i++)
    ids[i] = raise_matter (&contract, (GvnMatterDraft) { .kind = GVN_MATTER_ACTION,
                                                         .body = "COPIL",
                                                         .owner = "ada",
                                                         .raised = test_date (i < 2 ? "2027-03-01" : "2027-03-05") });

  request.act = GVN_MATTER_POSTPONE;
  request.due = test_date ("2027-03-04"); /* before the third was raised */
  refuse_act (&contract, request, GVN_ERROR_INVALID);
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM matter WHERE due_on IS NOT NULL"), ==, 0);
  request.due = test_date ("2027-03-31");
  act (&contract, request);
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM matter WHERE due_on = '2027-03-31'"), ==, 3);
  g_assert_true (gvn_store_undo (contract.store, "Tester", &contract.now, NULL));
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM matter WHERE due_on IS NOT NULL"), ==, 0);

  request.act = GVN_MATTER_ASSIGN;
  refuse_act (&contract, request, GVN_ERROR_INVALID); /* to nobody */
  request.owner = "bob";
  act (&contract, request);
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM matter WHERE owner = 'bob' AND owner_side = 'contractor'"),
                   ==, 3);

  request.act = GVN_MATTER_WITHDRAW;
  refuse_act (&contract, request, GVN_ERROR_REFUSED); /* without a reason */
  last[0] = ids[2];
  act (&contract, (GvnMatterRequest) { .matters = last, .act = GVN_MATTER_WITHDRAW, .note = "Sans objet" });
  request.act = GVN_MATTER_CLOSE;
  refuse_act (&contract, request, GVN_ERROR_REFUSED); /* the last is withdrawn */
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM matter WHERE state = 'open'"), ==, 2);
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM fact WHERE kind = 'matter_done'"), ==, 0);
  assert_sound (&contract);
  for (int i = 0; i < 3; i++)
    g_free (ids[i]);
  test_contract_close (&contract);
}

/* Lists ------------------------------------------------------------------------------------- */

/* "A-1 A-2" of what @filter finds. */
static void
assert_list (GvnTestContract *contract, GvnMatterFilter filter, const char *expected)
{
  g_autoptr (GError) error = NULL;
  GvnDb *db = gvn_store_get_db (contract->store);
  g_autoptr (GArray) numbers = gvn_matter_list_numbers (db, &filter, &contract->now, &error);
  g_autoptr (GString) got = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (GvnMatter) matter = gvn_matter_load_number (db, g_array_index (numbers, gint64, i), &error);
      g_autofree char *code = gvn_matter_dup_code (matter);

      g_string_append_printf (got, "%s%s", i > 0 ? " " : "", code);
    }
  g_assert_cmpstr (got->str, ==, expected);
}

static void
test_lists (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  const char *matters[2] = { NULL };
  guint n;

  open_contract (&contract, "2027-03-10");
  first = raise_matter (&contract, (GvnMatterDraft) { .kind = GVN_MATTER_ACTION,
                                                      .title = "Élaguer les accès",
                                                      .body = "COPIL",
                                                      .owner = "bob",
                                                      .raised = test_date ("2027-02-01"),
                                                      .due = test_date ("2027-03-09") });
  second = raise_matter (&contract, (GvnMatterDraft) { .kind = GVN_MATTER_ACTION,
                                                       .title = "Archiver",
                                                       .body = "COSUI-AESN",
                                                       .owner = "ada",
                                                       .raised = test_date ("2027-02-02"),
                                                       .due = test_date ("2027-03-02") });
  g_free (raise_matter (&contract, (GvnMatterDraft) { .kind = GVN_MATTER_ACTION,
                                                      .title = "Relire",
                                                      .body = "COPIL",
                                                      .owner_side = "contractor",
                                                      .raised = test_date ("2027-02-03") }));
  g_free (raise_matter (&contract, (GvnMatterDraft) { .kind = GVN_MATTER_ALERT, .body = "CAB-AESN" }));

  assert_list (&contract, (GvnMatterFilter) { 0 }, "A-2 A-1 A-3 L-1");
  assert_list (&contract, (GvnMatterFilter) { .descending = TRUE }, "A-1 A-2 A-3 L-1");
  assert_list (&contract, (GvnMatterFilter) { .sort = GVN_MATTER_SORT_NUMBER, .descending = TRUE }, "L-1 A-3 A-2 A-1");
  assert_list (&contract, (GvnMatterFilter) { .sort = GVN_MATTER_SORT_OWNER }, "A-2 A-1 A-3 L-1");
  assert_list (&contract, (GvnMatterFilter) { .sort = GVN_MATTER_SORT_AGE }, "L-1 A-3 A-2 A-1");
  assert_list (&contract, (GvnMatterFilter) { .sort = GVN_MATTER_SORT_BODY }, "A-1 A-3 A-2 L-1");
  assert_list (&contract, (GvnMatterFilter) { .kinds = 1 << GVN_MATTER_ALERT }, "L-1");
  assert_list (&contract, (GvnMatterFilter) { .group = GVN_MATTERS_LATE }, "A-2 A-1");
  assert_list (&contract, (GvnMatterFilter) { .body = "COPIL" }, "A-1 A-3");
  assert_list (&contract, (GvnMatterFilter) { .perimeter = "AESN" }, "A-2 L-1");
  assert_list (&contract, (GvnMatterFilter) { .owner = "bob" }, "A-1");
  assert_list (&contract, (GvnMatterFilter) { .side = "contractor" }, "A-1 A-3");
  assert_list (&contract, (GvnMatterFilter) { .words = "elag acc" }, "A-1");
  assert_list (&contract, (GvnMatterFilter) { .words = "martin" }, "A-2");
  assert_list (&contract, (GvnMatterFilter) { .from = test_date ("2027-03-03"), .to = test_date ("2027-03-31") },
               "A-1");

  g_assert_true (gvn_matter_count_late (gvn_store_get_db (contract.store), NULL, &contract.now, &n, NULL));
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (gvn_matter_count_late (gvn_store_get_db (contract.store), "ada", &contract.now, &n, NULL));
  g_assert_cmpuint (n, ==, 1);

  matters[0] = second;
  act (&contract, (GvnMatterRequest) { .matters = matters, .act = GVN_MATTER_CLOSE });
  assert_list (&contract, (GvnMatterFilter) { .group = GVN_MATTERS_OPEN }, "A-1 A-3 L-1");
  assert_list (&contract, (GvnMatterFilter) { .group = GVN_MATTERS_DONE }, "A-2");
  test_contract_close (&contract);
}

/* The journal tells a step in words, in the history of the matter. */
static void
test_history (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *id = NULL;
  g_autoptr (GArray) entries = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GError) error = NULL;
  GvnHistoryFilter filter = { .object_kind = GVN_SUBJECT_MATTER };
  const char *matters[2] = { NULL };
  GString *told = g_string_new (NULL);

  open_contract (&contract, "2027-03-10");
  id = raise_matter (&contract, (GvnMatterDraft) { .kind = GVN_MATTER_ALERT, .body = "CAB-AESN" });
  escalate (&contract, id, NULL, "COSUI-AESN");
  matters[0] = id;
  act (&contract, (GvnMatterRequest) { .matters = matters, .act = GVN_MATTER_CLOSE, .note = "Réparé" });

  filter.object_id = id;
  entries = gvn_history_list (gvn_store_get_db (contract.store), &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 3);
  changes = gvn_history_list_changes (gvn_store_get_db (contract.store), g_array_index (entries, gint64, 1),
                                      GVN_SUBJECT_MATTER, id, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < changes->len; i++)
    {
      g_autofree char *values = gvn_history_change_dup_text (changes->pdata[i]);

      g_string_append_printf (told, "%s: %s\n", ((GvnHistoryChange *) changes->pdata[i])->title, values);
    }
  g_test_message ("%s", told->str);
  g_assert_nonnull (strstr (told->str, "Body"));
  g_assert_nonnull (strstr (told->str, "Escalation COSUI-AESN"));
  g_assert_nonnull (strstr (told->str, "Sans accord"));
  g_string_free (told, TRUE);
  test_contract_close (&contract);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/matters/refusals", test_refusals);
  g_test_add_func ("/matters/meeting", test_meeting);
  g_test_add_func ("/matters/numbers", test_numbers);
  g_test_add_func ("/matters/edit", test_edit);
  g_test_add_func ("/matters/states", test_states);
  g_test_add_func ("/matters/corrected-fact", test_correction);
  g_test_add_func ("/matters/all-or-nothing", test_batch);
  g_test_add_func ("/matters/lists", test_lists);
  g_test_add_func ("/matters/history", test_history);

  return g_test_run ();
}
