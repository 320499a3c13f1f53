/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "print/gvn-pages-private.h"

#define MARGIN 56.0
#define DENSE_MARGIN 30.0
#define FOOT_LINE 9.0
#define FOOT_MARGIN 30.0
#define INDENT 14.0
#define LOGO_HEIGHT 42.0
#define LOGO_WIDTH 160.0

/* What is left below a heading, at least, so that it stays with what follows it */
#define COMPANY 60.0

#define FAMILY "Liberation Sans,Arial,Sans "

static void
piece_clear (gpointer piece)
{
  g_clear_object (&((GvnPiece *) piece)->layout);
}

/* Logos -------------------------------------------------------------------------------- */

typedef struct
{
  const guchar *data;
  gsize left;
} Reading;

static cairo_status_t
read_cb (void *closure, unsigned char *data, unsigned int length)
{
  Reading *reading = closure;

  if (length > reading->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, reading->data, length);
  reading->data += length;
  reading->left -= length;

  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
load_logo (GBytes *png)
{
  Reading reading;
  cairo_surface_t *surface;

  reading.data = g_bytes_get_data (png, &reading.left);
  surface = cairo_image_surface_create_from_png_stream (read_cb, &reading);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy (surface);

  return NULL;
}

/* Whether a logo is one: a PNG. */
gboolean
gvn_pages_can_draw (GBytes *logo)
{
  cairo_surface_t *surface = load_logo (logo);
  gboolean drawn = surface != NULL;

  g_clear_pointer (&surface, cairo_surface_destroy);
  return drawn;
}

/* Life --------------------------------------------------------------------------------- */

/* The same lines everywhere: points, no screen's hinting. */
static PangoContext *
create_context (const char *language)
{
  PangoFontMap *map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_language (context, pango_language_from_string (language));
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  g_object_unref (map);

  return context;
}

static gboolean
is_dense (GvnPrint *print)
{
  for (guint i = 0; i < print->blocks->len; i++)
    {
      const GvnBlock *block = print->blocks->pdata[i];

      if (block->kind == GVN_BLOCK_TABLE && block->table->dense)
        return TRUE;
    }

  return FALSE;
}

/**
 * gvn_pages_new:
 *
 * Sets a document on A4 pages.
 */
GvnPages *
gvn_pages_new (GvnPrint *print)
{
  GvnPages *self = g_new0 (GvnPages, 1);

  self->print = gvn_print_ref (print);
  self->context = create_context (print->language);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (GvnPiece));
  self->elements = g_array_new (FALSE, FALSE, sizeof (GvnElement));
  self->margin = is_dense (print) ? DENSE_MARGIN : MARGIN;
  g_array_set_clear_func (self->pieces, piece_clear);
  for (int i = 0; i < GVN_N_LOGOS; i++)
    self->logos[i] = print->logos[i] != NULL ? load_logo (print->logos[i]) : NULL;
  gvn_pages_set_paper (self, print->landscape ? GVN_PAPER_LONG : GVN_PAPER_SHORT,
                       print->landscape ? GVN_PAPER_SHORT : GVN_PAPER_LONG);

  return self;
}

void
gvn_pages_free (GvnPages *self)
{
  g_array_unref (self->pieces);
  g_array_unref (self->elements);
  for (int i = 0; i < GVN_N_LOGOS; i++)
    g_clear_pointer (&self->logos[i], cairo_surface_destroy);
  g_object_unref (self->context);
  gvn_print_unref (self->print);
  g_free (self);
}

/**
 * gvn_pages_get_print:
 *
 * Returns: (transfer none): the document
 */
GvnPrint *
gvn_pages_get_print (GvnPages *self)
{
  return self->print;
}

double
gvn_pages_get_width (GvnPages *self)
{
  return self->width;
}

double
gvn_pages_get_height (GvnPages *self)
{
  return self->height;
}

guint
gvn_pages_get_n_pages (GvnPages *self)
{
  return self->n_pages;
}

/* Setting ------------------------------------------------------------------------------ */

/* Where what is read ends on a page. */
double
gvn_pages_get_bottom (GvnPages *self)
{
  return self->height - FOOT_MARGIN - FOOT_LINE * (g_strv_length (self->print->foot) + 1) - 6;
}

/* The height of a page that begins with what is read. */
double
gvn_pages_get_room (GvnPages *self)
{
  return gvn_pages_get_bottom (self) - self->margin;
}

