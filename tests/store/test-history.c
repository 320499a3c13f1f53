/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal in words, the history of one object, and undoing one entry among others. */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "committees/gvn-change.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "deadlines/gvn-register.h"
#include "store/gvn-history.h"

static gint64
get_head (GvnTestContract *contract)
{
  gint64 head;

  g_assert_true (
      gvn_db_get_int (gvn_store_get_db (contract->store), &head, NULL, "SELECT max (number) FROM journal", ""));
  return head;
}

static gboolean
run_sql (GvnDb *db, gpointer sql, GError **error)
{
  return gvn_db_exec (db, error, sql, "");
}

/* Runs a statement as a user's command; returns the number of its entry. */
static gint64
do_sql (GvnTestContract *contract, const char *label, const char *sql)
{
  test_run (contract, label, run_sql, sql);
  return get_head (contract);
}

static char *
get (GvnTestContract *contract, const char *sql)
{
  return gvn_db_get_text (gvn_store_get_db (contract->store), NULL, sql, "");
}

static void
assert_sql (GvnTestContract *contract, const char *sql, const char *expected)
{
  g_autofree char *got = get (contract, sql);

  g_assert_cmpstr (got, ==, expected);
}

static void
undo (GvnTestContract *contract, gint64 number)
{
  g_autoptr (GError) error = NULL;

  gvn_store_undo_entry (contract->store, number, "Tester", &contract->now, &error);
  g_assert_no_error (error);
}

static void
refuse_undo (GvnTestContract *contract, gint64 number, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) trial_error = NULL;
  gint64 head = get_head (contract);

  g_assert_false (gvn_store_can_undo_entry (contract->store, number, "Tester", &contract->now, &trial_error));
  g_assert_error (trial_error, GVN_ERROR, code);
  g_assert_false (gvn_store_undo_entry (contract->store, number, "Tester", &contract->now, &error));
  g_assert_error (error, GVN_ERROR, code);
  g_assert_cmpint (get_head (contract), ==, head);
  g_test_message ("%s", error->message);
}

static void
check_sound (GvnTestContract *contract)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = gvn_store_check (contract->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) findings->pdata[i]);
  g_assert_cmpuint (findings->len, ==, 0);
}

/* "Title, kind: values" of each change, one per line. */
static char *
tell (GvnTestContract *contract, gint64 number, const char *kind, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes
      = gvn_history_list_changes (gvn_store_get_db (contract->store), number, kind, id, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < changes->len; i++)
    {
      const GvnHistoryChange *change = changes->pdata[i];
      g_autofree char *values = gvn_history_change_dup_text (change);

      g_string_append_printf (text, "%s%s, %s: %s", i > 0 ? "\n" : "", change->title,
                              gvn_change_kind_get_label (change->kind), values);
    }

  return g_string_free_and_steal (text);
}

static void
assert_told (GvnTestContract *contract, gint64 number, const char *kind, const char *id, const char *expected)
{
  g_autofree char *got = tell (contract, number, kind, id);

  g_assert_cmpstr (got, ==, expected);
}

static void
assert_numbers (GvnTestContract *contract, const GvnHistoryFilter *filter, guint n, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) numbers = gvn_history_list (gvn_store_get_db (contract->store), filter, &error);
  va_list expected;

  g_assert_no_error (error);
  g_assert_cmpuint (numbers->len, ==, n);
  va_start (expected, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (g_array_index (numbers, gint64, i), ==, va_arg (expected, gint64));
  va_end (expected);
}

#define ADD_PERSON "INSERT INTO person VALUES ('p', 'Ada', 'dsiun', 'DSIUN', NULL)"
#define ADD_ROLE "INSERT INTO role_holding VALUES ('h', 'p', 'roc', NULL, '2027-01-04', NULL)"

