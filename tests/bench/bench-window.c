/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The budgets of the window, on the demonstration with every year of the contract
 * planned: the start and the memory beside an empty window's, both as programs of
 * their own; the rest within one. */
#include "config.h"

#include <adwaita.h>
#include <string.h>
#include <unistd.h>

#include "../gvn-test-widgets.h"
#include "app/gvn-application.h"
#include "app/gvn-window.h"
#include "app/orders/gvn-order-dialog.h"
#include "app/widgets/gvn-timeline.h"
#include "demonstration/gvn-demonstration.h"
#include "committees/gvn-meeting.h"
#include "committees/gvn-planning.h"
#include "gvn-bench-orders.h"
#include "gvn-bench.h"
#include "proceedings/gvn-agenda.h"
#include "orders/gvn-orders.h"

#define N_STARTS 11
#define N_SETTLES 10 /* which the day's first start has for its copy */
#define N_SCROLLS 150
#define N_COMMANDS 30
#define N_ITEMS 20 /* of the longest agenda */
#define N_MATTERS 20000
#define N_TOGETHER 100 /* in one command */

typedef struct
{
  gint64 start; /* of the process, in microseconds */
  gboolean painted;
  gint64 before;
  double *frames; /* where to note frames, NULL when not wanted */
  guint n_frames;
  GtkWindow *window;
} Watch;

static double
read_pss (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL) || (line = strstr (text, "\nPss:")) == NULL)
    return 0;

  return g_ascii_strtod (line + strlen ("\nPss:"), NULL) / 1024;
}

static void
before_paint_cb (GdkFrameClock *clock, Watch *watch)
{
  watch->before = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, Watch *watch)
{
  watch->painted = TRUE;
  if (watch->frames != NULL && watch->n_frames < N_SCROLLS)
    watch->frames[watch->n_frames++] = bench_since (watch->before);
}

static void
mapped_cb (GtkWidget *window, Watch *watch)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), watch);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), watch);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, Watch *watch)
{
  watch->window = window;
  g_signal_connect_after (window, "map", G_CALLBACK (mapped_cb), watch);
}

static void
wait_for_paint (Watch *watch)
{
  watch->painted = FALSE;
  while (!watch->painted)
    g_main_context_iteration (NULL, TRUE);
}

static void
settle (void)
{
  gint64 start = g_get_monotonic_time ();

  while (bench_since (start) < 400)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

/* Within the application ----------------------------------------------------------------- */

static const char *const sections[]
    = { "deadlines", "agenda", "committees", "matters", "cab", "orders", "money", "journal", "dashboard" };

/* Each page is made when it is first shown. */
static void
bench_first_pages (Watch *watch)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections) - 1; i++)
    {
      g_autofree char *row = g_strdup_printf ("page opened for the first time: %s", sections[i]);
      gint64 start;
      double time;

      settle ();
      start = g_get_monotonic_time ();
      gvn_window_show_section (GVN_WINDOW (watch->window), sections[i]);
      wait_for_paint (watch);
      time = bench_since (start);
      bench_report (row, &time, 1);
    }
}

static void
bench_pages (Watch *watch)
{

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autofree char *row = g_strdup_printf ("page opened to first paint: %s", sections[i]);
      double times[9];

      for (guint j = 0; j < G_N_ELEMENTS (times); j++)
        {
          gint64 start;

          gvn_window_show_section (GVN_WINDOW (watch->window), sections[(i + 1) % G_N_ELEMENTS (sections)]);
          settle ();
          start = g_get_monotonic_time ();
          gvn_window_show_section (GVN_WINDOW (watch->window), sections[i]);
          wait_for_paint (watch);
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
static void
bench_meeting (Watch *watch)
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
      settle ();
      start = g_get_monotonic_time ();
      gvn_window_show_meeting (GVN_WINDOW (watch->window), meeting);
      wait_for_paint (watch);
      times[j] = bench_since (start);
    }
  bench_report ("page opened to first paint: a meeting of 20 items", times, G_N_ELEMENTS (times));
}

/* A frame after each step of @adjustment. */
static void
bench_frames (Watch *watch, const char *row, GtkAdjustment *adjustment, double step)
{
  double frames[N_SCROLLS];

  settle ();
  watch->n_frames = 0;
  watch->frames = frames;
  while (watch->n_frames < N_SCROLLS)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + step);
      wait_for_paint (watch);
    }
  watch->frames = NULL;
  bench_report (row, frames, N_SCROLLS);
}

