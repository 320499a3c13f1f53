/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"
#include "mail/gvn-mail.h"

G_BEGIN_DECLS

void gvn_mail_sending_present (GvnSession *session, GPtrArray *mails, AdwDialog *parent);

G_END_DECLS
