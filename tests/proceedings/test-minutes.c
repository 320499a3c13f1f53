/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deadlines/gvn-register.h"
#include "gvn-test-minutes.h"
#include "proceedings/gvn-agenda.h"
#include "proceedings/gvn-matter.h"

/* 6.2: from the convocation to the tacit validation by the clock alone. */
static void
test_tacit_by_the_clock (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = hold_copil (&contract);

  write_text (&contract, copil, NULL, "Synthèse du mois");
  assert_state (&contract, copil, 1, "2026-11-19", GVN_MINUTES_DRAFT);
  act (&contract, copil, GVN_ACT_MINUTES_SEND, "2026-11-19T17:00");
  act (&contract, copil, GVN_ACT_MINUTES_RECEIVE, "2026-11-19T18:00");
  assert_state (&contract, copil, 1, "2026-12-03", GVN_MINUTES_OPEN);
  assert_state (&contract, copil, 1, "2026-12-04", GVN_MINUTES_TACITLY_VALIDATED);

  /* a remark of the day after is kept and reopens nothing */
  remark (&contract, copil, "2026-12-04T00:10", "Trop tard");
  assert_state (&contract, copil, 1, "2026-12-31", GVN_MINUTES_TACITLY_VALIDATED);
  {
    g_autoptr (GPtrArray) versions = list (&contract, copil, "2026-12-31");
    const GvnMinutesVersion *version = versions->pdata[0];
    const GvnRemark *late = version->remarks->pdata[0];

    g_assert_cmpuint (version->remarks->len, ==, 1);
    g_assert_cmpstr (late->text, ==, "Trop tard");
    g_assert_false (late->in_time);
  }
  test_contract_close (&contract);
}

/* 6.2: a remark on the last day stops the clock for everybody; the next version has ten
 * new working days from its own reception: 2026-12-10 + 10 = 2026-12-24 (11, 14–18, 21–24). */
static void
test_remark_in_time (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = hold_copil (&contract);
  g_autofree char *fact = NULL;
  g_autofree char *hash = NULL;

  write_text (&contract, copil, NULL, "Synthèse du mois");
  act (&contract, copil, GVN_ACT_MINUTES_SEND, "2026-11-19T17:00");
  act (&contract, copil, GVN_ACT_MINUTES_RECEIVE, "2026-11-19T18:00");
  remark (&contract, copil, "2026-12-03T23:59", "Le chiffre des tickets est faux");
  assert_state (&contract, copil, 1, "2026-12-03", GVN_MINUTES_REMARKED);
  assert_state (&contract, copil, 1, "2026-12-04", GVN_MINUTES_REMARKED);
  assert_state (&contract, copil, 1, "2026-12-31", GVN_MINUTES_REMARKED);
  {
    g_autoptr (GPtrArray) versions = list (&contract, copil, "2026-12-04");
    const GvnMinutesVersion *version = versions->pdata[0];

    g_assert_true (((GvnRemark *) version->remarks->pdata[0])->in_time);
    fact = g_strdup (((GvnRemark *) version->remarks->pdata[0])->fact);
    hash = g_strdup (version->document->hash);
  }

  {
    GvnRemarkAnswer answer = { .remark = fact, .by_name = "ROC", .now = &contract.now };

    test_run (&contract, "Answer", gvn_minutes_answer, &answer);
    assert_refused (&contract, gvn_minutes_answer, &answer, GVN_ERROR_REFUSED);
  }
  assert_state (&contract, copil, 2, "2026-12-31", GVN_MINUTES_DRAFT);
  write_text (&contract, copil, NULL, "Synthèse du mois, corrigée");
  act (&contract, copil, GVN_ACT_MINUTES_SEND, "2026-12-10T09:00");
  assert_state (&contract, copil, 1, "2026-12-31", GVN_MINUTES_SUPERSEDED);
  assert_state (&contract, copil, 2, "2026-12-24", GVN_MINUTES_OPEN);
  assert_state (&contract, copil, 2, "2026-12-25", GVN_MINUTES_TACITLY_VALIDATED);
  {
    g_autoptr (GPtrArray) versions = list (&contract, copil, "2026-12-31");
    const GvnMinutesVersion *first = versions->pdata[0], *second = versions->pdata[1];

    test_assert_date (&first->due, "2026-12-03");
    test_assert_date (&second->due, "2026-12-24");
    g_assert_cmpstr (first->document->hash, ==, hash);
    g_assert_cmpstr (second->document->hash, !=, hash);
    g_assert_nonnull (strstr (second->document->content, "corrigée"));
    g_assert_null (strstr (first->document->content, "corrigée"));
  }
  test_contract_close (&contract);
}

