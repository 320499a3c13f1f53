/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gvn-test-order-life.h"

/* Crisis ------------------------------------------------------------------------------ */

static void
count_hours (Fixture *fixture, const char *side, const char *who, const char *uo, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  GvnMobilisation one = { .order = fixture->id,
                          .side = (char *) side,
                          .who = (char *) who,
                          .uo = (char *) uo,
                          .started_at = test_instant (from),
                          .ended_at = test_instant (to) };

  try_run (fixture, gvn_mobilisation_add, &one, &error);
  g_assert_no_error (error);
  g_free (one.id);
}

/* 7.11.5.2: no notice and no quote; agreed, counted, consolidated, then ordered. Wednesday
 * 2 June 2027, 17h to 1h: one hour of business, four of evening, three of night. */
static void
test_crisis (Fixture *fixture, gconstpointer data)
{
  GvnOrderDraft draft = { .crisis = TRUE };
  GvnOrderRequest agreed = { .due_count = -1, .note = "ROC" }, ordered = GVN_ORDER_REQUEST_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GvnOrder) order = NULL;

  g_assert_false (try_request (fixture, "12a=1", NULL, draft, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  g_clear_error (&error);
  try_request (fixture, "15d=1", NULL, draft, &error);
  g_assert_no_error (error);
  act_with (fixture, GVN_ORDER_ACT_MOBILISE, "2027-06-02T16:00", agreed);
  count_hours (fixture, "contractor", "A", "UO 15d", "2027-06-02T17:00", "2027-06-03T01:30");
  count_hours (fixture, "dsiun", "A", "UO 15d", "2027-06-02T17:00", "2027-06-03T01:00");
  act_fails (fixture, GVN_ORDER_ACT_ISSUE, "2027-06-04T09:00", "consolidated");
  act (fixture, GVN_ORDER_ACT_CONSOLIDATE, "2027-06-04T10:00");
  lines = gvn_mobilisation_list_lines (get_db (fixture), fixture->id, "dsiun", &error);
  g_assert_no_error (error);
  g_assert_cmpint (lines->len, ==, 2);
  g_assert_cmpstr (((GvnOrderLine *) lines->pdata[0])->uo, ==, "UO 15d");
  g_assert_cmpint (((GvnOrderLine *) lines->pdata[0])->quantity, ==, 400);
  g_assert_cmpstr (((GvnOrderLine *) lines->pdata[1])->uo, ==, "UO 15e");
  g_assert_cmpint (((GvnOrderLine *) lines->pdata[1])->quantity, ==, 300);
  ordered.lines = lines;
  act_with (fixture, GVN_ORDER_ACT_ISSUE, "2027-06-04T11:00", ordered);
  order = find (fixture);
  g_assert_cmpint (order->state, ==, GVN_ORDER_ISSUED);
  g_assert_cmpint (gvn_order_get_current_lines (order)->len, ==, 2);
  assert_owed (fixture, "quote_15", "");
}

/* Its hours, as "who from – until" in the order they began. */
static void
assert_hours (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = gvn_mobilisation_list (get_db (fixture), fixture->id, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const GvnMobilisation *one = all->pdata[i];
      g_autofree char *from = gvn_instant_to_string (one->started_at), *until = gvn_instant_to_string (one->ended_at);

      g_string_append_printf (text, "%s%s %s %.16s – %.16s", i > 0 ? ", " : "", one->who, one->uo, from, until);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* Hours counted wrong are put right or taken out until the order says what they came to. */
static void
test_hours_edited (Fixture *fixture, gconstpointer data)
{
  static const GvnCommand commands[] = { gvn_mobilisation_edit, gvn_mobilisation_delete, gvn_mobilisation_add };
  GvnOrderDraft draft = { .crisis = TRUE };
  GvnOrderRequest agreed = { .due_count = -1, .note = "ROC" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL, lines = NULL;
  GvnMobilisation *one;

  try_request (fixture, "15d=1", NULL, draft, &error);
  g_assert_no_error (error);
  act_with (fixture, GVN_ORDER_ACT_MOBILISE, "2027-06-02T16:00", agreed);
  count_hours (fixture, "dsiun", "A", "UO 15d", "2027-06-02T17:00", "2027-06-03T01:00");
  count_hours (fixture, "dsiun", "B", "UO 15d", "2027-06-02T18:00", "2027-06-02T20:00");
  all = gvn_mobilisation_list (get_db (fixture), fixture->id, &error);
  one = all->pdata[0];
  one->order = fixture->id;
  one->ended_at = one->started_at;
  g_assert_false (try_run (fixture, gvn_mobilisation_edit, one, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
  g_clear_error (&error);
  g_set_str (&one->who, "A. Martin");
  one->ended_at = test_instant ("2027-06-02T22:30");
  try_run (fixture, gvn_mobilisation_edit, one, &error);
  g_assert_no_error (error);
  assert_hours (fixture, "A. Martin UO 15d 2027-06-02T17:00 – 2027-06-02T22:30, "
                         "B UO 15d 2027-06-02T18:00 – 2027-06-02T20:00");
  ((GvnMobilisation *) all->pdata[1])->order = fixture->id;
  try_run (fixture, gvn_mobilisation_delete, all->pdata[1], &error);
  g_assert_no_error (error);
  assert_hours (fixture, "A. Martin UO 15d 2027-06-02T17:00 – 2027-06-02T22:30");

  act (fixture, GVN_ORDER_ACT_CONSOLIDATE, "2027-06-04T10:00");
  lines = gvn_mobilisation_list_lines (get_db (fixture), fixture->id, "dsiun", &error);
  g_assert_no_error (error);
  act_with (fixture, GVN_ORDER_ACT_ISSUE, "2027-06-04T11:00", (GvnOrderRequest) { .due_count = -1, .lines = lines });
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_assert_false (try_run (fixture, commands[i], one, &error));
      g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
      g_assert_nonnull (strstr (error->message, "CMD-1: it was issued with the hours as consolidated"));
      g_clear_error (&error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/orders/crisis/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("7.11.5.2-crisis", test_crisis);
  ADD ("hours-edited", test_hours_edited);
  return g_test_run ();
}
