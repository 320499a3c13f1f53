/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-page.h"

G_BEGIN_DECLS

#define GVN_TYPE_DEADLINES_PAGE (gvn_deadlines_page_get_type ())
G_DECLARE_FINAL_TYPE (GvnDeadlinesPage, gvn_deadlines_page, GVN, DEADLINES_PAGE, GvnPage)

G_END_DECLS
