/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deadlines/gvn-register.h"
#include "gvn-test-minutes.h"
#include "proceedings/gvn-matter.h"

/* Minutes when what was recorded is undone, corrected or recorded again. */

static gint64
last_entry (GvnTestContract *contract)
{
  gint64 number = 0;

  g_assert_true (gvn_db_get_int (db_of (contract), &number, NULL, "SELECT max (number) FROM journal", ""));
  return number;
}

static void
assert_not_undone (GvnTestContract *contract, gint64 number)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (gvn_store_undo_entry (contract->store, number, "Tester", &contract->now, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_CONFLICT);
}

static void
assert_sound (GvnTestContract *contract)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = gvn_store_check (contract->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_fail_printf ("%s", (const char *) findings->pdata[i]);
}

static const GvnFact *
find_fact (GPtrArray *versions, int number, const char *kind)
{
  return gvn_meeting_document_find_fact (((GvnMinutesVersion *) versions->pdata[number - 1])->document, kind);
}

static gboolean
correct (GvnTestContract *contract, GvnMeeting *meeting, const char *kind, const char *at, GError **error)
{
  g_autoptr (GPtrArray) facts = gvn_fact_list (db_of (contract), GVN_SUBJECT_MEETING, meeting->id, NULL);
  GvnEntry entry = { "Correct", "Tester", &contract->now };

  for (guint i = 0; i < facts->len; i++)
    {
      const GvnFact *fact = facts->pdata[i];
      GvnFactCorrection correction = { .fact = fact->id,
                                       .at = test_instant (at),
                                       .reason = "Erreur de saisie",
                                       .author = "Tester",
                                       .now = &contract->now };

      if (g_str_equal (fact->kind, kind))
        return gvn_store_run (contract->store, &entry, gvn_register_correct_fact, &correction, error);
    }

  g_assert_not_reached ();
}

