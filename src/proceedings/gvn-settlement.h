/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "committees/gvn-meeting.h"
#include "contract/gvn-contract.h"

G_BEGIN_DECLS

/*
 * What a COPIL settles (6.2): the services delivered, the indicators, the billing, the
 * penalties, bonus and malus, with the position of both parties before the meeting.
 */

#define GVN_SETTLING_BODY_KIND "COPIL"

typedef enum
{
  GVN_SETTLEMENT_SERVICE,
  GVN_SETTLEMENT_INDICATOR,
  GVN_SETTLEMENT_BILLING,
  GVN_SETTLEMENT_PENALTY,
  GVN_SETTLEMENT_BONUS,
  GVN_SETTLEMENT_MALUS,
} GvnSettlementKind;

#define GVN_SETTLEMENT_N_KINDS (GVN_SETTLEMENT_MALUS + 1)

const char *gvn_settlement_kind_to_string (GvnSettlementKind kind);
const char *gvn_settlement_kind_get_label (GvnSettlementKind kind);
gboolean gvn_settlement_kind_parse (const char *text, GvnSettlementKind *kind);
gboolean gvn_settlement_kind_is_quarterly (GvnSettlementKind kind);
gboolean gvn_settlement_kind_is_unsigned (GvnSettlementKind kind);

typedef enum
{
  GVN_POSITION_AWAITED,
  GVN_POSITION_PROVIDED,
  GVN_POSITION_AGREED,
  GVN_POSITION_CONTESTED,
} GvnPosition;

#define GVN_N_POSITIONS (GVN_POSITION_CONTESTED + 1)

const char *gvn_position_to_string (GvnPosition position);
const char *gvn_position_get_label (GvnPosition position);
char *gvn_position_dup_text (GvnPosition position, const char *note);
gboolean gvn_position_parse (const char *text, GvnPosition *position);

/**
 * GvnSettlement:
 * @cents: euros excluding tax, in cents; only when @has_amount. What a penalty or a malus
 *   takes off and what a bonus gives is not below zero
 *
 * One element to settle.
 */
typedef struct
{
  char *id;
  char *meeting;
  GvnSettlementKind kind;
  char *title;
  gboolean has_amount;
  gint64 cents;
  GvnPosition contractor;
  char *contractor_note; /* NULL when none, as the next ones */
  GvnPosition dsiun;
  char *dsiun_note;
  char *file; /* SHA-256 */
  char *file_name;
  char *decision; /* the id of the matter that settles it */
} GvnSettlement;

void gvn_settlement_free (GvnSettlement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnSettlement, gvn_settlement_free)

gboolean gvn_settlement_is_contested (const GvnSettlement *self);

GPtrArray *gvn_settlement_list (GvnDb *db, const char *meeting, GError **error);
GvnSettlement *gvn_settlement_load (GvnDb *db, const char *id, GError **error);

gboolean gvn_amount_parse (const char *text, gint64 *cents, GError **error);
char *gvn_amount_to_string (gint64 cents);
char *gvn_amount_dup_text (gint64 cents);

/**
 * GvnSettlementDraft:
 * @id: (inout): the element to change; %NULL for a new one, whose id is set, to be freed
 * @meeting: of a new element
 * @new_id: (nullable): the id of a new element; a random one without it
 * @file: (nullable): the SHA-256 of a file kept by the store; %NULL keeps the one there is
 */
typedef struct
{
  char *id;
  const char *meeting;
  const char *new_id;
  GvnSettlementKind kind;
  const char *title;
  gboolean has_amount;
  gint64 cents;
  const char *file;
  const char *file_name;
  gint64 file_size;
} GvnSettlementDraft;

gboolean gvn_settlement_save (GvnDb *db, gpointer draft, GError **error);
gboolean gvn_settlement_remove (GvnDb *db, gpointer id, GError **error);

/* An element put at another place in its list, from 0 */
typedef struct
{
  const char *id;
  guint position;
} GvnSettlementMove;

gboolean gvn_settlement_move (GvnDb *db, gpointer move, GError **error);

/* What one party says of an element */
typedef struct
{
  const char *id;
  const char *side; /* contractor, dsiun */
  GvnPosition position;
  const char *note;
} GvnSettlementPosition;

gboolean gvn_settlement_set_position (GvnDb *db, gpointer position, GError **error);

/**
 * GvnSettlementCopy:
 * @n_copied: (out): how many elements came
 */
typedef struct
{
  const char *meeting;
  guint n_copied;
} GvnSettlementCopy;

gboolean gvn_settlement_copy_previous (GvnDb *db, gpointer copy, GError **error);

gboolean gvn_settlement_find_quarter (GvnDb *db, GvnMeeting *meeting, GvnQuarter *quarter, gboolean *found,
                                      GError **error);

void gvn_settlement_register (void);

G_END_DECLS
