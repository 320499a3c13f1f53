/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Orders, on the demonstration. */
#include "config.h"

#include "../gvn-test-names.h"
#include "../gvn-test-window.h"
#include "app/gvn-page.h"
#include "app/dialogs/gvn-search-dialog.h"
#include "app/orders/gvn-order-dialog.h"
#include "app/orders/gvn-request-form.h"
#include "orders/gvn-order-act.h"

static GtkWidget *
get_dialog (TestWindow *app)
{
  return GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (app->window)));
}

static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  GtkWidget *found = ADW_IS_PREFERENCES_ROW (widget)
                             && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title)
                         ? widget
                         : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);

  return found;
}

/* Whether @text is read somewhere on screen. */
static gboolean
says (GtkWidget *widget, const char *text)
{
  gboolean found = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
                   && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); !found && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = says (child, text);

  return found;
}

/* The orders of the contract, in the order of their numbers. */
static GPtrArray *
list_orders (TestWindow *app)
{
  g_autoptr (GError) error = NULL;
  GvnOrderFilter filter = GVN_ORDER_FILTER_INIT;
  GPtrArray *orders
      = gvn_order_list (gvn_session_get_db (app->session), &filter, gvn_session_get_now (app->session), &error);

  g_assert_no_error (error);
  return orders;
}

/* The one written last. */
static GvnOrder *
find_last (TestWindow *app)
{
  g_autoptr (GPtrArray) orders = list_orders (app);
  GvnOrder *last = NULL;

  for (guint i = 0; i < orders->len; i++)
    if (last == NULL || ((GvnOrder *) orders->pdata[i])->number > last->number)
      last = orders->pdata[i];

  return last != NULL ? g_object_ref (last) : NULL;
}

static guint
count_orders (TestWindow *app)
{
  g_autoptr (GPtrArray) orders = list_orders (app);

  return orders->len;
}

static GvnOrder *
reload (TestWindow *app, GvnOrder *order)
{
  GvnOrder *now
      = gvn_order_find (gvn_session_get_db (app->session), order->id, gvn_session_get_now (app->session), NULL);

  g_object_unref (order);
  return now;
}

/* As a request is written on the command line. */
static void
write_request (TestWindow *app, const char *unit, const char *title, const char *sent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = gvn_order_lines_new ();
  GvnOrderDraft draft = { .title = title,
                          .lines = lines,
                          .sent = test_instant (sent),
                          .by_name = "SAQM",
                          .by_side = "dsiun",
                          .now = gvn_session_get_now (app->session) };

  g_ptr_array_add (lines, gvn_order_line_new (unit, 3 * GVN_QUANTITY_ONE));
  gvn_session_run (app->session, "Request", gvn_order_write, &draft, &error);
  g_assert_no_error (error);
  g_free (draft.id);
}

static void
press_default (TestWindow *app)
{
  g_signal_emit_by_name (adw_dialog_get_default_widget (ADW_DIALOG (get_dialog (app))), "clicked");
  test_settle (GTK_WIDGET (app->window));
}

/* What is typed where the focus is, then Enter. */
static void
type (TestWindow *app, const char *text)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (app->window));
  GtkWidget *row = gtk_widget_get_ancestor (focus, ADW_TYPE_ENTRY_ROW);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  test_settle (GTK_WIDGET (app->window));
}

static void
press_enter (TestWindow *app)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (app->window));

  g_assert_true (GTK_IS_TEXT (focus));
  g_signal_emit_by_name (focus, "activate");
  test_settle (GTK_WIDGET (app->window));
}

/* C.2: asked for on Wednesday 8 March 2028, UO 12 is quoted by the fifth working day, on the
 * 15th at 18h. The keys alone write it: a code, Enter, a quantity, Enter. */
