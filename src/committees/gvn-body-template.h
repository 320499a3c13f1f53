/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adds the bodies' part of a contract template. */
void gvn_body_template_register (void);

G_END_DECLS
