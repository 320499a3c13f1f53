/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "base/gvn-error.h"
#include "exchange/gvn-dav.h"

/*
 * Threads: each file has a thread and a session of its own, which block on the network; the
 * caller's main context gets the outcome, and cancels what lasts too long. A session and its
 * messages are never seen from another thread.
 *
 * What is there is replaced only as it was seen: If-Match with its ETag, If-None-Match when
 * there is nothing (RFC 9110 §13.1). Of an answer only the status and the headers are read,
 * which libsoup bounds.
 */

/* Radicale takes a minute to file a contract's events one by one, without a byte. */
#define SILENCE_SECONDS 120
#define TOTAL_SECONDS 300

typedef struct
{
  GUri *address; /* owned */
  GvnDavAccount account;
  char *text;
  char *name; /* of the address, in sentences */

  GCancellable *cancellable; /* owned: stops for the caller's and when it lasts too long */
  gulong cancelled_id;
  GCancellable *caller; /* owned, NULL when none */
  guint timeout_source;
  gboolean timed_out;

  GvnDavOutcome outcome;
} Put;

void
gvn_dav_account_clear (GvnDavAccount *self)
{
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->authorities, g_free);
  if (self->password != NULL)
    memset (self->password, 0, strlen (self->password));
  g_clear_pointer (&self->password, g_free);
}

void
gvn_dav_account_copy (GvnDavAccount *self, const GvnDavAccount *other)
{
  self->user = g_strdup (other->user);
  self->password = g_strdup (other->password);
  self->authorities = g_strdup (other->authorities);
}

static void
put_free (Put *self)
{
  g_clear_handle_id (&self->timeout_source, g_source_remove);
  if (self->caller != NULL)
    g_cancellable_disconnect (self->caller, self->cancelled_id);
  g_clear_object (&self->caller);
  g_clear_object (&self->cancellable);
  g_uri_unref (self->address);
  gvn_dav_account_clear (&self->account);
  g_free (self->text);
  g_free (self->name);
  g_free (self);
}

/* Addresses -------------------------------------------------------------------------- */

static gboolean
is_this_machine (GUri *uri)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (g_uri_get_host (uri));

  return g_strcmp0 (g_uri_get_host (uri), "localhost") == 0
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

/**
 * gvn_dav_parse_address:
 * @user: (out) (nullable): who enters, when the address says so
 *
 * Returns: (transfer full): an address of the web without who enters; with https, except
 *   on this machine. One with a password is refused: the list of processes shows it.
 */
GUri *
gvn_dav_parse_address (const char *text, char **user, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")))
    {
      /* Without what was typed: it may hold a password. */
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("This is no address of the web: give one as https://server/folder/"));
      return NULL;
    }
  if (g_uri_get_password (uri) != NULL)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   _ ("An address shows its password to everybody: give it in GOUVERNAIL_PUBLISH_PASSWORD"));
      return NULL;
    }
  if (g_str_equal (scheme, "http") && !is_this_machine (uri))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   /* Translators: the name of a server */
                   _ ("What goes to %s by http can be read on the way: give an address in https"),
                   g_uri_get_host (uri));
      return NULL;
    }

  *user = g_strdup (g_uri_get_user (uri));
  return g_uri_build (g_uri_get_flags (uri), scheme, NULL, g_uri_get_host (uri), g_uri_get_port (uri),
                      g_uri_get_path (uri), g_uri_get_query (uri), NULL);
}

/* Asking ----------------------------------------------------------------------------- */

/* Once: a second question means that the answer was wrong. */
static gboolean
authenticate_cb (SoupMessage *message, SoupAuth *auth, gboolean retrying, Put *self)
{
  if (retrying || self->account.user == NULL || self->account.password == NULL)
    return FALSE;
  soup_auth_authenticate (auth, self->account.user, self->account.password);

  return TRUE;
}

static void
set_unreachable (Put *self, GError *reason, GError **error)
{
  if (g_error_matches (reason, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                 /* Translators: an address, the system's reason */
                 _ ("“%s” cannot prove who it is (%s): ask who keeps it for a valid certificate"), self->name,
                 reason->message);
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
                 /* Translators: an address */
                 _ ("“%s” does not answer: try again later"), self->name);
  else
    g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
                 /* Translators: an address, the system's reason */
                 _ ("“%s” gives no answer that can be read (%s): check the address"), self->name, reason->message);
}

/* Sends @message and reads no more than the headers of the answer: 0 when there is none. */
static guint
ask (Put *self, SoupSession *session, SoupMessage *message, GError **error)
{
  g_autoptr (GInputStream) body = NULL;
  g_autoptr (GError) local_error = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect (message, "authenticate", G_CALLBACK (authenticate_cb), self);
  body = soup_session_send (session, message, self->cancellable, &local_error);
  if (body == NULL && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return 0;
    }
  if (body == NULL)
    {
      set_unreachable (self, local_error, error);
      return 0;
    }

  return soup_message_get_status (message);
}

static gboolean
fail_on (Put *self, guint status, GError **error)
{
  if (status == SOUP_STATUS_UNAUTHORIZED && self->account.password == NULL)
    g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                 /* Translators: an address */
                 _ ("“%s” asks who enters: give a user name and a password"), self->name);
  else if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                 /* Translators: an address */
                 _ ("“%s” does not let in: check the user name, the password and what they may write"), self->name);
  else if (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_CONFLICT)
    g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                 /* Translators: an address */
                 _ ("“%s” is in no folder of the server: make the folder there, or check the address"), self->name);
  else if (status == SOUP_STATUS_PRECONDITION_FAILED)
    g_set_error (error, GVN_ERROR, GVN_ERROR_CONFLICT,
                 /* Translators: an address */
                 _ ("“%s” keeps changing while it is written: look who else publishes there, then try again"),
                 self->name);
  else if (SOUP_STATUS_IS_REDIRECTION (status))
    g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                 /* Translators: an address */
                 _ ("“%s” sends elsewhere, and a password does not follow: give the address it sends to"), self->name);
  else
    g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
                 /* Translators: an address, a number of the protocol */
                 _ ("“%s” cannot take it now (answer %u): try again later"), self->name, status);

  return FALSE;
}