/* 6.2: a remark refused with a reason is a disagreement: silence validates no more. */
static void
test_remark_refused (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = hold_copil (&contract);
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) matters = NULL;
  GvnRemarkAnswer answer = { .refuse = TRUE, .by_name = "ROC", .now = &contract.now };

  act (&contract, copil, GVN_ACT_MINUTES_SEND, "2026-11-20T17:00");
  remark (&contract, copil, "2026-11-25T09:00", "Nous n’avons pas dit cela");
  versions = list (&contract, copil, "2026-12-31");
  answer.remark = ((GvnRemark *) ((GvnMinutesVersion *) versions->pdata[0])->remarks->pdata[0])->fact;
  assert_refused (&contract, gvn_minutes_answer, &answer, GVN_ERROR_INVALID);
  answer.note = "L’enregistrement fait foi";
  test_run (&contract, "Refuse", gvn_minutes_answer, &answer);
  assert_state (&contract, copil, 1, "2027-06-30", GVN_MINUTES_DISPUTED);

  matters = gvn_matter_list_of_meeting (db_of (&contract), copil->id, NULL);
  g_assert_cmpuint (matters->len, ==, 1);
  g_assert_cmpint (((GvnMatter *) matters->pdata[0])->kind, ==, GVN_MATTER_DISAGREEMENT);
  g_assert_cmpstr (((GvnMatter *) matters->pdata[0])->detail, ==, "L’enregistrement fait foi");

  /* both parties may still validate it once they agree */
  act (&contract, copil, GVN_ACT_MINUTES_VALIDATE, "2026-12-15T09:00");
  assert_state (&contract, copil, 1, "2027-06-30", GVN_MINUTES_VALIDATED);
  test_contract_close (&contract);
}

static GvnDeadlineState
validation_state (GvnTestContract *contract, GvnMeeting *meeting, const char *today, const char *due)
{
  GvnDeadlineFilter filter = { .state = -1, .subject_kind = GVN_SUBJECT_MEETING, .subject_id = meeting->id };
  GvnNow now = test_now (today);
  g_autoptr (GPtrArray) found = gvn_register_list (db_of (contract), &filter, &now, NULL);

  for (guint i = 0; i < found->len; i++)
    {
      GvnDeadline *deadline = found->pdata[i];

      if (g_str_equal (deadline->kind, "validation"))
        {
          test_assert_date (&deadline->due.date, due);
          return deadline->state;
        }
    }

  g_assert_not_reached ();
}

/* 6.3: each DSIUN participant, present or represented, validates; reminded after ten
 * working days (L-06), never tacit. Received on 2026-11-25: due on 2026-12-09. */
