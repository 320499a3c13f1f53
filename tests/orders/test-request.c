/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gvn-test-order-life.h"
#include "store/gvn-history.h"

/* The quote --------------------------------------------------------------------------- */

static void
check_quote_due (Fixture *fixture, const char *units, const char *sent, const char *due)
{
  g_autoptr (GvnOrder) order = NULL;

  new_request (fixture, units, sent);
  order = find (fixture);
  assert_local (&order->quote_due, due);
}

/* C.2: day 0 is the business day of the transmission, the term is at 18h of the n-th
 * working day after it. */
static void
test_quote_due (Fixture *fixture, gconstpointer data)
{
  check_quote_due (fixture, "12a=3", "2027-06-01T17:59", "2027-06-08T18:00");
  check_quote_due (fixture, "12a=3", "2027-06-01T18:00", "2027-06-08T18:00");
  check_quote_due (fixture, "12a=3", "2027-06-01T18:01", "2027-06-09T18:00");
  check_quote_due (fixture, "14d=1", "2027-06-05T10:00", "2027-06-09T18:00"); /* a Saturday */
  check_quote_due (fixture, "12a=3", "2027-05-05T10:00", "2027-05-13T18:00"); /* the eve of Ascension */
  check_quote_due (fixture, "15a=2", "2027-05-05T10:00", "2027-05-07T18:00");
  check_quote_due (fixture, "16=1", "2027-12-22T10:00", "2027-12-27T18:00"); /* over Christmas */
  check_quote_due (fixture, "12a=3", "2026-12-21T10:00", "2026-12-29T18:00");
  check_quote_due (fixture, "12a=3 15a=2", "2027-06-01T10:00", "2027-06-08T18:00"); /* the last of its lines */
}

/* An answer at 18:01 of the day it is due is one started day late (8.5*). */
static void
test_quote_lateness (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *at;
    int note;
  } answers[] = {
    { "2027-06-08T18:00", 20 }, { "2027-06-08T18:01", 15 }, { "2027-06-09T18:00", 15 }, { "2027-06-09T18:01", 10 },
    { "2027-06-11T10:00", 5 },  { "2027-06-14T10:00", 0 },  { "2027-06-30T10:00", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GvnOrder) order = NULL;

      new_request (fixture, "12a=3", "2027-06-01T10:00");
      act (fixture, GVN_ORDER_ACT_QUOTE, answers[i].at);
      order = find (fixture);
      g_assert_cmpint (order->notes.quote, ==, answers[i].note);
    }
}

/* While no answer has come, the lateness counts so far and the note is provisional. */
static void
test_quote_waiting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnOrder) in_time = NULL, late = NULL;

  new_request (fixture, "12a=3", "2027-06-01T10:00");
  in_time = find_at (fixture, "2027-06-08T17:00");
  g_assert_cmpint (in_time->notes.quote, ==, -1);
  g_assert_false (in_time->late);
  late = find_at (fixture, "2027-06-10T09:00");
  g_assert_cmpint (late->notes.quote, ==, 10);
  g_assert_true (late->quote_late);
  g_assert_false (late->notes.final);
}

/* One deadline per delay; PON-1 takes the largest lateness of a line, or by the setting the
 * lateness from the last of them. */
static void
test_mixed (Fixture *fixture, gconstpointer data)
{
  const char *const evening[] = { "UO 15a", NULL };
  GvnOrderRequest wanted = GVN_ORDER_REQUEST_INIT;
  g_autoptr (GvnOrder) largest = NULL, last = NULL;

  request (fixture, "12a=3 15a=2", "2027-06-01T10:00");
  wanted.uos = evening;
  act_with (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-04T10:00", wanted);
  assert_state (fixture, GVN_ORDER_SENT); /* UO 12a is not answered yet */
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-08T10:00");
  assert_state (fixture, GVN_ORDER_QUOTED);
  assert_owed (fixture, "quote_15", "2027-06-02 met_late");
  assert_owed (fixture, "quote_12", "2027-06-08 met");
  largest = find (fixture);
  g_assert_cmpint (largest->notes.quote, ==, 10); /* due on the 2nd, answered on the 4th */

  read_as (fixture, GVN_SETTING_ORDER_QUOTE_LATENESS, "last_due");
  last = find (fixture);
  g_assert_cmpint (last->notes.quote, ==, 20);
}

/* A changed request is sent again: its clock restarts, the old one stays visible. */
static void
test_versions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnOrder) order = NULL;

  request (fixture, "12a=3", "2027-06-01T10:00");
  request (fixture, "12a=6", "2027-06-03T10:00");
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-10T17:00");
  order = find (fixture);
  g_assert_cmpint (order->versions->len, ==, 2);
  assert_local (&order->quote_due, "2027-06-10T18:00");
  g_assert_cmpint (order->notes.quote, ==, 20);
  assert_owed (fixture, "quote_12", "2027-06-08 met; 2027-06-10 met");
}

