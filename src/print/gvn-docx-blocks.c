/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body of a document in WordprocessingML. */
#include "config.h"

#include <pango/pango.h>
#include <string.h>

#include "print/gvn-docx-private.h"

#define TEXT_WIDTH 9638 /* of the shipped template's A4, in twentieths of a point */
#define DENSE_SIZE "12" /* half points: a year on two pages */

static const char *const fills[] = {
  [GVN_SHADE_NONE] = NULL,
  [GVN_SHADE_REST] = "EDEDED",
  [GVN_SHADE_VOID] = "D0CECE",
  [GVN_SHADE_LABEL] = "DEEAF6",
};

static xmlNodePtr
add (const GvnDocx *self, xmlNodePtr parent, const char *name)
{
  return xmlNewChild (parent, self->w, BAD_CAST name, NULL);
}

static void
set (const GvnDocx *self, xmlNodePtr node, const char *name, const char *value)
{
  xmlNewNsProp (node, self->w, BAD_CAST name, BAD_CAST value);
}

static void
add_value (const GvnDocx *self, xmlNodePtr parent, const char *name, const char *value)
{
  set (self, add (self, parent, name), "val", value);
}

/* Text --------------------------------------------------------------------------------- */

/* @text in a run, its lines apart. */
void
gvn_docx_add_lines (const GvnDocx *self, xmlNodePtr run, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      xmlNodePtr node;

      if (i > 0)
        add (self, run, "br");
      node = xmlNewTextChild (run, self->w, BAD_CAST "t", BAD_CAST lines[i]);
      xmlNodeSetSpacePreserve (node, 1);
    }
}

static gboolean
has_value (PangoAttrIterator *iterator, PangoAttrType type, int least)
{
  PangoAttribute *attribute = pango_attr_iterator_get (iterator, type);

  return attribute != NULL && ((PangoAttrInt *) attribute)->value >= least;
}

/* What @markup says, in runs of one look each; no more than what a document uses. */
static void
add_runs (const GvnDocx *self, xmlNodePtr paragraph, const char *markup, gboolean bold, const char *size)
{
  g_autoptr (PangoAttrList) attributes = NULL;
  PangoAttrIterator *iterator;
  g_autofree char *text = NULL;

  if (!pango_parse_markup (markup, -1, 0, &attributes, &text, NULL, NULL))
    return;
  iterator = pango_attr_list_get_iterator (attributes);
  do
    {
      int start, end;
      g_autofree char *part = NULL;
      xmlNodePtr run, look;

      pango_attr_iterator_range (iterator, &start, &end);
      end = MIN (end, (int) strlen (text));
      if (start >= end)
        continue;
      part = g_strndup (text + start, (gsize) (end - start));
      run = add (self, paragraph, "r");
      look = add (self, run, "rPr");
      if (bold || has_value (iterator, PANGO_ATTR_WEIGHT, PANGO_WEIGHT_SEMIBOLD))
        add (self, look, "b");
      if (has_value (iterator, PANGO_ATTR_STYLE, PANGO_STYLE_OBLIQUE))
        add (self, look, "i");
      if (size != NULL)
        add_value (self, look, "sz", size);
      gvn_docx_add_lines (self, run, part);
    }
  while (pango_attr_iterator_next (iterator));
  pango_attr_iterator_destroy (iterator);
}

/* Blocks ------------------------------------------------------------------------------- */

static xmlNodePtr
new_paragraph (const GvnDocx *self, const GvnBlock *block)
{
  xmlNodePtr paragraph = xmlNewNode (self->w, BAD_CAST "p");
  const char *style = NULL;

  if (block->kind == GVN_BLOCK_HEADING)
    style = self->styles[GVN_DOCX_HEADING_1 + CLAMP (block->level, 1, GVN_DOCX_N_HEADINGS) - 1];
  else if (block->kind == GVN_BLOCK_BULLET)
    style = self->styles[GVN_DOCX_BULLET];
  else if (block->kind == GVN_BLOCK_NOTE)
    style = self->styles[GVN_DOCX_NOTE];
  if (style != NULL)
    {
      xmlNodePtr properties = add (self, paragraph, "pPr");

      add_value (self, properties, "pStyle", style);
      if (block->kind == GVN_BLOCK_BULLET && block->level > 1)
        {
          g_autofree char *level = g_strdup_printf ("%d", MIN (block->level, GVN_DOCX_N_HEADINGS) - 1);

          add_value (self, add (self, properties, "numPr"), "ilvl", level);
        }
    }
  add_runs (self, paragraph, block->markup, FALSE, NULL);

  return paragraph;
}

