/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/gvn-error.h"
#include "store/gvn-journal.h"
#include "store/gvn-location.h"
#include "store/gvn-schema.h"
#include "store/gvn-store-private.h"

/*
 * Threads. A store belongs to the thread that opened it, which reads through
 * its own query-only connection. A thread named gvn-writer owns the read-write
 * connection and runs the jobs of a queue, one transaction each. What a job
 * changed is told by the signal `changed`, always in the owner's main context.
 */

struct _GvnStore
{
  GObject parent_instance;

  /* owned */
  char *path;
  char *warning;
  GvnDb *reader;
  GThread *thread;
  GAsyncQueue *jobs;
  GMainContext *context;
  gint64 seen_version;
  gboolean read_only;

  /* of the writer thread */
  GvnDb *writer;
};

G_DEFINE_FINAL_TYPE (GvnStore, gvn_store, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];
static const char *mount_type_override;

typedef enum
{
  JOB_CALL,     /* no transaction of ours */
  JOB_COMMAND,  /* one journaled transaction */
  JOB_MAINTAIN, /* one transaction that must not touch journaled tables */
  JOB_QUIT,
} JobKind;

typedef struct
{
  JobKind kind;
  GvnRecorded recorded;
  GvnCommand command;
  gpointer data;

  gboolean done;
  GError *error;
  GPtrArray *tables; /* of char *, what changed */

  /* a blocking caller waits on these */
  GMutex mutex;
  GCond cond;
  gboolean finished;

  /* an asynchronous one has this instead, and owns copies */
  GTask *task;
  GDestroyNotify data_free;
  char *label;
  char *author;
  GvnNow now;
  GvnEntry entry;
} Job;

static void
gvn_store_finalize (GObject *object)
{
  GvnStore *self = GVN_STORE (object);

  gvn_store_close (self);
  g_free (self->path);
  g_free (self->warning);
  g_main_context_unref (self->context);

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
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GVN_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRV);
}

static void
gvn_store_init (GvnStore *self)
{
  self->context = g_main_context_ref_thread_default ();
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

/* The writer thread ------------------------------------------------------------- */

static gboolean
set_touched_journal (GError **error)
{
  g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
               _ ("Housekeeping may not change what users decide: report this as a defect"));
  return FALSE;
}

static gboolean
run_transaction (GvnStore *self, Job *job)
{
  g_autoptr (sqlite3_session) session = NULL;

  if (!gvn_db_run_script (self->writer, "BEGIN IMMEDIATE", &job->error))
    return FALSE;

  session = gvn_journal_attach (self->writer, &job->error);
  if (session != NULL && job->command (self->writer, job->data, &job->error)
      && (job->kind == JOB_COMMAND || gvn_journal_is_untouched (session) || set_touched_journal (&job->error))
      && gvn_journal_record (self->writer, session, &job->recorded, job->tables, &job->error)
      && gvn_db_run_script (self->writer, "COMMIT", &job->error))
    return TRUE;

  g_clear_pointer (&session, sqlite3session_delete);
  gvn_db_run_script (self->writer, "ROLLBACK", NULL);
  g_ptr_array_set_size (job->tables, 0);

  return FALSE;
}

static void
job_free (Job *job)
{
  if (job->data_free != NULL)
    job->data_free (job->data);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_ptr_array_unref (job->tables);
  g_free (job->label);
  g_free (job->author);
  g_free (job);
}

/* In the owner's main context: tells what changed, then the caller. */
static gboolean
finish_async_cb (gpointer data)
{
  Job *job = data;

  if (job->tables->len > 0)
    gvn_store_emit_changed (g_task_get_source_object (job->task), job->tables);
  if (job->done)
    g_task_return_boolean (job->task, TRUE);
  else
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  job_free (job);

  return G_SOURCE_REMOVE;
}

static void
finish_job (GvnStore *self, Job *job)
{
  if (job->task != NULL)
    {
      g_main_context_invoke (self->context, finish_async_cb, job);
      return;
    }

  g_mutex_lock (&job->mutex);
  job->finished = TRUE;
  g_cond_signal (&job->cond);
  g_mutex_unlock (&job->mutex);
}

static gpointer
writer_thread (gpointer data)
{
  GvnStore *self = data; /* borrowed: closing waits for this thread */

  while (TRUE)
    {
      Job *job = g_async_queue_pop (self->jobs);
      gboolean quit = job->kind == JOB_QUIT;

      if (job->kind == JOB_CALL)
        job->done = job->command (self->writer, job->data, &job->error);
      else if (!quit)
        job->done = run_transaction (self, job);
      finish_job (self, job);

      if (quit)
        return NULL;
    }
}

