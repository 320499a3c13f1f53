/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* What is asked of a participant beyond their state. */

void gvn_attendance_form_present_representative (GvnSession *session, const char *meeting, const char *attendance,
                                                 GtkWidget *parent);
void gvn_attendance_form_present_extra (GvnSession *session, const char *meeting, GtkWidget *parent);
void gvn_attendance_form_present_objection (GvnSession *session, const char *attendance, GtkWidget *parent);

G_END_DECLS
