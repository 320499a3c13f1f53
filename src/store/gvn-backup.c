/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/gvn-error.h"
#include "store/gvn-backup.h"
#include "store/gvn-schema.h"
#include "store/gvn-store-private.h"

/* Copies are made by a connection of their own, so that they may run in any
 * thread and never wait for the writer. */

#define N_DAILY 14
#define N_MONTHLY 12

static gboolean
set_io_error (const char *path, GError **error)
{
  g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
               /* Translators: the path of a file, the system's reason */
               _ ("“%s” cannot be written (%s): choose another place"), path, g_strerror (errno));
  return FALSE;
}

static gboolean
sync_path (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);

  return done;
}

static gboolean
create_private (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

  if (fd < 0)
    return set_io_error (path, error);
  close (fd);

  return TRUE;
}

/* A file that is a contract this program can read, whole. */
static gboolean
verify_copy (const char *path, GError **error)
{
  g_autoptr (GvnDb) db = gvn_db_open (path, GVN_DB_IMMUTABLE, error);
  g_autofree char *verdict = NULL;
  gint64 application, version;

  if (db == NULL || !gvn_db_get_int (db, &application, error, "PRAGMA application_id", "")
      || !gvn_db_get_int (db, &version, error, "PRAGMA user_version", ""))
    return FALSE;
  if (application == GVN_APPLICATION_ID && !gvn_schema_check_not_newer ((int) version, gvn_schema_get_latest (), error))
    return FALSE;

  verdict = gvn_db_get_text (db, error, "PRAGMA integrity_check (1)", "");
  if (application == GVN_APPLICATION_ID && g_strcmp0 (verdict, "ok") == 0)
    return TRUE;

  g_clear_error (error);
  g_set_error (error, GVN_ERROR, GVN_ERROR_DAMAGED,
               /* Translators: %s is the path of a file */
               _ ("“%s” is not a sound contract: choose another backup"), path);
  return FALSE;
}

static gboolean
copy_verified (const char *from, GvnDbMode mode, const char *to, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.part", to);
  g_autofree char *folder = g_path_get_dirname (to);
  g_autoptr (GvnDb) db = gvn_db_open (from, mode, error);

  if (db == NULL)
    return FALSE;
  g_unlink (temporary);
  if (!create_private (temporary, error))
    return FALSE;

  if (!gvn_db_run_script (db, "PRAGMA query_only = OFF", error)
      || !gvn_db_exec (db, error, "VACUUM INTO ?", "s", temporary) || !verify_copy (temporary, error))
    {
      g_unlink (temporary);
      return FALSE;
    }
  if (!sync_path (temporary) || g_rename (temporary, to) != 0)
    {
      set_io_error (to, error);
      g_unlink (temporary);
      return FALSE;
    }
  sync_path (folder);

  return TRUE;
}

/**
 * gvn_store_backup:
 * @path: the copy's path; an existing file is replaced once the copy is sound
 *
 * Returns: %FALSE, @path untouched, when the copy cannot be made or verified
 */
gboolean
gvn_store_backup (GvnStore *self, const char *path, GError **error)
{
  g_autofree char *target = g_canonicalize_filename (path, NULL);

  if (g_str_equal (target, gvn_store_get_path (self)))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("A backup is another file than the contract: choose another name"));
      return FALSE;
    }

  return copy_verified (gvn_store_get_path (self), gvn_store_is_read_only (self) ? GVN_DB_UNWRITABLE : GVN_DB_READ,
                        target, error);
}

static char *
dup_backup_folder (const char *contract)
{
  return g_strconcat (contract, ".backups", NULL);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) b, *(const char *const *) a);
}

/* The daily copies, named YYYY-MM-DD.gvn, the newest first. */
static GPtrArray *
list_daily (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *day = g_strndup (name, 10);
      GDate date;

      if (g_str_has_suffix (name, ".gvn") && strlen (name) == 14 && gvn_date_parse (day, &date, NULL))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_newest_first);

  return names;
}

/**
 * gvn_backup_find_superfluous:
 * @names: (element-type utf8): YYYY-MM-DD.gvn, the newest first
 *
 * Returns: (transfer full) (element-type utf8): those to delete: neither among
 *   the 14 newest nor the first of one of the 12 newest months
 */
GPtrArray *
gvn_backup_find_superfluous (GPtrArray *names)
{
  GPtrArray *superfluous = g_ptr_array_new_with_free_func (g_free);
  guint n_months = 0;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      gboolean first_of_month = i + 1 == names->len || strncmp (name, names->pdata[i + 1], 7) != 0;

      if (first_of_month)
        n_months++;
      if (i >= N_DAILY && !(first_of_month && n_months <= N_MONTHLY))
        g_ptr_array_add (superfluous, g_strdup (name));
    }

  return superfluous;
}

/**
 * gvn_store_backup_daily:
 * @today: names the copy
 *
 * Makes the day's copy unless there is one, and deletes those no longer kept.
 * May run in any thread.
 */
