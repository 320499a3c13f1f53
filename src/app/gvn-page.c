/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/gvn-page.h"

typedef struct
{
  GvnSession *session; /* owned */
  GSignalGroup *signals;
  gboolean stale;

  /* what is read beside the window's thread */
  GCancellable *reading; /* owned; NULL while nothing is */
  GvnSessionShow show;
  guint patience; /* the source that tells it takes long */
  gboolean busy;
} GvnPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GvnPage, gvn_page, ADW_TYPE_BIN)

enum
{
  PROP_BUSY = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* What takes less is not worth telling. */
#define PATIENCE_MS 250

/* A hidden page waits until it is shown. */
static void
session_changed_cb (GvnPage *self)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  priv->stale = priv->session != NULL && !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (priv->session != NULL && !priv->stale)
    GVN_PAGE_GET_CLASS (self)->refresh (self);
}

static void
gvn_page_map (GtkWidget *widget)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (GVN_PAGE (widget));

  if (priv->stale)
    GVN_PAGE_GET_CLASS (widget)->refresh (GVN_PAGE (widget));
  priv->stale = FALSE;

  GTK_WIDGET_CLASS (gvn_page_parent_class)->map (widget);
}

static void
cancel_reading (GvnPage *self)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  gvn_session_stop_reading (&priv->reading);
  g_clear_handle_id (&priv->patience, g_source_remove);
}

static void
gvn_page_dispose (GObject *object)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (GVN_PAGE (object));

  cancel_reading (GVN_PAGE (object));
  g_clear_object (&priv->signals);
  g_clear_object (&priv->session);

  G_OBJECT_CLASS (gvn_page_parent_class)->dispose (object);
}

static void
gvn_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_BUSY);
  g_value_set_boolean (value, gvn_page_is_busy (GVN_PAGE (object)));
}

static void
gvn_page_class_init (GvnPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gvn_page_dispose;
  G_OBJECT_CLASS (klass)->get_property = gvn_page_get_property;
  GTK_WIDGET_CLASS (klass)->map = gvn_page_map;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_c, GDK_CONTROL_MASK, "win.copy-table", NULL);

  /**
   * GvnPage:busy:
   *
   * Whether it has been reading for so long that the user is told.
   */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
}

static void
gvn_page_init (GvnPage *self)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  priv->signals = g_signal_group_new (GVN_TYPE_SESSION);
  g_signal_group_connect_swapped (priv->signals, "changed", G_CALLBACK (session_changed_cb), self);
}

void
gvn_page_set_session (GvnPage *self, GvnSession *session)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  if (!g_set_object (&priv->session, session))
    return;
  gvn_page_stop_reading (self);
  g_signal_group_set_target (priv->signals, session);
  session_changed_cb (self);
}

/* Reading ----------------------------------------------------------------------------- */

static void
set_busy (GvnPage *self, gboolean busy)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  if (priv->busy == busy)
    return;
  priv->busy = busy;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
lose_patience_cb (gpointer data)
{
  GvnPage *self = data;
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  priv->patience = 0;
  set_busy (self, TRUE);
}

/* Forgets what is being read, if anything is: what was read before stays shown. */
void
gvn_page_stop_reading (GvnPage *self)
{
  cancel_reading (self);
  set_busy (self, FALSE);
}

gboolean
gvn_page_is_reading (GvnPage *self)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  return priv->reading != NULL;
}

gboolean
gvn_page_is_busy (GvnPage *self)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  return priv->busy;
}

static void
show_read (gpointer page, gpointer result)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (page);

  gvn_page_stop_reading (page); /* it is done */
  if (result != NULL)
    priv->show (page, result);
}

/**
 * gvn_page_read:
 * @data_free: (nullable): frees @data
 * @result_free: frees what @read returns, once it was shown
 * @show: gets the page and what was read, never %NULL
 *
 * Reads what takes longer than a frame, beside the window's thread, in place of what the
 * page was reading. A refusal is told.
 */
void
gvn_page_read (GvnPage *self, GvnRead read, gpointer data, GDestroyNotify data_free, GDestroyNotify result_free,
               GvnSessionShow show)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  cancel_reading (self);
  if (!priv->busy)
    priv->patience = g_timeout_add_once (PATIENCE_MS, lose_patience_cb, self);
  priv->show = show;
  gvn_session_read (priv->session, &priv->reading, read, data, data_free, result_free, show_read, self);
}

/* What it shows ------------------------------------------------------------------------ */

GvnSession *
gvn_page_get_session (GvnPage *self)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  return priv->session;
}

/**
 * gvn_page_find:
 *
 * Gives the focus to the page's search entry.
 *
 * Returns: whether it has one
 */
gboolean
gvn_page_find (GvnPage *self)
{
  GvnPageClass *klass = GVN_PAGE_GET_CLASS (self);

  return klass->get_search != NULL && gtk_widget_grab_focus (klass->get_search (self));
}

gboolean
gvn_page_has_picture (GvnPage *self)
{
  return GVN_PAGE_GET_CLASS (self)->get_picture != NULL;
}

/**
 * gvn_page_get_picture:
 * @title: (out) (transfer full): what it is, in the user's language
 *
 * Returns: (transfer none): what is printed of a page that has a picture
 */
GtkWidget *
gvn_page_get_picture (GvnPage *self, char **title)
{
  return GVN_PAGE_GET_CLASS (self)->get_picture (self, title);
}

gboolean
gvn_page_has_table (GvnPage *self)
{
  return GVN_PAGE_GET_CLASS (self)->get_table != NULL;
}

/**
 * gvn_page_get_table:
 *
 * Returns: (transfer full): what a page that has a table shows, or %NULL with @error
 */
GvnPageTable *
gvn_page_get_table (GvnPage *self, GError **error)
{
  return GVN_PAGE_GET_CLASS (self)->get_table (self, error);
}

gboolean
gvn_page_has_print (GvnPage *self)
{
  return GVN_PAGE_GET_CLASS (self)->create_print != NULL;
}

/**
 * gvn_page_create_print:
 *
 * Returns: (transfer full): what a page that has a document lists now
 */
GvnPrint *
gvn_page_create_print (GvnPage *self, GError **error)
{
  return GVN_PAGE_GET_CLASS (self)->create_print (self, error);
}