static void
assert_not_corrected (GvnTestContract *contract, GvnMeeting *meeting, const char *kind, const char *at)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (correct (contract, meeting, kind, at, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
}

static GvnMeeting *
send_copil (GvnTestContract *contract)
{
  GvnMeeting *copil = hold_copil (contract);

  write_text (contract, copil, NULL, "Synthèse du mois");
  act (contract, copil, GVN_ACT_MINUTES_SEND, "2026-11-19T17:00");

  return copil;
}

/* A COSUI held on Wednesday 2026-11-18 with two of the DSIUN's people, its minutes sent on
 * 2026-11-25. */
static GvnMeeting *
send_cosui (GvnTestContract *contract, gint64 *sending)
{
  GvnMeeting *cosui;

  test_contract_open (contract, "2026-11-02", NULL);
  test_run (contract, "People", add_people, NULL);
  test_plan (contract, 2026);
  cosui = test_find_meeting (contract, "COSUI-AESN", "2026-11-18");
  contract->now = test_now ("2027-02-01");
  attend (contract, cosui, "Superviseur", GVN_ATTENDANCE_PRESENT, NULL);
  attend (contract, cosui, "Exploitation", GVN_ATTENDANCE_PRESENT, NULL);
  act (contract, cosui, GVN_ACT_HOLD, "2026-11-18T17:00");
  write_text (contract, cosui, NULL, "Point du mois");
  act (contract, cosui, GVN_ACT_MINUTES_SEND, "2026-11-25T09:00");
  *sending = last_entry (contract);

  return cosui;
}

/* The whole of it undone and done again leaves what was there. */
static void
test_undo (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = hold_copil (&contract);
  g_autoptr (GError) error = NULL;

  write_text (&contract, copil, NULL, "Synthèse du mois");
  act (&contract, copil, GVN_ACT_MINUTES_SEND, "2026-11-19T17:00");
  remark (&contract, copil, "2026-12-03T12:00", "Une remarque");
  gvn_store_undo (contract.store, "Tester", &contract.now, &error);
  g_assert_no_error (error);
  assert_state (&contract, copil, 1, "2026-12-04", GVN_MINUTES_TACITLY_VALIDATED);
  gvn_store_undo (contract.store, "Tester", &contract.now, &error);
  g_assert_no_error (error);
  assert_state (&contract, copil, 1, "2026-12-04", GVN_MINUTES_DRAFT);
  gvn_store_redo (contract.store, "Tester", &contract.now, &error);
  gvn_store_redo (contract.store, "Tester", &contract.now, &error);
  g_assert_no_error (error);
  assert_state (&contract, copil, 1, "2026-12-04", GVN_MINUTES_REMARKED);
  test_contract_close (&contract);
}

/* 6.2: of two remarks the first is undone, a third still comes. */
static void
test_remark_after_an_undo (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = send_copil (&contract);
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;
  const GvnMinutesVersion *version;
  gint64 first;

  remark (&contract, copil, "2026-11-20T10:00", "Première");
  first = last_entry (&contract);
  remark (&contract, copil, "2026-11-20T11:00", "Deuxième");
  gvn_store_undo_entry (contract.store, first, "Tester", &contract.now, &error);
  g_assert_no_error (error);
  remark (&contract, copil, "2026-11-20T12:00", "Troisième");

  versions = list (&contract, copil, "2026-12-31");
  version = versions->pdata[0];
  g_assert_cmpuint (version->remarks->len, ==, 2);
  g_assert_cmpstr (((GvnRemark *) version->remarks->pdata[0])->text, ==, "Deuxième");
  g_assert_cmpstr (((GvnRemark *) version->remarks->pdata[1])->text, ==, "Troisième");
  assert_sound (&contract);
  test_contract_close (&contract);
}

/* 6.3: what was remarked was sent, and what was sent is of a meeting that was held: neither
 * goes from under the other. */
static void
test_what_a_remark_needs (void)
{
  GvnTestContract contract = { NULL };
  gint64 sending;
  g_autoptr (GvnMeeting) cosui = send_cosui (&contract, &sending);

  remark (&contract, cosui, "2026-11-26T10:00", "Une remarque");
  assert_not_undone (&contract, sending);
  assert_not_undone (&contract, sending - 2); /* held, then written, then sent */
  assert_state (&contract, cosui, 1, "2026-12-31", GVN_MINUTES_REMARKED);
  assert_sound (&contract);
  test_contract_close (&contract);
}

/* 6.3: minutes are validated by all of the DSIUN's participants: none of their validations,
 * nor their presence, goes while the whole stands. */
static void
test_what_a_validation_needs (void)
{
  GvnTestContract contract = { NULL };
  gint64 sending;
  g_autoptr (GvnMeeting) cosui = send_cosui (&contract, &sending);
  g_autofree char *seat = find_seat (&contract, cosui, "Superviseur");
  GvnAttendanceChange absent = { .meeting = cosui->id, .attendance = seat, .state = GVN_ATTENDANCE_ABSENT };

  sign (&contract, cosui, "Superviseur", "2026-11-26T09:00");
  assert_refused (&contract, gvn_attendance_set, &absent, GVN_ERROR_REFUSED);
  sign (&contract, cosui, "Exploitation", "2026-11-27T09:00");
  assert_not_undone (&contract, sending + 1);
  assert_state (&contract, cosui, 1, "2026-12-31", GVN_MINUTES_VALIDATED);

  /* the last to validate did so on the day it is validated */
  assert_not_corrected (&contract, cosui, "minutes_signed", "2026-12-01T09:00");
  g_assert_true (correct (&contract, cosui, "minutes_validated", "2026-12-01T09:00", NULL));
  g_assert_true (correct (&contract, cosui, "minutes_signed", "2026-12-01T09:00", NULL));
  assert_sound (&contract);
  test_contract_close (&contract);
}

/* 6.3: somebody awaited was not there after all: nobody is awaited any more, which says so
 * and is recorded. */
static void
test_nobody_awaited (void)
{
  GvnTestContract contract = { NULL };
  gint64 sending;
  g_autoptr (GvnMeeting) cosui = send_cosui (&contract, &sending);
  g_autoptr (GPtrArray) versions = NULL;
  g_autofree char *words = NULL;
  GvnMeetingRequest whole = { .meeting = cosui->id,
                              .act = GVN_ACT_MINUTES_VALIDATE,
                              .by_name = "Tester",
                              .at = test_instant ("2026-12-01T09:00"),
                              .now = &contract.now };

  sign (&contract, cosui, "Superviseur", "2026-11-26T09:00");
  attend (&contract, cosui, "Exploitation", GVN_ATTENDANCE_ABSENT, NULL);
  versions = list (&contract, cosui, "2026-12-31");
  words = gvn_minutes_describe (versions->pdata[0]);
  g_assert_cmpstr (words, ==, "Version 1: each participant has validated; record the validation");
  test_run (&contract, "Validate", gvn_minutes_validate, &whole);
  assert_state (&contract, cosui, 1, "2026-12-31", GVN_MINUTES_VALIDATED);
  assert_refused (&contract, gvn_minutes_validate, &whole, GVN_ERROR_REFUSED); /* it is */
  assert_sound (&contract);
  test_contract_close (&contract);
}

/* A fact is rectified to when it really happened, which is neither before what it follows
 * nor after what follows it. Received on 2026-11-20 instead of the 19th: 2026-12-04. */
static void
test_corrected_in_order (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = send_copil (&contract);
  g_autoptr (GPtrArray) versions = NULL;

  act (&contract, copil, GVN_ACT_MINUTES_RECEIVE, "2026-11-19T18:00");
  assert_not_corrected (&contract, copil, "minutes_sent", "2026-11-19T18:01");
  assert_not_corrected (&contract, copil, "minutes_received", "2026-11-19T16:59");
  assert_not_corrected (&contract, copil, "held", "2026-11-20T16:00");
  g_assert_true (correct (&contract, copil, "minutes_received", "2026-11-20T09:00", NULL));
  versions = list (&contract, copil, "2026-12-31");
  test_assert_date (&((GvnMinutesVersion *) versions->pdata[0])->due, "2026-12-04");
  remark (&contract, copil, "2026-11-23T10:00", "Une remarque");
  assert_not_corrected (&contract, copil, "minutes_received", "2026-11-24T09:00");
  assert_sound (&contract);
  test_contract_close (&contract);
}

/* Minutes follow the meeting as it really took place, here a day before it was planned. */
static void
test_held_earlier (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = NULL;

  test_contract_open (&contract, "2026-11-02", NULL);
  test_plan (&contract, 2026);
  copil = test_find_meeting (&contract, "COPIL", "2026-11-19");
  contract.now = test_now ("2026-12-31");
  act (&contract, copil, GVN_ACT_HOLD, "2026-11-18T16:00");
  act (&contract, copil, GVN_ACT_MINUTES_SEND, "2026-11-18T17:00");
  assert_state (&contract, copil, 1, "2026-11-18", GVN_MINUTES_OPEN);
  test_contract_close (&contract);
}

/* 6.2: what was written is sent once: another version, with nothing in it, would take its
 * place and be validated by silence. */
static void
test_sent_once (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = send_copil (&contract);
  GvnMeetingRequest again = { .meeting = copil->id,
                              .act = GVN_ACT_MINUTES_SEND,
                              .by_name = "Tester",
                              .at = test_instant ("2026-11-20T09:00"),
                              .now = &contract.now };
  g_autoptr (GPtrArray) versions = NULL;

  assert_refused (&contract, gvn_meeting_apply, &again, GVN_ERROR_REFUSED);
  versions = list (&contract, copil, "2026-12-31");
  g_assert_cmpuint (versions->len, ==, 1);
  test_contract_close (&contract);
}

/* 6.2: validated in time by its owner, the register keeps it so: a late remark is kept and
 * reopens nothing. Sent on 2026-11-19: remarks until 2026-12-03. */
static void
test_late_remark_after_validation (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = send_copil (&contract);
  GvnDeadlineFilter filter = { .state = -1, .subject_kind = GVN_SUBJECT_MEETING, .subject_id = copil->id };
  g_autoptr (GPtrArray) found = NULL;
  guint n = 0;

  act (&contract, copil, GVN_ACT_MINUTES_VALIDATE, "2026-11-25T09:00");
  remark (&contract, copil, "2026-12-10T09:00", "Trop tard");
  assert_state (&contract, copil, 1, "2026-12-31", GVN_MINUTES_VALIDATED);
  found = gvn_register_list (db_of (&contract), &filter, &contract.now, NULL);
  for (guint i = 0; i < found->len; i++)
    if (g_str_equal (((GvnDeadline *) found->pdata[i])->kind, "remarks"))
      {
        g_assert_cmpint (((GvnDeadline *) found->pdata[i])->state, ==, GVN_DEADLINE_MET);
        n++;
      }
  g_assert_cmpuint (n, ==, 1);
  test_contract_close (&contract);
}

/* A remark on a version that another one has followed is answered by that one. */
static void
test_answered_by_what_followed (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = send_copil (&contract);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  GvnRemarkAnswer answer = { .by_name = "ROC", .now = &contract.now };

  remark (&contract, copil, "2026-11-20T10:00", "Une remarque");
  before = list (&contract, copil, "2026-12-31");
  answer.remark = find_fact (before, 1, "minutes_remarked")->id;
  write_text (&contract, copil, NULL, "Synthèse corrigée");
  act (&contract, copil, GVN_ACT_MINUTES_SEND, "2026-11-23T17:00");
  test_run (&contract, "Answer", gvn_minutes_answer, &answer);
  after = list (&contract, copil, "2026-12-31");
  g_assert_cmpuint (after->len, ==, 2);
  test_contract_close (&contract);
}

/* 6.5: the title of a refused remark is one line people can cite; all of it is beside. */
static void
test_refused_at_length (void)
{
  const char *said = "Le chiffre des tickets est faux.\nIl y en a douze, comme le dit la pièce jointe.";
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = send_copil (&contract);
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) matters = NULL;
  GvnRemarkAnswer answer = { .refuse = TRUE, .note = "Non", .by_name = "ROC", .now = &contract.now };

  remark (&contract, copil, "2026-11-20T10:00", said);
  versions = list (&contract, copil, "2026-12-31");
  answer.remark = find_fact (versions, 1, "minutes_remarked")->id;
  test_run (&contract, "Refuse", gvn_minutes_answer, &answer);
  matters = gvn_matter_list_of_meeting (db_of (&contract), copil->id, NULL);
  g_assert_cmpuint (matters->len, ==, 1);
  g_assert_cmpstr (((GvnMatter *) matters->pdata[0])->title, ==, "Remark refused: Le chiffre des tickets est faux.…");
  g_assert_cmpstr (((GvnMatter *) matters->pdata[0])->detail, ==,
                   "Le chiffre des tickets est faux.\nIl y en a douze, comme le dit la pièce jointe.\n\nNon");
  test_contract_close (&contract);
}

