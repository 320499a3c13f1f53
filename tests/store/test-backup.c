/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "store/gvn-backup.h"
#include "store/gvn-store-private.h"

static gboolean
add_person (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_exec (db, error, "INSERT INTO person VALUES (?1, ?1, 'dsiun', 'DSIUN', NULL)", "s", data);
}

static gint64
count (GvnTestContract *contract, const char *sql)
{
  gint64 n;

  g_assert_true (gvn_db_get_int (gvn_store_get_db (contract->store), &n, NULL, sql, ""));
  return n;
}

static gboolean
publish (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_exec (db, error,
                      "INSERT INTO publication VALUES ('u', ?, 'h', 0, NULL, '{}')"
                      " ON CONFLICT (uid) DO UPDATE SET sequence = excluded.sequence",
                      "i", (gint64) GPOINTER_TO_INT (data));
}

/* A restored past keeps the highest revision sent, and the present stays among
 * the backups. */
static void
test_restore (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  GStatBuf info;

  test_contract_open (&contract, "2027-01-04", NULL);
  test_run (&contract, "Add", add_person, "a");
  g_assert_true (gvn_store_maintain (contract.store, publish, GINT_TO_POINTER (3), NULL));
  backup = g_build_filename (contract.folder, "copy.gvn", NULL);
  g_assert_true (gvn_store_backup (contract.store, backup, &error));
  g_assert_no_error (error);
  g_stat (backup, &info);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_stat (contract.path, &info);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  test_run (&contract, "Add", add_person, "b");
  g_assert_true (gvn_store_maintain (contract.store, publish, GINT_TO_POINTER (7), NULL));
  g_assert_true (gvn_store_restore (contract.store, backup, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM person"), ==, 1);
  g_assert_cmpint (count (&contract, "SELECT sequence FROM publication"), ==, 7);
  test_run (&contract, "Add", add_person, "c");
  g_assert_cmpint (count (&contract, "SELECT count(*) FROM person"), ==, 2);
  test_contract_close (&contract);
}

static void
test_daily (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GPtrArray) paths = NULL;
  GDate day = test_date ("2027-01-04");
  g_autoptr (GError) error = NULL;

  test_contract_open (&contract, "2027-01-04", NULL);
  for (int i = 0; i < 20; i++)
    {
      g_assert_true (gvn_store_backup_daily (contract.store, &day, &error));
      g_assert_no_error (error);
      g_date_add_days (&day, 1);
    }
  paths = gvn_backup_list (contract.path);
  /* 14 days, 10 to 23 January, and the month's first copy, 4 January. */
  g_assert_cmpuint (paths->len, ==, 15);
  g_assert_true (g_str_has_suffix (paths->pdata[0], "/2027-01-23.gvn"));
  g_assert_true (g_str_has_suffix (paths->pdata[14], "/2027-01-04.gvn"));
  test_contract_close (&contract);
}

/* Two years of daily copies keep 14 days and the first of 12 months. */
static void
test_pruning (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) superfluous = NULL;
  GDate day = test_date ("2028-12-31");

  for (int i = 0; i < 730; i++)
    {
      g_autofree char *text = gvn_date_to_string (&day);

      g_ptr_array_add (names, g_strconcat (text, ".gvn", NULL));
      g_date_subtract_days (&day, 1);
    }
  superfluous = gvn_backup_find_superfluous (names);
  g_assert_cmpuint (names->len - superfluous->len, ==, 14 + 12);
}

/* A file damaged anywhere opens, or says it is damaged; it never crashes, and a
 * backup brings it back. */
static void
test_damage (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *content = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *victim = NULL;
  gsize length;
  guint n_refused = 0;

  test_contract_open (&contract, "2027-01-04", NULL);
  backup = g_build_filename (contract.folder, "copy.gvn", NULL);
  victim = g_build_filename (contract.folder, "victim.gvn", NULL);
  g_assert_true (gvn_store_backup (contract.store, backup, NULL));
  g_assert_true (g_file_get_contents (backup, &content, &length, NULL));

  for (int i = 0; i < 120; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GvnStore) store = NULL;
      g_autofree char *bytes = g_memdup2 (content, length);
      gsize kept = length;

      if (i % 4 == 0)
        kept = (gsize) g_test_rand_int_range (1, (int) length);
      else
        for (int j = 0; j < 1 << (i % 8); j++)
          bytes[g_test_rand_int_range (0, i % 3 == 0 ? 4096 : (int) length)]
              ^= (char) (1 << g_test_rand_int_range (0, 8));
      g_assert_true (g_file_set_contents (victim, bytes, (gssize) kept, NULL));

      store = gvn_store_open (victim, 0, &error);
      if (store != NULL)
        {
          g_autoptr (GError) check_error = NULL;
          g_autoptr (GPtrArray) findings = gvn_store_check (store, &check_error);

          g_assert_true (findings != NULL || check_error != NULL);
          gvn_store_close (store);
          continue;
        }
      n_refused++;
      g_assert_nonnull (error);
      if (g_error_matches (error, GVN_ERROR, GVN_ERROR_DAMAGED))
        {
          g_clear_error (&error);
          g_assert_true (gvn_backup_restore_damaged (victim, backup, &error));
          store = gvn_store_open (victim, 0, &error);
          g_assert_no_error (error);
          gvn_store_close (store);
        }
    }
  g_assert_cmpuint (n_refused, >, 0);
  test_contract_close (&contract);
}

static void
test_not_a_contract (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *other = NULL;

  test_contract_open (&contract, "2027-01-04", NULL);
  other = g_build_filename (contract.folder, "letter.gvn", NULL);
  g_assert_true (g_file_set_contents (other, "Dear Sir, this is not a database at all.", -1, NULL));
  g_assert_null (gvn_store_open (other, 0, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_false (gvn_store_restore (contract.store, other, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (gvn_store_open (contract.path, GVN_STORE_CREATE, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (gvn_store_open ("/nowhere/at/all.gvn", 0, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND);
  test_contract_close (&contract);
}

static void
test_attachment (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *mail = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  test_contract_open (&contract, "2027-01-04", NULL);
  mail = g_build_filename (contract.folder, "proof.eml", NULL);
  g_assert_true (g_file_set_contents (mail, "abc", 3, NULL));
  hash = gvn_store_add_attachment (contract.store, mail, &error);
  g_assert_no_error (error);
  /* FIPS 180-2: SHA-256 of "abc" */
  g_assert_cmpstr (hash, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  kept = gvn_store_dup_attachment_path (contract.store, hash);
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_null (gvn_store_add_attachment (contract.store, "/nowhere.eml", &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_IO);
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/backup/restore", test_restore);
  g_test_add_func ("/store/backup/daily", test_daily);
  g_test_add_func ("/store/backup/pruning", test_pruning);
  g_test_add_func ("/store/backup/damage", test_damage);
  g_test_add_func ("/store/backup/not-a-contract", test_not_a_contract);
  g_test_add_func ("/store/attachment", test_attachment);
  return g_test_run ();
}
