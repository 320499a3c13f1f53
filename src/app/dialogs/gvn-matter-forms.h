/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-session.h"
#include "proceedings/gvn-matter.h"

G_BEGIN_DECLS

/* Raising a matter, editing one, and what is done with one or with several. */

void gvn_matter_form_present_new (GvnSession *session, GvnMatterKind kind, const char *meeting, const char *item,
                                  GtkWidget *parent);
void gvn_matter_form_present (GvnSession *session, const char *id, GtkWidget *parent);
void gvn_matter_act_form_present (GvnSession *session, const char *const *matters, GvnMatterAct act, GtkWidget *parent);
void gvn_escalation_form_present (GvnSession *session, const char *id, GtkWidget *parent);

G_END_DECLS
