/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "print/gvn-print.h"

G_BEGIN_DECLS

/**
 * GvnPages:
 *
 * A document set on pages: the same pages are looked at, printed and saved. Sizes are in
 * points.
 */
typedef struct _GvnPages GvnPages;

/* A4 */
#define GVN_PAPER_SHORT 595.276
#define GVN_PAPER_LONG 841.89

gboolean gvn_pages_can_draw (GBytes *logo);
GvnPages *gvn_pages_new (GvnPrint *print);
void gvn_pages_free (GvnPages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnPages, gvn_pages_free)

GvnPrint *gvn_pages_get_print (GvnPages *self);
void gvn_pages_set_paper (GvnPages *self, double width, double height);
double gvn_pages_get_width (GvnPages *self);
double gvn_pages_get_height (GvnPages *self);
guint gvn_pages_get_n_pages (GvnPages *self);
void gvn_pages_draw_page (GvnPages *self, cairo_t *cr, guint page);
char *gvn_pages_dup_page_text (GvnPages *self, guint page);

G_END_DECLS
