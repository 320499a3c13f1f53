/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GvnPicture:
 *
 * What a widget shows, under a line that says what it is and of which day: as a
 * picture, or as a page.
 */
typedef struct _GvnPicture GvnPicture;

/* @picture is %NULL when the widget shows nothing; else the caller's */
typedef void (*GvnPictureTaken) (GvnPicture *picture, gpointer data);

void gvn_picture_take (GtkWidget *widget, const char *title, const char *subtitle, GvnPictureTaken taken,
                       gpointer data);
void gvn_picture_free (GvnPicture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnPicture, gvn_picture_free)

GtkPageSetup *gvn_picture_create_page (GvnPicture *self);
GBytes *gvn_picture_to_png (GvnPicture *self);
GBytes *gvn_picture_to_pdf (GvnPicture *self, GtkPageSetup *page);
gboolean gvn_picture_write (GvnPicture *self, GFile *file, GError **error);

G_END_DECLS