int
gvn_pages_add_element (GvnPages *self, const char *tag, int parent)
{
  GvnElement element = { tag, parent };

  g_array_append_val (self->elements, element);

  return (int) self->elements->len - 1;
}

void
gvn_pages_add_fill (GvnPages *self, GvnInk ink, double x, double y, double width, double height)
{
  GvnPiece piece = { .kind = GVN_PIECE_FILL,
                     .ink = ink,
                     .page = self->n_pages - 1,
                     .element = GVN_PAGES_ARTIFACT,
                     .x = x,
                     .y = y,
                     .width = width,
                     .height = height };

  g_array_append_val (self->pieces, piece);
}

/**
 * gvn_pages_create_layout:
 * @font: the size and style: "Bold 12"
 * @width: in points
 */
PangoLayout *
gvn_pages_create_layout (GvnPages *self, const char *markup, const char *font, double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autofree char *name = g_strconcat (FAMILY, font, NULL);
  PangoFontDescription *description = pango_font_description_from_string (name);

  pango_layout_set_font_description (layout, description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_markup (layout, markup, -1);
  pango_font_description_free (description);

  return layout;
}

/* The height of a line with the space below it. */
double
gvn_pages_measure_line (PangoLayout *layout, int index)
{
  PangoRectangle extents;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, index), NULL, &extents);

  return (double) extents.height / PANGO_SCALE * 1.12;
}

/* Puts a line whose top is at @y. Returns its height. */
double
gvn_pages_add_line (GvnPages *self, PangoLayout *layout, int index, int element, GvnInk ink, double x, double y)
{
  PangoRectangle extents;
  GvnPiece piece = { .kind = GVN_PIECE_LINE,
                     .ink = ink,
                     .page = self->n_pages - 1,
                     .element = element,
                     .layout = g_object_ref (layout),
                     .index = index,
                     .x = x };

  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, index), NULL, &extents);
  piece.y = y - (double) extents.y / PANGO_SCALE;
  g_array_append_val (self->pieces, piece);

  return gvn_pages_measure_line (layout, index);
}

/* Puts the lines of a text from the current height on, over as many pages as it takes. */
static void
set_lines (GvnPages *self, PangoLayout *layout, int element, GvnInk ink, double indent, double company)
{
  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    {
      double height = gvn_pages_measure_line (layout, i);

      if (self->y + height + company > gvn_pages_get_bottom (self) && self->y > self->margin)
        gvn_pages_turn_page (self);
      self->y += gvn_pages_add_line (self, layout, i, element, ink, self->margin + indent, self->y);
    }
}

static void
set_plain (GvnPages *self, const char *text, const char *font, const char *tag, GvnInk ink)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  g_autoptr (PangoLayout) layout = gvn_pages_create_layout (self, markup, font, self->width - 2 * self->margin);

  set_lines (self, layout, gvn_pages_add_element (self, tag, -1), ink, 0, 0);
}

/* What the next pages begin with: what the document is. */
void
gvn_pages_turn_page (GvnPages *self)
{
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  g_autoptr (PangoLayout) layout = NULL;

  self->n_pages++;
  self->y = self->margin;
  text = self->print->subtitle != NULL ? g_strdup_printf ("%s — %s", self->print->title, self->print->subtitle)
                                       : g_strdup (self->print->title);
  markup = g_markup_escape_text (text, -1);
  layout = gvn_pages_create_layout (self, markup, "7.5", self->width - 2 * self->margin);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  gvn_pages_add_line (self, layout, 0, GVN_PAGES_ARTIFACT, GVN_INK_GREY, self->margin, self->margin - 22);
  gvn_pages_add_fill (self, GVN_INK_RULE, self->margin, self->margin - 9, self->width - 2 * self->margin, 0.5);
}

static void
set_logo (GvnPages *self, GvnLogoPlace place)
{
  cairo_surface_t *logo = self->logos[place];
  double width = cairo_image_surface_get_width (logo), height = cairo_image_surface_get_height (logo);
  double scale = MIN (LOGO_HEIGHT / height, LOGO_WIDTH / width);
  GvnPiece piece = { .kind = GVN_PIECE_LOGO,
                     .element = GVN_PAGES_ARTIFACT,
                     .index = (int) place,
                     .y = self->y,
                     .width = width * scale,
                     .height = height * scale };

  piece.x = place == GVN_LOGO_LEFT ? self->margin : self->width - self->margin - piece.width;
  piece.y += (LOGO_HEIGHT - piece.height) / 2;
  g_array_append_val (self->pieces, piece);
}

