/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* Pieces that dialogs share. */

/* Fills a group with what the contract says of @subject */
typedef void (*GvnGroupFill) (AdwPreferencesGroup *group, GvnSession *session, const char *subject);
void gvn_ui_bind_group (AdwPreferencesGroup *group, GvnSession *session, GvnGroupFill fill, const char *subject);

typedef void (*GvnRowOpen) (GvnSession *session, const char *subject, GtkWidget *parent);
void gvn_ui_set_opener (GtkWidget *row, GvnSession *session, GvnRowOpen open, const char *subject);
void gvn_ui_add_opener (AdwPreferencesGroup *group, const char *title, GvnSession *session, GvnRowOpen open,
                        const char *subject);

AdwPreferencesGroup *gvn_ui_add_group (AdwPreferencesPage *page, const char *title, const char *description);
void gvn_ui_set_group_title (AdwPreferencesGroup *group, const char *title);
void gvn_ui_track_rows (AdwPreferencesGroup *group);
void gvn_ui_clear_group (AdwPreferencesGroup *group);
void gvn_ui_add_to_group (AdwPreferencesGroup *group, GtkWidget *row);
void gvn_ui_add_to_expander (AdwExpanderRow *expander, GtkWidget *row);
GtkWidget *gvn_ui_add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle);
void gvn_ui_add_suffix (GtkWidget *row, const char *text, const char *css_class);
GtkWidget *gvn_ui_add_entry (AdwPreferencesGroup *group, const char *title, const char *text);
GtkWidget *gvn_ui_add_switch (AdwPreferencesGroup *group, const char *title, const char *subtitle, gboolean active);

void gvn_ui_add_page_keys (GtkWidget *widget, const char *previous, const char *next);
void gvn_ui_scroll_to_top (GtkWidget *list);
void gvn_ui_name_table (GtkColumnView *table, const char *name);

AdwDialog *gvn_ui_new_dialog (const char *title, AdwPreferencesPage *page, GtkWidget *header);
void gvn_ui_close_dialog (GtkWidget *within);
void gvn_ui_run_and_close (GvnSession *session, const char *label, GvnCommand command, gpointer data,
                           GtkWidget *within);
AdwDialog *gvn_ui_present_page (const char *title, AdwPreferencesPage *page, int width, int height, GtkWidget *parent);

/* Marks @entry as wrong and says why under the form's first group */
void gvn_ui_set_fault (AdwPreferencesGroup *group, GtkWidget *entry, const char *message);

G_END_DECLS
