/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "print/gvn-block.h"

static void
cell_free (gpointer data)
{
  GvnCell *self = data;

  g_free (self->markup);
  g_free (self);
}

/**
 * gvn_table_new:
 * @headings: (array zero-terminated=1): one per column
 * @widths: as many numbers
 */
GvnTable *
gvn_table_new (const char *const *headings, const double *widths)
{
  GvnTable *self = g_new0 (GvnTable, 1);

  self->headings = g_strdupv ((char **) headings);
  self->n_columns = g_strv_length (self->headings);
  self->widths = g_memdup2 (widths, self->n_columns * sizeof (double));
  self->cells = g_ptr_array_new_with_free_func (cell_free);

  return self;
}

void
gvn_table_free (GvnTable *self)
{
  g_strfreev (self->headings);
  g_free (self->widths);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

/**
 * gvn_table_take_markup:
 * @markup: (transfer full)
 *
 * Adds the next cell.
 */
void
gvn_table_take_markup (GvnTable *self, char *markup, GvnShade shade)
{
  GvnCell *cell = g_new0 (GvnCell, 1);

  cell->markup = markup;
  cell->shade = shade;
  g_ptr_array_add (self->cells, cell);
}

/**
 * gvn_table_add_text:
 * @text: (nullable): plain; an empty cell without it
 *
 * Adds the next cell.
 */
void
gvn_table_add_text (GvnTable *self, const char *text)
{
  gvn_table_take_markup (self, g_markup_escape_text (text != NULL ? text : "", -1), GVN_SHADE_NONE);
}

guint
gvn_table_get_n_rows (const GvnTable *self)
{
  return self->cells->len / self->n_columns;
}

const GvnCell *
gvn_table_get_cell (const GvnTable *self, guint row, guint column)
{
  return self->cells->pdata[row * self->n_columns + column];
}

GvnBlock *
gvn_block_new (GvnBlockKind kind, int level, const char *markup, const char *text)
{
  GvnBlock *self = g_new0 (GvnBlock, 1);

  self->kind = kind;
  self->level = level;
  self->markup = g_strdup (markup);
  self->text = g_strdup (text);

  return self;
}

/**
 * gvn_block_new_table:
 * @table: (transfer full)
 */
GvnBlock *
gvn_block_new_table (GvnTable *table)
{
  GvnBlock *self = gvn_block_new (GVN_BLOCK_TABLE, 1, NULL, NULL);

  self->table = table;

  return self;
}

void
gvn_block_free (GvnBlock *self)
{
  g_free (self->markup);
  g_free (self->text);
  g_clear_pointer (&self->table, gvn_table_free);
  g_free (self);
}
