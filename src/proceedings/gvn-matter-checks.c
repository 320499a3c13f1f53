/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "committees/gvn-meeting.h"
#include "deadlines/gvn-register.h"
#include "proceedings/gvn-matter-private.h"

/* What the register of deadlines, facts and `check` are told of matters. */

/* Each finds the matters, or their facts, that break one rule; how it is said. */
static const struct
{
  const char *sql;
  const char *sentence;
} rules[] = {
  { "SELECT id FROM fact WHERE subject_kind = 'matter' AND subject_id NOT IN (SELECT id FROM matter)",
    N_ ("A fact is of a decision or action that does not exist") },
  { "SELECT m.id FROM matter AS m WHERE (SELECT count(*) FROM fact WHERE subject_kind = 'matter' AND subject_id = m.id"
    "   AND kind = CASE m.state WHEN 'closed' THEN 'matter_done' ELSE 'matter_dropped' END) <> 1 AND m.state <> 'open'",
    N_ ("A matter is settled or withdrawn without the one fact that says so") },
  { "SELECT m.id FROM matter AS m JOIN fact AS f ON f.subject_kind = 'matter' AND f.subject_id = m.id"
    " WHERE m.state = 'open' AND f.kind IN ('matter_done', 'matter_dropped')",
    N_ ("A matter is open though a fact settles it") },
  { "SELECT id FROM matter WHERE (state = 'open') <> (closed_on IS NULL)",
    N_ ("A matter’s state and the day it was settled do not agree") },
  { "SELECT matter FROM (SELECT matter, from_body,"
    "   lag (to_body) OVER (PARTITION BY matter ORDER BY at, rowid) AS before FROM matter_hop) WHERE before <> "
    "from_body",
    N_ ("A matter was escalated from a body that did not have it") },
  { "SELECT m.id FROM matter AS m JOIN matter_hop AS h ON h.matter = m.id WHERE h.rowid = (SELECT l.rowid"
    "   FROM matter_hop AS l WHERE l.matter = m.id ORDER BY l.at DESC, l.rowid DESC LIMIT 1) AND h.to_body <> m.body",
    N_ ("A matter is not where it was last escalated") },
  { "SELECT m.id FROM matter AS m JOIN meeting AS t ON t.id = m.meeting WHERE t.state = 'cancelled'",
    N_ ("A matter came up in a cancelled meeting") },
  { "SELECT id FROM matter WHERE kind = 'action' AND owner IS NULL AND owner_side IS NULL",
    N_ ("An action has nobody to do it") },
  { "SELECT id FROM matter WHERE due_on < raised_on", N_ ("A matter is due before it was raised") },
  { "SELECT min (id) FROM matter GROUP BY kind, number HAVING count(*) > 1",
    N_ ("Two matters of a kind have the same number") },
};

static gboolean
check_invariants (GvnDb *db, GPtrArray *findings, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (!gvn_store_add_findings (db, rules[i].sql, _ (rules[i].sentence), findings, error))
      return FALSE;

  return TRUE;
}

/* The day a fact gives is its day in the contract's zone, which SQL does not know. */
static gboolean
check_days (GvnDb *db, GPtrArray *findings, GError **error)
{
  g_autoptr (GvnStatement) rows
      = gvn_db_query (db, error,
                      "SELECT m.id, m.closed_on, f.at FROM matter AS m JOIN fact AS f ON f.subject_kind = 'matter'"
                      " AND f.subject_id = m.id AND f.kind IN ('matter_done', 'matter_dropped')"
                      " WHERE m.closed_on IS NOT NULL",
                      "");

  if (rows == NULL)
    return FALSE;
  while (gvn_statement_next (rows, error))
    {
      GDate closed;
      GvnLocal fact;

      gvn_statement_date (rows, 1, &closed);
      gvn_local_from_instant (gvn_statement_int (rows, 2), &fact);
      if (!gvn_date_equal (&closed, &fact.date))
        g_ptr_array_add (findings, g_strdup_printf ("%s: %s", _ ("A matter was not settled on the day its fact says"),
                                                    gvn_statement_text (rows, 0)));
    }

  return !gvn_statement_failed (rows);
}

static char *
dup_title (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GvnMatter) matter = gvn_matter_load (db, id, error);

  return matter != NULL ? gvn_matter_dup_title (matter) : NULL;
}

/* What was decided in a meeting was decided in one that took place. */
static gboolean
check_not_said (GvnDb *db, GvnMeeting *meeting, GError **error)
{
  gint64 n;

  return gvn_db_get_int (db, &n, error, "SELECT count(*) FROM matter WHERE meeting = ?", "s", meeting->id)
         && (n == 0
             || gvn_meeting_refuse (
                 meeting, _ ("decisions or actions came up in it; record it as held, or take it off them"), error));
}

/**
 * gvn_matter_register:
 *
 * Tells the layers below of the matters; to be called once at start.
 */
void
gvn_matter_register (void)
{
  static const GvnSubjectKind subject = { GVN_SUBJECT_MATTER, dup_title, gvn_matter_refresh };
  static const GvnFactKind facts[] = { { GVN_FACT_MATTER_DONE, N_ ("Settled") },
                                       { GVN_FACT_MATTER_DROPPED, N_ ("Withdrawn") },
                                       { GVN_FACT_MATTER_REMINDED, N_ ("Reminder sent") } };

  gvn_fact_add_kinds (facts, G_N_ELEMENTS (facts));
  gvn_register_add_subject_kind (&subject);
  gvn_store_add_invariant (check_invariants);
  gvn_store_add_invariant (check_days);
  gvn_meeting_set_cancel_guard (check_not_said);
}
