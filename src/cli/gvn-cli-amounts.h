/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/gvn-cli-private.h"
#include "money/gvn-money.h"

G_BEGIN_DECLS

/* In characters */
#define GVN_CLI_LABEL_WIDTH 32
#define GVN_CLI_AMOUNT_WIDTH 17

void gvn_cli_print_padded (const char *text, int width, gboolean right);
void gvn_cli_print_stages (const char *label, GvnMoneyStage first);
void gvn_cli_print_amounts (const char *label, const GvnMoneyAmount *amounts, GvnMoneyStage first);
void gvn_cli_print_missing (const GvnMoneyAmount *amounts, GvnMoneyStage first);
void gvn_cli_add_amount (JsonBuilder *builder, const char *member, const GvnMoneyAmount *amount);
void gvn_cli_add_amounts (JsonBuilder *builder, const GvnMoneyAmount *amounts, GvnMoneyStage first);

G_END_DECLS
