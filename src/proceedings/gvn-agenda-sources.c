/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "contract/gvn-contract.h"
#include "contract/gvn-milestone.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-register.h"
#include "proceedings/gvn-agenda.h"
#include "proceedings/gvn-matter.h"
#include "proceedings/gvn-preparation.h"
#include "proceedings/gvn-preproblem.h"

/* What the domains so far know for the items of an agenda. */

#define MAX_LINES 40

/* Filled at start by the domains, read-only afterwards. */
static GvnAgendaSource sources[64];
static guint n_sources;

static const GvnAgendaSource *
find_source (const char *code)
{
  for (guint i = 0; code != NULL && i < n_sources; i++)
    if (g_str_equal (sources[i].code, code))
      return &sources[i];

  return NULL;
}

/**
 * gvn_agenda_add_sources:
 *
 * Twice the same is once.
 */
void
gvn_agenda_add_sources (const GvnAgendaSource *added, guint n_added)
{
  for (guint i = 0; i < n_added; i++)
    {
      if (find_source (added[i].code) != NULL)
        continue;
      g_assert (n_sources < G_N_ELEMENTS (sources));
      sources[n_sources++] = added[i];
    }
}

/**
 * gvn_agenda_dup_source_text:
 * @code: (nullable): of the source
 *
 * Returns: (transfer full) (nullable): what the source knows for @meeting at @now, in
 *   Markdown; %NULL without @error for nothing, or for no such source yet
 */
char *
gvn_agenda_dup_source_text (GvnDb *db, GvnMeeting *meeting, const char *code, const GvnNow *now, GError **error)
{
  const GvnAgendaSource *source = find_source (code);

  return source != NULL ? source->dup_text (db, meeting, now, error) : NULL;
}

/* Lines ----------------------------------------------------------------------------------- */

/**
 * gvn_agenda_lines_add:
 * @line: (transfer full): plain words
 *
 * One more line; past so many they are only counted.
 */
void
gvn_agenda_lines_add (GvnAgendaLines *self, char *line)
{
  if (self->text == NULL)
    self->text = g_string_new (NULL);
  if (self->n++ < MAX_LINES)
    {
      g_autofree char *escaped = gvn_text_escape_markdown (line);

      g_string_append_printf (self->text, "- %s\n", escaped);
    }
  g_free (line);
}

/**
 * gvn_agenda_lines_end:
 *
 * Returns: (transfer full) (nullable): the lines in Markdown, %NULL for none
 */
char *
gvn_agenda_lines_end (GvnAgendaLines *self)
{
  guint rest = self->n > MAX_LINES ? self->n - MAX_LINES : 0;

  if (self->text == NULL)
    return NULL;
  if (rest > 0)
    {
      g_string_append_printf (self->text, ngettext ("- and %u more", "- and %u more", rest), rest);
      g_string_append_c (self->text, '\n');
    }

  return g_string_free_and_steal (self->text);
}

/**
 * gvn_agenda_find_previous:
 * @day: (out): of the last meeting of the body that was held, the contract's first
 *   without one
 */
gboolean
gvn_agenda_find_previous (GvnDb *db, GvnMeeting *meeting, GDate *day, GError **error)
{
  g_autoptr (GvnStatement) row
      = gvn_db_query (db, error,
                      "SELECT coalesce ((SELECT max (planned_on) FROM meeting WHERE body = ?1 AND state = 'held'"
                      " AND planned_on < ?2), (SELECT initialisation_on FROM contract))",
                      "sd", meeting->body, &meeting->start.date);

  if (row == NULL || !gvn_statement_next (row, error))
    return FALSE;
  gvn_statement_date (row, 0, day);

  return TRUE;
}

/* The day of its next one, a month later without one. */
static gboolean
find_next (GvnDb *db, GvnMeeting *meeting, GDate *day, GError **error)
{
  GDate month_later = meeting->start.date;
  g_autoptr (GvnStatement) row = NULL;

  g_date_add_months (&month_later, 1);
  row = gvn_db_query (db, error,
                      "SELECT coalesce ((SELECT min (planned_on) FROM meeting WHERE body = ? AND state <> 'cancelled'"
                      " AND planned_on > ?), ?)",
                      "sdd", meeting->body, &meeting->start.date, &month_later);
  if (row == NULL || !gvn_statement_next (row, error))
    return FALSE;
  gvn_statement_date (row, 0, day);

  return TRUE;
}

