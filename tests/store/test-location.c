/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "store/gvn-location.h"
#include "store/gvn-store-private.h"

static void
test_mount_types (void)
{
  static const char *const network[]
      = { "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "fuse.sshfs", "fuse.gvfsd-fuse" };
  static const char *const local[] = { "ext4", "btrfs", "xfs", "zfs", "tmpfs", "overlay", "fuseblk", "vfat", "" };

  for (guint i = 0; i < G_N_ELEMENTS (network); i++)
    g_assert_true (gvn_location_is_network (network[i]));
  for (guint i = 0; i < G_N_ELEMENTS (local); i++)
    g_assert_false (gvn_location_is_network (local[i]));
}

static void
test_cloud (void)
{
  g_assert_cmpstr (gvn_location_find_cloud ("/home/a/OneDrive - LADE/contract.gvn"), ==, "OneDrive");
  g_assert_cmpstr (gvn_location_find_cloud ("/home/a/Nextcloud/x/contract.gvn"), ==, "Nextcloud");
  g_assert_null (gvn_location_find_cloud ("/home/a/Documents/OneDrive.gvn"));
}

static void
test_refused (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *created = NULL;
  GvnStore *store;

  test_contract_open (&contract, "2027-01-04", NULL);
  gvn_store_set_mount_type ("nfs4");
  store = gvn_store_open (contract.path, 0, &error);
  gvn_store_set_mount_type (NULL);
  g_assert_null (store);
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, contract.folder));
  g_assert_nonnull (strstr (error->message, "keep it on this computer"));
  g_clear_error (&error);

  gvn_store_set_mount_type ("cifs");
  created = g_strconcat (contract.path, ".new", NULL);
  store = gvn_store_open (created, GVN_STORE_CREATE, &error);
  g_assert_null (store);
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  g_assert_false (g_file_test (created, G_FILE_TEST_EXISTS));
  g_assert_true (gvn_store_backup (contract.store, created, NULL)); /* a copy may lie anywhere */
  gvn_store_set_mount_type (NULL);
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/location/mount-types", test_mount_types);
  g_test_add_func ("/store/location/cloud", test_cloud);
  g_test_add_func ("/store/location/network-refused", test_refused);
  return g_test_run ();
}
