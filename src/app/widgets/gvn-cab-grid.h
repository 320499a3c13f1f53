/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "proceedings/gvn-cab-week.h"

G_BEGIN_DECLS

/**
 * GvnCabGrid:
 *
 * The week of the CABs: a column per perimeter, the days as headings, a focusable card
 * for each CAB and each emergency change. The arrows go from card to card. Emits
 * `activated` with the kind and the id of a card, `create` with a perimeter for a new
 * emergency change there, and `left` with -1 or 1 when the arrows leave the columns.
 */
#define GVN_TYPE_CAB_GRID (gvn_cab_grid_get_type ())
G_DECLARE_FINAL_TYPE (GvnCabGrid, gvn_cab_grid, GVN, CAB_GRID, AdwBin)

void gvn_cab_grid_set_week (GvnCabGrid *self, const GvnCabWeek *week, const char *only, const GvnNow *now);
const char *gvn_cab_grid_get_perimeter (GvnCabGrid *self);

G_END_DECLS
