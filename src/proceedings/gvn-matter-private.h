/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "contract/gvn-fact.h"
#include "proceedings/gvn-matter.h"

G_BEGIN_DECLS

/* The facts that end a matter */
#define GVN_FACT_MATTER_DONE "matter_done"
#define GVN_FACT_MATTER_DROPPED "matter_dropped"

/* The columns gvn_matter_from_row() reads, in its order */
#define MATTER_SELECT                                                                                                  \
  "SELECT m.id, m.kind, m.number, m.state, m.title, m.detail, m.meeting, m.item, m.body, b.kind, m.perimeter,"         \
  " m.owner, p.name, m.owner_side, m.raised_on, m.due_on, m.scope, m.ticket, m.closed_on"                              \
  " FROM matter AS m JOIN body AS b ON b.code = m.body LEFT JOIN person AS p ON p.id = m.owner"

/* As the kinds are declared */
#define MATTER_KIND_ORDER "instr ('decision action disagreement alert', m.kind)"

gpointer gvn_matter_from_row (GvnStatement *row);
const char *gvn_matter_state_to_string (GvnMatterState state);
gboolean gvn_matter_fail (GvnMatter *self, const char *reason, GError **error);
gboolean gvn_matter_check_open (GvnMatter *self, GError **error);
gboolean gvn_matter_check_due (const char *title, const GDate *raised, const GDate *due, GError **error);
gboolean gvn_matter_check_owner (GvnDb *db, const char *title, GvnMatterKind kind, const char *owner, char **owner_side,
                                 GError **error);
gboolean gvn_matter_find_last_hop (GvnDb *db, const char *id, gint64 *at, GError **error);
gint64 gvn_matter_resolve_moment (gint64 at, gint64 last, const GvnNow *now);
gboolean gvn_matter_refresh (GvnDb *db, const char *id, GError **error);

G_END_DECLS
