/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/gvn-error.h"

G_DEFINE_QUARK (gvn - error - quark, gvn_error)
