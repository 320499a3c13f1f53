/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-ui.h"
#include "app/orders/gvn-order-board.h"
#include "app/orders/gvn-order-dialog.h"
#include "app/orders/gvn-order-rows.h"
#include "app/orders/gvn-order-words.h"
#include "app/mail/gvn-mail-dialog.h"
#include "app/orders/gvn-orders-page.h"
#include "app/orders/gvn-request-form.h"
#include "app/widgets/gvn-announce.h"
#include "app/widgets/gvn-choice.h"
#include "app/widgets/gvn-growing-selection.h"
#include "base/gvn-text.h"
#include "deadlines/gvn-register.h"
#include "store/gvn-record-list.h"

struct _GvnOrdersPage
{
  GvnPage parent_instance;

  /* owned */
  GvnRecordList *model;
  GtkCustomFilter *filter;
  GtkFilterListModel *found;
  GtkMultiSelection *selection;
  GvnGrowingSelection *table_rows;
  GvnGrowingSelection *list_rows;
  GSettings *settings;
  char *words;     /* searched, folded */
  GDate day;       /* countdowns are of */
  gboolean narrow; /* rows of two lines instead of columns */
  gboolean tiny;   /* and no board, of which one would not see two columns */
  gboolean filling;
  gboolean whole;     /* those invoiced or cancelled are in the model too */
  gboolean any_open;  /* when they were last read */
  GvnOrderBook *book; /* owned: the one all were read into once */

  /* template children */
  GtkSearchEntry *search;
  GtkDropDown *state;
  GtkDropDown *perimeter;
  GtkToggleButton *late;
  AdwToggleGroup *view;
  GtkStack *stack;
  GtkColumnView *table;
  GtkListView *list;
  GvnOrderBoard *board;
};

G_DEFINE_FINAL_TYPE (GvnOrdersPage, gvn_orders_page, GVN_TYPE_PAGE)

/* The choices of states before each state alone */
enum
{
  STATE_OPEN,
  STATE_ANY,
  N_GROUPS
};

/* Filters ----------------------------------------------------------------------------- */

static gboolean
matches_words (GvnOrder *order, const char *words)
{
  g_autofree char *name = gvn_order_dup_name (order);
  g_autofree char *text = g_strjoin (" ", name, order->title, order->need_number != NULL ? order->need_number : "",
                                     order->finance_number != NULL ? order->finance_number : "",
                                     order->invoice_number != NULL ? order->invoice_number : "", NULL);
  GPtrArray *lines = gvn_order_get_current_lines (order);
  GString *all = g_string_new (text);
  gboolean found;

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (all, " %s", ((GvnOrderLine *) lines->pdata[i])->uo);
  found = g_str_match_string (words, all->str, TRUE);
  g_string_free (all, TRUE);

  return found;
}

static gboolean
matches_state (GvnOrder *order, guint shown)
{
  if (shown == STATE_OPEN)
    return gvn_order_is_open (order);

  return shown == STATE_ANY || order->state == shown - N_GROUPS;
}

static gboolean
filter_func (gpointer item, gpointer data)
{
  GvnOrdersPage *self = data;
  GvnOrder *order = item;
  const char *perimeter = gvn_choice_get_id (self->perimeter);

  return matches_state (order, gtk_drop_down_get_selected (self->state))
         && (perimeter == NULL || g_strcmp0 (order->perimeter, perimeter) == 0)
         && (!gtk_toggle_button_get_active (self->late) || order->late)
         && (self->words == NULL || matches_words (order, self->words));
}

/* Nothing at all asks for a first one; nothing found, for fewer filters. */
static void
show_view (GvnOrdersPage *self)
{
  gboolean board = !self->tiny && g_strcmp0 (adw_toggle_group_get_active_name (self->view), "board") == 0;
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));
  const char *shown = board ? "board" : self->narrow ? "list" : "table";
  gboolean known = !gvn_page_is_reading (GVN_PAGE (self));

  if (known && g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    shown = "none";
  else if (known && g_list_model_get_n_items (G_LIST_MODEL (self->found)) == 0)
    shown = "empty";
  gvn_growing_selection_show (self->table_rows, g_str_equal (shown, "table"));
  gvn_growing_selection_show (self->list_rows, g_str_equal (shown, "list"));
  gvn_order_board_show (self->board, session, g_str_equal (shown, "board") ? G_LIST_MODEL (self->found) : NULL);
  gtk_stack_set_visible_child_name (self->stack, shown);
}

static void
filter_again (GvnOrdersPage *self)
{
  if (self->filling || self->filter == NULL || gvn_page_get_session (GVN_PAGE (self)) == NULL)
    return;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_view (self);
}

