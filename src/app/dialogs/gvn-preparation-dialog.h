/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"
#include "committees/gvn-meeting.h"

G_BEGIN_DECLS

/* Where the preparation of a COPIL or of a COSTRAT stands (6.1, 6.2). */

void gvn_preparation_dialog_present (GvnSession *session, const char *meeting, GtkWidget *parent);
void gvn_preparation_add_opener (AdwPreferencesPage *page, GvnSession *session, GvnMeeting *meeting);

void gvn_settlement_dialog_present (GvnSession *session, const char *element, GtkWidget *parent);

/* The forms it opens */
void gvn_settlement_new_present (GvnSession *session, const char *meeting, GtkWidget *parent);
void gvn_settlement_form_present (GvnSession *session, const char *element, GtkWidget *parent);
void gvn_settlement_contractor_present (GvnSession *session, const char *element, GtkWidget *parent);
void gvn_settlement_dsiun_present (GvnSession *session, const char *element, GtkWidget *parent);

G_END_DECLS
