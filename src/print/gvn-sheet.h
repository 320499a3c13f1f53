/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "print/gvn-print.h"

G_BEGIN_DECLS

/**
 * GvnSheet:
 *
 * A document set on pages: the same pages are looked at, printed and saved. Sizes are in
 * points.
 */
typedef struct _GvnSheet GvnSheet;

/* A4 */
#define GVN_PAPER_SHORT 595.276
#define GVN_PAPER_LONG 841.89

GvnSheet *gvn_sheet_new (GvnPrint *print);
void gvn_sheet_free (GvnSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnSheet, gvn_sheet_free)

GvnPrint *gvn_sheet_get_print (GvnSheet *self);
void gvn_sheet_set_pages (GvnSheet *self, double width, double height);
double gvn_sheet_get_width (GvnSheet *self);
double gvn_sheet_get_height (GvnSheet *self);
guint gvn_sheet_get_n_pages (GvnSheet *self);
void gvn_sheet_draw_page (GvnSheet *self, cairo_t *cr, guint page);
char *gvn_sheet_dup_page_text (GvnSheet *self, guint page);

G_END_DECLS
