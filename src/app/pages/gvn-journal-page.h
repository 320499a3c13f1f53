/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-page.h"

G_BEGIN_DECLS

/* All that was done, the newest first, and the hash that stands for it */
#define GVN_TYPE_JOURNAL_PAGE (gvn_journal_page_get_type ())
G_DECLARE_FINAL_TYPE (GvnJournalPage, gvn_journal_page, GVN, JOURNAL_PAGE, GvnPage)

G_END_DECLS
