/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The money page: the contract is signed on 1 October 2026, so that 1 February 2028 lies in
 * the second quarter of its second year. */
#include "config.h"

#include <adwaita.h>

#include "../gvn-test-window.h"
#include "../money/gvn-test-money.h"
#include "app/dialogs/gvn-why-dialog.h"
#include "app/gvn-page.h"
#include "deadlines/gvn-register.h"
#include "money/gvn-billing.h"
#include "orders/gvn-recurring.h"

typedef struct
{
  Fixture money;
  GvnSession *session;
  GvnWindow *window;
} MoneyWindow;

static void
open_window (MoneyWindow *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set_up (&self->money, NULL);
  self->session = gvn_session_new (self->money.contract.store, TODAY, &error);
  g_assert_no_error (error);
  gvn_session_set_me (self->session, NULL);
  self->window = gvn_window_new (test_application);
  gtk_window_present (GTK_WINDOW (self->window));
  gvn_window_set_session (self->window, self->session);
  gvn_window_show_section (self->window, "money");
  test_settle (GTK_WIDGET (self->window));
}

static void
close_window (MoneyWindow *self, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (self->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (self->session);
  self->money.contract.store = NULL; /* the session closed it */
  tear_down (&self->money, NULL);
}

static GtkWidget *
find_page (MoneyWindow *self)
{
  GtkWidget *page = test_find_type (GTK_WIDGET (self->window), "GvnMoneyPage");

  g_assert_nonnull (page);
  return page;
}

/* The mapped row whose title begins with @title. */
static GtkWidget *
look_for_row (GtkWidget *widget, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_ROW (widget) && gtk_widget_get_mapped (widget)
      && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = look_for_row (child, title);

  return found;
}

static GtkWidget *
find_row (GtkWidget *within, const char *title)
{
  GtkWidget *row = look_for_row (within, title);

  if (row == NULL)
    g_error ("no row “%s”", title);
  return row;
}

static void
assert_row (MoneyWindow *self, const char *title, const char *subtitle)
{
  GtkWidget *row = find_row (find_page (self), title);

  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, subtitle);
}

static GtkWidget *
find_group (GtkWidget *widget, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_GROUP (widget)
      && g_strcmp0 (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_group (child, title);

  return found;
}

/* One UO 5b at 400.00 admitted less 50.00, then two of them ordered, in January 2028. */
static void
order_two (MoneyWindow *self)
{
  price (&self->money, "2026-10-01", "UO 5b=40000");
  write_order (&self->money, "5b=1", NULL, (GvnOrderDraft) { .title = "Metz" });
  issue (&self->money, "2028-01-10T10:00");
  admit (&self->money, "2028-01-20T10:00", 5000);
  write_order (&self->money, "5b=2", NULL, (GvnOrderDraft) { .title = "Lyon" });
  issue (&self->money, "2028-01-12T10:00");
  test_settle (GTK_WIDGET (self->window));
}

/* Figures --------------------------------------------------------------------------------- */

/* Without an order the page says so, and lets those of a month be drafted all the same. */
static void
test_empty (MoneyWindow *self, gconstpointer data)
{
  GtkWidget *page = find_page (self);

  g_assert_nonnull (test_find_type (page, "AdwStatusPage"));
  g_assert_null (test_find_type (page, "GvnChartBars"));
  g_assert_null (look_for_row (page, "Ordered"));
  find_row (page, "Draft the Orders of February 2028…");
  find_row (page, "No maximum of the contract is set");
}

/* 1 × 400.00 and 2 × 400.00; what nothing came to is not 0. */
static void
test_totals (MoneyWindow *self, gconstpointer data)
{
  GtkWidget *page = find_page (self), *bars;

  order_two (self);
  g_assert_null (test_find_type (page, "AdwStatusPage"));
  g_assert_nonnull (find_group (page, "Market Year 2, Quarter 2"));
  assert_row (self, "Needed", "1200.00 €");
  assert_row (self, "Ordered", "1200.00 €");
  assert_row (self, "Admitted", "350.00 €");
  assert_row (self, "Invoiced", "–");

  bars = test_find_type (page, "GvnChartBars");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (bars), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (bars), GTK_ACCESSIBLE_PROPERTY_LABEL, "Amounts by month");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (test_find_type (bars, "GvnChartBar")), ==,
                   "January 2028 — Ordered: 1200.00 € · Admitted: 350.00 € · Invoiced: –");

  gtk_widget_activate_action (page, "money.previous", NULL);
  g_assert_nonnull (find_group (page, "Market Year 2, Quarter 1"));
  assert_row (self, "Ordered", "–");
}

