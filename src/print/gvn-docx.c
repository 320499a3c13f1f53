/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as a file that Word edits: a template's own parts, its words put where the
 * template asks for them, in the template's own styles. libxml2 stays in it. */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <pango/pango.h>
#include <stdlib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "print/gvn-docx.h"
#include "print/gvn-package.h"

#define W_NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define TEMPLATE "/eu/lesagencesdeleau/Gouvernail/print/template.docx"
#define DOCUMENT "word/document.xml"
#define STYLES "word/styles.xml"

#define N_HEADINGS 3
#define TEXT_WIDTH 9638 /* of the shipped template's A4, in twentieths of a point */
#define DENSE_SIZE "12" /* half points: a year on two pages */

typedef enum
{
  STYLE_HEADING_1,
  STYLE_HEADING_2,
  STYLE_HEADING_3,
  STYLE_BULLET,
  STYLE_NOTE,
  STYLE_TABLE,
  N_STYLES
} Style;

/* What Word calls its own styles, whatever language it speaks. */
static const char *const style_names[N_STYLES]
    = { "heading 1", "heading 2", "heading 3", "List Bullet", "caption", "Table Grid" };

static const char *const fills[] = {
  [GVN_SHADE_NONE] = NULL,
  [GVN_SHADE_REST] = "EDEDED",
  [GVN_SHADE_VOID] = "D0CECE",
  [GVN_SHADE_LABEL] = "DEEAF6",
};

typedef struct
{
  const char *name; /* of the template */
  GvnPrint *print;
  GPtrArray *parts;
  char *styles[N_STYLES]; /* their ids in the template */
  xmlNsPtr w;             /* of the part being filled */
} Filling;

static void
filling_clear (Filling *self)
{
  for (guint i = 0; i < N_STYLES; i++)
    g_free (self->styles[i]);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filling, filling_clear)

/* XML ---------------------------------------------------------------------------------- */

static gboolean
is_w (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && xmlStrEqual (node->name, BAD_CAST name) && node->ns != NULL
         && xmlStrEqual (node->ns->href, BAD_CAST W_NAMESPACE);
}

static xmlNodePtr
add (const Filling *self, xmlNodePtr parent, const char *name)
{
  return xmlNewChild (parent, self->w, BAD_CAST name, NULL);
}

static void
set (const Filling *self, xmlNodePtr node, const char *name, const char *value)
{
  xmlNewNsProp (node, self->w, BAD_CAST name, BAD_CAST value);
}

static void
add_value (const Filling *self, xmlNodePtr parent, const char *name, const char *value)
{
  set (self, add (self, parent, name), "val", value);
}

/* Nothing outside the part is read, and no entity is one of ours. */
static xmlDocPtr
parse_part (const Filling *self, const char *part_name, GError **error)
{
  const GvnPart *part = gvn_package_find (self->parts, part_name);
  gsize size = 0;
  const char *data = part != NULL ? g_bytes_get_data (part->content, &size) : NULL;
  xmlDocPtr document = data != NULL ? xmlReadMemory (data, (int) size, part_name, NULL,
                                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)
                                    : NULL;

  if (document != NULL && document->intSubset == NULL && xmlDocGetRootElement (document) != NULL)
    return document;

  if (document != NULL)
    xmlFreeDoc (document);
  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: the name of a file, then of one of its parts */
               _ ("“%s” cannot be a template: its part “%s” cannot be read; save it again with a word processor"),
               self->name, part_name);
  return NULL;
}

static void
keep_part (const Filling *self, const char *part_name, xmlDocPtr document)
{
  GvnPart *part = gvn_package_find (self->parts, part_name);
  xmlChar *text;
  int size;

  xmlDocDumpMemoryEnc (document, &text, &size, "UTF-8");
  g_bytes_unref (part->content);
  part->content = g_bytes_new (text, (gsize) size);
  xmlFree (text);
}

/* Styles ------------------------------------------------------------------------------- */

