/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The agenda under the mouse, on the demonstration: what a drag says, does and leaves. The
 * next COPIL is on Thursday 16 March 2028 at 14:00; a COTECH meets every Monday at 14:00. */
#include "config.h"

#include <adwaita.h>

#include "../gvn-test-window.h"
#include "committees/gvn-meeting-batch.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-milestone.h"
#include "gvn-test-mouse.h"

#define COPIL "Comité de pilotage (COPIL), Thursday 16 March 2028"

/* Pixels a day: few enough for a month on screen, far from its sides, and too few to
 * tell hours */
#define DAY 12

static GvnTimeline *
open_agenda (TestWindow *fixture)
{
  GvnTimeline *timeline;

  gvn_window_show_section (fixture->window, "agenda");
  test_settle (GTK_WIDGET (fixture->window));
  timeline = GVN_TIMELINE (test_find_type (GTK_WIDGET (fixture->window), "GvnTimeline"));
  gvn_timeline_zoom (timeline, DAY, gtk_widget_get_width (GTK_WIDGET (timeline)) / 2.0);
  test_settle (GTK_WIDGET (fixture->window));

  return timeline;
}

static void
press_copil (GvnTimeline *timeline)
{
  GvnTimelineBlock *block = test_find_block (timeline, COPIL);
  graphene_point_t at;

  g_assert_nonnull (block);
  at = test_get_middle (timeline, block);
  test_press (timeline, at.x, at.y);
}

static char *
dup_copil (TestWindow *fixture)
{
  GvnMeetingFilter filter = { .body = "COPIL", .from = test_date ("2028-03-16"), .to = test_date ("2028-04-10") };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (fixture->session), &filter, NULL);
  g_autofree char *day = NULL;

  g_assert_cmpuint (meetings->len, ==, 1);
  day = gvn_date_to_string (&((GvnMeeting *) meetings->pdata[0])->start.date);

  return g_strdup_printf ("%s %d", day, ((GvnMeeting *) meetings->pdata[0])->start.minutes);
}

static const GvnTimelineItem *
find_meeting (GvnTimeline *timeline, const char *meeting)
{
  g_autofree char *id = g_strdup_printf ("meeting:%s", meeting);

  return gvn_timeline_layout_find (timeline->layout, id)->item;
}

/* What a command changes on days that are not seen is read again too, in a moment. */
static void
check_later (TestWindow *fixture, GvnTimeline *timeline)
{
  GvnMeetingFilter filter = { .body = "COPIL", .from = test_date ("2028-04-10"), .to = test_date ("2028-04-30") };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (fixture->session), &filter, NULL);
  const char *ids[] = { ((GvnMeeting *) meetings->pdata[0])->id, NULL };
  GvnMeetingBatch batch = {
    .meetings = ids, .act = GVN_ACT_MOVE, .days = 7, .by_name = "Test", .now = gvn_session_get_now (fixture->session)
  };
  g_autoptr (GError) error = NULL;
  GDate day = find_meeting (timeline, ids[0])->start.date;

  gvn_session_run (fixture->session, "Move", gvn_meeting_apply_batch, &batch, &error);
  g_assert_no_error (error);
  while (gvn_date_equal (&find_meeting (timeline, ids[0])->start.date, &day))
    g_main_context_iteration (NULL, TRUE);
  g_date_add_days (&day, 7);
  g_assert_true (gvn_date_equal (&find_meeting (timeline, ids[0])->start.date, &day));
}

/* Design §6, C.1: before a drop the agenda says who would sit twice and what would be due
 * when; the drop does it, one undo takes it back. */
static void
test_drop (TestWindow *fixture, gconstpointer data)
{
  GvnTimeline *timeline = open_agenda (fixture);
  g_autofree char *before = dup_copil (fixture), *pending = NULL, *after = NULL, *undone = NULL;

  press_copil (timeline);
  test_drag (timeline, 4 * DAY, 0);
  g_assert_true (g_str_has_prefix (gvn_timeline_get_status (timeline),
                                   "Monday 20 March 2028, 14:00: COPIL — ROC already sits in COTECH at that time"));
  test_drag (timeline, 5 * DAY, 0);
  g_assert_true (g_str_has_prefix (gvn_timeline_get_status (timeline), "Tuesday 21 March 2028, 14:00: COPIL · "));
  pending = dup_copil (fixture);
  g_assert_cmpstr (pending, ==, before);

  test_release (timeline, 5 * DAY, 0);
  g_assert_null (gvn_timeline_get_status (timeline));
  after = dup_copil (fixture);
  g_assert_cmpstr (after, ==, "2028-03-21 840");
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_nonnull (test_find_block (timeline, "Comité de pilotage (COPIL), Tuesday 21 March 2028"));

  gvn_session_undo (fixture->session);
  undone = dup_copil (fixture);
  g_assert_cmpstr (undone, ==, "2028-03-16 840");
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_nonnull (test_find_block (timeline, COPIL));
  check_later (fixture, timeline);
}

/* Escape while the button is down: what the mouse does until it is up moves nothing. */
static void
test_escape (TestWindow *fixture, gconstpointer data)
{
  GvnTimeline *timeline = open_agenda (fixture);
  g_autofree char *before = dup_copil (fixture), *after = NULL, *refused = NULL;

  press_copil (timeline);
  test_drag (timeline, DAY, 0);
  g_assert_true (g_str_has_prefix (gvn_timeline_get_status (timeline), "Friday 17 March 2028, 14:00: COPIL"));
  g_assert_true (test_type_key (timeline, GDK_KEY_Escape, 0));
  g_assert_null (gvn_timeline_get_status (timeline));
  g_assert_false (gvn_timeline_is_moving (timeline));
  test_release (timeline, DAY, 0);
  after = dup_copil (fixture);
  g_assert_cmpstr (after, ==, before);

  /* A Saturday is no working day: the drop is refused, and the reason stays to be read */
  press_copil (timeline);
  test_drag (timeline, 2 * DAY, 0);
  test_release (timeline, 2 * DAY, 0);
  g_assert_cmpstr (gvn_timeline_get_status (timeline), ==,
                   "Saturday 18 March 2028 is not worked (Saturday): choose another day for COPIL");
  g_assert_false (gvn_timeline_is_moving (timeline));
  refused = dup_copil (fixture);
  g_assert_cmpstr (refused, ==, before);
}

