/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gvn-test-order-life.h"
#include "orders/gvn-order-book.h"
#include "store/gvn-db-private.h"
#include "store/gvn-object.h"

/* What the book says must be what the list of all orders does, whatever happened since. */

static void
add_local (GString *text, const char *name, const GvnLocal *local)
{
  g_autofree char *day = g_date_valid (&local->date) ? gvn_date_to_string (&local->date) : g_strdup ("never");

  g_string_append_printf (text, " %s %s", name, day);
  if (g_date_valid (&local->date))
    g_string_append_printf (text, "+%d", local->minutes);
}

/* All that is read of an order and follows from it. */
static void
describe (GString *text, GvnOrder *order)
{
  const GvnOrderNotes *notes = &order->notes;

  g_string_append_printf (text, "%d %s “%s” in %s, need %s, finance %s, invoice %s: %s%s%s, %d deferrals, less %ld",
                          order->number, order->id, order->title, order->perimeter, order->need_number,
                          order->finance_number, order->invoice_number, gvn_order_state_to_string (order->state),
                          order->late ? ", late" : "", order->quote_late ? ", quote late" : "", order->deferrals,
                          (long) order->reduction);
  add_local (text, "quote", &order->quote_due);
  add_local (text, "planned", &order->execution_planned);
  add_local (text, "due", &order->execution_due);
  g_string_append_printf (text, " notes %d %d %d %d%s late %d %d points %d %d %d weights %d %d %d", notes->quote,
                          notes->execution, notes->conformity, notes->weighted, notes->final ? " final" : "",
                          notes->quote_lateness, notes->execution_lateness, notes->points[0], notes->points[1],
                          notes->points[2], notes->weights[0], notes->weights[1], notes->weights[2]);
  add_local (text, "counted", &(GvnLocal) { notes->counted_on, 0 });
  for (guint i = 0; i < order->facts->len; i++)
    {
      const GvnOrderFact *fact = order->facts->pdata[i];

      g_string_append_printf (text, "\n  %s %ld by %s: %s, %ld cents", gvn_order_act_get_label (fact->act),
                              (long) fact->instant, fact->by_name, fact->note, (long) fact->cents);
    }
  for (guint i = 0; i < order->dues->len; i++)
    {
      const GvnOrderDue *due = order->dues->pdata[i];

      g_string_append_printf (text, "\n  %s %d%s%s", due->kind, due->part, due->closed ? " closed" : "",
                              due->excused ? " excused" : "");
      add_local (text, "on", &due->due);
    }
  g_string_append_c (text, '\n');
}

static char *
describe_all (GPtrArray *orders)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < orders->len; i++)
    describe (text, orders->pdata[i]);

  return g_string_free_and_steal (text);
}

static GPtrArray *
read_book (Fixture *fixture, GvnOrderBook *book, const char *today)
{
  g_autoptr (GError) error = NULL;
  GvnNow now = test_now (today);
  GPtrArray *orders = gvn_order_book_read (book, get_db (fixture), &now, &error);

  g_assert_no_error (error);
  return orders;
}

static void
assert_same (Fixture *fixture, GvnOrderBook *book, const char *today)
{
  g_autoptr (GError) error = NULL;
  GvnOrderFilter filter = GVN_ORDER_FILTER_INIT;
  GvnNow now = test_now (today);
  g_autoptr (GPtrArray) orders = read_book (fixture, book, today);
  g_autoptr (GPtrArray) expected = gvn_order_list (get_db (fixture), &filter, &now, &error);
  g_autofree char *text = describe_all (orders);
  g_autofree char *wanted = NULL;

  g_assert_no_error (error);
  wanted = describe_all (expected);
  g_assert_cmpstr (text, ==, wanted);
}

/* The fixture's order as the book has it. */
static GvnOrder *
find_in_book (Fixture *fixture, GvnOrderBook *book)
{
  g_autoptr (GPtrArray) orders = read_book (fixture, book, TODAY);

  for (guint i = 0; i < orders->len; i++)
    if (g_str_equal (((GvnOrder *) orders->pdata[i])->id, fixture->id))
      return g_object_ref (orders->pdata[i]);

  return NULL;
}

static void
bring_to_admission (Fixture *fixture)
{
  bring_to_order (fixture);
  issue (fixture, "2027-06-10T09:00", "2027-07-05");
  act (fixture, GVN_ORDER_ACT_DELIVER, "2027-07-06T10:00");
  act (fixture, GVN_ORDER_ACT_ADMIT, "2027-07-12T10:00");
}

static void
bring_to_invoice (Fixture *fixture)
{
  bring_to_admission (fixture);
  act (fixture, GVN_ORDER_ACT_INVOICE, "2027-07-20T10:00");
}

