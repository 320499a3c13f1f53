/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/gvn-reader.h"

/* How many instructions of SQLite pass between two looks at whether to go on: a tenth of a
 * millisecond. */
#define INSTRUCTIONS 1000

struct _GvnReader
{
  /* owned */
  char *path;
  GThread *thread;
  GAsyncQueue *requests; /* GTask; the reader itself when it is to end */

  GvnDbMode mode;
  gint ending; /* atomic */

  /* of the thread */
  GvnDb *db;
  GCancellable *current; /* of the request that runs; NULL without one */
};

typedef struct
{
  GvnRead read;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  if (self->data_free != NULL)
    self->data_free (self->data);
  g_free (self);
}

static gboolean
is_unwanted (GvnReader *self)
{
  return g_atomic_int_get (&self->ending) || g_cancellable_is_cancelled (self->current);
}

static int
progress_cb (void *data)
{
  return is_unwanted (data);
}

/* When it is first needed: whoever asks for nothing has no connection more. */
static gboolean
ensure_open (GvnReader *self, GError **error)
{
  if (self->db == NULL)
    {
      self->db = gvn_db_open (self->path, self->mode, error);
      if (self->db != NULL)
        sqlite3_progress_handler (gvn_db_get_handle (self->db), INSTRUCTIONS, progress_cb, self);
    }

  return self->db != NULL;
}

/* All a request reads is of one moment. */
static gpointer
read_at_once (GvnReader *self, const Request *request, GError **error)
{
  gpointer result;

  if (!ensure_open (self, error) || !gvn_db_run_script (self->db, "BEGIN", error))
    return NULL;
  result = request->read (self->db, request->data, error);
  gvn_db_run_script (self->db, "ROLLBACK", NULL);

  return result;
}

static void
answer (GvnReader *self, GTask *task)
{
  const Request *request = g_task_get_task_data (task);
  gpointer result = NULL;
  GError *error = NULL;

  self->current = g_task_get_cancellable (task);
  if (!is_unwanted (self))
    result = read_at_once (self, request, &error);
  if (is_unwanted (self))
    {
      g_clear_error (&error);
      if (result != NULL)
        request->result_free (result);
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The reading was cancelled"));
    }
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, request->result_free);
  self->current = NULL;
}

static gpointer
reader_thread (gpointer data)
{
  GvnReader *self = data;

  while (TRUE)
    {
      gpointer request = g_async_queue_pop (self->requests);

      if (request == self)
        break;
      answer (self, request);
      g_object_unref (request);
    }
  g_clear_pointer (&self->db, gvn_db_close);

  return NULL;
}

/**
 * gvn_reader_new:
 * @mode: %GVN_DB_READ or %GVN_DB_UNWRITABLE
 *
 * Returns: (transfer full): a running reader of the file at @path
 */
GvnReader *
gvn_reader_new (const char *path, GvnDbMode mode)
{
  GvnReader *self = g_new0 (GvnReader, 1);

  self->path = g_strdup (path);
  self->mode = mode;
  self->requests = g_async_queue_new ();
  self->thread = g_thread_new ("gvn-reader", reader_thread, self);

  return self;
}

/**
 * gvn_reader_free:
 *
 * Ends the thread: what it reads is interrupted, what waits is cancelled.
 */
void
gvn_reader_free (GvnReader *self)
{
  g_atomic_int_set (&self->ending, TRUE);
  g_async_queue_push (self->requests, self);
  g_thread_join (self->thread);
  g_async_queue_unref (self->requests);
  g_free (self->path);
  g_free (self);
}

/**
 * gvn_reader_read_async:
 * @read: runs in the thread
 * @data_free: (nullable): frees @data, in either thread
 * @result_free: frees what nobody takes, in either thread
 * @task: (transfer full): returns what @read does, or its refusal
 */
void
gvn_reader_read_async (GvnReader *self, GvnRead read, gpointer data, GDestroyNotify data_free,
                       GDestroyNotify result_free, GTask *task)
{
  Request *request = g_new (Request, 1);

  *request = (Request) { read, data, data_free, result_free };
  g_task_set_task_data (task, request, request_free);
  g_async_queue_push (self->requests, task);
}
