/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/gvn-screenshots-private.h"
#include "app/gvn-sitting-window.h"

#define N_RETRIES 40

typedef struct
{
  GvnWindow *window; /* owned */
  char *folder;
  guint part; /* which steps, then which of them */
  guint step;
  guint n_retries;
  gboolean shown; /* the step's page is on screen, to be taken */
} Walk;

static const GvnScreenshotStep *const parts[] = { gvn_screenshot_pages, gvn_screenshot_dialogs, gvn_screenshot_orders };

/* NULL once all were taken. */
static const GvnScreenshotStep *
get_step (Walk *walk)
{
  if (walk->part < G_N_ELEMENTS (parts) && parts[walk->part][walk->step].name == NULL)
    {
      walk->part++;
      walk->step = 0;
    }

  return walk->part < G_N_ELEMENTS (parts) ? &parts[walk->part][walk->step] : NULL;
}

/* The window of its own a step opened, else that of the contract. */
static GtkWindow *
find_window (GvnWindow *window)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *item = all; item != NULL; item = item->next)
    if (GVN_IS_SITTING_WINDOW (item->data))
      return item->data;

  return GTK_WINDOW (window);
}

/* FALSE while the window has still to lay out. */
static gboolean
save (GtkWindow *window, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  int width = gdk_paintable_get_intrinsic_width (paintable), height = gdk_paintable_get_intrinsic_height (paintable);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return FALSE;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);

  return gdk_texture_save_to_png (texture, path);
}

static gboolean step_cb (gpointer data);

/* From now, however long it took to come here. */
static void
wait_for_step (Walk *walk)
{
  g_timeout_add (GVN_SCREENSHOT_SETTLE_MS, step_cb, walk);
}

static gboolean
step_cb (gpointer data)
{
  Walk *walk = data;
  const GvnScreenshotStep *step = get_step (walk);
  AdwDialog *dialog;

  if (walk->shown)
    {
      GtkWindow *window = find_window (walk->window);
      g_autofree char *path = g_strdup_printf ("%s/%s.png", walk->folder, step->name);

      if (!save (window, path) && walk->n_retries++ < N_RETRIES)
        {
          wait_for_step (walk);
          return G_SOURCE_REMOVE;
        }
      walk->n_retries = 0;
      dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (walk->window));
      if (dialog != NULL)
        adw_dialog_force_close (dialog);
      if (window != GTK_WINDOW (walk->window))
        gtk_window_destroy (window);
      walk->step++;
      step = get_step (walk);
    }

  walk->shown = step != NULL;
  if (walk->shown)
    {
      step->show (walk->window);
      wait_for_step (walk);
      return G_SOURCE_REMOVE;
    }

  gtk_window_close (GTK_WINDOW (walk->window));
  g_object_unref (walk->window);
  g_free (walk->folder);
  g_free (walk);

  return G_SOURCE_REMOVE;
}

void
gvn_screenshots_take (GvnWindow *window, const char *folder)
{
  Walk *walk = g_new0 (Walk, 1);

  /* a dialog half open is no picture, and how far it got depends on the machine */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_mkdir_with_parents (folder, 0755);
  walk->window = g_object_ref (window);
  walk->folder = g_strdup (folder);
  wait_for_step (walk);
}
