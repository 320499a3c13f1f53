/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "store/gvn-history.h"
#include "store/gvn-journal.h"
#include "store/gvn-schema.h"
#include "store/gvn-store-private.h"

/* The rows a user can see, ordered by key. */
static char *
dump (GvnTestContract *contract)
{
  static const char *const queries[] = {
    "SELECT group_concat (id || name || side || employer || coalesce (email, '-'), ';') FROM (SELECT * FROM person "
    "ORDER BY id)",
    "SELECT group_concat (id || person || role || first_on || coalesce (last_on, '-'), ';') FROM (SELECT * FROM "
    "role_holding ORDER BY id)",
    "SELECT group_concat (id || label || first_on || last_on || removes_working_days, ';') FROM (SELECT * FROM closure "
    "ORDER BY id)",
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *rows = gvn_db_get_text (gvn_store_get_db (contract->store), NULL, queries[i], "");

      g_string_append_printf (text, "%s\n", rows != NULL ? rows : "");
    }

  return g_string_free_and_steal (text);
}

/* A random command: people come, change and go, with roles and closures. */
static gboolean
random_command (GvnDb *db, gpointer data, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strdup_printf ("Name %d", g_test_rand_int ());

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
    case 1:
      return gvn_db_exec (db, error, "INSERT INTO person VALUES (?, ?, 'dsiun', 'DSIUN', NULL)", "ss", id, name);
    case 2:
      return gvn_db_exec (
          db, error,
          "UPDATE person SET name = ?, email = 'a@b.fr' WHERE id IN (SELECT id FROM person ORDER BY random () LIMIT 2)",
          "s", name);
    case 3:
      return gvn_db_exec (db, error,
                          "INSERT INTO role_holding SELECT ?, id, 'roc', NULL, '2027-01-01', NULL FROM person ORDER BY "
                          "random () LIMIT 1",
                          "s", id);
    case 4:
      return gvn_db_exec (db, error,
                          "DELETE FROM role_holding WHERE person IN (SELECT id FROM person ORDER BY random () LIMIT 1)",
                          "")
             && gvn_db_exec (db, error,
                             "DELETE FROM person WHERE id IN (SELECT id FROM person WHERE id NOT IN"
                             " (SELECT person FROM role_holding) ORDER BY random () LIMIT 1)",
                             "");
    default:
      return gvn_db_exec (db, error, "INSERT INTO closure VALUES (?, NULL, ?, '2027-05-07', '2027-05-07', 0)", "ss", id,
                          name);
    }
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

static guint
undo_all (GvnTestContract *contract, guint limit)
{
  guint n = 0;

  while (n < limit)
    {
      g_autoptr (GError) error = NULL;

      if (!gvn_store_undo (contract->store, "Tester", &contract->now, &error))
        {
          g_assert_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND);
          break;
        }
      n++;
    }

  return n;
}

static void
reopen (GvnTestContract *contract)
{
  g_autoptr (GError) error = NULL;

  gvn_store_close (contract->store);
  g_assert_finalize_object (contract->store);
  contract->store = gvn_store_open (contract->path, 0, &error);
  g_assert_no_error (error);
}

/* Undo all gives the rows of the start, redo all those of the end, also after a
 * restart; and the journal replayed gives the same. */
static void
test_undo_redo (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  guint n_undone;

  test_contract_open (&contract, "2027-01-04", NULL);
  start = dump (&contract);
  for (int i = 0; i < 120; i++)
    test_run (&contract, "Random", random_command, NULL);
  end = dump (&contract);
  check_sound (&contract);

  /* All but the creation of the contract. */
  reopen (&contract);
  {
    const GvnHistoryFilter all = { NULL };
    g_autoptr (GArray) entries = gvn_history_list (gvn_store_get_db (contract.store), &all, NULL);

    n_undone = undo_all (&contract, entries->len - 1);
    g_assert_cmpuint (n_undone, ==, entries->len - 1);
  }
  {
    g_autofree char *undone = dump (&contract);

    g_assert_cmpstr (undone, ==, start);
  }

  reopen (&contract);
  for (guint i = 0; i < n_undone; i++)
    {
      g_autoptr (GError) error = NULL;

      gvn_store_redo (contract.store, "Tester", &contract.now, &error);
      g_assert_no_error (error);
    }
  {
    g_autofree char *redone = dump (&contract);

    g_assert_cmpstr (redone, ==, end);
  }
  check_sound (&contract);
  test_contract_close (&contract);
}