static void
bench_scrolling (Watch *watch, const char *section)
{
  g_autofree char *row = g_strdup_printf ("frame while scrolling: %s", section);
  GtkWidget *list;

  gvn_window_show_section (GVN_WINDOW (watch->window), section);
  settle ();
  list = test_find_type (GTK_WIDGET (watch->window), "GtkListView");
  bench_frames (watch, row, gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)), 60);
}

/* The register of matters: 20,000 of them, whatever their state. */
static void
bench_matters (Watch *watch)
{
  g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);
  double sorted[N_COMMANDS], filtered[N_COMMANDS];
  GtkColumnView *table;

  g_settings_set_uint (settings, "matters-state", 3);
  gvn_window_show_section (GVN_WINDOW (watch->window), "matters");
  settle ();
  table = GTK_COLUMN_VIEW (test_find_type (GTK_WIDGET (watch->window), "GtkColumnView"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (table))), >=, N_MATTERS);
  bench_frames (watch, "frame while scrolling: matters", gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (table)), 60);
  for (guint i = 0; i < N_COMMANDS; i++)
    {
      GListModel *columns = gtk_column_view_get_columns (table);
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i % g_list_model_get_n_items (columns));
      gint64 start;

      settle ();
      start = g_get_monotonic_time ();
      gtk_column_view_sort_by_column (table, column, i % 2 == 0 ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
      wait_for_paint (watch);
      sorted[i] = bench_since (start);
      settle ();
      start = g_get_monotonic_time ();
      g_settings_set_uint (settings, "matters-state", i % 2 == 0 ? 0 : 3);
      wait_for_paint (watch);
      filtered[i] = bench_since (start);
    }
  bench_report ("20,000 matters sorted, to paint", sorted, N_COMMANDS);
  bench_report ("20,000 matters filtered, to paint", filtered, N_COMMANDS);
}

/* A command that changes nothing the page shows, after which it has read again. */
static void
write_note (Watch *watch, guint number)
{
  GvnSession *session = gvn_window_get_session (GVN_WINDOW (watch->window));
  GvnMeetingFilter filter = { .body = "COPIL", .from = gvn_session_get_now (session)->local.date };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (gvn_session_get_db (session), &filter, NULL);
  g_autofree char *note = g_strdup_printf ("Note %u", number);
  GvnMeetingRequest request = { .meeting = ((GvnMeeting *) meetings->pdata[0])->id,
                                .act = GVN_ACT_NOTE,
                                .note = note,
                                .by_name = "Bench",
                                .now = gvn_session_get_now (session) };
  g_autoptr (GError) error = NULL;

  gvn_session_run (session, "Note", gvn_meeting_apply, &request, &error);
  g_assert_no_error (error);
}

/* How long it takes until a change of a setting shows. */
static double
time_setting (Watch *watch, GSettings *settings, const char *key, GVariant *value)
{
  gint64 start;

  settle ();
  start = g_get_monotonic_time ();
  g_settings_set_value (settings, key, value);
  wait_for_paint (watch);

  return bench_since (start);
}

/* Until what a page asked the reader thread for is on screen. */
static void
wait_for_reading (Watch *watch)
{
  while (test_is_reading (GTK_WIDGET (watch->window)))
    g_main_context_iteration (NULL, TRUE);
  wait_for_paint (watch);
}

/* What all orders are worth is read again when the page is shown, after a command. */
static void
bench_money (Watch *watch)
{
  double opened[9], read[9];

  for (guint i = 0; i < G_N_ELEMENTS (opened); i++)
    {
      gint64 start;

      gvn_window_show_section (GVN_WINDOW (watch->window), "journal");
      write_note (watch, i);
      settle ();
      settle ();
      start = g_get_monotonic_time ();
      gvn_window_show_section (GVN_WINDOW (watch->window), "money");
      wait_for_paint (watch);
      opened[i] = bench_since (start);
      wait_for_reading (watch);
      read[i] = bench_since (start);
    }
  bench_report ("page opened after a command: money", opened, G_N_ELEMENTS (opened));
  bench_report ("money after a command, to its figures", read, G_N_ELEMENTS (read));
}

/* The table of orders, which lies beside the board and the list of a narrow window. */
static GListModel *
get_orders (Watch *watch)
{
  GtkWidget *page = test_find_type (GTK_WIDGET (watch->window), "GvnOrdersPage");
  GtkWidget *table = test_find_type (page, "GtkColumnView");

  return G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)));
}