static xmlNodePtr
find_child (xmlNodePtr node, const char *name)
{
  for (xmlNodePtr child = node->children; child != NULL; child = child->next)
    if (is_w (child, name))
      return child;

  return NULL;
}

static char *
dup_attribute (xmlNodePtr node, const char *name)
{
  xmlChar *value = node != NULL ? xmlGetNsProp (node, BAD_CAST name, BAD_CAST W_NAMESPACE) : NULL;
  char *text = g_strdup ((const char *) value);

  xmlFree (value);
  return text;
}

static void
read_style (Filling *self, xmlNodePtr style)
{
  g_autofree char *name = dup_attribute (find_child (style, "name"), "val");

  for (guint i = 0; name != NULL && i < N_STYLES; i++)
    if (self->styles[i] == NULL && g_ascii_strcasecmp (name, style_names[i]) == 0)
      self->styles[i] = dup_attribute (style, "styleId");
}

/* The language of what has no other. */
static void
set_language (const Filling *self, xmlNodePtr node)
{
  for (xmlNodePtr child = node->children; child != NULL; child = child->next)
    {
      if (is_w (child, "lang") && xmlHasNsProp (child, BAD_CAST "val", BAD_CAST W_NAMESPACE) != NULL)
        xmlSetNsProp (child, child->ns, BAD_CAST "val", BAD_CAST self->print->language);
      set_language (self, child);
    }
}

static gboolean
read_styles (Filling *self, GError **error)
{
  xmlDocPtr document = parse_part (self, STYLES, error);
  xmlNodePtr root, defaults;

  if (document == NULL)
    return FALSE;
  root = xmlDocGetRootElement (document);
  for (xmlNodePtr child = root->children; child != NULL; child = child->next)
    if (is_w (child, "style"))
      read_style (self, child);
  defaults = find_child (root, "docDefaults");
  if (defaults != NULL)
    set_language (self, defaults);
  keep_part (self, STYLES, document);
  xmlFreeDoc (document);

  for (guint i = 0; i < N_STYLES; i++)
    if (self->styles[i] == NULL)
      {
        g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                     /* Translators: the name of a file, then of a style as Word calls it in English */
                     _ ("“%s” cannot be a template: it has no style “%s”; use that style once in it and save it"),
                     self->name, style_names[i]);
        return FALSE;
      }

  return TRUE;
}

/* Text --------------------------------------------------------------------------------- */

/* @text in a run, its lines apart. */
static void
add_lines (const Filling *self, xmlNodePtr run, const char *text)
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
add_runs (const Filling *self, xmlNodePtr paragraph, const char *markup, gboolean bold, const char *size)
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
      add_lines (self, run, part);
    }
  while (pango_attr_iterator_next (iterator));
  pango_attr_iterator_destroy (iterator);
}

/* Blocks ------------------------------------------------------------------------------- */

static xmlNodePtr
new_paragraph (const Filling *self, const GvnBlock *block)
{
  xmlNodePtr paragraph = xmlNewNode (self->w, BAD_CAST "p");
  const char *style = NULL;

  if (block->kind == GVN_BLOCK_HEADING)
    style = self->styles[STYLE_HEADING_1 + CLAMP (block->level, 1, N_HEADINGS) - 1];
  else if (block->kind == GVN_BLOCK_BULLET)
    style = self->styles[STYLE_BULLET];
  else if (block->kind == GVN_BLOCK_NOTE)
    style = self->styles[STYLE_NOTE];
  if (style != NULL)
    {
      xmlNodePtr properties = add (self, paragraph, "pPr");

      add_value (self, properties, "pStyle", style);
      if (block->kind == GVN_BLOCK_BULLET && block->level > 1)
        {
          g_autofree char *level = g_strdup_printf ("%d", MIN (block->level, N_HEADINGS) - 1);

          add_value (self, add (self, properties, "numPr"), "ilvl", level);
        }
    }
  add_runs (self, paragraph, block->markup, FALSE, NULL);

  return paragraph;
}