static void
add_cell (const GvnDocx *self, xmlNodePtr row, const char *markup, const char *width, const char *fill, gboolean bold,
          const char *size)
{
  xmlNodePtr cell = add (self, row, "tc"), properties = add (self, cell, "tcPr"), measure;

  measure = add (self, properties, "tcW");
  set (self, measure, "w", width);
  set (self, measure, "type", "dxa");
  if (fill != NULL)
    {
      xmlNodePtr shade = add (self, properties, "shd");

      set (self, shade, "val", "clear");
      set (self, shade, "color", "auto");
      set (self, shade, "fill", fill);
    }
  add_runs (self, add (self, cell, "p"), markup, bold, size);
}

/* The width of each column in twentieths of a point. */
static GStrv
list_widths (const GvnDocx *self, const GvnTable *table)
{
  g_autoptr (GStrvBuilder) widths = g_strv_builder_new ();
  double room = self->print->landscape ? TEXT_WIDTH * 1.5 : TEXT_WIDTH, total = 0;

  for (guint i = 0; i < table->n_columns; i++)
    total += table->widths[i];
  for (guint i = 0; i < table->n_columns; i++)
    g_strv_builder_take (widths, g_strdup_printf ("%d", (int) (room * table->widths[i] / total)));

  return g_strv_builder_end (widths);
}

static xmlNodePtr
new_table (const GvnDocx *self, const GvnTable *table)
{
  xmlNodePtr node = xmlNewNode (self->w, BAD_CAST "tbl"), properties = add (self, node, "tblPr"), grid, look, head;
  g_auto (GStrv) widths = list_widths (self, table);
  const char *size = table->dense ? DENSE_SIZE : NULL;

  add_value (self, properties, "tblStyle", self->styles[GVN_DOCX_TABLE]);
  look = add (self, properties, "tblW");
  set (self, look, "w", "5000");
  set (self, look, "type", "pct");
  look = add (self, properties, "tblLook");
  set (self, look, "firstRow", "1");
  grid = add (self, node, "tblGrid");
  for (guint i = 0; i < table->n_columns; i++)
    set (self, add (self, grid, "gridCol"), "w", widths[i]);

  head = add (self, node, "tr");
  add (self, add (self, head, "trPr"), "tblHeader"); /* repeated on each page */
  for (guint i = 0; i < table->n_columns; i++)
    {
      g_autofree char *markup = g_markup_escape_text (table->headings[i], -1);

      add_cell (self, head, markup, widths[i], fills[GVN_SHADE_LABEL], TRUE, size);
    }
  for (guint row = 0; row < gvn_table_get_n_rows (table); row++)
    {
      xmlNodePtr line = add (self, node, "tr");

      add (self, add (self, line, "trPr"), "cantSplit");
      for (guint i = 0; i < table->n_columns; i++)
        {
          const GvnCell *cell = gvn_table_get_cell (table, row, i);

          add_cell (self, line, cell->markup, widths[i], fills[cell->shade], FALSE, size);
        }
    }

  return node;
}

/* The body in the place of @mark. Between two tables Word wants a paragraph. */
void
gvn_docx_put_blocks (const GvnDocx *self, xmlNodePtr mark)
{
  for (guint i = 0; i < self->print->blocks->len; i++)
    {
      const GvnBlock *block = self->print->blocks->pdata[i];

      if (block->kind != GVN_BLOCK_TABLE)
        {
          xmlAddPrevSibling (mark, new_paragraph (self, block));
          continue;
        }
      xmlAddPrevSibling (mark, new_table (self, block->table));
      xmlAddPrevSibling (mark, xmlNewNode (self->w, BAD_CAST "p"));
    }
  xmlUnlinkNode (mark);
  xmlFreeNode (mark);
}
