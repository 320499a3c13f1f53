/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-page.h"

G_BEGIN_DECLS

#define GVN_TYPE_MATTERS_PAGE (gvn_matters_page_get_type ())
G_DECLARE_FINAL_TYPE (GvnMattersPage, gvn_matters_page, GVN, MATTERS_PAGE, GvnPage)

G_END_DECLS