static gboolean
run_job (GvnStore *self, Job *job, GError **error)
{
  job->tables = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&job->mutex);
  g_cond_init (&job->cond);

  g_async_queue_push (self->jobs, job);
  g_mutex_lock (&job->mutex);
  while (!job->finished)
    g_cond_wait (&job->cond, &job->mutex);
  g_mutex_unlock (&job->mutex);

  g_mutex_clear (&job->mutex);
  g_cond_clear (&job->cond);
  if (job->tables->len > 0)
    gvn_store_emit_changed (self, job->tables);
  g_ptr_array_unref (job->tables);
  if (job->error != NULL)
    g_propagate_error (error, job->error);

  return job->done;
}

static gboolean
check_writable (GvnStore *self, GError **error)
{
  if (!self->read_only)
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
  Job job = { .kind = JOB_COMMAND, .recorded = { entry, "do", 0 }, .command = command, .data = data };

  return check_writable (self, error) && run_job (self, &job, error);
}

/**
 * gvn_store_run_async:
 * @data_free: (nullable): frees @data once the command has run
 *
 * As gvn_store_run(), without waiting.
 */
void
gvn_store_run_async (GvnStore *self, const GvnEntry *entry, GvnCommand command, gpointer data,
                     GDestroyNotify data_free, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  Job *job = g_new0 (Job, 1);
  GError *error = NULL;

  job->kind = JOB_COMMAND;
  job->command = command;
  job->data = data;
  job->data_free = data_free;
  job->label = g_strdup (entry->label);
  job->author = g_strdup (entry->author);
  job->now = *entry->now;
  job->entry = (GvnEntry) { job->label, job->author, &job->now };
  job->recorded = (GvnRecorded) { &job->entry, "do", 0 };
  job->tables = g_ptr_array_new_with_free_func (g_free);
  job->task = g_task_new (self, cancellable, callback, user_data);

  if (check_writable (self, &error))
    {
      g_async_queue_push (self->jobs, job);
      return;
    }
  g_task_return_error (job->task, error);
  job_free (job);
}

gboolean
gvn_store_run_finish (GvnStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
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
  Job job = { .kind = JOB_MAINTAIN, .command = command, .data = data };

  return check_writable (self, error) && run_job (self, &job, error);
}

gboolean
gvn_store_call_writer (GvnStore *self, GvnCommand func, gpointer data, GError **error)
{
  Job job = { .kind = JOB_CALL, .command = func, .data = data };

  return check_writable (self, error) && run_job (self, &job, error);
}

/* Undo and redo ----------------------------------------------------------------- */

typedef struct
{
  gint64 target;
  gboolean undo;
} Reversal;

static gboolean
reverse (GvnDb *db, gpointer data, GError **error)
{
  Reversal *reversal = data;
  g_auto (GvnJournalStacks) stacks = { NULL };
  GArray *stack;

  if (!gvn_journal_load_stacks (db, &stacks, error))
    return FALSE;

  stack = reversal->undo ? stacks.undoable : stacks.redoable;
  if (stack->len == 0 || g_array_index (stack, gint64, stack->len - 1) != reversal->target)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_CONFLICT,
                   _ ("The contract has changed in the meantime: look at the journal, then try again"));
      return FALSE;
    }

  return gvn_journal_apply (db, reversal->target, reversal->undo, error);
}

static gboolean
find_reversal (GvnStore *self, gboolean undo, gint64 *target, char **label, GError **error)
{
  g_auto (GvnJournalStacks) stacks = { NULL };
  GArray *stack;

  if (!gvn_journal_load_stacks (self->reader, &stacks, error))
    return FALSE;

  stack = undo ? stacks.undoable : stacks.redoable;
  if (stack->len == 0)
    {
      g_set_error_literal (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                           undo ? _ ("There is nothing to undo") : _ ("There is nothing to redo"));
      return FALSE;
    }

  *target = g_array_index (stack, gint64, stack->len - 1);
  *label = gvn_db_get_text (self->reader, error, "SELECT label FROM journal WHERE number = ?", "i", *target);

  return *label != NULL;
}

