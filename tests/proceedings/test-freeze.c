/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "committees/gvn-body.h"
#include "proceedings/gvn-cab-week.h"

/* 6.4: seven CABs a week, some merged; a freeze period is said in each CAB it falls on. */

static void
add_freeze (GvnTestContract *contract, const char *perimeter, const char *label, const char *first, const char *last)
{
  GvnFreeze freeze = {
    .perimeter = (char *) perimeter, .label = (char *) label, .first_on = test_date (first), .last_on = test_date (last)
  };

  test_run (contract, "Freeze", gvn_freeze_save, &freeze);
  g_free (freeze.id);
}

static void
refuse (GvnTestContract *contract, GvnFreeze *freeze, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  GvnEntry entry = { "Refused", "Tester", &contract->now };

  g_assert_false (gvn_store_run (contract->store, &entry, gvn_freeze_save, freeze, &error));
  g_assert_error (error, GVN_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static GPtrArray *
list_freezes (GvnTestContract *contract)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *freezes = gvn_freeze_list (gvn_store_get_db (contract->store), NULL, NULL, &error);

  g_assert_no_error (error);
  return freezes;
}

static void
check_reason (GPtrArray *freezes, const char *const *perimeters, const char *day, const char *words)
{
  GDate date = test_date (day);
  g_autofree char *reason = gvn_freeze_dup_reason (freezes, perimeters, &date);

  g_assert_cmpstr (reason, ==, words);
}

/* Both days of a period are in it; one without a perimeter is everywhere; a CAB of
 * several perimeters is frozen with any one of them, a CAB of none with any at all. */
static void
test_covers (void)
{
  static const char *const aeag[] = { "AEAG", NULL }, *const aeap[] = { "AEAP", NULL },
                           *const both[] = { "AEAP", "AEAG", NULL }, *const none[] = { NULL };
  GvnTestContract contract = { NULL };
  g_autoptr (GPtrArray) freezes = NULL;

  test_contract_open (&contract, "2027-05-10", NULL);
  add_freeze (&contract, "AEAG", "Gel de la paie", "2027-05-24", "2027-05-31");
  add_freeze (&contract, NULL, "Gel de fin d’année", "2027-12-20", "2028-01-03");
  freezes = list_freezes (&contract);
  g_assert_cmpuint (freezes->len, ==, 2);
  check_reason (freezes, aeag, "2027-05-23", NULL);
  check_reason (freezes, aeag, "2027-05-24", "Gel de la paie (AEAG), 24 May 2027 – 31 May 2027");
  check_reason (freezes, aeag, "2027-05-31", "Gel de la paie (AEAG), 24 May 2027 – 31 May 2027");
  check_reason (freezes, aeag, "2027-06-01", NULL);
  check_reason (freezes, aeap, "2027-05-25", NULL);
  check_reason (freezes, both, "2027-05-25", "Gel de la paie (AEAG), 24 May 2027 – 31 May 2027");
  check_reason (freezes, none, "2027-05-25", "Gel de la paie (AEAG), 24 May 2027 – 31 May 2027");
  check_reason (freezes, aeap, "2028-01-03", "Gel de fin d’année (every perimeter), 20 December 2027 – 3 January 2028");
  test_contract_close (&contract);
}

static void
test_save (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GPtrArray) freezes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnFreeze) kept = NULL;
  GvnFreeze freeze
      = { .label = (char *) "", .first_on = test_date ("2027-05-24"), .last_on = test_date ("2027-05-23") };
  GvnEntry entry = { "Refused", "Tester", &contract.now };

  test_contract_open (&contract, "2027-05-10", NULL);
  refuse (&contract, &freeze, GVN_ERROR_INVALID, "name");
  freeze.label = (char *) "Gel";
  refuse (&contract, &freeze, GVN_ERROR_INVALID, "ends after it begins");
  freeze.last_on = test_date ("2028-05-24"); /* 367 days, both included */
  refuse (&contract, &freeze, GVN_ERROR_INVALID, "within a year");
  freeze.last_on = test_date ("2027-05-24");
  freeze.perimeter = (char *) "AEXX";
  refuse (&contract, &freeze, GVN_ERROR_NOT_FOUND, "AEXX");
  freeze.perimeter = NULL;
  test_run (&contract, "Freeze", gvn_freeze_save, &freeze);

  freeze.label = (char *) "Gel d’un jour";
  freeze.perimeter = (char *) "7eSI";
  test_run (&contract, "Freeze", gvn_freeze_save, &freeze);
  freezes = list_freezes (&contract);
  g_assert_cmpuint (freezes->len, ==, 1);
  kept = gvn_freeze_load (gvn_store_get_db (contract.store), freeze.id, &error);
  g_assert_no_error (error);
  {
    g_autofree char *words = gvn_freeze_describe (kept);

    g_assert_cmpstr (words, ==, "Gel d’un jour (7eSI), 24 May 2027");
  }

  test_run (&contract, "Delete", gvn_freeze_delete, freeze.id);
  g_assert_false (gvn_store_run (contract.store, &entry, gvn_freeze_delete, freeze.id, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND);
  g_free (freeze.id);
  test_contract_close (&contract);
}