/* Logos, contract, title: the head of the first page. */
static void
set_head (GvnPages *self)
{
  gboolean dense = self->margin < MARGIN;
  gboolean any = FALSE;

  for (int i = 0; i < GVN_N_LOGOS; i++)
    if (self->logos[i] != NULL)
      {
        set_logo (self, (GvnLogoPlace) i);
        any = TRUE;
      }
  if (any && !dense)
    self->y += LOGO_HEIGHT + 14;
  set_plain (self, self->print->contract, "8", "P", GVN_INK_GREY);
  self->y += dense ? 1 : 6;
  set_plain (self, self->print->title, dense ? "Bold 13" : "Bold 18", "H1", GVN_INK_HOUSE);
  if (self->print->subtitle != NULL)
    {
      self->y += dense ? 0 : 3;
      set_plain (self, self->print->subtitle, dense ? "8.5" : "11", "P", GVN_INK_GREY);
    }
  self->y += dense ? 3 : 8;
  gvn_pages_add_fill (self, GVN_INK_HOUSE, self->margin, self->y, self->width - 2 * self->margin, 1.2);
  self->y += dense ? 5 : 12;
}

/* Lists nest: the lists that are open, outermost first, and the last item of each. */
typedef struct
{
  int lists[8];
  int items[8];
  int depth;
} Lists;

static void
set_bullet (GvnPages *self, const GvnBlock *block, Lists *lists)
{
  int level = CLAMP (block->level, 1, (int) G_N_ELEMENTS (lists->lists));
  double indent = INDENT * level;
  g_autoptr (PangoLayout) layout
      = gvn_pages_create_layout (self, block->markup, "10", self->width - 2 * self->margin - indent);
  GvnPiece dot = { .kind = GVN_PIECE_DOT, .element = GVN_PAGES_ARTIFACT };
  guint first;

  lists->depth = MIN (lists->depth, level);
  for (; lists->depth < level; lists->depth++)
    {
      int parent = lists->depth > 0 ? lists->items[lists->depth - 1] : -1;

      lists->lists[lists->depth] = gvn_pages_add_element (self, "L", parent);
      if (lists->depth < level - 1) /* a list begins within an item that says nothing itself */
        lists->items[lists->depth] = gvn_pages_add_element (self, "LI", lists->lists[lists->depth]);
    }
  lists->items[level - 1] = gvn_pages_add_element (self, "LI", lists->lists[level - 1]);

  self->y += 3;
  first = self->pieces->len;
  set_lines (self, layout, gvn_pages_add_element (self, "LBody", lists->items[level - 1]), GVN_INK_BLACK, indent, 0);
  for (guint i = first; i < self->pieces->len; i++)
    {
      const GvnPiece *line = &g_array_index (self->pieces, GvnPiece, i);

      if (line->kind != GVN_PIECE_LINE || line->element == GVN_PAGES_ARTIFACT)
        continue;
      dot.page = line->page;
      dot.x = line->x - INDENT / 2;
      dot.y = line->y - 3.3;
      g_array_append_val (self->pieces, dot);
      break;
    }
}

static void
set_heading (GvnPages *self, const GvnBlock *block)
{
  static const char *const tags[] = { "H2", "H3", "H4" };
  static const char *const fonts[] = { "Bold 12", "Bold 10.5", "Bold Italic 10" };
  gboolean dense = self->margin < MARGIN;
  int level = CLAMP (block->level, 1, 3) - 1;
  g_autoptr (PangoLayout) layout
      = gvn_pages_create_layout (self, block->markup, dense ? "Bold 10" : fonts[level], self->width - 2 * self->margin);

  if (self->y > self->margin)
    self->y += dense ? 2 : level == 0 ? 14 : 10;
  set_lines (self, layout, gvn_pages_add_element (self, tags[level], -1), GVN_INK_HOUSE, 0, COMPANY);
}

static void
set_paragraph (GvnPages *self, const GvnBlock *block)
{
  g_autoptr (PangoLayout) layout = gvn_pages_create_layout (self, block->markup, "10", self->width - 2 * self->margin);

  self->y += 6;
  set_lines (self, layout, gvn_pages_add_element (self, "P", -1), GVN_INK_BLACK, 0, 0);
}