/* One order in each state, of which some change as time passes. */
static void
make_all_states (Fixture *fixture)
{
  new_request (fixture, "12a=3", NULL);
  new_request (fixture, "12a=3 14d=1", "2028-01-28T10:00");
  new_request (fixture, "11a=2", "2028-01-31T10:00");
  act (fixture, GVN_ORDER_ACT_QUOTE, "2028-02-01T08:00");
  bring_to_order (fixture);
  bring_to_order (fixture);
  issue (fixture, "2027-06-10T09:00", "2028-02-04");
  bring_to_order (fixture);
  issue (fixture, "2027-06-10T09:00", "2027-07-05");
  act (fixture, GVN_ORDER_ACT_DELIVER, "2028-01-31T10:00");
  bring_to_order (fixture);
  issue (fixture, "2027-06-10T09:00", "2027-07-05");
  act (fixture, GVN_ORDER_ACT_DELIVER, "2028-01-20T10:00");
  act (fixture, GVN_ORDER_ACT_DEFER, "2028-01-25T10:00");
  bring_to_order (fixture);
  issue (fixture, "2027-06-10T09:00", "2027-07-05");
  act (fixture, GVN_ORDER_ACT_DELIVER, "2027-07-05T10:00");
  act (fixture, GVN_ORDER_ACT_REJECT, "2027-07-08T10:00");
  new_request (fixture, "12a=3", "2027-06-01T10:00");
  act_with (fixture, GVN_ORDER_ACT_CANCEL, "2027-06-02T10:00",
            (GvnOrderRequest) { .due_count = -1, .note = "No need" });
  bring_to_admission (fixture);
  bring_to_invoice (fixture);
}

/* Days later, and long after: what is kept from one reading to the next is what no day
 * changes. */
static void
test_time (Fixture *fixture, gconstpointer data)
{
  static const char *const days[] = { "2028-02-01", "2028-02-01T17:00", "2028-02-03", "2028-02-04T18:30",
                                      "2028-02-15", "2029-06-01",       "2027-06-15", "2028-02-01" };
  g_autoptr (GvnOrderBook) book = gvn_order_book_new ();

  assert_same (fixture, book, TODAY);
  make_all_states (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    assert_same (fixture, book, days[i]);
}

/* What happens to orders ------------------------------------------------------------------ */

static gboolean
correct_delivery (GvnDb *db, gpointer data, GError **error)
{
  const Fixture *fixture = data;
  g_autofree char *fact = gvn_db_get_text (
      db, error, "SELECT id FROM fact WHERE subject_id = ? AND kind = 'order_delivered'", "s", fixture->id);

  return fact != NULL
         && gvn_fact_correct (db, fact, test_instant ("2027-07-09T10:00"), "Read from the slip", NULL, "Tester",
                              &fixture->contract.now, error);
}

static gboolean
run_sql (GvnDb *db, gpointer sql, GError **error)
{
  return gvn_db_exec (db, error, sql, "");
}

static void
test_commands (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnOrderBook) book = gvn_order_book_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = g_build_filename (fixture->contract.folder, "copy.gvn", NULL);
  GvnOrderEdit edit = { .invoice_number = "F-2027-118" };

  make_all_states (fixture);
  assert_same (fixture, book, TODAY);
  gvn_store_backup (fixture->contract.store, backup, &error);
  g_assert_no_error (error);

  test_run (&fixture->contract, "Correct", correct_delivery, fixture);
  assert_same (fixture, book, TODAY);
  edit.order = fixture->id;
  test_run (&fixture->contract, "Edit", gvn_order_edit, &edit);
  assert_same (fixture, book, TODAY);
  test_undo_last (&fixture->contract);
  test_undo_last (&fixture->contract);
  assert_same (fixture, book, TODAY);
  test_undo_last (&fixture->contract); /* the invoice */
  assert_same (fixture, book, TODAY);
  gvn_store_redo (fixture->contract.store, "Tester", &fixture->contract.now, &error);
  g_assert_no_error (error);
  assert_same (fixture, book, TODAY);
  test_run (&fixture->contract, "Excuse", run_sql,
            "UPDATE deadline SET cause = 'dsiun' WHERE subject_kind = 'order' AND part IS NULL");
  assert_same (fixture, book, TODAY);
  test_undo_last (&fixture->contract);

  new_request (fixture, "12a=3", "2028-01-31T10:00");
  assert_same (fixture, book, TODAY);
  test_undo_last (&fixture->contract);
  assert_same (fixture, book, TODAY);

  gvn_store_restore (fixture->contract.store, backup, &error);
  g_assert_no_error (error);
  assert_same (fixture, book, TODAY);
}

