/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/widgets/gvn-list-row.h"
#include "app/widgets/gvn-timeline-table.h"
#include "base/gvn-text.h"

typedef char *(*CellText) (GListModel *rows, GvnTimelineItem *item);

static char *
dup_start (GListModel *rows, GvnTimelineItem *item)
{
  return gvn_text_short_moment (&item->start);
}

/* The time alone when it ends the day it starts. */
static char *
dup_end (GListModel *rows, GvnTimelineItem *item)
{
  if (item->milestone)
    return NULL;
  if (item->end.minutes != GVN_NO_MINUTES && gvn_date_equal (&item->start.date, &item->end.date))
    return gvn_text_time (item->end.minutes);

  return gvn_text_short_moment (&item->end);
}

static char *
dup_row (GListModel *rows, GvnTimelineItem *item)
{
  guint n = g_list_model_get_n_items (rows);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GvnTimelineRow) row = g_list_model_get_item (rows, i);

      if (g_str_equal (row->id, item->row))
        return g_strdup (row->title);
    }

  return g_strdup (item->row);
}

static char *
dup_detail (GListModel *rows, GvnTimelineItem *item)
{
  return g_strdup (item->what != NULL ? item->what : item->detail);
}

static char *
dup_state (GListModel *rows, GvnTimelineItem *item)
{
  return g_strdup (item->state);
}

/* The title of the rows is the page's. */
static const struct
{
  const char *title;
  CellText dup_text;
  guint min_chars;
  guint n_chars;
} columns[] = {
  { N_ ("Start"), dup_start, 14, 23 }, { N_ ("End"), dup_end, 5, 8 },      { NULL, dup_row, 8, 12 },
  { N_ ("What"), dup_detail, 12, 40 }, { N_ ("State"), dup_state, 6, 12 },
};

typedef struct
{
  GListModel *rows; /* owned */
  guint column;
} Column;

static void
column_free (gpointer data, GClosure *closure)
{
  g_object_unref (((Column *) data)->rows);
  g_free (data);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), columns[((const Column *) data)->column].min_chars);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (text), columns[((const Column *) data)->column].n_chars);
  gtk_list_item_set_child (cell, text);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  const Column *column = data;
  g_autofree char *text = columns[column->column].dup_text (column->rows, gtk_list_item_get_item (cell));

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (cell)), text);
}

static int
compare_times (gconstpointer a, gconstpointer b, gpointer data)
{
  return gvn_timeline_item_compare ((GvnTimelineItem *) a, (GvnTimelineItem *) b);
}

static int
compare_texts (gconstpointer a, gconstpointer b, gpointer data)
{
  const Column *column = data;
  g_autofree char *x = columns[column->column].dup_text (column->rows, (GvnTimelineItem *) a);
  g_autofree char *y = columns[column->column].dup_text (column->rows, (GvnTimelineItem *) b);

  return g_utf8_collate (x != NULL ? x : "", y != NULL ? y : "");
}

static void
column_destroy (gpointer data)
{
  column_free (data, NULL);
}

static Column *
column_new (GListModel *rows, guint i)
{
  Column *self = g_new0 (Column, 1);

  self->rows = g_object_ref (rows);
  self->column = i;

  return self;
}

static GtkColumnViewColumn *
create_column (GListModel *rows, const char *row_title, guint i)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column
      = gtk_column_view_column_new (columns[i].title != NULL ? _ (columns[i].title) : row_title, factory);
  g_autoptr (GtkSorter) sorter
      = i == 0 ? GTK_SORTER (gtk_custom_sorter_new (compare_times, NULL, NULL))
               : GTK_SORTER (gtk_custom_sorter_new (compare_texts, column_new (rows, i), column_destroy));

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), column_new (rows, i), column_free, 0);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), column_new (rows, i), column_free, 0);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_expand (column, columns[i].dup_text == dup_detail);
  gtk_column_view_column_set_resizable (column, TRUE);

  return column;
}

/**
 * gvn_timeline_table_new:
 * @row_title: what a row is called, "Committee" say
 *
 * Returns: (transfer floating): a #GtkColumnView of @items
 */
GtkWidget *
gvn_timeline_table_new (GListModel *rows, GListModel *items, const char *row_title)
{
  GtkColumnView *table = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  g_autoptr (GtkSelectionModel) selection = NULL;
  GtkSortListModel *sorted;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = create_column (rows, row_title, i);

      gtk_column_view_append_column (table, column);
      if (i == 0)
        gtk_column_view_sort_by_column (table, column, GTK_SORT_ASCENDING);
    }
  sorted = gtk_sort_list_model_new (g_object_ref (items), g_object_ref (gtk_column_view_get_sorter (table)));
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (sorted)));
  gtk_column_view_set_model (table, selection);

  return GTK_WIDGET (table);
}