gboolean
gvn_store_backup_daily (GvnStore *self, const GDate *today, GError **error)
{
  g_autofree char *folder = dup_backup_folder (gvn_store_get_path (self));
  g_autofree char *day = gvn_date_to_string (today);
  g_autofree char *path = g_strdup_printf ("%s/%s.gvn", folder, day);
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) superfluous = NULL;

  if (gvn_store_is_read_only (self) || g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return set_io_error (folder, error);
  if (!copy_verified (gvn_store_get_path (self), GVN_DB_READ, path, error))
    return FALSE;

  names = list_daily (folder);
  superfluous = gvn_backup_find_superfluous (names);
  for (guint i = 0; i < superfluous->len; i++)
    {
      g_autofree char *old = g_build_filename (folder, superfluous->pdata[i], NULL);

      g_unlink (old);
    }

  return TRUE;
}

/**
 * gvn_backup_list:
 * @contract: the path of a contract, which need not open
 *
 * Returns: (transfer full) (element-type filename): its dated copies, the newest
 *   first
 */
GPtrArray *
gvn_backup_list (const char *contract)
{
  g_autofree char *folder = dup_backup_folder (contract);
  GPtrArray *paths = list_daily (folder);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = paths->pdata[i];

      paths->pdata[i] = g_build_filename (folder, name, NULL);
    }

  return paths;
}

/* Restore ------------------------------------------------------------------------ */

typedef struct
{
  const char *backup;
  const char *safety;
} Restore;

/* A restored past must not publish lower revisions than those already sent. */
static gboolean
merge_publications (GvnDb *db, const char *safety, GError **error)
{
  return gvn_db_exec (db, error, "ATTACH ? AS before_restore", "s", safety)
         && gvn_db_exec (db, error,
                         "INSERT INTO main.publication SELECT uid, sequence, hash, modified, cancelled_at, content"
                         " FROM before_restore.publication WHERE true ON CONFLICT (uid) DO UPDATE SET"
                         " sequence = excluded.sequence, hash = excluded.hash, modified = excluded.modified,"
                         " cancelled_at = excluded.cancelled_at, content = excluded.content"
                         " WHERE excluded.sequence > publication.sequence",
                         "")
         && gvn_db_run_script (db, "DETACH before_restore", error);
}

/* Copies the backup's pages into the live file: a file renamed over an open
 * WAL would lose its rows. */
static gboolean
restore_into (GvnDb *db, gpointer data, GError **error)
{
  Restore *restore = data;
  g_autoptr (GvnDb) source = gvn_db_open (restore->backup, GVN_DB_IMMUTABLE, error);
  sqlite3_backup *backup;
  int code;

  if (source == NULL)
    return FALSE;

  backup = sqlite3_backup_init (gvn_db_get_handle (db), "main", gvn_db_get_handle (source), "main");
  if (backup == NULL)
    return gvn_db_fail (db, sqlite3_errcode (gvn_db_get_handle (db)), error);
  sqlite3_backup_step (backup, -1);
  code = sqlite3_backup_finish (backup);
  if (code != SQLITE_OK)
    return gvn_db_fail (db, code, error);

  return gvn_schema_migrate (db, gvn_schema_get_latest (), error) && gvn_journal_index_missing (db, error)
         && merge_publications (db, restore->safety, error);
}

static char *
dup_safety_path (const char *contract)
{
  g_autofree char *folder = dup_backup_folder (contract);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%S");

  g_mkdir_with_parents (folder, 0700);
  return g_strdup_printf ("%s/before-restore-%s.gvn", folder, stamp);
}

/**
 * gvn_store_restore:
 * @path: a backup
 *
 * Puts the backup's rows into the open contract. A copy of the contract as it
 * was stays among its backups; export revisions are never lowered.
 *
 * Returns: %FALSE, nothing changed, when the backup is not a sound contract
 */
gboolean
gvn_store_restore (GvnStore *self, const char *path, GError **error)
{
  g_autofree char *backup = g_canonicalize_filename (path, NULL);
  g_autofree char *safety = NULL;
  Restore restore = { backup, NULL };

  if (!gvn_store_check_writable (self, error))
    return FALSE;
  if (!g_file_test (backup, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: %s is the path of a file */
                   _ ("There is no backup “%s”: choose another one"), backup);
      return FALSE;
    }
  if (!verify_copy (backup, error))
    return FALSE;
  safety = dup_safety_path (gvn_store_get_path (self));
  restore.safety = safety;
  if (!copy_verified (gvn_store_get_path (self), GVN_DB_READ, safety, error)
      || !gvn_store_call_writer (self, restore_into, &restore, error) || !gvn_store_reopen_readers (self, error))
    return FALSE;

  gvn_store_emit_changed (self, NULL);
  return TRUE;
}

/**
 * gvn_backup_restore_damaged:
 * @contract: a file too damaged to open
 * @path: a backup
 *
 * Moves the damaged file away, with what SQLite keeps beside it, and puts a
 * copy of the backup in its place.
 */
gboolean
gvn_backup_restore_damaged (const char *contract, const char *path, GError **error)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autofree char *aside = dup_safety_path (contract);

  if (!verify_copy (path, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (contract, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (aside, ".damaged", suffixes[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        return set_io_error (to, error);
    }

  return copy_verified (path, GVN_DB_READ, contract, error);
}
