/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Markdown as Pango shows it. */

typedef enum
{
  GVN_BLOCK_HEADING,
  GVN_BLOCK_PARAGRAPH,
  GVN_BLOCK_BULLET,
} GvnBlockKind;

/**
 * GvnBlock:
 * @level: of a heading or a bullet, from 1
 * @markup: (owned): for Pango
 * @text: (owned): the same without markup
 */
typedef struct
{
  GvnBlockKind kind;
  int level;
  char *markup;
  char *text;
} GvnBlock;

void gvn_block_free (GvnBlock *self);
GPtrArray *gvn_markdown_list_blocks (const char *markdown);
char *gvn_markdown_dup_markup (const char *markdown);

G_END_DECLS
