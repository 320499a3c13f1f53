/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "store/gvn-db-private.h"
#include "store/gvn-schema.h"

#define SCHEMA_PATH "/eu/lesagencesdeleau/Gouvernail/schema/"

static const char *next_migration;

void
gvn_schema_set_next (const char *sql)
{
  next_migration = sql;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The names of the migrations shipped, NNNN-what.sql, in order. */
static GStrv
list_migrations (void)
{
  g_autoptr (GError) error = NULL;
  GStrv names = g_resources_enumerate_children (SCHEMA_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);

  return names;
}

/**
 * gvn_schema_get_latest:
 *
 * Returns: the newest schema this program knows
 */
int
gvn_schema_get_latest (void)
{
  g_auto (GStrv) names = list_migrations ();

  return (int) g_strv_length (names) + (next_migration != NULL);
}

gboolean
gvn_schema_get_version (GvnDb *db, int *version, GError **error)
{
  gint64 value;

  if (!gvn_db_get_int (db, &value, error, "PRAGMA user_version", ""))
    return FALSE;
  *version = (int) value;

  return TRUE;
}

static char *
load_migration (int version)
{
  g_auto (GStrv) names = list_migrations ();
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (version > (int) g_strv_length (names))
    return g_strdup (next_migration);

  path = g_strconcat (SCHEMA_PATH, names[version - 1], NULL);
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Refuses with %GVN_ERROR_TOO_NEW what a newer program wrote. */
gboolean
gvn_schema_check_not_newer (int version, int latest, GError **error)
{
  if (version <= latest)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_TOO_NEW,
               _ ("This contract was written by a newer version of Gouvernail: update the program to open it"));
  return FALSE;
}

/**
 * gvn_schema_migrate:
 * @to: a version not above gvn_schema_get_latest()
 *
 * Applies the migrations from the file's version to @to, all or nothing.
 *
 * Returns: %FALSE with %GVN_ERROR_TOO_NEW when the file is newer than @to
 */
gboolean
gvn_schema_migrate (GvnDb *db, int to, GError **error)
{
  int version;

  if (!gvn_schema_get_version (db, &version, error))
    return FALSE;
  if (version == to)
    return TRUE;
  if (!gvn_schema_check_not_newer (version, to, error))
    return FALSE;

  if (!gvn_db_run_script (db, "BEGIN IMMEDIATE", error))
    return FALSE;

  for (int next = version + 1; next <= to; next++)
    {
      g_autofree char *sql = load_migration (next);

      if (!gvn_db_run_script (db, sql, error))
        {
          gvn_db_run_script (db, "ROLLBACK", NULL);
          return FALSE;
        }
    }

  {
    g_autofree char *stamp
        = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", GVN_APPLICATION_ID, to);

    if (gvn_db_run_script (db, stamp, error))
      return TRUE;
  }

  gvn_db_run_script (db, "ROLLBACK", NULL);
  return FALSE;
}
