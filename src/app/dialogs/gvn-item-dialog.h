/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-session.h"
#include "proceedings/gvn-agenda.h"

G_BEGIN_DECLS

/* An item of an agenda: proposed, edited, given a file. */

void gvn_item_dialog_present (GvnSession *session, const char *meeting, GvnAgendaItem *item, GtkWidget *parent);
void gvn_item_dialog_attach (GvnSession *session, GvnAgendaItem *item, GtkWidget *parent);

G_END_DECLS
