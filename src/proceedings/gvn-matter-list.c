/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proceedings/gvn-matter-private.h"
#include "store/gvn-search.h"

/* The register's lists: SQL chooses and sorts, the rows shown are read by number. */

#define BY_NUMBER MATTER_KIND_ORDER ", m.number"

/* What each order sorts by, ascending and descending; what has no value comes last in
 * both, and the number decides between equals. */
static const struct
{
  const char *ascending;
  const char *descending;
} orders[] = {
  [GVN_MATTER_SORT_DUE] = { "m.due_on IS NULL, m.due_on", "m.due_on IS NULL, m.due_on DESC" },
  [GVN_MATTER_SORT_NUMBER] = { MATTER_KIND_ORDER, MATTER_KIND_ORDER " DESC, m.number DESC" },
  [GVN_MATTER_SORT_OWNER]
  = { "m.owner_side IS NULL, coalesce (p.name, m.owner_side) COLLATE NOCASE, m.due_on IS NULL, m.due_on",
      "m.owner_side IS NULL, coalesce (p.name, m.owner_side) COLLATE NOCASE DESC, m.due_on IS NULL, m.due_on" },
  [GVN_MATTER_SORT_AGE] = { "julianday (coalesce (m.closed_on, ?7)) - julianday (m.raised_on)",
                            "julianday (coalesce (m.closed_on, ?7)) - julianday (m.raised_on) DESC" },
  [GVN_MATTER_SORT_BODY] = { "b.position, m.due_on IS NULL, m.due_on", "b.position DESC, m.due_on IS NULL, m.due_on" },
  [GVN_MATTER_SORT_TITLE] = { "m.title COLLATE NOCASE", "m.title COLLATE NOCASE DESC" },
  [GVN_MATTER_SORT_STATE] = { "instr ('open closed dropped', m.state), m.due_on IS NULL, m.due_on",
                              "instr ('open closed dropped', m.state) DESC, m.due_on IS NULL, m.due_on" },
};

static const char *const groups[] = {
  [GVN_MATTERS_ALL] = "all",
  [GVN_MATTERS_OPEN] = "open",
  [GVN_MATTERS_LATE] = "late",
  [GVN_MATTERS_DONE] = "done",
};

static const char *const group_conditions[] = {
  [GVN_MATTERS_ALL] = "",
  [GVN_MATTERS_OPEN] = " AND m.state = 'open'",
  [GVN_MATTERS_LATE] = " AND m.state = 'open' AND m.due_on < ?7",
  [GVN_MATTERS_DONE] = " AND m.state <> 'open'",
};

gboolean
gvn_matter_group_parse (const char *text, GvnMatterGroup *group)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_strcmp0 (text, groups[i]) == 0)
      {
        *group = i;
        return TRUE;
      }

  return FALSE;
}

/* Runs @select with the conditions and the order of @filter. */
static GvnStatement *
query (GvnDb *db, const char *select, const GvnMatterFilter *filter, const GvnNow *now, GError **error)
{
  g_autofree char *match = gvn_search_dup_match (filter->words != NULL ? filter->words : "");
  const char *order = filter->descending ? orders[filter->sort].descending : orders[filter->sort].ascending;
  g_autofree char *sql = g_strconcat (
      select,
      " WHERE (?1 = 0 OR ?1 & (CASE m.kind WHEN 'decision' THEN 1 WHEN 'action' THEN 2 WHEN 'disagreement' THEN 4"
      "   ELSE 8 END)) AND (?2 IS NULL OR m.body = ?2) AND (?3 IS NULL OR m.perimeter = ?3)"
      " AND (?4 IS NULL OR m.owner = ?4) AND (?5 IS NULL OR m.owner_side = ?5)"
      " AND (?8 IS NULL OR m.due_on >= ?8) AND (?9 IS NULL OR m.due_on <= ?9)",
      group_conditions[filter->group],
      *match != '\0' ? " AND m.id IN (SELECT o.id FROM search AS f JOIN search_object AS o ON o.number = f.rowid"
                       "   WHERE f.search MATCH ?6 AND o.kind = 'matter')"
                     : "",
      " ORDER BY ", order, ", " BY_NUMBER, NULL);

  return gvn_db_query (db, error, sql, "isssssddd", (gint64) filter->kinds, filter->body, filter->perimeter,
                       filter->owner, filter->side, match, &now->local.date, &filter->from, &filter->to);
}

/**
 * gvn_matter_list_numbers:
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the rows, for a
 *   #GvnNumberList; gvn_matter_load_number() reads one
 */
GArray *
gvn_matter_list_numbers (GvnDb *db, const GvnMatterFilter *filter, const GvnNow *now, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  /* SQLite leaves out an outer join whose table no order asks for */
  g_autoptr (GvnStatement) rows = query (db,
                                         "SELECT m.rowid FROM matter AS m LEFT JOIN body AS b ON b.code = m.body"
                                         " LEFT JOIN person AS p ON p.id = m.owner",
                                         filter, now, error);

  if (rows == NULL)
    return NULL;
  while (gvn_statement_next (rows, error))
    {
      gint64 number = gvn_statement_int (rows, 0);

      g_array_append_val (numbers, number);
    }

  return gvn_statement_failed (rows) ? NULL : g_steal_pointer (&numbers);
}

/**
 * gvn_matter_list:
 *
 * Returns: (transfer full) (element-type GvnMatter): all of them at once, to be written
 *   out; what is shown goes by gvn_matter_list_numbers()
 */
GPtrArray *
gvn_matter_list (GvnDb *db, const GvnMatterFilter *filter, const GvnNow *now, GError **error)
{
  return gvn_statement_collect (query (db, MATTER_SELECT, filter, now, error), gvn_matter_from_row, g_object_unref,
                                error);
}

/**
 * gvn_matter_count_late:
 * @owner: (nullable): the id of a person, %NULL for everybody
 * @n: (out): how many open actions are overdue
 */
gboolean
gvn_matter_count_late (GvnDb *db, const char *owner, const GvnNow *now, guint *n, GError **error)
{
  gint64 count;

  if (!gvn_db_get_int (db, &count, error,
                       "SELECT count(*) FROM matter WHERE kind = 'action' AND state = 'open' AND due_on < ?1"
                       " AND (?2 IS NULL OR owner = ?2)",
                       "ds", &now->local.date, owner))
    return FALSE;
  *n = (guint) count;

  return TRUE;
}
