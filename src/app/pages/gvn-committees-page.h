/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-page.h"

G_BEGIN_DECLS

#define GVN_TYPE_COMMITTEES_PAGE (gvn_committees_page_get_type ())
G_DECLARE_FINAL_TYPE (GvnCommitteesPage, gvn_committees_page, GVN, COMMITTEES_PAGE, GvnPage)

G_END_DECLS