static void
add_cell (const Filling *self, xmlNodePtr row, const char *markup, const char *width, const char *fill, gboolean bold,
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
list_widths (const Filling *self, const GvnTable *table)
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
new_table (const Filling *self, const GvnTable *table)
{
  xmlNodePtr node = xmlNewNode (self->w, BAD_CAST "tbl"), properties = add (self, node, "tblPr"), grid, look, head;
  g_auto (GStrv) widths = list_widths (self, table);
  const char *size = table->dense ? DENSE_SIZE : NULL;

  add_value (self, properties, "tblStyle", self->styles[STYLE_TABLE]);
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
static void
put_blocks (const Filling *self, xmlNodePtr mark)
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

/* Placeholders ------------------------------------------------------------------------- */

static void
collect (xmlNodePtr node, const char *name, GPtrArray *found)
{
  for (xmlNodePtr child = node->children; child != NULL; child = child->next)
    {
      if (is_w (child, name))
        g_ptr_array_add (found, child);
      collect (child, name, found);
    }
}

/* What @text asks for, put in it. */
static char *
dup_replaced (const Filling *self, const char *text)
{
  g_autofree char *foot = g_strjoinv ("\n", self->print->foot);
  const struct
  {
    const char *name;
    const char *value;
  } placeholders[] = {
    { "{title}", self->print->title }, { "{subtitle}", self->print->subtitle }, { "{contract}", self->print->contract },
    { "{name}", self->print->name },   { "{language}", self->print->language }, { "{foot}", foot },
  };
  g_autoptr (GString) replaced = g_string_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    g_string_replace (replaced, placeholders[i].name, placeholders[i].value != NULL ? placeholders[i].value : "", 0);

  return g_strdup (replaced->str);
}

/* A word processor may have cut a placeholder into runs: a paragraph is read whole, and
 * what it becomes goes in its first run. */
static gboolean
fill_paragraph (const Filling *self, xmlNodePtr paragraph)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autofree char *replaced = NULL;
  xmlNodePtr run;

  collect (paragraph, "t", texts);
  for (guint i = 0; i < texts->len; i++)
    {
      xmlChar *text = xmlNodeGetContent (texts->pdata[i]);

      g_string_append (whole, (const char *) text);
      xmlFree (text);
    }
  if (g_str_equal (g_strstrip (whole->str), "{content}"))
    {
      put_blocks (self, paragraph);
      return TRUE;
    }
  replaced = dup_replaced (self, whole->str);
  if (g_str_equal (replaced, whole->str))
    return FALSE;

  run = ((xmlNodePtr) texts->pdata[0])->parent;
  for (guint i = 0; i < texts->len; i++)
    {
      xmlUnlinkNode (texts->pdata[i]);
      xmlFreeNode (texts->pdata[i]);
    }
  add_lines (self, run, replaced);

  return FALSE;
}

/* The page of the template, turned for a document that is wide. */
static void
turn_page (const Filling *self, xmlNodePtr root)
{
  g_autoptr (GPtrArray) sizes = g_ptr_array_new ();

  collect (root, "pgSz", sizes);
  for (guint i = 0; self->print->landscape && i < sizes->len; i++)
    {
      g_autofree char *width = dup_attribute (sizes->pdata[i], "w");
      g_autofree char *height = dup_attribute (sizes->pdata[i], "h");

      if (width == NULL || height == NULL || atoi (width) > atoi (height))
        continue;
      xmlSetNsProp (sizes->pdata[i], self->w, BAD_CAST "w", BAD_CAST height);
      xmlSetNsProp (sizes->pdata[i], self->w, BAD_CAST "h", BAD_CAST width);
      xmlSetNsProp (sizes->pdata[i], self->w, BAD_CAST "orient", BAD_CAST "landscape");
    }
}

static gboolean
fill_part (Filling *self, const char *part_name, gboolean *has_content, GError **error)
{
  xmlDocPtr document = parse_part (self, part_name, error);
  g_autoptr (GPtrArray) paragraphs = g_ptr_array_new ();
  xmlNodePtr root;

  if (document == NULL)
    return FALSE;
  root = xmlDocGetRootElement (document);
  self->w = xmlSearchNsByHref (document, root, BAD_CAST W_NAMESPACE);
  collect (root, "p", paragraphs);
  for (guint i = 0; self->w != NULL && i < paragraphs->len; i++)
    *has_content |= fill_paragraph (self, paragraphs->pdata[i]);
  if (self->w != NULL)
    turn_page (self, root);
  keep_part (self, part_name, document);
  xmlFreeDoc (document);

  return TRUE;
}

/* The properties are not of Word's namespace: their texts alone are replaced. */
static gboolean
fill_properties (const Filling *self, GError **error)
{
  static const char *const part_name = "docProps/core.xml";
  xmlDocPtr document;

  if (gvn_package_find (self->parts, part_name) == NULL)
    return TRUE;
  document = parse_part (self, part_name, error);
  if (document == NULL)
    return FALSE;
  for (xmlNodePtr child = xmlDocGetRootElement (document)->children; child != NULL; child = child->next)
    {
      xmlChar *text = child->type == XML_ELEMENT_NODE ? xmlNodeGetContent (child) : NULL;
      g_autofree char *replaced = text != NULL ? dup_replaced (self, (const char *) text) : NULL;

      if (replaced != NULL && !g_str_equal (replaced, (const char *) text))
        {
          xmlNodeSetContent (child, NULL);
          xmlNodeAddContent (child, BAD_CAST replaced);
        }
      xmlFree (text);
    }
  keep_part (self, part_name, document);
  xmlFreeDoc (document);

  return TRUE;
}

static gboolean
fill (Filling *self, GError **error)
{
  gboolean has_content = FALSE;

  if (!read_styles (self, error) || !fill_part (self, DOCUMENT, &has_content, error) || !fill_properties (self, error))
    return FALSE;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const char *part = ((GvnPart *) self->parts->pdata[i])->name;
      gboolean unused = FALSE;

      if ((g_str_has_prefix (part, "word/header") || g_str_has_prefix (part, "word/footer"))
          && g_str_has_suffix (part, ".xml") && !fill_part (self, part, &unused, error))
        return FALSE;
    }
  if (has_content)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: the name of a file; {content} stays as it is */
               _ ("“%s” cannot be a template: it has no paragraph “{content}” to put the document in"), self->name);
  return FALSE;
}