/* How long it takes until all orders show, from the open ones. */
static double
time_all_orders (Watch *watch, GSettings *settings)
{
  gint64 start;

  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (get_orders (watch)), <, BENCH_ORDERS);
  start = g_get_monotonic_time ();
  g_settings_set_uint (settings, "orders-state", 1);
  while (g_list_model_get_n_items (get_orders (watch)) < BENCH_ORDERS)
    g_main_context_iteration (NULL, TRUE);
  wait_for_paint (watch);

  return bench_since (start);
}

/* The first time a contract's orders are looked at. */
static void
bench_first_orders (Watch *watch)
{
  g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);
  double first;

  g_settings_set_string (settings, "orders-view", "table");
  gvn_window_show_section (GVN_WINDOW (watch->window), "orders");
  first = time_all_orders (watch, settings);
  bench_report ("10,000 orders, all of them for the first time", &first, 1);
  g_settings_set_uint (settings, "orders-state", 0);
  printf ("%-52s %8.1f MiB\n", "memory (PSS) with all of them read", read_pss ());
}

/* Only what is open is read until all is asked for, and again after a command. */
static void
bench_order_filters (Watch *watch, GSettings *settings)
{
  double read[N_COMMANDS], open[N_COMMANDS], all[N_COMMANDS], board[N_COMMANDS];

  for (guint i = 0; i < N_COMMANDS; i++)
    {
      open[i] = time_setting (watch, settings, "orders-state", g_variant_new_uint32 (0));
      all[i] = time_setting (watch, settings, "orders-state", g_variant_new_uint32 (1));
      time_setting (watch, settings, "orders-state", g_variant_new_uint32 (0));
      board[i] = time_setting (watch, settings, "orders-view", g_variant_new_string ("board"));
      time_setting (watch, settings, "orders-view", g_variant_new_string ("table"));
      write_note (watch, i);
      read[i] = time_all_orders (watch, settings);
    }
  bench_report ("10,000 orders filtered to the open ones, to paint", open, N_COMMANDS);
  bench_report ("10,000 orders, all of them again, to paint", all, N_COMMANDS);
  bench_report ("10,000 orders, all of them read, to paint", read, N_COMMANDS);
  bench_report ("the open ones on the board, to paint", board, N_COMMANDS);
}

/* How long it takes until the orders show sorted by a column, the other way round each time. */
static double
time_sorting (Watch *watch, GtkColumnView *table, guint number, gboolean down)
{
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (table), number);
  gint64 start;

  settle ();
  start = g_get_monotonic_time ();
  gtk_column_view_sort_by_column (table, column, down ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  wait_for_paint (watch);

  return bench_since (start);
}

static void
bench_order_sorting (Watch *watch, GtkColumnView *table)
{
  guint n = g_list_model_get_n_items (gtk_column_view_get_columns (table));
  double first = time_sorting (watch, table, 1, TRUE), sorted[N_COMMANDS], by_title[N_COMMANDS];

  for (guint i = 0; i < N_COMMANDS; i++)
    {
      sorted[i] = time_sorting (watch, table, i % n, i % 2 == 0);
      by_title[i] = time_sorting (watch, table, 1, i % 2 == 0);
    }
  bench_report ("10,000 orders sorted by title the first time", &first, 1);
  bench_report ("10,000 orders sorted by title, to paint", by_title, N_COMMANDS);
  bench_report ("10,000 orders sorted by each column, to paint", sorted, N_COMMANDS);
  time_sorting (watch, table, 0, TRUE);
}

static void
bench_order_opened (Watch *watch, GtkColumnView *table)
{
  GvnSession *session = gvn_window_get_session (GVN_WINDOW (watch->window));
  g_autoptr (GvnOrder) order = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (table)), 0);
  double opened[9];

  for (guint i = 0; i < G_N_ELEMENTS (opened); i++)
    {
      gint64 start;

      settle ();
      start = g_get_monotonic_time ();
      gvn_order_dialog_present (session, order->id, GTK_WIDGET (table));
      wait_for_paint (watch);
      opened[i] = bench_since (start);
      settle ();
      adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (watch->window)));
    }
  bench_report ("an order opened to first paint", opened, G_N_ELEMENTS (opened));
}

