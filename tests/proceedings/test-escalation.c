/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way up of what a body cannot resolve (6.5), and what it has the power to decide. */
#include "committees/gvn-change.h"
#include "gvn-test-matters.h"

/* The warning a new decision gets, NULL for none. */
static char *
decide (GvnTestContract *contract, const char *body, GvnMatterScope scope)
{
  GvnMatterDraft draft
      = { .kind = GVN_MATTER_DECISION, .title = "Décision", .body = body, .scope = scope, .now = &contract->now };

  test_run (contract, "Decide", gvn_matter_create, &draft);
  g_free (draft.id);

  return draft.warning;
}

static void
refuse_escalation (GvnTestContract *contract, const char *id, const char *at)
{
  GvnEscalation escalation
      = { .matter = id, .at = at != NULL ? test_instant (at) : 0, .by_name = "Ada Martin", .now = &contract->now };

  refuse (contract, gvn_matter_escalate, &escalation, GVN_ERROR_REFUSED);
  g_free (escalation.to_body);
}

static void
activate (GvnTestContract *contract, const char *body, const char *from)
{
  GvnActivityChange change = { .body = body, .from = test_date (from) };

  test_run (contract, "Activate", gvn_change_activity, &change);
}

/* "Raised in CAB-AESN 2027-03-01; …" */
static char *
tell_way (GvnTestContract *contract, const char *id)
{
  g_autoptr (GError) error = NULL;
  GvnDb *db = gvn_store_get_db (contract->store);
  g_autoptr (GvnMatter) matter = gvn_matter_load (db, id, &error);
  g_autoptr (GPtrArray) way = gvn_matter_list_way (db, matter, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < way->len; i++)
    {
      const GvnMatterStep *step = way->pdata[i];
      g_autofree char *day = gvn_date_to_string (&step->at.date);

      g_string_append_printf (text, "%s%s %s", i > 0 ? "; " : "", step->text, day);
    }

  return g_string_free_and_steal (text);
}

/* The chain -------------------------------------------------------------------------------- */

/* 6.5: CAB → COSUI → COPIL → COSTRAT, each step dated, to the end. */
static void
test_to_the_end (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *id = NULL;
  g_autofree char *way = NULL;
  const char *matters[2] = { NULL };
  g_autoptr (GvnMatter) matter = NULL;

  open_contract (&contract, "2027-04-30");
  id = raise_matter (&contract, (GvnMatterDraft) { .kind = GVN_MATTER_ALERT,
                                                   .body = "CAB-AESN",
                                                   .raised = test_date ("2027-03-02"),
                                                   .due = test_date ("2027-03-31") });
  escalate (&contract, id, "2027-03-09T10:00", "COSUI-AESN");
  escalate (&contract, id, "2027-03-17T17:00", "COPIL");
  escalate (&contract, id, "2027-04-15T16:00", "COSTRAT");
  refuse_escalation (&contract, id, NULL); /* nothing is above */

  matters[0] = id;
  act (&contract,
       (GvnMatterRequest) { .matters = matters, .act = GVN_MATTER_CLOSE, .at = test_instant ("2027-04-28T12:00") });
  way = tell_way (&contract, id);
  g_assert_cmpstr (way, ==,
                   "Raised in CAB-AESN 2027-03-02; Escalated from CAB-AESN to COSUI-AESN 2027-03-09;"
                   " Escalated from COSUI-AESN to COPIL 2027-03-17; Escalated from COPIL to COSTRAT 2027-04-15;"
                   " Settled in COSTRAT 2027-04-28");
  matter = load (&contract, "L-1");
  g_assert_cmpstr (matter->perimeter, ==, "AESN");
  g_assert_cmpint (gvn_matter_get_age (matter, &contract.now), ==, 57); /* 29 + 28 days */
  refuse_escalation (&contract, id, NULL);                              /* settled */
  assert_sound (&contract);
  test_contract_close (&contract);
}

/* 6.4, 6.5: a CAB held within another; the chain starts from the CAB of the matter's own
 * perimeter. */