static void
test_random_walk (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);

  test_contract_open (&contract, "2027-01-04", NULL);
  g_ptr_array_add (states, dump (&contract));
  for (int i = 0; i < 150; i++)
    {
      g_autofree char *label = gvn_store_dup_undo_label (contract.store);

      if (states->len > 1 && g_test_rand_bit ())
        {
          g_autofree char *now = NULL;
          g_autoptr (GError) error = NULL;

          g_assert_cmpstr (label, ==, "Step");
          gvn_store_undo (contract.store, "Tester", &contract.now, &error);
          g_assert_no_error (error);
          g_ptr_array_set_size (states, (int) states->len - 1);
          now = dump (&contract);
          g_assert_cmpstr (now, ==, states->pdata[states->len - 1]);
        }
      else
        {
          g_autofree char *before = dump (&contract);
          g_autofree char *after = NULL;

          test_run (&contract, "Step", random_command, NULL);
          after = dump (&contract);
          if (!g_str_equal (before, after)) /* a command that found nothing to do leaves no entry */
            g_ptr_array_add (states, g_steal_pointer (&after));
        }
    }
  check_sound (&contract);
  test_contract_close (&contract);
}

/* A value changed since blocks undoing what set it, in words, and nothing moves. */
static gboolean
change_out_of_journal (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_run_script (db, "UPDATE person SET name = 'Changed' WHERE name = 'First'", error);
}

static gboolean
add_first (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_exec (db, error, "INSERT INTO person VALUES ('x', 'First', 'dsiun', 'DSIUN', NULL)", "");
}

