/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* One line that takes a decision, an action, an alert or a disagreement down, with its
 * owner and its date, without leaving the meeting. Enter keeps it. */
#define GVN_TYPE_CAPTURE_LINE (gvn_capture_line_get_type ())
G_DECLARE_FINAL_TYPE (GvnCaptureLine, gvn_capture_line, GVN, CAPTURE_LINE, AdwBin)

void gvn_capture_line_set_item (GvnCaptureLine *self, GvnSession *session, const char *meeting, const char *item);

G_END_DECLS