static void
test_merged_cab (void)
{
  GvnTestContract contract = { NULL };
  GvnMergeChange merge = { .body = "CAB-AEAP", .into = "CAB-AESN", .on = test_date ("2027-02-01") };
  g_autofree char *host = NULL;
  g_autofree char *guest = NULL;
  g_autofree char *both = NULL;
  g_autofree char *before = NULL;
  g_autoptr (GvnMeeting) meeting = NULL;
  g_autoptr (GPtrArray) open = NULL;
  GDate on = test_date ("2027-03-10"), apart = test_date ("2027-01-15");

  open_contract (&contract, "2027-03-10");
  before = raise_matter (&contract, (GvnMatterDraft) { .kind = GVN_MATTER_ALERT, .body = "CAB-AEAP" });
  test_run (&contract, "Merge", gvn_change_merge, &merge);
  contract.now = test_now ("2027-01-04");
  test_plan (&contract, 2027);
  contract.now = test_now ("2027-03-10");
  meeting = test_find_meeting (&contract, "CAB-AESN", "2027-03-09");

  host = raise_matter (&contract,
                       (GvnMatterDraft) { .kind = GVN_MATTER_ALERT, .meeting = meeting->id, .perimeter = "AESN" });
  guest = raise_matter (&contract,
                        (GvnMatterDraft) { .kind = GVN_MATTER_ALERT, .meeting = meeting->id, .perimeter = "AEAP" });
  both = raise_matter (&contract, (GvnMatterDraft) { .kind = GVN_MATTER_ALERT, .meeting = meeting->id });
  refuse_draft (
      &contract,
      (GvnMatterDraft) { .kind = GVN_MATTER_ALERT, .title = "Autre", .meeting = meeting->id, .perimeter = "AERM" },
      GVN_ERROR_INVALID);

  open = gvn_matter_list_open_of_body (gvn_store_get_db (contract.store), "CAB-AESN", &on, NULL);
  g_assert_cmpuint (open->len, ==, 4); /* what the guest had left open comes too */
  g_clear_pointer (&open, g_ptr_array_unref);
  open = gvn_matter_list_open_of_body (gvn_store_get_db (contract.store), "CAB-AEAP", &apart, NULL);
  g_assert_cmpuint (open->len, ==, 2);

  escalate (&contract, host, NULL, "COSUI-AESN");
  escalate (&contract, guest, NULL, "COSUI-AEAP");
  escalate (&contract, both, NULL, "COSUI-AESN");
  escalate (&contract, before, NULL, "COSUI-AEAP");
  escalate (&contract, guest, NULL, "COPIL");
  assert_sound (&contract);
  test_contract_close (&contract);
}

/* L-04: until the COSUI of the 7e SI exists, its CAB serves as one: to the COPIL. */
static void
test_shared_is (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  open_contract (&contract, "2027-06-30");
  before = raise_matter (
      &contract,
      (GvnMatterDraft) { .kind = GVN_MATTER_DISAGREEMENT, .body = "CAB-7eSI", .raised = test_date ("2027-05-03") });
  after = raise_matter (
      &contract,
      (GvnMatterDraft) { .kind = GVN_MATTER_DISAGREEMENT, .body = "CAB-7eSI", .raised = test_date ("2027-05-03") });
  escalate (&contract, before, NULL, "COPIL");
  refuse_draft (&contract, (GvnMatterDraft) { .kind = GVN_MATTER_ALERT, .title = "Trop tôt", .body = "COSUI-7eSI" },
                GVN_ERROR_REFUSED);

  activate (&contract, "COSUI-7eSI", "2027-06-01");
  escalate (&contract, after, "2027-06-02T10:00", "COSUI-7eSI");
  escalate (&contract, after, NULL, "COPIL");
  escalate (&contract, before, NULL, "COSTRAT");
  assert_sound (&contract);
  test_contract_close (&contract);
}

/* 6.5 gives CPROB, COTECH and the bodies outside the contract no committee above. */
static void
test_no_chain (void)
{
  static const char *const bodies[] = { "CPROB", "COTECH", "COSEC", "COPIL-SI-AESN" };
  GvnTestContract contract = { NULL };

  open_contract (&contract, "2027-03-10");
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *id = raise_matter (&contract, (GvnMatterDraft) { .kind = GVN_MATTER_ALERT, .body = bodies[i] });

      refuse_escalation (&contract, id, NULL);
    }
  test_contract_close (&contract);
}

/* 6.5: disagreements and alerts go up; an action does not, nor a decision in its power. */
static void
test_what_goes_up (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *action = NULL;
  g_autofree char *own = NULL;
  g_autofree char *beyond = NULL;

  open_contract (&contract, "2027-03-10");
  action = raise_matter (
      &contract, (GvnMatterDraft) { .kind = GVN_MATTER_ACTION, .body = "COSUI-AESN", .owner_side = "contractor" });
  own = raise_matter (&contract, (GvnMatterDraft) { .kind = GVN_MATTER_DECISION, .body = "COSUI-AESN" });
  beyond = raise_matter (
      &contract, (GvnMatterDraft) { .kind = GVN_MATTER_DECISION, .body = "COSUI-AESN", .scope = GVN_SCOPE_CLAUSE });
  refuse_escalation (&contract, action, NULL);
  refuse_escalation (&contract, own, NULL);
  escalate (&contract, beyond, NULL, "COPIL");
  test_contract_close (&contract);
}

