/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "proceedings/gvn-preproblem.h"

static const struct
{
  const char *name;
  const char *label;
} verdicts[] = {
  [GVN_PREPROBLEM_UNDECIDED] = { "undecided", N_ ("Undecided") },
  [GVN_PREPROBLEM_PROBLEM] = { "problem", N_ ("A problem") },
  [GVN_PREPROBLEM_NOT_PROBLEM] = { "not_problem", N_ ("No problem") },
};

const char *
gvn_preproblem_verdict_to_string (GvnPreproblemVerdict verdict)
{
  return verdicts[verdict].name;
}

const char *
gvn_preproblem_verdict_get_label (GvnPreproblemVerdict verdict)
{
  return _ (verdicts[verdict].label);
}

/**
 * gvn_preproblem_verdict_parse:
 *
 * Returns: whether @text is a verdict; undecided is none
 */
gboolean
gvn_preproblem_verdict_parse (const char *text, GvnPreproblemVerdict *verdict)
{
  for (guint i = GVN_PREPROBLEM_PROBLEM; i < G_N_ELEMENTS (verdicts); i++)
    if (g_strcmp0 (text, verdicts[i].name) == 0)
      {
        *verdict = i;
        return TRUE;
      }

  return FALSE;
}

void
gvn_preproblem_free (GvnPreproblem *self)
{
  g_free (self->id);
  g_free (self->meeting);
  g_free (self->follows);
  g_free (self->title);
  g_free (self->incidents);
  g_free (self->impact);
  g_free (self->diagnosis_tme);
  g_free (self->diagnosis_tms);
  g_free (self->approved_by);
  g_free (self->reason);
  g_free (self->ticket);
  g_free (self);
}

/* Reading ---------------------------------------------------------------------------- */

#define ROW_SELECT                                                                                                     \
  "SELECT p.id, p.meeting, p.follows, p.title, p.incidents, p.impact, p.priority, p.diagnosis_tme, p.diagnosis_tms,"   \
  " f.by_name, f.at, p.verdict, p.verdict_note, p.ticket FROM preproblem AS p LEFT JOIN fact AS f ON f.id = "          \
  "p.approved"

static gpointer
row_from_row (GvnStatement *row)
{
  GvnPreproblem *self = g_new0 (GvnPreproblem, 1);

  self->id = gvn_statement_dup_text (row, 0);
  self->meeting = gvn_statement_dup_text (row, 1);
  self->follows = gvn_statement_dup_text (row, 2);
  self->title = gvn_statement_dup_text (row, 3);
  self->incidents = gvn_statement_dup_text (row, 4);
  self->impact = gvn_statement_dup_text (row, 5);
  self->priority = (int) gvn_statement_int (row, 6);
  self->diagnosis_tme = gvn_statement_dup_text (row, 7);
  self->diagnosis_tms = gvn_statement_dup_text (row, 8);
  self->approved_by = gvn_statement_dup_text (row, 9);
  if (self->approved_by != NULL)
    gvn_local_from_instant (gvn_statement_int (row, 10), &self->approved);
  gvn_preproblem_verdict_parse (gvn_statement_text (row, 11), &self->verdict);
  self->reason = gvn_statement_dup_text (row, 12);
  self->ticket = gvn_statement_dup_text (row, 13);

  return self;
}

/**
 * gvn_preproblem_list:
 *
 * Returns: (transfer full) (element-type GvnPreproblem): the rows of a meeting's grid, in
 *   their order
 */
GPtrArray *
gvn_preproblem_list (GvnDb *db, const char *meeting, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error, ROW_SELECT " WHERE p.meeting = ? ORDER BY p.position, p.id", "s", meeting), row_from_row,
      (GDestroyNotify) gvn_preproblem_free, error);
}

/**
 * gvn_preproblem_load:
 *
 * Returns: (transfer full): the row, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnPreproblem *
gvn_preproblem_load (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) found = gvn_statement_collect (gvn_db_query (db, error, ROW_SELECT " WHERE p.id = ?", "s", id),
                                                       row_from_row, (GDestroyNotify) gvn_preproblem_free, error);

  if (found == NULL)
    return NULL;
  if (found->len == 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: %s is an identifier the user typed */
                   _ ("There is no row “%s”: take the identifier from the grid of the meeting"), id);
      return NULL;
    }

  return g_ptr_array_steal_index (found, 0);
}

/* Follow-up -------------------------------------------------------------------------- */

