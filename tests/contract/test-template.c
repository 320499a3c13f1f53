/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "orders/gvn-orders.h"

static char *
load_text (void)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/eu/lesagencesdeleau/Gouvernail/contract/tmes.json",
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* A fault names its place and its reason. */
static void
test_faults (void)
{
  static const struct
  {
    const char *find, *replace, *path;
  } faults[] = {
    { "\"code\": \"TMES\"", "\"code\": \"\"", "$.code" },
    { "\"users\": 145", "\"users\": -1", "$.sites[0].users" },
    { "\"users\": 145", "\"users\": \"many\"", "$.sites[0].users" },
    { "\"agency\": \"AESN\"", "\"agency\": \"AEXX\"", "$.sites[3]" },
    { "\"frequency\": \"monthly\"", "\"frequency\": \"sometimes\"", "$.bodies[1].schedule.frequency" },
    { "\"start\": \"14:00\"", "\"start\": \"25:00\"", ".schedule.start" },
    { "\"organizer\"", "\"organiser\"", "organiser" },
    { "\"silence\": \"nothing\"", "\"silence\": \"yes\"", "$.deadline_rules[0].silence" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *text = load_text ();
      g_autoptr (GString) broken = g_string_new (text);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (g_string_replace (broken, faults[i].find, faults[i].replace, 1), ==, 1);
      g_assert_null (gvn_template_load_data (broken->str, (gssize) broken->len, &error));
      g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, faults[i].path));
    }
}

int
main (int argc, char **argv)
{
  gvn_orders_register ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contract/template/faults-name-their-place", test_faults);
  return g_test_run ();
}
