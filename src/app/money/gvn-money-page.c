/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-ui.h"
#include "app/money/gvn-money-billing.h"
#include "app/money/gvn-money-charts.h"
#include "app/money/gvn-money-lines.h"
#include "app/money/gvn-money-page.h"
#include "app/money/gvn-money-recurring.h"
#include "app/money/gvn-money-words.h"
#include "app/preferences/gvn-preferences-dialog.h"
#include "app/widgets/gvn-announce.h"
#include "app/widgets/gvn-chart-gauge.h"
#include "base/gvn-error.h"
#include "base/gvn-text.h"

struct _GvnMoneyPage
{
  GvnPage parent_instance;

  GvnMoney *money;    /* owned */
  GvnQuarter quarter; /* the one shown; of year 0 before any is */

  /* template children */
  AdwPreferencesGroup *empty;
  AdwPreferencesGroup *totals;
  GvnMoneyCharts *charts;
  AdwPreferencesGroup *maximum;
  AdwPreferencesGroup *weights;
  GvnMoneyBilling *billing;
  AdwPreferencesGroup *recurring;

  int n_frames; /* to wait for before the recurring units are shown */
};

G_DEFINE_FINAL_TYPE (GvnMoneyPage, gvn_money_page, GVN_TYPE_PAGE)

/* The quarter ------------------------------------------------------------------------- */

static void
show_totals (GvnMoneyPage *self)
{
  GvnMoneyAmount amounts[GVN_MONEY_N_STAGES];

  gvn_money_sum_all (self->money, &self->quarter.first, &self->quarter.last, amounts);
  gvn_ui_clear_group (self->totals);
  for (guint i = 0; i < GVN_MONEY_N_STAGES; i++)
    {
      g_autofree char *text = gvn_money_words_dup_amount (&amounts[i]);
      GtkWidget *row = gvn_ui_add_row (self->totals, gvn_money_stage_get_label (i), text);

      gtk_widget_add_css_class (row, "property");
      if (amounts[i].n_missing > 0)
        gtk_widget_add_css_class (row, "warning");
    }
}

static void
show_head (GvnMoneyPage *self)
{
  const GDate *today = &gvn_session_get_now (gvn_page_get_session (GVN_PAGE (self)))->local.date;
  g_autofree char *first = gvn_text_date (&self->quarter.first);
  g_autofree char *last = gvn_text_date (&self->quarter.last);
  /* Translators: the number of a market year, that of a quarter */
  g_autofree char *title = g_strdup_printf (_ ("Market Year %d, Quarter %d"), self->quarter.year, self->quarter.number);
  gboolean present
      = g_date_compare (&self->quarter.first, today) <= 0 && g_date_compare (today, &self->quarter.last) <= 0;
  /* Translators: two dates */
  g_autofree char *days = g_strdup_printf (
      present ? _ ("%s to %s, without tax; today is in it") : _ ("%s to %s, without tax"), first, last);

  adw_preferences_group_set_title (self->totals, title);
  adw_preferences_group_set_description (self->totals, days);
}

static void
add_weight (GvnMoneyPage *self, const GvnWeights *weights, guint term)
{
  g_autofree char *amount = gvn_money_words_dup_amount (&weights->amounts[term]);
  GtkWidget *row = gvn_ui_add_row (self->weights, gvn_term_get_label (term), amount);
  g_autofree char *number = NULL;
  g_autofree char *percent = NULL;

  if (weights->weights[term] < 0)
    {
      gvn_ui_add_suffix (row, "–", "dimmed");
      return;
    }
  number = gvn_quantity_dup_text (weights->weights[term]);
  /* Translators: a share in percent */
  percent = g_strdup_printf (_ ("%s %%"), number);
  gvn_ui_add_suffix (row, percent, "numeric");
}

static void
show_weights (GvnMoneyPage *self)
{
  GvnWeights weights;

  gvn_money_weigh (self->money, &self->quarter, &weights);
  gvn_ui_clear_group (self->weights);
  for (guint i = 0; i < GVN_N_TERMS; i++)
    if (weights.counted[i])
      add_weight (self, &weights, i);
  if (weights.total.n_missing > 0)
    gvn_ui_add_row (self->weights, _ ("The weights are of what is known so far: prices are missing"), NULL);
}

/* The one before or after what is shown, where the contract has one. */
static gboolean
find_beside (GvnMoneyPage *self, gboolean next, GvnQuarter *quarter)
{
  GDate day = next ? self->quarter.last : self->quarter.first;

  if (next)
    g_date_add_days (&day, 1);
  else
    g_date_subtract_days (&day, 1);

  return gvn_contract_get_quarter (gvn_money_get_contract (self->money), &day, quarter);
}

static void
update_actions (GvnMoneyPage *self)
{
  GvnQuarter beside;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "money.previous",
                                 self->money != NULL && find_beside (self, FALSE, &beside));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "money.next",
                                 self->money != NULL && find_beside (self, TRUE, &beside));
}

