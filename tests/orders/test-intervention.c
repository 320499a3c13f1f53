/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../money/gvn-test-money.h"
#include "orders/gvn-intervention.h"
#include "orders/gvn-order-private.h"

/* How long interventions take and whether they fit in the hours of their units, by the
 * windows of 7.11.4.2 and 7.11.5.2. In 2027 Ascension is Thursday 6 May; the clocks go
 * back in the night to 31 October. */

static void
open_contract (Fixture *fixture, gconstpointer data)
{
  test_contract_open (&fixture->contract, "2027-04-01", NULL);
}

static GvnLocal
local (const char *text)
{
  GvnLocal moment;

  gvn_local_from_instant (test_instant (text), &moment);
  return moment;
}

static const struct
{
  const char *units;
  const char *start;
  const char *end; /* NULL: not known */
} lengths[] = {
  /* Half-days: 8h–12h or 14h–18h on working days */
  { "14a=1", "2027-05-04T08:00", "2027-05-04T12:00" },
  { "14a=1", "2027-05-04T14:00", "2027-05-04T18:00" },
  { "14a=3", "2027-05-04T08:00", "2027-05-05T12:00" },
  { "14a=2", "2027-05-05T14:00", "2027-05-07T12:00" }, /* Ascension between them */
  { "14a=1", "2027-05-04T13:00", NULL },
  { "14a=1", "2027-05-06T08:00", NULL },
  /* Days: 8h–18h */
  { "14d=1", "2027-05-04T08:00", "2027-05-04T18:00" },
  { "14d=3", "2027-05-04T08:00", "2027-05-07T18:00" },
  { "14d=1.5", "2027-06-04T08:00", "2027-06-07T18:00" }, /* a started day is whole */
  { "14a=1 14d=2", "2027-06-07T08:00", "2027-06-08T18:00" },
  /* Hours: 18h–22h, 22h–7h30, week-ends and holidays */
  { "15a=4", "2027-05-04T18:00", "2027-05-04T22:00" },
  { "15a=1.5", "2027-05-04T20:30", "2027-05-04T22:00" },
  { "15a=6", "2027-05-04T18:00", NULL },
  { "15a=4 15b=3", "2027-05-04T18:00", "2027-05-05T01:00" },
  { "15b=9.5", "2027-05-03T22:00", "2027-05-04T07:30" },
  { "15b=10", "2027-05-03T22:00", NULL },
  { "15c=61.5", "2027-06-04T18:00", "2027-06-07T07:30" },
  { "15c=62", "2027-06-04T18:00", NULL },
  { "15c=37.5", "2027-05-05T18:00", "2027-05-07T07:30" }, /* from the eve of Ascension */
  { "15a=2", "2027-05-05T18:00", NULL },
  { "15f=10", "2027-10-30T20:00", "2027-10-31T05:00" },      /* an hour is lived twice */
  { "15a=2 15d=3", "2027-05-04T18:00", "2027-05-04T21:00" }, /* two technicians */
  { "15a=2 15d=6", "2027-05-04T18:00", "2027-05-04T20:00" },
  { "15a=100000", "2027-05-04T18:00", NULL },
  { "14d=100000", "2027-05-04T08:00", NULL },
  /* On call */
  { "15v=1", "2027-05-04T18:00", "2027-05-05T07:30" },
  { "15w=1", "2027-06-04T18:00", "2027-06-07T07:30" },
  { "15x=1", "2027-06-07T18:00", "2027-06-14T07:30" },
  { "15v=2", "2027-05-03T18:00", NULL },
  /* No hours of their own */
  { "12a=5", "2027-05-04T08:00", NULL },
  { "12a=5 14d=1", "2027-05-04T08:00", "2027-05-04T18:00" },
};

