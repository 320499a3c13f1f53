/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "print/gvn-print.h"

G_BEGIN_DECLS

void gvn_printing_run (GvnPrint *print, GtkWindow *parent);

G_END_DECLS
