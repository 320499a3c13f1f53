/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/gvn-object.h"
#include "store/gvn-search.h"

/* A longer text is cut: nobody reads for more words than these */
#define MAX_WORDS 12

G_DEFINE_FINAL_TYPE (GvnSearchHit, gvn_search_hit, G_TYPE_OBJECT)

static void
gvn_search_hit_finalize (GObject *object)
{
  GvnSearchHit *self = GVN_SEARCH_HIT (object);

  g_free (self->kind);
  g_free (self->id);
  g_free (self->title);
  g_free (self->detail);

  G_OBJECT_CLASS (gvn_search_hit_parent_class)->finalize (object);
}

static void
gvn_search_hit_class_init (GvnSearchHitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gvn_search_hit_finalize;
}

static void
gvn_search_hit_init (GvnSearchHit *self)
{
}

/**
 * gvn_search_dup_match:
 *
 * Each word as the beginning of one, quoted: nothing a user types is syntax.
 *
 * Returns: (transfer full): what to look for in the index; empty for no words
 */
char *
gvn_search_dup_match (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) words = g_strsplit_set (valid, " \t\n", -1);
  GString *match = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; words[i] != NULL && n < MAX_WORDS; i++)
    {
      g_autoptr (GString) word = g_string_new (words[i]);

      if (word->len == 0)
        continue;
      g_string_replace (word, "\"", "\"\"", 0);
      g_string_append_printf (match, "%s\"%s\"*", n > 0 ? " " : "", word->str);
      n++;
    }

  return g_string_free (match, FALSE);
}

static gpointer
hit_from_row (GvnStatement *row)
{
  GvnSearchHit *self = g_object_new (GVN_TYPE_SEARCH_HIT, NULL);

  self->kind = gvn_statement_dup_text (row, 0);
  self->id = gvn_statement_dup_text (row, 1);
  self->title = gvn_statement_dup_text (row, 2);
  self->detail = gvn_statement_dup_text (row, 3);
  gvn_statement_date (row, 4, &self->day);

  return self;
}

/**
 * gvn_search_hit_compare:
 *
 * Orders by kind, as the domains told them.
 */
int
gvn_search_hit_compare (gconstpointer a, gconstpointer b, gpointer unused)
{
  return (int) gvn_object_kind_get_rank (((const GvnSearchHit *) a)->kind)
         - (int) gvn_object_kind_get_rank (((const GvnSearchHit *) b)->kind);
}

/**
 * gvn_search:
 * @words: all of them, in any order, as the beginnings of words; accents and case do
 *   not count
 * @today: what is to come is told before what has passed, the nearest first
 * @limit: of each kind
 *
 * Returns: (transfer full) (element-type GvnSearchHit): by kind, in the order the
 *   domains told them; none for no words
 */
GPtrArray *
gvn_search (GvnDb *db, const char *words, const GDate *today, int limit, GError **error)
{
  g_autofree char *match = gvn_search_dup_match (words);
  GPtrArray *hits;

  if (*match == '\0')
    return g_ptr_array_new_with_free_func (g_object_unref);

  /* The newest 2,000 are ranked: a letter alone would rank everything. */
  hits = gvn_statement_collect (
      gvn_db_query (db, error,
                    "WITH found AS (SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT 2000),"
                    " ranked AS (SELECT o.*, row_number () OVER (PARTITION BY o.kind ORDER BY o.day < ?2,"
                    "   abs (julianday (o.day) - julianday (?2)), o.title) AS place"
                    "   FROM found AS f JOIN search_object AS o ON o.number = f.rowid)"
                    " SELECT kind, id, title, detail, day FROM ranked WHERE place <= ?3"
                    " ORDER BY kind, place",
                    "sdi", match, today, (gint64) limit),
      hit_from_row, g_object_unref, error);
  if (hits != NULL)
    g_ptr_array_sort_values_with_data (hits, gvn_search_hit_compare, NULL);

  return hits;
}

/**
 * gvn_search_check:
 * @findings: (element-type utf8): a sentence is added when the index is not what it should be
 *
 * A #GvnInvariant.
 */
gboolean
gvn_search_check (GvnDb *db, GPtrArray *findings, GError **error)
{
  gint64 n;

  if (!gvn_db_get_int (
          db, &n, error,
          "SELECT (SELECT count(*) FROM (SELECT * FROM searchable EXCEPT SELECT kind, id, title, detail, day"
          "   FROM search_object)) + (SELECT count(*) FROM (SELECT kind, id, title, detail, day FROM search_object"
          "   EXCEPT SELECT * FROM searchable))",
          ""))
    return FALSE;
  if (n > 0)
    g_ptr_array_add (findings,
                     g_strdup (_ ("The search does not know all there is, or knows what is not: restore a backup")));

  return TRUE;
}
