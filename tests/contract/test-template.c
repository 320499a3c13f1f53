/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"

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

/* Whatever bytes are changed, it loads or is refused. */
static void
test_mutations (void)
{
  g_autofree char *text = load_text ();
  gsize length = strlen (text);

  for (int i = 0; i < 300; i++)
    {
      g_autofree char *copy = g_memdup2 (text, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (GvnTemplate) template = NULL;

      for (int j = 0; j < 3; j++)
        copy[g_test_rand_int_range (0, (int) length)] = (char) g_test_rand_int_range (1, 128);
      template = gvn_template_load_data (
          copy, (gssize) (i % 10 == 0 ? (gsize) g_test_rand_int_range (0, (int) length) : length), &error);
      g_assert_true ((template != NULL) != (error != NULL));
    }
}

int
main (int argc, char **argv)
{
  gvn_committees_register ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contract/template/faults-name-their-place", test_faults);
  g_test_add_func ("/contract/template/mutations", test_mutations);
  return g_test_run ();
}
