/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-session.h"
#include "store/gvn-search.h"

G_BEGIN_DECLS

char *gvn_search_dup_words (GvnSession *session, GvnSearchHit *hit);

G_END_DECLS
