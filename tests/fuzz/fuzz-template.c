/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever the bytes, a contract template loads or is refused with a reason. */
#include "committees/gvn-meeting.h"
#include "contract/gvn-template.h"
#include "orders/gvn-orders.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static gsize once;
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnTemplate) template = NULL;

  if (g_once_init_enter (&once))
    {
      gvn_orders_register ();
      g_once_init_leave (&once, 1);
    }
  template = gvn_template_load_data ((const char *) data, (gssize) size, &error);
  g_assert_true ((template != NULL) != (error != NULL));

  return 0;
}
