/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/orders/gvn-order-rows.h"
#include "app/orders/gvn-order-words.h"
#include "app/widgets/gvn-list-row.h"

/* Words and order of the columns --------------------------------------------------------- */

static char *
dup_number (GvnOrder *order)
{
  return gvn_order_dup_name (order);
}

static char *
dup_title (GvnOrder *order)
{
  return g_strdup (order->title);
}

static char *
dup_perimeter (GvnOrder *order)
{
  return g_strdup (gvn_order_get_perimeter_words (order));
}

static char *
dup_quote_due (GvnOrder *order)
{
  return gvn_order_dup_due (&order->quote_due);
}

static char *
dup_execution_due (GvnOrder *order)
{
  return gvn_order_dup_due (&order->execution_due);
}

/* The weighted note above the three it comes from. */
static char *
dup_notes (GvnOrder *order)
{
  g_autofree char *weighted = gvn_order_dup_weighted (&order->notes);
  g_autofree char *parts = gvn_order_dup_parts (&order->notes);

  return *weighted != '\0' ? g_strdup_printf ("%s\n%s", weighted, parts) : g_steal_pointer (&weighted);
}

static int
compare_numbers (gconstpointer a, gconstpointer b, gpointer data)
{
  return ((GvnOrder *) a)->number - ((GvnOrder *) b)->number;
}

/* Made once for each order: collating at each comparison is too slow for many. */
static const char *
get_title_key (GvnOrder *order)
{
  static GQuark quark;
  const char *key;

  if (quark == 0)
    quark = g_quark_from_static_string ("gvn-order-title-key");
  key = g_object_get_qdata (G_OBJECT (order), quark);
  if (key == NULL)
    {
      g_autofree char *folded = g_utf8_casefold (order->title, -1);

      key = g_utf8_collate_key (folded, -1);
      g_object_set_qdata_full (G_OBJECT (order), quark, (char *) key, g_free);
    }

  return key;
}

static int
compare_titles (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (get_title_key ((GvnOrder *) a), get_title_key ((GvnOrder *) b));
}

static int
compare_perimeters (gconstpointer a, gconstpointer b, gpointer data)
{
  return g_strcmp0 (((GvnOrder *) a)->perimeter, ((GvnOrder *) b)->perimeter);
}

/* Along its life, what is late first. */
static int
compare_states (gconstpointer a, gconstpointer b, gpointer data)
{
  const GvnOrder *first = a, *second = b;

  return first->state != second->state ? (int) first->state - (int) second->state : second->late - first->late;
}

/* What has no day comes last. */
static int
compare_dues (const GvnLocal *a, const GvnLocal *b)
{
  gboolean has_a = g_date_valid (&a->date), has_b = g_date_valid (&b->date);

  return has_a && has_b ? gvn_local_compare (a, b) : has_b - has_a;
}

static int
compare_quotes (gconstpointer a, gconstpointer b, gpointer data)
{
  return compare_dues (&((GvnOrder *) a)->quote_due, &((GvnOrder *) b)->quote_due);
}

static int
compare_executions (gconstpointer a, gconstpointer b, gpointer data)
{
  return compare_dues (&((GvnOrder *) a)->execution_due, &((GvnOrder *) b)->execution_due);
}

static int
compare_notes (gconstpointer a, gconstpointer b, gpointer data)
{
  return ((GvnOrder *) a)->notes.weighted - ((GvnOrder *) b)->notes.weighted;
}

static const struct
{
  const char *title;
  char *(*dup_text) (GvnOrder *order);
  GCompareDataFunc compare;
  guint n_chars;
} columns[] = {
  /* Translators: the heading of a column of numbers, as short as can be */
  { N_ ("No."), dup_number, compare_numbers, 9 },
  { N_ ("Title"), dup_title, compare_titles, 16 },
  { N_ ("Perimeter"), dup_perimeter, compare_perimeters, 9 },
  { N_ ("State"), gvn_order_dup_state_words, compare_states, 17 },
  { N_ ("Quote by"), dup_quote_due, compare_quotes, 12 },
  { N_ ("Execution by"), dup_execution_due, compare_executions, 11 },
  { N_ ("Notes"), dup_notes, compare_notes, 11 },
};

#define TITLE_COLUMN 1
#define STATE_COLUMN 3
#define QUOTE_COLUMN 4
#define EXECUTION_COLUMN 5
#define NOTES_COLUMN 6

static gboolean
shows_same_due (const GvnLocal *a, const GvnLocal *b)
{
  gboolean has_a = g_date_valid (&a->date), has_b = g_date_valid (&b->date);

  return has_a == has_b && (!has_a || gvn_local_compare (a, b) == 0);
}

