/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/* Who I am, the readings of the contract, people, closures, backups. */
AdwDialog *gvn_preferences_dialog_new (GvnSession *session);

G_END_DECLS