static void
test_cosui_signatures (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) cosui = NULL;
  g_autofree char *excused = NULL;

  test_contract_open (&contract, "2026-11-02", NULL);
  test_run (&contract, "People", add_people, NULL);
  test_plan (&contract, 2026);
  cosui = test_find_meeting (&contract, "COSUI-AESN", "2026-11-18");
  contract.now = test_now ("2027-02-01");
  attend (&contract, cosui, "Superviseur", GVN_ATTENDANCE_PRESENT, NULL);
  attend (&contract, cosui, "Exploitation", GVN_ATTENDANCE_PRESENT, NULL);
  attend (&contract, cosui, "Courbevoie", GVN_ATTENDANCE_REPRESENTED, "Adjoint de Courbevoie");
  attend (&contract, cosui, "Parc", GVN_ATTENDANCE_EXCUSED, NULL);
  act (&contract, cosui, GVN_ACT_HOLD, "2026-11-18T17:00");
  act (&contract, cosui, GVN_ACT_MINUTES_SEND, "2026-11-25T09:00");

  sign (&contract, cosui, "Superviseur", "2026-11-26T09:00");
  sign (&contract, cosui, "Exploitation", "2026-11-27T09:00");
  assert_state (&contract, cosui, 1, "2026-12-09", GVN_MINUTES_AWAITING);
  g_assert_cmpint (validation_state (&contract, cosui, "2026-12-09", "2026-12-09"), ==, GVN_DEADLINE_DUE_SOON);
  g_assert_cmpint (validation_state (&contract, cosui, "2026-12-10", "2026-12-09"), ==, GVN_DEADLINE_OVERDUE);
  assert_state (&contract, cosui, 1, "2027-02-01", GVN_MINUTES_AWAITING);
  {
    g_autoptr (GPtrArray) versions = list (&contract, cosui, "2027-02-01");
    g_autofree char *words = gvn_minutes_describe (versions->pdata[0]);

    g_assert_cmpuint (((GvnMinutesVersion *) versions->pdata[0])->signers->len, ==, 3);
    g_assert_cmpstr (words, ==, "Version 1: 1 validation is awaited");
  }

  excused = find_seat (&contract, cosui, "Parc");
  {
    GvnSigning wrong = { .request = { .meeting = cosui->id, .now = &contract.now }, .attendance = excused };

    assert_refused (&contract, gvn_minutes_sign, &wrong, GVN_ERROR_REFUSED);
  }
  {
    GvnMeetingRequest whole = { .meeting = cosui->id,
                                .act = GVN_ACT_MINUTES_VALIDATE,
                                .by_name = "Exploitation",
                                .at = test_instant ("2026-12-11T09:00"),
                                .now = &contract.now };

    assert_refused (&contract, gvn_minutes_validate, &whole, GVN_ERROR_REFUSED);
  }
  sign (&contract, cosui, "Courbevoie", "2026-12-15T09:00");
  assert_state (&contract, cosui, 1, "2026-12-15", GVN_MINUTES_VALIDATED);
  g_assert_cmpint (validation_state (&contract, cosui, "2027-02-01", "2026-12-09"), ==, GVN_DEADLINE_MET_LATE);

  /* who was there is part of what they validated */
  {
    GvnAttendanceChange change = { .meeting = cosui->id, .attendance = excused, .state = GVN_ATTENDANCE_PRESENT };

    assert_refused (&contract, gvn_attendance_set, &change, GVN_ERROR_REFUSED);
  }
  test_contract_close (&contract);
}

/* 6.3: minutes are validated when the last participant does, in whatever order it is
 * recorded. Received on 2026-11-25, due on 2026-12-09: a validation of 15 December is late
 * though one of November is entered after it. */
