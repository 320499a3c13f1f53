/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "committees/gvn-body.h"
#include "committees/gvn-change.h"
#include "proceedings/gvn-preparation.h"

/* 6.2: before each COPIL the contractor provides, and both parties settle, the service, the
 * indicators, the billing, the penalties, the bonus and malus. */

typedef struct
{
  GvnTestContract contract;
  GPtrArray *copils; /* of 2027, by month */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GvnMeetingFilter filter = { .body = "COPIL", .from = test_date ("2027-01-01"), .to = test_date ("2027-12-31") };
  g_autoptr (GError) error = NULL;

  test_contract_open (&fixture->contract, "2026-11-23", NULL);
  test_plan (&fixture->contract, 2027);
  fixture->copils = gvn_meeting_list (gvn_store_get_db (fixture->contract.store), &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->copils->len, ==, 12);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = gvn_store_check (fixture->contract.store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  g_ptr_array_unref (fixture->copils);
  test_contract_close (&fixture->contract);
}

/* The COPIL of a month of 2027, from 1. */
static GvnMeeting *
copil (Fixture *fixture, guint month)
{
  return fixture->copils->pdata[month - 1];
}

static char *
add (Fixture *fixture, guint month, GvnSettlementKind kind, const char *title)
{
  GvnSettlementDraft draft = { .meeting = copil (fixture, month)->id, .kind = kind, .title = title };

  test_run (&fixture->contract, "Add", gvn_settlement_save, &draft);
  return draft.id;
}

static void
set_position (Fixture *fixture, const char *id, const char *side, GvnPosition position, const char *note)
{
  GvnSettlementPosition wanted = { id, side, position, note };

  test_run (&fixture->contract, "Position", gvn_settlement_set_position, &wanted);
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

static GvnPreparation *
load (Fixture *fixture, guint month)
{
  g_autoptr (GError) error = NULL;
  GvnPreparation *preparation = gvn_preparation_load (gvn_store_get_db (fixture->contract.store),
                                                      copil (fixture, month)->id, &fixture->contract.now, &error);

  g_assert_no_error (error);
  return preparation;
}

static gboolean
has (GPtrArray *sentences, const char *words)
{
  for (guint i = 0; i < sentences->len; i++)
    if (strstr (sentences->pdata[i], words) != NULL)
      return TRUE;

  return FALSE;
}

/* L-12 and R8: the contract is signed on 2026-10-01, its quarters begin in October, January,
 * April and July; the first COPIL of each settles the quarter before. RUN begins on
 * 2027-03-01 and its probation ends on 2027-05-31: the first quarter scored is that of July
 * to September, settled in October. */
static void
test_quarter (Fixture *fixture, gconstpointer data)
{
  for (guint month = 1; month <= 12; month++)
    {
      g_autoptr (GvnPreparation) preparation = load (fixture, month);

      g_assert_cmpint (preparation->settles_quarter, ==, month % 3 == 1);
      g_assert_cmpint (gvn_preparation_offers (preparation, GVN_SETTLEMENT_BONUS), ==, month == 10);
      g_assert_true (gvn_preparation_offers (preparation, GVN_SETTLEMENT_PENALTY));
      if (month != 10)
        continue;
      test_assert_date (&preparation->quarter.first, "2027-07-01");
      test_assert_date (&preparation->quarter.last, "2027-09-30");
    }
}

/* When the first COPIL of the quarter is cancelled, the next one settles it. */
static void
test_quarter_cancelled (Fixture *fixture, gconstpointer data)
{
  GvnMeetingRequest cancel = { .meeting = copil (fixture, 10)->id,
                               .act = GVN_ACT_CANCEL,
                               .reason = "Report",
                               .by_name = "Tester",
                               .now = &fixture->contract.now };
  g_autoptr (GvnPreparation) november = NULL;
  g_autoptr (GvnPreparation) october = NULL;
  GvnSettlementDraft draft = { .meeting = copil (fixture, 10)->id, .title = "Facturation" };

  test_run (&fixture->contract, "Cancel", gvn_meeting_apply, &cancel);
  november = load (fixture, 11);
  october = load (fixture, 10);
  g_assert_true (november->settles_quarter);
  g_assert_false (october->settles_quarter);
  refuse (fixture, gvn_settlement_save, &draft, GVN_ERROR_REFUSED, "cancelled");
}

/* What is missing at a glance: from whom, what is contested, the documents of 6.2; a bonus
 * where none is settled is remarked, not refused. */
static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *billing = add (fixture, 5, GVN_SETTLEMENT_BILLING, "Facturation d’avril");
  g_autofree char *service = add (fixture, 5, GVN_SETTLEMENT_SERVICE, "Services rendus");
  g_autofree char *bonus = add (fixture, 5, GVN_SETTLEMENT_BONUS, "Bonus TMS");
  GvnSettlementPosition contested = { billing, "dsiun", GVN_POSITION_CONTESTED, "" };
  GvnMeetingRequest sent = {
    .meeting = copil (fixture, 5)->id, .act = GVN_ACT_BILLING, .by_name = "Tester", .now = &fixture->contract.now
  };
  g_autoptr (GvnPreparation) before = load (fixture, 5);
  g_autoptr (GvnPreparation) after = NULL;

  g_assert_true (
      has (before->missing, "3 awaited from the contractor: Facturation d’avril, Services rendus, Bonus TMS"));
  g_assert_true (has (before->missing, "3 awaited from the DSIUN"));
  g_assert_cmpuint (before->deadlines->len, ==, 2);
  g_assert_cmpuint (before->missing->len, ==, 4);
  g_assert_true (has (before->remarks, "Bonus TMS"));

  refuse (fixture, gvn_settlement_set_position, &contested, GVN_ERROR_INVALID, "say what");
  contested.side = "agency";
  refuse (fixture, gvn_settlement_set_position, &contested, GVN_ERROR_INVALID, "contractor or dsiun");
  set_position (fixture, billing, "contractor", GVN_POSITION_PROVIDED, NULL);
  set_position (fixture, billing, "dsiun", GVN_POSITION_CONTESTED, "UO 5b comptée deux fois");
  set_position (fixture, service, "contractor", GVN_POSITION_AGREED, NULL);
  set_position (fixture, service, "dsiun", GVN_POSITION_AGREED, NULL);
  test_run (&fixture->contract, "Remove", gvn_settlement_remove, bonus);
  fixture->contract.now = test_now ("2027-05-03");
  sent.at = test_instant ("2027-05-03T09:00");
  test_run (&fixture->contract, "Send", gvn_meeting_apply, &sent);
  after = load (fixture, 5);
  g_assert_cmpuint (after->n_awaited_contractor, ==, 0);
  g_assert_cmpuint (after->n_awaited_dsiun, ==, 0);
  g_assert_true (has (after->missing, "1 contested: Facturation d’avril"));
  g_assert_cmpuint (after->missing->len, ==, 2); /* and the supports */
  g_assert_cmpuint (after->remarks->len, ==, 0);
}

/* The list begins with that of the previous COPIL that has one: titles and kinds alone, once,
 * bonus and malus only where they are settled. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  GvnSettlementDraft draft = { .meeting = copil (fixture, 2)->id,
                               .kind = GVN_SETTLEMENT_BILLING,
                               .title = "Facturation",
                               .has_amount = TRUE,
                               .cents = 123456 };
  GvnSettlementCopy copy = { .meeting = copil (fixture, 4)->id };
  g_autofree char *malus = NULL;
  g_autofree char *already = NULL;
  g_autoptr (GvnPreparation) preparation = NULL;
  const GvnSettlement *element;

  refuse (fixture, gvn_settlement_copy_previous, &copy, GVN_ERROR_NOT_FOUND, "No earlier COPIL");
  test_run (&fixture->contract, "Add", gvn_settlement_save, &draft);
  set_position (fixture, draft.id, "contractor", GVN_POSITION_AGREED, NULL);
  malus = add (fixture, 2, GVN_SETTLEMENT_MALUS, "Malus");
  g_free (draft.id);
  already = add (fixture, 5, GVN_SETTLEMENT_BILLING, "Facturation");

  test_run (&fixture->contract, "Copy", gvn_settlement_copy_previous, &copy);
  g_assert_cmpuint (copy.n_copied, ==, 2); /* April settles a quarter */
  test_run (&fixture->contract, "Copy", gvn_settlement_copy_previous, &copy);
  g_assert_cmpuint (copy.n_copied, ==, 0);
  preparation = load (fixture, 4);
  element = preparation->elements->pdata[0];
  g_assert_cmpstr (element->title, ==, "Facturation");
  g_assert_cmpint (element->kind, ==, GVN_SETTLEMENT_BILLING);
  g_assert_false (element->has_amount);
  g_assert_cmpint (element->contractor, ==, GVN_POSITION_AWAITED);
  copy.meeting = copil (fixture, 5)->id;
  test_run (&fixture->contract, "Copy", gvn_settlement_copy_previous, &copy);
  g_assert_cmpuint (copy.n_copied, ==, 0); /* the billing is there, the malus is not for May */
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = add (fixture, 3, GVN_SETTLEMENT_SERVICE, "A");
  g_autofree char *b = add (fixture, 3, GVN_SETTLEMENT_SERVICE, "B");
  g_autofree char *c = add (fixture, 3, GVN_SETTLEMENT_SERVICE, "C");
  GvnSettlementMove move = { c, 1 };
  GvnMeetingFilter filter = { .body = "COSUI-AESN", .from = test_date ("2027-03-01") };
  g_autoptr (GPtrArray) cosui = gvn_meeting_list (gvn_store_get_db (fixture->contract.store), &filter, NULL);
  GvnSettlementDraft draft = { .meeting = ((GvnMeeting *) cosui->pdata[0])->id, .title = "X" };
  g_autoptr (GvnPreparation) preparation = NULL;

  test_run (&fixture->contract, "Move", gvn_settlement_move, &move);
  preparation = load (fixture, 3);
  g_assert_cmpstr (((GvnSettlement *) preparation->elements->pdata[0])->title, ==, "A");
  g_assert_cmpstr (((GvnSettlement *) preparation->elements->pdata[1])->title, ==, "C");
  g_assert_cmpstr (((GvnSettlement *) preparation->elements->pdata[2])->title, ==, "B");
  refuse (fixture, gvn_settlement_save, &draft, GVN_ERROR_REFUSED, "only a COPIL");
  draft.meeting = copil (fixture, 3)->id;
  draft.title = " ";
  refuse (fixture, gvn_settlement_save, &draft, GVN_ERROR_INVALID, "title");
}

