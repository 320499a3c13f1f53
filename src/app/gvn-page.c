/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/gvn-page.h"

typedef struct
{
  GvnSession *session; /* owned */
  GSignalGroup *signals;
} GvnPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GvnPage, gvn_page, ADW_TYPE_BIN)

static void
refresh (GvnPage *self)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  if (priv->session != NULL)
    GVN_PAGE_GET_CLASS (self)->refresh (self);
}

static void
gvn_page_dispose (GObject *object)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (GVN_PAGE (object));

  g_clear_object (&priv->signals);
  g_clear_object (&priv->session);

  G_OBJECT_CLASS (gvn_page_parent_class)->dispose (object);
}

static void
gvn_page_class_init (GvnPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gvn_page_dispose;
}

static void
gvn_page_init (GvnPage *self)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  priv->signals = g_signal_group_new (GVN_TYPE_SESSION);
  g_signal_group_connect_swapped (priv->signals, "changed", G_CALLBACK (refresh), self);
}

void
gvn_page_set_session (GvnPage *self, GvnSession *session)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  if (!g_set_object (&priv->session, session))
    return;
  g_signal_group_set_target (priv->signals, session);
  refresh (self);
}

GvnSession *
gvn_page_get_session (GvnPage *self)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  return priv->session;
}
