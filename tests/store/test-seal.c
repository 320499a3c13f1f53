/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "store/gvn-seal.h"

static void
close_store (GvnTestContract *contract)
{
  gvn_store_close (contract->store);
  g_assert_finalize_object (contract->store);
  contract->store = NULL;
}

static void
open_store (GvnTestContract *contract)
{
  g_autoptr (GError) error = NULL;

  contract->store = gvn_store_open (contract->path, 0, &error);
  g_assert_no_error (error);
}

/* A file closed as it should be need not be verified again; one that is open, or whose
 * program ended otherwise, is. */
static void
test_life (void)
{
  GvnTestContract contract = { NULL };

  test_contract_open (&contract, "2026-11-23", NULL);
  g_assert_false (gvn_seal_holds (contract.path));
  close_store (&contract);
  g_assert_true (gvn_seal_holds (contract.path));
  open_store (&contract);
  g_assert_false (gvn_seal_holds (contract.path));
  test_contract_close (&contract);
}

static void
set_time (const char *path, const struct stat *file)
{
  const struct timespec times[2] = { file->st_atim, file->st_mtim };

  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
}

/* One byte written by somebody else, whatever time they pretend: the file is verified, and
 * refused when it is damaged. */
static void
test_written_since (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  struct stat before;
  gsize length;

  test_contract_open (&contract, "2026-11-23", NULL);
  close_store (&contract);
  g_assert_cmpint (stat (contract.path, &before), ==, 0);
  g_assert_true (g_file_get_contents (contract.path, &contents, &length, NULL));
  memset (contents + length / 2, 0x5a, 4096);
  g_assert_true (
      g_file_set_contents_full (contract.path, contents, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  set_time (contract.path, &before);
  g_assert_false (gvn_seal_holds (contract.path));
  g_assert_null (gvn_store_open (contract.path, 0, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_DAMAGED);
  g_assert_false (gvn_seal_holds (contract.path));
  test_contract_close (&contract);
}

/* Another program has it open: what it will write is not known. */
static void
test_open_elsewhere (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  GvnStore *other;

  test_contract_open (&contract, "2026-11-23", NULL);
  other = gvn_store_open (contract.path, 0, &error);
  g_assert_no_error (error);
  close_store (&contract);
  g_assert_false (gvn_seal_holds (contract.path));
  gvn_store_close (other);
  g_assert_finalize_object (other);
  g_assert_true (gvn_seal_holds (contract.path));
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/seal/life", test_life);
  g_test_add_func ("/store/seal/written-since", test_written_since);
  g_test_add_func ("/store/seal/open-elsewhere", test_open_elsewhere);
  return g_test_run ();
}
