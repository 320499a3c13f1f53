/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "print/gvn-pages-private.h"

/* How a table is set; in points. */
typedef struct
{
  const char *font;
  const char *heading_font;
  double pad_x, pad_y;
  double row_height; /* at least */
} Measure;

static const Measure usual = { "8.5", "Bold 8.5", 4, 3, 0 };
static const Measure dense = { "7", "Bold 8.5", 3, 0.8, 17 };

/* Rows of a dense table get lower, down to this, so that it stays on a page */
#define DENSE_ROW_LEAST 9.5

/* Where the text begins in a cell after what a tab ends */
#define DENSE_TAB 22

typedef struct
{
  GvnPages *pages;
  const GvnTable *table;
  Measure measure;
  double *lefts;  /* of each column, and the right side at last */
  int element;    /* the table */
  gboolean begun; /* its headings were shown, so that they are read once */
} Setting;

/* A row being set: the text of each cell, and the next line of it to be put. */
typedef struct
{
  PangoLayout **layouts;
  int *next;
  int *elements;
  GvnShade *shades;
} Row;

static double
get_inner_width (const Setting *self, guint column)
{
  return self->lefts[column + 1] - self->lefts[column] - 2 * self->measure.pad_x;
}

static PangoLayout *
create_cell (const Setting *self, guint column, const char *markup, const char *font)
{
  PangoLayout *layout = gvn_pages_create_layout (self->pages, markup, font, get_inner_width (self, column));

  if (self->table->dense)
    {
      PangoTabArray *tabs = pango_tab_array_new_with_positions (1, FALSE, PANGO_TAB_LEFT, DENSE_TAB * PANGO_SCALE);

      pango_layout_set_tabs (layout, tabs);
      pango_layout_set_indent (layout, -DENSE_TAB * PANGO_SCALE);
      pango_tab_array_free (tabs);
    }

  return layout;
}

static Row
row_begin (const Setting *self)
{
  guint n = self->table->n_columns;
  Row row = { g_new0 (PangoLayout *, n), g_new0 (int, n), g_new0 (int, n), g_new0 (GvnShade, n) };

  return row;
}

static void
row_end (const Setting *self, Row *row)
{
  for (guint i = 0; i < self->table->n_columns; i++)
    g_object_unref (row->layouts[i]);
  g_free (row->layouts);
  g_free (row->next);
  g_free (row->elements);
  g_free (row->shades);
}

/* The height of what is left of a cell. */
static double
measure_cell (const Row *row, guint column)
{
  PangoLayout *layout = row->layouts[column];
  double height = 0;

  for (int i = row->next[column]; i < pango_layout_get_line_count (layout); i++)
    height += gvn_pages_measure_line (layout, i);

  return height;
}

static double
measure_row (const Setting *self, const Row *row)
{
  double height = 0;

  for (guint i = 0; i < self->table->n_columns; i++)
    height = MAX (height, measure_cell (row, i));

  return MAX (height + 2 * self->measure.pad_y, self->measure.row_height);
}

static GvnInk
ink_of_shade (GvnShade shade)
{
  return shade == GVN_SHADE_REST ? GVN_INK_REST : shade == GVN_SHADE_VOID ? GVN_INK_VOID : GVN_INK_LABEL;
}

/* Puts as much of a row as there is room for. Returns whether some is left. */
static gboolean
put_part (const Setting *self, Row *row)
{
  GvnPages *pages = self->pages;
  double room = gvn_pages_get_bottom (pages) - pages->y - 2 * self->measure.pad_y;
  double height = MIN (measure_row (self, row), gvn_pages_get_bottom (pages) - pages->y);
  gboolean left = FALSE;

  for (guint i = 0; i < self->table->n_columns; i++)
    {
      double x = self->lefts[i] + self->measure.pad_x, used = 0;
      double above = self->table->dense && row->next[i] == 0
                         ? MAX ((height - measure_cell (row, i)) / 2, self->measure.pad_y)
                         : self->measure.pad_y;
      PangoLayout *layout = row->layouts[i];
      PangoRectangle extents;

      if (row->shades[i] != GVN_SHADE_NONE)
        gvn_pages_add_fill (pages, ink_of_shade (row->shades[i]), self->lefts[i], pages->y,
                            self->lefts[i + 1] - self->lefts[i], height);
      while (row->next[i] < pango_layout_get_line_count (layout)
             && used + gvn_pages_measure_line (layout, row->next[i]) <= room + 0.01)
        {
          pango_layout_index_to_pos (
              layout, pango_layout_line_get_start_index (pango_layout_get_line_readonly (layout, row->next[i])),
              &extents);
          used += gvn_pages_add_line (pages, layout, row->next[i]++, row->elements[i], GVN_INK_BLACK,
                                      x + (double) extents.x / PANGO_SCALE, pages->y + above + used);
        }
      left |= row->next[i] < pango_layout_get_line_count (layout);
    }
  pages->y += height;
  gvn_pages_add_fill (pages, GVN_INK_RULE, self->lefts[0], pages->y,
                      self->lefts[self->table->n_columns] - self->lefts[0], 0.5);

  return left;
}