static void
bind_line_cb (GtkListItemFactory *factory, GtkListItem *line)
{
  GvnTimelineItem *item = gtk_list_item_get_item (line);
  g_autofree char *what = dup_detail (NULL, item);
  g_autofree char *start = dup_start (NULL, item);

  gvn_list_row_set (line, what, start, item->state);
}

/**
 * gvn_timeline_lines_new:
 *
 * Where there is no room for columns: what each is, when and its state say enough.
 *
 * Returns: (transfer floating): a #GtkListView of @items in time order
 */
GtkWidget *
gvn_timeline_lines_new (GListModel *items)
{
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_times, NULL, NULL));
  GtkSortListModel *sorted = gtk_sort_list_model_new (g_object_ref (items), sorter);
  GtkSingleSelection *selection = gtk_single_selection_new (G_LIST_MODEL (sorted));

  return gtk_list_view_new (GTK_SELECTION_MODEL (selection),
                            gvn_list_row_factory_new (G_CALLBACK (bind_line_cb), NULL));
}

static GListModel *
get_model (GtkWidget *table)
{
  return G_LIST_MODEL (GTK_IS_LIST_VIEW (table) ? gtk_list_view_get_model (GTK_LIST_VIEW (table))
                                                : gtk_column_view_get_model (GTK_COLUMN_VIEW (table)));
}

/**
 * gvn_timeline_table_get_item:
 *
 * Returns: (transfer full): what is at @position as the table is now sorted
 */
GvnTimelineItem *
gvn_timeline_table_get_item (GtkWidget *table, guint position)
{
  return g_list_model_get_item (get_model (table), position);
}

static void
fill_row (GListModel *rows, GvnTimelineItem *item, GvnPageTable *filled)
{
  g_autofree char *time = item->start.minutes != GVN_NO_MINUTES ? gvn_text_time (item->start.minutes) : NULL;

  gvn_page_table_add_date (filled, &item->start.date);
  gvn_page_table_add (filled, time);
  for (guint i = 1; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *text = columns[i].dup_text (rows, item);

      gvn_page_table_add (filled, text);
    }
  gvn_page_table_end_row (filled);
}

/**
 * gvn_timeline_table_fill:
 *
 * Adds to @filled the columns and the lines of @table, in its order; the start is a day and
 * a time apart, for a sheet.
 */
void
gvn_timeline_table_fill (GtkWidget *table, GListModel *rows, const char *row_title, GvnPageTable *filled)
{
  GListModel *model = get_model (table);

  gvn_page_table_add_column (filled, _ ("Day"), GVN_COLUMN_DATE);
  gvn_page_table_add_column (filled, _ ("Start"), GVN_COLUMN_TEXT);
  for (guint i = 1; i < G_N_ELEMENTS (columns); i++)
    gvn_page_table_add_column (filled, columns[i].title != NULL ? _ (columns[i].title) : row_title, GVN_COLUMN_TEXT);
  gvn_page_table_end_row (filled);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GvnTimelineItem) item = g_list_model_get_item (model, i);

      fill_row (rows, item, filled);
    }
}

static gboolean
show_cb (GtkWidget *table, GdkFrameClock *clock, gpointer from)
{
  GListModel *model = get_model (table);
  guint n = g_list_model_get_n_items (model);

  if (gtk_widget_get_height (table) == 0)
    return G_SOURCE_CONTINUE; /* not laid out yet: it would show nothing */
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GvnTimelineItem) item = g_list_model_get_item (model, i);

      if (gvn_local_compare (&item->start, from) >= 0)
        {
          if (GTK_IS_LIST_VIEW (table))
            gtk_list_view_scroll_to (GTK_LIST_VIEW (table), i, GTK_LIST_SCROLL_SELECT, NULL);
          else
            gtk_column_view_scroll_to (GTK_COLUMN_VIEW (table), i, NULL, GTK_LIST_SCROLL_SELECT, NULL);
          break;
        }
    }

  return G_SOURCE_REMOVE;
}

/**
 * gvn_timeline_table_show:
 *
 * Scrolls to the first item at @from or later, where the table is in time order.
 */
void
gvn_timeline_table_show (GtkWidget *table, const GvnLocal *from)
{
  gtk_widget_add_tick_callback (table, show_cb, g_memdup2 (from, sizeof *from), g_free);
}
