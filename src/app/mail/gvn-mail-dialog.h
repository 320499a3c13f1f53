/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"
#include "mail/gvn-mail.h"

G_BEGIN_DECLS

/* Mails to be read, changed, handed to the mail program and recorded as sent. */

void gvn_mail_dialog_present (GvnSession *session, GvnMailAct act, const char *const *subjects, GtkWidget *parent);

/* The same about one thing, for what opens from a row */
void gvn_mail_open_convocation (GvnSession *session, const char *meeting, GtkWidget *parent);
void gvn_mail_open_agenda (GvnSession *session, const char *meeting, GtkWidget *parent);
void gvn_mail_open_minutes (GvnSession *session, const char *meeting, GtkWidget *parent);
void gvn_mail_open_validation (GvnSession *session, const char *meeting, GtkWidget *parent);
void gvn_mail_open_reminder (GvnSession *session, const char *matter, GtkWidget *parent);
void gvn_mail_open_relance (GvnSession *session, const char *deadline, GtkWidget *parent);

void gvn_mail_add_openers (AdwPreferencesGroup *group, GvnSession *session, GvnMeeting *meeting);

G_END_DECLS