/* What was decided in a meeting was decided in one that took place. */
static void
test_cancelled_under_a_decision (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = NULL;
  GvnMatterDraft decision = { .kind = GVN_MATTER_DECISION, .title = "Nous décidons", .now = &contract.now };
  GvnMeetingRequest cancelling = { .act = GVN_ACT_CANCEL, .by_name = "Tester", .reason = "x", .now = &contract.now };

  test_contract_open (&contract, "2026-11-02", NULL);
  test_plan (&contract, 2026);
  copil = test_find_meeting (&contract, "COPIL", "2026-11-19");
  contract.now = test_now ("2026-11-19");
  decision.meeting = cancelling.meeting = copil->id;
  test_run (&contract, "Decide", gvn_matter_create, &decision);
  assert_refused (&contract, gvn_meeting_apply, &cancelling, GVN_ERROR_REFUSED);
  g_free (decision.id);
  g_free (decision.warning);
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proceedings/minutes/undo", test_undo);
  g_test_add_func ("/proceedings/minutes/remark-after-an-undo", test_remark_after_an_undo);
  g_test_add_func ("/proceedings/minutes/what-a-remark-needs", test_what_a_remark_needs);
  g_test_add_func ("/proceedings/minutes/what-a-validation-needs", test_what_a_validation_needs);
  g_test_add_func ("/proceedings/minutes/nobody-awaited", test_nobody_awaited);
  g_test_add_func ("/proceedings/minutes/corrected-in-order", test_corrected_in_order);
  g_test_add_func ("/proceedings/minutes/held-earlier", test_held_earlier);
  g_test_add_func ("/proceedings/minutes/sent-once", test_sent_once);
  g_test_add_func ("/proceedings/minutes/late-remark-after-validation", test_late_remark_after_validation);
  g_test_add_func ("/proceedings/minutes/answered-by-what-followed", test_answered_by_what_followed);
  g_test_add_func ("/proceedings/minutes/refused-at-length", test_refused_at_length);
  g_test_add_func ("/proceedings/minutes/cancelled-under-a-decision", test_cancelled_under_a_decision);
  return g_test_run ();
}
