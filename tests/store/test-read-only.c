/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <linux/capability.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "store/gvn-schema.h"
#include "store/gvn-store-private.h"

#define REMEDY "copy it to a folder of yours"

/* Permissions bind root too once it has given up its capabilities. */
static void
give_up_capabilities (void)
{
  struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
  struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = { { 0 } };

  g_assert_cmpint (syscall (SYS_capset, &header, none), ==, 0);
}

static gboolean
add_person (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_exec (db, error, "INSERT INTO person VALUES (?1, ?1, 'dsiun', 'DSIUN', NULL)", "s", data);
}

static gint64
count_people (GvnStore *store)
{
  g_autoptr (GError) error = NULL;
  gint64 n;

  gvn_db_get_int (gvn_store_get_db (store), &n, &error, "SELECT count(*) FROM person", "");
  g_assert_no_error (error);
  return n;
}

static gpointer
read_people (GvnDb *db, gpointer data, GError **error)
{
  gint64 n;

  return gvn_db_get_int (db, &n, error, "SELECT count(*) FROM person", "") ? g_memdup2 (&n, sizeof n) : NULL;
}

static void
told_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(gint64 **) data = gvn_store_read_finish (GVN_STORE (store), result, &error);
  g_assert_no_error (error);
}

/* As the reader thread counts them. */
static gint64
count_people_aside (GvnStore *store)
{
  g_autofree gint64 *n = NULL;

  gvn_store_read_async (store, read_people, NULL, NULL, g_free, NULL, told_cb, &n);
  while (gvn_store_is_reading (store))
    g_main_context_iteration (NULL, TRUE);

  return *n;
}

static void
close_store (GvnStore **store)
{
  gvn_store_close (*store);
  g_assert_finalize_object (*store);
  *store = NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The names in a folder, and the contract's bytes as their hash. */
static char *
look (GvnTestContract *contract)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (contract->folder, 0, NULL);
  g_autofree char *content = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *joined = NULL;
  const char *name;
  gsize length;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  joined = g_strjoinv (" ", (char **) names->pdata);
  g_assert_true (g_file_get_contents (contract->path, &content, &length, NULL));
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);

  return g_strconcat (joined, " ", hash, NULL);
}

static void
assert_refused (gboolean done, GError **error, GvnTestContract *contract)
{
  g_assert_false (done);
  g_assert_error (*error, GVN_ERROR, GVN_ERROR_READ_ONLY);
  g_assert_nonnull (strstr ((*error)->message, contract->path));
  g_assert_nonnull (strstr ((*error)->message, REMEDY));
  g_clear_error (error);
}

/* A contract nobody has open, with one person. */
static void
make_contract (GvnTestContract *contract)
{
  test_contract_open (contract, "2027-01-04", NULL);
  test_run (contract, "Add", add_person, "a");
  close_store (&contract->store);
}

static void
set_modes (GvnTestContract *contract, int folder, int file)
{
  g_assert_cmpint (g_chmod (contract->path, file), ==, 0);
  g_assert_cmpint (g_chmod (contract->folder, folder), ==, 0);
}

static void
try_all_that_writes (GvnTestContract *contract, const char *backup)
{
  g_autoptr (GError) error = NULL;
  GvnStore *store = contract->store;
  GvnEntry entry = { "Add", "Tester", &contract->now };
  GDate today = test_date ("2027-01-04");
  g_autofree char *hash = NULL;

  assert_refused (gvn_store_run (store, &entry, add_person, (gpointer) "b", &error), &error, contract);
  assert_refused (gvn_store_maintain (store, add_person, (gpointer) "b", &error), &error, contract);
  assert_refused (gvn_store_undo (store, "Tester", &contract->now, &error), &error, contract);
  assert_refused (gvn_store_restore (store, backup, &error), &error, contract);
  hash = gvn_store_add_attachment (store, backup, &error);
  assert_refused (hash != NULL, &error, contract);
  g_assert_true (gvn_store_backup_daily (store, &today, &error)); /* it has nothing to do */
  g_assert_no_error (error);
}

/* What the message tells to do: a copy elsewhere can be worked on. */
static void
work_on_copy (GvnTestContract *contract, const char *copy)
{
  g_autoptr (GError) error = NULL;
  GvnTestContract other = { .now = contract->now };

  gvn_store_backup (contract->store, copy, &error);
  g_assert_no_error (error);
  other.store = gvn_store_open (copy, 0, &error);
  g_assert_no_error (error);
  g_assert_false (gvn_store_is_read_only (other.store));
  test_run (&other, "Add", add_person, "b");
  g_assert_cmpint (count_people (other.store), ==, 2);
  close_store (&other.store);
}

/* Such a contract is read, checked and copied; nothing else is done to it, and
 * nothing is put beside it. */