static void
show_quarter (GvnMoneyPage *self)
{
  show_head (self);
  show_totals (self);
  gvn_money_charts_show (self->charts, self->money, &self->quarter);
  show_weights (self);
  update_actions (self);
}

/* At first the present one; before or after the contract its first or its last. */
static void
choose_quarter (GvnMoneyPage *self, const GDate *today)
{
  const GvnContract *contract = gvn_money_get_contract (self->money);
  GDate first = self->quarter.first;

  if (self->quarter.year > 0 && gvn_contract_get_quarter (contract, &first, &self->quarter))
    return;
  if (!gvn_contract_get_quarter (contract, today, &self->quarter))
    gvn_contract_get_quarter (contract,
                              g_date_compare (today, &contract->end_on) > 0 ? &contract->end_on : &contract->signed_on,
                              &self->quarter);
}

static void
quarter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnMoneyPage *self = GVN_MONEY_PAGE (widget);
  g_autofree char *told = NULL;
  GvnQuarter quarter;

  if (!find_beside (self, g_str_equal (name, "money.next"), &quarter))
    return;
  self->quarter = quarter;
  show_quarter (self);
  told = g_strdup_printf ("%s, %s", adw_preferences_group_get_title (self->totals),
                          adw_preferences_group_get_description (self->totals));
  gvn_announce (widget, told, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

/* The maximum ------------------------------------------------------------------------- */

static void
open_readings (GvnSession *session, const char *subject, GtkWidget *parent)
{
  AdwDialog *dialog = gvn_preferences_dialog_new (session);

  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), "readings");
  adw_dialog_present (dialog, parent);
}

/* Where what is ordered stands, in words. */
static char *
dup_level (const GvnMaximum *maximum)
{
  switch (maximum->level)
    {
    case GVN_MAXIMUM_CLEAR:
      /* Translators: a percentage */
      return g_strdup_printf (_ ("Below the first alert, %d %%"), maximum->first_alert);
    case GVN_MAXIMUM_FIRST_ALERT:
      /* Translators: a percentage */
      return g_strdup_printf (_ ("The first alert, %d %%, is reached"), maximum->first_alert);
    case GVN_MAXIMUM_LAST_ALERT:
      /* Translators: a percentage */
      return g_strdup_printf (_ ("The last alert, %d %%, is reached"), maximum->last_alert);
    case GVN_MAXIMUM_PASSED:
      return g_strdup (_ ("The maximum is passed"));
    }

  g_assert_not_reached ();
}

static void
show_maximum (GvnMoneyPage *self, GvnSession *session)
{
  static const char *const styles[] = { "met", "met-late", "late", "late" };
  static const char *const words[] = { NULL, "warning", "error", "error" };
  g_autofree char *text = NULL;
  g_autofree char *level = NULL;
  GvnChartSeries series = { NULL };
  GvnMaximum maximum;
  GtkWidget *row, *gauge;

  gvn_money_get_maximum (self->money, &maximum);
  text = gvn_maximum_dup_text (&maximum);
  gvn_ui_clear_group (self->maximum);
  if (maximum.cents == 0)
    {
      row = gvn_ui_add_row (self->maximum, text, _ ("Set it in Preferences → Readings"));
      gvn_ui_set_opener (row, session, open_readings, NULL);
      return;
    }

  level = dup_level (&maximum);
  row = gvn_ui_add_row (self->maximum, level, text);
  series = (GvnChartSeries) { _ ("Ordered"), styles[maximum.level], GVN_CHART_SOLID };
  gauge = gvn_chart_gauge_new (_ ("Ordered of the maximum"), &series);
  gvn_chart_gauge_set_share (GVN_CHART_GAUGE (gauge), (double) maximum.ordered.cents / (double) maximum.cents);
  gtk_widget_set_valign (gauge, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (gauge, 6);
  gtk_widget_set_margin_bottom (gauge, 6);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gauge);
  if (words[maximum.level] != NULL)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (icon, words[maximum.level]);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
      gtk_widget_add_css_class (row, words[maximum.level]);
    }
  gvn_ui_set_opener (row, session, open_readings, NULL);
}

/* The page ---------------------------------------------------------------------------- */

static void
show_money (gpointer page, gpointer read)
{
  GvnMoneyPage *self = GVN_MONEY_PAGE (page);
  GvnSession *session = gvn_page_get_session (page);
  GtkWidget *figures[] = { GTK_WIDGET (self->totals), GTK_WIDGET (self->charts), GTK_WIDGET (self->weights),
                           GTK_WIDGET (self->billing) };
  GvnMoney *previous = self->money;
  gboolean any;

  self->money = gvn_money_ref (read);
  any = gvn_money_get_entries (self->money)->len > 0;
  gtk_widget_set_visible (GTK_WIDGET (self->empty), !any);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    gtk_widget_set_visible (figures[i], any);
  choose_quarter (self, &gvn_session_get_now (session)->local.date);
  show_quarter (self);
  g_clear_pointer (&previous, gvn_money_unref);
  show_maximum (self, session);
  gvn_money_billing_refresh (self->billing, session, self->money);
  gvn_money_recurring_fill (self->recurring, session);
  gtk_widget_set_visible (adw_bin_get_child (ADW_BIN (self)), TRUE);
}

