/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/gvn-time.h"

G_BEGIN_DECLS

/* Pieces that dialogs share. */

GtkWidget *gvn_ui_add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle);
void gvn_ui_add_suffix (GtkWidget *row, const char *text, const char *css_class);
GtkWidget *gvn_ui_add_entry (AdwPreferencesGroup *group, const char *title, const char *text);
GtkWidget *gvn_ui_add_internal (AdwPreferencesGroup *group, gboolean active);
AdwDialog *gvn_ui_present_page (const char *title, AdwPreferencesPage *page, int width, int height, GtkWidget *parent);
AdwDialog *gvn_ui_new_form (const char *title, AdwPreferencesPage *page, const char *apply, GtkWidget **apply_button);

/* Marks @entry as wrong and says why under the form's first group */
void gvn_ui_set_fault (AdwPreferencesGroup *group, GtkWidget *entry, const char *message);

G_END_DECLS