static void
test_amounts (void)
{
  static const struct
  {
    const char *text;
    gint64 cents;
  } good[] = { { "1234.56", 123456 }, { "1 234,5", 123450 }, { "-0.07", -7 }, { "12", 1200 }, { "-3,40", -340 } };
  static const char *const wrong[] = { "", "x", "1.234", "1,2,3", "9999999999", "1.-5", ".5" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 cents;

      g_assert_true (gvn_amount_parse (good[i].text, &cents, &error));
      g_assert_cmpint (cents, ==, good[i].cents);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 cents;

      g_assert_false (gvn_amount_parse (wrong[i], &cents, &error));
      g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
    }
  {
    g_autofree char *text = gvn_amount_to_string (-7);

    g_assert_cmpstr (text, ==, "-0.07");
  }
}

static gboolean
add_matters (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_exec (db, error,
                      "INSERT INTO matter (id, kind, number, state, title, body, raised_on, scope, owner_side) VALUES"
                      " ('a', 'alert', 1, 'open', 'Alerte avant', 'COSTRAT', '2027-01-15', 'clause', 'contractor'),"
                      " ('b', 'disagreement', 2, 'open', 'Désaccord', 'COSTRAT', '2027-01-15', 'clause', 'contractor'),"
                      " ('c', 'decision', 3, 'open', 'Seuils revus', 'COSTRAT', '2027-11-02', 'clause', 'contractor'),"
                      " ('d', 'action', 4, 'open', 'Action', 'COSTRAT', '2027-11-02', 'clause', 'contractor'),"
                      " ('e', 'alert', 5, 'open', 'Ailleurs', 'COPIL', '2027-11-02', 'clause', 'contractor')",
                      "")
         && gvn_db_exec (db, error,
                         "INSERT INTO matter_hop (id, matter, from_body, to_body, at, by_name)"
                         " VALUES ('h', 'b', 'COPIL', 'COSTRAT', ?, 'Tester')",
                         "i", test_instant ("2027-10-15T10:00"));
}