/* What was read before shows until then; nothing does the first time. */
static void
gvn_money_page_refresh (GvnPage *page)
{
  GvnSession *session = gvn_page_get_session (page);

  gvn_page_read (page, gvn_money_read,
                 gvn_order_reading_new (gvn_session_get_order_book (session), gvn_session_get_now (session)),
                 (GDestroyNotify) gvn_order_reading_free, (GDestroyNotify) gvn_money_unref, show_money);
}

/* What is not read or not laid out yet cannot be scrolled to. */
static gboolean
focus_recurring_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GvnMoneyPage *self = GVN_MONEY_PAGE (widget);

  if (gvn_page_is_reading (GVN_PAGE (self)) || gtk_widget_get_height (GTK_WIDGET (self->recurring)) == 0
      || self->n_frames-- > 0)
    return G_SOURCE_CONTINUE;
  gtk_widget_child_focus (GTK_WIDGET (self->recurring), GTK_DIR_TAB_BACKWARD);

  return G_SOURCE_REMOVE;
}

/* To what drafts them, at the end of the group. */
static void
recurring_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GVN_MONEY_PAGE (widget)->n_frames = 1;
  gtk_widget_add_tick_callback (widget, focus_recurring_cb, NULL, NULL);
}

/* The statement shown, once it was read. */
static const GvnBilling *
get_billing (GvnMoneyPage *self, GError **error)
{
  const GvnBilling *billing = gvn_money_billing_get_billing (self->billing);

  if (billing == NULL)
    g_set_error_literal (error, GVN_ERROR, GVN_ERROR_REFUSED,
                         _ ("The statement is still being read: try again in a moment"));

  return billing;
}

static GvnPageTable *
gvn_money_page_get_table (GvnPage *page, GError **error)
{
  const GvnBilling *billing = get_billing (GVN_MONEY_PAGE (page), error);

  return billing != NULL ? gvn_money_lines_create_table (billing) : NULL;
}

/* The statement is what is carried into the COPIL. */
static GvnPrint *
gvn_money_page_create_print (GvnPage *page, GError **error)
{
  GvnSession *session = gvn_page_get_session (page);
  const GvnBilling *billing = get_billing (GVN_MONEY_PAGE (page), error);

  return billing != NULL
             ? gvn_print_new_billing (gvn_session_get_store (session), billing, gvn_session_get_now (session), error)
             : NULL;
}

static void
gvn_money_page_dispose (GObject *object)
{
  GvnMoneyPage *self = GVN_MONEY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_MONEY_PAGE);
  g_clear_pointer (&self->money, gvn_money_unref);

  G_OBJECT_CLASS (gvn_money_page_parent_class)->dispose (object);
}

static void
gvn_money_page_class_init (GvnMoneyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_money_page_dispose;
  GVN_PAGE_CLASS (klass)->refresh = gvn_money_page_refresh;
  GVN_PAGE_CLASS (klass)->get_table = gvn_money_page_get_table;
  GVN_PAGE_CLASS (klass)->create_print = gvn_money_page_create_print;
  g_type_ensure (GVN_TYPE_MONEY_BILLING);
  g_type_ensure (GVN_TYPE_MONEY_CHARTS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/money/gvn-money-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnMoneyPage, empty);
  gtk_widget_class_bind_template_child (widget_class, GvnMoneyPage, totals);
  gtk_widget_class_bind_template_child (widget_class, GvnMoneyPage, charts);
  gtk_widget_class_bind_template_child (widget_class, GvnMoneyPage, maximum);
  gtk_widget_class_bind_template_child (widget_class, GvnMoneyPage, weights);
  gtk_widget_class_bind_template_child (widget_class, GvnMoneyPage, billing);
  gtk_widget_class_bind_template_child (widget_class, GvnMoneyPage, recurring);
  gtk_widget_class_install_action (widget_class, "money.previous", NULL, quarter_action);
  gtk_widget_class_install_action (widget_class, "money.next", NULL, quarter_action);
  gtk_widget_class_install_action (widget_class, "money.recurring", NULL, recurring_action);
}

static void
gvn_money_page_init (GvnMoneyPage *self)
{
  AdwPreferencesGroup *groups[4];

  gtk_widget_init_template (GTK_WIDGET (self));
  groups[0] = self->totals;
  groups[1] = self->maximum;
  groups[2] = self->weights;
  groups[3] = self->recurring;
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    gvn_ui_track_rows (groups[i]);
  gvn_ui_add_page_keys (GTK_WIDGET (self), "money.previous", "money.next");
}