/* The week ------------------------------------------------------------------------------- */

static GvnCabWeek *
load_week (GvnTestContract *contract, const char *day)
{
  g_autoptr (GError) error = NULL;
  GDate date = test_date (day);
  GvnCabWeek *week = gvn_cab_week_load (gvn_store_get_db (contract->store), &date, &contract->now, &error);

  g_assert_no_error (error);
  return week;
}

static GvnCabColumn *
get_column (GvnCabWeek *week, const char *perimeter)
{
  for (guint i = 0; i < week->columns->len; i++)
    if (g_str_equal (((GvnCabColumn *) week->columns->pdata[i])->perimeter, perimeter))
      return week->columns->pdata[i];

  g_assert_not_reached ();
}

/* Seven columns in the agencies' order, from Monday to Sunday whatever the day given; the
 * CAB of the 7e SI is monthly until its COSUI exists (L-03). */
static void
test_week (void)
{
  static const char *const order[] = { "AEAG", "AEAP", "AELB", "AERM", "AERMC", "AESN", "7eSI" };
  GvnTestContract contract = { NULL };
  g_autoptr (GvnCabWeek) week = NULL;

  test_contract_open (&contract, "2026-11-23", NULL);
  test_plan (&contract, 2027);
  add_freeze (&contract, "AESN", "Gel", "2027-05-16", "2027-05-19");
  week = load_week (&contract, "2027-05-23"); /* a Sunday */
  test_assert_date (&week->monday, "2027-05-17");
  test_assert_date (&week->sunday, "2027-05-23");
  g_assert_cmpuint (week->columns->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      GvnCabColumn *column = week->columns->pdata[i];

      g_assert_cmpstr (column->perimeter, ==, order[i]);
      /* Whit Monday of 2027 is 17 May */
      g_assert_nonnull (gvn_cab_column_get_day_off (column, &week->monday));
      g_assert_cmpuint (column->days_off->len, ==, 1);
      g_assert_cmpuint (column->freezes->len, ==, g_str_equal (order[i], "AESN") ? 1 : 0);
      if (i < 6)
        {
          GvnCabSession *session = column->sessions->pdata[0];

          g_assert_cmpuint (column->sessions->len, ==, 1);
          g_assert_cmpstr (session->meeting->perimeters[0], ==, order[i]);
          g_assert_cmpint (session->freeze != NULL, ==, g_str_equal (order[i], "AESN"));
        }
    }
  test_contract_close (&contract);
}

static GvnCabSession *
find_session (GvnCabColumn *column, const char *meeting)
{
  for (guint i = 0; i < column->sessions->len; i++)
    if (g_str_equal (((GvnCabSession *) column->sessions->pdata[i])->meeting->id, meeting))
      return column->sessions->pdata[i];

  g_assert_not_reached ();
}

static gboolean
merge (GvnDb *db, gpointer from, GError **error)
{
  return gvn_body_merge (db, "CAB-AEAG", "CAB-AEAP", from, error);
}

static void
act (GvnTestContract *contract, GvnMeeting *meeting, GvnMeetingAct what, const char *day, const char *reason)
{
  GvnMeetingRequest request
      = { .meeting = meeting->id, .act = what, .reason = reason, .by_name = "Tester", .now = &contract->now };

  if (day != NULL)
    {
      request.start = meeting->start;
      request.start.date = test_date (day);
    }
  test_run (contract, "Act", gvn_meeting_apply, &request);
}

/* A merged CAB is in the column of each of its perimeters with the body that holds it, and
 * in a freeze when one of them is; a cancelled one says why; a moved one is where it was
 * and where it goes. */
