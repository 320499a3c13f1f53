/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* What the side of a meeting says of its documents: the versions of the agenda and of the
 * minutes, where they are in their life, and what can be done next. To be bound to a
 * group with gvn_ui_bind_group(), the subject being the meeting. */

void gvn_meeting_documents_fill_agenda (AdwPreferencesGroup *group, GvnSession *session, const char *meeting);
void gvn_meeting_documents_fill_minutes (AdwPreferencesGroup *group, GvnSession *session, const char *meeting);

G_END_DECLS
