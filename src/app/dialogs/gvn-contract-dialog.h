/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GvnContractCreated:
 * @path: the file of the contract just created
 */
typedef void (*GvnContractCreated) (const char *path, gpointer data);

/* The short assistant that creates a contract at @path. */
void gvn_contract_dialog_present (const char *path, const char *today, GvnContractCreated created, gpointer data,
                                  GtkWidget *parent);

G_END_DECLS