/* Calendar -------------------------------------------------------------------------------- */

static const char *
own_perimeter (GvnMeeting *meeting)
{
  return meeting->perimeters[0] != NULL && meeting->perimeters[1] == NULL ? meeting->perimeters[0] : NULL;
}

/* The meetings until the next one of the body; the weekly ones are counted. */
static char *
dup_calendar (GvnDb *db, GvnMeeting *meeting, const GvnNow *now, GError **error)
{
  GvnMeetingFilter filter = { .from = meeting->start.date, .perimeter = own_perimeter (meeting) };
  g_autoptr (GPtrArray) meetings = NULL;
  guint n_cabs = 0;
  GvnAgendaLines lines = { NULL, 0 };

  if (!find_next (db, meeting, &filter.to, error))
    return NULL;
  g_date_add_days (&filter.from, 1);
  meetings = gvn_meeting_list (db, &filter, error);
  if (meetings == NULL)
    return NULL;
  for (guint i = 0; i < meetings->len; i++)
    {
      GvnMeeting *other = meetings->pdata[i];
      g_autofree char *moment = NULL;

      if (other->state == GVN_MEETING_CANCELLED)
        continue;
      if (g_str_equal (other->body_kind, "CAB"))
        {
          n_cabs++;
          continue;
        }
      moment = gvn_text_moment (&other->start);
      gvn_agenda_lines_add (&lines, g_strdup_printf (_ ("%s: %s"), moment, other->body));
    }
  if (n_cabs > 0)
    gvn_agenda_lines_add (&lines, g_strdup_printf (ngettext ("CAB: %u meeting", "CAB: %u meetings", n_cabs), n_cabs));

  return gvn_agenda_lines_end (&lines);
}

typedef struct
{
  GDate day;
  char *words;
} Coming;

static void
coming_clear (gpointer data)
{
  g_free (((Coming *) data)->words);
}

static int
compare_coming (gconstpointer a, gconstpointer b)
{
  return g_date_compare (&((const Coming *) a)->day, &((const Coming *) b)->day);
}

static gboolean
add_phases (GvnDb *db, const GDate *from, GArray *coming, GError **error)
{
  g_autoptr (GvnContract) contract = gvn_contract_load (db, error);
  GvnPhases phases;

  if (contract == NULL)
    return FALSE;
  gvn_contract_get_phases (contract, &phases);
  {
    const struct
    {
      const char *label;
      GDate day;
    } days[] = {
      { _ ("End of the initialisation"), phases.initialisation_last },
      { _ ("Start of the operations"), phases.run_first },
      { _ ("End of the probation"), phases.probation_last },
      { _ ("Start of the reversibility"), phases.reversibility_first },
      { _ ("End of the contract"), contract->end_on },
    };

    for (guint i = 0; i < G_N_ELEMENTS (days); i++)
      if (g_date_compare (&days[i].day, from) >= 0)
        g_array_append_val (coming, ((Coming) { days[i].day, g_strdup (days[i].label) }));
  }

  return TRUE;
}

/* Those that people set; one that should have been reached still comes. */
static gboolean
add_milestones (GvnDb *db, const GDate *today, GArray *coming, GError **error)
{
  g_autoptr (GPtrArray) milestones = gvn_milestone_list (db, error);

  for (guint i = 0; milestones != NULL && i < milestones->len; i++)
    {
      const GvnMilestone *milestone = milestones->pdata[i];
      GvnMilestoneState state = gvn_milestone_get_state (milestone, today);
      const char *side = gvn_side_get_label (milestone->side);
      g_autofree char *title = gvn_milestone_dup_title (milestone);
      const char *words[] = { title, side, NULL, NULL };

      if (state == GVN_MILESTONE_REACHED)
        continue;
      if (state == GVN_MILESTONE_LATE)
        words[side != NULL ? 2 : 1] = _ ("not reached");
      g_array_append_val (coming, ((Coming) { milestone->planned_on, g_strjoinv (", ", (char **) words) }));
    }

  return milestones != NULL;
}

