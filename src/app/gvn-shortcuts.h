/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One table sets the accelerators and shows them. */
void gvn_shortcuts_install (GtkApplication *application);
void gvn_shortcuts_present (GtkWidget *parent);

G_END_DECLS