/* What is there: @etag is NULL with @exists when the server does not say which version. */
static gboolean
look (Put *self, SoupSession *session, gboolean *exists, char **etag, GError **error)
{
  g_autoptr (SoupMessage) message = soup_message_new_from_uri (SOUP_METHOD_HEAD, self->address);
  guint status = ask (self, session, message, error);
  const char *tag = soup_message_headers_get_one (soup_message_get_response_headers (message), "ETag");

  g_clear_pointer (etag, g_free);
  if (status == 0)
    return FALSE;
  /* A server that does not tell what it has is not asked for a condition. */
  *exists = status != SOUP_STATUS_NOT_FOUND && status != SOUP_STATUS_GONE;
  if (!*exists || status == SOUP_STATUS_METHOD_NOT_ALLOWED || status == SOUP_STATUS_NOT_IMPLEMENTED)
    return TRUE;
  if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    return fail_on (self, status, error);
  /* A weak one never matches (RFC 9110 §13.1.1). */
  if (tag != NULL && !g_str_has_prefix (tag, "W/"))
    *etag = g_strdup (tag);

  return TRUE;
}

static guint
put_as_seen (Put *self, SoupSession *session, gboolean exists, const char *etag, GError **error)
{
  g_autoptr (SoupMessage) message = soup_message_new_from_uri (SOUP_METHOD_PUT, self->address);
  g_autoptr (GBytes) bytes = g_bytes_new_static (self->text, strlen (self->text));
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (!exists)
    soup_message_headers_append (headers, "If-None-Match", "*");
  else if (etag != NULL)
    soup_message_headers_append (headers, "If-Match", etag);
  soup_message_set_request_body_from_bytes (message, "text/calendar; charset=utf-8", bytes);

  return ask (self, session, message, error);
}

static SoupSession *
open_session (Put *self, GError **error)
{
  g_autoptr (SoupSession) session
      = soup_session_new_with_options ("timeout", SILENCE_SECONDS, "user-agent", "Gouvernail/" GVN_VERSION, NULL);

  if (self->account.authorities != NULL)
    {
      g_autoptr (GError) local_error = NULL;
      g_autofree char *path = g_canonicalize_filename (self->account.authorities, NULL);
      g_autoptr (GTlsDatabase) authorities = g_tls_file_database_new (path, &local_error);

      if (authorities == NULL)
        {
          g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                       /* Translators: the path of a file, the system's reason */
                       _ ("“%s” holds no certificates (%s): give a PEM file"), self->account.authorities,
                       local_error->message);
          return NULL;
        }
      soup_session_set_tls_database (session, authorities);
    }

  return g_steal_pointer (&session);
}

static gboolean
put (Put *self, GError **error)
{
  g_autoptr (SoupSession) session = open_session (self, error);
  g_autofree char *etag = NULL;
  gboolean exists;
  guint status;

  if (session == NULL || !look (self, session, &exists, &etag, error))
    return FALSE;
  status = put_as_seen (self, session, exists, etag, error);
  if (status == SOUP_STATUS_PRECONDITION_FAILED)
    {
      self->outcome.conflict = TRUE;
      if (!look (self, session, &exists, &etag, error))
        return FALSE;
      status = put_as_seen (self, session, exists, etag, error);
    }
  if (status == 0)
    return FALSE;
  self->outcome.created = !exists;

  return SOUP_STATUS_IS_SUCCESSFUL (status) || fail_on (self, status, error);
}

/* Life ------------------------------------------------------------------------------- */

static void
put_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (put (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
timeout_cb (gpointer data)
{
  Put *self = data;

  self->timeout_source = 0;
  self->timed_out = TRUE;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *caller, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

/**
 * gvn_dav_put_async:
 * @address: of the file, from gvn_dav_parse_address()
 *
 * Puts @text there, replacing what was seen there; a conflict is looked at again once.
 */
void
gvn_dav_put_async (GUri *address, const GvnDavAccount *account, const char *text, GCancellable *cancellable,
                   GAsyncReadyCallback callback, gpointer user_data)
{
  Put *self = g_new0 (Put, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  self->address = g_uri_ref (address);
  self->name = g_uri_to_string (address);
  self->text = g_strdup (text);
  gvn_dav_account_copy (&self->account, account);
  self->cancellable = g_cancellable_new ();
  if (cancellable != NULL)
    {
      self->caller = g_object_ref (cancellable);
      self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                  g_object_ref (self->cancellable), g_object_unref);
    }
  self->timeout_source = g_timeout_add_seconds (TOTAL_SECONDS, timeout_cb, self);
  g_task_set_task_data (task, self, (GDestroyNotify) put_free);
  g_task_run_in_thread (task, put_thread);
}

/**
 * gvn_dav_put_finish:
 * @outcome: (out): what happened
 */
gboolean
gvn_dav_put_finish (GAsyncResult *result, GvnDavOutcome *outcome, GError **error)
{
  Put *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) local_error = NULL;

  g_clear_handle_id (&self->timeout_source, g_source_remove);
  *outcome = self->outcome;
  if (g_task_propagate_boolean (G_TASK (result), &local_error))
    return TRUE;

  if (self->timed_out)
    g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
                 /* Translators: an address */
                 _ ("“%s” does not answer: try again later"), self->name);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
