/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "contract/gvn-person.h"
#include "proceedings/gvn-preproblem.h"

/* 6.6: the grid of the problem committee is filled by both SDM under the ROC's supervision
 * and decided in session; the ROC follows up between two committees. */

static gboolean
add_people (GvnDb *db, gpointer data, GError **error)
{
  GvnPerson roc = { .name = (char *) "ROC", .side = (char *) "contractor", .employer = (char *) "Titulaire" };
  GvnPerson sdm = { .name = (char *) "SDM TMS", .side = (char *) "contractor", .employer = (char *) "Titulaire" };
  GvnRoleHolding holding = { .role = (char *) "roc", .first_on = test_date ("2026-10-01") };
  GvnRoleHolding other = { .role = (char *) "sdm_tms", .first_on = test_date ("2026-10-01") };
  gboolean done;

  holding.last_on = test_date ("2027-06-30");
  done = gvn_person_save (db, &roc, error) && gvn_person_save (db, &sdm, error);
  holding.person = roc.id;
  other.person = sdm.id;
  done = done && gvn_role_holding_save (db, &holding, error) && gvn_role_holding_save (db, &other, error);
  g_free (roc.id);
  g_free (sdm.id);
  g_free (holding.id);
  g_free (other.id);

  return done;
}

typedef struct
{
  GvnTestContract contract;
  GvnMeeting *first, *second; /* two problem committees, one after the other */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GvnMeetingFilter filter = { .from = test_date ("2027-03-01"), .body = "CPROB" };
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  test_contract_open (&fixture->contract, "2026-11-23", NULL);
  test_run (&fixture->contract, "People", add_people, NULL);
  test_plan (&fixture->contract, 2027);
  found = gvn_meeting_list (gvn_store_get_db (fixture->contract.store), &filter, &error);
  g_assert_no_error (error);
  fixture->first = g_object_ref (found->pdata[0]);
  fixture->second = g_object_ref (found->pdata[1]);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = gvn_store_check (fixture->contract.store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  g_object_unref (fixture->first);
  g_object_unref (fixture->second);
  test_contract_close (&fixture->contract);
}

/* The day of a meeting, or so many days from it, is the reference day. */
static void
set_now (Fixture *fixture, GvnMeeting *meeting, int days)
{
  GvnLocal local = { meeting->start.date, 20 * 60 };
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  gvn_local_shift (&local, days, 0, NULL);
  day = gvn_date_to_string (&local.date);
  text = g_strdup_printf ("%sT20:00", day);
  fixture->contract.now = test_now (text);
}

static char *
add_row (Fixture *fixture, GvnMeeting *meeting, const char *title)
{
  GvnPreproblemDraft draft = { .meeting = meeting->id, .title = title };

  test_run (&fixture->contract, "Add", gvn_preproblem_save, &draft);
  return draft.id;
}

static void
complete (Fixture *fixture, char *row, const char *title)
{
  GvnPreproblemDraft draft = { .id = row,
                               .title = title,
                               .incidents = "INC-1, INC-2",
                               .impact = "200 utilisateurs",
                               .priority = 2,
                               .diagnosis_tme = "File saturée",
                               .diagnosis_tms = "Appels répétés" };

  test_run (&fixture->contract, "Change", gvn_preproblem_save, &draft);
}

static void
approve (Fixture *fixture, const char *row)
{
  GvnGridApproval approval = { .row = row, .person = "ROC", .now = &fixture->contract.now };

  test_run (&fixture->contract, "Approve", gvn_grid_approve, &approval);
}

static void
decide (Fixture *fixture, const char *row, GvnPreproblemVerdict verdict)
{
  GvnPreproblemDecision decision
      = { .id = row, .verdict = verdict, .reason = "Décidé", .ticket = "PRB-7", .now = &fixture->contract.now };

  test_run (&fixture->contract, "Decide", gvn_preproblem_decide, &decision);
}

static void
refuse (Fixture *fixture, GvnCommand command, gpointer data, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  GvnEntry entry = { "Refused", "Tester", &fixture->contract.now };

  g_assert_false (gvn_store_run (fixture->contract.store, &entry, command, data, &error));
  g_assert_error (error, GVN_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
check_gaps (Fixture *fixture, const char *row, const char *words)
{
  g_autoptr (GvnPreproblem) loaded = gvn_preproblem_load (gvn_store_get_db (fixture->contract.store), row, NULL);
  g_autofree char *gaps = gvn_preproblem_dup_gaps (loaded);

  g_assert_cmpstr (gaps, ==, words);
}

static GPtrArray *
list (Fixture *fixture, GvnMeeting *meeting)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = gvn_preproblem_list (gvn_store_get_db (fixture->contract.store), meeting->id, &error);

  g_assert_no_error (error);
  return rows;
}

/* 6.6: impact and priority, the diagnosis of both TM, the ROC's supervision; a row that says
 * something else is to be approved again; the warning tells, never refuses. */
static void
test_gaps (Fixture *fixture, gconstpointer data)
{
  g_autofree char *row = add_row (fixture, fixture->first, "Lenteurs de la messagerie");
  g_autofree char *warning = NULL;
  g_autofree char *none = NULL;
  GvnDb *db = gvn_store_get_db (fixture->contract.store);

  check_gaps (fixture, row, "no impact, no priority, no TME part, no TMS part, not approved by the ROC");
  complete (fixture, row, "Lenteurs de la messagerie");
  check_gaps (fixture, row, "not approved by the ROC");
  warning = gvn_grid_dup_warning (db, fixture->first->id, NULL);
  g_assert_cmpstr (warning, ==, "Lenteurs de la messagerie: not approved by the ROC");
  approve (fixture, row);
  check_gaps (fixture, row, NULL);
  none = gvn_grid_dup_warning (db, fixture->first->id, NULL);
  g_assert_null (none);
  complete (fixture, row, "Lenteurs de la messagerie"); /* the same said again */
  check_gaps (fixture, row, NULL);
  complete (fixture, row, "Lenteurs de la messagerie et de l’agenda");
  check_gaps (fixture, row, "not approved by the ROC");
}

/* Who approves holds the role of ROC that day: not another, not before or after. */
static void
test_approval (Fixture *fixture, gconstpointer data)
{
  g_autofree char *row = add_row (fixture, fixture->first, "Lenteurs");
  g_autofree char *other = add_row (fixture, fixture->first, "Coupures");
  GvnGridApproval approval = { .row = row, .person = "SDM TMS", .now = &fixture->contract.now };
  g_autoptr (GPtrArray) rows = NULL;

  refuse (fixture, gvn_grid_approve, &approval, GVN_ERROR_REFUSED, "SDM TMS");
  approval.person = "Personne";
  refuse (fixture, gvn_grid_approve, &approval, GVN_ERROR_NOT_FOUND, "Personne");
  fixture->contract.now = test_now ("2027-07-01");
  approval.person = "ROC";
  refuse (fixture, gvn_grid_approve, &approval, GVN_ERROR_REFUSED, "supervision of the ROC");
  approval.at = test_instant ("2027-06-30T18:00");
  test_run (&fixture->contract, "Approve", gvn_grid_approve, &approval);
  refuse (fixture, gvn_grid_approve, &approval, GVN_ERROR_REFUSED, "already is");
  approval.row = NULL;
  approval.meeting = fixture->first->id;
  test_run (&fixture->contract, "Approve all", gvn_grid_approve, &approval);
  rows = list (fixture, fixture->first);
  g_assert_cmpuint (rows->len, ==, 2);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpstr (((GvnPreproblem *) rows->pdata[i])->approved_by, ==, "ROC");
}

/* The committee decides in session, with a reason; a ticket is of a problem alone. */
static void
test_verdict (Fixture *fixture, gconstpointer data)
{
  g_autofree char *row = add_row (fixture, fixture->first, "Lenteurs");
  GvnPreproblemDecision decision
      = { .id = row, .verdict = GVN_PREPROBLEM_PROBLEM, .reason = "x", .now = &fixture->contract.now };
  g_autoptr (GPtrArray) rows = NULL;

  set_now (fixture, fixture->first, -1);
  refuse (fixture, gvn_preproblem_decide, &decision, GVN_ERROR_REFUSED, "has not begun");
  set_now (fixture, fixture->first, 0);
  decision.reason = " ";
  refuse (fixture, gvn_preproblem_decide, &decision, GVN_ERROR_INVALID, "reason");
  decide (fixture, row, GVN_PREPROBLEM_NOT_PROBLEM);
  rows = list (fixture, fixture->first);
  g_assert_null (((GvnPreproblem *) rows->pdata[0])->ticket);
  decide (fixture, row, GVN_PREPROBLEM_PROBLEM);
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = list (fixture, fixture->first);
  g_assert_cmpstr (((GvnPreproblem *) rows->pdata[0])->ticket, ==, "PRB-7");
  g_assert_cmpint (((GvnPreproblem *) rows->pdata[0])->verdict, ==, GVN_PREPROBLEM_PROBLEM);
  refuse (fixture, gvn_preproblem_remove, row, GVN_ERROR_REFUSED, "decided");
}

/* Only a problem committee that takes place has a grid, and a row a title and a priority. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnMeeting) copil = NULL;
  GvnMeetingFilter filter = { .from = test_date ("2027-03-01"), .body = "COPIL" };
  g_autoptr (GPtrArray) found = gvn_meeting_list (gvn_store_get_db (fixture->contract.store), &filter, NULL);
  GvnPreproblemDraft draft = { .meeting = ((GvnMeeting *) found->pdata[0])->id, .title = "Lenteurs" };
  GvnMeetingRequest cancel = { .meeting = fixture->first->id,
                               .act = GVN_ACT_CANCEL,
                               .reason = "Aucun sujet",
                               .by_name = "Tester",
                               .now = &fixture->contract.now };
  g_autofree char *a = add_row (fixture, fixture->second, "A");
  g_autofree char *b = add_row (fixture, fixture->second, "B");
  g_autofree char *c = add_row (fixture, fixture->second, "C");
  GvnPreproblemMove move = { .id = c };
  g_autoptr (GPtrArray) rows = NULL;

  refuse (fixture, gvn_preproblem_save, &draft, GVN_ERROR_REFUSED, "only the problem committee");
  draft.meeting = fixture->first->id;
  draft.title = "";
  refuse (fixture, gvn_preproblem_save, &draft, GVN_ERROR_INVALID, "group of incidents");
  draft.title = "Lenteurs";
  draft.priority = 4;
  refuse (fixture, gvn_preproblem_save, &draft, GVN_ERROR_INVALID, "1, 2 or 3");
  draft.priority = 3;
  test_run (&fixture->contract, "Cancel", gvn_meeting_apply, &cancel);
  refuse (fixture, gvn_preproblem_save, &draft, GVN_ERROR_REFUSED, "cancelled");

  test_run (&fixture->contract, "Move", gvn_preproblem_move, &move);
  move.id = a;
  move.position = 99;
  test_run (&fixture->contract, "Move", gvn_preproblem_move, &move);
  rows = list (fixture, fixture->second);
  g_assert_cmpstr (((GvnPreproblem *) rows->pdata[0])->title, ==, "C");
  g_assert_cmpstr (((GvnPreproblem *) rows->pdata[1])->title, ==, "B");
  g_assert_cmpstr (((GvnPreproblem *) rows->pdata[2])->title, ==, "A");
  test_run (&fixture->contract, "Remove", gvn_preproblem_remove, b);
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = list (fixture, fixture->second);
  g_assert_cmpuint (rows->len, ==, 2);
}

static guint
carry (Fixture *fixture, GvnMeeting *meeting)
{
  GvnGridCarry request = { .meeting = meeting->id, .now = &fixture->contract.now };

  test_run (&fixture->contract, "Carry", gvn_grid_carry, &request);
  return request.n_carried;
}

/* 6.6: the sujets en cours come back: rows without a verdict and problems still followed,
 * once, to be approved again; a problem that is followed needs no more analysis; what was
 * said between the two meetings comes with them. */
static void
test_carry (Fixture *fixture, gconstpointer data)
{
  g_autofree char *open = add_row (fixture, fixture->first, "Ouvert");
  g_autofree char *followed = add_row (fixture, fixture->first, "Suivi");
  g_autofree char *closed = add_row (fixture, fixture->first, "Écarté");
  GvnPreproblemRemark remark
      = { .id = followed, .text = "N3 relancé", .by_name = "ROC", .now = &fixture->contract.now };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  const GvnPreproblem *row;

  g_assert_cmpuint (carry (fixture, fixture->second), ==, 0); /* the first is to come */
  set_now (fixture, fixture->first, 0);
  complete (fixture, open, "Ouvert");
  approve (fixture, open);
  decide (fixture, followed, GVN_PREPROBLEM_PROBLEM);
  decide (fixture, closed, GVN_PREPROBLEM_NOT_PROBLEM);
  set_now (fixture, fixture->first, 3);
  test_run (&fixture->contract, "Note", gvn_preproblem_add_note, &remark);
  remark.text = "";
  refuse (fixture, gvn_preproblem_add_note, &remark, GVN_ERROR_INVALID, "what was done");

  g_assert_cmpuint (carry (fixture, fixture->second), ==, 2);
  g_assert_cmpuint (carry (fixture, fixture->second), ==, 0);
  rows = list (fixture, fixture->second);
  row = rows->pdata[0];
  g_assert_cmpstr (row->follows, ==, open);
  g_assert_cmpstr (row->diagnosis_tme, ==, "File saturée");
  check_gaps (fixture, row->id, "not approved by the ROC");
  row = rows->pdata[1];
  g_assert_cmpstr (row->follows, ==, followed);
  g_assert_cmpint (row->verdict, ==, GVN_PREPROBLEM_PROBLEM);
  g_assert_cmpstr (row->ticket, ==, "PRB-7");
  check_gaps (fixture, row->id, NULL);
  notes = gvn_preproblem_list_notes (gvn_store_get_db (fixture->contract.store), row->id, NULL);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_cmpstr (((GvnPreproblemNote *) notes->pdata[0])->text, ==, "N3 relancé");
  refuse (fixture, gvn_preproblem_remove, followed, GVN_ERROR_REFUSED, "later grid");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/proceedings/grid/gaps", Fixture, NULL, set_up, test_gaps, tear_down);
  g_test_add ("/proceedings/grid/approval", Fixture, NULL, set_up, test_approval, tear_down);
  g_test_add ("/proceedings/grid/verdict", Fixture, NULL, set_up, test_verdict, tear_down);
  g_test_add ("/proceedings/grid/rows", Fixture, NULL, set_up, test_rows, tear_down);
  g_test_add ("/proceedings/grid/carry", Fixture, NULL, set_up, test_carry, tear_down);

  return g_test_run ();
}