static void
test_lengths (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnOrderContext) context = gvn_order_context_load (get_db (fixture), &error);
  GvnPlanning planning = { context->catalogue, gvn_order_context_get_calendar (context, NULL, &error), TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GPtrArray) lines = parse_lines (fixture, lengths[i].units);
      GvnLocal start = local (lengths[i].start), end, day = { start.date, GVN_NO_MINUTES };

      g_test_message ("%s from %s", lengths[i].units, lengths[i].start);
      g_assert_true (gvn_intervention_find_end (&planning, lines, &start, &end, &error));
      g_assert_no_error (error);
      g_assert_cmpint (g_date_valid (&end.date), ==, lengths[i].end != NULL);
      if (lengths[i].end != NULL)
        {
          GvnLocal expected = local (lengths[i].end);

          g_assert_cmpint (gvn_local_compare (&end, &expected), ==, 0);
        }
      gvn_intervention_find_end (&planning, lines, &day, &end, &error);
      g_assert_false (g_date_valid (&end.date));
    }
}

static char *
advise (Fixture *fixture, const char *units, const char *start)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = parse_lines (fixture, units);
  GvnOrderDraft draft = { .lines = lines, .start = local (start), .now = &fixture->contract.now };
  g_autoptr (GPtrArray) advice = NULL;

  draft.sent = test_instant ("2027-04-01T10:00");
  advice = gvn_order_draft_advise (get_db (fixture), &draft, &error);
  g_assert_no_error (error);
  g_ptr_array_add (advice, NULL);

  return g_strjoinv ("|", (char **) advice->pdata);
}

static const struct
{
  const char *units;
  const char *start;
  const char *advice;
} windows[] = {
  { "15a=4", "2027-05-04T18:00", "" },
  { "15a=4 15b=3", "2027-05-04T18:00", "" },
  { "15a=6", "2027-05-04T18:00",
    "In a row from that start on, the hours come to 4 h UO 15a, 2 h UO 15b, not 6 h UO 15a (7.11.5.2)" },
  { "15a=4", "2027-05-04T20:00",
    "In a row from that start on, the hours come to 2 h UO 15a, 2 h UO 15b, not 4 h UO 15a (7.11.5.2)" },
  { "15a=2 15b=4", "2027-05-04T18:00",
    "In a row from that start on, the hours come to 4 h UO 15a, 2 h UO 15b, not 2 h UO 15a, 4 h UO 15b (7.11.5.2)" },
  { "15b=10", "2027-05-03T22:00",
    "In a row from that start on, the hours come to 9.5 h UO 15b, 0.5 h of business hours, not 10 h UO 15b "
    "(7.11.5.2)" },
  { "15c=14", "2027-06-06T20:00",
    "In a row from that start on, the hours come to 11.5 h UO 15c, 2.5 h of business hours, not 14 h UO 15c"
    " (7.11.5.2)" },
  { "15c=61.5", "2027-06-04T18:00", "" },
  { "15a=2", "2027-05-05T18:00", "UO 15a does not start then; it is worked: 18:00 to 22:00 on working days" },
  { "15b=2", "2027-05-05T23:00", "UO 15b does not start then; it is worked: 22:00 to 7:30 on working days" },
  { "15c=2", "2027-05-06T14:00", "" },
  { "15c=2", "2027-05-04T14:00", "UO 15c does not start then; it is worked: week-ends and public holidays" },
  { "14a=1", "2027-05-04T08:00", "" },
  { "14a=1", "2027-05-04T14:00", "" },
  { "14a=1", "2027-05-04T10:00",
    "UO 14a does not fit in its hours from that start on: 8:00 to 12:00 or 14:00 to 18:00 on working days" },
  { "14a=1", "2027-05-04T12:30",
    "UO 14a does not start then; it is worked: 8:00 to 12:00 or 14:00 to 18:00 on working days" },
  { "14d=2", "2027-05-04T08:00", "" },
  { "14d=1", "2027-05-04T14:00", "UO 14d does not fit in its hours from that start on: 8:00 to 18:00 on working days" },
  { "14d=1", "2027-05-06T08:00", "UO 14d does not start then; it is worked: 8:00 to 18:00 on working days" },
  { "15w=1", "2027-06-04T18:00", "" },
};

