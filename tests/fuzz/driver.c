/* SPDX-License-Identifier: GPL-3.0-or-later */
/* driver MUTATIONS SEED…: gives a fuzz target each seed, then mutations of it, the same
 * ones every time. A target is in libFuzzer's form: with clang, -fsanitize=fuzzer takes
 * this file's place. */
#include <glib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

enum
{
  MUTATION_FLIP,
  MUTATION_BYTE,
  MUTATION_REMOVE,
  MUTATION_REPEAT,
  MUTATION_TRUNCATE,
  N_MUTATIONS,
};

static void
mutate (GByteArray *bytes, GRand *random)
{
  guint at = (guint) g_rand_int_range (random, 0, (int) bytes->len);
  guint wanted = (guint) g_rand_int_range (random, 1, 64);
  guint length = MIN (bytes->len - at, wanted);

  switch (g_rand_int_range (random, 0, N_MUTATIONS))
    {
    case MUTATION_FLIP:
      bytes->data[at] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
      break;
    case MUTATION_BYTE:
      bytes->data[at] = (guint8) g_rand_int_range (random, 0, 256);
      break;
    case MUTATION_REMOVE:
      if (length < bytes->len)
        g_byte_array_remove_range (bytes, at, length);
      break;
    case MUTATION_REPEAT:
      {
        g_autofree guint8 *copy = g_memdup2 (bytes->data + at, length);

        g_byte_array_append (bytes, copy, length);
        memmove (bytes->data + at + length, bytes->data + at, bytes->len - at - length);
        break;
      }
    case MUTATION_TRUNCATE:
      if (g_rand_int_range (random, 0, 8) == 0)
        g_byte_array_set_size (bytes, at + 1);
      break;
    }
}

int
main (int argc, char **argv)
{
  gint64 n_mutations = argc > 1 ? g_ascii_strtoll (argv[1], NULL, 10) : 0;

  g_print ("1..%d\n", MAX (argc - 2, 0));
  for (int i = 2; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GRand) random = g_rand_new_with_seed (1);
      g_autofree char *text = NULL;
      gsize size;

      if (!g_file_get_contents (argv[i], &text, &size, &error))
        {
          g_print ("Bail out! %s\n", error->message);
          return 1;
        }
      LLVMFuzzerTestOneInput ((guint8 *) text, size);
      for (gint64 j = 0; j < n_mutations; j++)
        {
          g_autoptr (GByteArray) bytes = g_byte_array_new ();

          g_byte_array_append (bytes, (guint8 *) text, (guint) size);
          for (int n = g_rand_int_range (random, 1, 6); n > 0; n--)
            mutate (bytes, random);
          LLVMFuzzerTestOneInput (bytes->data, bytes->len);
        }
      g_print ("ok %d - %" G_GINT64_FORMAT " mutations\n", i - 1, n_mutations);
    }

  return 0;
}
