/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/orders/gvn-order-board.h"
#include "app/orders/gvn-order-words.h"
#include "app/widgets/gvn-growing-selection.h"

#define COLUMN_WIDTH 232
#define COLUMN_CHARS 24

#define CARDS_IN_SIGHT 12

typedef struct
{
  GvnBoardColumn number;
  GtkLabel *title;
  GtkListView *list;
  GtkFilterListModel *orders; /* owned */
  GvnGrowingSelection *cards; /* owned */
} Column;

struct _GvnOrderBoard
{
  AdwBin parent_instance;

  /* owned */
  GvnSession *session;

  Column columns[GVN_N_BOARD_COLUMNS];
};

G_DEFINE_FINAL_TYPE (GvnOrderBoard, gvn_order_board, ADW_TYPE_BIN)

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Cards ------------------------------------------------------------------------------- */

static GtkWidget *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

/* The labels of a card, from top to bottom */
enum
{
  CARD_NAME,
  CARD_TITLE,
  CARD_STATE,
  CARD_COUNTDOWN,
  N_CARD_LABELS
};

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  static const char *const classes[N_CARD_LABELS] = { "caption", "heading", "caption", "caption" };
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_add_css_class (card, "gvn-order-card");
  for (guint i = 0; i < N_CARD_LABELS; i++)
    add_label (card, classes[i]);
  gtk_list_item_set_child (item, card);
}

static void
set_label (GtkWidget *label, const char *text, const char *color)
{
  const char *classes[] = { "caption", color, NULL };

  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL);
  gtk_widget_set_css_classes (label, classes);
}

/* The column says the state, but for those it does not say all of. */
static gboolean
needs_state (GvnOrder *order)
{
  return order->late || order->state == GVN_ORDER_REFUSED || order->state == GVN_ORDER_DEFERRED
         || gvn_order_get_board_column (order) == GVN_BOARD_VERIFIED;
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, GvnOrderBoard *self)
{
  GvnOrder *order = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_autofree char *number = gvn_order_dup_name (order);
  g_autofree char *name = g_strdup_printf ("%s · %s", number, gvn_order_get_perimeter_words (order));
  g_autofree char *state = needs_state (order) ? gvn_order_dup_state_words (order) : NULL;
  g_autofree char *countdown = gvn_order_dup_countdown (self->session, order);
  g_autofree char *sentence = gvn_order_dup_sentence (self->session, order);
  const char *color = gvn_order_get_color (order);

  set_label (label, name, "dimmed");
  label = gtk_widget_get_next_sibling (label);
  gtk_label_set_text (GTK_LABEL (label), order->title);
  label = gtk_widget_get_next_sibling (label);
  set_label (label, state, color);
  label = gtk_widget_get_next_sibling (label);
  set_label (label, countdown, order->late ? "error" : NULL);
  gtk_list_item_set_accessible_label (item, sentence);
}

static void
activated_cb (GvnOrderBoard *self, guint position, GtkListView *list)
{
  g_autoptr (GvnOrder) order = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);

  g_signal_emit (self, signals[OPENED], 0, order->id);
}

/* Columns ----------------------------------------------------------------------------- */

