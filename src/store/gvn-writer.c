/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "store/gvn-writer.h"

struct _GvnWriter
{
  /* owned */
  GvnDb *db;
  GThread *thread;
  GAsyncQueue *jobs;
  GMainContext *context;

  /* borrowed: the owner frees the writer first */
  gpointer owner;
  GvnWriterChanged changed;
};

typedef enum
{
  JOB_CALL,        /* no transaction of ours */
  JOB_TRANSACTION, /* one transaction; without an entry it may not touch journaled tables */
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
  GvnWriterChanged changed; /* the writer may be gone by then */
  GTask *task;
  GDestroyNotify data_free;
  char *label;
  char *author;
  GvnNow now;
  GvnEntry entry;
} Job;

static gboolean
set_touched_journal (GError **error)
{
  g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
               _ ("Housekeeping may not change what users decide: report this as a defect"));
  return FALSE;
}

static gboolean
run_transaction (GvnWriter *self, Job *job)
{
  g_autoptr (sqlite3_session) session = NULL;

  if (!gvn_db_run_script (self->db, "BEGIN IMMEDIATE", &job->error))
    return FALSE;

  session = gvn_journal_attach (self->db, &job->error);
  if (session != NULL && job->command (self->db, job->data, &job->error)
      && (job->recorded.entry != NULL || gvn_journal_is_untouched (session) || set_touched_journal (&job->error))
      && gvn_journal_record (self->db, session, &job->recorded, job->tables, &job->error)
      && gvn_db_run_script (self->db, "COMMIT", &job->error))
    return TRUE;

  g_clear_pointer (&session, sqlite3session_delete);
  gvn_db_run_script (self->db, "ROLLBACK", NULL);
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
    job->changed (g_task_get_source_object (job->task), job->tables);
  if (job->done)
    g_task_return_boolean (job->task, TRUE);
  else
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  job_free (job);

  return G_SOURCE_REMOVE;
}

static void
finish_job (GvnWriter *self, Job *job)
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
  GvnWriter *self = data;

  while (TRUE)
    {
      Job *job = g_async_queue_pop (self->jobs);
      gboolean quit = job->kind == JOB_QUIT;

      if (job->kind == JOB_CALL)
        job->done = job->command (self->db, job->data, &job->error);
      else if (!quit)
        job->done = run_transaction (self, job);
      finish_job (self, job);

      if (quit)
        return NULL;
    }
}

static gboolean
run_job (GvnWriter *self, Job *job, GError **error)
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
    self->changed (self->owner, job->tables);
  g_ptr_array_unref (job->tables);
  if (job->error != NULL)
    g_propagate_error (error, job->error);

  return job->done;
}

/**
 * gvn_writer_new:
 * @db: (transfer full): the read-write connection
 * @owner: given to @changed
 *
 * Returns: (transfer full): a running writer
 */
GvnWriter *
gvn_writer_new (GvnDb *db, gpointer owner, GvnWriterChanged changed)
{
  GvnWriter *self = g_new0 (GvnWriter, 1);

  self->db = db;
  self->owner = owner;
  self->changed = changed;
  self->context = g_main_context_ref_thread_default ();
  self->jobs = g_async_queue_new ();
  self->thread = g_thread_new ("gvn-writer", writer_thread, self);

  return self;
}

/**
 * gvn_writer_free:
 *
 * Ends the thread once its queue is empty and closes the connection.
 */
void
gvn_writer_free (GvnWriter *self)
{
  Job quit = { .kind = JOB_QUIT };

  run_job (self, &quit, NULL);
  g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);
  g_main_context_unref (self->context);
  gvn_db_close (self->db);
  g_free (self);
}

/**
 * gvn_writer_call:
 *
 * Runs @func on the connection, in the thread, and waits. No transaction is
 * open: @func opens what it needs.
 */
gboolean
gvn_writer_call (GvnWriter *self, GvnCommand func, gpointer data, GError **error)
{
  Job job = { .kind = JOB_CALL, .command = func, .data = data };

  return run_job (self, &job, error);
}

/**
 * gvn_writer_run:
 * @recorded: (nullable): the journal entry of a user's command; %NULL for
 *   housekeeping, which may not touch a journaled table
 *
 * Runs @command as one transaction and waits; its changes are told before this
 * returns.
 *
 * Returns: %FALSE, with nothing changed, when @command or the journal refuses
 */
gboolean
gvn_writer_run (GvnWriter *self, const GvnRecorded *recorded, GvnCommand command, gpointer data, GError **error)
{
  Job job = { .kind = JOB_TRANSACTION, .command = command, .data = data };

  if (recorded != NULL)
    job.recorded = *recorded;

  return run_job (self, &job, error);
}

/**
 * gvn_writer_run_async:
 * @data_free: (nullable): frees @data once the command has run
 * @task: (transfer full): of the owner; returns %TRUE or the refusal, in the owner's context
 */
void
gvn_writer_run_async (GvnWriter *self, const GvnEntry *entry, GvnCommand command, gpointer data,
                      GDestroyNotify data_free, GTask *task)
{
  Job *job = g_new0 (Job, 1);

  job->kind = JOB_TRANSACTION;
  job->changed = self->changed;
  job->command = command;
  job->data = data;
  job->data_free = data_free;
  job->label = g_strdup (entry->label);
  job->author = g_strdup (entry->author);
  job->now = *entry->now;
  job->entry = (GvnEntry) { job->label, job->author, &job->now };
  job->recorded = (GvnRecorded) { &job->entry, "do", 0 };
  job->tables = g_ptr_array_new_with_free_func (g_free);
  job->task = task;

  g_async_queue_push (self->jobs, job);
}
