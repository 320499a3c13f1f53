/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GVN_TYPE_APPLICATION (gvn_application_get_type ())
G_DECLARE_FINAL_TYPE (GvnApplication, gvn_application, GVN, APPLICATION, AdwApplication)

GvnApplication *gvn_application_new (void);

G_END_DECLS