void
gvn_preproblem_note_free (GvnPreproblemNote *self)
{
  g_free (self->by_name);
  g_free (self->text);
  g_free (self);
}

static gpointer
note_from_row (GvnStatement *row)
{
  GvnPreproblemNote *self = g_new0 (GvnPreproblemNote, 1);

  gvn_local_from_instant (gvn_statement_int (row, 0), &self->at);
  self->by_name = gvn_statement_dup_text (row, 1);
  self->text = gvn_statement_dup_text (row, 2);

  return self;
}

/**
 * gvn_preproblem_list_notes:
 *
 * Returns: (transfer full) (element-type GvnPreproblemNote): what was said of a row and of
 *   those it carries on, the oldest first
 */
GPtrArray *
gvn_preproblem_list_notes (GvnDb *db, const char *id, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error,
                    "WITH RECURSIVE line (id) AS (VALUES (?)"
                    " UNION SELECT p.follows FROM preproblem AS p JOIN line ON p.id = line.id"
                    "   WHERE p.follows IS NOT NULL)"
                    " SELECT n.at, n.by_name, n.text FROM preproblem_note AS n JOIN line ON line.id = n.preproblem"
                    " ORDER BY n.at, n.id",
                    "s", id),
      note_from_row, (GDestroyNotify) gvn_preproblem_note_free, error);
}

/* What is lacking -------------------------------------------------------------------- */

/* A problem carried on is only informed about (phase 2): its analysis is done. */
static gboolean
is_followed (const GvnPreproblem *self)
{
  return self->follows != NULL && self->verdict == GVN_PREPROBLEM_PROBLEM;
}

/**
 * gvn_preproblem_list_gaps:
 *
 * Returns: (transfer full) (element-type utf8): what 6.6 expects of the row and it does
 *   not say yet, in a few words each
 */
GPtrArray *
gvn_preproblem_list_gaps (const GvnPreproblem *self)
{
  GPtrArray *gaps = g_ptr_array_new_with_free_func (g_free);
  const struct
  {
    gboolean lacking;
    const char *words;
  } expected[] = {
    { gvn_text_is_empty (self->impact), _ ("no impact") },
    { self->priority == 0, _ ("no priority") },
    { gvn_text_is_empty (self->diagnosis_tme), _ ("no TME part") },
    { gvn_text_is_empty (self->diagnosis_tms), _ ("no TMS part") },
    { self->approved_by == NULL, _ ("not approved by the ROC") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (expected[i].lacking && !is_followed (self))
      g_ptr_array_add (gaps, g_strdup (expected[i].words));

  return gaps;
}

/**
 * gvn_preproblem_dup_gaps:
 *
 * Returns: (transfer full) (nullable): "no TME part, not approved by the ROC", %NULL when
 *   nothing lacks
 */
char *
gvn_preproblem_dup_gaps (const GvnPreproblem *self)
{
  g_autoptr (GPtrArray) gaps = gvn_preproblem_list_gaps (self);

  if (gaps->len == 0)
    return NULL;
  g_ptr_array_add (gaps, NULL);

  return g_strjoinv (", ", (char **) gaps->pdata);
}

/**
 * gvn_grid_dup_summary:
 * @rows: (element-type GvnPreproblem): those of one grid
 *
 * Returns: (transfer full): what the grid lacks at a glance
 */
char *
gvn_grid_dup_summary (GPtrArray *rows)
{
  guint n = 0;

  if (rows->len == 0)
    return g_strdup (_ ("The grid has no row yet."));
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *gaps = gvn_preproblem_dup_gaps (rows->pdata[i]);

      n += gaps != NULL;
    }
  if (n == 0)
    return g_strdup (_ ("Every row is complete and approved."));

  return g_strdup_printf (ngettext ("%u row lacks something.", "%u rows lack something.", n), n);
}

/**
 * gvn_grid_dup_warning:
 *
 * What to know before the grid is sent: it is never refused.
 *
 * Returns: (transfer full) (nullable): which rows lack what, one a line; %NULL when there
 *   is nothing to say, or with @error
 */
char *
gvn_grid_dup_warning (GvnDb *db, const char *meeting, GError **error)
{
  g_autoptr (GPtrArray) rows = gvn_preproblem_list (db, meeting, error);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const GvnPreproblem *row = rows->pdata[i];
      g_autofree char *gaps = gvn_preproblem_dup_gaps (row);

      if (gaps == NULL)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("%s: %s"), row->title, gaps);
    }

  return text->len > 0 ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}