/* Before and after in words; dates, sides and references are not codes. */
static void
test_words (void)
{
  GvnTestContract contract = { NULL };
  gint64 added, changed, role;

  test_contract_open (&contract, "2027-01-04", NULL);
  added = do_sql (&contract, "Add", ADD_PERSON);
  role = do_sql (&contract, "Appoint", ADD_ROLE);
  changed = do_sql (&contract, "Change", "UPDATE person SET name = 'Ada L.', side = 'agency', email = 'a@b.fr'");

  assert_told (&contract, added, NULL, NULL, "Person Ada, added: Side: DSIUN · Employer: DSIUN");
  assert_told (&contract, changed, NULL, NULL,
               "Person Ada L., changed: Name: Ada → Ada L. · Side: DSIUN → Agency · Mail address: none → a@b.fr");
  {
    g_autofree char *label = gvn_role_dup_label (gvn_store_get_db (contract.store), "roc", NULL);
    g_autofree char *expected
        = g_strdup_printf ("Role of a person %s, added: Person: Ada L. · First day: Monday 4 January 2027", label);

    assert_told (&contract, role, NULL, NULL, expected);
  }
  test_contract_close (&contract);
}

/* The history of an object has what belongs to it, and stays when it is gone. */
static void
test_object (void)
{
  GvnTestContract contract = { NULL };
  const GvnHistoryFilter ada = { .object_kind = "person", .object_id = "p" };
  gint64 added, role, ended, removed, other;

  test_contract_open (&contract, "2027-01-04", NULL);
  added = do_sql (&contract, "Add", ADD_PERSON);
  other = do_sql (&contract, "Add another", "INSERT INTO person VALUES ('q', 'Bob', 'dsiun', 'DSIUN', NULL)");
  role = do_sql (&contract, "Appoint", ADD_ROLE);
  ended = do_sql (&contract, "End", "UPDATE role_holding SET last_on = '2027-06-30' WHERE id = 'h'");
  removed = do_sql (&contract, "Remove the role", "DELETE FROM role_holding WHERE id = 'h'");
  assert_numbers (&contract, &ada, 4, removed, ended, role, added);
  assert_told (&contract, other, "person", "p", "");

  do_sql (&contract, "Remove", "DELETE FROM person WHERE id = 'p'");
  assert_numbers (&contract, &ada, 5, get_head (&contract), removed, ended, role, added);
  test_contract_close (&contract);
}

/* By author, by words whatever their case and order, by day and by kind. */
static void
test_filter (void)
{
  GvnTestContract contract = { NULL };
  gint64 first, second;

  test_contract_open (&contract, "2027-01-04", NULL);
  first = do_sql (&contract, "Déplacer le COPIL", ADD_PERSON);
  contract.now = test_now ("2027-01-05");
  second = do_sql (&contract, "Annuler le COSUI", "DELETE FROM person");
  {
    const GvnHistoryFilter words = { .words = "copil DÉPLACER" }, author = { .author = "Nobody" },
                           since = { .from = test_date ("2027-01-05") },
                           until = { .to = test_date ("2027-01-04"), .object_kind = "person" },
                           people = { .object_kind = "person" };

    assert_numbers (&contract, &words, 1, first);
    assert_numbers (&contract, &author, 0);
    assert_numbers (&contract, &since, 1, second);
    assert_numbers (&contract, &until, 1, first);
    assert_numbers (&contract, &people, 2, second, first);
  }
  test_contract_close (&contract);
}

/* One among others: the others stay; Ctrl+Z then takes the last that stands, redo the
 * last undone. */
