/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as a file that Word edits: a template's own parts, its words put where the
 * template asks for them, in the template's own styles. libxml2 stays in it. */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "print/gvn-docx-private.h"
#include "print/gvn-docx.h"
#include "print/gvn-package.h"

#define TEMPLATE "/eu/lesagencesdeleau/Gouvernail/print/template.docx"
#define DOCUMENT "word/document.xml"
#define STYLES "word/styles.xml"

/* What Word calls its own styles, whatever language it speaks. */
static const char *const style_names[GVN_DOCX_N_STYLES]
    = { "heading 1", "heading 2", "heading 3", "List Bullet", "caption", "Table Grid" };

static void
gvn_docx_clear (GvnDocx *self)
{
  for (guint i = 0; i < GVN_DOCX_N_STYLES; i++)
    g_free (self->styles[i]);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GvnDocx, gvn_docx_clear)

/* XML ---------------------------------------------------------------------------------- */

static gboolean
is_w (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && xmlStrEqual (node->name, BAD_CAST name) && node->ns != NULL
         && xmlStrEqual (node->ns->href, BAD_CAST GVN_DOCX_NAMESPACE);
}

/* Nothing outside the part is read, and no entity is one of ours. */
static xmlDocPtr
parse_part (const GvnDocx *self, const char *part_name, GError **error)
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
keep_part (const GvnDocx *self, const char *part_name, xmlDocPtr document)
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
  xmlChar *value = node != NULL ? xmlGetNsProp (node, BAD_CAST name, BAD_CAST GVN_DOCX_NAMESPACE) : NULL;
  char *text = g_strdup ((const char *) value);

  xmlFree (value);
  return text;
}

static void
read_style (GvnDocx *self, xmlNodePtr style)
{
  g_autofree char *name = dup_attribute (find_child (style, "name"), "val");

  for (guint i = 0; name != NULL && i < GVN_DOCX_N_STYLES; i++)
    if (self->styles[i] == NULL && g_ascii_strcasecmp (name, style_names[i]) == 0)
      self->styles[i] = dup_attribute (style, "styleId");
}

/* The language of what has no other. */
static void
set_language (const GvnDocx *self, xmlNodePtr node)
{
  for (xmlNodePtr child = node->children; child != NULL; child = child->next)
    {
      if (is_w (child, "lang") && xmlHasNsProp (child, BAD_CAST "val", BAD_CAST GVN_DOCX_NAMESPACE) != NULL)
        xmlSetNsProp (child, child->ns, BAD_CAST "val", BAD_CAST self->print->language);
      set_language (self, child);
    }
}

static gboolean
read_styles (GvnDocx *self, GError **error)
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

  for (guint i = 0; i < GVN_DOCX_N_STYLES; i++)
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

/* Placeholders ------------------------------------------------------------------------- */

/* All within @node, in their order; without @whole, not what a paragraph within it has. */
static void
collect (xmlNodePtr node, const char *name, gboolean whole, GPtrArray *found)
{
  for (xmlNodePtr child = node->children; child != NULL; child = child->next)
    {
      if (is_w (child, name))
        g_ptr_array_add (found, child);
      if (whole || !is_w (child, "p"))
        collect (child, name, whole, found);
    }
}

/* What @text asks for, put in it. */
static char *
dup_replaced (const GvnDocx *self, const char *text)
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

/* A word processor may have cut a placeholder into runs: a paragraph is read whole, but
 * for its text boxes, and what it becomes goes in its first run. */
static gboolean
fill_paragraph (const GvnDocx *self, xmlNodePtr paragraph)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autofree char *replaced = NULL;
  xmlNodePtr run;

  collect (paragraph, "t", FALSE, texts);
  for (guint i = 0; i < texts->len; i++)
    {
      xmlChar *text = xmlNodeGetContent (texts->pdata[i]);

      g_string_append (whole, (const char *) text);
      xmlFree (text);
    }
  if (g_str_equal (g_strstrip (whole->str), "{content}"))
    {
      gvn_docx_put_blocks (self, paragraph);
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
  gvn_docx_add_lines (self, run, replaced);

  return FALSE;
}

/* The page of the template, turned for a document that is wide. */
static void
turn_page (const GvnDocx *self, xmlNodePtr root)
{
  g_autoptr (GPtrArray) sizes = g_ptr_array_new ();

  collect (root, "pgSz", TRUE, sizes);
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
fill_part (GvnDocx *self, const char *part_name, gboolean *has_content, GError **error)
{
  xmlDocPtr document = parse_part (self, part_name, error);
  g_autoptr (GPtrArray) paragraphs = g_ptr_array_new ();
  xmlNodePtr root;

  if (document == NULL)
    return FALSE;
  root = xmlDocGetRootElement (document);
  self->w = xmlSearchNsByHref (document, root, BAD_CAST GVN_DOCX_NAMESPACE);
  collect (root, "p", TRUE, paragraphs);
  /* from the last: those of a text box before the one it lies in, which may go */
  for (guint i = paragraphs->len; self->w != NULL && i > 0; i--)
    *has_content |= fill_paragraph (self, paragraphs->pdata[i - 1]);
  if (self->w != NULL)
    turn_page (self, root);
  keep_part (self, part_name, document);
  xmlFreeDoc (document);

  return TRUE;
}

/* The properties are not of Word's namespace: their texts alone are replaced. */
static gboolean
fill_properties (const GvnDocx *self, GError **error)
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
fill (GvnDocx *self, GError **error)
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
  g_auto (GvnDocx) self = { .name = name, .print = print };

  self.parts = gvn_package_read (template != NULL ? template : shipped, name, error);

  return self.parts != NULL && fill (&self, error) ? gvn_package_write (self.parts, error) : NULL;
}
