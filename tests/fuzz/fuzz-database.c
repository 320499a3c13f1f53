/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever the bytes, a contract's file opens, is checked and read, or is refused with a
 * reason. */
#include "../gvn-test.h"
#include "deadlines/gvn-register.h"
#include "orders/gvn-orders.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_contract (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnStore) store = gvn_store_open (path, 0, &error);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) meetings = NULL;
  g_autoptr (GPtrArray) deadlines = NULL;
  GvnMeetingFilter meeting_filter = { 0 };
  GvnDeadlineFilter deadline_filter = { 0 };
  GvnNow now = test_now ("2028-03-08");

  g_assert_true ((store != NULL) != (error != NULL));
  if (store == NULL)
    return;
  findings = gvn_store_check (store, &error);
  g_assert_true ((findings != NULL) != (error != NULL));
  g_clear_error (&error);
  meetings = gvn_meeting_list (gvn_store_get_db (store), &meeting_filter, &error);
  g_assert_true ((meetings != NULL) != (error != NULL));
  g_clear_error (&error);
  deadlines = gvn_register_list (gvn_store_get_db (store), &deadline_filter, &now, &error);
  g_assert_true ((deadlines != NULL) != (error != NULL));
  gvn_store_close (store);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static gsize once;
  g_autofree char *folder = g_dir_make_tmp ("gouvernail-fuzz-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "contract.gvn", NULL);

  if (g_once_init_enter (&once))
    {
      gvn_orders_register ();
      g_once_init_leave (&once, 1);
    }
  g_assert_true (g_file_set_contents (path, (const char *) data, (gssize) size, NULL));
  read_contract (path);
  test_remove_folder (folder);

  return 0;
}
