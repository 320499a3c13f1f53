/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The agenda, and the timeline it is made of on its own. */
#include "config.h"

#include "app/widgets/gvn-timeline.h"
#include "gvn-bench-window.h"

void
bench_set_agenda_view (const char *view)
{
  g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);

  g_settings_set_string (settings, "agenda-view", view);
}

void
bench_agenda (BenchWatch *watch)
{
  static const char *const views[] = { "year", "week", "month" };

  gvn_window_show_section (GVN_WINDOW (watch->window), "agenda");
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *row = g_strdup_printf ("frame while scrolling: agenda, %s", views[i]);
      GtkWidget *timeline;

      bench_set_agenda_view (views[i]);
      bench_settle ();
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

void
bench_timeline (BenchWatch *watch)
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