static void
test_request (TestWindow *app, gconstpointer data)
{
  guint n_before = count_orders (app), n_named = 0;
  g_autoptr (GvnOrder) order = NULL;
  const GvnOrderLine *line;
  GtkWidget *row;

  gvn_window_show_section (app->window, "orders");
  gtk_widget_activate_action (GTK_WIDGET (app->window), "win.new", NULL);
  test_settle (GTK_WIDGET (app->window));
  test_check_names (get_dialog (app), &n_named);
  g_assert_cmpuint (n_named, >=, 10);

  type (app, "12a");
  row = find_row (get_dialog (app), "UO 12a");
  g_assert_nonnull (row);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "Quote due on Wednesday 15 March 2028, 18:00");
  press_enter (app);
  type (app, "no number");
  press_enter (app);
  g_assert_true (gtk_widget_has_css_class (find_row (get_dialog (app), "Quantity"), "error"));
  type (app, "3");
  press_enter (app);
  row = find_row (get_dialog (app), "UO 12a");
  g_assert_nonnull (row);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "Quote due on Wednesday 15 March 2028, 18:00");
  press_default (app);
  g_assert_null (get_dialog (app));
  g_assert_cmpuint (count_orders (app), ==, n_before + 1);
  order = find_last (app);
  g_assert_cmpint (order->state, ==, GVN_ORDER_SENT);
  line = gvn_order_get_current_lines (order)->pdata[0];
  g_assert_cmpstr (line->uo, ==, "UO 12a");
  g_assert_cmpint (line->quantity, ==, 3 * GVN_QUANTITY_ONE);
  test_assert_date (&order->quote_due.date, "2028-03-15");

  gvn_session_undo (app->session);
  g_assert_cmpuint (count_orders (app), ==, n_before);
}

/* 7.11.3.3: UO 13 starts from a specification, which is asked for only then; without it the
 * dialog stays, with the reason. */
static void
test_refused (TestWindow *app, gconstpointer data)
{
  guint n_before = count_orders (app);
  GtkWidget *specification;

  gvn_request_form_present (app->session, NULL, GTK_WIDGET (app->window));
  test_settle (GTK_WIDGET (app->window));
  specification = find_row (get_dialog (app), "Specification");
  g_assert_false (gtk_widget_get_visible (specification));
  type (app, "13a");
  press_enter (app);
  press_enter (app);
  g_assert_true (gtk_widget_get_visible (specification));
  g_assert_nonnull (find_row (get_dialog (app), "UO 13a starts from a specification"));
  press_default (app);
  g_assert_nonnull (get_dialog (app));
  g_assert_cmpuint (count_orders (app), ==, n_before);
  gtk_editable_set_text (GTK_EDITABLE (specification), "CDC-2028-04");
  press_default (app);
  g_assert_null (get_dialog (app));
  g_assert_cmpuint (count_orders (app), ==, n_before + 1);
}

/* An answer recorded from the page of an order, then taken back. */
static void
test_act (TestWindow *app, gconstpointer data)
{
  g_autoptr (GvnOrder) order = NULL;
  guint n_named = 0;
  GtkWidget *page;

  write_request (app, "UO 12a", "Certificates", "2028-03-01T10:00");
  order = find_last (app);
  g_assert_cmpint (order->state, ==, GVN_ORDER_SENT);
  gvn_order_dialog_present (app->session, order->id, GTK_WIDGET (app->window));
  test_settle (GTK_WIDGET (app->window));
  page = get_dialog (app);
  test_check_names (page, &n_named);
  g_assert_cmpuint (n_named, >=, 6);
  g_assert_null (find_row (page, "Accept the Quote"));
  g_signal_emit_by_name (find_row (page, "Record the Answer"), "activated");
  test_settle (GTK_WIDGET (app->window));
  g_assert_true (get_dialog (app) != page);
  gtk_editable_set_text (GTK_EDITABLE (find_row (get_dialog (app), "When it really happened")), "2028-03-07 17:00");
  press_default (app);
  g_assert_true (get_dialog (app) == page);

  order = reload (app, g_steal_pointer (&order));
  g_assert_cmpint (order->state, ==, GVN_ORDER_QUOTED);
  g_assert_cmpint (order->notes.quote, ==, 20);
  g_assert_nonnull (find_row (page, "Accept the Quote"));
  gvn_session_undo (app->session);
  test_settle (GTK_WIDGET (app->window));
  order = reload (app, g_steal_pointer (&order));
  g_assert_cmpint (order->state, ==, GVN_ORDER_SENT);
  g_assert_null (find_row (page, "Accept the Quote"));
}

static void
open_row (TestWindow *app, const char *title)
{
  GtkWidget *row = find_row (get_dialog (app), title);

  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "activated");
  test_settle (GTK_WIDGET (app->window));
}