static void
test_conflict (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  test_contract_open (&contract, "2027-01-04", NULL);
  test_run (&contract, "Add", add_first, NULL);
  g_assert_true (gvn_store_call_writer (contract.store, change_out_of_journal, NULL, NULL));
  before = dump (&contract);
  g_assert_false (gvn_store_undo (contract.store, "Tester", &contract.now, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_CONFLICT);
  after = dump (&contract);
  g_assert_cmpstr (before, ==, after);

  {
    g_autoptr (GPtrArray) findings = gvn_store_check (contract.store, NULL);

    g_assert_cmpuint (findings->len, ==, 1); /* the replay sees what the journal does not tell */
  }
  test_contract_close (&contract);
}

static gboolean
tamper (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_run_script (db, "UPDATE journal SET author = 'Somebody else' WHERE number = 2", error);
}

static void
test_tampering (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;

  test_contract_open (&contract, "2027-01-04", NULL);
  test_run (&contract, "Add", add_first, NULL);
  g_assert_true (gvn_store_verify_journal (contract.store, NULL));
  g_assert_true (gvn_store_call_writer (contract.store, tamper, NULL, NULL));
  g_assert_false (gvn_store_verify_journal (contract.store, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_DAMAGED);
  test_contract_close (&contract);
}

static gboolean
touch_person (GvnDb *db, gpointer data, GError **error)
{
  return add_first (db, NULL, error);
}

static void
test_housekeeping (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  test_contract_open (&contract, "2027-01-04", NULL);
  before = dump (&contract);
  g_assert_false (gvn_store_maintain (contract.store, touch_person, NULL, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  after = dump (&contract);
  g_assert_cmpstr (before, ==, after);
  test_contract_close (&contract);
}

/* A migration that renames a column: the journal still replays, what came before
 * it is no longer undone, what comes after is. */
static void
test_migration (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;

  test_contract_open (&contract, "2027-01-04", NULL);
  for (int i = 0; i < 40; i++)
    test_run (&contract, "Random", random_command, NULL);

  gvn_schema_set_next ("ALTER TABLE closure RENAME COLUMN label TO title");
  reopen (&contract);
  check_sound (&contract);
  g_assert_false (gvn_store_undo (contract.store, "Tester", &contract.now, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  test_run (&contract, "Add", add_first, NULL);
  check_sound (&contract);
  g_clear_error (&error);
  gvn_store_undo (contract.store, "Tester", &contract.now, &error);
  g_assert_no_error (error);
  check_sound (&contract);

  /* The older program refuses the newer file. */
  gvn_schema_set_next (NULL);
  gvn_store_close (contract.store);
  g_assert_finalize_object (contract.store);
  contract.store = gvn_store_open (contract.path, 0, &error);
  g_assert_error (error, GVN_ERROR, GVN_ERROR_TOO_NEW);
  g_assert_null (contract.store);
  test_contract_close (&contract);
}

/* 1,000 writes by a process killed at random moments: what it said was committed
 * is there, and all is sound. */
static int
write_until_killed (GvnTestContract *contract, int first, int count, guint microseconds)
{
  g_autofree char *from = g_strdup_printf ("%d", first);
  g_autofree char *n = g_strdup_printf ("%d", count);
  const char *argv[] = { g_getenv ("GVN_TEST_WRITER"), contract->path, from, n, NULL };
  int out, last = first - 1;
  char line[32];
  GPid pid;
  FILE *pipe;

  g_assert_true (g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                                           NULL, &out, NULL, NULL));
  g_usleep (microseconds);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  pipe = fdopen (out, "r");
  while (fgets (line, sizeof line, pipe) != NULL)
    if (strchr (line, '\n') != NULL)
      last = atoi (line);
  fclose (pipe);

  return last + 1;
}

static void
test_killed (void)
{
  GvnTestContract contract = { NULL };
  int next = 0;

  test_contract_open (&contract, "2027-01-04", NULL);
  gvn_store_close (contract.store);
  g_assert_finalize_object (contract.store);
  contract.store = NULL;

  while (next < 1000)
    {
      g_autoptr (GError) error = NULL;
      gint64 n;

      next = write_until_killed (&contract, next, 1000 - next, (guint) g_test_rand_int_range (20000, 400000));
      contract.store = gvn_store_open (contract.path, 0, &error);
      g_assert_no_error (error);
      g_assert_true (gvn_db_get_int (gvn_store_get_db (contract.store), &n, NULL, "SELECT count(*) FROM person", ""));
      g_assert_cmpint (n, >=, next);
      g_assert_cmpint (n, <=, next + 1); /* the one it could not say any more */
      next = (int) n;
      g_assert_true (gvn_store_verify_journal (contract.store, NULL));
      gvn_store_close (contract.store);
      g_assert_finalize_object (contract.store);
      contract.store = NULL;
    }

  contract.store = gvn_store_open (contract.path, 0, NULL);
  check_sound (&contract);
  test_contract_close (&contract);
}

static gboolean
fill_disk (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_run_script (db, "PRAGMA max_page_count = 1", error);
}

static gboolean
free_disk (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_run_script (db, "PRAGMA max_page_count = 1000000", error);
}

static gboolean
add_many (GvnDb *db, gpointer data, GError **error)
{
  for (int i = 0; i < 2000; i++)
    {
      g_autofree char *id = g_uuid_string_random ();

      if (!gvn_db_exec (db, error, "INSERT INTO person VALUES (?1, ?1, 'dsiun', 'DSIUN', NULL)", "s", id))
        return FALSE;
    }

  return TRUE;
}

static void
test_full_disk (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  GvnEntry entry = { "Add", "Tester", &contract.now };

  test_contract_open (&contract, "2027-01-04", NULL);
  g_assert_true (gvn_store_call_writer (contract.store, fill_disk, NULL, NULL));
  g_assert_false (gvn_store_run (contract.store, &entry, add_many, NULL, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_IO);
  check_sound (&contract);
  g_assert_true (gvn_store_call_writer (contract.store, free_disk, NULL, NULL));
  test_run (&contract, "Add", add_many, NULL);
  check_sound (&contract);
  test_contract_close (&contract);
}

static void
changed_cb (GvnStore *store, GStrv tables, gpointer data)
{
  GStrv *seen = data;

  g_strfreev (*seen);
  *seen = g_strdupv (tables);
}

static void
test_changed (void)
{
  GvnTestContract contract = { NULL };
  g_auto (GStrv) tables = NULL;
  g_autoptr (GError) error = NULL;
  GvnStore *other;
  GvnEntry entry = { "Add", "Other", &contract.now };

  test_contract_open (&contract, "2027-01-04", NULL);
  g_signal_connect (contract.store, "changed", G_CALLBACK (changed_cb), &tables);
  test_run (&contract, "Add", add_first, NULL);
  g_assert_cmpuint (g_strv_length (tables), ==, 1);
  g_assert_cmpstr (tables[0], ==, "person");

  /* What another program writes is seen by asking. */
  g_clear_pointer (&tables, g_strfreev);
  gvn_store_poll (contract.store);
  g_assert_null (tables);
  other = gvn_store_open (contract.path, 0, &error);
  g_assert_no_error (error);
  g_assert_true (gvn_store_run (other, &entry, add_many, NULL, NULL));
  gvn_store_poll (contract.store);
  g_assert_nonnull (tables);
  gvn_store_close (other);
  g_assert_finalize_object (other);
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/journal/undo-all-redo-all", test_undo_redo);
  g_test_add_func ("/store/journal/random-walk", test_random_walk);
  g_test_add_func ("/store/journal/conflict", test_conflict);
  g_test_add_func ("/store/journal/tampering-shows", test_tampering);
  g_test_add_func ("/store/journal/housekeeping-touches-nothing", test_housekeeping);
  g_test_add_func ("/store/journal/migration", test_migration);
  g_test_add_func ("/store/journal/killed-while-writing", test_killed);
  g_test_add_func ("/store/journal/full-disk", test_full_disk);
  g_test_add_func ("/store/journal/changed", test_changed);
  return g_test_run ();
}