static void
set_width (GvnOrdersPage *self, gboolean narrow, gboolean tiny)
{
  self->narrow = narrow;
  self->tiny = tiny;
  gtk_widget_set_visible (GTK_WIDGET (self->view), !tiny);
  show_view (self);
}

static void
narrowed_cb (GvnOrdersPage *self)
{
  set_width (self, TRUE, FALSE);
}

static void
widened_cb (GvnOrdersPage *self)
{
  set_width (self, FALSE, FALSE);
}

static void
shrunk_cb (GvnOrdersPage *self)
{
  set_width (self, TRUE, TRUE);
}

static void
grown_cb (GvnOrdersPage *self)
{
  set_width (self, TRUE, FALSE);
}

/* Opening ----------------------------------------------------------------------------- */

static void
opened_cb (GvnOrdersPage *self, const char *id)
{
  gvn_order_dialog_present (gvn_page_get_session (GVN_PAGE (self)), id, GTK_WIDGET (self));
}

static void
row_activated_cb (GvnOrdersPage *self, guint position)
{
  g_autoptr (GvnOrder) order = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  opened_cb (self, order->id);
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnSession *session = gvn_page_get_session (GVN_PAGE (widget));

  if (session != NULL)
    gvn_request_form_present (session, NULL, widget);
}

/* Refreshing -------------------------------------------------------------------------- */

/* On another day all countdowns are others. */
static void
forget_yesterday (GvnOrdersPage *self, const GDate *today)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  if (g_date_valid (&self->day) && !gvn_date_equal (&self->day, today))
    gvn_record_list_update (self->model, none);
  self->day = *today;
}

/* What orders the filters leave are late with and somebody can be asked for. */
static GStrv
list_to_ask_for (GvnOrdersPage *self, GError **error)
{
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));
  GvnDeadlineFilter filter = { .state = GVN_DEADLINE_OVERDUE, .subject_kind = GVN_SUBJECT_ORDER };
  g_autoptr (GPtrArray) deadlines
      = gvn_register_list (gvn_session_get_db (session), &filter, gvn_session_get_now (session), error);
  g_autoptr (GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (deadlines == NULL)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->found)); i++)
    {
      g_autoptr (GvnOrder) order = g_list_model_get_item (G_LIST_MODEL (self->found), i);

      g_hash_table_add (shown, g_strdup (order->id));
    }
  for (guint i = 0; i < deadlines->len; i++)
    {
      GvnDeadline *deadline = deadlines->pdata[i];

      if (g_hash_table_contains (shown, deadline->subject_id) && gvn_mail_may_ask_for (deadline))
        g_strv_builder_add (ids, deadline->id);
    }

  return g_strv_builder_end (ids);
}

static void
write_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnOrdersPage *self = GVN_ORDERS_PAGE (widget);
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = list_to_ask_for (self, &error);

  if (ids == NULL)
    gvn_session_fail (session, error);
  else if (*ids == NULL)
    gvn_session_tell (session, _ ("Nothing is late in the orders shown"));
  else
    gvn_mail_dialog_present (session, GVN_MAIL_RELANCE, (const char *const *) ids, widget);
}

static gboolean
asks_for_open (GvnOrdersPage *self)
{
  return gtk_drop_down_get_selected (self->state) == STATE_OPEN;
}

static void
show_orders (GvnOrdersPage *self, GPtrArray *orders)
{
  forget_yesterday (self, &gvn_session_get_now (gvn_page_get_session (GVN_PAGE (self)))->local.date);
  gvn_record_list_update (self->model, orders);
  filter_again (self);
}

/* Read ahead, they are kept for whoever asks for them. */
static void
all_read (gpointer page, gpointer orders)
{
  GvnOrdersPage *self = GVN_ORDERS_PAGE (page);

  g_clear_pointer (&self->book, gvn_order_book_unref);
  self->book = gvn_order_book_ref (gvn_session_get_order_book (gvn_page_get_session (page)));
  if (asks_for_open (self) && self->any_open)
    return;
  self->whole = TRUE;
  show_orders (self, orders);
}

static void
read_all (GvnOrdersPage *self)
{
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));

  gvn_page_read (GVN_PAGE (self), gvn_order_reading_list,
                 gvn_order_reading_new (gvn_session_get_order_book (session), gvn_session_get_now (session)),
                 (GDestroyNotify) gvn_order_reading_free, (GDestroyNotify) g_ptr_array_unref, all_read);
}

