/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions, actions, disagreements, alerts (6.1 to 6.4) and their way up (6.5). */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "committees/gvn-change.h"
#include "contract/gvn-person.h"
#include "deadlines/gvn-register.h"
#include "proceedings/gvn-escalation.h"
#include "store/gvn-history.h"
#include "store/gvn-search.h"

/* A contract in its fifth month, with a person on each side. */
static gboolean
add_people (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_exec (db, error, "INSERT INTO person VALUES ('ada', 'Ada Martin', 'dsiun', 'DSIUN', NULL)", "")
         && gvn_db_exec (db, error, "INSERT INTO person VALUES ('bob', 'Bob Durand', 'contractor', 'ESN', NULL)", "");
}

static void
open_contract (GvnTestContract *contract, const char *today)
{
  test_contract_open (contract, today, NULL);
  test_run (contract, "People", add_people, NULL);
}

static GvnMatter *
load (GvnTestContract *contract, const char *code)
{
  g_autoptr (GError) error = NULL;
  GvnMatter *matter = gvn_matter_find (gvn_store_get_db (contract->store), code, &error);

  g_assert_no_error (error);
  return matter;
}

static void
assert_sound (GvnTestContract *contract)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = gvn_store_check (contract->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) findings->pdata[i]);
  g_assert_cmpuint (findings->len, ==, 0);
}

/* Raises a matter; returns its id. */
static char *
raise_matter (GvnTestContract *contract, GvnMatterDraft draft)
{
  if (draft.title == NULL)
    draft.title = "Les sauvegardes échouent";
  draft.now = &contract->now;
  test_run (contract, "Raise", gvn_matter_create, &draft);
  g_free (draft.warning);

  return draft.id;
}

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
refuse (GvnTestContract *contract, GvnCommand command, gconstpointer data, int code)
{
  g_autoptr (GError) error = NULL;
  GvnEntry entry = { "Refused", "Tester", &contract->now };

  g_assert_false (gvn_store_run (contract->store, &entry, command, (gpointer) data, &error));
  g_assert_error (error, GVN_ERROR, code);
  g_test_message ("%s", error->message);
}

static void
refuse_draft (GvnTestContract *contract, GvnMatterDraft draft, int code)
{
  draft.now = &contract->now;
  refuse (contract, gvn_matter_create, &draft, code);
}

/* Sends @id up; asserts which body has it then. */
static void
escalate (GvnTestContract *contract, const char *id, const char *at, const char *to_body)
{
  GvnEscalation escalation = { .matter = id,
                               .at = at != NULL ? test_instant (at) : 0,
                               .reason = "Sans accord",
                               .by_name = "Ada Martin",
                               .now = &contract->now };

  test_run (contract, "Escalate", gvn_matter_escalate, &escalation);
  g_assert_cmpstr (escalation.to_body, ==, to_body);
  g_free (escalation.to_body);
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
act (GvnTestContract *contract, GvnMatterRequest request)
{
  request.by_name = "Ada Martin";
  request.now = &contract->now;
  test_run (contract, "Act", gvn_matter_apply, &request);
}

static void
refuse_act (GvnTestContract *contract, GvnMatterRequest request, int code)
{
  request.by_name = "Ada Martin";
  request.now = &contract->now;
  refuse (contract, gvn_matter_apply, &request, code);
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

/* Raising and editing ----------------------------------------------------------------------- */

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

static gint64
count (GvnTestContract *contract, const char *sql)
{
  gint64 n;

  g_assert_true (gvn_db_get_int (gvn_store_get_db (contract->store), &n, NULL, sql, ""));
  return n;
}

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

  g_test_add_func ("/matters/6.5-to-the-costrat", test_to_the_end);
  g_test_add_func ("/matters/6.4-merged-cab", test_merged_cab);
  g_test_add_func ("/matters/L-04-cosui-of-the-7e-si", test_shared_is);
  g_test_add_func ("/matters/6.5-no-committee-above", test_no_chain);
  g_test_add_func ("/matters/6.5-what-goes-up", test_what_goes_up);
  g_test_add_func ("/matters/6.5-dates-of-steps", test_dates_of_steps);
  g_test_add_func ("/matters/6.3-power-to-decide", test_power);
  g_test_add_func ("/matters/refusals", test_refusals);
  g_test_add_func ("/matters/numbers", test_numbers);
  g_test_add_func ("/matters/edit", test_edit);
  g_test_add_func ("/matters/states", test_states);
  g_test_add_func ("/matters/corrected-fact", test_correction);
  g_test_add_func ("/matters/all-or-nothing", test_batch);
  g_test_add_func ("/matters/lists", test_lists);
  g_test_add_func ("/matters/history", test_history);
  g_test_add_func ("/matters/undo-order", test_undo_order);

  return g_test_run ();
}
