/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/gvn-error.h"
#include "store/gvn-location.h"
#include "store/gvn-reader.h"
#include "store/gvn-schema.h"
#include "store/gvn-seal.h"
#include "store/gvn-store-private.h"
#include "store/gvn-writer.h"

/*
 * Threads. A store belongs to the thread that opened it, which reads through
 * its own query-only connection; a GvnWriter owns the read-write one, a GvnReader one
 * more for long readings. What a job changed is told by the signal `changed`, always
 * in the owner's main context.
 */

struct _GvnStore
{
  GObject parent_instance;

  /* owned */
  char *path;
  char *warning;
  GvnDb *reader;
  GvnWriter *writer;     /* NULL when read-only */
  GvnReader *background; /* made when something long is first read */
  gint64 seen_version;
  guint n_readings; /* asked for and not told yet */
};

G_DEFINE_FINAL_TYPE (GvnStore, gvn_store, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];
static const char *mount_type_override;

static void
gvn_store_finalize (GObject *object)
{
  GvnStore *self = GVN_STORE (object);

  gvn_store_close (self);
  g_free (self->path);
  g_free (self->warning);

  G_OBJECT_CLASS (gvn_store_parent_class)->finalize (object);
}

static void
gvn_store_class_init (GvnStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gvn_store_finalize;

  /**
   * GvnStore::changed:
   * @tables: (type GStrv): the tables touched; empty when not known
   *
   * Emitted after a commit, in the main context of the thread that opened the
   * store.
   */
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", GVN_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
}

static void
gvn_store_init (GvnStore *self)
{
}

void
gvn_store_set_mount_type (const char *mount_type)
{
  mount_type_override = mount_type;
}

void
gvn_store_emit_changed (GvnStore *self, GPtrArray *tables)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    g_strv_builder_add (builder, tables->pdata[i]);
  names = g_strv_builder_end (builder);
  if (self->reader != NULL)
    gvn_db_get_int (self->reader, &self->seen_version, NULL, "PRAGMA data_version", "");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, names);
}

/* Refuses with %GVN_ERROR_READ_ONLY what would write. */
gboolean
gvn_store_check_writable (GvnStore *self, GError **error)
{
  if (self->writer != NULL)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_READ_ONLY,
               /* Translators: %s is the path of a file */
               _ ("“%s” cannot be written: copy it to a folder of yours to work on it"), self->path);
  return FALSE;
}

/**
 * gvn_store_run:
 * @entry: what the journal keeps of it
 * @command: runs in the writer thread
 *
 * Runs a user's command as one journaled transaction and waits for it; the
 * signal `changed` is emitted before it returns.
 *
 * Returns: %FALSE, with nothing changed, when @command or the store refuses
 */
gboolean
gvn_store_run (GvnStore *self, const GvnEntry *entry, GvnCommand command, gpointer data, GError **error)
{
  const GvnRecorded recorded = { entry, "do", 0 };

  return gvn_store_run_recorded (self, &recorded, command, data, error);
}

gboolean
gvn_store_run_recorded (GvnStore *self, const GvnRecorded *recorded, GvnCommand command, gpointer data, GError **error)
{
  return gvn_store_check_writable (self, error) && gvn_writer_run (self->writer, recorded, command, data, error);
}

/**
 * gvn_store_run_async:
 * @data_free: (nullable): frees @data once the command has run
 *
 * As gvn_store_run(), without waiting.
 */
void
gvn_store_run_async (GvnStore *self, const GvnEntry *entry, GvnCommand command, gpointer data, GDestroyNotify data_free,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  if (gvn_store_check_writable (self, &error))
    {
      gvn_writer_run_async (self->writer, entry, command, data, data_free, g_steal_pointer (&task));
      return;
    }
  g_task_return_error (task, error);
  if (data_free != NULL)
    data_free (data);
}