/* What is still to come of the contract: its phases and its milestones. */
static char *
dup_milestones (GvnDb *db, GvnMeeting *meeting, const GvnNow *now, GError **error)
{
  g_autoptr (GArray) coming = g_array_new (FALSE, FALSE, sizeof (Coming));
  GvnAgendaLines lines = { NULL, 0 };

  g_array_set_clear_func (coming, coming_clear);
  if (!add_phases (db, &meeting->start.date, coming, error) || !add_milestones (db, &now->local.date, coming, error))
    return NULL;
  g_array_sort (coming, compare_coming);
  for (guint i = 0; i < coming->len; i++)
    {
      const Coming *one = &g_array_index (coming, Coming, i);
      g_autofree char *day = gvn_text_date (&one->day);

      gvn_agenda_lines_add (&lines, g_strdup_printf (_ ("%s: %s"), day, one->words));
    }

  return gvn_agenda_lines_end (&lines);
}

/* Deadlines ------------------------------------------------------------------------------- */

/* Of the contract's own readings; @side: NULL for both */
static GPtrArray *
list_due_since (GvnDb *db, GvnMeeting *meeting, const char *side, const GvnNow *now, GError **error)
{
  GvnDeadlineFilter filter = { .state = -1, .contract_only = TRUE, .owner_side = side };

  if (!gvn_agenda_find_previous (db, meeting, &filter.from, error))
    return NULL;
  filter.to = meeting->start.date;

  return gvn_register_list (db, &filter, now, error);
}

static gboolean
is_late (const GvnDeadline *deadline)
{
  return deadline->state == GVN_DEADLINE_OVERDUE || deadline->state == GVN_DEADLINE_OVERDUE_EXCUSED
         || deadline->state == GVN_DEADLINE_MET_LATE || deadline->state == GVN_DEADLINE_MET_LATE_EXCUSED;
}

/* What the contractor was late with since the last meeting, with its cause. */
static char *
dup_nonconformities (GvnDb *db, GvnMeeting *meeting, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) deadlines = list_due_since (db, meeting, "contractor", now, error);
  GvnAgendaLines lines = { NULL, 0 };

  for (guint i = 0; deadlines != NULL && i < deadlines->len; i++)
    {
      const GvnDeadline *deadline = deadlines->pdata[i];
      g_autofree char *due = NULL;

      if (!is_late (deadline))
        continue;
      due = gvn_text_date (&deadline->due.date);
      /* Translators: a deadline, the meeting that owes it, the day it was due: its state, its cause (its clause) */
      gvn_agenda_lines_add (
          &lines,
          g_strdup_printf (_ ("%s, %s, %s: %s%s%s (§ %s)"), deadline->label, deadline->subject, due,
                           gvn_deadline_state_get_label (deadline->state), deadline->cause != NULL ? ", " : "",
                           deadline->cause != NULL ? gvn_cause_get_label (deadline->cause) : "", deadline->clause));
    }

  return gvn_agenda_lines_end (&lines);
}

/* How many deadlines each side met, and was late with, since the last meeting. */
static char *
dup_performance (GvnDb *db, GvnMeeting *meeting, const GvnNow *now, GError **error)
{
  static const char *const sides[] = { "contractor", "dsiun" };
  g_autoptr (GPtrArray) deadlines = list_due_since (db, meeting, NULL, now, error);
  GvnAgendaLines lines = { NULL, 0 };

  for (guint i = 0; deadlines != NULL && i < G_N_ELEMENTS (sides); i++)
    {
      guint n_met = 0, n_late = 0;

      for (guint j = 0; j < deadlines->len; j++)
        {
          const GvnDeadline *deadline = deadlines->pdata[j];

          if (!g_str_equal (deadline->owner_side, sides[i]))
            continue;
          n_late += is_late (deadline);
          n_met += deadline->state == GVN_DEADLINE_MET || deadline->state == GVN_DEADLINE_TACIT;
        }
      if (n_met + n_late > 0)
        gvn_agenda_lines_add (
            &lines,
            /* Translators: a side, then how many deadlines it met and was late with */
            g_strdup_printf (_ ("%s: %u deadlines met, %u late"), gvn_side_get_label (sides[i]), n_met, n_late));
    }

  return gvn_agenda_lines_end (&lines);
}

/* Matters --------------------------------------------------------------------------------- */

