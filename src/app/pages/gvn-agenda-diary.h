/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/gvn-timeline-item.h"

G_BEGIN_DECLS

/* One day of the agenda as a list. Emits `activated` with the item the user asked for. */
#define GVN_TYPE_AGENDA_DIARY (gvn_agenda_diary_get_type ())
G_DECLARE_FINAL_TYPE (GvnAgendaDiary, gvn_agenda_diary, GVN, AGENDA_DIARY, AdwBin)

void gvn_agenda_diary_show (GvnAgendaDiary *self, const GDate *day, GPtrArray *items);

G_END_DECLS