static void
check_read_only (GvnTestContract *contract)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *elsewhere = g_dir_make_tmp ("gouvernail-test-XXXXXX", NULL);
  g_autofree char *copy = g_build_filename (elsewhere, "copy.gvn", NULL);
  g_autofree char *before = look (contract);
  g_autofree char *during = NULL;
  g_autofree char *after = NULL;

  contract->store = gvn_store_open (contract->path, 0, &error);
  g_assert_no_error (error);
  g_assert_true (gvn_store_is_read_only (contract->store));
  g_assert_cmpint (count_people (contract->store), ==, 1);
  work_on_copy (contract, copy);
  try_all_that_writes (contract, copy);
  findings = gvn_store_check (contract->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpint (count_people (contract->store), ==, 1);
  g_assert_cmpint (count_people_aside (contract->store), ==, 1);

  during = look (contract);
  g_assert_cmpstr (during, ==, before);
  close_store (&contract->store);
  after = look (contract);
  g_assert_cmpstr (after, ==, before);
  test_remove_folder (elsewhere);
}

static void
test_folder (void)
{
  GvnTestContract contract = { NULL };

  make_contract (&contract);
  set_modes (&contract, 0555, 0600);
  check_read_only (&contract);
  set_modes (&contract, 0700, 0600);
  test_contract_close (&contract);
}

static void
test_file (void)
{
  GvnTestContract contract = { NULL };

  make_contract (&contract);
  set_modes (&contract, 0700, 0400);
  check_read_only (&contract);
  test_contract_close (&contract);
}

/* A link in a folder of one's own does not make the contract writable. */
static void
test_link (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *elsewhere = g_dir_make_tmp ("gouvernail-test-XXXXXX", NULL);
  g_autofree char *link = g_build_filename (elsewhere, "link.gvn", NULL);

  make_contract (&contract);
  g_assert_cmpint (symlink (contract.path, link), ==, 0);
  set_modes (&contract, 0555, 0600);
  contract.store = gvn_store_open (link, 0, &error);
  g_assert_no_error (error);
  g_assert_true (gvn_store_is_read_only (contract.store));
  g_assert_cmpint (count_people (contract.store), ==, 1);
  set_modes (&contract, 0700, 0600);
  test_contract_close (&contract);
  test_remove_folder (elsewhere);
}

static void
copy_file (const char *from, const char *suffix, const char *to)
{
  g_autofree char *source = g_strconcat (from, suffix, NULL);
  g_autofree char *target = g_strconcat (to, suffix, NULL);
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (source, &content, &length, NULL));
  g_assert_true (g_file_set_contents (target, content, (gssize) length, NULL));
}

/* What was committed and still waits in the -wal, as after a crash, is read too;
 * where it cannot be, the contract does not open on an older state. */
static void
test_write_ahead (void)
{
  GvnTestContract contract = { NULL }, copy = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *index = NULL;

  test_contract_open (&contract, "2027-01-04", NULL);
  test_run (&contract, "Add", add_person, "a");
  copy.now = contract.now;
  copy.folder = g_dir_make_tmp ("gouvernail-test-XXXXXX", NULL);
  copy.path = g_build_filename (copy.folder, "contract.gvn", NULL);
  copy_file (contract.path, "", copy.path);
  copy_file (contract.path, "-wal", copy.path);
  copy_file (contract.path, "-shm", copy.path);
  set_modes (&copy, 0555, 0400);
  check_read_only (&copy);

  index = g_strconcat (copy.path, "-shm", NULL);
  set_modes (&copy, 0700, 0600);
  g_unlink (index);
  set_modes (&copy, 0555, 0400);
  copy.store = gvn_store_open (copy.path, 0, &error);
  g_assert_null (copy.store);
  g_assert_error (error, GVN_ERROR, GVN_ERROR_IO);

  set_modes (&copy, 0700, 0600);
  test_contract_close (&copy);
  test_contract_close (&contract);
}

/* It is not migrated: neither read as what it is not, nor by an older program. */
static void
test_other_version (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;

  make_contract (&contract);
  gvn_schema_set_next ("ALTER TABLE closure RENAME COLUMN label TO title");
  set_modes (&contract, 0555, 0400);
  g_assert_null (gvn_store_open (contract.path, 0, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_READ_ONLY);
  g_clear_error (&error);

  set_modes (&contract, 0700, 0600);
  contract.store = gvn_store_open (contract.path, 0, &error);
  g_assert_no_error (error);
  close_store (&contract.store);
  gvn_schema_set_next (NULL);
  set_modes (&contract, 0555, 0400);
  g_assert_null (gvn_store_open (contract.path, 0, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_TOO_NEW);
  set_modes (&contract, 0700, 0600);
  test_contract_close (&contract);
}

/* Neither a contract nor a copy is put where nothing may be. */
static void
test_target (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("gouvernail-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "new.gvn", NULL);
  g_autoptr (GDir) dir = NULL;

  test_contract_open (&contract, "2027-01-04", NULL);
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  g_assert_null (gvn_store_open (path, GVN_STORE_CREATE, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_IO);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, "choose another folder"));
  g_clear_error (&error);
  g_assert_false (gvn_store_backup (contract.store, path, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_IO);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, "choose another place"));
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  g_rmdir (folder);
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  give_up_capabilities ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/read-only/folder", test_folder);
  g_test_add_func ("/store/read-only/file", test_file);
  g_test_add_func ("/store/read-only/link", test_link);
  g_test_add_func ("/store/read-only/committed-rows-in-the-wal", test_write_ahead);
  g_test_add_func ("/store/read-only/other-version", test_other_version);
  g_test_add_func ("/store/read-only/where-nothing-may-be-put", test_target);
  return g_test_run ();
}
