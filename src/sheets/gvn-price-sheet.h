/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "orders/gvn-price.h"

G_BEGIN_DECLS

/* A sheet of prices; its faults name their line and column. */

GPtrArray *gvn_price_sheet_read (const char *path, GvnCatalogue *catalogue, GError **error);

G_END_DECLS