gboolean
gvn_store_run_finish (GvnStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
reading_told_cb (GTask *task, GParamSpec *pspec, GvnStore *self)
{
  self->n_readings--;
}

/**
 * gvn_store_read_async:
 * @data_free: (nullable): frees @data, in either thread
 * @result_free: frees what nobody takes, in either thread
 * @cancellable: (nullable): interrupts it: whoever asks again cancels what was asked before
 *
 * Reads in the reader thread, after what was asked before. @callback is always called, in
 * the main context of this thread; once cancelled, also by gvn_store_close(), it gets
 * %G_IO_ERROR_CANCELLED.
 */
void
gvn_store_read_async (GvnStore *self, GvnRead read, gpointer data, GDestroyNotify data_free, GDestroyNotify result_free,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  if (self->background == NULL)
    self->background = gvn_reader_new (self->path, self->writer != NULL ? GVN_DB_READ : GVN_DB_UNWRITABLE);
  self->n_readings++;
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (reading_told_cb), self, 0);
  gvn_reader_read_async (self->background, read, data, data_free, result_free, task);
}

gpointer
gvn_store_read_finish (GvnStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
gvn_store_is_reading (GvnStore *self)
{
  return self->n_readings > 0;
}

/**
 * gvn_store_maintain:
 *
 * Runs what is not a user's work (publication, housekeeping) as one transaction
 * without a journal entry.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED when it touched a journaled table
 */
gboolean
gvn_store_maintain (GvnStore *self, GvnCommand command, gpointer data, GError **error)
{
  return gvn_store_check_writable (self, error) && gvn_writer_run (self->writer, NULL, command, data, error);
}

gboolean
gvn_store_call_writer (GvnStore *self, GvnCommand func, gpointer data, GError **error)
{
  return gvn_store_check_writable (self, error) && gvn_writer_call (self->writer, func, data, error);
}

/**
 * gvn_store_dup_head_hash:
 *
 * Returns: (transfer full) (nullable): the hash of the newest entry, which
 *   stands for the whole past; %NULL before the first
 */
char *
gvn_store_dup_head_hash (GvnStore *self)
{
  return gvn_db_get_text (self->reader, NULL, "SELECT hash FROM journal ORDER BY number DESC LIMIT 1", "");
}

gboolean
gvn_store_verify_journal (GvnStore *self, GError **error)
{
  return gvn_journal_verify (self->reader, error);
}

/* Opening and closing ------------------------------------------------------------ */

static gboolean
check_location (GvnStore *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *mount_type
      = mount_type_override != NULL ? g_strdup (mount_type_override) : gvn_location_dup_mount_type (folder);
  const char *cloud = gvn_location_find_cloud (self->path);

  if (gvn_location_is_network (mount_type))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   /* Translators: the path of a folder, the name of a kind of file system */
                   _ ("“%s” is a network folder (%s), where a contract could be damaged: keep it on this computer"),
                   folder, mount_type);
      return FALSE;
    }
  if (cloud != NULL)
    self->warning = g_strdup_printf (
        /* Translators: the name of a synchronisation service */
        _ ("This contract lies in a folder %s synchronises: another computer may overwrite it"), cloud);

  return TRUE;
}

static gboolean
create_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  g_mkdir_with_parents (folder, 0700);
  fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }

  if (errno == EEXIST)
    g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                 /* Translators: %s is the path of a file */
                 _ ("“%s” already exists: choose another name, or open it"), path);
  else
    g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
                 /* Translators: the path of a file, the system's reason */
                 _ ("“%s” cannot be created (%s): choose another folder"), path, g_strerror (errno));
  return FALSE;
}

/* An empty file is a contract being created; any other must say it is one. */
static gboolean
check_identity (GvnDb *db, gboolean create, GError **error)
{
  gint64 application, version, tables;

  if (!gvn_db_get_int (db, &application, error, "PRAGMA application_id", "")
      || !gvn_db_get_int (db, &version, error, "PRAGMA user_version", "")
      || !gvn_db_get_int (db, &tables, error, "SELECT count(*) FROM sqlite_schema", ""))
    return FALSE;

  if (create || (application == GVN_APPLICATION_ID && version > 0 && tables > 0))
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_DAMAGED,
               _ ("This file is not a contract, or is damaged: restore a backup or open another file"));
  return FALSE;
}