/* A drag to the side goes on scrolling, past the days that were read, with its meeting. */
static void
test_far (TestWindow *fixture, gconstpointer data)
{
  GvnTimeline *timeline = open_agenda (fixture);
  GDate far = test_date ("2028-11-01"), first, last;
  graphene_point_t at;

  gvn_timeline_zoom (timeline, 2, gtk_widget_get_width (GTK_WIDGET (timeline)) / 2.0);
  test_settle (GTK_WIDGET (fixture->window));
  at = test_get_middle (timeline, test_find_block (timeline, COPIL));
  press_copil (timeline);
  test_drag (timeline, gtk_widget_get_width (GTK_WIDGET (timeline)) - at.x, 0);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      gvn_timeline_get_seen (timeline, &first, &last);
    }
  while (g_date_compare (&first, &far) < 0);
  g_assert_true (gvn_timeline_is_moving (timeline));
  g_assert_nonnull (test_find_block (timeline, COPIL));
  test_type_key (timeline, GDK_KEY_Escape, 0);
  g_assert_false (gvn_timeline_is_moving (timeline));
}

/* A milestone lies in a row of theirs, says what it is and opens; it is not dragged. */
static void
test_milestone (TestWindow *fixture, gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  GvnTimeline *timeline = open_agenda (fixture);
  GvnMilestoneDraft draft = { .milestone = { .title = (char *) "Pare-feu", .planned_on = test_date ("2028-03-20") },
                              .now = gvn_session_get_now (fixture->session) };
  g_autoptr (GError) error = NULL;
  GvnTimelineBlock *block;
  graphene_point_t at;

  g_assert_null (test_find_block (timeline, "Pare-feu"));
  gvn_session_run (fixture->session, "Add", gvn_milestone_save, &draft, &error);
  g_assert_no_error (error);
  test_settle (GTK_WIDGET (window));
  block = test_find_block (timeline, "Pare-feu · Whole contract · planned for 20 March 2028");
  g_assert_nonnull (block);
  at = test_get_middle (timeline, block);
  test_press (timeline, at.x, at.y);
  test_drag (timeline, DAY, 0);
  test_release (timeline, DAY, 0);
  g_assert_true (g_str_has_prefix (gvn_timeline_get_status (timeline), "No milestone is moved here"));

  test_type_key (timeline, GDK_KEY_Return, 0);
  test_settle (GTK_WIDGET (window));
  g_assert_cmpstr (adw_dialog_get_title (adw_application_window_get_visible_dialog (window)), ==, "Milestone");
  adw_dialog_force_close (adw_application_window_get_visible_dialog (window));
  gvn_session_undo (fixture->session);
  test_settle (GTK_WIDGET (window));
  g_assert_null (test_find_block (timeline, "Pare-feu"));
  g_free (draft.milestone.id);
}

/* CMD-4 is planned from Monday 13 March for four days of UO 14d: a block in a row of the
 * interventions, which opens its order and is not dragged. */
static void
test_intervention (TestWindow *fixture, gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  GvnTimeline *timeline = open_agenda (fixture);
  GvnTimelineBlock *block = test_find_block (timeline, "CMD-4 — ");
  graphene_point_t at;

  g_assert_nonnull (block);
  g_assert_nonnull (test_find_block (
      timeline, "CMD-4 — Renfort de proximité pour le déménagement du 3e étage · AEAG · Monday 13 March 2028, 08:00 – "
                "Thursday 16 March 2028, 18:00 · "));
  g_assert_nonnull (test_find_block (timeline, "CMD-10 — Nuit de bascule des sauvegardes · 7eSI · "
                                               "Thursday 16 March 2028, 18:00 – 22:00 · "));
  at = test_get_middle (timeline, block);
  test_press (timeline, at.x, at.y);
  test_drag (timeline, DAY, 0);
  test_release (timeline, DAY, 0);
  g_assert_true (g_str_has_prefix (gvn_timeline_get_status (timeline), "No intervention is moved here"));

  test_type_key (timeline, GDK_KEY_Return, 0);
  test_settle (GTK_WIDGET (window));
  g_assert_cmpstr (adw_dialog_get_title (adw_application_window_get_visible_dialog (window)), ==, "Order CMD-4");
  adw_dialog_force_close (adw_application_window_get_visible_dialog (window));
}

int
main (int argc, char **argv)
{
  test_window_init (&argc, &argv);

  g_test_add ("/app/agenda/drop", TestWindow, NULL, test_window_set_up, test_drop, test_window_tear_down);
  g_test_add ("/app/agenda/escape", TestWindow, NULL, test_window_set_up, test_escape, test_window_tear_down);
  g_test_add ("/app/agenda/far", TestWindow, NULL, test_window_set_up, test_far, test_window_tear_down);

  g_test_add ("/app/agenda/milestone", TestWindow, NULL, test_window_set_up, test_milestone, test_window_tear_down);
  g_test_add ("/app/agenda/intervention", TestWindow, NULL, test_window_set_up, test_intervention,
              test_window_tear_down);

  return test_window_run ();
}