static void
fill (TestWindow *app, const char *title, const char *text)
{
  GtkWidget *row = find_row (get_dialog (app), title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* C.2: several units are answered for at once, the others later; a title is what was
 * written, whatever its letters. */
static void
test_partial_answer (TestWindow *app, gconstpointer data)
{
  static const char *const units[] = { "UO 12a", "UO 14d", "UO 16" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = gvn_order_lines_new ();
  g_autoptr (GvnOrder) order = NULL;
  GvnOrderDraft draft = { .title = "Accès R&D <lot 2>",
                          .lines = lines,
                          .sent = test_instant ("2028-03-01T10:00"),
                          .by_name = "SAQM",
                          .now = gvn_session_get_now (app->session) };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    g_ptr_array_add (lines, gvn_order_line_new (units[i], 2 * GVN_QUANTITY_ONE));
  gvn_session_run (app->session, "Request", gvn_order_write, &draft, &error);
  g_assert_no_error (error);
  g_free (draft.id);
  order = find_last (app);
  gvn_order_dialog_present (app->session, order->id, GTK_WIDGET (app->window));
  test_settle (GTK_WIDGET (app->window));
  open_row (app, "Record the Answer");
  g_assert_true (says (get_dialog (app), "Accès R&D <lot 2>"));
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    adw_switch_row_set_active (ADW_SWITCH_ROW (find_row (get_dialog (app), units[i])), FALSE);
  fill (app, "When it really happened", "2028-03-02 10:00");
  press_default (app);
  g_assert_true (says (get_dialog (app), "for no unit"));
  adw_switch_row_set_active (ADW_SWITCH_ROW (find_row (get_dialog (app), "UO 14d")), TRUE);
  adw_switch_row_set_active (ADW_SWITCH_ROW (find_row (get_dialog (app), "UO 16")), TRUE);
  press_default (app);
  order = reload (app, g_steal_pointer (&order));
  g_assert_cmpint (order->state, ==, GVN_ORDER_SENT);
  g_assert_true (says (get_dialog (app), "UO 14d, UO 16"));
  open_row (app, "Record the Answer");
  g_assert_null (find_row (get_dialog (app), "UO 14d ×"));
  fill (app, "When it really happened", "2028-03-07 10:00");
  press_default (app);
  order = reload (app, g_steal_pointer (&order));
  g_assert_cmpint (order->state, ==, GVN_ORDER_QUOTED);
}

/* The whole life of an order from its page: a day committed to is what is ordered, a
 * deliverable is delivered and admitted with a réfaction, which the total says. */
static void
test_life (TestWindow *app, gconstpointer data)
{
  g_autoptr (GvnOrder) order = NULL;
  GtkWidget *page;

  write_request (app, "UO 12a", "Certificates", "2028-02-01T10:00");
  order = find_last (app);
  gvn_order_dialog_present (app->session, order->id, GTK_WIDGET (app->window));
  test_settle (GTK_WIDGET (app->window));
  page = get_dialog (app);
  open_row (app, "Add a Deliverable");
  fill (app, "What is delivered", "Report");
  press_default (app);
  open_row (app, "Record the Answer");
  fill (app, "When it really happened", "2028-02-04 10:00");
  fill (app, "Day committed to", "2028-02-25");
  press_default (app);
  open_row (app, "Accept the Quote");
  fill (app, "When it really happened", "2028-02-07 10:00");
  press_default (app);
  open_row (app, "Notify the Order");
  fill (app, "When it really happened", "2028-02-08 10:00");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (get_dialog (app), "Execution by the day"))), ==,
                   "2028-02-25");
  fill (app, "Number in finance", "4500012");
  press_default (app);
  open_row (app, "Record a Delivery");
  fill (app, "When it really happened", "2028-02-24 10:00");
  press_default (app);
  open_row (app, "Admit");
  fill (app, "When it really happened", "2028-02-28 10:00");
  fill (app, "Réfaction", "12,50");
  press_default (app);
  g_assert_true (get_dialog (app) == page);

  order = reload (app, g_steal_pointer (&order));
  g_assert_cmpint (order->state, ==, GVN_ORDER_REDUCED);
  g_assert_cmpint (order->reduction, ==, 1250);
  g_assert_cmpstr (order->finance_number, ==, "4500012");
  test_assert_date (&order->execution_due.date, "2028-02-25");
  g_assert_true (says (page, "After a réfaction of 12.50"));
  g_assert_true (says (page, "Report"));
}

