/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

void gvn_open_file (GvnSession *session, const char *sha256, const char *name, GtkWidget *parent);

G_END_DECLS