/* The tables within the full-text index are the database's own, and follow its version. */
static char *
dup_schema (GvnDb *db, GError **error)
{
  return gvn_db_get_text (db, error,
                          "SELECT coalesce(group_concat(sql, ';' ORDER BY name), '') FROM sqlite_schema"
                          " WHERE name NOT IN ('search_data', 'search_idx', 'search_docsize', 'search_config')",
                          "");
}

/* What the first row of a query names as damaged, if it gives one. */
static gboolean
check_none (GvnDb *db, const char *sql, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *found = gvn_db_get_text (db, &failure, sql, "");

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (found == NULL)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_DAMAGED,
               /* Translators: %s is what the database says of it, in its own words */
               _ ("The contract’s file is damaged (%s): restore a backup"), found);
  return FALSE;
}

/* Whether the tables are those of the program, and every page, value and reference one
 * it could have written: the rest of it then reads rows without a doubt. Indexes too:
 * a column is read from the index that has it. */
static gboolean
check_sound (GvnDb *db, GError **error)
{
  g_autoptr (GvnDb) model = gvn_db_open_memory ();
  g_autofree char *wanted = NULL;
  g_autofree char *schema = NULL;
  int version;

  if (!gvn_schema_get_version (db, &version, error)
      || !gvn_schema_check_not_newer (version, gvn_schema_get_latest (), error))
    return FALSE;
  if (!gvn_schema_migrate (model, version, error) || (wanted = dup_schema (model, error)) == NULL
      || (schema = dup_schema (db, error)) == NULL)
    return FALSE;
  if (!g_str_equal (schema, wanted))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_DAMAGED,
                   _ ("The contract’s tables are not those Gouvernail makes: restore a backup"));
      return FALSE;
    }

  return check_none (db, "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok' LIMIT 1",
                     error)
         && check_none (db, "SELECT \"table\" || ' → ' || parent FROM pragma_foreign_key_check LIMIT 1", error);
}

static gboolean
migrate (GvnStore *self, GvnDb *db, gboolean create, GError **error)
{
  int version, latest = gvn_schema_get_latest ();

  if (!gvn_schema_get_version (db, &version, error))
    return FALSE;
  if (!create && version < latest)
    {
      g_autofree char *copy = g_strdup_printf ("%s.before-update-%d", self->path, latest);

      if (!g_file_test (copy, G_FILE_TEST_EXISTS) && !gvn_db_exec (db, error, "VACUUM INTO ?", "s", copy))
        return FALSE;
    }

  return gvn_schema_migrate (db, latest, error) && gvn_journal_index_missing (db, error);
}

/* What cannot be written cannot be brought up to date. */
static gboolean
check_current (GvnStore *self, GError **error)
{
  int version, latest = gvn_schema_get_latest ();

  if (!gvn_schema_get_version (self->reader, &version, error) || !gvn_schema_check_not_newer (version, latest, error))
    return FALSE;
  if (version == latest)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_READ_ONLY,
               /* Translators: %s is the path of a file */
               _ ("“%s” is of an older version and cannot be updated here: copy it to a folder of yours"), self->path);
  return FALSE;
}

static gboolean
open_connections (GvnStore *self, gboolean create, GError **error)
{
  g_autoptr (GvnDb) db = NULL;
  g_autofree char *folder = g_path_get_dirname (self->path);
  gboolean sealed = create || gvn_seal_holds (self->path);

  gvn_seal_break (self->path);
  if (access (self->path, W_OK) != 0 || access (folder, W_OK) != 0)
    {
      self->reader = gvn_db_open (self->path, GVN_DB_UNWRITABLE, error);
      return self->reader != NULL && check_identity (self->reader, FALSE, error) && check_current (self, error)
             && check_sound (self->reader, error);
    }

  db = gvn_db_open (self->path, GVN_DB_WRITE, error);
  if (db == NULL || !check_identity (db, create, error) || (!sealed && !check_sound (db, error))
      || !migrate (self, db, create, error))
    return FALSE;
  self->reader = gvn_db_open (self->path, GVN_DB_READ, error);
  if (self->reader == NULL)
    return FALSE;
  self->writer = gvn_writer_new (g_steal_pointer (&db), self, (GvnWriterChanged) gvn_store_emit_changed);

  return TRUE;
}

