/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Has a screen reader say a sentence that appears without the focus moving to it. */
void gvn_announce (GtkWidget *widget, const char *sentence, GtkAccessibleAnnouncementPriority priority);

G_END_DECLS
