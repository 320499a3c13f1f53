/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-session.h"
#include "orders/gvn-order-act.h"

G_BEGIN_DECLS

/* What the pages of orders say of one. */

/* The columns of the board, which several states share */
typedef enum
{
  GVN_BOARD_NEED,
  GVN_BOARD_SENT,
  GVN_BOARD_QUOTED,
  GVN_BOARD_ACCEPTED,
  GVN_BOARD_ISSUED,
  GVN_BOARD_DELIVERED,
  GVN_BOARD_VERIFIED,
  GVN_BOARD_NONE, /* cancelled: on no board */
} GvnBoardColumn;

#define GVN_N_BOARD_COLUMNS GVN_BOARD_NONE

GvnBoardColumn gvn_order_get_board_column (GvnOrder *order);
const char *gvn_board_column_get_label (GvnBoardColumn column);
gboolean gvn_order_is_open (GvnOrder *order);

const char *gvn_order_get_perimeter_words (GvnOrder *order);
const char *gvn_order_get_color (GvnOrder *order);
char *gvn_order_dup_countdown (GvnSession *session, GvnOrder *order);
char *gvn_order_dup_state_words (GvnOrder *order);
char *gvn_order_dup_due (const GvnLocal *due);
char *gvn_order_dup_note (int note);
char *gvn_order_dup_weighted (const GvnOrderNotes *notes);
char *gvn_order_dup_parts (const GvnOrderNotes *notes);
char *gvn_order_dup_sentence (GvnSession *session, GvnOrder *order);

G_END_DECLS