/* Without a price nothing is known of UO 5b, and it is not 0; with one for UO 5a what is
 * ordered is at least that. */
static void
test_missing (MoneyWindow *self, gconstpointer data)
{
  serve (&self->money, "5b=1", "2028-01-10T10:00");
  test_settle (GTK_WIDGET (self->window));
  assert_row (self, "Ordered", "not known: the price of 1 line is missing");
  price (&self->money, "2026-10-01", "UO 5a=1000");
  serve (&self->money, "5a=1", "2028-01-11T10:00");
  test_settle (GTK_WIDGET (self->window));
  assert_row (self, "Ordered", "at least 10.00 €: the price of 1 line is missing");
}

/* 1200.00 of 1500.00 is 80 %, of 1263.15 more than 95 %, of 1199.99 all of it. */
static void
test_maximum (MoneyWindow *self, gconstpointer data)
{
  static const struct
  {
    const char *maximum;
    const char *title;
    const char *share;
  } cases[] = { { "150001", "Below the first alert, 80 %", "79 %" } /* not rounded up */,
                { "150000", "The first alert, 80 %, is reached", "80 %" },
                { "126315", "The last alert, 95 %, is reached", "95 %" },
                { "119999", "The maximum is passed", "100 %" } };

  order_two (self);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *gauge;

      set (&self->money, GVN_SETTING_MAXIMUM, cases[i].maximum);
      test_settle (GTK_WIDGET (self->window));
      gauge = test_find_type (find_row (find_page (self), cases[i].title), "GvnChartGauge");
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (gauge), GTK_ACCESSIBLE_ROLE_METER);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gauge), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           "Ordered of the maximum");
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gauge), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, cases[i].share);
    }
}

/* 6.2: the statement of the month before, on screen and copied. */
static void
test_billing (MoneyWindow *self, gconstpointer data)
{
  GtkWidget *page = find_page (self), *view;
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnPageTable) table = NULL;
  g_autofree char *text = NULL;

  order_two (self);
  g_assert_nonnull (find_group (page, "Billing of January 2028"));
  view = test_find_type (page, "GtkColumnView");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (test_find_type (view, "GtkColumnListView")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Lines of the statement");
  table = gvn_page_get_table (GVN_PAGE (page), &error);
  g_assert_no_error (error);
  text = gvn_page_table_to_text (table);
  g_assert_cmpstr (
      text, ==,
      "Order\tTitle\tUnit\tQuantity\tOrdered\tAdmitted\tRéfaction\tInvoiced\tInvoice\tTo settle\tContractor"
      "\tDSIUN\tDecision\n"
      "CMD-1\tMetz\tUO 5b\t1\t400.00\t350.00\t50.00\t\t\t\t\t\t\n"
      "CMD-2\tLyon\tUO 5b\t2\t800.00\t\t\t\t\t\t\t\t\n"
      "Total\t\t\t\t1200.00\t350.00\t50.00\t\t\t\t\t\t\n"
      "CMD-1\tRéfaction: Metz\t\t\t\t\t\t\t\t-50.00\t\t\tnot settled yet\n");

  /* a line opens its order, the total opens nothing */
  g_signal_emit_by_name (view, "activate", 2);
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window)));
  g_signal_emit_by_name (view, "activate", 0);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window)));
  gtk_widget_activate_action (GTK_WIDGET (find_group (page, "Billing of January 2028")), "billing.next", NULL);
  test_settle (GTK_WIDGET (self->window));
  g_assert_nonnull (find_group (page, "Billing of February 2028"));
  find_row (page, "Nothing was ordered, admitted or invoiced in it");
}

static AdwDialog *
get_dialog (MoneyWindow *self)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
}

static AdwDialog *
open_row_of (MoneyWindow *self, GtkWidget *within, const char *title)
{
  g_signal_emit_by_name (find_row (within, title), "activated");
  test_settle (GTK_WIDGET (self->window));

  return get_dialog (self);
}

static AdwDialog *
open_row (MoneyWindow *self, const char *title)
{
  return open_row_of (self, find_page (self), title);
}

static void
apply (MoneyWindow *self, AdwDialog *dialog)
{
  g_signal_emit_by_name (adw_dialog_get_default_widget (dialog), "clicked");
  test_settle (GTK_WIDGET (self->window));
}

static void
type_in (AdwDialog *dialog, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (GTK_WIDGET (dialog), row)), text);
}

static void
choose (AdwDialog *dialog, const char *row, guint position)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (GTK_WIDGET (dialog), row)), position);
}

