/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* What the minutes say under an item, or what they open with, written in place. It is
 * kept when the focus leaves it. */
#define GVN_TYPE_WRITING (gvn_writing_get_type ())
G_DECLARE_FINAL_TYPE (GvnWriting, gvn_writing, GVN, WRITING, GtkBox)

void gvn_writing_set_subject (GvnWriting *self, GvnSession *session, const char *meeting, const char *item,
                              const char *title);
void gvn_writing_set_label (GvnWriting *self, const char *label);
void gvn_writing_set_editable (GvnWriting *self, gboolean editable);
void gvn_writing_show (GvnWriting *self, const char *text);
void gvn_writing_keep (GvnWriting *self);

G_END_DECLS