static void
test_last_signature_counts (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) cosui = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  const GvnFact *validated;

  test_contract_open (&contract, "2026-11-02", NULL);
  test_run (&contract, "People", add_people, NULL);
  test_plan (&contract, 2026);
  cosui = test_find_meeting (&contract, "COSUI-AESN", "2026-11-18");
  contract.now = test_now ("2027-02-01");
  attend (&contract, cosui, "Superviseur", GVN_ATTENDANCE_PRESENT, NULL);
  attend (&contract, cosui, "Exploitation", GVN_ATTENDANCE_PRESENT, NULL);
  act (&contract, cosui, GVN_ACT_HOLD, "2026-11-18T17:00");
  act (&contract, cosui, GVN_ACT_MINUTES_SEND, "2026-11-25T09:00");
  sign (&contract, cosui, "Superviseur", "2026-12-15T09:00");
  sign (&contract, cosui, "Exploitation", "2026-11-27T09:00");

  versions = list (&contract, cosui, "2027-02-01");
  validated
      = gvn_meeting_document_find_fact (((GvnMinutesVersion *) versions->pdata[0])->document, "minutes_validated");
  g_assert_nonnull (validated);
  g_assert_cmpint (validated->at, ==, test_instant ("2026-12-15T09:00"));
  g_assert_cmpint (validation_state (&contract, cosui, "2027-02-01", "2026-12-09"), ==, GVN_DEADLINE_MET_LATE);
  test_contract_close (&contract);
}

/* What is remarked or validated is what was sent: a draft, which may still change, is
 * neither; and a remark is about its own meeting. */
static void
test_draft_has_no_remark (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = hold_copil (&contract);
  g_autoptr (GvnMeeting) other = test_find_meeting (&contract, "COPIL", "2026-12-17");
  GvnAgendaDraft item = { .meeting = other->id, .title = "Point d’un autre COPIL", .side = "dsiun" };
  GvnMeetingRequest validation = { .meeting = copil->id,
                                   .act = GVN_ACT_MINUTES_VALIDATE,
                                   .by_name = "Tester",
                                   .at = test_instant ("2026-11-20T09:00"),
                                   .now = &contract.now };
  GvnRemarkDraft wrong = { .request = validation, .text = "Une remarque" };

  write_text (&contract, copil, NULL, "Première rédaction");
  assert_refused (&contract, gvn_meeting_apply, &validation, GVN_ERROR_REFUSED);
  assert_refused (&contract, gvn_minutes_remark, &wrong, GVN_ERROR_REFUSED);
  write_text (&contract, copil, NULL, "Seconde rédaction");
  act (&contract, copil, GVN_ACT_MINUTES_SEND, "2026-11-19T17:00");
  {
    g_autoptr (GPtrArray) versions = list (&contract, copil, "2026-12-31");

    g_assert_nonnull (strstr (((GvnMinutesVersion *) versions->pdata[0])->document->content, "Seconde rédaction"));
  }

  test_run (&contract, "Propose", gvn_agenda_propose, &item);
  wrong.item = item.id;
  assert_refused (&contract, gvn_minutes_remark, &wrong, GVN_ERROR_REFUSED);
  wrong.item = "nothing";
  assert_refused (&contract, gvn_minutes_remark, &wrong, GVN_ERROR_NOT_FOUND);
  g_free (item.id);
  test_contract_close (&contract);
}

/* Design: an approval is bound to the hash of one version: an edit to validated minutes
 * makes a new version that nobody has validated. */
static void
test_edit_after_validation (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = hold_copil (&contract);
  g_autofree char *hash = NULL;

  write_text (&contract, copil, NULL, "Première rédaction");
  act (&contract, copil, GVN_ACT_MINUTES_SEND, "2026-11-20T09:00");
  act (&contract, copil, GVN_ACT_MINUTES_VALIDATE, "2026-11-24T09:00");
  assert_state (&contract, copil, 1, "2026-12-31", GVN_MINUTES_VALIDATED);
  {
    g_autoptr (GPtrArray) versions = list (&contract, copil, "2026-12-31");

    hash = g_strdup (((GvnMinutesVersion *) versions->pdata[0])->document->hash);
  }

  write_text (&contract, copil, NULL, "Seconde rédaction");
  assert_state (&contract, copil, 1, "2026-12-31", GVN_MINUTES_VALIDATED);
  assert_state (&contract, copil, 2, "2026-12-31", GVN_MINUTES_DRAFT);
  {
    g_autoptr (GPtrArray) versions = list (&contract, copil, "2026-12-31");
    const GvnMinutesVersion *first = versions->pdata[0];
    g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, first->document->content, -1);

    g_assert_cmpuint (versions->len, ==, 2);
    g_assert_cmpstr (first->document->hash, ==, hash);
    g_assert_cmpstr (sum, ==, hash);
    g_assert_nonnull (strstr (first->document->content, "Première rédaction"));
  }
  {
    g_autoptr (GPtrArray) findings = gvn_store_check (contract.store, NULL);

    g_assert_cmpuint (findings->len, ==, 0);
  }
  test_contract_close (&contract);
}

