/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "print/gvn-pages.h"

G_BEGIN_DECLS

/* Setting a document: pieces that lie on pages, and the elements of its structure they
 * belong to. */

#define GVN_PAGES_ARTIFACT (-1)

typedef enum
{
  GVN_INK_BLACK,
  GVN_INK_GREY,
  GVN_INK_HOUSE, /* of titles and headings */
  GVN_INK_RULE,
  GVN_INK_HEAD,  /* behind the headings of a table */
  GVN_INK_LABEL, /* behind a label */
  GVN_INK_REST,  /* behind a day without work */
  GVN_INK_VOID,  /* behind no day */
} GvnInk;

typedef enum
{
  GVN_PIECE_LINE, /* of text, x and y those of its baseline */
  GVN_PIECE_FILL, /* a rectangle */
  GVN_PIECE_DOT,  /* of a bullet, x and y its middle */
  GVN_PIECE_LOGO, /* within a rectangle */
} GvnPieceKind;

typedef struct
{
  GvnPieceKind kind;
  GvnInk ink;
  guint page;
  int element;         /* GVN_PAGES_ARTIFACT: no part of what is read */
  PangoLayout *layout; /* owned */
  int index;           /* of the line in its layout, of the logo */
  double x, y, width, height;
} GvnPiece;

/* An element of the structure, by its name in PDF */
typedef struct
{
  const char *tag;
  int parent; /* -1: of the document */
} GvnElement;

struct _GvnPages
{
  GvnPrint *print;                     /* owned */
  PangoContext *context;               /* owned */
  GArray *pieces;                      /* of GvnPiece */
  GArray *elements;                    /* of GvnElement */
  cairo_surface_t *logos[GVN_N_LOGOS]; /* owned, NULL without one */

  guint n_pages;
  double width, height, margin;

  /* while it is set */
  double y;
};

double gvn_pages_get_bottom (GvnPages *self);
double gvn_pages_get_room (GvnPages *self);
void gvn_pages_turn_page (GvnPages *self);
int gvn_pages_add_element (GvnPages *self, const char *tag, int parent);
void gvn_pages_add_fill (GvnPages *self, GvnInk ink, double x, double y, double width, double height);
PangoLayout *gvn_pages_create_layout (GvnPages *self, const char *markup, const char *font, double width);
double gvn_pages_measure_line (PangoLayout *layout, int index);
double gvn_pages_add_line (GvnPages *self, PangoLayout *layout, int index, int element, GvnInk ink, double x, double y);

void gvn_pages_set_table (GvnPages *self, const GvnTable *table);
void gvn_pages_draw_tagged (GvnPages *self, cairo_t *cr, guint page);
void gvn_pages_draw_structure (GvnPages *self, cairo_t *cr);

G_END_DECLS