static void
test_sessions (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnCabWeek) week = NULL;
  g_autoptr (GvnCabWeek) next = NULL;
  GDate from = test_date ("2027-01-01");
  GvnCabSession *own, *other, *cancelled, *left, *arrived;

  test_contract_open (&contract, "2026-11-23", NULL);
  test_run (&contract, "Merge", merge, &from);
  test_plan (&contract, 2027);
  add_freeze (&contract, "AEAG", "Gel", "2027-05-31", "2027-06-04");
  week = load_week (&contract, "2027-06-02");
  own = get_column (week, "AEAP")->sessions->pdata[0];
  other = get_column (week, "AEAG")->sessions->pdata[0];
  g_assert_true (own->meeting == other->meeting);
  g_assert_cmpstr (other->meeting->body, ==, "CAB-AEAP");
  g_assert_cmpstr (own->freeze, ==, "Gel (AEAG), 31 May 2027 – 4 June 2027");
  g_assert_cmpuint (get_column (week, "AEAP")->freezes->len, ==, 0);
  {
    g_autofree char *words = gvn_cab_session_describe (other, &contract.now);

    g_assert_cmpstr (words, ==, "Planned · held by CAB-AEAP for AEAG, AEAP");
  }

  cancelled = get_column (week, "AELB")->sessions->pdata[0];
  act (&contract, cancelled->meeting, GVN_ACT_CANCEL, NULL, "Aucun changement");
  left = get_column (week, "AERM")->sessions->pdata[0];
  act (&contract, left->meeting, GVN_ACT_MOVE, "2027-06-08", "Salle indisponible");
  g_clear_pointer (&week, gvn_cab_week_free);
  week = load_week (&contract, "2027-06-02");
  next = load_week (&contract, "2027-06-07");
  cancelled = get_column (week, "AELB")->sessions->pdata[0];
  left = get_column (week, "AERM")->sessions->pdata[0];
  g_assert_cmpuint (get_column (next, "AERM")->sessions->len, ==, 2);
  g_assert_true (left->left);
  test_assert_date (&left->day, "2027-06-01");
  arrived = find_session (get_column (next, "AERM"), left->meeting->id);
  g_assert_false (arrived->left);
  test_assert_date (&arrived->day, "2027-06-08");
  {
    g_autofree char *why = gvn_cab_session_describe (cancelled, &contract.now);
    g_autofree char *where = gvn_cab_session_describe (left, &contract.now);

    g_assert_cmpstr (why, ==, "Cancelled, Aucun changement");
    g_assert_cmpstr (where, ==, "Moved to Tue 8 Jun 2027, 10:30");
  }
  test_contract_close (&contract);
}

/* An emergency change is in the weeks from its opening until it is decided, or as long as
 * it waits: opened on a Friday, it is due on the next week's Monday. */
static void
test_changes (void)
{
  GvnTestContract contract = { NULL };
  GvnEmergencyDraft draft = { .perimeter = "AEAG",
                              .title = "Correctif",
                              .at = test_instant ("2027-05-07T09:00"),
                              .by_name = "Tester",
                              .now = &contract.now };
  static const struct
  {
    const char *today, *week;
    guint n;
  } cases[] = {
    { "2027-05-07", "2027-04-30", 0 }, { "2027-05-07", "2027-05-03", 1 }, { "2027-05-07", "2027-05-10", 1 },
    { "2027-05-07", "2027-05-17", 0 }, { "2027-05-18", "2027-05-17", 1 }, { "2027-05-18", "2027-05-24", 0 },
  };

  test_contract_open (&contract, "2027-05-07", NULL);
  test_run (&contract, "Open", gvn_emergency_change_open, &draft);
  g_free (draft.id);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GvnCabWeek) week = NULL;

      contract.now = test_now (cases[i].today);
      week = load_week (&contract, cases[i].week);
      g_assert_cmpuint (get_column (week, "AEAG")->changes->len, ==, cases[i].n);
      g_assert_cmpuint (get_column (week, "AEAP")->changes->len, ==, 0);
    }
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proceedings/freeze/covers", test_covers);
  g_test_add_func ("/proceedings/freeze/save", test_save);
  g_test_add_func ("/proceedings/freeze/week", test_week);
  g_test_add_func ("/proceedings/freeze/sessions", test_sessions);
  g_test_add_func ("/proceedings/freeze/changes", test_changes);

  return g_test_run ();
}
