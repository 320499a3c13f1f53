/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "exchange/gvn-publisher.h"

/* The feeds one after the other: each is written at its turn, so that what is read there
 * is of the moment it was put. */

typedef struct
{
  GUri *address; /* owned, as what follows */
  GStrv feeds;
  char *perimeter;
  char *person;
  GDate from, to;
  GvnDavAccount account;
  GUri *file; /* of the feed at work */
  GvnNow now;
  guint n_done;
  GvnPublisherTold told;
  gpointer told_data;
} Publisher;

static void
publisher_free (Publisher *self)
{
  g_uri_unref (self->address);
  g_clear_pointer (&self->file, g_uri_unref);
  g_strfreev (self->feeds);
  g_free (self->perimeter);
  g_free (self->person);
  gvn_dav_account_clear (&self->account);
  g_free (self);
}

static gboolean
is_folder (GUri *address)
{
  return g_str_has_suffix (g_uri_get_path (address), "/") || *g_uri_get_path (address) == '\0';
}

static GUri *
new_file (const Publisher *self)
{
  const char *folder = g_uri_get_path (self->address);
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  if (!is_folder (self->address))
    return g_uri_ref (self->address);

  name = g_strconcat (self->feeds[self->n_done], self->perimeter != NULL ? "-" : "",
                      self->perimeter != NULL ? self->perimeter : "", self->person != NULL ? "-" : "",
                      self->person != NULL ? self->person : "", ".ics", NULL);
  path = g_strconcat (*folder != '\0' ? folder : "/", name, NULL);

  return g_uri_build (g_uri_get_flags (self->address), g_uri_get_scheme (self->address), NULL,
                      g_uri_get_host (self->address), g_uri_get_port (self->address), path,
                      g_uri_get_query (self->address), NULL);
}

static void put_next (GTask *task);

/* @sentence is taken. */
static void
tell (Publisher *self, char *sentence)
{
  if (self->told != NULL)
    self->told (sentence, self->n_done, g_strv_length (self->feeds), self->told_data);
  g_free (sentence);
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Publisher *self = g_task_get_task_data (task);
  g_autofree char *address = g_uri_to_string (self->file);
  GvnDavOutcome outcome;
  GError *error = NULL;
  gboolean done = gvn_dav_put_finish (result, &outcome, &error);

  if (outcome.conflict)
    /* Translators: an address */
    tell (self, g_strdup_printf (_ ("“%s” had been changed by something else: it was looked at again"), address));
  if (!done)
    {
      g_task_return_error (task, error);
      return;
    }
  self->n_done++;
  tell (self, g_strdup_printf (outcome.created
                                   /* Translators: an address */
                                   ? _ ("Published: “%s”")
                                   /* Translators: an address */
                                   : _ ("Published again: “%s”"),
                               address));
  put_next (task);
}

static void
put_next (GTask *task)
{
  Publisher *self = g_task_get_task_data (task);
  GvnExport export = { .feed = self->feeds[self->n_done],
                       .perimeter = self->perimeter,
                       .person = self->person,
                       .from = self->from,
                       .to = self->to };
  g_autofree char *text = NULL;
  GError *error = NULL;

  if (export.feed == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  text = gvn_publication_write (g_task_get_source_object (task), &export, &self->now, NULL, &error);
  if (text == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_pointer (&self->file, g_uri_unref);
  self->file = new_file (self);
  gvn_dav_put_async (self->file, &self->account, text, g_task_get_cancellable (task), put_cb, g_object_ref (task));
}

/**
 * gvn_publisher_run_async:
 * @told: (nullable): hears of each feed
 *
 * Publishes feeds; those before the one that fails stay published.
 */
void
gvn_publisher_run_async (GvnStore *store, const GvnPublisherRequest *request, GvnPublisherTold told, gpointer told_data,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Publisher *self = g_new0 (Publisher, 1);

  self->address = g_uri_ref (request->address);
  self->feeds = g_strdupv ((char **) request->feeds);
  self->perimeter = g_strdup (request->perimeter);
  self->person = g_strdup (request->person);
  self->from = request->from;
  self->to = request->to;
  gvn_dav_account_copy (&self->account, request->account);
  self->now = *request->now;
  self->told = told;
  self->told_data = told_data;
  g_task_set_task_data (task, self, (GDestroyNotify) publisher_free);
  if (g_strv_length (self->feeds) > 1 && !is_folder (self->address))
    {
      g_task_return_new_error (task, GVN_ERROR, GVN_ERROR_INVALID,
                               _ ("Several feeds need a folder: give an address that ends in “/”"));
      return;
    }
  put_next (task);
}

gboolean
gvn_publisher_run_finish (GvnStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
