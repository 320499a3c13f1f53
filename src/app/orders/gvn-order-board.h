/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Orders as cards, in a column for each step of their life. Emits `opened` with the id of
 * an order. */
#define GVN_TYPE_ORDER_BOARD (gvn_order_board_get_type ())
G_DECLARE_FINAL_TYPE (GvnOrderBoard, gvn_order_board, GVN, ORDER_BOARD, AdwBin)

void gvn_order_board_show (GvnOrderBoard *self, GvnSession *session, GListModel *orders);

G_END_DECLS
