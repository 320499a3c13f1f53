/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-page.h"

G_BEGIN_DECLS

#define GVN_TYPE_CAB_PAGE (gvn_cab_page_get_type ())
G_DECLARE_FINAL_TYPE (GvnCabPage, gvn_cab_page, GVN, CAB_PAGE, GvnPage)

G_END_DECLS