static gboolean
run_reversal (GvnStore *self, gboolean undo, const char *author, const GvnNow *now, GError **error)
{
  g_autofree char *label = NULL;
  Reversal reversal = { .undo = undo };
  GvnEntry entry = { .author = author, .now = now };
  Job job = { .kind = JOB_COMMAND, .command = reverse, .data = &reversal };

  if (!check_writable (self, error) || !find_reversal (self, undo, &reversal.target, &label, error))
    return FALSE;

  entry.label = label;
  job.recorded = (GvnRecorded) { &entry, undo ? "undo" : "redo", reversal.target };

  return run_job (self, &job, error);
}

/**
 * gvn_store_undo:
 *
 * Takes back the last command not yet undone, whatever session did it.
 *
 * Returns: %FALSE with %GVN_ERROR_NOT_FOUND when there is none,
 *   %GVN_ERROR_CONFLICT when a value has changed since
 */
gboolean
gvn_store_undo (GvnStore *self, const char *author, const GvnNow *now, GError **error)
{
  return run_reversal (self, TRUE, author, now, error);
}

/**
 * gvn_store_redo:
 *
 * Does again what was last undone; a new command in between drops it.
 */
gboolean
gvn_store_redo (GvnStore *self, const char *author, const GvnNow *now, GError **error)
{
  return run_reversal (self, FALSE, author, now, error);
}

static char *
dup_reversal_label (GvnStore *self, gboolean undo)
{
  gint64 target;
  char *label = NULL;

  return find_reversal (self, undo, &target, &label, NULL) ? label : NULL;
}

char *
gvn_store_dup_undo_label (GvnStore *self)
{
  return dup_reversal_label (self, TRUE);
}

char *
gvn_store_dup_redo_label (GvnStore *self)
{
  return dup_reversal_label (self, FALSE);
}

GPtrArray *
gvn_store_list_journal (GvnStore *self, gint64 from, guint limit, GError **error)
{
  return gvn_journal_list (self->reader, from, limit, error);
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
  g_autofree char *mount_type = mount_type_override != NULL ? g_strdup (mount_type_override)
                                                            : gvn_location_dup_mount_type (folder);
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

static gboolean
migrate (GvnStore *self, gboolean create, GError **error)
{
  int version, latest = gvn_schema_get_latest ();

  if (!gvn_schema_get_version (self->writer, &version, error))
    return FALSE;
  if (!create && version < latest)
    {
      g_autofree char *copy = g_strdup_printf ("%s.before-update-%d", self->path, latest);

      if (!g_file_test (copy, G_FILE_TEST_EXISTS) && !gvn_db_exec (self->writer, error, "VACUUM INTO ?", "s", copy))
        return FALSE;
    }

  return gvn_schema_migrate (self->writer, latest, error);
}

static gboolean
open_connections (GvnStore *self, gboolean create, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (access (self->path, W_OK) != 0 || access (folder, W_OK) != 0)
    {
      self->read_only = TRUE;
      self->reader = gvn_db_open (self->path, GVN_DB_IMMUTABLE, error);
      if (self->reader == NULL || !check_identity (self->reader, FALSE, error))
        return FALSE;
      return TRUE;
    }

  self->writer = gvn_db_open (self->path, GVN_DB_WRITE, error);
  if (self->writer == NULL || !check_identity (self->writer, create, error) || !migrate (self, create, error))
    return FALSE;
  self->reader = gvn_db_open (self->path, GVN_DB_READ, error);

  return self->reader != NULL;
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

  self->path = g_canonicalize_filename (path, NULL);
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

  if (!self->read_only)
    {
      self->jobs = g_async_queue_new ();
      self->thread = g_thread_new ("gvn-writer", writer_thread, self);
    }
  gvn_db_get_int (self->reader, &self->seen_version, NULL, "PRAGMA data_version", "");

  return g_steal_pointer (&self);
}

/**
 * gvn_store_close:
 *
 * Ends the writer thread once its queue is empty and closes the file; twice is
 * once.
 */
void
gvn_store_close (GvnStore *self)
{
  if (self->thread != NULL)
    {
      Job quit = { .kind = JOB_QUIT };

      run_job (self, &quit, NULL);
      g_thread_join (g_steal_pointer (&self->thread));
      g_clear_pointer (&self->jobs, g_async_queue_unref);
    }
  g_clear_pointer (&self->reader, gvn_db_close);
  g_clear_pointer (&self->writer, gvn_db_close);
}

gboolean
gvn_store_reopen_reader (GvnStore *self, GError **error)
{
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

  if (self->read_only || !gvn_db_get_int (self->reader, &version, NULL, "PRAGMA data_version", "")
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
  return self->read_only;
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
