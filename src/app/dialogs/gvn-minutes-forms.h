/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* A remark answered, a version validated by a participant. */

void gvn_answer_form_present (GvnSession *session, const char *remark, GtkWidget *parent);

/* @subject: the meeting and the participant, with a space between */
void gvn_signing_form_present (GvnSession *session, const char *subject, GtkWidget *parent);

G_END_DECLS