/* Whether two of one order show the same. */
gboolean
gvn_order_rows_equal (gpointer a, gpointer b)
{
  const GvnOrder *first = a, *second = b;
  const GvnOrderNotes *old = &first->notes, *new = &second->notes;

  return first->state == second->state && first->late == second->late && first->quote_late == second->quote_late
         && g_str_equal (first->title, second->title) && g_strcmp0 (first->perimeter, second->perimeter) == 0
         && shows_same_due (&first->quote_due, &second->quote_due)
         && shows_same_due (&first->execution_due, &second->execution_due) && old->weighted == new->weighted
         && old->quote == new->quote && old->execution == new->execution && old->conformity == new->conformity
         && old->quote_lateness == new->quote_lateness && old->execution_lateness == new->execution_lateness;
}

/* Cells ------------------------------------------------------------------------------- */

/* A title is seldom whole. */
static gboolean
query_tooltip_cb (GtkWidget *text, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, gtk_inscription_get_text (GTK_INSCRIPTION (text)));

  return TRUE;
}

static void
setup_cell_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *text = gtk_inscription_new (NULL);
  guint i = GPOINTER_TO_UINT (column);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), columns[i].n_chars);
  if (i != 0)
    gtk_inscription_set_min_lines (GTK_INSCRIPTION (text), 2);
  gtk_widget_set_has_tooltip (text, TRUE);
  g_signal_connect (text, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_list_item_set_child (item, text);
  gtk_column_view_cell_set_focusable (GTK_COLUMN_VIEW_CELL (item), FALSE);
}

static void
bind_cell_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  guint i = GPOINTER_TO_UINT (column);
  GtkWidget *text = gtk_list_item_get_child (item);
  GvnOrder *order = gtk_list_item_get_item (item);
  g_autofree char *words = columns[i].dup_text (order);
  const char *classes[] = { i == STATE_COLUMN ? gvn_order_get_color (order) : NULL, NULL };

  gtk_inscription_set_text (GTK_INSCRIPTION (text), words);
  if (i == STATE_COLUMN)
    gtk_widget_set_css_classes (text, classes);
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkColumnViewRow *row, GvnPage *page)
{
  g_autofree char *sentence = gvn_order_dup_sentence (gvn_page_get_session (page), gtk_column_view_row_get_item (row));

  gtk_column_view_row_set_accessible_label (row, sentence);
}

/**
 * gvn_order_rows_add_columns:
 * @page: whose contract it is, for as long as @table lives
 *
 * Gives @table its columns, the newest order first.
 */
void
gvn_order_rows_add_columns (GtkColumnView *table, GvnPage *page)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (_ (columns[i].title), factory);
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (columns[i].compare, NULL, NULL));

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), GUINT_TO_POINTER (i));
      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_column_set_expand (column, i == TITLE_COLUMN);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_append_column (table, column);
      if (i == 0)
        gtk_column_view_sort_by_column (table, column, GTK_SORT_DESCENDING);
    }
  g_signal_connect (rows, "bind", G_CALLBACK (bind_row_cb), page);
  gtk_column_view_set_row_factory (table, rows);
}

static void
bind_line_cb (GtkListItemFactory *factory, GtkListItem *item, GvnPage *page)
{
  GvnOrder *order = gtk_list_item_get_item (item);
  g_autofree char *name = gvn_order_dup_name (order);
  g_autofree char *title = g_strconcat (name, " · ", order->title, NULL);
  g_autofree char *countdown = gvn_order_dup_countdown (gvn_page_get_session (page), order);
  g_autofree char *subtitle
      = g_strjoin (" · ", gvn_order_get_perimeter_words (order),
                   countdown != NULL ? countdown : gvn_order_state_get_label (order->state), NULL);
  GtkWidget *suffix = gtk_widget_get_last_child (gtk_list_item_get_child (item));
  const char *classes[] = { "caption", order->late ? "error" : NULL, NULL };

  gvn_list_row_set (item, title, subtitle, order->late ? _ ("Late") : NULL);
  gtk_widget_set_css_classes (suffix, classes);
}

/**
 * gvn_order_rows_create_line_factory:
 * @page: whose contract it is, for as long as the rows live
 *
 * Returns: (transfer full): makes rows of two lines
 */
GtkListItemFactory *
gvn_order_rows_create_line_factory (GvnPage *page)
{
  return gvn_list_row_factory_new (G_CALLBACK (bind_line_cb), page);
}

/* As a sheet --------------------------------------------------------------------------- */

void
gvn_order_rows_add_table_columns (GvnPageTable *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    gvn_page_table_add_column (table, _ (columns[i].title),
                               i == QUOTE_COLUMN || i == EXECUTION_COLUMN ? GVN_COLUMN_DATE : GVN_COLUMN_TEXT);
  gvn_page_table_end_row (table);
}

/* Adds an order as it shows, its days as days. */
void
gvn_order_rows_fill_table (GvnPageTable *table, GvnOrder *order)
{
  g_autofree char *weighted = gvn_order_dup_weighted (&order->notes);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *text = columns[i].dup_text (order);

      if (i == QUOTE_COLUMN)
        gvn_page_table_add_date (table, &order->quote_due.date);
      else if (i == EXECUTION_COLUMN)
        gvn_page_table_add_date (table, &order->execution_due.date);
      else
        gvn_page_table_add (table, i == NOTES_COLUMN ? weighted : text);
    }
  gvn_page_table_end_row (table);
}