/**
 * gvn_docx_get_template:
 *
 * Returns: (transfer full): the template the program comes with, to be changed by the user
 */
GBytes *
gvn_docx_get_template (void)
{
  return g_resources_lookup_data (TEMPLATE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/**
 * gvn_docx_check_template:
 * @name: what the user calls it
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when gvn_print_to_docx() would refuse it
 */
gboolean
gvn_docx_check_template (GBytes *template, const char *name, GError **error)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  char *foot[] = { NULL };
  GvnPrint nothing = { .language = (char *) "en-GB", .foot = foot, .blocks = blocks };
  g_autoptr (GBytes) filled = gvn_print_to_docx (&nothing, template, name, error);

  return filled != NULL;
}

/**
 * gvn_print_to_docx:
 * @template: (nullable): a .docx of the user's, %NULL for the one the program comes with
 * @name: (nullable): what @template is called
 *
 * Fills a template with a document: {title}, {subtitle}, {contract}, {name} and {foot} in
 * its paragraphs, its headers and its footers, and the body in place of the paragraph that
 * says {content}, in the styles the template has of these names. The same document in the
 * same template gives the same bytes.
 *
 * Returns: (transfer full): the file; %NULL with %GVN_ERROR_INVALID when the template cannot
 *   be one
 */
GBytes *
gvn_print_to_docx (GvnPrint *print, GBytes *template, const char *name, GError **error)
{
  g_autoptr (GBytes) shipped = template == NULL ? gvn_docx_get_template () : NULL;
  g_auto (Filling) self = { .name = name, .print = print };

  self.parts = gvn_package_read (template != NULL ? template : shipped, name, error);

  return self.parts != NULL && fill (&self, error) ? gvn_package_write (self.parts, error) : NULL;
}