static void
test_undo_one (void)
{
  GvnTestContract contract = { NULL };
  gint64 first, second, third;

  test_contract_open (&contract, "2027-01-04", NULL);
  first = do_sql (&contract, "First", ADD_PERSON);
  second = do_sql (&contract, "Second", "INSERT INTO person VALUES ('q', 'Bob', 'dsiun', 'DSIUN', NULL)");
  third = do_sql (&contract, "Third", "UPDATE person SET employer = 'AELB' WHERE id = 'q'");

  g_assert_true (gvn_store_can_undo_entry (contract.store, first, "Tester", &contract.now, NULL));
  assert_sql (&contract, "SELECT group_concat (id) FROM (SELECT id FROM person ORDER BY id)", "p,q");
  undo (&contract, first);
  assert_sql (&contract, "SELECT group_concat (id || employer) FROM person", "qAELB");
  check_sound (&contract);
  refuse_undo (&contract, first, GVN_ERROR_REFUSED);
  /* Third changed the row Second added. */
  refuse_undo (&contract, second, GVN_ERROR_CONFLICT);
  refuse_undo (&contract, get_head (&contract), GVN_ERROR_REFUSED);
  refuse_undo (&contract, 1, GVN_ERROR_REFUSED);
  refuse_undo (&contract, 9999, GVN_ERROR_NOT_FOUND);

  g_assert_true (gvn_store_undo (contract.store, "Tester", &contract.now, NULL));
  assert_sql (&contract, "SELECT employer FROM person WHERE id = 'q'", "DSIUN");
  {
    g_autoptr (GHashTable) undone = gvn_history_list_undone (gvn_store_get_db (contract.store), NULL);

    g_assert_true (g_hash_table_contains (undone, &first));
    g_assert_true (g_hash_table_contains (undone, &third));
    g_assert_false (g_hash_table_contains (undone, &second));
  }
  g_assert_true (gvn_store_redo (contract.store, "Tester", &contract.now, NULL));
  assert_sql (&contract, "SELECT employer FROM person WHERE id = 'q'", "AELB");
  g_assert_true (gvn_store_redo (contract.store, "Tester", &contract.now, NULL));
  assert_sql (&contract, "SELECT group_concat (id) FROM (SELECT id FROM person ORDER BY id)", "p,q");
  check_sound (&contract);

  /* What was undone and is no longer to be redone is still undone. */
  undo (&contract, first);
  do_sql (&contract, "Fourth", "UPDATE person SET name = 'Robert' WHERE id = 'q'");
  refuse_undo (&contract, first, GVN_ERROR_REFUSED);
  test_contract_close (&contract);
}

