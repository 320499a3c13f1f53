/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-store.h"

G_BEGIN_DECLS

int gvn_cli_run (int argc, char **argv);

G_END_DECLS