static void
set_note (GvnPages *self, const GvnBlock *block)
{
  gboolean dense = self->margin < MARGIN;
  g_autoptr (PangoLayout) layout
      = gvn_pages_create_layout (self, block->markup, dense ? "6.5" : "8", self->width - 2 * self->margin);

  self->y += dense ? 0 : 6;
  set_lines (self, layout, gvn_pages_add_element (self, "P", -1), GVN_INK_GREY, 0, 0);
  self->y += dense ? 2 : 0;
}

static void
set_block (GvnPages *self, const GvnBlock *block, Lists *lists)
{
  if (block->kind != GVN_BLOCK_BULLET)
    lists->depth = 0;
  switch (block->kind)
    {
    case GVN_BLOCK_NOTE:
      set_note (self, block);
      break;
    case GVN_BLOCK_HEADING:
      set_heading (self, block);
      break;
    case GVN_BLOCK_PARAGRAPH:
      set_paragraph (self, block);
      break;
    case GVN_BLOCK_BULLET:
      set_bullet (self, block, lists);
      break;
    case GVN_BLOCK_TABLE:
      gvn_pages_set_table (self, block->table);
      break;
    }
}

/* What every page ends with, once their number is known. */
static void
set_feet (GvnPages *self)
{
  guint n_lines = g_strv_length (self->print->foot), n_pages = self->n_pages;
  double width = self->width - 2 * self->margin;

  for (guint page = 0; page < n_pages; page++)
    {
      /* Translators: the number of a page and of pages */
      g_autofree char *number = g_strdup_printf (_ ("Page %u of %u"), page + 1, n_pages);
      g_autoptr (PangoLayout) right = gvn_pages_create_layout (self, number, "7", width);
      double y = self->height - FOOT_MARGIN - FOOT_LINE * MAX (n_lines, 1);

      self->n_pages = page + 1;
      gvn_pages_add_fill (self, GVN_INK_RULE, self->margin, y - 4, width, 0.5);
      pango_layout_set_alignment (right, PANGO_ALIGN_RIGHT);
      {
        PangoRectangle extents;

        pango_layout_get_extents (right, NULL, &extents);
        gvn_pages_add_line (self, right, 0, GVN_PAGES_ARTIFACT, GVN_INK_GREY,
                            self->margin + (double) extents.x / PANGO_SCALE, y);
      }
      for (guint i = 0; i < n_lines; i++, y += FOOT_LINE)
        {
          g_autofree char *markup = g_markup_escape_text (self->print->foot[i], -1);
          g_autoptr (PangoLayout) line = gvn_pages_create_layout (self, markup, i == 0 ? "7" : "6", width - 70);

          pango_layout_set_ellipsize (line, PANGO_ELLIPSIZE_MIDDLE);
          gvn_pages_add_line (self, line, 0, GVN_PAGES_ARTIFACT, GVN_INK_GREY, self->margin, y);
        }
    }
  self->n_pages = n_pages;
}

/**
 * gvn_pages_set_paper:
 * @width: of the paper
 *
 * Sets the document on pages of that size.
 */
void
gvn_pages_set_paper (GvnPages *self, double width, double height)
{
  Lists lists = { .depth = 0 };

  g_array_set_size (self->pieces, 0);
  g_array_set_size (self->elements, 0);
  self->n_pages = 1;
  self->width = width;
  self->height = height;
  self->y = self->margin;
  set_head (self);
  for (guint i = 0; i < self->print->blocks->len; i++)
    set_block (self, self->print->blocks->pdata[i], &lists);
  set_feet (self);
}

/**
 * gvn_pages_dup_page_text:
 *
 * Returns: (transfer full): what a page says, for who does not see it
 */
char *
gvn_pages_dup_page_text (GvnPages *self, guint page)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const GvnPiece *piece = &g_array_index (self->pieces, GvnPiece, i);
      PangoLayoutLine *line;

      if (piece->page != page || piece->kind != GVN_PIECE_LINE || piece->element == GVN_PAGES_ARTIFACT)
        continue;
      line = pango_layout_get_line_readonly (piece->layout, piece->index);
      g_string_append_len (text, pango_layout_get_text (piece->layout) + pango_layout_line_get_start_index (line),
                           pango_layout_line_get_length (line));
      g_string_append_c (text, '\n');
    }

  return g_string_free_and_steal (text);
}
