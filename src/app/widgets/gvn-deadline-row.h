/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"
#include "deadlines/gvn-deadline.h"

G_BEGIN_DECLS

/* A deadline as a row: its light, what is owed for which meeting, when, in which
 * state; used wherever deadlines are listed. */
#define GVN_TYPE_DEADLINE_ROW (gvn_deadline_row_get_type ())
G_DECLARE_FINAL_TYPE (GvnDeadlineRow, gvn_deadline_row, GVN, DEADLINE_ROW, GtkBox)

GtkWidget *gvn_deadline_row_new (void);
void gvn_deadline_row_bind (GvnDeadlineRow *self, GvnDeadline *deadline, GvnSession *session, gboolean with_subject);
const char *gvn_deadline_row_get_sentence (GvnDeadlineRow *self);
const char *gvn_deadline_get_light (GvnDeadline *deadline);
const char *gvn_deadline_get_icon (GvnDeadline *deadline);
char *gvn_distance_in_words (GvnSession *session, const GDate *date);

G_END_DECLS