static void
column_changed_cb (Column *column)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (column->orders));
  const char *label = gvn_board_column_get_label (column->number);
  g_autofree char *text = g_strdup_printf ("%s · %u", label, n);
  /* Translators: a step of the life of an order, how many orders are there */
  g_autofree char *spoken = g_strdup_printf (ngettext ("%s, %u order", "%s, %u orders", n), label, n);

  gtk_label_set_text (column->title, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (column->list), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static gboolean
is_in_column (gpointer item, gpointer number)
{
  return gvn_order_get_board_column (item) == GPOINTER_TO_UINT (number);
}

/* What asks for something first: the late, then by when each is due. */
static int
compare_urgency (gconstpointer a, gconstpointer b, gpointer data)
{
  const GvnOrder *first = a, *second = b;
  const GvnLocal *due = first->issued != NULL ? &first->execution_due : &first->quote_due;
  const GvnLocal *other = second->issued != NULL ? &second->execution_due : &second->quote_due;
  gboolean has_due = g_date_valid (&due->date), has_other = g_date_valid (&other->date);
  int order = 0;

  if (first->late != second->late)
    return second->late - first->late;
  if (has_due && has_other)
    order = gvn_local_compare (due, other);
  else if (has_due != has_other)
    order = has_other - has_due;

  return order != 0 ? order : first->number - second->number;
}

static void
add_column (GvnOrderBoard *self, GtkWidget *board, GvnBoardColumn number)
{
  Column *column = &self->columns[number];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_in_column, GUINT_TO_POINTER (number), NULL));
  GtkSortListModel *sorted;
  GtkWidget *list;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  column->number = number;
  column->orders = gtk_filter_list_model_new (NULL, filter);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (column->orders)),
                                    GTK_SORTER (gtk_custom_sorter_new (compare_urgency, NULL, NULL)));
  list = gtk_list_view_new (NULL, factory);
  column->list = GTK_LIST_VIEW (list);
  column->cards = gvn_growing_selection_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (sorted))), list,
                                             CARDS_IN_SIGHT, TRUE);
  column->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_list_view_set_single_click_activate (column->list, TRUE);
  g_signal_connect_object (list, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (column->orders, "items-changed", G_CALLBACK (column_changed_cb), column);
  gtk_label_set_xalign (column->title, 0);
  gtk_label_set_width_chars (column->title, COLUMN_CHARS); /* wider cards for larger letters */
  gtk_widget_add_css_class (GTK_WIDGET (column->title), "heading");
  gtk_widget_set_margin_start (GTK_WIDGET (column->title), 6);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_size_request (box, COLUMN_WIDTH, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (column->title));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (board), box);
  column_changed_cb (column);
}

static int
find_focused (GvnOrderBoard *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  for (int i = 0; focus != NULL && i < GVN_N_BOARD_COLUMNS; i++)
    if (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->columns[i].list)))
      return i;

  return -1;
}

/* The arrows go from a column to the next that has cards. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GvnOrderBoard *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int step = (key == GDK_KEY_Right) != rtl ? 1 : -1;
  int at;

  if (key != GDK_KEY_Left && key != GDK_KEY_Right)
    return GDK_EVENT_PROPAGATE;
  at = find_focused (self);
  if (at < 0)
    return GDK_EVENT_PROPAGATE;
  for (at += step; at >= 0 && at < GVN_N_BOARD_COLUMNS; at += step)
    if (g_list_model_get_n_items (G_LIST_MODEL (self->columns[at].orders)) > 0)
      {
        gtk_list_view_scroll_to (self->columns[at].list, 0, GTK_LIST_SCROLL_FOCUS, NULL);
        gtk_widget_grab_focus (GTK_WIDGET (self->columns[at].list));
        break;
      }

  return GDK_EVENT_STOP;
}

/* Life -------------------------------------------------------------------------------- */

static void
gvn_order_board_dispose (GObject *object)
{
  GvnOrderBoard *self = GVN_ORDER_BOARD (object);

  for (guint i = 0; i < GVN_N_BOARD_COLUMNS; i++)
    if (self->columns[i].orders != NULL)
      {
        g_signal_handlers_disconnect_by_data (self->columns[i].orders, &self->columns[i]);
        g_clear_object (&self->columns[i].cards);
        g_clear_object (&self->columns[i].orders);
      }
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gvn_order_board_parent_class)->dispose (object);
}

static void
gvn_order_board_class_init (GvnOrderBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gvn_order_board_dispose;
  signals[OPENED] = g_signal_new ("opened", GVN_TYPE_ORDER_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_STRING);
}

static void
gvn_order_board_init (GvnOrderBoard *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *board = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_add_css_class (board, "gvn-board");
  for (guint i = 0; i < GVN_N_BOARD_COLUMNS; i++)
    add_column (self, board, i);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), board);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * gvn_order_board_show:
 * @orders: (nullable): those on the board; %NULL while it is not on screen
 */
void
gvn_order_board_show (GvnOrderBoard *self, GvnSession *session, GListModel *orders)
{
  g_set_object (&self->session, session);
  for (guint i = 0; i < GVN_N_BOARD_COLUMNS; i++)
    {
      gtk_filter_list_model_set_model (self->columns[i].orders, orders);
      gvn_growing_selection_show (self->columns[i].cards, orders != NULL);
    }
}
