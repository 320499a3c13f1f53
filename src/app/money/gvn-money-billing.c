/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-preparation-dialog.h"
#include "app/gvn-ui.h"
#include "app/money/gvn-billing-rows.h"
#include "app/money/gvn-money-billing.h"
#include "app/money/gvn-money-lines.h"
#include "app/orders/gvn-order-dialog.h"
#include "app/widgets/gvn-announce.h"
#include "base/gvn-text.h"

struct _GvnMoneyBilling
{
  AdwPreferencesGroup parent_instance;

  /* owned */
  GvnSession *session;
  GvnMoney *money;
  GvnBilling *billing;
  GvnRecordList *lines;

  GDate month; /* its first day; invalid before the first refresh */

  /* template children */
  GtkColumnView *table;
  GtkWidget *card;
  GtkListBox *notes;
};

G_DEFINE_FINAL_TYPE (GvnMoneyBilling, gvn_money_billing, ADW_TYPE_PREFERENCES_GROUP)

/* What is told below the lines ----------------------------------------------------------- */

static GtkWidget *
add_note (GvnMoneyBilling *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_append (self->notes, row);

  return row;
}

static void
add_excess (GvnMoneyBilling *self, const GvnBillingLine *line)
{
  g_autofree char *name = gvn_order_dup_name (line->order);
  g_autofree char *title = g_strdup_printf ("%s, %s", name, line->uo->code);
  g_autofree char *amount = gvn_amount_dup_text (ABS (line->excess));
  g_autofree char *text = g_strdup_printf (
      /* Translators: an amount */
      line->excess > 0 ? _ ("Invoiced %s more than was admitted") : _ ("Invoiced %s less than was admitted"), amount);
  GtkWidget *row = add_note (self, title, text);

  if (line->excess > 0)
    gvn_ui_add_suffix (row, _ ("To check"), "warning");
}

/* What is to be paid, where something changes what was admitted. */
static void
add_net (GvnMoneyBilling *self)
{
  GvnMoneyAmount net;
  g_autofree char *text = NULL;
  g_autofree char *missing = NULL;

  gvn_billing_get_net (self->billing, &net);
  text = gvn_amount_dup_text (net.cents);
  missing = gvn_money_amount_dup_missing (&net);
  gvn_ui_add_suffix (add_note (self, gvn_billing_get_net_label (), missing), text, "heading");
}

static void
new_element_cb (GvnMoneyBilling *self)
{
  gvn_settlement_new_present (self->session, self->billing->meeting->id, GTK_WIDGET (self));
}

/* Only the COPIL that settles the month has its elements. */
static void
add_new_element (GvnMoneyBilling *self)
{
  GtkWidget *row;

  if (self->billing->meeting == NULL || gvn_store_is_read_only (gvn_session_get_store (self->session)))
    return;
  row = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Add a Penalty, a Malus or a Bonus…"));
  g_signal_connect_object (row, "activated", G_CALLBACK (new_element_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->notes, row);
}

static void
fill_notes (GvnMoneyBilling *self)
{
  const GvnBilling *billing = self->billing;
  GvnMoneyAmount all = { 0 };

  gtk_list_box_remove_all (self->notes);
  if (billing->lines->len == 0)
    add_note (self, _ ("Nothing was ordered, admitted or invoiced in it"), NULL);
  for (guint i = GVN_MONEY_ORDERED; i < GVN_MONEY_N_STAGES; i++)
    gvn_money_amount_add (&all, &billing->totals[i]);
  if (all.n_missing > 0)
    add_note (self, _ ("Prices are missing: an amount after ≥ is at least that"), NULL);
  for (guint i = 0; i < billing->lines->len; i++)
    if (((GvnBillingLine *) billing->lines->pdata[i])->excess != 0)
      add_excess (self, billing->lines->pdata[i]);
  for (guint i = 0; i < billing->items->len; i++)
    gvn_billing_set_row (add_note (self, "", NULL), billing->items->pdata[i], self->session);
  if (billing->items->len > 0)
    add_net (self);
  add_new_element (self);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), gtk_widget_get_first_child (GTK_WIDGET (self->notes)) != NULL);
}

/* The month ------------------------------------------------------------------------------- */

