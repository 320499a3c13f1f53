/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a document is made of. Its texts are Pango's markup, of which bold and italic are
 * kept everywhere. */

typedef enum
{
  GVN_SHADE_NONE,
  GVN_SHADE_REST,  /* a day without work */
  GVN_SHADE_VOID,  /* no such day */
  GVN_SHADE_LABEL, /* a label rather than a value */
} GvnShade;

typedef struct
{
  char *markup;
  GvnShade shade;
} GvnCell;

/**
 * GvnTable:
 * @headings: one per column, shown again on each page
 * @widths: of the columns, relative to each other
 * @cells: (element-type GvnCell): row by row
 * @dense: a table that is looked at as a whole, as a calendar: small, its rows of one
 *   height
 */
typedef struct
{
  guint n_columns;
  GStrv headings;
  double *widths;
  GPtrArray *cells;
  gboolean dense;
} GvnTable;

GvnTable *gvn_table_new (const char *const *headings, const double *widths);
void gvn_table_free (GvnTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnTable, gvn_table_free)

void gvn_table_add_text (GvnTable *self, const char *text);
void gvn_table_take_markup (GvnTable *self, char *markup, GvnShade shade);
guint gvn_table_get_n_rows (const GvnTable *self);
const GvnCell *gvn_table_get_cell (const GvnTable *self, guint row, guint column);

typedef enum
{
  GVN_BLOCK_HEADING,
  GVN_BLOCK_PARAGRAPH,
  GVN_BLOCK_BULLET,
  GVN_BLOCK_NOTE, /* small, beside the matter */
  GVN_BLOCK_TABLE,
} GvnBlockKind;

/**
 * GvnBlock:
 * @level: of a heading or a bullet, from 1
 * @markup: (owned) (nullable): for Pango; %NULL for a table
 * @text: (owned) (nullable): the same without markup
 * @table: (owned) (nullable)
 */
typedef struct
{
  GvnBlockKind kind;
  int level;
  char *markup;
  char *text;
  GvnTable *table;
} GvnBlock;

GvnBlock *gvn_block_new (GvnBlockKind kind, int level, const char *markup, const char *text);
GvnBlock *gvn_block_new_table (GvnTable *table);
void gvn_block_free (GvnBlock *self);

G_END_DECLS