/* Where the file lies, whatever links lead to it: that folder must be writable,
 * and on this computer. */
static char *
dup_real_path (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  char *real = realpath (absolute, NULL);

  return real != NULL ? real : g_steal_pointer (&absolute);
}

/**
 * gvn_store_open:
 * @path: the contract's file
 *
 * Returns: (transfer full): the store, or %NULL with %GVN_ERROR_NOT_FOUND,
 *   %GVN_ERROR_REFUSED (network folder, existing file), %GVN_ERROR_TOO_NEW or
 *   %GVN_ERROR_DAMAGED
 */
GvnStore *
gvn_store_open (const char *path, GvnStoreFlags flags, GError **error)
{
  g_autoptr (GvnStore) self = g_object_new (GVN_TYPE_STORE, NULL);
  gboolean create = (flags & GVN_STORE_CREATE) != 0;

  self->path = dup_real_path (path);
  if (!create && !g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: %s is the path of a file */
                   _ ("“%s” does not exist: create a contract, or name an existing one"), self->path);
      return NULL;
    }
  if (!check_location (self, error) || (create && !create_file (self->path, error)))
    return NULL;

  if (!open_connections (self, create, error))
    {
      if (create)
        g_unlink (self->path);
      return NULL;
    }

  gvn_db_get_int (self->reader, &self->seen_version, NULL, "PRAGMA data_version", "");

  return g_steal_pointer (&self);
}

/**
 * gvn_store_close:
 *
 * Cancels what is being read, ends the writer thread once its queue is empty and
 * closes the file; twice is once.
 */
void
gvn_store_close (GvnStore *self)
{
  gboolean written = self->writer != NULL;

  g_clear_pointer (&self->background, gvn_reader_free);
  g_clear_pointer (&self->writer, gvn_writer_free);
  g_clear_pointer (&self->reader, gvn_db_close);
  if (written)
    gvn_seal_set (self->path);
}

/* After the file's content was replaced as a whole. */
gboolean
gvn_store_reopen_readers (GvnStore *self, GError **error)
{
  g_clear_pointer (&self->background, gvn_reader_free);
  g_clear_pointer (&self->reader, gvn_db_close);
  self->reader = gvn_db_open (self->path, GVN_DB_READ, error);

  return self->reader != NULL;
}

/**
 * gvn_store_poll:
 *
 * Emits `changed`, with no table named, when another program wrote to the file
 * since the last call; to be called each second while somebody looks.
 */
void
gvn_store_poll (GvnStore *self)
{
  gint64 version;

  if (self->writer == NULL || !gvn_db_get_int (self->reader, &version, NULL, "PRAGMA data_version", "")
      || version == self->seen_version)
    return;

  self->seen_version = version;
  gvn_store_emit_changed (self, NULL);
}

const char *
gvn_store_get_path (GvnStore *self)
{
  return self->path;
}

gboolean
gvn_store_is_read_only (GvnStore *self)
{
  return self->writer == NULL;
}

/**
 * gvn_store_get_warning:
 *
 * Returns: (transfer none) (nullable): what the user should know of the place
 *   the file lies in
 */
const char *
gvn_store_get_warning (GvnStore *self)
{
  return self->warning;
}

/**
 * gvn_store_get_db:
 *
 * Returns: (transfer none): the query-only connection, for the thread that
 *   opened the store
 */
GvnDb *
gvn_store_get_db (GvnStore *self)
{
  return self->reader;
}