static void
show_head (GvnMoneyBilling *self)
{
  g_autofree char *month = gvn_text_month (&self->month);
  /* Translators: a month and its year */
  g_autofree char *title = g_strdup_printf (_ ("Billing of %s"), month);
  g_autofree char *meeting = self->billing->meeting != NULL ? gvn_meeting_dup_title (self->billing->meeting) : NULL;
  g_autofree char *place
      /* Translators: a meeting */
      = meeting != NULL ? g_strdup_printf (_ ("To settle in: %s"), meeting)
                        : g_strdup (_ ("No COPIL is planned after it to settle it"));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), place);
}

/* From the signature to the end of the contract, or to the present month after it. */
static void
update_actions (GvnMoneyBilling *self)
{
  const GvnContract *contract = gvn_session_get_contract (self->session);
  GDate last = contract->end_on;

  if (g_date_compare (&gvn_session_get_now (self->session)->local.date, &last) > 0)
    last = gvn_session_get_now (self->session)->local.date;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "billing.previous",
                                 g_date_compare (&self->month, &contract->signed_on) > 0);
  g_date_set_day (&last, 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "billing.next", g_date_compare (&self->month, &last) < 0);
}

static void
load_month (GvnMoneyBilling *self)
{
  g_autoptr (GError) error = NULL;
  GvnBilling *billing = gvn_billing_load (gvn_session_get_db (self->session), self->money, &self->month, &error);

  if (billing == NULL)
    {
      gvn_session_fail (self->session, error);
      return;
    }
  g_clear_pointer (&self->billing, gvn_billing_free);
  self->billing = billing;
  gvn_money_lines_fill (self->lines, billing);
  gtk_widget_set_visible (self->card, billing->lines->len > 0);
  show_head (self);
  fill_notes (self);
  update_actions (self);
}

/**
 * gvn_money_billing_refresh:
 * @money: what all orders are worth
 *
 * Reads the statement of the month again: at first the one before this.
 */
void
gvn_money_billing_refresh (GvnMoneyBilling *self, GvnSession *session, GvnMoney *money)
{
  if (g_set_object (&self->session, session))
    {
      self->month = gvn_session_get_now (session)->local.date;
      g_date_set_day (&self->month, 1);
      g_date_subtract_months (&self->month, 1);
    }
  g_clear_pointer (&self->money, gvn_money_unref);
  self->money = gvn_money_ref (money);
  load_month (self);
}

static void
month_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnMoneyBilling *self = GVN_MONEY_BILLING (widget);

  if (g_str_equal (name, "billing.next"))
    g_date_add_months (&self->month, 1);
  else
    g_date_subtract_months (&self->month, 1);
  load_month (self);
  gvn_announce (widget, adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (self)),
                GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

/**
 * gvn_money_billing_get_billing:
 *
 * Returns: (transfer none): the statement it shows
 */
const GvnBilling *
gvn_money_billing_get_billing (GvnMoneyBilling *self)
{
  return self->billing;
}

/* Template ---------------------------------------------------------------------------------- */

static void
gvn_money_billing_dispose (GObject *object)
{
  GvnMoneyBilling *self = GVN_MONEY_BILLING (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_MONEY_BILLING);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->billing, gvn_billing_free);
  g_clear_pointer (&self->money, gvn_money_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gvn_money_billing_parent_class)->dispose (object);
}

static void
gvn_money_billing_class_init (GvnMoneyBillingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_money_billing_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/money/gvn-money-billing.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnMoneyBilling, table);
  gtk_widget_class_bind_template_child (widget_class, GvnMoneyBilling, card);
  gtk_widget_class_bind_template_child (widget_class, GvnMoneyBilling, notes);
  gtk_widget_class_install_action (widget_class, "billing.previous", NULL, month_action);
  gtk_widget_class_install_action (widget_class, "billing.next", NULL, month_action);
}

static void
line_activated_cb (GvnMoneyBilling *self, guint position)
{
  const char *order = gvn_money_lines_get_order (self->lines, position);

  if (order != NULL)
    gvn_order_dialog_present (self->session, order, GTK_WIDGET (self));
}

static void
gvn_money_billing_init (GvnMoneyBilling *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_date_clear (&self->month, 1);
  self->lines = gvn_money_lines_new ();
  gvn_money_lines_add_columns (self->lines, self->table);
  g_signal_connect_swapped (self->table, "activate", G_CALLBACK (line_activated_cb), self);
}
