/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "print/gvn-print.h"

G_BEGIN_DECLS

GBytes *gvn_docx_get_template (void);
gboolean gvn_docx_check_template (GBytes *template, const char *name, GError **error);
GBytes *gvn_print_to_docx (GvnPrint *print, GBytes *template, const char *name, GError **error);

G_END_DECLS
