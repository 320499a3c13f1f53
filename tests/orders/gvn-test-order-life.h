/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "deadlines/gvn-register.h"
#include "gvn-test-order.h"

/* What tests of orders share: an order, what happens to it and what is read of it. In 2027
 * Ascension is Thursday 6 May, 1 and 8 May are Saturdays, Whit Monday is 17 May, 14 July a
 * Wednesday, Christmas a Saturday. */

/* A request of units as "12a=3 14d=1", sent then; another version of the fixture's once it
 * has one. */
static inline gboolean
try_request (Fixture *fixture, const char *units, const char *sent, GvnOrderDraft draft, GError **error)
{
  g_auto (GStrv) words = g_strsplit (units, " ", -1);
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (get_db (fixture), error);
  g_autoptr (GPtrArray) lines = gvn_order_lines_parse (catalogue, (const char *const *) words, error);

  if (lines == NULL)
    return FALSE;
  draft.order = fixture->id;
  draft.lines = lines;
  draft.sent = sent != NULL ? test_instant (sent) : 0;
  draft.by_name = "SAQM";
  draft.by_side = "dsiun";
  draft.now = &fixture->contract.now;
  if (!try_run (fixture, gvn_order_write, &draft, error))
    {
      g_free (draft.id);
      return FALSE;
    }
  g_free (fixture->id);
  fixture->id = draft.id;

  return TRUE;
}

static inline void
request (Fixture *fixture, const char *units, const char *sent)
{
  g_autoptr (GError) error = NULL;
  GvnOrderDraft draft = { NULL };

  try_request (fixture, units, sent, draft, &error);
  g_assert_no_error (error);
}

static inline void
new_request (Fixture *fixture, const char *units, const char *sent)
{
  g_clear_pointer (&fixture->id, g_free);
  request (fixture, units, sent);
}

static inline void
act_fails (Fixture *fixture, GvnOrderAct act, const char *at, const char *words)
{
  g_autoptr (GError) error = NULL;
  GvnOrderRequest wanted = GVN_ORDER_REQUEST_INIT;

  g_assert_false (try_act (fixture, act, at, wanted, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static inline void
issue (Fixture *fixture, const char *at, const char *due)
{
  GvnOrderRequest wanted = GVN_ORDER_REQUEST_INIT;

  wanted.due_on = test_date (due);
  act_with (fixture, GVN_ORDER_ACT_ISSUE, at, wanted);
}

static inline GvnOrder *
find_at (Fixture *fixture, const char *today)
{
  g_autoptr (GError) error = NULL;
  GvnNow now = test_now (today);
  GvnOrder *order = gvn_order_find (get_db (fixture), fixture->id, &now, &error);

  g_assert_no_error (error);
  return order;
}

static inline GvnOrder *
find (Fixture *fixture)
{
  return find_at (fixture, TODAY);
}

static inline void
assert_state (Fixture *fixture, GvnOrderState state)
{
  g_autoptr (GvnOrder) order = find (fixture);

  g_assert_cmpstr (gvn_order_state_to_string (order->state), ==, gvn_order_state_to_string (state));
}

static inline void
assert_local (const GvnLocal *local, const char *text)
{
  GvnLocal expected;

  gvn_local_from_instant (test_instant (text), &expected);
  g_assert_true (gvn_date_equal (&local->date, &expected.date));
  g_assert_cmpint (local->minutes, ==, expected.minutes);
}

/* Counted from the closed list: what the register says of the fixture's order. */
static inline char *
dup_owed (Fixture *fixture, const char *kind)
{
  g_autoptr (GError) error = NULL;
  GvnNow now = test_now (TODAY);
  GvnDeadlineFilter filter = { .state = -1, .subject_kind = GVN_SUBJECT_ORDER, .subject_id = fixture->id };
  g_autoptr (GPtrArray) owed = gvn_register_list (get_db (fixture), &filter, &now, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < owed->len; i++)
    {
      const GvnDeadline *deadline = owed->pdata[i];
      g_autofree char *day = gvn_date_to_string (&deadline->due.date);

      if (g_str_equal (deadline->kind, kind))
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? "; " : "", day,
                                gvn_deadline_state_to_string (deadline->state));
    }

  return g_string_free_and_steal (text);
}

static inline void
assert_owed (Fixture *fixture, const char *kind, const char *expected)
{
  g_autofree char *owed = dup_owed (fixture, kind);

  g_assert_cmpstr (owed, ==, expected);
}

static inline void
read_as (Fixture *fixture, const char *key, const char *value)
{
  const GvnSettingChange change = { key, value, "COPIL" };

  test_run (&fixture->contract, "Reading", gvn_change_setting, &change);
}

static inline gboolean
excuse (GvnDb *db, gpointer deadline, GError **error)
{
  return gvn_register_set_cause (db, deadline, "dsiun", "Access given late", FALSE, error);
}

static inline void
bring_to_order (Fixture *fixture)
{
  new_request (fixture, "12a=3", "2027-06-01T10:00");
  act (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-07T11:00");
  act (fixture, GVN_ORDER_ACT_ACCEPT, "2027-06-08T11:00");
}
