/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What lists of things share: rows of two lines with a word at their end, and headings. */

GtkListItemFactory *gvn_list_row_factory_new (GCallback bind, gpointer data);
void gvn_list_row_set (GtkListItem *item, const char *title, const char *subtitle, const char *suffix);

GtkListItemFactory *gvn_list_heading_factory_new (GCallback bind, gpointer data);
void gvn_list_heading_set (GtkListHeader *header, const char *text);

G_END_DECLS
