/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GvnSheet:
 *
 * A document in Markdown set on pages: the same pages are looked at, printed and saved.
 * Sizes are in points.
 */
typedef struct _GvnSheet GvnSheet;

GvnSheet *gvn_sheet_new (const char *markdown, const char *foot);
void gvn_sheet_free (GvnSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnSheet, gvn_sheet_free)

void gvn_sheet_set_pages (GvnSheet *self, PangoContext *context, double width, double height);
guint gvn_sheet_get_n_pages (GvnSheet *self);
void gvn_sheet_draw_page (GvnSheet *self, cairo_t *cr, guint page);
char *gvn_sheet_dup_page_text (GvnSheet *self, guint page);

void gvn_sheet_print (GvnSheet *self, const char *name, GtkWindow *parent);
gboolean gvn_sheet_save_pdf (GvnSheet *self, const char *path, GError **error);

G_END_DECLS
