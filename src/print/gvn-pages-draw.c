/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "print/gvn-pages-private.h"

/* Pages as they look, and the structure a PDF has of them. */

static void
set_ink (cairo_t *cr, GvnInk ink)
{
  static const double inks[][3] = {
    [GVN_INK_BLACK] = { 0.09, 0.09, 0.09 },  [GVN_INK_GREY] = { 0.33, 0.33, 0.36 },
    [GVN_INK_HOUSE] = { 0.08, 0.20, 0.40 },  [GVN_INK_RULE] = { 0.75, 0.77, 0.80 },
    [GVN_INK_HEAD] = { 0.90, 0.93, 0.97 },   [GVN_INK_LABEL] = { 0.96, 0.97, 0.98 },
    [GVN_INK_REST] = { 0.925, 0.925, 0.93 }, [GVN_INK_VOID] = { 0.80, 0.80, 0.82 },
  };

  cairo_set_source_rgb (cr, inks[ink][0], inks[ink][1], inks[ink][2]);
}

static void
draw_logo (GvnPages *self, cairo_t *cr, const GvnPiece *piece)
{
  cairo_surface_t *logo = self->logos[piece->index];

  cairo_save (cr);
  cairo_translate (cr, piece->x, piece->y);
  cairo_scale (cr, piece->width / cairo_image_surface_get_width (logo),
               piece->height / cairo_image_surface_get_height (logo));
  cairo_set_source_surface (cr, logo, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
draw_piece (GvnPages *self, cairo_t *cr, const GvnPiece *piece)
{
  set_ink (cr, piece->ink);
  switch (piece->kind)
    {
    case GVN_PIECE_LINE:
      cairo_move_to (cr, piece->x, piece->y);
      pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (piece->layout, piece->index));
      break;
    case GVN_PIECE_FILL:
      cairo_rectangle (cr, piece->x, piece->y, piece->width, piece->height);
      cairo_fill (cr);
      break;
    case GVN_PIECE_DOT:
      cairo_new_path (cr);
      cairo_arc (cr, piece->x, piece->y, 1.6, 0, 2 * G_PI);
      cairo_fill (cr);
      break;
    case GVN_PIECE_LOGO:
      draw_logo (self, cr, piece);
      break;
    }
}

/**
 * gvn_pages_draw_page:
 * @page: from 0
 *
 * Draws a page on the paper's own white.
 */
void
gvn_pages_draw_page (GvnPages *self, cairo_t *cr, guint page)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const GvnPiece *piece = &g_array_index (self->pieces, GvnPiece, i);

      if (piece->page == page)
        draw_piece (self, cr, piece);
    }
}

/* Structure -------------------------------------------------------------------------------- */

/* Content is told where it is drawn and named, since an element may go over several pages;
 * the tree that refers to it comes last. A content's name is that of its first piece. */

static const GvnPiece *
get_piece (GvnPages *self, guint index)
{
  return &g_array_index (self->pieces, GvnPiece, index);
}

/* Whether a piece goes on with the content of the one before. */
static gboolean
goes_on (GvnPages *self, guint index)
{
  const GvnPiece *piece = get_piece (self, index);
  const GvnPiece *before = index > 0 ? get_piece (self, index - 1) : NULL;

  return before != NULL && before->element == piece->element && before->page == piece->page;
}

static void
begin_content (GvnPages *self, cairo_t *cr, guint index)
{
  int element = get_piece (self, index)->element;
  g_autofree char *attributes = NULL;

  if (element == GVN_PAGES_ARTIFACT)
    {
      cairo_tag_begin (cr, "Artifact", NULL);
      return;
    }
  attributes
      = g_strdup_printf ("tag_name='%s' id='c%u'", g_array_index (self->elements, GvnElement, element).tag, index);
  cairo_tag_begin (cr, CAIRO_TAG_CONTENT, attributes);
}

static void
end_content (GvnPages *self, cairo_t *cr, guint index)
{
  cairo_tag_end (cr, get_piece (self, index)->element == GVN_PAGES_ARTIFACT ? "Artifact" : CAIRO_TAG_CONTENT);
}

/**
 * gvn_pages_draw_tagged:
 *
 * Draws a page of a PDF, each content named for gvn_pages_draw_structure().
 */
void
gvn_pages_draw_tagged (GvnPages *self, cairo_t *cr, guint page)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      if (get_piece (self, i)->page != page)
        continue;
      if (!goes_on (self, i))
        begin_content (self, cr, i);
      draw_piece (self, cr, get_piece (self, i));
      if (i + 1 == self->pieces->len || !goes_on (self, i + 1))
        end_content (self, cr, i);
    }
}

static void
draw_element (GvnPages *self, cairo_t *cr, GPtrArray *children, GPtrArray *contents, int element)
{
  GArray *own = contents->pdata[element], *inner = children->pdata[element];
  const char *tag = g_array_index (self->elements, GvnElement, element).tag;

  cairo_tag_begin (cr, tag, NULL);
  for (guint i = 0; i < own->len; i++)
    {
      g_autofree char *reference = g_strdup_printf ("ref='c%u'", g_array_index (own, guint, i));

      cairo_tag_begin (cr, CAIRO_TAG_CONTENT_REF, reference);
      cairo_tag_end (cr, CAIRO_TAG_CONTENT_REF);
    }
  for (guint i = 0; i < inner->len; i++)
    draw_element (self, cr, children, contents, g_array_index (inner, int, i));
  cairo_tag_end (cr, tag);
}

static GPtrArray *
create_lists (GvnPages *self, gsize size)
{
  GPtrArray *lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->elements->len; i++)
    g_ptr_array_add (lists, g_array_new (FALSE, FALSE, (guint) size));

  return lists;
}

/**
 * gvn_pages_draw_structure:
 *
 * Tells the structure of the document, once all of its pages are drawn.
 */
void
gvn_pages_draw_structure (GvnPages *self, cairo_t *cr)
{
  g_autoptr (GPtrArray) children = create_lists (self, sizeof (int));
  g_autoptr (GPtrArray) contents = create_lists (self, sizeof (guint));

  for (guint i = 0; i < self->pieces->len; i++)
    if (get_piece (self, i)->element != GVN_PAGES_ARTIFACT && !goes_on (self, i))
      g_array_append_val ((GArray *) contents->pdata[get_piece (self, i)->element], i);
  for (int i = 0; i < (int) self->elements->len; i++)
    {
      int parent = g_array_index (self->elements, GvnElement, i).parent;

      if (parent >= 0)
        g_array_append_val ((GArray *) children->pdata[parent], i);
    }

  cairo_tag_begin (cr, "Document", NULL);
  for (int i = 0; i < (int) self->elements->len; i++)
    if (g_array_index (self->elements, GvnElement, i).parent < 0)
      draw_element (self, cr, children, contents, i);
  cairo_tag_end (cr, "Document");
}