/* C.2: a request that was sent is changed as another version; both stay on the page. */
static void
test_version (TestWindow *app, gconstpointer data)
{
  g_autoptr (GvnOrder) order = NULL;

  write_request (app, "UO 12a", "Certificates", "2028-03-01T10:00");
  order = find_last (app);
  gvn_order_dialog_present (app->session, order->id, GTK_WIDGET (app->window));
  test_settle (GTK_WIDGET (app->window));
  open_row (app, "Change the Request");
  type (app, "12a");
  press_enter (app);
  type (app, "6");
  press_enter (app);
  press_default (app);
  order = reload (app, g_steal_pointer (&order));
  g_assert_cmpuint (order->versions->len, ==, 2);
  test_assert_date (&order->quote_due.date, "2028-03-15");
  g_assert_cmpint (((GvnOrderLine *) gvn_order_get_current_lines (order)->pdata[0])->quantity, ==,
                   6 * GVN_QUANTITY_ONE);
  g_assert_true (says (get_dialog (app), "UO 12a × 3"));
  g_assert_true (says (get_dialog (app), "Version 2"));
}

/* Files dropped on the page of an order are all kept or none; one is removed and comes back. */
static void
drop (TestWindow *app, const char *const *paths)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GListModel) controllers
      = gtk_widget_observe_controllers (test_find_type (get_dialog (app), "AdwPreferencesPage"));
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean handled = FALSE;

  for (guint i = 0; paths[i] != NULL; i++)
    g_ptr_array_add (files, g_file_new_for_path (paths[i]));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array ((GFile **) files->pdata, files->len));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 10., 10., &handled);
    }
  g_assert_true (handled);
  test_settle (GTK_WIDGET (app->window));
}

/* What is opened is a copy under the file's own name, which cannot be saved over. */
static void
assert_opened (const char *content, const char *name)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "gouvernail", "files", sha256, name, NULL);
  g_autofree char *opened = NULL;
  GStatBuf info;

  g_assert_true (g_file_get_contents (path, &opened, NULL, NULL));
  g_assert_cmpstr (opened, ==, content);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0400);
}

static void
test_files (TestWindow *app, gconstpointer data)
{
  g_autoptr (GvnOrder) order = NULL;
  g_autofree char *need = g_build_filename (app->folder, "Cahier des charges.pdf", NULL);
  g_autofree char *quote = g_build_filename (app->folder, "Devis <2>.pdf", NULL);
  g_autofree char *absent = g_build_filename (app->folder, "absent.pdf", NULL);
  GtkWidget *row;
  guint n_named = 0;

  g_assert_true (g_file_set_contents (need, "%PDF need", -1, NULL));
  g_assert_true (g_file_set_contents (quote, "%PDF quote", -1, NULL));
  write_request (app, "UO 12a", "Certificates", "2028-03-01T10:00");
  order = find_last (app);
  gvn_order_dialog_present (app->session, order->id, GTK_WIDGET (app->window));
  test_settle (GTK_WIDGET (app->window));
  g_assert_true (says (get_dialog (app), "anywhere on this page"));
  drop (app, (const char *const[]) { need, absent, NULL });
  g_assert_null (find_row (get_dialog (app), "Cahier des charges.pdf"));
  g_assert_true (says (get_dialog (app), "cannot be read"));
  drop (app, (const char *const[]) { need, quote, NULL });
  g_assert_true (gtk_root_get_focus (GTK_ROOT (app->window)) == find_row (get_dialog (app), "Attach Files"));
  g_assert_nonnull (find_row (get_dialog (app), "Cahier des charges.pdf"));
  g_assert_false (says (get_dialog (app), "cannot be read"));
  row = find_row (get_dialog (app), "Devis <2>.pdf");
  g_assert_nonnull (row);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "10 bytes"));
  test_check_names (row, &n_named);
  g_signal_emit_by_name (row, "activated");
  test_settle (GTK_WIDGET (app->window));
  assert_opened ("%PDF quote", "Devis <2>.pdf");
  g_signal_emit_by_name (test_find_type (row, "GtkButton"), "clicked");
  test_settle (GTK_WIDGET (app->window));
  g_assert_null (find_row (get_dialog (app), "Devis <2>.pdf"));
  gvn_session_undo (app->session);
  test_settle (GTK_WIDGET (app->window));
  g_assert_nonnull (find_row (get_dialog (app), "Devis <2>.pdf"));
  gvn_session_undo (app->session);
  test_settle (GTK_WIDGET (app->window));
  g_assert_null (find_row (get_dialog (app), "Cahier des charges.pdf"));
}

/* 7.11.5.2: hours counted wrong are put right or removed on the page, as long as the order
 * is not issued. */
