/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/gvn-page.h"

typedef struct
{
  GvnSession *session; /* owned */
  GSignalGroup *signals;
  guint later; /* the source that refreshes while hidden */
  gboolean stale;
  guint badge;
} GvnPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GvnPage, gvn_page, ADW_TYPE_BIN)

enum
{
  PROP_BADGE = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* A hidden page with a badge reads again in a moment; once for all that happened
 * meanwhile. One without waits until it is shown. */
#define LATER_MS 300

static void
refresh (GvnPage *self)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  g_clear_handle_id (&priv->later, g_source_remove);
  priv->stale = FALSE;
  GVN_PAGE_GET_CLASS (self)->refresh (self);
}

static void
later_cb (gpointer data)
{
  GvnPage *self = data;
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  priv->later = 0;
  refresh (self);
}

static void
session_changed_cb (GvnPage *self)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  if (priv->session == NULL)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      refresh (self);
      return;
    }
  priv->stale = TRUE;
  if (priv->later == 0 && GVN_PAGE_GET_CLASS (self)->has_badge)
    priv->later = g_timeout_add_once (LATER_MS, later_cb, self);
}

static void
gvn_page_map (GtkWidget *widget)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (GVN_PAGE (widget));

  if (priv->stale)
    refresh (GVN_PAGE (widget));

  GTK_WIDGET_CLASS (gvn_page_parent_class)->map (widget);
}

static void
gvn_page_dispose (GObject *object)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (GVN_PAGE (object));

  g_clear_handle_id (&priv->later, g_source_remove);
  g_clear_object (&priv->signals);
  g_clear_object (&priv->session);

  G_OBJECT_CLASS (gvn_page_parent_class)->dispose (object);
}

static void
gvn_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_BADGE);
  g_value_set_uint (value, gvn_page_get_badge (GVN_PAGE (object)));
}

static void
gvn_page_class_init (GvnPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gvn_page_dispose;
  G_OBJECT_CLASS (klass)->get_property = gvn_page_get_property;
  GTK_WIDGET_CLASS (klass)->map = gvn_page_map;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_c, GDK_CONTROL_MASK, "win.copy-table", NULL);

  /**
   * GvnPage:badge:
   *
   * How many things of the section wait for the user, shown in the sidebar.
   */
  properties[PROP_BADGE]
      = g_param_spec_uint ("badge", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
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
  g_signal_group_set_target (priv->signals, session);
  session_changed_cb (self);
}

guint
gvn_page_get_badge (GvnPage *self)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  return priv->badge;
}

void
gvn_page_set_badge (GvnPage *self, guint n)
{
  GvnPagePrivate *priv = gvn_page_get_instance_private (self);

  if (priv->badge == n)
    return;
  priv->badge = n;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BADGE]);
}

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