static const GvnPreparationChange *
find_change (GPtrArray *changes, const char *words)
{
  for (guint i = 0; i < changes->len; i++)
    if (strstr (((GvnPreparationChange *) changes->pdata[i])->title, words) != NULL)
      return changes->pdata[i];

  return NULL;
}

/* 6.1, 6.5: since the last COSTRAT that was held — what an act changed, and what was raised
 * in it or sent up to it; not what was known then, nor what is of another body. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  GvnDb *db = gvn_store_get_db (fixture->contract.store);
  GvnSettingChange setting = { "cosui-monthly-minimum", "2", "COPIL du 14 octobre 2027" };
  GvnMeetingDraft first = { .body = "COSTRAT", .duration_minutes = 60, .reason = "x", .now = &fixture->contract.now };
  GvnMeetingDraft second = first;
  g_autoptr (GvnMeeting) before = NULL;
  g_autoptr (GvnMeeting) meeting = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) rules = gvn_rule_list (db, GVN_SUBJECT_MEETING, "COPIL", NULL, NULL);
  GvnRuleChange rule = { .active = TRUE, .act = "Avenant 1", .effective_on = test_date ("2027-12-01") };
  GvnMeetingRequest hold = { .act = GVN_ACT_HOLD, .by_name = "Tester", .now = &fixture->contract.now };
  g_autoptr (GError) error = NULL;
  GDate since;

  first.start = (GvnLocal) { test_date ("2027-09-15"), 14 * 60 };
  second.start = (GvnLocal) { test_date ("2028-02-16"), 14 * 60 };
  test_run (&fixture->contract, "Add", gvn_meeting_create, &first);
  test_run (&fixture->contract, "Add", gvn_meeting_create, &second);
  fixture->contract.now = test_now ("2027-11-10");
  hold.meeting = first.id;
  test_run (&fixture->contract, "Hold", gvn_meeting_apply, &hold);
  test_run (&fixture->contract, "Reading", gvn_change_setting, &setting);
  rule.rule = ((GvnRule *) rules->pdata[0])->id;
  rule.delay = ((GvnRule *) rules->pdata[0])->delay;
  rule.delay.count = 7;
  test_run (&fixture->contract, "Rule", gvn_change_rule, &rule);
  test_run (&fixture->contract, "Matters", add_matters, NULL);

  meeting = gvn_meeting_load (db, second.id, NULL);
  changes = gvn_preparation_list_changes (db, meeting, &since, &error);
  g_assert_no_error (error);
  test_assert_date (&since, "2027-09-15");
  g_assert_cmpuint (changes->len, ==, 4);
  g_assert_cmpstr (find_change (changes, "S-2 Désaccord")->source, ==, "escalated from COPIL (6.5)");
  test_assert_date (&find_change (changes, "S-2 Désaccord")->day, "2027-10-15");
  test_assert_date (&find_change (changes, "D-3 Seuils revus")->day, "2027-11-02");
  g_assert_cmpstr (((GvnPreparationChange *) changes->pdata[2])->source, ==, "COPIL du 14 octobre 2027");
  test_assert_date (&((GvnPreparationChange *) changes->pdata[2])->day, "2027-11-10");
  g_assert_cmpstr (((GvnPreparationChange *) changes->pdata[3])->source, ==, "Avenant 1");
  test_assert_date (&((GvnPreparationChange *) changes->pdata[3])->day, "2027-12-01");

  before = gvn_meeting_load (db, first.id, NULL);
  all = gvn_preparation_list_changes (db, before, &since, &error);
  g_assert_no_error (error);
  g_assert_nonnull (find_change (all, "Alerte avant"));
  g_free (first.id);
  g_free (second.id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/proceedings/preparation/quarter", Fixture, NULL, set_up, test_quarter, tear_down);
  g_test_add ("/proceedings/preparation/quarter-cancelled", Fixture, NULL, set_up, test_quarter_cancelled, tear_down);
  g_test_add ("/proceedings/preparation/missing", Fixture, NULL, set_up, test_missing, tear_down);
  g_test_add ("/proceedings/preparation/copy", Fixture, NULL, set_up, test_copy, tear_down);
  g_test_add ("/proceedings/preparation/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add_func ("/proceedings/preparation/amounts", test_amounts);
  g_test_add ("/proceedings/preparation/changes", Fixture, NULL, set_up, test_changes, tear_down);

  return g_test_run ();
}