/* The contract is not undone, neither by its number nor as the last command. */
static void
test_creation (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;

  test_contract_open (&contract, "2027-01-04", NULL);
  g_assert_false (gvn_store_undo (contract.store, "Tester", &contract.now, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND);
  test_contract_close (&contract);
}

/* A meeting to which something happened is not taken away under it. */
static void
test_undo_needed (void)
{
  GvnTestContract contract = { NULL };
  GvnMeetingDraft draft = { .body = "COPIL", .duration_minutes = 120, .reason = "Extra", .now = &contract.now };
  GvnMeetingRequest request = { .act = GVN_ACT_HOLD, .by_name = "Tester", .now = &contract.now };
  gint64 created;

  test_contract_open (&contract, "2027-03-01", NULL);
  gvn_local_from_instant (test_instant ("2027-03-11T10:00"), &draft.start);
  test_run (&contract, "Create", gvn_meeting_create, &draft);
  created = get_head (&contract);
  gvn_local_from_instant (test_instant ("2027-03-18T10:00"), &draft.start);
  contract.now = test_now ("2027-03-12");
  request.meeting = draft.id;
  request.at = test_instant ("2027-03-11T10:00");
  test_run (&contract, "Hold", gvn_meeting_apply, &request);

  refuse_undo (&contract, created, GVN_ERROR_CONFLICT);
  g_free (draft.id);
  draft.id = NULL;

  /* Nor is one of which something is known, although no row of its own has changed. */
  test_run (&contract, "Create", gvn_meeting_create, &draft);
  created = get_head (&contract);
  {
    g_autofree char *sql
        = g_strdup_printf ("INSERT INTO fact VALUES ('f', 'meeting', '%s', 'agenda_sent', 0, 'Ada', NULL,"
                           " NULL, 0, NULL)",
                           draft.id);

    do_sql (&contract, "Record", sql);
  }
  refuse_undo (&contract, created, GVN_ERROR_CONFLICT);
  g_free (draft.id);
  test_contract_close (&contract);
}

/* Minutes of a COPIL are due 5 working days after it (6.2). From Thursday 11 March 2027:
 * the 19th while Friday 12 is closed and removed, the 18th once the closure is undone,
 * although the meeting came after it. */
static void
test_undo_derives (void)
{
  static const char due[] = "SELECT due_on FROM deadline AS d JOIN deadline_rule AS r ON r.id = d.rule"
                            " WHERE r.kind = 'minutes' AND r.reading = 'contract'";
  GvnTestContract contract = { NULL };
  GvnMeetingDraft draft = { .body = "COPIL", .duration_minutes = 120, .reason = "Extra", .now = &contract.now };
  gint64 closed;

  test_contract_open (&contract, "2027-03-01", NULL);
  closed = do_sql (&contract, "Close", "INSERT INTO closure VALUES ('c', NULL, 'Pont', '2027-03-12', '2027-03-12', 1)");
  gvn_local_from_instant (test_instant ("2027-03-11T10:00"), &draft.start);
  test_run (&contract, "Create", gvn_meeting_create, &draft);
  assert_sql (&contract, due, "2027-03-19");
  undo (&contract, closed);
  assert_sql (&contract, due, "2027-03-18");
  check_sound (&contract);
  g_free (draft.id);
  test_contract_close (&contract);
}

static gboolean
forget_index (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_exec (db, error, "DELETE FROM journal_row", "")
         && gvn_db_exec (db, error, "DELETE FROM journal_object", "");
}

/* A file whose journal is not indexed, as one of an earlier schema, is indexed when it
 * opens: the same rows, the same objects. */
static void
test_index (void)
{
  static const char rows[]
      = "SELECT group_concat (entry || table_name || row_key || kind || id, ';') FROM"
        " (SELECT * FROM journal_row JOIN journal_object ON number = object ORDER BY entry, table_name, row_key)";
  GvnTestContract contract = { NULL };
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;

  test_contract_open (&contract, "2027-01-04", NULL);
  do_sql (&contract, "Add", ADD_PERSON);
  do_sql (&contract, "Appoint", ADD_ROLE);
  do_sql (&contract, "End", "UPDATE role_holding SET last_on = '2027-06-30' WHERE id = 'h'");
  before = get (&contract, rows);
  g_assert_true (gvn_store_maintain (contract.store, forget_index, NULL, NULL));
  assert_sql (&contract, "SELECT count(*) FROM journal_row", "0");

  gvn_store_close (contract.store);
  g_assert_finalize_object (contract.store);
  contract.store = gvn_store_open (contract.path, 0, &error);
  g_assert_no_error (error);
  assert_sql (&contract, rows, before);
  check_sound (&contract);
  test_contract_close (&contract);
}

/* Whatever is undone in whatever order, or refused, the contract stays sound. */
static void
test_random (void)
{
  GvnTestContract contract = { NULL };
  guint n_undone = 0, n_refused = 0;

  test_contract_open (&contract, "2027-01-04", NULL);
  for (int i = 0; i < 60; i++)
    {
      g_autofree char *sql
          = g_strdup_printf (i % 3 == 0 ? "INSERT INTO person VALUES ('p%d', 'Ada', 'dsiun', 'DSIUN', NULL)"
                                        : "UPDATE person SET name = 'Ada %d' WHERE id IN"
                                          " (SELECT id FROM person ORDER BY random () LIMIT 1)",
                             i);

      do_sql (&contract, "Random", sql);
      if (gvn_store_undo_entry (contract.store, g_test_rand_int_range (1, (int) get_head (&contract) + 1), "Tester",
                                &contract.now, NULL))
        n_undone++;
      else
        n_refused++;
      if (g_test_rand_int_range (0, 4) == 0)
        gvn_store_redo (contract.store, "Tester", &contract.now, NULL);
    }
  g_assert_cmpuint (n_undone, >, 0);
  g_assert_cmpuint (n_refused, >, 0);
  check_sound (&contract);
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/history/words", test_words);
  g_test_add_func ("/store/history/object", test_object);
  g_test_add_func ("/store/history/filter", test_filter);
  g_test_add_func ("/store/history/undo-one", test_undo_one);
  g_test_add_func ("/store/history/creation", test_creation);
  g_test_add_func ("/store/history/undo-needed", test_undo_needed);
  g_test_add_func ("/store/history/undo-derives", test_undo_derives);
  g_test_add_func ("/store/history/index", test_index);
  g_test_add_func ("/store/history/random", test_random);
  return g_test_run ();
}
