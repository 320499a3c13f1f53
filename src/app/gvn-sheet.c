/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>

#include "app/gvn-markdown.h"
#include "app/gvn-sheet.h"
#include "base/gvn-error.h"

#define MARGIN 56.0
#define FOOT 24.0
#define INDENT 14.0

/* A line of text where it lies. */
typedef struct
{
  PangoLayout *layout; /* owned */
  int index;           /* of the line in its layout */
  guint page;
  double x, y; /* of its baseline */
  gboolean first;
  gboolean bullet;
} Line;

struct _GvnSheet
{
  char *markdown;
  GPtrArray *blocks; /* of GvnBlock */
  char *foot;
  GArray *lines; /* of Line */
  guint n_pages;
  double width;
  double height;
};

static void
line_clear (gpointer line)
{
  g_clear_object (&((Line *) line)->layout);
}

/**
 * gvn_sheet_new:
 * @foot: what each page ends with, before its number
 */
GvnSheet *
gvn_sheet_new (const char *markdown, const char *foot)
{
  GvnSheet *self = g_new0 (GvnSheet, 1);

  self->markdown = g_strdup (markdown);
  self->blocks = gvn_markdown_list_blocks (markdown);
  self->foot = g_strdup (foot);
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, line_clear);

  return self;
}

void
gvn_sheet_free (GvnSheet *self)
{
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->lines);
  g_free (self->markdown);
  g_free (self->foot);
  g_free (self);
}

/* Setting ------------------------------------------------------------------------------ */

static const char *
font_of (const GvnBlock *block)
{
  static const char *const headings[] = { "Sans Bold 17", "Sans Bold 12", "Sans Bold 10.5" };

  if (block->kind == GVN_BLOCK_HEADING)
    return headings[MIN (block->level, 3) - 1];

  return "Sans 10";
}

static double
space_before (const GvnBlock *block)
{
  if (block->kind == GVN_BLOCK_HEADING)
    return block->level == 1 ? 0 : 14;

  return block->kind == GVN_BLOCK_BULLET ? 3 : 7;
}

static double
indent_of (const GvnBlock *block)
{
  return block->kind == GVN_BLOCK_BULLET ? INDENT * block->level : 0;
}

static PangoLayout *
create_layout (PangoContext *context, const char *markup, const char *font, double width)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_spacing (layout, 2 * PANGO_SCALE);
  pango_layout_set_markup (layout, markup, -1);
  pango_font_description_free (description);

  return layout;
}

/* Puts the lines of a block one after the other, from @y on; a heading stays with what
 * follows it. */
static void
set_block (GvnSheet *self, PangoContext *context, const GvnBlock *block, double *y)
{
  double bottom = self->height - MARGIN - FOOT, indent = indent_of (block);
  g_autoptr (PangoLayout) layout
      = create_layout (context, block->markup, font_of (block), self->width - 2 * MARGIN - indent);
  double room = block->kind == GVN_BLOCK_HEADING ? 60 : 0;

  if (*y > MARGIN)
    *y += space_before (block);
  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    {
      Line line = { g_object_ref (layout), i, 0, MARGIN + indent, 0, i == 0, block->kind == GVN_BLOCK_BULLET };
      PangoRectangle extents;
      double height;

      pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, i), NULL, &extents);
      height = (double) extents.height / PANGO_SCALE + 2;
      if (*y + height + room > bottom && *y > MARGIN)
        {
          self->n_pages++;
          *y = MARGIN;
        }
      line.page = self->n_pages - 1;
      line.y = *y - (double) extents.y / PANGO_SCALE;
      *y += height;
      g_array_append_val (self->lines, line);
    }
}

/**
 * gvn_sheet_set_pages:
 * @width: of the paper
 *
 * Sets the document on pages of that size.
 */
void
gvn_sheet_set_pages (GvnSheet *self, PangoContext *context, double width, double height)
{
  double y = MARGIN;

  g_array_set_size (self->lines, 0);
  self->n_pages = 1;
  self->width = width;
  self->height = height;
  for (guint i = 0; i < self->blocks->len; i++)
    set_block (self, context, self->blocks->pdata[i], &y);
}