static void
test_hours (TestWindow *app, gconstpointer data)
{
  g_autoptr (GPtrArray) orders = list_orders (app);
  GvnOrder *crisis = NULL;

  for (guint i = 0; i < orders->len; i++)
    if (((GvnOrder *) orders->pdata[i])->crisis)
      crisis = orders->pdata[i];
  g_assert_nonnull (crisis);
  gvn_order_dialog_present (app->session, crisis->id, GTK_WIDGET (app->window));
  test_settle (GTK_WIDGET (app->window));
  g_assert_nonnull (find_row (get_dialog (app), "Consolidate the Count"));
  g_assert_null (find_row (get_dialog (app), "Notify the Order"));
  open_row (app, "Expert N3");
  g_assert_null (find_row (get_dialog (app), "Whose count it is"));
  fill (app, "Until", "2028-01-21 18:00");
  press_default (app);
  g_assert_true (gtk_widget_has_css_class (find_row (get_dialog (app), "Until"), "error"));
  fill (app, "Who", "Expert réseau");
  fill (app, "Until", "2028-01-22 05:30");
  press_default (app);
  g_assert_nonnull (find_row (get_dialog (app), "Expert réseau"));
  open_row (app, "Expert réseau");
  open_row (app, "Remove");
  g_assert_null (find_row (get_dialog (app), "Expert réseau"));
  gvn_session_undo (app->session);
  test_settle (GTK_WIDGET (app->window));
  g_assert_nonnull (find_row (get_dialog (app), "Expert réseau"));
}

/* Words of its title find an order from anywhere, and open it. */
static void
test_search (TestWindow *app, gconstpointer data)
{
  GtkWidget *entry;

  write_request (app, "UO 12a", "Zymotic certificates", "2028-03-01T10:00");
  gvn_search_dialog_present (app->session, "zymotic", GTK_WIDGET (app->window));
  test_settle (GTK_WIDGET (app->window));
  entry = test_find_type (get_dialog (app), "GtkSearchEntry");
  g_signal_emit_by_name (entry, "search-changed");
  test_settle (GTK_WIDGET (app->window));
  g_signal_emit_by_name (entry, "activate");
  test_settle (GTK_WIDGET (app->window));
  g_assert_true (says (get_dialog (app), "Zymotic certificates"));
  g_assert_nonnull (find_row (get_dialog (app), "Record the Answer"));
}

/* 8.5*: answered two days late, the note is 20 − 5 × 2 and the page says so. */
static void
test_notes (TestWindow *app, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnOrder) order = NULL;
  GvnOrderRequest answer = GVN_ORDER_REQUEST_INIT;
  GtkWidget *row;

  write_request (app, "UO 12a", "Certificates", "2028-02-21T10:00"); /* due on Monday the 28th */
  order = find_last (app);
  answer.order = order->id;
  answer.act = GVN_ORDER_ACT_QUOTE;
  answer.at = test_instant ("2028-03-01T10:00");
  answer.by_name = "SDM";
  answer.now = gvn_session_get_now (app->session);
  gvn_session_run (app->session, "Answer", gvn_order_apply, &answer, &error);
  g_assert_no_error (error);
  gvn_order_dialog_present (app->session, order->id, GTK_WIDGET (app->window));
  test_settle (GTK_WIDGET (app->window));
  g_assert_true (says (get_dialog (app), "2 working days late: 20 − 5 × 2"));
  row = find_row (get_dialog (app), "Weighted");
  g_assert_nonnull (row);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "provisional"));
}

/* What the page shows is printed and copied as it is filtered. */
static void
test_print (TestWindow *app, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnPrint) print = NULL;
  g_autoptr (GvnPageTable) table = NULL;
  g_autofree char *text = NULL;
  GtkWidget *page;

  write_request (app, "UO 12a", "Certificates of the proxy", "2028-02-21T10:00");
  gvn_window_show_section (app->window, "orders");
  test_settle (GTK_WIDGET (app->window));
  page = test_find_type (GTK_WIDGET (app->window), "GvnOrdersPage");
  gtk_editable_set_text (GTK_EDITABLE (test_find_type (page, "GtkSearchEntry")), "certificates proxy");
  g_signal_emit_by_name (test_find_type (page, "GtkSearchEntry"), "search-changed");
  test_settle (GTK_WIDGET (app->window));
  table = gvn_page_get_table (GVN_PAGE (page), &error);
  g_assert_no_error (error);
  text = gvn_page_table_to_text (table);
  g_assert_nonnull (strstr (text, "Certificates of the proxy"));
  g_assert_null (strstr (text, "CMD-1\t"));
  print = gvn_page_create_print (GVN_PAGE (page), &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (print->subtitle, "1 line"));
  g_assert_nonnull (strstr (print->subtitle, "certificates proxy"));
}

