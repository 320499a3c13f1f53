/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"
#include "committees/gvn-meeting.h"

G_BEGIN_DECLS

/* The analysis grid of a problem committee (6.6). */

void gvn_grid_dialog_present (GvnSession *session, const char *meeting, GtkWidget *parent);
void gvn_grid_row_dialog_present (GvnSession *session, const char *row, GtkWidget *parent);
void gvn_grid_add_opener (AdwPreferencesPage *page, GvnSession *session, GvnMeeting *meeting);

/* The forms it opens */
void gvn_grid_new_row_present (GvnSession *session, const char *meeting, GtkWidget *parent);
void gvn_grid_row_form_present (GvnSession *session, const char *row, GtkWidget *parent);
void gvn_grid_approve_row_present (GvnSession *session, const char *row, GtkWidget *parent);
void gvn_grid_approve_all_present (GvnSession *session, const char *meeting, GtkWidget *parent);
void gvn_grid_verdict_present (GvnSession *session, const char *row, GtkWidget *parent);
void gvn_grid_note_present (GvnSession *session, const char *row, GtkWidget *parent);

G_END_DECLS