static char *
dup_matters (GvnDb *db, GvnMeeting *meeting, guint kinds, GError **error)
{
  g_autoptr (GPtrArray) matters = gvn_matter_list_open_of_body (db, meeting->body, &meeting->start.date, error);
  GvnAgendaLines lines = { NULL, 0 };

  for (guint i = 0; matters != NULL && i < matters->len; i++)
    {
      GvnMatter *matter = matters->pdata[i];
      g_autofree char *title = NULL;
      g_autofree char *due = NULL;

      if ((kinds & (1u << matter->kind)) == 0)
        continue;
      title = gvn_matter_dup_title (matter);
      due = g_date_valid (&matter->due) ? gvn_text_date (&matter->due) : g_strdup ("");
      gvn_agenda_lines_add (&lines, g_strjoin (*due != '\0' ? ", " : "", title, due, NULL));
    }

  return gvn_agenda_lines_end (&lines);
}

static char *
dup_actions (GvnDb *db, GvnMeeting *meeting, const GvnNow *now, GError **error)
{
  return dup_matters (db, meeting, 1u << GVN_MATTER_ACTION, error);
}

static char *
dup_disputes (GvnDb *db, GvnMeeting *meeting, const GvnNow *now, GError **error)
{
  return dup_matters (db, meeting, 1u << GVN_MATTER_DISAGREEMENT | 1u << GVN_MATTER_ALERT, error);
}

/* Changes --------------------------------------------------------------------------------- */

static gboolean
is_of_contract (const GvnPreparationChange *change)
{
  return g_str_equal (change->kind, "setting") || g_str_equal (change->kind, "rule")
         || g_str_equal (change->kind, "schedule");
}

/* What an act changed in how the contract is governed, since the last meeting. */
static char *
dup_changes (GvnDb *db, GvnMeeting *meeting, const GvnNow *now, GError **error)
{
  GDate since;
  g_autoptr (GPtrArray) changes = gvn_preparation_list_changes (db, meeting, &since, error);
  GvnAgendaLines lines = { NULL, 0 };

  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      const GvnPreparationChange *change = changes->pdata[i];
      g_autofree char *day = NULL;

      if (!is_of_contract (change))
        continue;
      day = gvn_text_date (&change->day);
      /* Translators: a day: what changed — the act it came by */
      gvn_agenda_lines_add (&lines, g_strdup_printf (_ ("%s: %s — %s"), day, change->title, change->source));
    }

  return gvn_agenda_lines_end (&lines);
}

/* Problem committee ------------------------------------------------------------------------ */

/* The rows of the grid, new or carried over from an earlier one (6.6). */
static char *
dup_grid (GvnDb *db, GvnMeeting *meeting, gboolean carried, GError **error)
{
  g_autoptr (GPtrArray) rows = gvn_preproblem_list (db, meeting->id, error);
  GvnAgendaLines lines = { NULL, 0 };

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const GvnPreproblem *row = rows->pdata[i];

      if ((row->follows != NULL) == carried)
        gvn_agenda_lines_add (&lines, g_strjoin (" — ", row->title, row->impact, NULL));
    }

  return gvn_agenda_lines_end (&lines);
}

static char *
dup_groups (GvnDb *db, GvnMeeting *meeting, const GvnNow *now, GError **error)
{
  return dup_grid (db, meeting, FALSE, error);
}

static char *
dup_followed (GvnDb *db, GvnMeeting *meeting, const GvnNow *now, GError **error)
{
  return dup_grid (db, meeting, TRUE, error);
}

/* Tells what the committees, the register and the proceedings know. */
void
gvn_agenda_register_sources (void)
{
  static const GvnAgendaSource known[] = {
    { "open_actions", dup_actions },           { "priorities", dup_actions },
    { "current_problems", dup_disputes },      { "referred_matters", dup_disputes },
    { "detailed_calendar", dup_calendar },     { "progress", dup_calendar },
    { "macro_calendar", dup_milestones },      { "nonconformities", dup_nonconformities },
    { "performance_review", dup_performance }, { "agreement_update", dup_changes },
    { "contract_events", dup_changes },        { "incident_groups", dup_groups },
    { "open_problems", dup_followed },
  };

  gvn_agenda_add_sources (known, G_N_ELEMENTS (known));
}