/* Minutes received as a file keep its hash and follow the same clock. */
static void
test_minutes_as_a_file (void)
{
  static const char sha256[] = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"; /* of "test" */
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = hold_copil (&contract);
  GvnMeetingRequest request = { .meeting = copil->id,
                                .act = GVN_ACT_MINUTES_SEND,
                                .by_name = "ROC",
                                .at = test_instant ("2026-11-19T17:00"),
                                .file = sha256,
                                .file_name = "CR COPIL.docx",
                                .file_size = 4,
                                .now = &contract.now };

  test_run (&contract, "Send", gvn_meeting_apply, &request);
  {
    g_autoptr (GPtrArray) versions = list (&contract, copil, "2026-12-03");
    const GvnMinutesVersion *version = versions->pdata[0];

    g_assert_cmpstr (version->document->hash, ==, sha256);
    g_assert_cmpstr (version->document->file_name, ==, "CR COPIL.docx");
    g_assert_null (version->document->content);
    g_assert_cmpint (version->state, ==, GVN_MINUTES_OPEN);
  }
  assert_state (&contract, copil, 1, "2026-12-04", GVN_MINUTES_TACITLY_VALIDATED);
  test_contract_close (&contract);
}

/* 6.7: the COTECH's minutes are the DSIUN's; 6.1–6.3, 6.6: the others the contractor's. */
static void
test_who_writes (void)
{
  static const struct
  {
    const char *body, *day, *side;
    GvnMinutesRule rule;
  } bodies[] = { { "COPIL", "2026-11-19", "contractor", GVN_MINUTES_TACIT },
                 { "COSUI-AESN", "2026-11-18", "contractor", GVN_MINUTES_SIGNED },
                 { "CPROB", "2026-12-14", "contractor", GVN_MINUTES_NONE },
                 { "COTECH", "2026-12-07", "dsiun", GVN_MINUTES_NONE } };
  GvnTestContract contract = { NULL };

  test_contract_open (&contract, "2026-11-02", NULL);
  test_plan (&contract, 2026);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GvnMeeting) meeting = test_find_meeting (&contract, bodies[i].body, bodies[i].day);
      g_autofree char *side = gvn_minutes_dup_owner_side (db_of (&contract), meeting, NULL);
      GvnMinutesRule rule;

      g_assert_true (gvn_minutes_find_rule (db_of (&contract), meeting, &rule, NULL));
      g_assert_cmpstr (side, ==, bodies[i].side);
      g_assert_cmpint (rule, ==, bodies[i].rule);
    }
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proceedings/minutes/tacit-by-the-clock", test_tacit_by_the_clock);
  g_test_add_func ("/proceedings/minutes/remark-in-time", test_remark_in_time);
  g_test_add_func ("/proceedings/minutes/remark-refused", test_remark_refused);
  g_test_add_func ("/proceedings/minutes/cosui-signatures", test_cosui_signatures);
  g_test_add_func ("/proceedings/minutes/last-signature-counts", test_last_signature_counts);
  g_test_add_func ("/proceedings/minutes/draft-has-no-remark", test_draft_has_no_remark);
  g_test_add_func ("/proceedings/minutes/edit-after-validation", test_edit_after_validation);
  g_test_add_func ("/proceedings/minutes/as-a-file", test_minutes_as_a_file);
  g_test_add_func ("/proceedings/minutes/who-writes", test_who_writes);
  return g_test_run ();
}
