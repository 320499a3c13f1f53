/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <cairo-pdf.h>
#include <glib/gi18n.h>

#include "app/gvn-picture.h"
#include "base/gvn-error.h"

/* Pixels around what is shown, and between it and its title */
#define MARGIN 24
#define GAP 12

/* A picture is as sharp as on a screen of twice the density. */
#define SCALE 2

#define PAGE_MARGIN_MM 12

struct _GvnPicture
{
  GskRenderNode *node;
  GskRenderer *renderer;
  char *title;
  float width, height;
};

void
gvn_picture_free (GvnPicture *self)
{
  gsk_render_node_unref (self->node);
  g_object_unref (self->renderer);
  g_free (self->title);
  g_free (self);
}

/* Taking ----------------------------------------------------------------------------- */

static GskRenderNode *
snapshot_widget (GtkWidget *widget, int *width, int *height)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  *width = gdk_paintable_get_intrinsic_width (paintable);
  *height = gdk_paintable_get_intrinsic_height (paintable);
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), *width, *height);

  return gtk_snapshot_to_node (snapshot);
}

/* Returns: the height of the text */
static int
append_line (GtkSnapshot *snapshot, GtkWidget *widget, const char *text, PangoWeight weight, int width)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GdkRGBA color;
  int height;

  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_widget_get_color (widget, &color);
  gtk_snapshot_append_layout (snapshot, layout, &color);

  return height;
}

static void
move_down (GtkSnapshot *snapshot, int distance, float *y)
{
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float) distance));
  *y += (float) distance;
}

/* Title, subtitle and content, one above the other on white. */
static GvnPicture *
compose (GtkWidget *widget, const char *title, const char *subtitle)
{
  static const GdkRGBA paper = { 1, 1, 1, 1 };
  g_autoptr (GtkSnapshot) body = gtk_snapshot_new ();
  g_autoptr (GtkSnapshot) whole = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) content = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  GvnPicture *self;
  int width, height;

  content = snapshot_widget (widget, &width, &height);
  if (content == NULL)
    return NULL;
  self = g_new0 (GvnPicture, 1);
  self->title = g_strdup (title);
  self->renderer = g_object_ref (gtk_native_get_renderer (gtk_widget_get_native (widget)));
  self->width = (float) (width + 2 * MARGIN);

  gtk_snapshot_translate (body, &GRAPHENE_POINT_INIT (MARGIN, 0));
  move_down (body, MARGIN, &self->height);
  move_down (body, append_line (body, widget, title, PANGO_WEIGHT_BOLD, width), &self->height);
  move_down (body, append_line (body, widget, subtitle, PANGO_WEIGHT_NORMAL, width), &self->height);
  move_down (body, GAP, &self->height);
  gtk_snapshot_append_node (body, content);
  self->height += (float) (height + MARGIN);

  node = gtk_snapshot_to_node (body);
  gtk_snapshot_append_color (whole, &paper, &GRAPHENE_RECT_INIT (0, 0, self->width, self->height));
  gtk_snapshot_append_node (whole, node);
  self->node = gtk_snapshot_to_node (whole);

  return self;
}

/* The colours of paper: those of the screen may be light on dark. */
typedef struct
{
  char *title;
  char *subtitle;
  GvnPictureTaken taken; /* NULL once called */
  gpointer data;
  AdwColorScheme scheme; /* to be put back */
  guint n_frames;        /* to wait for */
} Taking;

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), taking->scheme);
  if (taking->taken != NULL) /* the widget went away first */
    taking->taken (NULL, taking->data);
  g_free (taking->title);
  g_free (taking->subtitle);
  g_free (taking);
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Taking *taking = data;
  GvnPictureTaken taken = taking->taken;

  if (taking->n_frames-- > 0)
    return G_SOURCE_CONTINUE;
  taking->taken = NULL;
  taken (compose (widget, taking->title, taking->subtitle), taking->data);

  return G_SOURCE_REMOVE;
}

/**
 * gvn_picture_take:
 * @widget: on screen
 * @title: what it is
 * @subtitle: of which contract and day
 * @taken: called once, at once where the colours are those of paper, else after a few frames
 *
 * Takes a picture of what @widget shows, dark on white.
 */