/* A step follows the one before, and has happened. */
static void
test_dates_of_steps (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *id = NULL;
  const char *matters[2] = { NULL };

  open_contract (&contract, "2027-03-31");
  id = raise_matter (
      &contract, (GvnMatterDraft) { .kind = GVN_MATTER_ALERT, .body = "CAB-AELB", .raised = test_date ("2027-03-02") });
  refuse_escalation (&contract, id, "2027-03-01T10:00"); /* before it was raised */
  refuse_escalation (&contract, id, "2027-04-01T10:00"); /* to come */
  escalate (&contract, id, "2027-03-10T10:00", "COSUI-AELB");
  refuse_escalation (&contract, id, "2027-03-10T09:59");
  escalate (&contract, id, "2027-03-31T15:00", "COPIL"); /* later than the reference moment of that day */
  escalate (&contract, id, NULL, "COSTRAT");
  matters[0] = id;
  refuse_act (
      &contract,
      (GvnMatterRequest) { .matters = matters, .act = GVN_MATTER_CLOSE, .at = test_instant ("2027-03-31T14:00") },
      GVN_ERROR_REFUSED);
  act (&contract, (GvnMatterRequest) { .matters = matters, .act = GVN_MATTER_CLOSE });
  assert_sound (&contract);
  test_contract_close (&contract);
}

/* Power ------------------------------------------------------------------------------------- */

/* 6.3: a COSUI does not decide services nor clauses; 6.2: the COPIL recommends evolutions
 * of services; 6.1: the COSTRAT updates the convention de service. */
static void
test_power (void)
{
  static const struct
  {
    const char *body;
    GvnMatterScope scope;
    const char *clause; /* the warning cites it; NULL: none */
  } cases[] = {
    { "COSUI-AESN", GVN_SCOPE_OPERATIONS, NULL }, { "COSUI-AESN", GVN_SCOPE_SERVICE, "6.3" },
    { "COSUI-AESN", GVN_SCOPE_CLAUSE, "6.3" },    { "CAB-AESN", GVN_SCOPE_OPERATIONS, NULL },
    { "CAB-AESN", GVN_SCOPE_SERVICE, "6.4" },     { "COPIL", GVN_SCOPE_OPERATIONS, NULL },
    { "COPIL", GVN_SCOPE_SERVICE, "6.2" },        { "COPIL", GVN_SCOPE_CLAUSE, "6.2" },
    { "COSTRAT", GVN_SCOPE_SERVICE, NULL },       { "COSTRAT", GVN_SCOPE_CLAUSE, "6.1" },
    { "CPROB", GVN_SCOPE_SERVICE, "6.6" },        { "COTECH", GVN_SCOPE_CLAUSE, "6.7" },
    { "CDG", GVN_SCOPE_CLAUSE, "1.4.1" },
  };
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMatter) last = NULL;

  open_contract (&contract, "2027-03-10");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *warning = decide (&contract, cases[i].body, cases[i].scope);

      g_test_message ("%s: %s", cases[i].body, warning);
      if (cases[i].clause == NULL)
        g_assert_null (warning);
      else
        g_assert_nonnull (strstr (warning != NULL ? warning : "", cases[i].clause));
    }
  last = load (&contract, "D-13"); /* all are stored */
  g_assert_cmpint (last->state, ==, GVN_MATTER_OPEN);
  test_contract_close (&contract);
}

/* What a later step stands on is not undone alone. */
static void
test_undo_order (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  gint64 raised;

  open_contract (&contract, "2027-03-10");
  id = raise_matter (&contract, (GvnMatterDraft) { .kind = GVN_MATTER_ALERT, .body = "CAB-AESN" });
  raised = count (&contract, "SELECT max (number) FROM journal");
  escalate (&contract, id, NULL, "COSUI-AESN");
  escalate (&contract, id, NULL, "COPIL");
  g_assert_false (gvn_store_undo_entry (contract.store, raised, "Tester", &contract.now, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_clear_error (&error);
  g_assert_false (gvn_store_undo_entry (contract.store, raised + 1, "Tester", &contract.now, &error));
  g_assert_nonnull (error);
  for (int i = 0; i < 3; i++)
    g_assert_true (gvn_store_undo (contract.store, "Tester", &contract.now, NULL));
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM matter"), ==, 0);
  for (int i = 0; i < 3; i++)
    g_assert_true (gvn_store_redo (contract.store, "Tester", &contract.now, NULL));
  assert_sound (&contract);
  test_contract_close (&contract);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/escalation/6.5-to-the-costrat", test_to_the_end);
  g_test_add_func ("/escalation/6.4-merged-cab", test_merged_cab);
  g_test_add_func ("/escalation/L-04-cosui-of-the-7e-si", test_shared_is);
  g_test_add_func ("/escalation/6.5-no-committee-above", test_no_chain);
  g_test_add_func ("/escalation/6.5-what-goes-up", test_what_goes_up);
  g_test_add_func ("/escalation/6.5-dates-of-steps", test_dates_of_steps);
  g_test_add_func ("/escalation/6.3-power-to-decide", test_power);
  g_test_add_func ("/escalation/undo-order", test_undo_order);

  return g_test_run ();
}