/* L-31: the whole of it is looked at, not its start alone. */
static void
test_windows (Fixture *fixture, gconstpointer data)
{
  g_autofree char *friday = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autofree char *got = advise (fixture, windows[i].units, windows[i].start);

      g_test_message ("%s from %s", windows[i].units, windows[i].start);
      g_assert_cmpstr (got, ==, windows[i].advice);
    }

  set (fixture, GVN_SETTING_OFF_HOURS_OVERLAP, "working_day");
  friday = advise (fixture, "15a=6", "2027-06-04T18:00");
  g_assert_cmpstr (friday, ==,
                   "In a row from that start on, the hours come to 4 h UO 15a, 2 h UO 15c, not 6 h UO 15a (7.11.5.2)");
}

static GvnIntervention *
load_one (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = gvn_intervention_list (get_db (fixture), &error);

  g_assert_no_error (error);

  return all->len > 0 ? g_ptr_array_steal_index (all, 0) : NULL;
}

/* One of a request follows its version in force; it is confirmed by the order, cancelled
 * with it. */
static void
test_life (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnIntervention) asked = NULL;
  g_autoptr (GvnIntervention) moved = NULL;
  g_autoptr (GvnIntervention) ordered = NULL;
  g_autoptr (GvnIntervention) cancelled = NULL;
  GvnOrderRequest cancel = GVN_ORDER_REQUEST_INIT;
  g_autofree char *id = NULL;

  write_order (fixture, "14d=2", "2027-04-01T09:00",
               (GvnOrderDraft) { .perimeter = "AERM", .start = local ("2027-04-12T08:00") });
  asked = load_one (fixture);
  g_assert_cmpstr (asked->order, ==, fixture->id);
  g_assert_cmpstr (asked->name, ==, "CMD-1");
  g_assert_cmpstr (asked->perimeter, ==, "AERM");
  g_assert_true (asked->tentative && !asked->cancelled);

  id = g_strdup (fixture->id);
  write_order (fixture, "14d=2", "2027-04-01T09:30",
               (GvnOrderDraft) { .order = id, .start = local ("2027-04-13T08:00") });
  moved = load_one (fixture);
  test_assert_date (&moved->start.date, "2027-04-13");
  test_assert_date (&moved->end.date, "2027-04-14");

  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-04-01T10:00");
  act (fixture, GVN_ORDER_ACT_ACCEPT, "2027-04-01T11:00");
  issue (fixture, "2027-04-01T12:00");
  ordered = load_one (fixture);
  g_assert_true (!ordered->tentative && !ordered->cancelled);
  cancel.note = "Déménagement reporté";
  act_with (fixture, GVN_ORDER_ACT_CANCEL, "2027-04-01T13:00", cancel);
  cancelled = load_one (fixture);
  g_assert_true (cancelled->cancelled);
}

/* A version without a planned start takes it away; a refused quote calls it off. */
static void
test_no_more (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnIntervention) refused = NULL;
  GvnOrderRequest refuse = GVN_ORDER_REQUEST_INIT;
  g_autofree char *id = NULL;

  write_order (fixture, "15a=2", "2027-04-01T08:00", (GvnOrderDraft) { .start = local ("2027-04-13T18:00") });
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-04-01T09:00");
  refuse.note = "Trop cher";
  act_with (fixture, GVN_ORDER_ACT_REFUSE, "2027-04-01T09:30", refuse);
  refused = load_one (fixture);
  g_assert_true (refused->cancelled);

  id = g_strdup (fixture->id);
  write_order (fixture, "15a=2", "2027-04-01T10:00", (GvnOrderDraft) { .order = id });
  g_assert_null (load_one (fixture));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/orders/interventions/" name, Fixture, NULL, open_contract, test, tear_down)
  ADD ("lengths", test_lengths);
  ADD ("L-31-windows", test_windows);
  ADD ("life", test_life);
  ADD ("no-more", test_no_more);

  return g_test_run ();
}