/* As the command line writes while the window is open. */
static void
test_another_program (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnOrderBook) book = gvn_order_book_new ();
  g_autoptr (GError) error = NULL;
  GvnTestContract other = { .now = fixture->contract.now };

  bring_to_invoice (fixture);
  assert_same (fixture, book, TODAY);
  other.store = gvn_store_open (fixture->contract.path, 0, &error);
  g_assert_no_error (error);
  test_run (&other, "Correct", correct_delivery, fixture);
  gvn_store_close (other.store);
  g_assert_finalize_object (other.store);
  assert_same (fixture, book, TODAY);
}

/* What is read again ---------------------------------------------------------------------- */

/* What has nothing to do with a settled order leaves it as it was read. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnOrderBook) book = gvn_order_book_new ();
  g_autoptr (GvnOrder) settled = NULL;
  g_autoptr (GvnOrder) again = NULL;
  g_autofree char *id = NULL;

  bring_to_invoice (fixture);
  settled = find_in_book (fixture, book);
  id = g_strdup (fixture->id);
  new_request (fixture, "12a=3", "2028-01-31T10:00");
  test_run (&fixture->contract, "Person", run_sql, "INSERT INTO person VALUES ('p', 'Ada', 'dsiun', 'DSIUN', NULL)");
  test_plan (&fixture->contract, 2028);
  g_free (fixture->id);
  fixture->id = g_steal_pointer (&id);
  again = find_in_book (fixture, book);
  g_assert_true (settled == again);
}

/* What all orders are derived with */
static const struct
{
  const char *table;
  const char *change;
} causes[] = {
  { "closure", "INSERT INTO closure (id, label, first_on, last_on, removes_working_days)"
               " VALUES ('c', 'Pont', '2027-07-05', '2027-07-06', 1)" },
  { "contract", "UPDATE contract SET end_on = date (end_on, '-1 day')" },
  { "deadline_rule", "UPDATE deadline_rule SET count = count + 1 WHERE subject_kind = 'order'" },
  { "order_indicator", "UPDATE order_indicator SET points = points + 1" },
  { "setting", "UPDATE setting SET value = 'issue' WHERE key = 'order-note-quarter'" },
  { "uo", "UPDATE uo SET scored = 0" },
};

static void
test_causes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GvnOrderBook) book = gvn_order_book_new ();

  bring_to_invoice (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    {
      g_autoptr (GvnOrder) before = find_in_book (fixture, book);
      g_autoptr (GvnOrder) after = NULL;

      test_run (&fixture->contract, "Change", run_sql, causes[i].change);
      after = find_in_book (fixture, book);
      if (before == after)
        g_error ("A change of %s was not followed", causes[i].table);
      assert_same (fixture, book, TODAY);
    }
}

static int
note_table_cb (void *data, int action, const char *table, const char *column, const char *schema, const char *trigger)
{
  if (action == SQLITE_READ)
    g_hash_table_add (data, g_strdup (table));

  return SQLITE_OK;
}

/* Whether the journal gives the rows of a table to the order they are of. */
static gboolean
is_of_one (const char *table)
{
  const GvnTableWords *words = gvn_object_find_table (table);

  if (words != NULL && words->parent != NULL)
    words = gvn_object_find_table (words->parent);

  return words != NULL && (words->kind_column != NULL || g_strcmp0 (words->kind, GVN_SUBJECT_ORDER) == 0);
}

static gboolean
is_cause (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    if (g_str_equal (causes[i].table, table))
      return TRUE;

  return FALSE;
}

/* Every table an order is read from or derived with is one the book follows: whatever is
 * read one day besides must be told to it. */
static void
test_complete (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnDb) db = NULL;
  g_autoptr (GPtrArray) orders = NULL;
  GvnOrderFilter filter = GVN_ORDER_FILTER_INIT;
  GHashTableIter iterator;
  gpointer table;

  make_all_states (fixture);
  db = gvn_db_open (fixture->contract.path, GVN_DB_READ, &error);
  g_assert_no_error (error);
  sqlite3_set_authorizer (gvn_db_get_handle (db), note_table_cb, tables);
  orders = gvn_order_list (db, &filter, &fixture->contract.now, &error);
  g_assert_no_error (error);
  sqlite3_set_authorizer (gvn_db_get_handle (db), NULL, NULL);
  g_assert_true (g_hash_table_contains (tables, "service_order"));
  g_hash_table_iter_init (&iterator, tables);
  while (g_hash_table_iter_next (&iterator, &table, NULL))
    {
      gint64 journaled = 0;

      gvn_db_get_int (get_db (fixture), &journaled, NULL, "SELECT journaled FROM journal_table WHERE name = ?", "s",
                      table);
      if (journaled && !is_of_one (table) && !is_cause (table))
        g_error ("The book of orders does not follow %s", (char *) table);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/orders/book/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("time", test_time);
  ADD ("commands", test_commands);
  ADD ("another-program", test_another_program);
  ADD ("kept", test_kept);
  ADD ("causes", test_causes);
  ADD ("complete", test_complete);

  return g_test_run ();
}
