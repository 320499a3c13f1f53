/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-page.h"

G_BEGIN_DECLS

/* A meeting as a document one works in: its agenda, what is said and decided, who is
 * there, where its agenda and its minutes are in their life. */
#define GVN_TYPE_MEETING_PAGE (gvn_meeting_page_get_type ())
G_DECLARE_FINAL_TYPE (GvnMeetingPage, gvn_meeting_page, GVN, MEETING_PAGE, GvnPage)

AdwNavigationPage *gvn_meeting_page_new (GvnSession *session, const char *meeting);

G_END_DECLS
