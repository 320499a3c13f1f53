/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"
#include "mail/gvn-mail.h"

G_BEGIN_DECLS

/**
 * GvnMailPage:
 *
 * One mail, which is changed as it is written. Emits `handed` with a sentence when it went
 * to a file, to the clipboard or to the mail program, `told` with one that changes nothing.
 */
#define GVN_TYPE_MAIL_PAGE (gvn_mail_page_get_type ())
G_DECLARE_FINAL_TYPE (GvnMailPage, gvn_mail_page, GVN, MAIL_PAGE, AdwNavigationPage)

AdwNavigationPage *gvn_mail_page_new (GvnSession *session, GvnMail *mail, gboolean alone);

typedef void (*GvnMailOpened) (GError *error, gpointer data);
void gvn_mail_open (GvnSession *session, GvnMail *mail, GtkWidget *parent, GvnMailOpened opened, gpointer data);

G_END_DECLS