/* Asked again, the first transmission counts (C.2). */
static void
test_asked_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnOrder) order = NULL;

  request (fixture, "12a=3", "2027-06-01T10:00");
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-08T17:00");
  act (fixture, GVN_ORDER_ACT_ASK_AGAIN, "2027-06-09T09:00");
  assert_state (fixture, GVN_ORDER_SENT);
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-21T17:00");
  assert_state (fixture, GVN_ORDER_QUOTED);
  act (fixture, GVN_ORDER_ACT_ACCEPT, "2027-06-22T17:00");
  order = find (fixture);
  g_assert_cmpint (order->notes.quote, ==, 20);
}

/* Advice ------------------------------------------------------------------------------ */

static void
check_advice (Fixture *fixture, const char *units, const char *start, gint64 estimate, const char *expected)
{
  g_auto (GStrv) words = g_strsplit (units, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (get_db (fixture), &error);
  g_autoptr (GPtrArray) lines = gvn_order_lines_parse (catalogue, (const char *const *) words, &error);
  g_autoptr (GPtrArray) advice = NULL;
  GvnOrderDraft draft = { .lines = lines, .estimate = estimate, .now = &fixture->contract.now };

  g_assert_no_error (error);
  draft.sent = test_instant ("2027-06-01T10:00");
  g_date_clear (&draft.start.date, 1);
  if (start != NULL)
    gvn_local_from_instant (test_instant (start), &draft.start);
  advice = gvn_order_draft_advise (get_db (fixture), &draft, &error);
  g_assert_no_error (error);
  if (expected == NULL)
    g_assert_cmpint (advice->len, ==, 0);
  else
    {
      g_assert_cmpint (advice->len, ==, 1);
      if (strstr (advice->pdata[0], expected) == NULL)
        g_error ("“%s” does not say “%s”", (char *) advice->pdata[0], expected);
    }
}

static void
test_advice (Fixture *fixture, gconstpointer data)
{
  check_advice (fixture, "12a=3", NULL, 0, NULL);
  check_advice (fixture, "12a=10", NULL, 0, NULL);
  check_advice (fixture, "12a=10.5", NULL, 0, "UO 12b"); /* L-32: the upper bound is inclusive */
  check_advice (fixture, "12a=3", NULL, 2100, "UO 12c");
  check_advice (fixture, "11b=40", NULL, 0, NULL);
  check_advice (fixture, "11b=40.5", NULL, 0, "UO 11c");
  check_advice (fixture, "12a=3 16=1", NULL, 0, "different delays");
  check_advice (fixture, "11a=3 12a=2", NULL, 0, NULL); /* five days both */
  check_advice (fixture, "14d=1", "2027-06-03T18:00", 0, "worked");
  check_advice (fixture, "14d=1", "2027-06-03T08:00", 0,
                "notice"); /* 2 working days from the 1st end on the 3rd at 18h */
  check_advice (fixture, "14d=1", "2027-06-04T08:00", 0, NULL);
  check_advice (fixture, "15a=2", "2027-06-03T18:00", 0, NULL);
  check_advice (fixture, "15a=2", "2027-06-04T18:00", 0, "worked"); /* a Friday evening is of the week-end (L-31) */
}

/* What the history of an order tells of its lines and of what its facts say, whatever the
 * order of the tables. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "Line UO 12a", "Line UO 14d", "Fact of an order", "Unit answered" };
  g_autoptr (GError) error = NULL;
  GvnHistoryFilter filter = { .object_kind = "order" };
  GvnOrderRequest wanted = GVN_ORDER_REQUEST_INIT;
  g_autoptr (GArray) entries = NULL;
  g_autoptr (GString) told = g_string_new (NULL);

  request (fixture, "12a=3 14d=1", "2027-06-01T10:00");
  wanted.uos = (const char *const[]) { "UO 12a", NULL };
  act_with (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-02T10:00", wanted);
  filter.object_id = fixture->id;
  entries = gvn_history_list (get_db (fixture), &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 2);
  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (GPtrArray) changes = gvn_history_list_changes (get_db (fixture), g_array_index (entries, gint64, i),
                                                                "order", fixture->id, &error);

      g_assert_no_error (error);
      for (guint j = 0; j < changes->len; j++)
        g_string_append_printf (told, "%s\n", ((GvnHistoryChange *) changes->pdata[j])->title);
    }
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (strstr (told->str, expected[i]) == NULL)
      g_error ("“%s” is not told:\n%s", expected[i], told->str);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/orders/request/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("C.2-quote-due", test_quote_due);
  ADD ("8.5-quote-lateness", test_quote_lateness);
  ADD ("quote-waiting", test_quote_waiting);
  ADD ("mixed-request", test_mixed);
  ADD ("versions", test_versions);
  ADD ("asked-again", test_asked_again);
  ADD ("advice", test_advice);
  ADD ("history", test_history);
  return g_test_run ();
}
