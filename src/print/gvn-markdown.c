/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cmark.h>
#include <string.h>

#include "print/gvn-markdown.h"

typedef struct
{
  GPtrArray *blocks; /* of GvnBlock */
  GString *markup;   /* of the block being read */
  GString *text;
  int depth; /* of lists */
} Reading;

static void
add_text (Reading *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append (self->markup, escaped);
  g_string_append (self->text, text != NULL ? text : "");
}

/* Opens or closes an element that only changes how a text looks. */
static void
add_tag (Reading *self, cmark_event_type event, const char *name)
{
  g_string_append_printf (self->markup, event == CMARK_EVENT_ENTER ? "<%s>" : "</%s>", name);
}

static void
end_block (Reading *self, GvnBlockKind kind, int level)
{
  g_ptr_array_add (self->blocks, gvn_block_new (kind, level, self->markup->str, self->text->str));
  g_string_truncate (self->markup, 0);
  g_string_truncate (self->text, 0);
}

static void
read_node (Reading *self, cmark_node *node, cmark_event_type event)
{
  gboolean leaves = event == CMARK_EVENT_EXIT;

  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_LIST:
      self->depth += leaves ? -1 : 1;
      break;
    case CMARK_NODE_HEADING:
      if (leaves)
        end_block (self, GVN_BLOCK_HEADING, cmark_node_get_heading_level (node));
      break;
    case CMARK_NODE_PARAGRAPH:
      if (leaves)
        end_block (self, self->depth > 0 ? GVN_BLOCK_BULLET : GVN_BLOCK_PARAGRAPH, MAX (self->depth, 1));
      break;
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
      add_text (self, cmark_node_get_literal (node));
      end_block (self, GVN_BLOCK_PARAGRAPH, 1);
      break;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
      add_text (self, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_SOFTBREAK: /* people mean the lines they type */
    case CMARK_NODE_LINEBREAK:
      add_text (self, "\n");
      break;
    case CMARK_NODE_EMPH:
      add_tag (self, event, "i");
      break;
    case CMARK_NODE_STRONG:
      add_tag (self, event, "b");
      break;
    case CMARK_NODE_NONE:
    case CMARK_NODE_DOCUMENT:
    case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_ITEM:
    case CMARK_NODE_CUSTOM_BLOCK:
    case CMARK_NODE_CUSTOM_INLINE:
    case CMARK_NODE_THEMATIC_BREAK:
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
      break;
    }
}

/**
 * gvn_markdown_list_blocks:
 *
 * Returns: (transfer full) (element-type GvnBlock): the headings, paragraphs and bullets
 *   of @markdown; what else it has is its text
 */
GPtrArray *
gvn_markdown_list_blocks (const char *markdown)
{
  Reading reading = { g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_block_free), g_string_new (NULL),
                      g_string_new (NULL), 0 };
  cmark_node *root = cmark_parse_document (markdown, strlen (markdown), CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);
  cmark_iter *iter = cmark_iter_new (root);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    read_node (&reading, cmark_iter_get_node (iter), event);
  cmark_iter_free (iter);
  cmark_node_free (root);
  g_string_free (reading.markup, TRUE);
  g_string_free (reading.text, TRUE);

  return reading.blocks;
}

/**
 * gvn_markdown_dup_markup:
 *
 * Returns: (transfer full): @markdown for one label
 */
char *
gvn_markdown_dup_markup (const char *markdown)
{
  g_autoptr (GPtrArray) blocks = gvn_markdown_list_blocks (markdown);
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const GvnBlock *block = blocks->pdata[i];

      if (i > 0)
        g_string_append_c (markup, '\n');
      if (block->kind == GVN_BLOCK_BULLET)
        g_string_append (markup, "• ");
      g_string_append_printf (markup, block->kind == GVN_BLOCK_HEADING ? "<b>%s</b>" : "%s", block->markup);
    }

  return g_string_free_and_steal (markup);
}
