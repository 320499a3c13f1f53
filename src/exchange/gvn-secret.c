/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

#include "base/gvn-error.h"
#include "exchange/gvn-secret.h"

/* Threads: the service is asked in a thread of its own, since unlocking it may wait for
 * the user; what was found is handed over when it is done. */

static const SecretSchema schema = {
  GVN_APP_ID,
  SECRET_SCHEMA_NONE,
  { { "address", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "user", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

void
gvn_secret_clear (GvnSecret *self)
{
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->user, g_free);
  if (self->password != NULL)
    memset (self->password, 0, strlen (self->password));
  g_clear_pointer (&self->password, g_free);
}

/* What is asked of the keyring */
typedef struct
{
  GvnSecret secret; /* owned: the question, then the answer */
  gboolean open;
} Question;

static void
question_free (Question *self)
{
  gvn_secret_clear (&self->secret);
  g_free (self);
}

static void
secret_free (GvnSecret *self)
{
  gvn_secret_clear (self);
  g_free (self);
}

static GvnSecret *
secret_copy (const GvnSecret *other)
{
  GvnSecret *self = g_new0 (GvnSecret, 1);

  self->address = g_strdup (other->address);
  self->user = g_strdup (other->user);
  self->password = g_strdup (other->password);

  return self;
}

static GHashTable *
new_attributes (const GvnSecret *wanted)
{
  GHashTable *attributes = g_hash_table_new (g_str_hash, g_str_equal);

  if (wanted->address != NULL)
    g_hash_table_insert (attributes, (gpointer) "address", wanted->address);
  if (wanted->user != NULL)
    g_hash_table_insert (attributes, (gpointer) "user", wanted->user);

  return attributes;
}

static void
set_unavailable (GError *reason, GError **error)
{
  g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
               /* Translators: the system's reason */
               _ ("The keyring of the session cannot be reached (%s): give the password each time"), reason->message);
}

/* Takes from what was found where and who, and the password when it was asked for. */
static void
answer (Question *self, SecretRetrievable *found, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (found);
  SecretValue *value = self->open ? secret_retrievable_retrieve_secret_sync (found, cancellable, error) : NULL;

  gvn_secret_clear (&self->secret);
  self->secret.address = g_strdup (g_hash_table_lookup (attributes, "address"));
  self->secret.user = g_strdup (g_hash_table_lookup (attributes, "user"));
  if (value != NULL)
    {
      self->secret.password = g_strdup (secret_value_get_text (value));
      secret_value_unref (value);
    }
}

static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Question *self = data;
  g_autoptr (GHashTable) wanted = new_attributes (&self->secret);
  SecretSearchFlags flags
      = SECRET_SEARCH_ALL | (self->open ? SECRET_SEARCH_UNLOCK | SECRET_SEARCH_LOAD_SECRETS : SECRET_SEARCH_NONE);
  g_autoptr (GError) local_error = NULL;
  GList *found = secret_password_searchv_sync (&schema, wanted, flags, cancellable, &local_error);
  SecretRetrievable *last = NULL;
  GError *error = NULL;

  for (GList *item = found; item != NULL; item = item->next)
    if (last == NULL || secret_retrievable_get_modified (item->data) > secret_retrievable_get_modified (last))
      last = item->data;
  if (last != NULL)
    answer (self, last, cancellable, &local_error);
  else
    gvn_secret_clear (&self->secret);
  g_list_free_full (found, g_object_unref);

  if (local_error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  set_unavailable (local_error, &error);
  g_task_return_error (task, error);
}

/**
 * gvn_secret_find_async:
 * @address: (nullable): where to enter, %NULL for the last that was kept
 * @user: (nullable): who enters
 * @open: whether to read the password, for which the keyring may ask to be unlocked
 */
void
gvn_secret_find_async (const char *address, const char *user, gboolean open, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  Question *self = g_new0 (Question, 1);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  self->secret.address = g_strdup (address);
  self->secret.user = g_strdup (user);
  self->open = open;
  g_task_set_task_data (task, self, (GDestroyNotify) question_free);
  g_task_run_in_thread (task, find_thread);
}

/**
 * gvn_secret_find_finish:
 * @secret: (out): empty; what was found, or nothing
 */
gboolean
gvn_secret_find_finish (GAsyncResult *result, GvnSecret *secret, GError **error)
{
  Question *self = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *secret = self->secret;
  self->secret = (GvnSecret) { NULL };

  return TRUE;
}

static void
keep_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const GvnSecret *self = data;
  g_autoptr (GHashTable) attributes = new_attributes (self);
  g_autofree char *label
      /* Translators: an address */
      = g_strdup_printf (_ ("Gouvernail: %s"), self->address);
  g_autoptr (GError) local_error = NULL;
  GError *error = NULL;

  if (secret_password_storev_sync (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, self->password, cancellable,
                                   &local_error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  set_unavailable (local_error, &error);
  g_task_return_error (task, error);
}

/**
 * gvn_secret_keep_async:
 *
 * Keeps a password in place of the one of the same address and user.
 */
void
gvn_secret_keep_async (const GvnSecret *secret, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, secret_copy (secret), (GDestroyNotify) secret_free);
  g_task_run_in_thread (task, keep_thread);
}

gboolean
gvn_secret_keep_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