static void
put_headings (Setting *self)
{
  GvnPages *pages = self->pages;
  Row row = row_begin (self);
  int parent = self->begun ? GVN_PAGES_ARTIFACT : gvn_pages_add_element (pages, "TR", self->element);

  for (guint i = 0; i < self->table->n_columns; i++)
    {
      g_autofree char *markup = g_markup_escape_text (self->table->headings[i], -1);

      row.layouts[i] = gvn_pages_create_layout (pages, markup, self->measure.heading_font, get_inner_width (self, i));
      row.elements[i] = self->begun ? GVN_PAGES_ARTIFACT : gvn_pages_add_element (pages, "TH", parent);
    }
  gvn_pages_add_fill (pages, GVN_INK_HEAD, self->lefts[0], pages->y,
                      self->lefts[self->table->n_columns] - self->lefts[0], measure_row (self, &row));
  put_part (self, &row);
  self->begun = TRUE;
  row_end (self, &row);
}

/* Lines between the columns of what was put since @top. */
static void
put_columns (const Setting *self, double top)
{
  for (guint i = 0; self->table->dense && i <= self->table->n_columns; i++)
    gvn_pages_add_fill (self->pages, GVN_INK_RULE, self->lefts[i] - 0.25, top, 0.5, self->pages->y - top);
}

static void
turn_page (Setting *self, double *top)
{
  put_columns (self, *top);
  gvn_pages_turn_page (self->pages);
  *top = self->pages->y;
  put_headings (self);
}

/* What each row takes when it is as low as it can be. */
static GArray *
measure_rows (Setting *self)
{
  GArray *heights = g_array_new (FALSE, FALSE, sizeof (double));

  self->measure.row_height = 0;
  for (guint i = 0; i < gvn_table_get_n_rows (self->table); i++)
    {
      Row row = row_begin (self);
      double height;

      for (guint j = 0; j < self->table->n_columns; j++)
        row.layouts[j] = create_cell (self, j, gvn_table_get_cell (self->table, i, j)->markup, self->measure.font);
      height = measure_row (self, &row);
      g_array_append_val (heights, height);
      row_end (self, &row);
    }

  return heights;
}

/* Makes the rows of a dense table as high as lets them fill what is left of the page. */
static void
fit_rows (Setting *self)
{
  g_autoptr (GArray) heights = measure_rows (self);
  double room = gvn_pages_get_bottom (self->pages) - self->pages->y;

  for (double height = dense.row_height; height >= DENSE_ROW_LEAST; height -= 0.1)
    {
      double sum = 0;

      for (guint i = 0; i < heights->len; i++)
        sum += MAX (g_array_index (heights, double, i), height);
      self->measure.row_height = height;
      if (sum <= room)
        return;
    }
}

/* A row stays on one page unless a whole page has no room for it. */
static void
put_row (Setting *self, guint number, double *top)
{
  GvnPages *pages = self->pages;
  Row row = row_begin (self);
  int parent = gvn_pages_add_element (pages, "TR", self->element);
  double height;

  for (guint i = 0; i < self->table->n_columns; i++)
    {
      const GvnCell *cell = gvn_table_get_cell (self->table, number, i);

      row.layouts[i] = create_cell (self, i, cell->markup, self->measure.font);
      row.elements[i] = gvn_pages_add_element (pages, "TD", parent);
      row.shades[i] = cell->shade;
    }
  height = measure_row (self, &row);
  if (pages->y + height > gvn_pages_get_bottom (pages)
      && (height < gvn_pages_get_room (pages) * 0.9 || pages->y + 40 > gvn_pages_get_bottom (pages)))
    turn_page (self, top);
  while (put_part (self, &row))
    turn_page (self, top);
  row_end (self, &row);
}

/* Sets a table from the current height on; its headings are shown again on each page. */
void
gvn_pages_set_table (GvnPages *self, const GvnTable *table)
{
  g_autofree double *lefts = g_new0 (double, table->n_columns + 1);
  Setting setting = { .pages = self, .table = table, .measure = table->dense ? dense : usual, .lefts = lefts };
  double sum = 0, top;

  for (guint i = 0; i < table->n_columns; i++)
    sum += table->widths[i];
  lefts[0] = self->margin;
  for (guint i = 0; i < table->n_columns; i++)
    lefts[i + 1] = lefts[i] + (self->width - 2 * self->margin) * table->widths[i] / sum;

  if (!table->dense)
    self->y += 8;
  if (self->y + 60 > gvn_pages_get_bottom (self))
    gvn_pages_turn_page (self);
  setting.element = gvn_pages_add_element (self, "Table", -1);
  top = self->y;
  put_headings (&setting);
  if (table->dense)
    fit_rows (&setting);
  for (guint i = 0; i < gvn_table_get_n_rows (table); i++)
    put_row (&setting, i, &top);
  put_columns (&setting, top);
}