void
gvn_picture_take (GtkWidget *widget, const char *title, const char *subtitle, GvnPictureTaken taken, gpointer data)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  Taking *taking;

  if (!adw_style_manager_get_dark (style) || !gtk_widget_get_mapped (widget))
    {
      taken (gtk_widget_get_mapped (widget) ? compose (widget, title, subtitle) : NULL, data);
      return;
    }
  taking = g_new0 (Taking, 1);
  taking->title = g_strdup (title);
  taking->subtitle = g_strdup (subtitle);
  taking->taken = taken;
  taking->data = data;
  taking->scheme = adw_style_manager_get_color_scheme (style);
  taking->n_frames = 2; /* one to be styled, one to be drawn */
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_widget_add_tick_callback (widget, frame_cb, taking, taking_free);
  gtk_widget_queue_draw (widget);
}

/* Writing ---------------------------------------------------------------------------- */

/**
 * gvn_picture_create_page:
 *
 * Returns: (transfer full): the usual paper, lying where the picture is wider than high
 */
GtkPageSetup *
gvn_picture_create_page (GvnPicture *self)
{
  GtkPageSetup *page = gtk_page_setup_new ();

  gtk_page_setup_set_top_margin (page, PAGE_MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (page, PAGE_MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (page, PAGE_MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (page, PAGE_MARGIN_MM, GTK_UNIT_MM);
  if (self->width > self->height)
    gtk_page_setup_set_orientation (page, GTK_PAGE_ORIENTATION_LANDSCAPE);

  return page;
}

static cairo_status_t
append_cb (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/**
 * gvn_picture_to_pdf:
 *
 * Returns: (transfer full): one page of a document, where texts stay texts; the picture
 *   fills the width or the height left by the margins, but is never larger than on screen
 */
GBytes *
gvn_picture_to_pdf (GvnPicture *self, GtkPageSetup *page)
{
  double width = gtk_page_setup_get_page_width (page, GTK_UNIT_POINTS);
  double height = gtk_page_setup_get_page_height (page, GTK_UNIT_POINTS);
  double scale = MIN (MIN (width / self->width, height / self->height), 1);
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface
      = cairo_pdf_surface_create_for_stream (append_cb, bytes, gtk_page_setup_get_paper_width (page, GTK_UNIT_POINTS),
                                             gtk_page_setup_get_paper_height (page, GTK_UNIT_POINTS));
  cairo_t *cairo = cairo_create (surface);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_translate (cairo, gtk_page_setup_get_left_margin (page, GTK_UNIT_POINTS),
                   gtk_page_setup_get_top_margin (page, GTK_UNIT_POINTS));
  cairo_scale (cairo, scale, scale);
  gsk_render_node_draw (self->node, cairo);
  cairo_destroy (cairo);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (bytes);
}

/**
 * gvn_picture_to_png:
 *
 * Returns: (transfer full): an image of twice the density of the screen
 */
GBytes *
gvn_picture_to_png (GvnPicture *self)
{
  g_autoptr (GskTransform) transform = gsk_transform_scale (NULL, SCALE, SCALE);
  g_autoptr (GskRenderNode) node = gsk_transform_node_new (self->node, transform);
  g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (self->renderer, node, NULL);

  return gdk_texture_save_to_png_bytes (texture);
}

/**
 * gvn_picture_write:
 * @file: its name ends in .png or .pdf
 *
 * Writes the picture, or a page with it, whole or not at all.
 */
gboolean
gvn_picture_write (GvnPicture *self, GFile *file, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *folded = g_ascii_strdown (name, -1);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local_error = NULL;

  if (g_str_has_suffix (folded, ".png"))
    bytes = gvn_picture_to_png (self);
  else if (g_str_has_suffix (folded, ".pdf"))
    {
      g_autoptr (GtkPageSetup) page = gvn_picture_create_page (self);

      bytes = gvn_picture_to_pdf (self, page);
    }
  else
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: the path of a file */
                   _ ("“%s” says neither picture nor document: end its name in .png or .pdf"), name);
      return FALSE;
    }

  if (g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, FALSE,
                               G_FILE_CREATE_NONE, NULL, NULL, &local_error))
    return TRUE;
  g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
               /* Translators: the path of a file, the system's reason */
               _ ("“%s” cannot be written (%s): choose another place"), name, local_error->message);

  return FALSE;
}
