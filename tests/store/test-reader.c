/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "store/gvn-store-private.h"

/* Steps two threads wait for of each other. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  int reached;
} Steps;

static Steps steps;

static void
reach (int step)
{
  g_mutex_lock (&steps.mutex);
  steps.reached = step;
  g_cond_broadcast (&steps.cond);
  g_mutex_unlock (&steps.mutex);
}

static void
wait_for (int step)
{
  g_mutex_lock (&steps.mutex);
  while (steps.reached < step)
    g_cond_wait (&steps.cond, &steps.mutex);
  g_mutex_unlock (&steps.mutex);
}

static gint64
count_people (GvnDb *db)
{
  gint64 n = -1;

  gvn_db_get_int (db, &n, NULL, "SELECT count(*) FROM person", "");
  return n;
}

static gpointer
dup_number (gint64 number)
{
  return g_memdup2 (&number, sizeof number);
}

static gpointer
read_people (GvnDb *db, gpointer data, GError **error)
{
  return dup_number (count_people (db));
}

static gboolean
add_person (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_exec (db, error, "INSERT INTO person VALUES (?1, ?1, 'dsiun', 'DSIUN', NULL)", "s", data);
}

typedef struct
{
  gboolean told;
  gint64 *number;
  GError *error;
} Answer;

static void
answer_clear (Answer *self)
{
  g_free (self->number);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
told_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->number = gvn_store_read_finish (GVN_STORE (store), result, &answer->error);
  answer->told = TRUE;
}

static void
ask (GvnTestContract *contract, GvnRead read, GCancellable *cancellable, Answer *answer)
{
  gvn_store_read_async (contract->store, read, NULL, NULL, g_free, cancellable, told_cb, answer);
}

static void
wait_until_told (Answer *answer)
{
  while (!answer->told)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_cancelled (const Answer *answer)
{
  g_assert_null (answer->number);
  g_assert_error (answer->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
set_up (GvnTestContract *contract)
{
  steps.reached = 0;
  test_contract_open (contract, "2027-01-04", NULL);
}

/* Beside whoever writes ------------------------------------------------------------------ */

static gpointer
count_during_command (GvnDb *db, gpointer data, GError **error)
{
  gint64 n;

  wait_for (1);
  n = count_people (db);
  reach (2);

  return dup_number (n);
}

static gboolean
add_and_wait (GvnDb *db, gpointer data, GError **error)
{
  gboolean added = add_person (db, data, error);

  reach (1);
  wait_for (2);

  return added;
}

/* A reading does not wait for the command that is under way, nor sees what it has not done. */
static void
test_beside_writer (void)
{
  g_auto (Answer) during = { FALSE };
  g_auto (Answer) after = { FALSE };
  GvnTestContract contract = { NULL };

  set_up (&contract);
  ask (&contract, count_during_command, NULL, &during);
  test_run (&contract, "Add", add_and_wait, "a");
  ask (&contract, read_people, NULL, &after);
  g_assert_true (gvn_store_is_reading (contract.store));
  wait_until_told (&after);
  g_assert_true (during.told);
  g_assert_cmpint (*during.number, ==, 0);
  g_assert_cmpint (*after.number, ==, 1);
  g_assert_false (gvn_store_is_reading (contract.store));
  test_contract_close (&contract);
}

static gpointer
count_twice (GvnDb *db, gpointer data, GError **error)
{
  gint64 before = count_people (db);

  reach (1);
  wait_for (2);

  return dup_number (count_people (db) - before);
}

static void
test_one_moment (void)
{
  g_auto (Answer) answer = { FALSE };
  GvnTestContract contract = { NULL };

  set_up (&contract);
  ask (&contract, count_twice, NULL, &answer);
  wait_for (1);
  test_run (&contract, "Add", add_person, "a");
  reach (2);
  wait_until_told (&answer);
  g_assert_cmpint (*answer.number, ==, 0);
  test_contract_close (&contract);
}

/* Refusals ------------------------------------------------------------------------------- */

static gpointer
write_something (GvnDb *db, gpointer data, GError **error)
{
  return add_person (db, (char *) "a", error) ? dup_number (1) : NULL;
}

static gpointer
refuse (GvnDb *db, gpointer data, GError **error)
{
  g_set_error_literal (error, GVN_ERROR, GVN_ERROR_NOT_FOUND, "Not found");

  return NULL;
}