/* Once what is open is on screen, the others are read ahead. */
static void
read_ahead (GvnOrdersPage *self)
{
  GvnPage *page = GVN_PAGE (self);
  GvnSession *session = gvn_page_get_session (page);

  if (session != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) && !gvn_page_is_reading (page)
      && self->book != gvn_session_get_order_book (session))
    read_all (self);
}

/* The open ones at once. When none is, all of them are asked for, to tell whether there is any. */
static gboolean
show_open (GvnOrdersPage *self, GError **error)
{
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));
  GvnOrderFilter filter = { .state = -1, .unfinished = TRUE };
  g_autoptr (GPtrArray) orders
      = gvn_order_list (gvn_session_get_db (session), &filter, gvn_session_get_now (session), error);

  if (orders == NULL)
    return FALSE;
  self->any_open = orders->len > 0;
  if (!self->any_open)
    {
      read_all (self);
      return TRUE;
    }
  self->whole = FALSE;
  show_orders (self, orders);
  read_ahead (self);

  return TRUE;
}

static void
gvn_orders_page_refresh (GvnPage *page)
{
  GvnOrdersPage *self = GVN_ORDERS_PAGE (page);
  GvnSession *session = gvn_page_get_session (page);
  gboolean writable = !gvn_store_is_read_only (gvn_session_get_store (session));
  g_autoptr (GError) error = NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "orders.new", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "orders.write", writable);
  self->filling = TRUE;
  gvn_choice_fill_agencies (self->perimeter, gvn_session_get_db (session));
  self->filling = FALSE;
  gvn_page_stop_reading (page);
  if (!asks_for_open (self))
    read_all (self);
  else if (!show_open (self, &error))
    gvn_session_fail (session, error);
}

static void
gvn_orders_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gvn_orders_page_parent_class)->map (widget);

  read_ahead (GVN_ORDERS_PAGE (widget));
}

/* Asked for ---------------------------------------------------------------------------- */

/* Orders that are over come to the model when they are asked for; the view changes once
 * they are there. */
static void
filter_changed_cb (GvnOrdersPage *self)
{
  if (self->filling)
    return;
  if (self->whole || asks_for_open (self))
    filter_again (self);
  else if (gvn_page_get_session (GVN_PAGE (self)) != NULL && !gvn_page_is_reading (GVN_PAGE (self)))
    read_all (self);
}

static void
search_changed_cb (GvnOrdersPage *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *text = NULL;
  guint n;

  g_set_str (&self->words, gvn_text_is_empty (typed) ? NULL : typed);
  filter_again (self);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->found));
  text = g_strdup_printf (ngettext ("%u found", "%u found", n), n);
  gvn_announce (GTK_WIDGET (self->search), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
reset_clicked_cb (GvnOrdersPage *self)
{
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->state, STATE_ANY);
  gtk_drop_down_set_selected (self->perimeter, 0);
  gtk_toggle_button_set_active (self->late, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  g_clear_pointer (&self->words, g_free);
  self->filling = FALSE;
  filter_changed_cb (self);
}

static void
view_changed_cb (GvnOrdersPage *self)
{
  if (self->selection != NULL)
    show_view (self);
}

/* Exporting --------------------------------------------------------------------------- */

/* What is selected, else all that is shown. */
static GvnPageTable *
gvn_orders_page_get_table (GvnPage *page, GError **error)
{
  GvnOrdersPage *self = GVN_ORDERS_PAGE (page);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GvnPageTable *table = gvn_page_table_new (_ ("Orders"));
  gboolean all = gtk_bitset_is_empty (selected);

  gvn_order_rows_add_table_columns (table);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (GvnOrder) order = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (all || gtk_bitset_contains (selected, i))
        gvn_order_rows_fill_table (table, order);
    }

  return table;
}

/* What the filters say, as the page says it. */
static char *
dup_criteria (GvnOrdersPage *self)
{
  GtkStringObject *state = gtk_drop_down_get_selected_item (self->state);
  const char *perimeter = gvn_choice_get_id (self->perimeter);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_add (words, gtk_string_object_get_string (state));
  if (perimeter != NULL)
    g_strv_builder_add (words, perimeter);
  if (gtk_toggle_button_get_active (self->late))
    g_strv_builder_add (words, _ ("Late"));
  if (self->words != NULL)
    g_strv_builder_take (words, g_strdup_printf (_ ("“%s”"), self->words));
  all = g_strv_builder_end (words);

  return g_strjoinv (" · ", all);
}

/* All that is shown, in its order. */
static GvnPrint *
gvn_orders_page_create_print (GvnPage *page, GError **error)
{
  GvnOrdersPage *self = GVN_ORDERS_PAGE (page);
  GvnSession *session = gvn_page_get_session (page);
  g_autoptr (GPtrArray) orders = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *criteria = dup_criteria (self);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    g_ptr_array_add (orders, g_list_model_get_item (G_LIST_MODEL (self->selection), i));

  return gvn_print_new_orders (gvn_session_get_store (session), orders, criteria, gvn_session_get_now (session), error);
}

