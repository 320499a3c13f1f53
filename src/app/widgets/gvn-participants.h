/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* Who is in a meeting, each with what is known of them; the keyboard stays where it is
 * while it is filled in. */
#define GVN_TYPE_PARTICIPANTS (gvn_participants_get_type ())
G_DECLARE_FINAL_TYPE (GvnParticipants, gvn_participants, GVN, PARTICIPANTS, AdwPreferencesGroup)

void gvn_participants_show (GvnParticipants *self, GvnSession *session, const char *meeting);

G_END_DECLS
