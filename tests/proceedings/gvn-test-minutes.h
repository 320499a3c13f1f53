/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "contract/gvn-person.h"
#include "proceedings/gvn-minutes.h"

/* What the tests of the minutes share. */

static inline GvnDb *
db_of (GvnTestContract *contract)
{
  return gvn_store_get_db (contract->store);
}

static inline void
act (GvnTestContract *contract, GvnMeeting *meeting, GvnMeetingAct what, const char *at)
{
  GvnMeetingRequest request
      = { .meeting = meeting->id, .act = what, .by_name = "Tester", .at = test_instant (at), .now = &contract->now };

  test_run (contract, "Act", gvn_meeting_apply, &request);
}

static inline void
write_text (GvnTestContract *contract, GvnMeeting *meeting, const char *item, const char *text)
{
  GvnMinutesEdit edit = { .meeting = meeting->id, .item = item, .text = text };

  test_run (contract, "Write", gvn_minutes_write, &edit);
}

static inline void
remark (GvnTestContract *contract, GvnMeeting *meeting, const char *at, const char *text)
{
  GvnRemarkDraft draft = { .request = { .meeting = meeting->id,
                                        .by_name = "Délégué socle",
                                        .by_side = "dsiun",
                                        .at = test_instant (at),
                                        .now = &contract->now },
                           .text = text };

  test_run (contract, "Remark", gvn_minutes_remark, &draft);
}

static inline GPtrArray *
list (GvnTestContract *contract, GvnMeeting *meeting, const char *today)
{
  g_autoptr (GError) error = NULL;
  GvnNow now = test_now (today);
  GPtrArray *versions = gvn_minutes_list (db_of (contract), meeting->id, &now, &error);

  g_assert_no_error (error);
  return versions;
}

static inline void
assert_state (GvnTestContract *contract, GvnMeeting *meeting, int number, const char *today, GvnMinutesState state)
{
  g_autoptr (GPtrArray) versions = list (contract, meeting, today);

  g_assert_cmpuint (versions->len, >=, number);
  g_assert_cmpstr (gvn_minutes_state_to_string (((GvnMinutesVersion *) versions->pdata[number - 1])->state), ==,
                   gvn_minutes_state_to_string (state));
}

static inline void
assert_refused (GvnTestContract *contract, GvnCommand command, gpointer data, GvnError code)
{
  g_autoptr (GError) error = NULL;
  GvnEntry entry = { "Refused", "Tester", &contract->now };

  g_assert_false (gvn_store_run (contract->store, &entry, command, data, &error));
  g_assert_error (error, GVN_ERROR, (int) code);
}

/* A COPIL held on Thursday 2026-11-19 whose minutes are received that evening: open to
 * remarks through 2026-12-03, ten working days later (20, 23–27 November, 30, 1–3). */
static inline GvnMeeting *
hold_copil (GvnTestContract *contract)
{
  GvnMeeting *copil;

  test_contract_open (contract, "2026-11-02", NULL);
  test_plan (contract, 2026);
  copil = test_find_meeting (contract, "COPIL", "2026-11-19");
  contract->now = test_now ("2026-12-31");
  act (contract, copil, GVN_ACT_CONVENE, "2026-11-03T09:00");
  act (contract, copil, GVN_ACT_AGENDA, "2026-11-12T09:00");
  act (contract, copil, GVN_ACT_HOLD, "2026-11-19T16:00");

  return copil;
}

static inline gboolean
add_people (GvnDb *db, gpointer data, GError **error)
{
  static const char *const people[][3] = { { "Superviseur", "support_supervisor", NULL },
                                           { "Parc", "asset_manager", NULL },
                                           { "Exploitation", "head_expl", NULL },
                                           { "Courbevoie", "site_manager", "AESN" } };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *id = g_uuid_string_random ();
      g_autofree char *holding_id = g_uuid_string_random ();
      GvnPerson person = { id, (char *) people[i][0], (char *) "dsiun", (char *) "DSIUN", NULL };
      GvnRoleHolding holding
          = { .id = holding_id, .person = id, .role = (char *) people[i][1], .perimeter = (char *) people[i][2] };

      gvn_date_set (&holding.first_on, 2026, 10, 1);
      if (!gvn_person_save (db, &person, error) || !gvn_role_holding_save (db, &holding, error))
        return FALSE;
    }

  return TRUE;
}

static inline char *
find_seat (GvnTestContract *contract, GvnMeeting *meeting, const char *name)
{
  g_autoptr (GPtrArray) seats = gvn_attendance_list (db_of (contract), meeting->id, NULL);

  for (guint i = 0; i < seats->len; i++)
    if (g_str_equal (((GvnAttendance *) seats->pdata[i])->name, name))
      return g_strdup (((GvnAttendance *) seats->pdata[i])->id);

  g_assert_not_reached ();
}

static inline void
attend (GvnTestContract *contract, GvnMeeting *meeting, const char *name, GvnAttendanceState state, const char *by)
{
  g_autofree char *seat = find_seat (contract, meeting, name);
  GvnAttendanceChange change = { .meeting = meeting->id, .attendance = seat, .state = state, .represented_by = by };

  test_run (contract, "Attend", gvn_attendance_set, &change);
}

static inline void
sign (GvnTestContract *contract, GvnMeeting *meeting, const char *name, const char *at)
{
  g_autofree char *seat = find_seat (contract, meeting, name);
  GvnSigning signing
      = { .request = { .meeting = meeting->id, .at = test_instant (at), .now = &contract->now }, .attendance = seat };

  test_run (contract, "Sign", gvn_minutes_sign, &signing);
}
