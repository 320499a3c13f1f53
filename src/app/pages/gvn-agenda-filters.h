/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/pages/gvn-agenda.h"

G_BEGIN_DECLS

/* What of the agenda is shown, in a menu; most of it is remembered. Emits `changed`
 * when the user chose otherwise. */
#define GVN_TYPE_AGENDA_FILTERS (gvn_agenda_filters_get_type ())
G_DECLARE_FINAL_TYPE (GvnAgendaFilters, gvn_agenda_filters, GVN, AGENDA_FILTERS, AdwBin)

void gvn_agenda_filters_fill (GvnAgendaFilters *self, GvnDb *db);
void gvn_agenda_filters_get (GvnAgendaFilters *self, GvnAgendaFilter *filter);
void gvn_agenda_filters_reset (GvnAgendaFilters *self);

G_END_DECLS