static void
press_key (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean stopped;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &stopped);
    }
  test_settle (widget);
}

static gboolean
has_focus_in (TestWindow *app, GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (app->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* The late one is so in words, in the table and on the board; the cards are a list each. */
static void
test_board (TestWindow *app, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);
  GtkWidget *page, *board, *list;
  guint n_named = 0;

  write_request (app, "UO 12a", "Certificates", "2028-02-21T10:00");
  gvn_window_show_section (app->window, "orders");
  g_settings_set_string (settings, "orders-view", "board");
  test_settle (GTK_WIDGET (app->window));
  page = test_find_type (GTK_WIDGET (app->window), "GvnOrdersPage");
  board = test_find_type (page, "GvnOrderBoard");
  g_assert_nonnull (board);
  test_check_names (page, &n_named);
  g_assert_cmpuint (n_named, >, 10);
  g_assert_true (says (board, "Late: Request sent"));
  g_assert_true (says (board, "Quote late: 7 working days")); /* the 29th, 1 to 3, 6 to 8 */
  list = test_find_type (board, "GtkListView");
  gtk_list_view_scroll_to (GTK_LIST_VIEW (list), 0, GTK_LIST_SCROLL_FOCUS, NULL);
  gtk_widget_grab_focus (list);
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (list)), ==, GTK_ACCESSIBLE_ROLE_LIST);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL));
  press_key (board, GDK_KEY_Right);
  g_assert_false (has_focus_in (app, list));
  g_assert_true (has_focus_in (app, board));
  press_key (board, GDK_KEY_Left);
  g_assert_true (has_focus_in (app, list));
  g_settings_set_string (settings, "orders-view", "table");
  test_settle (GTK_WIDGET (app->window));
  g_assert_null (test_find_type (page, "GvnOrderBoard"));
  g_assert_nonnull (test_find_type (page, "GtkColumnView"));
}

static gboolean
shows (GtkWidget *page, int number)
{
  GtkColumnView *table = GTK_COLUMN_VIEW (test_find_type (page, "GtkColumnView"));
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (table));
  gboolean found = FALSE;

  for (guint i = 0; !found && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GvnOrder) order = g_list_model_get_item (model, i);

      found = order->number == number;
    }

  return found;
}

/* What is over is read when it is asked for; what is late among those shown is asked for in
 * one mail, whose subject counts it. */
static void
test_filters (TestWindow *app, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);
  GtkWidget *page, *dialog;

  gvn_window_show_section (app->window, "orders");
  g_settings_set_uint (settings, "orders-state", 0);
  g_settings_set_string (settings, "orders-view", "table");
  test_settle (GTK_WIDGET (app->window));
  page = test_find_type (GTK_WIDGET (app->window), "GvnOrdersPage");
  g_assert_true (shows (page, 3));
  g_assert_false (shows (page, 8)); /* invoiced */
  g_settings_set_uint (settings, "orders-state", 1);
  test_settle (GTK_WIDGET (app->window));
  g_assert_true (shows (page, 8));

  gtk_widget_activate_action (page, "orders.write", NULL);
  test_settle (GTK_WIDGET (app->window));
  dialog = get_dialog (app);
  g_assert_nonnull (dialog);
  g_assert_nonnull (find_row (dialog, "ROC"));
}

int
main (int argc, char **argv)
{
  test_window_init (&argc, &argv);
#define ADD(path, function)                                                                                            \
  g_test_add ("/app/orders/" path, TestWindow, NULL, test_window_set_up, function, test_window_tear_down)
  ADD ("C.2-request", test_request);
  ADD ("7.11.3.3-refused", test_refused);
  ADD ("act", test_act);
  ADD ("C.2-partial-answer", test_partial_answer);
  ADD ("life", test_life);
  ADD ("C.2-version", test_version);
  ADD ("files", test_files);
  ADD ("7.11.5.2-hours", test_hours);
  ADD ("search", test_search);
  ADD ("8.5-notes", test_notes);
  ADD ("board", test_board);
  ADD ("print", test_print);
  ADD ("filters", test_filters);

  return test_window_run ();
}