static GtkWidget *
gvn_orders_page_get_search (GvnPage *page)
{
  return GTK_WIDGET (GVN_ORDERS_PAGE (page)->search);
}

/* Life -------------------------------------------------------------------------------- */

static void
gvn_orders_page_dispose (GObject *object)
{
  GvnOrdersPage *self = GVN_ORDERS_PAGE (object);

  self->filling = TRUE;
  if (self->board != NULL)
    gvn_order_board_show (self->board, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_ORDERS_PAGE);
  g_clear_object (&self->table_rows);
  g_clear_object (&self->list_rows);
  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  g_clear_object (&self->model);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->book, gvn_order_book_unref);

  G_OBJECT_CLASS (gvn_orders_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GvnOrdersPage, search);
  gtk_widget_class_bind_template_child (widget_class, GvnOrdersPage, state);
  gtk_widget_class_bind_template_child (widget_class, GvnOrdersPage, perimeter);
  gtk_widget_class_bind_template_child (widget_class, GvnOrdersPage, late);
  gtk_widget_class_bind_template_child (widget_class, GvnOrdersPage, view);
  gtk_widget_class_bind_template_child (widget_class, GvnOrdersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GvnOrdersPage, table);
  gtk_widget_class_bind_template_child (widget_class, GvnOrdersPage, list);
  gtk_widget_class_bind_template_child (widget_class, GvnOrdersPage, board);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrowed_cb);
  gtk_widget_class_bind_template_callback (widget_class, widened_cb);
  gtk_widget_class_bind_template_callback (widget_class, shrunk_cb);
  gtk_widget_class_bind_template_callback (widget_class, grown_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
}

static void
gvn_orders_page_class_init (GvnOrdersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_orders_page_dispose;
  widget_class->map = gvn_orders_page_map;
  GVN_PAGE_CLASS (klass)->refresh = gvn_orders_page_refresh;
  GVN_PAGE_CLASS (klass)->create_print = gvn_orders_page_create_print;
  GVN_PAGE_CLASS (klass)->get_search = gvn_orders_page_get_search;
  GVN_PAGE_CLASS (klass)->get_table = gvn_orders_page_get_table;
  g_type_ensure (GVN_TYPE_ORDER_BOARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/orders/gvn-orders-page.ui");
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "orders.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "orders.write", NULL, write_action);
}

static void
fill_states (GtkDropDown *drop_down)
{
  g_autoptr (GtkStringList) states = gtk_string_list_new (NULL);

  gtk_string_list_append (states, _ ("Still open"));
  gtk_string_list_append (states, _ ("Any state"));
  for (guint i = 0; i < GVN_ORDER_N_STATES; i++)
    gtk_string_list_append (states, gvn_order_state_get_label (i));
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (states));
}

static const char *
get_key (gpointer order)
{
  return GVN_ORDER (order)->id;
}

static void
gvn_orders_page_init (GvnOrdersPage *self)
{
  static const GvnRecordKind kind = { get_key, gvn_order_rows_equal };
  g_autoptr (GtkListItemFactory) lines = NULL;
  GtkSortListModel *sorted;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = TRUE;
  self->model = gvn_record_list_new (GVN_TYPE_ORDER, &kind);
  fill_states (self->state);
  gvn_order_rows_add_columns (self->table, GVN_PAGE (self));
  gvn_ui_name_table (self->table, _ ("Orders"));
  self->filter = gtk_custom_filter_new (filter_func, self, NULL);
  self->found
      = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->model)), GTK_FILTER (g_object_ref (self->filter)));
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->found)),
                                    g_object_ref (gtk_column_view_get_sorter (self->table)));
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (sorted));
  self->table_rows = gvn_growing_selection_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)),
                                                GTK_WIDGET (self->table), GVN_ROWS_IN_SIGHT, TRUE);
  self->list_rows = gvn_growing_selection_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)),
                                               GTK_WIDGET (self->list), GVN_ROWS_IN_SIGHT, TRUE);
  lines = gvn_order_rows_create_line_factory (GVN_PAGE (self));
  gtk_list_view_set_factory (self->list, lines);
  self->settings = g_settings_new (GVN_APP_ID);
  g_settings_bind (self->settings, "orders-view", self->view, "active-name", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "orders-state", self->state, "selected", G_SETTINGS_BIND_DEFAULT);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  self->filling = FALSE;
}
