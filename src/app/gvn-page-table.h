/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"
#include "sheets/gvn-list.h"

G_BEGIN_DECLS

/*
 * What a page shows, as a table that is copied to a sheet or a mail, or saved as a sheet: a
 * page gives its columns, then its rows in the order they are shown.
 */

typedef struct _GvnPageTable GvnPageTable;

GvnPageTable *gvn_page_table_new (const char *title);
void gvn_page_table_free (GvnPageTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnPageTable, gvn_page_table_free)

void gvn_page_table_add_column (GvnPageTable *self, const char *label, GvnColumnKind kind);
void gvn_page_table_add (GvnPageTable *self, const char *text);
void gvn_page_table_add_date (GvnPageTable *self, const GDate *date);
void gvn_page_table_end_row (GvnPageTable *self);

char *gvn_page_table_to_html (const GvnPageTable *self);
char *gvn_page_table_to_text (const GvnPageTable *self);

gboolean gvn_page_table_copy (GvnPageTable *self, GvnSession *session, GtkWidget *widget);
void gvn_page_table_save (GvnPageTable *self, GvnSession *session, GtkWidget *widget);
void gvn_page_table_save_sheet (GvnSheetTable *table, const GvnList *list, GvnSession *session, GtkWidget *widget,
                                const char *title);

G_END_DECLS
