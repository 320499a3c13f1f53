/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-screenshots-private.h"
#include "app/orders/gvn-order-act-form.h"
#include "app/orders/gvn-order-dialog.h"
#include "app/orders/gvn-request-form.h"
#include "orders/gvn-order-act.h"

/* Orders and what they are worth. */

static void
show_money (GvnWindow *window)
{
  gvn_window_show_section (window, "money");
}

static void
show_orders_as (GvnWindow *window, const char *view)
{
  g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);

  gvn_window_show_section (window, "orders");
  g_settings_set_string (settings, "orders-view", view);
}

static void
show_orders (GvnWindow *window)
{
  show_orders_as (window, "table");
}

static void
show_orders_board (GvnWindow *window)
{
  show_orders_as (window, "board");
}

/* What an order is worth showing for; the highest is shown. */
typedef guint (*Rank) (GvnOrder *order);

static guint
rank_facts (GvnOrder *order)
{
  return order->facts->len;
}

static guint
rank_to_answer (GvnOrder *order)
{
  return gvn_order_can (order, GVN_ORDER_ACT_QUOTE) ? gvn_order_get_current_lines (order)->len : 0;
}

static guint
rank_to_deliver (GvnOrder *order)
{
  return gvn_order_can (order, GVN_ORDER_ACT_DELIVER) ? order->deliverables->len : 0;
}

static guint
rank_crisis (GvnOrder *order)
{
  return order->crisis;
}

static char *
dup_order (GvnWindow *window, Rank rank)
{
  GvnSession *session = gvn_window_get_session (window);
  GvnOrderFilter filter = GVN_ORDER_FILTER_INIT;
  g_autoptr (GPtrArray) orders
      = gvn_order_list (gvn_session_get_db (session), &filter, gvn_session_get_now (session), NULL);
  GvnOrder *shown = NULL;

  for (guint i = 0; orders != NULL && i < orders->len; i++)
    if (rank (orders->pdata[i]) > (shown != NULL ? rank (shown) : 0))
      shown = orders->pdata[i];

  return shown != NULL ? g_strdup (shown->id) : NULL;
}

static void
show_order_of (GvnWindow *window, Rank rank)
{
  g_autofree char *id = dup_order (window, rank);

  if (id != NULL)
    gvn_order_dialog_present (gvn_window_get_session (window), id, GTK_WIDGET (window));
}

/* One that went far: its notes are there. */
static void
show_order (GvnWindow *window)
{
  show_order_of (window, rank_facts);
}

static void
show_order_crisis (GvnWindow *window)
{
  show_order_of (window, rank_crisis);
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);

  return found;
}

static void
scroll_cb (gpointer window)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (window);
  GtkWidget *view = dialog != NULL ? find_type (GTK_WIDGET (dialog), GTK_TYPE_SCROLLED_WINDOW) : NULL;
  GtkAdjustment *adjustment = view != NULL ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (view)) : NULL;

  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

/* Its foot, with its notes, facts and files. */
static void
show_order_foot (GvnWindow *window)
{
  show_order (window);
  g_timeout_add_once (GVN_SCREENSHOT_SETTLE_MS / 2, scroll_cb, window);
}

static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  GtkWidget *found = ADW_IS_PREFERENCES_ROW (widget)
                             && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title)
                         ? widget
                         : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);

  return found;
}

/* A form that a row of an order opens, without the order below it. */
static void
show_form (GvnWindow *window, Rank rank, const char *title)
{
  AdwDialog *dialog;
  GtkWidget *row;

  show_order_of (window, rank);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  row = dialog != NULL ? find_row (GTK_WIDGET (dialog), title) : NULL;
  if (row != NULL)
    g_signal_emit_by_name (row, "activated");
  if (dialog != NULL)
    adw_dialog_force_close (dialog);
}

static void
show_order_edit (GvnWindow *window)
{
  show_form (window, rank_facts, _ ("Title and Numbers…"));
}

/* An answer may be for some of the units alone. */
static void
show_order_answer (GvnWindow *window)
{
  show_form (window, rank_to_answer, gvn_order_act_get_button (GVN_ORDER_ACT_QUOTE));
}

/* A delivery may be of one deliverable alone. */
static void
show_order_delivery (GvnWindow *window)
{
  show_form (window, rank_to_deliver, gvn_order_act_get_button (GVN_ORDER_ACT_DELIVER));
}

/* As it is typed. */
static void
show_order_new (GvnWindow *window)
{
  AdwDialog *dialog;
  GtkWidget *unit;

  gvn_request_form_present (gvn_window_get_session (window), NULL, GTK_WIDGET (window));
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  unit = dialog != NULL ? adw_dialog_get_focus (dialog) : NULL;
  if (unit != NULL)
    gtk_editable_set_text (GTK_EDITABLE (unit), "12a");
}

const GvnScreenshotStep gvn_screenshot_orders[] = {
  { "money", show_money },
  { "orders", show_orders },
  { "orders-board", show_orders_board },
  { "order", show_order },
  { "order-foot", show_order_foot },
  { "order-crisis", show_order_crisis },
  { "order-edit", show_order_edit },
  { "order-answer", show_order_answer },
  { "order-delivery", show_order_delivery },
  { "order-new", show_order_new },
  { NULL },
};
