/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-page.h"

G_BEGIN_DECLS

#define GVN_TYPE_DASHBOARD_PAGE (gvn_dashboard_page_get_type ())
G_DECLARE_FINAL_TYPE (GvnDashboardPage, gvn_dashboard_page, GVN, DASHBOARD_PAGE, GvnPage)

G_END_DECLS