static char *
record_decision (MoneyWindow *self, const char *meeting)
{
  GvnMatterDraft draft = { .kind = GVN_MATTER_DECISION,
                           .scope = GVN_SCOPE_SERVICE,
                           .owner_side = "dsiun",
                           .title = "No réfaction",
                           .meeting = meeting,
                           .now = &self->money.contract.now };

  test_run (&self->money.contract, "Decision", gvn_matter_create, &draft);
  g_free (draft.warning);
  test_settle (GTK_WIDGET (self->window));

  return draft.id;
}

static GvnMeeting *
plan_copil (MoneyWindow *self)
{
  GvnMeetingFilter filter = { .from = test_date ("2028-02-01"), .body = "COPIL" };
  g_autoptr (GPtrArray) meetings = NULL;

  test_plan (&self->money.contract, 2028);
  meetings = gvn_meeting_list (gvn_session_get_db (self->session), &filter, NULL);
  test_settle (GTK_WIDGET (self->window));

  return g_object_ref (meetings->pdata[0]);
}

/* What one party contests of an order, from its page, is told in the statement with both
 * positions until a decision settles it. */
static void
test_dispute (MoneyWindow *self, gconstpointer data)
{
  g_autoptr (GvnMeeting) copil = NULL;
  g_autofree char *decision = NULL;
  GtkWidget *page = find_page (self), *text;
  AdwDialog *order, *dialog;

  order_two (self);
  copil = plan_copil (self);
  g_signal_emit_by_name (test_find_type (page, "GtkColumnView"), "activate", 0);
  test_settle (GTK_WIDGET (self->window));
  order = get_dialog (self);
  dialog = open_row_of (self, GTK_WIDGET (order), "Contest the Billing…");
  apply (self, dialog); /* why is not said */
  g_assert_true (get_dialog (self) == dialog);
  choose (dialog, "What is contested", 1);
  type_in (dialog, "Amount in euros", "50");
  text = test_find_type (GTK_WIDGET (dialog), "GtkTextView");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "Delivered in full", -1);
  apply (self, dialog);
  g_assert_true (get_dialog (self) == order);
  find_row (GTK_WIDGET (order), "Dispute: CMD-1, UO 5b");
  adw_dialog_force_close (order);
  assert_row (self, "Dispute: CMD-1, UO 5b",
              "Contractor: Contested: Delivered in full\nDSIUN: Awaited\nNo decision settles it yet");

  decision = record_decision (self, copil->id);
  dialog = open_row (self, "Dispute: CMD-1, UO 5b");
  dialog = open_row_of (self, GTK_WIDGET (dialog), "Settled by");
  choose (dialog, "Decision", 1);
  apply (self, dialog);
  adw_dialog_force_close (get_dialog (self));
  assert_row (self, "Dispute: CMD-1, UO 5b",
              "Contractor: Contested: Delivered in full\nDSIUN: Awaited\nSettled by D-1 No réfaction");
}

static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);

  return found;
}

/* A penalty is added to the COPIL of the month and taken off: 350.00 less 120.50. The
 * réfaction has its decision; both are in the statement as printed. */
static void
test_penalty (MoneyWindow *self, gconstpointer data)
{
  g_autoptr (GvnMeeting) copil = NULL;
  g_autoptr (GvnPrint) print = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *decision = NULL;
  AdwDialog *dialog;

  order_two (self);
  g_assert_null (look_for_row (find_page (self), "Add a Penalty, a Malus or a Bonus…")); /* no COPIL */
  copil = plan_copil (self);
  dialog = open_row (self, "Add a Penalty, a Malus or a Bonus…");
  type_in (dialog, "Title", "Late replacement");
  type_in (dialog, "Amount in euros", "-120.50");
  choose (dialog, "Kind", 3);
  apply (self, dialog); /* a penalty has no sign */
  g_assert_true (get_dialog (self) == dialog);
  type_in (dialog, "Amount in euros", "120.50");
  apply (self, dialog);
  g_assert_null (get_dialog (self));
  assert_row (self, "Penalty: Late replacement", "Contractor: Awaited\nDSIUN: Awaited\nNo decision settles it yet");
  g_assert_nonnull (find_label (find_row (find_page (self), "Admitted less penalties"), "229.50 €"));

  decision = record_decision (self, copil->id);
  dialog = open_row (self, "Réfaction: Metz, CMD-1");
  choose (dialog, "Decision", 1);
  apply (self, dialog);
  assert_row (self, "Réfaction: Metz, CMD-1", "Settled by D-1 No réfaction");

  print = gvn_page_create_print (GVN_PAGE (find_page (self)), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (print->title, ==, "Billing of January 2028");
  g_assert_cmpuint (print->blocks->len, ==, 4); /* lines, a heading, what is settled, what remains */
}

/* What recurs ----------------------------------------------------------------------------- */

static guint
count_orders (MoneyWindow *self)
{
  gint64 n = 0;

  gvn_db_get_int (gvn_session_get_db (self->session), &n, NULL, "SELECT count(*) FROM service_order", "");

  return (guint) n;
}

/* Part I: February 2028 is the twelfth month of the RUN, so that UO 5a, every other month
 * from its first, does not come: one order of UO 1 and one of the TME. Undone in one go;
 * what is drafted is not drafted twice. */
static void
test_draft (MoneyWindow *self, gconstpointer data)
{
  AdwDialog *dialog;
  GtkWidget *group;

  order_two (self);
  apply (self, open_row (self, "Draft the Orders of February 2028…"));
  g_assert_cmpuint (count_orders (self), ==, 4);
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window)));
  assert_row (self, "Needed", "at least 1200.00 €: the prices of 5 lines are missing");

  dialog = open_row (self, "Draft the Orders of February 2028…");
  apply (self, dialog);
  g_assert_true (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window)) == dialog);
  group = test_find_type (GTK_WIDGET (dialog), "AdwPreferencesGroup");
  g_assert_nonnull (
      strstr (adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (group)), "nothing is left to draft"));
  adw_dialog_force_close (dialog);

  gvn_session_undo (self->session);
  test_settle (GTK_WIDGET (self->window));
  g_assert_cmpuint (count_orders (self), ==, 2);
  assert_row (self, "Needed", "1200.00 €");
}