/* 10,000 orders, most of them over: all, the open ones, one. */
static void
bench_orders (Watch *watch)
{
  g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);
  GtkColumnView *table;

  g_settings_set_uint (settings, "orders-state", 1);
  g_settings_set_string (settings, "orders-view", "table");
  gvn_window_show_section (GVN_WINDOW (watch->window), "orders");
  settle ();
  table = GTK_COLUMN_VIEW (
      test_find_type (test_find_type (GTK_WIDGET (watch->window), "GvnOrdersPage"), "GtkColumnView"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (table))), >=, BENCH_ORDERS);
  bench_frames (watch, "frame while scrolling: orders", gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (table)), 60);
  bench_order_sorting (watch, table);
  bench_order_filters (watch, settings);
  bench_order_opened (watch, table);
  g_settings_set_uint (settings, "orders-state", 0);
  settle ();
}

static void
set_view (const char *view)
{
  g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);

  g_settings_set_string (settings, "agenda-view", view);
}

static void
bench_agenda (Watch *watch)
{
  static const char *const views[] = { "year", "week", "month" };

  gvn_window_show_section (GVN_WINDOW (watch->window), "agenda");
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *row = g_strdup_printf ("frame while scrolling: agenda, %s", views[i]);
      GtkWidget *timeline;

      set_view (views[i]);
      settle ();
      timeline = test_find_type (GTK_WIDGET (watch->window), "GvnTimeline");
      gtk_adjustment_set_value (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (timeline)), 0);
      bench_frames (watch, row, gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (timeline)), i == 0 ? 4 : 25);
    }
}

/* The timeline's own budget: 200 rows, 2 years, 5,000 blocks. */
static GtkWidget *
create_timeline (GListStore *rows, GListStore *items)
{
  GvnTimeline *timeline = g_object_new (GVN_TYPE_TIMELINE, NULL);
  static const GvnTimelineDelegate delegate = { NULL };
  g_autoptr (GvnCalendar) calendar = gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_WORKED);
  GDate first, last;

  gvn_date_set (&first, 2028, 1, 1);
  gvn_date_set (&last, 2029, 12, 31);
  for (int i = 0; i < 200; i++)
    {
      g_autofree char *id = g_strdup_printf ("row %d", i);
      g_autofree char *group = g_strdup_printf ("group %d", i / 20);
      g_autoptr (GvnTimelineRow) row = gvn_timeline_row_new (id, id, group, calendar);

      g_list_store_append (rows, row);
    }
  for (int i = 0; i < 5000; i++)
    {
      g_autofree char *id = g_strdup_printf ("item %d", i);
      g_autofree char *row = g_strdup_printf ("row %d", i % 200);
      g_autoptr (GvnTimelineItem) item = gvn_timeline_item_new (id, row);

      item->title = g_strdup (id);
      item->detail = g_strdup (id);
      item->style = "planned";
      item->start = (GvnLocal) { first, 9 * 60 };
      g_date_add_days (&item->start.date, (guint) (i / 200 * 29 + i % 7));
      item->end = (GvnLocal) { item->start.date, 17 * 60 };
      g_date_add_days (&item->end.date, (guint) i % 4);
      g_list_store_append (items, item);
    }
  gvn_timeline_set_range (timeline, &first, &last);
  gvn_timeline_set_now (timeline, &(GvnLocal) { first, 8 * 60 });
  gvn_timeline_set_delegate (timeline, &delegate, NULL);
  gvn_timeline_set_models (timeline, G_LIST_MODEL (rows), G_LIST_MODEL (items));

  return GTK_WIDGET (timeline);
}

static void
bench_timeline (Watch *watch)
{
  g_autoptr (GListStore) rows = g_list_store_new (GVN_TYPE_TIMELINE_ROW);
  g_autoptr (GListStore) items = g_list_store_new (GVN_TYPE_TIMELINE_ITEM);
  GtkWidget *timeline = create_timeline (rows, items), *scroller = gtk_scrolled_window_new ();
  GtkScrollable *scrollable = GTK_SCROLLABLE (timeline);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), timeline);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (watch->window), scroller);
  gvn_timeline_show_days (GVN_TIMELINE (timeline), 31);
  bench_frames (watch, "frame while scrolling 5,000 blocks: rows", gtk_scrollable_get_vadjustment (scrollable), 25);
  bench_frames (watch, "frame while scrolling 5,000 blocks: days", gtk_scrollable_get_hadjustment (scrollable), 25);
  gtk_adjustment_set_value (gtk_scrollable_get_hadjustment (scrollable), 0);
  gvn_timeline_show_days (GVN_TIMELINE (timeline), 366);
  bench_frames (watch, "frame while scrolling 5,000 blocks: a year", gtk_scrollable_get_hadjustment (scrollable), 4);
}