static void
test_refused (void)
{
  g_auto (Answer) written = { FALSE };
  g_auto (Answer) refused = { FALSE };
  GvnTestContract contract = { NULL };

  set_up (&contract);
  ask (&contract, write_something, NULL, &written);
  ask (&contract, refuse, NULL, &refused);
  wait_until_told (&refused);
  g_assert_error (written.error, GVN_ERROR, GVN_ERROR_READ_ONLY);
  g_assert_error (refused.error, GVN_ERROR, GVN_ERROR_NOT_FOUND);
  g_assert_cmpint (count_people (gvn_store_get_db (contract.store)), ==, 0);
  test_contract_close (&contract);
}

/* Cancelling ----------------------------------------------------------------------------- */

static gpointer
read_without_end (GvnDb *db, gpointer data, GError **error)
{
  gint64 n;

  reach (1);

  return gvn_db_get_int (db, &n, error,
                         "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c", "")
             ? dup_number (n)
             : NULL;
}

static gpointer
read_what_nobody_wants (GvnDb *db, gpointer data, GError **error)
{
  g_assert_not_reached ();
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Answer) running = { FALSE };
  g_auto (Answer) waiting = { FALSE };
  g_auto (Answer) next = { FALSE };
  GvnTestContract contract = { NULL };

  set_up (&contract);
  ask (&contract, read_without_end, cancellable, &running);
  ask (&contract, read_what_nobody_wants, cancellable, &waiting);
  ask (&contract, read_people, NULL, &next);
  wait_for (1);
  g_cancellable_cancel (cancellable);
  wait_until_told (&next);
  assert_cancelled (&running);
  assert_cancelled (&waiting);
  g_assert_cmpint (*next.number, ==, 0);
  test_contract_close (&contract);
}

/* A result nobody wants any more is freed, never given. */
static void
test_cancelled_when_read (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Answer) answer = { FALSE };
  g_auto (Answer) next = { FALSE };
  GvnTestContract contract = { NULL };

  set_up (&contract);
  ask (&contract, count_twice, cancellable, &answer);
  ask (&contract, read_people, NULL, &next);
  wait_for (1);
  g_cancellable_cancel (cancellable);
  reach (2);
  wait_until_told (&next);
  assert_cancelled (&answer);
  test_contract_close (&contract);
}

static void
test_closed (void)
{
  g_auto (Answer) running = { FALSE };
  g_auto (Answer) waiting = { FALSE };
  GvnTestContract contract = { NULL };

  set_up (&contract);
  ask (&contract, read_without_end, NULL, &running);
  ask (&contract, read_what_nobody_wants, NULL, &waiting);
  wait_for (1);
  gvn_store_close (contract.store);
  wait_until_told (&waiting);
  assert_cancelled (&running);
  assert_cancelled (&waiting);
  test_contract_close (&contract);
}

/* What a backup put in the place of all there was is what is read from then on. */
static void
test_restored (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  g_auto (Answer) before = { FALSE };
  g_auto (Answer) after = { FALSE };
  GvnTestContract contract = { NULL };

  set_up (&contract);
  backup = g_build_filename (contract.folder, "copy.gvn", NULL);
  gvn_store_backup (contract.store, backup, &error);
  g_assert_no_error (error);
  test_run (&contract, "Add", add_person, "a");
  ask (&contract, read_people, NULL, &before);
  wait_until_told (&before);
  gvn_store_restore (contract.store, backup, &error);
  g_assert_no_error (error);
  ask (&contract, read_people, NULL, &after);
  wait_until_told (&after);
  g_assert_cmpint (*before.number, ==, 1);
  g_assert_cmpint (*after.number, ==, 0);
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/reader/beside-writer", test_beside_writer);
  g_test_add_func ("/store/reader/one-moment", test_one_moment);
  g_test_add_func ("/store/reader/refused", test_refused);
  g_test_add_func ("/store/reader/cancelled", test_cancelled);
  g_test_add_func ("/store/reader/cancelled-when-read", test_cancelled_when_read);
  g_test_add_func ("/store/reader/closed", test_closed);
  g_test_add_func ("/store/reader/restored", test_restored);

  return g_test_run ();
}
