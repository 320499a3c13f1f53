/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes one command after another and says each once it is committed, until it
 * is killed: store-writer FILE FIRST COUNT. */
#include <stdio.h>

#include "contract/gvn-person.h"
#include "store/gvn-store.h"

static gboolean
add_person (GvnDb *db, gpointer data, GError **error)
{
  g_autofree char *name = g_strdup_printf ("Person %d", GPOINTER_TO_INT (data));
  g_autofree char *id = g_uuid_string_random ();

  return gvn_db_exec (db, error, "INSERT INTO person VALUES (?, ?, 'dsiun', 'DSIUN', NULL)", "ss", id, name);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnStore) store = gvn_store_open (argv[1], 0, &error);
  GvnNow now;

  g_assert_no_error (error);
  gvn_now_resolve ("2027-01-04", &now, &error);
  for (int i = atoi (argv[2]); i < atoi (argv[2]) + atoi (argv[3]); i++)
    {
      GvnEntry entry = { "Add", "Writer", &now };

      gvn_store_run (store, &entry, add_person, GINT_TO_POINTER (i), &error);
      g_assert_no_error (error);
      printf ("%d\n", i);
      fflush (stdout);
    }

  return 0;
}
