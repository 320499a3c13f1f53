/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "print/gvn-print.h"

G_BEGIN_DECLS

/* Making a document: what gvn-print-*.c share. */

GvnPrint *gvn_print_new (GvnStore *store, const char *title, const char *subtitle, const GvnNow *now, GError **error);
void gvn_print_set_foot (GvnPrint *self, GvnStore *store, const char *identity, const char *proof);
void gvn_print_add_heading (GvnPrint *self, const char *text);
void gvn_print_add_paragraph (GvnPrint *self, const char *text);
void gvn_print_add_note (GvnPrint *self, const char *text);
void gvn_print_add_bullet (GvnPrint *self, const char *label, const char *text);
void gvn_print_add_table (GvnPrint *self, GvnTable *table);

char *gvn_print_dup_matter_markup (GvnMatter *matter);
GvnPrint *gvn_print_new_decisions (GvnStore *store, GvnMeeting *meeting, const GvnNow *now, GError **error);

G_END_DECLS