guint
gvn_sheet_get_n_pages (GvnSheet *self)
{
  return self->n_pages;
}

static void
draw_foot (GvnSheet *self, cairo_t *cr, guint page)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  /* Translators: what the document is, the number of a page and of pages */
  g_autofree char *text = g_strdup_printf (_ ("%s — page %u of %u"), self->foot, page + 1, self->n_pages);
  PangoFontDescription *description = pango_font_description_from_string ("Sans 7.5");

  pango_layout_set_font_description (layout, description);
  pango_layout_set_width (layout, (int) ((self->width - 2 * MARGIN) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_MIDDLE);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (description);
  cairo_set_source_rgb (cr, 0.35, 0.35, 0.35);
  cairo_move_to (cr, MARGIN, self->height - MARGIN);
  pango_cairo_show_layout (cr, layout);
}

/**
 * gvn_sheet_draw_page:
 * @page: from 0
 *
 * Draws a page, black on the paper's own white.
 */
void
gvn_sheet_draw_page (GvnSheet *self, cairo_t *cr, guint page)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);

      if (line->page != page)
        continue;
      cairo_set_source_rgb (cr, 0, 0, 0);
      if (line->bullet && line->first)
        {
          cairo_arc (cr, line->x - INDENT / 2, line->y - 3.3, 1.6, 0, 2 * G_PI);
          cairo_fill (cr);
        }
      cairo_move_to (cr, line->x, line->y);
      pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (line->layout, line->index));
    }
  draw_foot (self, cr, page);
}

/**
 * gvn_sheet_dup_page_text:
 *
 * Returns: (transfer full): what a page says, for who does not see it
 */
char *
gvn_sheet_dup_page_text (GvnSheet *self, guint page)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      PangoLayoutLine *set;

      if (line->page != page)
        continue;
      set = pango_layout_get_line_readonly (line->layout, line->index);
      g_string_append_len (text, pango_layout_get_text (line->layout) + pango_layout_line_get_start_index (set),
                           pango_layout_line_get_length (set));
      g_string_append_c (text, '\n');
    }

  return g_string_free_and_steal (text);
}

/* Paper ---------------------------------------------------------------------------------- */

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, GvnSheet *self)
{
  PangoContext *pango = gtk_print_context_create_pango_context (context);

  gvn_sheet_set_pages (self, pango, gtk_print_context_get_width (context), gtk_print_context_get_height (context));
  gtk_print_operation_set_n_pages (operation, (int) self->n_pages);
  g_object_unref (pango);
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, GvnSheet *self)
{
  gvn_sheet_draw_page (self, gtk_print_context_get_cairo_context (context), (guint) page);
}

/* The paper printed on has its own size: its pages are those of a sheet of its own. */
static GtkPrintOperation *
create_operation (GvnSheet *shown)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  GvnSheet *self = gvn_sheet_new (shown->markdown, shown->foot);

  g_object_set_data_full (G_OBJECT (operation), "sheet", self, (GDestroyNotify) gvn_sheet_free);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), self);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), self);

  return operation;
}

/**
 * gvn_sheet_print:
 * @name: of the job
 *
 * Asks how to print, and prints; a failure is told by the print dialog.
 */
void
gvn_sheet_print (GvnSheet *self, const char *name, GtkWindow *parent)
{
  g_autoptr (GtkPrintOperation) operation = create_operation (self);

  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

/**
 * gvn_sheet_save_pdf:
 *
 * Returns: %FALSE with %GVN_ERROR_IO when the file cannot be written
 */
gboolean
gvn_sheet_save_pdf (GvnSheet *self, const char *path, GError **error)
{
  g_autoptr (GtkPrintOperation) operation = create_operation (self);
  g_autoptr (GError) local_error = NULL;

  gtk_print_operation_set_export_filename (operation, path);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &local_error)
      == GTK_PRINT_OPERATION_RESULT_APPLY)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
               /* Translators: a file and why it cannot be written */
               _ ("%s cannot be written: %s. Choose another place"), path,
               local_error != NULL ? local_error->message : g_strerror (EIO));
  return FALSE;
}