/* From the deadline of a month to what drafts its orders, wherever one was. */
static void
test_draft_deadline (MoneyWindow *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GvnDeadlineFilter filter = { .state = -1, .subject_kind = GVN_SUBJECT_RECURRING_MONTH, .subject_id = "2028-02" };
  g_autoptr (GPtrArray) deadlines
      = gvn_register_list (gvn_session_get_db (self->session), &filter, gvn_session_get_now (self->session), &error);
  AdwDialog *dialog;
  GtkWidget *row, *scroller;
  graphene_rect_t bounds;

  g_assert_no_error (error);
  g_assert_cmpuint (deadlines->len, ==, 1);
  gvn_window_show_section (self->window, "deadlines");
  gvn_why_dialog_present (self->session, deadlines->pdata[0], GTK_WIDGET (self->window));
  test_settle (GTK_WIDGET (self->window));
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  row = find_row (GTK_WIDGET (dialog), "February 2028");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Open what is ordered every month");
  g_signal_emit_by_name (row, "activated");
  test_settle (GTK_WIDGET (self->window));
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window)));
  row = find_row (find_page (self), "Draft the Orders of February 2028…");
  while (gtk_window_get_focus (GTK_WINDOW (self->window)) != row)
    g_main_context_iteration (NULL, TRUE);
  test_settle (GTK_WIDGET (self->window));
  scroller = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  g_assert_true (gtk_widget_compute_bounds (row, scroller, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, 0);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (scroller));
}

/* Six UO 8 a month since the RUN; seven of them from 1 March on, by an act. */
static void
test_quantity (MoneyWindow *self, gconstpointer data)
{
  GtkWidget *row = find_row (find_page (self), "UO 8 ");
  AdwDialog *dialog;

  g_assert_true (
      g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "6 every month · since 1 March 2027"));
  dialog = open_row (self, "UO 8 ");
  type_in (dialog, "Quantity each time", "seven");
  apply (self, dialog);
  g_assert_true (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window)) == dialog);
  type_in (dialog, "Quantity each time", "7");
  type_in (dialog, "Takes effect on", "2028-03-01");
  type_in (dialog, "Act that allows it", "COPIL");
  apply (self, dialog);
  row = find_row (find_page (self), "UO 8 ");
  g_assert_true (g_str_has_suffix (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "\n7 from 1 March 2028 on"));
}

int
main (int argc, char **argv)
{
  test_window_init (&argc, &argv);
#define ADD(name, test) g_test_add ("/app/money/" name, MoneyWindow, NULL, open_window, test, close_window)
  ADD ("empty", test_empty);
  ADD ("totals", test_totals);
  ADD ("missing", test_missing);
  ADD ("maximum", test_maximum);
  ADD ("6.2-billing", test_billing);
  ADD ("6.2-dispute", test_dispute);
  ADD ("6.2-penalty", test_penalty);
  ADD ("draft", test_draft);
  ADD ("draft-deadline", test_draft_deadline);
  ADD ("quantity", test_quantity);

  return test_window_run ();
}
