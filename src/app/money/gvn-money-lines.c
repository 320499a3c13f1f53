/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-ui.h"
#include "app/money/gvn-money-lines.h"
#include "app/money/gvn-money-words.h"
#include "app/widgets/gvn-growing-selection.h"
#include "base/gvn-text.h"

enum
{
  ORDER,
  UNIT,
  ORDERED,
  ADMITTED,
  REDUCTION,
  INVOICED,
  N_COLUMNS
};

static const char *const titles[N_COLUMNS] = {
  [ORDER] = N_ ("Order"),       [UNIT] = N_ ("Unit"),           [ORDERED] = N_ ("Ordered"),
  [ADMITTED] = N_ ("Admitted"), [REDUCTION] = N_ ("Réfaction"), [INVOICED] = N_ ("Invoiced"),
};

/* A row: its texts, and what the pointer learns of them. */
#define GVN_TYPE_MONEY_LINE (gvn_money_line_get_type ())
G_DECLARE_FINAL_TYPE (GvnMoneyLine, gvn_money_line, GVN, MONEY_LINE, GObject)

struct _GvnMoneyLine
{
  GObject parent_instance;

  /* owned */
  char *key;
  char *order; /* its id; NULL for the total */
  char *texts[N_COLUMNS];
  char *order_title;
  char *unit_label;

  gboolean total;
};

G_DEFINE_FINAL_TYPE (GvnMoneyLine, gvn_money_line, G_TYPE_OBJECT)

static void
gvn_money_line_finalize (GObject *object)
{
  GvnMoneyLine *self = GVN_MONEY_LINE (object);

  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (self->texts[i]);
  g_free (self->key);
  g_free (self->order);
  g_free (self->order_title);
  g_free (self->unit_label);

  G_OBJECT_CLASS (gvn_money_line_parent_class)->finalize (object);
}

static void
gvn_money_line_class_init (GvnMoneyLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gvn_money_line_finalize;
}

static void
gvn_money_line_init (GvnMoneyLine *self)
{
}

static const char *
get_key (gpointer line)
{
  return GVN_MONEY_LINE (line)->key;
}

/* Whether two of one line show the same. */
static gboolean
is_equal (gpointer a, gpointer b)
{
  GvnMoneyLine *first = a, *second = b;

  for (guint i = 0; i < N_COLUMNS; i++)
    if (!g_str_equal (first->texts[i], second->texts[i]))
      return FALSE;

  return g_strcmp0 (first->order_title, second->order_title) == 0
         && g_strcmp0 (first->unit_label, second->unit_label) == 0;
}

static void
set_amounts (GvnMoneyLine *self, const GvnMoneyAmount *amounts, gint64 reduction)
{
  self->texts[ORDERED] = gvn_money_words_dup_cell (&amounts[GVN_MONEY_ORDERED]);
  self->texts[ADMITTED] = gvn_money_words_dup_cell (&amounts[GVN_MONEY_ADMITTED]);
  self->texts[REDUCTION] = reduction > 0 ? gvn_amount_dup_text (reduction) : g_strdup ("–");
  self->texts[INVOICED] = gvn_money_words_dup_cell (&amounts[GVN_MONEY_INVOICED]);
}

static char *
dup_unit (const GvnBillingLine *line)
{
  g_autofree char *quantity = gvn_quantity_dup_text (line->quantity);

  /* Translators: how many of a work unit, its code */
  return g_strdup_printf (_ ("%s × %s"), quantity, line->uo->code);
}

static GvnMoneyLine *
line_new (const GvnBillingLine *line)
{
  GvnMoneyLine *self = g_object_new (GVN_TYPE_MONEY_LINE, NULL);

  self->key = g_strjoin (" ", line->order->id, line->uo->code, NULL);
  self->order = g_strdup (line->order->id);
  self->texts[ORDER] = gvn_order_dup_name (line->order);
  self->texts[UNIT] = dup_unit (line);
  self->order_title = g_strdup (line->order->title);
  self->unit_label = g_strdup (line->uo->label);
  set_amounts (self, line->amounts, line->reduction);

  return self;
}

static GvnMoneyLine *
total_new (const GvnBilling *billing)
{
  GvnMoneyLine *self = g_object_new (GVN_TYPE_MONEY_LINE, NULL);

  self->key = g_strdup ("total");
  self->texts[ORDER] = g_strdup (_ ("Total"));
  self->texts[UNIT] = g_strdup ("");
  self->total = TRUE;
  set_amounts (self, billing->totals, billing->reduction);

  return self;
}

GvnRecordList *
gvn_money_lines_new (void)
{
  static const GvnRecordKind kind = { get_key, is_equal };

  return gvn_record_list_new (GVN_TYPE_MONEY_LINE, &kind);
}

void
gvn_money_lines_fill (GvnRecordList *lines, const GvnBilling *billing)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < billing->lines->len; i++)
    g_ptr_array_add (rows, line_new (billing->lines->pdata[i]));
  if (rows->len > 0)
    g_ptr_array_add (rows, total_new (billing));
  gvn_record_list_update (lines, rows);
}

/**
 * gvn_money_lines_get_order:
 *
 * Returns: (nullable): the id of the order of a row; %NULL for the total
 */
const char *
gvn_money_lines_get_order (GvnRecordList *lines, guint position)
{
  g_autoptr (GvnMoneyLine) line = g_list_model_get_item (G_LIST_MODEL (lines), position);

  return line != NULL ? line->order : NULL;
}