/* @view: of the agenda, NULL for another section */
static void
bench_command (Watch *watch, const char *section, const char *view)
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
    set_view (view);
  for (guint i = 0; i < N_COMMANDS; i++)
    {
      g_autofree char *note = g_strdup_printf ("Note %u", i);
      g_autoptr (GError) error = NULL;
      gint64 start;

      settle ();
      start = g_get_monotonic_time ();
      request.note = note;
      gvn_session_run (session, "Note", gvn_meeting_apply, &request, &error);
      g_assert_no_error (error);
      gtk_widget_queue_draw (GTK_WIDGET (watch->window));
      wait_for_paint (watch);
      times[i] = bench_since (start);
    }
  bench_report (row, times, N_COMMANDS);
}

/* Programs ------------------------------------------------------------------------------- */

static void
activate_empty_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1120, 760);
  gtk_window_present (GTK_WINDOW (window));
}

/* "--child KIND START [DATABASE CONTRACT]": a window of its own, to its first frame. */
static int
run_child (int argc, char **argv)
{
  gboolean empty = g_str_equal (argv[2], "empty");
  Watch watch = { .start = g_ascii_strtoll (argv[3], NULL, 10) };
  char *arguments[] = { argv[0], empty ? NULL : argv[4], NULL };
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  if (empty)
    {
      application = GTK_APPLICATION (adw_application_new ("eu.lesagencesdeleau.Empty", G_APPLICATION_DEFAULT_FLAGS));
      g_signal_connect (application, "activate", G_CALLBACK (activate_empty_cb), NULL);
    }
  else
    {
      g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);
      GVariantBuilder people;

      g_variant_builder_init (&people, G_VARIANT_TYPE ("a{ss}"));
      g_variant_builder_add (&people, "{ss}", argv[5], "");
      g_settings_set_value (settings, "people", g_variant_builder_end (&people));
      application = GTK_APPLICATION (gvn_application_new ());
    }
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), &watch);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  if (empty)
    g_application_activate (G_APPLICATION (application));
  else
    {
      g_autoptr (GFile) file = g_file_new_for_path (arguments[1]);

      g_application_open (G_APPLICATION (application), &file, 1, "");
    }
  wait_for_paint (&watch);
  fprintf (stderr, "%f ", bench_since (watch.start));
  for (guint i = 0; i < N_SETTLES; i++) /* until what is made and read ahead is */
    settle ();
  fprintf (stderr, "%f\n", read_pss ());
  if (g_str_equal (argv[2], "pages"))
    {
      bench_first_pages (&watch);
      bench_first_orders (&watch);
      bench_pages (&watch);
      bench_meeting (&watch);
      bench_scrolling (&watch, "deadlines");
      bench_scrolling (&watch, "committees");
      bench_matters (&watch);
      bench_orders (&watch);
      bench_money (&watch);
      bench_agenda (&watch);
      bench_command (&watch, "dashboard", NULL);
      bench_command (&watch, "agenda", "week");
      bench_command (&watch, "agenda", "month");
      bench_command (&watch, "agenda", "year");
      bench_command (&watch, "matters", NULL);
      bench_command (&watch, "orders", NULL);
      bench_timeline (&watch);
      fflush (stdout);
    }
  for (guint i = 0; g_str_equal (argv[2], "first") && i < N_SETTLES; i++)
    settle ();
  if (!empty && !g_str_equal (argv[2], "pages"))
    gvn_store_close (gvn_session_get_store (gvn_window_get_session (GVN_WINDOW (watch.window))));
  _exit (0);
}

static void
start_child (const char *program, const char *kind, const char *database, const char *contract, double *start,
             double *memory)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  const char *arguments[] = { program, "--child", kind, now, database, contract, NULL };
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  char *end;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_CHILD_INHERITS_STDOUT, NULL, NULL, NULL, &errors, NULL,
                &error);
  g_assert_no_error (error);
  *start = g_ascii_strtod (errors, &end);
  *memory = g_ascii_strtod (end, NULL);
}

/* Actions of the five years before the demonstration's day, of every body and person,
 * one in five still open. */
