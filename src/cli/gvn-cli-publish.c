/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "exchange/gvn-publisher.h"
#include "exchange/gvn-secret.h"

/* Publishing waits on the network in the main context, so that Ctrl+C cancels it. */

#define PASSWORD_VARIABLE "GOUVERNAIL_PUBLISH_PASSWORD"

static char *option_url, *option_user, *option_perimeter, *option_person, *option_authorities, *option_from, *option_to;
static char **option_feeds;
static gboolean option_remember;

static const GOptionEntry options[] = {
  { "url", 0, 0, G_OPTION_ARG_STRING, &option_url, NULL, NULL },
  { "user", 0, 0, G_OPTION_ARG_STRING, &option_user, NULL, NULL },
  { "feed", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_feeds, NULL, NULL },
  { "perimeter", 0, 0, G_OPTION_ARG_STRING, &option_perimeter, NULL, NULL },
  { "person", 0, 0, G_OPTION_ARG_STRING, &option_person, NULL, NULL },
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from, NULL, NULL },
  { "to", 0, 0, G_OPTION_ARG_STRING, &option_to, NULL, NULL },
  { "authorities", 0, 0, G_OPTION_ARG_FILENAME, &option_authorities, NULL, NULL },
  { "remember", 0, 0, G_OPTION_ARG_NONE, &option_remember, NULL, NULL },
  { NULL },
};

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static void
told_cb (const char *sentence, guint n_done, guint n_feeds, gpointer data)
{
  GvnCli *cli = data;

  if (!cli->json)
    gvn_cli_print ("%s\n", sentence);
}

/* From the environment, else from the keyring; none when there is neither, for a server may
 * ask for nothing. */
static gboolean
find_password (const char *address, GvnDavAccount *account, GError **error)
{
  g_auto (GvnSecret) secret = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  account->password = g_strdup (g_getenv (PASSWORD_VARIABLE));
  if (account->password != NULL)
    return TRUE;

  gvn_secret_find_async (address, account->user, TRUE, NULL, ready_cb, &result);
  if (!gvn_secret_find_finish (wait_for (&result), &secret, error))
    {
      /* No keyring in a cron job: a server that asks says so. */
      g_clear_error (error);
      return TRUE;
    }
  account->password = g_steal_pointer (&secret.password);
  if (account->user == NULL)
    account->user = g_steal_pointer (&secret.user);

  return TRUE;
}

static gboolean
remember (const char *address, const GvnDavAccount *account, GError **error)
{
  const GvnSecret secret = { (char *) address, account->user, account->password };
  g_autoptr (GAsyncResult) result = NULL;

  if (account->user == NULL || account->password == NULL)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: the name of a variable of the environment */
                   _ ("There is no password to remember: give --user and %s"), PASSWORD_VARIABLE);
      return FALSE;
    }
  gvn_secret_keep_async (&secret, NULL, ready_cb, &result);

  return gvn_secret_keep_finish (wait_for (&result), error);
}

static gboolean
interrupted_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_CONTINUE;
}

static gboolean
publish (GvnCli *cli, const GvnPublisherRequest *request, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint source = g_unix_signal_add (SIGINT, interrupted_cb, cancellable);
  g_autoptr (GAsyncResult) result = NULL;

  gvn_publisher_run_async (cli->store, request, told_cb, cli, cancellable, ready_cb, &result);
  wait_for (&result);
  g_source_remove (source);

  return gvn_publisher_run_finish (cli->store, result, error);
}

static gboolean
run_publish (GvnCli *cli, GError **error)
{
  static const char *const everything[] = { "all", NULL };
  g_auto (GvnDavAccount) account = { .authorities = g_strdup (option_authorities) };
  GvnPublisherRequest request = { .feeds = option_feeds != NULL ? (const char *const *) option_feeds : everything,
                                  .perimeter = option_perimeter,
                                  .account = &account,
                                  .now = &cli->now };
  g_autoptr (GUri) uri = NULL;
  g_autofree char *address = NULL;
  g_autofree char *person = NULL;
  GvnDb *db;

  if (option_url == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --url, the address to publish to"));
      return FALSE;
    }
  if (!gvn_cli_parse_range (option_from, option_to, &request.from, &request.to, error))
    return FALSE;
  uri = gvn_dav_parse_address (option_url, &account.user, error);
  db = uri != NULL ? gvn_cli_open_db (cli, error) : NULL;
  if (db == NULL || !gvn_cli_find_person (db, option_person, &person, error))
    return FALSE;
  if (option_user != NULL)
    g_set_str (&account.user, option_user);
  address = g_uri_to_string (uri);
  request.address = uri;
  request.person = person;

  return find_password (address, &account, error) && publish (cli, &request, error)
         && (!option_remember || remember (address, &account, error));
}

const GvnCliCommand gvn_cli_publish_commands[] = {
  { "publish",
    "--url U [--feed F]… [--perimeter CODE] [--person NAME] [--from D] [--to D] [--user NAME] [--remember] "
    "[--authorities FILE]",
    N_ ("Put feeds on a WebDAV or CalDAV server, for people to subscribe to; the password comes from"
        " GOUVERNAIL_PUBLISH_PASSWORD or from the keyring"),
    0, 0, run_publish, options },
  { NULL },
};
