/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of the window, on a contract of five years. */
#include "config.h"

#include "committees/gvn-meeting.h"
#include "gvn-bench-window.h"
#include "proceedings/gvn-agenda.h"

#define N_ITEMS 20 /* of the longest agenda */

static const char *const sections[]
    = { "deadlines", "agenda", "committees", "matters", "cab", "orders", "money", "journal", "dashboard" };

/* Each page is made when it is first shown. */
void
bench_first_pages (BenchWatch *watch)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections) - 1; i++)
    {
      g_autofree char *row = g_strdup_printf ("page opened for the first time: %s", sections[i]);
      gint64 start;
      double time;

      bench_settle ();
      start = g_get_monotonic_time ();
      gvn_window_show_section (GVN_WINDOW (watch->window), sections[i]);
      bench_wait_for_paint (watch);
      time = bench_since (start);
      bench_report (row, &time, 1);
    }
}

void
bench_pages (BenchWatch *watch)
{

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autofree char *row = g_strdup_printf ("page opened to first paint: %s", sections[i]);
      double times[9];

      for (guint j = 0; j < G_N_ELEMENTS (times); j++)
        {
          gint64 start;

          gvn_window_show_section (GVN_WINDOW (watch->window), sections[(i + 1) % G_N_ELEMENTS (sections)]);
          bench_settle ();
          start = g_get_monotonic_time ();
          gvn_window_show_section (GVN_WINDOW (watch->window), sections[i]);
          bench_wait_for_paint (watch);
          times[j] = bench_since (start);
        }
      bench_report (row, times, G_N_ELEMENTS (times));
    }
}

static void
add_items (GvnSession *session, const char *meeting)
{
  g_autoptr (GPtrArray) items = gvn_agenda_list (gvn_session_get_db (session), meeting, NULL);

  for (guint i = items->len; i < N_ITEMS; i++)
    {
      g_autofree char *title = g_strdup_printf ("Point %u", i + 1);
      g_autoptr (GError) error = NULL;
      GvnAgendaDraft draft = { .meeting = meeting, .title = title, .side = "dsiun", .by_name = "Bench" };

      gvn_session_run (session, "Propose", gvn_agenda_propose, &draft, &error);
      g_assert_no_error (error);
      g_free (draft.id);
    }
}

/* A COPIL of twenty items, as a document. */
void
bench_meeting (BenchWatch *watch)
{
  GvnSession *session = gvn_window_get_session (GVN_WINDOW (watch->window));
  GvnMeetingFilter filter = { .body = "COPIL", .to = gvn_session_get_now (session)->local.date };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (session), &filter, NULL);
  const char *meeting = ((GvnMeeting *) meetings->pdata[meetings->len - 1])->id;
  double times[9];

  add_items (session, meeting);
  for (guint j = 0; j < G_N_ELEMENTS (times); j++)
    {
      gint64 start;

      gvn_window_show_section (GVN_WINDOW (watch->window), "dashboard");
      bench_settle ();
      start = g_get_monotonic_time ();
      gvn_window_show_meeting (GVN_WINDOW (watch->window), meeting);
      bench_wait_for_paint (watch);
      times[j] = bench_since (start);
    }
  bench_report ("page opened to first paint: a meeting of 20 items", times, G_N_ELEMENTS (times));
}

/* A frame after each step of @adjustment. */
void
bench_frames (BenchWatch *watch, const char *row, GtkAdjustment *adjustment, double step)
{
  double frames[N_SCROLLS];

  bench_settle ();
  watch->n_frames = 0;
  watch->frames = frames;
  while (watch->n_frames < N_SCROLLS)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + step);
      bench_wait_for_paint (watch);
    }
  watch->frames = NULL;
  bench_report (row, frames, N_SCROLLS);
}

void
bench_scrolling (BenchWatch *watch, const char *section)
{
  g_autofree char *row = g_strdup_printf ("frame while scrolling: %s", section);
  GtkWidget *list;

  gvn_window_show_section (GVN_WINDOW (watch->window), section);
  bench_settle ();
  list = test_find_type (GTK_WIDGET (watch->window), "GtkListView");
  bench_frames (watch, row, gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)), 60);
}

/* The register of matters: 20,000 of them, whatever their state. */
void
bench_matters (BenchWatch *watch)
{
  g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);
  double sorted[N_COMMANDS], filtered[N_COMMANDS];
  GtkColumnView *table;

  g_settings_set_uint (settings, "matters-state", 3);
  gvn_window_show_section (GVN_WINDOW (watch->window), "matters");
  bench_settle ();
  table = GTK_COLUMN_VIEW (test_find_type (GTK_WIDGET (watch->window), "GtkColumnView"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (table))), >=, N_MATTERS);
  bench_frames (watch, "frame while scrolling: matters", gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (table)), 60);
  for (guint i = 0; i < N_COMMANDS; i++)
    {
      GListModel *columns = gtk_column_view_get_columns (table);
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i % g_list_model_get_n_items (columns));
      gint64 start;

      bench_settle ();
      start = g_get_monotonic_time ();
      gtk_column_view_sort_by_column (table, column, i % 2 == 0 ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
      bench_wait_for_paint (watch);
      sorted[i] = bench_since (start);
      bench_settle ();
      start = g_get_monotonic_time ();
      g_settings_set_uint (settings, "matters-state", i % 2 == 0 ? 0 : 3);
      bench_wait_for_paint (watch);
      filtered[i] = bench_since (start);
    }
  bench_report ("20,000 matters sorted, to paint", sorted, N_COMMANDS);
  bench_report ("20,000 matters filtered, to paint", filtered, N_COMMANDS);
}

/* @view: of the agenda, NULL for another section */
void
bench_command (BenchWatch *watch, const char *section, const char *view)
{
  GvnSession *session = gvn_window_get_session (GVN_WINDOW (watch->window));
  GvnMeetingFilter filter = { .body = "COPIL", .from = gvn_session_get_now (session)->local.date };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (session), &filter, NULL);
  GvnMeetingRequest request = { .meeting = ((GvnMeeting *) meetings->pdata[0])->id,
                                .act = GVN_ACT_NOTE,
                                .by_name = "Bench",
                                .now = gvn_session_get_now (session) };
  g_autofree char *row = g_strdup_printf ("user command to refreshed window: %s %s", section, view != NULL ? view : "");
  double times[N_COMMANDS];

  gvn_window_show_section (GVN_WINDOW (watch->window), section);
  if (view != NULL)
    bench_set_agenda_view (view);
  for (guint i = 0; i < N_COMMANDS; i++)
    {
      g_autofree char *note = g_strdup_printf ("Note %u", i);
      g_autoptr (GError) error = NULL;
      gint64 start;

      bench_settle ();
      start = g_get_monotonic_time ();
      request.note = note;
      gvn_session_run (session, "Note", gvn_meeting_apply, &request, &error);
      g_assert_no_error (error);
      gtk_widget_queue_draw (GTK_WIDGET (watch->window));
      bench_wait_for_paint (watch);
      times[i] = bench_since (start);
    }
  bench_report (row, times, N_COMMANDS);
}