static gboolean
add_matters (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_exec (
      db, error,
      "WITH RECURSIVE counter (n) AS (SELECT ?2 UNION ALL SELECT n + 1 FROM counter WHERE n < ?2 + ?3 - 1),"
      " bodies AS (SELECT code, row_number () OVER (ORDER BY position) - 1 AS place FROM body WHERE NOT external),"
      " people AS (SELECT id, side, row_number () OVER (ORDER BY name) - 1 AS place FROM person)"
      " INSERT INTO matter SELECT 'bench-' || n, 'action', 1000 + n, iif (n % 5 = 0, 'open', 'closed'),"
      "   'Action numéro ' || n * 7919 % 100003 || ' du registre', NULL, NULL, NULL, b.code, NULL, p.id, p.side,"
      "   date ('2023-03-10', (n * 1820 / ?1) || ' days'), date ('2023-03-24', (n * 1820 / ?1 + n % 60) || ' days'),"
      "   'operations', NULL, iif (n % 5 = 0, NULL, date ('2023-03-20', (n * 1820 / ?1 + n % 40) || ' days'))"
      " FROM counter JOIN bodies AS b ON b.place = n % (SELECT count(*) FROM bodies)"
      "   JOIN people AS p ON p.place = n % (SELECT count(*) FROM people)",
      "iii", (gint64) N_MATTERS, *(const gint64 *) data, (gint64) N_TOGETHER);
}

static char *
create_database (const char *path)
{
  g_autoptr (GError) error = NULL;
  GvnStore *store = gvn_demonstration_create (path, &error);
  g_autoptr (GvnContract) contract = NULL;
  char *id;

  g_assert_no_error (error);
  contract = gvn_contract_load (gvn_store_get_db (store), &error);
  for (int year = 2026; year <= 2031; year++)
    {
      GvnNow now;
      GvnEntry entry = { "Plan", "Bench", &now };
      GvnPlanningRequest request = { .year = year, .now = &now };

      gvn_now_resolve (GVN_DEMONSTRATION_TODAY, &now, NULL);
      gvn_store_run (store, &entry, gvn_planning_apply, &request, &error);
      g_assert_no_error (error);
      gvn_year_plan_free (request.plan);
    }
  for (gint64 first = 1; first <= N_MATTERS; first += N_TOGETHER)
    {
      GvnNow now;
      GvnEntry entry = { "Matters", "Bench", &now };

      gvn_now_resolve (GVN_DEMONSTRATION_TODAY, &now, NULL);
      gvn_store_run (store, &entry, add_matters, &first, &error);
      g_assert_no_error (error);
    }
  {
    GvnNow now;
    GvnEntry entry = { "Orders", "Bench", &now };

    gvn_now_resolve (GVN_DEMONSTRATION_TODAY, &now, NULL);
    gvn_store_run (store, &entry, bench_add_orders, NULL, &error);
    g_assert_no_error (error);
    gvn_store_run (store, &entry, bench_refresh_orders, NULL, &error);
    g_assert_no_error (error);
  }
  id = g_strdup (contract->id);
  gvn_store_close (store);
  g_object_unref (store);

  return id;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *contract = NULL;
  double empty[N_STARTS], full[N_STARTS], empty_memory[N_STARTS], full_memory[N_STARTS], unused;

  if (argc > 3 && g_str_equal (argv[1], "--child"))
    return run_child (argc, argv);

  gvn_orders_register ();
  folder = g_dir_make_tmp ("gouvernail-bench-XXXXXX", NULL);
  path = g_build_filename (folder, "contract.gvn", NULL);
  g_setenv ("GOUVERNAIL_TODAY", GVN_DEMONSTRATION_TODAY, TRUE);
  contract = create_database (path);
  start_child (argv[0], "first", path, contract, &unused, &unused);
  for (guint i = 0; i < N_STARTS; i++)
    {
      start_child (argv[0], "empty", NULL, NULL, &empty[i], &empty_memory[i]);
      start_child (argv[0], "full", path, contract, &full[i], &full_memory[i]);
    }
  bench_report ("empty libadwaita window: start to first frame", empty, N_STARTS);
  bench_report ("dashboard: start to first frame", full, N_STARTS);
  printf ("%-52s %15.2f\n", "ratio", full[N_STARTS / 2] / empty[N_STARTS / 2]);
  qsort (empty_memory, N_STARTS, sizeof (double), bench_compare);
  qsort (full_memory, N_STARTS, sizeof (double), bench_compare);
  printf ("%-52s %8.1f MiB beside %.1f MiB: + %.1f MiB\n", "memory (PSS)", full_memory[N_STARTS / 2],
          empty_memory[N_STARTS / 2], full_memory[N_STARTS / 2] - empty_memory[N_STARTS / 2]);
  fflush (stdout);
  start_child (argv[0], "pages", path, contract, &unused, &unused);

  return 0;
}