/* On screen ------------------------------------------------------------------------------ */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *cell, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), GPOINTER_TO_UINT (column) <= UNIT ? 0 : 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (cell, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  GvnMoneyLine *line = gtk_list_item_get_item (cell);
  GtkWidget *label = gtk_list_item_get_child (cell);
  guint column = GPOINTER_TO_UINT (data);

  gtk_label_set_text (GTK_LABEL (label), line->texts[column]);
  gtk_widget_set_tooltip_text (label, column == ORDER ? line->order_title : column == UNIT ? line->unit_label : NULL);
  if (line->total)
    gtk_widget_add_css_class (label, "heading");
  else
    gtk_widget_remove_css_class (label, "heading");
}

void
gvn_money_lines_add_columns (GvnRecordList *lines, GtkColumnView *view)
{
  g_autoptr (GvnGrowingSelection) rows
      = gvn_growing_selection_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (lines)))),
                                   GTK_WIDGET (view), GVN_ROWS_IN_SIGHT, FALSE);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (_ (titles[i]), factory);

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      gtk_column_view_column_set_expand (column, TRUE);
      gtk_column_view_append_column (view, column);
    }
  gvn_growing_selection_show (rows, TRUE);
  gvn_ui_name_table (view, _ ("Lines of the statement"));
}

/* Copied and saved ----------------------------------------------------------------------- */

static void
add_amounts (GvnPageTable *table, const GvnMoneyAmount *amounts, gint64 reduction)
{
  for (guint i = GVN_MONEY_ORDERED; i < GVN_MONEY_N_STAGES; i++)
    {
      g_autofree char *text = amounts[i].n_known > 0 ? gvn_amount_to_string (amounts[i].cents) : NULL;

      gvn_page_table_add (table, text);
      if (i == GVN_MONEY_ADMITTED)
        {
          g_autofree char *less = gvn_amount_to_string (reduction);

          gvn_page_table_add (table, amounts[i].n_known > 0 ? less : NULL);
        }
    }
}

static void
add_line (GvnPageTable *table, const GvnBillingLine *line)
{
  g_autofree char *name = gvn_order_dup_name (line->order);
  g_autofree char *quantity = gvn_quantity_to_string (line->quantity);

  gvn_page_table_add (table, name);
  gvn_page_table_add (table, line->order->title);
  gvn_page_table_add (table, line->uo->code);
  gvn_page_table_add (table, quantity);
  add_amounts (table, line->amounts, line->reduction);
  gvn_page_table_add (table, line->order->invoice_number);
  gvn_page_table_end_row (table);
}

/* The cells of a row that are no amount to settle and stay empty. */
static void
skip (GvnPageTable *table, guint n)
{
  for (guint i = 0; i < n; i++)
    gvn_page_table_add (table, NULL);
}

static void
add_total (GvnPageTable *table, const GvnBilling *billing)
{
  gvn_page_table_add (table, _ ("Total"));
  skip (table, 3);
  add_amounts (table, billing->totals, billing->reduction);
  gvn_page_table_end_row (table);
}

#define N_OF_LINE 6 /* from the quantity to the invoice */

static void
add_item (GvnPageTable *table, const GvnBillingItem *item)
{
  const GvnSettlement *element = item->element;
  g_autofree char *name = item->order != NULL ? gvn_order_dup_name (item->order) : NULL;
  /* Translators: a kind as "Penalty", what it is about */
  g_autofree char *title = g_strdup_printf (_ ("%s: %s"), gvn_billing_kind_get_label (item->kind), item->title);
  g_autofree char *amount = item->has_amount ? gvn_amount_to_string (gvn_billing_item_get_signed (item)) : NULL;
  g_autofree char *decision = item->decision != NULL ? gvn_matter_dup_title (item->decision) : NULL;

  gvn_page_table_add (table, name);
  gvn_page_table_add (table, title);
  gvn_page_table_add (table, item->uo);
  skip (table, N_OF_LINE);
  gvn_page_table_add (table, amount);
  if (element != NULL)
    {
      g_autofree char *contractor = gvn_position_dup_text (element->contractor, element->contractor_note);
      g_autofree char *dsiun = gvn_position_dup_text (element->dsiun, element->dsiun_note);

      gvn_page_table_add (table, contractor);
      gvn_page_table_add (table, dsiun);
    }
  else
    skip (table, 2);
  gvn_page_table_add (table, decision != NULL ? decision : _ ("not settled yet"));
  gvn_page_table_end_row (table);
}

/**
 * gvn_money_lines_create_table:
 *
 * Returns: (transfer full): the statement with its total and what is settled of it, amounts
 *   in euros
 */
GvnPageTable *
gvn_money_lines_create_table (const GvnBilling *billing)
{
  g_autofree char *month = gvn_text_month (&billing->first);
  /* Translators: a month and its year */
  g_autofree char *title = g_strdup_printf (_ ("Billing of %s"), month);
  GvnPageTable *table = gvn_page_table_new (title);

  gvn_page_table_add_column (table, _ ("Order"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("Title"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("Unit"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("Quantity"), GVN_COLUMN_AMOUNT);
  for (guint i = ORDERED; i < N_COLUMNS; i++)
    gvn_page_table_add_column (table, _ (titles[i]), GVN_COLUMN_AMOUNT);
  gvn_page_table_add_column (table, _ ("Invoice"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("To settle"), GVN_COLUMN_AMOUNT);
  gvn_page_table_add_column (table, _ ("Contractor"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("DSIUN"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("Decision"), GVN_COLUMN_TEXT);
  gvn_page_table_end_row (table);
  for (guint i = 0; i < billing->lines->len; i++)
    add_line (table, billing->lines->pdata[i]);
  add_total (table, billing);
  for (guint i = 0; i < billing->items->len; i++)
    add_item (table, billing->items->pdata[i]);

  return table;
}
