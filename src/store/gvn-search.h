/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "store/gvn-db.h"

G_BEGIN_DECLS

/* What is found by its words. The index is kept by triggers, see the schema. */

/**
 * GvnSearchHit:
 * @kind: as its domain told it, see gvn_object_add_kinds()
 * @id: of the thing, as its domain knows it
 * @day: when it takes place; invalid for what has no day
 */
#define GVN_TYPE_SEARCH_HIT (gvn_search_hit_get_type ())
G_DECLARE_FINAL_TYPE (GvnSearchHit, gvn_search_hit, GVN, SEARCH_HIT, GObject)

struct _GvnSearchHit
{
  GObject parent_instance;

  /* owned */
  char *kind;
  char *id;
  char *title;
  char *detail;

  GDate day;
};

int gvn_search_hit_compare (gconstpointer a, gconstpointer b, gpointer unused);
GPtrArray *gvn_search (GvnDb *db, const char *words, const GDate *today, int limit, GError **error);
char *gvn_search_dup_match (const char *text);
gboolean gvn_search_check (GvnDb *db, GPtrArray *findings, GError **error);

G_END_DECLS
