/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-page.h"

G_BEGIN_DECLS

/* All meetings and deadlines over time, to be looked at, moved and searched. */
#define GVN_TYPE_AGENDA_PAGE (gvn_agenda_page_get_type ())
G_DECLARE_FINAL_TYPE (GvnAgendaPage, gvn_agenda_page, GVN, AGENDA_PAGE, GvnPage)

G_END_DECLS
